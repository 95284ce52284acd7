//! What the sources say to the values of a draft, sentence by sentence, so that an edit asks for the sentences that it touched alone.
//! It must not know whether what they say is a finding.

use std::ops::Range;
use std::sync::Arc;

use super::{Pairing, pairings, silence};
use crate::analysis::Analysis;
use crate::claims::claims_of;
use crate::corpus::Corpus;
use crate::views::sentence_views;

/// What the sources say to one sentence, wherever it stands. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The values that the sentence claims, in order, counted from its first value.
    values: Arc<[u32]>,
    /// Of all these values, with numbers counted in the same way.
    pairings: Arc<[Pairing]>,
}

impl Said {
    /// Every value that the sentence claims with its pairings, where its first value has the number `first` in the analysis.
    pub(super) fn at(&self, first: u32) -> impl Iterator<Item = (u32, Vec<Pairing>)> {
        self.values.iter().map(move |value| {
            let own = self.pairings.iter().filter(|pairing| pairing.draft_value == *value);
            let moved = own.map(|pairing| Pairing { draft_value: first + value, ..*pairing });
            (first + value, moved.collect())
        })
    }
}

/// What the sources say to some sentences of a draft, one for each of them.
pub fn said_to_part(text: &str, analysis: &Analysis, sentences: Range<usize>, corpus: &Corpus) -> Vec<Said> {
    let analysis = &analysis.part(sentences);
    let views = sentence_views(text, analysis);
    let said = claims_of(text, analysis).into_iter().zip(&views).map(|(claim, view)| {
        if claim.values.is_empty() || silence::is_no_claim(analysis, &claim) {
            return Said::default();
        }
        let first = first_value(analysis, claim.sentence as usize);
        let own = |pairing: Pairing| Pairing { draft_value: pairing.draft_value - first, ..pairing };
        Said {
            values: claim.values.iter().map(|claimed| claimed.value - first).collect(),
            pairings: pairings(analysis, corpus, &claim, view).into_iter().map(own).collect(),
        }
    });
    said.collect()
}

/// Number of the first value that stands in the sentence or behind it.
pub(super) fn first_value(analysis: &Analysis, sentence: usize) -> u32 {
    let start = analysis.sentences.get(sentence).map_or(0, |sentence| sentence.span.start);
    let before = analysis.values.partition_point(|value| value.span.start < start);
    u32::try_from(before).unwrap_or(u32::MAX)
}
