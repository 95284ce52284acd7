//! Lays plain text out into blocks: paragraphs, headings, list items, captions and cells, by blank lines and line shapes.
//! It must not know Markdown.

use std::borrow::Cow;

use crate::text::abbreviation::{opens_credit, takes_number};
use crate::text::lines::{HEADING, Line, WIDEST_PAGE, lines, page_width};
use crate::text::marker::{Counter, Marker, is_bullet, marker};
use crate::text::{Block, BlockKind, Layout, Span};

/// Blocks of a plain text; nothing is masked but comments to Factmark.
pub(super) fn layout(text: &str) -> Layout<'_> {
    let prose = without_comments(text);
    Layout { blocks: blocks(&prose), prose }
}

/// The text with a space for every byte of a comment `<!-- factmark-… -->`; line ends are kept.
fn without_comments(text: &str) -> Cow<'_, str> {
    const OPENING: &str = "<!-- factmark-";
    if !text.contains(OPENING) {
        return Cow::Borrowed(text);
    }
    let mut prose = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(OPENING) {
        let (before, comment) = rest.split_at(start);
        let (comment, behind) = comment.split_at(comment.find("-->").map_or(comment.len(), |end| end + 3));
        prose.push_str(before);
        prose.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = behind;
    }
    prose.push_str(rest);
    Cow::Owned(prose)
}

fn blocks(text: &str) -> Vec<Block> {
    let mut plain = Plain::default();
    let mut group = Vec::new();
    for (start, raw) in lines(text) {
        let line = Line::new(start, raw, raw.chars().count());
        // A rule of dashes separates as a blank line does, and so does a form feed.
        let page_ended = text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\x0C');
        if page_ended || !line.text.contains(char::is_alphanumeric) {
            plain.read_group(&mut group);
        }
        if line.text.contains(char::is_alphanumeric) {
            group.push(line);
        }
    }
    plain.read_group(&mut group);
    plain.unhead_last();
    plain.blocks
}

#[derive(Default)]
struct Plain {
    blocks: Vec<Block>,
    /// Marker of the last list item.
    item: Option<Marker>,
}

impl Plain {
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

    /// A heading heads something: the last block of a text is none.
    fn unhead_last(&mut self) {
        if let Some(last) = self.blocks.last_mut()
            && last.kind == BlockKind::Heading(0)
        {
            last.kind = BlockKind::Paragraph;
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
