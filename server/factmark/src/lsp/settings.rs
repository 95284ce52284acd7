//! The settings of the editor: from `initializationOptions`, `workspace/didChangeConfiguration`, or asked for.
//! It must not know what they mean.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::request::WorkspaceConfiguration;
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams};

use super::client::ask;
use super::convert::uri_of;
use super::folders::PlaceId;
use super::state::{Event, State};

/// Name of the section of the editor's settings.
const SECTION: &str = "factmark";

/// Asks the client for its settings in each folder and sends them on as the answer to question `turn`, `None` where it has none to give. Returns at once.
pub(super) fn pull(client: Client, state: State, turn: u64, scopes: Vec<(PlaceId, PathBuf)>) {
    tokio::spawn(async move {
        let item =
            |path: &PathBuf| ConfigurationItem { scope_uri: uri_of(path), section: Some(SECTION.to_owned()) };
        let items = scopes.iter().map(|(_, path)| item(path)).collect();
        let answer = ask::<WorkspaceConfiguration>(&client, ConfigurationParams { items }).await;
        let mut values = answer.unwrap_or_default().into_iter();
        let stated = |(place, _)| (place, values.next().filter(|value| !value.is_null()));
        state.send(Event::Pulled(turn, scopes.into_iter().map(stated).collect()));
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
