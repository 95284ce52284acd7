//! Lines of a text, and what the shape of a line tells: where it was broken by hand, where only the page ended.
//! It must not know what the blocks on both sides are.

use crate::text::abbreviation::leads_on;
use crate::text::sentence::word_before;

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Byte at which its text starts, behind the indent.
    pub(super) start: usize,
    /// Its text without white space at the ends.
    pub(super) text: &'t str,
    /// Width of the whole line with its indent and markup, in characters.
    pub(super) width: usize,
}

/// Lines with their start (bytes) and without their end. Ends are `\n`, `\r\n`, `\r`, form feed and U+2028/2029.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let tail = rest?;
        let start = at;
        let Some(end) = tail.find(['\n', '\r', '\u{C}', '\u{2028}', '\u{2029}']) else {
            rest = None;
            return Some((start, tail));
        };
        let (line, behind) = tail.split_at_checked(end)?;
        let length =
            if behind.starts_with("\r\n") { 2 } else { behind.chars().next().map_or(1, char::len_utf8) };
        at += end + length;
        rest = behind.get(length..);
        Some((start, line))
    })
}

impl<'t> Line<'t> {
    /// `raw` starts at byte `start`; `width` counts its characters as written, before anything was masked.
    pub(super) fn new(start: usize, raw: &'t str, width: usize) -> Self {
        Line { start: start + raw.len() - raw.trim_start().len(), text: raw.trim(), width }
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it ends as a sentence does, closing quotes and brackets aside.
    pub(super) fn is_closed(&self) -> bool {
        self.tail().ends_with(['.', '!', '?', '…'])
    }

    /// Whether it ends with a word or sign that needs what follows.
    pub(super) fn leads_on(&self) -> bool {
        let tail = self.tail();
        tail.ends_with([',', '-', '–', '—', '/', '(', '&'])
            || leads_on(word_before(self.text, self.text.len()))
    }

    pub(super) fn opens_small(&self) -> bool {
        self.text.trim_start_matches(['"', '“', '‘', '\'', '(']).starts_with(char::is_lowercase)
    }

    pub(super) fn opens_large(&self) -> bool {
        let inner = self.text.trim_start_matches(['"', '“', '‘', '\'', '(', '[']);
        inner.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    fn tail(&self) -> &'t str {
        self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_'])
    }

    /// Whether `next`'s first word would still have fitted on this line of a page `page` characters wide. Whoever
    /// wraps text fills the line first, so the break was then made by hand.
    pub(super) fn ends_early(&self, next: &Line<'_>, page: usize) -> bool {
        let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        self.width + 1 + word <= page
    }

    /// Whether it can be a heading over `next`: short, not closed, ended early, with a capital on both lines.
    pub(super) fn heads(&self, next: &Line<'_>, page: usize) -> bool {
        self.width <= HEADING
            && self.opens_large()
            && !self.is_closed()
            && !self.leads_on()
            && next.opens_large()
            && self.ends_early(next, page)
    }
}

/// The longest line that can be a heading, in characters.
pub(super) const HEADING: usize = 100;

/// Pages are not wider than this many characters: with a longer line, each line is a paragraph.
pub(super) const WIDEST_PAGE: usize = 200;

/// Width of the page on which `lines` were wrapped: their longest line. A line of one word (a URL) cannot be wrapped,
/// and a lone line far beyond the others was not.
pub(super) fn page_width(lines: &[Line<'_>]) -> usize {
    let (mut longest, mut second) = (0, 0);
    for line in lines.iter().filter(|line| line.text.contains(char::is_whitespace)) {
        if line.width > longest {
            second = longest;
            longest = line.width;
        } else {
            second = second.max(line.width);
        }
    }
    let outlier = lines.len() >= 6 && second >= 40 && longest > second + second / 2;
    if outlier { second } else { longest }
}
