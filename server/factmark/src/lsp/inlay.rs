//! Inlay hints: the source behind every value that one supports, for writers who have asked for it (`inlay_hints`).
//! It must not judge: claims arrive with their verdicts.

use factmark_core::check::Verdict;
use factmark_core::facts::Passage;
use factmark_core::text::Span;
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::card::Card;
use super::context::Context;
use super::judged::{Judged, judged};

/// Longest title in a hint, in characters: the words of the draft matter more.
const LONGEST: usize = 24;

/// The hints between the ends of `range`; `None` where the writer has not asked for any.
pub(super) fn hints(context: &Context, range: Range) -> Option<Vec<InlayHint>> {
    if !context.workspace.config.inlay_hints.unwrap_or(false) {
        return None;
    }
    let lines = context.lines();
    let shown = Span::new(lines.offset(range.start), lines.offset(range.end));
    let claims = judged(context)?;
    let shown = claims.iter().filter(|claim| shown.touches(claim.span.end as usize));
    Some(shown.filter_map(|claim| hint(context, claim, lines.position(claim.span.end as usize))).collect())
}

fn hint(context: &Context, claim: &Judged, position: tower_lsp::lsp_types::Position) -> Option<InlayHint> {
    let passage = claim.support.filter(|_| claim.verdict == Verdict::Supported)?;
    let source = context.workspace.corpus.source(passage.source)?;
    Some(InlayHint {
        position,
        label: InlayHintLabel::String(format!("✓ {}", shortened(source.display_name()))),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::MarkupContent(tooltip(context, passage)?)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    })
}

fn tooltip(context: &Context, passage: Passage) -> Option<tower_lsp::lsp_types::MarkupContent> {
    let source = context.workspace.corpus.source(passage.source)?;
    let mut card = Card::new(context.profile.markdown);
    card.passage(source, passage.sentence, passage.sentence, passage.focus);
    card.text(" — ").place(source, passage.focus);
    Some(card.finish())
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", title.get(..cut).unwrap_or(title).trim_end()),
        None => title.to_owned(),
    }
}
