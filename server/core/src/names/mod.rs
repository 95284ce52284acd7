//! Names: acronym definitions, entities with their aliases, the automaton that finds them, and what "the organisation" refers to.
//! It must not know values, claims or verdicts.

mod acronym;
mod alignment;
mod entity;
mod glossary;
mod phrase;

pub use acronym::definitions;
pub use entity::{Binding, Definition, Entity, EntityId, EntityKind, Lexicon, Mention};
