//! Joins definitions and capitalised phrases of many texts into entities: one entity for each thing, however it is written.
//! It must not know how the names were found, nor search any text.

use rustc_hash::FxHashMap;

use crate::names::acronym::has_capitals;
use crate::names::equivalence::{core_key, key, turned};
use crate::names::lexicon::clean;
use crate::names::naming::{Seen, Votes, is_name, is_plausible_acronym};
use crate::names::proper::NameSeen;
use crate::names::{Definition, Entity, EntityKind, UserEntity, company, kind, opener, people, title};
use crate::text::Span;

/// Entities in the making, in the order in which they were first met.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    made: Vec<Making>,
    keys: FxHashMap<String, usize>,
    shorts: FxHashMap<String, Vec<usize>>,
    seen: FxHashMap<String, Seen>,
    /// Keys of `seen` in order of their first occurrence: a map has none of its own.
    order: Vec<String>,
    /// The one person with that last name; `None` where several bear it.
    surnames: FxHashMap<String, Option<usize>>,
    /// The one name of several words that the word opens, where no table knows the word; `None` where several do.
    openings: FxHashMap<String, Option<usize>>,
    /// Bodies by the initials of their names.
    initials: FxHashMap<String, Vec<usize>>,
    /// Texts whose names were added.
    texts: u32,
}

#[derive(Debug, Default)]
struct Making {
    /// Long forms as written, with the number of times.
    longs: Vec<(String, u32)>,
    shorts: Vec<String>,
    /// What the contexts showed, by kind.
    votes: Votes,
    own: Option<UserEntity>,
    /// Times named.
    count: u32,
    /// The text that first named it, where a phrase did.
    first: Option<u32>,
}

impl Gatherer {
    pub(super) fn add_own(&mut self, entity: &UserEntity) {
        let at = self.made.len();
        let mut making = Making { own: Some(entity.clone()), count: 1, ..Making::default() };
        for form in
            std::iter::once(&entity.name).chain(&entity.aliases).filter(|form| !form.trim().is_empty())
        {
            if is_acronym(form) {
                self.shorts.entry(form.clone()).or_default().push(at);
                making.shorts.push(form.clone());
            } else {
                self.keys.entry(key(form)).or_insert(at);
                making.longs.push((form.clone(), 1));
            }
        }
        self.made.push(making);
    }

    pub(super) fn add_definitions(&mut self, text: &str, definitions: &[Definition]) {
        for definition in definitions {
            let (short, long) = (definition.short.of(text), clean(text, definition.long));
            // "the Fund" and "aa" are short forms in their own text alone.
            if is_acronym(short) {
                self.define(singular_acronym(short, &long), long);
            }
        }
    }

    fn define(&mut self, short: &str, long: String) {
        let at = self.place_of(short, &long);
        let bearers = self.shorts.entry(short.to_owned()).or_default();
        if !bearers.contains(&at) {
            bearers.push(at);
        }
        self.keys.entry(key(&long)).or_insert(at);
        if let Some(making) = self.made.get_mut(at) {
            making.count += 1;
            count(&mut making.longs, long);
            if !making.shorts.iter().any(|known| known == short) {
                making.shorts.push(short.to_owned());
            }
        }
    }

    /// Where the entity of this definition is or will be.
    fn place_of(&mut self, short: &str, long: &str) -> usize {
        let key = key(long);
        if let Some(at) = self.by_key(&key).or_else(|| self.by_key(&turned(long)?)) {
            return at;
        }
        let near = self.shorts.get(short).into_iter().flatten().copied().find(|at| {
            let Some(making) = self.made.get(*at) else { return false };
            making.longs.is_empty() || making.longs.iter().any(|(known, _)| is_near(known, &key))
        });
        near.unwrap_or_else(|| self.make())
    }

    fn by_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).or_else(|| self.keys.get(core_key(key))).copied()
    }

    fn make(&mut self) -> usize {
        self.made.push(Making::default());
        self.made.len() - 1
    }

    /// Names inside a long form that the text defines are parts of it and no names of their own.
    pub(super) fn add_names(&mut self, text: &str, names: &[NameSeen], definitions: &[Definition]) {
        self.texts += 1;
        let mut longs: Vec<Span> = definitions.iter().map(|definition| definition.long).collect();
        longs.sort_unstable();
        let mut longs = longs.into_iter().peekable();
        for name in names {
            while longs.next_if(|long| long.end <= name.span.start).is_some() {}
            if longs.peek().is_some_and(|long| long.overlaps(name.span) && long.len() > name.span.len()) {
                continue;
            }
            let surface = clean(text, name.span);
            let at = self.known(&surface);
            if let Some(making) = at.and_then(|at| self.made.get_mut(at)) {
                making.count += 1;
                making.votes.add(name.kind);
                if !is_acronym(&surface) {
                    count(&mut making.longs, surface);
                }
                continue;
            }
            let key = if is_acronym(&surface) { surface.clone() } else { key(&surface) };
            let seen = self.seen.entry(key.clone()).or_default();
            if seen.surfaces.is_empty() {
                self.order.push(key);
                seen.first = self.texts;
            }
            count(&mut seen.surfaces, surface);
            seen.inside += u32::from(!name.at_start);
            seen.at_start += u32::from(name.at_start);
            seen.votes.add(name.kind);
        }
    }

    fn known(&self, surface: &str) -> Option<usize> {
        if is_acronym(surface) {
            if let Some(at) = self.shorts.get(surface).and_then(|bearers| bearers.first()) {
                return Some(*at);
            }
            let singular = surface.strip_suffix('s').unwrap_or(surface);
            if let Some(at) = self.shorts.get(singular).and_then(|bearers| bearers.first()) {
                return Some(*at);
            }
        }
        self.by_key(&key(surface)).or_else(|| self.by_key(&turned(surface)?))
    }

    pub(super) fn finish(mut self) -> Vec<Entity> {
        // Full names first, so that a last name finds its person wherever it stands.
        let order = std::mem::take(&mut self.order);
        let (full, short): (Vec<String>, Vec<String>) =
            order.into_iter().partition(|key| key.contains(' ') && !self.is_bare_office(key));
        for key in full.into_iter().chain(short) {
            let Some(seen) = self.seen.remove(&key) else { continue };
            self.admit(key, seen);
        }
        self.made
            .into_iter()
            .filter(|making| !making.longs.is_empty() || !making.shorts.is_empty())
            .map(Making::finish)
            .collect()
    }

    /// Makes an entity of a phrase, or leaves it where its capitals may have another reason.
    fn admit(&mut self, key: String, seen: Seen) {
        let Some((surface, _)) = seen.surfaces.first() else { return };
        if is_acronym(surface) {
            self.admit_acronym(surface.clone(), &seen);
            return;
        }
        let known = self.keys.get(&key).copied().or_else(|| self.by_key(&turned(surface)?));
        if let Some(at) = known.or_else(|| self.of_country(surface)) {
            self.join(at, key, seen);
            return;
        }
        if let Some(country) = country_of_style(surface) {
            let short = self::key(country);
            let at = self.by_key(&short).unwrap_or_else(|| self.make());
            self.keys.entry(short).or_insert(at);
            self.join(at, key, seen);
            return;
        }
        if let Some(at) = self.same_person(surface).or_else(|| self.same_opening(surface, &seen)) {
            self.join(at, key, seen);
            return;
        }
        if is_name(surface, &seen) && !self.is_part_of_office(surface) {
            let at = self.make();
            self.join(at, key, seen);
        }
    }

    /// Whether the phrase seen under `key` names an office and not what it is for: "High Commissioner".
    fn is_bare_office(&self, key: &str) -> bool {
        let surface = self.seen.get(key).and_then(|seen| seen.surfaces.first()).map(|(surface, _)| surface);
        surface.is_some_and(|surface| names_office(surface))
    }

    /// "High Commissioner" where a "High Commissioner for Refugees" is known: which one is meant, the place of the words tells.
    fn is_part_of_office(&self, surface: &str) -> bool {
        let full = |long: &str| {
            let behind = long.split_once(surface).map_or("", |(_, behind)| behind);
            [" for ", " of ", " on "].iter().any(|link| behind.starts_with(link))
        };
        names_office(surface)
            && self.made.iter().any(|making| making.longs.iter().any(|(long, _)| full(long)))
    }

    fn join(&mut self, at: usize, key: String, seen: Seen) {
        self.keys.entry(key).or_insert(at);
        for (surface, _) in &seen.surfaces {
            self.add_initials(at, surface);
            if let Some(other) = turned(surface) {
                self.keys.entry(other).or_insert(at);
            }
        }
        let Some(making) = self.made.get_mut(at) else { return };
        making.count += seen.inside + seen.at_start;
        making.first.get_or_insert(seen.first);
        making.votes.join(seen.votes);
        let person = making.votes.of(EntityKind::Person) > 0;
        for (surface, times) in seen.surfaces {
            for last in surnames(&surface).filter(|_| person) {
                let bearer = self.surnames.entry(last).or_insert(Some(at));
                *bearer = bearer.filter(|known| *known == at);
            }
            if let Some(first) = opening_of(&surface).filter(|_| !person) {
                let bearer = self.openings.entry(first.to_owned()).or_insert(Some(at));
                *bearer = bearer.filter(|known| *known == at);
            }
            if let Some(plain) = company::without_legal_form(&surface) {
                self.keys.entry(self::key(plain)).or_insert(at);
                making.longs.push((plain.to_owned(), 0));
            }
            making.longs.push((surface, times));
        }
    }

    fn admit_acronym(&mut self, surface: String, seen: &Seen) {
        let singular = surface
            .strip_suffix('s')
            .filter(|stem| stem.chars().all(char::is_uppercase))
            .unwrap_or(&surface)
            .to_owned();
        if !is_plausible_acronym(&singular) {
            return;
        }
        let at = match self.by_key(&self::key(&singular)) {
            Some(at) => at,
            None => self
                .shorts
                .get(&singular)
                .and_then(|bearers| bearers.first())
                .copied()
                .or_else(|| self.by_initials(&singular, seen.first))
                .unwrap_or_else(|| self.make()),
        };
        self.shorts.entry(singular.clone()).or_insert_with(|| vec![at]);
        self.keys.entry(self::key(&singular)).or_insert(at);
        if let Some(making) = self.made.get_mut(at) {
            making.count += seen.inside + seen.at_start;
            making.votes.join(seen.votes);
            if !making.shorts.contains(&singular) {
                making.shorts.push(singular);
            }
        }
    }

    /// "Kenyan Red Cross" is the "Kenya Red Cross" where that is known.
    fn of_country(&self, surface: &str) -> Option<usize> {
        let (first, rest) = surface.split_once(' ')?;
        let places = people::places_of_people(&first.to_lowercase());
        places.iter().find_map(|place| self.by_key(&key(&format!("{place} {rest}"))))
    }

    /// "OIC" is the "Organisation of Islamic Cooperation" where the same text first named both, and it named no other with these initials.
    fn by_initials(&self, short: &str, first: u32) -> Option<usize> {
        if short.chars().count() < 3 {
            return None;
        }
        let fits = |at: &&usize| {
            self.made.get(**at).is_some_and(|making| making.shorts.is_empty() && making.first == Some(first))
        };
        let mut bearers = self.initials.get(&short.to_lowercase()).into_iter().flatten().filter(fits);
        match (bearers.next(), bearers.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }

    /// Files a body under the initials of its name, with and without those of the small words.
    fn add_initials(&mut self, at: usize, surface: &str) {
        if surface.split(' ').count() < 3 || !is_body(kind::of_name(surface)) {
            return;
        }
        let words = || surface.split([' ', '-']).filter(|word| !word.is_empty());
        let initials = |all: bool| -> String {
            let kept = words().filter(|word| all || !crate::names::alignment::is_free(word));
            kept.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
        };
        for letters in [initials(true), initials(false)] {
            let bearers = self.initials.entry(letters).or_default();
            if !bearers.contains(&at) {
                bearers.push(at);
            }
        }
    }

    /// "Aliyev" is "Ilham Aliyev" where one person alone bears the name; "De Wit" is "Anna de Wit".
    fn same_person(&self, surface: &str) -> Option<usize> {
        match surface.split_once(' ') {
            None => self.surnames.get(surface).copied().flatten(),
            Some((first, rest)) if is_particle(&first.to_lowercase()) => {
                self.surnames.get(&format!("{} {rest}", first.to_lowercase())).copied().flatten()
            }
            Some(_) => None,
        }
    }

    /// "Meridel" is "Meridel Foods" where one text named both, and no other name opens so.
    fn same_opening(&self, surface: &str, seen: &Seen) -> Option<usize> {
        let at = self
            .openings
            .get(surface)
            .copied()
            .flatten()
            .filter(|_| seen.votes.of(EntityKind::Person) == 0)?;
        self.made.get(at).filter(|making| making.first == Some(seen.first)).map(|_| at)
    }
}

/// What a person is called for short: the last word of the name, and with it the particles before it ("de Wit").
fn surnames(name: &str) -> impl Iterator<Item = String> + use<> {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.last().filter(|_| words.len() > 1).map(|last| (*last).to_owned());
    let particles = words.iter().rev().skip(1).take_while(|word| is_particle(word)).count();
    let from = words.len().saturating_sub(1 + particles);
    let whole = words.get(from..).filter(|_| particles > 0 && from > 0).map(|words| words.join(" "));
    last.into_iter().chain(whole)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "da"
            | "di"
            | "du"
            | "la"
            | "le"
            | "von"
            | "van"
            | "der"
            | "den"
            | "al"
            | "bin"
            | "ibn"
            | "el"
    )
}

/// The first word of a name of several words, where it may stand for the whole: no table knows it, and no word of the name tells its
/// kind ("Ford" is not the "Ford Foundation", nor "Nobel" the "Nobel Prize").
fn opening_of(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    let short = company::without_legal_form(name).unwrap_or(name);
    let headless = kind::of_name(short) == EntityKind::Unknown
        && rest.split([' ', '-']).all(|word| kind::of_head(&word.to_lowercase()).is_none());
    let own = opener::is_no_common_word(first) && !kind::is_known_place(first) && !is_acronym(first);
    (headless && own).then_some(first)
}

impl Making {
    fn finish(mut self) -> Entity {
        self.longs.sort_by(|a, b| fullness(&b.0).cmp(&fullness(&a.0)).then(b.1.cmp(&a.1)));
        let named = self.own.as_ref().map(|own| own.name.clone()).filter(|name| !name.trim().is_empty());
        // A country is called by its name, not by its style.
        if self.longs.iter().any(|(long, _)| kind::is_known_place(long)) {
            self.longs.sort_by_key(|(long, times)| (!kind::is_known_place(long), std::cmp::Reverse(*times)));
        }
        let first = self.longs.first().map(|(long, _)| long.clone()).or_else(|| self.shorts.first().cloned());
        let canonical = named.or(first).unwrap_or_default();
        let mut aliases = Vec::new();
        for form in self.longs.iter().map(|(long, _)| long).chain(&self.shorts) {
            if *form != canonical && !aliases.contains(form) {
                aliases.push(form.clone());
            }
        }
        let kind = self.kind(&canonical);
        Entity { canonical, aliases, short_forms: self.shorts, kind, id: self.own.and_then(|own| own.id) }
    }

    fn kind(&self, canonical: &str) -> EntityKind {
        if let Some(own) = &self.own
            && own.kind != EntityKind::Unknown
        {
            return own.kind;
        }
        let words = kind::of_name(canonical);
        let other =
            self.longs.iter().map(|(long, _)| kind::of_name(long)).find(|kind| *kind != EntityKind::Unknown);
        match other.unwrap_or(words) {
            // "G7" has too few letters for a short form, so it is its own long one.
            EntityKind::Unknown
                if self.longs.iter().all(|(long, _)| long == canonical)
                    && kind::is_known_organisation(canonical) =>
            {
                EntityKind::Organisation
            }
            EntityKind::Unknown if kind::is_numbered_conference(canonical) => EntityKind::Event,
            // "in UNICEF" makes no place of it.
            EntityKind::Unknown => match self.votes.most() {
                EntityKind::Place if !self.shorts.is_empty() => EntityKind::Unknown,
                kind => kind,
            },
            kind => kind,
        }
    }
}

/// Whether names of the kind are often shortened to their initials.
fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organisation | EntityKind::Programme | EntityKind::Law | EntityKind::Event)
}

/// The country of "Republic of Azerbaijan" and its like, which are two names of one place.
fn country_of_style(surface: &str) -> Option<&str> {
    let styles = [
        "Islamic Republic of ",
        "Federal Republic of ",
        "Republic of ",
        "Kingdom of ",
        "State of ",
        "Commonwealth of ",
    ];
    let country = styles.iter().find_map(|style| surface.strip_prefix(style))?;
    let country = country.strip_prefix("the ").unwrap_or(country);
    // Of these there are two each.
    let shared = matches!(country, "Korea" | "Congo");
    if kind::is_known_place(country) && !shared { Some(country) } else { None }
}

/// Orders wordings of one name: the one that spells out "United Nations", then the longest.
fn fullness(long: &str) -> (bool, usize) {
    (!long.starts_with("UN "), long.chars().count())
}

fn count(forms: &mut Vec<(String, u32)>, form: String) {
    match forms.iter_mut().find(|(known, _)| *known == form) {
        Some((_, times)) => *times += 1,
        None => forms.push((form, 1)),
    }
}

/// Whether two long forms of one short form name one thing in different words: half of their words are shared.
fn is_near(known: &str, key: &str) -> bool {
    let known = self::key(known);
    let words: Vec<&str> =
        core_key(&known).split(' ').filter(|word| !crate::names::alignment::is_free(word)).collect();
    let others: Vec<&str> =
        core_key(key).split(' ').filter(|word| !crate::names::alignment::is_free(word)).collect();
    let shared = words.iter().filter(|word| others.contains(word)).count();
    shared * 2 > words.len().max(others.len())
}

/// Two or three words that end in a title: "High Commissioner", "Special Rapporteur".
fn names_office(surface: &str) -> bool {
    let words = surface.split(' ').count();
    (2..=3).contains(&words) && surface.rsplit(' ').next().is_some_and(title::is_title)
}

/// Whether a form is searched for as written: one word with two capitals, or a capital and a digit.
pub(super) fn is_acronym(form: &str) -> bool {
    let one = !form.contains(char::is_whitespace);
    let starts = form.chars().next().is_some_and(char::is_uppercase);
    let small = form.chars().filter(|c| c.is_lowercase()).count();
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let head = form.split(['-', '\u{2010}', '\u{2011}']).next().unwrap_or(form);
    let prefixed = head.len() < form.len() && head.len() >= 2 && head.chars().all(|c| c.is_uppercase());
    one && starts && has_capitals(form, 2) && (small <= capitals + 1 || prefixed)
}

/// "NGOs" for "non-governmental organizations" is "NGO".
fn singular_acronym<'s>(short: &'s str, long: &str) -> &'s str {
    match short.strip_suffix('s') {
        Some(stem) if long.ends_with('s') && stem.ends_with(char::is_uppercase) => stem,
        _ => short,
    }
}
