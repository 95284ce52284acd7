//! The language server: LSP over standard input and output.
//! It must not judge or word facts: it passes what the core found on to the editor, in the editor's terms.
//!
//! The way of a message: `wire` (only well-formed ones) → tower-lsp → `guard` (order, panics, life of the session) →
//! `server` (one thin handler each) → `state` (what changes) or a feature (`hover`, `definition` …, on a [`state`]
//! snapshot). All positions are made in `convert`.

mod action;
mod card;
mod checking;
mod citation;
mod cited;
mod citing;
mod claims;
mod client;
mod completion;
mod context;
mod convert;
mod declaration;
mod definition;
mod diagnostics;
mod draft;
mod editions;
mod facts;
mod folders;
mod footnotes;
mod guard;
mod hover;
mod ignore;
mod inlay;
mod judged;
mod lens;
mod links;
mod log;
mod memory;
mod messages;
mod moved;
mod orphan;
mod progress;
mod pull;
mod references;
mod refresh;
mod rename;
mod rule_names;
mod sections;
mod server;
mod settings;
mod shapes;
mod sources;
mod state;
mod status;
mod step;
mod symbols;
mod target;
mod tokens;
mod trace;
mod watch;
mod wire;
mod workspace_symbols;

use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server as Transport};

use self::guard::{Guard, Lifecycle};
use self::server::Server;
use self::trace::Trace;

/// Handlers at work at the same time. tower-lsp's own 4 can be filled by slow requests, and then nothing is read.
const CONCURRENCY: usize = 64;
/// Threads for what computes: input and output take one each, the rest answers requests and checks. Every thread that ever
/// allocated keeps memory for itself, so more of them cost more than they gain.
const BLOCKING_THREADS: usize = 6;
/// Bytes on their way from `wire` to tower-lsp.
const PIPE: usize = 64 * 1024;
/// Longest that answers on their way are waited for after `exit`.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Serves one session over standard input and output, until `exit`, the end of the input, or the end of the editor.
/// Gives the exit code of the process: 0 after `shutdown`, else 1.
pub fn serve_stdio() -> ExitCode {
    memory::keep_small();
    log::start();
    tracing::info!("Factmark {} serves an editor", env!("CARGO_PKG_VERSION"));
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = match runtime.max_blocking_threads(BLOCKING_THREADS).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("factmark: the language server could not start: {error}");
            return ExitCode::from(2);
        }
    };
    let code = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // A thread may be blocked on standard input for ever.
    runtime.shutdown_background();
    ExitCode::from(code)
}

/// Serves one session; gives the exit code that the process should end with. Needs a tokio runtime with threads.
pub async fn serve(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite + Send + 'static,
) -> u8 {
    let lifecycle = Lifecycle::default();
    let trace = Trace::default();
    let (service, socket) = {
        let (lifecycle, trace) = (lifecycle.clone(), trace.clone());
        LspService::build(|client| Server::new(client, lifecycle, trace))
            .custom_method("$/setTrace", Server::set_trace)
            .custom_method("factmark/facts", Server::facts)
            .custom_method("factmark/claims", Server::claims)
            .custom_method("factmark/citation", Server::citation)
            .custom_method("factmark/sources", Server::sources)
            .custom_method("factmark/readSources", Server::read_sources)
            .custom_method("factmark/stopReading", Server::stop_reading)
            .custom_method("window/workDoneProgress/cancel", Server::cancel_progress)
            .finish()
    };
    let (filtered, pipe) = tokio::io::duplex(PIPE);
    let reader = tokio::spawn(wire::filter(input, pipe));
    let guard = Guard::new(service, lifecycle.clone(), trace);
    let serving = Transport::new(filtered, output, socket).concurrency_level(CONCURRENCY).serve(guard);
    tokio::pin!(serving);
    tokio::select! {
        () = &mut serving => {}
        () = lifecycle.ended() => {
            // The end of the input lets tower-lsp finish what it has begun.
            reader.abort();
            let _ = tokio::time::timeout(LAST_WORDS, serving).await;
        }
    }
    reader.abort();
    lifecycle.exit_code()
}
