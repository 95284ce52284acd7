//! F033: words that will be read on another day than they were written. Only for writers who ask for it.
//! It must not know sources.

use crate::check::{Code, Draft, Evidence, Finding, Severity};
use crate::claims::{Claim, tokens_of};
use crate::text::Span;
use crate::values::Kind;

pub(in crate::check) const CODE: Code = Code(33);

pub(in crate::check) fn findings(draft: &Draft<'_>, claim: &Claim) -> Vec<Finding> {
    let values = claim.values.iter().filter_map(|claimed| draft.analysis.values.get(claimed.value as usize));
    let relative = values.filter(|value| {
        value.kind == Kind::Date
            && value.date.is_some_and(|date| date.needs_document_date && date.relative.is_some())
    });
    let mut spans: Vec<Span> = relative.map(|value| value.span).collect();
    let words = tokens_of(draft.text, claim.span);
    let vague = words.iter().filter(|token| {
        matches!(&*token.lower, "recent" | "recently" | "currently" | "nowadays" | "lately" | "presently")
    });
    spans.extend(
        vague
            .map(|token| token.span)
            .filter(|span| !spans.iter().any(|known| known.overlaps(*span)))
            .collect::<Vec<_>>(),
    );
    spans.sort_unstable();
    spans.into_iter().map(|span| finding(draft, claim, span)).collect()
}

fn finding(draft: &Draft<'_>, claim: &Claim, span: Span) -> Finding {
    Finding {
        code: CODE,
        severity: Severity::Hint,
        span,
        claim: claim.span,
        message: format!("\"{}\" means another time to a later reader: a date does not", span.of(draft.text)),
        evidence: vec![Evidence { source: None, sentence: claim.span, focus: span }],
        fixes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::corpus::Corpus;
    use crate::text::Markup;

    fn found(draft: &str, options: &Options) -> Vec<String> {
        let corpus = Corpus::build(Vec::new(), Vec::new());
        let analysis = corpus.analyse(draft, Markup::Plain);
        let findings = check(draft, &analysis, &corpus, options);
        findings.into_iter().map(|finding| finding.span.of(draft).to_owned()).collect()
    }

    #[test]
    fn relative_dates_are_hinted_at_for_those_who_ask() {
        let all = Options { off: Vec::new(), ..Options::default() };
        assert_eq!(found("The mill was closed last year.", &all), ["last year"]);
        assert_eq!(found("The mill is currently closed.", &all), ["currently"]);
        assert_eq!(found("The mill was closed in 2019.", &all), Vec::<String>::new());
        assert_eq!(found("The mill is idle.", &all), Vec::<String>::new());
    }

    #[test]
    fn nobody_else_is_bothered() {
        assert_eq!(found("The mill was closed last year.", &Options::default()), Vec::<String>::new());
    }
}
