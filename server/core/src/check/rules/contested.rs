//! F050, F051 and F052: the sources differ among themselves over a value of the draft. Both sides are shown, each with its
//! source, and none is taken.
//! It must not know which side is right, nor how a slot is found.

use super::attribution::attribute;
use super::grammar::one_line;
use super::{quoted, with_head};
use crate::check::contest::{Contests, Dispute, Known, contests, sentence_ref};
use crate::check::decide::{Between, Tier, judge_dispute};
use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity, fix};
use crate::claims::Claim;
use crate::corpus::{Against, Corpus, Source, SourceId};
use crate::text::Span;
use crate::values::{Kind, Value};
use crate::views::{Place, SentenceView};

/// The sources disagree, and the draft says whose word it gives.
pub(super) const DISAGREE: Code = Code(50);
/// The sources disagree, and the draft takes one side as a fact.
pub(super) const UNATTRIBUTED: Code = Code(51);
/// One source says two things.
pub(super) const WITHIN: Code = Code(52);

/// A value of a source sentence.
pub(super) struct Stated<'c> {
    id: SourceId,
    source: &'c Source,
    sentence: &'c SentenceView,
    value: &'c Value,
}

impl<'c> Stated<'c> {
    fn at(corpus: &'c Corpus, place: Place, value: usize) -> Option<Stated<'c>> {
        let id = sentence_ref(place).source;
        let sentence = corpus.library().sentence(place)?;
        let value = &sentence.values.get(value)?.value;
        Some(Stated { id, source: corpus.source(id)?, sentence, value })
    }

    pub(super) fn evidence(&self) -> Evidence {
        Evidence { source: Some(self.id), sentence: self.sentence.span, focus: self.value.core }
    }

    /// The value with the noun that it counts, in quotation marks.
    pub(super) fn quoted(&self) -> String {
        quoted(with_head(self.value), &self.source.text)
    }

    pub(super) fn name(&self) -> &'c str {
        let publisher = self.source.metadata.publisher.as_deref();
        publisher.unwrap_or_else(|| self.source.display_name())
    }
}

/// Contested values of one sentence: index of the value, and what is told of it. At most one finding for each value.
pub(super) fn findings(
    draft: &Draft<'_>,
    claim: &Claim,
    view: &SentenceView,
    contests: &Contests,
    subject: Option<&str>,
) -> Vec<(usize, Finding)> {
    let library = draft.corpus.library();
    let told = |dispute: &Dispute| {
        let judgement = judge_dispute(view, library, contests, dispute)?;
        let place = *contests.places.get(dispute.agreeing.pair)?;
        let Between::Values { source: other, .. } = judgement.between else { return None };
        let ours = Stated::at(draft.corpus, place, dispute.agreeing.value)?;
        let theirs = Stated::at(draft.corpus, judgement.place, other)?;
        let value = view.values.get(dispute.contest.claim)?;
        let opposed = judgement.tier() >= Some(Tier::Warning)
            && !value.value.weak
            && !is_timeline(&ours, &theirs)
            && is_same_stage(draft.corpus, place, judgement.place)
            && opponents(draft.corpus, place, dispute.agreeing.value).contains(&(judgement.place, other));
        let sides = Sides { draft, claim, subject, value: &value.value, ours, theirs };
        opposed.then(|| (dispute.contest.claim, sides.finding(dispute.within)))
    };
    contests.disputes.iter().filter_map(told).collect()
}

/// Places and values that say otherwise than a source's own value, at least as sure as a hint.
pub(super) fn opponents(corpus: &Corpus, place: Place, value: usize) -> Vec<(Place, usize)> {
    let all = corpus.contradicted().of(place, || all_opponents(corpus, place));
    all.iter()
        .filter(|against| against.value == value)
        .map(|against| (against.place, against.other))
        .collect()
}

fn all_opponents(corpus: &Corpus, place: Place) -> Vec<Against> {
    let library = corpus.library();
    let Some(((source, claim), view)) = corpus.claim(sentence_ref(place)).zip(library.sentence(place)) else {
        return Vec::new();
    };
    let known = Known::new(&source.analysis, corpus, claim, view);
    let found = contests(view, library, Some(&known));
    let against = found.disputes.iter().filter_map(|dispute| {
        let judgement = judge_dispute(view, library, &found, dispute).filter(|it| it.tier().is_some())?;
        let Between::Values { source: other, .. } = judgement.between else { return None };
        Some(Against { value: dispute.contest.claim, place: judgement.place, other })
    });
    against.collect()
}

/// What another source says against the value of a source that contradicts the draft.
pub(super) fn other_side(corpus: &Corpus, place: Place, value: usize) -> Option<Stated<'_>> {
    let against = opponents(corpus, place, value);
    let other = against.iter().find(|(other, _)| other.document != place.document)?;
    Stated::at(corpus, other.0, other.1)
}

/// Two figures of two days are no disagreement: the newer one replaces the older.
fn is_timeline(ours: &Stated<'_>, theirs: &Stated<'_>) -> bool {
    let day = |stated: &Stated<'_>| stated.source.metadata.as_of.or(stated.source.metadata.issued);
    let dated = day(ours).zip(day(theirs)).is_some_and(|(a, b)| a != b);
    dated && ours.value.kind != Kind::Date
}

/// A plan and what became of it are no disagreement.
pub(super) fn is_same_stage(corpus: &Corpus, ours: Place, theirs: Place) -> bool {
    let stage = |place| corpus.claim(sentence_ref(place)).map(|(_, claim)| claim.frame.is_plan());
    stage(ours) == stage(theirs)
}

struct Sides<'s> {
    draft: &'s Draft<'s>,
    claim: &'s Claim,
    subject: Option<&'s str>,
    /// Of the draft.
    value: &'s Value,
    ours: Stated<'s>,
    theirs: Stated<'s>,
}

impl Sides<'_> {
    fn finding(&self, within: bool) -> Finding {
        let attributed = !self.claim.frame.attributions.is_empty();
        let (code, severity) = match (within, attributed) {
            (true, _) => (WITHIN, Severity::Information),
            (false, true) => (DISAGREE, Severity::Information),
            (false, false) => (UNATTRIBUTED, Severity::Warning),
        };
        Finding {
            code,
            severity,
            span: self.value.core,
            claim: self.claim.span,
            message: self.message(within),
            evidence: vec![self.ours.evidence(), self.theirs.evidence()],
            fixes: if within { Vec::new() } else { self.fixes(attributed) },
        }
    }

    fn message(&self, within: bool) -> String {
        let of = self.subject.map(|subject| format!(" about {subject}")).unwrap_or_default();
        let (ours, theirs) = (self.ours.quoted(), self.theirs.quoted());
        let (name, other) = (self.ours.name(), self.theirs.name());
        match within {
            true => format!("The source says two things{of}: {ours}, and elsewhere {theirs}"),
            false => {
                format!("The sources differ{of}: {ours} according to {name}, {theirs} according to {other}")
            }
        }
    }

    fn fixes(&self, attributed: bool) -> Vec<Fix> {
        let (own, other) =
            (self.value.core.of(self.draft.text), self.theirs.value.core.of(&self.theirs.source.text));
        let written = fix::replacement(own, self.value, other, self.theirs.value)
            .unwrap_or_else(|| one_line(self.theirs.value.core, &self.theirs.source.text));
        let aside = format!(" ({written} according to {})", self.theirs.name());
        let end = self.value.span.end;
        let both = Fix {
            title: format!("Insert \"{}\"", aside.trim_start()),
            span: Span { start: end, end },
            replacement: aside,
        };
        let speaker = (!attributed).then(|| attribute(self.draft, self.claim, self.ours.name()));
        speaker.into_iter().chain([both]).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Finding, Severity, Verdict};
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCES: &str = "\
--- source trust.txt
The Harbour Trust (HT) employs 340 dockers in Larnaca. The Harbour Trust was founded in 1968. The Trust repaired 60 fishing boats in 2021.
--- source union.txt
The Harbour Trust employs 430 dockers in Larnaca. The Harbour Trust was founded in 1971. In 2019 the Harbour Trust repaired 25 fishing boats.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCES}--- draft\n{draft}"));
    }

    fn first(draft: &str) -> Finding {
        findings_of(&parse(&format!("{SOURCES}--- draft\n{draft}"))).remove(0)
    }

    #[test]
    fn a_side_taken_as_a_fact_is_flagged_whichever_it_is() {
        check("The Harbour Trust employs 340 dockers in Larnaca.\n                          ^^^ F051\n");
        check("The Harbour Trust employs 430 dockers in Larnaca.\n                          ^^^ F051\n");
        check("The HT was founded in 1971.\n                      ^^^^ F051\n");
    }

    #[test]
    fn a_side_given_as_somebodys_word_is_noted() {
        check(
            "According to the union, the Harbour Trust employs 430 dockers in Larnaca.\n                                                  ^^^ F050\n",
        );
    }

    #[test]
    fn both_sides_are_told_with_their_sources_and_none_is_called_right() {
        let finding = first("The Harbour Trust employs 340 dockers in Larnaca.\n");
        assert_eq!(
            finding.message,
            "The sources differ about Harbour Trust: \"340 dockers\" according to trust.txt, \"430 dockers\" according to union.txt"
        );
        assert_eq!((finding.verdict(), finding.severity), (Verdict::Contested, Severity::Warning));
        let sources: Vec<u32> = finding.evidence.iter().filter_map(|one| Some(one.source?.0)).collect();
        assert_eq!(sources, [0, 1]);
        let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
        assert_eq!(titles, ["Insert \"According to trust.txt,\"", "Insert \"(430 according to union.txt)\""]);
    }

    #[test]
    fn what_agrees_with_no_side_is_a_conflict_with_both_shown() {
        let finding = first("The Harbour Trust employs 250 dockers in Larnaca.\n");
        assert_eq!((finding.code.0, finding.severity), (1, Severity::Warning));
        assert_eq!(finding.evidence.len(), 2);
    }

    #[test]
    fn figures_of_two_years_and_of_two_things_are_no_dispute() {
        check("The Harbour Trust repaired 60 fishing boats in 2021.\n");
        check("In 2019 the Harbour Trust repaired 25 fishing boats.\n");
        check("The Harbour Trust repaired fishing boats in Larnaca.\n");
        check_fixture(
            "--- source a.txt\nThe Harbour Trust employs 340 dockers in Larnaca.\n--- source b.txt\nThe Harbour Trust employs 55 divers in Larnaca. The Port Union employs 430 dockers in Larnaca. The Harbour Trust employs more than 300 dockers in Larnaca.\n--- draft\nThe Harbour Trust employs 340 dockers in Larnaca.\n",
        );
    }

    #[test]
    fn one_source_that_says_two_things_is_noted() {
        check_fixture(
            "--- source a.txt\nThe Harbour Trust employs 340 dockers in Larnaca. Rain fell for days.\n\nThe Harbour Trust employs 430 dockers in Larnaca.\n--- draft\nThe Harbour Trust employs 340 dockers in Larnaca.\n                          ^^^ F052\n",
        );
    }
}
