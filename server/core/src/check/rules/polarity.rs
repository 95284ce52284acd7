//! F020: the draft denies what the source says, or says what the source denies.
//! It must not know how far a negation reaches: `views` has read that.

use crate::check::rules::{Case, quoted};
use crate::check::{Finding, Fix, Severity};
use crate::text::Span;
use crate::views::SentenceView;

/// How far before a word its "has not been" may begin, in tokens.
const REACH: usize = 6;

pub(super) fn finding(case: &Case<'_>, claim: usize, source: usize, denies: bool) -> Option<Finding> {
    let own = with_auxiliaries(case.view, claim)?;
    let other = with_auxiliaries(case.sentence, source)?;
    let differs =
        if denies { "Denied where the source affirms it" } else { "Affirmed where the source denies it" };
    let fix = if denies { without_not(case, claim) } else { with_not(case, claim, source) };
    let message = case.message(differs, own, other);
    Some(case.told(Severity::Error, own, other, message, fix.into_iter().collect()))
}

/// The word with the auxiliaries and the denial before it: "has not been operating".
pub(super) fn with_auxiliaries(view: &SentenceView, token: usize) -> Option<Span> {
    let cue = view.scope.cue_around(token).map(|cue| cue.at).filter(|at| *at < token && token - at <= REACH);
    let from = cue.unwrap_or(token);
    let belongs =
        |at: &usize| view.token(*at).is_some_and(|word| is_auxiliary(&word.lower) || &*word.lower == "to");
    let from = (from.saturating_sub(3)..from).rev().take_while(belongs).last().unwrap_or(from);
    Some(view.token(from)?.span.cover(view.token(token)?.span))
}

fn is_auxiliary(lower: &str) -> bool {
    takes_not(lower) || matches!(lower, "been" | "be" | "do" | "does" | "did" | "being")
}

/// Auxiliaries behind which "not" may be put in or left out with nothing else changed.
fn takes_not(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "must"
            | "may"
            | "should"
    )
}

/// "has not been" to "has been".
fn without_not(case: &Case<'_>, claim: usize) -> Option<Fix> {
    let cue = case.view.scope.cue_around(claim)?;
    let (before, not, after) =
        (case.view.token(cue.at.checked_sub(1)?)?, case.view.token(cue.at)?, case.view.token(cue.at + 1)?);
    if &*not.lower != "not" || !takes_not(&before.lower) {
        return None;
    }
    let span = Span { start: not.span.start, end: after.span.start };
    Some(Fix { title: "Remove \"not\"".to_owned(), span, replacement: String::new() })
}

/// "has been" to "has not been", where the source denies with "not" too.
fn with_not(case: &Case<'_>, claim: usize, source: usize) -> Option<Fix> {
    let cue = case.sentence.scope.cue_around(source)?;
    if !matches!(&*case.sentence.token(cue.at)?.lower, "not" | "n't") {
        return None;
    }
    let auxiliaries = (claim.saturating_sub(2)..claim).rev();
    let auxiliaries =
        auxiliaries.map_while(|at| case.view.token(at).filter(|word| is_auxiliary(&word.lower)));
    let auxiliary = auxiliaries.filter(|word| takes_not(&word.lower)).last()?;
    let span = Span { start: auxiliary.span.end, end: auxiliary.span.end };
    let title = format!("Insert \"not\" behind {}", quoted(auxiliary.span, case.draft.text));
    Some(Fix { title, span, replacement: " not".to_owned() })
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCE: &str = "\
--- source ferry.txt
The Ferry Union (FU) has been operating the night boats in Patras since 1994. The FU has not signed the harbour treaty.
The union supports the families of lost sailors.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn a_denial_of_what_the_source_says_is_flagged_both_ways() {
        check(
            "The Ferry Union has not been operating the night boats in Patras since 1994.\n                ^^^^^^^^^^^^^^^^^^^^^^ F020\n",
        );
        check("The Ferry Union has signed the harbour treaty.\n                ^^^^^^^^^^ F020\n");
        check("The FU does not support the families of lost sailors.\n       ^^^^^^^^^^^^^^^^ F020\n");
    }

    #[test]
    fn the_same_and_denials_of_other_things_are_silent() {
        check("The night boats in Patras have been operated by the Ferry Union since 1994.\n");
        check("The Ferry Union never signed the harbour treaty.\n");
        check("The Ferry Union has not built a new pier in Patras.\n");
        check("The Ferry Union supports not only the families of lost sailors but also schools.\n");
        check("The Ferry Union did not operate day boats.\n");
    }

    #[test]
    fn not_is_put_in_or_left_out_where_nothing_else_changes() {
        let fixed = |draft: &str| {
            let findings = findings_of(&parse(&format!("{SOURCE}--- draft\n{draft}")));
            let fix = findings.first()?.fixes.first()?.clone();
            let mut text = draft.to_owned();
            text.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
            Some(text)
        };
        assert_eq!(
            fixed("The Ferry Union has signed the harbour treaty.").as_deref(),
            Some("The Ferry Union has not signed the harbour treaty.")
        );
        assert_eq!(
            fixed("The Ferry Union has not been operating the night boats in Patras since 1994.").as_deref(),
            Some("The Ferry Union has been operating the night boats in Patras since 1994.")
        );
        assert_eq!(fixed("The FU does not support the families of lost sailors."), None);
    }
}
