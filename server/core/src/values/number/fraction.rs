//! Reads fractions: "two thirds", "half", "three and a quarter", "3/4", "½".
//! It must not know scale words behind a fraction ("half a million") nor what the fraction is of.

use rust_decimal::Decimal;

use super::lexicon::{NumberWord, Part};
use super::words::{Cardinal, cardinal, joined, word_at};
use crate::values::token::{TokenKind, Tokens};

/// A fraction or mixed number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fraction {
    pub(crate) number: Decimal,
    /// The whole number before it that `number` includes, 0 for a fraction alone.
    pub(crate) whole: Decimal,
    pub(crate) next: usize,
}

impl Fraction {
    fn alone(number: Decimal, next: usize) -> Self {
        Fraction { number, whole: Decimal::ZERO, next }
    }
}

/// "two thirds", "one-fifth", "three and a half", "twenty-three fifths", where the whole number `head` was read at its start.
pub(crate) fn behind_cardinal(tokens: &Tokens<'_>, head: Cardinal) -> Option<Fraction> {
    if let Some(fraction) = over(tokens, head.number, head.next) {
        // In "one hundred and three quarters" the three belongs to the quarters alone, unless it is too many of them.
        if let Some(tail) = head.tail
            && let Some(part) = over(tokens, Decimal::from(tail.value), head.next)
            && part.number < Decimal::ONE
        {
            let number = tail.before.checked_add(part.number)?;
            return Some(Fraction { number, whole: tail.before, next: part.next });
        }
        return Some(compound(tokens, head).unwrap_or(fraction));
    }
    and_part(tokens, head.number, head.next)
}

/// "and a half", "and two thirds" behind the whole number that ends before token `at`.
pub(crate) fn and_part(tokens: &Tokens<'_>, whole: Decimal, at: usize) -> Option<Fraction> {
    let and = joined(tokens, at);
    if !tokens.is(and, "and") {
        return None;
    }
    let start = if and > at { joined(tokens, and + 1) } else { and + 1 };
    let part = match cardinal(tokens, start) {
        Some(head) => over(tokens, head.number, head.next)?,
        None => single(tokens, start)?,
    };
    (part.number < Decimal::ONE).then_some(())?;
    Some(Fraction { number: whole.checked_add(part.number)?, whole, next: part.next })
}

/// "one hundred thirty-fifths": without "and", tens behind hundreds belong to the denominator.
fn compound(tokens: &Tokens<'_>, head: Cardinal) -> Option<Fraction> {
    let last = word_at(tokens, head.next - 1)?;
    let Part::Tens(tens) = last.part else { return None };
    let above = head.number.checked_sub(Decimal::from(tens))?;
    let (nth, next, plural) = denominator(tokens, joined(tokens, head.next))?;
    let fits = head.tail.is_none() && above > Decimal::ZERO && nth < 10 && plural;
    fits.then_some(())?;
    Some(Fraction::alone(above.checked_div(Decimal::from(tens + nth))?, next))
}

/// "a half", "a third", "half", "quarter": one part of a whole, with or without "a".
pub(crate) fn single(tokens: &Tokens<'_>, at: usize) -> Option<Fraction> {
    let article = tokens.is(at, "a") || tokens.is(at, "an");
    let part = if article { joined(tokens, at + 1) } else { at };
    let word = word_at(tokens, part)?;
    if word.plural || tokens.text(part).eq_ignore_ascii_case("halves") {
        return None;
    }
    let denominator = match word.part {
        Part::Half => 2,
        Part::Quarter => 4,
        Part::Nth(nth @ 3..) if article => nth,
        _ => return None,
    };
    Some(Fraction::alone(Decimal::ONE.checked_div(Decimal::from(denominator))?, part + 1))
}

/// A denominator behind the number `above`: plural, or singular behind 1.
fn over(tokens: &Tokens<'_>, above: Decimal, at: usize) -> Option<Fraction> {
    let start = joined(tokens, at);
    let (below, next, plural) = denominator(tokens, start)?;
    if above.is_zero() || (!plural && above != Decimal::ONE) {
        return None;
    }
    if plural && above == Decimal::ONE && start == at {
        return None;
    }
    Some(Fraction::alone(above.checked_div(Decimal::from(below))?, next))
}

/// "thirds", "quarter", "hundredths", "twenty-fifths", "one hundred fifth".
fn denominator(tokens: &Tokens<'_>, at: usize) -> Option<(u64, usize, bool)> {
    let word = word_at(tokens, at)?;
    match word.part {
        Part::Half => Some((2, at + 1, tokens.is(at, "halves"))),
        Part::Quarter => Some((4, at + 1, word.plural)),
        Part::Nth(nth @ 3..) => Some((nth, at + 1, word.plural)),
        Part::Ones(_) | Part::Tens(_) => ordinal_denominator(tokens, at),
        _ => None,
    }
}

fn ordinal_denominator(tokens: &Tokens<'_>, at: usize) -> Option<(u64, usize, bool)> {
    let head = cardinal(tokens, at)?;
    let last = joined(tokens, head.next);
    let NumberWord { part: Part::Nth(nth), plural } = word_at(tokens, last)? else { return None };
    let whole = u64::try_from(head.number).ok()?;
    let below = if nth >= 100 { whole.checked_mul(nth)? } else { whole.checked_add(nth)? };
    let fits = nth >= 100 || (whole % 10 == 0 && whole % 100 != 10 && nth < 10) || whole.is_multiple_of(100);
    fits.then_some((below, last + 1, plural))
}

/// "3/4" in digits: a proper fraction with a denominator in use; everything else with a slash is a symbol, a score or a date.
pub(crate) fn slashed(tokens: &Tokens<'_>, at: usize) -> Option<Fraction> {
    let (above, slash, below) = (tokens.text(at), tokens.text(at + 1), tokens.text(at + 2));
    let digits = tokens.kind(at) == Some(TokenKind::Digits) && tokens.kind(at + 2) == Some(TokenKind::Digits);
    let tight = tokens.spaced(at + 1) == tokens.spaced(at + 2);
    if !digits || !tight || !matches!(slash, "/" | "\u{2044}") || above.len() > 3 || below.len() > 3 {
        return None;
    }
    if tokens.text(at + 3) == "/" && !tokens.spaced(at + 3) {
        return None;
    }
    let (above, below): (u64, u64) = (above.parse().ok()?, below.parse().ok()?);
    let proper = 0 < above && above < below && below <= 100 && (above, below) != (9, 11);
    proper.then_some(())?;
    Some(Fraction::alone(Decimal::from(above).checked_div(Decimal::from(below))?, at + 3))
}

/// One of the signs ½ ⅓ ¾ ….
pub(crate) fn vulgar(tokens: &Tokens<'_>, at: usize) -> Option<Fraction> {
    if tokens.kind(at) != Some(TokenKind::Sign) {
        return None;
    }
    let (above, below) = match tokens.text(at).chars().next()? {
        '\u{bd}' => (1, 2),
        '\u{bc}' => (1, 4),
        '\u{be}' => (3, 4),
        '\u{2150}' => (1, 7),
        '\u{2151}' => (1, 9),
        '\u{2152}' => (1, 10),
        '\u{2153}' => (1, 3),
        '\u{2154}' => (2, 3),
        '\u{2155}' => (1, 5),
        '\u{2156}' => (2, 5),
        '\u{2157}' => (3, 5),
        '\u{2158}' => (4, 5),
        '\u{2159}' => (1, 6),
        '\u{215a}' => (5, 6),
        '\u{215b}' => (1, 8),
        '\u{215c}' => (3, 8),
        '\u{215d}' => (5, 8),
        '\u{215e}' => (7, 8),
        _ => return None,
    };
    Some(Fraction::alone(Decimal::from(above).checked_div(Decimal::from(below))?, at + 1))
}
