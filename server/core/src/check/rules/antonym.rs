//! F025: the opposite word, or another one of the same kind: "condemned" for "welcomed".
//! It must not know which words are opposites.

use crate::check::decide::Family;
use crate::check::rules::Case;
use crate::check::{Finding, Severity};

pub(super) fn finding(case: &Case<'_>, claim: usize, source: usize) -> Option<Finding> {
    let (own, other) = (case.view.token(claim)?.span, case.sentence.token(source)?.span);
    let differs = if case.judgement.family == Family::Antonym { "The opposite" } else { "Another word" };
    let message = case.message(differs, own, other);
    Some(case.told(Severity::Warning, own, other, message, Vec::new()))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "--- source dam.txt\nThe River Board (RB) condemned the sale of the old dam. Its harbour in Varna was closed in 2015.\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn an_opposite_is_flagged() {
        check("The River Board welcomed the sale of the old dam.\n                ^^^^^^^^ F025\n");
        check("The RB welcomed the sale of the old dam.\n       ^^^^^^^^ F025\n");
    }

    #[test]
    fn the_same_in_other_words_and_opposites_of_other_things_are_silent() {
        check("The River Board denounced the sale of the old dam.\n");
        check("The sale of the old dam was condemned by the River Board.\n");
        check("The River Board did not welcome the sale of the old dam.\n");
        check("The mayor welcomed visitors to the dam.\n");
        check("The River Board opened a museum in 2015.\n");
    }
}
