//! Distances from a day: "two weeks ago", "in three days' time", "a week from Tuesday", "two days after Christmas",
//! "the day after tomorrow", "the year after next".
//! It must not know the document's date; a distance from a day that is written in full is a day itself.

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::calendar::{granularity, moved};
use super::duration::{Amount, amount_at, unit_at};
use super::feast;
use super::grammar::point_at;
use super::lexicon::Word;
use super::named::year_after;
use super::parts::{Read, is_apostrophe_at, word_at};
use super::point::Shape;
use super::relative::unknown;
use crate::values::token::Tokens;
use crate::values::{Anchor, DateRange, Granularity, Relative, TimeUnit};

/// "two weeks ago", "a year ago", "several years ago", "ten days from now", "three days before 5 May 2021".
pub(super) fn away(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let (amount, next) = amount_at(tokens, at)?;
    if let Some((weekday, side, next)) = weekdays(tokens, amount, next) {
        return Some((unknown(Granularity::Day, Some(Relative::Weekday { weekday, side })), next));
    }
    let (told, unit, next) = match word_at(tokens, next) {
        Some(Word::Fortnight) => (count(amount).map(|count| 2 * count), TimeUnit::Week, next + 1),
        _ => {
            let (unit, next) = unit_at(tokens, next)?;
            (count(amount), unit, next)
        }
    };
    if let Some((side, next)) = from_today(tokens, at, next) {
        return Some((from_document(told, unit, side), next));
    }
    if unit < TimeUnit::Day || is_length(tokens, at) {
        return None;
    }
    let (base, side, next) = from_base(tokens, next)?;
    Some((distance(base, unit, side * told?)?, next))
}

/// "(two) Sundays ago", "(three) Fridays from now".
fn weekdays(tokens: &Tokens<'_>, amount: Amount, at: usize) -> Option<(i8, i8, usize)> {
    let singular = tokens.text(at).strip_suffix("days")?;
    let weekday = (1..=7).zip(["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"]);
    let (weekday, _) = weekday.into_iter().find(|(_, name)| singular.eq_ignore_ascii_case(name))?;
    let (side, next) = from_today(tokens, at, at + 1)?;
    let side = i8::try_from(side * count(amount)?).ok()?;
    Some((weekday, side, next))
}

/// "ago", "from now", "hence", "('s) time" after "in": the side and the index behind.
fn from_today(tokens: &Tokens<'_>, at: usize, next: usize) -> Option<(i32, usize)> {
    if tokens.is(next, "ago") {
        return Some((-1, next + 1));
    }
    if tokens.is(next, "hence") {
        return Some((1, next + 1));
    }
    if tokens.is(next, "from") {
        let right = usize::from(tokens.is(next + 1, "right"));
        return tokens.is(next + 1 + right, "now").then_some((1, next + 2 + right));
    }
    let led = at > 0 && word_at(tokens, at - 1) == Some(Word::In);
    let time = next + usize::from(is_apostrophe_at(tokens, next));
    (led && tokens.is(time, "time") && (time > next || tokens.text(next - 1).ends_with('s')))
        .then_some((1, time + 1))
}

fn from_document(told: Option<i32>, unit: TimeUnit, side: i32) -> DateRange {
    let relative = match unit {
        // Hours may lead into another day.
        TimeUnit::Hour => None,
        TimeUnit::Second | TimeUnit::Minute => Some(Relative::Unit { unit: TimeUnit::Day, offset: 0 }),
        TimeUnit::Day => told.map(|count| Relative::Unit { unit, offset: side * count }),
        TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter => {
            told.map(|count| Relative::Away { unit, count: side * count, from: Anchor::Day(0) })
        }
        TimeUnit::Year => told.map(|count| Relative::Unit { unit, offset: side * count }),
        // "a decade ago" is the year ten years back, not the decade before.
        TimeUnit::Decade => years(told, 10 * side),
        TimeUnit::Century => years(told, 100 * side),
    };
    unknown(granularity(unit), relative)
}

fn years(told: Option<i32>, each: i32) -> Option<Relative> {
    told.map(|count| Relative::Unit { unit: TimeUnit::Year, offset: each.saturating_mul(count) })
}

/// "within 30 days after 1 July": how long, not when.
fn is_length(tokens: &Tokens<'_>, at: usize) -> bool {
    let lead = |back: usize| at.checked_sub(back).map_or("", |index| tokens.text(index));
    let length = |text: &str| {
        ["within", "for", "than", "least", "most", "over", "lasting", "of", "to", "every", "during", "only"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
    };
    length(lead(1)) || lead(1) == "the" && length(lead(2))
}

/// What a distance is counted from.
#[derive(Clone, Copy, Debug)]
enum Base {
    Anchor(Anchor),
    Days(Date, Date),
}

/// "after Christmas", "before 5 May 2021", "from tomorrow", "from Tuesday": the day, the side of it, and the index behind.
fn from_base(tokens: &Tokens<'_>, at: usize) -> Option<(Base, i32, usize)> {
    let side = match word_at(tokens, at)? {
        Word::Before => -1,
        Word::After | Word::From => 1,
        _ => return None,
    };
    let from = word_at(tokens, at) == Some(Word::From);
    let (base, next) = base_at(tokens, at + 1, from)?;
    Some((base, side, next))
}

fn base_at(tokens: &Tokens<'_>, at: usize, from: bool) -> Read<Base> {
    if let Some(Word::Today(offset)) = word_at(tokens, at) {
        return Some((Base::Anchor(Anchor::Day(i32::from(offset))), at + 1));
    }
    if let Some(read) = weekday_base(tokens, at, from) {
        return Some(read);
    }
    // "three years from 1 January 2020" is how long.
    if from {
        return None;
    }
    if let Some((feast, next)) = feast::name_at(tokens, at) {
        return match year_after(tokens, next) {
            (Some(year), end) => feast::days(feast, year).map(|(first, last)| (Base::Days(first, last), end)),
            (None, _) => Some((Base::Anchor(Anchor::Feast(feast)), next)),
        };
    }
    let (point, next) = point_at(tokens, at)?;
    let Shape::Day { month: Some(month), day } = point.shape else { return None };
    match point.days() {
        Some((first, last)) => Some((Base::Days(first, last), next)),
        None => Some((Base::Anchor(Anchor::Date { month, day }), next)),
    }
}

/// "(a week from) Tuesday", "(two days after) next Friday".
fn weekday_base(tokens: &Tokens<'_>, at: usize, from: bool) -> Read<Base> {
    if let Some(Word::Weekday(weekday)) = word_at(tokens, at) {
        let alone = super::grammar::point_at(tokens, at).is_none();
        return (from && alone).then_some((Base::Anchor(Anchor::Weekday { weekday, side: 1 }), at + 1));
    }
    let side = match word_at(tokens, at)? {
        Word::Last => -1,
        Word::This => 0,
        Word::Next => 1,
        _ => return None,
    };
    let Some(Word::Weekday(weekday)) = word_at(tokens, at + 1) else { return None };
    let anchor = match side {
        -1 => Anchor::Weekday { weekday, side: -1 },
        _ => Anchor::WeekdayOfWeek { weekday, weeks: side },
    };
    (word_at(tokens, at + 2) != Some(Word::Of)).then_some((Base::Anchor(anchor), at + 2))
}

fn distance(base: Base, unit: TimeUnit, count: i32) -> Option<DateRange> {
    match base {
        Base::Anchor(Anchor::Day(offset)) if unit == TimeUnit::Day => {
            let relative = Relative::Unit { unit, offset: offset + count };
            Some(unknown(Granularity::Day, Some(relative)))
        }
        Base::Anchor(from) => {
            // A distance from a day that is named is a day, whatever its unit.
            Some(unknown(Granularity::Day, Some(Relative::Away { unit, count, from })))
        }
        Base::Days(first, last) => {
            let day = moved(if count < 0 { first } else { last }, unit, count)?;
            Some(DateRange { start: Some(day), end: Some(day), ..DateRange::default() })
        }
    }
}

/// "day after tomorrow", "day before Christmas", "day after 5 May 2021".
pub(super) fn around_day(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    if !tokens.is(at, "day") {
        return None;
    }
    let (base, side, next) = from_base(tokens, at + 1)?;
    Some((distance(base, TimeUnit::Day, side)?, next))
}

/// "year after next", "week before last".
pub(super) fn beyond_next(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let Some(Word::Unit(unit)) = word_at(tokens, at) else { return None };
    let offset = if tokens.are(at + 1, &["after", "next"]) {
        2
    } else if tokens.are(at + 1, &["before", "last"]) {
        -2
    } else {
        return None;
    };
    // "the week after next Friday", "the year before last month's vote"
    let other = matches!(
        word_at(tokens, at + 3),
        Some(Word::Unit(_) | Word::Weekday(_) | Word::Month(_) | Word::Season(_) | Word::Weekend)
    );
    let told = !other && unit > TimeUnit::Day && !tokens.text(at).ends_with('s');
    told.then(|| (unknown(granularity(unit), Some(Relative::Unit { unit, offset })), at + 3))
}

/// A whole stated number of units, small enough for the calendar.
pub(super) fn count(amount: Amount) -> Option<i32> {
    amount
        .number?
        .to_i32()
        .filter(|count| (1..=9_000).contains(count) && amount.number == Some((*count).into()))
}
