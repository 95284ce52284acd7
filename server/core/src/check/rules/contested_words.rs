//! F050 and F051 for names and denials: one source says it of one, another of another; one affirms what the other denies.
//! It must not know which side is right, nor how a disagreement is found.

use super::attribution::attribute;
use super::contested::{DISAGREE, UNATTRIBUTED, is_same_stage};
use super::{name, polarity, quoted};
use crate::check::contest::{Contests, Known, contests_in, sentence_ref};
use crate::check::decide::{Between, Family, Judgement, Tier, judgements};
use crate::check::{Draft, Evidence, Finding, Severity};
use crate::claims::Claim;
use crate::corpus::{Corpus, Source};
use crate::text::Span;
use crate::views::{Place, SentenceView};

/// How much of the claim the agreeing side must say.
const AGREES: f32 = 0.7;
/// Documents that are asked one by one at most.
const MOST_ASKED: usize = 6;

/// What one document says of a claim.
enum Answer {
    Agrees(Place),
    Opposes(Judgement),
    Neither,
}

/// What the sources say one against the other of a name or a denial of the sentence.
pub(super) fn finding(
    draft: &Draft<'_>,
    claim: &Claim,
    view: &SentenceView,
    contests: &Contests,
    subject: Option<&str>,
) -> Option<Finding> {
    if contests.near.len() < 2 {
        return None;
    }
    let known = Known::new(draft.analysis, draft.corpus, claim, view);
    let (mut agreeing, mut opposing) = (None, None);
    for document in contests.near.iter().take(MOST_ASKED) {
        match answer(draft.corpus, view, &known, *document, Tier::Warning) {
            Answer::Agrees(place) => agreeing = agreeing.or(Some(place)),
            Answer::Opposes(judgement) => opposing = opposing.or(Some(judgement)),
            Answer::Neither => {}
        }
    }
    let (place, judgement) = (agreeing?, opposing?);
    if is_timeline(draft.corpus, place, judgement.place)
        || !is_same_stage(draft.corpus, place, judgement.place)
        || !opposes(draft.corpus, place, judgement.place)
    {
        return None;
    }
    told(draft, claim, view, subject, place, &judgement)
}

fn answer(corpus: &Corpus, view: &SentenceView, known: &Known<'_>, document: usize, least: Tier) -> Answer {
    let library = corpus.library();
    let found = contests_in(view, library, known, document);
    let all = judgements(view, library, &found);
    let worded = |one: &&Judgement| matches!(one.family, Family::Polarity | Family::Name);
    if let Some(judgement) = all.iter().filter(worded).find(|one| one.tier() >= Some(least)) {
        return Answer::Opposes(judgement.clone());
    }
    let silent = all.iter().all(|one| one.tier().is_none());
    let covers = found.coverage.share >= AGREES && !found.coverage.lacks && found.coverage.negation == 0.0;
    match found.places.get(found.coverage.pair) {
        Some(place) if silent && covers => Answer::Agrees(*place),
        _ => Answer::Neither,
    }
}

/// Whether the agreeing sentence itself goes against what opposes the draft.
fn opposes(corpus: &Corpus, place: Place, other: Place) -> bool {
    let Some(((source, claim), view)) =
        corpus.claim(sentence_ref(place)).zip(corpus.library().sentence(place))
    else {
        return false;
    };
    let known = Known::new(&source.analysis, corpus, claim, view);
    matches!(answer(corpus, view, &known, other.document, Tier::Hint), Answer::Opposes(found) if found.place == other)
}

/// What was true on one day may be otherwise on another.
fn is_timeline(corpus: &Corpus, ours: Place, theirs: Place) -> bool {
    let day = |place: Place| {
        let metadata = &corpus.source(sentence_ref(place).source)?.metadata;
        metadata.as_of.or(metadata.issued)
    };
    day(ours).zip(day(theirs)).is_some_and(|(a, b)| a != b)
}

fn told(
    draft: &Draft<'_>,
    claim: &Claim,
    view: &SentenceView,
    subject: Option<&str>,
    place: Place,
    judgement: &Judgement,
) -> Option<Finding> {
    let Between::Words { claim: at, source: token, .. } = judgement.between else { return None };
    let library = draft.corpus.library();
    let (ours, theirs) = (library.sentence(place)?, library.sentence(judgement.place)?);
    let source = |place: Place| draft.corpus.source(sentence_ref(place).source);
    let (source, other) = (source(place)?, source(judgement.place)?);
    let word = view.token(at)?;
    let same = ours.hits(word.lemma_key).chain(ours.hits(word.stem_key)).next()?.0;
    let polar = judgement.family == Family::Polarity;
    let span = |of: &SentenceView, at: usize, beside: &SentenceView| match polar {
        true => polarity::with_auxiliaries(of, at),
        false => name::differing(of, at, beside),
    };
    let own = span(view, at, theirs)?;
    let (focus, against) = (span(ours, same, theirs)?, span(theirs, token, ours)?);
    let attributed = !claim.frame.attributions.is_empty();
    let (code, severity) = match attributed {
        true => (DISAGREE, Severity::Information),
        false => (UNATTRIBUTED, Severity::Warning),
    };
    let of = subject.map(|subject| format!(" about {subject}")).unwrap_or_default();
    let message = format!(
        "The sources differ{of}: {} according to {}, {} according to {}",
        quoted(focus, &source.text),
        voice(source),
        quoted(against, &other.text),
        voice(other)
    );
    let evidence = |place: Place, sentence: &SentenceView, focus: Span| Evidence {
        source: Some(sentence_ref(place).source),
        sentence: sentence.span,
        focus,
    };
    Some(Finding {
        code,
        severity,
        span: own,
        claim: claim.span,
        message,
        evidence: vec![evidence(place, ours, focus), evidence(judgement.place, theirs, against)],
        fixes: if attributed { Vec::new() } else { vec![attribute(draft, claim, voice(source))] },
    })
}

fn voice(source: &Source) -> &str {
    source.metadata.publisher.as_deref().unwrap_or_else(|| source.display_name())
}

#[cfg(test)]
mod tests {
    use crate::check::{Severity, Verdict};
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCES: &str = "\
--- source trust.txt
The Harbour Trust (HT) has signed the Tide Treaty. The school for sailors in Larnaca was opened by Minister Ada Sorel. The HT has a school in Paphos.
--- source union.txt
The Harbour Trust has not signed the Tide Treaty. The school for sailors in Larnaca was opened by Minister Mira Kallas.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCES}--- draft\n{draft}\n"));
    }

    #[test]
    fn a_side_taken_over_a_denial_is_flagged_whichever_it_is() {
        check("The Harbour Trust has signed the Tide Treaty.\n                  ^^^^^^^^^^ F051");
        check("The Harbour Trust has not signed the Tide Treaty.\n                  ^^^^^^^^^^^^^^ F051");
    }

    #[test]
    fn a_side_taken_over_a_name_is_flagged_whichever_it_is() {
        check(
            "The school for sailors in Larnaca was opened by Minister Ada Sorel.\n                                                         ^^^^^^^^^ F051",
        );
        check(
            "The school for sailors in Larnaca was opened by Minister Mira Kallas.\n                                                         ^^^^^^^^^^^ F051",
        );
    }

    #[test]
    fn both_sides_are_told_and_none_is_called_right() {
        let draft = "According to the union, the Harbour Trust has not signed the Tide Treaty.\n";
        let finding = findings_of(&parse(&format!("{SOURCES}--- draft\n{draft}"))).remove(0);
        assert_eq!((finding.code.0, finding.severity), (50, Severity::Information));
        assert_eq!((finding.verdict(), finding.evidence.len()), (Verdict::Contested, 2));
        assert_eq!(
            finding.message,
            "The sources differ about Harbour Trust: \"has not signed\" according to union.txt, \"has signed\" according to trust.txt"
        );
    }

    #[test]
    fn what_no_source_says_is_a_conflict_and_what_one_alone_says_is_none() {
        check(
            "The school for sailors in Larnaca was opened by Minister Ole Lund.\n                                                         ^^^^^^^^ F013",
        );
        check("The Harbour Trust has a school in Paphos.");
        check("The school for sailors in Larnaca was opened.");
    }

    #[test]
    fn two_matters_are_no_dispute() {
        let check = |sources: &str| {
            check_fixture(&format!("{sources}--- draft\nThe Harbour Trust has signed the Tide Treaty.\n"));
        };
        check(
            "--- source a.txt\nThe Harbour Trust has signed the Tide Treaty.\n--- source b.txt\nThe Harbour Trust has not signed the Heron Pact.\n",
        );
        check(
            "--- source a.txt\nThe Harbour Trust has signed the Tide Treaty.\n--- source b.txt\nThe Port Union has not signed the Tide Treaty.\n",
        );
        check(
            "--- source a.txt\nThe Harbour Trust has signed the Tide Treaty.\n--- source b.txt\nThe Harbour Trust signed the Tide Treaty.\n",
        );
    }
}
