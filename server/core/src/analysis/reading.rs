//! Both passes over one text, kept so that an edited text is read again only where it differs.
//! It must not know edits or editors: it compares the texts before and after.
//!
//! What is read in a block depends on that block alone (cells of a table on those beside them too, terms on what defines them, which `Kept` allows for), so
//! the blocks that two versions share are taken over; the text is laid out anew near the edit, and names are bound anew, since
//! they reach across blocks.

use std::sync::Arc;

use crate::analysis::{Analysis, Sentence, read_blocks, settle_mentions, spans};
use crate::names::{Definition, Lexicon, NameSeen, Seen};
use crate::text::{Block, Kept, LaidOut, Markup};
use crate::values::Value;

/// A text as it was read, names included.
#[derive(Clone, Debug)]
pub struct Reading {
    pub analysis: Analysis,
    laid: LaidOut,
    seen: Seen,
}

impl Reading {
    /// Reads a whole text. Linear in its length.
    pub fn new(text: &Arc<str>, markup: Markup, lexicon: &Lexicon) -> Reading {
        let (laid, blocks) = LaidOut::new(text, markup);
        let prose = laid.prose();
        let mut analysis = read_blocks(prose, &blocks, 0..blocks.len());
        let seen = Seen::read(prose, &blocks, &spans(&analysis.sentences), lexicon);
        analysis.blocks = blocks;
        settle_mentions(prose, &mut analysis, &seen, lexicon);
        Reading { analysis, laid, seen }
    }

    /// Reads another version of the text, with the same lexicon. Equal to [`Reading::new`]; only the blocks that differ are read.
    #[must_use]
    pub fn edited(&self, text: &Arc<str>, lexicon: &Lexicon) -> Reading {
        let (laid, blocks) = self.laid.edited(&self.analysis.blocks, text);
        let prose = laid.prose();
        let kept = Kept::between((self.prose(), &self.analysis.blocks), (prose, &blocks));
        let which = kept.head..blocks.len() - kept.tail;
        let middle = read_blocks(prose, &blocks, which.clone());
        let touched = blocks.get(which).unwrap_or(&[]);
        let seen = Seen::read(prose, touched, &spans(&middle.sentences), lexicon);
        let seen = self.seen.spliced(&kept, seen);
        let mut analysis = spliced(&self.analysis, &kept, middle, blocks);
        settle_mentions(prose, &mut analysis, &seen, lexicon);
        Reading { analysis, laid, seen }
    }

    /// The text with every byte that is not prose as a space, in step with the text.
    pub fn prose(&self) -> &str {
        self.laid.prose()
    }

    /// What this reading shares with that of a version before it.
    pub(crate) fn kept(&self, before: &Reading) -> Kept {
        Kept::between((before.prose(), &before.analysis.blocks), (self.prose(), &self.analysis.blocks))
    }
}

/// Everything but the mentions, with `middle` for the touched blocks; `blocks` are those of the text now.
fn spliced(before: &Analysis, kept: &Kept, middle: Analysis, blocks: Vec<Block>) -> Analysis {
    // A block of the tail has the same number counted from the end.
    let (old, new) = (before.blocks.len(), blocks.len());
    let number = |block: u32| u32::try_from((block as usize + new).saturating_sub(old)).unwrap_or(u32::MAX);
    let sentence = |one: &Sentence, by| Sentence { span: one.span.moved(by), block: number(one.block) };
    let definition =
        |one: &Definition, by| Definition { short: one.short.moved(by), long: one.long.moved(by) };
    let name = |name: &NameSeen, by| NameSeen { span: name.span.moved(by), ..*name };
    Analysis {
        sentences: kept.splice(&before.sentences, middle.sentences, |one| one.span.start, sentence),
        values: kept.splice(&before.values, middle.values, |value| value.span.start, moved_value),
        definitions: kept.splice(&before.definitions, middle.definitions, |one| one.short.start, definition),
        names: kept.splice(&before.names, middle.names, |name| name.span.start, name),
        mentions: Vec::new(),
        blocks,
    }
}

fn moved_value(value: &Value, by: i64) -> Value {
    // A value that counts nothing has no head, which stands nowhere.
    let head = if value.head.is_empty() { value.head } else { value.head.moved(by) };
    Value { span: value.span.moved(by), core: value.core.moved(by), head, ..value.clone() }
}
