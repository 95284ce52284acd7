//! Claims: what a sentence says of a subject, with which values, and in which frame.
//! It must not know the corpus: a claim depends on its own text and on the list of names.

mod claim;
mod frame;
mod stem;
mod token;

pub use claim::{Claim, ClaimedValue, Subject, Word, claims_of};
pub(crate) use frame::opens_clause;
pub use frame::{Attribution, Frame, Manner, Modality, Polarity, Reach, Stage};
pub use stem::{Stem, fold_spelling, is_stop_word, stem_of};
pub use token::{Token, tokens_of};
