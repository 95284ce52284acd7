//! Dates that say when something began: "began its work in 1994" beside "has been working since 1992", "the Tern Process (2009)".
//! It must not know how well the surroundings fit.

use super::pair::Pair;
use crate::values::{Kind, Modifier, Value};
use crate::views::{SentenceView, SlotValue};

/// Content words on each side of a date among which its verb stands.
const REACH: usize = 6;
/// From this score on, a word of the source is one of the claim's.
const SAME_WORD: f32 = 0.9;

/// A value of a claim as it compares with a date of "since": where the claim's verb begins something, its date is that of "since" too.
pub(super) fn as_since(claim: &SentenceView, own: &SlotValue, source: &Value) -> Option<Value> {
    let is_since = source.date.is_some_and(|date| date.modifier == Modifier::Since);
    let mut date = own.value.date.filter(|date| date.modifier == Modifier::None && is_since)?;
    if own.attributive || !near(claim, own).any(|at| begins(claim, at)) {
        return None;
    }
    date.modifier = Modifier::Since;
    let mut since = own.value.clone();
    since.date = Some(date);
    Some(since)
}

/// Content tokens near a value.
fn near<'v>(view: &'v SentenceView, value: &SlotValue) -> impl Iterator<Item = usize> + use<'v> {
    let split = view.content.partition_point(|at| *at < value.first);
    let (before, after) = view.content.split_at(split);
    before.iter().rev().take(REACH).chain(after.iter().take(REACH)).copied()
}

fn begins(view: &SentenceView, at: usize) -> bool {
    view.token(at).is_some_and(|token| is_beginning(token.lemma()) || makes(token.lemma()))
}

/// Verbs that say nothing but that something began, which "since" says as well.
pub(super) fn is_beginning(lemma: &str) -> bool {
    matches!(lemma, "begin" | "start" | "commence" | "join" | "become" | "enter")
}

/// Verbs that say what has come about.
fn makes(lemma: &str) -> bool {
    matches!(lemma, "launch" | "open" | "establish" | "found" | "introduce" | "create" | "initiate")
}

/// What a date in brackets behind a name may be: the name's beginning, adoption or run.
pub(super) fn may_date_a_name(lemma: &str) -> bool {
    is_beginning(lemma)
        || makes(lemma)
        || matches!(lemma, "cover" | "run" | "span" | "adopt" | "date" | "year" | "period" | "term")
}

/// Whose date a date in brackets is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    None,
    /// That of a name which the claim has.
    Own,
    Other,
}

/// The name that token `at` belongs to, with what it is of: "Labour Plan of the Republic of Norland".
fn whole_name(view: &SentenceView, at: usize) -> (usize, usize) {
    let is = |at: Option<usize>, word: &str| {
        at.and_then(|at| view.token(at)).is_some_and(|token| &*token.lower == word)
    };
    let (mut first, end) = view.name_around(at);
    loop {
        let article = usize::from(is(first.checked_sub(1), "the"));
        let of = first.checked_sub(1 + article).filter(|of| is(Some(*of), "of"));
        let before = of.and_then(|of| of.checked_sub(1));
        match before.filter(|at| view.token(*at).is_some_and(|token| token.capital)) {
            Some(before) => first = view.name_around(before).0,
            None => return (first, end),
        }
    }
}

/// Reads "the Tern Process (2009)": such a date belongs to that name alone.
pub(super) fn bracket(pair: &Pair<'_>, source: &SlotValue) -> Bracket {
    let sign = |at: usize, sign: &str| pair.sentence.token(at).is_some_and(|token| &*token.lower == sign);
    let opening = source.first.checked_sub(1).filter(|at| sign(*at, "(") && sign(source.end, ")"));
    let last = opening.and_then(|at| at.checked_sub(1));
    let named = last.filter(|at| pair.sentence.token(*at).is_some_and(|token| token.capital));
    let Some(last) = named.filter(|_| source.value.kind == Kind::Date) else {
        return Bracket::None;
    };
    let (first, end) = whole_name(pair.sentence, last);
    let words: Vec<usize> =
        pair.sentence.content.iter().copied().filter(|at| (first..end).contains(at)).collect();
    let claimed = |at: &&usize| pair.claimed(**at) >= SAME_WORD;
    let enough = words.iter().filter(claimed).count() * 2 >= words.len();
    if words.first().is_some_and(|first| claimed(&first)) && enough { Bracket::Own } else { Bracket::Other }
}
