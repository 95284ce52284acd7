//! The built program as an editor starts it: bytes on its pipes, its exit code, and its end with the editor's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use std::process::Stdio;

use factmark_tests::binary::factmark;
use factmark_tests::client::{Client, Hello, decode, framed, in_time, read_message, uri};
use factmark_tests::session::{TRUST, position};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Range};

fn start() -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = Command::new(factmark())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

async fn exit_code(mut child: Child) -> Option<i32> {
    in_time("the end of the process", child.wait()).await.unwrap().code()
}

fn workspace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    std::fs::write(folder.path().join("seeds/trust.txt"), TRUST).unwrap();
    folder
}

fn initialize(id: i64) -> Vec<u8> {
    framed(&json!({ "jsonrpc": "2.0", "id": id, "method": "initialize", "params": { "capabilities": {} } }))
}

async fn answer(output: &mut BufReader<ChildStdout>) -> Value {
    in_time("an answer", read_message(output)).await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_split_across_reads_is_one_message() {
    let (_child, mut input, mut output) = start();
    for byte in initialize(1) {
        input.write_all(&[byte]).await.unwrap();
        input.flush().await.unwrap();
    }
    assert_eq!(answer(&mut output).await["id"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_messages_in_one_read_are_two_messages() {
    let (child, mut input, mut output) = start();
    let shutdown = framed(&json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
    let exit = framed(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    input.write_all(&[initialize(1), shutdown, exit].concat()).await.unwrap();
    assert_eq!(answer(&mut output).await["id"], 1);
    assert_eq!(answer(&mut output).await, json!({ "jsonrpc": "2.0", "id": 2, "result": null }));
    assert_eq!(exit_code(child).await, Some(0));
    // Nothing but messages was ever written.
    let mut rest = Vec::new();
    output.read_to_end(&mut rest).await.unwrap();
    assert_eq!(rest, b"");
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_without_shutdown_is_code_1_while_the_input_stays_open() {
    let (child, mut input, mut output) = start();
    input.write_all(&initialize(1)).await.unwrap();
    answer(&mut output).await;
    input.write_all(&framed(&json!({ "jsonrpc": "2.0", "method": "exit" }))).await.unwrap();
    assert_eq!(exit_code(child).await, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_ends_when_its_input_closes() {
    let (child, mut input, mut output) = start();
    input.write_all(&initialize(1)).await.unwrap();
    answer(&mut output).await;
    drop(input);
    assert_eq!(exit_code(child).await, Some(1));
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn the_server_ends_with_the_editor_that_started_it() {
    let mut editor = Command::new(factmark())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let (child, mut input, mut output) = start();
    let params = json!({ "processId": editor.id(), "capabilities": {} });
    let hello = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
    input.write_all(&framed(&hello)).await.unwrap();
    answer(&mut output).await;
    editor.kill().await.unwrap();
    assert_eq!(exit_code(child).await, Some(1));
    drop(input);
}

/// A line of the draft: what stands before the year differs in width from line to line.
fn line(at: usize, year: u32) -> String {
    let lead = ["", "É", "😀 ", "日本: ", "Ağ – "][at % 5];
    format!("{lead}The RT has been operating in Norland since {year}.")
}

/// 600 edits as fast as they can be sent, each checked against a model of the text at the end.
#[tokio::test(flavor = "multi_thread")]
async fn after_600_rapid_edits_every_position_is_exact() {
    let folder = workspace();
    let (_child, input, output) = start();
    let mut client = Client::over(output, input);
    client.hello(Hello::at(folder.path())).await;
    let uri = uri(&folder.path().join("draft.md"));
    let mut lines: Vec<String> = (0..40).map(|at| line(at, 1994)).collect();
    client.open(&uri, "markdown", &lines.join("\n\n"));
    let mut random = 7u32;
    for version in 2..=601 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let at = (random >> 8) as usize % lines.len();
        // The right year, a wrong one, or the line's lead typed anew.
        let (from, to, text) = match (random >> 20) % 3 {
            0 => (lines[at].len() - 5, lines[at].len() - 1, "1994"),
            1 => (lines[at].len() - 5, lines[at].len() - 1, "1995"),
            _ => (0, lines[at].find("The RT").unwrap(), ["", "é ", "🎈🎈 ", "x"][version % 4]),
        };
        let row = u32::try_from(at * 2).unwrap();
        let column = |offset: usize| position(&lines[at], offset).character;
        let range = Range::new(
            tower_lsp::lsp_types::Position::new(row, column(from)),
            tower_lsp::lsp_types::Position::new(row, column(to)),
        );
        lines[at].replace_range(from..to, text);
        client.change(&uri, i32::try_from(version).unwrap(), Some(range), text);
    }
    let found = client.diagnostics(&uri, 601).await;
    let text = lines.join("\n\n");
    let expected: Vec<Range> = text
        .match_indices("1995")
        .map(|(at, year)| Range::new(position(&text, at), position(&text, at + year.len())))
        .collect();
    assert!(expected.len() > 5, "the edits leave wrong years behind");
    let ranges: Vec<Range> = found.iter().map(|diagnostic: &Diagnostic| diagnostic.range).collect();
    assert_eq!(ranges, expected);
    // Diagnostics of older versions never follow those of newer ones.
    let versions: Vec<Option<i32>> = client
        .received()
        .iter()
        .filter(|message| message["method"] == "textDocument/publishDiagnostics")
        .map(|message| decode::<PublishDiagnosticsParams>(message["params"].clone()).version)
        .collect();
    assert!(versions.is_sorted(), "{versions:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_goes_to_standard_error_as_loud_as_it_is_asked_to() {
    for (level, said) in [("", false), ("debug", true), ("factmark=nonsense", true)] {
        let mut child = Command::new(factmark())
            .arg("lsp")
            .env("FACTMARK_LOG", level)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        input.write_all(&initialize(1)).await.unwrap();
        assert_eq!(answer(&mut output).await["id"], 1);
        let ended = json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" });
        input.write_all(&framed(&ended)).await.unwrap();
        assert_eq!(answer(&mut output).await["id"], 2);
        input.write_all(&framed(&json!({ "jsonrpc": "2.0", "method": "exit" }))).await.unwrap();
        let mut log = String::new();
        in_time("the log", child.stderr.take().unwrap().read_to_string(&mut log)).await.unwrap();
        assert_eq!(!log.is_empty(), said, "FACTMARK_LOG={level}: {log}");
        assert_eq!(exit_code(child).await, Some(0));
    }
}
