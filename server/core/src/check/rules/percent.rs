//! F005: another share, or per cent where the source has percentage points.
//! It must not know parts and wholes: whether shares add up is another rule.

use crate::check::rules::{ValueRule, Values};
use crate::check::{Code, Severity};
use crate::values::Relation;

pub(super) const RULE: ValueRule = ValueRule { code: Code(5), severity: |_| Severity::Error, differs };

fn differs(values: &Values<'_>) -> &'static str {
    if values.relation == Relation::UnitDiffers { "Per cent or percentage points" } else { "Another share" }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str =
        "--- source survey.txt\nThe Teachers' League found that 64 % of rural schools lack a library.\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_share_is_flagged() {
        check(
            "The Teachers' League found that 46 % of rural schools lack a library.\n                                ^^^^ F005\n",
        );
    }

    #[test]
    fn the_same_share_and_other_shares_are_silent() {
        check("The Teachers' League found that 64 per cent of rural schools lack a library.\n");
        check("The Teachers' League found that more than 60 % of rural schools lack a library.\n");
        check("The Teachers' League found that 20 % of town halls were closed.\n");
    }
}
