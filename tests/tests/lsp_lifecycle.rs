//! The life of a session: introduction, faults on the wire, unknown methods, shutdown, exit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::{Client, Hello, capabilities, in_time, uri};
use factmark_tests::session::{Session, TRUST};
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::Shutdown;
use tower_lsp::lsp_types::{PositionEncodingKind, TextDocumentSyncCapability, TextDocumentSyncKind};

#[tokio::test(flavor = "multi_thread")]
async fn initialize_tells_what_the_server_can_do() {
    let (mut client, _server) = Client::in_process();
    let result = client.introduce(Hello::default()).await;
    assert_eq!(result.server_info.unwrap().name, "factmark");
    let Some(TextDocumentSyncCapability::Options(sync)) = result.capabilities.text_document_sync else {
        panic!()
    };
    assert_eq!(sync.change, Some(TextDocumentSyncKind::INCREMENTAL));
    assert_eq!(sync.open_close, Some(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_position_encoding_is_one_that_the_client_offers() {
    for (offered, chosen) in [
        (json!(["utf-8", "utf-16", "utf-32"]), PositionEncodingKind::UTF8),
        (json!(["utf-32", "utf-16"]), PositionEncodingKind::UTF16),
        (json!(["utf-32"]), PositionEncodingKind::UTF32),
        (Value::Null, PositionEncodingKind::UTF16),
    ] {
        let (mut client, _server) = Client::in_process();
        let mut capabilities = capabilities();
        capabilities["general"]["positionEncodings"] = offered;
        let result = client.introduce(Hello::default().with(capabilities)).await;
        assert_eq!(result.capabilities.position_encoding, Some(chosen));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_and_exit_end_the_session_with_code_0() {
    let (mut client, server) = Client::in_process();
    client.hello(Hello::default()).await;
    client.bye().await;
    assert_eq!(in_time("the end", server).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_and_exit_sent_at_once_still_answer_the_shutdown() {
    let (mut client, server) = Client::in_process();
    client.hello(Hello::default()).await;
    let (_, shutdown) = client.start("shutdown", Value::Null);
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit", "params": null }));
    assert_eq!(in_time("shutdown", shutdown).await.unwrap(), Ok(Value::Null));
    assert_eq!(in_time("the end", server).await.unwrap(), 0);
}

/// The protocol gives them none; lsp-mode 8 sends an empty object with `shutdown`.
#[tokio::test(flavor = "multi_thread")]
async fn shutdown_and_exit_take_needless_parameters() {
    let (mut client, server) = Client::in_process();
    client.hello(Hello::default()).await;
    assert_eq!(client.raw_request("shutdown", json!({})).await, Ok(Value::Null));
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit", "params": {} }));
    assert_eq!(in_time("the end", server).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_without_shutdown_ends_the_session_with_code_1() {
    let (mut client, server) = Client::in_process();
    client.hello(Hello::default()).await;
    client.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(in_time("the end", server).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_before_initialize_and_after_shutdown_are_refused() {
    let (mut client, _server) = Client::in_process();
    let code = |answer: Result<Value, Value>| answer.unwrap_err()["code"].as_i64();
    let hover = json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(code(client.raw_request("textDocument/hover", hover.clone()).await), Some(-32002));
    client.hello(Hello::default()).await;
    assert_eq!(code(client.raw_request("initialize", json!({ "capabilities": {} })).await), Some(-32600));
    client.request::<Shutdown>(()).await;
    assert_eq!(code(client.raw_request("textDocument/hover", hover).await), Some(-32600));
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_methods_are_refused_and_unknown_notifications_passed_over() {
    let (mut client, _server) = Client::in_process();
    client.hello(Hello::default()).await;
    for method in ["textDocument/noSuchThing", "$/noSuchThing", ""] {
        let error = client.raw_request(method, json!({})).await.unwrap_err();
        assert_eq!(error["code"], -32601, "{method}");
    }
    client.send(&json!({ "jsonrpc": "2.0", "method": "noSuchThing", "params": {} }));
    client.send(&json!({ "jsonrpc": "2.0", "method": "$/setTrace", "params": { "value": "verbose" } }));
    client.request::<Shutdown>(()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_parameters_are_refused() {
    let (mut client, _server) = Client::in_process();
    client.hello(Hello::default()).await;
    for params in [json!({}), json!({ "textDocument": 3 }), json!([])] {
        let error = client.raw_request("textDocument/hover", params).await.unwrap_err();
        assert_eq!(error["code"], -32602);
    }
    client.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {} }));
    client.request::<Shutdown>(()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_faulty_message_costs_itself_and_nothing_else() {
    let (mut client, _server) = Client::in_process();
    client.hello(Hello::default()).await;
    let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    for (bytes, code) in [
        (framed("{\"jsonrpc\":\"2.0\",\"id\":"), -32700),
        (framed("[1,2]"), -32600),
        (framed("{\"id\":null,\"method\":\"x\"}"), -32600),
        (b"garbage\r\n\r\n".to_vec(), -32700),
        (b"Content-Length: none\r\n\r\n".to_vec(), -32700),
        (framed("\u{0}"), -32700),
        ([b"Content-Length: 3\r\n\r\n".as_slice(), &[0xff, 0xfe, 0xfd]].concat(), -32700),
    ] {
        client.send_bytes(bytes);
        // Garbage shows itself at the next header.
        client.send(&json!({ "jsonrpc": "2.0", "method": "noSuchThing" }));
        let error = client.wait_for("an error", |message| message.get("error").cloned()).await;
        assert_eq!(error["code"], code);
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
    client.request::<Shutdown>(()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_ends_when_the_input_closes() {
    let (ours, theirs) = tokio::io::duplex(1024);
    let (input, output) = tokio::io::split(theirs);
    let server = tokio::spawn(factmark::lsp::serve(input, output));
    drop(ours);
    assert_eq!(in_time("the end", server).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_able_client_sees_progress_while_the_sources_are_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    std::fs::write(folder.path().join("seeds/a.txt"), "The River Trust (RT) was founded in 1990.").unwrap();
    let (mut client, _server) = Client::in_process();
    client.hello(Hello { root: Some(uri(folder.path())), ..Hello::default() }).await;
    let token = client.next("window/workDoneProgress/create").await["token"].clone();
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "end") {
        let progress = client.next("$/progress").await;
        assert_eq!(progress["token"], token);
        kinds.push(progress["value"]["kind"].as_str().unwrap().to_owned());
    }
    assert_eq!(kinds[0], "begin");
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_is_stopped_by_the_client_and_goes_on_when_it_is_asked_for() {
    const FILES: usize = 600;
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds");
    std::fs::create_dir(&seeds).unwrap();
    // Long enough that a message is there before all of them were read.
    let long =
        "The River Trust (RT) was founded in 1990. It employs 340 people in 12 offices.\n\n".repeat(500);
    for number in 0..FILES {
        let file = seeds.join(format!("{number}.txt"));
        if number == 0 {
            std::fs::write(file, &long).unwrap();
        } else {
            std::fs::hard_link(seeds.join("0.txt"), file).unwrap();
        }
    }
    let (mut client, _server) = Client::in_process();
    let mut able = capabilities();
    able["experimental"] = json!({ "factmark": { "status": true } });
    client.hello(Hello { root: Some(uri(folder.path())), capabilities: able, ..Hello::default() }).await;
    let begin = loop {
        let progress = client.next("$/progress").await;
        if progress["value"]["kind"] == "begin" {
            break progress;
        }
    };
    assert_eq!(begin["value"]["cancellable"], true);
    client.send(&json!({
        "jsonrpc": "2.0",
        "method": "window/workDoneProgress/cancel",
        "params": { "token": begin["token"] },
    }));
    let told = loop {
        let progress = client.next("$/progress").await;
        if progress["value"]["kind"] == "end" {
            break progress["value"]["message"].as_str().unwrap().to_owned();
        }
    };
    assert!(told.ends_with(&format!(" of {FILES} sources read")), "{told}");
    let ready = |message: &Value| {
        let status = &message["params"];
        (message["method"] == "factmark/status" && status["state"] == "ready").then(|| status.clone())
    };
    let status = client.wait_for("a status", ready).await;
    assert_eq!(status["sources"]["total"], FILES);
    assert!(status["sources"]["read"].as_u64().unwrap() < FILES as u64, "{status}");
    assert_eq!(status["problems"], 1);
    let sources = client.raw_request("factmark/sources", Value::Null).await.unwrap();
    assert_eq!(sources["problems"][0]["kind"], "stopped");
    std::fs::read_dir(&seeds)
        .unwrap()
        .skip(3)
        .for_each(|file| std::fs::remove_file(file.unwrap().path()).unwrap());
    client.send(&json!({ "jsonrpc": "2.0", "method": "factmark/readSources" }));
    let whole = |message: &Value| ready(message).filter(|status| status["problems"] == 0);
    assert_eq!(client.wait_for("the rest", whole).await["sources"], json!({ "read": 3, "total": 3 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn work_is_traced_as_far_as_the_client_asks() {
    let (mut client, _server) = Client::in_process();
    client.hello(Hello::default()).await;
    let set = |client: &Client, value: &str| {
        client.send(&json!({ "jsonrpc": "2.0", "method": "$/setTrace", "params": { "value": value } }));
    };
    let ask = json!({ "textDocument": { "uri": "file:///a.md" }, "position": { "line": 7, "character": 0 } });
    let traced = |message: &Value| {
        let of_hover =
            message["params"]["message"].as_str()?.strip_prefix("textDocument/hover: answered after ")?;
        (message["method"] == "$/logTrace" && of_hover.ends_with(" ms")).then(|| message["params"].clone())
    };
    client.raw_request("textDocument/hover", ask.clone()).await.unwrap();
    set(&client, "messages");
    client.raw_request("textDocument/hover", ask.clone()).await.unwrap();
    assert!(client.wait_for("a trace", traced).await["verbose"].is_null());
    set(&client, "verbose");
    client.raw_request("textDocument/hover", ask.clone()).await.unwrap();
    let verbose = client.wait_for("a verbose trace", traced).await["verbose"].clone();
    assert!(verbose.as_str().unwrap().contains("\"line\":7"), "{verbose}");
    set(&client, "off");
    client.raw_request("textDocument/hover", ask).await.unwrap();
    client.request::<Shutdown>(()).await;
    assert_eq!(client.received().iter().filter_map(traced).count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_root_that_is_no_address_is_none() {
    for root in ["", "not an address"] {
        let (mut client, server) = Client::in_process();
        let params = json!({
            "processId": null,
            "rootUri": root,
            "workspaceFolders": [{ "uri": root, "name": "none" }],
            "capabilities": {},
        });
        let answer = client.raw_request("initialize", params).await.unwrap();
        assert_eq!(answer["serverInfo"]["name"], "factmark", "{root:?}");
        client.bye().await;
        assert_eq!(in_time("the end of the session", server).await.unwrap(), 0);
    }
}

const SEED: (&str, &str) = ("seeds/trust.txt", TRUST);
const RIGHT: &str = "The RT has been operating in Norland since 1994.\n";

fn notify(session: &Session, method: &str, params: Value) {
    let method = format!("textDocument/{method}");
    session.client.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
}

/// The last digit of the year that the draft names, changed.
fn year_changed() -> Value {
    let range = json!({ "start": { "line": 0, "character": 46 }, "end": { "line": 0, "character": 47 } });
    json!([{ "range": range, "text": "5" }])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_without_a_version_is_the_next_one() {
    for version in
        [json!({ "version": null }), json!({}), json!({ "version": "two" }), json!({ "version": 1e10 })]
    {
        let mut session = Session::start(&[SEED]).await;
        let (uri, found) = session.check("draft.md", RIGHT).await;
        assert!(found.is_empty());
        let mut document = version;
        document["uri"] = uri.as_str().into();
        let params = json!({ "textDocument": document, "contentChanges": year_changed() });
        notify(&session, "didChange", params);
        let found = session.client.diagnostics(&uri, 2).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].range.end.character, 47);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_opened_without_a_version() {
    let mut session = Session::start(&[SEED]).await;
    let uri = session.uri("draft.md");
    let document = json!({ "uri": uri, "languageId": "markdown", "version": null, "text": RIGHT });
    notify(&session, "didOpen", json!({ "textDocument": document }));
    assert!(session.client.diagnostics(&uri, 0).await.is_empty());
    let document = json!({ "uri": uri, "version": null });
    notify(&session, "didChange", json!({ "textDocument": document, "contentChanges": year_changed() }));
    assert_eq!(session.client.diagnostics(&uri, 1).await.len(), 1);
}

/// The next message of the log that speaks of `part`.
async fn logged(session: &mut Session, part: &str) -> String {
    let wanted = |message: &Value| {
        let said = message["params"]["message"].as_str().filter(|_| message["method"] == "window/logMessage");
        said.filter(|said| said.contains(part)).map(str::to_owned)
    };
    session.client.wait_for(part, wanted).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_of_a_document_is_said_with_what_to_do() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, _) = session.check("draft.md", RIGHT).await;
    let document = json!({ "uri": uri, "version": 2 });
    let changes = json!([{ "range": { "start": 3 }, "text": "5" }]);
    let whole = json!({ "textDocument": document, "contentChanges": changes });
    for (method, params) in [
        ("didChange", whole),
        ("didChange", json!({ "textDocument": document })),
        ("didChange", json!({ "textDocument": { "uri": uri, "version": null }, "contentChanges": [{}] })),
        ("didOpen", json!({ "textDocument": document })),
        ("didClose", json!({ "textDocument": { "uri": uri.path() } })),
    ] {
        notify(&session, method, params);
        let said = logged(&mut session, method).await;
        assert!(said.contains("draft.md could not be read ("), "{said}");
        assert!(said.contains("close the document and open it again"), "{said}");
    }
    // Opened again, all is as it should be.
    session.client.close(&uri);
    let (_, found) = session.check("draft.md", &RIGHT.replace("1994", "1995")).await;
    assert_eq!(found.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_where_the_document_has_no_text_is_said_once() {
    let mut session = Session::start(&[SEED]).await;
    let (uri, _) = session.check("draft.md", RIGHT).await;
    let edit = |version: i32, start: Value, end: Value| {
        let change = json!({ "range": { "start": start, "end": end }, "text": "\n" });
        json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [change] })
    };
    let place = |line: u32, character: u32| json!({ "line": line, "character": character });
    // To the end of a line, of the text, and behind the last line: what editors send every day.
    notify(&session, "didChange", edit(2, place(0, 48), place(0, 900)));
    notify(&session, "didChange", edit(3, place(1, 0), place(i32::MAX.unsigned_abs(), 0)));
    notify(&session, "didChange", edit(4, place(3, 0), place(3, 0)));
    notify(&session, "didChange", edit(5, place(70, 0), place(70, 0)));
    notify(&session, "didChange", edit(6, place(80, 0), place(80, 0)));
    let said = logged(&mut session, "edited at a place").await;
    assert!(said.contains("(from line 71)") && said.contains("open it again"), "{said}");
    session.client.diagnostics(&uri, 6).await;
    let again =
        session.client.received().iter().any(|message| message.to_string().contains("edited at a place"));
    assert!(!again);
}
