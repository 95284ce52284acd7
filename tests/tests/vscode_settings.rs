//! The settings that the VS Code extension offers are the server's, and the server takes every value that they admit.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails here should say so")]

use std::collections::BTreeSet;

use factmark::config::{editor_settings, parse_json};
use serde_json::{Map, Value, json};

/// Those that the extension keeps to itself.
const EDITOR_ONLY: [&str; 2] = ["server.path", "trace.server"];

fn properties() -> Map<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../editors/vscode/package.json");
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    manifest["contributes"]["configuration"]["properties"].as_object().unwrap().clone()
}

#[test]
fn the_extension_offers_every_setting_of_the_server_and_no_other() {
    let offered: BTreeSet<String> =
        properties().keys().map(|name| name.strip_prefix("factmark.").unwrap().to_owned()).collect();
    let known: BTreeSet<String> =
        editor_settings().into_iter().chain(EDITOR_ONLY.map(str::to_owned)).collect();
    assert_eq!(offered, known);
}

#[test]
fn the_server_takes_defaults_and_admitted_values() {
    for (name, property) in properties() {
        for value in [Some(property["default"].clone()), admitted(&property)].into_iter().flatten() {
            let keys = name.split('.').rev();
            let settings = keys.fold(value.clone(), |inner, key| json!({ key: inner }));
            let (_, problems) = parse_json(&settings);
            assert!(problems.is_empty(), "{name} = {value}: {problems:?}");
        }
    }
}

#[test]
fn every_level_of_a_rule_is_offered() {
    let rules = &properties()["factmark.rules"]["patternProperties"];
    let levels = &rules.as_object().unwrap().values().next().unwrap()["enum"];
    for level in levels.as_array().unwrap() {
        let (config, problems) = parse_json(&json!({ "rules": { "F001": level } }));
        assert!(problems.is_empty() && config.rules.len() == 1, "{level}: {problems:?}");
    }
    assert_eq!(levels.as_array().unwrap().len(), 5);
}

/// A value of the type that the extension lets the writer state.
fn admitted(property: &Value) -> Option<Value> {
    let kinds = [property["type"].as_str(), property["type"][0].as_str()];
    match kinds.into_iter().flatten().next()? {
        "string" if property["enum"].is_array() => Some(property["enum"][0].clone()),
        "string" => Some(json!("a.csv")),
        "integer" => property["minimum"].as_i64().map(Value::from),
        "array" if property["items"]["type"] == "string" => Some(json!(["a"])),
        "array" => Some(json!([{ "name": "A", "aliases": ["B"], "type": "organisation", "id": "c" }])),
        _ => None,
    }
}
