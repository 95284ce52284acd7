//! Holds every message that the server writes against the protocol: its shape by the metaModel, its place in the session,
//! and what the client said it can take. It must not know what Factmark does.

mod gates;
mod model;
mod order;
mod shape;

use std::collections::HashMap;

use serde_json::Value;

use self::gates::gates;
use self::model::Model;
use self::order::walk;

/// Follows one session from outside. Feed it every message of both sides in the order in which they pass.
#[derive(Debug, Default)]
pub struct Observer {
    /// Capabilities of the client, from its `initialize`.
    client: Value,
    /// Capabilities of the server, from its answer.
    server: Value,
    /// Methods that the server registered while running.
    registered: Vec<String>,
    initialized: bool,
    /// Requests of the client that are not answered yet: id as JSON → method.
    asked: HashMap<String, String>,
    /// Requests of the server, every id that it used.
    own_ids: HashMap<String, String>,
    faults: Vec<String>,
}

impl Observer {
    /// What was found so far, one line each.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// A message of the client. Only what the server's duties follow from is looked at.
    pub fn sent(&mut self, message: &Value) {
        let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) else { return };
        if method == "initialize" {
            self.client = message.pointer("/params/capabilities").cloned().unwrap_or_default();
        }
        self.asked.insert(id.to_string(), method.to_owned());
    }

    /// A message of the server.
    pub fn received(&mut self, message: &Value) {
        let before = self.faults.len();
        if message["jsonrpc"] != "2.0" {
            self.fault("jsonrpc is not \"2.0\"");
        }
        match (message["method"].as_str(), message.get("id")) {
            (Some(method), id) => self.call(method, id, message),
            (None, Some(id)) => self.answer(id, message),
            (None, None) => self.fault("neither a method nor an id"),
        }
        let shown: String = message.to_string().chars().take(400).collect();
        for fault in self.faults.iter_mut().skip(before) {
            fault.push_str(" in ");
            fault.push_str(&shown);
        }
    }

    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    /// A request or notification of the server.
    fn call(&mut self, method: &str, id: Option<&Value>, message: &Value) {
        self.only(message, &["jsonrpc", "id", "method", "params"]);
        if !self.initialized && !may_come_first(method) {
            self.fault(format!("{method} before the answer to initialize"));
        }
        if let Some(id) = id
            && self.own_ids.insert(id.to_string(), method.to_owned()).is_some()
        {
            self.fault(format!("the id {id} of {method} was used before"));
        }
        let model = Model::get();
        let Some(rule) = model.method(method) else {
            // What only this server and its own plug-ins know; to be asked for by the client.
            if !method.starts_with("factmark/") {
                self.fault(format!("{method} is not a method of the protocol"));
            }
            return;
        };
        if rule.direction == "clientToServer" {
            self.fault(format!("{method} is for clients to send"));
        }
        if rule.request != id.is_some() {
            self.fault(format!("{method} must {}have an id", if rule.request { "" } else { "not " }));
        }
        if let Some(needs) = rule.client_capability.as_deref()
            && id.is_some()
            && !self.client_can(needs)
        {
            self.fault(format!("{method} without the client's {needs}"));
        }
        let params = message.get("params").unwrap_or(&Value::Null);
        self.shape(rule.params.as_ref(), params, "params");
        self.beyond_shape(method, params);
        if method == "client/registerCapability" {
            self.register(params);
        }
    }

    fn register(&mut self, params: &Value) {
        for registration in params["registrations"].as_array().into_iter().flatten() {
            let Some(method) = registration["method"].as_str() else { continue };
            let needs = Model::get().method(method).and_then(|rule| rule.client_capability.clone());
            let dynamic = needs.map(|needs| format!("{needs}.dynamicRegistration"));
            if dynamic.is_some_and(|needs| !self.client_can(&needs)) {
                self.fault(format!("registers {method}, which the client does not take while running"));
            }
            self.registered.push(method.to_owned());
        }
    }

    /// An answer of the server.
    fn answer(&mut self, id: &Value, message: &Value) {
        self.only(message, &["jsonrpc", "id", "result", "error"]);
        let (result, error) = (message.get("result"), message.get("error"));
        if result.is_some() == error.is_some() {
            self.fault("an answer has either a result or an error");
        }
        if id.is_null() && error.is_some() {
            return; // To a message whose id could not be read.
        }
        let Some(method) = self.asked.remove(&id.to_string()) else {
            self.fault(format!("answers {id}, which was not asked or is answered already"));
            return;
        };
        if let Some(error) = error {
            self.error(error);
        }
        let Some(result) = result else { return };
        if method == "initialize" {
            self.server = result["capabilities"].clone();
            self.initialized = true;
        }
        let model = Model::get();
        let Some(rule) = model.method(&method) else { return };
        self.shape(rule.result.as_ref(), result, "result");
        if let Some(provider) = rule.server_capability.as_deref()
            && !self.server_offers(&method, provider)
        {
            self.fault(format!("answers {method} without having offered {provider}"));
        }
        self.beyond_shape(&method, result);
    }

    fn error(&mut self, error: &Value) {
        self.only(error, &["code", "message", "data"]);
        if !error["code"].is_i64() || !error["message"].is_string() {
            self.fault("an error has a whole number as code and a text as message");
        }
    }

    fn only(&mut self, object: &Value, known: &[&str]) {
        let keys = object.as_object().into_iter().flat_map(|object| object.keys());
        let unknown: Vec<&String> = keys.filter(|key| !known.contains(&key.as_str())).collect();
        if !unknown.is_empty() {
            self.fault(format!("unknown fields {unknown:?}"));
        }
    }

    fn shape(&mut self, kind: Option<&model::Kind>, value: &Value, path: &str) {
        let fault = match kind {
            Some(kind) => shape::check(Model::get(), kind, value, path).err(),
            None => (!value.is_null()).then(|| format!("{path}: none are expected")),
        };
        self.faults.extend(fault);
    }

    fn beyond_shape(&mut self, method: &str, value: &Value) {
        let mut faults = Vec::new();
        walk(value, &mut faults);
        gates(method, &self.client, &self.server, value, &mut faults);
        self.faults.extend(faults);
    }

    fn client_can(&self, path: &str) -> bool {
        offered(&self.client, path)
    }

    fn server_offers(&self, method: &str, path: &str) -> bool {
        offered(&self.server, path) || self.registered.iter().any(|registered| registered == method)
    }
}

/// Methods that a server may send before it has answered `initialize`.
fn may_come_first(method: &str) -> bool {
    matches!(
        method,
        "window/showMessage"
            | "window/logMessage"
            | "telemetry/event"
            | "window/showMessageRequest"
            | "$/progress"
            | "$/logTrace"
    )
}

/// Whether a dotted path of capabilities is there and not `false`.
pub(crate) fn offered(capabilities: &Value, path: &str) -> bool {
    let found = path.split('.').try_fold(capabilities, |value, key| value.get(key));
    found.is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)))
}

#[cfg(test)]
mod tests;
