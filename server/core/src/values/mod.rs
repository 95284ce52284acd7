//! Typed values: what numbers, money, percentages, ordinals, dates and durations a text states.
//! It must not know names or documents; a value depends on its own sentence alone.

mod amount;
mod contact;
mod currency;
mod currency_name;
pub mod date;
mod expression;
mod head;
mod label;
mod money;
mod name;
mod number;
mod operator;
mod rate;
mod ratio;
mod relation;
mod scan;
mod skip;
mod suffix;
#[cfg(test)]
mod tests;
pub mod token;
mod unit;
mod value;

pub use relation::{Relation, relate};
pub use scan::{scan, scan_tokens};
pub use value::{
    Anchor, Currency, DateRange, Granularity, Interval, Kind, Meaning, Modifier, Operator, Relative,
    TimeUnit, Unit, Value,
};
