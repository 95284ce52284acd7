//! What speaks against the same slot although the words fit: another subject, another name, another event.
//! It must not know which rule would apply.

use rustc_hash::FxHashMap;

use crate::check::slot::side::{Key, Side};
use crate::claims::{ClaimedValue, Subject};
use crate::values::{Kind, Relation, Value, relate};

/// The source sentence must speak of the claim's subject, named or bound.
pub(super) fn same_subject(side: &Side<'_>, other: &Side<'_>) -> f32 {
    match side.claim.subject {
        Subject::Entity(entity, _) if other.holds(Key::Entity(entity)) => 1.0,
        Subject::Entity(..) => 0.5,
        Subject::UnknownName(name) => {
            let mut words = side.claim.words.iter().filter(|word| name.contains(word.span));
            if words.all(|word| other.holds(Key::Stem(word.stem))) { 1.0 } else { 0.3 }
        }
        Subject::Phrase(_) | Subject::None => 1.0,
    }
}

/// Each name in the value's clause that the source sentence lacks makes another statement of it: another office,
/// another country. Names of other clauses say little.
pub(super) fn same_names(side: &Side<'_>, value: &Value, other: &Side<'_>) -> f32 {
    let clause = side.clause_around(value);
    let missing = side.elements.iter().filter(|element| element.name && !other.holds(element.key));
    let worth = |own: bool| if own { 1.0 } else { 0.2 };
    let weight: f32 =
        missing.map(|e| e.weight.min(1.0) * worth(clause.is_none_or(|own| own == e.clause))).sum();
    1.0 / (1.0 + 0.35 * weight)
}

/// A source value that another value of the claim already states is the other's partner, not this one's.
pub(super) fn not_taken(side: &Side<'_>, claimed: &ClaimedValue, offer: &Value) -> f32 {
    let others =
        side.values.iter().filter(|(other, value)| other.value != claimed.value && value.kind == offer.kind);
    let taken = others.map(|(_, value)| relate(value, offer)).any(|relation| relation == Relation::Same);
    if taken { 0.6 } else { 1.0 }
}

/// Whether the claim's values are found in a source sentence: where all others differ too, it tells of another event.
pub(super) struct Agreement {
    /// By index into the draft's values: found with an agreeing value, or only with disagreeing ones.
    agrees: FxHashMap<u32, bool>,
}

impl Agreement {
    pub(super) fn of(side: &Side<'_>, other: &Side<'_>) -> Self {
        let judged = side.values.iter().filter(|(_, value)| !value.weak);
        let agrees =
            judged.filter_map(|(claimed, value)| Some((claimed.value, verdict(claimed, value, other)?)));
        Agreement { agrees: agrees.collect() }
    }

    /// 1 where nothing speaks against the same event, less where the claim's other values differ as well.
    pub(super) fn of_others(&self, value: u32) -> f32 {
        let others = self.agrees.iter().filter(|(other, _)| **other != value);
        let (mut agreeing, mut differing) = (0_u32, 0_u32);
        for (_, agrees) in others {
            if *agrees {
                agreeing += 1;
            } else {
                differing += 1;
            }
        }
        match differing {
            0 => 1.0,
            _ if agreeing >= differing => 0.9,
            _ => 0.6,
        }
    }
}

/// Whether some comparable value agrees; `None` where there is none to compare with.
fn verdict(claimed: &ClaimedValue, value: &Value, other: &Side<'_>) -> Option<bool> {
    let comparable = other.values.iter().filter(|(offered, offer)| {
        offer.kind == value.kind && (value.kind != Kind::Number || offered.head == claimed.head)
    });
    let mut verdict = None;
    for (_, offer) in comparable {
        let relation = relate(value, offer);
        if relation.agrees() || relation.tolerates() {
            return Some(true);
        }
        if relation.disagrees() {
            verdict = Some(false);
        }
    }
    verdict
}
