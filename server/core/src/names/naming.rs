//! Whether a phrase in capitals is a name, or capitalised for another reason.
//! It must not know the text: what its places showed has been counted.

use crate::names::{EntityKind, kind, people};
use crate::words;

/// How often a context showed each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes([u32; KINDS.len()]);

const KINDS: [EntityKind; 6] = [
    EntityKind::Organisation,
    EntityKind::Person,
    EntityKind::Place,
    EntityKind::Event,
    EntityKind::Programme,
    EntityKind::Law,
];

impl Votes {
    pub(super) fn add(&mut self, kind: EntityKind) {
        for (votes, known) in self.0.iter_mut().zip(KINDS) {
            *votes += u32::from(known == kind);
        }
    }

    pub(super) fn join(&mut self, other: Votes) {
        for (votes, more) in self.0.iter_mut().zip(other.0) {
            *votes += more;
        }
    }

    pub(super) fn of(&self, kind: EntityKind) -> u32 {
        self.0.iter().zip(KINDS).find(|(_, known)| *known == kind).map_or(0, |(votes, _)| *votes)
    }

    /// The kind shown most often; the first one where two are.
    pub(super) fn most(&self) -> EntityKind {
        let shown = self.0.iter().zip(KINDS).filter(|(votes, _)| **votes > 0);
        shown
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map_or(EntityKind::Unknown, |(_, kind)| kind)
    }
}

/// A phrase in capitals that no definition has explained so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) surfaces: Vec<(String, u32)>,
    pub(super) inside: u32,
    pub(super) at_start: u32,
    pub(super) votes: Votes,
    /// Number of the text that first held it.
    pub(super) first: u32,
}

/// Short words in capitals that name nothing: numbering, units, currencies, file types, titles.
pub(super) fn is_plausible_acronym(form: &str) -> bool {
    const NOT: &[&str] = &[
        "AD", "AM", "AND", "BC", "BCE", "CE", "CEO", "CET", "DVD", "ET", "FAQ", "GMT", "GW", "ID", "II",
        "III", "IT", "IV", "IX", "KW", "MW", "NB", "NO", "NOT", "OK", "OR", "PDF", "PM", "PS", "RE", "THE",
        "TV", "URL", "USD", "UTC", "VI", "VII", "VIII", "VS", "XI", "XII",
    ];
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=12).contains(&form.chars().count()) && letters >= 2 && NOT.binary_search(&form).is_err()
}

/// Whether a phrase of capitalised words is a name and not a word that stands first.
pub(super) fn is_name(surface: &str, seen: &Seen) -> bool {
    let mut parts = surface.split_whitespace();
    let (Some(first), second) = (parts.next(), parts.next()) else { return false };
    if second.is_none() {
        return is_one_word_name(surface, seen);
    }
    if seen.inside > 0 {
        return !surface.split_whitespace().all(is_ordinary);
    }
    // Only ever at the start: believed where its head is that of a name and its first word is none that describes.
    let head = kind::of_name(surface) != EntityKind::Unknown;
    head && !describes(first) || kind::is_known_organisation(surface)
}

/// A lone capitalised word: a known place, a person by title, or a word that the dictionary lacks or writes with a capital.
fn is_one_word_name(surface: &str, seen: &Seen) -> bool {
    let low = surface.to_lowercase();
    // "Pope Francis": a title says more than the ending of a people.
    if seen.votes.of(EntityKind::Person) > 0 && !kind::is_known_place(surface) {
        return true;
    }
    if people::is_people(&low) || matches!(low.as_str(), "north" | "south" | "east" | "west") {
        return false;
    }
    if kind::is_known_place(surface) {
        return seen.inside > 0 || words::word_id(&low).is_some_and(words::is_proper);
    }
    if seen.votes.of(EntityKind::Person) > 0 {
        return true;
    }
    // "the Horizon programme", "the Paris agreement"
    let shown = matches!(seen.votes.most(), EntityKind::Programme | EntityKind::Event | EntityKind::Law);
    if shown && seen.inside > 0 {
        return true;
    }
    let lemma = words::lemma(&low);
    let common = words::is_known(&lemma) && !words::word_id(&lemma).is_some_and(words::is_proper);
    if common || kind::of_head(&low).is_some() {
        // "Reading" is a town where the text says "in Reading".
        return seen.votes.of(EntityKind::Place) > 0
            && !(low.ends_with('s') && lemma != low)
            && !is_ordinary(surface)
            && kind::of_head(&low).is_none();
    }
    seen.inside > 0
}

/// Words that are capitalised in reports without being names: "Member States", "Annex B".
fn is_ordinary(word: &str) -> bool {
    const ORDINARY: &[&str] = &[
        "Annex",
        "Appendix",
        "Article",
        "Chapter",
        "Countries",
        "Country",
        "Figure",
        "Government",
        "Governments",
        "Member",
        "Members",
        "Note",
        "Page",
        "Paragraph",
        "Part",
        "Parties",
        "Party",
        "Section",
        "State",
        "States",
        "Table",
        "Volume",
    ];
    ORDINARY.contains(&word) || word.chars().count() == 1
}

/// Whether a word at the start of a sentence describes what follows instead of naming it: "Recent", "Serious", "Azerbaijani".
fn describes(word: &str) -> bool {
    let low = word.to_lowercase();
    let Some(id) = words::word_id(&words::lemma(&low)) else { return false };
    !words::is_proper(id) && !matches!(words::part_of_speech(id), Some(b'n') | None)
}
