//! What each short form stands for, as the sources define it.
//! It must not know which definition is right: sources may differ.

use rustc_hash::FxHashMap;

use crate::claims::{Stem, is_stop_word, stem_of};
use crate::corpus::{SentenceRef, Source, SourceId};
use crate::text::Span;

/// One expansion of a short form. The same expansion in another spelling is kept once, at its first place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// As the source writes it.
    pub long: String,
    /// Stems of its content words in order, "UN" read as "United Nations".
    pub stems: Vec<Stem>,
    pub at: SentenceRef,
    /// The expansion in the source's text.
    pub span: Span,
}

/// Short forms of the sources with their expansions.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    by_short: FxHashMap<String, Vec<Expansion>>,
    /// Short forms by the last stem of an expansion, for finding whose name a phrase ends with.
    by_last: FxHashMap<Stem, Vec<(String, usize)>>,
}

impl Glossary {
    pub(super) fn add(&mut self, id: SourceId, source: &Source) {
        for definition in &source.analysis.definitions {
            let (short, long) = (definition.short.of(&source.text), definition.long.of(&source.text));
            let sentence = source.analysis.sentence_at(definition.long.start);
            let Some(sentence) = sentence.and_then(|at| u32::try_from(at).ok()) else { continue };
            self.insert(
                short,
                Expansion {
                    long: long.split_whitespace().collect::<Vec<_>>().join(" "),
                    stems: name_stems(long),
                    at: SentenceRef { source: id, sentence },
                    span: definition.long,
                },
            );
        }
    }

    fn insert(&mut self, short: &str, expansion: Expansion) {
        let known = self.by_short.entry(short.to_owned()).or_default();
        if known.iter().any(|other| other.stems == expansion.stems) {
            return;
        }
        if let Some(last) = expansion.stems.last() {
            self.by_last.entry(*last).or_default().push((short.to_owned(), known.len()));
        }
        known.push(expansion);
    }

    /// What the sources say that `short` stands for; empty where they don't.
    pub fn expansions(&self, short: &str) -> &[Expansion] {
        self.by_short.get(short).map_or(&[], Vec::as_slice)
    }

    /// The short form whose expansion ends the phrase with these stems, the longest where there are several.
    pub fn ends_with_name(&self, stems: &[Stem]) -> Option<(&str, &Expansion)> {
        let ends = self.by_last.get(stems.last()?)?.iter();
        let named = ends.filter_map(|(short, at)| Some((short.as_str(), self.expansions(short).get(*at)?)));
        named.filter(|(_, expansion)| stems.ends_with(&expansion.stems)).max_by_key(|(_, e)| e.stems.len())
    }
}

/// Stems of a name's content words, so that "UN Development Program" equals "United Nations Development Programme".
pub fn name_stems(name: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    for word in
        name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty())
    {
        if word == "UN" {
            stems.extend([stem_of("united"), stem_of("nations")]);
        } else if !is_stop_word(&word.to_lowercase()) {
            stems.push(stem_of(word));
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_have_the_same_stems() {
        let rows = [
            ("UN Development Program", "United Nations Development Programme"),
            ("International Organisation for Migration", "the International Organization for Migration"),
            (
                "UN International Children’s Emergency Fund",
                "United Nations International Children's Emergency Fund",
            ),
        ];
        for (a, b) in rows {
            assert_eq!(name_stems(a), name_stems(b), "{a} / {b}");
        }
    }
}
