//! Jumps from a draft to the sentence of a source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::capabilities;
use factmark_tests::session::{Session, TRUST, at, position};
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::GotoDefinition;
use tower_lsp::lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, LocationLink, Range, TextDocumentPositionParams,
};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);

async fn definition(
    session: &mut Session,
    place: TextDocumentPositionParams,
) -> Option<GotoDefinitionResponse> {
    let params = GotoDefinitionParams {
        text_document_position_params: place,
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
    };
    session.client.request::<GotoDefinition>(params).await
}

async fn link(session: &mut Session, place: TextDocumentPositionParams) -> LocationLink {
    match definition(session, place).await {
        Some(GotoDefinitionResponse::Link(links)) => links.into_iter().next().expect("a link"),
        other => panic!("links expected: {other:?}"),
    }
}

fn range_of(text: &str, part: &str) -> Range {
    let start = text.find(part).unwrap();
    Range::new(position(text, start), position(text, start + part.len()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_leads_to_its_defining_sentence() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "We met the RT.";
    let uri = session.open("draft.md", draft);
    let link = link(&mut session, at(&uri, draft, "RT")).await;
    assert_eq!(link.target_uri, session.uri("seeds/trust.txt"));
    assert_eq!(link.target_range, range_of(TRUST, "The River Trust (RT) was founded in 1990 in Oakham."));
    assert_eq!(link.origin_selection_range, Some(range_of(draft, "RT")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_leads_to_the_sentence_that_speaks_of_it() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "In Norland the RT has been operating since 1995.\nThe RT employs 340 people.\n";
    let uri = session.open("draft.md", draft);
    let year = link(&mut session, at(&uri, draft, "1995")).await;
    assert_eq!(year.target_range, range_of(TRUST, "The RT has been operating in Norland since 1994."));
    assert_eq!(year.target_selection_range, range_of(TRUST, "1994"));
    let count = link(&mut session, at(&uri, draft, "340")).await;
    assert_eq!(count.target_selection_range, range_of(TRUST, "340"));
    // Between the two, the claim as a whole leads there.
    let claim = link(&mut session, at(&uri, draft, "employs")).await;
    assert_eq!(claim.target_selection_range, range_of(TRUST, "340"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_links_gets_locations() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["definition"] = json!({});
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let draft = "The RT has been operating in Norland since 1994.";
    let uri = session.open("draft.md", draft);
    let Some(GotoDefinitionResponse::Array(locations)) =
        definition(&mut session, at(&uri, draft, "1994")).await
    else {
        panic!("locations expected")
    };
    assert_eq!(locations[0].range, range_of(TRUST, "1994"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_source_speaks_of_leads_nowhere() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "It rained for days.";
    let uri = session.open("draft.md", draft);
    assert_eq!(definition(&mut session, at(&uri, draft, "rained")).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citation_leads_to_its_source_and_a_mark_to_its_note() {
    let other = ("seeds/other.txt", "A report of the year.\n\nNothing of note.\n");
    let mut session = Session::start(&[SEED, other]).await;
    let draft = "The RT employs 340 people [@trust; @other].[^a] See `[@other]`.\n\n[^a]: Counted anew.\n";
    let uri = session.open("draft.md", draft);
    // Where the source says what the sentence claims, to those words.
    let cited = link(&mut session, at(&uri, draft, "@trust")).await;
    assert_eq!(cited.target_selection_range, range_of(TRUST, "340"));
    assert_eq!(cited.origin_selection_range, Some(range_of(draft, "@trust")));
    let unheard = link(&mut session, at(&uri, draft, "@other")).await;
    assert_eq!(unheard.target_uri, session.uri("seeds/other.txt"));
    assert_eq!(unheard.target_range.start, position(draft, 0));
    let note = link(&mut session, at(&uri, draft, "[^a]")).await;
    assert_eq!((note.target_uri, note.target_range), (uri.clone(), range_of(draft, "[^a]: Counted anew.")));
    assert!(definition(&mut session, at(&uri, draft, "[@other]`")).await.is_none(), "code cites nothing");
}
