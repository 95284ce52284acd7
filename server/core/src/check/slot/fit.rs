//! How well the surroundings of a source's value fit those of the draft's.
//! It must not know whether the values agree, nor who the subject is.

use crate::check::slot::side::{Element, Side};
use crate::claims::ClaimedValue;
use crate::values::{Kind, Value};

/// Content words on each side of a value that count as its surroundings.
const WINDOW: usize = 5;
/// What a word of another clause is worth as surroundings, where the value's own clause has words of its own.
const OTHER_CLAUSE: f32 = 0.1;

/// One value of the draft against one of a source.
pub(super) struct Slot<'s> {
    pub(super) side: &'s Side<'s>,
    pub(super) claimed: &'s ClaimedValue,
    pub(super) value: &'s Value,
    pub(super) other: &'s Side<'s>,
    pub(super) offered: &'s ClaimedValue,
    pub(super) offer: &'s Value,
}

/// How much of a value's surroundings was found around the other value.
#[derive(Clone, Copy, Default)]
struct Found {
    weight: f32,
    all: f32,
}

impl Found {
    fn share(self, doubt: f32) -> f32 {
        self.weight / (self.all + doubt)
    }
}

impl Slot<'_> {
    /// 0 to 1. What the two values say is not looked at.
    pub(super) fn fit(&self) -> f32 {
        let words = self.surroundings(|element| !element.name);
        let names = self.surroundings(|element| element.name);
        let local = Found { weight: words.weight + names.weight, all: words.all + names.all }.share(0.25);
        let wide = self.side.covered_by(self.other).max(0.9 * self.other.covered_by(self.side));
        let weak = if self.value.weak || self.offer.weak { 0.7 } else { 1.0 };
        let other_kind = if self.value.kind == self.offer.kind { 1.0 } else { 0.6 };
        let fit = match self.value.kind {
            Kind::Date => 0.65 * local + 0.3 * wide + 0.05 * self.same_modifier(),
            Kind::Number => 0.3 * self.heads() + 0.45 * local + 0.25 * wide,
            _ => 0.65 * local + 0.35 * wide,
        };
        // Names alone are no slot: "was founded in 1950" is not "has been operating since 1992".
        let predicate = if words.all > 0.0 { (0.4 + 1.2 * words.share(0.0)).min(1.0) } else { 0.7 };
        fit * weak * other_kind * predicate * self.counts_same()
    }

    /// The words next to the draft's value, found next to the source's.
    fn surroundings(&self, counts: impl Fn(&Element) -> bool) -> Found {
        let split = self.side.elements.partition_point(|element| element.at < self.claimed.at);
        let (left, right) = self.side.elements.split_at(split);
        let near_first =
            left.iter().rev().take(WINDOW).enumerate().chain(right.iter().take(WINDOW).enumerate());
        let clause = self.side.clause_around(self.value);
        let mut found = Found::default();
        for (distance, element) in near_first.filter(|(_, element)| counts(element)) {
            let same_clause = if clause.is_none_or(|own| own == element.clause) { 1.0 } else { OTHER_CLAUSE };
            let weight = same_clause * element.weight * element.strength / (1.0 + 0.35 * distance as f32);
            let offset = i32::from(element.at) - i32::from(self.claimed.at);
            found.all += weight;
            found.weight += weight * self.other.near(element.key, self.offered.at, offset);
        }
        found
    }

    /// Counts of other things are no answer to each other, however alike their surroundings.
    fn counts_same(&self) -> f32 {
        let differ = matches!((self.claimed.head, self.offered.head), (Some(a), Some(b)) if a != b);
        if self.value.kind == Kind::Number && differ { 0.6 } else { 1.0 }
    }

    fn heads(&self) -> f32 {
        match (self.claimed.head, self.offered.head) {
            (Some(a), Some(b)) if a == b => 1.0,
            (Some(_), Some(_)) => 0.0,
            (None, None) => 0.6,
            _ => 0.3,
        }
    }

    fn same_modifier(&self) -> f32 {
        let modifier = |value: &Value| value.date.map(|date| date.modifier);
        if modifier(self.value) == modifier(self.offer) { 1.0 } else { 0.0 }
    }
}
