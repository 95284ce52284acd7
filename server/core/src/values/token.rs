//! Cuts a sentence into words, digit runs and single signs: the ground on which number and date grammars stand.
//! It must not know how words combine: what the word lists say of each is looked up once and kept with it.

use crate::text::Span;
use crate::values::date::{self, Word};
use crate::values::number::{self, NumberWord};
use crate::values::operator;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes ("o'clock", "don't"); a hyphen or digit ends it.
    Word,
    /// ASCII digits alone; separators are signs of their own.
    Digits,
    /// Any other single character that is not white space.
    Sign,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'t> {
    pub text: &'t str,
    /// Bytes of the whole prose.
    pub span: Span,
    pub kind: TokenKind,
    /// Whether white space (of any kind, line ends included) stands before it.
    pub spaced: bool,
    /// What a word is in a date.
    date: Option<Word>,
    /// Whether a word is a part of numbers.
    numeral: bool,
    /// Whether a word may start an operator.
    bounds: bool,
}

/// The tokens of one sentence with the prose they were cut from. Looking past either end gives `None`, never a panic.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    prose: &'t str,
    list: Vec<Token<'t>>,
}

impl<'t> Tokens<'t> {
    /// Cuts `sentence` (bytes of `prose`). Linear in its length.
    pub fn new(prose: &'t str, sentence: Span) -> Self {
        let mut tokens = Tokens { prose, list: Vec::with_capacity(sentence.len() / 5 + 2) };
        tokens.cut(sentence);
        tokens
    }

    /// Cuts another sentence of the same prose into the memory that this one took.
    pub fn recut(&mut self, sentence: Span) {
        self.list.clear();
        self.cut(sentence);
    }

    fn cut(&mut self, sentence: Span) {
        let text = sentence.of(self.prose);
        let base = sentence.start as usize;
        let mut spaced = true;
        let mut at = 0;
        while let Some((kind, first)) = kind_at(text, at) {
            let Some(kind) = kind else {
                spaced = true;
                at += first;
                continue;
            };
            let end = match kind {
                TokenKind::Word => word_end(text, at + first),
                TokenKind::Digits => digits_end(text, at + first),
                TokenKind::Sign => at + first,
            };
            let word = text.get(at..end).unwrap_or("");
            let span = Span::new(base + at, base + end);
            let mut token =
                Token { text: word, span, kind, spaced, date: None, numeral: false, bounds: false };
            if kind == TokenKind::Word {
                token.date = date::word(word);
                token.numeral = number::number_word(word).is_some();
                token.bounds = operator::may_start(word);
            }
            self.list.push(token);
            spaced = false;
            at = end;
        }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn prose(&self) -> &'t str {
        self.prose
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<&Token<'t>> {
        self.list.get(index)
    }

    /// The text of token `index`, empty past the end.
    #[inline]
    pub fn text(&self, index: usize) -> &'t str {
        self.list.get(index).map_or("", |token| token.text)
    }

    /// Whether token `index` is `word`, ASCII case aside.
    #[inline]
    pub fn is(&self, index: usize, word: &str) -> bool {
        let text = self.text(index);
        // Most words differ in their length.
        text.len() == word.len() && text.eq_ignore_ascii_case(word)
    }

    /// Whether the tokens from `index` on are `words`, ASCII case aside.
    #[inline]
    pub fn are(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(index + offset, word))
    }

    #[inline]
    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.list.get(index).map(|token| token.kind)
    }

    /// Whether white space stands before token `index`; true past the end.
    #[inline]
    pub fn spaced(&self, index: usize) -> bool {
        self.list.get(index).is_none_or(|token| token.spaced)
    }

    /// What the word at `index` is in a date.
    #[inline]
    pub(in crate::values) fn date_word(&self, index: usize) -> Option<Word> {
        self.list.get(index)?.date
    }

    /// What the word at `index` contributes to a number.
    #[inline]
    pub(in crate::values) fn number_word(&self, index: usize) -> Option<NumberWord> {
        let token = self.list.get(index).filter(|token| token.numeral)?;
        number::number_word(token.text)
    }

    /// Whether the word at `index` is one of those that operators begin with.
    #[inline]
    pub(crate) fn may_bound(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|token| token.bounds)
    }

    /// Bytes from the start of token `from` to the end of token `to` (both included).
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.list.get(from), self.list.get(to)) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            (Some(first), None) => first.span,
            _ => Span::default(),
        }
    }
}

/// The typographic and the typewriter apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// Every dash or hyphen that joins the ends of a range: - ‐ ‑ ‒ – — −
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// The kind of what starts at byte `at` (none for white space) and the length of its first character. Most text is ASCII, which is told by its byte.
fn kind_at(text: &str, at: usize) -> Option<(Option<TokenKind>, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        let kind = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Some(TokenKind::Word),
            b'0'..=b'9' => Some(TokenKind::Digits),
            b' ' | b'\t'..=b'\r' => None,
            _ => Some(TokenKind::Sign),
        };
        return Some((kind, 1));
    }
    let c = char_at(text, at)?;
    let kind = if c.is_alphabetic() {
        Some(TokenKind::Word)
    } else if c.is_whitespace() {
        None
    } else {
        Some(TokenKind::Sign)
    };
    Some((kind, c.len_utf8()))
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The end of the word whose first letter ends at byte `at`.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        end += letters_at(text, end);
        let Some(sign) = char_at(text, end).filter(|&c| is_apostrophe(c)) else { return end };
        // An apostrophe is part of the word where a letter follows.
        let next = end + sign.len_utf8();
        if !char_at(text, next).is_some_and(char::is_alphabetic) {
            return end;
        }
        end = next;
    }
}

/// Bytes of the letters from byte `at` on.
fn letters_at(text: &str, at: usize) -> usize {
    let Some(rest) = text.as_bytes().get(at..) else { return 0 };
    let ascii = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if rest.get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    let others: usize = text
        .get(at + ascii..)
        .unwrap_or("")
        .chars()
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    ascii + others
}

fn digits_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    at + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text, Span::new(0, text.len()));
        (0..tokens.len()).map(|index| tokens.text(index)).collect()
    }

    #[test]
    fn words_digits_and_signs_part() {
        assert_eq!(
            cut("US$ 10m, o\u{2019}clock 2023\u{2010}2024"),
            ["US", "$", "10", "m", ",", "o\u{2019}clock", "2023", "\u{2010}", "2024"]
        );
    }

    #[test]
    fn white_space_of_any_kind_is_noted() {
        let tokens = Tokens::new("34\u{a0}500", Span::new(0, 7));
        assert_eq!((tokens.text(1), tokens.spaced(1)), ("500", true));
        assert!(tokens.spaced(9));
    }
}
