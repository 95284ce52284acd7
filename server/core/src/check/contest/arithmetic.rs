//! Whether a claim's number follows from the numbers of a sentence: a sum, a difference, a product, the years between two years.
//! It must not know where they stand.

use super::occurrence::Occurrence;
use super::pair::Pair;
use crate::values::{Kind, Operator};
use crate::views::{SentenceView, SlotValue};

/// "21 languages" beside "one of them and 20 others".
pub(super) fn is_one_more(value: &SlotValue, against: &Occurrence, pair: &Pair<'_>) -> bool {
    let source = pair.sentence.values.get(against.value);
    source.is_some_and(|source| {
        let numbers = (value.value.interval.stated(), source.value.interval.stated());
        let more = |a: rust_decimal::Decimal, b: rust_decimal::Decimal| {
            a.checked_sub(b) == Some(rust_decimal::Decimal::ONE)
        };
        source.qualifiers.is_other() && matches!(numbers, (Some(a), Some(b)) if more(a, b))
    })
}

/// Whether the claim's number is the sum or the difference of two numbers of the sentence, the sum of all, or the years between two of its years.
pub(super) fn is_arithmetic(value: &SlotValue, sentence: &SentenceView) -> bool {
    use rust_decimal::Decimal;
    let Some(number) = value.value.interval.stated() else { return false };
    if matches!(value.value.kind, Kind::Number | Kind::Money) {
        let summed = |kind: Kind| !matches!(kind, Kind::Date | Kind::Percent | Kind::Ordinal | Kind::Ratio);
        let plain = sentence.values.iter().filter(|value| summed(value.value.kind));
        let numbers: Vec<Decimal> =
            plain.filter_map(|value| value.value.interval.stated()).take(12).collect();
        let rough = matches!(value.value.operator, Operator::About | Operator::Nearly);
        let is_number = |result: Option<Decimal>| {
            result == Some(number) || rough && result.is_some_and(|result| is_about(number, result))
        };
        let pair_fits = numbers.iter().enumerate().any(|(at, a)| {
            numbers
                .iter()
                .skip(at + 1)
                .any(|b| is_number(a.checked_add(*b)) || a.checked_sub(*b).map(|d| d.abs()) == Some(number))
        });
        let rated = sentence.values.iter().any(|value| value.qualifiers.rate);
        let product = rated
            && numbers
                .iter()
                .enumerate()
                .any(|(at, a)| numbers.iter().skip(at + 1).any(|b| a.checked_mul(*b) == Some(number)));
        if product {
            return true;
        }
        let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
        if numbers.len() >= 2 && (pair_fits || is_number(sum)) {
            return true;
        }
    }
    if !matches!(value.value.kind, Kind::Number | Kind::Duration) || number.is_zero() {
        return false;
    }
    let years: Vec<Decimal> =
        sentence.values.iter().filter_map(|value| value.value.date).flat_map(years_of).take(12).collect();
    let near = |a: Decimal, b: Decimal| ((a - b).abs() - number).abs() <= Decimal::ONE;
    years.iter().enumerate().any(|(at, a)| years.iter().skip(at + 1).any(|b| near(*a, *b)))
}

/// "nearly 62,000" beside parts of 61,000: within a twentieth.
fn is_about(number: rust_decimal::Decimal, result: rust_decimal::Decimal) -> bool {
    let apart = (number - result).abs();
    apart.checked_mul(rust_decimal::Decimal::from(20)).is_some_and(|apart| apart <= number.abs())
}

fn years_of(range: crate::values::DateRange) -> Vec<rust_decimal::Decimal> {
    let mut years: Vec<i16> = [range.start, range.end].into_iter().flatten().map(|day| day.year()).collect();
    years.dedup();
    years.into_iter().map(rust_decimal::Decimal::from).collect()
}
