//! The citation under the cursor: the source that its key means, or the note that its mark stands for.
//! It must not know what is done with it.

use factmark_core::corpus::SourceId;
use factmark_core::text::{Markup, Span};

use super::context::Context;
use super::footnotes::{Footnote, footnotes};
use super::links::{citations, prose_lines};

#[derive(Debug)]
pub(super) enum Cited {
    Source(SourceId),
    Note(Footnote),
}

/// The citation at byte `offset` with the bytes that it takes; `None` where none stands there, or where it means nothing.
pub(super) fn cited_at(context: &Context, offset: usize) -> Option<(Span, Cited)> {
    if context.draft.markup != Markup::Markdown || context.draft.is_source(&context.workspace) {
        return None;
    }
    let text: &str = context.draft.text();
    let line_start = text.get(..offset)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(line_start..)?.split_inclusive('\n').next()?;
    let (span, found) = citations(line).into_iter().find_map(|(at, found)| {
        let span = Span::new(line_start + at, line_start + at + found.len());
        // Right behind it something else may begin.
        (span.touches(offset) && offset < span.end as usize).then_some((span, found))
    })?;
    let cited = if let Some(key) = found.strip_prefix('@') {
        let number = context.workspace.citation_keys().source(key)?;
        Cited::Source(SourceId(u32::try_from(number).ok()?))
    } else {
        let id = found.strip_prefix("[^")?.trim_end_matches(']');
        // The mark of the note itself leads nowhere else.
        Cited::Note(footnotes(text).into_iter().find(|note| note.id == id && note.span.start != span.start)?)
    };
    // Looked for last: it reads the draft from its start.
    prose_lines(text).iter().any(|(start, _)| *start == line_start).then_some((span, cited))
}
