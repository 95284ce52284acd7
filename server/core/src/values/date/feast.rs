//! Feasts with their year: "Easter 2018", "Christmas Day 2020", "Thanksgiving 2013", "Ramadan 2018", "Eid al-Fitr 2019".
//! It must not know feasts that a table would have to list year by year.
//!
//! Easter is reckoned by the rules of its church (the anonymous Gregorian computus; for the Orthodox the Julian one), and what
//! hangs on it from there. Islamic feasts follow the sight of the moon, so the tabular calendar gives them to a day or so: they are "about".

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar;
use super::named::year_after;
use super::parts::Read;
use crate::values::token::Tokens;
use crate::values::{DateRange, Granularity, Modifier};

/// How the day of a feast is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The same in the Orthodox churches.
    OrthodoxEaster(i32),
    /// Month, which one (-1 for the last), weekday from 1 for Monday, days after it.
    Weekday(i8, i8, i8, i32),
    /// Month and day of the Islamic calendar, and how many days.
    Islamic(i32, i32, i32),
}

/// Names in words, in small letters. A name comes before a shorter one that begins it.
const FEASTS: &[(&[&str], Rule)] = &[
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter"], Rule::Easter(0)),
    (&["orthodox", "easter"], Rule::OrthodoxEaster(0)),
    (&["orthodox", "good", "friday"], Rule::OrthodoxEaster(-2)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["palm", "sunday"], Rule::Easter(-7)),
    (&["ash", "wednesday"], Rule::Easter(-46)),
    (&["shrove", "tuesday"], Rule::Easter(-47)),
    (&["maundy", "thursday"], Rule::Easter(-3)),
    (&["ascension", "day"], Rule::Easter(39)),
    (&["pentecost"], Rule::Easter(49)),
    (&["whit", "sunday"], Rule::Easter(49)),
    (&["whit", "monday"], Rule::Easter(50)),
    (&["christmas", "eve"], Rule::Fixed(12, 24)),
    (&["christmas", "day"], Rule::Fixed(12, 25)),
    (&["christmas"], Rule::Fixed(12, 25)),
    (&["boxing", "day"], Rule::Fixed(12, 26)),
    (&["new", "year's", "eve"], Rule::Fixed(12, 31)),
    (&["new", "year's", "day"], Rule::Fixed(1, 1)),
    (&["epiphany"], Rule::Fixed(1, 6)),
    (&["valentine's", "day"], Rule::Fixed(2, 14)),
    (&["saint", "patrick's", "day"], Rule::Fixed(3, 17)),
    (&["st", "patrick's", "day"], Rule::Fixed(3, 17)),
    (&["saint", "patrick"], Rule::Fixed(3, 17)),
    (&["bastille", "day"], Rule::Fixed(7, 14)),
    (&["halloween"], Rule::Fixed(10, 31)),
    (&["armistice", "day"], Rule::Fixed(11, 11)),
    (&["veterans", "day"], Rule::Fixed(11, 11)),
    (&["nowruz"], Rule::Fixed(3, 21)),
    (&["thanksgiving", "day"], Rule::Weekday(11, 4, 4, 0)),
    (&["thanksgiving"], Rule::Weekday(11, 4, 4, 0)),
    (&["black", "friday"], Rule::Weekday(11, 4, 4, 1)),
    (&["cyber", "monday"], Rule::Weekday(11, 4, 4, 4)),
    (&["labor", "day"], Rule::Weekday(9, 1, 1, 0)),
    (&["memorial", "day"], Rule::Weekday(5, -1, 1, 0)),
    (&["ramadan"], Rule::Islamic(9, 1, 30)),
    (&["eid", "al", "fitr"], Rule::Islamic(10, 1, 1)),
    (&["eid", "al", "adha"], Rule::Islamic(12, 10, 1)),
    (&["ashura"], Rule::Islamic(1, 10, 1)),
];

/// The feast that starts at `at`, with the year behind it, without which it is no date.
pub(super) fn feast_at(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let (rule, next) = FEASTS.iter().find_map(|(name, rule)| Some((*rule, name_end(tokens, at, name)?)))?;
    let (Some(year), end) = year_after(tokens, next) else { return None };
    let (start, last) = days(rule, year)?;
    let moon = matches!(rule, Rule::Islamic(..));
    let range = DateRange {
        start: Some(start),
        end: Some(last),
        granularity: Granularity::Day,
        modifier: if moon { Modifier::About } else { Modifier::None },
        ..DateRange::default()
    };
    Some((range, end))
}

/// The index behind a name, whose words white space or hyphens join.
fn name_end(tokens: &Tokens<'_>, at: usize, name: &[&str]) -> Option<usize> {
    let mut next = at;
    for (count, word) in name.iter().enumerate() {
        if count > 0 && tokens.text(next) == "-" || tokens.text(next) == "." && count == 1 {
            next += 1;
        }
        let text = tokens.text(next);
        let same = text.eq_ignore_ascii_case(word)
            || text.len() == word.len() + 2 && text.replace('\u{2019}', "'").eq_ignore_ascii_case(word);
        if !same {
            return None;
        }
        next += 1;
    }
    Some(next)
}

fn days(rule: Rule, year: i16) -> Option<(Date, Date)> {
    let first = match rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok()?,
        Rule::Easter(days) => after(easter(year)?, days)?,
        Rule::OrthodoxEaster(days) => after(orthodox_easter(year)?, days)?,
        Rule::Weekday(month, nth, weekday, days) => {
            after(calendar::nth_weekday(year, month, nth, weekday)?, days)?
        }
        Rule::Islamic(month, day, _) => islamic(year, month, day)?,
    };
    let count = if let Rule::Islamic(_, _, count) = rule { count } else { 1 };
    Some((first, after(first, count - 1)?))
}

fn after(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

/// Easter Sunday by the computus of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, rest) = (year_number / 100, year_number % 100);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()
}

/// Orthodox Easter: the Julian computus, carried over to the Gregorian calendar.
fn orthodox_easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let moon = (19 * (number % 19) + 15) % 30;
    let weekday = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7;
    let day = moon + weekday + 114;
    let julian = Date::new(year, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()?;
    after(julian, number / 100 - number / 400 - 2)
}

/// The first day in a Gregorian year on which a day of the tabular Islamic calendar falls.
fn islamic(year: i16, month: i32, day: i32) -> Option<Date> {
    let near = (i32::from(year) - 622) * 33 / 32;
    (near - 1..=near + 2).find_map(|hijri| {
        let found = tabular(hijri, month, day)?;
        (found.year() == year).then_some(found)
    })
}

fn tabular(hijri: i32, month: i32, day: i32) -> Option<Date> {
    // Days since the eve of the era, which began on 19 July 622 (Gregorian).
    let days = (11 * hijri + 3) / 30 + 354 * (hijri - 1) + 30 * (month - 1) - (month - 1) / 2 + day - 1;
    Date::new(622, 7, 19).ok()?.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easters_of_both_churches() {
        for (year, western, orthodox) in [
            (1900, (4, 15), (4, 22)),
            (2000, (4, 23), (4, 30)),
            (2008, (3, 23), (4, 27)),
            (2011, (4, 24), (4, 24)),
            (2024, (3, 31), (5, 5)),
            (2025, (4, 20), (4, 20)),
        ] {
            assert_eq!(easter(year), Some(date(year, western.0, western.1)));
            assert_eq!(orthodox_easter(year), Some(date(year, orthodox.0, orthodox.1)));
        }
    }

    #[test]
    fn the_islamic_calendar_to_a_day() {
        for (year, month, day, expected) in [
            (2024, 9, 1, date(2024, 3, 11)),
            (2023, 10, 1, date(2023, 4, 21)),
            (2020, 12, 10, date(2020, 7, 31)),
        ] {
            let found = islamic(year, month, day).unwrap();
            assert!(found.since(expected).unwrap().get_days().abs() <= 1, "{found} {expected}");
        }
    }
}
