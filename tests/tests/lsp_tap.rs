//! The tap between editor and server: passes every byte on, and reports what breaks the protocol.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use std::io::Write;
use std::process::{Command, Stdio};

use factmark_tests::binary::factmark;
use factmark_tests::client::framed;
use serde_json::json;

/// What the editor got, and the report, of a session in which the editor sends `input` to this server.
fn tapped(server: &[&str], input: &[u8]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report");
    let mut tap = Command::new(env!("CARGO_BIN_EXE_lsp_tap"))
        .arg("--report")
        .arg(&report)
        .arg("--")
        .args(server)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The editor's pipe stays open: once it is closed, a message may break off.
    let mut editor = tap.stdin.take().unwrap();
    editor.write_all(input).unwrap();
    let output = tap.wait_with_output().unwrap();
    drop(editor);
    (String::from_utf8(output.stdout).unwrap(), std::fs::read_to_string(report).unwrap())
}

#[test]
fn a_sound_session_passes_unchanged_and_without_a_word() {
    let mut input = framed(
        &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
    );
    input.extend(framed(&json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" })));
    input.extend(framed(&json!({ "jsonrpc": "2.0", "method": "exit" })));
    let (output, report) = tapped(&[factmark().to_str().unwrap(), "lsp"], &input);
    assert!(output.contains("\"hoverProvider\":true"), "{output}");
    assert_eq!(report, "");
}

#[test]
fn a_faulty_server_is_reported_and_still_heard() {
    let faulty =
        "printf 'Content-Length: 2\\r\\n\\r\\n{}Content-Type; x\\r\\nContent-Length: 2\\r\\n\\r\\n[]noise'";
    let (output, report) = tapped(&["sh", "-c", faulty], b"");
    assert_eq!(output, "Content-Length: 2\r\n\r\n{}Content-Type; x\r\nContent-Length: 2\r\n\r\n[]noise");
    for fault in
        ["jsonrpc is not \"2.0\"", "neither a method nor an id", "not a header", "5 bytes at the end"]
    {
        assert!(report.contains(fault), "{fault:?} is not in {report}");
    }
}
