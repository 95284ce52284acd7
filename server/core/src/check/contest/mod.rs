//! The slot contest (`design/verdict-experiments.md`, section 3): for each element of a claim every comparable place of a source
//! competes by how well its surroundings fit; the best disagreeing fit less the best agreeing fit decides.
//! It must not know thresholds, codes or how a verdict is shown.

mod coverage;
pub mod document;
mod pair;
mod scope;
mod slots;
pub mod view;
mod wording;

pub use coverage::{Coverage, coverage};
pub use document::{Document, sentence_views};
pub use pair::{Compared, Fit, Pair, compare_values};
pub use scope::Scope;
pub use slots::{Occurrence, SlotContest, slot_contest};
pub use view::{Key, SentenceView, SlotValue, Token};
pub use wording::{Contest, WordContest, word_contests};
