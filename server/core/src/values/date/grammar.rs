//! Decides which form of date starts at a token, and reads it with its range and its "early", "mid" or "late".
//! It must not know prepositions, durations or relative dates.

use super::calendar;
use super::feast::{feast_at, feast_of_other_word, weekend_of};
use super::lexicon::Word;
use super::named::{day_first, month_first, year_after};
use super::numeric;
use super::parts::{
    Read, free_after, free_before, glued, is_apostrophe_at, is_dash_at, joined_after, month_name, sign,
    word_at, word_or_feast_at, year_in_words,
};
use super::period::period_at;
use super::point::{Part, Point, Shape};
use super::range::{Opener, day_before_range, opened_range, range_after, to_present};
use super::relative::relative_at;
use super::units;
use super::within::{days_of_month, point_of_year, turn_of};
use super::year::bare_year;
use crate::values::token::{TokenKind, Tokens};
use crate::values::{DateRange, Granularity, Relative};

/// A date with the index of its first token (behind "the end of") and of the first token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) range: DateRange,
    pub(super) core: usize,
    pub(super) next: usize,
}

/// The date, range included, that starts at `at`.
pub(super) fn date_found(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    match word_or_feast_at(tokens, at) {
        Some(Word::From | Word::Between) => {
            let (range, next) = days_of_month(tokens, at).or_else(|| opened_range(tokens, at))?;
            return Some(Found { range, core: at, next });
        }
        Some(
            Word::Article
            | Word::Vague
            | Word::Half
            | Word::Couple
            | Word::Dozen
            | Word::Next
            | Word::Today(_),
        ) => return relative_at(tokens, at),
        Some(Word::Unit(_)) if !is_year_end(tokens, at) => {
            let named = period_at(tokens, at).map(|(range, next)| Found { range, core: at, next });
            return named.or_else(|| relative_at(tokens, at));
        }
        Some(Word::Feast) => {
            let (range, next) = feast_at(tokens, at)?;
            return Some(Found { range, core: at, next });
        }
        Some(Word::Turn) => {
            let (range, next) = turn_of(tokens, at)?;
            return Some(Found { range, core: at, next });
        }
        Some(Word::Weekend) => {
            let (range, next) = weekend_of(tokens, at)?;
            return Some(Found { range, core: at, next });
        }
        Some(Word::Whole) => {
            let (range, next) = feast_of_other_word(tokens, at)?;
            return Some(Found { range, core: at, next });
        }
        Some(Word::Season(_) | Word::Month(4 | 5 | 8) | Word::Early | Word::Mid | Word::Late) => {
            if let Some((range, next)) = feast_of_other_word(tokens, at) {
                return Some(Found { range, core: at, next });
            }
        }
        // Words that only stand inside dates; they are the most common ones.
        Some(
            Word::ShortUnit(_)
            | Word::Fortnight
            | Word::Night
            | Word::Hundred
            | Word::Thousand
            | Word::The
            | Word::In
            | Word::On
            | Word::Of
            | Word::To
            | Word::And,
        ) => return None,
        _ => {}
    }
    if let Some(((point, core), next)) = part_of(tokens, at) {
        return Some(Found { range: point.range()?, core, next });
    }
    let found = |(range, next)| Found { range, core: at, next };
    if let Some(read) = period_at(tokens, at) {
        return Some(found(read));
    }
    if let Some(read) = numeric::slashed_before_range(tokens, at) {
        return Some(found(read));
    }
    if let Some((first, next)) = day_before_range(tokens, at, Opener::None)
        && let Some(read) = range_after(tokens, first, next, Opener::None)
    {
        return Some(found(read));
    }
    if let Some(read) = listed_day(tokens, at) {
        return Some(found(read));
    }
    if let Some(read) = day_in_list(tokens, at).or_else(|| nth_weekday(tokens, at)) {
        return Some(found(read));
    }
    let Some((first, next)) = point_at(tokens, at) else {
        return relative_at(tokens, at);
    };
    if let Some(read) = point_of_year(tokens, first, next) {
        return Some(found(read));
    }
    let first = Point { year: first.year.or_else(|| year_of_list(tokens, first, next)), ..first };
    if let Some(read) = range_after(tokens, first, next, Opener::None)
        .or_else(|| to_present(tokens, first, next, Opener::None))
    {
        return Some(found(read));
    }
    if joined_after(tokens, next) {
        return None;
    }
    Some(found((first.range()?, next)))
}

/// "end of 2000", "beginning of the 19th century", "first half of the 1990s"; the second index is that of the whole's first token.
pub(super) fn part_of(tokens: &Tokens<'_>, at: usize) -> Read<(Point, usize)> {
    let (part, inner) = match word_at(tokens, at)? {
        Word::Beginning => (Part::Early, after_of(tokens, at + 1)?),
        Word::Middle => (Part::Mid, after_of(tokens, at + 1)?),
        Word::End => (Part::Late, after_of(tokens, at + 1)?),
        _ => units::half_of(tokens, at)?,
    };
    let (mut point, next) = point_at(tokens, inner)?;
    // Halves of a year are units of their own.
    let half = matches!(part, Part::FirstHalf | Part::SecondHalf) && point.shape == Shape::Year;
    let quarter = matches!(part, Part::Quarter(_)) && !matches!(point.shape, Shape::Century { .. });
    if half
        || quarter
        || matches!(point.shape, Shape::Day { .. })
        || point.part.is_some()
        || joined_after(tokens, next)
    {
        return None;
    }
    point.part = Some(part);
    Some(((point, inner), next))
}

pub(super) fn after_of(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if word_at(tokens, at) != Some(Word::Of) {
        return None;
    }
    Some(at + 1 + usize::from(word_at(tokens, at + 1) == Some(Word::The)))
}

/// The first of several days of one month: "18" of "18 and 19 June 2018", "3, 5 or 7 May".
fn listed_day(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let ((day, _), next) = super::parts::day_number(tokens, at)?;
    if !free_before(tokens, at) {
        return None;
    }
    let mut joint = next;
    for _ in 0..4 {
        let listed = word_at(tokens, joint) == Some(Word::And)
            || matches!(tokens.text(joint), "," | "&")
            || tokens.is(joint, "or");
        if !listed {
            return None;
        }
        let from = joint + 1 + usize::from(matches!(tokens.text(joint + 1), "and" | "or"));
        if let Some((point, _)) = day_first(tokens, from) {
            let shape = Shape::Day { month: point.month(), day };
            return Some((Point::new(shape, point.year).range()?, next));
        }
        let (_, after) = super::parts::day_number(tokens, from)?;
        joint = after;
    }
    None
}

/// The year that a later day or month of a list states: 2024 for "April 1" of "April 1 and 2, 2024", for "May" of "May and June 2024".
fn year_of_list(tokens: &Tokens<'_>, first: Point, at: usize) -> Option<i16> {
    if matches!(first.shape, Shape::Month(_)) {
        let listed = word_at(tokens, at) == Some(Word::And) || matches!(tokens.text(at), "or" | "&");
        let (second, _) = month_first(tokens, at + 1).filter(|_| listed)?;
        return second
            .year
            .filter(|_| second.month() > first.month() && matches!(second.shape, Shape::Month(_)));
    }
    first.day()?;
    // "3 May and 4 June 2020", "May 3 or June 4, 2020"
    if word_at(tokens, at) == Some(Word::And) || matches!(tokens.text(at), "or" | "&") {
        let second = day_first(tokens, at + 1).or_else(|| month_first(tokens, at + 1));
        if let Some((second, _)) = second
            && second.day().is_some()
        {
            let later = (second.month(), second.day()) > (first.month(), first.day());
            return second.year.filter(|_| later);
        }
    }
    let mut joint = at;
    for _ in 0..4 {
        let listed =
            matches!(tokens.text(joint), "," | "&" | "or") || word_at(tokens, joint) == Some(Word::And);
        let from = joint + 1 + usize::from(matches!(tokens.text(joint + 1), "and" | "or"));
        let (_, next) = super::parts::day_number(tokens, from).filter(|_| listed)?;
        if let (Some(year), _) = year_after(tokens, next) {
            return Some(year);
        }
        joint = next;
    }
    None
}

/// A later day of a list whose month stands first: "18th" of "July 17th, 18th or 19th".
fn day_in_list(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let ((day, ordinal), next) = super::parts::day_number(tokens, at)?;
    // "5" of "May 3, 5 and 7, 2020"
    let lent = ["and", "or"]
        .iter()
        .any(|word| tokens.is(next, word))
        .then(|| super::parts::day_number(tokens, next + 1))
        .flatten()
        .and_then(|(_, end)| year_after(tokens, end).0);
    let ends =
        ordinal || lent.is_some() || tokens.kind(next) != Some(TokenKind::Word) && free_after(tokens, next);
    if tokens.kind(at) != Some(TokenKind::Digits) || !ends || !free_before(tokens, at) {
        return None;
    }
    let mut back = at;
    for _ in 0..4 {
        let mut joined = false;
        while back > 0 && (matches!(tokens.text(back - 1), "," | "&" | "or") || tokens.is(back - 1, "and")) {
            back -= 1;
            joined = true;
        }
        back = back.checked_sub(1).filter(|_| joined)?;
        if super::parts::ordinal_suffix(tokens, back) {
            back = back.checked_sub(1)?;
        }
        super::parts::day_number(tokens, back)?;
        if let Some(month) = back.checked_sub(1).and_then(|before| month_name(tokens, before)) {
            let (year, end) = year_after(tokens, next);
            let point = Point::new(Shape::Day { month: Some(month.0.number), day }, year.or(lent));
            return Some((point.range()?, end));
        }
    }
    None
}

/// "the first Monday of September 2014", "last Friday in May": without a year its month is all that is known.
fn nth_weekday(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let (nth, next) = match word_at(tokens, at) {
        Some(Word::Last) => (-1, at + 1),
        _ => super::parts::day_number(tokens, at)
            .filter(|((nth, ordinal), _)| *ordinal && *nth <= 5)
            .map(|((nth, _), next)| (nth, next))?,
    };
    let Some(Word::Weekday(weekday)) = word_at(tokens, next) else { return None };
    if !matches!(word_at(tokens, next + 1), Some(Word::Of | Word::In)) {
        return None;
    }
    let (month, end) = month_name(tokens, next + 2)?;
    let (year, end) = year_after(tokens, end);
    let mut range = Point::new(Shape::Month(month.number), year).range()?;
    range.granularity = Granularity::Day;
    if year.is_none() {
        range.relative = Some(Relative::WeekdayOfNamedMonth { nth, weekday, month: month.number });
    }
    if let Some(year) = year {
        let day = calendar::nth_weekday(year, month.number, nth, weekday)?;
        (range.start, range.end) = (Some(day), Some(day));
    }
    Some((range, end))
}

/// One point: with "early", "mid" or "late" and with a weekday before a day.
pub(super) fn point_at(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    match tokens.kind(at)? {
        TokenKind::Digits if !free_before(tokens, at) => numeric::after_hyphen(tokens, at),
        _ => point_after_joint(tokens, at),
    }
}

/// A point whose left side is known to be free: what stands before it joins it to another point.
pub(super) fn point_after_joint(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (part, inner) = part_word(tokens, at);
    if let Some(part) = part {
        let (mut point, next) = plain_point(tokens, inner)?;
        if matches!(point.shape, Shape::Day { .. }) {
            return None;
        }
        point.part = Some(part);
        return Some((point, next));
    }
    if let Some(Word::Weekday(_) | Word::ShortWeekday(_)) = word_at(tokens, at) {
        return day_after_weekday(tokens, at);
    }
    plain_point(tokens, at)
}

/// "early-to-mid", "mid- to late": the half that both make up, and the index of the last word.
fn two_parts(tokens: &Tokens<'_>, at: usize) -> Option<(Part, usize)> {
    let skip_dash = |index: usize| index + usize::from(is_dash_at(tokens, index));
    let to = skip_dash(at + 1);
    let last = skip_dash(to + 1);
    if word_at(tokens, to) != Some(Word::To) {
        return None;
    }
    match (word_at(tokens, at)?, word_at(tokens, last)?) {
        (Word::Early, Word::Mid) => Some((Part::FirstHalf, last)),
        (Word::Mid, Word::Late) => Some((Part::SecondHalf, last)),
        _ => None,
    }
}

/// Whether "year-end" stands at `at`: "by year-end 2024".
pub(super) fn is_year_end(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, "year") && is_dash_at(tokens, at + 1) && tokens.is(at + 2, "end") && glued(tokens, at + 2)
}

/// "early", "mid-", "late", "mid-to-late", "year-end" and the index behind.
pub(super) fn part_word(tokens: &Tokens<'_>, at: usize) -> (Option<Part>, usize) {
    if is_year_end(tokens, at) {
        let figure = tokens.kind(at + 3) == Some(TokenKind::Digits);
        return if figure { (Some(Part::Late), at + 3) } else { (None, at) };
    }
    let (two, at) = two_parts(tokens, at).map_or((None, at), |(part, last)| (Some(part), last));
    let part = match word_at(tokens, at) {
        Some(Word::Early) => Part::Early,
        Some(Word::Mid) => Part::Mid,
        Some(Word::Late) => Part::Late,
        // "end-2020"
        Some(Word::End) if is_dash_at(tokens, at + 1) && glued(tokens, at + 1) => Part::Late,
        _ => return (None, at),
    };
    let next = if is_dash_at(tokens, at + 1) { at + 2 } else { at + 1 };
    let next = if word_at(tokens, next) == Some(Word::In) { next + 1 } else { next };
    (Some(two.unwrap_or(part)), next + usize::from(word_at(tokens, next) == Some(Word::The)))
}

/// "Monday, 18 September 2023", "Tue May 9", "Sunday 12/7/2014".
fn day_after_weekday(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let mut next = at + 1;
    while matches!(sign(tokens, next), Some(',' | '.')) && next < at + 3 {
        next += 1;
    }
    next += usize::from(word_at(tokens, next) == Some(Word::The));
    let (point, end) = plain_point(tokens, next)?;
    matches!(point.shape, Shape::Day { month: Some(_), .. }).then_some((point, end))
}

fn plain_point(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    match tokens.kind(at)? {
        TokenKind::Digits => in_digits(tokens, at),
        TokenKind::Sign if is_apostrophe_at(tokens, at) => {
            units::decade_in_digits(tokens, at).or_else(|| remembered_year(tokens, at))
        }
        TokenKind::Sign => None,
        TokenKind::Word => in_words(tokens, at),
    }
}

fn in_digits(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    match tokens.text(at).len() {
        1 | 2 => day_first(tokens, at)
            .or_else(|| numeric::day_or_month_first(tokens, at))
            .or_else(|| numeric::slashed_day(tokens, at))
            .or_else(|| units::decade_in_digits(tokens, at))
            .or_else(|| units::century(tokens, at))
            .or_else(|| units::quarter_in_words(tokens, at))
            .or_else(|| units::quarter_before_sign(tokens, at))
            .or_else(|| era_year(tokens, at)),
        4 => numeric::year_first(tokens, at)
            .or_else(|| units::decade_in_digits(tokens, at))
            .or_else(|| units::after_year(tokens, at))
            .or_else(|| era_year(tokens, at)),
        3 | 5 => era_year(tokens, at),
        8 => numeric::year_first(tokens, at),
        _ => None,
    }
}

fn era_year(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (year, next) = bare_year(tokens, at)?;
    Some((Point::new(Shape::Year, Some(year)), next))
}

fn in_words(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    match word_at(tokens, at) {
        Some(Word::Month(_) | Word::ShortMonth(_)) => month_first(tokens, at),
        Some(Word::Season(_)) => units::season(tokens, at),
        Some(Word::QuarterSign | Word::HalfSign) => units::quarter_sign(tokens, at),
        Some(Word::FiscalSign | Word::CalendarSign | Word::Fiscal) => units::fiscal_year(tokens, at),
        Some(Word::Ordinal(_)) => day_first(tokens, at)
            .or_else(|| units::century(tokens, at))
            .or_else(|| units::quarter_in_words(tokens, at)),
        Some(Word::Last) => units::quarter_in_words(tokens, at),
        Some(Word::Decade(_)) => units::decade_in_words(tokens, at),
        Some(Word::Cardinal(15..)) => day_first(tokens, at)
            .or_else(|| units::decade_in_words(tokens, at))
            .or_else(|| units::century(tokens, at))
            .or_else(|| spoken_year(tokens, at)),
        Some(Word::Ad) => era_year(tokens, at),
        Some(_) => None,
        None if tokens.text(at).starts_with(['X', 'V', 'I']) => units::century(tokens, at),
        None => None,
    }
}

/// "in '98", "the class of '05", behind a word that leads to a year.
fn remembered_year(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let led = at.checked_sub(1).and_then(|before| word_at(tokens, before));
    let leads = matches!(
        led,
        Some(
            Word::In
                | Word::Of
                | Word::Since
                | Word::Until
                | Word::By
                | Word::From
                | Word::Before
                | Word::After
                | Word::Early
                | Word::Mid
                | Word::Late
        )
    );
    let (year, next) = year_after(tokens, at);
    let count = super::nouns::counted(tokens, next);
    let year = year.filter(|_| leads && tokens.spaced(at) && !count)?;
    Some((Point::new(Shape::Year, Some(year)), next))
}

/// "in nineteen seventy-eight", "nineteen seventy-eight": a year in words. Where the words could be another number
/// ("two thousand and five", "twenty twenty") they need their preposition.
fn spoken_year(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    if at > 0 && glued(tokens, at) {
        return None;
    }
    let (year, next) = year_in_words(tokens, at)?;
    let led = at.checked_sub(1).and_then(|before| word_at(tokens, before));
    let led = matches!(led, Some(Word::In | Word::Since | Word::Until | Word::Of));
    let paired = |index: usize| matches!(word_at(tokens, index), Some(Word::Cardinal(10..)));
    let sure = paired(at + 1) && tokens.spaced(at + 1) && (1500..=2019).contains(&year);
    let tied = is_dash_at(tokens, next) && glued(tokens, next);
    let count = tokens.kind(next) == Some(TokenKind::Word) && word_at(tokens, next).is_none();
    ((led || sure) && !count && !tied).then_some((Point::new(Shape::Year, Some(year)), next))
}
