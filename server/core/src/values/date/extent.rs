//! What stands behind the number or the unit of a length and bounds it: "20+ years", "30-odd years", "a year or two", "5 days or more",
//! "decades-long".
//! It must not know how the number is written.

use rust_decimal::Decimal;

use super::lexicon::Word;
use super::parts::{Read, glued, is_dash_at, sign, word_at};
use crate::values::token::Tokens;
use crate::values::{Interval, Operator, TimeUnit};

/// "+", "-plus", "-odd" right behind the number, where the unit follows.
pub(super) fn behind_number(tokens: &Tokens<'_>, at: usize) -> Read<Operator> {
    if !glued(tokens, at) || tokens.get(at).is_none() {
        return None;
    }
    if sign(tokens, at) == Some('+') {
        return Some((Operator::AtLeast, at + 1));
    }
    let tied = is_dash_at(tokens, at) && glued(tokens, at + 1);
    match () {
        () if tied && tokens.is(at + 1, "plus") => Some((Operator::AtLeast, at + 2)),
        () if tied && tokens.is(at + 1, "odd") => Some((Operator::About, at + 2)),
        () => None,
    }
}

/// "or so", "or more", "or less" behind the unit.
pub(super) fn behind_unit(tokens: &Tokens<'_>, at: usize) -> Read<Operator> {
    if !tokens.is(at, "or") {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|word| tokens.is(at + 1, word));
    let operator = if is(&["so", "thereabouts"]) {
        Operator::About
    } else if is(&["more", "longer", "older", "over"]) {
        Operator::AtLeast
    } else if is(&["less", "fewer", "shorter", "younger", "under"]) {
        Operator::AtMost
    } else {
        return None;
    };
    // "5 years or more than that": a comparison of its own.
    (!tokens.is(at + 2, "than")).then_some((operator, at + 2))
}

/// "or two" behind one unit: "a year or two".
pub(super) fn or_two(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let alone = word_at(tokens, at + 2).is_none_or(|word| !matches!(word, Word::Unit(_)));
    (tokens.is(at, "or") && tokens.is(at + 1, "two") && alone).then_some(at + 2)
}

/// `number` of units with such a bound.
pub(super) fn interval(number: Decimal, operator: Operator) -> Interval {
    let (low, high) = match operator {
        Operator::AtLeast => (Some(number), None),
        Operator::AtMost => (None, Some(number)),
        _ => (Some(number), Some(number)),
    };
    Interval { low, high, low_open: false, high_open: false }
}

/// "decades-long", "week-long" without a number before: the unit, and whether there are several.
pub(super) fn long(tokens: &Tokens<'_>, at: usize) -> Read<(TimeUnit, bool)> {
    let Some(Word::Unit(unit)) = word_at(tokens, at) else { return None };
    let tied = is_dash_at(tokens, at + 1) && glued(tokens, at + 1) && glued(tokens, at + 2);
    let counted = at > 0 && is_dash_at(tokens, at - 1);
    (tied && !counted && tokens.is(at + 2, "long")).then(|| ((unit, tokens.text(at).ends_with('s')), at + 3))
}

/// "½", "¼", "¾" right behind a whole number.
pub(super) fn vulgar(tokens: &Tokens<'_>, at: usize) -> Option<Decimal> {
    let hundredths = match sign(tokens, at).filter(|_| glued(tokens, at))? {
        '½' => 50,
        '¼' => 25,
        '¾' => 75,
        _ => return None,
    };
    Some(Decimal::new(hundredths, 2))
}
