//! When two capitalised words name two different things of one type: no forms of one name, no place within the other.
//! It must not know how well their surroundings fit.

use super::pair::{Pair, SAME_THING};
use crate::text::is_lower_calendar_word;
use crate::views::{Key, SentenceView, Token};
use crate::words::{self, Containment};

/// Whether the source speaks of somebody or something by a pronoun, who may be the one that the claim names; "it" stands for the subject.
pub(super) fn is_pronoun_there(pair: &Pair<'_>, at: usize, token: &Token) -> bool {
    let pronoun =
        |token: &Token| matches!(&*token.lower, "he" | "she" | "his" | "her" | "him" | "they" | "their");
    if name_type(token) != NameType::Place && pair.sentence.tokens.iter().any(pronoun) {
        return true;
    }
    let opens = pair.claim.content.first().is_some_and(|first| pair.claim.name_around(at).0 <= *first);
    opens && pair.document.looks_back(pair.number)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameType {
    Calendar,
    Place,
    /// A word of the dictionary: never taken for a name.
    Common,
    Acronym,
    Other,
}

pub(super) fn name_type(token: &Token) -> NameType {
    if is_lower_calendar_word(&token.lower) {
        return NameType::Calendar;
    }
    match token.word {
        Some(id) if words::is_place(id) => NameType::Place,
        Some(_) if token.is_common() => NameType::Common,
        _ if token.acronym => NameType::Acronym,
        _ => NameType::Other,
    }
}

/// A thing rather than a doing or a quality, as the dictionary has it.
pub(super) fn is_noun(token: &Token) -> bool {
    token.word.and_then(words::part_of_speech) == Some(b'n')
}

/// "Estonian society": the name of a place or a people right before the noun that it describes.
pub(super) fn is_adjective(view: &SentenceView, at: usize) -> bool {
    let place = view.token(at).is_some_and(|token| name_type(token) == NameType::Place);
    let noun = |token: &Token| {
        !token.capital && !token.sign && !token.stop && token.value.is_none() && is_noun(token)
    };
    place && view.token(at + 1).is_some_and(noun)
}

/// The preposition that a name stands behind, an article between them or not.
pub(super) fn preposition(view: &SentenceView, at: usize) -> Option<&str> {
    let first = view.name_around(at).0;
    let word = |back: usize| {
        first.checked_sub(back).and_then(|near| view.token(near)).map_or("", |token| &*token.lower)
    };
    let near = if word(1) == "the" { word(2) } else { word(1) };
    matches!(
        near,
        "in" | "at"
            | "from"
            | "by"
            | "to"
            | "of"
            | "with"
            | "for"
            | "on"
            | "against"
            | "near"
            | "between"
            | "under"
            | "into"
            | "as"
    )
    .then_some(near)
}

/// "De Marcus" and "DeMarcus", "Covid-19" beside "Riga": written apart or not, and numbered names beside plain ones.
fn are_forms(token: &Token, at: usize, other: &Token, source: usize, pair: &Pair<'_>) -> bool {
    let digits = |token: &Token| token.lower.bytes().any(|byte| byte.is_ascii_digit());
    let joined = |view: &SentenceView, at: usize, whole: &str| {
        let part = |at: usize| view.token(at).map_or("", |token| &*token.lower);
        let is = |first: usize| {
            whole.strip_prefix(part(first)).is_some_and(|rest| !rest.is_empty() && rest == part(first + 1))
        };
        is(at) || at.checked_sub(1).is_some_and(is)
    };
    digits(token) != digits(other)
        || is_begun_by(token, other)
        || is_begun_by(other, token)
        || joined(pair.claim, at, &other.lower)
        || joined(pair.sentence, source, &token.lower)
}

/// "Lith" of "LithParty", "QRX" of "QRXR": a name of no place that another begins with.
fn is_begun_by(short: &Token, long: &Token) -> bool {
    let place = |token: &Token| name_type(token) == NameType::Place;
    short.lower.len() >= 3 && long.lower.starts_with(&*short.lower) && !place(short) && !place(long)
}

/// "Mr" is no name, and "Anna Berzina (née Holland)" tells a name of hers, no place.
fn names_nothing(view: &SentenceView, at: usize) -> bool {
    let word = |at: usize| view.token(at).map_or("", |token| &*token.lower);
    matches!(word(at), "mr" | "mrs" | "ms" | "dr" | "sir")
        || at.checked_sub(1).is_some_and(|before| word(before) == "nee")
}

/// "in Klaipeda", "at the Harbour".
fn is_located(view: &SentenceView, at: usize) -> bool {
    let before = view.name_around(at).0.checked_sub(1).and_then(|before| view.token(before));
    before.is_some_and(|token| matches!(&*token.lower, "in" | "at"))
}

/// What is there or happens there: "headquarters" of "with headquarters in Riga", "held" of "was held in May 2020 in Riga".
fn what_is_there(view: &SentenceView, at: usize) -> Option<usize> {
    let preposition = view.name_around(at).0.checked_sub(1).filter(|_| is_located(view, at))?;
    let skipped = |near: &usize| {
        view.token(*near).is_some_and(|token| {
            token.value.is_some() || matches!(&*token.lower, "in" | "on" | "at" | "of" | "the")
        })
    };
    let host = (0..preposition).rev().find(|near| !skipped(near))?;
    let plain = view.token(host).is_some_and(|token| !token.capital && !token.stop && !token.sign);
    plain.then_some(host)
}

/// Where a claim puts something in a place that the sentence names too, but for something else: the token of the place where the
/// sentence has it. "The league has its headquarters in Riga" beside "met in Riga and has its headquarters in Vilnius".
pub(super) fn placed_otherwise(pair: &Pair<'_>, at: usize) -> Option<usize> {
    let host = what_is_there(pair.claim, at)?;
    let is_there = |source: usize| {
        let theirs = what_is_there(pair.sentence, source);
        theirs.is_some_and(|theirs| {
            pair.hits(host).iter().any(|(hit, score)| *hit == theirs && *score >= SAME_THING)
        })
    };
    let own = pair.hits(at);
    let stray = |hit: &usize| !is_located(pair.sentence, *hit) || is_there(*hit);
    if own.is_empty() || own.iter().map(|(hit, _)| hit).any(stray) {
        return None;
    }
    let token = pair.claim.token(at)?;
    let mut places = pair.sentence.content_tokens().filter(|(source, other)| {
        let contained = token.word.zip(other.word).is_some_and(|(a, b)| {
            words::is_place(a) && words::is_place(b) && words::containment(a, b) == Containment::Compatible
        });
        other.capital && !pair.is_used(*source) && !contained && is_located(pair.sentence, *source)
    });
    places.find(|(source, _)| is_there(*source)).map(|(source, _)| source)
}

/// Whether two capitalised words name two different things of one type, each standing alone in its text.
pub(super) fn is_other_name(token: &Token, at: usize, other: &Token, source: usize, pair: &Pair<'_>) -> bool {
    let used = pair.is_used(source) && !(pair.is_unsaid(source) && pair.is_in_place_of(at, source));
    if !pair.hits(at).is_empty() || used || token.lower.len() < 2 || other.lower.len() < 2 {
        return false;
    }
    if names_nothing(pair.claim, at) || names_nothing(pair.sentence, source) {
        return false;
    }
    // "in Klaipeda" names a place, "Latvian sources" none.
    let located = (is_located(pair.claim, at), is_located(pair.sentence, source));
    if pair.doubts.is_some() && located.0 && !located.1 {
        return false;
    }
    let (ours, theirs) = (name_type(token), name_type(other));
    let loose = [NameType::Acronym, NameType::Other];
    let same_type = ours == theirs || (loose.contains(&ours) && loose.contains(&theirs));
    // Where the claim repeats the sentence, its place tells that a word is a name: "Ganja" is a town there.
    let replaced = pair.is_in_place_of(at, source);
    if [ours, theirs].contains(&NameType::Calendar) || !replaced && (!same_type || ours == NameType::Common) {
        return false;
    }
    if words::relate(token.as_pair(), other.as_pair()).score > 0.0
        || are_forms(token, at, other, source, pair)
    {
        return false;
    }
    if let (NameType::Place, Some(a), Some(b)) = (ours, token.word, other.word)
        && words::containment(a, b) == Containment::Compatible
    {
        return false;
    }
    (replaced || !names_share(at, source, pair)) && !spells_initials(token, pair.sentence)
}

/// Whether any other word of the two names is known to the other text: then they may be one name.
fn names_share(at: usize, source: usize, pair: &Pair<'_>) -> bool {
    let (first, end) = pair.claim.name_around(at);
    let is_title = |lower: &str| pair.doubts.is_some() && is_title(lower);
    let known = |near: usize| {
        let token = pair.claim.token(near);
        token.is_some_and(|token| {
            (near != at && token.capital && !is_title(&token.lower) && !pair.hits(near).is_empty())
                || pair.document.in_title(token.lemma_key, Key::lemma(&token.lower))
        })
    };
    let (source_first, source_end) = pair.sentence.name_around(source);
    let used = |near: usize| {
        let named = |token: &Token| token.capital && !is_title(&token.lower);
        near != source && pair.is_used(near) && pair.sentence.token(near).is_some_and(named)
    };
    (first..end).any(known) || (source_first..source_end).any(used)
}

/// A title makes no name: "President Rauf Hasanov" is another than "President Ilham Aliyev".
fn is_title(lower: &str) -> bool {
    matches!(
        lower,
        "president"
            | "minister"
            | "prime"
            | "director"
            | "secretary"
            | "general"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "chancellor"
            | "chairman"
            | "chairwoman"
            | "governor"
            | "mayor"
            | "senator"
            | "judge"
            | "bishop"
            | "professor"
            | "captain"
            | "colonel"
            | "doctor"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "sir"
            | "lord"
            | "lady"
    )
}

fn spells_initials(token: &Token, sentence: &SentenceView) -> bool {
    if !token.acronym {
        return false;
    }
    let initials: String = sentence
        .tokens
        .iter()
        .filter(|token| token.capital)
        .filter_map(|token| token.lower.chars().next())
        .collect();
    let letters: String = token.lower.chars().filter(|c| *c != '.').collect();
    initials.contains(&letters)
}
