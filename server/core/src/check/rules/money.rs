//! F004: another sum, or the same sum in another currency.
//! It must not convert currencies.

use crate::check::rules::{ValueRule, Values};
use crate::check::{Code, Severity};
use crate::values::Relation;

pub(super) const RULE: ValueRule = ValueRule { code: Code(4), severity: |_| Severity::Error, differs };

fn differs(values: &Values<'_>) -> &'static str {
    if values.relation == Relation::UnitDiffers { "Another currency" } else { "Another sum" }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source grants.txt
In 2020 the Sea Fund (SF) granted $ 4.5 million to the coast guard to buy two patrol boats.
The Sea Fund spent €310,000 on beach cleaning.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_sum_or_currency_is_flagged() {
        check(
            "In 2020 the Sea Fund granted $5.4 million to the coast guard to buy two patrol boats.\n                             ^^^^^^^^^^^^ F004\n",
        );
        check("The SF spent $310,000 on beach cleaning.\n             ^^^^^^^^ F004\n");
    }

    #[test]
    fn the_same_sum_and_other_sums_are_silent() {
        check("In 2020 the Sea Fund granted US$4,500,000 to the coast guard to buy two patrol boats.\n");
        check("The Sea Fund spent about €300,000 on beach cleaning.\n");
        check("The Sea Fund spent €90,000 on office rent.\n");
        check("In 2016 the Sea Fund granted $1 million to the fishermen's union.\n");
    }
}
