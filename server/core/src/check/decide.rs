//! From what the contests found to one judgement: the hand score of each family, its thresholds, the tier.
//! It must not know how a disagreement is worded; no judgement without a named disagreement.

use serde::Serialize;

use super::Code;
use super::contest::{Contest, Contests, Document, SentenceView, SlotContest, WordContest};
use crate::text::Span;
use crate::values::{Granularity, Kind, Relation};
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

/// Hand scores of a family that stand for [`HINT`], [`WARNING`] and [`ERROR`].
fn thresholds(family: Family) -> [f32; 3] {
    match family {
        Family::Number => [0.5, 0.74, 0.88],
        Family::Date => [0.42, 0.62, 0.8],
        Family::Polarity => [0.52, 0.7, 0.8],
        Family::Antonym => [0.52, 0.66, 0.78],
        Family::Name => [0.5, 0.64, 0.76],
        Family::Sibling => [0.5, 0.62, 0.72],
    }
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
    /// Index into the documents, its sentence, and the bytes in it that contradict.
    pub document: usize,
    pub sentence: usize,
    pub focus: Span,
    /// For values: how the claim's stands to the source's.
    pub relation: Option<Relation>,
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
pub fn judgements(claim: &SentenceView, documents: &[&Document], contests: &Contests) -> Vec<Judgement> {
    let values = contests.slots.iter().filter_map(|slot| judge_value(claim, documents, contests, slot));
    let words = contests.words.iter().filter_map(|word| judge_word(claim, documents, contests, word));
    let mut all: Vec<Judgement> = values.chain(words).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    all
}

fn judge_value(
    claim: &SentenceView,
    documents: &[&Document],
    contests: &Contests,
    slot: &SlotContest,
) -> Option<Judgement> {
    let value = claim.values.get(slot.claim)?;
    let place = contests.places.get(slot.disagreeing.pair)?;
    let sentence = documents.get(place.document)?.sentences.get(place.sentence)?;
    let source = sentence.values.get(slot.disagreeing.value)?;
    let relation = slot.disagreeing.relation;
    let family = if value.value.kind == Kind::Date { Family::Date } else { Family::Number };
    let clear = if slot.margin() > 0.1 { 1.0 } else { 0.6 };
    let hand = slot.score * clear * if relation == Relation::Overstated { 0.75 } else { 1.0 };
    Some(Judgement {
        family,
        code: value_code(value.value.kind, value.value.date.map(|date| date.granularity), relation),
        score: confidence(family, hand),
        hand,
        claim: value.value.span,
        document: place.document,
        sentence: place.sentence,
        focus: source.value.span,
        relation: Some(relation),
    })
}

fn value_code(kind: Kind, granularity: Option<Granularity>, relation: Relation) -> Code {
    match (relation, kind) {
        (Relation::Magnitude, _) => Code(6),
        (Relation::Overstated | Relation::BoundEqual | Relation::BoundReversed, _) if kind != Kind::Date => {
            Code(7)
        }
        (_, Kind::Date) if granularity == Some(Granularity::Day) => Code(3),
        (_, Kind::Date) => Code(2),
        (_, Kind::Money) => Code(4),
        (_, Kind::Percent | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio) => Code(5),
        (_, Kind::Ordinal) => Code(8),
        _ => Code(1),
    }
}

fn judge_word(
    claim: &SentenceView,
    documents: &[&Document],
    contests: &Contests,
    word: &WordContest,
) -> Option<Judgement> {
    let token = claim.token(word.claim)?;
    let place = contests.places.get(word.pair)?;
    let sentence = documents.get(place.document)?.sentences.get(place.sentence)?;
    let focus = sentence.token(word.source)?.span;
    let (family, hand) = match word.contest {
        Contest::Polarity => (Family::Polarity, word.score * if word.sure { 1.0 } else { 0.6 }),
        Contest::Antonym => (Family::Antonym, word.score * 0.9),
        Contest::Name => (
            Family::Name,
            word.score * if word.sure { 0.8 } else { 0.4 } * if word.turned { 0.5 } else { 1.0 },
        ),
        Contest::Sibling => (Family::Sibling, word.score * 0.35),
    };
    let place_name = token.word.is_some_and(words::is_place);
    let code = match family {
        Family::Polarity => Code(20),
        Family::Name if place_name => Code(16),
        Family::Name => Code(13),
        _ => Code(25),
    };
    Some(Judgement {
        family,
        code,
        score: confidence(family, hand),
        hand,
        claim: token.span,
        document: place.document,
        sentence: place.sentence,
        focus,
        relation: None,
    })
}
