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
    short_text: &'d str,
    /// The capitalised phrase beside the bracket, where there is one.
    long: Option<Span>,
    /// All words of the sentence that the name may be the end of.
    window: Span,
    /// The sentence goes on behind the bracket; at its end a short form may be the source that is cited.
    goes_on: bool,
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
        let stated = expanded_in(draft, sentence.span);
        out.extend(stated.iter().filter_map(|expanded| judge(draft, expanded)));
    }
    out
}

/// All brackets of a sentence that hold a short form or explain one.
fn expanded_in<'d>(draft: &Draft<'d>, sentence: Span) -> Vec<Expanded<'d>> {
    let mut out = Vec::new();
    let source = sentence.of(draft.text);
    let mut behind_bracket = 0;
    for (open, _) in source.match_indices('(') {
        let Some(length) = source.get(open..).and_then(|rest| rest.find(')')) else { break };
        let shift = sentence.start as usize;
        let inside = trimmed(draft.text, Span::new(open + 1, open + length).shifted(shift));
        let before = trimmed(draft.text, Span::new(behind_bracket, open.max(behind_bracket)).shifted(shift));
        let tail = source.get(open + length + 1..).unwrap_or("").trim_start();
        behind_bracket = open + length + 1;
        let goes_on = tail.starts_with(|c: char| c.is_alphanumeric() || c == ',');
        out.extend(read_bracket(draft, before, inside).map(|(short, long, window)| Expanded {
            short,
            short_text: short.of(draft.text),
            long: long.filter(|long| long.len() <= MAX_LONG),
            window,
            goes_on,
            claim: sentence,
        }));
    }
    out
}

/// The short form, the capitalised phrase and the window of one bracket.
fn read_bracket(draft: &Draft<'_>, before: Span, inside: Span) -> Option<(Span, Option<Span>, Span)> {
    let text = draft.text;
    let inner = short_in(text, inside);
    if is_short(draft, inner.of(text)) {
        return Some((inner, phrase_before(text, before), last_bytes(text, before)));
    }
    let short = short_before(draft, before)?;
    Some((short, Some(inside), inside))
}

/// What a bracket says before a short form: "(hereinafter ICMP)", "(or the ICMP)".
const LEADS: [&str; 9] = [
    "hereinafter ",
    "hereafter ",
    "referred to as ",
    "abbreviated as ",
    "also known as ",
    "known as ",
    "or ",
    "the ",
    "in short ",
];

/// The first part of a bracket, without what introduces a short form.
fn short_in(text: &str, inside: Span) -> Span {
    let content = inside.of(text);
    let end = content.find([';', ',']).unwrap_or(content.len());
    let mut part = trimmed(text, Span::new(0, end).shifted(inside.start as usize));
    while let Some(rest) = LEADS.iter().find_map(|lead| part.of(text).strip_prefix(lead)) {
        part = Span::new(part.end as usize - rest.len(), part.end as usize);
    }
    part
}

/// The end of `span` that a name can fill, from the start of a word on.
fn last_bytes(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let floor = source.floor_char_boundary(source.len().saturating_sub(MAX_LONG));
    let cut = source.get(floor..).unwrap_or("");
    let start = if floor == 0 { 0 } else { cut.find(char::is_whitespace).unwrap_or(cut.len()) };
    Span::new(span.start as usize + floor + start, span.end as usize)
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let lead = inner.len() - inner.trim_start().len();
    let from = span.start as usize + lead;
    Span::new(from, from + inner.trim().len())
}

/// A short form of the sources, or two to ten letters, mostly capitals, no spaces.
fn is_short(draft: &Draft<'_>, text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let length = text.chars().count();
    let written = (2..=10).contains(&length) && text.chars().all(char::is_alphanumeric);
    written && capitals * 2 > length || capitals >= 2 && !draft.corpus.glossary().expansions(text).is_empty()
}

fn short_before(draft: &Draft<'_>, before: Span) -> Option<Span> {
    let source = before.of(draft.text);
    let start = source.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = Span::new(before.start as usize + start, before.end as usize);
    is_short(draft, word.of(draft.text)).then_some(word)
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

/// What the sources say of a short form, its plural or its singular.
fn expansions<'d>(draft: &Draft<'d>, short: &str) -> &'d [Expansion] {
    let glossary = draft.corpus.glossary();
    let singular = short.strip_suffix('s').map(|stem| glossary.expansions(stem));
    let all =
        [glossary.expansions(short), singular.unwrap_or(&[]), glossary.expansions(&format!("{short}s"))];
    all.into_iter().find(|known| !known.is_empty()).unwrap_or(&[])
}

fn judge(draft: &Draft<'_>, expanded: &Expanded<'_>) -> Option<Finding> {
    let known = expansions(draft, expanded.short_text);
    let long = expanded.long.map_or("", |long| long.of(draft.text));
    let stems = name_stems(expanded.window.of(draft.text));
    let own = |expansion: &Expansion| {
        stems.ends_with(&expansion.stems) || !long.is_empty() && same_name(long, &expansion.long)
    };
    if stems.len() < 2 || known.iter().any(own) {
        return None;
    }
    if let Some((other, name)) = draft.corpus.glossary().ends_with_name(&stems) {
        return of_another(draft, expanded, known.first(), (other, name));
    }
    let (first, span) = (known.first()?, expanded.long?);
    if name_stems(long).len() < 2 {
        return None;
    }
    let resembles = known.iter().map(|expansion| shared(long, &expansion.long)).fold(0.0, f32::max);
    if resembles >= 0.5 {
        return Some(finding(draft, expanded, span, Severity::Error, Some(first), None));
    }
    // Other words, and not even the letters: no homonym, but a body mistaken for another.
    let mistaken = names_a_body(long) && !has_initials(long, expanded.short_text);
    mistaken.then(|| finding(draft, expanded, span, Severity::Warning, Some(first), None))
}

/// The words are the name of a body whose short form is another one.
fn of_another(
    draft: &Draft<'_>,
    expanded: &Expanded<'_>,
    known: Option<&Expansion>,
    other: (&str, &Expansion),
) -> Option<Finding> {
    let (short, name) = (expanded.short_text, other.1);
    let bare = |form: &str| form.strip_suffix('s').unwrap_or(form).to_owned();
    if bare(short) == bare(other.0) {
        return None;
    }
    let named = name.long.starts_with(char::is_uppercase);
    // "there are many displaced persons (UNHCR)." cites the office.
    if !named && !expanded.goes_on {
        return None;
    }
    let slip = is_slip(short, other.0);
    let severity = match known {
        Some(_) if named => Severity::Error,
        Some(_) => Severity::Warning,
        // No source knows the short form: a slip of one letter, or a name of the writer's own.
        None if slip => Severity::Warning,
        None => return None,
    };
    let span = tail_of(draft.text, expanded.window, &name.long);
    Some(finding(draft, expanded, span, severity, known, Some(other)))
}

/// One letter wrong, missing or too many in a long short form; in one of three letters only two that changed places, since
/// a longer name that ends in the same words has a letter of its own ("European Institute for Human Rights, EIHR").
fn is_slip(short: &str, known: &str) -> bool {
    if strsim::damerau_levenshtein(short, known) != 1 {
        return false;
    }
    let letters = |form: &str| {
        let mut letters: Vec<char> = form.chars().collect();
        letters.sort_unstable();
        letters
    };
    short.len().min(known.len()) >= 4 || short.len() == 3 && letters(short) == letters(known)
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
    long: Span,
    severity: Severity,
    known: Option<&Expansion>,
    other: Option<(&str, &Expansion)>,
) -> Finding {
    let short = expanded.short_text;
    let written = long.of(draft.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut message = format!("{short} is expanded as \"{written}\"");
    let (mut fixes, mut evidence) = (Vec::new(), Vec::new());
    if let Some(known) = known {
        message = format!("{message}; the source expands it as \"{}\"", known.long);
        fixes.push(replace(draft.text, long, &known.long));
        evidence.push(self::evidence(draft, known));
    }
    if let Some((other_short, name)) = other {
        message = match known {
            Some(_) => format!("{message}, and calls \"{}\" {other_short}", name.long),
            None => {
                format!("The short form of \"{}\" is {other_short} in the source, not {short}", name.long)
            }
        };
        fixes.push(replace(draft.text, expanded.short, other_short));
        evidence.push(self::evidence(draft, name));
    }
    let span = long.cover(expanded.short);
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
    let quote = written.get(start..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_alphanumeric());
    Span::new(phrase.start as usize + start + quote.map_or(0, char::len_utf8), phrase.end as usize)
}

fn replace(text: &str, span: Span, replacement: &str) -> Fix {
    let old = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Fix {
        title: format!("Replace \"{old}\" with \"{replacement}\""),
        span,
        replacement: replacement.to_owned(),
    }
}

/// The sentence that states an expansion.
pub(super) fn evidence(draft: &Draft<'_>, expansion: &Expansion) -> Evidence {
    let sentence = draft.corpus.claim(expansion.at).map_or(expansion.span, |(_, claim)| claim.span);
    Evidence { source: Some(expansion.at.source), sentence, focus: expansion.span }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_fixture, findings_of, parse};

    const GLOSSARY: &str = "\
--- source bodies.txt
The International Commission on Missing Persons (ICMP) came. It met the International Centre for Migration Policy Development (ICMPD).
The UN International Children’s Emergency Fund (UNICEF) works here, as does the International Organisation for Migration (IOM).
The Institute for Human Rights (IHR) wrote a statement. The UN High Commissioner for Refugees (UNHCR) answered.
The Global Compact for Safe, Orderly and Regular Migration (GCM), the UN Human Settlements Programme (UN-Habitat) and non-governmental organizations (NGOs) were praised.
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
    fn a_short_form_that_no_source_knows_is_set_against_the_right_one() {
        let draft = "It met the International Organization for Migration (IMO).\n";
        let finding = findings_of(&parse(&format!("{GLOSSARY}--- draft\n{draft}"))).remove(0);
        let said =
            "The short form of \"International Organisation for Migration\" is IOM in the source, not IMO";
        assert_eq!(finding.message, said);
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
        check(
            "The European Institute for Human Rights (EIHR) and the Dutch Institute for Human Rights (DHR) came.\n",
        );
        check("The International Health Regulations (IHR) apply.\n");
        check("The fund (see ICMPD) paid; the office (2023) closed.\n");
        check(
            "A non-governmental organisation (NGO) came; there are many non-governmental organizations (UNHCR).\n",
        );
        check("The Global Compact for Safe, Orderly and Regular Migration (the GCM, 2018) stands.\n");
        check("The Regional Forum of Non-Governmental Organizations (RFN) met.\n");
        check(
            "The UN Human Settlements Programme (UN-Habitat) and ICMPD (the International Centre for Migration Policy Development, Vienna) met.\n",
        );
    }
}
