//! What the claims of one version of a draft are worth, worked out once for all features that show it.
//! It must not know how it is shown.

use std::sync::{Arc, Mutex, PoisonError};

use factmark_core::analysis::Analysis;
use factmark_core::check::{Finding, Verdict};
use factmark_core::facts::{Passage, Support};
use factmark_core::text::Span;

use super::claims::{each_claim, verdict};
use super::context::Context;
use crate::workspace::Workspace;

/// One claim: a value, or a name that a finding is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub(super) span: Span,
    /// The sentence around it.
    pub(super) sentence: Span,
    pub(super) verdict: Verdict,
    /// The passage that agrees with it best.
    pub(super) support: Option<Passage>,
}

/// The claims as they were judged with the workspace used last.
#[derive(Debug, Default)]
pub(super) struct Judgements(Mutex<Option<Known>>);

type Known = (Arc<Workspace>, Arc<[Judged]>);

/// The claims of the draft in order of their place; `None` for a source.
pub(super) fn judged(context: &Context) -> Option<Arc<[Judged]>> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    // Held while judging: features that ask at the same time wait for the same work.
    let mut known = context.draft.judgements.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, claims)) = known.as_ref().filter(|(workspace, _)| workspace.is_same(&context.workspace)) {
        return Some(Arc::clone(claims));
    }
    let claims = judge(context)?;
    *known = Some((Arc::clone(&context.workspace), Arc::clone(&claims)));
    Some(claims)
}

fn judge(context: &Context) -> Option<Arc<[Judged]>> {
    let reading = context.reading();
    let make = |span, finding: Option<&Finding>, supports: &[Support]| Judged {
        span,
        sentence: finding.map_or_else(|| sentence(&reading.analysis, span), |finding| finding.claim),
        verdict: verdict(finding, supports),
        support: supports.iter().find(|it| it.verdict == Verdict::Supported).map(|it| it.passage),
    };
    Some(each_claim(context, &reading, make)?.into())
}

fn sentence(analysis: &Analysis, span: Span) -> Span {
    let around = analysis.sentence_at(span.start).and_then(|at| analysis.sentences.get(at));
    around.map(|sentence| sentence.span).filter(|sentence| sentence.overlaps(span)).unwrap_or(span)
}

/// How many claims there are of each verdict, in the words that a writer reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    sourced: usize,
    conflicts: usize,
    contested: usize,
    open: usize,
}

impl Count {
    pub(super) fn of<'j>(claims: impl IntoIterator<Item = &'j Judged>) -> Self {
        let mut count = Count::default();
        for claim in claims {
            match claim.verdict {
                Verdict::Supported => count.sourced += 1,
                Verdict::Conflict => count.conflicts += 1,
                Verdict::Contested => count.contested += 1,
                Verdict::Unsourced | Verdict::None => count.open += 1,
            }
        }
        count
    }

    pub(super) fn all(self) -> usize {
        self.sourced + self.conflicts + self.contested + self.open
    }

    /// "7 claims: 5 sourced, 1 conflict, 1 open".
    pub(super) fn told(self) -> String {
        let conflicts = if self.conflicts == 1 { "conflict" } else { "conflicts" };
        let parts = [
            (self.sourced, "sourced"),
            (self.conflicts, conflicts),
            (self.contested, "contested"),
            (self.open, "open"),
        ];
        let told: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let claims = if self.all() == 1 { "claim" } else { "claims" };
        format!("{} {claims}: {}", self.all(), told.join(", "))
    }
}

/// What a writer calls the verdict.
pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "sourced",
        Verdict::Conflict => "conflict",
        Verdict::Contested => "contested",
        Verdict::Unsourced | Verdict::None => "open",
    }
}
