//! How two lemmas relate: the same, reworded, opposite, or siblings that exclude each other.
//! It must not know where the words stand: whether a relation matters is the contest's business.

use super::stem::stem;
use super::table::{Record, WordId, code, share};

/// The kind of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Same,
    /// Same stem, or the same beginning.
    Stem,
    Derived,
    Synonym,
    /// One is a kind or a part of the other.
    Hypernym,
    Antonym,
    /// Two kinds of the same thing ("guitar", "piano").
    Sibling,
    None,
}

/// A relation and how far the one word may stand for the other: 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relation {
    pub score: f32,
    pub tag: Tag,
}

const NONE: Relation = Relation { score: 0.0, tag: Tag::None };
const SAME: Relation = Relation { score: 1.0, tag: Tag::Same };
const ANTONYM: Relation = Relation { score: 0.0, tag: Tag::Antonym };
const HAND_SYNONYM: Relation = Relation { score: 0.9, tag: Tag::Synonym };
const DERIVED: Relation = Relation { score: 0.92, tag: Tag::Derived };
const SYNONYM: Relation = Relation { score: 0.85, tag: Tag::Synonym };
const SAME_STEM: Relation = Relation { score: 0.95, tag: Tag::Stem };
const SAME_START: Relation = Relation { score: 0.85, tag: Tag::Stem };
const HYPERNYM: Relation = Relation { score: 0.7, tag: Tag::Hypernym };
const SHARED_DERIVATION: Relation = Relation { score: 0.85, tag: Tag::Derived };
const SYNONYM_OF_DERIVED: Relation = Relation { score: 0.75, tag: Tag::Synonym };
const SIBLING: Relation = Relation { score: 0.0, tag: Tag::Sibling };

/// Every relation that there is.
pub(super) const ALL: [Relation; 12] = [
    NONE,
    SAME,
    ANTONYM,
    HAND_SYNONYM,
    DERIVED,
    SYNONYM,
    SAME_STEM,
    SAME_START,
    HYPERNYM,
    SHARED_DERIVATION,
    SYNONYM_OF_DERIVED,
    SIBLING,
];

/// Relates two lemmas in lower case with their numbers in the word table.
pub fn relate((a, own): (&str, Option<WordId>), (b, other): (&str, Option<WordId>)) -> Relation {
    if a == b {
        return SAME;
    }
    let (Some(own), Some(other)) = (own, other) else { return relate_unknown(a, b) };
    let kin = Record::of(own).kin();
    let stored = kin.code_for(other);
    let sure = match stored {
        Some(code::ANTONYM) => Some(ANTONYM),
        Some(code::HAND_SYNONYM) => Some(HAND_SYNONYM),
        Some(code::DERIVED) => Some(DERIVED),
        Some(code::SYNONYM) => Some(SYNONYM),
        _ => None,
    };
    if let Some(relation) = sure.or_else(|| same_root(a, b)) {
        return relation;
    }
    let record = Record::of(other);
    if kin.hypernyms().any(|hypernym| hypernym == other.0)
        || record.hypernyms().any(|hypernym| hypernym == own.0)
    {
        return HYPERNYM;
    }
    match stored {
        Some(code::SHARED_DERIVATION) => return SHARED_DERIVATION,
        Some(code::SYNONYM_OF_DERIVED) => return SYNONYM_OF_DERIVED,
        Some(code::ANTONYM_OF_DERIVED) => return ANTONYM,
        _ => {}
    }
    if share(kin.kinds(), record.kinds()) { SIBLING } else { NONE }
}

fn relate_unknown(a: &str, b: &str) -> Relation {
    if negates(a, b) || negates(b, a) {
        return ANTONYM;
    }
    same_root(a, b).unwrap_or(NONE)
}

/// "unvaccinated" of "vaccinated": for words that the table lacks; those that it has carry the pair themselves.
fn negates(a: &str, b: &str) -> bool {
    let root = ["un", "non"].iter().find_map(|prefix| a.strip_prefix(prefix));
    b.len() >= 4 && root.is_some_and(|root| root.trim_start_matches('-') == b)
}

fn same_root(a: &str, b: &str) -> Option<Relation> {
    // Two stems can only be equal where the words begin alike.
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if shared >= 3 && stem(a) == stem(b) {
        return Some(SAME_STEM);
    }
    let longest = a.len().max(b.len());
    let starts_with_letter = !a.starts_with(|c: char| c.is_ascii_digit());
    (shared >= 5 && starts_with_letter && shared * 10 >= longest * 7).then_some(SAME_START)
}

#[cfg(test)]
mod tests {
    use super::super::table::word_id;
    use super::{Relation, Tag, relate};

    fn relate_words(a: &str, b: &str) -> Relation {
        relate((a, word_id(a)), (b, word_id(b)))
    }

    #[test]
    fn pairs_and_their_relation() {
        for (a, b, tag) in [
            ("rise", "fall", Tag::Antonym),
            ("condemn", "welcome", Tag::Antonym),
            ("suitable", "unsuitable", Tag::Antonym),
            ("legal", "illegal", Tag::Antonym),
            ("unvaccinated", "vaccinated", Tag::Antonym),
            ("die", "death", Tag::Synonym),
            ("french", "france", Tag::Derived),
            ("marry", "marriage", Tag::Derived),
            ("donation", "donate", Tag::Derived),
            ("begin", "start", Tag::Synonym),
            ("guitar", "piano", Tag::Sibling),
            ("dog", "animal", Tag::Hypernym),
            ("photovoltaics", "photovoltaic", Tag::Stem),
            ("table", "river", Tag::None),
        ] {
            assert_eq!(relate_words(a, b).tag, tag, "{a} / {b}");
            assert_eq!(relate_words(b, a).tag, tag, "{b} / {a}");
        }
    }

    #[test]
    fn a_prefix_that_only_looks_like_a_negation_is_none() {
        for (a, b) in [
            ("inform", "form"),
            ("invest", "vest"),
            ("discover", "cover"),
            ("subway", "way"),
            ("income", "come"),
            ("import", "port"),
        ] {
            assert_ne!(relate_words(a, b).tag, Tag::Antonym, "{a} / {b}");
        }
    }
}
