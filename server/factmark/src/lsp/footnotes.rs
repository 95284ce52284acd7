//! The footnotes that a draft defines: `[^id]: words`.
//! It must not know sources.

use factmark_core::text::Span;

/// A note of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footnote {
    pub(super) id: String,
    /// The first line of the note.
    pub(super) words: String,
    /// The line in the draft.
    pub(super) span: Span,
}

/// The notes in order. Linear in the length of the text.
pub(super) fn footnotes(text: &str) -> Vec<Footnote> {
    let mut notes = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end();
        let Some((id, words)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) else {
            continue;
        };
        if !id.is_empty() && !id.contains([' ', ']']) {
            let span = Span::new(from, from + line.len());
            notes.push(Footnote { id: id.to_owned(), words: words.trim().to_owned(), span });
        }
    }
    notes
}
