//! Numbering and bullets in front of list items, headings and legal paragraphs.
//! It must not know whether a marker stands at a line's start or inside a line: the caller asks where it matters.

/// What counts the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counter {
    /// "7", or "2.1" with only its last part counted.
    Number(u32),
    /// "a" or "A", from 1.
    Letter(u32),
    /// "iv" or "IV". Letters that are also numerals ("i", "v", "c") are read as numerals only if "i" leads.
    Roman(u32),
    Bullet(char),
}

/// A marker at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) counter: Counter,
    /// How the counter is closed; items of one list agree in it.
    pub(super) close: Close,
    /// Bytes of the marker without the white space behind it.
    pub(super) len: usize,
    /// Whether the number has several parts: "2.1".
    pub(super) nested: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    Point,
    Bracket,
    Brackets,
    Nothing,
}

impl Marker {
    /// Whether `next` is the item after this one in the same list.
    pub(super) fn precedes(&self, next: &Marker) -> bool {
        if self.close != next.close {
            return false;
        }
        match (self.counter, next.counter) {
            (Counter::Number(a), Counter::Number(b)) | (Counter::Letter(a), Counter::Letter(b)) => b == a + 1,
            (Counter::Roman(a), Counter::Roman(b)) => b == a + 1,
            // "v" and "x" alone were read as letters.
            (Counter::Roman(a), Counter::Letter(b)) => (a == 4 && b == 22) || (a == 9 && b == 24),
            (Counter::Letter(22), Counter::Roman(b)) => b == 6,
            (Counter::Letter(24), Counter::Roman(b)) => b == 11,
            (Counter::Bullet(a), Counter::Bullet(b)) => a == b,
            _ => false,
        }
    }

    /// Whether it can be the first item: "1.", "a)", "(i)", any bullet.
    pub(super) fn is_first(&self) -> bool {
        matches!(
            self.counter,
            Counter::Number(0 | 1) | Counter::Letter(1) | Counter::Roman(1) | Counter::Bullet(_)
        )
    }
}

/// Characters that are bullets wherever they lead a line; `-`, `*` and dashes are bullets only before a space.
const BULLETS: [char; 10] = ['•', '⁃', '‣', '◦', '▪', '●', '○', '■', '□', '➢'];

/// Whether `c` is a bullet wherever it stands.
pub(super) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c)
}

/// Reads the marker that `text` starts with; what follows it is white space or, behind a bullet, anything.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if is_bullet(first) {
        return Some(bullet(first));
    }
    if matches!(first, '-' | '*' | '+' | '–' | '—') {
        let rest = text.get(first.len_utf8()..)?;
        return rest.starts_with([' ', '\t']).then(|| bullet(first));
    }
    let opened = first == '(';
    let body = text.get(usize::from(opened)..)?;
    let (counter, length, nested) = counter(body)?;
    let (close, closing) = close(body.get(length..)?, opened)?;
    let len = usize::from(opened) + length + closing;
    let after = text.get(len..)?;
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    // "Point" alone after a several-part number is usual: "2.1 Background".
    if close == Close::Nothing && !nested {
        return None;
    }
    Some(Marker { counter, close, len, nested })
}

fn bullet(c: char) -> Marker {
    Marker { counter: Counter::Bullet(c), close: Close::Nothing, len: c.len_utf8(), nested: false }
}

/// The closing sign of a counter and its bytes. ".)" counts as a bracket.
fn close(rest: &str, opened: bool) -> Option<(Close, usize)> {
    let bytes = rest.as_bytes();
    match (bytes.first(), bytes.get(1), opened) {
        (Some(b')'), _, true) => Some((Close::Brackets, 1)),
        (_, _, true) => None,
        (Some(b'.'), Some(b')'), _) => Some((Close::Bracket, 2)),
        (Some(b')'), _, _) => Some((Close::Bracket, 1)),
        (Some(b'.'), _, _) => Some((Close::Point, 1)),
        _ => Some((Close::Nothing, 0)),
    }
}

/// A counter, its bytes, and whether it has several parts.
fn counter(text: &str) -> Option<(Counter, usize, bool)> {
    let word = text.get(..text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len()))?;
    if word.is_empty() || word.len() > 5 {
        return None;
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return number(text);
    }
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let lower = word.bytes().all(|b| b.is_ascii_lowercase());
    if !lower && !word.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let counter = match (word.len(), word.bytes().next()) {
        (1, Some(letter)) if !matches!(letter, b'i' | b'I') => {
            Counter::Letter(u32::from(letter.to_ascii_lowercase() - b'a') + 1)
        }
        _ => Counter::Roman(roman(word)?),
    };
    Some((counter, word.len(), false))
}

/// "7", "12", "2.1", "4.1.3": parts of at most three digits, so that years and decimals of money stay numbers.
fn number(text: &str) -> Option<(Counter, usize, bool)> {
    let mut at = 0;
    let mut parts = 0;
    let mut last = 0;
    loop {
        let digits = text.bytes().skip(at).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            break;
        }
        last = text.get(at..at + digits)?.parse().ok()?;
        at += digits;
        parts += 1;
        let point = text.as_bytes().get(at) == Some(&b'.');
        if !point || !text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += 1;
    }
    // A part of four digits or more was left behind its point: a number, no numbering.
    let whole = at > 0 && text.as_bytes().get(at - 1) != Some(&b'.');
    whole.then_some((Counter::Number(last), at, parts > 1))
}

/// Roman numerals to 39, all that lists use.
fn roman(word: &str) -> Option<u32> {
    let lower = word.to_ascii_lowercase();
    let ones = lower.trim_start_matches('x');
    let tens = u32::try_from(lower.len() - ones.len()).ok()?;
    let ones = match ones {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    (tens <= 3).then_some(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read() {
        for (text, counter, len) in [
            ("1. Water", Counter::Number(1), 2),
            ("12) Water", Counter::Number(12), 3),
            ("1.) Water", Counter::Number(1), 3),
            ("2.1 Water", Counter::Number(1), 3),
            ("2.1. Water", Counter::Number(1), 4),
            ("(a) Water", Counter::Letter(1), 3),
            ("iv) Water", Counter::Roman(4), 3),
            ("(ii) Water", Counter::Roman(2), 4),
            ("• Water", Counter::Bullet('•'), 3),
            ("- Water", Counter::Bullet('-'), 1),
        ] {
            let read = marker(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.counter, read.len), (counter, len), "{text}");
        }
    }

    #[test]
    fn these_are_no_markers() {
        for text in [
            "1992. Water",
            "1.5% of",
            "-5 degrees",
            "(see) Water",
            "12 people",
            "an. Water",
            "U.S. aid",
            "",
            "(1992) x",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn items_follow_each_other() {
        let pairs = [
            ("1. a", "2. b"),
            ("a) a", "b) b"),
            ("iv) a", "v) b"),
            ("v) a", "vi) b"),
            ("ix. a", "x. b"),
            ("• a", "• b"),
        ];
        for (one, next) in pairs {
            assert!(marker(one).unwrap().precedes(&marker(next).unwrap()), "{one} {next}");
        }
        for (one, next) in [("1. a", "3. b"), ("1. a", "2) b"), ("a) a", "ii) b")] {
            assert!(!marker(one).unwrap().precedes(&marker(next).unwrap()), "{one} {next}");
        }
    }
}
