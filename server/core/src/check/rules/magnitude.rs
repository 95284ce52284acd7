//! F006: the source's digits, ten, a hundred, a thousand or a million times too large or small.
//! It must not know kinds: money and counts slip alike.

use crate::check::rules::ValueRule;
use crate::check::{Code, Severity};

pub(super) const RULE: ValueRule = ValueRule {
    code: Code(6),
    severity: |_| Severity::Error,
    differs: |_| "The same digits in another size",
};

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str =
        "--- source wells.txt\nThe Water Board drilled 2 300 wells in the northern valleys.\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn a_slip_of_the_decimal_point_is_flagged() {
        check(
            "The Water Board drilled 23,000 wells in the northern valleys.\n                        ^^^^^^ F006\n",
        );
        check(
            "The Water Board drilled 230 wells in the northern valleys.\n                        ^^^ F006\n",
        );
    }

    #[test]
    fn the_same_size_is_silent() {
        check("The Water Board drilled 2,300 wells in the northern valleys.\n");
        check("The Water Board drilled about 2300 wells in the northern valleys.\n");
        check("The Water Board repaired 23 pumps.\n");
    }
}
