//! `factmark compare`: does a source contradict a claim? For each pair of a stream of JSON lines.
//! It must not know how the two are compared; the schema is documented in `SCHEMAS.md`.

use std::collections::VecDeque;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use factmark_core::check::compare::{ReadSources, compare_read, read_claim};
use factmark_core::check::decide::Tier;
use factmark_core::check::{Code, Verdict};
use serde::{Deserialize, Serialize};

use super::jsonl;
use super::offsets::{OffsetUnit, Offsets};

/// Sources kept after reading: lines about one document mostly follow each other.
const KEPT_SOURCES: usize = 8;

#[derive(Args)]
pub struct Compare {
    /// Unit of all offsets printed
    #[arg(long, value_enum, default_value_t)]
    offsets: OffsetUnit,
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    id: serde_json::Value,
    source: String,
    claim: String,
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    verdict: Verdict,
    score: f32,
    tier: Option<Tier>,
    code: Option<Code>,
    claim_span: Option<[u32; 2]>,
    quote: Option<String>,
    quote_span: Option<[u32; 2]>,
    why: Option<String>,
}

impl Compare {
    /// Exit code 0 where every line was read, 2 where one could not be.
    pub fn run(&self) -> ExitCode {
        let sources = Sources::default();
        jsonl::run_command(|query: Query| {
            let source = sources.read(&query.source);
            let found = compare_read(&source, &query.claim, &read_claim(&query.claim));
            let in_claim = Offsets::new(&query.claim, self.offsets);
            let in_source = Offsets::new(&query.source, self.offsets);
            Answer {
                id: query.id,
                verdict: found.verdict,
                score: found.score,
                tier: found.tier,
                code: found.code,
                claim_span: found.claim_span.map(|span| in_claim.pair(span)),
                quote: found.quote,
                quote_span: found.quote_span.map(|span| in_source.pair(span)),
                why: found.why,
            }
        })
    }
}

/// A source's text with its reading.
type KeptSource = (String, Arc<ReadSources>);

/// The sources read last.
#[derive(Default)]
struct Sources {
    kept: Mutex<VecDeque<KeptSource>>,
}

impl Sources {
    fn read(&self, text: &str) -> Arc<ReadSources> {
        let known = |kept: &VecDeque<KeptSource>| {
            kept.iter().find(|(known, _)| known == text).map(|(_, source)| Arc::clone(source))
        };
        // The lock is not held while reading: two threads may read one source twice, but none waits.
        if let Some(source) = known(&self.kept.lock().unwrap_or_else(PoisonError::into_inner)) {
            return source;
        }
        let source = Arc::new(ReadSources::new(&[text]));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((text.to_owned(), Arc::clone(&source)));
        kept.truncate(KEPT_SOURCES);
        source
    }
}
