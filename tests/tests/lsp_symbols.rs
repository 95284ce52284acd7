//! The outline of a document, and the names of the sources.

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
use tower_lsp::lsp_types::request::{DocumentSymbolRequest, WorkspaceSymbolRequest};
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const DRAFT: &str = "# The Trust\n\n\
    The RT has been operating in Norland since 1995.\n\n\
    ## Offices\n\n\
    The RT runs 12 field offices and employs 340 people.\n\n\
    # Elsewhere\n\n\
    Nothing is said here. In Westmark it has 77 boats.\n";

async fn outline(session: &mut Session, uri: &Url) -> Option<DocumentSymbolResponse> {
    let params = DocumentSymbolParams {
        text_document: TextDocumentIdentifier::new(uri.clone()),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    session.client.request::<DocumentSymbolRequest>(params).await
}

async fn names(session: &mut Session, query: &str) -> Vec<SymbolInformation> {
    let params = WorkspaceSymbolParams { query: query.to_owned(), ..WorkspaceSymbolParams::default() };
    match session.client.request::<WorkspaceSymbolRequest>(params).await {
        Some(WorkspaceSymbolResponse::Flat(names)) => names,
        other => panic!("{other:?}"),
    }
}

/// One line for each symbol, indented by its depth.
fn drawn(symbols: &[DocumentSymbol], depth: usize, out: &mut Vec<String>) {
    for symbol in symbols {
        let detail = symbol.detail.as_deref().map(|detail| format!(" | {detail}")).unwrap_or_default();
        out.push(format!("{}{}{detail}", "  ".repeat(depth), symbol.name));
        drawn(symbol.children.as_deref().unwrap_or_default(), depth + 1, out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outline_holds_claims_below_their_headings() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", DRAFT);
    let Some(DocumentSymbolResponse::Nested(tree)) = outline(&mut session, &uri).await else { panic!() };
    let mut lines = Vec::new();
    drawn(&tree, 0, &mut lines);
    assert_eq!(
        lines,
        [
            "The Trust",
            "  The RT has been operating in Norland since 1995. | since 1995: conflict",
            "  Offices",
            "    The RT runs 12 field offices and employs 340 people. | 12: sourced, 340: sourced",
            "Elsewhere",
            "  In Westmark it has 77 boats. | 77: open",
        ]
    );
    assert_eq!(tree[0].range, Range::new(Position::new(0, 0), Position::new(6, 52)));
    let conflict = &tree[0].children.as_ref().unwrap()[0];
    assert_eq!(conflict.selection_range.start, Position::new(2, 37));
    let sourced = &tree[0].children.as_ref().unwrap()[1].children.as_ref().unwrap()[0];
    assert_ne!(conflict.kind, sourced.kind, "a verdict is seen at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_trees_gets_a_list() {
    let mut old = capabilities();
    old["textDocument"]["documentSymbol"] = json!({});
    let mut session = Session::with(&[SEED], old, Value::Null).await;
    let uri = session.open("draft.md", DRAFT);
    let Some(DocumentSymbolResponse::Flat(list)) = outline(&mut session, &uri).await else { panic!() };
    let seen: Vec<(&str, Option<&str>)> =
        list.iter().map(|it| (it.name.as_str(), it.container_name.as_deref())).collect();
    assert_eq!(seen[0], ("The Trust", None));
    assert_eq!(seen[1], ("The RT has been operating in Norland since 1995.", Some("The Trust")));
    assert_eq!(seen.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_has_headings_and_no_claims() {
    let text = "# Report\n\nThe RT has 12 offices.\n";
    let mut session = Session::start(&[SEED, ("seeds/report.md", text)]).await;
    let uri = session.open("seeds/report.md", text);
    let Some(DocumentSymbolResponse::Nested(tree)) = outline(&mut session, &uri).await else { panic!() };
    let mut lines = Vec::new();
    drawn(&tree, 0, &mut lines);
    assert_eq!(lines, ["Report"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn long_sentences_are_cut_at_a_word_and_characters_of_any_width_do_no_harm() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "# 日本 😀\n\nÉlodie said — “naïvely”, as people of the 😀 town near Ōsaka and of 日本 and elsewhere often do — that 77 boats sank.\n";
    let uri = session.open("draft.md", draft);
    let Some(DocumentSymbolResponse::Nested(tree)) = outline(&mut session, &uri).await else { panic!() };
    assert_eq!(tree[0].name, "日本 😀");
    let claim = &tree[0].children.as_ref().unwrap()[0];
    assert!(claim.name.ends_with(" …") && claim.name.chars().count() <= 82, "{}", claim.name);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_by_any_of_their_forms_at_their_definition() {
    let mut session = Session::start(&[SEED]).await;
    session.check("draft.md", "Nothing.\n").await;
    for query in ["RT", "river", "trust", "RIVER TRUST"] {
        let found = names(&mut session, query).await;
        let trust = found.iter().find(|it| it.name.starts_with("River Trust")).expect(query);
        assert_eq!(trust.location.uri, session.uri("seeds/trust.txt"), "{query}");
        assert_eq!(trust.location.range.start, Position::new(0, 4), "{query}");
        assert_eq!(trust.kind, SymbolKind::MODULE);
    }
    let short = names(&mut session, "RT").await;
    assert!(short[0].name.contains("(RT)"), "the words that were asked for are shown: {}", short[0].name);
    assert!(names(&mut session, "").await.len() > 1, "without a query, all are listed");
    assert_eq!(names(&mut session, "zzz").await.len(), 0);
}
