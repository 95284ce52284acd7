//! The rules: one file for each code or family, tests inside. A rule words a judgement and names its fixes, or finds what no contest sees.
//! It must not know how a slot is found, nor how sure a judgement is but for its tier.

pub(super) mod acronym;
mod agent;
mod antonym;
mod attribution;
mod bound;
pub(super) mod confusable;
mod contested;
mod contested_words;
mod count;
mod date;
mod dated;
mod elapsed;
mod grammar;
mod hedge;
mod magnitude;
mod money;
mod name;
mod office;
mod ordinal;
mod parts;
mod percent;
mod polarity;
pub(super) mod quotation;
pub(super) mod relative_date;
mod role;
mod stance;
pub(super) mod statement;
mod status;
mod total;
pub(super) mod undefined;
pub(super) mod unsourced;
pub(super) mod variant;
pub(super) mod written_out;

use crate::check::contest::Contests;
use crate::check::decide::{Between, Family, Judgement, Tier};
use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity, fix};
use crate::claims::{Claim, Subject};
use crate::corpus::{Source, SourceId};
use crate::names::Binding;
use crate::text::Span;
use crate::values::{Kind, Relation, Value};
use crate::views::{SentenceView, SlotValue};

/// What a judgement is about, and all that a message may name.
struct Case<'c> {
    draft: &'c Draft<'c>,
    claim: &'c Claim,
    view: &'c SentenceView,
    judgement: &'c Judgement,
    source: &'c Source,
    id: SourceId,
    sentence: &'c SentenceView,
}

/// A value of the draft against one of a source.
struct Values<'c> {
    own: &'c Value,
    offer: &'c Value,
    relation: Relation,
}

/// How the disagreement of two values is told.
struct ValueRule {
    code: Code,
    /// The most that it is worth.
    severity: fn(Relation) -> Severity,
    /// What differs, in a few plain words, before both values are quoted: "Another year".
    differs: fn(&Values<'_>) -> &'static str,
}

const VALUE_RULES: [&ValueRule; 8] = [
    &count::RULE,
    &date::YEAR_RULE,
    &date::DATE_RULE,
    &money::RULE,
    &percent::RULE,
    &magnitude::RULE,
    &bound::RULE,
    &ordinal::RULE,
];

/// The findings of one sentence: at most one for each of its values, and one for its words. `judgements`: the surest first.
/// What is less sure than a warning is told to those who ask for hints: one that is wrong costs a writer as much time as a warning.
/// A value that the sources differ over is told as contested and not as wrong.
pub(super) fn findings(
    draft: &Draft<'_>,
    claim: &Claim,
    view: &SentenceView,
    judgements: &[Judgement],
    contests: &Contests,
) -> Vec<Finding> {
    let least = if draft.options.hints { Tier::Hint } else { Tier::Warning };
    let contested = contested::findings(draft, claim, view, contests, subject_name(draft, claim));
    let is_contested = |judgement: &&Judgement| match judgement.between {
        Between::Values { claim, .. } => {
            contested.iter().any(|(value, told)| *value == claim && told.code != contested::WITHIN)
        }
        Between::Words { .. } => false,
    };
    let is_sure =
        |one: &Judgement| one.tier() >= Some(least) || (one.clear || one.condensed) && one.tier().is_some();
    let told = judgements.iter().filter(|one| is_sure(one) && !is_contested(one));
    let is_value = |judgement: &&Judgement| matches!(judgement.between, Between::Values { .. });
    let values = told.clone().filter(is_value);
    let differ = contested_words::finding(draft, claim, view, contests, subject_name(draft, claim));
    let word = told.filter(|judgement| !is_value(judgement) && differ.is_none()).take(1);
    let case = |judgement| Case::new(draft, claim, view, judgement)?.finding();
    let mut findings: Vec<Finding> = values.chain(word).filter_map(case).collect();
    findings.extend(contested.into_iter().map(|(_, finding)| finding).chain(differ));
    findings
}

/// The subject's name as the draft writes it.
fn subject_name<'d>(draft: &Draft<'d>, claim: &Claim) -> Option<&'d str> {
    let Subject::Entity(entity, Binding::Named) = claim.subject else { return None };
    let range = claim.mentions.start as usize..claim.mentions.end as usize;
    let mut mentions = draft.analysis.mentions.get(range)?.iter();
    let mention = mentions.find(|mention| mention.entity == entity && mention.binding == Binding::Named)?;
    Some(mention.span.of(draft.text))
}

impl<'c> Case<'c> {
    fn new(
        draft: &'c Draft<'c>,
        claim: &'c Claim,
        view: &'c SentenceView,
        judgement: &'c Judgement,
    ) -> Option<Case<'c>> {
        let id = SourceId(u32::try_from(judgement.place.document).ok()?);
        let source = draft.corpus.source(id)?;
        let sentence = draft.corpus.library().sentence(judgement.place)?;
        Some(Case { draft, claim, view, judgement, source, id, sentence })
    }

    fn finding(&self) -> Option<Finding> {
        match (self.judgement.family, self.judgement.between) {
            (_, Between::Values { claim, source, relation }) => {
                self.value_finding(self.view.values.get(claim)?, self.sentence.values.get(source)?, relation)
            }
            (Family::Polarity, Between::Words { claim, source, turned }) => {
                polarity::finding(self, claim, source, turned)
            }
            (Family::Name, Between::Words { claim, source, .. }) => name::finding(self, claim, source),
            (_, Between::Words { claim, source, .. }) => antonym::finding(self, claim, source),
        }
    }

    fn value_finding(&self, own: &SlotValue, offer: &SlotValue, relation: Relation) -> Option<Finding> {
        // "Not four schools": what is denied is told as a denial.
        if !relation.disagrees() && relation != Relation::BoundEqual {
            return None;
        }
        let values = Values { own: &own.value, offer: &offer.value, relation };
        let rule = VALUE_RULES.iter().find(|rule| rule.code == self.judgement.code)?;
        let (draft, source) = (with_head(values.own), with_head(values.offer));
        let message = self.message((rule.differs)(&values), draft, source);
        let message = format!("{message}{}", dated::counted(values.offer));
        let fixes = self.value_fix(&values).into_iter().collect();
        let severity = (rule.severity)(relation);
        let finding = self.told(severity, values.own.core, values.offer.core, message, fixes);
        Some(self.beside_other_side(finding))
    }

    /// Where another source contradicts the one that the draft goes against, both are shown, and neither makes an error.
    fn beside_other_side(&self, finding: Finding) -> Finding {
        let Between::Values { source, .. } = self.judgement.between else { return finding };
        let Some(other) = contested::other_side(self.draft.corpus, self.judgement.place, source) else {
            return finding;
        };
        let message = format!("{}, and {} says {}", finding.message, other.name(), other.quoted());
        let evidence = finding.evidence.iter().cloned().chain([other.evidence()]).collect();
        Finding { severity: finding.severity.min(Severity::Warning), message, evidence, ..finding }
    }

    fn value_fix(&self, values: &Values<'_>) -> Option<Fix> {
        let (own, other) = (values.own.core.of(self.draft.text), values.offer.core.of(&self.source.text));
        let replacement = fix::replacement(own, values.own, other, values.offer)?;
        Some(replace(self.draft.text, values.own.core, replacement))
    }

    /// The finding with `span` underlined and the source's `focus` shown. `most`: what its rule allows.
    fn told(&self, most: Severity, span: Span, focus: Span, message: String, fixes: Vec<Fix>) -> Finding {
        let evidence = Evidence { source: Some(self.id), sentence: self.sentence.span, focus };
        Finding {
            code: self.judgement.code,
            severity: self.severity(most),
            span,
            claim: self.claim.span,
            message,
            evidence: vec![evidence],
            fixes,
        }
    }

    /// As sure as the judgement, or as clear: the same slot of the same subject at the same time; an error needs a subject that the draft names itself.
    fn severity(&self, most: Severity) -> Severity {
        let sure = match self.judgement.tier() {
            Some(Tier::Error) => Severity::Error,
            Some(Tier::Warning) if self.judgement.clear => Severity::Error,
            Some(Tier::Warning) => Severity::Warning,
            Some(Tier::Hint) if self.judgement.clear || self.judgement.condensed => Severity::Warning,
            _ => Severity::Hint,
        };
        let named = matches!(self.claim.subject, Subject::Entity(_, Binding::Named));
        sure.min(most).min(if named { Severity::Error } else { Severity::Warning })
    }

    /// What differs, for whom, and what both sides say.
    fn message(&self, differs: &str, own: Span, other: Span) -> String {
        let (draft, source) = (quoted(own, self.draft.text), quoted(other, &self.source.text));
        match subject_name(self.draft, self.claim) {
            Some(name) => format!("{differs} for {name}: the draft says {draft}, the source says {source}"),
            None => format!("{differs}: the draft says {draft}, the source says {source}"),
        }
    }
}

pub(super) fn replace(text: &str, span: Span, replacement: String) -> Fix {
    let old = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Fix { title: format!("Replace \"{old}\" with \"{replacement}\""), span, replacement }
}

/// Longest distance in bytes from a number to the noun that it counts, for quoting both.
const NEAR_HEAD: u32 = 40;

/// A count with the noun that it counts where that follows at once ("23 local NGOs"), any other value as it stands.
pub(super) fn with_head(value: &Value) -> Span {
    let head = value.head;
    let follows = head.start >= value.span.end && head.start - value.span.end <= NEAR_HEAD;
    if value.kind == Kind::Number && !head.is_empty() && follows {
        value.span.cover(head)
    } else {
        value.span
    }
}

/// The text under a span on one line, in quotation marks.
pub(super) fn quoted(span: Span, text: &str) -> String {
    format!("\"{}\"", span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}
