//! Dates in digits: 2023-09-18, 18.09.2023, 03/04/2023, 05/2023, and with a month's name after the year.
//!
//! The order of day and month: year first is always year, month, day. With points the day comes first (European).
//! With slashes and hyphens the month comes first (American, where these prevail), unless only the other order is possible.
//! It must not know ranges.

use super::named::full_year;
use super::parts::{
    Read, day_number, digits, free_after, free_before, glued, is_dash_at, joined_after, month_name, sign,
    year_number,
};
use super::point::{Point, Shape};
use crate::values::DateRange;
use crate::values::token::{TokenKind, Tokens};

/// A joint between two parts of such a date at `at`: the parts touch it on both sides.
fn joint(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    let joint = sign(tokens, at).filter(|c| matches!(c, '-' | '/' | '.' | '\u{2010}' | '\u{2011}'))?;
    (glued(tokens, at) && glued(tokens, at + 1)).then_some(joint)
}

fn day(year: i16, month: i16, day: i16) -> Option<Point> {
    let shape = Shape::Day { month: Some(i8::try_from(month).ok()?), day: i8::try_from(day).ok()? };
    let point = Point::new(shape, Some(year));
    point.days().is_some().then_some(point)
}

/// "2023-09-18", "2023/9/18", "2012/aug/10", "2018 March 18", "20160916".
pub(super) fn year_first(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    if let Some(read) = compact(tokens, at) {
        return Some(read);
    }
    let year = digits(tokens, at, 4..=4).filter(|year| (1000..=2199).contains(year))?;
    if let Some(read) = iso_week(tokens, at, year) {
        return Some(read);
    }
    let Some(first) = joint(tokens, at + 1) else {
        if let Some(point) = spaced_day(tokens, at, [at, at + 1, at + 2]) {
            return Some((point, at + 3));
        }
        return spaced_year_month(tokens, at, year).or_else(|| year_then_month(tokens, at, year));
    };
    if let Some((month, next)) = month_name(tokens, at + 2) {
        if joint(tokens, next) != Some(first) {
            return Some((Point::new(Shape::Month(month.number), Some(year)), next));
        }
        let number = digits(tokens, next + 1, 1..=2)?;
        return Some((day(year, i16::from(month.number), number)?, next + 2));
    }
    let month = digits(tokens, at + 2, 1..=2)?;
    if joint(tokens, at + 3) == Some(first)
        && let Some((name, next)) = month_name(tokens, at + 4)
    {
        return Some((day(year, i16::from(name.number), month)?, next));
    }
    if joint(tokens, at + 3) == Some(first) {
        let number = digits(tokens, at + 4, 1..=2)?;
        let ends = free_after(tokens, at + 5) || follows_clock(tokens, at + 5);
        return (ends && !joined_after(tokens, at + 5)).then_some((day(year, month, number)?, at + 5));
    }
    year_month(tokens, at, year, month, first)
}

/// "2022-W05", "2022W05".
fn iso_week(tokens: &Tokens<'_>, at: usize, year: i16) -> Read<Point> {
    let sign_at = at + 1 + usize::from(joint(tokens, at + 1) == Some('-'));
    let written = tokens.text(sign_at) == "W" && glued(tokens, sign_at) && glued(tokens, sign_at + 1);
    let week = digits(tokens, sign_at + 1, 2..=2).filter(|_| written)?;
    let point = Point::new(Shape::Week(i8::try_from(week).ok()?), Some(year));
    let ends = free_after(tokens, sign_at + 2) && !joined_after(tokens, sign_at + 2);
    (ends && point.days().is_some()).then_some((point, sign_at + 2))
}

/// A full date in digits after a hyphen or underline that joins it to a word: "report-2023-09-18", "-20230918".
pub(super) fn after_hyphen(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let before = at.checked_sub(1)?;
    let joined = matches!(sign(tokens, before), Some('-' | '_'));
    let number = before > 0 && tokens.kind(before - 1) == Some(TokenKind::Digits) && glued(tokens, before);
    if !joined || number {
        return None;
    }
    year_first(tokens, at).filter(|(point, _)| matches!(point.shape, Shape::Day { .. }))
}

/// "2016 10 16", "31 10 1974": three numbers parted by white space, each of its full width, and no fourth beside them.
/// `parts` are the tokens of year, month and day.
fn spaced_day(tokens: &Tokens<'_>, at: usize, parts: [usize; 3]) -> Option<Point> {
    let number = |index: usize| tokens.kind(index) == Some(TokenKind::Digits);
    let beside = at > 0 && number(at - 1) || number(at + 3);
    let parted = tokens.spaced(at + 1) && tokens.spaced(at + 2) && free_after(tokens, at + 3);
    if beside || !parted || joined_after(tokens, at + 3) {
        return None;
    }
    let [year, month, number] = parts;
    let year = digits(tokens, year, 4..=4).filter(|year| (1900..=2099).contains(year))?;
    day(year, digits(tokens, month, 2..=2)?, digits(tokens, number, 2..=2)?)
}

/// "2016 - 11", "2016/ 11" at the end of a clause: with white space it could be a year and a count, or two years.
fn spaced_year_month(tokens: &Tokens<'_>, at: usize, year: i16) -> Read<Point> {
    sign(tokens, at + 1).filter(|c| matches!(c, '-' | '/'))?;
    let month =
        digits(tokens, at + 2, 1..=2).filter(|month| (1..=12).contains(month) && *month <= year % 100)?;
    let ends = matches!(tokens.text(at + 3), "" | "." | "," | ";" | ")" | "?");
    let point = Point::new(Shape::Month(i8::try_from(month).ok()?), Some(year));
    (ends && free_after(tokens, at + 3)).then_some((point, at + 3))
}

/// "2023-05", "2014/10", "2015-3": a month where it can't be the last two digits of a later year ("2010-12" is three years).
fn year_month(tokens: &Tokens<'_>, at: usize, year: i16, month: i16, joint: char) -> Read<Point> {
    let zero = tokens.text(at + 2).starts_with('0');
    let short_year = tokens.text(at + 2).len() == 2 && !zero && month > year % 100;
    let possible = (1..=12).contains(&month) && !short_year && joint != '.';
    let ends = free_after(tokens, at + 3) && !joined_after(tokens, at + 3);
    // "2015/3" in "A/2015/3" and "No. 2015/3" is a symbol.
    (possible && ends).then_some((Point::new(Shape::Month(i8::try_from(month).ok()?), Some(year)), at + 3))
}

/// "2016 November", "2018 March 18".
fn year_then_month(tokens: &Tokens<'_>, at: usize, year: i16) -> Read<Point> {
    if !tokens.spaced(at + 1) {
        return None;
    }
    let (month, next) = month_name(tokens, at + 1)?;
    if matches!(month.number, 3 | 5) && !month.capital {
        return None;
    }
    if let Some(((number, _), end)) = day_number(tokens, next)
        && tokens.kind(next) == Some(TokenKind::Digits)
        && free_after(tokens, end)
        && let Some(point) = day(year, i16::from(month.number), i16::from(number))
    {
        return Some((point, end));
    }
    Some((Point::new(Shape::Month(month.number), Some(year)), next))
}

/// Eight digits that are a day from 1900 to 2099: "20160916".
fn compact(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let text = tokens.text(at);
    if text.len() != 8 || tokens.kind(at) != Some(TokenKind::Digits) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
    let year = part(0..4).filter(|year| (1900..=2099).contains(year))?;
    let point = day(year, part(4..6)?, part(6..8)?)?;
    (free_after(tokens, at + 1) && !joined_after(tokens, at + 1)).then_some((point, at + 1))
}

/// "18.09.2023", "03/04/2023", "9-18-15", "05/2023", "23-2020-September" is none.
pub(super) fn day_or_month_first(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let first = digits(tokens, at, 1..=2)?;
    if let Some(point) = spaced_day(tokens, at, [at + 2, at + 1, at]) {
        return Some((point, at + 3));
    }
    let Some(joint_sign) = joint(tokens, at + 1) else { return spaced_month_year(tokens, at, first) };
    if let Some((year, next)) = year_number(tokens, at + 2) {
        // "5.2020" is a number, "05.2020" none.
        let written = joint_sign != '.' || tokens.text(at).starts_with('0');
        let month = i8::try_from(first).ok().filter(|month| (1..=12).contains(month) && written)?;
        return (!joined_after(tokens, next)).then_some((Point::new(Shape::Month(month), Some(year)), next));
    }
    let second = digits(tokens, at + 2, 1..=2)?;
    if joint(tokens, at + 3) != Some(joint_sign) {
        return slashed_with_comma(tokens, at, first, second, joint_sign);
    }
    let (year, next) = match year_number(tokens, at + 4) {
        Some(read) => read,
        None if joint_sign == '.' => return None,
        None => (short_year(tokens, at, first, second, joint_sign)?, at + 5),
    };
    let ends = free_after(tokens, next) || follows_clock(tokens, next);
    if !ends || joined_digits_after(tokens, next, joint_sign) {
        return None;
    }
    Some((ordered(year, first, second, joint_sign)?, next))
}

/// "11 - 2016", "11 / 2016" at the end of a clause.
fn spaced_month_year(tokens: &Tokens<'_>, at: usize, month: i16) -> Read<Point> {
    sign(tokens, at + 1).filter(|c| matches!(c, '-' | '/'))?;
    let (year, next) = year_number(tokens, at + 2)?;
    let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let ends = matches!(tokens.text(next), "" | "." | "," | ";" | ")" | "?");
    ends.then_some((Point::new(Shape::Month(month), Some(year)), next))
}

/// "06/06, 2015".
fn slashed_with_comma(tokens: &Tokens<'_>, at: usize, first: i16, second: i16, joint: char) -> Read<Point> {
    if joint != '/' || sign(tokens, at + 3) != Some(',') {
        return None;
    }
    let (year, next) = year_number(tokens, at + 4)?;
    Some((ordered(year, first, second, joint)?, next))
}

/// Two digits of a year; with hyphens only where a zero or a number over 12 tells a date from a score.
fn short_year(tokens: &Tokens<'_>, at: usize, first: i16, second: i16, joint: char) -> Option<i16> {
    let short = digits(tokens, at + 4, 2..=2)?;
    let zero = [at, at + 2, at + 4].iter().any(|index| tokens.text(*index).starts_with('0'));
    (joint == '/' || zero || first > 12 || second > 12).then(|| full_year(short))
}

/// "10-1-2018-10-7-2018" goes on with another date, "133-03-03-2020-1" does not.
fn joined_digits_after(tokens: &Tokens<'_>, next: usize, joint_sign: char) -> bool {
    joint(tokens, next) == Some(joint_sign)
        && tokens.kind(next + 1) == Some(TokenKind::Digits)
        && (joint(tokens, next + 2) != Some(joint_sign) || joint(tokens, next + 4) != Some(joint_sign))
}

fn ordered(year: i16, first: i16, second: i16, joint: char) -> Option<Point> {
    let (usual, other) = ((first, second), (second, first));
    let (month_day, turned) = if joint == '.' { (other, usual) } else { (usual, other) };
    day(year, month_day.0, month_day.1).or_else(|| day(year, turned.0, turned.1))
}

/// "11/20" as month and day, or day and month where only that exists; whether it is a date is for the caller to say.
fn slashed(tokens: &Tokens<'_>, at: usize) -> Read<(i16, i16)> {
    let first = digits(tokens, at, 1..=2)?;
    if joint(tokens, at + 1) != Some('/') {
        return None;
    }
    let second = digits(tokens, at + 2, 1..=2)?;
    let order = if (1..=12).contains(&first) { (first, second) } else { (second, first) };
    day(2000, order.0, order.1)?;
    Some((order, at + 3))
}

/// The first day of "10/1-11/2/2017", "5/1-5/7, 2020": two days in slashes with one year behind the second.
pub(super) fn slashed_before_range(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let ((month, first), next) = slashed(tokens, at).filter(|_| free_before(tokens, at))?;
    if !is_dash_at(tokens, next) && !tokens.is(next, "to") {
        return None;
    }
    let ((last_month, last), end) = slashed(tokens, next + 1)?;
    let behind = match sign(tokens, end) {
        Some('/') => end + 1,
        Some(',') => end + 1,
        _ => end,
    };
    let (year, end) = year_number(tokens, behind)?;
    let (from, to) = (day(year, month, first)?.range()?, day(year, last_month, last)?.range()?);
    (from.start? <= to.end?).then_some((DateRange { end: to.end, ..from }, end))
}

/// "11/20" where something shows that it is no fraction: "on" before it at the end of a clause, or another such in a list
/// that begins so ("on 11/20, 11/22 or 11/25").
pub(super) fn slashed_day(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let ((month, number), next) = slashed(tokens, at).filter(|_| free_before(tokens, at))?;
    let shown = led_by_on(tokens, at) || beside_day_and_month(tokens, next);
    let ends = free_after(tokens, next)
        && !joined_after(tokens, next)
        && (tokens.kind(next) != Some(TokenKind::Word)
            || ["or", "and", "at", "to", "until", "through", "with", "in"]
                .iter()
                .any(|word| tokens.is(next, word)));
    let shape = Shape::Day { month: Some(i8::try_from(month).ok()?), day: i8::try_from(number).ok()? };
    (shown && ends).then_some((Point::new(shape, None), next))
}

/// "on", or a list of days in slashes that begins with it.
fn led_by_on(tokens: &Tokens<'_>, at: usize) -> bool {
    let mut back = at;
    for _ in 0..5 {
        let Some(before) = back.checked_sub(1) else { return false };
        if tokens.is(before, "on") {
            return true;
        }
        let listed = matches!(tokens.text(before), "," | "or" | "and");
        match before.checked_sub(3) {
            Some(other) if listed && slashed(tokens, other).is_some() => back = other,
            _ => return false,
        }
    }
    false
}

/// "11/20, 12 of Nov": a day and its month behind a comma.
fn beside_day_and_month(tokens: &Tokens<'_>, at: usize) -> bool {
    sign(tokens, at) == Some(',') && super::named::day_first(tokens, at + 1).is_some()
}

/// "2023-09-18T14:55".
fn follows_clock(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at) == "T" && tokens.kind(at + 1) == Some(TokenKind::Digits)
}
