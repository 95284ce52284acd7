//! The rules: one file for each code or family, tests inside.
//! It must not know how a slot is found: a rule judges a pairing that `slot` made, or names alone.

pub(super) mod acronym;
mod attribution;
mod bound;
pub(super) mod confusable;
mod count;
mod date;
mod dated;
mod elapsed;
mod grammar;
mod hedge;
mod magnitude;
mod money;
mod office;
mod ordinal;
mod percent;
pub(super) mod quotation;
pub(super) mod relative_date;
mod role;
pub(super) mod statement;
mod status;
mod total;
pub(super) mod undefined;
pub(super) mod unsourced;
pub(super) mod variant;

use crate::check::slot::{Pairing, pairings};
use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity, fix};
use crate::claims::{Claim, Subject};
use crate::corpus::Source;
use crate::names::Binding;
use crate::text::Span;
use crate::values::{Kind, Value};

/// A value of the draft, the source value that contradicts it, and all that a message may name.
struct Case<'c> {
    draft: &'c Draft<'c>,
    claim: &'c Claim,
    value: &'c Value,
    source: &'c Source,
    offer: &'c Value,
    pairing: Pairing,
}

/// A rule about one value against one value. The first that applies gives the finding.
struct ValueRule {
    code: Code,
    severity: Severity,
    applies: fn(&Case<'_>) -> bool,
    /// What differs, in a few plain words, before both values are quoted: "another year".
    differs: fn(&Case<'_>) -> &'static str,
}

/// Special wordings first: a slip of the decimal point is also a count that differs.
const VALUE_RULES: [&ValueRule; 8] = [
    &magnitude::RULE,
    &bound::RULE,
    &date::YEAR_RULE,
    &date::DATE_RULE,
    &money::RULE,
    &percent::RULE,
    &ordinal::RULE,
    &count::RULE,
];

/// At most one finding for each value of the claim.
pub(super) fn value_findings(draft: &Draft<'_>, claim: &Claim) -> Vec<Finding> {
    let pairings = pairings(draft, claim);
    let each_value = pairings.chunk_by(|a, b| a.draft_value == b.draft_value);
    each_value.filter_map(|group| judge(draft, claim, group)).collect()
}

/// The best disagreeing pairing, if it fits well and no agreeing one fits nearly as well.
fn judge(draft: &Draft<'_>, claim: &Claim, group: &[Pairing]) -> Option<Finding> {
    let against = group.iter().find(|pairing| pairing.relation.disagrees())?;
    let best = |accept: fn(&Pairing) -> bool, worth: f32| {
        group.iter().filter(|pairing| accept(pairing)).map(|pairing| pairing.fit * worth).fold(0.0, f32::max)
    };
    let agreeing = best(|pairing| pairing.relation.agrees(), 1.0)
        .max(best(|pairing| pairing.relation.tolerates(), 0.95));
    if against.fit < draft.options.fit || against.fit < agreeing + draft.options.margin {
        return None;
    }
    let (source, _) = draft.corpus.claim(against.at)?;
    let case = Case {
        draft,
        claim,
        value: draft.analysis.values.get(against.draft_value as usize)?,
        source,
        offer: source.analysis.values.get(against.source_value as usize)?,
        pairing: *against,
    };
    let rule = VALUE_RULES.iter().find(|rule| (rule.applies)(&case))?;
    case.finding(rule)
}

impl Case<'_> {
    fn finding(&self, rule: &ValueRule) -> Option<Finding> {
        let (_, source_claim) = self.draft.corpus.claim(self.pairing.at)?;
        let evidence = Evidence {
            source: Some(self.pairing.at.source),
            sentence: source_claim.span,
            focus: self.offer.core,
        };
        Some(Finding {
            code: rule.code,
            severity: self.severity(rule.severity),
            span: self.value.core,
            claim: self.claim.span,
            message: self.message((rule.differs)(self)),
            evidence: vec![evidence],
            fixes: self.fix().into_iter().collect(),
        })
    }

    /// An error needs a subject that the draft names itself.
    fn severity(&self, most: Severity) -> Severity {
        match self.claim.subject {
            Subject::Entity(_, Binding::Named) => most,
            _ => most.min(Severity::Warning),
        }
    }

    fn message(&self, differs: &str) -> String {
        let draft = quoted(with_head(self.value), self.draft.text);
        let source = quoted(with_head(self.offer), &self.source.text);
        match self.subject_name() {
            Some(name) => format!("{differs} for {name}: the draft says {draft}, the source says {source}"),
            None => format!("{differs}: the draft says {draft}, the source says {source}"),
        }
    }

    /// The name as the draft writes it.
    fn subject_name(&self) -> Option<&str> {
        let Subject::Entity(entity, Binding::Named) = self.claim.subject else { return None };
        let range = self.claim.mentions.start as usize..self.claim.mentions.end as usize;
        let mentions = self.draft.analysis.mentions.get(range)?;
        let mention =
            mentions.iter().find(|mention| mention.entity == entity && mention.binding == Binding::Named)?;
        Some(mention.span.of(self.draft.text))
    }

    fn fix(&self) -> Option<Fix> {
        let (own, other) = (self.value.core.of(self.draft.text), self.offer.core.of(&self.source.text));
        let replacement = fix::replacement(own, self.value, other, self.offer)?;
        let title = format!("Replace \"{own}\" with \"{replacement}\"");
        Some(Fix { title, span: self.value.core, replacement })
    }
}

/// Longest distance in bytes from a number to the noun that it counts, for quoting both.
const NEAR_HEAD: u32 = 40;

/// A count with the noun that it counts where that follows at once ("23 local NGOs"), any other value as it stands.
fn with_head(value: &Value) -> Span {
    let head = value.head;
    let follows = head.start >= value.span.end && head.start - value.span.end <= NEAR_HEAD;
    if value.kind == Kind::Number && !head.is_empty() && follows {
        value.span.cover(head)
    } else {
        value.span
    }
}

/// The text under a span on one line, in quotation marks.
fn quoted(span: Span, text: &str) -> String {
    format!("\"{}\"", span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}
