//! Semantic tokens: names, and values by their verdict.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::session::{Session, TRUST};
use tower_lsp::lsp_types::request::{SemanticTokensFullRequest, SemanticTokensRangeRequest};
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const DRAFT: &str = "😀 The RT has been operating in Norland since 1995.\n\n\
    By now the River Trust\nhas run 12 field offices and has 77 boats.\n";

const NAME: u32 = 0;
const VALUE: u32 = 1;
const SOURCED: u32 = 1;
const CONFLICT: u32 = 2;
const OPEN: u32 = 8;

/// Line, column, length, kind and modifiers of each.
fn absolute(tokens: &SemanticTokens) -> Vec<(u32, u32, u32, u32, u32)> {
    let (mut line, mut column) = (0, 0);
    let place = |token: &SemanticToken| {
        line += token.delta_line;
        column = if token.delta_line == 0 { column + token.delta_start } else { token.delta_start };
        (line, column, token.length, token.token_type, token.token_modifiers_bitset)
    };
    tokens.data.iter().map(place).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_values_are_marked_with_their_verdict() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", DRAFT);
    let params = SemanticTokensParams {
        text_document: TextDocumentIdentifier::new(uri.clone()),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    let Some(SemanticTokensResult::Tokens(all)) =
        session.client.request::<SemanticTokensFullRequest>(params).await
    else {
        panic!()
    };
    let all = absolute(&all);
    for expected in [
        (0, 7, 2, NAME, 0),
        (0, 40, 10, VALUE, CONFLICT),
        (2, 11, 11, NAME, 0),
        (3, 8, 2, VALUE, SOURCED),
        (3, 33, 2, VALUE, OPEN),
    ] {
        assert!(all.contains(&expected), "{expected:?} is not in {all:?}");
    }
    let params = SemanticTokensRangeParams {
        text_document: TextDocumentIdentifier::new(uri),
        range: Range::new(Position::new(0, 0), Position::new(1, 0)),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    let Some(SemanticTokensRangeResult::Tokens(part)) =
        session.client.request::<SemanticTokensRangeRequest>(params).await
    else {
        panic!()
    };
    let first_line: Vec<_> = all.into_iter().filter(|token| token.0 == 0).collect();
    assert_eq!(absolute(&part), first_line);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_not_coloured() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("seeds/trust.txt", TRUST);
    let params = SemanticTokensParams {
        text_document: TextDocumentIdentifier::new(uri),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    assert_eq!(session.client.request::<SemanticTokensFullRequest>(params).await, None);
}
