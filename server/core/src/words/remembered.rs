//! Relations of pairs of words that were looked up before: the sentences of one field hold the same words over and over.
//! It must not know which words these are, nor ever answer otherwise than [`super::relate`] does.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::relation::{ALL, Relation, relate};
use super::table::{WordId, word};

/// Pairs that are remembered at most, as a power of two. One pushes out another.
const BITS: u32 = 16;
/// Bits of a remembered pair that tell the relation, and that tell each word.
const RELATION_BITS: u32 = 4;
const WORD_BITS: u32 = 28;

/// Remembers relations, or nothing ([`Remembered::default`]). Shared by threads without locks.
#[derive(Default)]
pub struct Remembered {
    /// Both words and their relation in one number; 0 is free.
    slots: Box<[AtomicU64]>,
}

impl Remembered {
    /// Room for many pairs; it takes memory as it fills.
    pub fn new() -> Remembered {
        Remembered { slots: (0..1 << BITS).map(|_| AtomicU64::new(0)).collect() }
    }

    /// As [`super::relate`].
    pub fn relate(&self, a: (&str, Option<WordId>), b: (&str, Option<WordId>)) -> Relation {
        match (a.1, b.1) {
            (Some(a), Some(b)) => self.relate_words(a, b),
            _ => relate(a, b),
        }
    }

    /// As [`super::relate`], for two words of the table.
    pub fn relate_words(&self, a: WordId, b: WordId) -> Relation {
        let known = |id: WordId| id.0 < 1 << WORD_BITS;
        let pair = u64::from(a.0) << WORD_BITS | u64::from(b.0);
        let hashed = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS);
        let slot = usize::try_from(hashed).ok().and_then(|at| self.slots.get(at));
        let Some(slot) = slot.filter(|_| known(a) && known(b)) else {
            return relate_words(a, b);
        };
        let held = slot.load(Ordering::Relaxed);
        let code = held & ((1 << RELATION_BITS) - 1);
        if code > 0
            && held >> RELATION_BITS == pair
            && let Some(relation) = usize::try_from(code - 1).ok().and_then(|at| ALL.get(at))
        {
            return *relation;
        }
        let relation = relate_words(a, b);
        if let Some(code) = (1u64..).zip(&ALL).find_map(|(code, it)| (*it == relation).then_some(code)) {
            slot.store(pair << RELATION_BITS | code, Ordering::Relaxed);
        }
        relation
    }
}

fn relate_words(a: WordId, b: WordId) -> Relation {
    relate((word(a), Some(a)), (word(b), Some(b)))
}

/// What is remembered changes no answer, and so is no part of what is printed.
impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Remembered")
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::{WordId, word_id};
    use super::{Remembered, relate_words};

    #[test]
    fn what_is_remembered_is_what_the_table_says() {
        let words = ["rise", "fall", "die", "death", "dog", "animal", "guitar", "piano", "french", "france"];
        let ids: Vec<WordId> = words.iter().map(|word| word_id(word).unwrap()).collect();
        let remembered = Remembered::new();
        for _ in 0..2 {
            for a in &ids {
                for b in &ids {
                    assert_eq!(remembered.relate_words(*a, *b), relate_words(*a, *b));
                    assert_eq!(Remembered::default().relate_words(*a, *b), relate_words(*a, *b));
                }
            }
        }
    }

    #[test]
    fn pairs_that_push_each_other_out_are_told_apart() {
        let remembered = Remembered::new();
        let ids = || (0..1200).step_by(3).map(WordId);
        for a in ids() {
            for b in ids() {
                remembered.relate_words(a, b);
            }
        }
        for a in ids().step_by(17) {
            for b in ids().step_by(5) {
                assert_eq!(remembered.relate_words(a, b), relate_words(a, b), "{a:?} {b:?}");
            }
        }
    }
}
