//! Cuts a sentence into words, digit runs and single signs: the ground on which number and date grammars stand.
//! It must not know what any word means.

use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes ("o'clock", "don't"); a hyphen or digit ends it.
    Word,
    /// ASCII digits alone; separators are signs of their own.
    Digits,
    /// Any other single character that is not white space.
    Sign,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the whole prose.
    pub span: Span,
    pub kind: TokenKind,
    /// Whether white space (of any kind, line ends included) stands before it.
    pub spaced: bool,
}

/// The tokens of one sentence with the prose they were cut from. Looking past either end gives `None`, never a panic.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    prose: &'t str,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts `sentence` (bytes of `prose`). Linear in its length.
    pub fn new(prose: &'t str, sentence: Span) -> Self {
        let text = sentence.of(prose);
        let base = sentence.start as usize;
        let mut list = Vec::with_capacity(text.len() / 5 + 1);
        let mut spaced = true;
        let mut chars = text.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            if first.is_whitespace() {
                spaced = true;
                continue;
            }
            let kind = kind_of(first);
            let mut end = at + first.len_utf8();
            while kind != TokenKind::Sign {
                let Some(&(next_at, next)) = chars.peek() else { break };
                let goes_on = kind_of(next) == kind
                    || (kind == TokenKind::Word
                        && is_apostrophe(next)
                        && starts_with_letter(text, next_at + next.len_utf8()));
                if !goes_on {
                    break;
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
            list.push(Token { span: Span::new(base + at, base + end), kind, spaced });
            spaced = false;
        }
        Tokens { prose, list }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn prose(&self) -> &'t str {
        self.prose
    }

    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// The text of token `index`, empty past the end.
    pub fn text(&self, index: usize) -> &'t str {
        self.list.get(index).map_or("", |token| token.span.of(self.prose))
    }

    /// Whether token `index` is `word`, ASCII case aside.
    pub fn is(&self, index: usize, word: &str) -> bool {
        self.text(index).eq_ignore_ascii_case(word)
    }

    /// Whether the tokens from `index` on are `words`, ASCII case aside.
    pub fn are(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(index + offset, word))
    }

    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.list.get(index).map(|token| token.kind)
    }

    /// Whether white space stands before token `index`; true past the end.
    pub fn spaced(&self, index: usize) -> bool {
        self.list.get(index).is_none_or(|token| token.spaced)
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

fn kind_of(c: char) -> TokenKind {
    if c.is_ascii_digit() {
        TokenKind::Digits
    } else if c.is_alphabetic() {
        TokenKind::Word
    } else {
        TokenKind::Sign
    }
}

fn starts_with_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
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
