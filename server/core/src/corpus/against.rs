//! What the sources say against their own sentences, kept by whoever asked first: it depends on the sources alone, and every draft
//! that repeats one of them asks again.
//! It must not know how a contradiction is found.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::views::Place;

/// A value of a sentence, and the place and value that say otherwise: indices into the values of both sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
    pub value: usize,
    pub place: Place,
    pub other: usize,
}

/// What is known so far, by sentence.
#[derive(Default)]
pub struct Contradicted(Mutex<FxHashMap<Place, Arc<[Against]>>>);

impl Contradicted {
    /// What is said against the values of a sentence, which `find` finds where nobody has asked for it yet.
    pub fn of(&self, place: Place, find: impl FnOnce() -> Vec<Against>) -> Arc<[Against]> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&place) {
            return Arc::clone(found);
        }
        // Not under the lock: two threads that find the same at once find the same.
        let found: Arc<[Against]> = find().into();
        known().insert(place, Arc::clone(&found));
        found
    }
}

/// How much of it is known is no part of what a corpus is.
impl fmt::Debug for Contradicted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contradicted")
    }
}
