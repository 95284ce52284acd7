//! Resolves dates that hang on the document's own date: "last year", "on Tuesday", "25 April".
//! It must not know how they are written, nor any clock: who calls gives the document's date.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::calendar::{self, Days};
use crate::values::{DateRange, Granularity, Relative, TimeUnit};

/// `range` with its days, counted from the document's date. Unchanged where that is not known, or where the text
/// leaves open how far away they lie ("several years ago").
///
/// A day or month without a year is taken as the one nearest to the document's date; a weekday without "last" or "next"
/// as the last one up to that date, as the press uses it.
pub fn resolve(range: &DateRange, document: Option<Date>) -> DateRange {
    let Some(document) = document else { return *range };
    let days = match range.relative {
        Some(relative) => days_of(relative, document),
        None if range.start.is_none() && range.end.is_none() => nearest(range, document),
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
        ..*range
    }
}

fn days_of(relative: Relative, document: Date) -> Option<Days> {
    match relative {
        Relative::Unit { unit, offset } => unit_at(unit, moved(document, unit, offset)?),
        Relative::Stretch { unit, count } if count < 0 => Some((moved(document, unit, count)?, document)),
        Relative::Stretch { unit, count } => Some((document.tomorrow().ok()?, moved(document, unit, count)?)),
        Relative::WeekdayOfWeek { weekday, weeks } => {
            let (monday, _) = unit_at(TimeUnit::Week, moved(document, TimeUnit::Week, weeks)?)?;
            let day = monday.checked_add((i32::from(weekday) - 1).days()).ok()?;
            Some((day, day))
        }
        Relative::Weekend { weeks } => {
            let (_, sunday) = unit_at(TimeUnit::Week, moved(document, TimeUnit::Week, weeks)?)?;
            Some((sunday.yesterday().ok()?, sunday))
        }
        Relative::Weekday { weekday, side } => weekday_near(weekday, side, document),
        Relative::Months { first, count, side } => months_near(first, count, side, document),
    }
}

fn moved(day: Date, unit: TimeUnit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let span: Span = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
        TimeUnit::Day => Span::new().try_days(count).ok()?,
        TimeUnit::Week => Span::new().try_weeks(count).ok()?,
        TimeUnit::Month => Span::new().try_months(count).ok()?,
        TimeUnit::Quarter => Span::new().try_months(3 * count).ok()?,
        TimeUnit::Year => Span::new().try_years(count).ok()?,
        TimeUnit::Decade => Span::new().try_years(10 * count).ok()?,
        TimeUnit::Century => Span::new().try_years(100 * count).ok()?,
    };
    day.checked_add(span).ok()
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
        0 | -1 => document.nth_weekday(-1, weekday).ok()?,
        _ => document.nth_weekday(1, weekday).ok()?,
    };
    Some((day, day))
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
    let year = document.year();
    let distance = |days: &Days| {
        let from = |day: Date| day.since(document).map_or(i32::MAX, |span| span.get_days().abs());
        from(days.0).min(from(days.1))
    };
    [year - 1, year, year + 1].into_iter().filter_map(in_year).min_by_key(distance)
}
