//! Workspace symbols: the names that the sources know, each at the sentence that defines it.
//! It must not decide what is a name.

use factmark_core::facts;
use factmark_core::names::{Entity, EntityId, EntityKind};
use factmark_core::text::fold;
use tower_lsp::lsp_types::{Location, SymbolInformation, SymbolKind};

use super::convert::{Lines, uri_of};
use super::shapes::Reader;

/// Names given at most: nobody reads further, and the next letter finds the rest.
const MOST: usize = 200;

/// The names that `query` is part of in any case and with or without accents, the closest first; those of all folders.
pub(super) fn symbols(readers: &[Reader<'_>], query: &str) -> Vec<SymbolInformation> {
    let query = fold(query.trim()).text.to_string();
    let mut found: Vec<Found<'_>> = readers.iter().flat_map(|reader| named(reader, &query)).collect();
    found.sort_by(|a, b| (a.distance, &a.entity.canonical).cmp(&(b.distance, &b.entity.canonical)));
    found.into_iter().filter_map(symbol).take(MOST).collect()
}

struct Found<'r> {
    reader: &'r Reader<'r>,
    distance: u8,
    entity: &'r Entity,
    alias: Option<&'r str>,
    id: EntityId,
}

fn named<'r>(reader: &'r Reader<'r>, query: &str) -> Vec<Found<'r>> {
    let entities = (0u32..).map(EntityId).zip(&reader.workspace.corpus.lexicon().entities);
    entities
        .filter_map(|(id, entity)| {
            let (distance, name) = closest(entity, query)?;
            let alias = Some(name).filter(|name| *name != entity.canonical);
            Some(Found { reader, distance, entity, alias, id })
        })
        .collect()
}

/// The name of the entity that the query fits best, and how far it is from it: 0 is the name itself.
fn closest<'e>(entity: &'e Entity, query: &str) -> Option<(u8, &'e str)> {
    let names = std::iter::once(&entity.canonical).chain(&entity.short_forms).chain(&entity.aliases);
    names
        .filter_map(|name| Some((distance(&fold(name).text, query)?, name.as_str())))
        .min_by_key(|(far, _)| *far)
}

fn distance(name: &str, query: &str) -> Option<u8> {
    let Some(at) = name.find(query) else { return is_abbreviated(name, query).then_some(4) };
    match at {
        0 if name.len() == query.len() => Some(0),
        0 => Some(1),
        at if name.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric)) => Some(2),
        _ => Some(3),
    }
}

/// Whether the letters of the query stand in the name in their order, each at the start of a word or behind the letter before it:
/// "world prog", "wfp", "wofopr" for "world food programme".
fn is_abbreviated(name: &str, query: &str) -> bool {
    let mut wanted = query.chars().filter(|c| c.is_alphanumeric()).peekable();
    if wanted.clone().count() < 2 {
        return false;
    }
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        for letter in word.chars() {
            if wanted.next_if_eq(&letter).is_none() {
                break;
            }
        }
    }
    wanted.peek().is_none()
}

#[expect(deprecated, reason = "the type has a field that nobody should set")]
fn symbol(found: Found<'_>) -> Option<SymbolInformation> {
    let Found { reader, entity, alias, id, .. } = found;
    let corpus = &reader.workspace.corpus;
    let passage = facts::defining_sentence(corpus, id)?;
    let source = corpus.source(passage.source)?;
    let lines = Lines::new(&source.text, &source.lines, reader.encoding);
    Some(SymbolInformation {
        // Editors sift by the name once more, so that the words that were found must stand in it.
        name: match alias {
            Some(alias) => format!("{} ({alias})", entity.canonical),
            None => entity.canonical.clone(),
        },
        kind: kind(entity.kind),
        tags: None,
        deprecated: None,
        location: Location::new(uri_of(&source.path)?, lines.range(passage.focus)),
        container_name: Some(source.display_name().to_owned()),
    })
}

/// Signs that every client knows (the first 18 kinds).
fn kind(kind: EntityKind) -> SymbolKind {
    match kind {
        EntityKind::Organisation => SymbolKind::MODULE,
        EntityKind::Person => SymbolKind::CLASS,
        EntityKind::Place => SymbolKind::NAMESPACE,
        EntityKind::Event => SymbolKind::FUNCTION,
        EntityKind::Programme => SymbolKind::PACKAGE,
        EntityKind::Law => SymbolKind::INTERFACE,
        EntityKind::Unknown => SymbolKind::VARIABLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_be_begun_alone() {
        for query in ["world prog", "wfp", "wofopr", "wo fo", "food pr"] {
            assert!(distance("world food programme", query).is_some(), "{query}");
        }
        for query in ["prog world", "wfx", "rld prog", "wdfd"] {
            assert_eq!(distance("world food programme", query), None, "{query}");
        }
    }
}
