//! The drafts that are typed in, and the driver's own model of their text.
//! It must not know the server, nor borrow its counting: positions are counted here anew.

use serde_json::{Value, json};

/// Sentences of a dense draft, each with a value or a name of the sample sources; a third state something else than these.
const SENTENCES: [&str; 9] = [
    "UNHCR has been operating in Azerbaijan since 1992.",
    "UNICEF has been operating in the country since 1993.",
    "According to Azerbaijani sources, the UNDP allocated $754,570 in 2023 to support 23 local NGOs.",
    "As a member of the ILO Azerbaijan has acceded to 59 Conventions.",
    "Nearly 4,000 citizens of Azerbaijan are registered as missing.",
    "The ICRC has worked with Azerbaijan on missing persons since 2008.",
    "UNHCR has been operating in Azerbaijan since 1995.",
    "The UNDP allocated $854,570 in 2023 to support 32 local NGOs.",
    "More than 400 political prisoners are detained in Azerbaijan.",
];

/// A draft of about `bytes` bytes, one paragraph for each sentence.
pub(crate) fn dense(bytes: usize) -> String {
    let mut text = String::from("# Draft\n");
    for sentence in SENTENCES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push('\n');
        text.push_str(sentence);
        text.push('\n');
    }
    text
}

/// The text as the editor has it.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) text: String,
    pub(crate) version: i32,
}

impl Model {
    pub(crate) fn new(text: String) -> Model {
        Model { text, version: 1 }
    }

    /// Replaces bytes (on character boundaries); the parameters of the `didChange` that says so.
    pub(crate) fn replace(&mut self, uri: &str, start: usize, end: usize, put: &str) -> Value {
        let range = json!({ "start": position(&self.text, start), "end": position(&self.text, end) });
        self.text.replace_range(start..end, put);
        self.version += 1;
        json!({
            "textDocument": { "uri": uri, "version": self.version },
            "contentChanges": [{ "range": range, "text": put }],
        })
    }
}

/// Zero-based line and UTF-16 units in it of byte `offset`; `\n`, `\r\n` and `\r` end lines.
pub(crate) fn position(text: &str, offset: usize) -> Value {
    let head = text.get(..offset).unwrap_or(text).as_bytes();
    let tail = text.as_bytes().get(offset);
    // Between the two halves of "\r\n" no line has ended yet.
    let ends = |at: usize| match head.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => head.get(at + 1).or(if at + 1 == head.len() { tail } else { None }) != Some(&b'\n'),
        _ => false,
    };
    let (mut line, mut start) = (0, 0);
    for at in (0..head.len()).filter(|at| ends(*at)) {
        line += 1;
        start = at + 1;
    }
    let units = text.get(start..offset).unwrap_or("").encode_utf16().count();
    json!({ "line": line, "character": units })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_utf16_units() {
        let text = "a\r\n\u{1F600}b\rc\n";
        let at = |offset| {
            let found = position(text, offset);
            (found["line"].as_u64().unwrap(), found["character"].as_u64().unwrap())
        };
        assert_eq!(
            [0, 1, 3, 7, 8, 9, 10, 11].map(at),
            [(0, 0), (0, 1), (1, 0), (1, 2), (1, 3), (2, 0), (2, 1), (3, 0)]
        );
    }
}
