//! Which blocks two versions of a text share, so that what was read in them need not be read again.
//! It must not know what is read in a block, but that it depends on the block's own prose and kind alone, and for the cell of a
//! table on the cells beside it, for a term on the block behind it.

use crate::text::{Block, BlockKind};

/// The blocks at the head and at the tail that an edit left as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How many blocks at the start are the same.
    pub head: usize,
    /// How many blocks at the end are the same but for their place.
    pub tail: usize,
    /// How far those at the end have moved, in bytes.
    pub by: i64,
    /// Behind the last byte of the head, in both texts.
    head_end: u32,
    /// Where the tail starts in the text before.
    tail_start: u32,
}

impl Kept {
    /// Compares two texts, each as its masked prose with its blocks. Linear in their length, and no slower than comparing memory.
    pub fn between(before: (&str, &[Block]), now: (&str, &[Block])) -> Kept {
        let ((old, old_blocks), (new, new_blocks)) = (before, now);
        let by = length(new) - length(old);
        let same = common_prefix(old.as_bytes(), new.as_bytes());
        let heads = old_blocks.iter().zip(new_blocks);
        let head = heads.take_while(|(a, b)| a == b && a.span.end as usize <= same).count();
        let head = head - usize::from(head > 0 && is_cell(new_blocks, head - 1));
        let most = old_blocks.len().min(new_blocks.len()) - head;
        let same = common_suffix(old.as_bytes(), new.as_bytes());
        let tails = old_blocks.iter().rev().zip(new_blocks.iter().rev()).take(most);
        let fits = |(a, b): &(&Block, &Block)| {
            a.kind == b.kind && a.span.moved(by) == b.span && a.span.start as usize + same >= old.len()
        };
        let tail = tails.take_while(fits).count();
        let tail = tail - usize::from(tail > 0 && is_cell(new_blocks, new_blocks.len() - tail));
        let head_end =
            head.checked_sub(1).and_then(|last| old_blocks.get(last)).map_or(0, |block| block.span.end);
        let first = old_blocks.get(old_blocks.len() - tail).filter(|_| tail > 0);
        let tail_start = first.map_or(u32::MAX, |block| block.span.start);
        Kept { head, tail, by, head_end, tail_start }
    }

    /// How many of the items of the text before (in order of `start`) belong to the head, and how many to the tail.
    pub fn counts<T>(&self, items: &[T], start: impl Fn(&T) -> u32) -> (usize, usize) {
        let head = items.partition_point(|item| start(item) < self.head_end);
        let tail = items.len() - items.partition_point(|item| start(item) < self.tail_start);
        (head, tail)
    }

    /// What was read in the text before (in order of `start`), with `middle` in the place of what the edit touched.
    pub fn splice<T: Clone>(
        &self,
        before: &[T],
        middle: Vec<T>,
        start: impl Fn(&T) -> u32,
        moved: impl Fn(&T, i64) -> T,
    ) -> Vec<T> {
        let (head, tail) = self.counts(before, start);
        let mut out = Vec::with_capacity(head + middle.len() + tail);
        out.extend_from_slice(before.get(..head).unwrap_or(&[]));
        out.extend(middle);
        let tail = before.get(before.len() - tail..).unwrap_or(&[]);
        out.extend(tail.iter().map(|item| moved(item, self.by)));
        out
    }
}

/// A cell is read with those beside it, a term with the block behind it: one next to an edit counts as touched.
fn is_cell(blocks: &[Block], index: usize) -> bool {
    blocks.get(index).is_some_and(|block| matches!(block.kind, BlockKind::TableCell | BlockKind::Term))
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

/// Bytes compared at once.
const CHUNK: usize = 1024;

pub(super) fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    let chunks = a.chunks_exact(CHUNK).zip(b.chunks_exact(CHUNK));
    let sure = chunks.take_while(|(a, b)| a == b).count() * CHUNK;
    // Cut first: skipping the bytes that are surely the same would go through them one by one.
    let rest = a.get(sure..).unwrap_or(&[]).iter().zip(b.get(sure..).unwrap_or(&[]));
    sure + rest.take_while(|(a, b)| a == b).count()
}

pub(super) fn common_suffix(a: &[u8], b: &[u8]) -> usize {
    let chunks = a.rchunks_exact(CHUNK).zip(b.rchunks_exact(CHUNK));
    let sure = chunks.take_while(|(a, b)| a == b).count() * CHUNK;
    let rest = a.get(..a.len() - sure).unwrap_or(&[]).iter().rev();
    let rest = rest.zip(b.get(..b.len() - sure).unwrap_or(&[]).iter().rev());
    sure + rest.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Markup, layout};

    fn kept(old: &str, new: &str) -> (usize, usize, i64) {
        let (a, b) = (layout(old, Markup::Plain), layout(new, Markup::Plain));
        let kept = Kept::between((&a.prose, &a.blocks), (&b.prose, &b.blocks));
        (kept.head, kept.tail, kept.by)
    }

    #[test]
    fn only_the_touched_block_is_new() {
        let old = "One came here.\n\nTwo came here.\n\nThree came here.\n";
        assert_eq!(kept(old, "One came here.\n\nTwo left here.\n\nThree came here.\n"), (1, 1, 0));
        assert_eq!(kept(old, "One came here.\n\nTwenty came here.\n\nThree came here.\n"), (1, 1, 3));
        assert_eq!(kept(old, old), (3, 0, 0));
        assert_eq!(kept(old, ""), (0, 0, -49));
        assert_eq!(kept("", old), (0, 0, 49));
    }

    #[test]
    fn a_cell_beside_an_edit_is_read_again() {
        assert_eq!(kept("RWA\tLake Town\nOne\tTwo\n", "RWA\tRiver Town\nOne\tTwo\n"), (0, 1, 1));
    }

    #[test]
    fn a_block_that_is_said_twice_is_counted_once() {
        assert_eq!(kept("It came.\n\nIt came.\n", "It came.\n\nIt came.\n\nIt came.\n"), (2, 0, 10));
        assert_eq!(kept("It came.\n\nIt came.\n\nIt came.\n", "It came.\n\nIt came.\n"), (2, 0, -10));
    }
}
