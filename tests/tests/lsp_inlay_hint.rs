//! Inlay hints: the source behind a value that one supports, for writers who have asked for it.

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
use tower_lsp::lsp_types::request::InlayHintRequest;
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const DRAFT: &str = "The RT has been operating in Norland since 1995.\n\
    \n\
    The RT runs 12 field offices.\n\
    \n\
    The RT employs 340 people.\n";

async fn hints(session: &mut Session, uri: &Url, first: u32, last: u32) -> Option<Vec<InlayHint>> {
    let params = InlayHintParams {
        text_document: TextDocumentIdentifier::new(uri.clone()),
        range: Range::new(Position::new(first, 0), Position::new(last, 0)),
        work_done_progress_params: WorkDoneProgressParams::default(),
    };
    session.client.request::<InlayHintRequest>(params).await
}

fn label(hint: &InlayHint) -> &str {
    let InlayHintLabel::String(label) = &hint.label else { panic!("{hint:?}") };
    label
}

fn tooltip(hint: &InlayHint) -> &MarkupContent {
    let Some(InlayHintTooltip::MarkupContent(tooltip)) = &hint.tooltip else { panic!("{hint:?}") };
    tooltip
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_hints_unasked() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", DRAFT);
    assert!(hints(&mut session, &uri, 0, 9).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn supported_values_of_the_range_name_their_source() {
    let settings = ("factmark.toml", "inlay_hints = true\n");
    let mut session = Session::start(&[SEED, settings]).await;
    let uri = session.open("draft.md", DRAFT);
    let found = hints(&mut session, &uri, 0, 9).await.unwrap();
    let seen: Vec<(Position, &str)> = found.iter().map(|hint| (hint.position, label(hint))).collect();
    assert_eq!(
        seen,
        [(Position::new(2, 14), "✓ trust.txt"), (Position::new(4, 18), "✓ trust.txt")],
        "a conflict has no source behind it"
    );
    assert!(tooltip(&found[0]).value.contains("The RT runs **12** field offices"), "{found:?}");
    assert_eq!(hints(&mut session, &uri, 3, 9).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_plain_text_and_long_titles_are_respected() {
    let mut plain = capabilities();
    plain["textDocument"]["hover"] = json!({ "contentFormat": ["plaintext"] });
    let manifest = (
        "seeds/sources.toml",
        "[[source]]\nfile = \"trust.txt\"\ntitle = \"The annual report of the trust for all rivers\"\n",
    );
    let mut session = Session::with(&[SEED, manifest], plain, json!({ "inlay_hints": true })).await;
    let uri = session.open("draft.md", DRAFT);
    let found = hints(&mut session, &uri, 0, 9).await.unwrap();
    assert_eq!(label(&found[0]), "✓ The annual report of the…");
    assert_eq!(tooltip(&found[0]).kind, MarkupKind::PlainText);
}

#[tokio::test(flavor = "multi_thread")]
async fn switching_them_on_shows_them_at_once() {
    let mut able = capabilities();
    able["workspace"]["inlayHint"] = json!({ "refreshSupport": true });
    let mut session = Session::with(&[SEED], able, Value::Null).await;
    let uri = session.open("draft.md", DRAFT);
    session.client.next("workspace/inlayHint/refresh").await;
    assert!(hints(&mut session, &uri, 0, 9).await.is_none());
    session.client.notify::<notification::DidChangeConfiguration>(DidChangeConfigurationParams {
        settings: json!({ "factmark": { "inlay_hints": true } }),
    });
    session.client.next("workspace/inlayHint/refresh").await;
    assert_eq!(hints(&mut session, &uri, 0, 9).await.unwrap().len(), 2);
}
