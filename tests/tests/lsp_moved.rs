//! Files that are renamed, created and deleted in the editor: what names a source goes with it, and the index follows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::capabilities;
use factmark_tests::edits::applied;
use factmark_tests::session::{Session, TRUST};
use serde_json::{Value, json};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const MANIFEST: &str = "[[source]]\nfile = \"trust.txt\"\npublisher = \"Norland Office\"\n";
const CITING: &str = "The RT has been operating in Norland since 1994 [@trust, p. 2; @trusty].[^1]\n\n\
    See [it](seeds/trust.txt#L2), `[@trust]` and [that](other.md).\n\n\
    [^1]: trust.txt, Norland Office: “The RT”\n\n[a]: ./seeds/trust.txt\n";

async fn will_rename(session: &mut Session, from: &str, to: &str) -> Value {
    let files = json!([{ "oldUri": session.uri(from), "newUri": session.uri(to) }]);
    session.client.raw_request("workspace/willRenameFiles", json!({ "files": files })).await.unwrap()
}

fn after_rename(text: &str) -> String {
    let text = text.replace("1994 [@trust,", "1994 [@river-report,");
    let text = text.replace("(seeds/trust.txt#L2)", "(seeds/River%20Report.txt#L2)");
    text.replace("[^1]: trust.txt,", "[^1]: River Report.txt,")
        .replace("./seeds/trust.txt", "seeds/River%20Report.txt")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_source_keeps_its_citations_its_links_and_its_metadata() {
    let files = [SEED, ("seeds/sources.toml", MANIFEST), ("notes/far.md", "A [b](../seeds/trust.txt) c.\n")];
    let mut session = Session::start(&files).await;
    let (uri, _) = session.check("draft.md", CITING).await;
    let edit = will_rename(&mut session, "seeds/trust.txt", "seeds/River Report.txt").await;
    assert_eq!(applied(CITING, &edit, &uri), after_rename(CITING));
    assert_eq!(
        applied(files[2].1, &edit, &session.uri("notes/far.md")),
        "A [b](../seeds/River%20Report.txt) c.\n"
    );
    assert_eq!(
        applied(MANIFEST, &edit, &session.uri("seeds/sources.toml")),
        MANIFEST.replace("trust.txt", "River Report.txt")
    );
    let versions: Vec<&Value> =
        edit["documentChanges"].as_array().unwrap().iter().map(|it| &it["textDocument"]["version"]).collect();
    assert_eq!(versions, [&json!(1), &Value::Null, &Value::Null], "only what is open has a version");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_folder_takes_its_sources_along() {
    let manifest = MANIFEST.replace("trust.txt", "old/trust.txt");
    let files = [("seeds/old/trust.txt", TRUST), ("seeds/sources.toml", manifest.as_str())];
    let mut session = Session::start(&files).await;
    let text = "The RT [@trust]. [It](seeds/old/trust.txt).\n";
    let (uri, _) = session.check("draft.md", text).await;
    let edit = will_rename(&mut session, "seeds/old", "seeds/new/er").await;
    assert_eq!(applied(text, &edit, &uri), "The RT [@trust]. [It](seeds/new/er/trust.txt).\n");
    assert_eq!(
        applied(&manifest, &edit, &session.uri("seeds/sources.toml")),
        MANIFEST.replace("trust.txt", "new/er/trust.txt")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_a_key_of_its_own_or_is_no_source_changes_nothing() {
    let manifest =
        ("seeds/sources.toml", "[[source]]\nfile = 'trust.txt'\nid = \"trust\"\ntitle = \"Report\"\n");
    let mut session = Session::start(&[SEED, manifest]).await;
    let text = "The RT [@trust].[^1]\n\n[^1]: Report\n";
    let (uri, _) = session.check("draft.md", text).await;
    let edit = will_rename(&mut session, "seeds/trust.txt", "seeds/report.txt").await;
    assert_eq!(applied(text, &edit, &uri), text);
    assert_eq!(edit["documentChanges"].as_array().unwrap().len(), 1, "the manifest alone");
    assert_eq!(will_rename(&mut session, "draft.md", "brief.md").await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moved_draft_keeps_its_own_links_and_those_to_it() {
    let to_it = "See [the draft](draft.md#part) and [itself](index.md).\n";
    let files = [SEED, ("index.md", to_it), ("notes/far.md", "A [b](../draft.md).\n"), ("map.png", "")];
    let mut session = Session::start(&files).await;
    let text =
        "[It](seeds/trust.txt#L2), ![map](map.png), [none](gone.md), [web](https://a.org/x), [part](#x).\n";
    session.write("draft.md", text);
    let (uri, _) = session.check("draft.md", text).await;
    let edit = will_rename(&mut session, "draft.md", "notes/new/draft.md").await;
    assert_eq!(
        applied(text, &edit, &uri),
        "[It](../../seeds/trust.txt#L2), ![map](../../map.png), [none](gone.md), [web](https://a.org/x), [part](#x).\n"
    );
    let index = session.uri("index.md");
    assert_eq!(
        applied(to_it, &edit, &index),
        "See [the draft](notes/new/draft.md#part) and [itself](index.md).\n"
    );
    assert_eq!(
        applied("A [b](../draft.md).\n", &edit, &session.uri("notes/far.md")),
        "A [b](new/draft.md).\n"
    );
    // What moves together leads to each other as before.
    assert_eq!(will_rename(&mut session, "notes", "drafts").await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_follow_a_folder_of_sources() {
    let settings = "[sources]\npaths = [\"papers/2024\", \"seeds\"]\n";
    let mut session =
        Session::start(&[("papers/2024/trust.txt", TRUST), ("factmark.toml", settings), SEED]).await;
    session.check("draft.md", "Nothing.\n").await;
    let edit = will_rename(&mut session, "papers", "reports").await;
    let after = applied(settings, &edit, &session.uri("factmark.toml"));
    assert_eq!(after, settings.replace("papers/2024", "reports/2024"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_of_one_name_have_keys_of_their_own_that_stay_true() {
    let other = TRUST.replace("1994", "1996");
    let files = [
        ("seeds/north/trust.txt", TRUST),
        ("seeds/south/trust.txt", other.as_str()),
        ("seeds/isle.txt", "One.\n"),
    ];
    let mut session = Session::start(&files).await;
    let text = "The RT [@north-trust; @south-trust; @isle; @trust].\n";
    let (uri, _) = session.check("draft.md", text).await;
    let params = json!({ "textDocument": { "uri": uri } });
    let links = session.client.raw_request("textDocument/documentLink", params).await.unwrap();
    let targets: Vec<&str> =
        links.as_array().unwrap().iter().filter_map(|link| link["target"].as_str()).collect();
    let of = |name: &str| session.uri(name).to_string();
    assert_eq!(
        targets,
        [of("seeds/north/trust.txt"), of("seeds/south/trust.txt"), of("seeds/isle.txt")],
        "a key that two have means neither"
    );
    // The one that comes to share its name takes the longer key, and so does the other that had it alone.
    let edit = will_rename(&mut session, "seeds/north/trust.txt", "seeds/north/isle.txt").await;
    assert_eq!(applied(text, &edit, &uri), "The RT [@north-isle; @south-trust; @seeds-isle; @trust].\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_versions_gets_plain_changes() {
    let mut few = capabilities();
    few["workspace"] = json!({});
    let mut session = Session::with(&[SEED], few, Value::Null).await;
    let (uri, _) = session.check("draft.md", CITING).await;
    let edit = will_rename(&mut session, "seeds/trust.txt", "seeds/River Report.txt").await;
    assert!(edit["documentChanges"].is_null());
    assert_eq!(applied(CITING, &edit, &uri), after_rename(CITING));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_follows_what_is_renamed_deleted_and_created() {
    let mut session = Session::start(&[SEED]).await;
    let wrong = "The RT has been operating in Norland since 1995.\n";
    let (uri, found) = session.check("draft.md", wrong).await;
    assert_eq!(found.len(), 1);
    let tell = |session: &Session, method: &str, files: Value| {
        let method = format!("workspace/{method}");
        session.client.send(&json!({ "jsonrpc": "2.0", "method": method, "params": { "files": files } }));
    };
    let old = session.uri("seeds/trust.txt");
    std::fs::remove_file(session.path("seeds/trust.txt")).unwrap();
    tell(&session, "didDeleteFiles", json!([{ "uri": old }]));
    assert_eq!(session.client.diagnostics(&uri, 1).await, []);
    session.write("seeds/new.txt", TRUST);
    let new = session.uri("seeds/new.txt");
    tell(&session, "didCreateFiles", json!([{ "uri": new }]));
    assert_eq!(session.client.diagnostics(&uri, 1).await.len(), 1);
    std::fs::rename(session.path("seeds/new.txt"), session.path("aside.txt")).unwrap();
    tell(&session, "didRenameFiles", json!([{ "oldUri": new, "newUri": session.uri("aside.txt") }]));
    assert_eq!(session.client.diagnostics(&uri, 1).await, []);
}
