//! What may be done with words that nothing is wrong with: citing the source of a claim, writing out a short form.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::{capabilities, resolving};
use factmark_tests::edits::{actions, applied, titled, titles};
use factmark_tests::session::{Session, TRUST, at};
use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const MANIFEST: (&str, &str) = (
    "seeds/sources.toml",
    "[[source]]\nfile = \"trust.txt\"\nid = \"trust2020\"\ntitle = \"Annual report\"\nURL = \"https://example.org/a\"\n",
);
const CLAIM: &str = "The RT has been operating in Norland since 1994.";
const QUOTED: &str = "“The RT has been operating in Norland since 1994.” <https://example.org/a#:~:text=The%20RT%20has%20been%20operating%20in%20Norland%20since%201994.>";

/// The refactorings offered at the first `needle` of the text.
async fn rewrites(session: &mut Session, uri: &Url, text: &str, needle: &str) -> Value {
    let position = at(uri, text, needle).position;
    let range = json!({ "start": position, "end": position });
    actions(session, uri, range, json!({ "only": ["refactor"], "triggerKind": 1 })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supported_claim_is_cited_in_a_footnote_with_quotation_and_text_fragment() {
    let mut session = Session::start(&[SEED, MANIFEST]).await;
    let text = format!("# Report\n\n{CLAIM} It goes on.\n");
    let (uri, found) = session.check("draft.md", &text).await;
    assert_eq!(found, []);
    let offered = rewrites(&mut session, &uri, &text, "1994").await;
    assert_eq!(
        titles(&offered),
        ["Cite Annual report, line 2, in a footnote", "Cite Annual report, line 2, by its key"]
    );
    assert_eq!(offered[0]["kind"], "refactor.rewrite");
    let cited = applied(&text, &offered[0]["edit"], &uri);
    let note = format!("[^trust2020]: Annual report: {QUOTED}\n");
    assert_eq!(cited, format!("# Report\n\n{CLAIM}[^trust2020] It goes on.\n\n{note}"));
    let keyed = applied(&text, &offered[1]["edit"], &uri);
    let sentence = CLAIM.trim_end_matches('.');
    assert_eq!(keyed, format!("# Report\n\n{sentence} [@trust2020, {QUOTED}]. It goes on.\n"));
    // A citation is no claim that could be wrong, and is not offered twice.
    for (name, text) in [("cited.md", cited), ("keyed.md", keyed)] {
        let (uri, found) = session.check(name, &text).await;
        assert_eq!(found, [], "{name}");
        assert_eq!(titles(&rewrites(&mut session, &uri, &text, "1994").await), [""; 0], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sentence_from_the_same_passage_uses_its_note_and_another_passage_its_own() {
    let mut session = Session::start(&[SEED]).await;
    let text =
        format!("{CLAIM}\n\nSince 1994 the RT has been operating in Norland.\n\nThe RT employs 340 people.");
    let (uri, _) = session.check("draft.md", &text).await;
    let first = rewrites(&mut session, &uri, &text, "1994").await;
    let text = applied(&text, &first[0]["edit"], &uri);
    assert!(
        text.ends_with(
            "340 people.\n\n[^trust]: trust.txt: “The RT has been operating in Norland since 1994.”\n"
        ),
        "{text}"
    );
    let (uri, _) = session.check("second.md", &text).await;
    let second = rewrites(&mut session, &uri, &text, "Since 1994").await;
    let once = applied(&text, &second[0]["edit"], &uri);
    assert!(once.contains("in Norland.[^trust]\n\nThe RT employs"), "{once}");
    assert_eq!(once.matches("[^trust]:").count(), 1);
    let third = rewrites(&mut session, &uri, &text, "340").await;
    let other = applied(&text, &third[0]["edit"], &uri);
    assert!(
        other.contains("340 people.[^trust-2]\n") && other.contains("[^trust-2]: trust.txt: “The RT runs"),
        "{other}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_style_of_the_draft_or_of_the_settings_comes_first() {
    let by_key = "Cite trust.txt, line 2, by its key";
    let mut session = Session::start(&[SEED]).await;
    for text in
        [format!("---\nbibliography: a.json\n---\n\n{CLAIM}\n"), format!("As known [@a].\n\n{CLAIM}\n")]
    {
        let (uri, _) = session.check("draft.md", &text).await;
        assert_eq!(titles(&rewrites(&mut session, &uri, &text, "1994").await)[0], by_key);
        session.client.close(&uri);
    }
    let options = json!({ "citations": "pandoc" });
    let mut session = Session::with(&[SEED], capabilities(), options).await;
    let (uri, _) = session.check("draft.md", CLAIM).await;
    assert_eq!(titles(&rewrites(&mut session, &uri, CLAIM, "1994").await)[0], by_key);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_cited_where_no_source_says_so_or_no_note_can_stand() {
    let mut session = Session::start(&[SEED]).await;
    for (name, text, needle) in [
        ("wrong.md", "The RT has been operating in Norland since 1995.", "1995"),
        ("other.md", "The RT has 77 boats.", "77"),
        ("plain.txt", CLAIM, "1994"),
        ("seeds/trust.txt", TRUST, "1994"),
    ] {
        let uri = session.open(name, text);
        let offered = titles(&rewrites(&mut session, &uri, text, needle).await);
        assert!(!offered.iter().any(|title| title.starts_with("Cite")), "{name}: {offered:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_editor_that_asks_by_itself_is_offered_fixes_alone() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, _) = session.check("draft.md", CLAIM).await;
    let position = at(&uri, CLAIM, "1994").position;
    let range = json!({ "start": position, "end": position });
    assert_eq!(actions(&mut session, &uri, range, json!({ "triggerKind": 2 })).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_form_is_expanded_at_its_first_use_and_then_written_out_where_it_stands() {
    let mut session = Session::start(&[SEED]).await;
    let text = "The RT runs 12 field offices. Last year the RT was busy.\n";
    for (name, text) in [("draft.md", text), ("draft.txt", text)] {
        let (uri, _) = session.check(name, text).await;
        let offered = rewrites(&mut session, &uri, text, "RT was").await;
        let expand = titled(&offered, "Expand RT at its first use: \"River Trust (RT)\"");
        let expanded = applied(text, &expand["edit"], &uri);
        assert_eq!(expanded, "The River Trust (RT) runs 12 field offices. Last year the RT was busy.\n");
        session.client.change(&uri, 2, None, &expanded);
        let offered = rewrites(&mut session, &uri, &expanded, "RT was").await;
        let write_out = titled(&offered, "Write out RT here: \"River Trust\"");
        let written = applied(&expanded, &write_out["edit"], &uri);
        assert!(written.ends_with("Last year the River Trust was busy.\n"), "{written}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_able_client_gets_the_edit_when_it_asks_and_none_for_places_that_have_moved() {
    let mut session = Session::with(&[SEED], resolving(), Value::Null).await;
    let (uri, _) = session.check("draft.md", CLAIM).await;
    let offered = rewrites(&mut session, &uri, CLAIM, "1994").await;
    let cite = titled(&offered, "Cite trust.txt, line 2, in a footnote");
    assert!(cite["edit"].is_null() && cite["data"].is_object(), "{cite}");
    let resolved = session.client.raw_request("codeAction/resolve", cite.clone()).await.unwrap();
    assert!(applied(CLAIM, &resolved["edit"], &uri).starts_with(&format!("{CLAIM}[^trust]\n\n[^trust]: ")));
    session.client.change(&uri, 2, None, &format!("Indeed. {CLAIM}"));
    let error = session.client.raw_request("codeAction/resolve", cite).await.unwrap_err();
    assert_eq!(error["code"], -32801);
}
