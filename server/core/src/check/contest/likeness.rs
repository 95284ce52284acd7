//! Which values of two sentences can be compared, and how they stand: the algebra, and what readers compare beyond it
//! ("the 27th year" beside "27 years", "lap 60" beside "the 59th lap", weekdays, scores).
//! It must not know how well the surroundings fit.

use super::onset::as_since;
use crate::values::{Kind, Relation, Relative, Unit, Value, relate};
use crate::views::{SentenceView, SlotValue};

/// Two values side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    pub relation: Relation,
    /// Of the same kind; a bare number beside an amount of money is not.
    pub same_kind: bool,
}

/// All comparable values of a claim and a sentence: index in each, and how they stand.
pub fn compared(claim: &SentenceView, sentence: &SentenceView) -> Vec<(usize, usize, Compared)> {
    let mut all = Vec::new();
    for (mine, ours) in claim.values.iter().enumerate() {
        for (index, theirs) in sentence.values.iter().enumerate() {
            let mut compared = compare_slots((claim, ours), (sentence, theirs));
            if ours.bounded_range && compared.relation.disagrees() {
                compared.relation = Relation::Partial;
            }
            if compared.relation != Relation::Incomparable {
                all.push((mine, index, compared));
            }
        }
    }
    all
}

type Placed<'a> = (&'a SentenceView, &'a SlotValue);

fn compare_slots(claim: Placed<'_>, source: Placed<'_>) -> Compared {
    let (ours, theirs) = (claim.1, source.1);
    match (ours.score, theirs.score) {
        (Some(a), Some(b)) => return Compared { relation: compare_scores(a, b), same_kind: true },
        (None, None) => {}
        _ => return Compared { relation: Relation::Incomparable, same_kind: false },
    }
    let kinds = (ours.value.kind, theirs.value.kind);
    if matches!(kinds, (Kind::Ordinal, _) | (_, Kind::Ordinal))
        && kinds.0 != kinds.1
        && numbers_same(claim, source)
    {
        return Compared { relation: relate(&bare(&ours.value), &bare(&theirs.value)), same_kind: true };
    }
    let money = |slot: &SlotValue| slot.money || slot.value.kind == Kind::Money;
    if (ours.money || theirs.money) && money(ours) && money(theirs) {
        return Compared { relation: relate(&bare(&ours.value), &bare(&theirs.value)), same_kind: true };
    }
    match as_since(claim.0, ours, &theirs.value) {
        Some(since) => compare_values(&since, &theirs.value),
        None => compare_values(&ours.value, &theirs.value),
    }
}

/// "won 2–1" beside "lost 1–2" is the same result.
fn compare_scores(ours: (u32, u32), theirs: (u32, u32)) -> Relation {
    if ours == theirs || ours == (theirs.1, theirs.0) { Relation::Same } else { Relation::Conflict }
}

/// Whether an ordinal and a number belong to the same noun: "the 27th year" and "27 years", "the 59th lap" and "lap 60".
fn numbers_same(claim: Placed<'_>, source: Placed<'_>) -> bool {
    let plain = |slot: &SlotValue| {
        matches!(slot.value.kind, Kind::Ordinal | Kind::Number | Kind::Duration)
            && !slot.value.weak
            && slot.value.date.is_none()
    };
    let nouns = |(view, slot): Placed<'_>| {
        let label = slot.label.filter(|_| slot.value.kind == Kind::Number);
        let heads = slot.heads.iter().copied().take(2);
        let unit = (slot.value.kind == Kind::Duration).then(|| slot.end.saturating_sub(1));
        let at: Vec<usize> = label.into_iter().chain(heads).chain(unit).collect();
        let tokens = at.into_iter().filter_map(|at| view.token(at));
        tokens.filter(|token| is_in_a_row(token.lemma())).map(|token| token.lemma_key).collect::<Vec<_>>()
    };
    plain(claim.1) && plain(source.1) && {
        let theirs = nouns(source);
        nouns(claim).iter().any(|noun| theirs.contains(noun))
    }
}

/// What is counted by its place in a row, so that the fifth of them means five of them so far.
fn is_in_a_row(lemma: &str) -> bool {
    matches!(
        lemma,
        "year"
            | "month"
            | "week"
            | "day"
            | "season"
            | "term"
            | "lap"
            | "minute"
            | "hour"
            | "round"
            | "chapter"
            | "episode"
            | "inning"
            | "stage"
            | "mile"
            | "kilometre"
            | "kilometer"
            | "page"
            | "floor"
            | "century"
            | "decade"
            | "game"
            | "match"
            | "attempt"
            | "edition"
    )
}

fn bare(value: &Value) -> Value {
    let mut bare = Value { kind: Kind::Number, ..value.clone() };
    bare.unit = Unit::None;
    bare
}

/// Compares two values; a bare number compares with an amount of money, a share or a duration by its digits.
pub fn compare_values(claim: &Value, source: &Value) -> Compared {
    if let Some(relation) = compare_weekdays(claim, source) {
        return Compared { relation, same_kind: true };
    }
    let relation = relate(claim, source);
    if relation != Relation::Incomparable || claim.kind == source.kind {
        return Compared { relation, same_kind: claim.kind == source.kind };
    }
    let loose = |kind: Kind| matches!(kind, Kind::Money | Kind::Percent | Kind::Duration | Kind::Quantity);
    let crossed = (claim.kind == Kind::Number && loose(source.kind))
        || (source.kind == Kind::Number && loose(claim.kind));
    let relation = if crossed { relate(&bare(claim), &bare(source)) } else { Relation::Incomparable };
    Compared { relation, same_kind: false }
}

/// "on Tuesday" beside "on Thursday": within one text of news both mean the same week.
fn compare_weekdays(claim: &Value, source: &Value) -> Option<Relation> {
    let day = |value: &Value| match value.date?.relative? {
        Relative::Weekday { weekday, side } => Some((weekday, side)),
        Relative::WeekdayAhead { weekday } => Some((weekday, 0)),
        Relative::WeekdayOfWeek { weekday, weeks } => {
            Some((weekday, i8::try_from(weeks.signum()).unwrap_or(0)))
        }
        _ => None,
    };
    let ((ours, our_side), (theirs, their_side)) = (day(claim)?, day(source)?);
    Some(match ours == theirs {
        true if our_side == their_side => Relation::Same,
        true => Relation::Compatible,
        false if our_side * their_side < 0 => Relation::Incomparable,
        false => Relation::Conflict,
    })
}
