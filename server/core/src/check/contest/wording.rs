//! The contests of words: a claim word that the source denies, replaces by its opposite, by a sibling, or by another name.
//! It must not know values; each contest weighs the best disagreeing place against the best place of the word itself.

use super::converse::converse;
use super::direction::{Met, directions};
use super::maybe::is_bound_turned_near;
use super::naming::{
    is_adjective, is_noun, is_other_name, is_pronoun_there, name_type, placed_otherwise, preposition,
};
use super::pair::{Fit, Pair, SAME_THING};
use crate::views::{SentenceView, Token};
use crate::words::{self, Tag};

/// Places of one claim word that are looked at in one sentence.
const MOST_PLACES: usize = 3;
/// A negation reaches a word surely from this strength on, and at all from the other.
const SURELY: f32 = 0.6;
pub(super) const BARELY: f32 = 0.35;

/// What is left of a denial where the other side denies something in the same clause too.
const BOTH_DENY: f32 = 0.35;
/// The same where the other side denies by a word's meaning only ("lack of"), or plainly but in another clause.
const ONE_IMPLIES: f32 = 0.6;
const ELSEWHERE: f32 = 0.8;
/// Words behind a cue that the other side must have too, and what is left of the denial where it has none.
const MOST_DENIED: usize = 6;
const LEAST_DENIED: f32 = 0.1;
/// From this score on, two words are forms of one word or true synonyms.
const SURELY_SAME: f32 = 0.9;
/// What is left of a denial of a word that the other side replaces by its opposite or its like.
const REPLACED: f32 = 0.4;
/// What is left of a denial of a doing that the other side has as a thing only.
const OTHER_PART: f32 = 0.8;
/// What is left of a denial of a name whose denied doing the other side does not have.
const OTHER_DOING: f32 = 0.4;
/// How fast the words behind a cue lose weight.
const FADES: f32 = 0.5;
/// The same where the source denies: a claim often says less than its source.
const LEAST_STATED: f32 = 0.4;

/// What is left of an opposition whose neighbours in the claim are not near it in the source.
const ARGUMENT: f32 = 0.5;
/// What is left of another name where a pronoun of the source may stand for the claim's.
const PRONOUN: f32 = 0.6;
/// What is left of another name where the claim adds to what is known.
const ADDED: f32 = 0.5;

/// Share of a claim that the sentence must have to tell where something is.
const PLACED: f32 = 0.75;

/// What is left of a place's people beside another place ("in Riga", "Estonian society").
const OTHER_USE: f32 = 0.6;
/// What another name gains behind the same preposition ("in Riga", "in Tallinn").
const SAME_PREPOSITION: f32 = 1.2;
/// Words from which on a sentence that is repeated but for a name is no chance likeness.
const LONG_ECHO: usize = 8;
/// The same where both give one day or month.
const SHORT_ECHO: usize = 4;

/// Which contest a disagreement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contest {
    Polarity,
    Antonym,
    Sibling,
    Name,
}

/// The best disagreeing place that one contest found for one claim word.
#[derive(Clone, Copy, Debug)]
pub struct WordContest {
    pub contest: Contest,
    /// Token of the claim, and pair and token of the source.
    pub claim: usize,
    pub pair: usize,
    pub source: usize,
    pub disagreeing: f32,
    pub agreeing: f32,
    pub score: f32,
    /// Polarity: a plain "not" decides, no cue by meaning. Names: the claim's name is nowhere in the source. Siblings: each says what
    /// something is.
    pub sure: bool,
    /// Polarity: the claim denies, the source does not. Names: the name opens the claim.
    pub turned: bool,
}

fn strength(fit: Fit) -> f32 {
    0.6 * fit.local + 0.4 * fit.wide
}

/// The best outcome of each contest for the whole claim; `turned` are those of values that went the other way.
pub fn word_contests(claim: &SentenceView, pairs: &[Pair<'_>], turned: Vec<WordContest>) -> Vec<WordContest> {
    let mut all = turned;
    for (at, token) in claim.content_tokens() {
        let (polarity, own) = polarity_contest(claim, at, pairs);
        all.extend(polarity);
        for (number, pair) in pairs.iter().enumerate() {
            let rivals = rivals(token, at, pair).into_iter();
            all.extend(
                rivals.filter_map(|(contest, source)| rival_contest(contest, at, number, source, pair, own)),
            );
            let placed = placed_otherwise(pair, at).filter(|_| pair.doubts.is_some());
            all.extend(placed.map(|source| placed_contest(at, number, source, pairs)));
        }
    }
    all.extend((0..claim.tokens.len()).filter_map(|at| direction_contest(at, pairs)));
    best_of_each(all)
}

/// A place that the sentence names for something else than the claim does.
fn placed_contest(at: usize, number: usize, source: usize, pairs: &[Pair<'_>]) -> WordContest {
    let fit_of = |pair: &Pair<'_>, place: usize| {
        strength(pair.fit((at, at + 1), (place, place + 1))) * pair.doubt_of_subject()
    };
    let disagreeing = pairs.get(number).map_or(0.0, |pair| {
        let whole = if pair.coverage() >= PLACED { 1.0 } else { pair.coverage() };
        fit_of(pair, source) * pair.doubt_of_names() * whole * SAME_PREPOSITION
    });
    let others = pairs.iter().enumerate().filter(|(other, _)| *other != number);
    let fits =
        others.flat_map(|(_, pair)| pair.hits(at).iter().map(|(place, score)| fit_of(pair, *place) * score));
    let agreeing = fits.fold(0.0, f32::max);
    WordContest {
        contest: Contest::Name,
        claim: at,
        pair: number,
        source,
        disagreeing,
        agreeing,
        score: disagreeing - 0.75 * agreeing,
        sure: true,
        turned: false,
    }
}

/// "before the vote" beside "after the vote", where no sentence says the same as the claim.
fn direction_contest(at: usize, pairs: &[Pair<'_>]) -> Option<WordContest> {
    let mut opposed: Option<WordContest> = None;
    for (number, pair) in pairs.iter().enumerate() {
        for met in directions(pair, at) {
            let Met::Opposite(source) = met else { return None };
            let denies = pair.claim.scope.denies_around(at) != pair.sentence.scope.denies_around(source);
            let fit = strength(pair.fit((at, at + 1), (source, source + 1)));
            let disagreeing = fit * pair.doubt_of_words() * if denies { 0.3 } else { 1.0 };
            if opposed.is_none_or(|opposed| disagreeing > opposed.disagreeing) {
                opposed = Some(WordContest {
                    contest: Contest::Antonym,
                    claim: at,
                    pair: number,
                    source,
                    disagreeing,
                    agreeing: 0.0,
                    score: disagreeing,
                    sure: false,
                    turned: false,
                });
            }
        }
    }
    opposed
}

fn best_of_each(all: Vec<WordContest>) -> Vec<WordContest> {
    let mut best: Vec<WordContest> = Vec::new();
    for contest in all {
        match best.iter_mut().find(|other| other.contest == contest.contest) {
            Some(other) if other.score >= contest.score => {}
            Some(other) => *other = contest,
            None => best.push(contest),
        }
    }
    best
}

/// Looks at all places of one claim word for one that is denied where the claim affirms, or the reverse;
/// also gives the best fit of the word itself.
fn polarity_contest(claim: &SentenceView, at: usize, pairs: &[Pair<'_>]) -> (Option<WordContest>, f32) {
    let (mut own, mut same) = (0.0f32, 0.0f32);
    let mut opposed: Option<WordContest> = None;
    let claimed = claim.scope.any(at);
    for (number, pair) in pairs.iter().enumerate() {
        for (source, score) in pair.hits(at).iter().take(MOST_PLACES) {
            let fit = strength(pair.fit((at, at + 1), (*source, *source + 1))) * score;
            own = own.max(fit * pair.doubt_of_subject());
            // A word of the same root is a weak ground for a denial: "not insured", "insurance".
            let fit = if *score < SURELY_SAME { fit * score } else { fit };
            // "is not insured" says nothing of "insurance products".
            let fit = if is_verb_form(claim, at) == is_verb_form(pair.sentence, *source) {
                fit
            } else {
                fit * OTHER_PART
            };
            let stated = pair.sentence.scope.any(*source);
            let (denied, denied_there) = (claimed >= SURELY, stated >= SURELY);
            // "found no trace" reaches the finding weakly, "did not find" fully: both deny it.
            let both_deny = claimed >= BARELY && stated >= BARELY;
            if denied == denied_there || both_deny {
                if (claimed > 0.0) == (stated > 0.0) {
                    same = same.max(fit);
                }
                continue;
            }
            let fit = fit * denial(pair, at, *source, denied) * pair.doubt_of_words();
            if opposed.is_none_or(|opposed| fit > opposed.disagreeing) {
                let hard = if denied { claim.scope.hard(at) } else { pair.sentence.scope.hard(*source) };
                opposed = Some(WordContest {
                    contest: Contest::Polarity,
                    claim: at,
                    pair: number,
                    source: *source,
                    disagreeing: fit,
                    agreeing: 0.0,
                    score: claimed.max(stated),
                    sure: hard > 0.0,
                    turned: denied,
                });
            }
        }
    }
    let contest = opposed.map(|mut contest| {
        let rival = if same < contest.disagreeing * 0.9 { 0.0 } else { 0.6 * same };
        contest.agreeing = same;
        contest.score *= contest.disagreeing - rival;
        contest
    });
    (contest, own)
}

/// Whether a word looks like a verb's form: "insured", "insuring".
fn is_verb_form(view: &SentenceView, at: usize) -> bool {
    let verb = |token: &Token| token.word.and_then(words::part_of_speech) == Some(b'v');
    view.token(at).is_some_and(verb)
}

/// "less distinct" is indistinct.
fn is_lessened(view: &SentenceView, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| view.token(before));
    before.is_some_and(|token| matches!(&*token.lower, "less" | "least"))
}

/// How far one side's denial of a word contradicts the other's use of it, 0 to 1: whole where the other side has all that is denied
/// with it ("not walking his cat" is no denial of "walking his dog") and denies nothing in the same clause itself.
fn denial(pair: &Pair<'_>, at: usize, source: usize, claim_denies: bool) -> f32 {
    let (claim, sentence) = (pair.claim, pair.sentence);
    let (denying, place, affirming, other) =
        if claim_denies { (claim, at, sentence, source) } else { (sentence, source, claim, at) };
    let both = if affirming.scope.cue_around(other).is_some() || same_denied(pair, claim_denies) {
        BOTH_DENY
    } else if affirming.scope.denies_around(other) {
        ONE_IMPLIES
    } else if affirming.scope.hard_cues() > 0 {
        ELSEWHERE
    } else {
        1.0
    };
    let Some(cue) = denying.scope.cue_around(place) else { return both };
    let reached = denying
        .content_tokens()
        .filter(|(near, _)| (cue.at + 1..cue.clause.1).contains(near))
        .take(MOST_DENIED);
    let (mut shared, mut total) = (0.0, 0.0);
    for (distance, (near, token)) in reached.enumerate() {
        // What is denied first is denied most: "not fishing off a dock".
        let weight = token.idf / (1.0 + FADES * distance as f32);
        let found = if claim_denies { pair.found(near) } else { pair.claimed(near) };
        // A mere kind of it ("animal" for "cat") is not what was denied.
        let found = if found < SAME_THING { found / 2.0 } else { found };
        shared += weight * found;
        total += weight;
    }
    let replaced = denying
        .content_tokens()
        .filter(|(near, _)| (cue.at + 1..cue.clause.1).contains(near))
        .take(MOST_DENIED)
        .any(|(near, _)| is_replaced(pair, near, claim_denies));
    let both = if replaced { both * REPLACED } else { both };
    let both = if denies_other_doing(pair, cue.at, place, claim_denies) { both * OTHER_DOING } else { both };
    let least = if claim_denies { LEAST_DENIED } else { LEAST_STATED };
    both * if total > 0.0 { least + (1.0 - least) * shared / total } else { 1.0 }
}

/// "has not stopped Dorn" beside "Dorn will leave": of a name only a doing is denied, here one that the other side does not speak of.
fn denies_other_doing(pair: &Pair<'_>, cue: usize, place: usize, claim_denies: bool) -> bool {
    let denying = if claim_denies { pair.claim } else { pair.sentence };
    let named = denying.token(place).is_some_and(|token| token.capital);
    let first = denying.content_tokens().map(|(near, _)| near).find(|near| *near > cue);
    named
        && first.is_some_and(|first| {
            let found = if claim_denies { pair.found(first) } else { pair.claimed(first) };
            first != place && found < SAME_THING
        })
}

/// "not wearing a red shirt" beside "a blue shirt": the denial lies on the word that the other side replaces.
fn is_replaced(pair: &Pair<'_>, near: usize, claim_denies: bool) -> bool {
    pair.rivals().iter().any(|(claim, source, _)| {
        let denied = if claim_denies { *claim } else { *source };
        denied == near && pair.hits(*claim).is_empty() && !pair.is_used(*source)
    })
}

/// Whether both sides surely deny one word that they share, wherever it stands.
fn same_denied(pair: &Pair<'_>, claim_denies: bool) -> bool {
    let scopes = (&pair.claim.scope, &pair.sentence.scope);
    pair.claim.content.iter().any(|at| {
        let Some((source, score)) = pair.hits(*at).first() else { return false };
        let (ours, theirs) = (scopes.0.hard(*at), scopes.1.hard(*source));
        let (least, most) = if claim_denies { (ours, theirs) } else { (theirs, ours) };
        *score >= SAME_THING && most >= SURELY && least >= BARELY
    })
}

/// The source words that may be what the claim replaced by its own, and by which contest.
fn rivals(token: &Token, at: usize, pair: &Pair<'_>) -> Vec<(Contest, usize)> {
    let mut found = Vec::new();
    for (_, source, tag) in pair.rivals().iter().filter(|(claim, _, _)| *claim == at) {
        let Some(other) = pair.sentence.token(*source) else { continue };
        // A word inside a name has no opposite and no siblings.
        let named = (token.capital && !pair.claim.title_case) || (other.capital && !pair.sentence.title_case);
        match tag {
            _ if named || (token.capital && other.capital) => {}
            // Denials have a contest of their own.
            Tag::Antonym if denies(token) || denies(other) => {}
            Tag::Antonym if no_opposites(token.lemma(), other.lemma()) => {}
            Tag::Antonym if is_defeat(pair.claim, at) || is_defeat(pair.sentence, *source) => {}
            Tag::Antonym
                if stands_for_another(pair, at, *source) || is_first_since(pair.sentence, *source) => {}
            // "its second conference" is no opposite of "its first": ordinals are compared as values.
            Tag::Antonym if pair.doubts.is_some() && token.value.is_some() && other.value.is_some() => {}
            Tag::Antonym => found.push((Contest::Antonym, *source)),
            // Two doings that are kinds of one doing seldom exclude each other; two things do more often.
            Tag::Sibling if !pair.is_used(*source) && is_noun(token) && is_noun(other) => {
                found.push((Contest::Sibling, *source))
            }
            _ => {}
        }
    }
    if token.capital && pair.hits(at).is_empty() {
        let names = pair.sentence.content_tokens().filter(|(_, other)| other.capital);
        let others = names.filter(|(source, other)| is_other_name(token, at, other, *source, pair));
        found.extend(others.map(|(source, _)| (Contest::Name, source)));
    }
    found
}

/// What dictionaries oppose and writers use for one thing: an actress is an actor.
fn no_opposites(a: &str, b: &str) -> bool {
    const PAIRS: [(&str, &str); 9] = [
        ("actor", "actress"),
        ("host", "hostess"),
        ("waiter", "waitress"),
        ("steward", "stewardess"),
        ("poet", "poetess"),
        ("chairman", "chairwoman"),
        ("spokesman", "spokeswoman"),
        ("arrive", "go"),
        ("public", "individual"),
    ];
    PAIRS.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
}

/// Whether the source's word is the only place of another claim word: in "the first kid of her parents" beside "the eldest child",
/// "child" is what "kid" says and no opposite of "parents".
fn stands_for_another(pair: &Pair<'_>, at: usize, source: usize) -> bool {
    let others = pair.claim.content.iter().filter(|other| **other != at);
    others.into_iter().any(|other| matches!(pair.hits(*other), [(place, _)] if *place == source))
}

/// "the first album since 1999" may well be the last one.
fn is_first_since(view: &SentenceView, at: usize) -> bool {
    view.token(at).is_some_and(|token| &*token.lower == "first")
        && view.tokens.iter().skip(at).any(|token| &*token.lower == "since")
}

/// "suffered a 2–1 defeat" is a loss, whatever "defeated" says.
fn is_defeat(view: &SentenceView, at: usize) -> bool {
    let article = |near: usize| {
        view.token(near).is_some_and(|token| {
            matches!(&*token.lower, "a" | "an" | "the" | "their" | "its" | "his" | "her")
        })
    };
    view.token(at).is_some_and(|token| &*token.lower == "defeat")
        && (1..=3).filter_map(|back| at.checked_sub(back)).any(article)
}

fn denies(token: &Token) -> bool {
    matches!(&*token.lower, "never" | "no" | "none" | "neither" | "nobody" | "nothing")
}

/// "is a daily paper": the noun that says what something is, the last of its phrase.
fn is_complement(view: &SentenceView, at: usize) -> bool {
    let word = |near: usize| view.token(near).map_or("", |token| &*token.lower);
    let ends = view.token(at + 1).is_none_or(|next| next.sign || next.stop);
    let opened = (1..=6)
        .filter_map(|back| at.checked_sub(back))
        .find(|near| view.token(*near).is_some_and(|token| token.sign || token.stop));
    let article = opened.filter(|near| matches!(word(*near), "a" | "an" | "the"));
    let verb = article.and_then(|near| near.checked_sub(1)).map_or("", word);
    ends && matches!(verb, "is" | "was" | "are" | "were")
}

fn rival_contest(
    contest: Contest,
    at: usize,
    number: usize,
    source: usize,
    pair: &Pair<'_>,
    own: f32,
) -> Option<WordContest> {
    // Where names are known, the other words of a replaced name are no surroundings of it.
    let fit = if contest == Contest::Name && pair.doubts.is_some() {
        pair.fit(replaced_name(pair.claim, at, |near| pair.hits(near).is_empty()), (source, source + 1))
    } else {
        pair.fit((at, at + 1), (source, source + 1))
    };
    if contest != Contest::Antonym && fit.local < 0.3 {
        return None;
    }
    let token = pair.claim.token(at)?;
    let (claimed, stated) = (pair.claim.scope.any(at), pair.sentence.scope.any(source));
    let doubt = if contest == Contest::Name { pair.doubt_of_names() } else { pair.doubt_of_words() };
    let mut disagreeing = strength(fit) * doubt;
    let compensated = match contest {
        Contest::Antonym => {
            (claimed >= BARELY) != (stated >= BARELY)
                || is_lessened(pair.claim, at) != is_lessened(pair.sentence, source)
                || is_bound_turned_near(pair, at)
        }
        // "not in Riga" says nothing against Vilnius.
        _ => claimed > 0.0 || pair.sentence.scope.cue_around(source).is_some(),
    };
    if compensated {
        disagreeing *= 0.3;
    }
    if contest == Contest::Antonym {
        disagreeing *= argument(pair, at, source) * converse(pair, at, token, source);
    }
    if contest == Contest::Name && is_pronoun_there(pair, at, token) {
        disagreeing *= PRONOUN;
    }
    if contest == Contest::Name && adds(pair) {
        disagreeing *= ADDED;
    }
    let replaced = contest == Contest::Name && !compensated && !adds(pair) && pair.is_in_place_of(at, source);
    if replaced {
        disagreeing = disagreeing.max(doubt);
    }
    // The first name of a sentence may be another body of which the same is true.
    let opening = pair.claim.content.first().is_some_and(|first| at <= first + 1);
    let mut score = disagreeing - 0.75 * own;
    let mut unknown = false;
    if contest == Contest::Name {
        let document = pair.document;
        let long = if pair.is_of_one_day() { SHORT_ECHO } else { LONG_ECHO };
        let quoted = replaced && !opening && pair.echoed_words() >= long;
        unknown = quoted || !document.knows(token.lemma_key, token.stem_key);
        let same_type =
            replaced || pair.sentence.token(source).is_some_and(|other| name_type(token) == name_type(other));
        let same_use = replaced || is_adjective(pair.claim, at) == is_adjective(pair.sentence, source);
        score *= if unknown { 1.0 } else { 0.6 } * if same_type { 1.0 } else { 0.75 };
        score *= match (preposition(pair.claim, at), preposition(pair.sentence, source)) {
            (Some(a), Some(b)) if a == b => SAME_PREPOSITION,
            _ => 1.0,
        };
        score *= if same_use { 1.0 } else { OTHER_USE };
        if document.expansion(&token.lower).is_some() || document.in_title(token.lemma_key, token.stem_key) {
            score *= 0.3;
        }
    }
    if contest == Contest::Sibling {
        unknown = is_complement(pair.claim, at) && is_complement(pair.sentence, source);
    }
    // "Under President Hasanov …": such a name is not what the sentence speaks of.
    let behind = pair.doubts.is_some() && preposition(pair.claim, at).is_some();
    let opens = !replaced && opening && !behind;
    Some(WordContest {
        contest,
        claim: at,
        pair: number,
        source,
        disagreeing,
        agreeing: own,
        score,
        sure: unknown,
        turned: opens,
    })
}

/// "raising prices" says nothing against "profits dropped", nor "raises output" against "cuts output costs": what rises must be
/// near what falls. 1 where it is.
fn argument(pair: &Pair<'_>, at: usize, source: usize) -> f32 {
    let content = &pair.claim.content;
    let place = content.partition_point(|other| *other < at);
    let before = place.checked_sub(1).and_then(|before| content.get(before));
    // The last of the words that follow without a gap is the noun of the phrase.
    let behind = content.iter().skip(place).scan(at, |last, next| {
        let joined = *next <= *last + 1;
        *last = *next;
        joined.then_some(next)
    });
    let behind = behind.last().filter(|last| **last != at).or_else(|| content.get(place + 1));
    let beside = before.into_iter().chain(behind);
    let near = beside.map(|beside| pair.near(*beside, (source, source + 1)));
    ARGUMENT + (1.0 - ARGUMENT) * near.fold(0.0, f32::max)
}

/// "another 12 schools in Finland": what comes on top replaces nothing.
fn adds(pair: &Pair<'_>) -> bool {
    let word = |token: &&Token| {
        matches!(&*token.lower, "another" | "other" | "additional" | "also" | "too" | "further" | "besides")
    };
    // In a sentence that repeats the source's, what the source adds too is nothing new.
    let added = |token: &Token| {
        pair.echo.is_some() && pair.sentence.tokens.iter().any(|other| other.lower == token.lower)
    };
    pair.claim.tokens.iter().filter(word).any(|token| !added(token))
}

/// The capitalised words around `at` in its name that the other sentence lacks.
fn replaced_name(view: &SentenceView, at: usize, lacks: impl Fn(usize) -> bool) -> (usize, usize) {
    let (first, end) = view.name_around(at);
    let own = |near: &usize| view.token(*near).is_some_and(|token| token.capital) && lacks(*near);
    let from = (first..at).rev().take_while(own).last().unwrap_or(at);
    let to = (at + 1..end).take_while(own).last().unwrap_or(at);
    (from, to + 1)
}
