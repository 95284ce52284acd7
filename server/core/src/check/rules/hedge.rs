//! F022: the source doubts or hedges, the draft is sure.
//! It must not know who says it: a claim stated as a fact is `attribution`'s.

use super::grammar::one_line;
use crate::check::alignment::{Aligned, Side, mentions_of, side_of, values_agree};
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::claims::{Claim, Manner, Reach, Stem};
use crate::text::Span;
use crate::values::{Kind, Operator, Relation, Value, relate};

const CODE: Code = Code(22);

/// Share of the draft's words that a source sentence must have to tell of the same.
const SAME_MATTER: f32 = 0.7;
/// A sentence nearly as close that says it without a hedge excuses the draft.
const AS_GOOD: f32 = 0.85;
/// Share of the doubted words that the draft must have.
const DOUBTED: f32 = 0.7;

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    // Who gives a speaker or doubts something states nothing as sure.
    let sure = |claim: &Claim| claim.frame.attributions.iter().all(|said| said.manner == Manner::Calls);
    let hedged = !sure(claim) || !claim.frame.doubts.is_empty() || !claim.frame.stages.is_empty();
    if hedged && claim.frame.attributions.iter().any(|said| said.manner == Manner::Hearsay)
        || !claim.frame.doubts.is_empty()
        || claim.words.len() < 3
        || claim.frame.opinion
    {
        return None;
    }
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let best = aligned.first().filter(|best| best.found >= SAME_MATTER)?;
    let mut against = None;
    for one in aligned.iter().take_while(|one| one.found >= best.found * AS_GOOD) {
        let other = side_of(one.source, one.claim);
        match doubt_of(draft, &own, &other) {
            None => return None,
            Some(doubt) => against = against.or(Some((one, doubt))),
        }
    }
    let (beside, doubt) = against?;
    let other = side_of(beside.source, beside.claim);
    let hearsay = beside.claim.frame.attributions.iter().any(|said| said.cue == doubt.cue);
    if !hedged || hearsay {
        if !own.names_known_to(&other, Span::default())
            || !values_agree(&draft.analysis.values, claim, beside.source, beside.claim)
            || claim.frame.denials.len() % 2 != beside.claim.frame.denials.len() % 2
        {
            return None;
        }
        return Some(finding_of(draft, &own, beside, doubt));
    }
    None
}

/// "nearly 4,000" and "more than 360" stated as plain numbers: one finding for each.
pub(super) fn operators(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Vec<Finding> {
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let values = claim.values.iter().filter_map(|claimed| draft.analysis.values.get(claimed.value as usize));
    let plain =
        values.filter(|value| value.operator == Operator::Equal && value.kind != Kind::Date && !value.weak);
    plain.filter_map(|value| operator_lost(draft, &own, value, aligned)).collect()
}

fn operator_lost(
    draft: &Draft<'_>,
    own: &Side<'_>,
    value: &Value,
    aligned: &[Aligned<'_>],
) -> Option<Finding> {
    let mut against = None;
    for beside in aligned.iter().filter(|one| one.found >= SAME_MATTER) {
        for other in beside.source.values_of(beside.claim).filter(|other| other.kind == value.kind) {
            match relate(value, other) {
                Relation::HedgeDropped => against = against.or(Some((beside, other))),
                relation if relation.agrees() => return None,
                _ => {}
            }
        }
    }
    let (beside, other) = against?;
    if !own.names_known_to(&side_of(beside.source, beside.claim), Span::default()) {
        return None;
    }
    let source = &beside.source.text;
    let hedge = Span { start: other.span.start, end: other.core.start };
    let hedge = one_line(hedge, source).to_lowercase();
    let (ours, theirs) = (value.core.of(draft.text), one_line(other.span, source));
    let at_start = value.core.start == own.claim.span.start;
    let fix = (!hedge.is_empty() && !at_start).then(|| Fix {
        title: format!("Insert \"{hedge}\""),
        span: Span { start: value.core.start, end: value.core.start },
        replacement: format!("{hedge} "),
    });
    Some(Finding {
        code: CODE,
        severity: Severity::Information,
        span: value.core,
        claim: own.claim.span,
        message: format!("Surer than the source: the draft says \"{ours}\", the source \"{theirs}\""),
        evidence: vec![beside.evidence(other.span)],
        fixes: fix.into_iter().collect(),
    })
}

/// The doubt or hearsay that reaches what the draft has of the source sentence, and of which the draft has nearly all.
fn doubt_of(draft: &Draft<'_>, own: &Side<'_>, other: &Side<'_>) -> Option<Reach> {
    let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
    let hearsay = other.claim.frame.attributions.iter().filter(|said| said.manner == Manner::Hearsay);
    let hearsay = hearsay.map(|said| Reach { cue: said.cue, scope: said.scope });
    let mut doubts = other.claim.frame.doubts.iter().copied().chain(hearsay);
    doubts.find(|doubt| {
        let first = other.claim.words.iter().find(|word| doubt.scope.overlaps(word.span));
        first.is_some_and(|word| own.has(word.stem))
            && other.share_in(own, weight, |word| doubt.scope.overlaps(word)) >= DOUBTED
    })
}

fn finding_of(draft: &Draft<'_>, own: &Side<'_>, beside: &Aligned<'_>, doubt: Reach) -> Finding {
    let source = &beside.source.text;
    let cue = one_line(doubt.cue, source);
    let first = beside.claim.words.iter().find(|word| doubt.scope.overlaps(word.span)).map(|word| word.stem);
    let word = own.claim.words.iter().find(|word| Some(word.stem) == first);
    let place = word.map_or(own.claim.span, |word| word.span);
    let adverb = cue.ends_with("ly") || cue == "perhaps";
    let fixes = word.filter(|_| adverb).map(|word| Fix {
        title: format!("Insert \"{cue}\""),
        span: Span { start: word.span.start, end: word.span.start },
        replacement: format!("{cue} "),
    });
    // "probably lost", where the doubt stands right before what the draft says.
    let doubted = beside.claim.words.iter().find(|word| Some(word.stem) == first && adverb);
    let near =
        doubted.filter(|word| word.span.start >= doubt.cue.end && word.span.start - doubt.cue.end <= 1);
    let theirs = near.map_or(cue.clone(), |word| one_line(doubt.cue.cover(word.span), source));
    Finding {
        code: CODE,
        severity: Severity::Information,
        span: place,
        claim: own.claim.span,
        message: format!(
            "Surer than the source: the draft says \"{}\", the source \"{theirs}\"",
            place.of(draft.text)
        ),
        evidence: vec![beside.evidence(doubt.cue)],
        fixes: fixes.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source reef.txt
The Reef Society probably lost two survey boats in the storm near Wakaya.
The bleaching of the northern reef appears to be a result of dredging by the Suva Port Company.
According to island sources, the Reef Society sold its museum, allegedly violating the heritage act.
The Reef Society might close its station on Kadavu. The station on Kadavu has a staff of nine.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn a_lost_hedge_is_noted() {
        check(
            "The Reef Society lost two survey boats in the storm near Wakaya.\n                 ^^^^ F022\n",
        );
        check(
            "According to island sources, the Reef Society sold its museum, violating the heritage act.\n                                                               ^^^^^^^^^ F022\n",
        );
        check(
            "The bleaching of the northern reef is a result of dredging by the Suva Port Company.\n                                        ^^^^^^ F022\n",
        );
    }

    #[test]
    fn a_number_without_its_hedge_is_noted() {
        let source = "--- source toll.txt\nThe Toll Office of Narva stopped more than 360 lorries at the Ivangorod bridge.\n--- draft\n";
        let check = |draft: &str| check_fixture(&format!("{source}{draft}"));
        check(
            "The Toll Office of Narva stopped 360 lorries at the Ivangorod bridge.\n                                 ^^^ F022\n",
        );
        check("The Toll Office of Narva stopped over 360 lorries at the Ivangorod bridge.\n");
        check("The Toll Office of Narva stopped 372 lorries at the Ivangorod bridge.\n");
        check("The Toll Office of Narva has 360 clerks.\n");
    }

    #[test]
    fn kept_hedges_and_other_statements_are_silent() {
        check("The Reef Society possibly lost two survey boats in the storm near Wakaya.\n");
        check("The Reef Society may have lost two survey boats in the storm near Wakaya.\n");
        check(
            "The bleaching of the northern reef seems to be a result of dredging by the Suva Port Company.\n",
        );
        check(
            "According to island sources, the Reef Society sold its museum, reportedly violating the heritage act.\n",
        );
        check("The station on Kadavu has a staff of nine.\n");
        check("The Reef Society bought two survey boats in Lautoka.\n");
        check("It is believed that the Reef Society lost two survey boats in the storm near Wakaya.\n");
    }
}
