//! On which days of a year a feast falls, by the rule of its calendar.
//! It must not know the feasts' names, nor how a date is written.
//!
//! Easter is reckoned by the rules of its church (the anonymous Gregorian computus; for the Orthodox the Julian one), and what
//! hangs on it from there. The Hebrew, Islamic (Umm al-Qura) and Chinese calendars are those of Unicode's `icu_calendar`.

use icu_calendar::Date as Other;
use icu_calendar::Iso;
use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri};
use icu_calendar::types::Month;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::moon;
use crate::values::date::calendar;

/// How the first day of a feast is found in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    /// Month and day.
    Fixed(i8, i8),
    /// The same, or the day before where that is a Sunday.
    NotSunday(i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The same in the Orthodox churches.
    OrthodoxEaster(i32),
    /// Month, which one (-1 for the last), weekday from 1 for Monday, days after it.
    Weekday(i8, i8, i8, i32),
    /// Month and day of the Islamic calendar. Its months follow the sight of the moon, so that places differ by a day.
    Islamic(u8, u8),
    /// The last Friday of Ramadan.
    LastFridayOfRamadan,
    /// Month (1 for Tishri, 7 for Nisan) and day of the Hebrew calendar, and how it moves off the Sabbath.
    Hebrew(u8, u8, Moved),
    /// Month and day of the Chinese calendar, and days after it.
    Chinese(u8, u8, i32),
    /// Month (1 for Chaitra), lunar day, the hour at which it must prevail, and days after it.
    Hindu(u8, u8, f64, i32),
    /// Days after the sun's entry into a sign of the stars, 0 for Aries.
    SunEnters(u8, i32),
    /// While the sun is in a sign: the moon at a star.
    Star(u8, u8),
    /// The year of 365 days of the Parsis in India, whose first day wanders.
    Parsi,
    /// Known years alone, with month and day.
    Known(&'static [(i16, i8, i8)]),
}

/// How a day of the Hebrew calendar gives way to the Sabbath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moved {
    No,
    /// A fast on the Sabbath is kept on Sunday.
    Fast,
    /// Remembrance of the Holocaust: off Friday to Thursday, off Sunday to Monday.
    Remembrance,
    /// Israel's independence: off Friday and Saturday to Thursday, off Monday to Tuesday. The second: the day before it.
    Independence,
    Memorial,
}

impl Rule {
    /// Whether places or almanacs differ by a day, so that the day is "about" right.
    pub(super) fn is_about(self) -> bool {
        matches!(
            self,
            Rule::Islamic(..)
                | Rule::LastFridayOfRamadan
                | Rule::Hindu(..)
                | Rule::SunEnters(..)
                | Rule::Star(..)
        )
    }
}

/// First and last day of a feast of `count` days in a year. A Hebrew day begins at sunset, so its feast begins on the eve.
pub(super) fn days(rule: Rule, count: i32, year: i16) -> Option<(Date, Date)> {
    let first = first_day(rule, year)?;
    let last = after(first, count - 1)?;
    let eve = matches!(rule, Rule::Hebrew(..));
    Some((if eve { first.yesterday().ok()? } else { first }, last))
}

fn first_day(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::NotSunday(month, day) => {
            let day = Date::new(year, month, day).ok()?;
            if day.weekday() == Weekday::Sunday { day.yesterday().ok() } else { Some(day) }
        }
        Rule::Easter(days) => after(easter(year)?, days),
        Rule::OrthodoxEaster(days) => after(orthodox_easter(year)?, days),
        Rule::Weekday(month, nth, weekday, days) => {
            after(calendar::nth_weekday(year, month, nth, weekday)?, days)
        }
        Rule::Islamic(month, day) => islamic(year, month, day),
        Rule::LastFridayOfRamadan => {
            let last = islamic(year, 10, 1)?;
            last.nth_weekday(-1, Weekday::Friday).ok()
        }
        Rule::Hebrew(month, day, moved) => hebrew(year, month, day, moved),
        Rule::Chinese(month, day, days) => after(chinese(year, month, day)?, days),
        Rule::Hindu(month, tithi, hour, days) => after(moon::lunar(year, month, tithi, hour)?, days),
        Rule::SunEnters(sign, days) => after(moon::sun_enters(year, sign)?, days),
        Rule::Star(sign, star) => moon::moon_at_star(year, sign, star),
        Rule::Parsi => after(Date::new(2018, 8, 17).ok()?, 365 * (i32::from(year) - 2018)),
        Rule::Known(years) => {
            let (_, month, day) = years.iter().find(|(known, ..)| *known == year)?;
            Date::new(year, *month, *day).ok()
        }
    }
}

fn after(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

fn in_year(day: Date, year: i16) -> Option<Date> {
    (day.year() == year).then_some(day)
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

fn gregorian<C: icu_calendar::AsCalendar>(other: &Other<C>) -> Option<Date> {
    let iso = other.to_calendar(Iso);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    let month = i8::try_from(iso.month().ordinal).ok()?;
    Date::new(year, month, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

/// The first day in a Gregorian year on which a day of the Islamic calendar falls.
fn islamic(year: i16, month: u8, day: u8) -> Option<Date> {
    let near = (i32::from(year) - 622) * 33 / 32;
    (near - 1..=near + 2).find_map(|hijri| {
        let found = Other::try_new(hijri.into(), Month::new(month), day, Hijri::new_umm_al_qura()).ok()?;
        in_year(gregorian(&found)?, year)
    })
}

fn hebrew(year: i16, month: u8, day: u8, moved: Moved) -> Option<Date> {
    let found = (3760..=3761).find_map(|ahead| {
        let found = Other::try_new((i32::from(year) + ahead).into(), Month::new(month), day, Hebrew).ok()?;
        in_year(gregorian(&found)?, year)
    })?;
    let days = match (moved, found.weekday()) {
        (Moved::Fast, Weekday::Saturday) | (Moved::Remembrance, Weekday::Sunday) => 1,
        (Moved::Remembrance, Weekday::Friday) => -1,
        (Moved::Independence, weekday) => independence(weekday),
        (Moved::Memorial, weekday) => independence(weekday) - 1,
        _ => 0,
    };
    after(found, days)
}

fn independence(weekday: Weekday) -> i32 {
    match weekday {
        Weekday::Friday => -1,
        Weekday::Saturday => -2,
        Weekday::Monday => 1,
        _ => 0,
    }
}

fn chinese(year: i16, month: u8, day: u8) -> Option<Date> {
    [year, year - 1].into_iter().find_map(|lunar| {
        let found =
            Other::try_new(i32::from(lunar).into(), Month::new(month), day, ChineseTraditional::new())
                .ok()?;
        in_year(gregorian(&found)?, year)
    })
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
    fn other_calendars() {
        for (rule, year, wanted) in [
            (Rule::Islamic(9, 1), 2024, date(2024, 3, 11)),
            (Rule::Islamic(10, 1), 2023, date(2023, 4, 21)),
            (Rule::Islamic(12, 10), 2020, date(2020, 7, 31)),
            (Rule::LastFridayOfRamadan, 2019, date(2019, 5, 31)),
            (Rule::Hebrew(1, 1, Moved::No), 2020, date(2020, 9, 19)),
            (Rule::Hebrew(7, 15, Moved::No), 2019, date(2019, 4, 20)),
            (Rule::Hebrew(6, 14, Moved::No), 2016, date(2016, 3, 24)),
            (Rule::Hebrew(8, 5, Moved::Independence), 2021, date(2021, 4, 15)),
            (Rule::Hebrew(8, 5, Moved::Memorial), 2021, date(2021, 4, 14)),
            (Rule::Hebrew(11, 9, Moved::Fast), 2022, date(2022, 8, 7)),
            (Rule::Chinese(1, 1, 0), 2020, date(2020, 1, 25)),
            (Rule::Chinese(8, 15, 0), 2021, date(2021, 9, 21)),
            (Rule::Parsi, 2024, date(2024, 8, 15)),
            (Rule::NotSunday(4, 27), 2025, date(2025, 4, 26)),
        ] {
            assert_eq!(first_day(rule, year), Some(wanted), "{rule:?}");
        }
        assert_eq!(first_day(Rule::Known(&[(2008, 2, 5)]), 2009), None);
    }
}
