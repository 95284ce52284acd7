//! Cuts prose into words for the finders of this floor: one pass, no allocation.
//! It must not know what a word means.

use crate::text::is_short_calendar_word;

/// One word: letters and digits with what joins them (`-`, `'`, `’`, `&`, `+`, dots of initials). Offsets are bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) word: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// "'s" or "’" follows; it belongs to no name.
    pub(super) possessive: bool,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Starts with a small letter.
    Lower,
    /// Starts with a capital and goes on with small letters.
    Capitalised,
    /// At least two capitals and fewer small letters, or a capital inside: "UNHCR", "NGOs", "UN-Habitat", "EU4Youth".
    Acronym,
    /// One capital letter, perhaps with a full stop.
    Letter,
    Number,
}

/// What separates two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space alone.
    Space,
    Comma,
    /// "&" between spaces.
    Ampersand,
    /// A quotation mark, colon, dash or the start of the text: what follows may be capitalised for its place.
    Opening,
    Other,
}

/// The words of `text`, whose offsets are raised by `base`.
pub(super) fn tokens(text: &str, base: usize) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, gap) = next_start(text, at)?;
        let end = end_of(text, start);
        at = end;
        let raw = text.get(start..end)?;
        let (word, possessive) = without_possessive(raw, text.get(end..).unwrap_or(""));
        let around = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        let shape = if is_part_of_value(word, around) { Shape::Lower } else { shape_of(word) };
        Some(Token { word, start: base + start, end: base + start + word.len(), shape, possessive, gap })
    })
}

fn next_start(text: &str, from: usize) -> Option<(usize, Gap)> {
    if let [b' ', next, ..] = text.as_bytes().get(from..)?
        && next.is_ascii_alphanumeric()
        && from > 0
    {
        return Some((from + 1, Gap::Space));
    }
    let rest = text.get(from..)?;
    let mut gap = if from == 0 { Gap::Opening } else { Gap::Space };
    for (at, c) in rest.char_indices() {
        if c.is_alphanumeric() || (c == '#' && gap == Gap::Space && at > 0) {
            if c == '#' {
                continue;
            }
            return Some((from + at, gap));
        }
        // "Farmers' Union": the apostrophe belongs to the word before.
        let owns =
            at == 0 && matches!(c, '\'' | '’') && text.as_bytes().get(from.wrapping_sub(1)) == Some(&b's');
        gap = match c {
            _ if c.is_whitespace() || owns => gap,
            ',' if gap == Gap::Space => Gap::Comma,
            '&' if gap == Gap::Space => Gap::Ampersand,
            '"' | '“' | '‘' | '«' | ':' | '–' | '—' | '•' | '*' | '|' => Gap::Opening,
            // An apostrophe or closing quotation mark after a word is not an opening, but it separates.
            _ => {
                if gap == Gap::Opening {
                    gap
                } else {
                    Gap::Other
                }
            }
        };
    }
    None
}

fn end_of(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        // Most words end here: no other ASCII character joins.
        if byte.is_ascii() && !matches!(byte, b'-' | b'\'' | b'&' | b'+' | b'.') {
            break;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        let follows = text
            .get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphanumeric);
        let joins = match c {
            '-' | '\'' | '’' | '&' | '\u{2010}' | '\u{2011}' => follows,
            '+' => !follows,
            // "U.S." but not "end.Start": only after a single letter.
            '.' => is_initial(text, start, at) || is_abbreviation(text.get(start..at).unwrap_or("")),
            _ => c.is_alphanumeric() || is_mark(c),
        };
        if !joins {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// Whether a single capital letter stands right before the full stop at `at`, in a word that starts at `start`.
fn is_initial(text: &str, start: usize, at: usize) -> bool {
    let Some(head) = text.get(start..at) else {
        return false;
    };
    let mut back = head.chars().rev();
    let letter = back.next().is_some_and(char::is_uppercase);
    let alone = back.next().is_none_or(|c| c == '.');
    let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
    let name = next == Some(' ')
        && text.get(at + 2..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
    // The last full stop of "U.S." belongs to the word where it has dots inside, that of "J. Smith" to the initial.
    letter && alone && (next.is_some_and(char::is_uppercase) || head.contains('.') || name)
}

/// Forms of address whose full stop ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "St" | "Gen" | "Col" | "Lt" | "Sen" | "Rep" | "Gov" | "Hon"
    )
}

fn without_possessive<'t>(raw: &'t str, after: &str) -> (&'t str, bool) {
    let apart = match raw.as_bytes() {
        [.., before, b's'] => *before == b'\'' || !before.is_ascii(),
        [.., b's'] => false,
        _ => return (raw, false),
    };
    if !apart {
        return (raw, after.starts_with(['\'', '’']));
    }
    for ending in ["'s", "’s"] {
        if let Some(stem) = raw.strip_suffix(ending) {
            return (stem, true);
        }
    }
    (raw, after.starts_with(['\'', '’']))
}

/// "Nov." of a date, "US" of "US$5", "Q3": capitals that belong to a value. `around` is the text before and behind the word.
fn is_part_of_value(word: &str, around: (&str, &str)) -> bool {
    if word.len() > 4 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let (before, behind) = around;
    // "A/RES/72/488", "S/PV.4567"
    let numbered =
        behind.strip_prefix(['/', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if numbered && before.ends_with('/') {
        return true;
    }
    let digit = |c: char| c.is_ascii_digit();
    match word {
        "US" | "A" | "C" | "AU" | "CA" | "HK" | "NZ" | "R" | "S" | "NT" => behind.starts_with('$'),
        "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" => true,
        _ if is_short_calendar_word(word) => {
            let behind = behind.strip_prefix('.').unwrap_or(behind);
            let behind = behind.strip_prefix(',').unwrap_or(behind).trim_start();
            behind.starts_with(digit)
                || before.trim_end().ends_with(digit) && before.len() > before.trim_end().len()
        }
        _ => false,
    }
}

fn shape_of(word: &str) -> Shape {
    if let [first, rest @ ..] = word.as_bytes()
        && first.is_ascii_lowercase()
        && (!matches!(first, b'd' | b'l') || rest.iter().all(u8::is_ascii_lowercase))
    {
        return Shape::Lower;
    }
    // "d’Ivoire", "l'Europe"
    let bare = match word.as_bytes() {
        [b'd' | b'l', ..] => {
            ["d'", "d’", "l'", "l’"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word)
        }
        _ => word,
    };
    let mut chars = bare.chars();
    let Some(first) = chars.next() else {
        return Shape::Lower;
    };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        // "iPhone" and "mRNA" are written, not capitalised for their place.
        return Shape::Lower;
    }
    let rest = chars.as_str();
    if rest.is_empty() || rest == "." {
        return Shape::Letter;
    }
    let (mut upper, mut lower, mut after_break) = (0, 0, false);
    for c in rest.chars() {
        upper += usize::from(c.is_uppercase() && !after_break);
        lower += usize::from(c.is_lowercase());
        after_break = !c.is_alphanumeric();
    }
    // "Soviet-era" describes; "Al-Qaida" and "Timor-Leste" name.
    let described = word
        .rsplit_once('-')
        .is_some_and(|(head, tail)| head.len() > 2 && tail.starts_with(|c: char| c.is_lowercase()));
    if described && head_is_word(word) {
        return Shape::Lower;
    }
    let initials = word.contains('.') && lower == 0;
    let hyphened = word
        .split(['-', '\u{2010}', '\u{2011}'])
        .next()
        .is_some_and(|head| head.len() >= 2 && head.chars().all(char::is_uppercase));
    if (upper >= 1 && (lower <= upper + 1 || rest.contains(|c: char| c.is_ascii_digit())))
        || initials
        || hyphened
    {
        return Shape::Acronym;
    }
    Shape::Capitalised
}

/// Whether the part before the first hyphen is a word with small letters; "UN-led" starts with a name all the same.
fn head_is_word(word: &str) -> bool {
    word.split('-').next().is_some_and(|head| head.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_shapes() {
        let text = "The UN-Habitat's envoy, J. Smith of the U.S. and Côte d’Ivoire, met “Rivers” on EU4Youth and the NGOs’ plan.";
        let found: Vec<(&str, Shape)> = tokens(text, 0).map(|token| (token.word, token.shape)).collect();
        let expected = [
            ("The", Shape::Capitalised),
            ("UN-Habitat", Shape::Acronym),
            ("envoy", Shape::Lower),
            ("J.", Shape::Letter),
            ("Smith", Shape::Capitalised),
            ("of", Shape::Lower),
            ("the", Shape::Lower),
            ("U.S.", Shape::Acronym),
            ("and", Shape::Lower),
            ("Côte", Shape::Capitalised),
            ("d’Ivoire", Shape::Capitalised),
            ("met", Shape::Lower),
            ("Rivers", Shape::Capitalised),
            ("on", Shape::Lower),
            ("EU4Youth", Shape::Acronym),
            ("and", Shape::Lower),
            ("the", Shape::Lower),
            ("NGOs", Shape::Acronym),
            ("plan", Shape::Lower),
        ];
        assert_eq!(found, expected);
    }
}
