//! Whether a source sentence speaks of whom the claim speaks of: its subject, what belongs to that subject, whose things are counted.
//! It must not know what is said of the subject, nor when.

use super::{
    BOUND_NAME, FOUND, HALF_FOUND, Known, Named, OPENING, OTHER_SUBJECT, OWNER_REACH, UNKNOWN_SUBJECT,
    best_of, is_article,
};
use crate::check::contest::pair::Pair;
use crate::claims::Subject;
use crate::names::{Binding, EntityId, EntityKind};
use crate::values::Kind;
use crate::views::{Place, SentenceView, SlotValue};
use crate::words;

/// How far behind a name the verb may stand that shows the nouns between to be the name's ("the Fund meeting in Riga was").
const VERB_REACH: usize = 6;
/// How far from a name another word for its part may stand.
const PART_REACH: usize = 4;
/// What is left of a slot in a sentence without a name whose text speaks of the subject, and how well the text must speak of it.
const INHERITED: f32 = 0.95;
const STANDS_IN: f32 = 0.6;
/// From this score on, one word is another for the same.
const SYNONYM: f32 = 0.75;
/// From this score on, a word is the same but for its form.
const SAME_WORD: f32 = 0.9;

impl Known<'_> {
    /// The sentence must speak of the claim's subject, named or bound.
    pub(super) fn same_subject(&self, pair: &Pair<'_>, theirs: &[Named], place: Place) -> f32 {
        match self.claim.subject {
            Subject::Entity(entity, _) if best_of(theirs, entity).is_some() => 1.0,
            Subject::Entity(entity, _) if self.is_meant(entity, pair.sentence, place) => BOUND_NAME,
            Subject::Entity(entity, _) if self.names_by_words(entity, pair) => 1.0,
            Subject::Entity(entity, Binding::Bound) if self.is_called_alike(entity, pair, theirs) => {
                BOUND_NAME
            }
            Subject::Entity(entity, _) if self.is_of_the_whole_text(entity, pair, theirs) => INHERITED,
            Subject::Entity(..) => OTHER_SUBJECT,
            Subject::UnknownName(name) => {
                let mut words = self.view.content_tokens().filter(|(_, token)| name.contains(token.span));
                if words.all(|(at, _)| !pair.hits(at).is_empty()) { 1.0 } else { UNKNOWN_SUBJECT }
            }
            Subject::Phrase(_) | Subject::None => 1.0,
        }
    }

    /// Less than 1 where not the named body is the claim's subject but something of it that the sentence lacks: "a delegation of the
    /// Fund" beside what the Fund did.
    pub(super) fn same_part(&self, pair: &Pair<'_>, theirs: &[Named]) -> f32 {
        let places =
            || theirs.iter().filter(|name| self.subject_name().is_some_and(|own| own.entity == name.entity));
        // Another word for it counts only where it stands beside the name: "part" is at times an office.
        let beside = |hit: usize| {
            places().next().is_none()
                || places().any(|name| hit + PART_REACH >= name.first && hit <= name.end + PART_REACH)
        };
        let meets = |&(hit, score): &(usize, f32)| score >= SAME_WORD || score >= SYNONYM && beside(hit);
        let lacks = |head: usize| !pair.hits(head).iter().any(meets);
        let missing = self.subject_head().is_some_and(lacks);
        if missing { OTHER_SUBJECT } else { 1.0 }
    }

    /// The first name of the claim's subject.
    fn subject_name(&self) -> Option<&Named> {
        let Subject::Entity(entity, _) = self.claim.subject else { return None };
        self.names.iter().find(|name| name.entity == entity)
    }

    /// The noun that the subject's name only describes: "meeting" of "the Fund meeting", "envoy" of "an envoy of the Fund".
    fn subject_head(&self) -> Option<usize> {
        head_of(self.view, self.subject_name()?)
    }

    /// Where the name only describes the subject ("the Fund meeting"), its words are enough: "the Fund Bureau's meeting".
    fn names_by_words(&self, entity: EntityId, pair: &Pair<'_>) -> bool {
        let Some(name) = self.subject_name().filter(|name| name.entity == entity) else { return false };
        let same = |at: usize| pair.hits(at).first().is_some_and(|(_, score)| *score >= SAME_WORD);
        let mut words = self.view.content.iter().filter(|at| (name.first..name.end).contains(*at)).peekable();
        self.subject_head().is_some_and(|head| pair.found(head) >= FOUND)
            && words.peek().is_some()
            && words.all(|at| same(*at))
    }

    /// Whether the sentence speaks of nobody by name, in a text whose title or last sentences speak of the entity: "Revenue rose" in a
    /// report of one company.
    pub(super) fn is_of_the_whole_text(&self, entity: EntityId, pair: &Pair<'_>, theirs: &[Named]) -> bool {
        let lexicon = self.corpus.lexicon();
        let place = |name: &Named| lexicon.get(name.entity).is_some_and(|it| it.kind == EntityKind::Place);
        let Some(own) = self.names.iter().find(|name| name.entity == entity) else { return false };
        let mut words =
            self.view.content.iter().copied().filter(|at| (own.first..own.end).contains(at)).peekable();
        self.is_of_sources()
            && !place(own)
            && theirs.iter().all(place)
            && words.peek().is_some()
            && words.all(|at| pair.hits(at).is_empty() && pair.found(at) >= STANDS_IN)
    }

    /// Whether both sides say "the company", and the source does not mean another one by it.
    fn is_called_alike(&self, entity: EntityId, pair: &Pair<'_>, theirs: &[Named]) -> bool {
        let bound = |name: &&Named| name.entity == entity && name.binding == Binding::Bound;
        let Some(name) = self.names.iter().find(bound) else { return false };
        let own = |at: usize| {
            let place = pair.hits(at).first().filter(|(_, score)| *score >= SAME_WORD);
            place.is_some_and(|(hit, _)| !theirs.iter().any(|name| (name.first..name.end).contains(hit)))
        };
        let mut words =
            self.view.content.iter().copied().filter(|at| (name.first..name.end).contains(at)).peekable();
        words.peek().is_some() && words.all(own)
    }

    /// Whether "it" in the opening of a sentence may stand for the subject of the sentence before.
    pub(super) fn is_meant(&self, entity: EntityId, sentence: &SentenceView, place: Place) -> bool {
        let mut opening = sentence.tokens.iter().filter(|token| !token.sign).take(OPENING);
        let pronoun = opening.any(|token| matches!(&*token.lower, "it" | "they"));
        let before = place.sentence.checked_sub(1).map(|sentence| Place { sentence, ..place });
        let before = before.filter(|_| pronoun && self.is_of_sources());
        let subject = before.and_then(|before| self.other(before)).map(|(claim, _)| claim.subject);
        matches!(subject, Some(Subject::Entity(named, _)) if named == entity)
    }

    /// Less than 1 where what is counted is another's: "citizens of Norland" beside "citizens of Sudland".
    pub(super) fn same_owner(&self, value: usize, pair: &Pair<'_>) -> f32 {
        let Some(own) = self.view.values.get(value).filter(|own| own.value.kind == Kind::Number) else {
            return 1.0;
        };
        let Some(ours) = owner(self.view, own) else { return 1.0 };
        let others = pair.values.iter().filter(|(at, ..)| *at == value);
        let mut owners =
            others.filter_map(|(_, theirs, _)| owner(pair.sentence, pair.sentence.values.get(*theirs)?));
        let meets = |theirs: usize| {
            let name = pair.sentence.name_around(theirs);
            pair.hits(ours).iter().any(|(at, _)| (name.0..name.1).contains(at))
        };
        if owners.any(|theirs| !meets(theirs)) { OTHER_SUBJECT } else { 1.0 }
    }

    /// Less than 1 where the claim says of its subject alone what the sentence says of something done with, by or for it ("UNDP was
    /// founded in 1965" beside "jointly with the UNDP, the initiative was launched in 2018"), or of an event of it that the claim
    /// does not speak of ("the opening ceremony of the Fund").
    pub(super) fn same_thing(&self, pair: &Pair<'_>, theirs: &[Named]) -> f32 {
        let Subject::Entity(entity, Binding::Named) = self.claim.subject else { return 1.0 };
        if pair.echo.is_some() {
            return 1.0;
        }
        let bracketed = |name: &&Named| word_before(pair.sentence, name.first) == "(";
        let named = || {
            let same = theirs.iter().filter(|name| name.entity == entity && name.binding == Binding::Named);
            same.filter(move |name| !bracketed(name))
        };
        let of_event = |name: &Named| {
            let event = head_of(pair.sentence, name).filter(|head| is_event(pair.sentence, *head));
            event.is_some_and(|head| {
                let described = head.checked_sub(1).map_or(0.0, |before| pair.claimed(before));
                pair.claimed(head).max(described) < HALF_FOUND
            })
        };
        if named().next().is_some() && named().all(of_event) && self.subject_head().is_none() {
            return OTHER_SUBJECT;
        }
        let doing =
            || self.view.content_tokens().filter(|(_, token)| !token.capital && token.value.is_none());
        let mutual = doing().any(|(_, token)| is_mutual(token.lemma()));
        let Some(named) = best_of(theirs, entity).filter(|_| doing().count() <= 1 && !mutual) else {
            return 1.0;
        };
        let before = word_before(pair.sentence, named.first);
        let beside =
            matches!(before, "with" | "by" | "for" | "to" | "at" | "from" | "under" | "through" | "within");
        if beside && named.binding == Binding::Named { OTHER_SUBJECT } else { 1.0 }
    }
}

/// What two do with each other: "A has been cooperating with B", "B has been cooperating with A".
fn is_mutual(lemma: &str) -> bool {
    matches!(
        lemma,
        "cooperate"
            | "cooperation"
            | "collaborate"
            | "collaboration"
            | "partner"
            | "partnership"
            | "relation"
    )
}

fn is_event(view: &SentenceView, at: usize) -> bool {
    view.token(at).is_some_and(|token| {
        matches!(
            token.lemma(),
            "ceremony"
                | "meeting"
                | "session"
                | "conference"
                | "visit"
                | "opening"
                | "summit"
                | "forum"
                | "seminar"
                | "anniversary"
                | "congress"
                | "celebration"
        )
    })
}

/// The word before a place, an article skipped.
fn word_before(view: &SentenceView, at: usize) -> &str {
    let word = |at: usize| view.token(at).map_or("", |token| &*token.lower);
    let mut before = (1..=2).filter_map(|back| at.checked_sub(back)).map(word);
    before.find(|word| !is_article(word)).unwrap_or("")
}

/// The noun that a name describes: "envoy" of "an envoy of the Fund", "meeting" of "the Fund meeting was held".
fn head_of(view: &SentenceView, name: &Named) -> Option<usize> {
    let plain = |at: usize| {
        view.token(at).filter(|token| !token.capital && !token.sign && !token.stop && token.value.is_none())
    };
    if word_before(view, name.first) == "of" {
        let of = (1..=2).filter_map(|back| name.first.checked_sub(back));
        let of = of.into_iter().find(|at| view.token(*at).is_some_and(|token| &*token.lower == "of"))?;
        return of.checked_sub(1).filter(|at| plain(*at).is_some());
    }
    let is_verb = |at: usize| {
        view.token(at).is_some_and(|token| {
            matches!(
                &*token.lower,
                "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "can" | "may" | "must"
            ) || token.lower.ends_with("ed") && !token.capital
        })
    };
    let owned = view.token(name.end).is_some_and(|token| matches!(&*token.lower, "'s" | "’s" | "'" | "’"));
    let from = name.end + usize::from(owned);
    let nouns = (from..).take_while(|at| plain(*at).is_some() && !is_verb(*at)).count();
    let end = from + nouns;
    let last = end.checked_sub(1).filter(|_| nouns > 0)?;
    let noun = plain(last).is_some_and(|token| {
        token.word.and_then(words::part_of_speech) == Some(b'n') || token.lower.ends_with("ing")
    });
    let verb = is_verb(end) || is_preposition(view, end) && (end..end + VERB_REACH).any(is_verb);
    (noun && (owned || verb)).then_some(last)
}

fn is_preposition(view: &SentenceView, at: usize) -> bool {
    view.token(at).is_some_and(|token| matches!(&*token.lower, "in" | "on" | "at" | "of" | "for" | "with"))
}

/// Whose things a value counts: Norland of "40 citizens of Norland" and of "40 Norland citizens"; the opening name of a sentence that
/// says "its own" or "its".
fn owner(view: &SentenceView, value: &SlotValue) -> Option<usize> {
    let name = |at: usize| view.token(at).is_some_and(|token| token.capital && token.value.is_none());
    let own = (value.end..value.end + OWNER_REACH)
        .find(|at| view.token(*at).is_some_and(|token| &*token.lower == "its" || &*token.lower == "their"));
    if let Some(own) = own {
        let first = view.content.first().copied().filter(|first| *first < own);
        return first.filter(|first| name(*first));
    }
    let head = value.heads.iter().copied().filter(|head| *head < value.end + OWNER_REACH).max()?;
    let of = (value.end..=head + 1).find(|at| view.token(*at).is_some_and(|token| &*token.lower == "of"));
    let Some(of) = of else {
        let place = |at: &usize| view.token(*at).and_then(|token| token.word).is_some_and(words::is_place);
        return (value.end..head).find(place).filter(|at| name(*at));
    };
    let owner = (of + 1..of + OWNER_REACH).find(|at| view.token(*at).is_some_and(|token| !token.stop))?;
    name(owner).then_some(owner)
}
