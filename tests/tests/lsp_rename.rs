//! Renaming a name in all open drafts, and never in a source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::capabilities;
use factmark_tests::session::{Session, TRUST, at};
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::{PrepareRenameRequest, Rename};
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const FIRST: &str = "The RT runs 12 offices. The River Trust is known. The RT's work goes on.\n";
const SECOND: &str = "Here too the RT is at work. The organisation grows.\n";

async fn renamed(
    session: &mut Session,
    uri: &Url,
    text: &str,
    needle: &str,
    name: &str,
) -> Option<WorkspaceEdit> {
    let params = RenameParams {
        text_document_position: at(uri, text, needle),
        new_name: name.to_owned(),
        work_done_progress_params: WorkDoneProgressParams::default(),
    };
    session.client.request::<Rename>(params).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_form_is_renamed_in_all_open_drafts_and_in_no_source() {
    let mut session = Session::start(&[SEED]).await;
    let first = session.open("a.md", FIRST);
    let second = session.open("b.md", SECOND);
    session.open("seeds/trust.txt", TRUST);
    let edit = renamed(&mut session, &first, FIRST, "RT", "TRT").await.unwrap();
    let Some(DocumentChanges::Edits(changes)) = edit.document_changes else { panic!() };
    let seen: Vec<(&Url, Option<i32>, Vec<u32>)> = changes
        .iter()
        .map(|change| {
            let places = change.edits.iter().map(|edit| match edit {
                OneOf::Left(edit) => {
                    assert_eq!(edit.new_text, "TRT");
                    edit.range.start.character
                }
                OneOf::Right(_) => panic!(),
            });
            (&change.text_document.uri, change.text_document.version, places.collect())
        })
        .collect();
    assert_eq!(seen, [(&first, Some(1), vec![4, 54]), (&second, Some(1), vec![13])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_versions_gets_plain_changes() {
    let mut old = capabilities();
    old["workspace"] = json!({});
    old["textDocument"]["rename"] = json!({});
    let mut session = Session::with(&[SEED], old, Value::Null).await;
    let uri = session.open("a.md", FIRST);
    let edit = renamed(&mut session, &uri, FIRST, "River", "Rivers Trust").await.unwrap();
    assert_eq!(edit.changes.unwrap()[&uri].len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_names_of_drafts_can_be_renamed() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("a.md", FIRST);
    let found = session.client.request::<PrepareRenameRequest>(at(&uri, FIRST, "RT")).await;
    let Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }) = found else { panic!() };
    assert_eq!((range.start.character, placeholder.as_str()), (4, "RT"));
    for needle in ["12", "known"] {
        assert!(session.client.request::<PrepareRenameRequest>(at(&uri, FIRST, needle)).await.is_none());
    }
    let second = session.open("b.md", SECOND);
    let bound = session.client.request::<PrepareRenameRequest>(at(&second, SECOND, "organisation")).await;
    assert!(bound.is_none(), "a word that only stands for a name is none");
    let source = session.open("seeds/trust.txt", TRUST);
    assert!(renamed(&mut session, &source, TRUST, "RT", "TRT").await.is_none());
    let nothing = json!({
        "textDocument": { "uri": uri }, "position": { "line": 0, "character": 5 }, "newName": " ",
    });
    session.client.raw_request("textDocument/rename", nothing).await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_stay_as_they_are() {
    let mut session = Session::start(&[("seeds/trust.txt", TRUST)]).await;
    let text = "RT runs it: https://example.org/RT/2020, [RT](https://example.org/RT), www.example.org/RT and mail@RT.\n";
    let uri = session.open("draft.md", text);
    let params =
        json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 1 }, "newName": "TR" });
    let edit = session.client.raw_request("textDocument/rename", params).await.unwrap();
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap().clone();
    let at: Vec<u64> =
        edits.iter().map(|edit| edit["range"]["start"]["character"].as_u64().unwrap()).collect();
    assert_eq!(at, [0, 42]);
    // Nor does anybody speak of it there.
    let inside = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 33 } });
    assert_eq!(session.client.raw_request("textDocument/hover", inside).await, Ok(serde_json::Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_that_are_not_open_are_renamed_in_too() {
    let mut session = Session::start(&[
        SEED,
        ("notes/closed.md", "The RT paid.\nThen the RT left.\n"),
        ("other.txt", "Nothing of note.\n"),
    ])
    .await;
    let uri = session.open("a.md", FIRST);
    let edit = renamed(&mut session, &uri, FIRST, "RT", "TRT").await.unwrap();
    let edit = json!(edit);
    let changes = edit["documentChanges"].as_array().unwrap();
    let seen: Vec<(&Value, &Value, usize)> = changes
        .iter()
        .map(|it| {
            (
                &it["textDocument"]["uri"],
                &it["textDocument"]["version"],
                it["edits"].as_array().unwrap().len(),
            )
        })
        .collect();
    let closed = json!(session.uri("notes/closed.md"));
    let source = json!(session.uri("seeds/trust.txt"));
    assert!(seen.contains(&(&closed, &Value::Null, 2)), "{seen:?}");
    assert!(!seen.iter().any(|(uri, _, _)| **uri == source));
}
