//! Resolves dates that hang on the document's own date: "last year", "on Tuesday", "25 April".
//! It must not know how they are written, nor any clock: who calls gives the document's date.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{self, Days, Narrowed, moved};
use super::feast;
use super::point::Part;
use crate::values::{Anchor, DateRange, Granularity, Modifier, Relative, TimeUnit, Value};

/// `range` with its days, counted from the document's date. Unchanged where that is not known, or where the text
/// leaves open how far away they lie ("several years ago").
///
/// What is ambiguous is taken so:
/// - A weekday by itself is the last one up to the document's date, or the first from it on where the verb says that it is to
///   come: the press names a day within seven days by its weekday and leaves it to the verb's tense which one is meant
///   (The Associated Press Stylebook, "days of the week" and "time element").
/// - "this Friday" is that of the document's own week and "next Friday" that of the week after, which begins on Monday
///   (M. Swan, *Practical English Usage*, "next" and "this"); "last Friday" is the last one before the document's date.
/// - A day or month without a year is the one nearest to the document's date.
/// - "two weeks ago" is the day two weeks back, with "about"; "two years ago" is the whole year, since an expression is as fine
///   as its unit (TIMEX3, *TimeML Annotation Guidelines 1.2.1*).
/// - "the past two quarters" are whole quarters of the calendar; of every other unit "the past two" end with the document's date.
pub fn resolve(range: &DateRange, document: Option<Date>) -> DateRange {
    let Some(document) = document else { return *range };
    let days = match range.relative {
        Some(relative) => days_of(relative, document).and_then(|days| narrowed(days, range)),
        None if range.start.is_none() && range.end.is_none() => nearest(range, document),
        // "from May 2019 to date"
        None if range.end.is_none() => {
            range.start.filter(|start| *start <= document).map(|start| (start, document))
        }
        None => None,
    };
    let Some((start, end)) = days else { return *range };
    DateRange {
        start: Some(start),
        end: Some(end),
        month: None,
        day: None,
        end_month: None,
        end_day: None,
        needs_document_date: false,
        relative: None,
        counted: true,
        modifier: if is_rough(range) { Modifier::About } else { range.modifier },
        ..*range
    }
}

/// Resolves all dates among `values` that hang on the document's date.
pub fn resolve_all(values: &mut [Value], document: Option<Date>) {
    for date in values.iter_mut().filter_map(|value| value.date.as_mut()) {
        *date = resolve(date, document);
    }
}

/// "two weeks ago" without another modifier: some day about then.
fn is_rough(range: &DateRange) -> bool {
    let rough = matches!(
        range.relative,
        Some(
            Relative::Away {
                unit: TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter,
                from: Anchor::Day(0),
                ..
            } | Relative::WeekOf { .. }
        )
    );
    rough && range.modifier == Modifier::None
}

/// The early, middle or late part of a unit, as of one that is written with its year.
fn narrowed(days: Days, range: &DateRange) -> Option<Days> {
    let part = match range.modifier {
        Modifier::Early => Part::Early,
        Modifier::Mid => Part::Mid,
        Modifier::Late => Part::Late,
        _ => return Some(days),
    };
    let unit = match range.granularity {
        Granularity::Century => Narrowed::Century,
        Granularity::Decade => Narrowed::Decade,
        Granularity::Year | Granularity::FiscalYear => Narrowed::Year,
        Granularity::Month => Narrowed::Month,
        Granularity::Week => Narrowed::Week,
        _ => Narrowed::Other,
    };
    let whole = matches!(
        range.relative,
        Some(Relative::Unit { .. } | Relative::Months { .. } | Relative::MonthsOfYear { .. })
    );
    if whole { calendar::narrow(days, part, unit) } else { Some(days) }
}

fn days_of(relative: Relative, document: Date) -> Option<Days> {
    let year = |years: i32| moved(document, TimeUnit::Year, years).map(|day| day.year());
    let month = |months: i32| moved(document, TimeUnit::Month, months);
    match relative {
        Relative::Unit { unit, offset } => unit_at(unit, moved(document, unit, offset)?),
        Relative::Stretch { unit: TimeUnit::Quarter, count } => quarters(count, document),
        Relative::Stretch { unit, count } if count < 0 => Some((moved(document, unit, count)?, document)),
        Relative::Stretch { unit, count } => Some((document.tomorrow().ok()?, moved(document, unit, count)?)),
        Relative::Rest { unit, elapsed } => {
            let (first, last) = unit_at(unit, document)?;
            Some(if elapsed { (first, document) } else { (document, last) })
        }
        Relative::Away { unit, count, from } => {
            let (first, last) = anchor_days(from, document)?;
            one(moved(if count < 0 { first } else { last }, unit, count)?)
        }
        Relative::Weekday { weekday, side } => weekday_near(weekday, side, document),
        Relative::WeekdayAhead { weekday } => weekday_near(weekday, 1, document.yesterday().ok()?),
        Relative::WeekdayOfWeek { weekday, weeks } => {
            let (monday, _) = unit_at(TimeUnit::Week, moved(document, TimeUnit::Week, weeks)?)?;
            one(monday.checked_add((i32::from(weekday) - 1).days()).ok()?)
        }
        Relative::Weekend { weeks } => {
            let (_, sunday) = unit_at(TimeUnit::Week, moved(document, TimeUnit::Week, weeks)?)?;
            Some((sunday.yesterday().ok()?, sunday))
        }
        Relative::Months { first, count, side } => months_near(first, count, side, document),
        Relative::MonthsOfYear { first, count, years } => calendar::months(year(years)?, first, count),
        Relative::DayOfYear { month, day, years } => calendar::day(year(years)?, month, day),
        Relative::DaysOfMonth { first, last, months } => {
            let month = month(months)?;
            let day = |day: i8| Date::new(month.year(), month.month(), day).ok();
            Some((day(first)?, day(last)?))
        }
        Relative::WeekdayOfMonth { nth, weekday, months } => {
            let month = month(months)?;
            one(calendar::nth_weekday(month.year(), month.month(), nth, weekday)?)
        }
        Relative::WeekdayOfNamedMonth { nth, weekday, month } => {
            nearest_year(document, |year| one(calendar::nth_weekday(year, month, nth, weekday)?))
        }
        Relative::Share { count, part, unit, offset } => {
            calendar::share(unit_at(unit, moved(document, unit, offset)?)?, part, count)
        }
        Relative::WeekOf { nth, unit, offset } => {
            calendar::week_of(unit_at(unit, moved(document, unit, offset)?)?, nth)
        }
        Relative::Feast { feast, side: 0 } => feast::days(feast, document.year()),
        Relative::Feast { feast, side } => feast_near(feast, side, document),
        Relative::FeastOfYear { feast, years } => feast::days(feast, year(years)?),
    }
}

fn one(day: Date) -> Option<Days> {
    Some((day, day))
}

fn anchor_days(anchor: Anchor, document: Date) -> Option<Days> {
    match anchor {
        Anchor::Day(offset) => one(moved(document, TimeUnit::Day, offset)?),
        Anchor::Weekday { weekday, side } => weekday_near(weekday, side, document),
        Anchor::WeekdayOfWeek { weekday, weeks } => {
            days_of(Relative::WeekdayOfWeek { weekday, weeks }, document)
        }
        Anchor::Date { month, day } => nearest_year(document, |year| calendar::day(year, month, day)),
        Anchor::Feast(feast) => nearest_year(document, |year| feast::days(feast, year)),
    }
}

/// Whole quarters before the one that holds the document's date, or after it.
fn quarters(count: i32, document: Date) -> Option<Days> {
    let quarter = |offset: i32| unit_at(TimeUnit::Quarter, moved(document, TimeUnit::Quarter, offset)?);
    let (first, last) = if count < 0 { (count, -1) } else { (1, count) };
    Some((quarter(first)?.0, quarter(last)?.1))
}

/// The calendar unit that holds `day`; weeks begin on Monday.
fn unit_at(unit: TimeUnit, day: Date) -> Option<Days> {
    let start_of = |size: i16| day.year() - day.year().rem_euclid(size);
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => None,
        TimeUnit::Day => Some((day, day)),
        TimeUnit::Week => {
            let since_monday = i32::from(day.weekday().since(Weekday::Monday));
            let monday = day.checked_sub(since_monday.days()).ok()?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        TimeUnit::Month => calendar::months(day.year(), day.month(), 1),
        TimeUnit::Quarter => calendar::quarter(day.year(), (day.month() + 2) / 3),
        TimeUnit::Year => calendar::years(day.year(), 1),
        TimeUnit::Decade => calendar::years(start_of(10), 10),
        TimeUnit::Century => calendar::years(start_of(100), 100),
    }
}

fn weekday_near(weekday: i8, side: i8, document: Date) -> Option<Days> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let day = match side {
        0 if document.weekday() == weekday => document,
        0 => document.nth_weekday(-1, weekday).ok()?,
        _ => document.nth_weekday(i32::from(side), weekday).ok()?,
    };
    one(day)
}

fn months_near(first: i8, count: i8, side: i8, document: Date) -> Option<Days> {
    let year = document.year();
    let in_year = |year: i16| calendar::months(year, first, count);
    match side {
        0 => in_year(year),
        -1 => [year, year - 1, year - 2].into_iter().filter_map(in_year).find(|days| days.1 < document),
        _ => [year, year + 1].into_iter().filter_map(in_year).find(|days| days.0 > document),
    }
}

/// The last time that a feast was over, or the next time that it begins. Feasts of the moon may miss a year of the calendar.
fn feast_near(feast: u16, side: i8, document: Date) -> Option<Days> {
    let year = document.year();
    let in_year = |year: i16| feast::days(feast, year);
    if side < 0 {
        return [year, year - 1, year - 2].into_iter().filter_map(in_year).find(|days| days.1 < document);
    }
    [year, year + 1, year + 2].into_iter().filter_map(in_year).find(|days| days.0 > document)
}

/// The days of a date without a year in the year that brings them nearest to the document's date.
fn nearest(range: &DateRange, document: Date) -> Option<Days> {
    let in_year = |year: i16| -> Option<Days> {
        let month = range.month?;
        let first = match range.day {
            Some(day) => calendar::day(year, month, day)?,
            None => calendar::months(year, month, 1)?,
        };
        let Some(end_month) = range.end_month else { return Some(first) };
        let end_year = if (end_month, range.end_day) < (month, range.day) { year + 1 } else { year };
        let last = match range.end_day {
            Some(day) => calendar::day(end_year, end_month, day)?,
            None => calendar::months(end_year, end_month, 1)?,
        };
        Some((first.0, last.1))
    };
    if !matches!(range.granularity, Granularity::Day | Granularity::Month) {
        return None;
    }
    nearest_year(document, in_year)
}

fn nearest_year(document: Date, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let year = document.year();
    let distance = |days: &Days| {
        let from = |day: Date| day.since(document).map_or(i32::MAX, |span| span.get_days().abs());
        from(days.0).min(from(days.1))
    };
    [year - 1, year, year + 1].into_iter().filter_map(in_year).min_by_key(distance)
}
