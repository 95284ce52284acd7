//! The contests of words: a claim word that the source denies, replaces by its opposite, by a sibling, or by another name.
//! It must not know values; each contest weighs the best disagreeing place against the best place of the word itself.

use super::pair::{Fit, Pair};
use crate::views::{Key, SentenceView, Token};
use crate::words::{self, Containment, Tag};

/// Places of one claim word that are looked at in one sentence.
const MOST_PLACES: usize = 3;
/// A negation reaches a word surely from this strength on, and at all from the other.
const SURELY: f32 = 0.6;
const BARELY: f32 = 0.35;

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
/// How fast the words behind a cue lose weight.
const FADES: f32 = 0.5;
/// From this score on, two words name one thing.
const SAME_THING: f32 = 0.75;
/// The same where the source denies: a claim often says less than its source.
const LEAST_STATED: f32 = 0.4;

/// What is left of an opposition that a change of sides explains.
const CONVERSE: f32 = 0.3;
const MAYBE_CONVERSE: f32 = 0.75;

/// What is left of an opposition whose neighbours in the claim are not near it in the source.
const ARGUMENT: f32 = 0.5;
/// What is left of another name where a pronoun of the source may stand for the claim's.
const PRONOUN: f32 = 0.6;
/// What is left of another name where the claim adds to what is known.
const ADDED: f32 = 0.5;

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
    /// Polarity: a plain "not" decides, no cue by meaning. Names: the claim's name is nowhere in the source.
    pub sure: bool,
    /// Polarity: the claim denies, the source does not. Names: the name opens the claim.
    pub turned: bool,
}

fn strength(fit: Fit) -> f32 {
    0.6 * fit.local + 0.4 * fit.wide
}

/// The best outcome of each contest for the whole claim.
pub fn word_contests(claim: &SentenceView, pairs: &[Pair<'_>]) -> Vec<WordContest> {
    let mut all: Vec<WordContest> = Vec::new();
    for (at, token) in claim.content_tokens() {
        let (polarity, own) = polarity_contest(claim, at, pairs);
        all.extend(polarity);
        for (number, pair) in pairs.iter().enumerate() {
            let rivals = rivals(token, at, pair).into_iter();
            all.extend(
                rivals.filter_map(|(contest, source)| rival_contest(contest, at, number, source, pair, own)),
            );
        }
    }
    best_of_each(all)
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
            own = own.max(fit);
            // A word of the same root is a weak ground for a denial: "not insured", "insurance".
            let fit = if *score < SURELY_SAME { fit * score } else { fit };
            let stated = pair.sentence.scope.any(*source);
            let (denied, denied_there) = (claimed >= SURELY, stated >= SURELY);
            if denied == denied_there {
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
    let least = if claim_denies { LEAST_DENIED } else { LEAST_STATED };
    both * if total > 0.0 { least + (1.0 - least) * shared / total } else { 1.0 }
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
            Tag::Antonym => found.push((Contest::Antonym, *source)),
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

/// Two doings that are kinds of one doing seldom exclude each other; two things do more often.
fn is_noun(token: &Token) -> bool {
    token.word.and_then(words::part_of_speech) == Some(b'n')
}

fn rival_contest(
    contest: Contest,
    at: usize,
    number: usize,
    source: usize,
    pair: &Pair<'_>,
    own: f32,
) -> Option<WordContest> {
    let fit = pair.fit((at, at + 1), (source, source + 1));
    if contest != Contest::Antonym && fit.local < 0.3 {
        return None;
    }
    let token = pair.claim.token(at)?;
    let (claimed, stated) = (pair.claim.scope.any(at), pair.sentence.scope.any(source));
    let doubt = if contest == Contest::Name { pair.doubt_of_names() } else { pair.doubt_of_words() };
    let mut disagreeing = strength(fit) * doubt;
    let compensated = match contest {
        Contest::Antonym => (claimed >= BARELY) != (stated >= BARELY),
        // "not in Riga" says nothing against Vilnius.
        _ => claimed > 0.0 || pair.sentence.scope.cue_around(source).is_some(),
    };
    if compensated {
        disagreeing *= 0.3;
    }
    if contest == Contest::Antonym {
        disagreeing *= argument(pair, at, source);
    }
    if contest == Contest::Name && is_pronoun_there(pair, token) {
        disagreeing *= PRONOUN;
    }
    if contest == Contest::Name && adds(pair.claim) {
        disagreeing *= ADDED;
    }
    if contest == Contest::Antonym
        && pair.sentence.token(source).is_some_and(|other| are_converse(token.lemma(), other.lemma()))
    {
        disagreeing *= match sides_swapped(pair) {
            Some(true) => CONVERSE,
            Some(false) => 1.0,
            None if are_kin(token.lemma()) => CONVERSE,
            None => MAYBE_CONVERSE,
        };
    }
    let replaced =
        contest == Contest::Name && !compensated && !adds(pair.claim) && pair.is_in_place_of(at, source);
    if replaced {
        disagreeing = disagreeing.max(doubt);
    }
    let mut score = disagreeing - 0.75 * own;
    let mut unknown = false;
    if contest == Contest::Name {
        let document = pair.document;
        unknown = !document.knows(token.lemma_key, token.stem_key);
        let same_type =
            replaced || pair.sentence.token(source).is_some_and(|other| name_type(token) == name_type(other));
        score *= if unknown { 1.0 } else { 0.6 } * if same_type { 1.0 } else { 0.75 };
        if document.expansion(&token.lower).is_some() || document.in_title(token.lemma_key, token.stem_key) {
            score *= 0.3;
        }
    }
    let opens = !replaced && pair.claim.content.first().is_some_and(|first| at <= first + 1);
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

/// Whether the source speaks of somebody by a pronoun, who may be the one that the claim names.
fn is_pronoun_there(pair: &Pair<'_>, token: &Token) -> bool {
    let pronoun =
        |token: &Token| matches!(&*token.lower, "he" | "she" | "his" | "her" | "him" | "they" | "their");
    name_type(token) != NameType::Place && pair.sentence.tokens.iter().any(pronoun)
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
fn adds(claim: &SentenceView) -> bool {
    let word = |token: &Token| {
        matches!(&*token.lower, "another" | "other" | "additional" | "also" | "too" | "further" | "besides")
    };
    claim.tokens.iter().any(word)
}

/// Whether two names that both texts hold stand in another order; `None` where there are no two.
fn sides_swapped(pair: &Pair<'_>) -> Option<bool> {
    let places = pair.claim.content_tokens().filter(|(_, token)| token.capital).filter_map(|(at, _)| {
        let (source, score) = pair.hits(at).first()?;
        (*score >= SAME_THING).then(|| (pair.claim.name_around(at), pair.sentence.name_around(*source)))
    });
    let places: Vec<_> = places.collect();
    let (first, theirs) = places.first()?;
    let (_, other) = places.iter().find(|(name, there)| name != first && there != theirs)?;
    Some(other.0 < theirs.0)
}

fn are_kin(lemma: &str) -> bool {
    matches!(
        lemma,
        "husband"
            | "wife"
            | "parent"
            | "child"
            | "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
    )
}

/// "A is B's husband" and "B is A's wife" may both be true: such opposites only swap the two.
fn are_converse(a: &str, b: &str) -> bool {
    const PAIRS: [(&str, &str); 18] = [
        ("beat", "lose"),
        ("defeat", "lose"),
        ("win", "lose"),
        ("victory", "loss"),
        ("win", "loss"),
        ("give", "receive"),
        ("husband", "wife"),
        ("buy", "sell"),
        ("purchase", "sell"),
        ("acquire", "sell"),
        ("lend", "borrow"),
        ("teach", "learn"),
        ("parent", "child"),
        ("father", "son"),
        ("mother", "daughter"),
        ("brother", "sister"),
        ("import", "export"),
        ("before", "after"),
    ];
    PAIRS.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NameType {
    Calendar,
    Place,
    /// A word of the dictionary: never taken for a name.
    Common,
    Acronym,
    Other,
}

fn name_type(token: &Token) -> NameType {
    if is_calendar(&token.lower) {
        return NameType::Calendar;
    }
    match token.word {
        Some(id) if words::is_place(id) => NameType::Place,
        Some(_) if token.is_common() => NameType::Common,
        _ if token.acronym => NameType::Acronym,
        _ => NameType::Other,
    }
}

fn is_calendar(lower: &str) -> bool {
    matches!(
        lower,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// Whether two capitalised words name two different things of one type, each standing alone in its text.
fn is_other_name(token: &Token, at: usize, other: &Token, source: usize, pair: &Pair<'_>) -> bool {
    if !pair.hits(at).is_empty() || pair.is_used(source) || token.lower.len() < 2 || other.lower.len() < 2 {
        return false;
    }
    // "in Klaipeda" names a place, "Latvian sources" none.
    let located = |view: &SentenceView, at: usize| {
        let before = view.name_around(at).0.checked_sub(1).and_then(|before| view.token(before));
        before.is_some_and(|token| matches!(&*token.lower, "in" | "at"))
    };
    if pair.doubts.is_some() && located(pair.claim, at) && !located(pair.sentence, source) {
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
    if words::relate(token.as_pair(), other.as_pair()).score > 0.0 {
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
    let known = |near: usize| {
        let token = pair.claim.token(near);
        token.is_some_and(|token| {
            (near != at && token.capital && !pair.hits(near).is_empty())
                || pair.document.in_title(token.lemma_key, Key::lemma(&token.lower))
        })
    };
    let (source_first, source_end) = pair.sentence.name_around(source);
    let used = |near: usize| {
        near != source && pair.is_used(near) && pair.sentence.token(near).is_some_and(|token| token.capital)
    };
    (first..end).any(known) || (source_first..source_end).any(used)
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
