//! F001: the draft counts other than the source does.
//! It must not know years, money or shares: they have rules of their own.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::Kind;

pub(super) const RULE: ValueRule =
    ValueRule { code: Code(1), severity: Severity::Error, applies, differs: |_| "Another figure" };

fn applies(case: &Case<'_>) -> bool {
    matches!(case.value.kind, Kind::Number | Kind::Quantity | Kind::Duration)
}
