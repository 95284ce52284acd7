//! Parts of a larger unit: "the 20th of next month", "the first Monday of next month", "June next year", "the fourth quarter of
//! last year", "the first three months of 2022", "the last week of May 2020".
//! It must not know the document's date.

use super::anchored::count;
use super::calendar::{self, first_month, granularity};
use super::duration::{amount_at, unit_at};
use super::feast;
use super::grammar::point_at;
use super::lexicon::Word;
use super::parts::{Read, day_number, is_dash_at, joined_after, month_name, word_at};
use super::point::{Point, Shape};
use super::relative::unknown;
use super::units::quarter_or_half;
use crate::values::token::Tokens;
use crate::values::{DateRange, Granularity, Modifier, Relative, TimeUnit};

/// "next month", "the next month", "this year", "the past year": the unit and how many units it lies from the document's own.
fn unit_of_document(tokens: &Tokens<'_>, at: usize) -> Read<(TimeUnit, i32)> {
    let at = at + usize::from(word_at(tokens, at) == Some(Word::The));
    let offset = match word_at(tokens, at)? {
        Word::Last => -1,
        Word::This => 0,
        Word::Next => 1,
        _ => return None,
    };
    let unit = match word_at(tokens, at + 1)? {
        Word::Unit(unit) if unit > TimeUnit::Day && !is_plural(tokens, at + 1) => unit,
        Word::ShortUnit(TimeUnit::Year) => TimeUnit::Year,
        _ => return None,
    };
    Some(((unit, offset), at + 2))
}

/// "years", but not "year's", which leads to another noun and is no whole unit either.
fn is_plural(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at).ends_with('s')
}

/// How many years a year behind a date lies from the document's: "next year", "of last year", ", this year".
pub(super) fn year_of_document(tokens: &Tokens<'_>, at: usize) -> Read<i32> {
    let joined = matches!(word_at(tokens, at), Some(Word::Of | Word::In)) || tokens.text(at) == ",";
    match unit_of_document(tokens, at + usize::from(joined))? {
        ((TimeUnit::Year, offset), next) => Some((offset, next)),
        _ => None,
    }
}

/// A point without its year, which a relative one behind it completes: "June next year", "20 May of last year".
pub(super) fn point_of_year(tokens: &Tokens<'_>, point: Point, next: usize) -> Read<DateRange> {
    if point.year.is_some() || point.part.is_some() {
        return None;
    }
    let (years, end) = year_of_document(tokens, next)?;
    Some((in_year(point, years)?, end))
}

fn in_year(point: Point, years: i32) -> Option<DateRange> {
    let months = |first: i8, count: i8| Some(Relative::MonthsOfYear { first, count, years });
    let relative = match point.shape {
        Shape::Day { month: Some(month), day } => Some(Relative::DayOfYear { month, day, years }),
        Shape::Month(month) => months(month, 1),
        Shape::Quarter(quarter) => months(quarter * 3 - 2, 3),
        Shape::Half(half) => months(half * 6 - 5, 6),
        Shape::Season(season) => months(first_month(season), 3),
        _ => return None,
    };
    Some(unknown(point.granularity(), relative))
}

/// "june next year", "summer of last year", "third quarter of this year": names that by themselves would need more to be dates.
pub(super) fn named_of_year(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let (point, next) = yearless(tokens, at)?;
    point_of_year(tokens, point, next)
}

/// What "last year's" or "next year's" is followed by: "fourth quarter", "Easter", "summer".
pub(super) fn of_year(tokens: &Tokens<'_>, at: usize, years: i32) -> Option<(DateRange, usize)> {
    if let Some((feast, next)) = feast::name_at(tokens, at) {
        return Some((unknown(Granularity::Day, Some(Relative::FeastOfYear { feast, years })), next));
    }
    let (point, next) = yearless(tokens, at)?;
    Some((in_year(point, years)?, next))
}

fn yearless(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (shape, next) = match word_at(tokens, at)? {
        Word::Month(_) | Word::ShortMonth(_) => {
            let (month, next) = month_name(tokens, at)?;
            (Shape::Month(month.number), next)
        }
        Word::Season(season) => (Shape::Season(season), at + 1),
        _ => quarter_or_half(tokens, at)?,
    };
    Some((Point::new(shape, None), next))
}

/// "from 4 to 22 this month", "between the 4th and the 22nd of next month".
pub(super) fn days_of_month(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let between = match word_at(tokens, at)? {
        Word::From => false,
        Word::Between => true,
        _ => return None,
    };
    let ((first, _), next) = day_number(tokens, skip_the(tokens, at + 1))?;
    let joined = match word_at(tokens, next) {
        Some(Word::And) => between,
        Some(Word::To | Word::Until | Word::Through) => !between,
        _ => is_dash_at(tokens, next) && !between,
    };
    let ((last, _), next) = day_number(tokens, skip_the(tokens, next + 1)).filter(|_| joined)?;
    let inner = next + usize::from(matches!(word_at(tokens, next), Some(Word::Of | Word::In)));
    let ((unit, months), end) = unit_of_document(tokens, inner)?;
    let relative = Relative::DaysOfMonth { first, last, months };
    (unit == TimeUnit::Month && first < last).then(|| (unknown(Granularity::Day, Some(relative)), end))
}

/// What an ordinal or "last" begins, whose whole is named behind it.
pub(super) fn ranked(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let (rank, next) = match word_at(tokens, at) {
        Some(Word::Last) => (-1, at + 1),
        _ => {
            day_number(tokens, at).filter(|((_, ordinal), _)| *ordinal).map(|((day, _), next)| (day, next))?
        }
    };
    match word_at(tokens, next)? {
        Word::Weekday(weekday) if rank <= 5 => {
            let ((unit, months), end) = unit_of_document(tokens, of(tokens, next + 1)?)?;
            let relative = Relative::WeekdayOfMonth { nth: rank, weekday, months };
            (unit == TimeUnit::Month).then(|| (unknown(Granularity::Day, Some(relative)), end))
        }
        Word::Unit(TimeUnit::Week) if rank <= 5 => nth_week(tokens, rank, of(tokens, next + 1)?),
        Word::Unit(TimeUnit::Decade) => nth_decade(tokens, rank, of(tokens, next + 1)?),
        Word::Of | Word::In | Word::Unit(TimeUnit::Day) if rank > 0 => {
            let day = usize::from(tokens.is(next, "day"));
            let ((unit, months), end) = unit_of_document(tokens, of(tokens, next + day)?)?;
            let relative = Relative::DaysOfMonth { first: rank, last: rank, months };
            (unit == TimeUnit::Month).then(|| (unknown(Granularity::Day, Some(relative)), end))
        }
        _ if rank.abs() == 1 => share(tokens, i32::from(rank), next),
        _ => None,
    }
}

fn of(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    matches!(word_at(tokens, at), Some(Word::Of | Word::In)).then_some(at + 1)
}

fn skip_the(tokens: &Tokens<'_>, at: usize) -> usize {
    at + usize::from(word_at(tokens, at) == Some(Word::The))
}

/// "(the third week of) this month", "(the last week of) May 2020". Which days such a week has is rough: the calendar's weeks seldom
/// begin with the month.
fn nth_week(tokens: &Tokens<'_>, nth: i8, at: usize) -> Option<(DateRange, usize)> {
    if let Some(((unit @ (TimeUnit::Month | TimeUnit::Year), offset), end)) = unit_of_document(tokens, at) {
        let relative = Relative::WeekOf { nth, unit, offset };
        return Some((unknown(Granularity::Week, Some(relative)), end));
    }
    let (point, end) = point_at(tokens, skip_the(tokens, at))?;
    let whole = matches!(point.shape, Shape::Month(_) | Shape::Year) && point.part.is_none();
    if !whole || joined_after(tokens, end) {
        return None;
    }
    let (first, last) = calendar::week_of(point.days()?, nth)?;
    Some((known(first, last, Granularity::Week, Modifier::About), end))
}

/// "turn of the 20th century", "turn of the millennium": the years around which it began, as widely as writers mean it.
/// Which century "the turn of the century" means, only the document tells.
pub(super) fn turn_of(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let century = skip_the(tokens, of(tokens, at + 1)?);
    if tokens.is(century, "century") {
        return Some((unknown(Granularity::Century, None), century + 1));
    }
    let (year, end) = if tokens.is(century, "millennium") {
        (2000, century + 1)
    } else {
        let (point, end) = point_at(tokens, century)?;
        let century = matches!(point.shape, Shape::Century { .. }) && point.part.is_none();
        (point.days().filter(|_| century)?.0.year(), end)
    };
    let (first, last) = calendar::years(year.checked_sub(5)?, 10)?;
    Some((known(first, last, Granularity::Decade, Modifier::About), end))
}

/// "(the first decade of) the 21st century", "(the first decade of) the 2000s".
fn nth_decade(tokens: &Tokens<'_>, nth: i8, at: usize) -> Option<(DateRange, usize)> {
    let (point, end) = point_at(tokens, skip_the(tokens, at))?;
    let (first, _) = point.days().filter(|_| point.part.is_none() && !joined_after(tokens, end))?;
    let decades = match point.shape {
        Shape::Century { .. } if (1..=10).contains(&nth) => i16::from(nth) - 1,
        Shape::Century { .. } if nth == -1 => 9,
        Shape::Decade if nth == 1 && first.year() % 100 == 0 => 0,
        _ => return None,
    };
    let (first, last) = calendar::years(first.year().checked_add(10 * decades)?, 10)?;
    Some((known(first, last, Granularity::Decade, Modifier::None), end))
}

/// "(the first) three months of 2022", "(the last) ten days of last year": `side` is 1 or -1.
fn share(tokens: &Tokens<'_>, side: i32, at: usize) -> Option<(DateRange, usize)> {
    let (amount, next) = amount_at(tokens, at)?;
    let (part, next) = match word_at(tokens, next) {
        Some(Word::Unit(TimeUnit::Quarter)) => (TimeUnit::Quarter, next + 1),
        _ => unit_at(tokens, next)?,
    };
    let count = side * count(amount)?;
    let from = of(tokens, next)?;
    if part < TimeUnit::Day {
        return None;
    }
    if let Some(((unit, offset), end)) = unit_of_document(tokens, from) {
        let relative = Relative::Share { count, part, unit, offset };
        return (part < unit).then(|| (unknown(granularity(part), Some(relative)), end));
    }
    let (point, end) = point_at(tokens, skip_the(tokens, from))?;
    if joined_after(tokens, end) || point.part.is_some() || matches!(point.shape, Shape::Day { .. }) {
        return None;
    }
    let (first, last) = calendar::share(point.days()?, part, count)?;
    let fiscal = point.shape == Shape::FiscalYear;
    let granularity = if fiscal { Granularity::FiscalYear } else { granularity(part) };
    Some((known(first, last, granularity, Modifier::None), end))
}

fn known(
    first: jiff::civil::Date,
    last: jiff::civil::Date,
    granularity: Granularity,
    modifier: Modifier,
) -> DateRange {
    DateRange { start: Some(first), end: Some(last), granularity, modifier, ..DateRange::default() }
}
