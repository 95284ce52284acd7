//! F011: a short form that the draft never explains, where the sources do. Only for writers who ask for it.
//! It must not know values, nor whether the short form is the right one (`acronym.rs`).

use rustc_hash::FxHashSet;

use crate::check::rules::acronym::evidence;
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::corpus::Expansion;
use crate::names::{Binding, EntityId, Mention, same_name};
use crate::text::Span;

pub(in crate::check) const CODE: Code = Code(11);

/// Short forms that every reader knows.
const KNOWN: [&str; 16] = [
    "AIDS", "CO2", "EU", "GDP", "HIV", "NATO", "NGO", "NGOs", "TV", "U.N.", "U.S.", "UAE", "UK", "UN", "US",
    "USA",
];

/// One hint for each short form, at its first use in the body of the text.
pub(in crate::check) fn findings(draft: &Draft<'_>) -> Vec<Finding> {
    let mut seen: FxHashSet<&str> = draft
        .analysis
        .definitions
        .iter()
        .flat_map(|definition| both_numbers(definition.short.of(draft.text)))
        .collect();
    let mut spelt_out: FxHashSet<EntityId> = FxHashSet::default();
    let mut out = Vec::new();
    for mention in draft.analysis.mentions.iter().filter(|mention| mention.binding == Binding::Named) {
        let written = mention.span.of(draft.text);
        let expansions = draft.corpus.glossary().expansions(written);
        if expansions.is_empty() {
            // A name in full explains the short form that follows.
            if written.contains(' ') {
                spelt_out.insert(mention.entity);
            }
            continue;
        }
        let Some(sentence) = draft.prose_around(mention.span) else { continue };
        if KNOWN.contains(&written) || spelt_out.contains(&mention.entity) || !seen.insert(written) {
            continue;
        }
        if is_explained_here(draft.text, sentence, mention.span) {
            continue;
        }
        out.extend(finding(draft, mention, sentence, expansions));
    }
    out
}

/// "NGOs" explains "NGO" too.
pub(super) fn both_numbers(short: &str) -> impl Iterator<Item = &str> {
    [Some(short), short.strip_suffix('s')].into_iter().flatten()
}

/// In a bracket ("… (UNHCR)"), before one ("UNHCR (…)"), inside a quotation, or a part of a longer word ("UN-led").
pub(super) fn is_explained_here(text: &str, sentence: Span, short: Span) -> bool {
    let before = Span { start: sentence.start, end: short.start }.of(text);
    let after = Span { start: short.end, end: sentence.end }.of(text);
    let quoted = before.matches(['“', '«']).count() > before.matches(['”', '»']).count()
        || before.matches('"').count() % 2 == 1;
    let bracket = before.trim_end().ends_with(['(', '[', '/']) || after.trim_start().starts_with(['(', '[']);
    let joined = after.starts_with(['-', '/', '\u{2010}', '\u{2011}', '@', '.']) && {
        after.chars().nth(1).is_some_and(char::is_alphanumeric)
    };
    quoted || bracket || joined
}

fn finding(
    draft: &Draft<'_>,
    mention: &Mention,
    sentence: Span,
    expansions: &[Expansion],
) -> Option<Finding> {
    let short = mention.span.of(draft.text);
    let mut wordings: Vec<&Expansion> = Vec::new();
    for expansion in expansions {
        if !wordings.iter().any(|known| same_name(&known.long, &expansion.long)) {
            wordings.push(expansion);
        }
    }
    let first = wordings.first()?;
    let evidence = wordings.iter().map(|expansion| evidence(draft, expansion)).collect();
    let message = match wordings.as_slice() {
        [_] => format!("{short} is used without its full name; the source calls it \"{}\"", first.long),
        _ => {
            format!("{short} is used without its full name, and the sources know {} of them", wordings.len())
        }
    };
    let fixes = wordings
        .iter()
        .take(3)
        .filter_map(|one| with_short_form(draft.text, sentence, mention.span, &one.long));
    Some(Finding {
        code: CODE,
        severity: Severity::Hint,
        span: mention.span,
        claim: sentence,
        message,
        evidence,
        fixes: fixes.collect(),
    })
}

/// "UNHCR" becomes "United Nations High Commissioner for Refugees (UNHCR)", where that reads well.
pub(super) fn with_short_form(text: &str, sentence: Span, short: Span, long: &str) -> Option<Fix> {
    let replacement = format!("{} ({})", in_full(text, sentence, short, long)?, short.of(text));
    Some(Fix { title: format!("Write \"{replacement}\""), span: short, replacement })
}

/// The name in full as it is written in the place of its short form; `None` where that reads badly.
pub(super) fn in_full(text: &str, sentence: Span, short: Span, long: &str) -> Option<String> {
    let before = Span { start: sentence.start, end: short.start }.of(text);
    let after = Span { start: short.end, end: sentence.end }.of(text);
    let article = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let possessive = after.starts_with(['\'', '’']);
    if matches!(article, "a" | "an" | "A" | "An") || possessive {
        return None;
    }
    let mut name = long.to_owned();
    if before.trim().is_empty()
        && let Some(first) = name.chars().next()
    {
        name.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Options;
    use crate::corpus::{Corpus, SourceDocument};
    use crate::text::Markup;

    const SOURCES: [&str; 2] = [
        "The Arctic Water Board (AWB) met the Nile Fund for Schools (NFS). Young river guards (YRGs) came. The World River Office (WRO) opened.",
        "The Alpine Wind Bureau (AWB) was closed. The World River Office (WRO) and the EU, that is the European Union (EU), paid.",
    ];

    /// The hints on `draft`: the short form and what the first fix writes.
    fn hints(draft: &str) -> Vec<(String, String)> {
        let sources =
            SOURCES.iter().enumerate().map(|(n, text)| SourceDocument::plain(format!("{n}"), *text));
        let corpus = Corpus::build(sources.collect(), Vec::new());
        let analysis = corpus.analyse(draft, Markup::Markdown);
        let options = Options::default();
        let found = findings(&Draft { text: draft, analysis: &analysis, corpus: &corpus, options: &options });
        assert!(found.iter().all(|one| one.severity == Severity::Hint && !one.evidence.is_empty()));
        let fix = |one: &Finding| one.fixes.first().map_or(String::new(), |fix| fix.replacement.clone());
        found.iter().map(|one| (one.span.of(draft).to_owned(), fix(one))).collect()
    }

    #[test]
    fn the_first_use_without_the_full_name_is_flagged_once() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("Work of the WRO goes on. WRO is large.", &[("WRO", "World River Office (WRO)")]),
            (
                "# WRO at work\n\nThe NFS pays. WRO came.",
                &[("NFS", "Nile Fund for Schools (NFS)"), ("WRO", "World River Office (WRO)")],
            ),
            ("YRGs met.", &[("YRGs", "Young river guards (YRGs)")]),
            ("They met AWB.", &[("AWB", "Arctic Water Board (AWB)")]),
            ("They met the WRO's staff.", &[("WRO", "")]),
        ];
        for (draft, expected) in cases {
            let found = hints(draft);
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(&found, expected, "{draft}");
        }
    }

    #[test]
    fn what_is_explained_or_known_stays_silent() {
        let drafts = [
            "The World River Office (WRO) met. WRO left.",
            "The World River Office met. WRO left.",
            "WRO (World River Office) met.",
            "The EU paid.",
            "They said: “WRO is late”.",
            "# The WRO\n\nThey met.",
            "> WRO came.",
            "The WRO-led talks began.",
            "The ABC met the Office.",
            "Young river guards (YRGs) came. A YRG left.",
        ];
        for draft in drafts {
            assert_eq!(hints(draft), [], "{draft}");
        }
    }
}
