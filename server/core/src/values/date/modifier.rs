//! The words before a date that say how it bounds what happened: "since", "until", "by", "before", "after", "as of", "about".
//! It must not know the date's own form.

use super::grammar::{Found, date_found};
use super::lexicon::Word;
use super::parts::{Read, glued, is_dash_at, sign, word_at};
use crate::values::Modifier;
use crate::values::token::{TokenKind, Tokens};

/// A date with the modifiers before it. `core` of the result is the index behind them.
pub(super) fn modified(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    let Some((modifier, next)) = modifier_at(tokens, at) else { return date_found(tokens, at) };
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
        Word::Before => match phrase(&["before", "or", "in"]).or_else(|| phrase(&["before", "or", "on"])) {
            Some(next) => (Modifier::By, next),
            None => (Modifier::Before, at + 1),
        },
        Word::After => match phrase(&["after", "or", "in"]).or_else(|| phrase(&["after", "or", "on"])) {
            Some(next) => (Modifier::Since, next),
            None => (Modifier::After, at + 1),
        },
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
            Some(Word::Unit(_)) if tokens.is(next, "year") => 1,
            _ => 0,
        };
        if skip == 0 {
            break;
        }
        next += skip;
    }
    next
}
