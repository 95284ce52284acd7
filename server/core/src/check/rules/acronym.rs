//! F010: an acronym beside the name of another body.
//! It must not know values.
//!
//! A name that only abbreviates, adds to or spells otherwise what the sources write is the same name. A short form that
//! the draft explains by quite other words with the right initials is another body of the same letters: silence.

use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity};
use crate::claims::stem_of;
use crate::corpus::{Expansion, name_stems};
use crate::text::{BlockKind, Span};

const CODE: Code = Code(10);
/// Longest expansion that is looked at, in bytes.
const MAX_LONG: usize = 140;

/// "Long Name (LN)" or "LN (Long Name)" in the draft.
struct Expanded<'d> {
    short: Span,
    long: Span,
    short_text: &'d str,
    long_text: &'d str,
    /// The sentence or block that says so.
    claim: Span,
}

/// The findings of the draft's own definitions, in order.
pub(in crate::check) fn findings(draft: &Draft<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for sentence in &draft.analysis.sentences {
        let block = draft.analysis.blocks.get(sentence.block as usize);
        if block.is_some_and(|block| block.kind == BlockKind::Quote) {
            continue;
        }
        out.extend(
            expanded_in(draft.text, sentence.span).iter().filter_map(|expanded| judge(draft, expanded)),
        );
    }
    out
}

/// All brackets of a sentence that hold a short form or explain one.
fn expanded_in(text: &str, sentence: Span) -> Vec<Expanded<'_>> {
    let mut out = Vec::new();
    let source = sentence.of(text);
    for (open, _) in source.match_indices('(') {
        let Some(length) = source.get(open..).and_then(|rest| rest.find(')')) else { break };
        let inside = Span::new(open + 1, open + length).shifted(sentence.start as usize);
        let before = Span::new(sentence.start as usize, sentence.start as usize + open);
        let (inner, outer) = (trimmed(text, inside), trimmed(text, before));
        let found = match is_short(inner.of(text)) {
            true => phrase_before(text, outer).map(|long| (inner, long)),
            false => short_before(text, outer).map(|short| (short, inner)),
        };
        if let Some((short, long)) = found.filter(|(_, long)| long.len() <= MAX_LONG) {
            out.push(Expanded {
                short,
                long,
                short_text: short.of(text),
                long_text: long.of(text),
                claim: sentence,
            });
        }
    }
    out
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let lead = inner.len() - inner.trim_start().len();
    let from = span.start as usize + lead;
    Span::new(from, from + inner.trim().len())
}

/// Two to ten letters, mostly capitals, no spaces: "UNHCR", "UN-Habitat" is a name of its own.
fn is_short(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let length = text.chars().count();
    (2..=10).contains(&length) && text.chars().all(char::is_alphanumeric) && capitals * 2 > length
}

fn short_before(text: &str, before: Span) -> Option<Span> {
    let source = before.of(text);
    let start = source.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = Span::new(before.start as usize + start, before.end as usize);
    is_short(word.of(text)).then_some(word)
}

const CONNECTING: [&str; 9] = ["of", "for", "the", "and", "on", "in", "to", "against", "with"];

/// The capitalised phrase that ends here: "International Commission on Missing Persons".
fn phrase_before(text: &str, before: Span) -> Option<Span> {
    let source = before.of(text);
    let mut start = None;
    let mut end = source.len();
    while let Some(from) = word_start(source, end) {
        let word = source.get(from..end)?;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if matches!(word, "The" | "A" | "An") {
            break;
        }
        if capital {
            start = Some(from);
        } else if start.is_none() || !CONNECTING.contains(&word) {
            break;
        }
        let gap = source.get(..from)?;
        end = gap.trim_end().len();
        // A comma, a full stop or a quotation mark ends the name.
        if gap.trim_end().ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '&')) {
            break;
        }
    }
    let start = start?;
    Some(Span::new(before.start as usize + start, before.end as usize))
}

fn word_start(source: &str, end: usize) -> Option<usize> {
    let head = source.get(..end)?;
    if head.is_empty() {
        return None;
    }
    Some(
        head.rfind(char::is_whitespace)
            .map_or(0, |at| at + head.get(at..).and_then(|c| c.chars().next()).map_or(1, char::len_utf8)),
    )
}

fn judge(draft: &Draft<'_>, expanded: &Expanded<'_>) -> Option<Finding> {
    let known = draft.corpus.glossary().expansions(expanded.short_text);
    let stems = name_stems(expanded.long_text);
    if known.is_empty() || stems.len() < 2 {
        return None;
    }
    if known.iter().any(|expansion| same_name(expanded.long_text, &expansion.long)) {
        return None;
    }
    let first = known.first()?;
    if let Some((other, name)) = draft.corpus.glossary().ends_with_name(&stems) {
        if other != expanded.short_text {
            return Some(finding(draft, expanded, first, Severity::Error, Some((other, name))));
        }
        return None;
    }
    let resembles =
        known.iter().map(|expansion| shared(expanded.long_text, &expansion.long)).fold(0.0, f32::max);
    if resembles >= 0.5 {
        return Some(finding(draft, expanded, first, Severity::Error, None));
    }
    // Other words, and not even the letters: no homonym, but a body mistaken for another.
    let mistaken = names_a_body(expanded.long_text) && !has_initials(expanded.long_text, expanded.short_text);
    mistaken.then(|| finding(draft, expanded, first, Severity::Warning, None))
}

/// Whether the two differ only in words that one of them leaves out, or in spelling.
fn same_name(draft: &str, source: &str) -> bool {
    let (a, b) = (spelt(draft), spelt(source));
    let missing = |from: &[String], of: &[String]| {
        of.iter().filter(|word| !from.iter().any(|w| alike(w, word))).count()
    };
    missing(&a, &b) == 0 || missing(&b, &a) == 0
}

/// Content words in lower case, "UN" in full.
fn spelt(name: &str) -> Vec<String> {
    let words = name
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter(|word| !word.is_empty());
    let mut out = Vec::new();
    for word in words {
        if word == "UN" {
            out.extend(["united".to_owned(), "nations".to_owned()]);
        } else if !CONNECTING.contains(&word) && !matches!(word, "The" | "a" | "an" | "A") {
            out.push(word.to_lowercase());
        }
    }
    out
}

fn alike(a: &str, b: &str) -> bool {
    stem_of(a) == stem_of(b) || a.len() >= 5 && strsim::normalized_levenshtein(a, b) >= 0.8
}

/// Share of the source's words that the end of the draft's phrase has too.
fn shared(draft: &str, source: &str) -> f32 {
    let (own, known) = (spelt(draft), spelt(source));
    let tail = own.get(own.len().saturating_sub(known.len() + 1)..).unwrap_or(&[]);
    let found = known.iter().filter(|word| tail.iter().any(|w| alike(w, word))).count();
    found as f32 / known.len().max(1) as f32
}

const BODIES: [&str; 24] = [
    "agency",
    "alliance",
    "association",
    "authority",
    "bank",
    "centre",
    "center",
    "commission",
    "committee",
    "council",
    "court",
    "federation",
    "forum",
    "foundation",
    "fund",
    "institute",
    "ministry",
    "network",
    "office",
    "organisation",
    "organization",
    "programme",
    "society",
    "union",
];

fn names_a_body(long: &str) -> bool {
    spelt(long).iter().any(|word| BODIES.contains(&word.as_str()))
}

/// Whether the capitals of the short form are initials of the words, in order.
fn has_initials(long: &str, short: &str) -> bool {
    let mut initials =
        spelt(long).into_iter().filter_map(|word| word.chars().next()).collect::<Vec<_>>().into_iter();
    short.chars().filter(|c| c.is_uppercase()).all(|letter| initials.any(|c| letter.to_lowercase().eq([c])))
}

fn finding(
    draft: &Draft<'_>,
    expanded: &Expanded<'_>,
    known: &Expansion,
    severity: Severity,
    other: Option<(&str, &Expansion)>,
) -> Finding {
    let (short, long) =
        (expanded.short_text, expanded.long_text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut message =
        format!("{short} is expanded as \"{long}\"; the source expands it as \"{}\"", known.long);
    let long_span = match other {
        // The phrase may hold more than the name: "the Government and the International Commission on …".
        Some((_, name)) => tail_of(draft.text, expanded.long, &name.long),
        None => expanded.long,
    };
    let mut fixes = vec![replace(draft.text, long_span, &known.long)];
    let mut evidence = vec![evidence(draft, known)];
    if let Some((other_short, name)) = other {
        message = format!("{message}, and calls \"{}\" {other_short}", name.long);
        fixes.push(replace(draft.text, expanded.short, other_short));
        evidence.push(self::evidence(draft, name));
    }
    let span = long_span.cover(expanded.short);
    Finding { code: CODE, severity, span, claim: expanded.claim, message, evidence, fixes }
}

/// The last words of `phrase`, as many as `name` has.
fn tail_of(text: &str, phrase: Span, name: &str) -> Span {
    let words = name.split_whitespace().count();
    let written = phrase.of(text);
    let start = written
        .split_whitespace()
        .rev()
        .take(words)
        .last()
        .map_or(0, |first| first.as_ptr() as usize - written.as_ptr() as usize);
    Span::new(phrase.start as usize + start, phrase.end as usize)
}

fn replace(text: &str, span: Span, replacement: &str) -> Fix {
    let old = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Fix {
        title: format!("Replace \"{old}\" with \"{replacement}\""),
        span,
        replacement: replacement.to_owned(),
    }
}

fn evidence(draft: &Draft<'_>, expansion: &Expansion) -> Evidence {
    let sentence = draft.corpus.claim(expansion.at).map_or(expansion.span, |(_, claim)| claim.span);
    Evidence { source: Some(expansion.at.source), sentence, focus: expansion.span }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const GLOSSARY: &str = "\
--- source bodies.txt
The International Commission on Missing Persons (ICMP) came. It met the International Centre for Migration Policy Development (ICMPD).
The UN International Children’s Emergency Fund (UNICEF) works here, as does the International Organisation for Migration (IOM).
The Institute for Human Rights (IHR) wrote a statement. The UN High Commissioner for Refugees (UNHCR) answered.
";

    fn check(draft: &str) {
        check_fixture(&format!("{GLOSSARY}--- draft\n{draft}"));
    }

    #[test]
    fn an_acronym_with_the_name_of_another_body_is_flagged() {
        check(
            "\
The International Commission on Missing Persons (ICMPD) sent a mission.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F010
The mission of the ICMP (International Centre for Migration Policy Development) came.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F010
It met the International Committee for Migration Policy Development (ICMPD).
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F010
It met the World Food Programme (UNICEF).
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F010
",
        );
    }

    #[test]
    fn other_spellings_and_shorter_names_are_the_same_body() {
        check("The International Organization for Migration (IOM) came.\n");
        check("The United Nations Children's Fund (UNICEF) came.\n");
        check("The United Nations International Children's Emergency Fund (UNICEF) came.\n");
        check("The Office of the United Nations High Commissioner for Refugees (UNHCR) came.\n");
        check("The United Nations High Commission for Refugees (UNHCR) came.\n");
        check("IOM (the International Organisation for Migration) came.\n");
        check("Azerbaijan and the International Commission on Missing Persons (ICMP) met.\n");
    }

    #[test]
    fn brackets_that_explain_nothing_are_left_alone() {
        check("The Global Trends Report (UNHCR) is out.\n");
        check("The mission to Baku (ICMP) is over.\n");
        check("The World Food Programme (WFP) came.\n");
        check("The International Health Regulations (IHR) apply.\n");
        check("The fund (see ICMPD) paid; the office (2023) closed.\n");
    }
}
