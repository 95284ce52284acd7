//! Every mention of a name, in sources and open drafts, and in one document.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::session::{Session, TRUST, at};
use tower_lsp::lsp_types::request::{DocumentHighlightRequest, References};
use tower_lsp::lsp_types::{DocumentHighlightParams, Location, ReferenceContext, ReferenceParams, Url};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);

async fn references(session: &mut Session, uri: &Url, text: &str, declaration: bool) -> Vec<Location> {
    let params = ReferenceParams {
        text_document_position: at(uri, text, "RT"),
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
        context: ReferenceContext { include_declaration: declaration },
    };
    session.client.request::<References>(params).await.unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_and_open_drafts_are_searched() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "The RT is at work.\nSo the River Trust says.\n";
    let uri = session.open("draft.md", draft);
    let other = session.open("other.md", "RT");
    // A source that is open is still one source.
    session.open("seeds/trust.txt", TRUST);
    let found = references(&mut session, &uri, draft, true).await;
    let count = |uri: &Url| found.iter().filter(|location| location.uri == *uri).count();
    assert_eq!((count(&uri), count(&other)), (2, 1));
    let in_source = count(&session.uri("seeds/trust.txt"));
    assert_eq!(in_source, found.len() - 3);
    assert!(in_source >= 3, "{found:?}");
    let without = references(&mut session, &uri, draft, false).await;
    assert!(without.len() < found.len(), "the defining sentence is left out");
}

#[tokio::test(flavor = "multi_thread")]
async fn highlights_stay_in_the_document() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "The RT is at work.\nSo the River Trust says; the PRT does not.\n";
    let uri = session.open("draft.md", draft);
    let params = DocumentHighlightParams {
        text_document_position_params: at(&uri, draft, "RT"),
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
    };
    let highlights = session.client.request::<DocumentHighlightRequest>(params).await.unwrap();
    let places: Vec<_> =
        highlights.iter().map(|it| (it.range.start.line, it.range.start.character)).collect();
    assert_eq!(places, [(0, 4), (1, 7)]);
}
