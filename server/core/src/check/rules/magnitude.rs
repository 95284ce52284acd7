//! F006: the source's digits, ten, a hundred, a thousand or a million times too large or small.
//! It must not know kinds: money and counts slip alike.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::Relation;

pub(super) const RULE: ValueRule = ValueRule {
    code: Code(6),
    severity: Severity::Error,
    applies: |case: &Case<'_>| case.pairing.relation == Relation::Magnitude,
    differs: |_| "The same digits in another size",
};
