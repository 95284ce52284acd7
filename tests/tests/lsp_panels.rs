//! The methods `factmark/…`, which panels of an editor are fed by: facts, claims, sources, status.

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
use tower_lsp::lsp_types::Url;

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const OTHER: (&str, &str) = (
    "seeds/other.md",
    "# Norland\n\nThe RT has been operating in Norland since 1996, and employs 340 people.\n",
);
const MANIFEST: (&str, &str) = (
    "seeds/sources.toml",
    "[[source]]\nfile = \"other.md\"\ntitle = \"Norland today\"\npublisher = \"Norland Office\"\nissued = \"2024-03-01\"\n",
);

async fn ask(session: &mut Session, method: &str, params: Value) -> Value {
    session.client.raw_request(method, params).await.unwrap()
}

async fn facts_at(session: &mut Session, uri: &Url, text: &str, needle: &str) -> Value {
    let place = serde_json::to_value(at(uri, text, needle)).unwrap();
    ask(session, "factmark/facts", place).await
}

async fn claims(session: &mut Session, uri: &Url) -> Value {
    ask(session, "factmark/claims", json!({ "textDocument": { "uri": uri } })).await
}

/// An able client that asks for `factmark/status`.
fn with_status() -> Value {
    let mut capabilities = capabilities();
    capabilities["experimental"] = json!({ "factmark": { "status": true } });
    capabilities
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_of_a_name_comes_as_data_with_every_source_and_place() {
    let mut session = Session::start(&[SEED, OTHER, MANIFEST]).await;
    let draft = "A note.\n\nThe RT is at work.\n";
    let uri = session.open("draft.md", draft);
    let answer = facts_at(&mut session, &uri, draft, "RT").await;
    assert_eq!(answer["range"]["start"], json!({ "line": 2, "character": 4 }));
    assert_eq!(answer["claim"], Value::Null);
    let sheet = &answer["sheet"];
    assert_eq!((&sheet["name"], &sheet["aliases"][0]), (&json!("River Trust"), &json!("RT")));
    assert_eq!(sheet["type"], "organisation");
    assert_eq!(sheet["mentions"].as_array().unwrap().len(), 2);
    let facts = sheet["facts"].as_array().unwrap();
    let contested = facts.iter().find(|fact| fact["contested"] == true).unwrap();
    let (here, there) = (&contested["passage"], &contested["others"][0]);
    let years: Vec<&str> = [here, there].map(|it| it["quote"]["value"].as_str().unwrap()).into();
    assert!(years == ["1994", "1996"] || years == ["1996", "1994"], "{years:?}");
    let newer = if years[0] == "1996" { here } else { there };
    assert_eq!(newer["source"]["title"], "Norland today");
    assert_eq!(newer["source"]["publisher"], "Norland Office");
    assert_eq!(newer["source"]["issued"], "2024-03-01");
    assert_eq!(newer["source"]["path"], "seeds/other.md");
    assert_eq!(newer["source"]["uri"], json!(session.uri("seeds/other.md")));
    assert_eq!((&newer["line"], &newer["selectionRange"]["start"]["line"]), (&json!(3), &json!(2)));
    assert_eq!((&newer["figure"]["kind"], &newer["figure"]["start"]), (&json!("date"), &json!("1996-01-01")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_the_sources_differ_over_is_contested_with_both_sides() {
    let mut session = Session::start(&[SEED, OTHER, MANIFEST]).await;
    let draft = "The RT has been operating in Norland since 1996.\n";
    let (uri, diagnostics) = session.check("draft.md", draft).await;
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert_eq!(
        diagnostics[0].message,
        "The sources differ about RT: \"since 1996\" according to Norland Office, \"since 1994\" according to trust.txt"
    );
    let answer = claims(&mut session, &uri).await;
    let claim = &answer["claims"][0];
    assert_eq!((&claim["verdict"], &claim["finding"]["code"]), (&json!("contested"), &json!("F051")));
    let verdicts: Vec<&str> =
        claim["evidence"].as_array().unwrap().iter().map(|it| it["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts[..2], ["supported", "conflict"], "{claim:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_alone_is_looked_up_without_a_document() {
    let mut session = Session::start(&[SEED]).await;
    session.check("draft.md", "Nothing.\n").await;
    for name in ["RT", "river trust"] {
        let answer = ask(&mut session, "factmark/facts", json!({ "entity": name })).await;
        assert_eq!(answer["sheet"]["name"], "River Trust", "{name}");
        let employs = answer["sheet"]["facts"].as_array().unwrap().iter();
        assert!(employs.clone().any(|fact| fact["passage"]["figure"]["low"] == 12.0), "{answer}");
    }
    assert_eq!(ask(&mut session, "factmark/facts", json!({ "entity": "Nobody" })).await, Value::Null);
    let nothing = session.client.raw_request("factmark/facts", json!({})).await.unwrap_err();
    assert_eq!(nothing["code"], -32602);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_comes_with_its_claim_and_the_sheet_of_its_subject() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "The RT has been operating in Norland since 1995.\n";
    let uri = session.open("draft.md", draft);
    let answer = facts_at(&mut session, &uri, draft, "1995").await;
    let claim = &answer["claim"];
    assert_eq!(claim["verdict"], "conflict");
    assert_eq!((&claim["finding"]["code"], &claim["finding"]["severity"]), (&json!("F002"), &json!("error")));
    let evidence = &claim["evidence"][0];
    assert_eq!(evidence["passage"]["quote"]["before"], "The RT has been operating in Norland since ");
    assert_eq!(
        (&evidence["passage"]["quote"]["value"], &evidence["verdict"]),
        (&json!("1994"), &json!("conflict"))
    );
    assert_eq!(answer["sheet"]["name"], "River Trust");
}

#[tokio::test(flavor = "multi_thread")]
async fn claims_tell_for_every_value_what_the_sources_say() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "# Founded in 1990\n\nThe RT has been operating in Norland since 1995. The RT runs 12 field offices.\n\n\
                 Nobody else speaks of the 77 lighthouses.\n";
    let uri = session.open("draft.md", draft);
    let answer = claims(&mut session, &uri).await;
    assert_eq!((&answer["uri"], &answer["version"]), (&json!(uri), &json!(1)));
    let seen: Vec<(String, String)> = answer["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| {
            (claim["value"].as_str().unwrap().to_owned(), claim["verdict"].as_str().unwrap().to_owned())
        })
        .collect();
    let expected = [("since 1995", "conflict"), ("12", "supported"), ("77", "unsourced")];
    assert_eq!(seen, expected.map(|(value, verdict)| (value.to_owned(), verdict.to_owned())));
    let conflict = &answer["claims"][0];
    assert_eq!(conflict["sentence"], "The RT has been operating in Norland since 1995.");
    assert_eq!(conflict["range"]["start"], json!({ "line": 2, "character": 37 }));
    assert_eq!(conflict["sentenceRange"]["start"], json!({ "line": 2, "character": 0 }));
    assert_eq!(answer["claims"][1]["evidence"][0]["verdict"], "supported");
    assert_eq!(answer["claims"][2]["evidence"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_makes_no_claims() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.open("seeds/trust.txt", TRUST);
    assert_eq!(claims(&mut session, &uri).await, Value::Null);
}

/// The draft with the edits of an answer to `factmark/citation`, which are in order of their place.
fn edited(draft: &str, answer: &Value) -> String {
    let mut lines: Vec<String> = draft.split('\n').map(str::to_owned).collect();
    for edit in answer["edits"].as_array().unwrap().iter().rev() {
        let start = &edit["range"]["start"];
        assert_eq!(start, &edit["range"]["end"], "a citation only adds");
        let line = &mut lines[start["line"].as_u64().unwrap() as usize];
        line.insert_str(start["character"].as_u64().unwrap() as usize, edit["newText"].as_str().unwrap());
    }
    lines.join("\n")
}

/// What `factmark/citation` answers for the first passage behind the value `needle`.
async fn cite(session: &mut Session, uri: &Url, draft: &str, needle: &str) -> Value {
    let facts = facts_at(session, uri, draft, needle).await;
    let passage = &facts["claim"]["evidence"][0]["passage"];
    let mut params = serde_json::to_value(at(uri, draft, needle)).unwrap();
    params["source"] = passage["source"]["uri"].clone();
    params["range"] = passage["range"].clone();
    ask(session, "factmark/citation", params).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passage_of_a_panel_is_cited_behind_its_sentence_once() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "The RT has been operating in Norland since 1995. More.\n";
    let uri = session.open("draft.md", draft);
    let answer = cite(&mut session, &uri, draft, "1995").await;
    assert_eq!(answer["version"], 1);
    let cited = edited(draft, &answer);
    let expected = "The RT has been operating in Norland since 1995.[^trust] More.\n\n[^trust]: trust.txt: “The RT has been operating";
    assert!(cited.starts_with(expected), "{cited}");
    let again = session.open("again.md", &cited);
    assert_eq!(cite(&mut session, &again, &cited, "1995").await["edits"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_cited_in_as_it_does_already_and_plain_text_in_brackets() {
    let mut session = Session::start(&[SEED, OTHER, MANIFEST]).await;
    let keyed = "The RT has 12 offices [@a].\n\nThe RT employs 340 people in Norland.\n";
    let uri = session.open("keyed.md", keyed);
    let cited = edited(keyed, &cite(&mut session, &uri, keyed, "340").await);
    assert!(cited.contains("The RT employs 340 people in Norland [@"), "{cited}");
    let plain = "The RT employs 340 people.\n";
    let uri = session.open("plain.txt", plain);
    let cited = edited(plain, &cite(&mut session, &uri, plain, "340").await);
    assert!(cited.starts_with("The RT employs 340 people (") && cited.trim_end().ends_with(")."), "{cited}");
    let again = session.open("again.txt", &cited);
    assert_eq!(cite(&mut session, &again, &cited, "340").await["edits"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_citation_goes_into_a_source() {
    let mut session = Session::start(&[SEED, OTHER]).await;
    let uri = session.open("seeds/trust.txt", TRUST);
    let mut params = serde_json::to_value(at(&uri, TRUST, "1994")).unwrap();
    params["source"] = json!(session.uri("seeds/other.md"));
    params["range"] =
        json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 20 } });
    assert_eq!(ask(&mut session, "factmark/citation", params).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_with_a_later_edition_names_it() {
    let manifest = "[[source]]\nfile = \"a.txt\"\ntitle = \"Annual report 2022\"\n\
                    [[source]]\nfile = \"b.txt\"\ntitle = \"Annual report 2023\"\n";
    let files = [("seeds/a.txt", TRUST), ("seeds/b.txt", TRUST), ("seeds/sources.toml", manifest)];
    let mut session = Session::start(&files).await;
    session.check("draft.md", "Nothing.\n").await;
    let answer = ask(&mut session, "factmark/sources", Value::Null).await;
    assert_eq!(answer["sources"][0]["newerEdition"]["title"], "Annual report 2023");
    assert_eq!(answer["sources"][1]["newerEdition"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_edition_is_told_by_the_name_of_its_file_and_by_what_it_says() {
    let manifest = "[[source]]\nfile = \"a.txt\"\ntitle = \"Guide to the harbour\"\n\
                    [[source]]\nfile = \"b.txt\"\ntitle = \"Harbour handbook\"\n";
    let files = [
        ("seeds/a.txt", TRUST),
        ("seeds/b.txt", "This handbook replaces the Guide to the Harbour of 2019.\n"),
        ("seeds/letters-2023.txt", TRUST),
        ("seeds/letters-2024.txt", TRUST),
        ("seeds/old/survey-2023-04.txt", TRUST),
        ("seeds/survey-2024-04.txt", TRUST),
        ("seeds/sources.toml", manifest),
    ];
    let mut session = Session::start(&files).await;
    session.check("draft.md", "Nothing.\n").await;
    let answer = ask(&mut session, "factmark/sources", Value::Null).await;
    let newer = |entry: &Value| entry["newerEdition"]["path"].as_str().map(str::to_owned);
    let newer: Vec<_> = answer["sources"].as_array().unwrap().iter().map(newer).collect();
    let of = |path: &str| Some(path.to_owned());
    assert_eq!(newer, [of("seeds/b.txt"), None, None, None, of("seeds/survey-2024-04.txt"), None]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_are_listed_with_what_is_wrong_with_them() {
    let mut session =
        Session::start(&[SEED, OTHER, MANIFEST, ("seeds/table.xyz", "1;2"), ("seeds/bad.txt", "\0\0\0")])
            .await;
    session.check("draft.md", "Nothing.\n").await;
    let answer = ask(&mut session, "factmark/sources", Value::Null).await;
    let listed: Vec<(&str, &Value)> = answer["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["source"]["path"].as_str().unwrap(), &entry["undated"]))
        .collect();
    assert_eq!(listed, [("seeds/other.md", &json!(false)), ("seeds/trust.txt", &json!(true))]);
    let problems = answer["problems"].as_array().unwrap();
    let of = |kind: &str| problems.iter().find(|problem| problem["kind"] == kind);
    let unreadable = of("unreadable").unwrap();
    assert_eq!(unreadable["uri"], json!(session.uri("seeds/bad.txt")));
    assert_eq!(unreadable["urgent"], true);
    assert_eq!(of("skipped").unwrap()["urgent"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn status_tells_a_client_that_asked_how_reading_and_checking_stand() {
    let mut session = Session::with(&[SEED], with_status(), Value::Null).await;
    session.check("draft.md", "The RT has been operating in Norland since 1995.\n").await;
    let status = until_status(&mut session, |status| status["findings"]["errors"] == 1).await;
    assert_eq!(status["state"], "ready");
    assert_eq!(status["sources"], json!({ "read": 1, "total": 1 }));
    assert_eq!((&status["problems"], &status["drafts"]), (&json!(0), &json!(1)));
    session.client.close(&session.uri("draft.md"));
    until_status(&mut session, |status| status["drafts"] == 0 && status["findings"]["errors"] == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_are_read_again_on_demand() {
    let mut session = Session::with(&[SEED], with_status(), Value::Null).await;
    session.check("draft.md", "Nothing.\n").await;
    session.write("seeds/other.md", OTHER.1);
    session.client.send(&json!({ "jsonrpc": "2.0", "method": "factmark/readSources" }));
    until_status(&mut session, |status| status["sources"]["read"] == 2 && status["state"] == "ready").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_is_sent_a_status() {
    let mut session = Session::start(&[SEED]).await;
    let draft = "The RT has been operating in Norland since 1995.\n";
    let (uri, _) = session.check("draft.md", draft).await;
    claims(&mut session, &uri).await;
    assert!(session.client.received().iter().all(|message| message["method"] != "factmark/status"));
}

async fn until_status(session: &mut Session, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let status = session.client.next("factmark/status").await;
        if wanted(&status) {
            return status;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sources_with_one_key_are_told_of() {
    let of = |fact: &str| format!("---\nid: trust2020\n---\n\n{fact}\n");
    let (first, second) = (of("The River Trust (RT) has 12 boats."), of("The RT has 340 nets."));
    let mut session = Session::start(&[("seeds/a.md", &first), ("seeds/b.md", &second)]).await;
    let sources = session.client.raw_request("factmark/sources", Value::Null).await.unwrap();
    let problem = &sources["problems"][0];
    assert_eq!(problem["uri"], json!(session.uri("seeds/b.md")));
    assert_eq!((&problem["kind"], &problem["urgent"]), (&json!("manifest"), &json!(false)));
    let told = problem["message"].as_str().unwrap();
    assert!(
        told.starts_with("seeds/b.md: has the citation key \"trust2020\", which seeds/a.md has already"),
        "{told}"
    );
    let logged = session.client.wait_for("the problem in the log", |message| {
        let text = message["params"]["message"].as_str()?;
        text.contains("trust2020").then(|| message["method"].clone())
    });
    assert_eq!(logged.await, "window/logMessage");
}
