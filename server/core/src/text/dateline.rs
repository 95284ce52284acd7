//! Finds a date line ("Tuesday, 1 September 2015") that was run together with a headline or the first sentence.
//! It must not know dates as values: only how a date line is written.
use crate::text::calendar::{MONTHS, WEEKDAYS};

/// Byte behind a date line that opens `text`, where a capitalised word follows without any mark between.
pub(super) fn leading(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let length = date(text.get(start..)?)?;
    let end = start + length;
    let rest = text.get(end..)?;
    let opens = rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_uppercase);
    opens.then_some(end)
}

/// Byte at which a date line starts that closes `text`, where a headline without a full stop stands before it.
pub(super) fn trailing(text: &str) -> Option<usize> {
    let trimmed = text.trim_end();
    if !trimmed.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // The longest date line is "Wednesday, September 30, 2026".
    let from = trimmed.floor_char_boundary(trimmed.len().saturating_sub(30));
    let tail = trimmed.get(from..)?;
    let (at, _) = tail.match_indices(char::is_whitespace).find(|(at, space)| {
        let rest = tail.get(at + space.len()..).unwrap_or("");
        date(rest) == Some(rest.len())
    })?;
    let head = trimmed.get(..from + at)?.trim_end();
    let word = super::sentence::word_before(head, head.len());
    let headline = head
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!' | '"' | '”' | '’' | '\'' | ')'));
    let first = tail.get(at..)?.trim_start();
    (headline && !super::abbreviation::leads_on(word)).then_some(trimmed.len() - first.len())
}

/// Bytes of a date line at the start of `text`: weekday, comma, then day, month and year in either order.
fn date(text: &str) -> Option<usize> {
    let mut parts = Parts { text, at: 0 };
    if !WEEKDAYS.contains(&parts.word()?) || !parts.skip(',') {
        return None;
    }
    if let Some(day) = parts.number() {
        return (day <= 31 && MONTHS.contains(&parts.word()?) && parts.year()).then_some(parts.at);
    }
    let month = MONTHS.contains(&parts.word()?);
    let day = parts.number().is_some_and(|day| day <= 31);
    (month && day && parts.skip(',') && parts.year()).then_some(parts.at)
}

struct Parts<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parts<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn word(&mut self) -> Option<&'t str> {
        self.spaces();
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).filter(|word| !word.is_empty())
    }

    fn number(&mut self) -> Option<u32> {
        self.spaces();
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).take(5).count();
        let number = rest.get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    fn year(&mut self) -> bool {
        let start = self.at;
        self.number().is_some_and(|year| (1000..=2999).contains(&year)) && self.at - start >= 4
    }

    fn skip(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }
}
