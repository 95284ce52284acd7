//! Whether a value has the shape that the metaModel gives it; stricter than clients: a field that the protocol does not
//! know is a fault too. It must not know methods or capabilities.

use serde_json::{Map, Value};

use super::model::{Kind, Model, Property};

/// `Err` says where the value differs and how; `path` is where it stands in the message.
pub(super) fn check(model: &Model, kind: &Kind, value: &Value, path: &str) -> Result<(), String> {
    match kind {
        Kind::Base { name } => base(name, value, path),
        Kind::Reference { name } => reference(model, name, value, path),
        Kind::Array { element } => {
            let items = value.as_array().ok_or_else(|| differs(path, "a list", value))?;
            let mut items = items.iter().enumerate();
            items.try_for_each(|(at, item)| check(model, element, item, &format!("{path}[{at}]")))
        }
        Kind::Map { value: kind } => {
            let object = value.as_object().ok_or_else(|| differs(path, "a map", value))?;
            object.iter().try_for_each(|(key, item)| check(model, kind, item, &format!("{path}.{key}")))
        }
        Kind::Or { items } => any_of(model, items, value, path),
        Kind::Tuple { items } => {
            let values = value.as_array().filter(|values| values.len() == items.len());
            let values = values.ok_or_else(|| differs(path, &format!("{} items", items.len()), value))?;
            items.iter().zip(values).try_for_each(|(kind, item)| check(model, kind, item, path))
        }
        Kind::Literal { value: literal } => {
            let known: Vec<&Property> = literal.properties.iter().collect();
            object(model, &known, value, path)
        }
        Kind::And { items } => {
            let mut known = Vec::new();
            items.iter().for_each(|item| properties(model, item, &mut known));
            object(model, &known, value, path)
        }
        Kind::StringLiteral { value: expected } if value == expected.as_str() => Ok(()),
        Kind::StringLiteral { value: expected } => Err(differs(path, &format!("\"{expected}\""), value)),
    }
}

fn differs(path: &str, expected: &str, value: &Value) -> String {
    let shown: String = value.to_string().chars().take(80).collect();
    format!("{path}: {expected} expected, not {shown}")
}

fn base(name: &str, value: &Value, path: &str) -> Result<(), String> {
    let fits = match name {
        "integer" => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        "uinteger" => value.as_i64().is_some_and(|number| (0..=i64::from(i32::MAX)).contains(&number)),
        "decimal" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "URI" | "DocumentUri" => {
            value.as_str().is_some_and(|text| tower_lsp::lsp_types::Url::parse(text).is_ok())
        }
        _ => value.is_string(),
    };
    if fits { Ok(()) } else { Err(differs(path, name, value)) }
}

fn reference(model: &Model, name: &str, value: &Value, path: &str) -> Result<(), String> {
    if matches!(name, "LSPAny" | "LSPObject" | "LSPArray") {
        return Ok(());
    }
    if let Some(kind) = model.aliases.get(name) {
        return check(model, kind, value, path);
    }
    if let Some(enumeration) = model.enumerations.get(name) {
        let known = enumeration.values.iter().any(|one| one.value == *value);
        let custom = enumeration.supports_custom_values && (value.is_string() || value.is_u64());
        return if known || custom { Ok(()) } else { Err(differs(path, name, value)) };
    }
    let mut known = Vec::new();
    properties(model, &Kind::Reference { name: name.to_owned() }, &mut known);
    object(model, &known, value, path)
}

/// The properties of a structure and of all that it extends.
fn properties<'m>(model: &'m Model, kind: &Kind, out: &mut Vec<&'m Property>) {
    let Kind::Reference { name } = kind else { return };
    let Some(structure) = model.structures.get(name) else { return };
    // A structure's own property stands for that of the same name in its parent.
    let own = structure.properties.iter();
    out.extend(
        own.filter(|property| !out.iter().any(|known| known.name == property.name)).collect::<Vec<_>>(),
    );
    structure.parents().for_each(|parent| properties(model, parent, out));
}

fn object(model: &Model, known: &[&Property], value: &Value, path: &str) -> Result<(), String> {
    let fields: &Map<String, Value> = value.as_object().ok_or_else(|| differs(path, "an object", value))?;
    if let Some(key) = fields.keys().find(|key| !known.iter().any(|property| property.name == **key)) {
        return Err(format!("{path}: the field \"{key}\" is unknown"));
    }
    for property in known {
        let path = format!("{path}.{}", property.name);
        match fields.get(&property.name) {
            Some(value) => check(model, &property.kind, value, &path)?,
            None if property.optional => {}
            None => return Err(format!("{path}: missing")),
        }
    }
    Ok(())
}

/// The alternative that comes furthest tells most of what is wrong.
fn any_of(model: &Model, items: &[Kind], value: &Value, path: &str) -> Result<(), String> {
    let mut best: Option<String> = None;
    for item in items {
        let Err(fault) = check(model, item, value, path) else { return Ok(()) };
        let depth = |fault: &str| fault.split(": ").next().map_or(0, str::len);
        if best.as_deref().is_none_or(|best| depth(best) < depth(&fault)) {
            best = Some(fault);
        }
    }
    Err(best.unwrap_or_else(|| differs(path, "nothing", value)))
}
