//! F040: a figure about somebody whom the sources know, which no source has. Only for writers who ask for it.
//! It must not know which figure would be right.

use super::grammar::one_line;
use crate::check::alignment::Aligned;
use crate::check::{Code, Draft, Finding, Severity};
use crate::claims::{Claim, Stem, Subject};
use crate::corpus::{KindSet, Query};
use crate::names::Binding;
use crate::values::{Kind, Value, relate};

pub(in crate::check) const CODE: Code = Code(40);

/// Share of the draft's words that a source sentence must have to speak of the matter at all.
const SAME_MATTER: f32 = 0.6;
/// Sentences with values of the kind in which the figure is sought.
const SOUGHT: usize = 48;
/// A brief of nothing but new figures is not underlined from end to end: numbers up to this one pass.
const SMALLEST: i64 = 13;

pub(super) fn findings(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Vec<Finding> {
    let Some(nearest) = aligned.first().filter(|best| best.found >= SAME_MATTER) else { return Vec::new() };
    let Subject::Entity(entity, Binding::Named) = claim.subject else { return Vec::new() };
    if claim.frame.opinion || !claim.frame.attributions.is_empty() {
        return Vec::new();
    }
    let figures = claim.values.iter().filter_map(|claimed| {
        let value = draft.analysis.values.get(claimed.value as usize)?;
        is_figure(value).then_some(value)
    });
    figures
        .filter_map(|value| {
            let stems: Vec<Stem> = claim.words.iter().map(|word| word.stem).collect();
            let kinds = KindSet::of([value.kind]);
            let query = Query { entities: &[entity], stems: &stems, kinds, limit: SOUGHT };
            let hits = draft.corpus.index().find(&query);
            let stated = hits.iter().any(|hit| {
                draft.corpus.claim(hit.at).is_some_and(|(source, claim)| {
                    source
                        .values_of(claim)
                        .map(|offer| relate(value, offer))
                        .any(|relation| relation.agrees() || relation.tolerates())
                })
            });
            // Too many to look at all of them: the figure may stand in one of the others.
            if stated || hits.len() >= SOUGHT {
                return None;
            }
            let name =
                draft.corpus.lexicon().get(entity).map(|entity| entity.canonical.clone()).unwrap_or_default();
            Some(Finding {
                code: CODE,
                severity: Severity::Information,
                span: value.core,
                claim: claim.span,
                message: format!("No source gives \"{}\" for {name}", one_line(value.span, draft.text)),
                evidence: vec![nearest.evidence(nearest.claim.span)],
                fixes: Vec::new(),
            })
        })
        .collect()
}

fn is_figure(value: &Value) -> bool {
    let large = value.interval.stated().is_some_and(|number| number >= SMALLEST.into());
    let counted = value.kind == Kind::Number && !value.head.is_empty() && large;
    !value.weak && (counted || matches!(value.kind, Kind::Money | Kind::Percent))
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::corpus::{Corpus, SourceDocument};
    use crate::text::Markup;

    const SOURCE: &str =
        "The Pilatus Cable Company runs 14 cabins and employs 62 guards. Its budget is 3 million francs.";

    fn found(draft: &str, options: &Options) -> Vec<String> {
        let corpus = Corpus::build(vec![SourceDocument::plain("cable.txt", SOURCE)], Vec::new());
        let analysis = corpus.analyse(draft, Markup::Plain);
        let findings = check(draft, &analysis, &corpus, options);
        let own = findings.into_iter().filter(|finding| finding.code == super::CODE);
        own.map(|finding| format!("{} {}", finding.code, finding.span.of(draft))).collect()
    }

    #[test]
    fn a_figure_that_no_source_has_is_noted_for_those_who_ask() {
        let draft = "The Pilatus Cable Company runs 14 cabins with 4,500 guests.";
        assert_eq!(found(draft, &Options { off: Vec::new(), ..Options::default() }), ["F040 4,500"]);
        assert_eq!(found(draft, &Options::default()), Vec::<String>::new());
    }

    #[test]
    fn sourced_small_attributed_and_foreign_figures_are_silent() {
        for draft in [
            "The Pilatus Cable Company runs 14 cabins.",
            "The Pilatus Cable Company sold 4,500 tickets on Sunday.",
            "The Pilatus Cable Company has a budget of 3 million francs.",
            "The Pilatus Cable Company met 3 mayors.",
            "According to its chair, the Pilatus Cable Company runs 14 cabins with 4,500 guests.",
            "The Rigi Railway runs 14 cabins with 4,500 guests.",
            "The Pilatus Cable Company was founded in 1898.",
        ] {
            assert_eq!(
                found(draft, &Options { off: Vec::new(), ..Options::default() }),
                Vec::<String>::new(),
                "{draft}"
            );
        }
    }
}
