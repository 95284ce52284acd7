//! Lays Markdown out into blocks and masks code, URLs, front matter, HTML, deleted text and every sign of markup.
//! It must not know sentences, nor any rule of plain text beyond the shape of lines.

mod outline;
mod part;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::text::html;
use crate::text::lines::{Line, WIDEST_PAGE, lines, page_width};
use crate::text::marker::is_bullet;
use crate::text::plain::is_captioned;
use crate::text::{Block, BlockKind, Layout, Span};

pub(super) use outline::Outline;
use outline::Watcher;
pub(super) use part::{edited, whole};

/// Blocks and masked prose of a Markdown text.
pub(super) fn layout(text: &str) -> Layout<'_> {
    let page = part::whole(text);
    Layout { prose: Cow::Owned(page.prose), blocks: page.blocks }
}

/// A Markdown text laid out, with what is needed to lay out a part of it by itself.
pub(super) struct Page {
    pub(super) prose: String,
    pub(super) blocks: Vec<Block>,
    pub(super) outline: Outline,
}

fn read(text: &str) -> Page {
    read_as(text, text)
}

/// Reads `text` as the parser sees it in `shown`, whose bytes are the same or stand for what is never prose.
fn read_as(text: &str, shown: &str) -> Page {
    let mut mask = Mask::new(text);
    let mut watcher = Watcher::new(text);
    let events = Parser::new_ext(shown, options()).into_offset_iter();
    for (name, link) in events.reference_definitions().iter() {
        watcher.define(link.span.start, name, link.dest.len() + link.title.as_ref().map_or(0, |it| it.len()));
    }
    for (event, range) in events {
        watcher.note(&event, &range, mask.is_clean());
        mask.read(event, range);
    }
    mask.flush();
    let prose = mask.prose();
    let mut blocks = Vec::with_capacity(mask.blocks.len());
    for block in &mask.blocks {
        refine(text, &prose, *block, &mut blocks);
    }
    Page { prose, blocks, outline: watcher.finish() }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The mask while it is being uncovered.
struct Mask<'t> {
    text: &'t str,
    /// Spaces and line ends at first; what is prose is copied in.
    bytes: Vec<u8>,
    blocks: Vec<Block>,
    /// Kinds of the containers that are open, innermost last.
    kinds: Vec<BlockKind>,
    /// The block being read: from its first to behind its last byte of prose.
    open: Option<Range<usize>>,
    /// How many open elements hold text that is no prose.
    hidden: usize,
    /// The line was broken by hand: the next text opens a block unless it goes on in small letters.
    broken: bool,
    /// The picture being read opened its block, so that its description is a caption.
    picture: bool,
}

impl<'t> Mask<'t> {
    fn new(text: &'t str) -> Self {
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' };
        Mask {
            text,
            bytes: text.bytes().map(blank).collect(),
            blocks: Vec::new(),
            kinds: Vec::new(),
            open: None,
            hidden: 0,
            broken: false,
            picture: false,
        }
    }

    /// Whether nothing that was read so far has to do with what follows.
    fn is_clean(&self) -> bool {
        let Mask { kinds, open, hidden, broken, picture, .. } = self;
        kinds.is_empty() && open.is_none() && *hidden == 0 && !broken && !picture
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(shown) => self.uncover(range, &shown),
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::HardBreak => self.broken = true,
            Event::Rule => self.flush(),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.extend(range),
            Event::Html(_) | Event::FootnoteReference(_) | Event::SoftBreak | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => return,
            Tag::Strikethrough => self.hidden += 1,
            Tag::Image { .. } => self.start_picture(),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.flush();
                self.hidden += 1;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html_block(range);
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { level, .. } => self.kinds.push(BlockKind::Heading(rank(*level))),
            Tag::Item => self.kinds.push(BlockKind::ListItem),
            Tag::TableCell => self.kinds.push(BlockKind::TableCell),
            Tag::DefinitionListTitle => self.kinds.push(BlockKind::Term),
            Tag::BlockQuote(_) => self.kinds.push(BlockKind::Quote),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {
                return;
            }
            TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
                return;
            }
            TagEnd::Image => return self.end_picture(),
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
        self.flush();
        if matches!(
            tag,
            TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::DefinitionListTitle
                | TagEnd::BlockQuote(_)
        ) {
            self.kinds.pop();
        }
        // Inline HTML that was never closed hides no more than its own block.
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) {
            self.hidden = 0;
        }
    }

    /// The description of a picture that opens its block is a caption of its own; within a sentence it is no part of it.
    fn start_picture(&mut self) {
        self.picture = self.open.is_none() && self.hidden == 0;
        self.hidden += usize::from(!self.picture);
        if self.picture {
            self.kinds.push(BlockKind::Caption);
        }
    }

    fn end_picture(&mut self) {
        if self.picture {
            self.flush();
            self.kinds.pop();
            self.picture = false;
        } else {
            self.hidden = self.hidden.saturating_sub(1);
        }
    }

    /// Copies prose in. `shown` is what the reader sees: it differs from the source where an entity stands for a letter.
    fn uncover(&mut self, range: Range<usize>, shown: &str) {
        if self.hidden > 0 {
            return;
        }
        if std::mem::take(&mut self.broken) && !shown.trim_start().starts_with(char::is_lowercase) {
            self.flush();
        }
        if let Some(target) = self.bytes.get_mut(range.clone())
            && shown.len() <= target.len()
        {
            for (byte, seen) in target.iter_mut().zip(shown.bytes()) {
                *byte = seen;
            }
        }
        self.extend(range);
    }

    fn extend(&mut self, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        match &mut self.open {
            Some(open) => open.end = open.end.max(range.end),
            None => self.open = Some(range),
        }
    }

    fn inline_html(&mut self, tag: &str) {
        match html::classify(tag) {
            html::Tag::Inline => {}
            html::Tag::Break => self.broken = true,
            html::Tag::Hide => self.hidden += 1,
            html::Tag::Show => self.hidden = self.hidden.saturating_sub(1),
        }
    }

    fn html_block(&mut self, range: Range<usize>) {
        let start = range.start;
        let Some(source) = self.text.get(range) else { return };
        for (piece, breaks) in html::prose(source) {
            if breaks {
                self.flush();
            }
            let shown = source.get(piece.clone()).unwrap_or("");
            self.uncover(start + piece.start..start + piece.end, shown);
        }
        self.flush();
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        self.broken = false;
        let Some(range) = self.open.take() else { return };
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        self.blocks.push(Block { span: Span::new(range.start, range.end), kind });
    }

    fn prose(&mut self) -> String {
        for block in &self.blocks {
            if let Some(bytes) = self.bytes.get_mut(block.span.range()) {
                hide_citations(bytes);
            }
        }
        // Whole characters alone were copied in; were it otherwise, nothing would be prose.
        String::from_utf8(std::mem::take(&mut self.bytes)).unwrap_or_else(|_| " ".repeat(self.text.len()))
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Masks a block's citations in the manner of Pandoc, "[@osei2019, p. 4]": their page numbers are not the writer's figures.
fn hide_citations(bytes: &mut [u8]) {
    const LONGEST: usize = 300;
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.windows(2).position(|pair| pair == b"[@")) {
        let from = at + open;
        let close =
            bytes.get(from..).and_then(|rest| rest.iter().take(LONGEST).position(|byte| *byte == b']'));
        at = from + close.map_or(2, |close| close + 1);
        if close.is_some()
            && let Some(citation) = bytes.get_mut(from..at)
        {
            citation.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        }
    }
}

/// Trims a block, and splits it where a writer pasted plain text: single line ends between paragraphs or under a heading.
fn refine(text: &str, prose: &str, block: Block, out: &mut Vec<Block>) {
    let start = block.span.start as usize;
    let kept: Vec<Line<'_>> = lines(block.span.of(prose))
        .filter(|(_, raw)| !raw.trim().is_empty())
        .map(|(at, raw)| Line::new(start + at, raw, source_width(text, start + at, raw.len())))
        .collect();
    let page = page_width(&kept);
    let mut rest = kept.as_slice();
    let mut first = rest.first();
    while let ([line, tail @ ..], Some(opening)) = (rest, first) {
        let ends =
            tail.first().is_none_or(|next| parts(line, next, page, line.start == opening.start, block.kind));
        if ends {
            let span = Span::new(opening.start, line.end());
            let paragraph = block.kind == BlockKind::Paragraph;
            let headed = paragraph && tail.first().is_some_and(|next| line.heads(next, page));
            let kind = match block.kind {
                _ if headed && line.start == opening.start => BlockKind::Heading(0),
                BlockKind::Paragraph if is_captioned(opening.text) => BlockKind::Caption,
                kind => kind,
            };
            out.push(Block { span, kind });
            first = tail.first();
        }
        rest = tail;
    }
}

/// Whether a line end inside a Markdown block parts two blocks of prose all the same.
fn parts(line: &Line<'_>, next: &Line<'_>, page: usize, opening: bool, kind: BlockKind) -> bool {
    if matches!(kind, BlockKind::Heading(_) | BlockKind::TableCell | BlockKind::Term) {
        return false;
    }
    if next.text.starts_with(is_bullet) {
        return true;
    }
    if page > WIDEST_PAGE {
        return line.is_closed() || !next.opens_small();
    }
    opening && kind == BlockKind::Paragraph && line.heads(next, page)
}

/// Characters of the source line, markup included, from byte `at`: what was wrapped was the source.
fn source_width(text: &str, at: usize, length: usize) -> usize {
    text.get(at..at + length).map_or(length, |source| source.chars().count())
}

#[cfg(test)]
mod tests;
