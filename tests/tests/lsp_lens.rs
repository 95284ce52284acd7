//! Code lenses: the count of claims above a draft and its headings.

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
use tower_lsp::lsp_types::request::{CodeLensRequest, ExecuteCommand};
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const DRAFT: &str = "The RT has been operating in Norland since 1995.\n\n\
    # Offices\n\n\
    The RT runs 12 field offices and employs 340 people.\n\n\
    # Elsewhere\n\n\
    Nothing is said here.\n\n\
    # Boats\n\n\
    In Westmark it has 77 boats.\n";

async fn lenses(session: &mut Session, uri: &Url) -> Option<Vec<CodeLens>> {
    let params = CodeLensParams {
        text_document: TextDocumentIdentifier::new(uri.clone()),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    session.client.request::<CodeLensRequest>(params).await
}

fn titles(lenses: &[CodeLens]) -> Vec<(u32, &str)> {
    lenses.iter().map(|lens| (lens.range.start.line, lens.command.as_ref().unwrap().title.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_draft_and_each_heading_with_claims_have_a_count() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", DRAFT);
    let found = lenses(&mut session, &uri).await.unwrap();
    assert_eq!(
        titles(&found),
        [(0, "4 claims: 2 sourced, 1 conflict, 1 open"), (2, "2 claims: 2 sourced"), (10, "1 claim: 1 open")]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_heading_over_all_says_nothing_twice() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", "# The Trust\n\nThe RT runs 12 field offices.\n");
    assert_eq!(titles(&lenses(&mut session, &uri).await.unwrap()), [(0, "1 claim: 1 sourced")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_to_come_is_no_claim_by_itself() {
    let mut session = Session::start(&[SEED]).await;
    let text = "In the next six months the RT will paint its boats.\n\nIn Westmark it has 77 boats.\n";
    let uri = session.open("draft.md", text);
    assert_eq!(titles(&lenses(&mut session, &uri).await.unwrap()), [(0, "1 claim: 1 open")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_claims_and_in_sources_there_is_none() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", "# The Trust\n\nNothing.\n");
    assert_eq!(lenses(&mut session, &uri).await, Some(Vec::new()));
    let source = session.open("seeds/trust.txt", TRUST);
    assert_eq!(lenses(&mut session, &source).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_runs_the_command_of_a_lens_itself() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", DRAFT);
    let command = lenses(&mut session, &uri).await.unwrap().remove(0).command.unwrap();
    let params = ExecuteCommandParams {
        command: command.command,
        arguments: command.arguments.unwrap(),
        ..ExecuteCommandParams::default()
    };
    session.client.request::<ExecuteCommand>(params).await;
    let shown = session.client.next("window/showMessage").await;
    let message = shown["message"].as_str().unwrap();
    assert!(message.contains("4 claims") && message.contains("line 1: “since 1995” (conflict)"), "{message}");
    for wrong in
        [json!({ "command": "factmark.other" }), json!({ "command": "factmark.summary", "arguments": [7] })]
    {
        session.client.raw_request("workspace/executeCommand", wrong).await.unwrap_err();
    }
}

/// As from the menu of commands of an editor that knows no more of a command than its name.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_draft_the_command_sums_up_all_that_are_open() {
    let mut session = Session::start(&[SEED]).await;
    session.open("draft.md", DRAFT);
    session.open("empty.md", "# The Trust\n\nNothing.\n");
    session.open("seeds/trust.txt", TRUST);
    let params =
        ExecuteCommandParams { command: "factmark.summary".to_owned(), ..ExecuteCommandParams::default() };
    session.client.request::<ExecuteCommand>(params).await;
    let shown = session.client.next("window/showMessage").await;
    let lines: Vec<&str> = shown["message"].as_str().unwrap().lines().collect();
    assert!(lines[0].starts_with("Factmark, draft.md: 4 claims"), "{lines:?}");
    assert_eq!(lines[1..], ["Factmark, empty.md: this draft makes no claims."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_shows_claims_is_given_its_own_command() {
    let mut able = capabilities();
    able["experimental"] = json!({ "commands": { "commands": ["factmark.showClaims"] } });
    let mut session = Session::with(&[SEED], able, Value::Null).await;
    let uri = session.open("draft.md", DRAFT);
    let found = lenses(&mut session, &uri).await.unwrap();
    let command = found[1].command.as_ref().unwrap();
    assert_eq!(command.command, "factmark.showClaims");
    assert_eq!(command.arguments.as_ref().unwrap()[..], [json!(uri), json!({ "line": 2, "character": 2 })]);
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_sources_refresh_the_lenses_of_clients_that_can() {
    let mut able = capabilities();
    able["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    let mut session = Session::with(&[SEED], able, Value::Null).await;
    let uri = session.open("draft.md", "The RT runs 12 field offices.\n");
    assert_eq!(titles(&lenses(&mut session, &uri).await.unwrap()), [(0, "1 claim: 1 sourced")]);
    session.client.next("workspace/codeLens/refresh").await;
    session.write("seeds/trust.txt", &TRUST.replace("12", "14"));
    session.client.save(&uri);
    session.client.next("workspace/codeLens/refresh").await;
    assert_eq!(titles(&lenses(&mut session, &uri).await.unwrap()), [(0, "1 claim: 1 conflict")]);
}
