//! F013 and F016: another name, another place, with the rest the same.
//! It must not know which names exclude each other.

use crate::check::rules::{Case, replace};
use crate::check::{Code, Finding, Severity};
use crate::text::Span;
use crate::views::SentenceView;

pub(super) fn finding(case: &Case<'_>, claim: usize, source: usize) -> Option<Finding> {
    let own = differing(case.view, claim, case.sentence)?;
    let other = differing(case.sentence, source, case.view)?;
    let differs = if case.judgement.code == Code(16) { "Another place" } else { "Another name" };
    let message = case.message(differs, own, other);
    let written = other.of(&case.source.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let fix = replace(case.draft.text, own, written);
    Some(case.told(Severity::Warning, own, other, message, vec![fix]))
}

/// The words around `token` in its name that the other sentence lacks: "Rauf Mammadov" of "President Rauf Mammadov".
pub(super) fn differing(view: &SentenceView, token: usize, other: &SentenceView) -> Option<Span> {
    let (first, end) = view.name_around(token);
    let lacks = |at: &usize| {
        view.token(*at).is_some_and(|word| {
            word.capital && word.value.is_none() && !other.has(word.lemma_key) && !other.has(word.stem_key)
        })
    };
    let from = (first..token).rev().take_while(lacks).last().unwrap_or(token);
    let to = (token + 1..end).take_while(lacks).last().unwrap_or(token);
    Some(view.token(from)?.span.cover(view.token(to)?.span))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "--- source school.txt\nThe Lighthouse Fund (LF) opened a school for sailors in Tallinn. Director Ada Sorel led the opening ceremony of the school.\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_place_or_person_is_flagged() {
        check(
            "The Lighthouse Fund opened a school for sailors in Riga.\n                                                   ^^^^ F016\n",
        );
        check("Director Mira Kallas led the opening ceremony of the school.\n         ^^^^^^^^^^^ F013\n");
    }

    #[test]
    fn another_holder_of_the_same_title_is_flagged() {
        let source = "--- source rule.txt\nUnder President Ilham Rustamov's strict rule, critical voices in Norland face constant persecution, and few papers dare to print a word of it in the capital.\n";
        check_fixture(&format!(
            "{source}--- draft\nUnder President Farid Hasanov's strict rule, critical voices face constant persecution.\n                ^^^^^^^^^^^^^ F013\n"
        ));
        check_fixture(&format!(
            "{source}--- draft\nCritical voices face constant persecution under President Rustamov's strict rule.\n"
        ));
    }

    #[test]
    fn a_place_that_the_source_names_for_something_else_is_flagged() {
        let source = "--- source summit.txt\nIn July of 2019 the Sailors Summit was held in Riga and the Sailors Club with headquarters in Tartu was founded by the summit. The Sailors Club trained 40 cooks in Pskov.\n";
        let check = |draft: &str| check_fixture(&format!("{source}--- draft\n{draft}\n"));
        check(
            "The Sailors Summit was held in Tartu in July 2019.\n                               ^^^^^ F016",
        );
        check(
            "The Sailors Club has its headquarters in Riga.\n                                         ^^^^ F016",
        );
        check("The Sailors Summit was held in Riga in July 2019.");
        check("The Sailors Club has its headquarters in Tartu.");
        check("The Sailors Club opened a school in Riga.");
        check("The Sailors Summit of 2023 was held in Tartu.");
        check("The Sailors Club trained sailors in Tartu.");
    }

    #[test]
    fn one_word_changed_on_the_day_of_an_event_is_flagged() {
        let source = "--- source visit.txt\nThe assessment mission of the Sea League visited Norland in May 2023. Sudland is far from the sea.\n";
        let check = |draft: &str| check_fixture(&format!("{source}--- draft\n{draft}\n"));
        check(
            "The assessment mission of the Sea League visited Sudland in May 2023.\n                                                 ^^^^^^^ F013",
        );
        check("The assessment mission of the Sea League visited Sudland in March 2021.");
        check("The assessment mission of the Sea League also visited Sudland in May 2023.");
    }

    #[test]
    fn another_occasion_in_another_place_is_silent() {
        let source = "--- source forum.txt\nThe director has visited Norland several times since 2022 and took part in the Harbour Forum held in Tallinn in 2022.\n";
        check_fixture(&format!("{source}--- draft\nThe third Harbour Forum was held in Riga in 2024.\n"));
        check_fixture(&format!("{source}--- draft\nThe Harbour Forum of 2024 was held in Riga.\n"));
    }

    #[test]
    fn the_same_names_and_other_matters_are_silent() {
        check("The LF opened a school for sailors in Tallinn.\n");
        check("The Lighthouse Fund opened a school for sailors in Estonia.\n");
        check("The Lighthouse Fund also opened a school for cooks in Riga.\n");
        check("Sorel led the opening ceremony.\n");
        check("The Lighthouse Fund met the mayor of Riga.\n");
    }
}
