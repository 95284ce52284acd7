use serde_json::{Value, json};

use super::Observer;

/// A session of a client with these capabilities, past `initialize`.
fn session(client: Value, server: Value) -> Observer {
    let mut observer = Observer::default();
    let params = json!({ "capabilities": client });
    observer.sent(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params }));
    observer.received(&json!({ "jsonrpc": "2.0", "id": 0, "result": { "capabilities": server } }));
    assert_eq!(observer.faults(), [""; 0]);
    observer
}

fn answer(client: Value, server: Value, method: &str, result: Value) -> Vec<String> {
    let mut observer = session(client, server);
    observer.sent(&json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": {} }));
    observer.received(&json!({ "jsonrpc": "2.0", "id": 1, "result": result }));
    observer.faults().to_vec()
}

fn notice(client: Value, method: &str, params: Value) -> Vec<String> {
    let mut observer = session(client, json!({}));
    observer.received(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    observer.faults().to_vec()
}

fn range(start: u32, end: u32) -> Value {
    json!({ "start": { "line": 0, "character": start }, "end": { "line": 0, "character": end } })
}

#[track_caller]
fn faulty(faults: &[String], expected: &str) {
    assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected:?} is not among {faults:#?}");
}

#[test]
fn what_is_right_passes() {
    let able = json!({
        "textDocument": {
            "hover": { "contentFormat": ["markdown"] },
            "publishDiagnostics": { "relatedInformation": true },
        },
    });
    let hover = json!({ "contents": { "kind": "markdown", "value": "x" }, "range": range(1, 2) });
    let provider = json!({ "hoverProvider": true });
    assert_eq!(answer(able.clone(), provider.clone(), "textDocument/hover", hover), [""; 0]);
    assert_eq!(answer(able.clone(), provider, "textDocument/hover", Value::Null), [""; 0]);
    let related = json!([{ "location": { "uri": "file:///a", "range": range(0, 1) }, "message": "m" }]);
    let diagnostic = json!({ "range": range(0, 1), "severity": 1, "code": "F001", "message": "m", "relatedInformation": related });
    let params = json!({ "uri": "file:///a", "version": 3, "diagnostics": [diagnostic] });
    assert_eq!(notice(able, "textDocument/publishDiagnostics", params), [""; 0]);
}

#[test]
fn a_wrong_shape_is_named_with_its_place() {
    let publish = |diagnostic: Value| {
        let params = json!({ "uri": "file:///a", "diagnostics": [diagnostic] });
        notice(json!({}), "textDocument/publishDiagnostics", params)
    };
    faulty(&publish(json!({ "range": range(0, 1) })), "params.diagnostics[0].message: missing");
    faulty(&publish(json!({ "range": range(0, 1), "message": 7 })), "params.diagnostics[0].message");
    faulty(&publish(json!({ "range": range(0, 1), "message": "m", "severity": 9 })), "severity");
    faulty(
        &publish(json!({ "range": range(0, 1), "message": "m", "colour": "red" })),
        "\"colour\" is unknown",
    );
    faulty(&publish(json!({ "range": range(4, 1), "message": "m" })), "before its start");
    let negative = json!({ "start": { "line": -1, "character": 0 }, "end": { "line": 0, "character": 0 } });
    faulty(&publish(json!({ "range": negative, "message": "m" })), "uinteger expected");
}

#[test]
fn what_the_client_cannot_take_is_a_fault() {
    let related = json!([{ "location": { "uri": "file:///a", "range": range(0, 1) }, "message": "m" }]);
    let diagnostic = json!({ "range": range(0, 1), "message": "m", "relatedInformation": related });
    let params = json!({ "uri": "file:///a", "diagnostics": [diagnostic] });
    faulty(&notice(json!({}), "textDocument/publishDiagnostics", params), "relatedInformation");
    let hover = json!({ "contents": { "kind": "markdown", "value": "x" } });
    faulty(
        &answer(json!({}), json!({ "hoverProvider": true }), "textDocument/hover", hover),
        "contentFormat",
    );
    let link = json!([{ "targetUri": "file:///a", "targetRange": range(0, 1), "targetSelectionRange": range(0, 1) }]);
    let provider = json!({ "definitionProvider": true });
    faulty(&answer(json!({}), provider, "textDocument/definition", link), "linkSupport");
    let action = json!([{ "title": "t", "kind": "quickfix" }]);
    let provider = json!({ "codeActionProvider": true });
    faulty(&answer(json!({}), provider, "textDocument/codeAction", action), "codeActionLiteralSupport");
}

#[test]
fn answers_come_once_to_what_was_asked_and_offered() {
    faulty(
        &answer(json!({}), json!({}), "textDocument/hover", Value::Null),
        "without having offered hoverProvider",
    );
    let mut observer = session(json!({}), json!({ "hoverProvider": true }));
    observer.received(&json!({ "jsonrpc": "2.0", "id": 0, "result": null }));
    faulty(observer.faults(), "answered already");
    let mut observer = session(json!({}), json!({}));
    observer.sent(&json!({ "jsonrpc": "2.0", "id": 5, "method": "shutdown" }));
    observer.received(&json!({ "jsonrpc": "2.0", "id": 5 }));
    faulty(observer.faults(), "either a result or an error");
}

#[test]
fn the_server_keeps_to_its_side_of_the_session() {
    let mut observer = Observer::default();
    observer.received(&json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": { "uri": "file:///a", "diagnostics": [] } }));
    faulty(observer.faults(), "before the answer to initialize");
    faulty(&notice(json!({}), "textDocument/didOpen", json!({})), "for clients to send");
    faulty(&notice(json!({}), "window/blink", json!({})), "not a method of the protocol");
    let mut observer = session(json!({}), json!({}));
    let create = |id: u32| json!({ "jsonrpc": "2.0", "id": id, "method": "window/workDoneProgress/create", "params": { "token": 1 } });
    observer.received(&create(1));
    faulty(observer.faults(), "window.workDoneProgress");
    observer.received(&create(1));
    faulty(observer.faults(), "was used before");
}

#[test]
fn tokens_and_symbols_hold_together() {
    let legend = json!({ "tokenTypes": ["a"], "tokenModifiers": ["x"] });
    let provider = json!({ "semanticTokensProvider": { "legend": legend, "full": true } });
    let tokens = |data: Value| {
        answer(json!({}), provider.clone(), "textDocument/semanticTokens/full", json!({ "data": data }))
    };
    assert_eq!(tokens(json!([0, 1, 3, 0, 1, 0, 3, 2, 0, 0])), [""; 0]);
    faulty(&tokens(json!([0, 1, 3, 0])), "no whole semantic tokens");
    faulty(&tokens(json!([0, 1, 3, 1, 0])), "legend lacks");
    faulty(&tokens(json!([0, 1, 3, 0, 0, 0, 2, 2, 0, 0])), "overlaps");
    let symbol = json!([{ "name": "s", "kind": 1, "range": range(2, 4), "selectionRange": range(1, 3) }]);
    let able = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let provider = json!({ "documentSymbolProvider": true });
    faulty(&answer(able, provider, "textDocument/documentSymbol", symbol), "not inside its range");
}
