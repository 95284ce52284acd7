//! Declaration: from a name or short form to the sentence that defines it, in the draft itself where that does.
//! It must not decide what defines a name in the sources.

use factmark_core::facts;
use factmark_core::text::{Span, fold};
use tower_lsp::lsp_types::request::GotoDeclarationResponse;
use tower_lsp::lsp_types::{Location, LocationLink, Position, Range, Url};

use super::context::Context;
use super::convert::{Lines, uri_of};
use super::target::{Target, target_at};

pub(super) fn declaration(context: &Context, position: Position) -> Option<GotoDeclarationResponse> {
    let lines = context.lines();
    let reading = context.reading();
    let Target::Name(name, entity) = target_at(&reading.analysis, lines.offset(position))? else {
        return None;
    };
    let (target_uri, target_range, target_selection_range) = own(context, &lines, name).or_else(|| {
        let passage = facts::defining_sentence(&context.workspace.corpus, entity)?;
        let source = context.workspace.corpus.source(passage.source)?;
        let lines = Lines::new(&source.text, &source.lines, context.profile.encoding);
        Some((
            uri_of(&source.path)?,
            lines.range(passage.sentence.cover(passage.focus)),
            lines.range(passage.focus),
        ))
    })?;
    if !context.profile.declaration_links {
        return Some(GotoDeclarationResponse::Scalar(Location::new(target_uri, target_selection_range)));
    }
    let origin_selection_range = Some(lines.range(name));
    let link = LocationLink { origin_selection_range, target_uri, target_range, target_selection_range };
    Some(GotoDeclarationResponse::Link(vec![link]))
}

/// Where the draft itself gives the short form `name` its meaning: document, sentence, and the words in it.
fn own(context: &Context, lines: &Lines<'_>, name: Span) -> Option<(Url, Range, Range)> {
    let text = context.draft.text();
    let reading = context.reading();
    let written = fold(name.of(text)).text;
    let definitions = &reading.analysis.definitions;
    let definition = definitions.iter().find(|definition| fold(definition.short.of(text)).text == written)?;
    let focus = definition.long.cover(definition.short);
    let sentence = reading.analysis.sentences.iter().map(|it| it.span).find(|span| span.overlaps(focus))?;
    Some((context.draft.uri.clone(), lines.range(sentence.cover(focus)), lines.range(focus)))
}
