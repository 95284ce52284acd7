//! Typed values: what numbers, money, percentages, ordinals, dates and durations a text states.
//! It must not know names or documents; a value depends on its own sentence alone.

pub mod date;
mod relation;
mod number;
mod scan;
pub mod token;
mod value;

pub use relation::{Relation, relate};
pub use scan::scan;
pub use value::{
    Currency, DateRange, Granularity, Interval, Kind, Modifier, Operator, Relative, TimeUnit, Unit, Value,
};
