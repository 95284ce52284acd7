//! A sentence as the contests read it: words with lemmas, what is capitalised, where its values and names stand.
//! It must not know another sentence; what it inherits from earlier ones is `document`'s business.

use super::qualifiers::{Qualifiers, qualifiers};
use super::reading::{
    as_duration, bounded_ordinal, in_thousands, life_dates, share_era, spaced_decade, within_decade,
};
use super::scope::{Scope, scope};
use super::score::read_pairs;
use super::token::{Key, Lexemes, Token, WordPart, cut, mark_capitals, parts_of};
use super::trend::{Trend, trend};
use crate::text::Span;
use crate::values::{Granularity, Kind, Modifier, Operator, Value};
use crate::words;

/// Content words after a value that may say what it counts.
const HEADS: usize = 3;
/// How far behind a value they are looked for, in tokens.
const HEAD_REACH: usize = 6;

/// A value with the tokens that it covers.
#[derive(Clone, Debug)]
pub struct SlotValue {
    pub value: Value,
    /// Tokens `first..end`.
    pub first: usize,
    pub end: usize,
    /// Content tokens behind it that may say what is counted, nearest first.
    pub heads: Vec<usize>,
    /// Part of a name ("Fallout 76"): never compared.
    pub in_name: bool,
    /// "other than 12", "not in 1990".
    pub negated: bool,
    pub life: Option<Life>,
    /// A year that only names something: "the 2005 reform", "the 2010–11 season".
    pub attributive: bool,
    /// "more than 64 to 135": which end is bounded is anyone's guess.
    pub bounded_range: bool,
    pub qualifiers: Qualifiers,
    /// Which way it goes, and the token that says so ("rose" of "rose 3 percent").
    pub trend: Option<(Trend, usize)>,
    /// The two sides of a score ("17–14"): compares with scores alone.
    pub score: Option<(u32, u32)>,
    /// A bare number behind a currency sign ("$ less than 60"): an amount of money.
    pub money: bool,
    /// The noun right before it, which it numbers ("lap 60").
    pub label: Option<usize>,
}

impl SlotValue {
    /// A value at tokens `first..end` of which nothing else is known.
    pub(super) fn plain(value: Value, first: usize, end: usize) -> SlotValue {
        SlotValue {
            value,
            first,
            end,
            heads: Vec::new(),
            in_name: false,
            negated: false,
            life: None,
            attributive: false,
            bounded_range: false,
            qualifiers: Qualifiers::default(),
            trend: None,
            score: None,
            money: false,
            label: None,
        }
    }

    pub(super) fn scoring(self, sides: (u32, u32)) -> SlotValue {
        SlotValue { score: Some(sides), ..self }
    }
}

/// What a date in "(1 May 1900 – 2 June 1980)" stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Birth,
    Death,
}

/// One sentence, read once.
#[derive(Clone, Debug)]
pub struct SentenceView {
    pub span: Span,
    pub tokens: Vec<Token>,
    /// Tokens that carry content, in order: not stop words, not signs, not values (ordinals stay).
    pub content: Vec<usize>,
    pub values: Vec<SlotValue>,
    /// Runs of capitalised tokens, `first..end`.
    pub names: Vec<(usize, usize)>,
    pub scope: Scope,
    /// Written in capitals throughout, so that capitals tell nothing.
    pub title_case: bool,
    /// For each token how many ends of clauses stand before it.
    clauses: Vec<u16>,
    /// Lemma, form, stem and hyphen parts of every content token, by key; the score says how well a hit by it counts.
    index: Vec<(Key, u16, f32)>,
    /// Of its hyphenated content words.
    parts: Vec<WordPart>,
    /// A bit for the first letter of each content word; several letters may share one.
    initials: u64,
}

impl SentenceView {
    /// Reads the sentence `span` of `text`; `values` are those inside it, in order.
    pub fn read(text: &str, span: Span, values: &[Value]) -> SentenceView {
        SentenceView::read_with(text, span, values, &mut Lexemes::default())
    }

    /// As [`SentenceView::read`], beside other sentences.
    pub(super) fn read_with(text: &str, span: Span, values: &[Value], known: &mut Lexemes) -> SentenceView {
        let mut tokens = cut(text, span, known);
        mark_capitals(text, &mut tokens);
        let capitals = tokens.iter().filter(|token| token.capital).count();
        let full = tokens.iter().filter(|token| !token.stop).count();
        let title_case = tokens.len() > 5 && capitals * 10 > full * 6;
        let mut values = place_values(text, &mut tokens, values);
        read_pairs(&mut tokens, &mut values);
        share_era(&tokens, &mut values);
        let content = content_of(&tokens, &values);
        for value in &mut values {
            finish_value(text, &tokens, value);
        }
        mark_lives(&tokens, &mut values);
        let scope = scope(&tokens, &mut values);
        let names = names_of(&tokens);
        let index = index_of(&tokens, &content);
        let clauses = clauses_of(&tokens);
        let words = || content.iter().filter_map(|at| Some((*at, tokens.get(*at)?)));
        let parts = words().flat_map(|(at, token)| parts_of(at, token)).collect();
        let initials = words().fold(0, |all, (_, token)| all | initial(token));
        SentenceView {
            span,
            tokens,
            content,
            values,
            names,
            scope,
            title_case,
            clauses,
            index,
            parts,
            initials,
        }
    }

    /// Whether no comma, bracket or "and" stands between two tokens.
    pub fn same_clause(&self, a: usize, b: usize) -> bool {
        self.clauses.get(a) == self.clauses.get(b)
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// Content tokens with the given lemma or stem, and how well each counts.
    pub fn hits(&self, key: Key) -> impl Iterator<Item = (usize, f32)> {
        let from = self.index.partition_point(|(other, _, _)| *other < key);
        let rest = self.index.get(from..).unwrap_or_default();
        rest.iter()
            .take_while(move |(other, _, _)| *other == key)
            .map(|(_, at, score)| (usize::from(*at), *score))
    }

    pub fn has(&self, key: Key) -> bool {
        self.hits(key).next().is_some()
    }

    /// The keys under which the sentence can be found.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.index.iter().map(|(key, _, _)| *key)
    }

    /// The parts of the hyphenated content word at token `at`; none of any other.
    pub fn parts_of(&self, at: usize) -> impl Iterator<Item = &WordPart> {
        self.parts.iter().filter(move |part| part.token == at)
    }

    /// Whether some content word may begin with the same letter.
    pub fn has_initial_of(&self, token: &Token) -> bool {
        self.initials & initial(token) != 0
    }

    /// The name that token `at` belongs to, or the token alone.
    pub fn name_around(&self, at: usize) -> (usize, usize) {
        self.names.iter().copied().find(|(first, end)| (*first..*end).contains(&at)).unwrap_or((at, at + 1))
    }

    pub fn content_tokens(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.content.iter().filter_map(|at| Some((*at, self.tokens.get(*at)?)))
    }
}

fn initial(token: &Token) -> u64 {
    token.lower.bytes().next().map_or(0, |first| 1 << (first % 64))
}

fn is_currency(lower: &str) -> bool {
    matches!(lower, "$" | "€" | "£" | "¥" | "us$" | "rs" | "usd" | "eur" | "gbp" | "inr")
}

fn clauses_of(tokens: &[Token]) -> Vec<u16> {
    let mut clause = 0u16;
    let mut numbers = Vec::with_capacity(tokens.len());
    for token in tokens {
        let ends = matches!(
            &*token.lower,
            "," | ";" | ":" | "(" | ")" | "and" | "but" | "while" | "which" | "who" | "because"
        );
        clause = clause.saturating_add(u16::from(ends));
        numbers.push(clause);
    }
    numbers
}

fn place_values(text: &str, tokens: &mut [Token], values: &[Value]) -> Vec<SlotValue> {
    let mut placed = Vec::with_capacity(values.len());
    for value in values {
        let first = tokens.partition_point(|token| token.span.end <= value.core.start);
        let opening = tokens.partition_point(|token| token.span.end <= value.span.start).min(first);
        let end = tokens.partition_point(|token| token.span.start < value.core.end);
        if first >= end {
            continue;
        }
        let (value, end) = as_duration(value, tokens, end);
        let value = bounded_ordinal(value, tokens, opening);
        let value = spaced_decade(in_thousands(value, text), tokens, opening, end);
        let value = within_decade(value, tokens, opening, end);
        let number = u16::try_from(placed.len()).unwrap_or(u16::MAX);
        tokens.iter_mut().take(end).skip(first).for_each(|token| token.value = Some(number));
        let attributive = is_attributive(&value, tokens, first, end);
        let value = if attributive { unbounded(value) } else { value };
        let bounded_range = is_bounded_range(&value, tokens, opening, first);
        let qualifiers = qualifiers(tokens, opening, end);
        let goes = matches!(
            value.kind,
            Kind::Number
                | Kind::Percent
                | Kind::PercentagePoint
                | Kind::Money
                | Kind::Fraction
                | Kind::Quantity
        );
        let trend = if goes { trend(tokens, opening, end) } else { None };
        let before = opening.checked_sub(1);
        let sign = before.and_then(|at| tokens.get(at)).is_some_and(|token| is_currency(&token.lower));
        let label = before.filter(|at| {
            opening == first
                && tokens.get(*at).is_some_and(|token| !token.stop && !token.sign && token.value.is_none())
        });
        let money = value.kind == Kind::Number && sign;
        let plain = SlotValue::plain(value, first, end);
        let slot = SlotValue { attributive, bounded_range, qualifiers, trend, money, label, ..plain };
        match life_dates(&slot, tokens) {
            Some([birth, death]) => placed.extend([birth, death]),
            None => placed.push(slot),
        }
    }
    placed
}

fn is_bounded_range(value: &Value, tokens: &[Token], opening: usize, first: usize) -> bool {
    let before = tokens.get(opening..first).unwrap_or_default();
    let bound = |token: &Token| {
        matches!(&*token.lower, "than" | "over" | "under" | "above" | "below" | "least" | "most")
    };
    value.operator == Operator::Between && before.iter().any(bound)
}

/// "after the 2005 reform" bounds the reform, not the year.
fn unbounded(mut value: Value) -> Value {
    if let Some(date) = &mut value.date {
        date.modifier = Modifier::None;
    }
    value
}

/// "the 2005 reform": a year between an article and a noun says when the thing was named, not when something happened to it;
/// "a 1968 film" tells what the film is.
fn is_attributive(value: &Value, tokens: &[Token], first: usize, end: usize) -> bool {
    let Some(date) = value.date else { return false };
    let yearly =
        matches!(date.granularity, Granularity::Year | Granularity::FiscalYear | Granularity::Season);
    let article = first
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| matches!(&*token.lower, "the" | "its" | "this"));
    let noun = tokens.get(end).is_some_and(|next| {
        !next.sign && !next.stop && !next.lower.starts_with(|c: char| c.is_ascii_digit())
    });
    // "the Tide Summit of 2023" is that summit alone.
    let before = |back: usize| first.checked_sub(back).and_then(|at| tokens.get(at));
    let of_name =
        before(1).is_some_and(|token| &*token.lower == "of") && before(2).is_some_and(|token| token.capital);
    // "the studio's 2020 “Night Ferry” film"
    let quotes = tokens.get(end).is_some_and(|token| matches!(&*token.lower, "\"" | "\u{201c}" | "\u{201e}"))
        && tokens.get(end + 1).is_some_and(|token| token.capital)
        && date.modifier == Modifier::None
        && before(1).is_some_and(|token| !token.stop);
    yearly && (article && noun || of_name || quotes || is_year_of_name(date.modifier, tokens, first, end))
}

/// "the Riga 2015 Regional Games": a year between the words of a name tells which of its kind is meant.
fn is_year_of_name(modifier: Modifier, tokens: &[Token], first: usize, end: usize) -> bool {
    let before = first.checked_sub(1).and_then(|at| tokens.get(at));
    let named = |token: Option<&Token>| {
        token.is_some_and(|token| token.capital && !token.stop && !token.sign && token.value.is_none())
    };
    modifier == Modifier::None && named(before) && named(tokens.get(end))
}

fn content_of(tokens: &[Token], values: &[SlotValue]) -> Vec<usize> {
    let in_number = |token: &Token| {
        let value = token.value.and_then(|number| values.get(usize::from(number)));
        value.is_some_and(|value| value.value.kind != Kind::Ordinal)
    };
    let is_content = |token: &Token| {
        !token.stop && !in_number(token) && !matches!(&*token.lower, "$" | "%" | "€" | "£" | "¥")
    };
    (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(is_content)).collect()
}

fn finish_value(text: &str, tokens: &[Token], value: &mut SlotValue) {
    let behind = tokens.iter().enumerate().skip(value.end).take(HEAD_REACH);
    for (at, token) in behind {
        let ends_phrase = matches!(
            &*token.lower,
            "in" | "on"
                | "at"
                | "from"
                | "by"
                | "and"
                | "or"
                | "but"
                | "while"
                | "who"
                | "which"
                | "that"
                | "to"
                | "with"
                | "as"
                | "than"
        );
        // "3 in the league": what follows at once with a preposition is a place, nothing counted.
        let joins = matches!(&*token.lower, "and" | "or" | "but") && value.heads.is_empty();
        if token.sign && !matches!(&*token.lower, "-" | "\"") || (ends_phrase && !joins) {
            break;
        }
        if !token.stop && token.value.is_none() {
            value.heads.push(at);
        }
        if value.heads.len() >= HEADS {
            break;
        }
    }
    value.in_name = value.in_name
        || in_name(text, tokens, value)
        || is_half_read(tokens, value)
        || is_code(value.value.core.of(text));
}

/// "in 09", "007": a number that begins with a zero counts nothing.
fn is_code(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// "twelve point fifty": two numbers that are one, which neither says.
fn is_half_read(tokens: &[Token], value: &SlotValue) -> bool {
    let point = |at: usize| {
        let number = |at: usize| tokens.get(at).is_some_and(|token| token.value.is_some());
        tokens.get(at).is_some_and(|token| matches!(&*token.lower, "dot" | "point"))
            && at.checked_sub(1).is_some_and(number)
            && number(at + 1)
    };
    point(value.end) || value.first.checked_sub(1).is_some_and(point)
}

/// Digits behind a capitalised word belong to its name, unless a common noun that they can count follows.
fn in_name(text: &str, tokens: &[Token], value: &SlotValue) -> bool {
    if value.value.kind != Kind::Number {
        return false;
    }
    let surface = value.value.core.of(text);
    let before = value.first.checked_sub(1).and_then(|at| tokens.get(at));
    let after = tokens.get(value.end);
    let after_is_capital = after.is_some_and(|token| token.capital);
    if !surface.starts_with(|c: char| c.is_ascii_digit()) {
        return surface.starts_with(char::is_uppercase) && after_is_capital && value.first > 0;
    }
    // "Boats 3 has mixed reviews": the first word of a sentence tells its capital by the digits behind it.
    let opens = |token: &Token| {
        value.first == 1
            && token.word.and_then(words::part_of_speech) == Some(b'n')
            && token.span.of(text).starts_with(char::is_uppercase)
    };
    let named =
        before.is_some_and(|token| (token.capital || opens(token)) && !token.stop && token.value.is_none());
    let counts_noun =
        after.is_some_and(|token| !token.capital && !token.stop && !token.sign && token.word.is_some());
    named && !counts_noun
}

/// Marks the two dates of "(1 May 1900 – 2 June 1980)" near the start of a sentence, and dates behind "born".
fn mark_lives(tokens: &[Token], values: &mut [SlotValue]) {
    let dashes = |from: usize, to: usize| {
        let between = tokens.get(from..to).unwrap_or_default();
        !between.is_empty() && between.iter().all(|token| matches!(&*token.lower, "-" | "–" | "—" | "--"))
    };
    let bracket_before = |at: usize| {
        let before = tokens.get(at.saturating_sub(14)..at).unwrap_or_default();
        before.iter().any(|token| &*token.lower == "(")
    };
    for at in 0..values.len() {
        let Some(value) = values.get(at) else { continue };
        if value.value.kind != Kind::Date || value.first > 40 {
            continue;
        }
        let (first, end) = (value.first, value.end);
        let next = values.get(at + 1).filter(|next| next.value.kind == Kind::Date && next.first > end);
        let is_pair = next.is_some_and(|next| dashes(end, next.first)) && bracket_before(first);
        let is_birth =
            first.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| &*token.lower == "born");
        if let Some(value) = values.get_mut(at)
            && (is_pair || is_birth)
        {
            value.life = Some(Life::Birth);
        }
        if is_pair && let Some(next) = values.get_mut(at + 1) {
            next.life = Some(Life::Death);
            return;
        }
    }
}

fn names_of(tokens: &[Token]) -> Vec<(usize, usize)> {
    let is_part = |at: usize| tokens.get(at).is_some_and(|token| token.capital && !token.sign);
    let starts =
        |at: usize| is_part(at) && tokens.get(at).is_some_and(|token| !token.stop && token.value.is_none());
    let links = |at: usize| {
        let link = tokens.get(at).is_some_and(|token| {
            matches!(&*token.lower, "of" | "the" | "de" | "for" | "and" | "&" | "van" | "von")
        });
        link && tokens.get(at + 1).is_some_and(|next| next.capital && !next.stop)
    };
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !starts(at) {
            at += 1;
            continue;
        }
        let first = at;
        while is_part(at) || links(at) {
            at += 1;
        }
        names.push((first, at));
    }
    names
}

fn index_of(tokens: &[Token], content: &[usize]) -> Vec<(Key, u16, f32)> {
    let mut index = Vec::with_capacity(content.len() * 2);
    for at in content {
        let Some(token) = tokens.get(*at) else { continue };
        let number = u16::try_from(*at).unwrap_or(u16::MAX);
        index.push((token.lemma_key, number, 1.0));
        index.push((token.stem_key, number, 0.95));
        if token.word.is_some() && token.lemma() != &*token.lower {
            index.push((Key::lemma(&token.lower), number, 1.0));
        }
        if token.lower.contains('-') {
            let parts = token.lower.split('-').filter(|part| part.len() > 2 && !words::is_stop(part));
            index.extend(parts.map(|part| (Key::lemma(&words::lemma(part)), number, 0.9)));
        }
    }
    index.sort_by_key(|(key, at, _)| (*key, *at));
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> SentenceView {
        SentenceView::read(text, Span::new(0, text.len()), &[])
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_no_name() {
        let names = |text: &str| {
            let view = view(text);
            let name = |(first, end): &(usize, usize)| {
                let words = view.tokens.get(*first..*end).unwrap();
                words.iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
            };
            view.names.iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(names("Families returned to Shusha."), ["Shusha"]);
        assert_eq!(names("Azerbaijan joined the Council of Europe."), ["Azerbaijan", "Council of Europe"]);
        assert_eq!(names("Central Bank staff met Ilham Aliyev."), ["Central Bank", "Ilham Aliyev"]);
    }
}
