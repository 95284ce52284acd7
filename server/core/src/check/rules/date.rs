//! F002 and F003: another year, another date.
//! It must not know numbers that are no dates.

use crate::check::rules::{Case, ValueRule};
use crate::check::{Code, Severity};
use crate::values::{Granularity, Kind};

pub(super) const YEAR_RULE: ValueRule =
    ValueRule { code: Code(2), severity: Severity::Error, applies: is_year, differs: |_| "Another year" };

pub(super) const DATE_RULE: ValueRule =
    ValueRule { code: Code(3), severity: Severity::Error, applies: is_date, differs: |_| "Another date" };

/// The draft states no more than years.
fn is_year(case: &Case<'_>) -> bool {
    is_date(case) && case.value.date.is_some_and(|date| date.granularity >= Granularity::Year)
}

fn is_date(case: &Case<'_>) -> bool {
    case.value.kind == Kind::Date && case.offer.kind == Kind::Date
}
