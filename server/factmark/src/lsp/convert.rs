//! The only place where editors' positions meet byte offsets, in both directions.
//! It must not know documents, findings or features: text and numbers in, numbers out.
//!
//! A position from a client is clamped, never trusted: past the last line is the end of the text, past the end of a
//! line is the end of that line (before its line end), inside a character is its start.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use factmark_core::text::{LineIndex, Span};
use ropey::Rope;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range, Url};

/// In which unit the client counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// The encoding to use with a client that offers `offered`, the client's favourite first.
    /// UTF-8 costs nothing here; UTF-16 is what every client must take; UTF-32 only where it is all that is offered.
    pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offered = offered.unwrap_or_default();
        if offered.contains(&PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if !offered.is_empty() && offered.iter().all(|kind| *kind == PositionEncodingKind::UTF32) {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// Width of one character in this unit.
    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// Width of a text: that of its characters together. It looks at single bytes, so that processors count many at once.
    fn length(self, text: &str) -> usize {
        let bytes = text.bytes();
        match self {
            Encoding::Utf8 => bytes.len(),
            // A character is two units where four bytes spell it.
            Encoding::Utf16 => {
                bytes.map(|byte| usize::from(starts_character(byte)) + usize::from(byte >= 0xF0)).sum()
            }
            Encoding::Utf32 => bytes.map(|byte| usize::from(starts_character(byte))).sum(),
        }
    }
}

/// Whether a character of UTF-8 starts with the byte.
fn starts_character(byte: u8) -> bool {
    !matches!(byte, 0x80..=0xBF)
}

/// A text with its lines, for turning its byte offsets into positions and back.
/// Each offset is reached from the one before, forwards or backwards, so that neighbours cost little on a line of any length.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    index: &'t LineIndex,
    encoding: Encoding,
    last: Cell<Reached>,
}

/// How far the last conversion came: line, byte offset, and units from the start of the line.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    line: usize,
    offset: usize,
    units: usize,
}

impl<'t> Lines<'t> {
    /// `index` must be that of `text`.
    pub fn new(text: &'t str, index: &'t LineIndex, encoding: Encoding) -> Self {
        Lines { text, index, encoding, last: Cell::default() }
    }

    /// Position of byte `offset`; an offset past the end is the end, one inside a character its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let (line, column) = self.index.line_column(offset);
        let start = offset - column;
        let last = self.last.get();
        let between = |from: usize, to: usize| self.encoding.length(self.text.get(from..to).unwrap_or(""));
        let units = if last.line != line || offset - start < last.offset.abs_diff(offset) {
            between(start, offset)
        } else if last.offset <= offset {
            last.units + between(last.offset, offset)
        } else {
            last.units.saturating_sub(between(offset, last.offset))
        };
        self.last.set(Reached { line, offset, units });
        Position { line: narrow(line), character: narrow(units) }
    }

    pub fn range(&self, span: Span) -> Range {
        let start = self.position(span.start as usize);
        Range { start, end: self.position(span.end as usize) }
    }

    /// Byte offset of `position`, clamped.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if line >= self.index.line_count() {
            return self.text.len();
        }
        let start = self.index.line_start(line);
        let content = self.text.get(start..self.index.line_start(line + 1)).unwrap_or("");
        let content = content.trim_end_matches(['\r', '\n']);
        let mut left = position.character as usize;
        let mut offset = start;
        for c in content.chars() {
            let width = self.encoding.width(c);
            if left < width {
                break;
            }
            left -= width;
            offset += c.len_utf8();
        }
        offset
    }
}

/// Character index in `rope` of `position`, clamped; the rope's own counters make it fast on lines of any length.
pub(super) fn rope_char(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let start = rope.line_to_char(line);
    let end = line_content_end(rope, line);
    let column = position.character as usize;
    let at = match encoding {
        Encoding::Utf8 => {
            let byte = rope.char_to_byte(start) + column;
            if byte >= rope.len_bytes() { end } else { rope.byte_to_char(byte) }
        }
        Encoding::Utf16 => {
            let unit = rope.char_to_utf16_cu(start) + column;
            if unit >= rope.len_utf16_cu() { end } else { rope.utf16_cu_to_char(unit) }
        }
        Encoding::Utf32 => start + column,
    };
    at.min(end)
}

/// Character index of the end of a line, before its line end.
fn line_content_end(rope: &Rope, line: usize) -> usize {
    let start = rope.line_to_char(line);
    let content = rope.line(line);
    let line_end =
        content.chars_at(content.len_chars()).reversed().take_while(|c| matches!(c, '\r' | '\n')).count();
    start + content.len_chars() - line_end
}

/// The largest character boundary of `text` that is not past `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The path of a `file:` address; `None` for documents that are not files (such as `untitled:`).
pub(super) fn path_of(uri: &Url) -> Option<PathBuf> {
    uri.to_file_path().ok()
}

/// The `file:` address of an absolute path; a relative one starts at the current folder.
pub(super) fn uri_of(path: &Path) -> Option<Url> {
    Url::from_file_path(std::path::absolute(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Position of every character boundary with its offset, counted character by character as the protocol says.
    fn model(text: &str, encoding: Encoding) -> Vec<(usize, Position)> {
        let mut out = Vec::new();
        let (mut line, mut character) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            out.push((at, Position { line, character }));
            let ends_line = c == '\n' || (c == '\r' && chars.peek().is_none_or(|(_, next)| *next != '\n'));
            (line, character) =
                if ends_line { (line + 1, 0) } else { (line, character + narrow(encoding.width(c))) };
        }
        out.push((text.len(), Position { line, character }));
        out
    }

    fn texts() -> impl Strategy<Value = String> {
        "([a-c \\t]|\\r|\\n|\\r\\n|[éəİß]|[\u{2028}\u{85}\u{b}]|[日本]|[😀👩🏽])*"
    }

    proptest! {
        #[test]
        fn offsets_become_positions_and_come_back(text in texts(), encoding in prop::sample::select(&ENCODINGS)) {
            let index = LineIndex::new(&text);
            let lines = Lines::new(&text, &index, encoding);
            let expected = model(&text, encoding);
            for (offset, position) in expected.iter().chain(expected.iter().rev()) {
                prop_assert_eq!(lines.position(*offset), *position);
                // Between \r and \n is no place of its own: it comes back as the end of the line.
                let inside_line_end = offset.checked_sub(1).is_some_and(|at| text.as_bytes()[at..].starts_with(b"\r\n"));
                prop_assert_eq!(lines.offset(*position), offset - usize::from(inside_line_end));
            }
        }

        #[test]
        fn places_in_any_order_have_the_positions_of_the_model(
            text in texts(),
            encoding in prop::sample::select(&ENCODINGS),
            places in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        ) {
            let index = LineIndex::new(&text);
            let lines = Lines::new(&text, &index, encoding);
            let expected = model(&text, encoding);
            for place in places {
                let (offset, position) = *place.get(&expected);
                prop_assert_eq!(lines.position(offset), position);
            }
        }

        #[test]
        fn any_position_is_clamped_and_rope_and_text_agree(
            text in texts(),
            encoding in prop::sample::select(&ENCODINGS),
            line in prop_oneof![0..12u32, Just(u32::MAX)],
            character in prop_oneof![0..30u32, Just(u32::MAX)],
        ) {
            let position = Position { line, character };
            let index = LineIndex::new(&text);
            let offset = Lines::new(&text, &index, encoding).offset(position);
            prop_assert!(text.is_char_boundary(offset));
            let rope = Rope::from_str(&text);
            prop_assert_eq!(rope.char_to_byte(rope_char(&rope, position, encoding)), offset);
            let real = index.line_column(offset).0;
            prop_assert_eq!(real, (line as usize).min(index.line_count() - 1));
        }
    }

    #[test]
    fn positions_inside_a_character_are_its_start() {
        let text = "a😀b";
        let index = LineIndex::new(text);
        for (encoding, character) in [(Encoding::Utf8, 3), (Encoding::Utf16, 2)] {
            let lines = Lines::new(text, &index, encoding);
            assert_eq!(lines.offset(Position { line: 0, character }), 1);
        }
    }

    #[test]
    fn an_offset_inside_a_character_or_past_the_end_is_moved_back() {
        let text = "é\nx";
        let index = LineIndex::new(text);
        let lines = Lines::new(text, &index, Encoding::Utf16);
        assert_eq!(lines.position(1), Position::new(0, 0));
        assert_eq!(lines.position(99), Position::new(1, 1));
    }

    #[test]
    fn the_encoding_is_the_cheapest_that_is_offered() {
        use PositionEncodingKind as Kind;
        let negotiate = |offered: &[Kind]| Encoding::negotiate(Some(offered));
        assert_eq!(negotiate(&[Kind::UTF16, Kind::UTF8]), Encoding::Utf8);
        assert_eq!(negotiate(&[Kind::UTF32, Kind::UTF16]), Encoding::Utf16);
        assert_eq!(negotiate(&[Kind::UTF32]), Encoding::Utf32);
        assert_eq!(negotiate(&[]), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(None), Encoding::Utf16);
    }
}
