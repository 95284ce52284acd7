//! Dates with a month's name: "18 September 2023", "Sept. 18, 2023", "the 25th of April", "May of 2023", "October".
//! It must not know ranges, nor prepositions other than those that tell a month from a verb or a name.

use super::lexicon::Word;
use super::nouns::counted;
use super::parts::{
    MonthName, Read, below_hundred, capitalised, day_number, digits, free_after, free_before, glued,
    is_apostrophe_at, month_name, sign, word_at, year_in_words, year_number,
};
use super::point::{Point, Shape};
use crate::values::token::{TokenKind, Tokens};

/// "May 3", "May the 3rd, 2023", "Sep-23-2020", "May 2023", "May of 2023", "Dec/2018", "May".
pub(super) fn month_first(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (month, next) = month_name(tokens, at)?;
    if after_impossible_day(tokens, at) {
        return None;
    }
    if let Some(read) = month_joined(tokens, next, month) {
        return Some(read);
    }
    if let Some((day, end)) = day_after_month(tokens, at, next) {
        let (year, end) = year_after(tokens, end);
        return Some((Point::new(Shape::Day { month: Some(month.number), day }, year), end));
    }
    // "she may in 2020": a verb.
    let verb = !month.capital && matches!(month.number, 3 | 5) && tokens.is(next, "in");
    if let (Some(year), end) = year_after(tokens, next)
        && (!verb || at > 0 && leads_month(tokens, at - 1))
    {
        return Some((Point::new(Shape::Month(month.number), Some(year)), end));
    }
    if let Some(short) = short_year_after(tokens, next, month) {
        return Some((Point::new(Shape::Month(month.number), Some(full_year(short))), next + 1));
    }
    stands_alone(tokens, at, next, month).then(|| (Point::new(Shape::Month(month.number), None), next))
}

/// "Aug 96" at the end of a clause: a number too large for a day.
fn short_year_after(tokens: &Tokens<'_>, at: usize, month: MonthName) -> Option<i16> {
    let short = digits(tokens, at, 2..=2).filter(|short| *short >= 70 && month.capital)?;
    let ends = tokens.kind(at + 1) != Some(TokenKind::Word) && free_after(tokens, at + 1);
    (ends && tokens.spaced(at)).then_some(short)
}

/// Whether a day that does not exist stands before the month at `at`: "32 August", "29 February 2014". It was refused, and so is its rest.
fn after_impossible_day(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && digits(tokens, at - 1, 1..=2).is_some() && free_before(tokens, at - 1)
}

/// "Dec-2018", "Dec/2018", "Sep-23-2020".
fn month_joined(tokens: &Tokens<'_>, at: usize, month: MonthName) -> Read<Point> {
    let joint = sign(tokens, at).filter(|c| matches!(c, '-' | '/') && glued(tokens, at + 1))?;
    if let Some((year, end)) = year_number(tokens, at + 1) {
        return Some((Point::new(Shape::Month(month.number), Some(year)), end));
    }
    let ((day, _), next) = day_number(tokens, at + 1)?;
    if sign(tokens, next) != Some(joint) {
        return None;
    }
    let (year, end) = year_number(tokens, next + 1)?;
    Some((Point::new(Shape::Day { month: Some(month.number), day }, Some(year)), end))
}

/// The day after a month that starts at `at` and ends before `next`.
fn day_after_month(tokens: &Tokens<'_>, at: usize, next: usize) -> Read<i8> {
    let from = if word_at(tokens, next) == Some(Word::The) { next + 1 } else { next };
    if let Some((day, end)) = below_hundred(tokens, from)
        && year_after(tokens, end).0.is_some()
    {
        return Some((i8::try_from(day).ok().filter(|day| *day <= 31)?, end));
    }
    let ((day, ordinal), end) = day_number(tokens, from)?;
    if tokens.kind(from) == Some(TokenKind::Digits) {
        if !free_after(tokens, end) {
            return None;
        }
        // "In May 25 people": a count. "On May 25 people": a day.
        let in_month = at > 0 && word_at(tokens, at - 1) == Some(Word::In);
        // "as may 5 people", "they march 5 miles": a verb before a count.
        let verb = !capitalised(tokens, at) && (tokens.is(at, "may") || tokens.is(at, "march"));
        let count = !ordinal && (in_month || verb) && counted(tokens, end);
        return (!count).then_some((day, end));
    }
    // "May twenty-first", "May first, 2010"; but not "in March first aid".
    let told =
        end > from + 1 || tokens.kind(end) != Some(TokenKind::Word) || year_after(tokens, end).0.is_some();
    told.then_some((day, end))
}

/// "18 September 2023", "18th of September", "05-Aug-2016", "16. Nov. 2016", "14april 2015".
pub(super) fn day_first(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let ((day, ordinal), next) = day_number(tokens, at)?;
    let joint = sign(tokens, next).filter(|c| matches!(c, '-' | '/' | '.'));
    let of = word_at(tokens, next) == Some(Word::Of);
    let month_at = if joint.is_some() || of { next + 1 } else { next };
    let (month, end) = month_name(tokens, month_at)?;
    let shape = Shape::Day { month: Some(month.number), day };
    let (year, end) = match joint {
        Some('.') => year_after(tokens, end),
        Some(joint) if sign(tokens, end) == Some(joint) && glued(tokens, end) => joined_year(tokens, end),
        _ => year_after(tokens, end),
    };
    let in_words = tokens.kind(at) == Some(TokenKind::Word);
    let told = year.is_some() || (of && (month.capital || !is_common(month)));
    let sure = match joint {
        Some('.') => year.is_some(),
        Some(_) => glued(tokens, next) && glued(tokens, next + 1),
        None if in_words => told,
        // "3 may apply" and "25 march on": a month in small letters needs more than a number before it.
        None => told || month.capital || ordinal || !is_common(month),
    };
    sure.then(|| (Point::new(shape, year), end))
}

/// "-2016", "/16" after a day and a month joined in the same way.
fn joined_year(tokens: &Tokens<'_>, at: usize) -> (Option<i16>, usize) {
    if let Some((year, end)) = year_number(tokens, at + 1) {
        return (Some(year), end);
    }
    match digits(tokens, at + 1, 2..=2) {
        Some(short) if free_after(tokens, at + 2) => (Some(full_year(short)), at + 2),
        _ => (None, at),
    }
}

/// A year of two digits: 70 to 99 are of the 20th century, 00 to 69 of the 21st.
pub(super) fn full_year(short: i16) -> i16 {
    if short >= 70 { 1900 + short } else { 2000 + short }
}

/// The year after a day or a month, and the index after it: "2023", ", 2023", "of 2023", "in 2023", "two thousand and eighteen", "'98".
/// Without one, `None` and `at` itself.
pub(super) fn year_after(tokens: &Tokens<'_>, at: usize) -> (Option<i16>, usize) {
    let comma = sign(tokens, at) == Some(',');
    let preposition = matches!(word_at(tokens, at), Some(Word::Of | Word::In));
    let skip = usize::from(comma || preposition);
    let from =
        at + skip + usize::from(preposition && tokens.is(at + 1, "the") && tokens.is(at + 2, "year")) * 2;
    if let Some((year, end)) = year_number(tokens, from) {
        // "On 3 May, 2000 people": a count.
        let count = year % 100 == 0 && counted(tokens, end);
        return if count { (None, at) } else { (Some(year), end) };
    }
    if let Some((year, end)) = year_in_words(tokens, from) {
        return (Some(year), end);
    }
    if is_apostrophe_at(tokens, from)
        && glued(tokens, from + 1)
        && let Some(short) = digits(tokens, from + 1, 2..=2)
        && free_after(tokens, from + 2)
    {
        // "'69" is a year that is remembered, as "the '60s" are; only the first decades of a century are of this one.
        let year = if short >= 30 { 1900 + short } else { 2000 + short };
        return (Some(year), from + 2);
    }
    (None, at)
}

/// Months that are common words in small letters.
fn is_common(month: MonthName) -> bool {
    !month.capital && (matches!((month.number, month.short), (3 | 5 | 8, false) | (3 | 6, true)))
}

/// Whether a month without day and year is one: "in May", "October is", but not "May I", "the March on Washington", "April said".
fn stands_alone(tokens: &Tokens<'_>, at: usize, next: usize, month: MonthName) -> bool {
    let led = at > 0 && leads_month(tokens, at - 1);
    if month.short {
        let days_follow = matches!(word_at(tokens, next), Some(Word::Between | Word::From))
            && day_number(tokens, next + 1).is_some();
        // "in dec": in small letters only those that are no words.
        let written = month.capital || led && !matches!(month.number, 3 | 6);
        return written
            && (led || days_follow || next_to_month(tokens, at, next))
            && !names_somebody(tokens, next);
    }
    // A table's cell or a heading.
    if tokens.len() == 1 {
        return month.capital;
    }
    let name_or_verb = matches!(month.number, 3..=6 | 8);
    if month.capital {
        return led || !name_or_verb || next_to_month(tokens, at, next);
    }
    match month.number {
        3 | 8 => led && tokens.kind(next) != Some(TokenKind::Word),
        5 => led,
        _ => true,
    }
}

/// "took over from Jan Berg": a name goes on behind the word, where no point shortens it.
fn names_somebody(tokens: &Tokens<'_>, next: usize) -> bool {
    let pointed = next.checked_sub(1).is_some_and(|last| tokens.is(last, "."));
    !pointed
        && tokens.spaced(next)
        && tokens.kind(next) == Some(TokenKind::Word)
        && capitalised(tokens, next)
        && word_at(tokens, next).is_none()
}

/// Whether the word at `at` shows that a month follows.
fn leads_month(tokens: &Tokens<'_>, at: usize) -> bool {
    let known = matches!(
        word_at(tokens, at),
        Some(
            Word::In
                | Word::Since
                | Word::Until
                | Word::By
                | Word::Before
                | Word::After
                | Word::From
                | Word::Between
                | Word::Through
                | Word::About
                | Word::Early
                | Word::Mid
                | Word::Late
                | Word::Last
                | Word::This
                | Word::Next
        )
    );
    known
        || ["during", "throughout", "each", "every"].iter().any(|lead| tokens.is(at, lead))
        || (at > 0 && sign(tokens, at) == Some('-') && leads_month(tokens, at - 1))
        || (word_at(tokens, at) == Some(Word::Of)
            && at > 0
            && matches!(
                word_at(tokens, at - 1),
                Some(Word::End | Word::Beginning | Word::Middle | Word::Unit(_))
            ))
}

/// "March and April", "May or June", "April to June", "May–June": the other month shows it.
fn next_to_month(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let joint = |index: usize| {
        matches!(word_at(tokens, index), Some(Word::And | Word::To | Word::Through | Word::Until))
            || tokens.is(index, "or")
            || sign(tokens, index).is_some_and(|c| c == '/' || c == ',' || crate::values::token::is_dash(c))
    };
    let month = |index: usize| matches!(word_at(tokens, index), Some(Word::Month(_) | Word::ShortMonth(_)));
    (at > 1 && joint(at - 1) && month(at - 2)) || (joint(next) && month(next + 1))
}
