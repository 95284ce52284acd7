//! Reads one sentence from left to right and asks, at each token, which kind of value starts there.
//! It must not know how any kind is written: each has its own file, and the order of asking is all that is decided here.

use crate::text::Span;
use crate::values::Value;
use crate::values::date::date_at;
use crate::values::token::Tokens;

/// All values of one sentence in order of their start; they do not overlap.
/// `prose` is the whole masked text, spans are bytes of it. Linear in the length of the sentence.
pub fn scan(prose: &str, sentence: Span) -> Vec<Value> {
    let tokens = Tokens::new(prose, sentence);
    let mut values = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match date_at(&tokens, at) {
            Some((value, next)) => {
                values.push(value);
                next.max(at + 1)
            }
            None => at + 1,
        };
    }
    values
}
