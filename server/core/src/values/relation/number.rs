//! Compares two bounded numbers on one scale by the operator table.
//! It must not know units: both sides arrive already scaled.

use rust_decimal::prelude::ToPrimitive;

use crate::values::relation::Relation;
use crate::values::{Kind, Operator, TimeUnit, Value};

/// Relative distance within which "about" holds (`design/verdicts.md`, section 4).
const ABOUT: f64 = 0.05;
/// Relative distance that a converted and rounded unit may show.
const CONVERTED: f64 = 0.08;
/// Floats that went through a conversion are never exactly equal.
const EXACT: f64 = 1e-9;

/// A number with its operator, on the scale shared by both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounded {
    low: f64,
    high: f64,
    operator: Operator,
    significant: u8,
    /// Relative difference that counts as equal.
    tolerance: f64,
}

impl Bounded {
    /// `None` where the value states no number at all.
    pub(super) fn of(value: &Value, factor: f64, converted: bool) -> Option<Bounded> {
        let low = value.interval.low.and_then(|n| n.to_f64());
        let high = value.interval.high.and_then(|n| n.to_f64());
        let (low, high) = match (low, high) {
            (Some(low), Some(high)) => (low, high),
            (Some(bound), None) | (None, Some(bound)) => (bound, bound),
            (None, None) => return None,
        };
        let operator = match value.operator {
            Operator::Between if near(low, high, EXACT) => Operator::Equal,
            // "about 30 to 40": the range is the hedge.
            _ if !near(low, high, EXACT) => Operator::Between,
            operator => operator,
        };
        // Digits stated in one unit say nothing of rounding in another.
        // A rank is never rounded.
        let rank = value.kind == Kind::Ordinal;
        let (tolerance, significant) = match (converted, rank) {
            (true, _) => (CONVERTED, 0),
            (false, true) => (EXACT, 0),
            (false, false) => (EXACT, value.significant),
        };
        Some(Bounded { low: low * factor, high: high * factor, operator, significant, tolerance })
    }

    fn number(&self) -> f64 {
        self.low
    }
}

/// Days in one of a calendar unit; months and years by their mean length.
pub(super) fn days(unit: TimeUnit) -> f64 {
    match unit {
        TimeUnit::Second => 1.0 / 86_400.0,
        TimeUnit::Minute => 1.0 / 1_440.0,
        TimeUnit::Hour => 1.0 / 24.0,
        TimeUnit::Day => 1.0,
        TimeUnit::Week => 7.0,
        TimeUnit::Month => 30.436_875,
        TimeUnit::Quarter => 91.310_625,
        TimeUnit::Year => 365.242_5,
        TimeUnit::Decade => 3_652.425,
        TimeUnit::Century => 36_524.25,
    }
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs())
}

/// The operator table. Rows are the draft's operator, columns the source's.
pub(super) fn relate_numbers(draft: &Bounded, source: &Bounded) -> Relation {
    let relation = match (draft.operator, source.operator) {
        (Operator::Between, _) | (_, Operator::Between) => ranges(draft, source),
        (Operator::Equal, _) => plain_draft(draft, source),
        (Operator::About, _) => about_draft(draft, source),
        (Operator::Nearly, _) => nearly_draft(draft, source),
        (Operator::MoreThan | Operator::AtLeast, _) => lower_bound_draft(draft, source),
        (Operator::LessThan | Operator::AtMost, _) => upper_bound_draft(draft, source),
    };
    if relation.disagrees() && slipped(draft, source) { Relation::Magnitude } else { relation }
}

/// "23" against each kind of source.
fn plain_draft(draft: &Bounded, source: &Bounded) -> Relation {
    let (a, b) = (draft.number(), source.number());
    let equal = near(a, b, draft.tolerance);
    match source.operator {
        Operator::MoreThan | Operator::AtLeast => match equal {
            true => Relation::HedgeDropped,
            false if a > b => Relation::MorePrecise,
            false => Relation::Overstated,
        },
        Operator::LessThan | Operator::AtMost => match equal {
            true => Relation::HedgeDropped,
            false if a < b => Relation::MorePrecise,
            false => Relation::Overstated,
        },
        Operator::About | Operator::Nearly => match equal {
            true => Relation::HedgeDropped,
            false if near(a, b, ABOUT) => Relation::Compatible,
            false => Relation::Conflict,
        },
        Operator::Equal | Operator::Between => match equal {
            true => Relation::Same,
            false if rounds_to(b, draft) => Relation::Compatible,
            false if looks_rounded(source) && rounds_to(a, source) => Relation::MorePrecise,
            false => Relation::Conflict,
        },
    }
}

/// "about 750,000" against each kind of source.
fn about_draft(draft: &Bounded, source: &Bounded) -> Relation {
    let (a, b) = (draft.number(), source.number());
    let close = near(a, b, ABOUT.max(draft.tolerance)) || rounds_to(b, draft);
    match source.operator {
        Operator::About | Operator::Nearly if near(a, b, draft.tolerance) => Relation::Same,
        Operator::Equal | Operator::About | Operator::Nearly | Operator::Between if close => {
            Relation::Compatible
        }
        Operator::MoreThan | Operator::AtLeast if a >= b * (1.0 - ABOUT) => {
            if close {
                Relation::Compatible
            } else {
                Relation::MorePrecise
            }
        }
        Operator::LessThan | Operator::AtMost if a <= b * (1.0 + ABOUT) => {
            if close {
                Relation::Compatible
            } else {
                Relation::MorePrecise
            }
        }
        _ => Relation::Conflict,
    }
}

/// "nearly 4,000": at the number or a little below it.
fn nearly_draft(draft: &Bounded, source: &Bounded) -> Relation {
    let (a, b) = (draft.number(), source.number());
    let equal = near(a, b, draft.tolerance);
    match source.operator {
        Operator::Nearly if equal => Relation::Same,
        Operator::MoreThan | Operator::AtLeast if equal => Relation::BoundReversed,
        Operator::LessThan | Operator::AtMost if equal => Relation::Compatible,
        // 3,870 is nearly 4,000; 4,130 is not, but no reader would call 4,010 a mistake.
        Operator::Equal if a >= b && (near(a, b, 2.0 * ABOUT) || rounds_to(b, draft)) => Relation::Compatible,
        _ => about_draft(draft, source),
    }
}

/// "more than 350", "at least 350".
fn lower_bound_draft(draft: &Bounded, source: &Bounded) -> Relation {
    let (a, b) = (draft.number(), source.number());
    let equal = near(a, b, draft.tolerance);
    match source.operator {
        Operator::Equal | Operator::Between => match draft.operator {
            Operator::AtLeast if equal => Relation::Compatible,
            _ if equal => Relation::BoundEqual,
            _ if b > a => Relation::Compatible,
            _ => Relation::Conflict,
        },
        Operator::MoreThan | Operator::AtLeast if equal => equal_bounds(draft.operator, source.operator),
        Operator::MoreThan | Operator::AtLeast if a < b => Relation::Compatible,
        Operator::MoreThan | Operator::AtLeast => Relation::Overstated,
        Operator::Nearly if equal => Relation::BoundReversed,
        Operator::About | Operator::Nearly if b >= a * (1.0 - ABOUT) => Relation::Compatible,
        Operator::About | Operator::Nearly => Relation::Conflict,
        Operator::LessThan | Operator::AtMost if a >= b && !equal => Relation::Conflict,
        Operator::LessThan | Operator::AtMost if equal => Relation::BoundReversed,
        Operator::LessThan | Operator::AtMost => Relation::Partial,
    }
}

/// "fewer than 195", "up to 195".
fn upper_bound_draft(draft: &Bounded, source: &Bounded) -> Relation {
    let (a, b) = (draft.number(), source.number());
    let equal = near(a, b, draft.tolerance);
    match source.operator {
        Operator::Equal | Operator::Between => match draft.operator {
            Operator::AtMost if equal => Relation::Compatible,
            _ if equal => Relation::BoundEqual,
            _ if b < a => Relation::Compatible,
            _ => Relation::Conflict,
        },
        Operator::LessThan | Operator::AtMost if equal => equal_bounds(draft.operator, source.operator),
        Operator::LessThan | Operator::AtMost if a > b => Relation::Compatible,
        Operator::LessThan | Operator::AtMost => Relation::Overstated,
        Operator::About | Operator::Nearly if b <= a * (1.0 + ABOUT) => Relation::Compatible,
        Operator::About | Operator::Nearly => Relation::Conflict,
        Operator::MoreThan | Operator::AtLeast if equal => Relation::BoundReversed,
        Operator::MoreThan | Operator::AtLeast if a <= b => Relation::Conflict,
        Operator::MoreThan | Operator::AtLeast => Relation::Partial,
    }
}

/// The same number bounded from the same side.
fn equal_bounds(draft: Operator, source: Operator) -> Relation {
    match (draft, source) {
        (a, b) if a == b => Relation::Same,
        // "more than 360" from "at least 360" leaves out 360 itself.
        (Operator::MoreThan | Operator::LessThan, _) => Relation::BoundEqual,
        _ => Relation::Compatible,
    }
}

/// At least one side is a range, so both are read as what they allow.
fn ranges(draft: &Bounded, source: &Bounded) -> Relation {
    let (d_low, d_high) = extent(draft);
    let (s_low, s_high) = extent(source);
    let low_equal = near(d_low, s_low, draft.tolerance);
    let high_equal = near(d_high, s_high, draft.tolerance);
    if d_high < s_low && !near(d_high, s_low, draft.tolerance)
        || s_high < d_low && !near(s_high, d_low, draft.tolerance)
    {
        return Relation::Conflict;
    }
    let both_ranges = draft.operator == Operator::Between && source.operator == Operator::Between;
    match (low_equal, high_equal) {
        (true, true) => Relation::Same,
        // Two stated ranges that share one end differ at the other: "3 to 5" and "3 to 6".
        (true, false) | (false, true) if both_ranges => Relation::Conflict,
        _ if (d_low <= s_low || low_equal) && (d_high >= s_high || high_equal) => Relation::Compatible,
        _ if (s_low <= d_low || low_equal) && (s_high >= d_high || high_equal) => Relation::MorePrecise,
        _ => Relation::Partial,
    }
}

/// Everything that a bounded number allows; an unbounded side is infinite.
fn extent(side: &Bounded) -> (f64, f64) {
    match side.operator {
        Operator::MoreThan | Operator::AtLeast => (side.low, f64::INFINITY),
        Operator::LessThan | Operator::AtMost => (f64::NEG_INFINITY, side.high),
        Operator::About => (side.low * (1.0 - ABOUT), side.high * (1.0 + ABOUT)),
        Operator::Nearly => (side.low * (1.0 - 2.0 * ABOUT), side.high),
        Operator::Equal | Operator::Between => (side.low, side.high),
    }
}

/// Whether `number`, rounded to the significant digits that `rounded` states, is `rounded`.
/// Only for roundings a reader expects: at least ten, at least two digits ("20" is not taken for a rounded 23).
fn rounds_to(number: f64, rounded: &Bounded) -> bool {
    let target = rounded.number();
    if in_dozens(rounded) {
        return (number - target).abs() <= DOZENS * target.abs();
    }
    if rounded.significant < 2 || target.abs() < 10.0 || number.signum() != target.signum() {
        return false;
    }
    let step = step_of(rounded);
    // Writers also cut digits off: "34,500" from 34,582 is no mistake where it changes less than one per cent.
    let cut = step >= 10.0 && step / target.abs() < 0.01;
    let slack = if cut { step } else { step / 2.0 };
    (number - target).abs() <= slack * (1.0 + EXACT)
}

/// Whether a source's number may itself be rounded: to hundreds or more ("34 500"), or to a decimal. "754,570" is exact.
fn looks_rounded(source: &Bounded) -> bool {
    in_dozens(source) || !(1.0..100.0).contains(&step_of(source))
}

/// Relative distance that a count in dozens allows: 19 to 29 are two dozen, 10 to 14 one.
const DOZENS: f64 = 0.21;

/// "two dozen": 24 of which one digit is stated. What is rounded to one digit ends in zeros else.
fn in_dozens(side: &Bounded) -> bool {
    let target = side.number();
    side.significant == 1 && target >= 12.0 && target % 12.0 == 0.0 && target % 10.0 != 0.0
}

/// Size of the last significant digit.
fn step_of(side: &Bounded) -> f64 {
    let digits = f64::from(side.significant.max(1));
    10f64.powf(side.number().abs().log10().floor() - digits + 1.0)
}

/// Whether the two share their digits but not their size: a typing mistake, or million for billion.
fn slipped(draft: &Bounded, source: &Bounded) -> bool {
    let (a, b) = (draft.number().abs(), source.number().abs());
    if draft.operator == Operator::Between || source.operator == Operator::Between || a.min(b) <= 0.0 {
        return false;
    }
    let power = (a / b).log10();
    let whole = power.round();
    // A digit of "2" against "20" is rather two different counts.
    let large = a.min(b) >= 10.0 || whole.abs() >= 3.0;
    large && whole.abs() >= 1.0 && (power - whole).abs() < 1e-6
}
