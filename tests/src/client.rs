//! A small LSP client for tests and benchmarks: typed requests, notifications sorted from answers, no sleeping.
//! It must not know what the server should say.
//!
//! One task reads every message as it comes: answers go to who asked, requests of the server are answered as an editor
//! would, and requests and notifications alike are kept until somebody waits for them.
#![expect(clippy::panic, clippy::expect_used, reason = "a test that cannot talk to the server has failed")]

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::lsp_types::notification::{self, Notification};
use tower_lsp::lsp_types::request::{self, Request};
use tower_lsp::lsp_types::*;

use crate::conform::Observer;

/// Longest wait for anything: long enough for a slow machine that has other things to do.
pub const LIMIT: Duration = Duration::from_secs(60);

/// What the server answered: a result, or an error object.
pub type Answer = Result<Value, Value>;

/// One session with a server.
#[derive(Debug)]
pub struct Client {
    output: mpsc::UnboundedSender<Vec<u8>>,
    inner: Arc<Mutex<Inner>>,
    /// Requests and notifications of the server, as they come.
    incoming: mpsc::UnboundedReceiver<Value>,
    /// Those that came while something else was waited for.
    kept: Vec<Value>,
    next_id: i64,
}

#[derive(Debug, Default)]
struct Inner {
    waiting: HashMap<i64, oneshot::Sender<Answer>>,
    /// Answer to every `workspace/configuration`.
    settings: Value,
    /// Holds every message of the server against the protocol.
    observer: Observer,
}

/// What the client says of itself at the start.
#[derive(Clone, Debug)]
pub struct Hello {
    pub root: Option<Url>,
    /// `workspaceFolders`; none are sent where it is empty.
    pub folders: Vec<Url>,
    pub capabilities: Value,
    /// `initializationOptions`.
    pub options: Value,
    /// Settings of the client, for a server that asks for them; those of a scope of its own stand under its address.
    pub settings: Value,
}

impl Default for Hello {
    fn default() -> Self {
        Hello {
            root: None,
            folders: Vec::new(),
            capabilities: capabilities(),
            options: Value::Null,
            settings: Value::Null,
        }
    }
}

impl Hello {
    /// An able client with `root` open.
    pub fn at(root: &Path) -> Self {
        Hello { root: Some(uri(root)), ..Hello::default() }
    }

    /// With other capabilities.
    #[must_use]
    pub fn with(mut self, capabilities: Value) -> Self {
        self.capabilities = capabilities;
        self
    }
}

/// The capabilities of an able client that counts in UTF-16 and watches no files.
pub fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "definition": { "linkSupport": true },
            "declaration": { "linkSupport": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeLens": {},
            "documentLink": { "tooltipSupport": true },
            "rename": { "prepareSupport": true },
            "semanticTokens": {
                "requests": { "full": true, "range": true },
                "tokenTypes": [],
                "tokenModifiers": [],
                "formats": ["relative"],
            },
            "completion": { "completionItem": { "documentationFormat": ["markdown", "plaintext"] } },
            "inlayHint": {},
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "isPreferredSupport": true,
            },
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "window": { "workDoneProgress": true },
    })
}

/// Those of a client that asks for the edit of an action when one is chosen.
pub fn resolving() -> Value {
    let mut capabilities = capabilities();
    if let Some(actions) = capabilities.pointer_mut("/textDocument/codeAction") {
        actions["dataSupport"] = true.into();
        actions["resolveSupport"] = json!({ "properties": ["edit"] });
    }
    capabilities
}

/// Those of a client that asks for diagnostics, and watches files for the server.
pub fn pulling() -> Value {
    let mut capabilities = capabilities();
    if let Some(document) = capabilities.get_mut("textDocument") {
        document["diagnostic"] = json!({ "relatedDocumentSupport": false });
    }
    if let Some(workspace) = capabilities.get_mut("workspace") {
        workspace["diagnostics"] = json!({ "refreshSupport": true });
        workspace["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    }
    capabilities
}

/// The `file:` address of a path.
pub fn uri(path: &Path) -> Url {
    Url::from_file_path(path).unwrap_or_else(|()| panic!("{} is not absolute", path.display()))
}

/// A message with its header.
pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

impl Client {
    /// A session with a server in this process, and the exit code that it gives when it ends.
    pub fn in_process() -> (Client, tokio::task::JoinHandle<u8>) {
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let (their_input, their_output) = tokio::io::split(theirs);
        let server = tokio::spawn(factmark::lsp::serve(their_input, their_output));
        let (input, output) = tokio::io::split(ours);
        (Client::over(input, output), server)
    }

    /// A session over any two pipes.
    pub fn over(
        input: impl AsyncRead + Send + Unpin + 'static,
        mut pipe: impl AsyncWrite + Send + Unpin + 'static,
    ) -> Client {
        let (output, mut outbox) = mpsc::unbounded_channel::<Vec<u8>>();
        tokio::spawn(async move {
            while let Some(bytes) = outbox.recv().await {
                // A server that has ended reads no more.
                if pipe.write_all(&bytes).await.and(pipe.flush().await).is_err() {
                    break;
                }
            }
        });
        let inner = Arc::default();
        let (sender, incoming) = mpsc::unbounded_channel();
        tokio::spawn(read(BufReader::new(input), Arc::clone(&inner), output.clone(), sender));
        Client { output, inner, incoming, kept: Vec::new(), next_id: 1 }
    }

    /// `initialize` and `initialized`.
    pub async fn hello(&mut self, hello: Hello) -> InitializeResult {
        let result = self.introduce(hello).await;
        self.notify::<notification::Initialized>(InitializedParams {});
        result
    }

    /// `initialize` alone.
    pub async fn introduce(&mut self, hello: Hello) -> InitializeResult {
        self.inner().settings = hello.settings;
        let params = json!({
            "processId": null,
            "rootUri": hello.root,
            "workspaceFolders": folders(&hello.folders),
            "initializationOptions": hello.options,
            "capabilities": hello.capabilities,
        });
        let answer = self.raw_request("initialize", params).await;
        decode(answer.unwrap_or_else(|error| panic!("initialize: {error}")))
    }

    pub fn set_settings(&self, settings: Value) {
        self.inner().settings = settings;
    }

    pub fn open(&self, uri: &Url, language: &str, text: &str) {
        self.notify::<notification::DidOpenTextDocument>(DidOpenTextDocumentParams {
            text_document: TextDocumentItem::new(uri.clone(), language.to_owned(), 1, text.to_owned()),
        });
    }

    pub fn change(&self, uri: &Url, version: i32, range: Option<Range>, text: &str) {
        let change = TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() };
        self.notify::<notification::DidChangeTextDocument>(DidChangeTextDocumentParams {
            text_document: VersionedTextDocumentIdentifier::new(uri.clone(), version),
            content_changes: vec![change],
        });
    }

    pub fn close(&self, uri: &Url) {
        let text_document = TextDocumentIdentifier::new(uri.clone());
        self.notify::<notification::DidCloseTextDocument>(DidCloseTextDocumentParams { text_document });
    }

    pub fn save(&self, uri: &Url) {
        let text_document = TextDocumentIdentifier::new(uri.clone());
        self.notify::<notification::DidSaveTextDocument>(DidSaveTextDocumentParams {
            text_document,
            text: None,
        });
    }

    pub fn notify<N: Notification>(&self, params: N::Params) {
        let params = serde_json::to_value(params).expect("parameters are JSON");
        self.send(&json!({ "jsonrpc": "2.0", "method": N::METHOD, "params": params }));
    }

    /// A request whose answer must be a result.
    pub async fn request<R: Request>(&mut self, params: R::Params) -> R::Result {
        let params = serde_json::to_value(params).expect("parameters are JSON");
        let answer = self.raw_request(R::METHOD, params).await;
        decode(answer.unwrap_or_else(|error| panic!("{}: {error}", R::METHOD)))
    }

    /// A request of any method with any parameters.
    pub async fn raw_request(&mut self, method: &str, params: Value) -> Answer {
        let (_, answer) = self.start(method, params);
        in_time(method, answer)
            .await
            .unwrap_or_else(|_| panic!("the server ended before it answered {method}"))
    }

    /// Sends a request without waiting; gives its id and its answer to come.
    pub fn start(&mut self, method: &str, params: Value) -> (i64, oneshot::Receiver<Answer>) {
        let id = self.next_id;
        self.next_id += 1;
        let (sender, answer) = oneshot::channel();
        self.inner().waiting.insert(id, sender);
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        (id, answer)
    }

    pub fn send(&self, message: &Value) {
        self.inner().observer.sent(message);
        self.send_bytes(framed(message));
    }

    pub fn send_bytes(&self, bytes: Vec<u8>) {
        let _ = self.output.send(bytes);
    }

    /// The next request or notification of the server that `wanted` accepts; others are kept.
    pub async fn wait_for<T>(&mut self, what: &str, mut wanted: impl FnMut(&Value) -> Option<T>) -> T {
        for at in 0..self.kept.len() {
            if let Some(found) = self.kept.get(at).and_then(&mut wanted) {
                self.kept.remove(at);
                return found;
            }
        }
        let waiting = async {
            while let Some(message) = self.incoming.recv().await {
                match wanted(&message) {
                    Some(found) => return found,
                    None => self.kept.push(message),
                }
            }
            panic!("the server ended before it sent {what}")
        };
        in_time(what, waiting).await
    }

    /// The parameters of the next notification or request of this method.
    pub async fn next(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| (message["method"] == method).then(|| message["params"].clone()))
            .await
    }

    /// The diagnostics published for `version` of a document; those of other versions are dropped.
    pub async fn diagnostics(&mut self, uri: &Url, version: i32) -> Vec<Diagnostic> {
        loop {
            let params: PublishDiagnosticsParams =
                decode(self.next(notification::PublishDiagnostics::METHOD).await);
            if params.uri == *uri && params.version == Some(version) {
                return params.diagnostics;
            }
        }
    }

    /// Everything received so far that nobody has waited for, in order.
    pub fn received(&mut self) -> &[Value] {
        while let Ok(message) = self.incoming.try_recv() {
            self.kept.push(message);
        }
        &self.kept
    }

    /// `shutdown` and `exit`.
    pub async fn bye(&mut self) {
        self.request::<request::Shutdown>(()).await;
        self.notify::<notification::Exit>(());
    }

    /// What was wrong with the server's messages so far. A session that is dropped with any fails its test.
    pub fn faults(&self) -> Vec<String> {
        self.inner().observer.faults().to_vec()
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().expect("no task of the client panics")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let faults = self.faults();
        if !faults.is_empty() && !std::thread::panicking() {
            panic!("the server broke the protocol:\n{}", faults.join("\n"));
        }
    }
}

/// Reads `params` or a result into its type.
pub fn decode<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value:#}"))
}

/// Workspace folders as the protocol has them; `null` for none.
pub fn folders(uris: &[Url]) -> Value {
    let folder = |uri: &Url| json!({ "uri": uri, "name": uri.path().rsplit('/').next() });
    if uris.is_empty() { Value::Null } else { uris.iter().map(folder).collect() }
}

/// Waits for `future`, but not for ever.
pub async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(LIMIT, future).await {
        Ok(value) => value,
        Err(_) => panic!("waited {LIMIT:?} for {what}"),
    }
}

/// The next message, or `None` at the end of the stream.
pub async fn read_message(input: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.strip_suffix("\r\n").unwrap_or_else(|| panic!("not a header line: {line:?}"));
        match line.split_once(": ") {
            None if line.is_empty() => break,
            Some(("Content-Length", value)) => length = value.parse().ok(),
            _ => panic!("not a header: {line:?}"),
        }
    }
    let mut body = vec![0; length.expect("a header without Content-Length")];
    input.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("every message is JSON"))
}

async fn read(
    mut input: BufReader<impl AsyncRead + Unpin>,
    inner: Arc<Mutex<Inner>>,
    output: mpsc::UnboundedSender<Vec<u8>>,
    incoming: mpsc::UnboundedSender<Value>,
) {
    while let Some(message) = read_message(&mut input).await {
        inner.lock().expect("no panic here").observer.received(&message);
        if message.get("method").is_none() {
            let answer = match message.get("error") {
                Some(error) => Err(error.clone()),
                None => Ok(message.get("result").cloned().unwrap_or_default()),
            };
            let id = message.get("id").and_then(Value::as_i64);
            let sender = id.and_then(|id| inner.lock().expect("no panic here").waiting.remove(&id));
            match sender {
                Some(sender) => drop(sender.send(answer)),
                // An answer to nothing we asked, such as an error with the id null: kept for who expects it.
                None => drop(incoming.send(message)),
            }
            continue;
        }
        if let Some(id) = message.get("id") {
            let settings = inner.lock().expect("no panic here").settings.clone();
            drop(output.send(framed(&as_an_editor_would(&message, id, settings))));
        }
        drop(incoming.send(message));
    }
    inner.lock().expect("no panic here").waiting.clear();
}

fn as_an_editor_would(message: &Value, id: &Value, settings: Value) -> Value {
    let result = match message["method"].as_str() {
        Some("workspace/configuration") => {
            let items = message.pointer("/params/items").and_then(Value::as_array).into_iter().flatten();
            let of_scope =
                |item: &Value| item["scopeUri"].as_str().and_then(|uri| settings.get(uri)).cloned();
            items.map(|item| of_scope(item).unwrap_or_else(|| settings.clone())).collect()
        }
        Some(
            "window/workDoneProgress/create"
            | "client/registerCapability"
            | "client/unregisterCapability"
            | "workspace/codeLens/refresh"
            | "workspace/diagnostic/refresh"
            | "workspace/inlayHint/refresh"
            | "workspace/semanticTokens/refresh",
        ) => Value::Null,
        _ => {
            let error = json!({ "code": -32601, "message": "method not found" });
            return json!({ "jsonrpc": "2.0", "id": id, "error": error });
        }
    };
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}
