//! Diagnostics: what is flagged, with which passage, when it is taken back, and when it changes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::capabilities;
use factmark_tests::session::{Session, TRUST, position};
use serde_json::{Value, json};
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::notification::{DidChangeConfiguration, DidChangeWatchedFiles, PublishDiagnostics};
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticSeverity, DidChangeConfigurationParams, DidChangeWatchedFilesParams,
    FileChangeType, FileEvent, NumberOrString, Range,
};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const WRONG: &str = "A note.\n\nThe RT has been operating in Norland since 1995.\n";
const RIGHT: &str = "A note.\n\nThe RT has been operating in Norland since 1994.\n";

fn range_of(text: &str, part: &str) -> Range {
    let start = text.find(part).unwrap();
    Range::new(position(text, start), position(text, start + part.len()))
}

fn code(diagnostic: &Diagnostic) -> &str {
    let Some(NumberOrString::String(code)) = &diagnostic.code else { panic!("{diagnostic:?}") };
    code
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_year_is_flagged_with_the_passage() {
    let mut session = Session::start(&[SEED]).await;
    let (_, found) = session.check("draft.md", WRONG).await;
    let [diagnostic] = found.as_slice() else { panic!("one finding: {found:?}") };
    assert_eq!(code(diagnostic), "F002");
    assert_eq!(diagnostic.source.as_deref(), Some("factmark"));
    assert_eq!(diagnostic.severity, Some(DiagnosticSeverity::ERROR));
    assert_eq!(diagnostic.range, range_of(WRONG, "1995"));
    let related = diagnostic.related_information.as_ref().unwrap();
    let sentence = "The RT has been operating in Norland since 1994.";
    assert_eq!(related[0].location.uri, session.uri("seeds/trust.txt"));
    assert_eq!(related[0].location.range, range_of(TRUST, sentence));
    assert_eq!(related[0].message, format!("trust.txt, line 2: \"{sentence}\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_related_information_gets_the_passage_in_the_message() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["publishDiagnostics"] = json!({});
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let (_, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found[0].related_information, None);
    let passage = "\ntrust.txt, line 2: \"The RT has been operating in Norland since 1994.\"";
    assert!(found[0].message.ends_with(passage), "{}", found[0].message);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_agrees_is_silent_and_so_is_an_empty_draft() {
    let mut session = Session::start(&[SEED]).await;
    assert_eq!(session.check("right.md", RIGHT).await.1, []);
    assert_eq!(session.check("empty.md", "").await.1, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_takes_the_finding_back() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    session.client.change(&uri, 2, Some(found[0].range), "1994");
    assert_eq!(session.client.diagnostics(&uri, 2).await, []);
    session.client.change(&uri, 3, None, WRONG);
    assert_eq!(session.client.diagnostics(&uri, 3).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_a_draft_takes_its_findings_back() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found.len(), 1);
    session.client.close(&uri);
    let params = session.client.next(PublishDiagnostics::METHOD).await;
    assert_eq!((&params["uri"], &params["diagnostics"]), (&json!(uri), &json!([])));
    // Opened again, it is checked again.
    let (_, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_open_in_the_editor_is_never_flagged() {
    let other = "The RT has been operating in Norland since 1996.\n";
    let mut session = Session::start(&[SEED, ("seeds/other.txt", other)]).await;
    let source = session.open("seeds/other.txt", other);
    session.check("draft.md", RIGHT).await;
    // That it has nothing may be said.
    let flagged = |message: &Value| {
        message["method"] == PublishDiagnostics::METHOD
            && message["params"]["uri"] == json!(source)
            && message["params"]["diagnostics"] != json!([])
    };
    assert!(!session.client.received().iter().any(flagged));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_source_changes_what_is_found() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found.len(), 1);
    session.write("seeds/trust.txt", &TRUST.replace("1994", "1995"));
    let change = FileEvent::new(session.uri("seeds/trust.txt"), FileChangeType::CHANGED);
    session.client.notify::<DidChangeWatchedFiles>(DidChangeWatchedFilesParams { changes: vec![change] });
    assert_eq!(session.client.diagnostics(&uri, 1).await, []);
    // A client that watches nothing: any save makes the server look.
    session.write("seeds/trust.txt", &TRUST.replace("1994", "2001"));
    session.client.save(&uri);
    assert_eq!(session.client.diagnostics(&uri, 1).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_watches_files_is_asked_to() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let params = session.client.next("client/registerCapability").await;
    let registration = &params["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = registration["registerOptions"]["watchers"].to_string();
    for name in ["seeds/**", "sources/**", "factmark.toml"] {
        let path = session.path(name).display().to_string();
        assert!(watchers.contains(&path), "{path} in {watchers}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_project_and_then_the_editor_set_the_levels() {
    let files = [SEED, ("factmark.toml", "[rules]\nF002 = \"information\"\n")];
    let mut session = Session::start(&files).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found[0].severity, Some(DiagnosticSeverity::INFORMATION));
    let settings = json!({ "factmark": { "rules": { "F002": "off" } } });
    session.client.notify::<DidChangeConfiguration>(DidChangeConfigurationParams { settings });
    assert_eq!(session.client.diagnostics(&uri, 1).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_asked_for_where_the_client_answers() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["configuration"] = json!(true);
    let mut session = Session::with(&[SEED], capabilities, json!({ "rules": { "F002": "off" } })).await;
    // The client has nothing to say, so the options of the start hold.
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found, []);
    session.client.set_settings(json!({ "rules": { "F002": "hint" } }));
    session.client.notify::<DidChangeConfiguration>(DidChangeConfigurationParams { settings: Value::Null });
    let found = session.client.diagnostics(&uri, 1).await;
    assert_eq!(found[0].severity, Some(DiagnosticSeverity::HINT));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_settings_that_change_in_quick_succession_the_last_hold() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["configuration"] = json!(true);
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let (uri, _) = session.check("draft.md", WRONG).await;
    for level in ["hint", "off", "error"].repeat(6).into_iter().chain(["information"]) {
        session.client.set_settings(json!({ "rules": { "F002": level } }));
        session
            .client
            .notify::<DidChangeConfiguration>(DidChangeConfigurationParams { settings: Value::Null });
    }
    loop {
        let found = session.client.diagnostics(&uri, 1).await;
        if found.first().and_then(|it| it.severity) == Some(DiagnosticSeverity::INFORMATION) {
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_settings_file_is_said_once_and_the_defaults_hold() {
    let files = [SEED, ("factmark.toml", "[sources\n")];
    let mut session = Session::start(&files).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found.len(), 1);
    let shown = session.client.next("window/showMessage").await;
    let message = shown["message"].as_str().unwrap();
    assert!(
        message.contains("factmark.toml:1: ") && message.contains("nothing in this file is used"),
        "{message}"
    );
    // Mended, it is used without a restart.
    session.write("factmark.toml", "[rules]\nF002 = \"off\"\n");
    session.client.save(&session.uri("factmark.toml"));
    assert_eq!(session.client.diagnostics(&uri, 1).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_without_sources_says_so_and_finds_nothing() {
    let mut session = Session::start(&[("draft.md", WRONG)]).await;
    let (_, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found, []);
    let shown = session.client.next("window/showMessage").await;
    assert!(shown["message"].as_str().unwrap().contains("holds no sources"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_not_text_is_said_and_the_others_are_used() {
    let mut session = Session::start(&[SEED, ("seeds/broken.txt", "\0\0\0")]).await;
    let (_, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found.len(), 1);
    let shown = session.client.next("window/showMessage").await;
    assert!(shown["message"].as_str().unwrap().contains("broken.txt: is not text"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_to_a_document_that_was_never_opened_is_passed_over() {
    let mut session = Session::start(&[SEED]).await;
    session.client.change(&session.uri("ghost.md"), 2, None, WRONG);
    session.client.close(&session.uri("ghost.md"));
    let (_, found) = session.check("draft.md", WRONG).await;
    assert_eq!(found.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_no_file_is_checked_too() {
    let mut session = Session::start(&[SEED]).await;
    let uri = "untitled:Untitled-1".parse().unwrap();
    session.client.open(&uri, "markdown", WRONG);
    assert_eq!(session.client.diagnostics(&uri, 1).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_findings_is_capped_and_the_cap_is_said() {
    let mut session = Session::start(&[SEED, ("factmark.toml", "max_findings = 3\n")]).await;
    let (_, found) = session.check("draft.md", &WRONG.repeat(5)).await;
    assert_eq!(found.len(), 4);
    assert!(
        found[0].message.starts_with("5 findings in this draft: the worst 3 are shown."),
        "{}",
        found[0].message
    );
    assert_eq!(found[0].severity, Some(DiagnosticSeverity::INFORMATION));
    assert_eq!(session.check("few.md", &WRONG.repeat(3)).await.1.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiver_that_cannot_be_understood_is_said_where_it_stands() {
    let mut session = Session::start(&[SEED]).await;
    let (_, found) = session.check("draft.txt", &format!("<!-- factmark-ignore year -->\n{WRONG}")).await;
    assert_eq!(found.len(), 2);
    assert!(found[0].message.contains("\"year\" is no code of a rule"), "{}", found[0].message);
    assert_eq!(found[0].range.start.line, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_baseline_knows_is_not_shown_until_it_changes() {
    let claim = WRONG.lines().last();
    let baseline =
        json!({ "schema_version": 1, "findings": [{ "code": "F002", "value": "1995", "claim": claim }] });
    let mut session = Session::start(&[SEED, ("factmark-baseline.json", &baseline.to_string())]).await;
    assert_eq!(session.check("draft.md", WRONG).await.1, []);
    assert_eq!(session.check("other.md", &WRONG.replace("1995", "1996")).await.1.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_value_in_a_quotation_is_one_finding() {
    let mut session = Session::start(&[("seeds/trust.txt", TRUST)]).await;
    let codes = |found: &[Diagnostic]| -> Vec<serde_json::Value> {
        found.iter().map(|one| serde_json::json!(one)["code"].clone()).collect()
    };
    let quoted = "“The RT has been operating in Norland since 1998.”";
    let (_, found) = session.check("draft.md", &format!("{quoted}\n")).await;
    assert_eq!(codes(&found), ["F002"]);
    // Silenced, it does not come back as another.
    let waived = format!("{quoted} <!-- factmark-ignore F002: a misprint, kept -->\n");
    assert_eq!(session.check("waived.md", &waived).await.1, []);
    // Where that rule is off, the words are still not the source's.
    let off = ("factmark.toml", "[rules]\nF002 = \"off\"\n");
    let mut session = Session::start(&[("seeds/trust.txt", TRUST), off]).await;
    let (_, found) = session.check("draft.md", &format!("{quoted}\n")).await;
    assert_eq!(codes(&found), ["F060"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_opened_is_said_to_have_nothing() {
    let mut session = Session::start(&[("seeds/trust.txt", TRUST)]).await;
    assert_eq!(session.check("seeds/trust.txt", TRUST).await.1, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_byte_order_mark_hides_no_front_matter() {
    let source = format!("\u{feff}---\ntitle: Rivers\npublisher: Oakham Press\n---\n\n{TRUST}");
    let mut session = Session::start(&[("seeds/rivers.md", &source)]).await;
    let year = "The RT has been operating in Norland since 1995.";
    let draft = format!("\u{feff}---\nsummary: {year}\n---\n\n{year}\n");
    let (_, found) = session.check("draft.md", &draft).await;
    let lines: Vec<u32> = found.iter().map(|finding| finding.range.start.line).collect();
    assert_eq!(lines, [4]);
    let told = json!(found[0]).to_string();
    assert!(told.contains("Rivers, line 7"), "{told}");
    // In the first line the mark is a character of the editor's.
    let (_, found) = session.check("notes.txt", &format!("\u{feff}{year}\n")).await;
    assert_eq!(found[0].range.end.character, 48);
}
