//! Reads a sentence as a claim: its subject, content words, values with their surroundings, place and time.
//! It must not know any other sentence, except through what `names` bound a pronoun to.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, Sentence};
use crate::claims::frame::{Frame, frame_of};
use crate::claims::stem::{Stem, is_stop_word, stem_of};
use crate::claims::token::{Token, tokens_of};
use crate::names::{Binding, EntityId, Mention, is_country};
use crate::text::Span;
use crate::values::{Kind, Value};

/// A content word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    pub stem: Stem,
    /// Which token of the sentence it is, stop words counted: the unit of distance between words.
    pub at: u16,
    /// Written with a capital (the first word of a sentence does not count).
    pub capital: bool,
}

/// Whom or what the sentence speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// An entity of the lexicon, named or bound ("the organisation").
    Entity(EntityId, Binding),
    /// A capitalised name that no source or list knows.
    UnknownName(Span),
    /// The first noun phrase, as far as it can be told without a parser.
    Phrase(Span),
    #[default]
    None,
}

/// One value of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedValue {
    /// Index into [`Analysis::values`].
    pub value: u32,
    /// Token before which the value stands; words with a smaller `at` are to its left.
    pub at: u16,
    /// Stem of the counted noun, where there is one.
    pub head: Option<Stem>,
}

/// What one sentence says. A sentence with several values is one claim with several values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// Index into [`Analysis::sentences`].
    pub sentence: u32,
    pub span: Span,
    pub subject: Subject,
    /// Content words in order, those inside values and stop words left out; words of names are kept.
    pub words: Vec<Word>,
    pub values: Vec<ClaimedValue>,
    /// Range of [`Analysis::mentions`].
    pub mentions: Range<u32>,
    /// The last thing named after "in" or "at".
    pub place: Option<EntityId>,
    /// Indices into `values` of the dates: what limits the rest of the claim in time.
    pub times: Vec<u16>,
    pub frame: Frame,
}

/// The claims of a text that was read and whose mentions were found: one for each sentence, in order.
/// Linear in the length of the text.
pub fn claims_of(text: &str, analysis: &Analysis) -> Vec<Claim> {
    let mut cursor = Cursor::default();
    let sentences = analysis.sentences.iter().enumerate();
    sentences.map(|(index, sentence)| claim_of(text, analysis, index, sentence, &mut cursor)).collect()
}

/// Where the last sentence ended in the analysis' lists, so that each list is walked once.
#[derive(Default)]
struct Cursor<'t> {
    value: usize,
    mention: usize,
    /// Stems of the words so far: sentences of one text hold the same words over and over.
    stems: FxHashMap<&'t str, Stem>,
}

fn claim_of<'t>(
    text: &'t str,
    analysis: &Analysis,
    index: usize,
    sentence: &Sentence,
    cursor: &mut Cursor<'t>,
) -> Claim {
    let values = within(&analysis.values, &mut cursor.value, sentence.span, |value| value.span);
    let mentions = within(&analysis.mentions, &mut cursor.mention, sentence.span, |mention| mention.span);
    let tokens = tokens_of(text, sentence.span);
    let own_values = analysis.values.get(values.clone()).unwrap_or(&[]);
    let own_mentions = analysis.mentions.get(mentions.clone()).unwrap_or(&[]);
    let claimed = claimed_values(text, &tokens, own_values, values.start);
    let times = times_of(own_values);
    Claim {
        sentence: u32::try_from(index).unwrap_or(u32::MAX),
        span: sentence.span,
        subject: subject_of(&tokens, own_values, own_mentions),
        words: words_of(&tokens, own_values, &mut cursor.stems),
        values: claimed,
        mentions: to_u32(mentions),
        place: place_of(&tokens, own_mentions),
        times,
        frame: frame_of(&tokens),
    }
}

fn to_u32(range: Range<usize>) -> Range<u32> {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    clamp(range.start)..clamp(range.end)
}

/// Items of a sorted list that start inside `span`; moves the cursor past them.
fn within<T>(items: &[T], cursor: &mut usize, span: Span, span_of: impl Fn(&T) -> Span) -> Range<usize> {
    let rest = items.get(*cursor..).unwrap_or(&[]);
    let skipped = rest.iter().take_while(|item| span_of(item).start < span.start).count();
    let start = *cursor + skipped;
    let inside = rest.iter().skip(skipped).take_while(|item| span_of(item).start < span.end).count();
    *cursor = start + inside;
    start..start + inside
}

fn words_of<'t>(tokens: &[Token<'t>], values: &[Value], stems: &mut FxHashMap<&'t str, Stem>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut values = values.iter().peekable();
    for (at, token) in tokens.iter().enumerate() {
        while values.next_if(|value| value.span.end <= token.span.start).is_some() {}
        let in_value = values.peek().is_some_and(|value| value.span.overlaps(token.span));
        if in_value || !is_content(token.text) {
            continue;
        }
        words.push(Word {
            span: token.span,
            stem: *stems.entry(token.text).or_insert_with(|| stem_of(token.text)),
            at: u16::try_from(at).unwrap_or(u16::MAX),
            capital: at > 0 && starts_upper(token.text),
        });
    }
    words
}

fn is_content(word: &str) -> bool {
    word.chars().count() > 1 && !is_stop_word(&word.to_lowercase())
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn claimed_values(text: &str, tokens: &[Token<'_>], values: &[Value], first: usize) -> Vec<ClaimedValue> {
    let claimed = values.iter().enumerate().map(|(offset, value)| ClaimedValue {
        value: u32::try_from(first + offset).unwrap_or(u32::MAX),
        at: token_at(tokens, value.core.start),
        head: head_stem(value.head.of(text)),
    });
    claimed.collect()
}

fn token_at(tokens: &[Token<'_>], byte: u32) -> u16 {
    u16::try_from(tokens.partition_point(|token| token.span.start < byte)).unwrap_or(u16::MAX)
}

/// The last word of a head phrase: "families" of "displaced families".
fn head_stem(head: &str) -> Option<Stem> {
    head.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).map(stem_of)
}

fn times_of(values: &[Value]) -> Vec<u16> {
    let dates = values.iter().enumerate().filter(|(_, value)| value.kind == Kind::Date);
    dates.map(|(at, _)| u16::try_from(at).unwrap_or(u16::MAX)).collect()
}

/// Prepositions whose phrase is not the subject: "Since 2008 Azerbaijan has …", "In Baku, the UNDP …".
const OPENING: [&str; 14] = [
    "in",
    "since",
    "on",
    "at",
    "by",
    "during",
    "after",
    "before",
    "under",
    "with",
    "for",
    "from",
    "according",
    "until",
];

/// The first mention, one after an opening preposition only if nothing else is named before the comma ends that phrase.
fn subject_of(tokens: &[Token<'_>], values: &[Value], mentions: &[Mention]) -> Subject {
    let unknown = unknown_name(tokens, values, mentions);
    // "Forty people are held in Norland" speaks of people: a name is taken from a phrase only where that opens the sentence.
    let opening = || mentions.first().filter(|mention| token_at(tokens, mention.span.start) <= 2);
    let first = mentions.iter().find(|mention| !follows_preposition(tokens, mention)).or_else(opening);
    match (first, unknown) {
        (Some(mention), Some(name)) if name.start < mention.span.start => Subject::UnknownName(name),
        (Some(mention), _) => Subject::Entity(mention.entity, mention.binding),
        (None, Some(name)) => Subject::UnknownName(name),
        (None, None) => phrase(tokens, values).map_or(Subject::None, Subject::Phrase),
    }
}

fn follows_preposition(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let before = usize::from(token_at(tokens, mention.span.start));
    let word =
        |back: usize| before.checked_sub(back).and_then(|at| tokens.get(at)).map_or("", |token| token.text);
    let opens = |text: &str| OPENING.iter().any(|word| text.eq_ignore_ascii_case(word));
    opens(word(1)) || word(1).eq_ignore_ascii_case("the") && opens(word(2))
}

/// A run of capitalised words that opens the sentence and that the lexicon does not know: "Oxfam has …".
fn unknown_name(tokens: &[Token<'_>], values: &[Value], mentions: &[Mention]) -> Option<Span> {
    let known = |token: &Token<'_>| {
        mentions.iter().any(|mention| mention.span.overlaps(token.span))
            || values.iter().any(|value| value.span.overlaps(token.span))
    };
    let skip = usize::from(tokens.first().is_some_and(|token| !is_content(token.text)));
    let run: Vec<&Token<'_>> = tokens
        .iter()
        .skip(skip)
        .take(8)
        .take_while(|token| starts_upper(token.text) && !known(token))
        .collect();
    let (first, last) = (run.first()?, run.last()?);
    // One capital at the start of a sentence proves nothing, unless the word is all capitals or a country.
    let all_capitals = first.text.len() > 1 && first.text.chars().all(|c| !c.is_lowercase());
    (skip > 0 || run.len() > 1 || all_capitals || is_country(first.text)).then(|| first.span.cover(last.span))
}

/// The first run of words up to the first stop word after a content word.
fn phrase(tokens: &[Token<'_>], values: &[Value]) -> Option<Span> {
    let free = |token: &Token<'_>| !values.iter().any(|value| value.span.overlaps(token.span));
    let mut run = tokens.iter().skip_while(|token| !is_content(token.text) || !free(token));
    let first = run.next()?;
    let last = run.take_while(|token| is_content(token.text) && free(token)).take(3).last().unwrap_or(first);
    Some(first.span.cover(last.span))
}

fn place_of(tokens: &[Token<'_>], mentions: &[Mention]) -> Option<EntityId> {
    let stands_in = |mention: &&Mention| {
        let at = usize::from(token_at(tokens, mention.span.start));
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |token| token.text);
        before.eq_ignore_ascii_case("in") || before.eq_ignore_ascii_case("at")
    };
    mentions.iter().rfind(stands_in).map(|mention| mention.entity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::text::Markup;

    /// The text's claims, with mentions where `names` stand, numbered in the order of the list.
    fn claims(text: &str, names: &[&str]) -> Vec<Claim> {
        let mut analysis = read(text, Markup::Plain);
        for (number, name) in names.iter().enumerate() {
            for (at, _) in text.match_indices(name) {
                let entity = EntityId(u32::try_from(number).unwrap());
                let span = Span::new(at, at + name.len());
                analysis.mentions.push(Mention { span, entity, binding: Binding::Named, confidence: 1.0 });
            }
        }
        analysis.mentions.sort_by_key(|mention| mention.span);
        claims_of(text, &analysis)
    }

    #[test]
    fn the_subject_is_the_first_name_outside_an_opening_phrase() {
        let names = ["Harbour Trust", "Larnaca"];
        let rows = [
            ("The Harbour Trust works in Larnaca.", Subject::Entity(EntityId(0), Binding::Named)),
            ("In Larnaca, the Harbour Trust works.", Subject::Entity(EntityId(0), Binding::Named)),
            ("In Larnaca the work goes on.", Subject::Entity(EntityId(1), Binding::Named)),
        ];
        for (text, expected) in rows {
            assert_eq!(claims(text, &names)[0].subject, expected, "{text}");
        }
    }

    #[test]
    fn a_name_that_nobody_knows_is_still_a_subject() {
        let subject = |text: &str| claims(text, &["Larnaca"])[0].subject;
        assert!(matches!(subject("OXFAM works in Larnaca."), Subject::UnknownName(_)));
        assert!(matches!(subject("The Port Authority works in Larnaca."), Subject::UnknownName(_)));
        assert!(matches!(subject("Dockers work there."), Subject::Phrase(_)));
    }

    #[test]
    fn mentions_and_words_fall_to_their_own_sentence() {
        let claims = claims(
            "The Harbour Trust works. Larnaca is a port of the Harbour Trust.",
            &["Harbour Trust", "Larnaca"],
        );
        assert_eq!(claims.len(), 2);
        assert_eq!((claims[0].mentions.clone(), claims[1].mentions.clone()), (0..1, 1..3));
        assert_eq!(claims[0].words.len(), 3);
        assert!(claims[1].words.iter().any(|word| word.stem == stem_of("ports")));
    }

    #[test]
    fn the_place_is_what_stands_after_in() {
        let claims = claims("The Harbour Trust works in Larnaca.", &["Harbour Trust", "Larnaca"]);
        assert_eq!(claims[0].place, Some(EntityId(1)));
    }

    #[test]
    fn an_empty_text_claims_nothing() {
        assert!(claims("", &[]).is_empty());
        assert!(claims("\n\n \n", &[]).is_empty());
    }
}
