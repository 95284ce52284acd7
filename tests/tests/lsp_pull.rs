//! Diagnostics that the client asks for: of one document, and of all drafts of the folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::{capabilities, pulling};
use factmark_tests::session::{Session, TRUST};
use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const WRONG: &str = "The RT has been operating in Norland since 1995.\n";
const RIGHT: &str = "The RT has been operating in Norland since 1994.\n";

async fn pull(session: &mut Session, uri: &Url, previous: Option<&Value>) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri } });
    if let Some(previous) = previous {
        params["previousResultId"] = previous.clone();
    }
    session.client.raw_request("textDocument/diagnostic", params).await.unwrap()
}

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect()
}

fn watched(session: &Session, name: &str) {
    let changes = json!([{ "uri": session.uri(name), "type": 2 }]);
    let method = "workspace/didChangeWatchedFiles";
    session.client.send(&json!({ "jsonrpc": "2.0", "method": method, "params": { "changes": changes } }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_pulls_is_sent_nothing_and_one_that_cannot_be_told_to_is_not_offered_it() {
    let mut session = Session::with(&[SEED], pulling(), Value::Null).await;
    let uri = session.open("draft.md", WRONG);
    let report = pull(&mut session, &uri, None).await;
    assert_eq!((report["kind"].as_str(), codes(&report)), (Some("full"), vec!["F002"]));
    let related = &report["items"][0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], session.uri("seeds/trust.txt").as_str());
    session.client.close(&uri);
    pull(&mut session, &uri, None).await;
    let pushed = |message: &&Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(session.client.received().iter().filter(pushed).count(), 0);

    let mut deaf = pulling();
    deaf["workspace"]["diagnostics"] = Value::Null;
    for capabilities in [deaf, capabilities()] {
        let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
        assert_eq!(session.check("draft.md", WRONG).await.1.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_changed_is_said_in_one_word() {
    let mut session = Session::with(&[SEED], pulling(), Value::Null).await;
    let uri = session.open("draft.md", WRONG);
    let first = pull(&mut session, &uri, None).await;
    let id = &first["resultId"];
    assert_eq!(pull(&mut session, &uri, Some(id)).await, json!({ "kind": "unchanged", "resultId": id }));
    session.client.change(&uri, 2, None, &format!("{WRONG}\nAll is well.\n"));
    assert_eq!(pull(&mut session, &uri, Some(id)).await["kind"], "unchanged");
    session.client.change(&uri, 3, None, &format!("\n{WRONG}"));
    let moved = pull(&mut session, &uri, Some(id)).await;
    assert_eq!(moved["items"][0]["range"]["start"]["line"], 1);
    session.client.change(&uri, 4, None, RIGHT);
    assert_eq!(codes(&pull(&mut session, &uri, Some(&moved["resultId"])).await), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_for_a_text_that_is_gone_is_refused() {
    let mut session = Session::with(&[SEED], pulling(), Value::Null).await;
    let uri = session.open("draft.md", WRONG);
    let id = pull(&mut session, &uri, None).await["resultId"].clone();
    let params = json!({ "textDocument": { "uri": uri }, "previousResultId": id });
    let (_, early) = session.client.start("textDocument/diagnostic", params);
    session.client.change(&uri, 2, None, RIGHT);
    let late = pull(&mut session, &uri, Some(&id)).await;
    assert_eq!(codes(&late), [""; 0]);
    // On a slow machine the pause may be over before the change has come.
    match early.await.unwrap() {
        Ok(report) => assert_eq!(report["kind"], "unchanged"),
        Err(error) => {
            assert_eq!((&error["code"], &error["data"]["retriggerRequest"]), (&json!(-32802), &json!(true)));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_sources_and_settings_have_the_client_ask_again() {
    let mut session = Session::with(&[SEED], pulling(), Value::Null).await;
    let uri = session.open("draft.md", WRONG);
    let report = pull(&mut session, &uri, None).await;
    session.client.next("workspace/diagnostic/refresh").await;
    session.write("seeds/trust.txt", &TRUST.replace("1994", "1995 and 7 days"));
    watched(&session, "seeds/trust.txt");
    session.client.next("workspace/diagnostic/refresh").await;
    assert_eq!(codes(&pull(&mut session, &uri, Some(&report["resultId"])).await), [""; 0]);
    session.write("seeds/trust.txt", TRUST);
    session.write("factmark.toml", "[rules]\nF002 = \"hint\"\n");
    watched(&session, "factmark.toml");
    session.client.next("workspace/diagnostic/refresh").await;
    assert_eq!(pull(&mut session, &uri, None).await["items"][0]["severity"], 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_not_open_is_read_from_disk() {
    let mut session = Session::with(&[SEED, ("notes/old.md", WRONG)], pulling(), Value::Null).await;
    let uri = session.uri("notes/old.md");
    assert_eq!(codes(&pull(&mut session, &uri, None).await), ["F002"]);
    for name in ["seeds/trust.txt", "nowhere.md"] {
        let uri = session.uri(name);
        assert_eq!(codes(&pull(&mut session, &uri, None).await), [""; 0], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_shows_no_passages_beside_a_finding_gets_them_in_words() {
    let mut few = pulling();
    few["textDocument"]["publishDiagnostics"] = json!({});
    let mut session = Session::with(&[SEED], few, Value::Null).await;
    let uri = session.open("draft.md", WRONG);
    let report = pull(&mut session, &uri, None).await;
    let message = report["items"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("trust.txt, line 2: \"The RT has been operating in Norland since 1994.\""),
        "{message}"
    );
}

fn told(reports: &Value) -> Vec<(String, usize)> {
    let name = |report: &Value| report["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let count = |report: &Value| report["items"].as_array().unwrap().len();
    let mut told: Vec<_> = reports.as_array().unwrap().iter().map(|it| (name(it), count(it))).collect();
    told.sort();
    told
}

fn ids(reports: &Value) -> Value {
    let id = |report: &Value| json!({ "uri": report["uri"], "value": report["resultId"] });
    reports.as_array().unwrap().iter().map(id).collect()
}

/// The id of each draft's report.
fn by_draft(reports: &Value) -> std::collections::BTreeMap<String, Value> {
    let entry = |report: &Value| (report["uri"].as_str().unwrap().to_owned(), report["resultId"].clone());
    reports.as_array().unwrap().iter().map(entry).collect()
}

const DRAFTS: [(&str, &str); 6] = [
    SEED,
    ("a.md", WRONG),
    ("deep/b.txt", WRONG),
    ("right.md", RIGHT),
    (".ignore", "ignored.md\n"),
    ("ignored.md", WRONG),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_drafts_of_the_folder_are_reported_and_then_what_has_changed() {
    let mut session = Session::with(&DRAFTS, pulling(), Value::Null).await;
    session.write("open.md", WRONG);
    session.open("open.md", WRONG);
    let ask = async |session: &mut Session, previous: Value| {
        let params = json!({ "previousResultIds": previous });
        let answer = session.client.raw_request("workspace/diagnostic", params).await.unwrap();
        answer["items"].clone()
    };
    let first = ask(&mut session, json!([])).await;
    assert_eq!(told(&first), [("a.md".to_owned(), 1), ("b.txt".to_owned(), 1)]);
    assert_eq!(first[0]["version"], Value::Null);
    // Nothing is new, so the answer waits for something that is.
    let params = json!({ "previousResultIds": ids(&first) });
    let (_, waiting) = session.client.start("workspace/diagnostic", params);
    session.write("a.md", RIGHT);
    session.write("right.md", WRONG);
    std::fs::remove_file(session.path("deep/b.txt")).unwrap();
    watched(&session, "a.md");
    let second =
        factmark_tests::client::in_time("what has changed", waiting).await.unwrap().unwrap()["items"].clone();
    // A folder that was looked at between two of the changes tells of the others when it is asked again.
    let mut changed = told(&second);
    let mut known = by_draft(&first);
    known.extend(by_draft(&second));
    while changed.len() < 3 {
        let previous: Vec<Value> = known.iter().map(|(uri, id)| json!({ "uri": uri, "value": id })).collect();
        let more = ask(&mut session, previous.into()).await;
        known.extend(by_draft(&more));
        changed.extend(told(&more));
        changed.sort();
    }
    assert_eq!(changed, [("a.md".to_owned(), 0), ("b.txt".to_owned(), 0), ("right.md".to_owned(), 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_takes_parts_is_sent_them_until_it_cancels() {
    let mut session = Session::with(&DRAFTS, pulling(), Value::Null).await;
    let params = json!({ "previousResultIds": [], "partialResultToken": "parts" });
    let (id, answer) = session.client.start("workspace/diagnostic", params);
    let part = async |session: &mut Session| {
        let is_part = |message: &Value| {
            (message["method"] == "$/progress" && message["params"]["token"] == "parts")
                .then(|| message["params"]["value"]["items"].clone())
        };
        session.client.wait_for("a part", is_part).await
    };
    assert_eq!(told(&part(&mut session).await), [("a.md".to_owned(), 1), ("b.txt".to_owned(), 1)]);
    session.write("factmark.toml", "[rules]\nF002 = \"off\"\n");
    watched(&session, "factmark.toml");
    assert_eq!(told(&part(&mut session).await), [("a.md".to_owned(), 0), ("b.txt".to_owned(), 0)]);
    // Of a draft that was open and is gone, nothing is left.
    let uri = session.open("passing.md", WRONG);
    session.write("c.md", WRONG);
    watched(&session, "c.md");
    session.write("factmark.toml", "");
    watched(&session, "factmark.toml");
    let mut found = Vec::new();
    while found.len() < 3 {
        found.extend(told(&part(&mut session).await));
    }
    found.sort();
    assert_eq!(found, [("a.md".to_owned(), 1), ("b.txt".to_owned(), 1), ("c.md".to_owned(), 1)]);
    session.client.close(&uri);
    assert_eq!(told(&part(&mut session).await), [("passing.md".to_owned(), 0)]);
    session.client.send(&json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } }));
    let error = factmark_tests::client::in_time("the end", answer).await.unwrap().unwrap_err();
    assert_eq!(error["code"], -32800);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_that_are_not_open_are_left_alone_where_the_settings_say_so() {
    let settings = ("factmark.toml", "check_closed_drafts = false\n");
    let files: Vec<(&str, &str)> = DRAFTS.into_iter().chain([settings]).collect();
    let mut session = Session::with(&files, pulling(), Value::Null).await;
    let open = session.open("open.md", WRONG);
    assert_eq!(
        codes(&pull(&mut session, &open, None).await),
        ["F002"],
        "what is open is checked all the same"
    );
    let params = json!({ "previousResultIds": [], "partialResultToken": "parts" });
    let (_, _answer) = session.client.start("workspace/diagnostic", params);
    let part = async |session: &mut Session| {
        let is_part = |message: &Value| {
            (message["method"] == "$/progress" && message["params"]["token"] == "parts")
                .then(|| message["params"]["value"]["items"].clone())
        };
        told(&session.client.wait_for("a part", is_part).await)
    };
    session.write("factmark.toml", "");
    watched(&session, "factmark.toml");
    assert_eq!(part(&mut session).await, [("a.md".to_owned(), 1), ("b.txt".to_owned(), 1)], "the first part");
    session.write("factmark.toml", settings.1);
    watched(&session, "factmark.toml");
    assert_eq!(part(&mut session).await, [("a.md".to_owned(), 0), ("b.txt".to_owned(), 0)]);
}
