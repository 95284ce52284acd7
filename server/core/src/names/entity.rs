//! The shapes of names: definition, entity, mention, and the writer's own list.
//! It must not know how they are found.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// "International Committee of the Red Cross (ICRC)": a short form with its expansion, as one text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Definition {
    pub short: Span,
    pub long: Span,
}

/// Index of an entity in its [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct EntityId(pub u32);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    Organisation,
    Person,
    Place,
    Event,
    Programme,
    Law,
    #[default]
    Unknown,
}

/// Something with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form seen, without a leading article: "United Nations High Commissioner for Refugees".
    pub canonical: String,
    /// Every other way it is written, short forms included, as written.
    pub aliases: Vec<String>,
    /// Acronyms among the aliases.
    pub short_forms: Vec<String>,
    pub kind: EntityKind,
    /// The writer's own identifier, where the entity is on the writer's list.
    pub id: Option<String>,
}

/// How a mention came to be tied to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// The text names the entity.
    Named,
    /// "the organisation", "the Federation", "it": bound to the last fitting entity.
    Bound,
}

/// One place where a text speaks of an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    pub span: Span,
    pub entity: EntityId,
    pub binding: Binding,
    /// 0 to 1; 1 for a name that only this entity bears.
    pub confidence: f32,
}

/// A name on the writer's own list (`[[entity]]` in the settings, or a row of a table).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserEntity {
    pub name: String,
    /// Every other way it is written; those in capitals are short forms.
    pub aliases: Vec<String>,
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// An identifier of the writer's own, shown but not interpreted.
    pub id: Option<String>,
}
