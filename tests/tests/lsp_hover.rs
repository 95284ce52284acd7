//! Hover over names, numbers and dates.

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
use tower_lsp::lsp_types::request::HoverRequest;
use tower_lsp::lsp_types::{
    Hover, HoverContents, HoverParams, MarkupKind, Position, TextDocumentPositionParams,
};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);

async fn hover(session: &mut Session, place: TextDocumentPositionParams) -> Option<Hover> {
    let params =
        HoverParams { text_document_position_params: place, work_done_progress_params: Default::default() };
    session.client.request::<HoverRequest>(params).await
}

fn words(hover: &Hover) -> &str {
    let HoverContents::Markup(content) = &hover.contents else { panic!("{hover:?}") };
    &content.value
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_shows_what_the_sources_say_with_links_to_the_line() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "A note.\n\nThe RT is at work.\n";
    let uri = session.open("draft.md", draft);
    let hover = hover(&mut session, at(&uri, draft, "RT")).await.unwrap();
    let text = words(&hover);
    assert!(text.starts_with("**River Trust** (RT"), "{text}");
    let line_2 = format!("[trust.txt, line 2]({}#L2)", session.uri("seeds/trust.txt"));
    assert!(text.contains("since **1994**") && text.contains(&line_2), "{text}");
    assert!(text.contains("**12**") && text.ends_with("4 mentions in 1 source."), "{text}");
    let range = hover.range.unwrap();
    assert_eq!((range.start, range.end), (Position::new(2, 4), Position::new(2, 6)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_markdown_gets_plain_text() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["hover"]["contentFormat"] = json!(["plaintext"]);
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let draft = "The RT is at work.";
    let uri = session.open("draft.txt", draft);
    let hover = hover(&mut session, at(&uri, draft, "RT")).await.unwrap();
    let HoverContents::Markup(content) = &hover.contents else { panic!("{hover:?}") };
    assert_eq!(content.kind, MarkupKind::PlainText);
    let place = format!("trust.txt ({}:2)", session.path("seeds/trust.txt").display());
    assert!(content.value.contains(&place) && !content.value.contains("**"), "{}", content.value);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_shows_the_sentence_that_supports_or_contradicts_it() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "The RT has been operating in Norland since 1995.\n\nThe RT runs 12 field offices.\n";
    let uri = session.open("draft.md", draft);
    let year = hover(&mut session, at(&uri, draft, "1995")).await.unwrap();
    assert!(words(&year).starts_with("**A source says otherwise:**"), "{}", words(&year));
    assert!(
        words(&year).contains("The RT has been operating in Norland since **1994**."),
        "{}",
        words(&year)
    );
    let count = hover(&mut session, at(&uri, draft, "12")).await.unwrap();
    assert!(words(&count).starts_with("**Supported:**"), "{}", words(&count));
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_that_differ_come_first() {
    let other = "The RT has been operating in Norland since 1996.\nThe RT has a library.\n";
    let mut session = Session::start(&[SEED, ("seeds/other.txt", other)]).await;
    let draft = "The RT is at work.";
    let uri = session.open("draft.md", draft);
    let hover = hover(&mut session, at(&uri, draft, "RT")).await.unwrap();
    let text = words(&hover);
    let first = text.lines().find(|line| line.starts_with("- ")).unwrap();
    assert!(text.contains("**The sources differ:**"), "{text}");
    assert!(first.contains("**1994**") && first.contains("**1996**"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_the_sources_differ_over_shows_both_sides() {
    let other = "The RT has been operating in Norland since 1996.\n";
    let mut session = Session::start(&[SEED, ("seeds/other.txt", other)]).await;
    let draft = "The RT has been operating in Norland since 1994.\n";
    let uri = session.open("draft.md", draft);
    let hover = hover(&mut session, at(&uri, draft, "1994")).await.unwrap();
    let text = words(&hover);
    assert!(text.starts_with("**The sources differ:**"), "{text}");
    assert!(text.contains("**1994**") && text.contains("**1996**"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_no_source_knows_show_nothing() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "Nothing of the kind happened, 77 times.";
    let uri = session.open("draft.md", draft);
    for needle in ["kind", "77"] {
        assert_eq!(hover(&mut session, at(&uri, draft, needle)).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn positions_outside_the_document_are_clamped() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("draft.md", "The RT");
    for position in [Position::new(0, 99), Position::new(7, 0), Position::new(u32::MAX, u32::MAX)] {
        let mut place = at(&uri, "RT", "RT");
        place.position = position;
        let hover = hover(&mut session, place).await.expect("the end of the text is behind the name");
        assert_eq!(hover.range.unwrap().start, Position::new(0, 4));
    }
    let missing = at(&session.uri("never-opened.md"), "RT", "RT");
    assert_eq!(hover(&mut session, missing).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_counted_in_the_agreed_unit() {
    let draft = "Çığ 😀 日本, says the RT";
    for (encoding, column) in [("utf-8", 29), ("utf-16", 20), ("utf-32", 19)] {
        let mut capabilities = capabilities();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
        let uri = session.open("draft.md", draft);
        let mut place = at(&uri, draft, "RT");
        place.position = Position::new(0, column + 1);
        let range = hover(&mut session, place).await.unwrap().range.unwrap();
        assert_eq!((range.start.character, range.end.character), (column, column + 2), "{encoding}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_open_in_the_editor_answers_too() {
    let mut session = Session::start(&[SEED, ("seeds/b.txt", "The RT employs 340 people.")]).await;
    let uri = session.open("seeds/trust.txt", TRUST);
    let name = hover(&mut session, at(&uri, TRUST, "RT has")).await.unwrap();
    assert!(words(&name).starts_with("**River Trust**"), "{}", words(&name));
    // Its own sentence says nothing about itself; the other source does.
    let count = hover(&mut session, at(&uri, TRUST, "340")).await.unwrap();
    assert!(words(&count).contains("b.txt") && !words(&count).contains("trust.txt"), "{}", words(&count));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_a_finding_tell_what_the_source_says_instead() {
    let source = "The River Trust probably sold its old harbour in Oakham.\n";
    let draft = "The River Trust sold its old harbour in Oakham.\n";
    let mut session = Session::start(&[("seeds/trust.txt", source)]).await;
    let uri = session.open("draft.md", draft);
    let found = hover(&mut session, at(&uri, draft, "sold")).await.unwrap();
    assert!(words(&found).contains("Surer than the source"), "{}", words(&found));
    assert!(
        words(&found).contains("probably") && words(&found).contains("trust.txt, line 1"),
        "{}",
        words(&found)
    );
    // Words that nothing is wrong with have nothing to tell.
    assert_eq!(hover(&mut session, at(&uri, draft, "harbour")).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_shows_findings_above_the_hover_is_not_told_their_passage_twice() {
    let mut able = capabilities();
    able["experimental"] = json!({ "factmark": { "findingsInHover": true } });
    let other = (
        "seeds/other.txt",
        "The River Trust (RT) is a charity. The RT has been operating in Norland since 1994.",
    );
    let (wrong, right) = ("The RT has been operating in Norland since 1997.", "The RT employs 340 people.");
    let draft = format!("{wrong}\n\n{right}\n");
    for (seeds, besides) in [(vec![SEED], None), (vec![SEED, other], Some("The sources say besides:"))] {
        let mut session = Session::with(&seeds, able.clone(), Value::Null).await;
        let uri = session.open("draft.md", &draft);
        let on_year = hover(&mut session, at(&uri, &draft, "1997")).await;
        match besides {
            None => assert_eq!(on_year, None),
            Some(heading) => {
                let hover = on_year.unwrap();
                assert!(words(&hover).contains(heading), "{}", words(&hover));
                assert_eq!(words(&hover).matches("Norland").count(), 1, "{}", words(&hover));
            }
        }
        // What no finding tells is told here.
        let supported = hover(&mut session, at(&uri, &draft, "340")).await.unwrap();
        assert!(words(&supported).starts_with("**Supported:**"), "{}", words(&supported));
        // A finding that the writer has silenced is not shown, and so does not stand for its passage.
        let silenced = format!("{wrong} <!-- factmark-ignore: known -->\n");
        let uri = session.open("silenced.md", &silenced);
        let told = hover(&mut session, at(&uri, &silenced, "1997")).await.unwrap();
        assert!(words(&told).contains("1994"), "{}", words(&told));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citation_tells_what_it_names() {
    let manifest = (
        "seeds/sources.toml",
        "[[source]]\nfile = \"trust.txt\"\ntitle = \"Annual report\"\npublisher = \"Norland Office\"\n",
    );
    let mut session = Session::start(&[SEED, manifest]).await;
    let draft = "All is well [@trust].[^a] Or not [@nobody].\n\n[^a]: Counted anew.\n";
    let uri = session.open("draft.md", draft);
    let key = hover(&mut session, at(&uri, draft, "@trust")).await.unwrap();
    assert!(words(&key).starts_with("**Annual report, Norland Office**"), "{}", words(&key));
    let mark = hover(&mut session, at(&uri, draft, "[^a]")).await.unwrap();
    assert_eq!(words(&mark), "Counted anew.");
    assert_eq!(hover(&mut session, at(&uri, draft, "@nobody")).await, None);
}
