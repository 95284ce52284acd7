//! Splits a block into sentences. A point ends one only where the words around it allow; quotations are split inside.
//! It must not know Markdown: a block's prose arrives already masked.
//!
//! Written for this project instead of taking a library: on GUM and the golden rules it is the more exact (see
//! `tests/src/bin/measure_extraction`), and one scanner over bytes is several times faster.

use crate::text::abbreviation::{is_exclaiming_name, leads_on, opens_credit, opens_sentence};
use crate::text::ending::{Before, ends_sentence};
use crate::text::marker::{Counter, Marker, is_bullet, marker};
use crate::text::{Block, Span, dateline};

/// Sentences of one block as byte spans of the whole text `prose`, in order, trimmed of white space.
///
/// Linear in the length of the block; white space of any kind and length counts the same, so that line ends and
/// wrapping change nothing.
pub fn sentences_of(prose: &str, block: &Block) -> Vec<Span> {
    let text = block.span.of(prose);
    let mut splitter = Splitter::new(text);
    splitter.run();
    let offset = block.span.start as usize;
    splitter.pieces.into_iter().map(|piece| piece.shifted(offset)).collect()
}

/// How far a closing bracket is looked for, in bytes. Longer parentheses are split like other text.
const PARENTHESIS: usize = 400;

struct Splitter<'t> {
    text: &'t str,
    /// Where the sentence being read starts.
    start: usize,
    /// No sentence ends before this byte: it closes a parenthesis after which the sentence goes on.
    shield: usize,
    /// The first closing bracket at or behind the last place where one was sought: thousands of brackets that are
    /// never closed cost one search.
    closer: Option<usize>,
    /// Marker of the present item, in a block that opens with one: the next item's marker opens a sentence.
    item: Option<Marker>,
    pieces: Vec<Span>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str) -> Self {
        let trimmed = text.trim_start();
        // "R. S. Kaufmann" is no list: letters count only from the first.
        let item =
            marker(trimmed).filter(|item| item.is_first() || matches!(item.counter, Counter::Number(_)));
        Splitter { text, start: 0, shield: 0, closer: Some(0), item, pieces: Vec::new() }
    }

    fn run(&mut self) {
        if let Some(end) = dateline::leading(self.text) {
            self.cut(end);
        }
        let last = dateline::trailing(self.text);
        let mut at = self.start;
        while let Some(next) = self.next_candidate(at) {
            at = self.consider(next).max(next + 1);
        }
        if let Some(from) = last.filter(|from| *from > self.start) {
            self.cut(from);
        }
        self.cut(self.text.len());
    }

    /// The next byte at which something could end or open a sentence.
    fn next_candidate(&self, from: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        let found = rest.iter().position(|byte| is_candidate(*byte))?;
        Some(from + found)
    }

    /// Looks at the candidate at byte `at`; returns where to go on.
    fn consider(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let Some(c) = rest.chars().next() else { return at + 1 };
        match c {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' => self.consider_end(at),
            '(' | '[' => self.consider_bracket(at),
            ')' => self.consider_item(at),
            ':' => self.consider_credit(at),
            c if is_bullet(c) => self.consider_bullet(at),
            c => at + c.len_utf8(),
        }
    }

    fn consider_end(&mut self, at: usize) -> usize {
        if self.item.is_some() && self.text.as_bytes().get(at) == Some(&b'.') && self.cut_before_item(at) {
            return at + 1;
        }
        let before = Before { text: self.text, sentence: self.start };
        let ending = ends_sentence(&before, at);
        if let Some(cut) = ending.cut
            && at >= self.shield
            && !self.is_exclaiming(at, cut)
        {
            self.cut(cut);
        }
        ending.resume
    }

    /// "Yahoo! Finance": the mark belongs to a name, unless the next word opens a sentence.
    fn is_exclaiming(&self, at: usize, cut: usize) -> bool {
        self.text.as_bytes().get(at) == Some(&b'!')
            && is_exclaiming_name(word_before(self.text, at))
            && !opens_sentence(word_after(self.text, cut))
    }

    /// A parenthesis behind which the sentence goes on is not split inside.
    fn consider_bracket(&mut self, at: usize) -> usize {
        if at < self.shield || self.next_closer(at).is_none_or(|closer| closer > at + PARENTHESIS) {
            return at + 1;
        }
        if let Some(close) = closing_bracket(self.text, at) {
            let after = self.text.get(close + 1..).unwrap_or("").trim_start();
            let on = after.starts_with(|c: char| {
                c.is_lowercase() || matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | ')' | ']')
            });
            if on {
                self.shield = close;
            }
        }
        at + 1
    }

    /// The first closing bracket behind byte `at`, which never goes back.
    fn next_closer(&mut self, at: usize) -> Option<usize> {
        if self.closer? < at {
            let rest = self.text.as_bytes().get(at..)?;
            self.closer = rest.iter().position(|byte| matches!(byte, b')' | b']')).map(|found| at + found);
        }
        self.closer
    }

    fn consider_item(&mut self, at: usize) -> usize {
        if self.item.is_some() {
            self.cut_before_item(at);
        }
        at + 1
    }

    /// Cuts before the marker whose closing sign stands at `at`, if it is the next item's. Returns whether it was.
    fn cut_before_item(&mut self, at: usize) -> bool {
        // A marker is short: "(viii", "12.3".
        let head = self.text.as_bytes().get(..at).unwrap_or(&[]);
        let length =
            head.iter().rev().take(8).take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
        let from = at - length;
        let from = if head.get(..from).is_some_and(|head| head.ends_with(b"(")) { from - 1 } else { from };
        let spaced = self.text.get(..from).is_some_and(|h| h.ends_with(char::is_whitespace));
        if from <= self.start || !spaced {
            return false;
        }
        let Some(next) = self.text.get(from..).and_then(marker) else { return false };
        let Some(item) = self.item else { return false };
        if !item.precedes(&next)
            || leads_on(word_before(self.text, from))
            || labels(word_before(self.text, from))
        {
            return false;
        }
        // "A. B. Smith": an item has words.
        if self.text.get(self.start..from).is_some_and(|item_text| item_text.trim().len() <= item.len + 2) {
            return false;
        }
        self.cut(from);
        self.item = Some(next);
        true
    }

    fn consider_bullet(&mut self, at: usize) -> usize {
        let c = self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let spaced = self.text.get(..at).is_some_and(|head| head.ends_with(char::is_whitespace));
        let listed = self.item.is_some_and(|item| item.counter == Counter::Bullet(c));
        if spaced && listed && at > self.start {
            self.cut(at);
        }
        at + c.len_utf8()
    }

    /// "… in the harbour Photo: A. Writer": a credit line opens a sentence of its own.
    fn consider_credit(&mut self, at: usize) -> usize {
        let label = word_before(self.text, at);
        let from = at - label.len();
        let spaced = self.text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_whitespace);
        if spaced && from > self.start && opens_credit(label) {
            let head = self.text.get(self.start..from).unwrap_or("").trim_end();
            let closed =
                head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ')' | '"' | '”' | '’'));
            if closed && !leads_on(word_before(head, head.len())) {
                self.cut(from);
            }
        }
        at + 1
    }

    /// Ends the sentence being read at byte `end`.
    fn cut(&mut self, end: usize) {
        let raw = self.text.get(self.start..end).unwrap_or("");
        let lead = raw.len() - raw.trim_start().len();
        let trimmed = raw.trim();
        if !trimmed.is_empty() {
            let from = self.start + lead;
            self.pieces.push(Span::new(from, from + trimmed.len()));
        }
        self.start = end;
    }
}

/// Nouns that number what follows them: "in section 2. The".
fn labels(word: &str) -> bool {
    crate::text::abbreviation::takes_number(word)
}

/// Byte of the bracket that closes the one at `open`, if it is near.
pub(super) fn closing_bracket(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.as_bytes().get(open..)?.iter().take(PARENTHESIS).enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

/// The letters and digits that end at byte `end`, white space in between skipped.
pub(super) fn word_before(text: &str, end: usize) -> &str {
    let head = text.get(..end).unwrap_or("").trim_end();
    let start = head.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |before| {
        before + head.get(before..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    head.get(start..).unwrap_or("")
}

/// The word that starts at or behind byte `from`, with its apostrophes.
pub(super) fn word_after(text: &str, from: usize) -> &str {
    let tail = text.get(from..).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = tail.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).unwrap_or(tail.len());
    tail.get(..end).unwrap_or("")
}

/// Whether a character that [`Splitter::consider`] looks at can start with `byte`: `…` and bullets start with 0xE2,
/// the full stops of Chinese and Japanese with 0xE3 and 0xEF.
fn is_candidate(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'(' | b'[' | b')' | b':' | 0xE2 | 0xE3 | 0xEF)
}

#[cfg(test)]
mod tests;
