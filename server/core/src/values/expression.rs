//! Binds operators and amounts: "more than 360", "between 3 and 5 per cent", "10–15 km", "at least 20 and at most 100".
//! It must not know how an amount is written.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::text::Span;
use crate::values::amount::{Amount, amount_at, end_at, money_scaled, named_backwards};
use crate::values::date::date_at;
use crate::values::number::number_at;
use crate::values::operator::{self, Prefix, Sense};
use crate::values::suffix::suffix;
use crate::values::token::{TokenKind, Tokens, is_dash};
use crate::values::value::{DateRange, Interval, Kind, Meaning, Modifier, Operator, Unit, Value};
use crate::values::{head, money};

/// The value that starts at token `at`, with the first token after it.
pub(crate) fn value_at(tokens: &Tokens<'_>, at: usize) -> Option<(Value, usize)> {
    match operator::prefix(tokens, at) {
        Some(Prefix { sense: Sense::Between, next, .. }) => between(tokens, at, next),
        Some(Prefix { sense: Sense::From, next, .. }) => from_to(tokens, at, next),
        Some(Prefix { sense: Sense::Bound(operator), next, strong }) => {
            let bound = Bound { operator, strong };
            // A duration first: its number would else be read without its unit. A year is no amount: "below 1990 levels".
            match date_at(tokens, next) {
                // "almost two years ago", "more than a decade ago"
                Some((found, end)) if found.kind == Kind::Date && end > next && tokens.is(end - 1, "ago") => {
                    Some((bounded_date(found, tokens.span(at, end - 1), operator), end))
                }
                Some((found, _)) if found.kind == Kind::Date => None,
                Some(found) => period(tokens, at, next, operator, found)
                    .or_else(|| bounded(tokens, at, next, Some(bound))),
                None => bounded(tokens, at, next, Some(bound)),
            }
        }
        None => bounded(tokens, at, at, None),
    }
}

#[derive(Clone, Copy)]
struct Bound {
    operator: Operator,
    strong: bool,
}

/// An amount with or without an operator before it, at token `place`; a range or a second bound may follow.
fn bounded(tokens: &Tokens<'_>, at: usize, place: usize, bound: Option<Bound>) -> Option<(Value, usize)> {
    let strong = bound.is_some_and(|bound| bound.strong);
    let first = amount_at(tokens, place, strong)
        .or_else(|| money::single(tokens, place, bound.is_some()))
        .or_else(|| named_backwards(tokens, place))?;
    if bound.is_some() && first.kind == Kind::Ordinal && !strong {
        return None;
    }
    if let Some((low, high)) = range_behind(tokens, first) {
        return Some(range(tokens, at, place, low, high));
    }
    let operator = bound.map_or(Operator::Equal, |bound| bound.operator);
    if let Some(found) = two_bounds(tokens, at, first, operator) {
        return Some(found);
    }
    let (operator, next) = suffix(tokens, first.next, operator).unwrap_or((operator, first.next));
    let mut value = value_of(tokens, at, first, operator, next);
    value.weak = first.weak && !strong;
    Some((value, next))
}

fn value_of(tokens: &Tokens<'_>, at: usize, amount: Amount, operator: Operator, next: usize) -> Value {
    Value {
        span: tokens.span(at, next - 1),
        core: tokens.span(amount.start, amount.next - 1),
        kind: amount.kind,
        operator: if amount.vague && operator == Operator::Equal { Operator::Between } else { operator },
        meaning: Arc::new(Meaning { interval: interval(&amount, operator), unit: amount.unit, date: None }),
        significant: amount.significant,
        head: counted(tokens, &amount, next),
        weak: amount.weak,
    }
}

fn interval(amount: &Amount, operator: Operator) -> Interval {
    let Amount { low, high, .. } = *amount;
    match operator {
        Operator::MoreThan => Interval { low: Some(low), high: None, low_open: true, high_open: false },
        Operator::AtLeast => Interval { low: Some(low), high: None, low_open: false, high_open: false },
        Operator::LessThan => Interval { low: None, high: Some(high), low_open: false, high_open: true },
        Operator::AtMost => Interval { low: None, high: Some(high), low_open: false, high_open: false },
        _ => Interval { low: Some(low), high: Some(high), low_open: false, high_open: amount.vague },
    }
}

/// What the amount counts, for kinds that count.
fn counted(tokens: &Tokens<'_>, amount: &Amount, next: usize) -> Span {
    let counts = matches!(amount.kind, Kind::Number | Kind::Percent | Kind::Fraction | Kind::Ratio);
    if !counts {
        return Span::default();
    }
    let hyphen = !tokens.spaced(next) && matches!(tokens.text(next), "-" | "\u{2010}" | "\u{2011}");
    if hyphen && tokens.kind(next + 1) == Some(TokenKind::Word) {
        return tokens.span(next + 1, next + 1);
    }
    // "half the schools", "3.2 per 1,000 live births"
    let half = amount.kind == Kind::Fraction
        && ["the", "its", "their", "all", "our"].iter().any(|word| tokens.is(next, word));
    let next = next + usize::from(half || amount.kind == Kind::Ratio && tokens.is(next, "live"));
    // "a quarter of the budget": a share may be of one thing.
    let one = if amount.kind == Kind::Number { amount.low == Decimal::ONE } else { tokens.is(next, "of") };
    head::head(tokens, next, one)
}

/// "between A and B": both ends belong.
fn between(tokens: &Tokens<'_>, at: usize, place: usize) -> Option<(Value, usize)> {
    let first = amount_at(tokens, place, true)?;
    // "between one hundred and two hundred": the first number must not swallow the "and".
    let candidates = [Some(first), shortened(tokens, first)];
    candidates.into_iter().flatten().find_map(|first| {
        if !tokens.is(first.next, "and") {
            return None;
        }
        let second = amount_at(tokens, past_about(tokens, first.next + 1), true)?;
        let (low, high) = ends(first, second)?;
        Some(range(tokens, at, place, low, high))
    })
}

/// "between 2 and about 7": the second end may be hedged.
fn past_about(tokens: &Tokens<'_>, at: usize) -> usize {
    match operator::prefix(tokens, at) {
        Some(Prefix { sense: Sense::Bound(Operator::About | Operator::Nearly), next, .. }) => next,
        _ => at,
    }
}

/// The amount up to an "and" inside it: "one hundred" of "one hundred and fifty".
fn shortened(tokens: &Tokens<'_>, amount: Amount) -> Option<Amount> {
    let and = (amount.start..amount.next).find(|&index| tokens.is(index, "and"))?;
    let cut = tokens.span(amount.start, and - 1);
    let inner = Tokens::new(tokens.prose(), cut);
    let part = amount_at(&inner, 0, true)?;
    (part.next == inner.len()).then_some(Amount { start: amount.start, next: and, ..part })
}

/// "from A to B", unless a verb says that something went from the one to the other.
fn from_to(tokens: &Tokens<'_>, at: usize, place: usize) -> Option<(Value, usize)> {
    let first = amount_at(tokens, place, true)?;
    if changes(tokens, at) {
        return None;
    }
    let to = first.next;
    if !["to", "and", "through", "until"].iter().any(|word| tokens.is(to, word)) {
        let (low, high) = range_behind(tokens, first)?;
        return Some(range(tokens, at, place, low, high));
    }
    let second = amount_at(tokens, to + 1, true)?;
    let (low, high) = ends(first, second)?;
    Some(range(tokens, at, place, low, high))
}

/// "rose from 3 to 5": a change is no range, so both numbers stand for themselves.
fn changes(tokens: &Tokens<'_>, at: usize) -> bool {
    (at.saturating_sub(12)..at).any(|index| {
        let word = tokens.text(index);
        word.len() > 1
            && [
                "rose",
                "rise",
                "rises",
                "risen",
                "rising",
                "increase",
                "increased",
                "increases",
                "increasing",
                "grew",
                "grow",
                "grown",
                "growing",
                "growth",
                "fell",
                "fall",
                "fallen",
                "falling",
                "falls",
                "drop",
                "dropped",
                "drops",
                "dropping",
                "decline",
                "declined",
                "declining",
                "decrease",
                "decreased",
                "decreasing",
                "reduce",
                "reduced",
                "reducing",
                "reduction",
                "cut",
                "raise",
                "raised",
                "raising",
                "went",
                "moved",
                "up",
                "down",
                "climbed",
                "jumped",
                "doubled",
                "tripled",
                "expanded",
                "expand",
                "shrank",
                "shrunk",
                "improved",
                "changed",
                "change",
                "soared",
                "surged",
                "plunged",
                "slid",
                "narrowed",
                "widened",
                "revised",
                "lowered",
                "upgraded",
                "downgraded",
            ]
            .iter()
            .any(|verb| word.eq_ignore_ascii_case(verb))
    })
}

/// The ends of "A–B", "A to B", "A through B" where `first` is A.
fn range_behind(tokens: &Tokens<'_>, first: Amount) -> Option<(Amount, Amount)> {
    if first.vague || first.kind == Kind::Ratio {
        return None;
    }
    if let Some(second) = next_number(tokens, first) {
        return ends(first, second);
    }
    let (start, loose) = separator(tokens, first.next)?;
    if loose && first.start > 0 && tokens.is(first.start - 1, "from") && changes(tokens, first.start - 1) {
        return None;
    }
    let second = money_end(tokens, first, start).or_else(|| end_at(tokens, start))?;
    // "5–10–15" is no range.
    if is_joining_dash(tokens, second.next) && tokens.kind(second.next + 1) == Some(TokenKind::Digits) {
        return None;
    }
    // "gave $5 to 10 families": what is counted is no money.
    if loose
        && first.kind != Kind::Number
        && second.kind == Kind::Number
        && head::noun(tokens, second.next, false).is_some()
    {
        return None;
    }
    let first = in_thousands_of(first, second).unwrap_or(first);
    let (low, high) = ends(first, second)?;
    (low.low < high.low).then_some((low, high))
}

/// "5-6,000": the first end counts thousands, as the second does.
fn in_thousands_of(first: Amount, second: Amount) -> Option<Amount> {
    let thousand = Decimal::from(1_000);
    let grouped = !second.plain && second.scale == Decimal::ONE && (second.low % thousand).is_zero();
    let most = second.low.checked_div(thousand)?;
    let least = most.checked_div(Decimal::TEN)?;
    let counts = matches!(first.kind, Kind::Number | Kind::Money) && first.plain && grouped;
    let fits = first.low < most && first.low > least && most < thousand;
    (counts && fits).then(|| first.times(thousand, first.next)).flatten()
}

/// "$15m–20m": a letter behind the second end means what it means behind the first, not metres.
fn money_end(tokens: &Tokens<'_>, first: Amount, start: usize) -> Option<Amount> {
    if first.kind != Kind::Money
        || first.scale == Decimal::ONE
        || tokens.kind(start) != Some(TokenKind::Digits)
    {
        return None;
    }
    let second = money_scaled(tokens, Amount::of(number_at(tokens, start)?, start));
    let letter = second.next > start + 1 && tokens.text(second.next - 1).len() == 1;
    (letter && second.scale == first.scale).then_some(second)
}

/// "two or three": neighbours joined by "or" are a range.
fn next_number(tokens: &Tokens<'_>, first: Amount) -> Option<Amount> {
    if first.kind != Kind::Number || !tokens.is(first.next, "or") || first.scale != Decimal::ONE {
        return None;
    }
    let second = amount_at(tokens, first.next + 1, true)?;
    are_neighbours(first.low, second.low).then_some(second)
}

/// 2 and 3; 60 and 70; 400 and 500: the next of its kind.
fn are_neighbours(first: Decimal, second: Decimal) -> bool {
    let step = second - first;
    if step == Decimal::ONE {
        return second <= Decimal::from(12);
    }
    let round = |number: Decimal| (number % step).is_zero();
    (step == Decimal::TEN || step == Decimal::ONE_HUNDRED)
        && round(first)
        && round(second)
        && second <= step * Decimal::TEN
}

/// The first token after what separates the ends of a range, and whether it is a word.
fn separator(tokens: &Tokens<'_>, at: usize) -> Option<(usize, bool)> {
    let hanging = is_joining_dash(tokens, at) && !tokens.spaced(at) && tokens.spaced(at + 1);
    let word = if hanging { at + 1 } else { at };
    if ["to", "through", "till"].iter().any(|name| tokens.is(word, name)) {
        return Some((word + 1, true));
    }
    let even = tokens.spaced(at) == tokens.spaced(at + 1);
    let em_apart = tokens.text(at) == "\u{2014}" && tokens.spaced(at);
    let dash = is_joining_dash(tokens, at) || tokens.text(at) == "~";
    (dash && even && !em_apart && tokens.get(at + 1).is_some()).then_some((at + 1, false))
}

fn is_joining_dash(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Some(TokenKind::Sign) && tokens.text(at).chars().next().is_some_and(is_dash)
}

/// Both ends with the unit and scale that they share; `None` where they cannot be one range.
fn ends(first: Amount, second: Amount) -> Option<(Amount, Amount)> {
    if first.vague || second.vague {
        return None;
    }
    let (mut first, mut second) = (first, second);
    if first.kind == Kind::Number && second.kind != Kind::Number {
        if matches!(second.kind, Kind::Ordinal | Kind::Ratio) {
            return None;
        }
        first = Amount { kind: second.kind, unit: second.unit, ..first };
    } else if second.kind == Kind::Number
        && matches!(first.kind, Kind::Money | Kind::Percent | Kind::Quantity)
    {
        second = Amount { kind: first.kind, unit: first.unit, ..second };
    } else if first.kind == Kind::Fraction || second.kind == Kind::Fraction {
        first.kind = second.kind;
    }
    if first.kind != second.kind || !same_unit(first.unit, second.unit) {
        return None;
    }
    // "2 to 3 million": the first end borrows the scale, unless it is as large as the second by itself.
    let mantissa = second.low.checked_div(second.scale)?;
    if first.scale == Decimal::ONE && second.scale > Decimal::ONE && first.low < mantissa {
        first = first.times(second.scale, first.next)?;
    }
    let descends = first.low > second.low;
    if descends && !(first.low < Decimal::ZERO && second.low < Decimal::ZERO) || first.low == second.low {
        return None;
    }
    Some(if descends { (second, first) } else { (first, second) })
}

fn same_unit(first: Unit, second: Unit) -> bool {
    match (first, second) {
        (Unit::Measure { name: a, .. }, Unit::Measure { name: b, .. }) => a == b,
        (Unit::Currency(a), Unit::Currency(b)) => a == b,
        (a, b) => a == b,
    }
}

/// A range from `low` to `high`, both included; `place` is where its first amount starts.
fn range(tokens: &Tokens<'_>, at: usize, place: usize, low: Amount, high: Amount) -> (Value, usize) {
    let next = low.next.max(high.next);
    let last = if low.next > high.next { low } else { high };
    let suffixed = Amount { low: low.low, high: high.high, ..last };
    let interval = Interval { low: Some(low.low), high: Some(high.high), low_open: false, high_open: false };
    let value = Value {
        span: tokens.span(at, next - 1),
        core: tokens.span(place, next - 1),
        kind: high.kind,
        operator: Operator::Between,
        meaning: Arc::new(Meaning { interval, unit: high.unit, date: None }),
        significant: low.significant.min(high.significant),
        head: counted(tokens, &suffixed, next),
        weak: false,
    };
    (value, next)
}

/// "more than 10 and less than 40", "at least 20 but at most 100": two bounds of one number, if they leave room between them.
fn two_bounds(tokens: &Tokens<'_>, at: usize, first: Amount, operator: Operator) -> Option<(Value, usize)> {
    let upward = matches!(operator, Operator::MoreThan | Operator::AtLeast);
    if !upward && !matches!(operator, Operator::LessThan | Operator::AtMost) {
        return None;
    }
    let link = usize::from(tokens.text(first.next) == ",") + first.next;
    if !(tokens.is(link, "and") || tokens.is(link, "but")) {
        return None;
    }
    let Prefix { sense: Sense::Bound(other), next: place, .. } = operator::prefix(tokens, link + 1)? else {
        return None;
    };
    let downward = matches!(other, Operator::LessThan | Operator::AtMost);
    if upward != downward || !downward && !matches!(other, Operator::MoreThan | Operator::AtLeast) {
        return None;
    }
    let second = amount_at(tokens, place, true)?;
    let (low, high) = if upward { (first, second) } else { (second, first) };
    let (low_operator, high_operator) = if upward { (operator, other) } else { (other, operator) };
    if low.kind != high.kind && low.kind != Kind::Number && high.kind != Kind::Number || low.low >= high.low {
        return None;
    }
    let (mut value, next) = range(tokens, at, at, low, high);
    value.interval.low_open = low_operator == Operator::MoreThan;
    value.interval.high_open = high_operator == Operator::LessThan;
    Some((value, next))
}

/// A day in the past with what an operator says of how long ago it is.
fn bounded_date(found: Value, span: Span, operator: Operator) -> Value {
    let modifier = match operator {
        Operator::About | Operator::Nearly | Operator::AtMost | Operator::LessThan => Modifier::About,
        Operator::MoreThan | Operator::AtLeast => Modifier::Before,
        Operator::Equal | Operator::Between => Modifier::None,
    };
    let mut bounded = Value { span, ..found };
    bounded.date = bounded.date.map(|date| DateRange { modifier, ..date });
    bounded
}

/// An operator before a duration: "more than 30 years". The dates' own file reads the years.
fn period(
    tokens: &Tokens<'_>,
    at: usize,
    place: usize,
    operator: Operator,
    (found, next): (Value, usize),
) -> Option<(Value, usize)> {
    if found.kind != Kind::Duration || found.operator != Operator::Equal {
        return None;
    }
    let stated = found.interval.stated()?;
    let amount = Amount {
        low: stated,
        high: stated,
        kind: Kind::Duration,
        unit: found.unit,
        start: place,
        next,
        significant: found.significant,
        weak: found.weak,
        vague: false,
        scale: Decimal::ONE,
        plain: false,
    };
    let mut value = value_of(tokens, at, amount, operator, next);
    value.core = found.core;
    value.head = found.head;
    Some((value, next))
}
