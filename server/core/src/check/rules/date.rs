//! F002 and F003: another year, another date.
//! It must not know numbers that are no dates.

use crate::check::rules::ValueRule;
use crate::check::{Code, Severity};

pub(super) const YEAR_RULE: ValueRule =
    ValueRule { code: Code(2), severity: |_| Severity::Error, differs: |_| "Another year" };

pub(super) const DATE_RULE: ValueRule =
    ValueRule { code: Code(3), severity: |_| Severity::Error, differs: |_| "Another date" };

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source orchestra.txt
The Valletta Music Federation (VMF) was founded in 1968. The organisation has been touring Tunisia since 1974.
On 12 May 2019 the VMF opened its new hall in Sliema. The Gozo Choir has been touring Tunisia since 1980.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_year_of_the_same_event_is_flagged() {
        check(
            "The Valletta Music Federation was founded in 1986.\n                                             ^^^^ F002\n",
        );
        check(
            "The VMF has been touring Tunisia since 1980.\n                                       ^^^^ F002\n",
        );
        check(
            "The Gozo Choir has been touring Tunisia since 1974.\n                                              ^^^^ F002\n",
        );
    }

    #[test]
    fn another_day_or_month_is_flagged() {
        check("On 21 May 2019 the VMF opened its new hall in Sliema.\n   ^^^^^^^^^^^ F003\n");
        check(
            "The VMF opened its new hall in Sliema in June 2019.\n                                         ^^^^^^^^^ F003\n",
        );
    }

    #[test]
    fn the_same_and_coarser_dates_are_silent() {
        check("The VMF was founded in 1968.\n");
        check("The VMF was founded in the 1960s.\n");
        check("The VMF opened its new hall in Sliema in May 2019.\n");
        check("Since 1974 the Valletta Music Federation has been touring Tunisia.\n");
        check("The new hall of the VMF in Sliema was opened on May 12, 2019.\n");
    }

    #[test]
    fn other_things_of_the_kind_are_silent() {
        let source = "--- source assembly.txt\nA special session of the Sea Assembly on the oil spill was held in May 2019. Jointly with the Tern Office, the school project was launched in 2018.\nOn 3 June 2021 the Sea Assembly hosted its first conference on tides. The treaty was adopted in 2002 with Norland as its main sponsor.\n";
        let silent = |draft: &str| check_fixture(&format!("{source}--- draft\n{draft}\n"));
        silent("A special session of the Sea Assembly on piracy was held in June 2020.");
        silent("A special session of the Sea Assembly against smuggling was held in June 2020.");
        silent("The Tern Office was launched in 1965.");
        silent("On 9 May 2023 the Sea Assembly hosted its second conference on tides.");
        silent("The treaty had 92 sponsors in 2022.");
        check_fixture(&format!(
            "{source}--- draft\nOn 9 June 2021 the Sea Assembly hosted its first conference on tides.\n   ^^^^^^^^^^^ F003\n"
        ));
    }

    #[test]
    fn another_event_of_the_same_body_is_silent() {
        let source = "--- source sailors.txt\nThe opening ceremony of the Young Sailors Club (YSC) was held during the ministerial meeting of the Sea League in July of 2019. The Sea League has been working in Patras since 1992.\n";
        let silent = |draft: &str| check_fixture(&format!("{source}--- draft\n{draft}\n"));
        for draft in [
            "A delegation of the Young Sailors Club met the minister on 9 December 2017.",
            "The Young Sailors Club met the minister on 9 December 2017.",
            "The head of the YSC met the ministers of the Sea League in May 2018.",
            "A delegation of the Sea League has been working in Patras since 2001.",
            "The Sea League museum in Patras has been working since 2001.",
        ] {
            silent(draft);
        }
        let found = |draft: &str| check_fixture(&format!("{source}--- draft\n{draft}\n"));
        found(
            "The opening ceremony of the Young Sailors Club was held in July 2017.\n                                                           ^^^^^^^^^ F003",
        );
        found(
            "The ministerial meeting of the Sea League was held in July 2017.\n                                                      ^^^^^^^^^ F003",
        );
    }

    #[test]
    fn a_beginning_is_compared_with_what_goes_on_since() {
        let source = "--- source league.txt\nThe Sea League has been operating in Norland since 1992. Norland has been a member of the Tide Board since 2012. The Tern Pact (2009) and the Heron Pact (2013) bind all ports.\n";
        let check = |draft: &str| check_fixture(&format!("{source}--- draft\n{draft}\n"));
        check(
            "The Sea League began its operations in Norland in 1994.\n                                                  ^^^^ F002",
        );
        check("Norland joined the Tide Board in 2015.\n                                 ^^^^ F002");
        check("The Tern Pact started in 2013.\n                         ^^^^ F002");
        for draft in [
            "The Sea League began its operations in Norland in 1992.",
            "The Sea League began its operations in Norland in the early 1990s.",
            "The Sea League was operating in Norland in 1994.",
            "The Sea League started a school for divers in 1994.",
            "The Sea League began its operations in Sudland in 1994.",
            "Norland joined the Tide Board in 2012.",
            "The Heron Pact started in 2013.",
            "The ministers of the Tern Pact met in 2015.",
        ] {
            check(draft);
        }
    }

    #[test]
    fn dates_of_other_events_and_other_bodies_are_silent() {
        check("The VMF opened its archive in 1995.\n");
        check("The Mdina Quartet was founded in 1971.\n");
        check("The VMF has been touring Libya since 1990.\n");
        check("The VMF recorded its first album in 1982.\n");
    }
}
