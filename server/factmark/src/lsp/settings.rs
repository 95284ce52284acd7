//! The settings of the editor: from `initializationOptions`, `workspace/didChangeConfiguration`, or asked for.
//! It must not know what they mean.

use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::request::WorkspaceConfiguration;
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams};

use super::client::ask;
use super::state::{Event, State};

/// Name of the section of the editor's settings.
const SECTION: &str = "factmark";

/// Asks the client for its settings and sends them on; sends `None` where it has none to give.
/// Returns at once.
pub(super) fn pull(client: Client, state: State) {
    tokio::spawn(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        let answer = ask::<WorkspaceConfiguration>(&client, ConfigurationParams { items: vec![item] }).await;
        let settings = answer.and_then(|values| values.into_iter().next()).filter(|value| !value.is_null());
        state.send(Event::Settings(settings));
    });
}

/// The settings that `didChangeConfiguration` carries; `None` where the client only says that they have changed.
pub(super) fn pushed(settings: Value) -> Option<Value> {
    match settings.get(SECTION) {
        Some(section) => Some(section.clone()),
        None if settings.as_object().is_some_and(|object| !object.is_empty()) => Some(settings),
        None => None,
    }
}
