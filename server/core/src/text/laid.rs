//! A text laid out and kept, so that an edited version of it is laid out anew only near the edit.
//! It must not know what is read in a block.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::kept::{common_prefix, common_suffix};
use crate::text::{BYTE_ORDER_MARK, Block, BlockKind, Layout, Markup, markdown, plain};

/// What is kept of a text's layout beside its blocks.
#[derive(Clone, Debug)]
pub struct LaidOut {
    text: Arc<str>,
    prose: Arc<str>,
    outline: Outline,
}

/// Where the text can be parted.
#[derive(Clone, Debug)]
enum Outline {
    Markdown(markdown::Outline),
    Plain(plain::Outline),
}

/// The bytes `start..old_end` of one text stand as `start..new_end` in another; all else is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) old_end: usize,
    pub(super) new_end: usize,
}

impl Edit {
    fn between(old: &str, new: &str) -> Edit {
        let start = common_prefix(old.as_bytes(), new.as_bytes());
        let most = old.len().min(new.len()) - start;
        let same = common_suffix(old.as_bytes(), new.as_bytes()).min(most);
        Edit { start, old_end: old.len() - same, new_end: new.len() - same }
    }

    /// Where byte `at` of the text before stands now; `None` before the end of the edit.
    pub(super) fn moved(self, at: usize) -> Option<usize> {
        Some(at.checked_sub(self.old_end)? + self.new_end)
    }
}

impl LaidOut {
    /// Lays out a whole text; also its blocks. Linear in its length.
    pub fn new(text: &Arc<str>, markup: Markup) -> (LaidOut, Vec<Block>) {
        let (prose, blocks, outline) = match markup {
            Markup::Markdown => {
                let page = markdown::whole(text);
                (page.prose.into(), page.blocks, Outline::Markdown(page.outline))
            }
            Markup::Plain => {
                let (Layout { prose, blocks }, outline) = plain::whole(text);
                let prose = match prose {
                    Cow::Borrowed(_) => Arc::clone(text),
                    Cow::Owned(masked) => masked.into(),
                };
                (prose, blocks, Outline::Plain(outline))
            }
        };
        (LaidOut { text: Arc::clone(text), prose, outline }, blocks)
    }

    /// Lays out an edited version of the text, whose blocks were `blocks`. Equal to [`LaidOut::new`].
    #[must_use]
    pub fn edited(&self, blocks: &[Block], text: &Arc<str>) -> (LaidOut, Vec<Block>) {
        let edit = Edit::between(&self.text, text);
        // Only a text read from its very start has a mark to pass over; editors leave next to none.
        let marked = self.text.starts_with(BYTE_ORDER_MARK) || text.starts_with(BYTE_ORDER_MARK);
        let near = match &self.outline {
            _ if marked => None,
            Outline::Markdown(outline) => self.edited_markdown(outline, blocks, text, edit),
            Outline::Plain(outline) => self.edited_plain(outline, blocks, text, edit),
        };
        let markup = match self.outline {
            Outline::Markdown(_) => Markup::Markdown,
            Outline::Plain(_) => Markup::Plain,
        };
        near.unwrap_or_else(|| LaidOut::new(text, markup))
    }

    fn edited_markdown(
        &self,
        outline: &markdown::Outline,
        blocks: &[Block],
        text: &Arc<str>,
        edit: Edit,
    ) -> Option<(LaidOut, Vec<Block>)> {
        let part = markdown::edited(outline, &self.text, text, edit)?;
        let mut prose = String::with_capacity(text.len());
        prose.push_str(self.prose.get(..part.old.start)?);
        prose.push_str(&part.page.prose);
        prose.push_str(self.prose.get(part.old.end..)?);
        let start = part.old.start;
        let own = part.page.blocks.iter();
        let middle = own.map(|block| Block { span: block.span.shifted(start), kind: block.kind });
        let blocks = spliced(blocks, part.old, middle, edit);
        let outline = Outline::Markdown(part.outline);
        Some((LaidOut { text: Arc::clone(text), prose: prose.into(), outline }, blocks))
    }

    fn edited_plain(
        &self,
        outline: &plain::Outline,
        blocks: &[Block],
        text: &Arc<str>,
        edit: Edit,
    ) -> Option<(LaidOut, Vec<Block>)> {
        // Where something is masked, what is masked may reach anywhere.
        if !Arc::ptr_eq(&self.text, &self.prose) {
            return None;
        }
        let part = plain::edited(outline, self.text.len(), text, edit)?;
        let mut blocks = blocks.to_vec();
        if let Some(last) = blocks.last_mut().filter(|_| outline.unheaded) {
            last.kind = BlockKind::Heading(0);
        }
        let mut blocks = spliced(&blocks, part.old, part.blocks, edit);
        let mut outline = part.outline;
        outline.unheaded = plain::unhead_last(&mut blocks);
        let outline = Outline::Plain(outline);
        Some((LaidOut { text: Arc::clone(text), prose: Arc::clone(text), outline }, blocks))
    }

    /// The text with every byte that is not prose as a space, in step with the text.
    pub fn prose(&self) -> &str {
        &self.prose
    }
}

/// `blocks` with `middle` in the place of those that started in the bytes `old`.
fn spliced(
    blocks: &[Block],
    old: std::ops::Range<usize>,
    middle: impl IntoIterator<Item = Block>,
    edit: Edit,
) -> Vec<Block> {
    let head = blocks.partition_point(|block| (block.span.start as usize) < old.start);
    let tail = blocks.partition_point(|block| (block.span.start as usize) < old.end);
    let by = length(edit.new_end) - length(edit.old_end);
    let mut out = Vec::with_capacity(blocks.len() + 8);
    out.extend_from_slice(blocks.get(..head).unwrap_or(&[]));
    out.extend(middle);
    let tail = blocks.get(tail..).unwrap_or(&[]);
    out.extend(tail.iter().map(|block| Block { span: block.span.moved(by), kind: block.kind }));
    out
}

fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
