//! What the server tells of its own work: `$/logTrace` as far as the client asked for it, and failures in the client's log.
//! It must not know any feature.
//!
//! The log of the process (standard error, `FACTMARK_LOG`) is another matter: see `log`.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::LogTrace;
use tower_lsp::lsp_types::{LogTraceParams, MessageType, TraceValue};

use super::messages;

/// Characters of a message that a verbose trace shows.
const LONGEST: usize = 2_000;

/// How much is traced, and the way to the client; shared by all who have something to tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    level: AtomicU8,
    client: OnceLock<Client>,
}

impl Trace {
    pub(super) fn reach(&self, client: Client) {
        let _ = self.0.client.set(client);
    }

    pub(super) fn set(&self, value: TraceValue) {
        let level = match value {
            TraceValue::Off => 0,
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
        };
        self.0.level.store(level, Ordering::Relaxed);
    }

    /// What of a message is to be told once it is done: its parameters where the trace is verbose; `None` where nothing is traced.
    pub(super) fn begun(&self, params: Option<&Value>) -> Option<Option<String>> {
        match self.0.level.load(Ordering::Relaxed) {
            0 => None,
            1 => Some(None),
            _ => {
                let whole = params.map(Value::to_string).unwrap_or_default();
                Some(Some(whole.chars().take(LONGEST).collect()))
            }
        }
    }

    /// A message was answered, or taken note of.
    pub(super) fn done(&self, method: &str, answered: bool, took: Duration, verbose: Option<String>) {
        let Some(client) = self.0.client.get().cloned() else { return };
        let what = if answered { "answered" } else { "done" };
        let message = format!("{method}: {what} after {:.1} ms", took.as_secs_f64() * 1_000.0);
        tokio::spawn(async move {
            client.send_notification::<LogTrace>(LogTraceParams { message, verbose }).await;
        });
    }

    /// Something failed that the writer should know of, and who made Factmark too.
    pub(super) fn failed(&self, message: &str) {
        tracing::error!("{message}");
        if let Some(client) = self.0.client.get() {
            messages::log(client, MessageType::ERROR, message.to_owned());
        }
    }
}
