//! Reads ordinals in digits ("7th") and words ("twenty-first", "two hundredth").
//! It must not know fractions: "two thirds" has been tried before.

use rust_decimal::Decimal;

use super::lexicon::{NumberWord, Part};
use super::words::{cardinal, joined, word_at};
use crate::values::token::{TokenKind, Tokens};

/// An ordinal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ordinal {
    pub(crate) number: Decimal,
    pub(crate) next: usize,
}

/// The ordinal that starts at token `at`.
pub(crate) fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<Ordinal> {
    match tokens.kind(at)? {
        TokenKind::Digits => in_digits(tokens, at),
        TokenKind::Word => in_words(tokens, at),
        TokenKind::Sign => None,
    }
}

/// "1st", "22nd", "113th", "1,000th": the letters must fit the last digits.
fn in_digits(tokens: &Tokens<'_>, at: usize) -> Option<Ordinal> {
    let grouped = tokens.text(at + 1) == "," && !tokens.spaced(at + 1) && tokens.text(at + 2).len() == 3;
    let last = if grouped && tokens.kind(at + 2) == Some(TokenKind::Digits) { at + 2 } else { at };
    if tokens.spaced(last + 1) {
        return None;
    }
    let mut number: u64 = tokens.text(at).parse().ok()?;
    if last > at {
        number = number.checked_mul(1_000)?.checked_add(tokens.text(last).parse().ok()?)?;
    }
    let wanted = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    tokens.is(last + 1, wanted).then(|| Ordinal { number: Decimal::from(number), next: last + 2 })
}

fn in_words(tokens: &Tokens<'_>, at: usize) -> Option<Ordinal> {
    if let Some(NumberWord { part: Part::Nth(nth), plural: false }) = word_at(tokens, at) {
        return Some(Ordinal { number: Decimal::from(nth), next: at + 1 });
    }
    let head = cardinal(tokens, at)?;
    let mut last = joined(tokens, head.next);
    if tokens.is(last, "and") {
        last = joined(tokens, last + 1);
    }
    let NumberWord { part: Part::Nth(nth), plural: false } = word_at(tokens, last)? else { return None };
    let nth = Decimal::from(nth);
    let number = if nth >= Decimal::ONE_HUNDRED {
        head.number.checked_mul(nth)?
    } else if fits_behind(head.number, nth) {
        head.number.checked_add(nth)?
    } else {
        return None;
    };
    Some(Ordinal { number, next: last + 1 })
}

/// "twenty" takes "first" to "ninth"; "one hundred" takes "first" to "ninetieth".
fn fits_behind(head: Decimal, nth: Decimal) -> bool {
    let rest = head % Decimal::ONE_HUNDRED;
    if rest.is_zero() {
        return true;
    }
    (rest % Decimal::TEN).is_zero() && rest > Decimal::TEN && nth < Decimal::TEN
}
