//! Typed values: what numbers, money, percentages, ordinals, dates and durations a text states.
//! It must not know names or documents; a value depends on its own sentence alone.

pub mod date;
pub mod token;
mod value;

pub use value::{
    Currency, DateRange, Granularity, Interval, Kind, Modifier, Operator, TimeUnit, Unit, Value,
};

use crate::text::Span;

/// All values of one sentence in order of their start; they do not overlap.
/// `prose` is the whole masked text, spans are bytes of it. Linear in the length of the sentence.
pub fn scan(prose: &str, sentence: Span) -> Vec<Value> {
    let _ = (prose, sentence);
    Vec::new()
}
