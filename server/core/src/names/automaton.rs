//! Finds the forms of all entities in a text: short forms as written, long forms in any case and accent.
//! It must not know sentences or which entity a shared form means: a hit names the form.

use aho_corasick::{AhoCorasick, Input, MatchKind};
use rustc_hash::FxHashMap;

use crate::names::country::is_country;
use crate::names::equivalence::spellings;
use crate::names::{Entity, EntityId};
use crate::text::{Span, fold};
use crate::words;

/// One place where a form stands. A possessive ending is left out of the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Bytes of the text.
    pub(super) span: Span,
    /// The entity that bears the form; the first one where several do.
    pub(super) entity: EntityId,
    /// A short form, which may have several bearers.
    pub(super) short: bool,
    /// A word that is also an ordinary one: at the start of a sentence its capital shows nothing.
    pub(super) ordinary: bool,
}

/// Two automata, leftmost-longest. The kind of automaton is left to the crate.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    shorts: Option<AhoCorasick>,
    short_forms: Vec<EntityId>,
    longs: Option<AhoCorasick>,
    long_forms: Vec<LongForm>,
}

#[derive(Clone, Copy, Debug)]
struct LongForm {
    entity: EntityId,
    /// The name is written with capitals, so words in small letters are none.
    capital: bool,
    ordinary: bool,
}

impl Automaton {
    pub(super) fn new(entities: &[Entity]) -> Automaton {
        let mut shorts = Forms::default();
        let mut longs = Forms::default();
        for (entity, id) in entities.iter().zip(0..) {
            let id = EntityId(id);
            for short in &entity.short_forms {
                shorts.add(short.clone(), id);
            }
            let forms = entity.aliases.iter().chain([&entity.canonical]);
            for long in forms.filter(|form| !entity.short_forms.contains(form)) {
                let capital = long.chars().any(char::is_uppercase);
                let form = LongForm { entity: id, capital, ordinary: is_ordinary(long) };
                for spelling in spellings(fold(long).text.trim()) {
                    longs.add(spelling, form);
                }
            }
        }
        let (shorts, short_forms) = shorts.build();
        let (longs, long_forms) = longs.build();
        Automaton { shorts, short_forms, longs, long_forms }
    }

    /// Every form in `prose`, in order, longest first where two overlap. Linear in the length of the text but for hits that
    /// fail the word-boundary test, each of which is searched again from its next byte.
    pub(super) fn hits(&self, prose: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if let Some(shorts) = &self.shorts {
            search(shorts, prose, |span, pattern| {
                let Some(entity) = self.short_forms.get(pattern) else { return };
                hits.push(Hit { span, entity: *entity, short: true, ordinary: false });
            });
        }
        if let Some(longs) = &self.longs {
            let folded = fold(prose);
            search(longs, &folded.text, |span, pattern| {
                let Some(form) = self.long_forms.get(pattern) else { return };
                let span = folded.to_original(span);
                let written = span.of(prose);
                let capital = written.chars().any(char::is_uppercase);
                if form.capital && !capital || written.is_empty() {
                    return;
                }
                hits.push(Hit { span, entity: form.entity, short: false, ordinary: form.ordinary });
            });
        }
        without_overlaps(hits)
    }
}

/// Patterns of one automaton, each once; the first entity that has a form keeps it.
#[derive(Debug)]
struct Forms<T> {
    patterns: Vec<String>,
    values: Vec<T>,
    known: FxHashMap<String, ()>,
}

impl<T> Default for Forms<T> {
    fn default() -> Self {
        Forms { patterns: Vec::new(), values: Vec::new(), known: FxHashMap::default() }
    }
}

impl<T> Forms<T> {
    fn add(&mut self, pattern: String, value: T) {
        if pattern.is_empty() || self.known.insert(pattern.clone(), ()).is_some() {
            return;
        }
        self.patterns.push(pattern);
        self.values.push(value);
    }

    fn build(self) -> (Option<AhoCorasick>, Vec<T>) {
        if self.patterns.is_empty() {
            return (None, self.values);
        }
        // Building fails only beyond two thousand million states; then nothing is found.
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&self.patterns).ok();
        (automaton, self.values)
    }
}

/// Calls `found` for each hit on word boundaries, the plural ending included. A hit that fails can hide a shorter one: the same
/// start is tried with less text, then the search goes on from its next byte.
fn search(automaton: &AhoCorasick, text: &str, mut found: impl FnMut(Span, usize)) {
    let mut at = 0;
    while at < text.len() {
        let Some(hit) = automaton.find(Input::new(text).range(at..)) else {
            return;
        };
        let start = hit.start();
        let mut candidate = Some(hit);
        at = start + 1;
        while let Some(hit) = candidate.filter(|hit| hit.start() == start) {
            if let Some(end) = bounded(text, start, hit.end()) {
                found(Span::new(start, end), hit.pattern().as_usize());
                at = end.max(at);
                break;
            }
            candidate = automaton.find(Input::new(text).range(start..hit.end() - 1));
        }
    }
}

/// Where the word ends that ends with a hit, plural included; `None` where the hit is a part of a word.
fn bounded(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    let tail = text.get(end..)?;
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let plural = tail.strip_prefix("es").or_else(|| tail.strip_prefix('s'));
    let rest = match plural {
        Some(rest) if !starts_inside(rest) => rest,
        _ => tail,
    };
    if starts_inside(rest) { None } else { Some(text.len() - rest.len()) }
}

/// Whether `rest` goes on with the word before it: "UN-Habitat" holds no "UN", but "UN-led" and "UNHCR/IOM" do hold names.
fn starts_inside(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some('-' | '\u{2010}' | '\u{2011}') => {
            chars.next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        }
        _ => false,
    }
}

/// Leftmost first, longest of those; what overlaps one that is kept is dropped.
fn without_overlaps(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.entity));
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.span.start >= end;
        if free {
            end = hit.span.end;
        }
        free
    });
    hits
}

/// Whether a one-word name is a common word too ("Reading", "Hope"), as far as the dictionary knows.
fn is_ordinary(name: &str) -> bool {
    let low = name.to_lowercase();
    if low.contains(' ') || is_country(name) {
        return false;
    }
    words::word_id(&low).is_some_and(|id| {
        // "Mobile" is a city, and "mobile" describes.
        let place = words::is_place(id) && matches!(words::part_of_speech(id), Some(b'n') | None);
        words::is_known(&low) && !words::is_proper(id) && !place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(canonical: &str, shorts: &[&str]) -> Entity {
        let short_forms: Vec<String> = shorts.iter().map(|short| (*short).to_owned()).collect();
        Entity {
            canonical: canonical.to_owned(),
            aliases: short_forms.clone(),
            short_forms,
            ..Entity::default()
        }
    }

    fn found(entities: &[Entity], text: &str) -> Vec<String> {
        Automaton::new(entities).hits(text).iter().map(|hit| hit.span.of(text).to_owned()).collect()
    }

    #[test]
    fn forms_on_word_boundaries() {
        let entities = [
            entity("World River Office", &["WRO"]),
            entity("Global Fund for Organisation and Peace", &["GFO"]),
            entity("United Nations", &["UN"]),
            entity("Reading", &[]),
            entity("local group", &["LG"]),
        ];
        let cases: &[(&str, &[&str])] = &[
            ("WRO's plan, the WRO’s plan, WROs", &["WRO", "WRO", "WROs"]),
            ("WROX and xWRO and wro", &[]),
            ("the world river office in WORLD RIVER OFFICE", &["WORLD RIVER OFFICE"]),
            ("the World River\n  Office", &["World River\n  Office"]),
            ("Global Fund for Organization and Peace", &["Global Fund for Organization and Peace"]),
            ("Global Fund for Organization & Peace", &["Global Fund for Organization & Peace"]),
            ("the UN-led talks of UN-Habitat and UN/WRO", &["UN", "UN", "WRO"]),
            ("he was reading in Reading", &["Reading"]),
            ("three local groups", &["local groups"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&found(&entities, text), expected, "{text}");
        }
    }

    #[test]
    fn a_longer_hit_that_fails_does_not_hide_a_shorter_one() {
        let entities = [entity("UN office", &[]), entity("United Nations", &["UN"])];
        assert_eq!(found(&entities, "a UN officer"), ["UN"]);
        let entities = [entity("Blue Nile State", &[]), entity("Blue Nile", &[])];
        assert_eq!(found(&entities, "the Blue Nile Stateless"), ["Blue Nile"]);
    }
}
