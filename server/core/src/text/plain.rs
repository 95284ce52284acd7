//! Lays plain text out into blocks: paragraphs, headings, list items, captions and cells, by blank lines and line shapes.
//! It must not know Markdown.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::abbreviation::{opens_credit, takes_number};
use crate::text::laid::Edit;
use crate::text::lines::{HEADING, Line, WIDEST_PAGE, lines, page_width};
use crate::text::marker::{Counter, Marker, is_bullet, marker};
use crate::text::{BYTE_ORDER_MARK, Block, BlockKind, Layout, Span};

/// Blocks of a plain text; nothing is masked but comments to Factmark.
pub(super) fn layout(text: &str) -> Layout<'_> {
    whole(text).0
}

/// Where a text can be parted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// In order.
    joints: Vec<Joint>,
    /// Whether the last block looked like a heading.
    pub(super) unheaded: bool,
}

/// The start of a line (bytes) before which no block is open, and the marker of the last list item before it: what follows
/// depends on nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Joint {
    at: u32,
    item: Option<Marker>,
}

/// A layout with its outline.
pub(super) fn whole(text: &str) -> (Layout<'_>, Outline) {
    let prose = without_comments(text);
    let mut plain = Plain::default();
    let mark = text.strip_prefix(BYTE_ORDER_MARK).map_or(0, |rest| text.len() - rest.len());
    plain.read(&prose, mark, |_| false);
    let unheaded = unhead_last(&mut plain.blocks);
    let outline = Outline { joints: plain.joints, unheaded };
    (Layout { blocks: plain.blocks, prose }, outline)
}

/// What replaces the blocks that started in the bytes `old` of a text.
pub(super) struct Part {
    pub(super) old: Range<usize>,
    pub(super) blocks: Vec<Block>,
    /// Of the whole text but for its last block.
    pub(super) outline: Outline,
}

/// The part of `text` that an edit touched; `None` where it has a comment to Factmark. Nothing was masked in the text before.
pub(super) fn edited(outline: &Outline, old: usize, text: &str, edit: Edit) -> Option<Part> {
    if opening(text).is_some() {
        return None;
    }
    let joints = &outline.joints;
    // The byte at the joint stays too: a line feed may join the carriage return before it.
    let head = joints.partition_point(|joint| (joint.at as usize) < edit.start);
    let head = head.saturating_sub(1);
    let start = joints.get(head).copied().unwrap_or(Joint { at: 0, item: None });
    // No line end reaches over more bytes than these.
    let behind = joints.partition_point(|joint| (joint.at as usize) < edit.old_end + LONGEST_LINE_END);
    let mut rest = joints.get(behind..).unwrap_or(&[]).iter().peekable();
    let mut plain = Plain { item: start.item, ..Plain::default() };
    let mut end = None;
    plain.read(text, start.at as usize, |joint| {
        let moved = |old: &Joint| edit.moved(old.at as usize).unwrap_or(0);
        while rest.next_if(|old| moved(old) < joint.at as usize).is_some() {}
        end = rest.peek().filter(|old| moved(old) == joint.at as usize && old.item == joint.item).copied();
        end.is_some()
    });
    let mut new = Outline::default();
    new.joints.extend_from_slice(joints.get(..head).unwrap_or(&[]));
    new.joints.extend(plain.joints);
    let end = end.copied();
    if end.is_some() {
        let moved = |joint: &Joint| Some(Joint { at: narrow(edit.moved(joint.at as usize)?), ..*joint });
        new.joints.extend(rest.filter_map(moved));
    }
    let end = end.map_or(old, |joint: Joint| joint.at as usize);
    Some(Part { old: start.at as usize..end, blocks: plain.blocks, outline: new })
}

/// Bytes of U+2028.
const LONGEST_LINE_END: usize = 3;

/// A heading heads something: the last block of a text is none. Whether it looked like one.
pub(super) fn unhead_last(blocks: &mut [Block]) -> bool {
    match blocks.last_mut() {
        Some(last) if last.kind == BlockKind::Heading(0) => {
            last.kind = BlockKind::Paragraph;
            true
        }
        _ => false,
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// How a comment to Factmark begins, with any space between the two.
const COMMENT: &str = "<!--";
const WORD: &str = "factmark-";

fn opening(text: &str) -> Option<usize> {
    let words =
        text.match_indices(WORD).map(|(at, _)| text.get(..at).unwrap_or("").trim_end_matches([' ', '\t']));
    words.filter_map(|before| before.strip_suffix(COMMENT)).map(str::len).next()
}

/// The text with a space for every byte of a comment `<!-- factmark-… -->`; line ends are kept.
fn without_comments(text: &str) -> Cow<'_, str> {
    if opening(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut prose = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = opening(rest) {
        let (before, comment) = rest.split_at(start);
        let (comment, behind) = comment.split_at(comment.find("-->").map_or(comment.len(), |end| end + 3));
        prose.push_str(before);
        prose.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = behind;
    }
    prose.push_str(rest);
    Cow::Owned(prose)
}

#[derive(Default)]
struct Plain {
    blocks: Vec<Block>,
    /// Marker of the last list item.
    item: Option<Marker>,
    joints: Vec<Joint>,
}

impl Plain {
    /// Reads `text` from the start of a line at byte `from` on, to its end or to a joint that `ends` it.
    fn read(&mut self, text: &str, from: usize, mut ends: impl FnMut(Joint) -> bool) {
        let mut group = Vec::new();
        for (start, raw) in lines(text.get(from..).unwrap_or("")) {
            let start = from + start;
            if group.is_empty() {
                let joint = Joint { at: narrow(start), item: self.item };
                if ends(joint) {
                    return;
                }
                self.joints.push(joint);
            }
            let line = Line::new(start, raw, raw.chars().count());
            // A rule of dashes separates as a blank line does, and so does a form feed.
            let page_ended = text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\x0C');
            if page_ended || !line.text.contains(char::is_alphanumeric) {
                self.read_group(&mut group);
            }
            if line.text.contains(char::is_alphanumeric) {
                group.push(line);
            }
        }
        self.read_group(&mut group);
    }

    /// Reads lines that no blank line parts.
    fn read_group(&mut self, group: &mut Vec<Line<'_>>) {
        let page = page_width(group);
        let listed = is_word_list(group, page);
        let mut first = 0;
        let mut rest = group.as_slice();
        while let [line, tail @ ..] = rest {
            let block_lines = group.get(first..=group.len() - rest.len()).unwrap_or(&[]);
            let ends = match tail {
                [] => true,
                [next, behind @ ..] => {
                    listed
                        || self.breaks(line, next, page, block_lines.len() == 1)
                        || self.is_item(line, next, behind, page)
                        || (line.is_closed() && behind.first().is_some_and(|after| next.heads(after, page)))
                }
            };
            if ends {
                self.push(block_lines, listed);
                first = group.len() - tail.len();
            }
            rest = tail;
        }
        group.clear();
    }

    /// Whether the line end between `line` and `next` parts two blocks. `opening`: `line` is the first of its block.
    fn breaks(&self, line: &Line<'_>, next: &Line<'_>, page: usize, opening: bool) -> bool {
        if is_row(line) || is_row(next) {
            return true;
        }
        if page > WIDEST_PAGE {
            return line.is_closed() || !next.opens_small();
        }
        if !line.ends_early(next, page) || next.opens_small() || line.leads_on() {
            return false;
        }
        let closed = line.is_closed() || line.text.ends_with([':', ';']) || is_captioned(next.text);
        closed || (opening && next.opens_large())
    }

    /// Whether `next` opens a list item. A number that a wrapped line happens to start with does not.
    fn is_item(&self, line: &Line<'_>, next: &Line<'_>, behind: &[Line<'_>], page: usize) -> bool {
        let Some(found) = marker(next.text) else { return false };
        if next.text.starts_with(is_bullet) {
            return true;
        }
        if matches!(found.counter, Counter::Letter(_) | Counter::Roman(_)) && line.awaits_name() {
            return false;
        }
        let own = marker(line.text).or(self.item);
        if own.is_some_and(|own| own.precedes(&found)) {
            return true;
        }
        let continued =
            behind.first().and_then(|after| marker(after.text)).is_some_and(|after| found.precedes(&after));
        // A full line may end in "Dr." and the next start with "A. Lind": its end tells nothing.
        let ended = line.text.ends_with([':', ';']) || line.ends_early(next, page);
        found.is_first() && (ended || continued)
    }

    /// Adds the block of `lines`; `listed`: each line is an item.
    fn push(&mut self, lines: &[Line<'_>], listed: bool) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        if is_row(first) {
            self.push_cells(first);
            return;
        }
        let item = marker(first.text).filter(|item| self.continues(item));
        if item.is_some() {
            self.item = item;
        }
        let kind = if listed { BlockKind::ListItem } else { kind(lines, item) };
        self.blocks.push(Block { span: Span::new(first.start, last.end()), kind });
    }

    /// Whether a block that opens with `item` is a list item: "R. S. Okafor" is none.
    fn continues(&self, item: &Marker) -> bool {
        let number = matches!(item.counter, Counter::Number(_));
        number || item.is_first() || self.item.is_some_and(|last| last.precedes(item))
    }

    /// Cells of a line with tabs or bars between them.
    fn push_cells(&mut self, row: &Line<'_>) {
        let mut start = row.start;
        for cell in row.text.split(['\t', '|']) {
            let lead = cell.len() - cell.trim_start().len();
            let trimmed = cell.trim();
            if trimmed.contains(char::is_alphanumeric) {
                let span = Span::new(start + lead, start + lead + trimmed.len());
                self.blocks.push(Block { span, kind: BlockKind::TableCell });
            }
            start += cell.len() + 1;
        }
    }
}

fn kind(lines: &[Line<'_>], item: Option<Marker>) -> BlockKind {
    let [line] = lines else {
        return if item.is_some() { BlockKind::ListItem } else { BlockKind::Paragraph };
    };
    if is_captioned(line.text) {
        return BlockKind::Caption;
    }
    // A line can be a whole paragraph: its words are counted last.
    let short = line.width <= HEADING
        && !line.is_closed()
        && !line.leads_on()
        && line.opens_large()
        && line.text.split_whitespace().nth(14).is_none();
    match item {
        // "2.1 Background" heads a section, "2. Rice" is an item.
        Some(item) if item.nested && short => BlockKind::Heading(0),
        Some(_) => BlockKind::ListItem,
        // "We need:" leads to what it announces.
        None if short && !line.text.ends_with([':', ';']) => BlockKind::Heading(0),
        None => BlockKind::Paragraph,
    }
}

/// "Figure 2: Refugees by year", "Photo: A. Lind".
pub(super) fn is_captioned(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (label, rest) = (text.get(..end).unwrap_or(""), text.get(end..).unwrap_or(""));
    if rest.starts_with(": ") && opens_credit(label) {
        return true;
    }
    let number = rest.trim_start();
    let digits = number.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let behind = number.get(digits..).unwrap_or("");
    let titled = number.get(..digits).is_some_and(|number| number.ends_with('.'))
        || behind.starts_with([':', '–', '—']);
    let graphic =
        matches!(label, "Figure" | "Table" | "Box" | "Chart" | "Map" | "Graph" | "Photo" | "Exhibit");
    graphic && takes_number(label) && digits > 0 && titled
}

/// Whether a line is a row of a table: cells between tabs, or at least two bars.
fn is_row(line: &Line<'_>) -> bool {
    let text = line.text;
    // A tab behind the number of an item is no cell's.
    let body = if text.contains('\t') { marker(text).map_or(0, |item| item.len) } else { 0 };
    text.get(body..).is_some_and(|body| body.trim_start().contains('\t'))
        || text.matches('|').nth(1).is_some()
}

/// Three or more short lines that no sentence runs through: "Rice", "Cooking oil", "Tents and blankets".
fn is_word_list(group: &[Line<'_>], page: usize) -> bool {
    let short = |line: &Line<'_>| line.width <= 60 && !line.is_closed() && !line.leads_on();
    let by_hand = group.windows(2).any(|pair| matches!(pair, [line, next] if line.ends_early(next, page)));
    group.len() >= 3 && by_hand && group.iter().all(short)
}

#[cfg(test)]
mod tests;
