//! Finds the quotations of a draft and cuts them into the stretches that must stand in a source word for word.
//! It must not know sources.

use crate::claims::{Token, tokens_of};
use crate::text::{Block, BlockKind, Span};

/// Words between one pair of quotation marks, or of one block quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Without the marks.
    pub(super) inner: Span,
    /// A quotation set as a block of its own, without marks.
    pub(super) block: bool,
}

/// A stretch without omission or insertion: its words in order.
pub(super) struct Stretch<'t> {
    pub(super) words: Vec<Token<'t>>,
}

/// Longest quotation that is read, in bytes: what is longer is a mark that was never closed.
const LONGEST: usize = 1_500;

/// All quotations of a block, in order; a quotation inside another is part of it.
pub(super) fn quotations(text: &str, block: &Block) -> Vec<Quotation> {
    let source = block.span.of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = next_opening(source, at) {
        let from = start + open.len_utf8();
        let Some(end) = closing(source, from, open) else {
            at = from;
            continue;
        };
        let inner = Span::new(from, end).shifted(block.span.start as usize);
        at = end + 1;
        while !source.is_char_boundary(at) {
            at += 1;
        }
        if inner.len() <= LONGEST && !inner.of(text).contains('`') {
            found.push(Quotation { inner, block: false });
        }
    }
    if found.is_empty() && block.kind == BlockKind::Quote {
        found.push(Quotation { inner: block.span, block: true });
    }
    found
}

fn next_opening(source: &str, from: usize) -> Option<(usize, char)> {
    let rest = source.get(from..)?;
    let mut before = source.get(..from).and_then(|head| head.chars().next_back()).unwrap_or(' ');
    for (at, c) in rest.char_indices() {
        let next = rest.get(at + c.len_utf8()..).and_then(|tail| tail.chars().next()).unwrap_or(' ');
        let outside = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '*' | '_');
        let opens = match c {
            '“' | '„' | '«' => true,
            '"' | '‘' => outside && !next.is_whitespace(),
            _ => false,
        };
        if opens {
            return Some((from + at, c));
        }
        before = c;
    }
    None
}

fn closing(source: &str, from: usize, open: char) -> Option<usize> {
    let rest = source.get(from..)?;
    let mut depth = 0_u32;
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        let next = rest.get(at + c.len_utf8()..).and_then(|tail| tail.chars().next()).unwrap_or(' ');
        let closes = match open {
            '“' => c == '”',
            '„' => matches!(c, '“' | '”'),
            '«' => c == '»',
            '‘' => c == '’' && !next.is_alphanumeric(),
            _ => c == '"' && !before.is_whitespace() && !next.is_alphanumeric(),
        };
        if closes && depth == 0 {
            return Some(from + at);
        }
        if closes {
            depth -= 1;
        } else if c == open && open != '"' && open != '„' {
            depth += 1;
        }
        before = c;
    }
    None
}

/// Cuts a quotation at its omissions ("…", "[...]") and at the writer's insertions ("[the fund]"). "[T]he" is left out whole.
pub(super) fn stretches<'t>(text: &'t str, quotation: &Quotation) -> Vec<Stretch<'t>> {
    let mut out = Vec::new();
    for piece in pieces(text, quotation.inner) {
        let words = tokens_of(text, piece);
        if !words.is_empty() {
            out.push(Stretch { words });
        }
    }
    out
}

fn pieces(text: &str, inner: Span) -> Vec<Span> {
    let source = inner.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let cut = if rest.starts_with("...") {
            Some(3)
        } else if rest.starts_with('…') {
            Some('…'.len_utf8())
        } else if rest.starts_with('[') {
            bracket(source, at)
        } else {
            None
        };
        match cut {
            Some(length) => {
                out.push(Span::new(start, at).shifted(inner.start as usize));
                at += length;
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out.push(Span::new(start, source.len().max(start)).shifted(inner.start as usize));
    out
}

/// Length of a bracketed insertion; with the rest of its word where it stands for one letter: "[T]he".
fn bracket(source: &str, at: usize) -> Option<usize> {
    let rest = source.get(at..)?;
    let length = rest.find(']')? + 1;
    let letter = rest.get(1..length - 1)?.chars().count() == 1;
    let tail = rest.get(length..)?.chars().take_while(|c| letter && c.is_alphabetic());
    Some(length + tail.map(char::len_utf8).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::text::Markup;

    fn found(text: &str) -> Vec<String> {
        let analysis = read(text, Markup::Markdown);
        let each = analysis.blocks.iter().flat_map(|block| quotations(text, block));
        each.map(|quotation| quotation.inner.of(text).to_owned()).collect()
    }

    #[test]
    fn marks_of_all_kinds_are_paired() {
        for (text, expected) in [
            ("He said “the port is closed” today.", vec!["the port is closed"]),
            (
                "He said \"the port is closed\" and \"no ship left\".",
                vec!["the port is closed", "no ship left"],
            ),
            ("He said ‘the port’s gate is closed’.", vec!["the port’s gate is closed"]),
            ("He said “she told me ‘go home’ twice”.", vec!["she told me ‘go home’ twice"]),
            ("« Le port » is a bar.", vec![" Le port "]),
            ("A 5\" pipe and a 6\" pipe.", vec![]),
            ("The dockers' union and the sailors' fund.", vec![]),
            ("> The port is closed until May.", vec!["The port is closed until May."]),
            ("An “open mark.", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn omissions_and_insertions_cut_a_quotation() {
        let cut = |text: &str| -> Vec<String> {
            let quotation = Quotation { inner: Span::new(0, text.len()), block: false };
            let each = stretches(text, &quotation);
            each.iter()
                .map(|stretch| stretch.words.iter().map(|word| &*word.lower).collect::<Vec<_>>().join(" "))
                .collect()
        };
        assert_eq!(cut("the port … is closed"), ["the port", "is closed"]);
        assert_eq!(cut("the port [...] is closed"), ["the port", "is closed"]);
        assert_eq!(cut("the port [of Riga] is closed"), ["the port", "is closed"]);
        assert_eq!(cut("[T]he port is closed..."), ["port is closed"]);
    }
}
