//! The findings of a draft as far as it was checked, carried over from version to version, sentence by sentence.
//! It must not know any rule: what is found in a sentence depends on that sentence with its mentions, the corpus and the
//! options alone, so a part of a draft is checked as a draft of its own. Where the draft contradicts itself, two sentences are compared
//! once. Other rules that look at the whole draft ([`crate::check::check_whole`]) are no part of it.

use std::ops::Range;

use crate::analysis::{Analysis, Reading};
use crate::check::itself::{self, Itself};
use crate::check::{Draft, Finding, Fix, Options, Part, in_order, of_sentences};
use crate::corpus::Corpus;
use crate::names::Mention;
use crate::text::Span;

/// Findings of the sentences that were checked. They hold for one corpus and one set of options.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// In order ([`in_order`]).
    findings: Vec<Finding>,
    /// For each sentence of the draft, whether it was checked.
    known: Vec<bool>,
    /// The sentences that were checked, laid beside each other.
    itself: Itself,
    own: Vec<Finding>,
    /// Whether `own` is of the sentences that are known.
    settled: bool,
}

impl Checked {
    /// Nothing is checked yet.
    pub fn new(reading: &Reading) -> Checked {
        let sentences = reading.analysis.sentences.len();
        let itself = Itself::new(sentences);
        Checked { known: vec![false; sentences], itself, ..Checked::default() }
    }

    /// What holds of another version too: the findings of the sentences that it shares with `before`, which `self` belongs to.
    #[must_use]
    pub fn carried(self, before: &Reading, now: &Reading) -> Checked {
        let kept = now.kept(before);
        let (old, new) = (&before.analysis, &now.analysis);
        let (head, tail) = kept.counts(&old.sentences, |sentence| sentence.span.start);
        let behind = old.sentences.len() - tail;
        let target = |sentence: usize| match sentence {
            _ if sentence < head => Some((sentence, 0)),
            _ if sentence >= behind => Some((sentence + new.sentences.len() - old.sentences.len(), kept.by)),
            _ => None,
        };
        let mut known = vec![false; new.sentences.len()];
        let mut statements = vec![None; new.sentences.len()];
        let (mut old_mentions, mut new_mentions) = (Cursor::default(), Cursor::default());
        let before = self.known.iter().zip(&self.itself.statements).enumerate();
        for (sentence, (was_known, statement)) in before {
            let Some((at, by)) = target(sentence) else { continue };
            let theirs = old_mentions.of(old, sentence);
            let same = same_mentions(theirs, new_mentions.of(new, at), by);
            if let Some((known, slot)) = known.get_mut(at).zip(statements.get_mut(at)) {
                *known = *was_known && same;
                *slot = statement.clone().filter(|_| *known);
            }
        }
        let mut findings = Vec::with_capacity(self.findings.len());
        for finding in self.findings {
            let sentence = sentence_at(old, finding.claim.start);
            let Some((at, by)) = sentence.and_then(target) else { continue };
            // A passage of the draft itself may have moved otherwise than the claim.
            let own = finding.evidence.iter().any(|evidence| evidence.source.is_none());
            match known.get_mut(at) {
                Some(known) if own => *known = false,
                Some(true) => findings.push(moved(finding, by)),
                _ => {}
            }
        }
        let itself = self.itself.carried(statements);
        Checked { findings, known, itself, own: Vec::new(), settled: false }
    }

    /// The first sentences that were not checked yet, in at most `runs` runs of at most `most` neighbours each.
    /// Empty once all are checked.
    pub fn unknown(&self, most: usize, runs: usize) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.known.iter().enumerate().filter(|(_, known)| !**known) {
            let full = found.len() == runs;
            match found.last_mut() {
                Some(run) if run.end == at && run.len() < most => run.end = at + 1,
                _ if full => break,
                _ => found.push(at..at + 1),
            }
        }
        found
    }

    /// Adds what [`check_part`] found in one of the [`Checked::unknown`] runs.
    pub fn add(&mut self, sentences: Range<usize>, part: Part) {
        self.findings.extend(part.findings);
        self.findings = in_order(std::mem::take(&mut self.findings));
        if let Some(known) = self.known.get_mut(sentences.clone()) {
            known.fill(true);
        }
        for (slot, statement) in self.itself.statements.iter_mut().skip(sentences.start).zip(part.statements)
        {
            *slot = statement;
        }
        self.settled = false;
    }

    /// Lays the sentences that are known beside each other, as far as they were not yet. `text` and `analysis` are those of the
    /// version at hand. Linear in the number of sentences that state values.
    pub fn settle(&mut self, text: &str, analysis: &Analysis, corpus: &Corpus, options: &Options) {
        if !self.settled && !options.off.contains(&itself::CODE) {
            self.own = self.itself.findings(text, &analysis.sentences, corpus);
        }
        self.settled = true;
    }

    /// What was found so far, in the order of its place; where the draft contradicts itself, as of the last [`Checked::settle`].
    pub fn findings(&self) -> Vec<Finding> {
        in_order(itself::joined(&self.findings, self.own.clone()))
    }

    pub fn is_complete(&self) -> bool {
        self.known.iter().all(|known| *known)
    }
}

/// What is found in some sentences of a draft by themselves. `text` is that of the analysis.
pub fn check_part(
    text: &str,
    analysis: &Analysis,
    sentences: Range<usize>,
    corpus: &Corpus,
    options: &Options,
) -> Part {
    let analysis = &analysis.part(sentences);
    of_sentences(&Draft { text, analysis, corpus, options })
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

fn sentence_at(analysis: &Analysis, byte: u32) -> Option<usize> {
    analysis.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
}

fn moved(finding: Finding, by: i64) -> Finding {
    let fixes = finding.fixes.into_iter().map(|fix| Fix { span: fix.span.moved(by), ..fix });
    Finding {
        span: finding.span.moved(by),
        claim: finding.claim.moved(by),
        fixes: fixes.collect(),
        ..finding
    }
}
