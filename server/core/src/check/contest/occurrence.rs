//! What competes in the contest of values, and how it ends: plain data.
//! It must not know how well a value fits, nor what decides.

use super::pair::Fit;
use crate::values::Relation;

/// A source value that competes for the slot of a claim's value.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence {
    /// Which of the pairs, and which value of its sentence.
    pub pair: usize,
    pub value: usize,
    pub relation: Relation,
    /// How well it fills the slot, 0 to about 1.
    pub slot: f32,
    /// How well the nouns counted agree, 0 to 1.
    pub head: f32,
    pub fit: Fit,
}

/// The outcome for one claim value.
#[derive(Clone, Copy, Debug)]
pub struct SlotContest {
    /// Index of the claim's value.
    pub claim: usize,
    pub disagreeing: Occurrence,
    /// The best weighed slot of an agreeing value; 0 for none.
    pub agreeing: f32,
    pub agreeing_at: Option<Occurrence>,
    /// The claim's number is a sum or a difference of numbers of the sentence.
    pub arithmetic: bool,
    /// Where names are known, what is left of a disagreement with that sentence: 1 where nothing speaks against its being of the same
    /// subject, time, place and stage; 0 where names are not known.
    pub trust: f32,
    /// No other value of that sentence compares with the claim's.
    pub only: bool,
    pub score: f32,
}

/// A value of the claim that one place agrees with as well as another disagrees: two sources, or one source in two sentences, say two things.
#[derive(Clone, Copy, Debug)]
pub struct Dispute {
    pub agreeing: Occurrence,
    /// What disagrees, as it would count if nothing agreed.
    pub contest: SlotContest,
    /// Whether both stand in one document.
    pub within: bool,
}

impl SlotContest {
    pub fn margin(&self) -> f32 {
        self.disagreeing.slot - self.agreeing
    }
}

/// What the relation of two values is worth in the contest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Equal,
    Compatible,
    Tolerated,
    Against,
    Neither,
}

pub(super) fn side(relation: Relation) -> Side {
    match relation {
        Relation::Same => Side::Equal,
        Relation::Compatible => Side::Compatible,
        Relation::MorePrecise | Relation::HedgeDropped | Relation::Partial => Side::Tolerated,
        Relation::BoundEqual
        | Relation::Overstated
        | Relation::BoundReversed
        | Relation::UnitDiffers
        | Relation::Magnitude
        | Relation::Conflict => Side::Against,
        Relation::Incomparable => Side::Neither,
    }
}
