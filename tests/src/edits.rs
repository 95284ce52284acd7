//! Code actions and the edits that they bring, as an editor would ask for them and apply them.
//! It must not know what the server should offer.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read an edit has failed"
)]

use serde_json::{Value, json};
use tower_lsp::lsp_types::request::CodeActionRequest;
use tower_lsp::lsp_types::{TextEdit, Url};

use crate::session::{Session, offset};

/// The actions offered for a range; `only` and `trigger` as in the protocol's context. `Null` where none are known.
pub async fn actions(session: &mut Session, uri: &Url, range: Value, context: Value) -> Value {
    let mut params = json!({
        "textDocument": { "uri": uri },
        "range": range,
        "context": { "diagnostics": [] },
    });
    for (name, value) in context.as_object().into_iter().flatten() {
        if let Some(context) = params.get_mut("context").and_then(Value::as_object_mut) {
            context.insert(name.clone(), value.clone());
        }
    }
    let params = serde_json::from_value(params).expect("parameters of the protocol");
    json!(session.client.request::<CodeActionRequest>(params).await)
}

/// The action of that title.
pub fn titled(actions: &Value, title: &str) -> Value {
    let found = actions.as_array().and_then(|all| all.iter().find(|action| action["title"] == title));
    found.unwrap_or_else(|| panic!("no {title:?} in {:#?}", titles(actions))).clone()
}

pub fn titles(actions: &Value) -> Vec<String> {
    let all = actions.as_array().map_or(&[] as &[Value], Vec::as_slice);
    all.iter().map(|action| action["title"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The text of the document after the edits that a `WorkspaceEdit` makes in it.
pub fn applied(text: &str, edit: &Value, uri: &Url) -> String {
    let of_version = edit["documentChanges"].as_array().into_iter().flatten();
    let of_version = of_version.filter(|change| change["textDocument"]["uri"] == uri.as_str());
    let plain = edit["changes"][uri.as_str()].as_array().into_iter().flatten();
    let edits = of_version.flat_map(|change| change["edits"].as_array().into_iter().flatten()).chain(plain);
    let mut edits: Vec<TextEdit> =
        edits.map(|edit| serde_json::from_value(edit.clone()).expect("an edit of the protocol")).collect();
    // A stable sort turned round: of two insertions at one place the first stays in front.
    edits.sort_by_key(|edit| edit.range.start);
    edits.iter().rev().fold(text.to_owned(), |mut text, edit| {
        let range = offset(&text, edit.range.start)..offset(&text, edit.range.end);
        text.replace_range(range, &edit.new_text);
        text
    })
}
