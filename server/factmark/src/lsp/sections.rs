//! The headings of a document with what stands below each.
//! It must not know claims or symbols.

use factmark_core::analysis::Analysis;
use factmark_core::text::{BlockKind, Span};

use super::shapes::spaced;

/// A heading with its section: all until the next heading of its own level or a higher one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) heading: Span,
    pub(super) span: Span,
}

/// The sections in order of their headings; a section holds those of lower levels whole.
pub(super) fn sections(text: &str, analysis: &Analysis) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // Those that have not ended yet, each with its level; levels only grow.
    let mut open: Vec<(usize, u8)> = Vec::new();
    for block in &analysis.blocks {
        let BlockKind::Heading(level) = block.kind else { continue };
        let start = line_start(text, block.span.start as usize);
        while open.last().is_some_and(|(_, above)| *above >= level) {
            close(text, &mut sections, open.pop(), start);
        }
        open.push((sections.len(), level));
        sections.push(Section { heading: block.span, span: Span::new(start, block.span.end as usize) });
    }
    while !open.is_empty() {
        close(text, &mut sections, open.pop(), text.len());
    }
    sections
}

/// Where the line of a heading starts: its marks stand before its words.
fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
}

fn close(text: &str, sections: &mut [Section], section: Option<(usize, u8)>, end: usize) {
    let Some(section) = section.and_then(|(at, _)| sections.get_mut(at)) else { return };
    let end = text.get(..end).map_or(end, |text| text.trim_end().len());
    section.span.end = section.span.end.max(Span::new(end, end).end);
}

/// The words of a heading without its marks; empty for a heading without words.
pub(super) fn title(text: &str, heading: Span) -> String {
    spaced(heading.of(text)).trim_matches(['#', '*', '_', '`', '=', '-', ' ']).to_owned()
}
