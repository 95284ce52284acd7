//! Reads one number out of another: "one in five", "3 out of 4", "3:1", "12 per 1,000".
//! It must not know operators, nor clock times (which have been passed over before).

use rust_decimal::Decimal;

use crate::values::amount::Amount;
use crate::values::number::{Form, Numeral, number_at};
use crate::values::token::{TokenKind, Tokens};
use crate::values::value::Kind;

/// The ratio whose first number was read from token `at`.
pub(crate) fn ratio_at(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    if first.form == Form::Vague || first.low.is_zero() {
        return None;
    }
    if first.low < Decimal::ZERO {
        return one_over(tokens, at, first);
    }
    share(tokens, at, first)
        .or_else(|| colon(tokens, at, first))
        .or_else(|| mark(tokens, at, first))
        .or_else(|| spoken(tokens, at, first))
        .or_else(|| rate(tokens, at, first))
        .or_else(|| one_over(tokens, at, first))
}

fn quotient(at: usize, first: Numeral, second: Decimal, next: usize, kind: Kind) -> Option<Amount> {
    let number = first.low.checked_div(second)?;
    let amount = Amount::of(Numeral { low: number, high: number, next, ..first }, at);
    Some(Amount { kind, plain: false, scale: Decimal::ONE, weak: false, ..amount })
}

/// "one in five", "1 in 5", "3 out of 4", "two out of every three", "one of every six".
fn share(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    let every = |index: usize| tokens.is(index, "every");
    let next = first.next;
    let start = if tokens.are(next, &["out", "of"]) {
        next + 2 + usize::from(every(next + 2))
    } else if tokens.is(next, "in") || tokens.is(next, "of") && every(next + 1) {
        next + 1 + usize::from(every(next + 1))
    } else {
        return None;
    };
    let second = number_at(tokens, start)?;
    let whole =
        first.is_whole() && second.is_whole() && second.form != Form::Vague && second.form != Form::Fraction;
    if !whole || second.low <= first.low || second.low < Decimal::TWO {
        return None;
    }
    if tokens.is(next, "in") && !every(next + 1) {
        let year = second.form == Form::Plain
            && second.low >= Decimal::from(1_000)
            && second.low < Decimal::from(2_200);
        let same_style = first.words == second.words || second.low >= Decimal::TEN;
        if year
            || !same_style
            || first.form == Form::Other && !first.words
            || first.low > Decimal::ONE_HUNDRED
        {
            return None;
        }
    }
    quotient(at, first, second.low, second.next, Kind::Ratio)
}

/// "3:1", "1:1,000", "16 : 9".
fn colon(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    let sign = first.next;
    let even = tokens.spaced(sign) == tokens.spaced(sign + 1);
    if tokens.text(sign) != ":" || !even || tokens.kind(sign + 1) != Some(TokenKind::Digits) || first.words {
        return None;
    }
    let second = number_at(tokens, sign + 1)?;
    let more = tokens.text(second.next) == ":" && !tokens.spaced(second.next);
    if more || second.low <= Decimal::ZERO || !(first.is_whole() && second.is_whole()) || tokens.spaced(sign)
    {
        return None;
    }
    quotient(at, first, second.low, second.next, Kind::Ratio)
}

/// "a ratio of two to one", "outnumbered three to one": only where a word says that the two are compared.
fn spoken(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    if !tokens.is(first.next, "to") || !first.is_whole() {
        return None;
    }
    let second = number_at(tokens, first.next + 1)?;
    let falls = second.low == Decimal::ONE && first.low > Decimal::ONE;
    let compared = || {
        (at.saturating_sub(6)..at).any(|index| {
            ["ratio", "outnumber", "outnumbered", "outnumbers", "odds", "proportion"]
                .iter()
                .any(|word| tokens.is(index, word))
        })
    };
    (falls && compared()).then(|| quotient(at, first, second.low, second.next, Kind::Ratio)).flatten()
}

/// What marks are given out of.
pub(crate) fn is_scale_of_marks(digits: &str) -> bool {
    matches!(digits, "4" | "5" | "6" | "10" | "20" | "100")
}

/// "7.4/10": a mark with decimals; whole ones are fractions.
fn mark(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    let slash = first.next;
    let tight = !tokens.spaced(slash) && !tokens.spaced(slash + 1);
    if tokens.text(slash) != "/" || !tight || first.is_whole() {
        return None;
    }
    let below = tokens.text(slash + 1);
    let of: u32 = below.parse().ok().filter(|_| is_scale_of_marks(below))?;
    quotient(at, first, Decimal::from(of), slash + 2, Kind::Ratio)
}

/// "12 per 1,000", "340 per 100,000 live births".
fn rate(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    if !tokens.is(first.next, "per") {
        return None;
    }
    let second = number_at(tokens, first.next + 1).or_else(|| bare_scale(tokens, first.next + 1))?;
    let round = second.low >= Decimal::ONE_HUNDRED && second.significant == 1;
    round.then(|| quotient(at, first, second.low, second.next, Kind::Ratio)).flatten()
}

/// "per thousand", "per million".
fn bare_scale(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let scale = crate::values::number::scale_at(tokens, at)?;
    let word = tokens.text(at);
    let plain = word.len() > 5 && !word.ends_with('s');
    let one = Numeral {
        low: Decimal::ONE,
        high: Decimal::ONE,
        next: at,
        form: Form::Other,
        significant: 1,
        scale: Decimal::ONE,
        words: true,
        weak: false,
    };
    plain.then(|| one.scaled(scale.decimal(), scale.next)).flatten()
}

/// "one over twenty" at the end of a phrase: a fraction read aloud.
fn one_over(tokens: &Tokens<'_>, at: usize, first: Numeral) -> Option<Amount> {
    let unit = first.low.abs() == Decimal::ONE && first.form != Form::Fraction;
    if !unit || !tokens.is(first.next, "over") {
        return None;
    }
    let second = number_at(tokens, first.next + 1)?;
    let ends = tokens.kind(second.next) != Some(TokenKind::Word);
    (ends && second.is_whole() && second.low > Decimal::ONE)
        .then(|| quotient(at, first, second.low, second.next, Kind::Fraction))
        .flatten()
}
