//! Reads one sentence from left to right and asks, at each token, which kind of value starts there.
//! It must not know how any kind is written: each has its own file, and the order of asking is all that is decided here.

use crate::text::Span;
use crate::values::Value;
use crate::values::date::date_at;
use crate::values::expression::value_at;
use crate::values::skip;
use crate::values::token::Tokens;

/// All values of one sentence in order of their start; they do not overlap.
/// `prose` is the whole masked text, spans are bytes of it. Linear in the length of the sentence.
pub fn scan(prose: &str, sentence: Span) -> Vec<Value> {
    let tokens = Tokens::new(prose, sentence);
    let mut values = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = step(&tokens, at, &mut values).max(at + 1);
    }
    values
}

/// Reads what starts at token `at`; the first token after it.
fn step(tokens: &Tokens<'_>, at: usize, values: &mut Vec<Value>) -> usize {
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
