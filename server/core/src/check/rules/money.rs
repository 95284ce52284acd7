//! F004: another sum, or the same sum in another currency.
//! It must not convert currencies.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::{Kind, Relation};

pub(super) const RULE: ValueRule = ValueRule { code: Code(4), severity: Severity::Error, applies, differs };

fn applies(case: &Case<'_>) -> bool {
    case.value.kind == Kind::Money && case.offer.kind == Kind::Money
}

fn differs(case: &Case<'_>) -> &'static str {
    if case.pairing.relation == Relation::UnitDiffers { "Another currency" } else { "Another sum" }
}
