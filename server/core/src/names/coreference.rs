//! Binds "the organisation", "the Federation", "this programme", "our country" and "it" to the entity last spoken of.
//! It must not know how names are found: it is given the named mentions.
//!
//! The sentence before counts most, and in it what stands first, its subject; a block is left only from its end into the
//! start of the next. Where two things fit equally well the confidence falls, and below [`LEAST`] nothing is bound.

use rustc_hash::FxHashMap;

use crate::names::anaphor::{Anaphor, Plural, Sort};
use crate::names::country::is_country;
use crate::names::equivalence::standard_spelling;
use crate::names::mention::Page;
use crate::names::{Binding, Entity, EntityId, EntityKind, Lexicon, Mention, company, kind, title};
use crate::text::{Span, fold};

/// Least confidence of a bound mention.
const LEAST: f32 = 0.4;
/// How many sentences back a noun phrase reaches within its block.
const REACH: u32 = 3;
/// How many mentions back a noun phrase reaches at most, so that one endless sentence costs no more than many.
const MOST: usize = 32;
/// So many entities with one word in their names that it tells none of them.
const MANY: usize = 16;

/// `named` (in order, without overlap) with those of the `anaphors` (in order, in sentences) among them that can be bound.
/// Linear in the number of both.
pub(super) fn bind(
    page: Page<'_>,
    lexicon: &Lexicon,
    named: Vec<Mention>,
    anaphors: &[Anaphor],
) -> Vec<Mention> {
    let mut binder = Binder {
        page,
        lexicon,
        recent: Vec::new(),
        traits: FxHashMap::default(),
        countries: Vec::new(),
        companies: Vec::new(),
        stated: stated(page, lexicon),
        bearers: FxHashMap::default(),
    };
    let mut out = Vec::with_capacity(named.len() + named.len() / 4);
    let mut rest = named.into_iter().peekable();
    let mut waiting = anaphors.iter().copied().peekable();
    for (number, (sentence, block)) in (0..).zip(page.sentences) {
        while let Some(outside) = rest.next_if(|mention| mention.span.start < sentence.start) {
            out.push(outside);
        }
        binder.forget(number, *block);
        let place = Place { number, block: *block, sentence: *sentence };
        while let Some(mention) = rest.next_if(|mention| mention.span.start < sentence.end) {
            while let Some(anaphor) = waiting.next_if(|anaphor| anaphor.span.start < mention.span.start) {
                out.extend(binder.resolve(anaphor, place));
            }
            binder.note(mention.entity, mention.span, place);
            out.push(mention);
        }
        while let Some(anaphor) = waiting.next_if(|anaphor| anaphor.span.start < sentence.end) {
            out.extend(binder.resolve(anaphor, place));
        }
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
#[derive(Clone, Debug, Default)]
struct Traits {
    kind: EntityKind,
    country: bool,
    government: bool,
    company: bool,
    /// Words of its long forms in a standard spelling, with a space around each.
    words: String,
}

struct Binder<'t> {
    page: Page<'t>,
    lexicon: &'t Lexicon,
    /// In order; kept as far back as an anaphor reaches.
    recent: Vec<Recent>,
    /// Of every entity named so far.
    traits: FxHashMap<EntityId, Traits>,
    /// Countries named so far, with the number of times.
    countries: Vec<(EntityId, u32)>,
    /// The first two companies named so far.
    companies: Vec<EntityId>,
    /// Short forms that the text defines, with the ends of the definitions in order.
    stated: FxHashMap<&'t str, Vec<(u32, EntityId)>>,
    /// The entities named so far by the words of their long forms, at most [`MANY`] a word.
    bearers: FxHashMap<String, Vec<EntityId>>,
}

impl Binder<'_> {
    /// Drops what no anaphor of this sentence reaches.
    fn forget(&mut self, number: u32, block: u32) {
        self.recent.retain(|recent| {
            recent.sentence + REACH >= number && (recent.block == block || recent.sentence + 1 == number)
        });
    }

    fn note(&mut self, entity: EntityId, span: Span, place: Place) {
        let before = Span { start: place.sentence.start, end: span.start }.of(self.page.prose).trim();
        let subject = before.is_empty() || before.eq_ignore_ascii_case("the");
        self.recent.push(Recent { entity, sentence: place.number, block: place.block, subject });
        let known = self.traits.get(&entity).map(|traits| traits.country);
        let country = known.unwrap_or_else(|| {
            let traits = self.lexicon.get(entity).map(Traits::of).unwrap_or_default();
            self.add_bearer(entity, &traits.words);
            let country = traits.country;
            if traits.company && self.companies.len() < 2 {
                self.companies.push(entity);
            }
            self.traits.insert(entity, traits);
            country
        });
        if country {
            match self.countries.iter_mut().find(|(known, _)| *known == entity) {
                Some((_, times)) => *times += 1,
                None => self.countries.push((entity, 1)),
            }
        }
    }

    /// Files an entity under the words of its names, so that "the High Commissioner" finds it.
    fn add_bearer(&mut self, entity: EntityId, words: &str) {
        for word in words.split(' ').filter(|word| word.len() > 2) {
            let bearers = self.bearers.entry(word.to_owned()).or_default();
            // Among so many, the word says nothing.
            if bearers.len() < MANY && bearers.last() != Some(&entity) {
                bearers.push(entity);
            }
        }
    }

    /// What a phrase refers to; a phrase about two things gives one mention on its first words and one on its noun.
    fn resolve(&mut self, anaphor: Anaphor, place: Place) -> Vec<Mention> {
        let Sort::Two(plural, noun) = anaphor.sort else {
            return self.resolve_one(anaphor, place).into_iter().collect();
        };
        let Some((two, confidence)) = self.last_two(plural, place) else { return Vec::new() };
        let before = Span { start: anaphor.span.start, end: noun.start };
        let words = before.of(self.page.prose).trim_end().len();
        let spans = [Span { start: before.start, end: before.start + words as u32 }, noun];
        let bound = two.into_iter().zip(spans);
        bound
            .map(|(entity, span)| {
                self.note(entity, span, place);
                Mention { span, entity, binding: Binding::Bound, confidence }
            })
            .collect()
    }

    /// The only two things of a kind that the nearest sentence with any has named.
    fn last_two(&self, plural: Plural, place: Place) -> Option<([EntityId; 2], f32)> {
        let fits = |recent: &&Recent| {
            self.traits.get(&recent.entity).is_some_and(|traits| match plural {
                Plural::Kind(kind) => traits.kind == kind && !traits.government,
                Plural::Countries => traits.country,
                Plural::Cities => traits.is_city(),
            })
        };
        let mut fitting = self.recent.iter().rev().take(MOST).filter(fits);
        let last = fitting.next()?;
        let mut others = fitting.take_while(|recent| recent.sentence == last.sentence);
        let other = others.by_ref().find(|recent| recent.entity != last.entity)?;
        let third = others.any(|recent| recent.entity != last.entity && recent.entity != other.entity);
        let near = place.number - last.sentence <= 1 && last.block == place.block;
        (!third && near).then_some(([other.entity, last.entity], 0.6))
    }

    fn resolve_one(&mut self, anaphor: Anaphor, place: Place) -> Option<Mention> {
        let (entity, confidence) = match anaphor.sort {
            Sort::Two(..) => return None,
            Sort::City => self.nearest(place, Traits::is_city)?,
            Sort::Company => self.nearest(place, |traits| traits.company).or_else(|| self.only_company())?,
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
    fn nearest(&self, place: Place, fits: impl Fn(&Traits) -> bool) -> Option<(EntityId, f32)> {
        let mut best: Option<Recent> = None;
        let mut rivals = false;
        for recent in self.recent.iter().rev().take(MOST) {
            if best.is_some_and(|best| best.sentence != recent.sentence) {
                break;
            }
            if !self.traits.get(&recent.entity).is_some_and(&fits) {
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

    /// "the company" with none near: the only one that the text has named.
    fn only_company(&self) -> Option<(EntityId, f32)> {
        match self.companies.as_slice() {
            [only] => Some((*only, 0.6)),
            _ => None,
        }
    }

    /// "our country" with no country near: the one that the text has named at least three times as often as any other.
    fn home_country(&self) -> Option<(EntityId, f32)> {
        let (home, most) =
            self.countries.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let rival = self.countries.iter().any(|(entity, times)| *entity != home && times * 3 > most);
        if rival { None } else { Some((home, 0.6)) }
    }

    /// The entity last named whose name holds these words; less sure where the text has named several such.
    fn by_words(&self, words: Span, place: Place) -> Option<(EntityId, f32)> {
        let capitalised = words.of(self.page.prose).starts_with(char::is_uppercase);
        if let Some(defined) = self.defined(words).filter(|_| capitalised) {
            return Some((defined, 0.9));
        }
        let wanted = searched(words.of(self.page.prose));
        // "the High Commissioner": of two that the text has named, neither.
        let office = capitalised && words.of(self.page.prose).rsplit(' ').next().is_some_and(title::is_title);
        if office && self.named_before(&wanted).len() > 1 {
            return None;
        }
        let near = self.nearest(place, |traits| traits.words.contains(&wanted));
        if !capitalised || near.is_some_and(|(_, confidence)| confidence >= 0.8) {
            return near;
        }
        // A capital shows that one thing is meant, named anywhere before.
        let fitting = self.named_before(&wanted);
        match fitting.as_slice() {
            [only] => Some((*only, 0.8)),
            _ => near,
        }
    }

    /// The entities named so far whose name holds the words `wanted`.
    fn named_before(&self, wanted: &str) -> Vec<EntityId> {
        let last = wanted.trim_end().rsplit(' ').next().unwrap_or("");
        let holds =
            |entity: &EntityId| self.traits.get(entity).is_some_and(|traits| traits.words.contains(wanted));
        self.bearers.get(last).into_iter().flatten().copied().filter(holds).collect()
    }

    /// "the Fund", where the text has said before which fund it so calls.
    fn defined(&self, words: Span) -> Option<EntityId> {
        let stated = self.stated.get(words.of(self.page.prose))?;
        let before = stated.partition_point(|(end, _)| *end <= words.start);
        stated.get(before.checked_sub(1)?).map(|(_, entity)| *entity)
    }

    /// What the sentence before was about, for "It" at the start of this one.
    fn subject_before(&self, place: Place) -> Option<(EntityId, f32)> {
        let expletive = is_expletive(place.sentence.of(self.page.prose));
        let before = |recent: &&Recent| {
            recent.sentence + 1 == place.number && recent.block == place.block && recent.subject
        };
        let subject = *self.recent.iter().find(before)?;
        let person = self.traits.get(&subject.entity)?.kind == EntityKind::Person;
        if expletive || person { None } else { Some((subject.entity, 0.6)) }
    }
}

fn stated<'t>(page: Page<'t>, lexicon: &Lexicon) -> FxHashMap<&'t str, Vec<(u32, EntityId)>> {
    let mut stated: FxHashMap<&str, Vec<(u32, EntityId)>> = FxHashMap::default();
    for one in page.definitions {
        let form = one.short.of(page.prose);
        // Acronyms are found by name.
        if form.chars().any(char::is_lowercase)
            && let Some(entity) = lexicon.defined(page.prose, one)
        {
            stated.entry(form).or_default().push((one.short.end.max(one.long.end), entity));
        }
    }
    stated
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
        let company = company::may_be_company(entity.kind, &entity.canonical);
        Traits { kind: entity.kind, country, government, company, words }
    }

    /// A place that is no country and whose name does not say that it is a lake, a region or the like.
    fn is_city(&self) -> bool {
        let last = self.words.trim_end().rsplit(' ').next().unwrap_or("");
        let named_city = matches!(last, "city" | "town");
        self.kind == EntityKind::Place && !self.country && (named_city || kind::of_head(last).is_none())
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
