//! Claims: what a sentence says of a subject, with which values, and in which frame.
//! It must not know the corpus: a claim depends on its own text and on the list of names.

mod claim;
mod frame;
mod stem;

pub use claim::{Claim, ClaimedValue, Subject, Word, claims_of};
pub use frame::{Frame, Modality, Polarity};
pub use stem::{Stem, is_stop_word, stem_of};
