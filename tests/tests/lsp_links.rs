//! Declarations and links: from names and citations to where they come from.

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
use tower_lsp::lsp_types::request::{DocumentLinkRequest, GotoDeclaration};
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);

async fn declaration(
    session: &mut Session,
    uri: &Url,
    text: &str,
    needle: &str,
) -> Option<request::GotoDeclarationResponse> {
    let params = request::GotoDeclarationParams {
        text_document_position_params: at(uri, text, needle),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    session.client.request::<GotoDeclaration>(params).await
}

async fn links(session: &mut Session, uri: &Url) -> Vec<DocumentLink> {
    let params = DocumentLinkParams {
        text_document: TextDocumentIdentifier::new(uri.clone()),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    session.client.request::<DocumentLinkRequest>(params).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_declared_where_a_source_defines_it() {
    let mut session = Session::start(&[SEED]).await;
    let text = "A note.\n\nThe RT runs 12 field offices.\n";
    let uri = session.open("draft.md", text);
    let Some(request::GotoDeclarationResponse::Link(found)) =
        declaration(&mut session, &uri, text, "RT").await
    else {
        panic!()
    };
    assert_eq!(found[0].target_uri, session.uri("seeds/trust.txt"));
    assert_eq!(found[0].target_range.start, Position::new(0, 0));
    assert_eq!(found[0].origin_selection_range.unwrap().start, Position::new(2, 4));
    assert!(declaration(&mut session, &uri, text, "12").await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_defines_the_short_form_itself_comes_first() {
    let mut old = capabilities();
    old["textDocument"]["declaration"] = json!({});
    let mut session = Session::with(&[SEED], old, Value::Null).await;
    let text = "It is the River Trust (RT).\n\nThen RT runs 12 field offices.\n";
    let uri = session.open("draft.md", text);
    let Some(request::GotoDeclarationResponse::Scalar(found)) =
        declaration(&mut session, &uri, text, "RT runs").await
    else {
        panic!()
    };
    assert_eq!((found.uri, found.range.start), (uri, Position::new(0, 10)));
}

#[tokio::test(flavor = "multi_thread")]
async fn citations_lead_to_their_note_or_source() {
    let manifest =
        ("seeds/sources.toml", "[[source]]\nfile = \"trust.txt\"\nURL = \"https://example.org/trust\"\n");
    let mut session = Session::start(&[SEED, manifest]).await;
    let text = "It runs.[^a] It does [@trust; @other] and `[^a] [@trust]`.[^b]\n\n\
        ```\n[^a] https://example.org/trust\n```\n\n\
        [^a]: See <https://example.org/trust>, not <https://example.org/other>.\n";
    let uri = session.open("draft.md", text);
    let found = links(&mut session, &uri).await;
    let mut note = uri.clone();
    note.set_fragment(Some("L7"));
    let source = session.uri("seeds/trust.txt");
    let seen: Vec<(Position, Option<&Url>)> =
        found.iter().map(|link| (link.range.start, link.target.as_ref())).collect();
    assert_eq!(
        seen,
        [
            (Position::new(0, 8), Some(&note)),
            (Position::new(0, 22), Some(&source)),
            (Position::new(6, 11), Some(&source)),
        ]
    );
    assert!(found[0].tooltip.as_ref().unwrap().starts_with("[^a]: See"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_tooltips_gets_none() {
    let mut old = capabilities();
    old["textDocument"]["documentLink"] = json!({});
    let mut session = Session::with(&[SEED], old, Value::Null).await;
    let uri = session.open("draft.md", "It does [@trust].\n");
    assert_eq!(links(&mut session, &uri).await[0].tooltip, None);
}
