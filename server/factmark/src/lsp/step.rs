//! The messages that keep documents in step with the editor, made readable for lsp-types, and a word where one cannot be read.
//! It must not know what stands in a document, nor hold any.

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
};

const OPEN: &str = "textDocument/didOpen";
const CHANGE: &str = "textDocument/didChange";
const CLOSE: &str = "textDocument/didClose";

/// Stands for the version of a change that came without one: lsp-types has no room for that, and old clients send `null`.
pub(super) const NO_VERSION: i32 = i32::MIN;

/// What to do where the two copies of a document may differ.
pub(super) const REMEDY: &str = "close the document and open it again";

/// The message with a whole number as version. Others stay as they are.
pub(super) fn with_version(request: Request) -> Request {
    let version = match request.method() {
        OPEN => 0,
        CHANGE => NO_VERSION,
        _ => return request,
    };
    let document = request.params().and_then(|params| params.get("textDocument"));
    if document.is_none_or(|document| !document.is_object() || has_version(document)) {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or_default();
    if let Some(document) = params.get_mut("textDocument").and_then(Value::as_object_mut) {
        document.insert("version".to_owned(), version.into());
    }
    let builder = Request::build(method).params(params);
    match id {
        Some(id) => builder.id(id).finish(),
        None => builder.finish(),
    }
}

fn has_version(document: &Value) -> bool {
    let version = document.get("version").and_then(Value::as_i64);
    version.is_some_and(|version| i32::try_from(version).is_ok())
}

/// What the writer is to know where parameters cannot be read: such a notification is passed over, and from then on the
/// server would read another text than the one on the screen.
pub(super) fn lost(request: &Request) -> Option<String> {
    let params = request.params().unwrap_or(&Value::Null);
    let (why, so) = match request.method() {
        OPEN => (unreadable::<DidOpenTextDocumentParams>(params)?, "Factmark does not check it"),
        CHANGE => (
            unreadable::<DidChangeTextDocumentParams>(params)?,
            "Factmark's copy of it is no longer the editor's, and findings may stand in wrong places",
        ),
        CLOSE => (unreadable::<DidCloseTextDocumentParams>(params)?, "Factmark takes it to be open still"),
        _ => return None,
    };
    let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or("a document");
    let method = request.method();
    Some(format!(
        "{method} of {uri} could not be read ({why}). {so}: {REMEDY}, and tell the makers of the editor"
    ))
}

fn unreadable<P: DeserializeOwned>(params: &Value) -> Option<String> {
    P::deserialize(params).err().map(|error| error.to_string())
}
