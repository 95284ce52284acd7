//! Finds the noun that a number counts: "families" in "34 500 displaced families".
//! It must not know numbers; it looks at the words behind one, up to the first that cannot belong to the noun.

use crate::text::Span;
use crate::values::token::{TokenKind, Tokens};

/// Adjectives and nouns that may stand before the noun, at most.
const MOST_WORDS: usize = 6;

/// The noun that the number ending before token `at` counts; an empty span where there is none.
/// `one`: the number is 1, so that the noun is singular.
pub(crate) fn head(tokens: &Tokens<'_>, at: usize, one: bool) -> Span {
    noun(tokens, at, one).map_or_else(Span::default, |index| tokens.span(index, index))
}

/// Index of the noun.
pub(crate) fn noun(tokens: &Tokens<'_>, at: usize, one: bool) -> Option<usize> {
    let start = past_of(tokens, at);
    let mut plural = None;
    let mut last = None;
    let mut next = start;
    while next < start + MOST_WORDS {
        let word = tokens.text(next);
        if tokens.kind(next) != Some(TokenKind::Word) || is_link(word) {
            break;
        }
        if is_plural(word) {
            plural = Some(next);
        } else if plural.is_some() {
            break;
        } else if next == start && stands_for_people(word) && ends_group(tokens, next + 1) {
            return Some(next);
        }
        last = Some(next);
        next = after_word(tokens, next);
    }
    let single = last.filter(|&index| one && !tokens.text(index).contains(['\'', '\u{2019}']));
    plural.or(single)
}

/// "of the 12" in "5 of the 12 schools": what follows is what both count.
fn past_of(tokens: &Tokens<'_>, at: usize) -> usize {
    if !tokens.is(at, "of") {
        return at;
    }
    let mut next = at + 1;
    while next < at + 5 {
        let passes = tokens.kind(next) == Some(TokenKind::Digits)
            || ["the", "these", "those", "its", "their", "our", "all", "every"]
                .iter()
                .any(|word| tokens.is(next, word))
            || matches!(tokens.text(next), "," | ".")
                && tokens.kind(next - 1) == Some(TokenKind::Digits)
                && !tokens.spaced(next + 1)
            || tokens.number_word(next).is_some();
        if !passes {
            break;
        }
        next += 1;
    }
    next
}

/// The word after `at`, past a hyphen that joins the two ("war-affected").
fn after_word(tokens: &Tokens<'_>, at: usize) -> usize {
    let hyphen = !tokens.spaced(at + 1) && matches!(tokens.text(at + 1), "-" | "\u{2010}" | "\u{2011}");
    if hyphen && !tokens.spaced(at + 2) { at + 2 } else { at + 1 }
}

fn ends_group(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) != Some(TokenKind::Word) || is_link(tokens.text(at))
}

/// Adjectives that stand for people where no noun follows: "17 dead", "30 injured".
fn stands_for_people(word: &str) -> bool {
    ["dead", "injured", "wounded", "missing", "displaced", "homeless", "killed"]
        .iter()
        .any(|adjective| word.eq_ignore_ascii_case(adjective))
}

/// Whether the word has the form of a plural, or is one without an s.
fn is_plural(word: &str) -> bool {
    // "the country's people": the owner is not what is counted.
    if word.contains(['\'', '\u{2019}']) {
        return false;
    }
    match word.as_bytes() {
        [.., before, b's'] if word.len() > 3 => {
            !matches!(before, b's' | b'u' | b'i') && !is_singular_in_s(word)
        }
        // Acronyms: "NGOs", "IDPs"; "UNs" has three letters.
        [first, .., b's'] => first.is_ascii_uppercase(),
        _ => [
            "people",
            "children",
            "women",
            "men",
            "staff",
            "personnel",
            "police",
            "troops",
            "cattle",
            "livestock",
            "sheep",
            "fish",
            "aircraft",
            "youth",
            "media",
            "data",
            "criteria",
            "feet",
            "teeth",
            "mice",
            "geese",
            "offspring",
            "countrymen",
            "servicemen",
            "fishermen",
            "policemen",
            "spokespeople",
            "grandchildren",
            "schoolchildren",
            "alumni",
            "curricula",
            "phenomena",
            "headquarters",
            "species",
            "series",
        ]
        .iter()
        .any(|plural| word.eq_ignore_ascii_case(plural)),
    }
}

fn is_singular_in_s(word: &str) -> bool {
    [
        "various", "previous", "serious", "numerous", "whereas", "always", "perhaps", "besides", "across",
        "its", "has", "does", "says", "less",
    ]
    .iter()
    .any(|other| word.eq_ignore_ascii_case(other))
}

/// Words that end a noun's group: prepositions, conjunctions, pronouns, determiners, auxiliaries, frequent verbs and adverbs.
pub(crate) fn is_link(word: &str) -> bool {
    if word.len() > 10 {
        return false;
    }
    let mut buffer = [0_u8; 10];
    for (slot, byte) in buffer.iter_mut().zip(word.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    let Some(word) = buffer.get(..word.len()) else { return false };
    matches!(
        word,
        b"of"
            | b"in"
            | b"on"
            | b"at"
            | b"by"
            | b"to"
            | b"for"
            | b"from"
            | b"with"
            | b"without"
            | b"within"
            | b"into"
            | b"onto"
            | b"over"
            | b"under"
            | b"after"
            | b"before"
            | b"since"
            | b"until"
            | b"till"
            | b"during"
            | b"between"
            | b"among"
            | b"against"
            | b"across"
            | b"through"
            | b"throughout"
            | b"about"
            | b"around"
            | b"above"
            | b"below"
            | b"near"
            | b"per"
            | b"than"
            | b"as"
            | b"and"
            | b"or"
            | b"but"
            | b"nor"
            | b"yet"
            | b"so"
            | b"if"
            | b"because"
            | b"while"
            | b"when"
            | b"where"
            | b"which"
            | b"who"
            | b"whom"
            | b"whose"
            | b"that"
            | b"this"
            | b"these"
            | b"those"
            | b"the"
            | b"a"
            | b"an"
            | b"his"
            | b"her"
            | b"its"
            | b"their"
            | b"our"
            | b"my"
            | b"your"
            | b"he"
            | b"she"
            | b"it"
            | b"they"
            | b"we"
            | b"you"
            | b"i"
            | b"is"
            | b"are"
            | b"was"
            | b"were"
            | b"be"
            | b"been"
            | b"being"
            | b"has"
            | b"have"
            | b"had"
            | b"do"
            | b"does"
            | b"did"
            | b"will"
            | b"would"
            | b"can"
            | b"could"
            | b"may"
            | b"might"
            | b"must"
            | b"shall"
            | b"should"
            | b"not"
            | b"no"
            | b"each"
            | b"both"
            | b"up"
            | b"down"
            | b"out"
            | b"off"
            | b"away"
            | b"ago"
            | b"later"
            | b"earlier"
            | b"also"
            | b"only"
            | b"then"
            | b"now"
            | b"there"
            | b"here"
            | b"via"
            | b"plus"
            | b"including"
            | b"compared"
            | b"according"
            | b"despite"
            | b"towards"
            | b"toward"
            | b"upon"
            | b"such"
            | b"like"
            | b"unlike"
            | b"amid"
            | b"along"
            | b"alone"
            | b"together"
            | b"today"
            | b"last"
            | b"left"
            | b"remains"
            | b"needs"
            | b"lacks"
            | b"depends"
            | b"relies"
            | b"faces"
            | b"voted"
            | b"next"
            | b"every"
            | b"said"
            | b"says"
            | b"rose"
            | b"fell"
            | b"grew"
            | b"came"
            | b"went"
            | b"took"
            | b"live"
            | b"lived"
            | b"lives"
            | b"receive"
            | b"need"
            | b"remain"
            | b"face"
            | b"join"
            | b"attend"
    )
}
