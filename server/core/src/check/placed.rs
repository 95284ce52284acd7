//! A finding kept from version to version of a draft: its words once, its place by itself, so that an edit moves it at no cost.
//! It must not know why it moves.

use std::sync::Arc;

use super::{Code, Finding, Fix, Severity};
use crate::text::Span;

/// Of which rule a finding is and where it stands, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub code: Code,
    pub severity: Severity,
    /// See [`Finding::span`].
    pub span: Span,
    /// See [`Finding::claim`].
    pub claim: Span,
}

impl Finding {
    pub fn mark(&self) -> Mark {
        Mark { code: self.code, severity: self.severity, span: self.span, claim: self.claim }
    }
}

/// A finding at the place where it stands now. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Placed {
    pub mark: Mark,
    /// Where it stood when it was found.
    found: Arc<Finding>,
    /// Number of the sentence that it belongs to.
    pub(super) sentence: u32,
    /// It rests on a passage of the draft itself, which may move otherwise than the claim.
    pub(super) own: bool,
}

impl Placed {
    pub fn new(finding: Finding) -> Placed {
        Placed::of_sentence(finding, 0)
    }

    pub(super) fn of_sentence(finding: Finding, sentence: u32) -> Placed {
        let own = finding.evidence.iter().any(|evidence| evidence.source.is_none());
        Placed { mark: finding.mark(), found: Arc::new(finding), sentence, own }
    }

    pub(super) fn moved(&self, by: i64, sentence: u32) -> Placed {
        let Mark { code, severity, span, claim } = self.mark;
        let mark = Mark { code, severity, span: span.moved(by), claim: claim.moved(by) };
        Placed { mark, found: Arc::clone(&self.found), sentence, own: self.own }
    }

    /// As [`Placed::moved`], for a finding whose passages stand in the draft itself and have moved as `elsewhere` says; `None` where
    /// one of them is gone.
    pub(super) fn moved_with_passages(
        &self,
        by: i64,
        sentence: u32,
        elsewhere: impl Fn(Span) -> Option<i64>,
    ) -> Option<Placed> {
        let mut finding = self.moved(by, sentence).finding();
        for evidence in finding.evidence.iter_mut().filter(|evidence| evidence.source.is_none()) {
            let by = elsewhere(evidence.sentence)?;
            evidence.sentence = evidence.sentence.moved(by);
            evidence.focus = evidence.focus.moved(by);
        }
        Some(Placed::of_sentence(finding, sentence))
    }

    /// The finding in full, with its spans as they are now.
    pub fn finding(&self) -> Finding {
        let finding = Finding::clone(&self.found);
        let by = i64::from(self.mark.span.start) - i64::from(finding.span.start);
        if by == 0 {
            return finding;
        }
        let fixes = finding.fixes.into_iter().map(|fix| Fix { span: fix.span.moved(by), ..fix });
        Finding { span: self.mark.span, claim: self.mark.claim, fixes: fixes.collect(), ..finding }
    }
}

/// As [`super::in_order`].
pub fn placed_in_order(mut placed: Vec<Placed>) -> Vec<Placed> {
    placed.sort_by_key(|one| order(one.mark));
    placed.dedup_by_key(|one| one.mark.span);
    placed
}

/// Which of the findings (in order) tell nothing that one inside them does not tell more exactly: a quotation was changed where a
/// value or name in it is another than the source's.
/// Empty where there is none.
pub fn told_inside(marks: &[Mark]) -> Vec<bool> {
    if !marks.iter().any(|mark| mark.code.is_of_quoted_words()) {
        return Vec::new();
    }
    let around = |at: usize, quotation: &Mark| {
        let same_start = |other: &&Mark| other.span.start == quotation.span.start;
        let before = marks.get(..at).unwrap_or(&[]).iter().rev().take_while(same_start);
        let after = marks.get(at + 1..).unwrap_or(&[]).iter();
        let mut near = before.chain(after.take_while(|other| other.span.start < quotation.span.end));
        near.any(|other| {
            other.severity >= Severity::Warning
                && !other.code.is_of_quotation()
                && quotation.span.contains(other.span)
        })
    };
    let told = |(at, mark): (usize, &Mark)| mark.code.is_of_quoted_words() && around(at, mark);
    marks.iter().enumerate().map(told).collect()
}

/// What comes first in a list of findings: what stands first, then what is graver.
pub(super) fn order(mark: Mark) -> (Span, std::cmp::Reverse<Severity>, Code) {
    (mark.span, std::cmp::Reverse(mark.severity), mark.code)
}
