//! Compares two values, one of a draft and one of a source: can both be right?
//! It must not know sentences: whether two values speak of the same thing is decided before they come here.
//!
//! The table is `design/verdicts.md`, section 4. The order of the arguments matters: a draft may say less than its
//! source ("over 350" from "more than 360"), never more.

mod date;
mod number;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::values::{Kind, Unit, Value};

/// How the draft's value stands to the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same value, however written or in whichever unit.
    Same,
    /// The draft says no more than the source: rounded, coarser, a weaker bound, a wider range.
    Compatible,
    /// The draft's bound is the source's plain number: "more than 30" from "30".
    BoundEqual,
    /// The draft fits the source but says more: "36" from "more than 30", "18 September 2023" from "2023".
    MorePrecise,
    /// The same number without the source's "about", "nearly" or "more than".
    HedgeDropped,
    /// Two ranges that overlap, or values that may both hold.
    Partial,
    /// The draft goes past what the source's bound supports: "more than 400" from "more than 360".
    Overstated,
    /// The same number bounded from the other side: "nearly 4,000" from "more than 4,000".
    BoundReversed,
    /// The same amount in another currency, or per cent for percentage points.
    UnitDiffers,
    /// The same digits ten, a hundred, a thousand, a million times apart.
    Magnitude,
    /// They cannot both be right.
    Conflict,
    /// They do not measure the same kind of thing, or one of them is not known well enough.
    Incomparable,
}

impl Relation {
    /// Whether a source with its value supports the draft's.
    pub fn agrees(self) -> bool {
        matches!(self, Relation::Same | Relation::Compatible)
    }

    /// Whether the draft's value could stand beside the source's, though the source does not say as much.
    pub fn tolerates(self) -> bool {
        matches!(
            self,
            Relation::BoundEqual | Relation::MorePrecise | Relation::HedgeDropped | Relation::Partial
        )
    }

    /// Whether the two cannot both be right.
    pub fn disagrees(self) -> bool {
        matches!(
            self,
            Relation::Overstated
                | Relation::BoundReversed
                | Relation::UnitDiffers
                | Relation::Magnitude
                | Relation::Conflict
        )
    }
}

/// How `draft` stands to `source`. A pure function of the two values; heads and subjects are not looked at.
pub fn relate(draft: &Value, source: &Value) -> Relation {
    match (draft.kind, source.kind) {
        (Kind::Date, Kind::Date) => date::relate_dates(draft, source),
        (Kind::Date, Kind::Number) => year_or_count(source, draft),
        (Kind::Number, Kind::Date) => year_or_count(draft, source),
        (Kind::Date, _) | (_, Kind::Date) => Relation::Incomparable,
        (Kind::Percent, Kind::PercentagePoint) | (Kind::PercentagePoint, Kind::Percent) => {
            points_or_percent(draft, source)
        }
        _ => match common_scale(draft, source) {
            Some(Scale { draft: draft_factor, source: source_factor, converted }) => {
                let draft = number::Bounded::of(draft, draft_factor, converted);
                let source = number::Bounded::of(source, source_factor, converted);
                match (draft, source) {
                    (Some(draft), Some(source)) => number::relate_numbers(&draft, &source),
                    _ => Relation::Incomparable,
                }
            }
            None => without_common_scale(draft, source),
        },
    }
}

/// What each side is multiplied by before the numbers are compared.
struct Scale {
    draft: f64,
    source: f64,
    /// The units differ, so a conversion may have been rounded.
    converted: bool,
}

const PLAIN: Scale = Scale { draft: 1.0, source: 1.0, converted: false };

fn common_scale(draft: &Value, source: &Value) -> Option<Scale> {
    match (draft.unit, source.unit) {
        (Unit::Currency(a), Unit::Currency(b)) => (a == b || a.is_none() || b.is_none()).then_some(PLAIN),
        (Unit::Time(a), Unit::Time(b)) if a == b => Some(PLAIN),
        (Unit::Time(a), Unit::Time(b)) => {
            Some(Scale { draft: number::days(a), source: number::days(b), converted: true })
        }
        (
            Unit::Measure { name: a, dimension: of_a, to_base: by_a, offset: offset_a },
            Unit::Measure { name: b, dimension: of_b, to_base: by_b, offset: offset_b },
        ) => {
            if a == b {
                return Some(PLAIN);
            }
            // Temperatures would need their offsets; no brief converts them, so they are left uncompared.
            let convertible = of_a == of_b && offset_a == 0.0 && offset_b == 0.0;
            convertible.then_some(Scale { draft: by_a, source: by_b, converted: true })
        }
        (Unit::None, Unit::None) => share_scale(draft.kind, source.kind),
        _ => None,
    }
}

/// Percentages, fractions and ratios measure the same thing on scales a hundred apart.
fn share_scale(draft: Kind, source: Kind) -> Option<Scale> {
    let factor = |kind: Kind| match kind {
        Kind::Percent => Some(0.01),
        Kind::Fraction | Kind::Ratio => Some(1.0),
        _ => None,
    };
    if draft == source {
        return Some(PLAIN);
    }
    Some(Scale { draft: factor(draft)?, source: factor(source)?, converted: true })
}

/// Kinds or units that cannot be brought to one scale.
fn without_common_scale(draft: &Value, source: &Value) -> Relation {
    let same_number =
        draft.interval.stated().is_some() && draft.interval.stated() == source.interval.stated();
    match (draft.unit, source.unit) {
        // Another amount in another currency may be a conversion.
        (Unit::Currency(_), Unit::Currency(_)) if same_number => Relation::UnitDiffers,
        // "spent 10 million" beside "$10 million".
        (Unit::None, Unit::Currency(_)) | (Unit::Currency(_), Unit::None) if same_number => {
            Relation::Compatible
        }
        _ => Relation::Incomparable,
    }
}

/// "3 %" and "3 percentage points" are different statements of the same size; other sizes tell nothing.
fn points_or_percent(draft: &Value, source: &Value) -> Relation {
    match (draft.interval.stated(), source.interval.stated()) {
        (Some(a), Some(b)) if a == b => Relation::UnitDiffers,
        _ => Relation::Incomparable,
    }
}

/// A bare number with the digits of a year may have been read as either.
fn year_or_count(number: &Value, date: &Value) -> Relation {
    let year = date.date.and_then(|range| range.start.or(range.end)).map(|day| Decimal::from(day.year()));
    if year.is_some() && number.interval.stated() == year {
        Relation::Compatible
    } else {
        Relation::Incomparable
    }
}

#[cfg(test)]
mod tests;
