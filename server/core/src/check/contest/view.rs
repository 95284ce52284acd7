//! A sentence as the contests read it: words with lemmas, what is capitalised, where its values and names stand.
//! It must not know another sentence; what it inherits from earlier ones is `document`'s business.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;

use super::scope::{Scope, scope};
use crate::text::Span;
use crate::values::{Kind, Value};
use crate::words::{self, WordId};

/// Tokens of one sentence that are looked at; what a longer "sentence" (a table, a list) holds behind them is not compared.
const MOST_TOKENS: usize = 400;
/// Content words after a value that may say what it counts.
const HEADS: usize = 3;
/// How far behind a value they are looked for, in tokens.
const HEAD_REACH: usize = 6;

/// Identity of a lemma or a stem across sentences: a 64-bit hash of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    pub fn lemma(lemma: &str) -> Key {
        Key(hash(lemma, 0))
    }

    /// Stems have identities of their own: a stem that looks like another word is not that word.
    pub fn stem(lemma: &str) -> Key {
        Key(hash(&words::stem(lemma), 1))
    }
}

fn hash(text: &str, kind: u8) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind);
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// One word or sign.
#[derive(Clone, Debug)]
pub struct Token {
    /// Bytes of the text that the sentence was read from.
    pub span: Span,
    /// Lower case, without accents, with plain apostrophes and hyphens.
    pub lower: Box<str>,
    /// Number of the lemma in the word table.
    pub word: Option<WordId>,
    pub lemma_key: Key,
    pub stem_key: Key,
    /// 0 to 1: how much the word tells; 0 for stop words and signs.
    pub idf: f32,
    /// Written with a capital that the start of the sentence does not explain.
    pub capital: bool,
    /// Every letter is a capital ("UNHCR"), at least two.
    pub acronym: bool,
    pub sign: bool,
    pub stop: bool,
    /// Index of the value that the token belongs to.
    pub value: Option<u16>,
}

impl Token {
    pub fn lemma(&self) -> &str {
        self.word.map_or(&self.lower, words::table::word)
    }

    pub fn as_pair(&self) -> (&str, Option<WordId>) {
        (self.lemma(), self.word)
    }

    /// A full word of the dictionary, not only a name in it.
    pub fn is_common(&self) -> bool {
        self.word.is_some_and(|id| words::part_of_speech(id).is_some() && !words::is_proper(id))
    }
}

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
    /// Lemma, form, stem and hyphen parts of every content token, by key; the score says how well a hit by it counts.
    index: Vec<(Key, u16, f32)>,
}

impl SentenceView {
    /// Reads the sentence `span` of `text`; `values` are those inside it, in order.
    pub fn read(text: &str, span: Span, values: &[Value]) -> SentenceView {
        let mut tokens = cut(text, span);
        mark_capitals(text, &mut tokens);
        let capitals = tokens.iter().filter(|token| token.capital).count();
        let full = tokens.iter().filter(|token| !token.stop).count();
        let title_case = tokens.len() > 5 && capitals * 10 > full * 6;
        let mut values = place_values(&mut tokens, values);
        let content = content_of(&tokens, &values);
        for value in &mut values {
            finish_value(text, &tokens, value);
        }
        mark_lives(&tokens, &mut values);
        let scope = scope(&tokens, &mut values);
        let names = names_of(&tokens);
        let index = index_of(&tokens, &content);
        SentenceView { span, tokens, content, values, names, scope, title_case, index }
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// Content tokens with the given lemma or stem, and how well each counts.
    pub fn hits(&self, key: Key) -> impl Iterator<Item = (usize, f32)> {
        let from = self.index.partition_point(|(other, _, _)| *other < key);
        let rest = self.index.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(other, _, _)| *other == key).map(|(_, at, score)| (usize::from(*at), *score))
    }

    pub fn has(&self, key: Key) -> bool {
        self.hits(key).next().is_some()
    }

    /// The keys under which the sentence can be found.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.index.iter().map(|(key, _, _)| *key)
    }

    /// The name that token `at` belongs to, or the token alone.
    pub fn name_around(&self, at: usize) -> (usize, usize) {
        self.names.iter().copied().find(|(first, end)| (*first..*end).contains(&at)).unwrap_or((at, at + 1))
    }

    pub fn content_tokens(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.content.iter().filter_map(|at| Some((*at, self.tokens.get(*at)?)))
    }
}

/// Cuts a sentence into tokens. Linear in its length.
fn cut(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end && tokens.len() < MOST_TOKENS {
        let Some(rest) = text.get(at..end) else { break };
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let length = token_length(rest).max(first.len_utf8());
        let span = Span::new(at, at + length);
        tokens.push(token(span, span.of(text)));
        at += length;
    }
    tokens
}

/// Bytes of the token that `rest` starts with.
fn token_length(rest: &str) -> usize {
    if let Some(length) = ["n't", "n’t", "'s", "’s"].iter().find_map(|clitic| clitic_length(rest, clitic)) {
        return length;
    }
    if !rest.starts_with(char::is_alphanumeric) {
        return 0;
    }
    if let Some(length) = dotted_length(rest) {
        return length;
    }
    let mut chars = rest.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let tail = rest.get(at..).unwrap_or("");
        let next = tail.chars().nth(1).unwrap_or(' ');
        let joins = match c {
            _ if c.is_alphanumeric() => at == 0 || clitic_length(tail, "n't").or_else(|| clitic_length(tail, "n’t")).is_none(),
            '-' | '\u{2010}' | '\u{2011}' | '&' => next.is_alphanumeric(),
            '\'' | '’' => previous.is_alphabetic() && next.is_alphabetic() && clitic_length(tail, "'s").or_else(|| clitic_length(tail, "’s")).is_none(),
            '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
            _ => is_mark(c),
        };
        if !joins {
            return at;
        }
        previous = c;
    }
    rest.len()
}

/// Length of a clitic that ends a word at the start of `rest`.
fn clitic_length(rest: &str, clitic: &str) -> Option<usize> {
    let behind = rest.strip_prefix(clitic)?;
    (!behind.starts_with(char::is_alphanumeric)).then_some(clitic.len())
}

/// "U.S.", "e.g.": letters each with a full stop, at least two.
fn dotted_length(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_ascii_alphabetic() {
            break;
        }
        length += 2;
    }
    (length >= 4).then_some(length)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn token(span: Span, surface: &str) -> Token {
    let lower = fold(surface);
    let sign = !surface.starts_with(char::is_alphanumeric) && !matches!(&*lower, "n't" | "'s" | "$" | "€" | "£" | "¥" | "%");
    let stop = sign || words::is_stop(&lower);
    let lemma = if sign { std::borrow::Cow::Borrowed(&*lower) } else { words::lemma(&lower) };
    let word = if sign { None } else { words::word_id(&lemma) };
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let acronym = letters >= 2 && surface.chars().all(|c| !c.is_lowercase());
    let keep_stem = !stop;
    Token {
        span,
        word,
        lemma_key: Key::lemma(&lemma),
        stem_key: if keep_stem { Key::stem(&lemma) } else { Key::lemma(&lemma) },
        idf: if stop { 0.0 } else { words::idf(word) },
        capital: surface.starts_with(char::is_uppercase),
        acronym,
        sign,
        stop,
        value: None,
        lower: lower.into_boxed_str(),
    }
}

/// Lower case without accents; typographic apostrophes and hyphens made plain.
fn fold(surface: &str) -> String {
    if surface.is_ascii() {
        return surface.to_ascii_lowercase();
    }
    let plain = |c: char| match c {
        '’' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    };
    surface.nfd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).map(plain).collect()
}

/// A capital at the start of a sentence counts only for a word that is no dictionary word, or before another capital.
fn mark_capitals(text: &str, tokens: &mut [Token]) {
    let mut at_start = true;
    for at in 0..tokens.len() {
        let next_is_name = tokens.get(at + 1).is_some_and(|next| next.capital && !next.stop);
        let Some(token) = tokens.get_mut(at) else { continue };
        if at_start && token.capital {
            let unknown = !words::is_known(&token.lower) && !token.word.is_some_and(|id| words::part_of_speech(id).is_some());
            let proper = token.word.is_some_and(words::is_proper);
            token.capital = !token.stop && (unknown || proper || token.acronym || next_is_name);
        }
        if token.stop && token.lower.len() == 1 {
            token.capital = false;
        }
        if !token.sign {
            at_start = false;
        } else if matches!(token.span.of(text), "." | "!" | "?" | ":" | "•") {
            at_start = true;
        }
    }
}

fn place_values(tokens: &mut [Token], values: &[Value]) -> Vec<SlotValue> {
    let mut placed = Vec::with_capacity(values.len());
    for value in values {
        let first = tokens.partition_point(|token| token.span.end <= value.core.start);
        let end = tokens.partition_point(|token| token.span.start < value.core.end);
        if first >= end {
            continue;
        }
        let number = u16::try_from(placed.len()).unwrap_or(u16::MAX);
        tokens.iter_mut().take(end).skip(first).for_each(|token| token.value = Some(number));
        placed.push(SlotValue {
            value: value.clone(),
            first,
            end,
            heads: Vec::new(),
            in_name: false,
            negated: false,
            life: None,
        });
    }
    placed
}

fn content_of(tokens: &[Token], values: &[SlotValue]) -> Vec<usize> {
    let in_number = |token: &Token| {
        let value = token.value.and_then(|number| values.get(usize::from(number)));
        value.is_some_and(|value| value.value.kind != Kind::Ordinal)
    };
    let is_content = |token: &Token| !token.stop && !in_number(token) && !matches!(&*token.lower, "$" | "%" | "€" | "£" | "¥");
    (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(is_content)).collect()
}

fn finish_value(text: &str, tokens: &[Token], value: &mut SlotValue) {
    let behind = tokens.iter().enumerate().skip(value.end).take(HEAD_REACH);
    for (at, token) in behind {
        let ends_phrase = matches!(
            &*token.lower,
            "in" | "on" | "at" | "from" | "by" | "and" | "or" | "but" | "while" | "who" | "which" | "that" | "to" | "with" | "as" | "than"
        );
        if token.sign && !matches!(&*token.lower, "-" | "\"") || ends_phrase && !value.heads.is_empty() {
            break;
        }
        if !token.stop && token.value.is_none() {
            value.heads.push(at);
        }
        if value.heads.len() >= HEADS {
            break;
        }
    }
    value.in_name = in_name(text, tokens, value);
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
    let named = before.is_some_and(|token| token.capital && !token.stop && token.value.is_none());
    let counts_noun = after.is_some_and(|token| !token.capital && !token.stop && !token.sign && token.word.is_some());
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
        let is_birth = first.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| &*token.lower == "born");
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
    let starts = |at: usize| is_part(at) && tokens.get(at).is_some_and(|token| !token.stop && token.value.is_none());
    let links = |at: usize| {
        let link = tokens.get(at).is_some_and(|token| matches!(&*token.lower, "of" | "the" | "de" | "for" | "and" | "&" | "van" | "von"));
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
    fn words_are_cut_as_a_reader_sees_them() {
        for (text, expected) in [
            ("The U.S. didn't agree.", "the|u.s.|did|n't|agree|."),
            ("The agency's well-known 19th report", "the|agency|'s|well-known|19th|report"),
            ("Can’t say: it’s 34,500.5", "ca|n't|say|:|it|'s|34,500.5"),
            ("Côte d'Ivoire (AT&T)", "cote|d'ivoire|(|at&t|)"),
            ("do n't stop", "do|n't|stop"),
        ] {
            let lowers: Vec<String> = view(text).tokens.iter().map(|token| token.lower.to_string()).collect();
            assert_eq!(lowers.join("|"), expected);
        }
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
