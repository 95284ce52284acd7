//! F007: the draft goes past the source's "more than" or "fewer than", or turns it round.
//! It must not know plain numbers that differ.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::Relation;

pub(super) const RULE: ValueRule = ValueRule { code: Code(7), severity: Severity::Warning, applies, differs };

fn applies(case: &Case<'_>) -> bool {
    matches!(case.pairing.relation, Relation::Overstated | Relation::BoundReversed)
}

fn differs(case: &Case<'_>) -> &'static str {
    if case.pairing.relation == Relation::BoundReversed {
        "The bound is turned round"
    } else {
        "More than the source supports"
    }
}
