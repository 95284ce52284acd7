//! Checking: a draft's claims against the corpus, findings out.
//! It must not know how a finding is shown.

mod finding;

pub use finding::{Code, Evidence, Finding, Fix, Severity, Verdict};
