//! What a text is made of once it is laid out: blocks, and prose in which everything else is masked.
//! It must not know sentences, values or names.

use std::borrow::Cow;

use crate::text::{Span, markdown, plain};

/// How the bytes of a text are to be understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    #[default]
    Plain,
    Markdown,
}

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    /// Level 1 to 6; a heading of plain text (a short line without a full stop) has level 0.
    Heading(u8),
    ListItem,
    TableCell,
    /// What a list of definitions defines in the block behind it.
    Term,
    Quote,
    Caption,
}

/// One block of prose. Its span holds no blank line at either end; a paragraph may hold single line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

/// A text prepared for reading.
#[derive(Clone, Debug)]
pub struct Layout<'t> {
    /// The text with every byte that is not prose replaced by a space, line ends kept:
    /// same length and same offsets as the original, so that spans need no translation.
    pub prose: Cow<'t, str>,
    /// Blocks in order of their start; they do not overlap.
    pub blocks: Vec<Block>,
}

/// Splits `text` into blocks and masks everything that is not prose. Never fails; linear in the length of the text.
///
/// In plain text nothing is masked but comments to Factmark, and the numbering of a list item stays part of its block.
pub fn layout(text: &str, markup: Markup) -> Layout<'_> {
    match markup {
        Markup::Plain => plain::layout(text),
        Markup::Markdown => markdown::layout(text),
    }
}
