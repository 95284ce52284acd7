//! What must hold of a value wherever it stands: the end of a range is not before its start.
//! It must not know methods or capabilities.

use serde_json::Value;

pub(super) fn walk(value: &Value, faults: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end)) = (place(value, "start"), place(value, "end"))
                && end < start
            {
                faults.push(format!("a range ends at {end:?}, before its start {start:?}"));
            }
            fields.values().for_each(|value| walk(value, faults));
        }
        Value::Array(items) => items.iter().for_each(|value| walk(value, faults)),
        _ => {}
    }
}

/// Line and character of the `start` or `end` of a range, if it is one.
pub(super) fn place(range: &Value, key: &str) -> Option<(u64, u64)> {
    let position = range.get(key)?;
    Some((position.get("line")?.as_u64()?, position.get("character")?.as_u64()?))
}
