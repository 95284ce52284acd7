//! Decides which values of the sources speak of the same thing as a value of the draft: the slot comes before the value.
//! It must not know codes, messages or severities.
//!
//! Every comparable value of the candidate sentences is measured by how well its surroundings fit those of the draft's
//! value (`design/verdict-experiments.md`, sections 3.4 and 3.5, with stems alone). Whether it agrees is looked at last.

mod fit;
mod guard;
mod qualifier;
mod side;

use crate::check::Draft;
use crate::check::slot::fit::Slot;
use crate::check::slot::guard::Agreement;
use crate::check::slot::side::Side;
use crate::claims::{Claim, Stem};
use crate::corpus::{KindSet, Query, SentenceRef};
use crate::names::EntityId;
use crate::values::{Kind, Relation, relate};

/// A value of the draft and one of a source that speak of the same slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairing {
    /// Index into the draft's `analysis.values`.
    pub draft_value: u32,
    pub at: SentenceRef,
    /// Index into the source's `analysis.values`.
    pub source_value: u32,
    pub relation: Relation,
    /// How well the surroundings fit, 0 to 1.
    pub fit: f32,
}

/// Sentences of the sources that one claim is compared with at most.
const CANDIDATES: usize = 32;
/// A pairing below this fit says nothing at all.
const LEAST_FIT: f32 = 0.3;

/// All pairings of a claim's values, for each draft value best fit first.
pub(super) fn pairings(draft: &Draft<'_>, claim: &Claim) -> Vec<Pairing> {
    if claim.values.is_empty() {
        return Vec::new();
    }
    let side = Side::new(draft.text, draft.analysis, claim, draft.corpus);
    let narrowing = qualifier::narrowing_words(draft.text, claim.span);
    let mut out = Vec::new();
    for at in candidates(draft, &side) {
        let Some((source, source_claim)) = draft.corpus.claim(at) else { continue };
        let other = Side::new(&source.text, &source.analysis, source_claim, draft.corpus);
        let same_event = qualifier::same_extent(&narrowing, &source.text, source_claim.span)
            * qualifier::same_stage(claim, source_claim);
        pair_values(&side, &other, at, same_event, &mut out);
    }
    out.sort_by(|a, b| {
        let key = |p: &Pairing| (p.draft_value, p.at, p.source_value);
        a.draft_value.cmp(&b.draft_value).then(b.fit.total_cmp(&a.fit)).then(key(a).cmp(&key(b)))
    });
    out
}

fn candidates(draft: &Draft<'_>, side: &Side<'_>) -> Vec<SentenceRef> {
    let kinds = side.values.iter().flat_map(|(_, value)| comparable_kinds(value.kind)).copied();
    let entities: Vec<EntityId> = side.entities().collect();
    let stems: Vec<Stem> = side.claim.words.iter().map(|word| word.stem).collect();
    let query = Query { entities: &entities, stems: &stems, kinds: KindSet::of(kinds), limit: CANDIDATES };
    draft.corpus.index().find(&query).into_iter().map(|hit| hit.at).collect()
}

fn comparable_kinds(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::Number => &[Kind::Number, Kind::Date, Kind::Money],
        Kind::Date => &[Kind::Date, Kind::Number],
        Kind::Money => &[Kind::Money, Kind::Number],
        Kind::Percent | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio => {
            &[Kind::Percent, Kind::PercentagePoint, Kind::Fraction, Kind::Ratio]
        }
        Kind::Ordinal => &[Kind::Ordinal],
        Kind::Quantity => &[Kind::Quantity],
        Kind::Duration => &[Kind::Duration],
    }
}

/// `same_event`: 1, or less where the whole claim is narrowed to something else.
fn pair_values(side: &Side<'_>, other: &Side<'_>, at: SentenceRef, same_event: f32, out: &mut Vec<Pairing>) {
    let agreement = Agreement::of(side, other);
    let same_subject = guard::same_subject(side, other);
    for (claimed, value) in &side.values {
        let same_matter = same_event
            * same_subject
            * guard::same_names(side, value, other)
            * agreement.of_others(claimed.value)
            * qualifier::same_turn(side, value, other);
        for (offered, offer) in &other.values {
            if !comparable_kinds(value.kind).contains(&offer.kind) {
                continue;
            }
            let relation = relate(value, offer);
            if relation == Relation::Incomparable {
                continue;
            }
            let slot = Slot { side, claimed, value, other, offered, offer };
            let free = if relation.disagrees() { guard::not_taken(side, claimed, offer) } else { 1.0 };
            let fit = slot.fit() * same_matter * free;
            if fit >= LEAST_FIT {
                out.push(Pairing {
                    draft_value: claimed.value,
                    at,
                    source_value: offered.value,
                    relation,
                    fit,
                });
            }
        }
    }
}
