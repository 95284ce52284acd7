//! F005: another share, or per cent where the source has percentage points.
//! It must not know parts and wholes: whether shares add up is another rule.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::{Kind, Relation};

pub(super) const RULE: ValueRule = ValueRule { code: Code(5), severity: Severity::Error, applies, differs };

fn applies(case: &Case<'_>) -> bool {
    matches!(case.value.kind, Kind::Percent | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio)
}

fn differs(case: &Case<'_>) -> &'static str {
    if case.pairing.relation == Relation::UnitDiffers {
        "Per cent or percentage points"
    } else {
        "Another share"
    }
}
