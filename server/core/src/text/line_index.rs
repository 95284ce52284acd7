//! Line numbers of byte offsets, for messages and for jumps into sources.
//! It must not know UTF-16: editors' positions are made in the server's `lsp/convert.rs`.

/// Start offsets (bytes) of the lines of one text; line ends are `\n`, `\r\n` and `\r`, as in LSP.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let ends_line = bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n');
            if ends_line {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        LineIndex { starts, len: u32::try_from(text.len()).unwrap_or(u32::MAX) }
    }

    /// Zero-based line that holds byte `offset`; the last line for an offset past the end.
    pub fn line(&self, offset: usize) -> usize {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Byte offset at which zero-based `line` starts; the text's length for a line past the end.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.len) as usize
    }

    /// Zero-based line, and column in bytes, of byte `offset`.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        (line, offset.saturating_sub(self.line_start(line)))
    }

    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_three_kinds_count_once() {
        let index = LineIndex::new("a\nb\r\nc\rd\u{2028}e");
        assert_eq!(index.line_count(), 4);
        assert_eq!(index.line_column(5), (2, 0));
        assert_eq!(index.line_column(7), (3, 0));
    }

    #[test]
    fn an_offset_past_the_end_is_on_the_last_line() {
        assert_eq!(LineIndex::new("a\nb").line(99), 1);
    }
}
