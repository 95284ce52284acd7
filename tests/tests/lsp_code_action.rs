//! Quick fixes: an edit against the version that it was made for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::{capabilities, resolving};
use factmark_tests::session::{Session, TRUST};
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::CodeActionRequest;
use tower_lsp::lsp_types::{CodeActionResponse, Diagnostic, Url};

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const WRONG: &str = "The RT has been operating in Norland since 1995.\n";

async fn actions(session: &mut Session, uri: &Url, range: Value, only: Value) -> Option<CodeActionResponse> {
    let params = json!({
        "textDocument": { "uri": uri },
        "range": range,
        "context": { "diagnostics": [], "only": only },
    });
    session.client.request::<CodeActionRequest>(serde_json::from_value(params).unwrap()).await
}

fn titles(actions: Option<CodeActionResponse>) -> Vec<String> {
    json!(actions)
        .as_array()
        .unwrap()
        .iter()
        .map(|action| action["title"].as_str().unwrap().to_owned())
        .collect()
}

/// The text after the edits that an action makes in it.
fn applied(text: &str, action: &Value) -> String {
    let mut edits: Vec<Value> = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap().clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit["range"]["start"].to_string()));
    let offset = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + usize::try_from(position["character"].as_u64().unwrap()).unwrap()
    };
    edits.iter().fold(text.to_owned(), |mut text, edit| {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        text.replace_range(range, edit["newText"].as_str().unwrap());
        text
    })
}

fn cursor_at(diagnostic: &Diagnostic) -> Value {
    json!({ "start": diagnostic.range.end, "end": diagnostic.range.end })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_brings_its_fix_for_that_version() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let answer = actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await.unwrap();
    let actions = json!(answer);
    assert_eq!(actions[0]["title"], "Replace \"1995\" with \"1994\"");
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!(actions[0]["diagnostics"], json!(found));
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": uri, "version": 1 }));
    assert_eq!(change["edits"], json!([{ "range": found[0].range, "newText": "1994" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn elsewhere_and_for_other_kinds_there_is_nothing_to_do() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let start = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } });
    assert_eq!(actions(&mut session, &uri, start, Value::Null).await, Some(vec![]));
    let here = cursor_at(&found[0]);
    assert_eq!(actions(&mut session, &uri, here.clone(), json!(["refactor"])).await, Some(vec![]));
    assert_eq!(actions(&mut session, &uri, here.clone(), json!(["refactor.extract"])).await, None);
    let titles: Vec<String> = titles(actions(&mut session, &uri, here, json!(["quickfix"])).await);
    assert_eq!(
        titles,
        [
            "Replace \"1995\" with \"1994\"",
            "Ignore F002 in this sentence",
            "Ignore F002 (another year) in this draft"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_few_capabilities_gets_plain_changes_or_nothing() {
    let mut capabilities = capabilities();
    capabilities["workspace"] = json!({});
    let mut session = Session::with(&[SEED], capabilities.clone(), Value::Null).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let answer = actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await;
    assert_eq!(json!(answer)[0]["edit"]["changes"][uri.as_str()][0]["newText"], "1994");

    capabilities["textDocument"]["codeAction"] = json!({});
    let mut session = Session::with(&[SEED], capabilities, Value::Null).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    assert_eq!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_can_be_silenced_here_and_in_the_whole_draft() {
    let text = format!("---\ntitle: x\n---\n\n# Report\n\n{WRONG}\nAgain: {WRONG}");
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", &text).await;
    assert_eq!(found.len(), 2);
    let offered = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    let titled = |title: &str| {
        let offered = offered.as_array().unwrap();
        offered
            .iter()
            .find(|action| action["title"] == title)
            .unwrap_or_else(|| panic!("{offered:#?}"))
            .clone()
    };
    let here = applied(&text, &titled("Ignore F002 in this sentence"));
    assert!(here.contains("since 1995. <!-- factmark-ignore F002: reason -->\n\nAgain"), "{here}");
    let (_, left) = session.check("here.md", &here).await;
    assert_eq!(left.len(), 1);
    let whole = applied(&text, &titled("Ignore F002 (another year) in this draft"));
    assert!(whole.contains("---\n\n<!-- factmark-ignore-file F002: reason -->\n\n# Report"), "{whole}");
    assert_eq!(session.check("whole.md", &whole).await.1, []);
    assert_eq!(
        offered
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["title"].as_str().unwrap().contains("everywhere"))
            .count(),
        0
    );
}

/// Kate asks so, and makes all the edits that it is answered with.
#[tokio::test(flavor = "multi_thread")]
async fn one_finding_named_over_the_whole_draft_is_mended_and_no_more() {
    let mut session = Session::start(&[SEED]).await;
    let text = format!("{WRONG}\n{WRONG}");
    let (uri, found) = session.check("draft.md", &text).await;
    assert_eq!(found.len(), 2);
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 3, "character": 0 } });
    let params =
        json!({ "textDocument": { "uri": uri }, "range": whole, "context": { "diagnostics": [found[1]] } });
    let params = serde_json::from_value(params).unwrap();
    let offered = json!(session.client.request::<CodeActionRequest>(params).await);
    assert_eq!(offered.as_array().unwrap().len(), 1, "{offered}");
    assert_eq!(applied(&text, &offered[0]), format!("{WRONG}\n{}", WRONG.replace("1995", "1994")));
    assert!(titles(actions(&mut session, &uri, whole, Value::Null).await).len() > 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_can_be_switched_off_in_the_settings_file() {
    let settings = "[rules]\nF001 = \"hint\"\n";
    let mut session = Session::start(&[SEED, ("factmark.toml", settings)]).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let offered = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    let last = offered.as_array().unwrap().last().unwrap();
    assert_eq!(last["title"], "Ignore F002 (another year) everywhere, in factmark.toml");
    let edit = &last["edit"]["changes"][session.uri("factmark.toml").as_str()][0];
    assert_eq!(edit["newText"], "F002 = \"off\" # reason\n");
    assert_eq!(edit["range"]["start"], json!({ "line": 1, "character": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_findings_of_a_code_are_fixed_at_once() {
    let text = format!("{WRONG}\n{WRONG}\nThe RT runs 15 field offices.\n");
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", &text).await;
    assert_eq!(found.len(), 3);
    let here = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    assert_eq!(here[1]["title"], "Fix all 2 of F002 (another year) in this draft");
    let fixed = applied(&text, &here[1]);
    assert_eq!(fixed.matches("since 1994").count(), 2);
    assert!(fixed.contains("15 field offices"));
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    for kind in ["source", "source.fixAll", "source.fixAll.factmark"] {
        let answer = json!(actions(&mut session, &uri, whole.clone(), json!([kind])).await);
        assert_eq!(answer[0]["kind"], "source.fixAll.factmark", "{kind}");
        let fixed = applied(&text, &answer[0]);
        assert!(fixed.matches("since 1994").count() == 2 && fixed.contains("12 field offices"), "{fixed}");
    }
    assert_eq!(actions(&mut session, &uri, whole, json!(["source.organizeImports"])).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_able_client_gets_the_fixes_of_a_code_when_it_asks_and_as_the_draft_is_then() {
    let text = format!("{WRONG}\n{WRONG}\n");
    let settings = ("factmark.toml", "[rules]\nF001 = \"hint\"\n");
    let mut session = Session::with(&[SEED, settings], resolving(), Value::Null).await;
    let (uri, found) = session.check("draft.md", &text).await;
    let offered = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    let deferred: Vec<&str> = offered
        .as_array()
        .unwrap()
        .iter()
        .filter(|action| action["edit"].is_null())
        .map(|action| action["title"].as_str().unwrap())
        .collect();
    assert_eq!(
        deferred,
        [
            "Fix all 2 of F002 (another year) in this draft",
            "Ignore F002 (another year) everywhere, in factmark.toml"
        ]
    );
    let later = format!("Indeed. {text}{WRONG}");
    session.client.change(&uri, 2, None, &later);
    let resolved = session.client.raw_request("codeAction/resolve", offered[1].clone()).await.unwrap();
    assert_eq!(resolved["edit"]["documentChanges"][0]["textDocument"]["version"], 2);
    let fixed = applied(&later, &resolved);
    assert!(fixed.starts_with("Indeed. The RT") && fixed.matches("since 1994").count() == 3, "{fixed}");
    let everywhere = offered.as_array().unwrap().last().unwrap().clone();
    let resolved = session.client.raw_request("codeAction/resolve", everywhere).await.unwrap();
    let changes = &resolved["edit"]["changes"][session.uri("factmark.toml").as_str()];
    assert_eq!(changes[0]["newText"], "F002 = \"off\" # reason\n");
    // What another server offered is left as it is.
    let foreign = json!({ "title": "Sort", "data": 7 });
    assert_eq!(session.client.raw_request("codeAction/resolve", foreign.clone()).await, Ok(foreign));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_attribution_and_a_lost_hedge_are_restored() {
    let source = "According to local sources, the River Trust lost two boats in Norland in May.\n\
        The River Trust probably sold its old harbour in Oakham.\n\
        The River Trust employs at least 340 people.\n";
    let mut session = Session::start(&[("seeds/trust.txt", source)]).await;
    for (claim, code, fixed) in [
        (
            "The River Trust lost two boats in Norland in May.\n",
            "F021",
            "According to local sources, the River Trust lost two boats in Norland in May.\n",
        ),
        (
            "The River Trust sold its old harbour in Oakham.\n",
            "F022",
            "The River Trust probably sold its old harbour in Oakham.\n",
        ),
    ] {
        let (uri, found) = session.check(&format!("{code}.md"), claim).await;
        let finding =
            found.iter().find(|it| json!(it)["code"] == code).unwrap_or_else(|| panic!("{code}: {found:#?}"));
        let offered = json!(actions(&mut session, &uri, cursor_at(finding), Value::Null).await);
        assert_eq!(applied(claim, &offered[0]), fixed, "{}", offered[0]);
    }
}

/// Those of a client that knows commands alone, and makes the edits that it is asked for.
fn commanding() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["codeAction"] = json!({});
    capabilities["workspace"] = json!({ "applyEdit": true });
    capabilities
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_takes_no_literals_gets_commands_that_do_the_same() {
    let mut session = Session::with(&[SEED], commanding(), Value::Null).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let offered = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    assert_eq!(offered[0]["title"], "Replace \"1995\" with \"1994\"");
    assert_eq!(offered[0]["command"], "factmark.apply");
    let run = json!({ "command": "factmark.apply", "arguments": offered[0]["arguments"] });
    assert_eq!(session.client.raw_request("workspace/executeCommand", run.clone()).await, Ok(Value::Null));
    let asked = session.client.next("workspace/applyEdit").await;
    let edit = &asked["edit"]["changes"][uri.as_str()][0];
    assert_eq!(edit, &json!({ "range": found[0].range, "newText": "1994" }));
    // What it was offered for is gone: nothing is written at the old place.
    session.client.change(&uri, 2, None, &format!("Indeed. {WRONG}"));
    let error = session.client.raw_request("workspace/executeCommand", run).await.unwrap_err();
    assert_eq!(error["code"], -32801);
    for (command, arguments) in
        [("factmark.apply", json!([{}])), ("factmark.apply", json!([])), ("other.run", json!([1]))]
    {
        let run = json!({ "command": command, "arguments": arguments });
        let error = session.client.raw_request("workspace/executeCommand", run).await.unwrap_err();
        assert_eq!(error["code"], -32602);
        assert!(error["message"].as_str().unwrap().contains(command), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settings_file_is_made_for_a_rule_where_the_client_can() {
    let mut able = resolving();
    able["workspace"]["workspaceEdit"] = json!({ "documentChanges": true, "resourceOperations": ["create"] });
    let mut session = Session::with(&[SEED], able, Value::Null).await;
    let (uri, found) = session.check("draft.md", WRONG).await;
    let offered = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    let last = offered.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["title"], "Ignore F002 (another year) everywhere, in a new factmark.toml");
    let resolved = session.client.raw_request("codeAction/resolve", last).await.unwrap();
    let changes = &resolved["edit"]["documentChanges"];
    let file = session.uri("factmark.toml");
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(file)));
    assert_eq!(changes[1]["edits"][0]["newText"], "[rules]\nF002 = \"off\" # reason\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_keeps_the_line_ends_and_the_byte_order_mark() {
    let text = format!("\u{feff}{}", WRONG.replace('\n', "\r\n"));
    let mut session = Session::start(&[SEED]).await;
    let (uri, found) = session.check("draft.md", &text).await;
    let offered = json!(actions(&mut session, &uri, cursor_at(&found[0]), Value::Null).await);
    let offered = offered.as_array().unwrap();
    let whole = offered.iter().find(|it| it["title"].as_str().unwrap().contains("in this draft")).unwrap();
    let edit = &whole["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["range"]["start"], json!({ "line": 0, "character": 1 }));
    assert_eq!(edit["newText"], "<!-- factmark-ignore-file F002: reason -->\r\n\r\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_on_one_line_is_offered_no_more_than_anybody_can_look_over() {
    let mut session = Session::start(&[SEED]).await;
    let text = (WRONG.trim_end().to_owned() + " ").repeat(250);
    let (uri, found) = session.check("draft.md", &text).await;
    assert!(
        found[0].message.starts_with("250 findings in this draft: the worst 200 are shown."),
        "{found:?}"
    );
    let whole =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": text.len() } });
    let offered = titles(actions(&mut session, &uri, whole, json!(["quickfix"])).await);
    let waived = offered.iter().filter(|title| title.ends_with("in this sentence")).count();
    assert_eq!(waived, 200, "{offered:?}");
}
