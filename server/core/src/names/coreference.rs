//! Binds "the organisation", "the Federation", "this programme", "our country" and "it" to the entity last spoken of.
//! It must not know how names are found: it is given the named mentions.
//!
//! The sentence before counts most, and in it what stands first, its subject; a block is left only from its end into the
//! start of the next. Where two things fit equally well the confidence falls, and below [`LEAST`] nothing is bound.

use rustc_hash::FxHashMap;

use crate::names::anaphor::{Anaphor, Sort, anaphors};
use crate::names::country::is_country;
use crate::names::equivalence::standard_spelling;
use crate::names::mention::Page;
use crate::names::{Binding, Entity, EntityId, EntityKind, Lexicon, Mention};
use crate::text::{Span, fold};

/// Least confidence of a bound mention.
const LEAST: f32 = 0.4;
/// How many sentences back a noun phrase reaches within its block.
const REACH: u32 = 3;
/// So many entities with one word in their names that it tells none of them.
const MANY: usize = 16;

/// `named` (in order, without overlap) with the bound mentions among them. Linear in the length of the text.
pub(super) fn bind(page: Page<'_>, lexicon: &Lexicon, named: Vec<Mention>) -> Vec<Mention> {
    let mut binder = Binder {
        page,
        lexicon,
        recent: Vec::new(),
        traits: FxHashMap::default(),
        seen: Vec::new(),
        places: FxHashMap::default(),
        bearers: FxHashMap::default(),
    };
    let mut out = Vec::with_capacity(named.len() + named.len() / 4);
    let mut rest = named.into_iter().peekable();
    for (number, (sentence, block)) in (0..).zip(page.sentences) {
        while let Some(outside) = rest.next_if(|mention| mention.span.start < sentence.start) {
            out.push(outside);
        }
        let mut own = Vec::new();
        while let Some(mention) = rest.next_if(|mention| mention.span.start < sentence.end) {
            own.push(mention);
        }
        out.extend(binder.sentence(number, *sentence, *block, own));
    }
    out.extend(rest);
    out
}

/// Something spoken of in one of the last sentences.
#[derive(Clone, Copy, Debug)]
struct Recent {
    entity: EntityId,
    sentence: u32,
    block: u32,
    /// Nothing but an article stands before it in its sentence.
    subject: bool,
}

/// What is asked of entities again and again.
#[derive(Clone, Debug)]
struct Traits {
    kind: EntityKind,
    country: bool,
    government: bool,
    /// Words of its long forms in a standard spelling, with a space around each.
    words: String,
}

struct Binder<'t> {
    page: Page<'t>,
    lexicon: &'t Lexicon,
    /// In order; kept as far back as an anaphor reaches.
    recent: Vec<Recent>,
    traits: FxHashMap<EntityId, Traits>,
    /// Every entity that the text has named so far, with the number of times; in order of first mention.
    seen: Vec<(EntityId, u32)>,
    /// The entities in `seen` by the words of their long forms, at most [`MANY`] a word.
    bearers: FxHashMap<String, Vec<EntityId>>,
    /// Where in `seen` each entity is.
    places: FxHashMap<EntityId, usize>,
}

impl Binder<'_> {
    fn sentence(&mut self, number: u32, sentence: Span, block: u32, named: Vec<Mention>) -> Vec<Mention> {
        self.recent.retain(|recent| {
            recent.sentence + REACH >= number && (recent.block == block || recent.sentence + 1 == number)
        });
        let taken: Vec<Span> = named.iter().map(|mention| mention.span).collect();
        let mut waiting = anaphors(self.page.prose, sentence, &taken).into_iter().peekable();
        let mut out = Vec::with_capacity(named.len());
        let place = Place { number, block, sentence };
        for mention in named {
            while let Some(anaphor) = waiting.next_if(|anaphor| anaphor.span.start < mention.span.start) {
                out.extend(self.resolve(anaphor, place));
            }
            self.note(mention.entity, mention.span, place);
            out.push(mention);
        }
        for anaphor in waiting {
            out.extend(self.resolve(anaphor, place));
        }
        out
    }

    fn note(&mut self, entity: EntityId, span: Span, place: Place) {
        let before = Span { start: place.sentence.start, end: span.start }.of(self.page.prose).trim();
        let subject = before.is_empty() || before.eq_ignore_ascii_case("the");
        self.recent.push(Recent { entity, sentence: place.number, block: place.block, subject });
        let at = *self.places.entry(entity).or_insert(self.seen.len());
        match self.seen.get_mut(at) {
            Some((_, times)) => *times += 1,
            None => {
                self.seen.push((entity, 1));
                self.add_bearer(entity);
            }
        }
    }

    /// Files an entity under the words of its names, so that "the High Commissioner" finds it.
    fn add_bearer(&mut self, entity: EntityId) {
        let words = self.traits(entity).words.clone();
        for word in words.split(' ').filter(|word| word.len() > 2) {
            let bearers = self.bearers.entry(word.to_owned()).or_default();
            // Among so many, the word says nothing.
            if bearers.len() < MANY && bearers.last() != Some(&entity) {
                bearers.push(entity);
            }
        }
    }

    fn resolve(&mut self, anaphor: Anaphor, place: Place) -> Option<Mention> {
        let (entity, confidence) = match anaphor.sort {
            Sort::Kind(kind) => self.nearest(place, |traits| traits.kind == kind && !traits.government)?,
            Sort::Country => self.nearest(place, |traits| traits.country)?,
            Sort::OurCountry => {
                self.nearest(place, |traits| traits.country).or_else(|| self.home_country())?
            }
            Sort::Person => self.nearest(place, |traits| traits.kind == EntityKind::Person)?,
            Sort::Words(words) => self.by_words(words, place)?,
            Sort::It => self.subject_before(place)?,
        };
        if confidence < LEAST {
            return None;
        }
        self.note(entity, anaphor.span, place);
        Some(Mention { span: anaphor.span, entity, binding: Binding::Bound, confidence })
    }

    /// The fitting entity of the nearest sentence that has one: this one up to here, else the one before, and so on.
    fn nearest(&mut self, place: Place, fits: impl Fn(&Traits) -> bool) -> Option<(EntityId, f32)> {
        let mut best: Option<Recent> = None;
        let mut rivals = false;
        for recent in self.recent.clone().iter().rev() {
            if best.is_some_and(|best| best.sentence != recent.sentence) {
                break;
            }
            if !fits(self.traits(recent.entity)) {
                continue;
            }
            match best {
                None => best = Some(*recent),
                Some(other) if other.entity != recent.entity => {
                    rivals = true;
                    // In a sentence that is over, the subject is spoken of next; within one, what was named last.
                    if recent.subject && recent.sentence != place.number {
                        best = Some(*recent);
                    }
                }
                Some(_) => {}
            }
        }
        let best = best?;
        let distance = place.number - best.sentence;
        let mut confidence = match distance {
            0 | 1 => 0.9,
            2 => 0.7,
            _ => 0.6,
        };
        if rivals {
            confidence *= if best.subject { 0.7 } else { 0.5 };
        }
        if best.block != place.block {
            confidence *= 0.7;
        }
        Some((best.entity, confidence))
    }

    /// "our country" with no country near: the one that the text has named at least three times as often as any other.
    fn home_country(&mut self) -> Option<(EntityId, f32)> {
        let (mut home, mut most, mut next) = (None, 0, 0);
        for (entity, times) in self.seen.clone() {
            if !self.traits(entity).country {
                continue;
            }
            if times > most {
                (home, next, most) = (Some(entity), most, times);
            } else {
                next = next.max(times);
            }
        }
        home.filter(|_| most >= next * 3).map(|home| (home, 0.6))
    }

    /// The entity last named whose name holds these words; less sure where the text has named several such.
    fn by_words(&mut self, words: Span, place: Place) -> Option<(EntityId, f32)> {
        let wanted = searched(words.of(self.page.prose));
        let capitalised = words.of(self.page.prose).starts_with(char::is_uppercase);
        let near = self.nearest(place, |traits| traits.words.contains(&wanted));
        if !capitalised || near.is_some_and(|(_, confidence)| confidence >= 0.8) {
            return near;
        }
        // A capital shows that one thing is meant, named anywhere before.
        let fitting = self.named_before(&wanted);
        match fitting.as_slice() {
            [] => self.defined(words, place),
            [only] => Some((*only, 0.8)),
            _ => near,
        }
    }

    /// The entities named so far whose name holds the words `wanted`.
    fn named_before(&mut self, wanted: &str) -> Vec<EntityId> {
        let last = wanted.trim_end().rsplit(' ').next().unwrap_or("");
        let bearers = self.bearers.get(last).map_or(&[][..], Vec::as_slice).to_vec();
        bearers.into_iter().filter(|entity| self.traits(*entity).words.contains(wanted)).collect()
    }

    /// "the Fund", where the text has said which fund it so calls.
    fn defined(&self, words: Span, place: Place) -> Option<(EntityId, f32)> {
        let form = words.of(self.page.prose);
        let mut before = self.page.definitions.iter().filter(|one| one.short.end <= place.sentence.end);
        let definition = before.rfind(|one| one.short.of(self.page.prose) == form)?;
        Some((self.lexicon.defined(self.page.prose, definition)?, 0.9))
    }

    /// What the sentence before was about, for "It" at the start of this one.
    fn subject_before(&mut self, place: Place) -> Option<(EntityId, f32)> {
        let expletive = is_expletive(place.sentence.of(self.page.prose));
        let before = |recent: &&Recent| {
            recent.sentence + 1 == place.number && recent.block == place.block && recent.subject
        };
        let subject = *self.recent.iter().find(before)?;
        let person = self.traits(subject.entity).kind == EntityKind::Person;
        if expletive || person { None } else { Some((subject.entity, 0.6)) }
    }

    fn traits(&mut self, entity: EntityId) -> &Traits {
        let lexicon = self.lexicon;
        self.traits.entry(entity).or_insert_with(|| lexicon.get(entity).map_or_else(Traits::none, Traits::of))
    }
}

#[derive(Clone, Copy, Debug)]
struct Place {
    number: u32,
    block: u32,
    sentence: Span,
}

impl Traits {
    fn of(entity: &Entity) -> Traits {
        let longs = || {
            std::iter::once(&entity.canonical)
                .chain(&entity.aliases)
                .filter(|form| !entity.short_forms.contains(form))
        };
        let country = entity.kind == EntityKind::Place && longs().any(|form| is_country(form));
        let government = ["Government", "Ministry", "Parliament", "Presidential"]
            .iter()
            .any(|head| entity.canonical.starts_with(head));
        let mut words = String::new();
        for form in longs() {
            words.push_str(&searched(form));
        }
        Traits { kind: entity.kind, country, government, words }
    }

    fn none() -> Traits {
        Traits { kind: EntityKind::Unknown, country: false, government: false, words: String::new() }
    }
}

/// " high commissioner ": words in a standard spelling with a space on both sides of each.
fn searched(words: &str) -> String {
    let folded = fold(words).text;
    let mut out = String::from(" ");
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
        out.push_str(&standard_spelling(word));
        out.push(' ');
    }
    out
}

/// "It is important that", "It was agreed to", "It should be noted": the word stands for nothing.
fn is_expletive(sentence: &str) -> bool {
    let head: Vec<&str> = sentence.split_whitespace().skip(1).take(8).collect();
    let verb = head.first().copied().unwrap_or("");
    let auxiliary = matches!(
        verb,
        "is" | "was"
            | "will"
            | "would"
            | "should"
            | "must"
            | "can"
            | "could"
            | "may"
            | "might"
            | "seems"
            | "appears"
            | "remains"
            | "follows"
            | "takes"
            | "took"
            | "has"
            | "became"
            | "becomes"
    );
    auxiliary
        && head.iter().any(|word| {
            matches!(
                *word,
                "that"
                    | "to"
                    | "whether"
                    | "how"
                    | "when"
                    | "clear"
                    | "noted"
                    | "said"
                    | "important"
                    | "necessary"
                    | "possible"
                    | "likely"
            )
        })
}
