//! The ground floor: byte spans, blocks, sentences, folded text and line numbers.
//! It must not know what a value, a name or a claim is.

mod abbreviation;
mod block;
mod calendar;
mod dateline;
mod ending;
mod folding;
mod html;
mod kept;
mod laid;
mod line_index;
mod lines;
mod markdown;
mod marker;
mod plain;
mod sentence;
mod span;
mod when;

pub use block::{Block, BlockKind, Layout, Markup, layout};
pub use calendar::{MONTHS, is_calendar_word, is_lower_calendar_word, is_short_calendar_word};
pub use folding::{Folded, fold};
pub use kept::Kept;
pub use laid::LaidOut;
pub use line_index::LineIndex;
pub use sentence::sentences_of;
pub use span::Span;

/// What some files begin with, and what is no part of any block.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

#[cfg(test)]
mod tests;
