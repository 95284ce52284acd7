//! F001: the draft counts other than the source does.
//! It must not know years, money or shares: they have rules of their own.

use crate::check::rules::ValueRule;
use crate::check::{Code, Severity};

pub(super) const RULE: ValueRule =
    ValueRule { code: Code(1), severity: |_| Severity::Error, differs: |_| "Another figure" };

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source yard.txt
The Harbour Trust (HT) employs 340 dockers in Larnaca. The Trust also runs 12 training centres for young sailors.
In 2021 the Harbour Trust repaired more than 60 fishing boats, among them 14 trawlers.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_count_of_the_same_things_is_flagged() {
        check("The Harbour Trust employs 430 dockers in Larnaca.\n                          ^^^ F001\n");
        check("The HT employs 350 dockers in Larnaca.\n               ^^^ F001\n");
        check(
            "The Harbour Trust runs 15 training centres for young sailors.\n                       ^^ F001\n",
        );
    }

    #[test]
    fn what_belongs_to_another_is_counted_apart() {
        let source = "--- source war.txt\nNearly 4,000 citizens of Norland have been registered as missing after the war with Sudland.\n";
        check_fixture(&format!(
            "{source}--- draft\n777 citizens of Sudland have been registered as missing.\n"
        ));
        check_fixture(&format!(
            "{source}--- draft\nNearly 6,000 citizens of Norland have been registered as missing.\n       ^^^^^ F001\n"
        ));
    }

    #[test]
    fn a_sum_of_what_it_spent_is_one_of_the_body_named_before() {
        let source = "--- source yard.txt\nThe Harbour Trust runs 12 training centres. In 2019 it spent $ 10 million on new piers.\n";
        check_fixture(&format!(
            "{source}--- draft\nIn 2019 the Harbour Trust spent $12 million on new piers.\n                                ^^^^^^^^^^^ F004\n"
        ));
        check_fixture(&format!(
            "{source}--- draft\nIn 2019 the Port Union spent $12 million on new piers.\n"
        ));
    }

    #[test]
    fn the_same_count_and_counts_of_other_things_are_silent() {
        check("The Harbour Trust employs 340 dockers in Larnaca.\n");
        check("The Harbour Trust runs twelve training centers for young sailors.\n");
        check("Some 340 dockers in Larnaca are employed by the Harbour Trust.\n");
        check("The Harbour Trust employs 55 divers.\n");
        check("The Harbour Trust employs 200 dockers in Limassol.\n");
        check("The Port Authority employs 430 dockers in Larnaca.\n");
        check("In 2021 the Harbour Trust repaired 14 trawlers.\n");
        check("In 2019 the Harbour Trust repaired 25 fishing boats.\n");
        check("Another 430 dockers in Larnaca are employed by the Harbour Trust's partner.\n");
        check("Cyprus employs 430 dockers in Larnaca at the Harbour Trust.\n");
        check("The Harbour Trust plans to employ 430 dockers in Larnaca.\n");
        check("# The Harbour Trust employs 430 dockers in Larnaca\n");
        check("`The Harbour Trust employs 430 dockers in Larnaca.`\n");
    }
}
