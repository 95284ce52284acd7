//! F007: the draft goes past the source's "more than" or "fewer than", or turns it round.
//! It must not know plain numbers that differ.

use crate::check::rules::{ValueRule, Values};
use crate::check::{Code, Severity};
use crate::values::Relation;

pub(super) const RULE: ValueRule = ValueRule { code: Code(7), severity, differs };

/// "More than 30" beside "30" is wrong by the letter alone.
fn severity(relation: Relation) -> Severity {
    if relation == Relation::BoundEqual { Severity::Hint } else { Severity::Warning }
}

fn differs(values: &Values<'_>) -> &'static str {
    match values.relation {
        Relation::BoundReversed => "The bound is turned round",
        Relation::BoundEqual => "A bound for the source's plain figure",
        _ => "More than the source supports",
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str =
        "--- source camp.txt\nThe Relief League sheltered more than 270 families in the old barracks.\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn a_stronger_or_reversed_bound_is_flagged() {
        check(
            "The Relief League sheltered more than 400 families in the old barracks.\n                                      ^^^ F007\n",
        );
        check(
            "The Relief League sheltered fewer than 270 families in the old barracks.\n                                       ^^^ F007\n",
        );
    }

    #[test]
    fn a_weaker_bound_or_a_finer_number_is_silent() {
        check("The Relief League sheltered over 250 families in the old barracks.\n");
        check("The Relief League sheltered more than 270 families in the old barracks.\n");
        check("The Relief League sheltered 284 families in the old barracks.\n");
    }
}
