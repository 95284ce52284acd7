//! Joins two points to a range: "25–27 April 2016", "from 2019 to 2022", "between May and June 1981", "2023/24".
//! It must not know how a point is written, only where another may follow.

use super::grammar::{part_of, point_after_joint, point_at};
use super::lexicon::Word;
use super::named::year_after;
use super::nouns::counted;
use super::parts::{
    Read, day_number, digits, free_after, free_before, glued, is_dash_at, joined_after, month_name, sign,
    word_at, year_number,
};
use super::point::{Point, Shape};
use super::year::left_allows;
use crate::values::token::{TokenKind, Tokens};
use crate::values::{DateRange, Granularity, Modifier};

/// Which word opened the range; it decides what may join the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    From,
    Between,
    None,
}

/// "from … to …", "between … and …": `at` is the opening word.
pub(super) fn opened_range(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let opener = match word_at(tokens, at)? {
        Word::From => Opener::From,
        Word::Between => Opener::Between,
        _ => return None,
    };
    let from = skip_the(tokens, at + 1);
    if let Some(read) = super::numeric::slashed_before_range(tokens, from) {
        return Some(read);
    }
    let (first, next) = first_end(tokens, from, opener)?;
    range_after(tokens, first, next, opener).or_else(|| to_present(tokens, first, next, opener))
}

/// "the", "the years", "the period" before an end of a range.
fn skip_the(tokens: &Tokens<'_>, at: usize) -> usize {
    let at = if word_at(tokens, at) == Some(Word::The) { at + 1 } else { at };
    let noun = tokens.is(at, "years") || tokens.is(at, "year");
    if noun && tokens.kind(at + 1) == Some(TokenKind::Digits) { at + 1 } else { at }
}

/// The first end: a point, a year, or a bare day or month that the other end completes.
fn first_end(tokens: &Tokens<'_>, at: usize, opener: Opener) -> Read<Point> {
    if let Some(read) = day_before_range(tokens, at, opener) {
        return Some(read);
    }
    if let Some(((point, _), next)) = part_of(tokens, at) {
        return Some((point, next));
    }
    if let Some(read) = point_at(tokens, at) {
        return Some(read);
    }
    if opener == Opener::None {
        return None;
    }
    if let Some((year, next)) = year_number(tokens, at)
        && left_allows(tokens, at)
    {
        return Some((Point::new(Shape::Year, Some(year)), next));
    }
    let (month, next) = month_name(tokens, at)?;
    Some((Point::new(Shape::Month(month.number), None), next))
}

/// "25" of "25–27 April 2016": the day of a month that only the other end names.
pub(super) fn day_before_range(tokens: &Tokens<'_>, at: usize, opener: Opener) -> Read<Point> {
    let ((day, _), next) = day_number(tokens, at)?;
    if !free_before(tokens, at) {
        return None;
    }
    let joined = joint(tokens, next, opener)?;
    let second = skip_the(tokens, joined);
    let bare = Point::new(Shape::Day { month: None, day }, None);
    if opener != Opener::None && month_then_day(tokens, second) {
        return Some((bare, next));
    }
    let (_, after) = day_number(tokens, second)?;
    let after = if word_at(tokens, after) == Some(Word::Of) { after + 1 } else { after };
    month_name(tokens, after).map(|_| (bare, next))
}

fn month_then_day(tokens: &Tokens<'_>, at: usize) -> bool {
    month_name(tokens, at).is_some_and(|(_, next)| day_number(tokens, next).is_some())
}

/// The index after what joins two ends at `at`: a dash, "to", "through", "until", and "and" after "between".
fn joint(tokens: &Tokens<'_>, at: usize, opener: Opener) -> Option<usize> {
    if is_dash_at(tokens, at) || sign(tokens, at) == Some('~') {
        // A dash with a space on one side alone ends a clause; with a hyphen that is so often enough.
        let even = tokens.spaced(at) == tokens.spaced(at + 1);
        return even.then_some(at + 1);
    }
    if sign(tokens, at) == Some('/') && glued(tokens, at) && glued(tokens, at + 1) {
        return (months_joined(tokens, at) || days_joined(tokens, at)).then_some(at + 1);
    }
    match word_at(tokens, at)? {
        Word::To | Word::Through | Word::Until => Some(at + 1),
        Word::Up if word_at(tokens, at + 1) == Some(Word::To) => Some(at + 2),
        Word::And if opener == Opener::Between => Some(at + 1),
        _ => None,
    }
}

/// "28/29 May 2020": two days that follow each other.
fn days_joined(tokens: &Tokens<'_>, at: usize) -> bool {
    let first = at.checked_sub(1).and_then(|before| digits(tokens, before, 1..=2));
    let next = digits(tokens, at + 1, 1..=2).zip(first).is_some_and(|(second, first)| second == first + 1);
    next && month_name(tokens, at + 2).is_some_and(|(month, _)| month.capital)
}

/// "June/July 2018", "30 April/1 May 2022", "spring/summer 2022".
fn months_joined(tokens: &Tokens<'_>, at: usize) -> bool {
    let month = |index: usize| matches!(word_at(tokens, index), Some(Word::Month(_) | Word::ShortMonth(_)));
    let season = |index: usize| matches!(word_at(tokens, index), Some(Word::Season(_)));
    let before = at.saturating_sub(1);
    let day = digits(tokens, at + 1, 1..=2).is_some() && month(at + 2);
    month(before) && (month(at + 1) || day) || season(before) && season(at + 1)
}

/// The range that begins with `first`, whose joint may stand at `at`.
pub(super) fn range_after(tokens: &Tokens<'_>, first: Point, at: usize, opener: Opener) -> Read<DateRange> {
    if let Some(read) = short_second_year(tokens, first, at) {
        return Some(read);
    }
    if let Some(read) = days_after_month(tokens, first, at) {
        return Some(read);
    }
    let full_day = first.year.is_some() && first.day().is_some();
    let joined =
        joint(tokens, at, opener).or_else(|| (full_day && is_dash_at(tokens, at)).then_some(at + 1))?;
    let (second, next) = second_end(tokens, first, skip_the(tokens, joined), opener)?;
    if joined_after(tokens, next) || amounts(tokens, first, second, next) {
        return None;
    }
    Some((combine(first, second)?, next))
}

/// "between 1500 and 1800 families", "from 1900 to 2000 tonnes".
fn amounts(tokens: &Tokens<'_>, first: Point, second: Point, next: usize) -> bool {
    first.shape == Shape::Year && second.shape == Shape::Year && counted(tokens, next)
}

fn second_end(tokens: &Tokens<'_>, first: Point, at: usize, opener: Opener) -> Read<Point> {
    if let Some((year, next)) = year_number(tokens, at)
        && first.shape == Shape::Year
        && super::numeric::year_first(tokens, at).is_none()
        && super::units::after_year(tokens, at).is_none()
    {
        return Some((Point::new(Shape::Year, Some(year)), next));
    }
    if let Some(((point, _), next)) = part_of(tokens, at) {
        return Some((point, next));
    }
    if let Some(read) = point_after_joint(tokens, at) {
        return Some(read);
    }
    if matches!(first.shape, Shape::Month(_)) || opener != Opener::None {
        if let Some((month, next)) = month_name(tokens, at) {
            let capital = month.capital || !matches!(month.number, 3 | 5 | 8);
            if capital {
                return Some((Point::new(Shape::Month(month.number), None), next));
            }
        }
        if let Some((year, next)) = year_number(tokens, at) {
            return Some((Point::new(Shape::Year, Some(year)), next));
        }
    }
    if !matches!(first.shape, Shape::Day { month: Some(_), .. }) {
        return None;
    }
    let ((day, _), next) = day_number(tokens, at)?;
    if !free_after(tokens, next) || counted(tokens, next) {
        return None;
    }
    let (year, next) = year_after(tokens, next);
    Some((Point::new(Shape::Day { month: None, day }, year), next))
}

/// The end of a range of years whose second has two digits: the year at `at`, its joint at `joint`.
pub(super) fn short_year_of(tokens: &Tokens<'_>, at: usize, joint: usize) -> Option<DateRange> {
    let year = digits(tokens, at, 4..=4)?;
    short_second_year(tokens, Point::new(Shape::Year, Some(year)), joint).map(|(range, _)| range)
}

/// "2023/24", "1892 – 94", "1999-00" after the first year.
fn short_second_year(tokens: &Tokens<'_>, first: Point, at: usize) -> Read<DateRange> {
    let year = first.year.filter(|_| matches!(first.shape, Shape::Year | Shape::FiscalYear))?;
    let slash = sign(tokens, at) == Some('/');
    let dash = is_dash_at(tokens, at);
    if !(slash && glued(tokens, at) && glued(tokens, at + 1)
        || dash && tokens.spaced(at) == tokens.spaced(at + 1))
    {
        return None;
    }
    if slash && digits(tokens, at + 1, 4..=4) == Some(year + 1) && free_after(tokens, at + 2) {
        return Some((combine(first, Point::new(first.shape, Some(year + 1)))?, at + 2));
    }
    let short = digits(tokens, at + 1, 2..=2)?;
    let ends = free_after(tokens, at + 2)
        && !joined_after(tokens, at + 2)
        && tokens.kind(at + 2) != Some(TokenKind::Digits);
    let noun = tokens.spaced(at + 1) && tokens.kind(at + 2) == Some(TokenKind::Word);
    if !ends || noun && !matches!(word_at(tokens, at + 2), Some(Word::And | Word::In | Word::To | Word::Of)) {
        return None;
    }
    let century = year - year.rem_euclid(100);
    let second = match short > year.rem_euclid(100) {
        true => century + short,
        false if short == (year + 1).rem_euclid(100) => year + 1,
        false => return None,
    };
    // In this century a short end far ahead ("2015-32") is rather a number of another kind.
    let far = year >= 2000 && second - year > 15 && sign(tokens, at) == Some('-');
    if slash && second != year + 1 || far {
        return None;
    }
    let mut range = combine(first, Point::new(first.shape, Some(second)))?;
    range.granularity = first.granularity();
    Some((range, at + 2))
}

/// "November between 19 and 20", "Feb from 2 to 7, 2018".
fn days_after_month(tokens: &Tokens<'_>, first: Point, at: usize) -> Read<DateRange> {
    let Shape::Month(month) = first.shape else { return None };
    let opener = match word_at(tokens, at)? {
        Word::From => Opener::From,
        Word::Between => Opener::Between,
        _ => return None,
    };
    let ((from, _), next) = day_number(tokens, at + 1)?;
    let ((to, _), next) = day_number(tokens, joint(tokens, next, opener)?)?;
    let (year, next) = year_after(tokens, next);
    let day = |day: i8| Point::new(Shape::Day { month: Some(month), day }, first.year.or(year));
    Some((combine(day(from), day(to))?, next))
}

/// "2013 – present", "from May 2019 to the present", "2020 to date".
pub(super) fn to_present(tokens: &Tokens<'_>, first: Point, at: usize, opener: Opener) -> Read<DateRange> {
    let joined = skip_the(tokens, joint(tokens, at, opener)?);
    let present = ["present", "now", "date", "today"].iter().any(|word| tokens.is(joined, word));
    let day = tokens.is(joined + 1, "day") && tokens.is(joined, "present");
    if !present {
        return None;
    }
    let mut range = first.range()?;
    range.start?;
    range.end = None;
    range.modifier = Modifier::Since;
    Some((range, joined + 1 + usize::from(day)))
}

/// Completes each end with what only the other states, then takes the first day of the one and the last of the other.
/// `None` where the ends do not make a range.
pub(super) fn combine(mut first: Point, mut second: Point) -> Option<DateRange> {
    lend_month(&mut first, second);
    lend_month(&mut second, first);
    lend_year(&mut first, &mut second);
    let (one, other) = (first.range()?, second.range()?);
    if let (Some(start), Some(end)) = (one.start, other.end) {
        let in_order = start <= end && one.end <= other.end;
        return in_order.then(|| DateRange {
            start: Some(start),
            end: Some(end),
            granularity: finer(one.granularity, other.granularity),
            ..DateRange::default()
        });
    }
    if one.start.is_some() || other.start.is_some() || one.month.is_none() || other.month.is_none() {
        return None;
    }
    Some(DateRange {
        granularity: finer(one.granularity, other.granularity),
        month: one.month,
        day: one.day,
        end_month: other.month,
        end_day: other.day,
        ..DateRange::default()
    })
}

fn finer(one: Granularity, other: Granularity) -> Granularity {
    one.min(other)
}

fn lend_month(to: &mut Point, from: Point) {
    if let Shape::Day { month: month @ None, .. } = &mut to.shape {
        *month = from.month();
    }
}

/// "26 June to 3 July 2020", "10 August 2013 – 12 September", and over the new year "November–February 2017".
fn lend_year(first: &mut Point, second: &mut Point) {
    let place = |point: &Point| point.range().and_then(|range| Some((range.month?, range.day.unwrap_or(0))));
    match (first.year, second.year) {
        (None, Some(year)) => {
            let later = turned(place(first), &second.range());
            first.year = Some(if later { year - 1 } else { year });
        }
        (Some(year), None) => {
            let earlier = place(second).zip(first.days()).is_some_and(|((month, day), (start, _))| {
                (month, if day == 0 { 31 } else { day }) < (start.month(), start.day())
            });
            second.year = Some(if earlier { year + 1 } else { year });
        }
        _ => {}
    }
}

/// Whether a place in the year lies behind the end of a range, so that it belongs to the year before.
fn turned(place: Option<(i8, i8)>, range: &Option<DateRange>) -> bool {
    let Some((month, day)) = place else { return false };
    range.and_then(|range| range.end).is_some_and(|end| (month, day) > (end.month(), end.day()))
}
