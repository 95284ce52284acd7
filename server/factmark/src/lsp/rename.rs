//! Rename: a name or short form, as it is written under the cursor, in all drafts and never in a source.
//! It must not apply edits: the editor does.

use factmark_core::names::{Binding, EntityId};
use factmark_core::text::{Span, fold};
use tower_lsp::lsp_types::{Position, PrepareRenameResponse, TextEdit};

use super::context::Context;
use super::draft::Draft;
use super::moved::Changed;
use super::target::{Target, target_at};

/// The name under the cursor; `None` on anything else, on "the organisation", and in a source.
pub(super) fn prepare(context: &Context, position: Position) -> Option<PrepareRenameResponse> {
    let (span, _) = name_at(context, position)?;
    let placeholder = span.of(context.draft.text()).to_owned();
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: context.lines().range(span), placeholder })
}

/// What is to be renamed: an entity, in the form that it is written in under the cursor.
pub(super) struct Renamed {
    entity: EntityId,
    written: String,
}

impl Renamed {
    pub(super) fn at(context: &Context, position: Position) -> Option<Renamed> {
        let (span, entity) = name_at(context, position)?;
        Some(Renamed { entity, written: fold(span.of(context.draft.text())).text })
    }

    /// The edits that write `new_name` wherever the draft names the same entity in the same form. `draft` is one of the workspace.
    pub(super) fn edits(&self, context: &Context, draft: &Draft, new_name: &str) -> Option<Changed> {
        // Most drafts that are not open don't speak of it.
        let first = self.written.split_whitespace().next().unwrap_or("");
        if !fold(draft.text()).text.contains(first) {
            return None;
        }
        let lines = draft.lines(context.profile.encoding);
        let edit = |span| TextEdit::new(lines.range(span), new_name.to_owned());
        Changed::of(draft, self.named(context, draft).into_iter().map(edit).collect())
    }

    fn named(&self, context: &Context, draft: &Draft) -> Vec<Span> {
        let reading = draft.reading(&context.workspace);
        let text = draft.text();
        let mentions = reading.analysis.mentions.iter();
        mentions
            .filter(|mention| mention.entity == self.entity && mention.binding == Binding::Named)
            .map(|mention| mention.span)
            .filter(|span| fold(span.of(text)).text == *self.written)
            .collect()
    }
}

fn name_at(context: &Context, position: Position) -> Option<(Span, EntityId)> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let reading = context.reading();
    let target = target_at(&reading.analysis, context.lines().offset(position))?;
    let Target::Name(span, entity) = target else { return None };
    let mut mentions = reading.analysis.mentions.iter();
    mentions
        .any(|mention| mention.span == span && mention.binding == Binding::Named)
        .then_some((span, entity))
}
