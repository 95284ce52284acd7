//! Lines of a text, and what the shape of a line tells: where it was broken by hand, where only the page ended.
//! It must not know what the blocks on both sides are.

use crate::text::abbreviation::{Class, class, leads_on};
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
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let end = line_end(text, start);
        at = end.map(|(_, next)| next);
        Some((start, text.get(start..end.map_or(text.len(), |(end, _)| end))?))
    })
}

/// Where the line that starts at byte `start` ends, and where the next one starts.
fn line_end(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    loop {
        let rest = text.as_bytes().get(at..)?;
        let end = at + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'\x0C' | 0xE2))?;
        let length = match text.as_bytes().get(end..)? {
            [b'\r', b'\n', ..] => 2,
            // U+2028 and U+2029; other characters start with this byte too.
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            [0xE2, ..] => {
                at = end + 3;
                continue;
            }
            _ => 1,
        };
        return Some((end, end + length));
    }
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

    /// Whether it ends with a title or an initial, which a name follows: "said Dr.", "by A.".
    pub(super) fn awaits_name(&self) -> bool {
        let Some(text) = self.text.strip_suffix('.') else { return false };
        let word = word_before(text, text.len());
        let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
        initial || class(word) == Some(Class::Never)
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
