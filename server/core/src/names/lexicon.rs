//! All entities of a set of texts, with what is needed to find them in another one.
//! It must not know how they were gathered (`gather.rs`) nor how a text is searched (`automaton.rs`, `mention.rs`).

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::names::automaton::Automaton;
use crate::names::equivalence::{core_key, key, turned};
use crate::names::gather::Gatherer;
use crate::names::neighbour::Neighbours;
use crate::names::{Definition, Entity, EntityId, NameSeen, UserEntity};
use crate::text::Span;

/// What the first pass over one text found that a lexicon is made of. The spans are bytes of `text`.
#[derive(Clone, Copy, Debug)]
pub struct TextNames<'t> {
    pub text: &'t str,
    pub definitions: &'t [Definition],
    pub names: &'t [NameSeen],
}

/// All entities of a corpus and of the writer's own list. Cheap to clone but for the entities themselves.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub entities: Vec<Entity>,
    lookup: Arc<Lookup>,
}

#[derive(Debug, Default)]
struct Lookup {
    automaton: Automaton,
    /// Entity by the [`key`] of each of its long forms.
    keys: FxHashMap<String, EntityId>,
    /// Entities by short form as written, the one named most often first.
    shorts: FxHashMap<String, Vec<EntityId>>,
    neighbours: Neighbours,
}

impl Lexicon {
    /// Joins the names of `texts` and the writer's `own` list into entities.
    /// The same inputs in the same order give the same lexicon. Linear in the number of names.
    pub fn build<'t>(texts: impl IntoIterator<Item = TextNames<'t>>, own: &[UserEntity]) -> Lexicon {
        let mut gatherer = Gatherer::default();
        for entity in own {
            gatherer.add_own(entity);
        }
        let texts: Vec<TextNames<'_>> = texts.into_iter().collect();
        for one in &texts {
            gatherer.add_definitions(one.text, one.definitions);
        }
        for one in &texts {
            gatherer.add_names(one.text, one.names, one.definitions);
        }
        Self::from_entities(gatherer.finish())
    }

    /// A lexicon of ready-made entities.
    pub fn from_entities(entities: Vec<Entity>) -> Lexicon {
        let mut keys = FxHashMap::default();
        let mut others: Vec<(String, EntityId)> = Vec::new();
        let mut shorts: FxHashMap<String, Vec<EntityId>> = FxHashMap::default();
        for (entity, id) in entities.iter().zip(0..) {
            let id = EntityId(id);
            for short in &entity.short_forms {
                let bearers = shorts.entry(short.clone()).or_default();
                if !bearers.contains(&id) {
                    bearers.push(id);
                }
            }
            let longs = entity.aliases.iter().filter(|alias| !entity.short_forms.contains(alias));
            for long in longs.chain([&entity.canonical]) {
                keys.entry(key(long)).or_insert(id);
                others.extend(turned(long).map(|key| (key, id)));
            }
        }
        // Another order of words is a name only where none is written so.
        for (key, id) in others {
            keys.entry(key).or_insert(id);
        }
        let automaton = Automaton::new(&entities);
        let neighbours = Neighbours::of(&entities);
        Lexicon { entities, lookup: Arc::new(Lookup { automaton, keys, shorts, neighbours }) }
    }

    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The entity that bears `name`: a long form in any wording that means the same, or a short form as written.
    pub fn named(&self, name: &str) -> Option<EntityId> {
        if let Some(bearers) = self.lookup.shorts.get(name) {
            return bearers.first().copied();
        }
        self.by_key(&key(name)).or_else(|| self.by_key(&turned(name)?))
    }

    fn by_key(&self, key: &str) -> Option<EntityId> {
        let keys = &self.lookup.keys;
        keys.get(key).or_else(|| keys.get(core_key(key))).copied()
    }

    /// Every entity that bears the short form, as written.
    pub fn bearers(&self, short: &str) -> &[EntityId] {
        self.lookup.shorts.get(short).map_or(&[], Vec::as_slice)
    }

    /// Entities with a long form equal to this definition's, or else the bearer of its short form where there is one only.
    pub fn defined(&self, text: &str, definition: &Definition) -> Option<EntityId> {
        let long = clean(text, definition.long);
        self.by_key(&key(&long)).or_else(|| self.by_key(&turned(&long)?)).or_else(|| {
            match self.bearers(definition.short.of(text)) {
                [only] => Some(*only),
                _ => None,
            }
        })
    }

    /// Short forms that are easily mistaken for `short` ("ICMP" for "ICMPD"), each with an entity that bears it.
    pub fn confusable(&self, short: &str) -> Vec<(&str, EntityId)> {
        self.lookup.neighbours.of_short(short)
    }

    /// Long forms that share a word with `name`, or their first letters where it is one word: what it may be a slip of.
    pub fn resembling(&self, name: &str) -> Vec<(&str, EntityId)> {
        let neighbours = &self.lookup.neighbours;
        neighbours.of_long(name).filter_map(|(form, id)| Some((self.form(id, form)?, id))).collect()
    }

    /// A form of an entity by its number: the canonical name, then the aliases.
    fn form(&self, id: EntityId, number: usize) -> Option<&str> {
        let entity = self.get(id)?;
        match number.checked_sub(1) {
            None => Some(&entity.canonical),
            Some(alias) => entity.aliases.get(alias).map(String::as_str),
        }
    }

    pub(super) fn automaton(&self) -> &Automaton {
        &self.lookup.automaton
    }
}

/// The words under `span` as a name is shown: white space and line ends as one space, emphasis marks removed.
pub(super) fn clean(text: &str, span: Span) -> String {
    let raw = span.of(text);
    let mut out = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        let bare = word.trim_matches(['*', '_', '`']);
        if bare.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(bare);
    }
    out
}
