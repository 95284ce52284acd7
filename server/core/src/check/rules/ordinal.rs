//! F008: another place in a row: the 7th for the 8th.
//! It must not know "first" as a claim to be the first ever.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::Kind;

pub(super) const RULE: ValueRule = ValueRule {
    code: Code(8),
    severity: Severity::Warning,
    applies: |case: &Case<'_>| case.value.kind == Kind::Ordinal && case.offer.kind == Kind::Ordinal,
    differs: |_| "Another place in the row",
};
