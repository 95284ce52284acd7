//! All documents together, with one list of sentences for each word: a look-up costs the postings touched, not the number of documents.
//! It must not know what a document is called, nor what is compared.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::document::Document;
use super::token::Key;
use super::view::SentenceView;
use crate::words::Remembered;

/// Postings that one look-up reads at most; the shortest lists come first, so what is left out says little.
const BUDGET: usize = 16_384;
/// What a word's rarity in other texts still counts where these are full of it.
const BEYOND: f32 = 0.1;
/// What a sentence loses for each of its tokens: of two that share as much with a claim, the shorter one says it more plainly.
const PER_TOKEN: f32 = 0.002;

/// A sentence of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Index into the library's documents.
    pub document: usize,
    pub sentence: usize,
}

/// Documents in the order given. Cheap to build anew from documents that were read.
#[derive(Clone, Debug, Default)]
pub struct Library {
    documents: Vec<Arc<Document>>,
    /// Number of the first sentence of each document: sentences are numbered through.
    starts: Vec<u32>,
    /// Tokens of each sentence.
    lengths: Vec<u16>,
    /// Sentences of each lemma, form and stem, in rising order.
    postings: FxHashMap<Key, Vec<u32>>,
    words: Arc<Remembered>,
}

impl Library {
    pub fn new(documents: impl IntoIterator<Item = Arc<Document>>) -> Library {
        let mut library = Library::default();
        for document in documents {
            library.add(document);
        }
        library
    }

    /// The same, remembering how its words relate to those of claims.
    #[must_use]
    pub fn remembering(self, words: Arc<Remembered>) -> Library {
        Library { words, ..self }
    }

    /// How words relate, as far as it remembers.
    pub fn words(&self) -> &Arc<Remembered> {
        &self.words
    }

    fn add(&mut self, document: Arc<Document>) {
        self.starts.push(number(self.lengths.len()));
        for sentence in &document.sentences {
            let place = number(self.lengths.len());
            for key in sentence.keys() {
                let list = self.postings.entry(key).or_default();
                if list.last() != Some(&place) {
                    list.push(place);
                }
            }
            self.lengths.push(u16::try_from(sentence.tokens.len()).unwrap_or(u16::MAX));
        }
        self.documents.push(document);
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    pub fn document(&self, document: usize) -> Option<&Document> {
        self.documents.get(document).map(Arc::as_ref)
    }

    pub fn sentence(&self, place: Place) -> Option<&SentenceView> {
        self.document(place.document)?.sentences.get(place.sentence)
    }

    /// The sentences that share most with the claim, at most `most`, best first; all sentences of a short document that stands alone.
    /// `more` are further lists of sentences (numbered through) that speak of what the claim names, each with its weight.
    pub fn candidates(&self, claim: &SentenceView, more: &[(f32, &[u32])], most: usize) -> Vec<Place> {
        let mut weights: FxHashMap<u32, f32> = FxHashMap::default();
        if self.documents.len() == 1 && self.lengths.len() <= most {
            weights.extend((0..number(self.lengths.len())).map(|place| (place, 0.0)));
        }
        let mut left = BUDGET;
        for (weight, list) in self.lists(claim, more) {
            let read = list.len().min(left);
            left -= read;
            for place in list.iter().take(read) {
                *weights.entry(*place).or_default() += weight;
            }
        }
        let length = |place: u32| self.lengths.get(place as usize).copied().unwrap_or(0);
        let mut ranked: Vec<(u32, f32)> = weights
            .into_iter()
            .map(|(place, weight)| (place, weight - PER_TOKEN * f32::from(length(place))))
            .collect();
        let better = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if ranked.len() > most {
            ranked.select_nth_unstable_by(most, better);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(better);
        ranked.into_iter().filter_map(|(place, _)| self.place(place)).collect()
    }

    /// The postings of the claim's words and of `more`, shortest first.
    fn lists<'l>(&'l self, claim: &SentenceView, more: &[(f32, &'l [u32])]) -> Vec<(f32, &'l [u32])> {
        let mut lists: Vec<(f32, &[u32])> = more.to_vec();
        for (_, token) in claim.content_tokens() {
            let list = [token.lemma_key, token.stem_key].iter().find_map(|key| self.postings.get(key));
            // A word that every second sentence has finds nothing, however rare it is elsewhere.
            let weight = |list: &[u32]| {
                let here = token.idf.min(self.rarity(list.len()));
                here + BEYOND * (token.idf - here)
            };
            lists.extend(list.map(|list| (weight(list), list.as_slice())));
        }
        lists.sort_by_key(|(_, list)| (list.len(), list.first().copied()));
        lists
    }

    /// How rare a word is among all sentences that `sentences` of them have: 1 for a word of one sentence, 0 for one of all.
    fn rarity(&self, sentences: usize) -> f32 {
        let all = self.lengths.len() as f32 + 1.0;
        if all < 3.0 {
            return 1.0;
        }
        ((all / (sentences as f32 + 0.5)).ln() / all.ln()).clamp(0.0, 1.0)
    }

    fn place(&self, sentence: u32) -> Option<Place> {
        let document = self.starts.partition_point(|start| *start <= sentence).checked_sub(1)?;
        let start = *self.starts.get(document)?;
        Some(Place { document, sentence: (sentence - start) as usize })
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::text::{Markup, Span};

    fn library(texts: &[&str]) -> Library {
        let read = |text: &&str| Arc::new(Document::read(text, &read(text, Markup::Plain), None));
        Library::new(texts.iter().map(read))
    }

    fn found(library: &Library, claim: &str, most: usize) -> Vec<(usize, usize)> {
        let view = SentenceView::read(claim, Span::new(0, claim.len()), &[]);
        library.candidates(&view, &[], most).iter().map(|place| (place.document, place.sentence)).collect()
    }

    #[test]
    fn the_sentence_that_shares_most_comes_first_whatever_its_document() {
        let library = library(&[
            "The fund met. Rain fell.",
            "The farmers met.",
            "The fund paid the farmers. It rained.",
        ]);
        assert_eq!(found(&library, "The fund paid farmers.", 2), [(2, 0), (1, 0)]);
        assert_eq!(found(&library, "Nothing else.", 2), []);
    }

    #[test]
    fn a_short_document_that_stands_alone_is_looked_at_whole() {
        let library = library(&["Rain fell. The fund met."]);
        assert_eq!(found(&library, "The fund paid.", 5), [(0, 1), (0, 0)]);
    }

    #[test]
    fn equal_sentences_keep_the_order_of_the_documents() {
        let library = library(&["The fund met.", "The fund met.", "The fund met."]);
        assert_eq!(found(&library, "The fund met.", 2), [(0, 0), (1, 0)]);
    }
}
