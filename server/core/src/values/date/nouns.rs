//! Guesses from a word's shape whether a number before it counts things.
//! It must not know dates.

use super::parts::{glued, word_at};
use crate::values::token::{TokenKind, Tokens, is_dash};

/// Lower-case words that end like a plural and are none, or that no count stands before.
const NO_PLURALS: &[&str] = &[
    "was",
    "is",
    "has",
    "as",
    "this",
    "its",
    "his",
    "does",
    "always",
    "perhaps",
    "towards",
    "besides",
    "thus",
    "plus",
    "across",
    "unless",
    "yes",
    "us",
    "versus",
    "whereas",
    "afterwards",
    "sometimes",
    "nevertheless",
    "nonetheless",
    "ours",
    "hers",
    "theirs",
    "sees",
    "marks",
    "remains",
    "becomes",
    "begins",
    "brings",
    "follows",
    "shows",
    "makes",
    "goes",
    "comes",
    "ends",
    "starts",
    "means",
    "gives",
    "takes",
    "gets",
    "regards",
    "upwards",
    "onwards",
    "says",
    "finds",
    "notes",
    "states",
    "sets",
    "covers",
    "includes",
    "contains",
    "describes",
    "concludes",
    "requires",
    "applies",
    "runs",
    "puts",
    "calls",
    "appears",
    "provides",
];

/// Plurals that do not end in s.
const PLURALS: &[&str] =
    &["people", "men", "women", "children", "staff", "police", "cattle", "sheep", "fish"];

/// Symbols and names of units that stand after a number in the singular.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "ha", "l", "ml", "mw", "gw", "kw", "kwh", "mwh", "gwh",
    "hz", "mhz", "ghz", "kb", "mb", "gb", "tb", "ft", "mi", "lb", "lbs", "oz", "ppm", "cc", "hp", "psi",
    "rpm", "percent", "euro", "yen", "yuan", "usd", "eur", "gbp", "dollar", "million", "billion", "thousand",
    "hundred", "trillion", "square", "cubic",
];

/// Endings of words that describe the noun behind them.
const ADJECTIVES: &[&str] =
    &["ed", "al", "ic", "ive", "ous", "ing", "ary", "ent", "ant", "able", "ible", "ful", "ish", "less"];

const SHORT_ADJECTIVES: &[&str] =
    &["new", "old", "young", "local", "other", "more", "small", "large", "such", "poor"];

/// Whether what follows at `at` is counted or measured by a number before it: "people", "displaced families", "km", "%".
pub(super) fn counted(tokens: &Tokens<'_>, at: usize) -> bool {
    if tokens.kind(at) != Some(TokenKind::Word) {
        return matches!(tokens.text(at), "%" | "\u{B0}" | "\u{2103}");
    }
    let text = tokens.text(at);
    if tokens.are(at, &["per", "cent"]) || UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(text)) {
        return true;
    }
    if word_at(tokens, at).is_some() {
        return false;
    }
    is_plural(text) || (is_adjective(text) && is_plural(tokens.text(at + 1)) && tokens.spaced(at + 1))
}

/// Whether the word at `at` names people or animals, which no year is said of: "the 1990 people".
pub(super) fn is_living(tokens: &Tokens<'_>, at: usize) -> bool {
    PLURALS.contains(&tokens.text(at))
}

/// Whether a lower-case word is a plural noun by its shape.
pub(super) fn is_plural(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_lowercase()) || NO_PLURALS.contains(&text) {
        return false;
    }
    if PLURALS.contains(&text) {
        return true;
    }
    let ends = |ending: &str| text.ends_with(ending);
    text.len() > 3
        && ends("s")
        && !ends("ss")
        && !ends("us")
        && !ends("is")
        && !ends("'s")
        && !ends("\u{2019}s")
}

fn is_adjective(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase())
        && (SHORT_ADJECTIVES.contains(&text)
            || text.len() > 4 && ADJECTIVES.iter().any(|ending| text.ends_with(ending)))
}

/// Whether a hyphen right at `at` joins a word: "2000-strong", "30-page".
pub(super) fn hyphened(tokens: &Tokens<'_>, at: usize) -> bool {
    glued(tokens, at)
        && tokens.text(at).chars().all(is_dash)
        && tokens.kind(at) == Some(TokenKind::Sign)
        && tokens.kind(at + 1) == Some(TokenKind::Word)
        && glued(tokens, at + 1)
}
