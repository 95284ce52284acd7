//! Expressions that hang on the document's date: "last year", "the past three years", "on Tuesday", "yesterday", "last Christmas".
//! It must not know that date: the value says only how far away it lies.

use super::anchored::{around_day, away, beyond_next, count};
use super::calendar::{first_month, granularity};
use super::duration::amount_at;
use super::feast;
use super::grammar::{Found, after_of, part_word};
use super::lexicon::Word;
use super::parts::{capitalised, month_name, word_at, word_or_feast_at};
use super::point::Part;
use super::within;
use crate::values::token::{TokenKind, Tokens};
use crate::values::{DateRange, Granularity, Modifier, Relative, TimeUnit};

/// The relative date that starts at `at`, with "early", "mid" or "late" if it has one.
pub(super) fn relative_at(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    if let Some((range, next)) = rest_of_unit(tokens, at) {
        return Some(Found { range, core: at, next });
    }
    if let Some((part, inner)) = side_of(tokens, at) {
        let (mut range, next) = plain(tokens, inner)?;
        let wide = range.granularity > Granularity::Day && range.modifier == Modifier::None;
        range.modifier = part.modifier();
        // "the end of the past week": of one that is over, not of the seven days up to now.
        if let Some(Relative::Stretch { unit, count: side @ (-1 | 1) }) = range.relative {
            range.relative = Some(Relative::Unit { unit, offset: side });
        }
        return wide.then_some(Found { range, core: inner, next });
    }
    let (part, inner) = part_word(tokens, at);
    let (mut range, next) = plain(tokens, inner)?;
    if let Some(part) = part {
        range.modifier = part.modifier();
    }
    Some(Found { range, core: at, next })
}

fn plain(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    match word_at(tokens, at) {
        Some(Word::Today(offset)) => {
            let day = Relative::Unit { unit: TimeUnit::Day, offset: i32::from(offset) };
            Some((unknown(Granularity::Day, Some(day)), at + 1))
        }
        Some(Word::Last) => within::ranked(tokens, at).or_else(|| after_side(tokens, at, -1)),
        Some(Word::This) => after_this(tokens, at),
        Some(Word::Next) => after_side(tokens, at, 1),
        Some(Word::Weekday(weekday)) => weekday_alone(tokens, at, weekday),
        Some(Word::Unit(_)) => beyond_next(tokens, at).or_else(|| around_day(tokens, at)),
        Some(Word::Month(_) | Word::ShortMonth(_) | Word::Season(_)) => within::named_of_year(tokens, at),
        Some(Word::Ordinal(_)) => within::ranked(tokens, at).or_else(|| within::named_of_year(tokens, at)),
        _ if tokens.kind(at) == Some(TokenKind::Digits) => {
            within::ranked(tokens, at).or_else(|| away(tokens, at))
        }
        _ => away(tokens, at),
    }
}

/// "earlier this year", "later this week": up to the document's date, or from it on.
fn rest_of_unit(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    let elapsed = tokens.is(at, "earlier");
    if !elapsed && !tokens.is(at, "later") {
        return None;
    }
    let this = at + 1 + usize::from(word_at(tokens, at + 1) == Some(Word::In));
    if !tokens.is(this, "this") {
        // "later on Tuesday", "earlier last year": some other time than the document's.
        return match word_at(tokens, this)? {
            Word::Today(0) => Some((unknown(Granularity::Day, Some(TODAY)), this + 1)),
            _ => None,
        };
    }
    let Some(Word::Unit(unit)) = word_at(tokens, this + 1) else { return None };
    let told = unit > TimeUnit::Day && word_at(tokens, this + 2) != Some(Word::Of);
    told.then(|| (unknown(granularity(unit), Some(Relative::Rest { unit, elapsed })), this + 2))
}

const TODAY: Relative = Relative::Unit { unit: TimeUnit::Day, offset: 0 };

/// "the end of", "beginning of", "the middle of" before a relative date.
fn side_of(tokens: &Tokens<'_>, at: usize) -> Option<(Part, usize)> {
    let part = match word_at(tokens, at)? {
        Word::Beginning => Part::Early,
        Word::Middle => Part::Mid,
        Word::End => Part::Late,
        _ => return None,
    };
    Some((part, after_of(tokens, at + 1)?))
}

pub(super) fn unknown(granularity: Granularity, relative: Option<Relative>) -> DateRange {
    DateRange { granularity, relative, needs_document_date: true, ..DateRange::default() }
}

/// "this year", and "this past weekend", "this coming Friday".
fn after_this(tokens: &Tokens<'_>, at: usize) -> Option<(DateRange, usize)> {
    match word_at(tokens, at + 1) {
        Some(Word::Last) if tokens.is(at + 1, "past") => after_side(tokens, at + 1, -1),
        Some(Word::Next) if !tokens.is(at + 1, "next") => after_side(tokens, at + 1, 1),
        _ => after_side(tokens, at, 0),
    }
}

/// What follows "last" (-1), "this" (0) or "next" (1).
fn after_side(tokens: &Tokens<'_>, at: usize, side: i8) -> Option<(DateRange, usize)> {
    let next = at + 1;
    match word_or_feast_at(tokens, next) {
        // "last May", "next summer", "this Monday"
        Some(Word::Month(_) | Word::ShortMonth(_)) => {
            let (month, end) = month_name(tokens, next)?;
            let word = matches!(month.number, 3 | 5 | 8) || month.short && month.number == 6;
            if !word || month.capital {
                let months = Relative::Months { first: month.number, count: 1, side };
                return Some((unknown(Granularity::Month, Some(months)), end));
            }
        }
        Some(Word::Season(season)) if word_at(tokens, next + 1) != Some(Word::Of) => {
            let months = Relative::Months { first: first_month(season), count: 3, side };
            return Some((unknown(Granularity::Season, Some(months)), next + 1));
        }
        Some(Word::Weekday(weekday)) => {
            let of = matches!(word_at(tokens, next + 1), Some(Word::Of));
            let day = weekday_on(tokens, at, weekday, side);
            return (!of).then(|| (unknown(Granularity::Day, Some(day)), next + 1));
        }
        // "last weekend of May" is of May.
        Some(Word::Weekend) => {
            let of = matches!(word_at(tokens, next + 1), Some(Word::Of | Word::In));
            let relative = (!of).then_some(Relative::Weekend { weeks: i32::from(side) });
            return Some((unknown(Granularity::Week, relative), next + 1));
        }
        _ if part_of_day(tokens, next) => {
            let day = Relative::Unit { unit: TimeUnit::Day, offset: i32::from(side) };
            return (side <= 0).then(|| (unknown(Granularity::Day, Some(day)), next + 1));
        }
        _ => {}
    }
    if let Some((feast, end)) = feast::name_at(tokens, next) {
        return Some((unknown(Granularity::Day, Some(Relative::Feast { feast, side })), end));
    }
    let fiscal = word_at(tokens, next) == Some(Word::Fiscal);
    let unit_at = next + usize::from(fiscal || tokens.is(next, "calendar"));
    if let Some(Word::Unit(unit) | Word::ShortUnit(unit @ TimeUnit::Year)) = word_at(tokens, unit_at) {
        return one_unit(tokens, at, unit_at, unit, side, fiscal);
    }
    if side == 0 {
        return None;
    }
    stretch(tokens, next, i32::from(side))
}

/// Which weekday "last", "this" or "next" at `at` means; how it is taken is told at [`super::resolve`].
fn weekday_on(tokens: &Tokens<'_>, at: usize, weekday: i8, side: i8) -> Relative {
    match side {
        -1 => Relative::Weekday { weekday, side },
        1 if !tokens.is(at, "next") => Relative::Weekday { weekday, side },
        _ => Relative::WeekdayOfWeek { weekday, weeks: i32::from(side) },
    }
}

/// "last night", "this morning".
fn part_of_day(tokens: &Tokens<'_>, at: usize) -> bool {
    ["night", "morning", "afternoon", "evening"].iter().any(|part| tokens.is(at, part))
}

/// "last year", "the past decade", "this fiscal year"; not "the last week of May" nor "the last day".
fn one_unit(
    tokens: &Tokens<'_>,
    at: usize,
    unit_at: usize,
    unit: TimeUnit,
    side: i8,
    fiscal: bool,
) -> Option<(DateRange, usize)> {
    let plural = tokens.text(unit_at).ends_with('s') && !tokens.text(unit_at).contains(['\'', '\u{2019}']);
    if unit <= TimeUnit::Day || word_at(tokens, unit_at + 1) == Some(Word::Of) {
        return None;
    }
    let granularity = if fiscal { Granularity::FiscalYear } else { granularity(unit) };
    if plural {
        // "the past decades": how many is not told. "This years" is a slip for "this year's".
        let slip = side == 0 && unit == TimeUnit::Year;
        let relative = slip.then_some(Relative::Unit { unit, offset: 0 });
        return (slip || tokens.is(at, "past")).then_some((unknown(granularity, relative), unit_at + 1));
    }
    if unit == TimeUnit::Week
        && let Some((weekday, next)) = weekday_after_week(tokens, unit_at + 1)
    {
        let day = Relative::WeekdayOfWeek { weekday, weeks: i32::from(side) };
        return Some((unknown(Granularity::Day, Some(day)), next));
    }
    // "last year's fourth quarter", "next year's Easter"
    if unit == TimeUnit::Year
        && !fiscal
        && tokens.text(unit_at).len() > 4
        && let Some(read) = within::of_year(tokens, unit_at + 1, i32::from(side))
    {
        return Some(read);
    }
    let stretches = tokens.is(at, "past");
    let relative = if stretches {
        Relative::Stretch { unit, count: i32::from(side) }
    } else {
        Relative::Unit { unit, offset: i32::from(side) }
    };
    Some((unknown(granularity, Some(relative)), unit_at + 1))
}

/// "(next week) on Friday", "(last week's) Sunday", "(this week) Mon".
fn weekday_after_week(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let at = at + usize::from(word_at(tokens, at) == Some(Word::On));
    match word_at(tokens, at)? {
        Word::Weekday(weekday) => Some((weekday, at + 1)),
        Word::ShortWeekday(weekday) if capitalised(tokens, at) => Some((weekday, at + 1)),
        _ => None,
    }
}

/// "(Friday) next week", "(Tuesday) of last week": how many weeks ahead, and the index behind.
fn week_after_weekday(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let joined = word_at(tokens, at) == Some(Word::Of) || matches!(tokens.text(at), "," | "from");
    let at = at + usize::from(joined);
    let weeks = match word_at(tokens, at)? {
        Word::Last if tokens.is(at, "last") => -1,
        Word::This => 0,
        Word::Next if tokens.is(at, "next") => 1,
        _ => return None,
    };
    (word_at(tokens, at + 1) == Some(Word::Unit(TimeUnit::Week))).then_some((weeks, at + 2))
}

/// "(the last) three years", "(the next) few months", "(the past) two quarters": `side` is -1 or 1.
fn stretch(tokens: &Tokens<'_>, at: usize, side: i32) -> Option<(DateRange, usize)> {
    let (told, unit, next) = if word_at(tokens, at) == Some(Word::Fortnight) {
        (Some(2), TimeUnit::Week, at + 1)
    } else {
        let (amount, next) = amount_at(tokens, at)?;
        match word_at(tokens, next) {
            Some(Word::Unit(TimeUnit::Quarter)) => (count(amount), TimeUnit::Quarter, next + 1),
            Some(Word::Fortnight) => (count(amount).map(|count| 2 * count), TimeUnit::Week, next + 1),
            _ => {
                let (unit, next) = super::duration::unit_at(tokens, next)?;
                (count(amount), unit, next)
            }
        }
    };
    if unit < TimeUnit::Day || word_at(tokens, next) == Some(Word::Of) {
        return None;
    }
    let relative = told.map(|count| Relative::Stretch { unit, count: side * count });
    Some((unknown(granularity(unit), relative), next))
}

/// Words before a weekday that make it a name: "Good Friday", "Bloody Sunday".
const DAY_NAMES: &[&str] = &[
    "good",
    "black",
    "cyber",
    "easter",
    "bloody",
    "palm",
    "ash",
    "holy",
    "super",
    "whit",
    "shrove",
    "maundy",
    "ruby",
    "sheffield",
    "pancake",
    "every",
    "each",
    "plough",
];

/// "on Tuesday", "by Friday".
fn weekday_alone(tokens: &Tokens<'_>, at: usize, weekday: i8) -> Option<(DateRange, usize)> {
    let named = at > 0 && DAY_NAMES.iter().any(|name| tokens.is(at - 1, name));
    let name_goes_on = capitalised(tokens, at + 1)
        && tokens.kind(at + 1) == Some(TokenKind::Word)
        && word_at(tokens, at + 1).is_none();
    let alone = tokens.len() == 1;
    if named || alone || name_goes_on {
        return None;
    }
    if let Some((weeks, next)) = week_after_weekday(tokens, at + 1) {
        let day = Relative::WeekdayOfWeek { weekday, weeks };
        return Some((unknown(Granularity::Day, Some(day)), next));
    }
    if tokens.are(at + 1, &["after", "next"])
        && !matches!(word_at(tokens, at + 3), Some(Word::Unit(_) | Word::Weekday(_)))
    {
        return Some((unknown(Granularity::Day, Some(Relative::Weekday { weekday, side: 2 })), at + 3));
    }
    let day = if super::tense::is_to_come(tokens, at) {
        Relative::WeekdayAhead { weekday }
    } else {
        Relative::Weekday { weekday, side: 0 }
    };
    Some((unknown(Granularity::Day, Some(day)), at + 1))
}
