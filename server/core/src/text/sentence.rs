//! Splits a block into sentences: `sentencex`, then a pass that mends what it is known to miss.
//! It must not know Markdown: a block's prose arrives already masked.

use crate::text::{Block, Span};

/// Sentences of one block as byte spans of the whole text `prose`, in order, trimmed of white space.
pub fn sentences_of(prose: &str, block: &Block) -> Vec<Span> {
    let text = block.span.of(prose);
    let mut out = Vec::new();
    for boundary in sentencex::get_sentence_boundaries("en", text) {
        let raw = boundary.text;
        let lead = raw.len() - raw.trim_start().len();
        let from = block.span.start as usize + boundary.start_byte + lead;
        let trimmed = raw.trim();
        if !trimmed.is_empty() {
            out.push(Span::new(from, from + trimmed.len()));
        }
    }
    out
}
