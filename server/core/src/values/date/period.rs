//! Periods named by a day at their end or start, as accounts and bulletins name them: "three months ended 31 March 2020",
//! "the year to June 2021", "the week of 3 May 2021", "the week beginning 3 May 2021".
//! It must not know the document's date: a day without its year gives no period.

use rust_decimal::prelude::ToPrimitive;

use super::calendar::{self, Days, granularity, moved};
use super::duration::amount_at;
use super::grammar::point_at;
use super::lexicon::Word;
use super::parts::{Read, is_dash_at, joined_after, word_at};
use super::point::{Point, Shape};
use crate::values::token::Tokens;
use crate::values::{DateRange, Granularity, TimeUnit};

/// Where the day that names the period lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    End,
    Start,
    /// "the week of 3 May": the week, from Monday to Sunday, that the day lies in.
    Inside,
}

/// The period whose first token is `at`: its number, its unit, or "fiscal" before that.
pub(super) fn period_at(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let (length, next) = length_at(tokens, at)?;
    let (side, next) = side_at(tokens, length, next)?;
    let next = next + usize::from(matches!(word_at(tokens, next), Some(Word::On | Word::The)));
    let (point, end) = point_at(tokens, next)?;
    let whole = matches!(point.shape, Shape::Day { .. } | Shape::Month(_)) && point.part.is_none();
    if !whole || point.year.is_none() || joined_after(tokens, end) {
        return None;
    }
    let (start, last) = days(length, side, point)?;
    let granularity = if length.fiscal { Granularity::FiscalYear } else { granularity(length.unit) };
    Some((DateRange { start: Some(start), end: Some(last), granularity, ..DateRange::default() }, end))
}

/// Cheap test: whether one of the words that tell a side stands right behind the unit at `at`.
pub(super) fn may_name(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(word_at(tokens, at), Some(Word::Unit(unit)) if unit > TimeUnit::Day)
        && (side_word(tokens, at + 1).is_some() || tokens.is(at + 1, "period"))
}

#[derive(Clone, Copy, Debug)]
struct Length {
    count: i32,
    unit: TimeUnit,
    fiscal: bool,
}

fn length_at(tokens: &Tokens<'_>, at: usize) -> Read<Length> {
    let fiscal = word_at(tokens, at) == Some(Word::Fiscal);
    if fiscal || matches!(word_at(tokens, at), Some(Word::Unit(_))) {
        let place = at + usize::from(fiscal);
        let Some(Word::Unit(unit)) = word_at(tokens, place) else { return None };
        return may_name(tokens, place).then_some((Length { count: 1, unit, fiscal }, place + 1));
    }
    // Digits and number words are common: look for the unit before anything is read.
    let unit = (at + 1..at + 4).find(|index| may_name(tokens, *index))?;
    // "extended by three months to 31 March 2020": how far it was moved.
    let moves = at > 0 && tokens.is(at - 1, "by");
    let (amount, next) = amount_at(tokens, at).filter(|_| !moves)?;
    let place = next + usize::from(is_dash_at(tokens, next));
    let Some(Word::Unit(named)) = word_at(tokens, place).filter(|_| place == unit) else { return None };
    let led = at > 0 && ["the", "last", "past", "first"].iter().any(|word| tokens.is(at - 1, word));
    let to = tokens.is(place + 1, "to");
    let count = amount
        .number
        .filter(|_| led || !to)
        .and_then(|number| number.to_i32())
        .filter(|count| (1..=120).contains(count))?;
    let period = usize::from(tokens.is(place + 1, "period"));
    Some((Length { count, unit: named, fiscal: false }, place + 1 + period))
}

fn side_word(tokens: &Tokens<'_>, at: usize) -> Option<Side> {
    let is = |words: &[&str]| words.iter().any(|word| tokens.is(at, word));
    if is(&["ended", "ending", "to"]) {
        Some(Side::End)
    } else if is(&["beginning", "starting", "commencing"]) {
        Some(Side::Start)
    } else if is(&["of"]) {
        Some(Side::Inside)
    } else {
        None
    }
}

/// The side, where the unit allows it: only a week is "of" a day.
fn side_at(tokens: &Tokens<'_>, length: Length, at: usize) -> Read<Side> {
    let side = side_word(tokens, at)?;
    let week = length.unit == TimeUnit::Week && length.count == 1;
    (side != Side::Inside || week).then_some((side, at + 1))
}

fn days(length: Length, side: Side, point: Point) -> Option<Days> {
    let (first, last) = point.days()?;
    match side {
        Side::End => {
            let start = moved(last.tomorrow().ok()?, length.unit, -length.count)?;
            Some((start, last))
        }
        Side::Start => {
            let end = moved(first, length.unit, length.count)?.yesterday().ok()?;
            Some((first, end))
        }
        Side::Inside => point.day().and_then(|_| calendar::week_around(first)),
    }
}
