//! Lays out an edited Markdown text near the edit alone, where that surely gives what laying out the whole text gives.
//! It must not know what a block is made of.

use std::ops::Range;

use crate::text::laid::Edit;
use crate::text::markdown::outline::{Label, Outline, has_fence};
use crate::text::markdown::{Page, read, read_as};
use crate::text::{BYTE_ORDER_MARK, Block, Span};

/// Ends that are tried, each twice as far as the one before.
const TRIES: u32 = 6;
/// Longest part that is laid out by itself, in bytes.
const LONGEST: usize = 128 * 1024;
/// From so many bytes of addresses on, the whole text is laid out: the parser takes in 100,000 at least.
const MOST_EXPANDED: usize = 50_000;

/// What replaces a part of a text that was laid out: `page` stands for the bytes `old` of the text before, with spans of its own
/// that start at 0.
pub(in crate::text) struct Part {
    pub(in crate::text) old: Range<usize>,
    pub(in crate::text) page: Page,
    /// Of the whole text.
    pub(in crate::text) outline: Outline,
}

/// The whole text. To the parser a byte order mark is a letter that hides what the first line is, so that it sees empty lines.
pub(in crate::text) fn whole(text: &str) -> Page {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => read_as(text, &format!("{}{rest}", "\n".repeat(text.len() - rest.len()))),
        None => read(text),
    }
}

/// The part of `new` that an edit of `old` touched; `None` where the whole has to be laid out.
pub(in crate::text) fn edited(outline: &Outline, old: &str, new: &str, edit: Edit) -> Option<Part> {
    if outline.expanded > MOST_EXPANDED {
        return None;
    }
    let joints = &outline.joints;
    // A whole block stays between the start and the edit, so that what is typed may join it.
    let before = joints.partition_point(|joint| *joint as usize <= edit.start);
    let start = before.checked_sub(2).and_then(|at| joints.get(at)).map_or(0, |joint| *joint as usize);
    let first = joints.partition_point(|joint| *joint as usize <= edit.old_end);
    (0..TRIES).find_map(|attempt| {
        let end = first + (1 << attempt) - 1;
        let at = |number: usize| joints.get(number).map_or(old.len(), |joint| *joint as usize);
        let stretch = Stretch { start, end: at(end), beyond: at(end + 1) };
        stretch.part(outline, old, new, edit)
    })
}

/// Bytes of the text before: the part is to end at the joint `end`; it is read on to `beyond`, to see whether that is still one.
#[derive(Clone, Copy)]
struct Stretch {
    start: usize,
    end: usize,
    beyond: usize,
}

impl Stretch {
    fn part(self, outline: &Outline, old: &str, new: &str, edit: Edit) -> Option<Part> {
        let Stretch { start, end, beyond } = self;
        let (before, now) = (old.get(start..beyond)?, new.get(start..edit.moved(beyond)?)?);
        if now.len().max(before.len()) > LONGEST || has_fence(before) || has_fence(now) {
            return None;
        }
        let inside = |label: &&Label| (start..beyond).contains(&(label.at as usize));
        let (known, outside): (Vec<&Label>, Vec<&Label>) = outline.labels.iter().partition(inside);
        let page = read_knowing(&outside, now)?;
        let length = edit.moved(end)?.checked_sub(start)?;
        // Of several definitions of one label only the first is told, and another one may be the first now.
        let side = |before: &Label, now: &Label| ((before.at as usize) < end) == ((now.at as usize) < length);
        let same = known.len() == page.outline.labels.len()
            && known.iter().zip(&page.outline.labels).all(|(a, b)| a.is_like(b) && side(a, b));
        let joined = end == old.len() || page.outline.joints.iter().any(|joint| *joint as usize == length);
        let opened = start == 0 || page.outline.joints.first() == Some(&0);
        if !same || !joined || !opened {
            return None;
        }
        let page = page.cut(length)?;
        let outline = self.outline(outline, &page.outline, edit);
        Some(Part { old: start..end, page, outline })
    }

    /// The outline of the whole text after the edit.
    fn outline(self, before: &Outline, part: &Outline, edit: Edit) -> Outline {
        let start = narrow(self.start);
        let moved = |at: u32| narrow(edit.moved(at as usize).unwrap_or(usize::MAX));
        let (head, tail) = around(&before.joints, self, |joint| *joint);
        let mut joints = Vec::with_capacity(head.len() + part.joints.len() + tail.len());
        joints.extend_from_slice(head);
        joints.extend(part.joints.iter().map(|joint| start + joint));
        joints.extend(tail.iter().map(|joint| moved(*joint)));
        let (head, tail) = around(&before.labels, self, |label| label.at);
        let mut labels = Vec::with_capacity(before.labels.len());
        labels.extend_from_slice(head);
        labels.extend(part.labels.iter().map(|label| Label { at: start + label.at, ..label.clone() }));
        labels.extend(tail.iter().map(|label| Label { at: moved(label.at), ..label.clone() }));
        let longest = before.longest.max(part.longest);
        // What the labels outside stand for was not known when the part was read.
        let links = part.expanded * (longest + 1);
        Outline { joints, labels, expanded: before.expanded + links, longest }
    }
}

/// The items (in order) before and behind the stretch.
fn around<T>(items: &[T], stretch: Stretch, at: impl Fn(&T) -> u32) -> (&[T], &[T]) {
    let head = items.partition_point(|item| (at(item) as usize) < stretch.start);
    let tail = items.partition_point(|item| (at(item) as usize) < stretch.end);
    (items.get(..head).unwrap_or(&[]), items.get(tail..).unwrap_or(&[]))
}

/// Reads a part of a text whose other parts define `labels`: they are written before it, and taken away again.
fn read_knowing(labels: &[&Label], part: &str) -> Option<Page> {
    if labels.is_empty() {
        return Some(read(part));
    }
    let mut text = String::new();
    let (notes, links): (Vec<&&Label>, Vec<&&Label>) = labels.iter().partition(|label| label.footnote);
    for note in &notes {
        text.push_str(&format!("[^{}]: x\n\n", note.name));
    }
    for link in &links {
        text.push_str(&format!("[{}]: x\n\n", link.name));
    }
    // Else a footnote would go on into indented lines.
    text.push_str("***\n\n");
    let length = text.len();
    text.push_str(part);
    let mut page = read(&text);
    let own = page.outline.labels.iter().filter(|label| (label.at as usize) < length).count();
    // A label that comes out otherwise than it went in.
    if own != labels.len() {
        return None;
    }
    let from = narrow(length);
    page.outline.labels.retain_mut(|label| back(&mut label.at, from));
    page.outline.joints.retain_mut(|joint| back(joint, from));
    page.blocks.retain_mut(|block| back(&mut block.span.start, from) && back(&mut block.span.end, from));
    page.prose = page.prose.get(length..)?.to_owned();
    Some(page)
}

/// Counts `at` from `from` on; whether it stands there.
fn back(at: &mut u32, from: u32) -> bool {
    match at.checked_sub(from) {
        Some(rest) => {
            *at = rest;
            true
        }
        None => false,
    }
}

impl Page {
    /// The first `length` bytes, behind which another block starts.
    fn cut(mut self, length: usize) -> Option<Page> {
        let inside = |at: &u32| (*at as usize) < length;
        self.outline.joints.retain(inside);
        self.outline.labels.retain(|label| inside(&label.at));
        self.blocks.retain(|block: &Block| inside(&block.span.start));
        let whole = Span::new(0, length);
        if !self.blocks.iter().all(|block| whole.contains(block.span)) {
            return None;
        }
        self.prose.is_char_boundary(length).then(|| self.prose.truncate(length))?;
        Some(self)
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
