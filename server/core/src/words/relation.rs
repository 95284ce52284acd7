//! How two lemmas relate: the same, reworded, opposite, or siblings that exclude each other.
//! It must not know where the words stand: whether a relation matters is the contest's business.

use super::stem::stem;
use super::table::{Kin, Record, WordId, code, share};

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
const ANTONYM: Relation = Relation { score: 0.0, tag: Tag::Antonym };

/// Relates two lemmas in lower case with their numbers in the word table.
pub fn relate(a: (&str, Option<WordId>), b: (&str, Option<WordId>)) -> Relation {
    Relating::new(a).to(b)
}

/// A word that is related to many: what the table says of it is looked up once.
pub struct Relating<'w> {
    lemma: &'w str,
    known: Option<(WordId, Kin)>,
}

impl<'w> Relating<'w> {
    /// A lemma in lower case with its number in the word table.
    pub fn new((lemma, id): (&'w str, Option<WordId>)) -> Relating<'w> {
        Relating { lemma, known: id.map(|id| (id, Record::of(id).kin())) }
    }

    /// How it relates to another lemma.
    pub fn to(&self, (lemma, id): (&str, Option<WordId>)) -> Relation {
        if self.lemma == lemma {
            return Relation { score: 1.0, tag: Tag::Same };
        }
        let (Some((own_id, own)), Some(id)) = (&self.known, id) else {
            return relate_unknown(self.lemma, lemma);
        };
        let stored = own.code_for(id);
        let sure = match stored {
            Some(code::ANTONYM) => Some(ANTONYM),
            Some(code::HAND_SYNONYM) => Some(Relation { score: 0.9, tag: Tag::Synonym }),
            Some(code::DERIVED) => Some(Relation { score: 0.92, tag: Tag::Derived }),
            Some(code::SYNONYM) => Some(Relation { score: 0.85, tag: Tag::Synonym }),
            _ => None,
        };
        if let Some(relation) = sure.or_else(|| same_root(self.lemma, lemma)) {
            return relation;
        }
        let other = Record::of(id);
        if own.hypernyms().any(|hypernym| hypernym == id.0)
            || other.hypernyms().any(|hypernym| hypernym == own_id.0)
        {
            return Relation { score: 0.7, tag: Tag::Hypernym };
        }
        match stored {
            Some(code::SHARED_DERIVATION) => return Relation { score: 0.85, tag: Tag::Derived },
            Some(code::SYNONYM_OF_DERIVED) => return Relation { score: 0.75, tag: Tag::Synonym },
            Some(code::ANTONYM_OF_DERIVED) => return ANTONYM,
            _ => {}
        }
        if share(own.kinds(), other.kinds()) {
            return Relation { score: 0.0, tag: Tag::Sibling };
        }
        NONE
    }
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
    let same = Relation { score: 0.95, tag: Tag::Stem };
    let near = Relation { score: 0.85, tag: Tag::Stem };
    // Two stems can only be equal where the words begin alike.
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if shared >= 3 && stem(a) == stem(b) {
        return Some(same);
    }
    let longest = a.len().max(b.len());
    let starts_with_letter = !a.starts_with(|c: char| c.is_ascii_digit());
    (shared >= 5 && starts_with_letter && shared * 10 >= longest * 7).then_some(near)
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
