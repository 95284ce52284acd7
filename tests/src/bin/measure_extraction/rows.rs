//! Loads labelled rows and turns their spans from code points into bytes.
//! It must not know what a row is about: each part reads the fields that it needs.

use std::fs;
use std::io;
use std::path::Path;

use factmark_core::text::Span;
use serde::Deserialize;
use serde_json::{Map, Value};

/// One labelled text.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) expected: Vec<Expected>,
    /// Every other field of the row, such as `genre`, `negative` or `prose_relevant`.
    pub(crate) fields: Map<String, Value>,
}

/// One thing that is to be found in a row's text.
#[derive(Debug)]
pub(crate) struct Expected {
    /// Bytes of the row's text; empty where the label stands for no one place.
    pub(crate) span: Span,
    /// Every other field of the label, such as `kind`, `value`, `unit` or `form`.
    pub(crate) fields: Map<String, Value>,
}

impl Row {
    /// A text field of the row; empty if it is absent.
    pub(crate) fn field(&self, name: &str) -> &str {
        text_of(&self.fields, name)
    }

    /// Whether a field of the row is there and true.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.fields.get(name).and_then(Value::as_bool).unwrap_or(false)
    }
}

impl Expected {
    /// A text field of the label; empty if it is absent or no text.
    pub(crate) fn field(&self, name: &str) -> &str {
        text_of(&self.fields, name)
    }
}

fn text_of<'f>(fields: &'f Map<String, Value>, name: &str) -> &'f str {
    fields.get(name).and_then(Value::as_str).unwrap_or("")
}

#[derive(Deserialize)]
struct RawRow {
    id: String,
    text: String,
    expected: Vec<RawExpected>,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

#[derive(Deserialize)]
struct RawExpected {
    /// Start and end in code points; null where the label stands for no one place.
    span: Option<(usize, usize)>,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

/// Rows of the JSONL file `name` in `folder`. Fails on a file that cannot be read or a line that is no row.
pub(crate) fn load(folder: &Path, name: &str) -> io::Result<Vec<Row>> {
    let path = folder.join(name);
    let content = fs::read_to_string(&path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let mut rows = Vec::new();
    for line in content.lines().filter(|line| !line.trim().is_empty()) {
        rows.push(from_raw(serde_json::from_str(line)?));
    }
    Ok(rows)
}

fn from_raw(raw: RawRow) -> Row {
    let mut bytes: Vec<usize> = raw.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(raw.text.len());
    let byte = |point: usize| bytes.get(point).copied().unwrap_or(raw.text.len());
    let expected = raw
        .expected
        .into_iter()
        .map(|label| Expected {
            span: label.span.map(|(start, end)| Span::new(byte(start), byte(end))).unwrap_or_default(),
            fields: label.fields,
        })
        .collect();
    Row { id: raw.id, text: raw.text, expected, fields: raw.fields }
}
