//! The words before a date that say how it bounds what happened: "since", "until", "by", "before", "after", "as of", "about".
//! It must not know the date's own form.

use super::grammar::{Found, date_found, is_year_end};
use super::lexicon::Word;
use super::parts::{Read, glued, is_dash_at, sign, word_at};
use crate::values::Modifier;
use crate::values::token::{TokenKind, Tokens};

/// A date with the modifiers before it. `core` of the result is the index behind them.
pub(super) fn modified(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    let Some((modifier, next)) = modifier_at(tokens, at) else {
        let mut found = date_found(tokens, at)?;
        // "from 2025 onwards"
        let onwards = tokens.is(found.next, "onwards") || tokens.is(found.next, "onward");
        if onwards && found.range.modifier == Modifier::None {
            found.range.modifier = Modifier::Since;
        }
        return Some(found);
    };
    let inner = skip_fillers(tokens, next);
    if !super::may_start(tokens, inner) {
        return None;
    }
    let mut found = date_found(tokens, inner)?;
    if found.range.modifier == Modifier::Since && found.range.end.is_none() && found.range.start.is_some() {
        return Some(found);
    }
    found.range.modifier = modifier;
    Some(found)
}

/// One modifier, which may be several words, and the index behind it.
fn modifier_at(tokens: &Tokens<'_>, at: usize) -> Read<Modifier> {
    let phrase = |words: &[&str]| tokens.are(at, words).then_some(at + words.len());
    let read = match word_at(tokens, at)? {
        Word::Since => (Modifier::Since, at + 1),
        Word::Until => (Modifier::Until, at + 1),
        Word::By => (Modifier::By, at + 1),
        Word::Up => {
            (Modifier::Until, phrase(&["up", "to", "and", "including"]).or_else(|| phrase(&["up", "to"]))?)
        }
        Word::Before => before(tokens, at),
        Word::After => after(tokens, at),
        Word::Late => than(tokens, at, "later", Modifier::By, Modifier::After)?,
        Word::Early => than(tokens, at, "earlier", Modifier::Since, Modifier::Before)?,
        Word::Prior => (Modifier::Before, phrase(&["prior", "to"])?),
        Word::Through => (Modifier::Until, at + 1),
        Word::As => match phrase(&["as", "of"]).or_else(|| phrase(&["as", "at"])) {
            Some(next) => (Modifier::AsOf, next),
            None => (Modifier::Since, phrase(&["as", "from"])?),
        },
        Word::About => {
            let dot = usize::from(sign(tokens, at + 1) == Some('.') && tokens.text(at).len() < 3);
            (Modifier::About, at + 1 + dot)
        }
        Word::Pre => (Modifier::Before, joined_prefix(tokens, at)?),
        Word::Post => (Modifier::After, joined_prefix(tokens, at)?),
        _ => return None,
    };
    Some(read)
}

/// "before", "before or in", "on or before", "not before".
fn before(tokens: &Tokens<'_>, at: usize) -> (Modifier, usize) {
    if let Some(next) = or_same(tokens, at) {
        return (Modifier::By, next);
    }
    let modifier = if or_before(tokens, at) {
        Modifier::By
    } else if denied(tokens, at) {
        Modifier::Since
    } else {
        Modifier::Before
    };
    (modifier, at + 1)
}

/// "after", "after or on", "on or after".
fn after(tokens: &Tokens<'_>, at: usize) -> (Modifier, usize) {
    if let Some(next) = or_same(tokens, at) {
        return (Modifier::Since, next);
    }
    (if or_before(tokens, at) { Modifier::Since } else { Modifier::After }, at + 1)
}

/// "or on", "or in" behind the word at `at`.
fn or_same(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let same = tokens.is(at + 1, "or") && matches!(word_at(tokens, at + 2), Some(Word::In | Word::On));
    same.then_some(at + 3)
}

/// "on or", "in or" before the word at `at`.
fn or_before(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 1 && tokens.is(at - 1, "or") && matches!(word_at(tokens, at - 2), Some(Word::In | Word::On))
}

/// "no", "not" before the word at `at`.
fn denied(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && (tokens.is(at - 1, "no") || tokens.is(at - 1, "not"))
}

/// "no later than" and "later than", "no earlier than" and "earlier than".
fn than(
    tokens: &Tokens<'_>,
    at: usize,
    word: &str,
    when_denied: Modifier,
    else_: Modifier,
) -> Read<Modifier> {
    let than = tokens.is(at, word) && tokens.is(at + 1, "than");
    than.then(|| (if denied(tokens, at) { when_denied } else { else_ }, at + 2))
}

/// "pre-1990", "post-2015".
fn joined_prefix(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let joined = is_dash_at(tokens, at + 1)
        && glued(tokens, at + 1)
        && glued(tokens, at + 2)
        && tokens.kind(at + 2) == Some(TokenKind::Digits);
    joined.then_some(at + 2)
}

/// "the", "about", "at least", "in", "the year" between a modifier and its date.
fn skip_fillers(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut next = at;
    for _ in 0..4 {
        let skip = match word_at(tokens, next) {
            Some(Word::The | Word::In | Word::On | Word::About) => 1,
            _ if tokens.are(next, &["at", "least"]) => 2,
            Some(Word::Unit(_)) if tokens.is(next, "year") && !is_year_end(tokens, next) => 1,
            _ => 0,
        };
        if skip == 0 {
            break;
        }
        next += skip;
    }
    next
}
