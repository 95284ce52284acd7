//! First and last days of the calendar's units: months, quarters, seasons, years, decades, centuries.
//! It must not know how any of them is written.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::lexicon::Season;
use super::point::Part;
use crate::values::{Granularity, TimeUnit};

/// First and last day, both included.
pub(super) type Days = (Date, Date);

pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Days> {
    let day = Date::new(year, month, day).ok()?;
    Some((day, day))
}

/// `count` whole months from the first of `month` on; `month` may exceed 12, for a winter that ends in the next year.
pub(super) fn months(year: i16, month: i8, count: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    let past = i16::from(month) - 1 + i16::from(count) - 1;
    let last_month = i8::try_from(past % 12 + 1).ok()?;
    let last = Date::new(year.checked_add(past / 12)?, last_month, 1).ok()?.last_of_month();
    Some((first, last))
}

pub(super) fn years(first: i16, count: i16) -> Option<Days> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(first.checked_add(count - 1)?, 12, 31).ok()?))
}

/// 1 to 4.
pub(super) fn quarter(year: i16, quarter: i8) -> Option<Days> {
    months(year, quarter.checked_mul(3)?.checked_sub(2)?, 3)
}

/// 1 or 2.
pub(super) fn half(year: i16, half: i8) -> Option<Days> {
    months(year, if half == 1 { 1 } else { 7 }, 6)
}

/// The `nth` weekday (1 Monday to 7 Sunday) of a month, or its last for -1.
pub(super) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// `day` so many units later, or earlier for a negative count; the end of a month stays in its month. Units shorter than a day are refused.
pub(super) fn moved(day: Date, unit: TimeUnit, count: i32) -> Option<Date> {
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

/// The first (positive) or last so many units of some days; `None` where these hold fewer.
pub(super) fn share((first, last): Days, unit: TimeUnit, count: i32) -> Option<Days> {
    let days = if count > 0 {
        (first, moved(first, unit, count)?.yesterday().ok()?)
    } else {
        (moved(last.tomorrow().ok()?, unit, count)?, last)
    };
    (first <= days.0 && days.1 <= last).then_some(days)
}

/// The week from Monday to Sunday that holds a day.
pub(super) fn week_around(day: Date) -> Option<Days> {
    let back = i32::from(day.weekday().since(Weekday::Monday));
    let monday = day.checked_sub(back.days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// A week by its number in the year of ISO 8601.
pub(super) fn iso_week(year: i16, week: i8) -> Option<Days> {
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The nth week from Monday to Sunday of a year or month, -1 for the last. As in ISO 8601, a week belongs to the year, or month,
/// that holds its Thursday.
pub(super) fn week_of((first, last): Days, nth: i8) -> Option<Days> {
    let thursday = if nth > 0 {
        let ahead = i32::from(first.weekday().until(Weekday::Thursday));
        first.checked_add((ahead + 7 * (i32::from(nth) - 1)).days()).ok()?
    } else {
        let back = i32::from(last.weekday().since(Weekday::Thursday));
        last.checked_sub((back - 7 * (i32::from(nth) + 1)).days()).ok()?
    };
    let inside = first <= thursday && thursday <= last;
    inside.then_some((thursday.checked_sub(3.days()).ok()?, thursday.checked_add(3.days()).ok()?))
}

/// The granularity of a unit of time; parts of a day count as the day.
pub(super) fn granularity(unit: TimeUnit) -> Granularity {
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

/// The first month of a season; each has three.
pub(super) fn first_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// Winter belongs to the year in which it begins: "winter 2019" is December 2019 to February 2020.
pub(super) fn season(year: i16, season: Season) -> Option<Days> {
    months(year, first_month(season), 3)
}

/// As people count them: the 19th century is 1800 to 1899. Before Christ, the 5th century is 500 to 401 BC, and 1 BC is the year 0.
pub(super) fn century(number: i16, before_christ: bool) -> Option<Days> {
    if before_christ {
        return years(number.checked_mul(-100)?.checked_add(1)?, 100);
    }
    // There was no year 0 for the first century to begin with.
    if number == 1 { years(1, 99) } else { years(number.checked_sub(1)?.checked_mul(100)?, 100) }
}

/// The early, middle or late part of some days. Parts of decades and centuries overlap, as their use does:
/// early and late are a half of a decade, early, mid and late two fifths of a century. Of anything shorter they are thirds.
pub(super) fn narrow((first, last): Days, part: Part, unit: Narrowed) -> Option<Days> {
    let year = |offset: i16| Date::new(first.year().checked_add(offset)?, 1, 1).ok();
    let until = |offset: i16| Date::new(first.year().checked_add(offset)?, 12, 31).ok();
    let month = |offset: i8| months(first.year(), first.month() + offset, 1);
    let day = |number: i8| Date::new(first.year(), first.month(), number).ok();
    Some(match (unit, part) {
        (Narrowed::Century, Part::FirstHalf) => (first, until(49)?),
        (Narrowed::Century, Part::SecondHalf) => (year(50)?, last),
        (Narrowed::Century, Part::Quarter(quarter)) => {
            let from = i16::from(quarter - 1) * 25;
            (year(from)?, until(from + 24)?)
        }
        (_, Part::Quarter(_)) => return None,
        (Narrowed::Decade, Part::FirstHalf) => (first, until(4)?),
        (Narrowed::Decade, Part::SecondHalf) => (year(5)?, last),
        (Narrowed::Year, Part::FirstHalf) => (first, month(5)?.1),
        (Narrowed::Year, Part::SecondHalf) => (month(6)?.0, last),
        (Narrowed::Month, Part::FirstHalf) => (first, day(15)?),
        (Narrowed::Month, Part::SecondHalf) => (day(16)?, last),
        (Narrowed::Century, Part::Early) => (first, until(39)?),
        (Narrowed::Century, Part::Mid) => (year(30)?, until(69)?),
        (Narrowed::Century, Part::Late) => (year(60)?, last),
        (Narrowed::Decade, Part::Early) => (first, until(4)?),
        (Narrowed::Decade, Part::Mid) => (year(3)?, until(7)?),
        (Narrowed::Decade, Part::Late) => (year(5)?, last),
        (Narrowed::Year, Part::Early) => (first, month(3)?.1),
        (Narrowed::Year, Part::Mid) => (month(4)?.0, month(7)?.1),
        (Narrowed::Year, Part::Late) => (month(8)?.0, last),
        (Narrowed::Month, Part::Early) => (first, day(10)?),
        (Narrowed::Month, Part::Mid) => (day(11)?, day(20)?),
        (Narrowed::Month, Part::Late) => (day(21)?, last),
        (Narrowed::Week, Part::Early | Part::FirstHalf) => (first, first.checked_add(2.days()).ok()?),
        (Narrowed::Week, Part::Mid) => (first.tomorrow().ok()?, first.checked_add(3.days()).ok()?),
        (Narrowed::Week, Part::Late | Part::SecondHalf) => (first.checked_add(4.days()).ok()?, last),
        (Narrowed::Other, _) => (first, last),
    })
}

/// What a part is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowed {
    Century,
    Decade,
    Year,
    Month,
    /// From Monday to Wednesday, Tuesday to Thursday, Friday to Sunday.
    Week,
    /// A quarter, half-year or season: the part is kept as a modifier and narrows nothing.
    Other,
}
