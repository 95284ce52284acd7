//! The words of a sentence, stop words and numbers included, each with whether punctuation parts it from the one before.
//! It must not know what a word means.

use std::borrow::Cow;

use crate::text::Span;

/// A run of letters and digits with inner apostrophes; hyphenated words fall into their parts.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    pub span: Span,
    pub text: &'t str,
    /// In lower case; short forms keep their capitals, so that "WHO" is no "who".
    pub lower: Cow<'t, str>,
    /// A comma, colon, bracket or dash stands before it.
    pub breaks: bool,
    /// A quotation mark stands before it.
    pub quote: bool,
}

/// All tokens of a sentence, in order. Linear in its length.
pub fn tokens_of(text: &str, sentence: Span) -> Vec<Token<'_>> {
    let source = sentence.of(text);
    let mut tokens = Vec::new();
    let mut start = None;
    let (mut breaks, mut quote) = (false, false);
    let mut before = ' ';
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let joins = matches!(c, '\'' | '’') && start.is_some() && next.is_alphabetic();
        if c.is_alphanumeric() || joins {
            start.get_or_insert(at);
        } else {
            if let Some(from) = start.take() {
                tokens.push(token(source, sentence, from..at, (breaks, quote)));
                (breaks, quote) = (false, false);
            }
            let inside_number = before.is_ascii_digit() && next.is_ascii_digit();
            let dash = matches!(c, '—' | '–') || c == '-' && before == ' ' && next == ' ';
            quote |= matches!(c, '"' | '“' | '”' | '«' | '»');
            breaks |= (matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']') || dash) && !inside_number;
        }
        before = c;
    }
    if let Some(from) = start {
        tokens.push(token(source, sentence, from..source.len(), (breaks, quote)));
    }
    tokens
}

fn token<'t>(
    source: &'t str,
    sentence: Span,
    range: std::ops::Range<usize>,
    (breaks, quote): (bool, bool),
) -> Token<'t> {
    let span = Span::new(range.start, range.end).shifted(sentence.start as usize);
    let text = source.get(range).unwrap_or("");
    let is_lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    let short_form = text.chars().nth(1).is_some() && text.chars().all(char::is_uppercase);
    let lower = if is_lower || short_form { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) };
    Token { span, text, lower, breaks, quote }
}

impl Token<'_> {
    pub fn starts_upper(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_between_words_is_remembered() {
        let text = "In Riga, the trust’s 34,500 well-known members (all of them) didn't vote — yet.";
        let tokens = tokens_of(text, Span::new(0, text.len()));
        let shown: Vec<String> =
            tokens.iter().map(|t| format!("{}{}", if t.breaks { "|" } else { "" }, t.lower)).collect();
        let expected = "in riga |the trust’s 34 500 well known members |all of them |didn't vote |yet";
        assert_eq!(shown.join(" "), expected);
    }
}
