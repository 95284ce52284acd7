//! Expressions that hang on the document's date: "last year", "the past three years", "two weeks ago", "on Tuesday", "yesterday".
//! It must not know that date: the value says only how far away it lies.

use rust_decimal::prelude::ToPrimitive;

use super::calendar::first_month;
use super::duration::{Amount, amount_at, unit_at};
use super::grammar::{Found, part_word};
use super::lexicon::Word;
use super::parts::{capitalised, word_at};
use crate::values::token::{TokenKind, Tokens};
use crate::values::{DateRange, Granularity, Modifier, Relative, TimeUnit};

/// The relative date that starts at `at`, with "early", "mid" or "late" if it has one.
pub(super) fn relative_at(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    let (part, inner) = part_word(tokens, at);
    let (mut range, next) = match word_at(tokens, inner) {
        Some(Word::Today(offset)) => {
            let day = Relative::Unit { unit: TimeUnit::Day, offset: i32::from(offset) };
            (unknown(Granularity::Day, Some(day)), inner + 1)
        }
        Some(Word::Last) => after_side(tokens, inner, -1)?,
        Some(Word::This) => after_side(tokens, inner, 0)?,
        Some(Word::Next) => after_side(tokens, inner, 1)?,
        Some(Word::Weekday(weekday)) => weekday_alone(tokens, inner, weekday)?,
        Some(Word::Unit(TimeUnit::Day)) => second_day(tokens, inner)?,
        _ => ago(tokens, inner)?,
    };
    if let Some(part) = part {
        range.modifier = part.modifier();
    }
    Some(Found { range, core: at, next })
}

/// "day after tomorrow", "day before yesterday".
fn second_day(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let offset = match word_at(tokens, at + 2)? {
        Word::Today(1) if tokens.is(at + 1, "after") => 2,
        Word::Today(-1) if tokens.is(at + 1, "before") => -2,
        _ => return None,
    };
    Some((unknown(Granularity::Day, Some(Relative::Unit { unit: TimeUnit::Day, offset })), at + 3))
}

fn unknown(granularity: Granularity, relative: Option<Relative>) -> DateRange {
    DateRange { granularity, relative, needs_document_date: true, ..DateRange::default() }
}

/// What follows "last" (-1), "this" (0) or "next" (1).
fn after_side(tokens: &Tokens<'_>, at: usize, side: i8) -> Option<(DateRange, usize)> {
    let next = at + 1;
    // "last May", "next summer", "this Monday"
    match word_at(tokens, next) {
        Some(Word::Month(first)) if capitalised(tokens, next) => {
            let months = Relative::Months { first, count: 1, side };
            return Some((unknown(Granularity::Month, Some(months)), next + 1));
        }
        Some(Word::Season(season)) if word_at(tokens, next + 1) != Some(Word::Of) => {
            let months = Relative::Months { first: first_month(season), count: 3, side };
            return Some((unknown(Granularity::Season, Some(months)), next + 1));
        }
        Some(Word::Weekday(weekday)) => {
            let day = Relative::Weekday { weekday, side };
            return Some((unknown(Granularity::Day, Some(day)), next + 1));
        }
        // "last weekend of May" is of May.
        Some(Word::Weekend) => {
            let of = matches!(word_at(tokens, next + 1), Some(Word::Of | Word::In));
            let relative = (!of).then_some(Relative::Weekend { weeks: i32::from(side) });
            return Some((unknown(Granularity::Week, relative), next + 1));
        }
        _ if part_of_day(tokens, next) => {
            let day = Relative::Unit { unit: TimeUnit::Day, offset: i32::from(side) };
            return (side <= 0).then(|| (unknown(Granularity::Day, Some(day)), next + 1));
        }
        _ => {}
    }
    let fiscal = word_at(tokens, next) == Some(Word::Fiscal);
    if let Some(Word::Unit(unit)) = word_at(tokens, next + usize::from(fiscal)) {
        return one_unit(tokens, at, next + usize::from(fiscal), unit, side, fiscal);
    }
    if side == 0 {
        return None;
    }
    stretch(tokens, next, i32::from(side))
}

/// "last night", "this morning".
fn part_of_day(tokens: &Tokens<'_>, at: usize) -> bool {
    ["night", "morning", "afternoon", "evening"].iter().any(|part| tokens.is(at, part))
}

/// "last year", "the past decade", "this fiscal year"; not "the last week of May" nor "the last day".
fn one_unit(
    tokens: &Tokens<'_>,
    at: usize,
    unit_at: usize,
    unit: TimeUnit,
    side: i8,
    fiscal: bool,
) -> Option<(DateRange, usize)> {
    let plural = tokens.text(unit_at).ends_with('s') && !tokens.text(unit_at).contains(['\'', '\u{2019}']);
    if unit <= TimeUnit::Day || word_at(tokens, unit_at + 1) == Some(Word::Of) {
        return None;
    }
    let granularity = if fiscal { Granularity::FiscalYear } else { granularity(unit) };
    if plural {
        // "the past decades": how many is not told. "This years" is a slip for "this year's".
        let slip = side == 0 && unit == TimeUnit::Year;
        let relative = slip.then_some(Relative::Unit { unit, offset: 0 });
        return (slip || tokens.is(at, "past")).then_some((unknown(granularity, relative), unit_at + 1));
    }
    if unit == TimeUnit::Week
        && let Some((weekday, next)) = weekday_after_week(tokens, unit_at + 1)
    {
        let day = Relative::WeekdayOfWeek { weekday, weeks: i32::from(side) };
        return Some((unknown(Granularity::Day, Some(day)), next));
    }
    let stretches = tokens.is(at, "past") || tokens.is(at, "coming");
    let relative = if stretches {
        Relative::Stretch { unit, count: i32::from(side) }
    } else {
        Relative::Unit { unit, offset: i32::from(side) }
    };
    Some((unknown(granularity, Some(relative)), unit_at + 1))
}

/// "(next week) on Friday", "(last week's) Sunday".
fn weekday_after_week(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let at = at + usize::from(word_at(tokens, at) == Some(Word::On));
    match word_at(tokens, at)? {
        Word::Weekday(weekday) => Some((weekday, at + 1)),
        _ => None,
    }
}

/// "(Friday) next week", "(Tuesday) of last week": how many weeks ahead, and the index behind.
fn week_after_weekday(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let joined = word_at(tokens, at) == Some(Word::Of) || tokens.text(at) == ",";
    let at = at + usize::from(joined);
    let weeks = match word_at(tokens, at)? {
        Word::Last if tokens.is(at, "last") => -1,
        Word::This => 0,
        Word::Next if tokens.is(at, "next") => 1,
        _ => return None,
    };
    (word_at(tokens, at + 1) == Some(Word::Unit(TimeUnit::Week))).then_some((weeks, at + 2))
}

/// "(the last) three years", "(the next) few months": `side` is -1 or 1.
fn stretch(tokens: &Tokens<'_>, at: usize, side: i32) -> Option<(DateRange, usize)> {
    let (amount, next) = amount_at(tokens, at)?;
    let (unit, next) = unit_at(tokens, next)?;
    if unit < TimeUnit::Day || word_at(tokens, next) == Some(Word::Of) {
        return None;
    }
    let relative = count(amount).map(|count| Relative::Stretch { unit, count: side * count });
    Some((unknown(granularity(unit), relative), next))
}

/// "two weeks ago", "a year ago", "several years ago", "ten days from now".
fn ago(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let (amount, next) = amount_at(tokens, at)?;
    let (unit, next) = unit_at(tokens, next)?;
    let (side, next) = if tokens.is(next, "ago") {
        (-1, next + 1)
    } else if tokens.are(next, &["from", "now"]) || tokens.are(next, &["from", "today"]) {
        (1, next + 2)
    } else if tokens.is(next, "hence") {
        (1, next + 1)
    } else {
        return None;
    };
    if unit < TimeUnit::Day {
        // Hours may lead into another day.
        let today = (unit < TimeUnit::Hour).then_some(Relative::Unit { unit: TimeUnit::Day, offset: 0 });
        return Some((unknown(Granularity::Day, today), next));
    }
    let relative = count(amount).map(|count| Relative::Unit { unit, offset: side * count });
    Some((unknown(granularity(unit), relative), next))
}

/// A whole stated number of units, small enough for the calendar.
fn count(amount: Amount) -> Option<i32> {
    amount
        .number?
        .to_i32()
        .filter(|count| (1..=9_000).contains(count) && amount.number == Some((*count).into()))
}

fn granularity(unit: TimeUnit) -> Granularity {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Granularity::Day,
        TimeUnit::Week => Granularity::Week,
        TimeUnit::Month => Granularity::Month,
        TimeUnit::Quarter => Granularity::Quarter,
        TimeUnit::Year => Granularity::Year,
        TimeUnit::Decade => Granularity::Decade,
        TimeUnit::Century => Granularity::Century,
    }
}

/// Words before a weekday that make it a name: "Good Friday", "Bloody Sunday".
const DAY_NAMES: &[&str] = &[
    "good",
    "black",
    "cyber",
    "easter",
    "bloody",
    "palm",
    "ash",
    "holy",
    "super",
    "whit",
    "shrove",
    "maundy",
    "ruby",
    "sheffield",
    "pancake",
    "every",
    "each",
    "plough",
];

/// "on Tuesday", "by Friday".
fn weekday_alone(tokens: &Tokens<'_>, at: usize, weekday: i8) -> Option<(DateRange, usize)> {
    let named = at > 0 && DAY_NAMES.iter().any(|name| tokens.is(at - 1, name));
    let name_goes_on = capitalised(tokens, at + 1)
        && tokens.kind(at + 1) == Some(TokenKind::Word)
        && word_at(tokens, at + 1).is_none();
    let alone = tokens.len() == 1;
    if named || alone || name_goes_on {
        return None;
    }
    if let Some((weeks, next)) = week_after_weekday(tokens, at + 1) {
        let day = Relative::WeekdayOfWeek { weekday, weeks };
        return Some((unknown(Granularity::Day, Some(day)), next));
    }
    let mut range = unknown(Granularity::Day, Some(Relative::Weekday { weekday, side: 0 }));
    range.modifier = Modifier::None;
    Some((range, at + 1))
}
