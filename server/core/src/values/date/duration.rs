//! Lengths of time: "30 years", "three decades", "six-month", "a year and a half", "15 to 20 years", "several weeks".
//! It must not know the calendar.

use rust_decimal::Decimal;

use super::extent;
use super::lexicon::Word;
use super::nouns::is_plural;
use super::parts::{Read, below_hundred, free_before, glued, is_dash_at, sign, word_at};
use crate::values::token::{TokenKind, Tokens};
use crate::values::{Interval, Operator, TimeUnit};

/// How many units; no number where the text tells none ("several").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) number: Option<Decimal>,
    /// "a", "one", "half": a weak anchor.
    pub(super) weak: bool,
}

impl Amount {
    fn of(number: impl Into<Decimal>) -> Self {
        Amount { number: Some(number.into()), weak: false }
    }

    fn weak(number: impl Into<Decimal>) -> Self {
        Amount { number: Some(number.into()), weak: true }
    }

    const UNTOLD: Amount = Amount { number: None, weak: true };
}

/// A duration as stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Duration {
    pub(super) interval: Interval,
    pub(super) operator: Operator,
    pub(super) unit: TimeUnit,
    pub(super) weak: bool,
}

impl Duration {
    /// Significant digits of the stated number: "30 years" has one, "25" two, none where no number is told.
    pub(super) fn significant(&self) -> u8 {
        let Some(number) = self.interval.high.or(self.interval.low) else { return 0 };
        let digits = number.normalize().mantissa().unsigned_abs().to_string();
        u8::try_from(digits.trim_end_matches('0').len()).unwrap_or(u8::MAX)
    }
}

/// The duration that starts at `at`.
pub(super) fn duration_at(tokens: &Tokens<'_>, at: usize) -> Read<Duration> {
    if let Some(read) = whole_unit(tokens, at) {
        return Some(read);
    }
    if let Some(read) = between(tokens, at) {
        return Some(read);
    }
    if let Some(read) = long(tokens, at) {
        return Some(read);
    }
    let (amount, next) = amount_at(tokens, at)?;
    if let Some(read) = up_to_second(tokens, amount, next) {
        return Some(read);
    }
    let hedge = extent::behind_number(tokens, next);
    let next = hedge.map_or(next, |(_, end)| end);
    let (amount, (unit, next)) =
        match fortnights(tokens, amount, next).or_else(|| weekends(tokens, amount, next)) {
            Some(read) => read,
            None => (amount, unit_at(tokens, next)?),
        };
    if is_rate(tokens, at, amount) {
        return None;
    }
    let Some(number) = amount.number else {
        let interval = Interval::default();
        return Some((Duration { interval, operator: Operator::About, unit, weak: true }, next));
    };
    if let Some(end) = extent::or_two(tokens, next).filter(|_| number == Decimal::ONE) {
        let read = span(amount, Amount::of(2), unit)?;
        return Some((read, end));
    }
    let rest = with_rest(tokens, number, unit, next);
    let operator = if rest.about { Operator::About } else { Operator::Equal };
    let (operator, next) = match (hedge, extent::behind_unit(tokens, rest.next)) {
        (Some((operator, _)), _) => (operator, rest.next),
        (None, Some((operator, end))) => (operator, end),
        (None, None) => (operator, rest.next),
    };
    let interval = extent::interval(rest.number, operator);
    Some((Duration { interval, operator, unit: rest.unit, weak: amount.weak }, next))
}

/// "decades-long", "week-long".
fn long(tokens: &Tokens<'_>, at: usize) -> Read<Duration> {
    let ((unit, several), next) = extent::long(tokens, at)?;
    let (interval, operator) = if several {
        (Interval::default(), Operator::About)
    } else {
        (Interval::exactly(Decimal::ONE), Operator::Equal)
    };
    Some((Duration { interval, operator, unit, weak: true }, next))
}

/// "a fortnight", "two fortnights": twice as many weeks.
fn fortnights(tokens: &Tokens<'_>, amount: Amount, at: usize) -> Option<(Amount, (TimeUnit, usize))> {
    let plural = tokens.is(at, "fortnights");
    if word_at(tokens, at) != Some(Word::Fortnight) && !plural {
        return None;
    }
    let number = amount.number?.checked_mul(Decimal::TWO)?;
    Some((Amount { number: Some(number), ..amount }, (TimeUnit::Week, at + 1)))
}

/// "three weekends": two days each. One alone is rather a date.
fn weekends(tokens: &Tokens<'_>, amount: Amount, at: usize) -> Option<(Amount, (TimeUnit, usize))> {
    if word_at(tokens, at) != Some(Word::Weekend) || amount.weak {
        return None;
    }
    let number = amount.number?.checked_mul(Decimal::TWO)?;
    Some((Amount { number: Some(number), ..amount }, (TimeUnit::Day, at + 1)))
}

/// "full year", "all week", "another month", "full-year".
fn whole_unit(tokens: &Tokens<'_>, at: usize) -> Read<Duration> {
    if word_at(tokens, at) != Some(Word::Whole) {
        return None;
    }
    let (unit, next) = unit_at(tokens, at + 1)?;
    let singular = !tokens.text(next - 1).ends_with('s');
    let interval = Interval::exactly(Decimal::ONE);
    singular.then_some((Duration { interval, operator: Operator::Equal, unit, weak: true }, next))
}

/// "between 5 and 10 years".
fn between(tokens: &Tokens<'_>, at: usize) -> Read<Duration> {
    if word_at(tokens, at) != Some(Word::Between) {
        return None;
    }
    let (low, next) = amount_at(tokens, at + 1)?;
    if word_at(tokens, next) != Some(Word::And) {
        return None;
    }
    let (high, next) = amount_at(tokens, next + 1)?;
    let (unit, next) = unit_at(tokens, next)?;
    Some((span(low, high, unit)?, next))
}

/// "15-20 years", "five to ten years", "2 or 3 days" after the first number.
fn up_to_second(tokens: &Tokens<'_>, low: Amount, at: usize) -> Read<Duration> {
    let joined = is_dash_at(tokens, at) || word_at(tokens, at) == Some(Word::To) || tokens.is(at, "or");
    if !joined {
        return None;
    }
    // "10- to 12-day": the first hyphen hangs.
    let hanging = is_dash_at(tokens, at)
        && glued(tokens, at)
        && (word_at(tokens, at + 1) == Some(Word::To) || tokens.is(at + 1, "or"));
    let second = at + 1 + usize::from(hanging);
    let (high, next) = match tokens.kind(second)? {
        TokenKind::Digits => number_in_digits(tokens, second)?,
        _ => amount_at(tokens, second)?,
    };
    let (unit, next) = unit_at(tokens, next)?;
    Some((span(low, high, unit)?, next))
}

fn span(low: Amount, high: Amount, unit: TimeUnit) -> Option<Duration> {
    let (low, high) = (low.number?, high.number?);
    let interval = Interval { low: Some(low), high: Some(high), low_open: false, high_open: false };
    (low < high).then_some(Duration { interval, operator: Operator::Between, unit, weak: false })
}

/// "twice a year", "300 people a day", "7 days a week": how often, not how long.
fn is_rate(tokens: &Tokens<'_>, at: usize, amount: Amount) -> bool {
    if !amount.weak || word_at(tokens, at) != Some(Word::Article) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let text = tokens.text(before);
    tokens.kind(before) == Some(TokenKind::Digits)
        || matches!(word_at(tokens, before), Some(Word::Unit(_) | Word::Thousand | Word::Cardinal(_)))
        || ["once", "twice", "times", "thrice", "per", "cent", "percent", "million", "billion", "%"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
        || is_plural(text)
}

/// The unit behind an amount: glued, after a hyphen or white space, with words such as "consecutive" between.
pub(super) fn unit_at(tokens: &Tokens<'_>, at: usize) -> Read<TimeUnit> {
    const BETWEEN: &[&str] = &[
        "consecutive",
        "full",
        "whole",
        "additional",
        "more",
        "further",
        "extra",
        "calendar",
        "working",
        "business",
        "successive",
        "straight",
        "long",
        "short",
        "other",
        "fewer",
        "less",
        "solid",
        "school",
        "academic",
    ];
    let hyphen = is_dash_at(tokens, at) && glued(tokens, at) && glued(tokens, at + 1);
    let mut next = if hyphen { at + 1 } else { at };
    if !hyphen && BETWEEN.iter().any(|word| tokens.is(next, word)) {
        next += 1;
    }
    let after_digits = at > 0 && tokens.kind(at - 1) == Some(TokenKind::Digits);
    match word_at(tokens, next)? {
        // "three quarters of the schools" is a fraction.
        Word::Unit(TimeUnit::Quarter) if next == at || hyphen => None,
        Word::Unit(unit) => Some((unit, next + 1)),
        Word::Night => Some((TimeUnit::Day, next + 1)),
        Word::Ordinal(2)
            if tokens.text(next) == "second"
                && (hyphen && !ranks_between(tokens, at) || after_digits || is_one(tokens, at)) =>
        {
            Some((TimeUnit::Second, next + 1))
        }
        Word::ShortUnit(unit) if after_digits => Some((unit, after_stop(tokens, next + 1))),
        Word::HalfSign if after_digits && tokens.text(next) == "h" => Some((TimeUnit::Hour, next + 1)),
        _ => None,
    }
}

/// "the forty-second session" is the one after the forty-first; "a forty-second delay" lasts 40 seconds.
fn ranks_between(tokens: &Tokens<'_>, hyphen: usize) -> bool {
    let Some(tens) = hyphen.checked_sub(1) else { return false };
    let lasts = tens
        .checked_sub(1)
        .is_some_and(|before| ["a", "an", "each", "every"].iter().any(|word| tokens.is(before, word)));
    tokens.text(tens).ends_with("ty") && !lasts
}

fn is_one(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && tokens.is(at - 1, "one")
}

/// The full stop of "min.", unless it ends the sentence.
fn after_stop(tokens: &Tokens<'_>, at: usize) -> usize {
    let stop = sign(tokens, at) == Some('.') && glued(tokens, at) && at + 1 < tokens.len();
    if stop { at + 1 } else { at }
}

/// The number of units, as digits or words, or a word for none that is told. A fortnight is read with its unit elsewhere.
pub(super) fn amount_at(tokens: &Tokens<'_>, at: usize) -> Read<Amount> {
    if tokens.kind(at) == Some(TokenKind::Digits) {
        return if free_before(tokens, at) { number_in_digits(tokens, at) } else { None };
    }
    match word_at(tokens, at)? {
        Word::Half => {
            let article = usize::from(word_at(tokens, at + 1) == Some(Word::Article));
            Some((Amount::weak(Decimal::new(5, 1)), at + 1 + article))
        }
        Word::Vague => Some((Amount::UNTOLD, at + 1)),
        Word::Couple => {
            Some((Amount::weak(2), at + 1 + usize::from(word_at(tokens, at + 1) == Some(Word::Of))))
        }
        Word::Dozen => Some((Amount::of(12), at + 1)),
        Word::Article => after_article(tokens, at),
        Word::Cardinal(_) => in_words(tokens, at),
        _ => None,
    }
}

/// What "a" may begin: "a few", "a couple of", "a dozen", "a hundred", "a half", or one unit.
fn after_article(tokens: &Tokens<'_>, at: usize) -> Read<Amount> {
    match word_at(tokens, at + 1)? {
        Word::Vague | Word::Couple | Word::Dozen | Word::Half => amount_at(tokens, at + 1),
        // "a ten-year period": the number's own business.
        Word::Hundred => Some((Amount::of(100), at + 2)),
        Word::Thousand => Some((Amount::of(1000), at + 2)),
        Word::Unit(TimeUnit::Quarter) => {
            quarters_of(tokens, at).map(|(quarters, next)| (Amount::weak(quarters), next))
        }
        Word::Unit(_) | Word::Night | Word::Fortnight => Some((Amount::weak(1), at + 1)),
        _ if ["full", "whole", "further", "calendar"].iter().any(|word| tokens.is(at + 1, word)) => {
            Some((Amount::weak(1), at + 1))
        }
        _ => None,
    }
}

/// "a quarter of an", "three quarters of an", "quarter of" before a unit shorter than a year, as a number of such units.
fn quarters_of(tokens: &Tokens<'_>, at: usize) -> Read<Decimal> {
    let (count, next) = match word_at(tokens, at)? {
        Word::Article | Word::Cardinal(1) => (1, at + 1),
        Word::Cardinal(count @ 2..=3) => (i64::from(count), at + 1),
        Word::Unit(TimeUnit::Quarter) => (1, at),
        _ => return None,
    };
    if word_at(tokens, next) != Some(Word::Unit(TimeUnit::Quarter)) {
        return None;
    }
    let of = next + 1 + usize::from(word_at(tokens, next + 1) == Some(Word::Of));
    let end = of + usize::from(word_at(tokens, of) == Some(Word::Article));
    let whole = matches!(word_at(tokens, end), Some(Word::Unit(unit)) if unit < TimeUnit::Quarter || unit == TimeUnit::Century);
    whole.then_some((Decimal::new(count * 25, 2), end))
}

/// What "and a half", "and half", "and a quarter", "and three quarters" add to a number before them.
fn and_part(tokens: &Tokens<'_>, at: usize) -> Read<Decimal> {
    if word_at(tokens, at) != Some(Word::And) {
        return None;
    }
    let from = at + 1 + usize::from(word_at(tokens, at + 1) == Some(Word::Article));
    if word_at(tokens, from) == Some(Word::Half) {
        return Some((Decimal::new(5, 1), from + 1));
    }
    quarters_of(tokens, at + 1)
}

/// "30", "1,000", "3.5", "2 million".
fn number_in_digits(tokens: &Tokens<'_>, at: usize) -> Read<Amount> {
    if tokens.text(at).len() > 12 {
        return None;
    }
    if let Some(read) = fraction(tokens, at) {
        return Some(read);
    }
    let mut written = tokens.text(at).to_owned();
    let mut next = at + 1;
    let group = |index: usize, length: Option<usize>| {
        glued(tokens, index)
            && glued(tokens, index + 1)
            && tokens.kind(index + 1) == Some(TokenKind::Digits)
            && length.is_none_or(|length| tokens.text(index + 1).len() == length)
    };
    while sign(tokens, next) == Some(',') && group(next, Some(3)) && written.len() <= 12 {
        written.push_str(tokens.text(next + 1));
        next += 2;
    }
    if sign(tokens, next) == Some('.') && group(next, None) {
        written.push('.');
        written.push_str(tokens.text(next + 1).get(..6).unwrap_or(tokens.text(next + 1)));
        next += 2;
    }
    let mut number: Decimal = written.parse().ok()?;
    if let Some(part) = extent::vulgar(tokens, next) {
        number = number.checked_add(part)?;
        next += 1;
    }
    let weak = number == Decimal::ONE;
    let (number, next) = match scale_at(tokens, next) {
        Some((scale, end)) => (number.checked_mul(scale)?, end),
        None => (number, next),
    };
    if let Some((part, end)) = and_part(tokens, next) {
        return Some((Amount::of(number.checked_add(part)?), end));
    }
    Some((Amount { number: Some(number), weak }, next))
}

/// "1/2" hour, "3/4" of a year, "1 1/2" years.
fn fraction(tokens: &Tokens<'_>, at: usize) -> Read<Amount> {
    let part = |at: usize| {
        let joined = sign(tokens, at + 1) == Some('/') && glued(tokens, at + 1) && glued(tokens, at + 2);
        let quarters = match (tokens.text(at), tokens.text(at + 2)) {
            ("1", "2") => 2,
            ("1", "4") => 1,
            ("3", "4") => 3,
            _ => return None,
        };
        joined.then(|| Decimal::new(quarters * 25, 2))
    };
    if let Some(part) = part(at) {
        return Some((Amount::of(part), at + 3));
    }
    let part = part(at + 1).filter(|_| tokens.spaced(at + 1))?;
    let whole: Decimal = tokens.text(at).parse().ok()?;
    Some((Amount::of(whole.checked_add(part)?), at + 4))
}

fn scale_at(tokens: &Tokens<'_>, at: usize) -> Read<Decimal> {
    let scale: i64 = match word_at(tokens, at) {
        Some(Word::Hundred) => 100,
        Some(Word::Thousand) => 1_000,
        _ if tokens.is(at, "million") => 1_000_000,
        _ if tokens.is(at, "billion") => 1_000_000_000,
        _ => return None,
    };
    Some((Decimal::from(scale), at + 1))
}

/// "seven", "twenty-five", "one hundred and fifty", "two thousand", "two and a half".
fn in_words(tokens: &Tokens<'_>, at: usize) -> Read<Amount> {
    let (first, mut next) = tens_and_ones(tokens, at).or_else(|| below_hundred(tokens, at))?;
    let mut number = Decimal::from(first);
    while let Some((scale, end)) = scale_at(tokens, next) {
        number = number.checked_mul(scale)?;
        next = end;
        let rest = next + usize::from(word_at(tokens, next) == Some(Word::And));
        if let Some((low, end)) = below_hundred(tokens, rest)
            && scale_at(tokens, end).is_none()
        {
            number += Decimal::from(low);
            next = end;
        }
    }
    if let Some((quarters, end)) = quarters_of(tokens, at) {
        return Some((Amount::of(quarters), end));
    }
    if let Some((part, end)) = and_part(tokens, next) {
        return Some((Amount::of(number.checked_add(part)?), end));
    }
    Some((Amount { number: Some(number), weak: number == Decimal::ONE }, next))
}

/// "twenty and four" before a unit.
fn tens_and_ones(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    let Some(Word::Cardinal(tens @ 20..)) = word_at(tokens, at) else { return None };
    let Some(Word::Cardinal(ones @ 1..=9)) = word_at(tokens, at + 2) else { return None };
    let joined = word_at(tokens, at + 1) == Some(Word::And);
    (joined && unit_at(tokens, at + 3).is_some()).then_some((tens + ones, at + 3))
}

/// An amount with all its smaller units.
#[derive(Clone, Copy, Debug)]
struct Rest {
    number: Decimal,
    unit: TimeUnit,
    /// Whether months or years were counted in days.
    about: bool,
    next: usize,
}

/// "an hour and a half", "two years and six months", "1 year 1 month 21 days", "an hour and fifteen": in the smallest unit.
fn with_rest(tokens: &Tokens<'_>, number: Decimal, unit: TimeUnit, next: usize) -> Rest {
    let half = next + 1 + usize::from(word_at(tokens, next + 1) == Some(Word::Article));
    let not_another = !matches!(word_at(tokens, half + 1), Some(Word::Unit(_) | Word::Article));
    if word_at(tokens, next) == Some(Word::And) && word_at(tokens, half) == Some(Word::Half) && not_another {
        return Rest {
            number: number.saturating_add(Decimal::new(5, 1)),
            unit,
            about: false,
            next: half + 1,
        };
    }
    let rest = next + usize::from(word_at(tokens, next) == Some(Word::And));
    let smaller = amount_at(tokens, rest).and_then(|(amount, end)| {
        let (small, end) = unit_at(tokens, end)?;
        let (whole, about) = in_units(number, unit, small)?;
        Some((Rest { number: whole.checked_add(amount.number?)?, unit: small, about, next: end }, about))
    });
    if let Some((rest, about)) = smaller {
        let all = with_rest(tokens, rest.number, rest.unit, rest.next);
        return Rest { about: all.about || about, ..all };
    }
    match minutes_after_hour(tokens, unit, rest) {
        Some((minutes, next)) => {
            let number = number.saturating_mul(Decimal::from(60)).saturating_add(minutes);
            Rest { number, unit: TimeUnit::Minute, about: false, next }
        }
        None => Rest { number, unit, about: false, next },
    }
}

/// "1 hour thirty", "2 hours and 10" with nothing that the second number could count.
fn minutes_after_hour(tokens: &Tokens<'_>, unit: TimeUnit, at: usize) -> Read<Decimal> {
    if unit != TimeUnit::Hour {
        return None;
    }
    let (minutes, next) = match tokens.kind(at)? {
        TokenKind::Digits => super::parts::digits(tokens, at, 1..=2).map(|number| (number, at + 1))?,
        _ => below_hundred(tokens, at)?,
    };
    // "2h 30m"
    let sign = tokens.text(next) == "m" && glued(tokens, next) && glued(tokens, at - 1);
    if sign && (1..60).contains(&minutes) {
        return Some((Decimal::from(minutes), next + 1));
    }
    let ends = matches!(tokens.text(next), "" | "." | "," | ";" | ")" | "?" | "!")
        && super::parts::free_after(tokens, next);
    ((1..60).contains(&minutes) && ends).then_some((Decimal::from(minutes), next))
}

/// A number of units counted in smaller ones; of months, twelve make a year of 365 days.
fn in_units(number: Decimal, unit: TimeUnit, small: TimeUnit) -> Option<(Decimal, bool)> {
    let (count, about) = per(unit, small)?;
    if (unit, small) != (TimeUnit::Month, TimeUnit::Day) {
        return Some((number.checked_mul(count)?, about));
    }
    let (years, months) = ((number / Decimal::from(12)).floor(), number % Decimal::from(12));
    let days = years.checked_mul(Decimal::from(365))?.checked_add(months.checked_mul(count)?)?;
    Some((days, about))
}

/// How many of the smaller unit make one of the larger, and whether only about so many.
fn per(large: TimeUnit, small: TimeUnit) -> Option<(Decimal, bool)> {
    use TimeUnit::{Century, Day, Decade, Hour, Minute, Month, Second, Week, Year};
    let (count, about) = match (large, small) {
        (Minute, Second) | (Hour, Minute) => (60, false),
        (Hour, Second) => (3600, false),
        (Day, Hour) => (24, false),
        (Day, Minute) => (1440, false),
        (Week, Day) => (7, false),
        (Week, Hour) => (168, false),
        (Month, Day) => (30, true),
        (Year, Month) => (12, false),
        (Year, Week) => (52, true),
        (Year, Day) => (365, true),
        (Decade, Year) => (10, false),
        (Century, Year) => (100, false),
        _ => return None,
    };
    Some((Decimal::from(count), about))
}
