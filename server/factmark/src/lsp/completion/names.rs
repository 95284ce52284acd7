//! Names of the sources that begin with the letters typed.
//! It must not know figures or citations.

use std::sync::{Arc, Mutex, PoisonError};

use factmark_core::names::EntityKind;
use factmark_core::text::fold;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Origin, Place, numbered};
use crate::workspace::Workspace;

/// Letters after which names are offered.
const FEWEST_LETTERS: usize = 2;
/// Names offered at once.
const MOST: usize = 40;
/// Words of a name that may be typed before the one under the cursor.
const MOST_WORDS: usize = 5;

/// The names of the workspace used last, in order, so that a look-up costs the same however many there are.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct NameTable(Arc<Mutex<Option<Known>>>);

type Known = (Arc<Workspace>, Arc<[Entry]>);

/// A name from one of its words on.
#[derive(Debug)]
struct Entry {
    folded: String,
    /// As written, from that word on.
    tail: String,
    name: String,
    /// The fullest name of the same entity, where `name` is another one.
    canonical: Option<String>,
    kind: EntityKind,
}

impl NameTable {
    fn of(&self, workspace: &Arc<Workspace>) -> Arc<[Entry]> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, entries)) = known.as_ref().filter(|(of, _)| of.corpus.is_same(&workspace.corpus)) {
            return Arc::clone(entries);
        }
        let entries = entries(workspace);
        *known = Some((Arc::clone(workspace), Arc::clone(&entries)));
        entries
    }
}

fn entries(workspace: &Workspace) -> Arc<[Entry]> {
    let mut entries = Vec::new();
    for entity in &workspace.corpus.lexicon().entities {
        let mut names: Vec<&String> =
            std::iter::once(&entity.canonical).chain(&entity.short_forms).chain(&entity.aliases).collect();
        names.sort();
        names.dedup();
        for name in names {
            for tail in tails(name) {
                entries.push(Entry {
                    folded: fold(tail).text,
                    tail: tail.to_owned(),
                    name: name.clone(),
                    canonical: Some(entity.canonical.clone()).filter(|canonical| canonical != name),
                    kind: entity.kind,
                });
            }
        }
    }
    entries.sort_by(|a, b| (&a.folded, &a.name).cmp(&(&b.folded, &b.name)));
    entries.into()
}

/// The name from each of its words on.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    let starts = name.match_indices(' ').map(|(at, _)| at + 1);
    let tails = std::iter::once(0).chain(starts).take(MOST_WORDS).filter_map(|start| name.get(start..));
    tails.filter(|tail| !is_function_word(tail.split(' ').next().unwrap_or("")))
}

/// Small words in lower case: they stand in many names, begin others ("in", "International"), and mean none.
fn is_function_word(word: &str) -> bool {
    const SMALL: [&str; 62] = [
        "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but",
        "by", "can", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "into",
        "is", "it", "its", "may", "new", "no", "not", "of", "on", "one", "or", "our", "out", "over", "per",
        "she", "so", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "under",
        "up", "was", "we", "were", "who", "with",
    ];
    SMALL.contains(&word)
}

pub(super) fn items(place: &Place<'_>, table: &NameTable) -> Option<Vec<CompletionItem>> {
    if place.in_address() {
        return None;
    }
    let entries = table.of(&place.context.workspace);
    // Of the words before the cursor as many as some name begins with.
    let starts = starts(place);
    let (start, found) = starts.into_iter().find_map(|start| {
        let typed = place.text.get(start..place.offset)?;
        let found = beginning(&entries, &fold(typed).text);
        (!found.is_empty()).then_some((start, found))
    })?;
    let typed = place.text.get(start..place.offset)?;
    let mut fitting: Vec<&Entry> = found.iter().collect();
    fitting.sort_by_key(|entry| (entry.tail.len() != entry.name.len(), entry.name.chars().count()));
    let mut seen = std::collections::HashSet::new();
    fitting.retain(|entry| seen.insert(&entry.name));
    let mut items: Vec<CompletionItem> =
        fitting.into_iter().take(MOST).map(|entry| item(place, start, typed, entry)).collect();
    numbered(&mut items);
    Some(items)
}

/// Where the name under the cursor may start, the longest stretch first; empty where no letters are typed.
fn starts(place: &Place<'_>) -> Vec<usize> {
    let (line_start, line) = place.line();
    let mut starts = Vec::new();
    let mut end = line.len();
    for _ in 0..MOST_WORDS {
        let word = line.get(..end).unwrap_or("");
        let letters = word.chars().rev().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
        let length: usize = letters.map(char::len_utf8).sum();
        if length == 0 {
            break;
        }
        end -= length;
        starts.push(line_start + end);
        match line.get(..end).and_then(|before| before.strip_suffix(' ')) {
            Some(before) => end = before.len(),
            None => break,
        }
    }
    let typed = |start: &usize| place.text.get(*start..place.offset).unwrap_or("");
    starts.retain(|start| {
        let typed = typed(start);
        typed.chars().count() >= FEWEST_LETTERS && !is_function_word(typed) && place.is_prose(*start)
    });
    let under_cursor = starts.first().copied();
    starts.reverse();
    // A figure is no name.
    let number = under_cursor.is_some_and(|start| typed(&start).starts_with(|c: char| c.is_ascii_digit()));
    if number { Vec::new() } else { starts }
}

fn beginning<'e>(entries: &'e [Entry], folded: &str) -> &'e [Entry] {
    let from = entries.partition_point(|entry| entry.folded.as_str() < folded);
    let rest = entries.get(from..).unwrap_or_default();
    let count = rest.iter().take(MOST * 8).take_while(|entry| entry.folded.starts_with(folded)).count();
    rest.get(..count).unwrap_or_default()
}

fn item(place: &Place<'_>, start: usize, typed: &str, entry: &Entry) -> CompletionItem {
    // Editors compare letter by letter, which accents and signs would not survive.
    let same = entry.tail.to_lowercase().starts_with(&typed.to_lowercase());
    let filter = if same { entry.tail.clone() } else { format!("{typed} {}", entry.tail) };
    let mut item = place.item(start, entry.name.clone(), filter, CompletionItemKind::REFERENCE);
    item.detail = entry.canonical.clone().or_else(|| kind_name(entry.kind).map(str::to_owned));
    item.data = place.kept(Origin::Name(entry.name.clone()));
    item
}

fn kind_name(kind: EntityKind) -> Option<&'static str> {
    super::super::hover::kind_name(kind)
}
