//! What is known of words by themselves: lemmas, stems, stop words, how common a word is, how two words relate, which place lies in which.
//! It must not know any document: everything here is a property of the language.

mod denial;
pub mod lemma;
mod place;
mod relation;
mod remembered;
mod stem;
mod stop;
pub mod table;

pub use denial::denies;
pub use lemma::lemma;
pub use place::{Containment, containment, is_place};
pub use relation::{Relation, Tag, relate};
pub use remembered::Remembered;
pub use stem::stem;
pub use stop::is_stop;
pub use table::{WordId, idf, is_known, is_proper, part_of_speech, word_id};
