//! Measures how long an editor waits for the language server, on the built release program:
//! `cargo build --release && cargo run --release -p factmark-tests --bin measure_latency`.
//! It must not judge what the server says, only when.
//!
//! The drafts are made up from sentences about the sample sources: each states a value that a source states too, some
//! with another value. Times are wall times; the pause that the server waits for before it checks an edited draft
//! (100 ms) is printed apart and taken off.

use std::process::Stdio;
use std::time::{Duration, Instant};

use factmark_tests::binary::{factmark, root};
use factmark_tests::client::{Client, Hello, uri};
use serde_json::json;
use tokio::process::{Child, Command};
use tower_lsp::lsp_types::request::{GotoDefinition, HoverRequest, Request};
use tower_lsp::lsp_types::{Position, Range, Url};

/// The server's own pause before it checks an edited draft.
const PAUSE: Duration = Duration::from_millis(100);
/// Edits of each kind that are timed.
const EDITS: u32 = 8;
/// Keystrokes during which hovers and jumps are timed.
const KEYSTROKES: u32 = 100;

/// Sentences of a dense draft; a third of them state something else than the sources.
const SENTENCES: [&str; 9] = [
    "UNHCR has been operating in Azerbaijan since 1992.",
    "UNICEF has been operating in the country since 1993.",
    "According to Azerbaijani sources, the UNDP allocated $754,570 in 2023 to support 23 local NGOs.",
    "As a member of the ILO Azerbaijan has acceded to 59 Conventions.",
    "Nearly 4,000 citizens of Azerbaijan are registered as missing.",
    "The ICRC has worked with Azerbaijan on missing persons since 2008.",
    "UNHCR has been operating in Azerbaijan since 1995.",
    "The UNDP allocated $854,570 in 2023 to support 32 local NGOs.",
    "More than 400 political prisoners are detained in Azerbaijan.",
];

#[tokio::main]
async fn main() {
    let program = factmark();
    println!("program: {}", program.display());
    start_times().await;
    println!("\n{:<34} {:>12} {:>12}", "", "100 KB", "1 MB");
    let small = measure(100_000).await;
    let large = measure(1_000_000).await;
    for (one, other) in small.iter().zip(&large) {
        println!("{:<34} {:>12} {:>12}", one.0, one.1, other.1);
    }
}

/// Time from starting the process, and from sending `initialize`, to its answer.
async fn start_times() {
    let mut from_start = Vec::new();
    let mut from_request = Vec::new();
    for _ in 0..20 {
        let started = Instant::now();
        let (_child, mut client) = start();
        let asked = Instant::now();
        client.introduce(Hello::at(root())).await;
        from_start.push(started.elapsed());
        from_request.push(asked.elapsed());
    }
    println!("initialize, from the request       {}", spread(&mut from_request));
    println!("initialize, from the process start {}", spread(&mut from_start));
}

/// One row of the table: what was measured, and the figure.
type Row = (&'static str, String);

async fn measure(bytes: usize) -> Vec<Row> {
    let (child, mut client) = start();
    client.hello(Hello::at(root())).await;
    let uri = uri(&root().join("measured-draft.md"));
    let text = draft(bytes);
    let opened = Instant::now();
    client.open(&uri, "markdown", &text);
    let found = client.diagnostics(&uri, 1).await.len();
    let first = opened.elapsed();
    let mut edits = Vec::new();
    let mut version = 1;
    for _ in 0..EDITS {
        version += 1;
        let edited = Instant::now();
        type_a_letter(&client, &uri, version);
        client.diagnostics(&uri, version).await;
        edits.push(edited.elapsed().saturating_sub(PAUSE));
    }
    let (mut hovers, mut jumps) = (Vec::new(), Vec::new());
    for at in 0..KEYSTROKES {
        version += 1;
        type_a_letter(&client, &uri, version);
        let place = json!({ "textDocument": { "uri": uri }, "position": { "line": 2 * (at % 500) + 2, "character": 1 } });
        hovers.push(timed(&mut client, HoverRequest::METHOD, place.clone()).await);
        jumps.push(timed(&mut client, GotoDefinition::METHOD, place).await);
    }
    vec![
        ("findings", found.to_string()),
        ("open → first diagnostics", millis(first)),
        ("edit → diagnostics, median", millis(quantile(&mut edits, 0.5))),
        ("edit → diagnostics, slowest", millis(quantile(&mut edits, 1.0))),
        ("hover while typing, p50", millis(quantile(&mut hovers, 0.5))),
        ("hover while typing, p99", millis(quantile(&mut hovers, 0.99))),
        ("definition while typing, p50", millis(quantile(&mut jumps, 0.5))),
        ("definition while typing, p99", millis(quantile(&mut jumps, 0.99))),
        ("peak memory", peak_memory(&child)),
    ]
}

fn start() -> (Child, Client) {
    let child = Command::new(factmark())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    let Ok(mut child) = child else { std::process::exit(2) };
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        std::process::exit(2)
    };
    let client = Client::over(output, input);
    (child, client)
}

/// A letter at the end of the first line: every line after it keeps its place.
fn type_a_letter(client: &Client, uri: &Url, version: i32) {
    let end = Position::new(0, u32::MAX);
    client.change(uri, version, Some(Range::new(end, end)), "a");
}

async fn timed(client: &mut Client, method: &str, params: serde_json::Value) -> Duration {
    let asked = Instant::now();
    let _ = client.raw_request(method, params).await;
    asked.elapsed()
}

/// A draft of about `bytes` bytes, one paragraph for each sentence.
fn draft(bytes: usize) -> String {
    let mut text = String::from("# Draft\n");
    for sentence in SENTENCES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push('\n');
        text.push_str(sentence);
        text.push('\n');
    }
    text
}

fn quantile(times: &mut [Duration], share: f64) -> Duration {
    times.sort();
    let last = times.len().saturating_sub(1);
    times.get((last as f64 * share).ceil() as usize).copied().unwrap_or_default()
}

fn spread(times: &mut [Duration]) -> String {
    format!("{} median, {} slowest", millis(quantile(times, 0.5)), millis(quantile(times, 1.0)))
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Largest resident memory of the process so far, as Linux tells it.
fn peak_memory(child: &Child) -> String {
    let status = child.id().and_then(|id| std::fs::read_to_string(format!("/proc/{id}/status")).ok());
    let line = status.as_deref().unwrap_or("").lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{:.1} MB", kilobytes / 1024.0))
}
