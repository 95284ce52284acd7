//! Names: acronym definitions, entities with their aliases, the automaton that finds them, and what "the organisation" refers to.
//! It must not know values, claims or verdicts.

mod acronym;
mod alignment;
mod anaphor;
mod automaton;
mod company;
mod coreference;
mod country;
mod entity;
mod equivalence;
mod gather;
mod glossary;
mod kind;
mod lexicon;
mod mention;
mod naming;
mod neighbour;
mod opener;
mod people;
mod phrase;
mod proper;
mod title;
mod token;

pub use acronym::definitions;
pub(crate) use country::is_country;
pub use entity::{Binding, Definition, Entity, EntityId, EntityKind, Mention, UserEntity};
pub use equivalence::{key, same_name, standard_spelling};
pub(crate) use glossary::across_cells;
pub use lexicon::{Lexicon, TextNames};
pub use mention::{Page, Seen, mentions};
pub use proper::{NameSeen, names_seen};
