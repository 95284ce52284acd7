//! Checking: a draft's claims against the corpus, findings out.
//! It must not know how a finding is shown.
//!
//! Subject and slot first (`slot`), values second (`values::relate`), else silence. Each rule is a file of `rules`.

mod alignment;
mod checked;
pub mod compare;
pub mod contest;
pub mod decide;
mod finding;
mod fix;
mod rules;
mod silence;
mod slot;
pub mod waiver;

use crate::analysis::Analysis;
use crate::claims::claims_of;
use crate::corpus::{Corpus, SentenceRef};

pub use checked::{Checked, check_part};
pub use finding::{Code, Evidence, Finding, Fix, Severity, Verdict};
pub use slot::Pairing;

/// What the writer's settings say about checking.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Codes that are never reported.
    pub off: Vec<Code>,
    /// How well a source sentence must fit before its value may contradict the draft's; 0 to 1.
    pub fit: f32,
    /// How much better it must fit than the best sentence that agrees.
    pub margin: f32,
}

/// What is a matter of house style is reported to those who ask for it.
const OFF: [Code; 3] = [rules::undefined::CODE, rules::relative_date::CODE, rules::unsourced::CODE];

impl Default for Options {
    fn default() -> Self {
        Options { off: OFF.to_vec(), fit: 0.6, margin: 0.05 }
    }
}

/// What a rule looks at: a draft's claim and everything around it.
pub(crate) struct Draft<'d> {
    pub(crate) text: &'d str,
    pub(crate) analysis: &'d Analysis,
    pub(crate) corpus: &'d Corpus,
    pub(crate) options: &'d Options,
}

/// The findings of a draft in the order of their place; at most one for each value or name.
/// `analysis` holds the mentions of the corpus' lexicon ([`Corpus::analyse`]).
pub fn check(text: &str, analysis: &Analysis, corpus: &Corpus, options: &Options) -> Vec<Finding> {
    let draft = Draft { text, analysis, corpus, options };
    let mut findings = of_sentences(&draft);
    findings.extend(check_whole(text, analysis, corpus, options));
    in_order(findings)
}

/// What is found in a sentence by itself. Depends on each sentence with its names and its block, the corpus and the options alone.
fn of_sentences(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings = rules::acronym::findings(draft);
    findings.extend(rules::confusable::findings(draft));
    findings.extend(rules::variant::findings(draft));
    for claim in claims_of(draft.text, draft.analysis) {
        if !silence::is_no_claim(draft.analysis, &claim) {
            findings.extend(rules::value_findings(draft, &claim));
            findings.extend(rules::statement::findings(draft, &claim));
        }
    }
    findings.retain(|finding| !draft.options.off.contains(&finding.code));
    findings
}

/// The findings of the rules that look beyond one sentence, in no order. Linear in the number of the draft's names and quotations.
pub fn check_whole(text: &str, analysis: &Analysis, corpus: &Corpus, options: &Options) -> Vec<Finding> {
    let draft = Draft { text, analysis, corpus, options };
    let mut findings = rules::quotation::findings(&draft);
    if !options.off.contains(&rules::undefined::CODE) {
        findings.extend(rules::undefined::findings(&draft));
    }
    findings.retain(|finding| !options.off.contains(&finding.code));
    findings
}

/// Findings in the order of their place, one for each span: what is graver hides a hint on the same words.
pub fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.span, std::cmp::Reverse(finding.severity), finding.code));
    findings.dedup_by_key(|finding| finding.span);
    findings
}

/// Every source value that speaks of the same slot as a value of one of the draft's sentences, best fit first.
/// `sentence` is an index into `analysis.sentences`.
pub fn pairings_of_sentence(
    text: &str,
    analysis: &Analysis,
    corpus: &Corpus,
    sentence: usize,
) -> Vec<Pairing> {
    let options = Options::default();
    let draft = Draft { text, analysis, corpus, options: &options };
    let claims = claims_of(text, analysis);
    claims.get(sentence).map(|claim| slot::pairings(&draft, claim)).unwrap_or_default()
}

/// Every value that the draft claims (an index into `analysis.values`), with its pairings, in order of the text.
pub fn pairings_of_values(text: &str, analysis: &Analysis, corpus: &Corpus) -> Vec<(u32, Vec<Pairing>)> {
    let options = Options::default();
    let draft = Draft { text, analysis, corpus, options: &options };
    let mut out = Vec::new();
    for claim in claims_of(text, analysis) {
        if silence::is_no_claim(analysis, &claim) {
            continue;
        }
        let pairings = slot::pairings(&draft, &claim);
        for claimed in &claim.values {
            let of_value = pairings.iter().filter(|pairing| pairing.draft_value == claimed.value);
            out.push((claimed.value, of_value.copied().collect()));
        }
    }
    out
}

/// As [`pairings_of_sentence`], for a sentence of a source against all sources, its own sentence included.
pub fn pairings_of_source(corpus: &Corpus, at: SentenceRef) -> Vec<Pairing> {
    let Some((source, claim)) = corpus.claim(at) else { return Vec::new() };
    let options = Options::default();
    let draft = Draft { text: &source.text, analysis: &source.analysis, corpus, options: &options };
    slot::pairings(&draft, claim)
}
