//! Turns byte offsets of one text into the unit that a caller asked for.
//! It must not know what the offsets point at.

use clap::ValueEnum;
use factmark_core::text::Span;

/// Unit in which offsets are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OffsetUnit {
    /// Bytes of UTF-8
    #[default]
    Bytes,
    /// UTF-16 code units, as JavaScript and many editors count
    Utf16,
    /// Unicode code points, as Python counts
    Codepoints,
}

/// Converts the offsets of one text. Built once a text in linear time; each conversion is a look-up.
#[derive(Debug)]
pub struct Offsets {
    /// For texts with characters beyond ASCII: the converted offset of each byte.
    converted: Option<Vec<u32>>,
}

impl Offsets {
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        if unit == OffsetUnit::Bytes || text.is_ascii() {
            return Offsets { converted: None };
        }
        let mut converted = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for c in text.chars() {
            converted.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += match unit {
                OffsetUnit::Utf16 => u32::try_from(c.len_utf16()).unwrap_or(1),
                _ => 1,
            };
        }
        converted.push(count);
        Offsets { converted: Some(converted) }
    }

    fn one(&self, byte: u32) -> u32 {
        let Some(converted) = &self.converted else { return byte };
        converted.get(byte as usize).or(converted.last()).copied().unwrap_or(byte)
    }

    /// `[start, end]` in the unit asked for.
    pub fn pair(&self, span: Span) -> [u32; 2] {
        [self.one(span.start), self.one(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_counts_its_own_way() {
        let text = "é😀x";
        let last = Span::new(6, 7);
        assert_eq!(Offsets::new(text, OffsetUnit::Bytes).pair(last), [6, 7]);
        assert_eq!(Offsets::new(text, OffsetUnit::Utf16).pair(last), [3, 4]);
        assert_eq!(Offsets::new(text, OffsetUnit::Codepoints).pair(last), [2, 3]);
    }
}
