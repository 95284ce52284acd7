//! Completion: names, figures with their source, citations.

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
use tower_lsp::lsp_types::request::{Completion, ResolveCompletionItem};
use tower_lsp::lsp_types::*;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);

/// What is offered at the mark `|` of the draft, and the draft's text without it.
async fn offered(session: &mut Session, name: &str, marked: &str) -> (String, Vec<CompletionItem>) {
    let offset = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let uri = session.open(name, &text);
    let items = asked(session, &uri, position(&text, offset), None).await;
    session.client.close(&uri);
    (text, items)
}

async fn asked(session: &mut Session, uri: &Url, at: Position, sign: Option<&str>) -> Vec<CompletionItem> {
    let context = sign.map(|sign| CompletionContext {
        trigger_kind: CompletionTriggerKind::TRIGGER_CHARACTER,
        trigger_character: Some(sign.to_owned()),
    });
    let params = CompletionParams {
        text_document_position: TextDocumentPositionParams::new(TextDocumentIdentifier::new(uri.clone()), at),
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
        context,
    };
    match session.client.request::<Completion>(params).await {
        Some(CompletionResponse::List(list)) => list.items,
        Some(CompletionResponse::Array(items)) => items,
        None => Vec::new(),
    }
}

fn labels(items: &[CompletionItem]) -> Vec<&str> {
    items.iter().map(|item| item.label.as_str()).collect()
}

/// The text once the item is taken.
fn taken(text: &str, item: &CompletionItem) -> String {
    let Some(CompletionTextEdit::Edit(edit)) = &item.text_edit else { panic!("{item:?}") };
    let mut edits = vec![edit.clone()];
    edits.extend(item.additional_text_edits.clone().unwrap_or_default());
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    let offset = |at: Position| {
        (0..=text.len()).find(|byte| text.is_char_boundary(*byte) && position(text, *byte) == at).unwrap()
    };
    let mut text = text.to_owned();
    let places: Vec<_> = edits.iter().map(|edit| offset(edit.range.start)..offset(edit.range.end)).collect();
    for (edit, place) in edits.iter().zip(places) {
        text.replace_range(place, &edit.new_text);
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_offered_after_two_letters_in_any_of_their_forms() {
    let mut session = Session::start(&[SEED]).await;
    for (typed, name, whole) in [
        ("It was the Ri|", "River Trust", "It was the River Trust"),
        ("It was the river tr|", "River Trust", "It was the River Trust"),
        ("It was the Tru|", "River Trust", "It was the River Trust"),
        ("Élan 😀: RT|", "RT", "Élan 😀: RT"),
    ] {
        let (text, items) = offered(&mut session, "draft.md", typed).await;
        let item =
            items.iter().find(|item| item.label == name).unwrap_or_else(|| panic!("{typed}: {items:?}"));
        assert_eq!(taken(&text, item), whole);
        let Some(CompletionTextEdit::Edit(edit)) = &item.text_edit else { panic!() };
        let typed = (edit.range.end.character - edit.range.start.character) as usize;
        let replaced = text.get(text.len() - typed..).unwrap();
        let filter = item.filter_text.as_ref().unwrap().to_lowercase();
        assert!(filter.starts_with(&replaced.to_lowercase()), "an editor would sift {filter} out");
    }
    assert!(offered(&mut session, "draft.md", "It was the R|").await.1.is_empty());
    assert!(offered(&mut session, "draft.md", "It was the Xy|").await.1.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_offered_where_no_prose_is_written() {
    let mut session = Session::start(&[SEED]).await;
    for marked in [
        "```\nRi|\n```\n",
        "A `Ri|` b\n",
        "See <https://example.org/Ri|> there.\n",
        "---\ntitle: Ri|\n---\n\nText.\n",
        "```\nThe RT has been operating in Norland since |\n```\n",
        "A `[^|` b\n",
        "```\n[^|\n```\n",
    ] {
        let (_, items) = offered(&mut session, "draft.md", marked).await;
        assert_eq!(labels(&items), [""; 0], "{marked}");
    }
    let (_, items) = offered(&mut session, "seeds/trust.txt", "The Ri|").await;
    assert!(items.is_empty(), "sources are not written in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phrase_is_offered_the_figures_of_the_same_sentence_with_their_source() {
    let mut session = Session::start(&[SEED]).await;
    for (typed, first) in [
        ("The RT has been operating in Norland since |", "1994"),
        ("The RT has been operating in Norland since 19|", "1994"),
        ("The River Trust (RT) was founded in |", "1990"),
        ("The RT employs |", "340 people"),
        ("The RT runs about |", "12 field offices"),
    ] {
        let (_, items) = offered(&mut session, "draft.md", typed).await;
        assert_eq!(labels(&items).first(), Some(&first), "{typed}: {:?}", labels(&items));
        assert!(items[0].detail.as_ref().unwrap().starts_with("trust.txt, line "), "{:?}", items[0]);
    }
    let (text, items) =
        offered(&mut session, "draft.md", "The RT has been operating in Norland since |").await;
    assert_eq!(taken(&text, &items[0]), "The RT has been operating in Norland since 1994");
    assert!(items[0].documentation.is_none(), "looked up only when looked at");
    let resolved = session.client.request::<ResolveCompletionItem>(items[0].clone()).await;
    let Some(Documentation::MarkupContent(card)) = resolved.documentation else { panic!() };
    assert_eq!(card.kind, MarkupKind::Markdown);
    assert!(card.value.contains("operating in Norland since **1994**"), "{}", card.value);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phrase_about_something_else_is_offered_nothing() {
    let mut session = Session::start(&[SEED]).await;
    for typed in [
        "The weather has been fine in Westmark since |",
        "The RT is liked by |",
        "The RT has been operating in Norland since 1994. |",
        "The RT has been operating in Norland since 77|",
    ] {
        let (_, items) = offered(&mut session, "draft.md", typed).await;
        assert_eq!(labels(&items), [""; 0], "{typed}");
    }
    // A space alone brings up a list only where a figure must follow.
    for (text, offered) in [
        ("The RT runs ", 0),
        ("The RT has been ", 0),
        ("The RT has been operating in ", 1),
        ("The RT has been operating in Norland since ", 1),
    ] {
        let uri = session.open("draft.md", text);
        let items = asked(&mut session, &uri, position(text, text.len()), Some(" ")).await;
        assert_eq!(items.len(), offered, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn footnotes_that_stand_and_sources_as_new_ones_are_offered_behind_their_sign() {
    let mut session = Session::start(&[SEED]).await;
    let marked = "All is well.[^| So it is.[^a]\n\n[^a]: Something known.\n";
    let (text, items) = offered(&mut session, "draft.md", marked).await;
    assert_eq!(labels(&items), ["a", "trust"]);
    assert_eq!(taken(&text, &items[0]), "All is well.[^a] So it is.[^a]\n\n[^a]: Something known.\n");
    assert_eq!(
        taken(&text, &items[1]),
        "All is well.[^trust] So it is.[^a]\n\n[^a]: Something known.\n[^trust]: trust.txt\n"
    );
    let (text, items) = offered(&mut session, "draft.md", "All is well.[^tru|]").await;
    assert_eq!(taken(&text, &items[0]), "All is well.[^trust]\n\n[^trust]: trust.txt\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_pandoc_are_offered_behind_their_sign_and_not_in_addresses() {
    let manifest = (
        "seeds/sources.toml",
        "[[source]]\nfile = \"trust.txt\"\ntitle = \"Annual report\"\npublisher = \"Norland Office\"\n",
    );
    let mut session = Session::start(&[SEED, manifest]).await;
    for marked in ["All is well [@|", "It does [@other; @annu|]"] {
        let (text, items) = offered(&mut session, "draft.md", marked).await;
        assert_eq!(labels(&items), ["trust"], "{marked}");
        assert!(taken(&text, &items[0]).ends_with("@trust]"), "{}", taken(&text, &items[0]));
        assert_eq!(items[0].detail.as_deref(), Some("Annual report, Norland Office"));
        assert!(items[0].additional_text_edits.is_none());
    }
    assert!(offered(&mut session, "draft.md", "Write to [a@|").await.1.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_plain_text_gets_plain_text() {
    let mut plain = capabilities();
    plain["textDocument"]["completion"] = json!({});
    let mut session = Session::with(&[SEED], plain, Value::Null).await;
    let (_, items) = offered(&mut session, "draft.md", "It was the Ri|").await;
    let resolved = session.client.request::<ResolveCompletionItem>(items[0].clone()).await;
    let Some(Documentation::MarkupContent(card)) = resolved.documentation else { panic!() };
    assert_eq!(card.kind, MarkupKind::PlainText);
    assert!(card.value.contains("was founded in 1990"), "{}", card.value);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phrase_is_offered_the_clause_that_a_source_goes_on_with() {
    let mut session = Session::start(&[SEED]).await;
    for (typed, clause) in [
        ("The RT has been operating in |", "Norland since 1994"),
        ("The RT has been operating in nor|", "Norland since 1994"),
        ("Since then the RT has been |", "operating in Norland since 1994"),
        ("The River Trust (RT) was founded in |", "1990 in Oakham"),
    ] {
        let (text, items) = offered(&mut session, "draft.md", typed).await;
        let item = items.iter().find(|item| item.label == clause);
        let item = item.unwrap_or_else(|| panic!("{typed}: {:?}", labels(&items)));
        assert!(item.detail.as_ref().unwrap().starts_with("trust.txt, line "), "{item:?}");
        let whole = taken(&text, item);
        assert!(whole.ends_with(clause) && !whole.contains("[^"), "{whole}");
    }
    for typed in ["The Oak Society has been operating in |", "The RT is in |", "Norland. Operating in |"] {
        let (_, items) = offered(&mut session, "draft.md", typed).await;
        assert!(!items.iter().any(|item| item.label.contains("since 1994")), "{typed}: {:?}", labels(&items));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clause_brings_its_citation_where_the_settings_say_how() {
    let typed = "The RT has been operating in |";
    let quoted = "“The RT has been operating in Norland since 1994.”";
    for (style, whole) in [
        ("footnote", format!("Norland since 1994[^trust]\n\n[^trust]: trust.txt: {quoted}\n")),
        ("pandoc", format!("Norland since 1994 [@trust, {quoted}]")),
    ] {
        let mut session = Session::with(&[SEED], capabilities(), json!({ "citations": style })).await;
        let (text, items) = offered(&mut session, "draft.md", typed).await;
        assert_eq!(taken(&text, &items[0]), format!("The RT has been operating in {whole}"));
        let (text, items) = offered(&mut session, "draft.txt", typed).await;
        assert_eq!(taken(&text, &items[0]), "The RT has been operating in Norland since 1994");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_source_of_the_sentence_is_offered_first_with_quotation_and_text_fragment() {
    let manifest = (
        "seeds/sources.toml",
        "[[source]]\nfile = \"trust.txt\"\nid = \"rt2020\"\nURL = \"https://example.org/a\"\n",
    );
    let mut session = Session::start(&[("seeds/a.txt", "Nothing of note."), SEED, manifest]).await;
    let claim = "The RT has been operating in Norland since 1994";
    let quoted = "“The RT has been operating in Norland since 1994.” <https://example.org/a#:~:text=The%20RT%20has%20been%20operating%20in%20Norland%20since%201994.>";
    let (text, items) = offered(&mut session, "draft.md", &format!("{claim}.[^|")).await;
    assert_eq!(labels(&items), ["rt2020", "a"]);
    assert_eq!(taken(&text, &items[0]), format!("{claim}.[^rt2020]\n\n[^rt2020]: trust.txt: {quoted}\n"));
    assert_eq!(items[0].detail.as_deref(), Some("trust.txt, line 2"));
    assert!(items[0].label_details.is_none(), "the client cannot show them");
    let resolved = session.client.request::<ResolveCompletionItem>(items[0].clone()).await;
    let Some(Documentation::MarkupContent(card)) = resolved.documentation else { panic!() };
    assert!(card.value.contains("The RT has been operating in Norland since **1994**"), "{}", card.value);
    let (text, items) = offered(&mut session, "draft.md", &format!("{claim} [@|].")).await;
    assert_eq!(taken(&text, &items[0]), format!("{claim} [@rt2020, {quoted}]."));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_name_their_source_where_the_client_can_show_it() {
    let mut able = capabilities();
    able["textDocument"]["completion"]["completionItem"]["labelDetailsSupport"] = true.into();
    let manifest = ("seeds/sources.toml", "[[source]]\nfile = \"trust.txt\"\ntitle = \"Yearbook\"\n");
    let mut session = Session::with(&[SEED, manifest], able, Value::Null).await;
    for typed in
        ["The RT has been operating in Norland since |", "The RT has been operating in |", "A note.[^|"]
    {
        let (_, items) = offered(&mut session, "draft.md", typed).await;
        let details = items[0].label_details.as_ref().unwrap_or_else(|| panic!("{typed}: {:?}", items[0]));
        assert!(details.description.as_ref().unwrap().starts_with("Yearbook"), "{typed}: {details:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_at_the_place_of_the_cursor_leaves_the_cursor_before_it_where_the_editor_can() {
    let mut able = capabilities();
    able["textDocument"]["completion"]["completionItem"]["snippetSupport"] = true.into();
    let mut session = Session::with(&[("seeds/$5 {a}.txt", TRUST)], able, Value::Null).await;
    let (text, items) = offered(&mut session, "draft.md", "So it is.[^|").await;
    assert_eq!(items[0].insert_text_format, Some(InsertTextFormat::SNIPPET));
    assert_eq!(taken(&text, &items[0]), "So it is.[^5-a]$0\n\n[^5-a]: \\$5 {a\\}.txt\n");
    let (text, items) = offered(&mut session, "draft.md", "So it is.[^|\n").await;
    assert_eq!(items[0].insert_text_format, None);
    assert_eq!(taken(&text, &items[0]), "So it is.[^5-a]\n\n[^5-a]: $5 {a}.txt\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_middle_of_a_word_the_rest_of_it_is_replaced() {
    let mut session = Session::start(&[SEED]).await;
    for (marked, whole) in [
        ("The Ri|ver paid.", "The River Trust paid."),
        ("The River Tr|ust paid.", "The River Trust paid."),
        ("The Ri|ver Trust paid.", "The River Trust paid."),
        (
            "The RT has been operating in Norland since 19|88, it said.",
            "The RT has been operating in Norland since 1994, it said.",
        ),
        ("It does [@tr|ust].", "It does [@trust]."),
        ("It does [@|; @other].", "It does [@trust; @other]."),
        ("It does [@tr|, p. 3].", "It does [@trust, p. 3]."),
        ("It does [@tr| and [more](x).", "It does [@trust] and [more](x)."),
    ] {
        let (text, items) = offered(&mut session, "draft.md", marked).await;
        let item = items.iter().find(|item| taken(&text, item) == whole);
        assert!(
            item.is_some(),
            "{marked}: {:?}",
            items.iter().map(|it| taken(&text, it)).collect::<Vec<_>>()
        );
    }
    let (text, items) = offered(&mut session, "draft.md", "All is well.[^tr|uth].\n").await;
    assert_eq!(taken(&text, &items[0]), "All is well.[^trust].\n\n[^trust]: trust.txt\n");
    // What the writer calls a note is up to her.
    assert!(offered(&mut session, "draft.md", "[^tr|]: Something known.\n").await.1.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_rest_of_the_word_says_otherwise_an_able_editor_chooses() {
    let mut able = capabilities();
    able["textDocument"]["completion"]["completionItem"]["insertReplaceSupport"] = true.into();
    let mut session = Session::with(&[SEED], able, Value::Null).await;
    let (_, items) = offered(&mut session, "draft.md", "The Ri|ght paid.").await;
    let Some(CompletionTextEdit::InsertAndReplace(edit)) = &items[0].text_edit else { panic!("{items:?}") };
    assert_eq!(edit.insert, Range::new(Position::new(0, 4), Position::new(0, 6)));
    assert_eq!(edit.replace, Range::new(Position::new(0, 4), Position::new(0, 9)));
    let mut session = Session::start(&[SEED]).await;
    let (text, items) = offered(&mut session, "draft.md", "The Ri|ght paid.").await;
    assert_eq!(taken(&text, &items[0]), "The River Trustght paid.");
}

#[tokio::test(flavor = "multi_thread")]
async fn small_words_bring_up_no_names() {
    let source =
        "The Office of the Harbour and the Society for Interior Rivers (SIR) met in Norland in 1990.\n";
    let mut session = Session::start(&[("seeds/a.txt", source)]).await;
    for typed in ["It is the|", "All of|", "They met in|", "A gift for|"] {
        let (_, items) = offered(&mut session, "draft.md", typed).await;
        assert_eq!(labels(&items), [""; 0], "{typed}");
    }
    let (_, items) = offered(&mut session, "draft.md", "They met the inte|").await;
    assert_eq!(labels(&items), ["Society for Interior Rivers"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_another_who_does_the_same_are_not_offered() {
    let other = "The Oak Forest Society (OFS) has been operating in Norland since 2003.\n";
    let mut able = capabilities();
    able["textDocument"]["completion"]["completionItem"]["labelDetailsSupport"] = true.into();
    let mut session = Session::with(&[SEED, ("seeds/other.txt", other)], able, Value::Null).await;
    for (typed, year, source) in [
        ("The RT has been operating in Norland since |", "1994", "trust.txt, line 2"),
        ("The OFS has been operating in Norland since |", "2003", "other.txt, line 1"),
        ("In Norland the OFS has been operating since |", "2003", "other.txt, line 1"),
    ] {
        let (_, items) = offered(&mut session, "draft.md", typed).await;
        assert_eq!(labels(&items), [year], "{typed}");
        let details = items[0].label_details.as_ref().and_then(|details| details.description.as_deref());
        assert_eq!(details, Some(source));
    }
    // Without the word before it, the figure would stand behind the place.
    let (_, items) = offered(&mut session, "draft.md", "The RT has been operating in Norland |").await;
    assert_eq!(labels(&items), ["since 1994"]);
}
