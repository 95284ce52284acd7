//! From what the contests found to one judgement: the hand score of each family, its thresholds, the tier.
//! It must not know how a disagreement is worded; no judgement without a named disagreement.

use serde::Serialize;

use super::Code;
use super::contest::{Contest, Contests, Dispute, SlotContest, WordContest};
use crate::text::Span;
use crate::values::{Granularity, Kind, Relation};
use crate::views::{Library, Place, SentenceView};
use crate::words;

/// How sure a judgement is. Thresholds are set so that of 1,000 true sentences at most 1 gives an error, 5 a warning, 20 a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    Hint,
    Warning,
    Error,
}

/// What kind of disagreement; each has thresholds of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    Number,
    Date,
    Polarity,
    Antonym,
    Name,
    Sibling,
}

/// Confidence at which a judgement becomes a hint, a warning, an error.
pub const HINT: f32 = 0.5;
pub const WARNING: f32 = 0.7;
pub const ERROR: f32 = 0.85;

/// Families that share their thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Values,
    Words,
    Names,
}

impl Group {
    /// As it is written in the file of thresholds.
    pub fn name(self) -> &'static str {
        match self {
            Group::Values => "values",
            Group::Words => "words",
            Group::Names => "names",
        }
    }
}

impl Family {
    /// `None` for siblings, which never count for more than a hint's half.
    pub fn group(self) -> Option<Group> {
        match self {
            Family::Number | Family::Date => Some(Group::Values),
            Family::Polarity | Family::Antonym => Some(Group::Words),
            Family::Name => Some(Group::Names),
            Family::Sibling => None,
        }
    }
}

/// Made by `calibrate_verdicts`: a group, then its hand scores for [`HINT`], [`WARNING`] and [`ERROR`], one group a line.
static THRESHOLDS: &str = include_str!("../../data/verdicts/thresholds.txt");
/// Of siblings, and of a group that the file should lack: never reached by siblings.
const UNCALIBRATED: [f32; 3] = [0.5, 0.75, 0.95];

/// Hand scores of a family that stand for [`HINT`], [`WARNING`] and [`ERROR`].
fn thresholds(family: Family) -> [f32; 3] {
    static READ: std::sync::LazyLock<[[f32; 3]; 3]> = std::sync::LazyLock::new(|| {
        [Group::Values, Group::Words, Group::Names]
            .map(|group| read_thresholds(group).unwrap_or(UNCALIBRATED))
    });
    let [values, words, names] = &*READ;
    match family.group() {
        Some(Group::Values) => *values,
        Some(Group::Words) => *words,
        Some(Group::Names) => *names,
        None => UNCALIBRATED,
    }
}

fn read_thresholds(group: Group) -> Option<[f32; 3]> {
    let line = THRESHOLDS.lines().find_map(|line| line.strip_prefix(group.name()))?;
    let mut numbers = line.split_whitespace().map(|number| number.parse().ok());
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

/// A disagreement between one claim sentence and one place of a source, with how sure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    pub family: Family,
    pub code: Code,
    /// Confidence that the two cannot both be right, 0 to 1.
    pub score: f32,
    /// The hand score before calibration.
    pub hand: f32,
    /// Bytes of the claim's text that the source contradicts.
    pub claim: Span,
    /// The source sentence, and the bytes of its document that contradict.
    pub place: Place,
    pub focus: Span,
    pub between: Between,
    /// Nothing speaks against the two places' being one slot: the same subject, doing, time and place, and no value near that agrees.
    pub clear: bool,
    /// The claim says in short what one sentence says, which has no other value that compares: where the two stand in it tells little.
    pub condensed: bool,
}

/// What stands against what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Between {
    /// Index of the claim's value and of the source sentence's, and how the one stands to the other.
    Values { claim: usize, source: usize, relation: Relation },
    /// Token of the claim and of the source sentence. `turned`: for polarity, the claim is the side that denies.
    Words { claim: usize, source: usize, turned: bool },
}

impl Judgement {
    pub fn tier(&self) -> Option<Tier> {
        match self.score {
            score if score >= ERROR => Some(Tier::Error),
            score if score >= WARNING => Some(Tier::Warning),
            score if score >= HINT => Some(Tier::Hint),
            _ => None,
        }
    }
}

/// What a value's disagreement loses where the source sentence holds none of the claim's names.
const UNNAMED: f32 = 0.25;
/// What a bound keeps that goes further than the source's.
const OVERSTATED: f32 = 0.8;
/// What siblings are worth where each says what the thing is ("is a monthly", "is a daily").
const SAID_TO_BE: f32 = 0.5;

/// A date has no noun that it counts, so its slot scores lower where it fits as well.
const HEADLESS: f32 = 1.15;

/// Turns a family's hand score into a confidence: piecewise linear through its thresholds.
fn confidence(family: Family, hand: f32) -> f32 {
    let [hint, warning, error] = thresholds(family);
    let line = |from: (f32, f32), to: (f32, f32)| {
        from.1 + (hand - from.0) / (to.0 - from.0).max(0.001) * (to.1 - from.1)
    };
    let score = if hand < hint {
        line((0.0, 0.0), (hint, HINT))
    } else if hand < warning {
        line((hint, HINT), (warning, WARNING))
    } else if hand < error {
        line((warning, WARNING), (error, ERROR))
    } else {
        line((error, ERROR), (error + 0.5, 1.0))
    };
    score.clamp(0.0, 1.0)
}

/// All disagreements of one claim sentence, the surest first.
pub fn judgements(claim: &SentenceView, library: &Library, contests: &Contests) -> Vec<Judgement> {
    let values = contests.slots.iter().filter_map(|slot| judge_value(claim, library, contests, slot));
    let words = contests.words.iter().filter_map(|word| judge_word(claim, library, contests, word));
    let mut all: Vec<Judgement> = values.chain(words).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    all
}

/// How surely the disagreeing side of a dispute would contradict the claim if nothing agreed.
pub fn judge_dispute(
    claim: &SentenceView,
    library: &Library,
    contests: &Contests,
    dispute: &Dispute,
) -> Option<Judgement> {
    judge_value(claim, library, contests, &dispute.contest)
}

fn judge_value(
    claim: &SentenceView,
    library: &Library,
    contests: &Contests,
    slot: &SlotContest,
) -> Option<Judgement> {
    let value = claim.values.get(slot.claim)?;
    let place = contests.places.get(slot.disagreeing.pair)?;
    let sentence = library.sentence(*place)?;
    let source = sentence.values.get(slot.disagreeing.value)?;
    let relation = slot.disagreeing.relation;
    let family = if value.value.kind == Kind::Date { Family::Date } else { Family::Number };
    let clear = if slot.margin() > 0.1 { 1.0 } else { 0.6 };
    let number = contests.slots.iter().position(|other| other.claim == slot.claim);
    let names = number.and_then(|number| contests.names.get(number)).copied().unwrap_or(1.0);
    let subject = 1.0 - UNNAMED + UNNAMED * names;
    let bound = if relation == Relation::Overstated { OVERSTATED } else { 1.0 };
    let hand = slot.score * clear * subject * bound * if family == Family::Date { HEADLESS } else { 1.0 };
    Some(Judgement {
        family,
        code: value_code(value.value.kind, value.value.date.map(|date| date.granularity), relation),
        score: confidence(family, hand),
        hand,
        claim: value.value.span,
        place: *place,
        focus: source.value.span,
        between: Between::Values { claim: slot.claim, source: slot.disagreeing.value, relation },
        clear: is_clear(slot, value.value.kind),
        condensed: is_condensed(slot, value.value.kind),
    })
}

/// How well a slot must fit in every respect to leave no doubt, and how far behind the best agreeing value must lie.
const CLEAR_FIT: f32 = 0.7;
const CLEAR_MARGIN: f32 = 0.4;
const UNDOUBTED: f32 = 0.95;

fn is_clear(slot: &SlotContest, kind: Kind) -> bool {
    let found = &slot.disagreeing;
    let counted = kind != Kind::Number || found.head >= CLEAR_FIT;
    let fits = found.fit.local >= CLEAR_FIT && found.fit.wide >= CLEAR_FIT;
    slot.trust >= UNDOUBTED && slot.margin() >= CLEAR_MARGIN && counted && fits && !slot.arithmetic
}

/// How much of the claim one sentence must have, and how well the surroundings must fit all the same.
const CONDENSED: f32 = 0.9;
const CONDENSED_LOCAL: f32 = 0.3;

fn is_condensed(slot: &SlotContest, kind: Kind) -> bool {
    let found = &slot.disagreeing;
    let counted = kind != Kind::Number || found.head >= CLEAR_FIT;
    let fits = found.fit.local >= CONDENSED_LOCAL && found.fit.wide >= CONDENSED;
    slot.only
        && slot.trust >= UNDOUBTED
        && slot.margin() >= CLEAR_MARGIN
        && counted
        && fits
        && !slot.arithmetic
}

fn value_code(kind: Kind, granularity: Option<Granularity>, relation: Relation) -> Code {
    match (relation, kind) {
        (Relation::Magnitude, _) => Code(6),
        (Relation::Overstated | Relation::BoundEqual | Relation::BoundReversed, _) if kind != Kind::Date => {
            Code(7)
        }
        (_, Kind::Date) if granularity.is_some_and(|known| known < Granularity::Year) => Code(3),
        (_, Kind::Date) => Code(2),
        (_, Kind::Money) => Code(4),
        (_, Kind::Percent | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio) => Code(5),
        (_, Kind::Ordinal) => Code(8),
        _ => Code(1),
    }
}

fn judge_word(
    claim: &SentenceView,
    library: &Library,
    contests: &Contests,
    word: &WordContest,
) -> Option<Judgement> {
    let token = claim.token(word.claim)?;
    let place = contests.places.get(word.pair)?;
    let sentence = library.sentence(*place)?;
    let focus = sentence.token(word.source)?.span;
    let (family, hand) = match word.contest {
        Contest::Polarity => (Family::Polarity, word.score * if word.sure { 1.0 } else { 0.6 }),
        Contest::Antonym => (Family::Antonym, word.score * 0.9),
        Contest::Name => (
            Family::Name,
            word.score * if word.sure { 0.85 } else { 0.4 } * if word.turned { 0.45 } else { 1.0 },
        ),
        Contest::Sibling => (Family::Sibling, word.score * if word.sure { SAID_TO_BE } else { 0.25 }),
    };
    let place_name = token.word.is_some_and(words::is_place);
    let code = match family {
        Family::Polarity => Code(20),
        Family::Name if place_name || both_located(claim, word.claim, sentence, word.source) => Code(16),
        Family::Name => Code(13),
        _ => Code(25),
    };
    Some(Judgement {
        family,
        code,
        score: confidence(family, hand),
        hand,
        claim: token.span,
        place: *place,
        focus,
        between: Between::Words { claim: word.claim, source: word.source, turned: word.turned },
        clear: false,
        condensed: false,
    })
}

/// "in Riga" beside "in Tallinn": two places, known or not.
fn both_located(claim: &SentenceView, at: usize, sentence: &SentenceView, source: usize) -> bool {
    let located = |view: &SentenceView, at: usize| {
        let before = view.name_around(at).0.checked_sub(1).and_then(|before| view.token(before));
        before.is_some_and(|token| matches!(&*token.lower, "in" | "at"))
    };
    located(claim, at) && located(sentence, source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_gives_rising_thresholds_for_every_group() {
        for group in [Group::Values, Group::Words, Group::Names] {
            let [hint, warning, error] = read_thresholds(group).unwrap();
            assert!(0.3 < hint && hint < warning && warning < error && error < 1.2, "{}", group.name());
        }
    }

    #[test]
    fn confidence_rises_with_the_score() {
        for family in [Family::Number, Family::Polarity, Family::Name, Family::Sibling] {
            let scores = (0..=150).map(|step| confidence(family, step as f32 / 100.0)).collect::<Vec<_>>();
            assert!(scores.is_sorted());
            assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
        }
    }
}
