//! Finds and normalises calendar expressions: years, full dates, ranges, decades, seasons, relative dates; and durations.
//! It must not know numbers that are neither, nor today's date.

mod anchored;
mod calendar;
mod duration;
mod extent;
mod feast;
mod grammar;
mod lexicon;
mod modifier;
mod named;
mod nouns;
mod numeric;
mod parts;
mod period;
mod point;
mod range;
mod relative;
mod resolve;
mod tense;
mod units;
mod within;
mod year;

pub(super) use self::lexicon::{Word, word};
pub use self::resolve::{resolve, resolve_all};

use std::sync::Arc;

use self::duration::{Duration, duration_at};
use self::grammar::Found;
use self::parts::{is_apostrophe_at, word_at, word_or_feast_at};
use crate::text::Span;
use crate::values::token::{TokenKind, Tokens};
use crate::values::{Kind, Meaning, Operator, Unit, Value};

/// A date or duration that starts at token `at`, with the index of the first token after it. `None` where none starts there.
///
/// `span` holds the preposition that modifies ("since May 2023"), `core` does not; both leave out "in", "on" and "the".
/// Costs one look-up where the token can't start a date.
pub fn date_at(tokens: &Tokens<'_>, at: usize) -> Option<(Value, usize)> {
    if !may_start(tokens, at) {
        return None;
    }
    if let Some(found) = modifier::modified(tokens, at) {
        return Some((date_value(tokens, at, found), found.next));
    }
    if !may_start_duration(tokens, at) {
        return None;
    }
    let (duration, next) = duration_at(tokens, at)?;
    Some((duration_value(tokens.span(at, next - 1), duration), next))
}

/// Whether a date begins with a word that has digits right behind it, so that it looks like a name with a number:
/// "Q3 2024", "FY2024", "mid-2023", "post-2015", "Dec-2018".
pub(crate) fn begins_like_a_name(tokens: &Tokens<'_>, at: usize) -> bool {
    let joins = matches!(
        word_at(tokens, at),
        Some(
            Word::Early
                | Word::Mid
                | Word::Late
                | Word::End
                | Word::Pre
                | Word::Post
                | Word::QuarterSign
                | Word::HalfSign
                | Word::FiscalSign
                | Word::CalendarSign
                | Word::Month(_)
                | Word::ShortMonth(_)
        )
    );
    joins && modifier::modified(tokens, at).is_some()
}

/// Whether token `at` can start a date: digits, an apostrophe before digits, or one of the words that do.
pub(super) fn may_start(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Sign) => {
            tokens.kind(at + 1) == Some(TokenKind::Digits) && is_apostrophe_at(tokens, at)
        }
        Some(TokenKind::Word) => match word_or_feast_at(tokens, at) {
            // "the day after tomorrow", "the year after next"
            Some(Word::Unit(_)) => {
                matches!(word_at(tokens, at + 1), Some(Word::Before | Word::After))
                    || grammar::is_year_end(tokens, at)
                    || period::may_name(tokens, at)
                    || extent::long(tokens, at).is_some()
            }
            Some(Word::In | Word::On | Word::Of | Word::To | Word::And | Word::The) => false,
            Some(Word::Feast) => feast::year_near(tokens, at),
            Some(_) => true,
            None => tokens.text(at).starts_with(['X', 'V', 'I']),
        },
        None => false,
    }
}

fn may_start_duration(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Some(TokenKind::Digits)
        || extent::long(tokens, at).is_some()
        || matches!(
            word_at(tokens, at),
            Some(
                Word::Article
                    | Word::Cardinal(_)
                    | Word::Half
                    | Word::Vague
                    | Word::Couple
                    | Word::Dozen
                    | Word::Whole
                    | Word::Between
            )
        )
}

fn date_value(tokens: &Tokens<'_>, at: usize, found: Found) -> Value {
    let last = found.next.saturating_sub(1);
    Value {
        span: tokens.span(at, last),
        core: tokens.span(found.core, last),
        kind: Kind::Date,
        operator: Operator::Equal,
        meaning: Arc::new(Meaning { date: Some(found.range), ..Meaning::default() }),
        significant: 0,
        head: Span::default(),
        weak: false,
    }
}

fn duration_value(span: Span, duration: Duration) -> Value {
    Value {
        span,
        core: span,
        kind: Kind::Duration,
        operator: duration.operator,
        meaning: Arc::new(Meaning {
            interval: duration.interval,
            unit: Unit::Time(duration.unit),
            date: None,
        }),
        significant: duration.significant(),
        head: Span::default(),
        weak: duration.weak,
    }
}

#[cfg(test)]
mod tests;
