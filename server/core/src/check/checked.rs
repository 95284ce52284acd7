//! The findings of a draft as far as it was checked, carried over from version to version, sentence by sentence.
//! It must not know any rule: what is found in a sentence depends on that sentence with its mentions and its block, the corpus
//! and the options alone, so a part of a draft is checked as a draft of its own. Where the draft contradicts itself, two sentences
//! are compared once, and not before somebody has the time for it ([`Checked::settle`]). Other rules that look at the whole draft
//! ([`crate::check::check_whole`]) are no part of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::{Analysis, Reading};
use crate::check::itself::{self, Cancelled, Each, Itself};
use crate::check::placed::{Placed, order, placed_in_order};
use crate::check::said::{Said, first_value};
use crate::check::{Draft, Finding, Options, Pairing, Part, in_order, of_sentences, rules};
use crate::corpus::Corpus;
use crate::names::Mention;
use crate::text::Span;

/// Findings of the sentences that were checked. They hold for one corpus and one set of options.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// In order ([`placed_in_order`]).
    findings: Vec<Placed>,
    /// For each sentence of the draft, whether it was checked.
    known: Vec<bool>,
    /// The sentences that were checked, laid beside each other.
    itself: Itself,
    /// What the draft says against itself, in order; before [`Checked::settle`], as far as both sentences are those of a version before.
    own: Vec<Placed>,
    settled: bool,
    /// What the sources say to each sentence, as far as somebody asked; empty before that.
    said: Vec<Option<Said>>,
}

impl Checked {
    /// Nothing is checked yet.
    pub fn new(reading: &Reading) -> Checked {
        let sentences = reading.analysis.sentences.len();
        Checked { known: vec![false; sentences], itself: Itself::new(sentences), ..Checked::default() }
    }

    /// What holds of another version too: the findings of the sentences that it shares with `before`, which `self` belongs to.
    #[must_use]
    pub fn carried(&self, before: &Reading, now: &Reading) -> Checked {
        let kept = now.kept(before);
        let (old, new) = (&before.analysis, &now.analysis);
        let (head, tail) = kept.counts(&old.sentences, |sentence| sentence.span.start);
        let behind = old.sentences.len() - tail;
        let more = new.sentences.len() - tail;
        let target = |sentence: usize| match sentence {
            _ if sentence < head => Some((sentence, 0)),
            _ if sentence >= behind => Some((sentence - behind + more, kept.by)),
            _ => None,
        };
        let mut known = vec![false; new.sentences.len()];
        let mut statements = vec![None; new.sentences.len()];
        let mut said = vec![None; if self.said.is_empty() { 0 } else { new.sentences.len() }];
        let (mut old_mentions, mut new_mentions) = (Cursor::default(), Cursor::default());
        for (sentence, was_known) in self.known.iter().enumerate() {
            let Some((at, by)) = target(sentence) else { continue };
            let theirs = old_mentions.of(old, sentence);
            let same = same_mentions(theirs, new_mentions.of(new, at), by);
            if let Some(known) = known.get_mut(at) {
                *known = *was_known && same;
            }
            if let Some(slot) = said.get_mut(at).filter(|_| same) {
                *slot = self.said.get(sentence).cloned().flatten();
            }
        }
        for placed in self.findings.iter().filter(|placed| placed.own) {
            if let Some((at, _)) = target(placed.sentence as usize)
                && let Some(known) = known.get_mut(at)
            {
                *known = false;
            }
        }
        whole_blocks(&mut known, new);
        for (sentence, statement) in self.itself.statements.iter().enumerate() {
            let Some((at, _)) = target(sentence) else { continue };
            if let Some(slot) = statements.get_mut(at).filter(|_| known.get(at) == Some(&true)) {
                slot.clone_from(statement);
            }
        }
        let place = |placed: &Placed| {
            let (at, by) = target(placed.sentence as usize)?;
            known.get(at).filter(|known| **known)?;
            Some((u32::try_from(at).unwrap_or(u32::MAX), by))
        };
        let carried = |placed: &Placed| place(placed).map(|(at, by)| placed.moved(by, at));
        let findings = self.findings.iter().filter_map(carried).collect();
        let elsewhere = |span: Span| target(old.sentence_at(span.start)?).map(|(_, by)| by);
        let own = self.own.iter().filter_map(|placed| {
            let (at, by) = place(placed)?;
            placed.moved_with_passages(by, at, elsewhere)
        });
        let own = own.collect();
        let itself = self.itself.carried(statements);
        Checked { findings, known, itself, own, settled: false, said }
    }

    /// The first sentences that were not checked yet, in at most `runs` runs of at most `most` neighbours each.
    /// Empty once all are checked.
    pub fn unknown(&self, most: usize, runs: usize) -> Vec<Range<usize>> {
        runs_of(self.known.iter().map(|known| !known), most, runs)
    }

    /// As [`Checked::unknown`], of the sentences to which nobody asked what the sources say.
    pub fn unasked(&self, most: usize, runs: usize) -> Vec<Range<usize>> {
        let asked = |at: usize| self.said.get(at).is_some_and(Option::is_some);
        runs_of((0..self.known.len()).map(|at| !asked(at)), most, runs)
    }

    /// Adds what [`super::said_to_part`] gave for one of the [`Checked::unasked`] runs.
    pub fn note(&mut self, sentences: Range<usize>, said: Vec<Said>) {
        self.said.resize(self.known.len(), None);
        for (slot, said) in self.said.iter_mut().skip(sentences.start).zip(said) {
            *slot = Some(said);
        }
    }

    /// What the sources say to each value that the draft claims (an index into the values of `analysis`, that of the draft), in order
    /// of the text, as far as it was asked.
    pub fn pairings(&self, analysis: &Analysis) -> Vec<(u32, Vec<Pairing>)> {
        let said = self.said.iter().enumerate().filter_map(|(at, said)| Some((at, said.as_ref()?)));
        said.flat_map(|(at, said)| said.at(first_value(analysis, at))).collect()
    }

    /// Adds what [`check_part`] found in one of the [`Checked::unknown`] runs; `analysis` is that of the draft.
    pub fn add(&mut self, analysis: &Analysis, sentences: Range<usize>, part: Part) {
        let last = sentences.end.saturating_sub(1).max(sentences.start);
        let placed = in_order(part.findings).into_iter().map(|finding| {
            let sentence = analysis.sentence_at(finding.claim.start).unwrap_or(0);
            let sentence = sentence.clamp(sentences.start, last);
            Placed::of_sentence(finding, u32::try_from(sentence).unwrap_or(u32::MAX))
        });
        self.put(placed.collect());
        if let Some(known) = self.known.get_mut(sentences.clone()) {
            known.fill(true);
        }
        for (slot, statement) in self.itself.statements.iter_mut().skip(sentences.start).zip(part.statements)
        {
            *slot = statement;
        }
        self.settled = false;
    }

    /// Lays the sentences that are known beside each other, as far as they were not yet; whether it came to its end before it was
    /// `cancelled`. `text` and `analysis` are those of the version at hand; `each` does the work. Linear in the number of sentences that
    /// state values.
    pub fn settle(
        &mut self,
        text: &str,
        analysis: &Analysis,
        corpus: &Corpus,
        options: &Options,
        cancelled: &Cancelled<'_>,
        each: &Each<'_>,
    ) -> bool {
        if !self.settled && !options.off.contains(&itself::CODE) {
            let found = self.itself.findings(text, analysis, corpus, cancelled, each);
            let Some(own) = found else { return false };
            let place = |finding: Finding| {
                let sentence = analysis.sentence_at(finding.claim.start).unwrap_or(0);
                Placed::of_sentence(finding, u32::try_from(sentence).unwrap_or(u32::MAX))
            };
            self.own = itself::open(own, &self.findings).into_iter().map(place).collect();
        }
        self.settled = true;
        true
    }

    /// What the draft says against itself, as far as that is known.
    pub fn contradictions(&self) -> Vec<Finding> {
        self.own.iter().map(Placed::finding).collect()
    }

    /// Whether [`Checked::settle`] has nothing to do.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Puts findings (in order) in their place, which most often is one gap.
    fn put(&mut self, placed: Vec<Placed>) {
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return };
        let (first, last) = (order(first.mark), order(last.mark));
        let at = self.findings.partition_point(|one| order(one.mark) < first);
        let span = |at: Option<usize>| Some(self.findings.get(at?)?.mark.span);
        let gap = span(Some(at)).is_none_or(|next| next > last.0)
            && span(at.checked_sub(1)).is_none_or(|before| before < first.0);
        if gap {
            self.findings.splice(at..at, placed);
        } else {
            self.findings.extend(placed);
            self.findings = placed_in_order(std::mem::take(&mut self.findings));
        }
    }

    /// What was found so far, in the order of its place; where the draft contradicts itself, as of the last [`Checked::settle`].
    pub fn findings(&self) -> Cow<'_, [Placed]> {
        if self.own.is_empty() {
            return Cow::Borrowed(&self.findings);
        }
        let all = self.findings.iter().chain(&self.own).cloned();
        Cow::Owned(placed_in_order(all.collect()))
    }

    pub fn is_complete(&self) -> bool {
        self.known.iter().all(|known| *known)
    }
}

/// The first places that are `open`, in at most `runs` runs of at most `most` neighbours each.
fn runs_of(open: impl Iterator<Item = bool>, most: usize, runs: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in open.enumerate().filter(|(_, open)| *open) {
        let full = found.len() == runs;
        match found.last_mut() {
            Some(run) if run.end == at && run.len() < most => run.end = at + 1,
            _ if full => break,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// What is found in a block's quotations depends on all of its sentences: where one is not known, none of them is.
fn whole_blocks(known: &mut [bool], analysis: &Analysis) {
    let mut rest = known;
    for block in analysis.sentences.chunk_by(|a, b| a.block == b.block) {
        let (own, others) = rest.split_at_mut(block.len().min(rest.len()));
        if own.iter().any(|known| !known) {
            own.fill(false);
        }
        rest = others;
    }
}

/// What is found in some sentences of a draft by themselves, and in the quotations of the blocks that they open.
/// `text` is that of the analysis.
pub fn check_part(
    text: &str,
    analysis: &Analysis,
    sentences: Range<usize>,
    corpus: &Corpus,
    options: &Options,
) -> Part {
    let blocks = opened_blocks(analysis, sentences.clone());
    check_sentences(text, analysis, sentences, blocks, corpus, options)
}

/// As [`check_part`], with the quotations of all blocks that the sentences stand in.
pub fn check_around(
    text: &str,
    analysis: &Analysis,
    sentences: Range<usize>,
    corpus: &Corpus,
    options: &Options,
) -> Part {
    let own = analysis.sentences.get(sentences.clone()).unwrap_or(&[]);
    let blocks = match (own.first(), own.last()) {
        (Some(first), Some(last)) => first.block as usize..last.block as usize + 1,
        _ => 0..0,
    };
    check_sentences(text, analysis, sentences, blocks, corpus, options)
}

fn check_sentences(
    text: &str,
    analysis: &Analysis,
    sentences: Range<usize>,
    blocks: Range<usize>,
    corpus: &Corpus,
    options: &Options,
) -> Part {
    let whole = Draft { text, analysis, corpus, options };
    let quoted = rules::quotation::findings(&whole, blocks);
    let analysis = &analysis.part(sentences);
    let mut part = of_sentences(&Draft { text, analysis, corpus, options });
    part.findings.extend(quoted.into_iter().filter(|finding| !options.off.contains(&finding.code)));
    part
}

/// The blocks whose first sentence is one of these.
fn opened_blocks(analysis: &Analysis, sentences: Range<usize>) -> Range<usize> {
    let block = |at: usize| analysis.sentences.get(at).map(|sentence| sentence.block);
    let own = !sentences.is_empty();
    let (Some(first), Some(last)) = (block(sentences.start), block(sentences.end.saturating_sub(1))) else {
        return 0..0;
    };
    let inside = sentences.start.checked_sub(1).and_then(block) == Some(first);
    let from = first as usize + usize::from(inside);
    if own { from..(last as usize + 1).max(from) } else { 0..0 }
}

/// Walks the mentions once while the sentences are asked for in order.
#[derive(Default)]
struct Cursor(usize);

impl Cursor {
    fn of<'a>(&mut self, analysis: &'a Analysis, sentence: usize) -> &'a [Mention] {
        let span = analysis.sentences.get(sentence).map_or(Span::default(), |sentence| sentence.span);
        let rest = analysis.mentions.get(self.0..).unwrap_or(&[]);
        let before = rest.iter().take_while(|mention| mention.span.start < span.start).count();
        let own = rest.iter().skip(before).take_while(|mention| mention.span.start < span.end).count();
        self.0 += before + own;
        rest.get(before..before + own).unwrap_or(&[])
    }
}

fn same_mentions(before: &[Mention], now: &[Mention], by: i64) -> bool {
    let moved = before.iter().map(|mention| Mention { span: mention.span.moved(by), ..*mention });
    before.len() == now.len() && moved.eq(now.iter().copied())
}
