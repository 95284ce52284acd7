//! Rules that lay a whole draft sentence beside the source sentences of the same matter.
//! It must not know whether single values agree: those are judged slot by slot.

use super::{
    agent, attribution, dated, elapsed, hedge, office, relative_date, role, stance, status, total, unsourced,
};
use crate::check::alignment::aligned;
use crate::check::{Draft, Finding};
use crate::claims::Claim;

/// The findings of one sentence: who says it, how sure and how far along it is, who does it to whom.
pub(in crate::check) fn findings(draft: &Draft<'_>, claim: &Claim) -> Vec<Finding> {
    let sums = [total::finding(draft, claim), elapsed::finding(draft, claim)];
    let aligned = aligned(draft, claim);
    let attribution = attribution::finding(draft, claim, &aligned);
    let hedge = hedge::finding(draft, claim, &aligned).filter(|_| attribution.is_none());
    let status = status::finding(draft, claim, &aligned);
    let role = role::finding(draft, claim, &aligned);
    let office = office::finding(draft, claim, &aligned);
    let stance = stance::finding(draft, claim, &aligned);
    let agent = agent::finding(draft, claim, &aligned).filter(|_| role.is_none());
    let mut found = dated::findings(draft, claim, &aligned);
    found.extend(hedge::operators(draft, claim, &aligned));
    if !draft.options.off.contains(&unsourced::CODE) {
        found.extend(unsourced::findings(draft, claim, &aligned));
    }
    if !draft.options.off.contains(&relative_date::CODE) {
        found.extend(relative_date::findings(draft, claim));
    }
    found.extend(sums.into_iter().chain([attribution, hedge, status, role, office, stance, agent]).flatten());
    found
}
