//! The shape of a finding: code, severity, place, message, evidence, fixes.
//! It must not know how it is found or shown.

use serde::Serialize;

use crate::corpus::SourceId;
use crate::text::Span;

/// Stable code of the diagnostic catalogue (`design/verdicts.md`, section 5): never renumbered, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "F{:03}", self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

/// What comparing a claim with the sources gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Supported,
    Conflict,
    Contested,
    Unsourced,
    None,
}

/// A passage of a source (or of the draft itself) that the finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// `None` for a passage of the draft itself.
    pub source: Option<SourceId>,
    /// The sentence, in bytes of the source's text.
    pub sentence: Span,
    /// The value, name or words in it that speak of the claim.
    pub focus: Span,
}

impl Evidence {
    /// Whether it is the finding's own sentence, which is shown already.
    pub fn is_claim(&self, finding: &Finding) -> bool {
        self.source.is_none() && self.sentence == finding.claim
    }
}

/// One edit that the writer may accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What accepting it does, as a menu entry: `Replace "1993" with "1992"`.
    pub title: String,
    /// Bytes of the draft to replace.
    pub span: Span,
    pub replacement: String,
}

impl Code {
    /// Of conflicts that come in every degree of sureness, down to a hint where these are asked for.
    pub fn is_graded(self) -> bool {
        matches!(self.0, 1..=6 | 8 | 13 | 16 | 20 | 25)
    }

    /// Of quotations.
    pub fn is_of_quotation(self) -> bool {
        (60..=63).contains(&self.0)
    }

    /// Of quotations whose words are not those of a source.
    pub fn is_of_quoted_words(self) -> bool {
        matches!(self.0, 60 | 61)
    }

    /// Of differences among the sources: the first passage is the draft's side, the second the other.
    pub fn is_dispute(self) -> bool {
        (50..=52).contains(&self.0)
    }
}

/// What the writer sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// What is underlined, in bytes of the draft.
    pub span: Span,
    /// The sentence of the draft that makes the claim.
    pub claim: Span,
    /// What the draft says, what the source says, in plain words; names no place.
    pub message: String,
    /// Never empty: no finding without its passage.
    pub evidence: Vec<Evidence>,
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// What the finding says of its claim.
    pub fn verdict(&self) -> Verdict {
        match self.severity {
            _ if self.code.is_dispute() => Verdict::Contested,
            _ if self.code == super::rules::unsourced::CODE => Verdict::Unsourced,
            Severity::Warning | Severity::Error => Verdict::Conflict,
            Severity::Hint | Severity::Information => Verdict::None,
        }
    }
}
