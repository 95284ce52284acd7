//! The findings of one document from version to version: only the sentences that an edit touched are checked again.
//! It must not know how findings are shown, nor when a check is due.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use factmark_core::analysis::Reading;
use factmark_core::check::{
    Cancelled, Checked, Each, Finding, Part, Placed, Said, Severity, check_around, check_part, check_whole,
    in_order, placed_in_order, said_to_part,
};
use factmark_core::facts::{self, Support};
use factmark_core::text::Span;
use rayon::prelude::*;

use super::context::Context;
use crate::workspace::{Sifted, Workspace};

/// Sentences that are checked as one piece of work.
const PIECE: usize = 32;
/// Pieces after which somebody may have something newer to check.
const PIECES: usize = 16;

/// So many sentences are laid beside each other with every check.
const SETTLED_AT_ONCE: usize = 400;

/// What the sources say to each value that a document claims: the value's number in the analysis, and the passages, best first.
pub(super) type Passages = Vec<(u32, Vec<Support>)>;

/// How far the newest version that was looked at is checked.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    workspace: Arc<Workspace>,
    reading: Arc<Reading>,
    checked: Checked,
}

/// What all versions of a document share: the check that was made last.
#[derive(Clone, Debug, Default)]
pub(super) struct Last(Arc<Mutex<Option<Arc<Progress>>>>);

impl Last {
    pub(super) fn put(&self, progress: Progress) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(progress));
    }

    fn get(&self) -> Option<Arc<Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Progress {
    /// Starts with what still holds of the check made last; `None` for a source, which is never checked.
    pub(super) fn start(context: &Context) -> Option<Progress> {
        if context.draft.is_source(&context.workspace) {
            return None;
        }
        let reading = context.reading();
        let workspace = Arc::clone(&context.workspace);
        let before = context.draft.progress.get();
        let checked = match before.filter(|before| before.workspace.is_same(&workspace)) {
            Some(before) if Arc::ptr_eq(&before.reading, &reading) => before.checked.clone(),
            Some(before) => before.checked.carried(&before.reading, &reading),
            None => Checked::new(&reading),
        };
        Some(Progress { workspace, reading, checked })
    }

    /// Checks the next few hundred sentences, on all processors.
    pub(super) fn go_on(&mut self, context: &Context) {
        let pieces = self.checked.unknown(PIECE, PIECES);
        let text = context.draft.text();
        let check = |piece: Range<usize>| {
            let found = part(text, &self.reading, piece.clone(), &self.workspace);
            (piece, found)
        };
        // Waking other threads costs more than one piece.
        let found: Vec<(Range<usize>, Part)> = match pieces.len() {
            0 | 1 => pieces.into_iter().map(check).collect(),
            _ => pieces.into_par_iter().map(check).collect(),
        };
        for (piece, found) in found {
            self.checked.add(&self.reading.analysis, piece, found);
        }
    }

    /// What the sources say to each value that the document claims (an index into the values of its analysis). Only what nobody
    /// asked for before is looked up, on all processors.
    fn passages(&mut self, context: &Context) -> Passages {
        let (text, analysis) = (context.draft.text(), &self.reading.analysis);
        let corpus = &self.workspace.corpus;
        let ask = |piece: Range<usize>| (piece.clone(), said_to_part(text, analysis, piece, corpus));
        let pieces = self.checked.unasked(PIECE, usize::MAX);
        let said: Vec<(Range<usize>, Vec<Said>)> = match pieces.len() {
            0 | 1 => pieces.into_iter().map(ask).collect(),
            _ => pieces.into_par_iter().map(ask).collect(),
        };
        for (piece, said) in said {
            self.checked.note(piece, said);
        }
        facts::passages_of_draft(analysis, corpus, &self.checked.pairings(analysis))
    }

    /// Looks whether the draft contradicts itself; whether that was done before it was `cancelled`.
    /// On all processors.
    pub(super) fn settle(&mut self, context: &Context, cancelled: &Cancelled<'_>) -> bool {
        let (corpus, options) = (&self.workspace.corpus, self.workspace.check_options());
        let (text, analysis) = (context.draft.text(), &self.reading.analysis);
        // Waking other threads costs more than one piece.
        let each: &Each<'_> = &|count, work| match count {
            0 | 1 => (0..count).for_each(work),
            _ => (0..count).into_par_iter().for_each(work),
        };
        self.checked.settle(text, analysis, corpus, &options, cancelled, each)
    }

    /// What the draft says against itself, as far as that is known.
    pub(super) fn contradictions(&self) -> Vec<Finding> {
        self.checked.contradictions()
    }

    pub(super) fn is_settled(&self) -> bool {
        self.checked.is_settled()
    }

    /// Whether [`Progress::settle`] is a matter of a few milliseconds.
    pub(super) fn settles_at_once(&self) -> bool {
        self.reading.analysis.sentences.len() <= SETTLED_AT_ONCE
    }

    /// Whether more is left than a request may wait for.
    fn is_far(&self) -> bool {
        self.checked.unknown(1, PIECE + 1).len() > PIECE
    }

    pub(super) fn is_complete(&self) -> bool {
        self.checked.is_complete()
    }

    /// What was found so far in the document, as it is to be shown, in order of its place.
    pub(super) fn findings(&self, context: &Context) -> Vec<Finding> {
        self.shown(context, usize::MAX).findings
    }

    /// As [`Progress::findings`], but at most the `most` gravest of them, the first where not all fit.
    pub(super) fn shown(&self, context: &Context, most: usize) -> Shown {
        let sieve = self.workspace.sieve(context.draft.text());
        let mut placed = self.placed(context);
        if !sieve.unclear.is_empty() {
            let unclear = sieve.unclear.iter().cloned().map(Placed::new);
            placed.to_mut().extend(unclear);
            placed.to_mut().sort_by_key(|one| (one.mark.span, one.mark.code));
        }
        let sifted = sieve.judge_all(placed.iter().map(|one| one.mark));
        let mut told: Vec<(Severity, &Placed)> = Vec::new();
        for (one, sifted) in placed.iter().zip(sifted) {
            if let Sifted::Shown(severity) = sifted {
                told.push((severity, one));
            }
        }
        let all = told.len();
        if all > most {
            told.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
            told.truncate(most);
            told.sort_by_key(|(_, one)| (one.mark.span, one.mark.code));
        }
        let findings =
            told.into_iter().map(|(severity, one)| Finding { severity, ..one.finding() }).collect();
        Shown { all, findings }
    }

    /// What was found so far, in order, before the settings have spoken.
    fn placed(&self, context: &Context) -> Cow<'_, [Placed]> {
        let (corpus, options) = (&self.workspace.corpus, self.workspace.check_options());
        let whole = check_whole(context.draft.text(), &self.reading.analysis, corpus, &options);
        let found = self.checked.findings();
        if whole.is_empty() {
            return found;
        }
        let mut placed = found.into_owned();
        placed.extend(whole.into_iter().map(Placed::new));
        Cow::Owned(placed_in_order(placed))
    }
}

/// Findings that are shown, and how many there are in all.
pub(super) struct Shown {
    pub(super) all: usize,
    /// In order of their place.
    pub(super) findings: Vec<Finding>,
}

/// The findings of the sentences that `place` touches, as they are to be shown: what a request about one place needs,
/// without waiting for the check of the whole document.
pub(super) fn findings_at(context: &Context, reading: &Reading, place: Span) -> Vec<Finding> {
    let all = &reading.analysis.sentences;
    let first = all.partition_point(|sentence| sentence.span.end < place.start);
    let behind = all.partition_point(|sentence| sentence.span.start <= place.end);
    let sentences = first..behind.max(first);
    let (first, last) = (sentences.start, sentences.end.saturating_sub(1));
    let span = |at: usize| reading.analysis.sentences.get(at).map(|sentence| sentence.span);
    let Some(around) = span(first).zip(span(last)).map(|(first, last)| first.cover(last)) else {
        return Vec::new();
    };
    let text = context.draft.text();
    let (corpus, options) = (&context.workspace.corpus, context.workspace.check_options());
    let mut progress = Progress::start(context).filter(|progress| !progress.is_far());
    let mut found = match &mut progress {
        // What the draft says against itself is known only where all of it was checked.
        Some(progress) => {
            while !progress.is_complete() {
                progress.go_on(context);
            }
            let inside = |placed: &&Placed| around.contains(placed.mark.span);
            progress.checked.findings().iter().filter(inside).map(Placed::finding).collect()
        }
        None => check_around(text, &reading.analysis, sentences, corpus, &options).into_findings(),
    };
    found.extend(check_whole(text, &reading.analysis, corpus, &options));
    found.retain(|finding| around.contains(finding.span));
    context.workspace.sift(text, in_order(found)).findings
}

/// What the sources say against each other over the value at byte `offset`; one sentence is checked.
pub(super) fn dispute_at(context: &Context, reading: &Reading, offset: usize) -> Option<Finding> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let all = &reading.analysis.sentences;
    let sentence = all.partition_point(|sentence| (sentence.span.end as usize) < offset);
    let found = part(context.draft.text(), reading, sentence..sentence + 1, &context.workspace);
    let found = context.workspace.sift(context.draft.text(), found.into_findings()).findings;
    found.into_iter().find(|finding| finding.code.is_dispute() && finding.span.touches(offset))
}

/// The findings of the whole document; `None` where it was not checked to its end yet, unless that is `awaited`.
pub(super) fn all_findings(context: &Context, awaited: bool) -> Option<Vec<Finding>> {
    let mut progress = Progress::start(context)?;
    if !awaited && progress.is_far() {
        return None;
    }
    while !progress.is_complete() {
        progress.go_on(context);
    }
    progress.settle(context, &|| false);
    Some(progress.findings(context))
}

/// All findings of the document, and what the sources say to each value that it claims; `None` for a source.
pub(super) fn findings_and_passages(context: &Context) -> Option<(Vec<Finding>, Passages)> {
    let mut progress = Progress::start(context)?;
    while !progress.is_complete() {
        progress.go_on(context);
    }
    progress.settle(context, &|| false);
    let passages = progress.passages(context);
    let findings = progress.findings(context);
    // The next version asks for less.
    context.draft.progress.put(progress);
    Some((findings, passages))
}

fn part(text: &str, reading: &Reading, sentences: Range<usize>, workspace: &Workspace) -> Part {
    check_part(text, &reading.analysis, sentences, &workspace.corpus, &workspace.check_options())
}
