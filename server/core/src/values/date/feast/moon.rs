//! Feasts that Hindus, Jains and Sikhs keep by the moon and by the sun's way through the stars.
//! It must not know their names, nor how a date is written.
//!
//! No library reckons these calendars, so the places of sun and moon are computed here from the main terms of Meeus, "Astronomical
//! Algorithms" (2nd edition, chapters 25 and 47; within 0.02 degrees, or two minutes), for the time of India. A lunar day (tithi) is
//! twelve degrees of the moon's way from the sun. A month runs from new moon to new moon and has the number of the sign of
//! the stars that the sun enters in it (1, Chaitra, for Aries); one in which it enters none is a leap month without feasts.
//! Almanacs of different places and schools differ by a day now and then.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Days since noon of 1 January 2000, universal time.
type Moment = f64;

/// Degrees that the moon gains on the sun in a day, and the sun's own way.
const GAIN: f64 = 360.0 / 29.530_588_86;
const SUN: f64 = 360.0 / 365.256_363;

/// India is 5 hours 30 minutes ahead of universal time.
const ZONE: f64 = 5.5 / 24.0;

/// The hour, in India, at which a lunar day must prevail for its feast to fall on that day.
pub(super) const SUNRISE: f64 = 6.2;
pub(super) const NOON: f64 = 12.0;
pub(super) const AFTERNOON: f64 = 15.7;
pub(super) const EVENING: f64 = 19.3;
pub(super) const MOONRISE: f64 = 20.0;
pub(super) const MIDNIGHT: f64 = 24.0;

fn sine(degrees: f64) -> f64 {
    degrees.rem_euclid(360.0).to_radians().sin()
}

/// -180 to 180.
fn turned(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

fn sun(moment: Moment) -> f64 {
    let t = moment / 36_525.0;
    let anomaly = 357.529_11 + 35_999.050_29 * t;
    let centre =
        1.914_602 * sine(anomaly) + 0.019_993 * sine(2.0 * anomaly) + 0.000_289 * sine(3.0 * anomaly);
    280.466_46 + 36_000.769_83 * t + centre - 0.005_69
}

/// Multiples of the moon's distance from the sun, the sun's anomaly, the moon's anomaly and its argument of latitude, and degrees.
const MOON_TERMS: &[(f64, f64, f64, f64, f64)] = &[
    (0.0, 0.0, 1.0, 0.0, 6.288_774),
    (2.0, 0.0, -1.0, 0.0, 1.274_027),
    (2.0, 0.0, 0.0, 0.0, 0.658_314),
    (0.0, 0.0, 2.0, 0.0, 0.213_618),
    (0.0, 1.0, 0.0, 0.0, -0.185_116),
    (0.0, 0.0, 0.0, 2.0, -0.114_332),
    (2.0, 0.0, -2.0, 0.0, 0.058_793),
    (2.0, -1.0, -1.0, 0.0, 0.057_066),
    (2.0, 0.0, 1.0, 0.0, 0.053_322),
    (2.0, -1.0, 0.0, 0.0, 0.045_758),
    (0.0, 1.0, -1.0, 0.0, -0.040_923),
    (1.0, 0.0, 0.0, 0.0, -0.034_720),
    (0.0, 1.0, 1.0, 0.0, -0.030_383),
    (2.0, 0.0, 0.0, -2.0, 0.015_327),
    (0.0, 0.0, 1.0, 2.0, -0.012_528),
    (0.0, 0.0, 1.0, -2.0, 0.010_980),
    (4.0, 0.0, -1.0, 0.0, 0.010_675),
    (0.0, 0.0, 3.0, 0.0, 0.010_034),
    (4.0, 0.0, -2.0, 0.0, 0.008_548),
    (2.0, 1.0, -1.0, 0.0, -0.007_888),
    (2.0, 1.0, 0.0, 0.0, -0.006_766),
    (1.0, 0.0, -1.0, 0.0, -0.005_163),
];

fn moon(moment: Moment) -> f64 {
    let t = moment / 36_525.0;
    let distance = 297.850_192_1 + 445_267.111_403_4 * t;
    let sun_anomaly = 357.529_109_2 + 35_999.050_290_9 * t;
    let anomaly = 134.963_396_4 + 477_198.867_505_5 * t;
    let latitude = 93.272_095 + 483_202.017_523_3 * t;
    let terms: f64 = MOON_TERMS
        .iter()
        .map(|(d, m, n, f, size)| size * sine(d * distance + m * sun_anomaly + n * anomaly + f * latitude))
        .sum();
    218.316_447_7 + 481_267.881_234_21 * t + terms
}

/// Degrees by which the equinox lags behind the stars (Lahiri's value).
fn precession(moment: Moment) -> f64 {
    23.853 + 0.013_970 * moment / 365.25
}

/// The moment near `guess` at which `angle`, which grows by `speed` degrees a day, is `degrees`.
fn when(angle: impl Fn(Moment) -> f64, speed: f64, degrees: f64, guess: Moment) -> Moment {
    (0..8).fold(guess, |moment, _| moment + turned(degrees - angle(moment)) / speed)
}

fn elongation(moment: Moment) -> f64 {
    moon(moment) - sun(moment)
}

fn sun_among_stars(moment: Moment) -> f64 {
    (sun(moment) - precession(moment)).rem_euclid(360.0)
}

fn moment_of(day: Date, hour: f64) -> Option<Moment> {
    let days = day.since(date(2000, 1, 1)).ok()?.get_days();
    Some(f64::from(days) - 0.5 + hour / 24.0 - ZONE)
}

#[expect(clippy::cast_possible_truncation, reason = "days of the calendar's years, checked by jiff")]
fn day_of(moment: Moment) -> Option<Date> {
    date(2000, 1, 1).checked_add(((moment + 0.5 + ZONE).floor() as i32).days()).ok()
}

/// The day on which lunar day `tithi` (1 to 30, from the new moon on) of lunar month `month` (1 to 12) is kept in `year`.
pub(super) fn lunar(year: i16, month: u8, tithi: u8, hour: f64) -> Option<Date> {
    let first = moment_of(Date::new(year, 1, 1).ok()?, 0.0)?;
    (-2..13).map(|count| f64::from(count) * 29.53 + first).find_map(|guess| {
        let new_moon = when(elongation, GAIN, 0.0, guess);
        let next = when(elongation, GAIN, 0.0, new_moon + 29.53);
        let sign = |moment: Moment| (sun_among_stars(moment) / 30.0).floor();
        let entered = (sign(new_moon) + 1.0).rem_euclid(12.0) + 1.0;
        let leap = sign(new_moon) == sign(next);
        let day = (!leap && entered == f64::from(month)).then(|| lunar_day(new_moon, tithi, hour))??;
        (day.year() == year).then_some(day)
    })
}

/// The day of a lunar day of the month that began with `new_moon`: the first on which it prevails at `hour`, else that on which it begins.
fn lunar_day(new_moon: Moment, tithi: u8, hour: f64) -> Option<Date> {
    let edge = |count: f64| when(elongation, GAIN, 12.0 * count, new_moon + 12.0 * count / GAIN);
    let (begin, end) = (edge(f64::from(tithi) - 1.0), edge(f64::from(tithi)));
    let first = day_of(begin)?;
    let prevails = |day: Date| moment_of(day, hour).is_some_and(|moment| begin <= moment && moment < end);
    let second = first.tomorrow().ok()?;
    Some(if !prevails(first) && prevails(second) { second } else { first })
}

fn entry(year: i16, sign: u8) -> Option<Moment> {
    let degrees = f64::from(sign) * 30.0;
    // The sun stands 280 degrees from the equinox at the year's beginning.
    let new_year = moment_of(Date::new(year, 1, 1).ok()?, 0.0)?;
    let ahead = (degrees - sun_among_stars(new_year)).rem_euclid(360.0);
    Some(when(sun_among_stars, SUN, degrees, new_year + ahead / SUN))
}

/// The day on which the sun enters a sign of the stars (0 Aries to 11 Pisces); after sunset the next one.
pub(super) fn sun_enters(year: i16, sign: u8) -> Option<Date> {
    day_of(entry(year, sign)? + 6.0 / 24.0)
}

/// The last day, while the sun is in a sign, whose sunrise finds the moon at a star (0 to 26, each 13 degrees and 20 minutes).
pub(super) fn moon_at_star(year: i16, sign: u8, star: u8) -> Option<Date> {
    let from = day_of(entry(year, sign)?)?;
    let at_star = |day: &Date| {
        moment_of(*day, SUNRISE).is_some_and(|moment| {
            let place = (moon(moment) - precession(moment)).rem_euclid(360.0);
            (place * 27.0 / 360.0).floor() == f64::from(star)
        })
    };
    (0..31).rev().filter_map(|count: i32| from.checked_add(count.days()).ok()).find(at_star)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of the Government of India's lists of holidays and of published almanacs.
    #[test]
    fn feasts_of_the_moon() {
        for (found, wanted) in [
            // Diwali
            (lunar(2015, 7, 30, EVENING), date(2015, 11, 11)),
            (lunar(2020, 7, 30, EVENING), date(2020, 11, 14)),
            (lunar(2023, 7, 30, EVENING), date(2023, 11, 12)),
            // Rama's birth
            (lunar(2022, 1, 9, NOON), date(2022, 4, 10)),
            // Ganesh Chaturthi, in a year with a leap month before it
            (lunar(2020, 6, 4, NOON), date(2020, 8, 22)),
            (lunar(2023, 6, 4, NOON), date(2023, 9, 19)),
            // Maha Shivaratri
            (lunar(2021, 11, 29, MIDNIGHT), date(2021, 3, 11)),
            // the Buddha's birth
            (lunar(2022, 2, 15, SUNRISE), date(2022, 5, 16)),
            // Thaipusam
            (moon_at_star(2020, 9, 7), date(2020, 2, 8)),
            // Onam
            (moon_at_star(2021, 4, 21), date(2021, 8, 21)),
            (moon_at_star(2022, 4, 21), date(2022, 9, 8)),
        ] {
            assert_eq!(found, Some(wanted));
        }
    }

    #[test]
    fn feasts_of_the_sun() {
        for (year, day) in [(2016, 15), (2017, 14), (2020, 15), (2022, 14)] {
            assert_eq!(sun_enters(year, 9), Some(date(year, 1, day)), "Makara Sankranti {year}");
        }
        assert_eq!(sun_enters(2021, 0), Some(date(2021, 4, 14)));
    }

    #[test]
    fn far_years_end_in_nothing_worse_than_a_day() {
        for year in [1000, 1500, 2199] {
            assert!(lunar(year, 7, 30, EVENING).is_none_or(|day| day.year() == year));
        }
    }
}
