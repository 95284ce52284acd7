//! F008: another place in a row: the 7th for the 8th.
//! It must not know "first" as a claim to be the first ever.

use crate::check::rules::ValueRule;
use crate::check::{Code, Severity};

pub(super) const RULE: ValueRule =
    ValueRule { code: Code(8), severity: |_| Severity::Warning, differs: |_| "Another number in the series" };

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "--- source fair.txt\nThe Beekeepers' Union hosted the 9th Honey Fair in Trikala.\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_place_in_the_row_is_flagged() {
        check(
            "The Beekeepers' Union hosted the 8th Honey Fair in Trikala.\n                                 ^^^ F008\n",
        );
    }

    #[test]
    fn the_same_place_and_other_rows_are_silent() {
        check("The Beekeepers' Union hosted the ninth Honey Fair in Trikala.\n");
        check("The Beekeepers' Union hosted the 3rd Wax Market in Volos.\n");
        check("The Beekeepers' Union was the first to answer.\n");
    }
}
