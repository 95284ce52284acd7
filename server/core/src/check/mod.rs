//! Checking: a draft's claims against the corpus, findings out.
//! It must not know how a finding is shown.
//!
//! Each element of a sentence competes for its slot (`contest`); what is decided (`decide`) becomes a finding by its rule (`rules`).

mod alignment;
mod checked;
pub mod compare;
pub mod contest;
pub mod decide;
mod finding;
mod fix;
mod itself;
mod placed;
mod rules;
mod said;
mod silence;
pub mod waiver;
mod written;

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::claims::{Claim, claims_of};
use crate::corpus::{Corpus, SentenceRef};
use crate::text::{BlockKind, Span};
use crate::values::Relation;
use crate::views::{SentenceView, sentence_views};

use contest::{Known, contests, sentence_ref};
use decide::judgements;
use itself::{Itself, Statement};

pub use checked::{Checked, check_around, check_part};
pub use finding::{Code, Evidence, Finding, Fix, Severity, Verdict};
pub use itself::{Cancelled, Each};
pub use placed::{Mark, Placed, placed_in_order, told_inside};
pub use rules::written_out::written_out;
pub use said::{Said, said_to_part};

/// What the writer's settings say about checking.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Codes that are never reported.
    pub off: Vec<Code>,
    /// Whether conflicts that are less sure than a warning are reported, as hints.
    pub hints: bool,
}

/// What is a matter of house style is reported to those who ask for it.
const OFF: [Code; 3] = [rules::undefined::CODE, rules::relative_date::CODE, rules::unsourced::CODE];

impl Default for Options {
    fn default() -> Self {
        Options { off: OFF.to_vec(), hints: false }
    }
}

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

/// A pairing below this fit says nothing at all.
const LEAST_FIT: f32 = 0.3;

/// What a rule looks at: a draft's claim and everything around it.
pub(crate) struct Draft<'d> {
    pub(crate) text: &'d str,
    pub(crate) analysis: &'d Analysis,
    pub(crate) corpus: &'d Corpus,
    pub(crate) options: &'d Options,
}

impl Draft<'_> {
    /// The sentence that a span starts in, and what it stands in.
    fn around(&self, span: Span) -> Option<(Span, BlockKind)> {
        let sentence = self.analysis.sentences.get(self.analysis.sentence_at(span.start)?)?;
        let block = self.analysis.blocks.get(sentence.block as usize)?;
        Some((sentence.span, block.kind))
    }

    /// The sentence around a span, where it is running text of the draft's own: no heading, no table, no quotation.
    fn prose_around(&self, span: Span) -> Option<Span> {
        let (sentence, kind) = self.around(span)?;
        let prose = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
        (prose && sentence.contains(span)).then_some(sentence)
    }
}

/// The findings of a draft in the order of their place; at most one for each value or name.
/// `analysis` holds the mentions of the corpus' lexicon ([`Corpus::analyse`]).
pub fn check(text: &str, analysis: &Analysis, corpus: &Corpus, options: &Options) -> Vec<Finding> {
    let draft = Draft { text, analysis, corpus, options };
    let Part { mut findings, statements } = of_sentences(&draft);
    let quoted = rules::quotation::findings(&draft, 0..analysis.blocks.len());
    findings.extend(quoted.into_iter().filter(|finding| !options.off.contains(&finding.code)));
    if !options.off.contains(&itself::CODE) {
        let mut itself = Itself::default().carried(statements);
        let each: &itself::Each<'_> = &|count, work| (0..count).for_each(work);
        let own = itself.findings(text, analysis, corpus, &|| false, each).unwrap_or_default();
        findings = in_order(findings);
        let placed: Vec<Placed> = findings.iter().cloned().map(Placed::new).collect();
        findings.extend(itself::open(own, &placed));
    }
    findings.extend(check_whole(text, analysis, corpus, options));
    in_order(findings)
}

/// Codes of other words and names: where a rule of its own tells more exactly what differs, that is told alone.
const WORD_CODES: [u16; 4] = [13, 16, 20, 25];

/// What some sentences of a draft give by themselves.
#[derive(Debug, Default)]
pub struct Part {
    findings: Vec<Finding>,
    /// One for each sentence.
    statements: Vec<Option<Arc<Statement>>>,
}

impl Part {
    /// In no order; without what the draft says against itself.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// What is found in a sentence by itself. Depends on each sentence with its names and its block, the corpus and the options alone.
fn of_sentences(draft: &Draft<'_>) -> Part {
    let mut findings = rules::acronym::findings(draft);
    findings.extend(rules::confusable::findings(draft));
    findings.extend(rules::variant::findings(draft));
    let views = sentence_views(draft.text, draft.analysis);
    let mut statements = Vec::with_capacity(views.len());
    for (claim, view) in claims_of(draft.text, draft.analysis).iter().zip(&views) {
        if !silence::is_no_claim(draft.analysis, claim) {
            findings.extend(findings_of_sentence(draft, claim, view));
            findings.extend(rules::statement::findings(draft, claim));
        }
        statements.push(Statement::read(draft.analysis, claim, view));
    }
    findings.retain(|finding| !draft.options.off.contains(&finding.code));
    let worded = |code: Code| WORD_CODES.contains(&code.0);
    let told: Vec<Span> =
        findings.iter().filter(|found| !worded(found.code)).map(|found| found.span).collect();
    findings.retain(|found| !worded(found.code) || !told.iter().any(|span| span.overlaps(found.span)));
    Part { findings, statements }
}

/// The findings of the rules that look beyond one block, in no order. Linear in the number of the draft's names; nothing
/// where no such rule is asked for.
pub fn check_whole(text: &str, analysis: &Analysis, corpus: &Corpus, options: &Options) -> Vec<Finding> {
    if options.off.contains(&rules::undefined::CODE) {
        return Vec::new();
    }
    rules::undefined::findings(&Draft { text, analysis, corpus, options })
}

/// Findings in the order of their place, one for each span: what is graver hides a hint on the same words.
pub fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.span, std::cmp::Reverse(finding.severity), finding.code));
    findings.dedup_by_key(|finding| finding.span);
    findings
}

/// What the sources say against one sentence. Depends on that sentence with its mentions, the corpus and the options alone.
fn findings_of_sentence(draft: &Draft<'_>, claim: &Claim, view: &SentenceView) -> Vec<Finding> {
    let known = Known::new(draft.analysis, draft.corpus, claim, view);
    let library = draft.corpus.library();
    let found = contests(view, library, Some(&known));
    rules::findings(draft, claim, view, &judgements(view, library, &found), &found)
}

/// Every source value that speaks of the same slot as a value of one of the draft's sentences, best fit first.
/// `sentence` is an index into `analysis.sentences`.
pub fn pairings_of_sentence(
    text: &str,
    analysis: &Analysis,
    corpus: &Corpus,
    sentence: usize,
) -> Vec<Pairing> {
    let claims = claims_of(text, analysis);
    let views = sentence_views(text, analysis);
    let (Some(claim), Some(view)) = (claims.get(sentence), views.get(sentence)) else { return Vec::new() };
    pairings(analysis, corpus, claim, view)
}

/// As [`pairings_of_sentence`], for a sentence of a source against all sources, its own sentence included.
pub fn pairings_of_source(corpus: &Corpus, at: SentenceRef) -> Vec<Pairing> {
    let Some((source, claim)) = corpus.claim(at) else { return Vec::new() };
    let Some(view) = source.views.sentences.get(at.sentence as usize) else { return Vec::new() };
    pairings(&source.analysis, corpus, claim, view)
}

fn pairings(analysis: &Analysis, corpus: &Corpus, claim: &Claim, view: &SentenceView) -> Vec<Pairing> {
    let known = Known::new(analysis, corpus, claim, view);
    let found = contest::pairings(view, corpus.library(), Some(&known));
    let pairing = |found: &contest::Pairing| {
        let at = sentence_ref(found.place);
        let offer = corpus.library().sentence(found.place)?.values.get(found.value)?;
        let source = &corpus.source(at.source)?.analysis;
        Some(Pairing {
            draft_value: value_at(analysis, view.values.get(found.claim)?.value.core)?,
            at,
            source_value: value_at(source, offer.value.core)?,
            relation: found.relation,
            fit: found.slot.min(1.0),
        })
    };
    let mut out: Vec<Pairing> =
        found.iter().filter(|found| found.slot >= LEAST_FIT).filter_map(pairing).collect();
    out.sort_by(|a, b| {
        let key = |p: &Pairing| (p.draft_value, p.at, p.source_value);
        a.draft_value.cmp(&b.draft_value).then(b.fit.total_cmp(&a.fit)).then(key(a).cmp(&key(b)))
    });
    out
}

/// The value of an analysis whose own words start where `core` does.
fn value_at(analysis: &Analysis, core: Span) -> Option<u32> {
    let near = analysis.values.partition_point(|value| value.span.end <= core.start);
    let rest = analysis.values.get(near..)?;
    let after = rest.iter().take_while(|value| value.span.start <= core.start);
    let at = after.take_while(|value| value.core.start != core.start).count();
    rest.get(at).filter(|value| value.core.start == core.start)?;
    u32::try_from(near + at).ok()
}
