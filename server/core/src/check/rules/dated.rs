//! F030 and F031: figures that change with time. A newer source has another one; a stock figure stands without its date.
//! It must not know the day on which it runs: only the days that sources state of themselves.

use jiff::civil::Date;

use super::grammar::{is_being, is_having, one_line};
use crate::check::alignment::{Aligned, Side, mentions_of, side_of};
use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity, fix};
use crate::claims::{Claim, stem_of, tokens_of};
use crate::corpus::Source;
use crate::text::{MONTHS, Span};
use crate::values::{Kind, Relation, Value, relate};

const SUPERSEDED: Code = Code(30);
const UNDATED: Code = Code(31);

/// Share of the draft's words that a source sentence must have to state the same figure.
const SAME_FIGURE: f32 = 0.6;

/// At most one finding for each figure of the sentence.
pub(super) fn findings(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Vec<Finding> {
    let values: Vec<&Value> =
        claim.values.iter().filter_map(|claimed| draft.analysis.values.get(claimed.value as usize)).collect();
    // A sentence with a date says itself when its figures held.
    if values.is_empty() || values.iter().any(|value| value.kind == Kind::Date) {
        return Vec::new();
    }
    let figures = values.into_iter().filter(|value| is_figure(value));
    figures
        .filter_map(|value| {
            let stated = stated(draft, claim, aligned, value);
            superseded(draft, claim, value, &stated).or_else(|| undated(draft, claim, value, &stated))
        })
        .collect()
}

fn is_figure(value: &Value) -> bool {
    let counted = value.kind == Kind::Number && !value.head.is_empty();
    !value.weak && (counted || matches!(value.kind, Kind::Money | Kind::Percent))
}

/// The same figure in a source that is dated.
struct Stated<'s> {
    beside: &'s Aligned<'s>,
    value: &'s Value,
    relation: Relation,
    day: Date,
}

/// The figures of the same head or kind in dated sources whose sentence tells of the same.
fn stated<'s>(
    draft: &Draft<'_>,
    claim: &Claim,
    aligned: &'s [Aligned<'s>],
    value: &Value,
) -> Vec<Stated<'s>> {
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let mut out = Vec::new();
    for beside in aligned.iter().filter(|one| one.found >= SAME_FIGURE) {
        let Some(day) = day_of(beside.source) else { continue };
        let same_slot = |other: &&Value| {
            other.kind == value.kind && same_head(draft.text, value, &beside.source.text, other)
        };
        let mut comparable = beside.source.values_of(beside.claim).filter(same_slot);
        // Two figures of one kind in a sentence may be those of two things.
        let (Some(other), None) = (comparable.next(), comparable.next()) else { continue };
        if own.names_known_to(&side_of(beside.source, beside.claim), Span::default()) {
            out.push(Stated { beside, value: other, relation: relate(value, other), day });
        }
    }
    out
}

/// The day that a source's figures describe: its own as-of date, else the day of its publication.
fn day_of(source: &Source) -> Option<Date> {
    source.metadata.as_of.or(source.metadata.issued)
}

fn same_head(draft: &str, value: &Value, source: &str, other: &Value) -> bool {
    let last = |text: &str| text.split_whitespace().last().map(stem_of);
    value.kind != Kind::Number || last(value.head.of(draft)) == last(other.head.of(source))
}

fn superseded(draft: &Draft<'_>, claim: &Claim, value: &Value, stated: &[Stated<'_>]) -> Option<Finding> {
    let newest = stated.iter().max_by_key(|one| one.day)?;
    let older = stated.iter().find(|one| one.relation.agrees() && one.day < newest.day)?;
    let current = stated.iter().any(|one| one.day == newest.day && !one.relation.disagrees());
    if current || !newest.relation.disagrees() {
        return None;
    }
    let (text, source) = (draft.text, &newest.beside.source.text);
    let day = written(newest.day)?;
    let message = format!(
        "A newer source has another figure: the draft says \"{}\", as of {day} it is \"{}\"",
        one_line(value.span, text),
        one_line(newest.value.span, source)
    );
    let (own, other) = (value.core.of(text), newest.value.core.of(source));
    let replacement = fix::replacement(own, value, other, newest.value);
    let fixes = replacement.map(|new| {
        let rest = Span { start: value.core.end, end: without_stop(text, claim.span) };
        Fix {
            title: format!("Replace \"{own}\" with \"{new}\", as of {day}"),
            span: value.core.cover(rest),
            replacement: format!("{new}{} as of {day}", rest.of(text)),
        }
    });
    Some(Finding {
        code: SUPERSEDED,
        severity: Severity::Warning,
        span: value.core,
        claim: claim.span,
        message,
        evidence: vec![
            newest.beside.evidence(newest.value.core),
            Evidence {
                source: Some(older.beside.at.source),
                sentence: older.beside.claim.span,
                focus: older.value.core,
            },
        ],
        fixes: fixes.into_iter().collect(),
    })
}

fn undated(draft: &Draft<'_>, claim: &Claim, value: &Value, stated: &[Stated<'_>]) -> Option<Finding> {
    let source = stated.iter().filter(|one| one.relation.agrees()).max_by_key(|one| one.day)?;
    if !is_stock(draft.text, claim, value) || !is_present(draft.text, claim) {
        return None;
    }
    let day = written(source.day)?;
    let end = without_stop(draft.text, claim.span);
    Some(Finding {
        code: UNDATED,
        severity: Severity::Information,
        span: value.core,
        claim: claim.span,
        message: format!(
            "This figure changes with time: the source gives \"{}\" as of {day}",
            one_line(value.span, draft.text)
        ),
        evidence: vec![source.beside.evidence(source.value.core)],
        fixes: vec![Fix {
            title: format!("Insert \"as of {day}\""),
            span: Span { start: end, end },
            replacement: format!(" as of {day}"),
        }],
    })
}

/// Whether the counted people or things are counted again and again: displaced, detained, enrolled.
fn is_stock(text: &str, claim: &Claim, value: &Value) -> bool {
    let near = Span { start: value.span.start, end: claim.span.end.min(value.span.end + 80) };
    tokens_of(text, near).iter().any(|token| {
        matches!(
            &*token.lower,
            "displaced"
                | "detained"
                | "detainees"
                | "prisoners"
                | "refugees"
                | "enrolled"
                | "inhabitants"
                | "residents"
                | "population"
                | "unemployed"
                | "homeless"
                | "idps"
                | "IDPs"
                | "migrants"
                | "hostages"
                | "missing"
                | "registered"
                | "imprisoned"
                | "employees"
                | "pupils"
                | "members"
        )
    })
}

fn is_present(text: &str, claim: &Claim) -> bool {
    let present = |lower: &str| {
        (is_being(lower) || is_having(lower))
            && !matches!(lower, "was" | "were" | "had" | "been" | "be" | "being")
            || matches!(lower, "currently" | "now" | "remain" | "remains" | "live" | "hosts" | "host")
    };
    tokens_of(text, claim.span).iter().any(|token| present(&token.lower))
}

fn without_stop(text: &str, sentence: Span) -> u32 {
    let kept = sentence.of(text).trim_end_matches(['.', '!', '?', ' ', '\n']).len();
    Span::new(sentence.start as usize, sentence.start as usize + kept).end
}

/// "3 May 2024".
fn written(day: Date) -> Option<String> {
    let month = MONTHS.get(usize::try_from(day.month()).ok()?.checked_sub(1)?)?;
    Some(format!("{} {month} {}", day.day(), day.year()))
}

/// What a source's "last year" or "on Tuesday" is, counted from the day on which it was written, for the end of a message.
/// Empty for a date that says itself when it was.
pub(super) fn counted(value: &Value) -> String {
    let range = value.date.filter(|date| date.counted);
    let Some((first, last)) = range.and_then(|range| range.start.zip(range.end)) else {
        return String::new();
    };
    let whole_year = first == first.first_of_year() && last == first.last_of_year();
    let days = match (written(first), written(last)) {
        _ if whole_year => Some(first.year().to_string()),
        (Some(day), _) if first == last => Some(day),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
        _ => None,
    };
    days.map(|days| format!(" (counted from its own date: {days})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, check};
    use crate::corpus::{Corpus, Metadata, SourceDocument};
    use crate::text::Markup;

    fn source(name: &str, day: Option<Date>, text: &str) -> SourceDocument {
        let metadata = Metadata { as_of: day, ..Metadata::default() };
        SourceDocument { metadata, ..SourceDocument::plain(name, text) }
    }

    /// Findings of the two codes: code, underlined text and the sentence after the first fix.
    fn found(draft: &str) -> Vec<(String, String, String)> {
        let day = |year, month, day| Some(Date::constant(year, month, day));
        let corpus = Corpus::build(
            vec![
                source(
                    "old.txt",
                    day(2022, 5, 3),
                    "The Tisza Camp shelters 2,400 displaced families in Szolnok. The Tisza Camp employs 40 nurses.",
                ),
                source(
                    "new.txt",
                    day(2024, 6, 30),
                    "The Tisza Camp shelters 3,100 displaced families in Szolnok.",
                ),
                source("undated.txt", None, "The Eger Camp shelters 700 displaced families in Eger."),
            ],
            Vec::new(),
        );
        let analysis = corpus.analyse(draft, Markup::Plain);
        let findings = check(draft, &analysis, &corpus, &Options::default());
        let dated = findings.into_iter().filter(|finding| [SUPERSEDED, UNDATED].contains(&finding.code));
        dated
            .map(|finding| {
                let mut fixed = draft.to_owned();
                if let Some(fix) = finding.fixes.first() {
                    fixed.replace_range(fix.span.range(), &fix.replacement);
                }
                (finding.code.to_string(), finding.span.of(draft).to_owned(), fixed)
            })
            .collect()
    }

    #[test]
    fn a_source_tells_its_last_year_by_its_own_date() {
        let text = "The Harbour Trust repaired 60 boats last year. The Harbour Trust was founded in 1968.";
        let draft = "The Harbour Trust repaired 60 boats in 2019.";
        let message = |day| {
            let corpus = Corpus::build(vec![source("a.txt", day, text)], Vec::new());
            let analysis = corpus.analyse(draft, Markup::Plain);
            let findings = check(draft, &analysis, &corpus, &Options::default());
            findings.first().map(|finding| (finding.message.clone(), finding.fixes.clone()))
        };
        let (told, fixes) = message(Some(jiff::civil::date(2023, 5, 8))).unwrap();
        assert!(told.ends_with("\"last year\" (counted from its own date: 2022)"), "{told}");
        assert_eq!(fixes.first().map(|fix| fix.replacement.as_str()), Some("2022"));
        assert_eq!(message(Some(jiff::civil::date(2020, 5, 8))), None);
        assert_eq!(message(None), None);
    }

    #[test]
    fn a_figure_that_a_newer_source_replaces_is_flagged() {
        let expected = "The Tisza Camp shelters 3,100 displaced families in Szolnok as of 30 June 2024.";
        assert_eq!(
            found("The Tisza Camp shelters 2,400 displaced families in Szolnok."),
            [("F030".to_owned(), "2,400".to_owned(), expected.to_owned())]
        );
    }

    #[test]
    fn a_stock_figure_without_its_date_is_noted() {
        let expected = "The Tisza Camp has 3,100 displaced families in Szolnok as of 30 June 2024.";
        assert_eq!(
            found("The Tisza Camp has 3,100 displaced families in Szolnok."),
            [("F031".to_owned(), "3,100".to_owned(), expected.to_owned())]
        );
    }

    #[test]
    fn dated_sentences_undated_sources_and_other_figures_are_silent() {
        for draft in [
            "In May 2022 the Tisza Camp sheltered 2,400 displaced families in Szolnok.",
            "As of 30 June 2024 the Tisza Camp has 3,100 displaced families in Szolnok.",
            "The Eger Camp has 700 displaced families in Eger.",
            "The Tisza Camp employs 40 nurses.",
            "The Tisza Camp has 12 kitchens in Szolnok.",
        ] {
            assert_eq!(found(draft), [], "{draft}");
        }
    }
}
