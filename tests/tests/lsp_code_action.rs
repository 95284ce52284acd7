//! Quick fixes: an edit against the version that it was made for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::capabilities;
use factmark_tests::session::{Session, TRUST};
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::CodeActionRequest;
use tower_lsp::lsp_types::{CodeActionResponse, Diagnostic, Url};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const WRONG: &str = "The RT has been operating in Norland since 1995.\n";

async fn actions(session: &mut Session, uri: &Url, range: Value, only: Value) -> Option<CodeActionResponse> {
    let params = json!({
        "textDocument": { "uri": uri },
        "range": range,
        "context": { "diagnostics": [], "only": only },
    });
    session.client.request::<CodeActionRequest>(serde_json::from_value(params).unwrap()).await
}

fn cursor_at(diagnostic: &Diagnostic) -> Value {
    json!({ "start": diagnostic.range.end, "end": diagnostic.range.end })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_brings_its_fix_for_that_version() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let answer = actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await.unwrap();
    let actions = json!(answer);
    assert_eq!(actions[0]["title"], "Replace \"1995\" with \"1994\"");
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!(actions[0]["diagnostics"], json!(found));
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": uri, "version": 1 }));
    assert_eq!(change["edits"], json!([{ "range": found[0].range, "newText": "1994" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn elsewhere_and_for_other_kinds_there_is_nothing_to_do() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let start = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } });
    assert_eq!(actions(&mut session, &uri, start, Value::Null).await, Some(vec![]));
    let here = cursor_at(&found[0]);
    assert_eq!(actions(&mut session, &uri, here.clone(), json!(["refactor"])).await, None);
    assert_eq!(actions(&mut session, &uri, here, json!(["quickfix"])).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_few_capabilities_gets_plain_changes_or_nothing() {
    let mut capabilities = capabilities();
    capabilities["workspace"] = json!({});
    let mut session = Session::with(&[SEED], capabilities.clone(), Value::Null).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let answer = actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await;
    assert_eq!(json!(answer)[0]["edit"]["changes"][uri.as_str()][0]["newText"], "1994");

    capabilities["textDocument"]["codeAction"] = json!({});
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await, None);
}
