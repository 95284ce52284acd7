//! Reads one sentence from left to right and asks, at each token, which kind of value starts there.
//! It must not know how any kind is written: each has its own file, and the order of asking is all that is decided here.

use crate::text::Span;
use crate::values::date::{date_at, may_start as may_start_date};
use crate::values::expression::value_at;
use crate::values::token::{TokenKind, Tokens};
use crate::values::{Value, amount, skip};

/// All values of one sentence in order of their start; they do not overlap.
/// `prose` is the whole masked text, spans are bytes of it. Linear in the length of the sentence.
pub fn scan(prose: &str, sentence: Span) -> Vec<Value> {
    let mut values = Vec::new();
    scan_tokens(&Tokens::new(prose, sentence), &mut values);
    values
}

/// As [`scan`], for a caller that has cut the sentence and keeps the values of several.
pub fn scan_tokens(tokens: &Tokens<'_>, values: &mut Vec<Value>) {
    let mut at = 0;
    while at < tokens.len() {
        if is_inert(tokens, at) {
            at += 1;
            continue;
        }
        at = step(tokens, at, values).max(at + 1);
    }
}

/// Whether nothing can start at token `at`, told without asking any grammar: a word in small letters that is on no list,
/// with no digits near. Most words are of this kind.
pub(super) fn is_inert(tokens: &Tokens<'_>, at: usize) -> bool {
    if !tokens.text(at).as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        return false;
    }
    let parted = match tokens.kind(at + 1) {
        Some(TokenKind::Word) => tokens.spaced(at + 1),
        Some(TokenKind::Sign) => tokens.text(at + 1) == ",",
        _ => false,
    };
    let digits_near = (2..=3).any(|ahead| tokens.kind(at + ahead) == Some(TokenKind::Digits));
    parted
        && !digits_near
        && !tokens.may_bound(at)
        && !may_start_date(tokens, at)
        && !amount::may_start(tokens, at)
}

/// Reads what starts at token `at`; the first token after it.
pub(super) fn step(tokens: &Tokens<'_>, at: usize, values: &mut Vec<Value>) -> usize {
    if let Some(next) = skip::before_dates(tokens, at) {
        return next;
    }
    if let Some((value, next)) = date_at(tokens, at) {
        values.push(value);
        return next;
    }
    if let Some(next) = skip::after_dates(tokens, at) {
        return next;
    }
    if let Some((value, next)) = value_at(tokens, at) {
        values.push(value);
        return next;
    }
    at + 1
}
