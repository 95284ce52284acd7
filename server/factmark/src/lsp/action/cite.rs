//! Citing the source of a claim that one supports: as a footnote or by its key, with the quotation and its address.
//! It must not know how a citation is written: that is `citing`.

use std::path::PathBuf;

use factmark_core::analysis::Reading;
use factmark_core::check::Verdict;
use factmark_core::corpus::Source;
use factmark_core::facts::Passage;
use factmark_core::text::{BlockKind, Markup, Span};
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::TextEdit;

use crate::config::Citations;
use crate::lsp::citing;
use crate::lsp::context::Context;
use crate::lsp::footnotes::{Footnote, footnotes};
use crate::lsp::links::citations as citations_in;

/// Sources offered for one claim.
const MOST: usize = 3;

/// A passage and the sentence of the draft that it is to be cited in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Citation {
    style: Citations,
    source: PathBuf,
    /// Of the source.
    passage: [u32; 2],
    /// Of the draft.
    sentence: [u32; 2],
}

/// The citations that fit the claim at byte `offset`, each with its title: the best source in both styles, others in
/// the draft's own. Empty where no source says so, or where the sentence cites it already.
pub(super) fn citations(context: &Context, reading: &Reading, offset: usize) -> Vec<(String, Citation)> {
    let Some(sentence) = sentence_at(reading, offset).filter(|_| context.draft.markup == Markup::Markdown)
    else {
        return Vec::new();
    };
    let own = citing::style(context);
    let other = match own {
        Citations::Footnote => Citations::Pandoc,
        Citations::Pandoc => Citations::Footnote,
    };
    let mut offered = Vec::new();
    for (at, (source, passage)) in supporting(context, reading, offset).into_iter().enumerate() {
        if is_cited(context, sentence, source) {
            continue;
        }
        let styles: &[Citations] = if at == 0 { &[own, other] } else { &[own] };
        for style in styles {
            let line = source.lines.line(passage.focus.start as usize) + 1;
            let how = match style {
                Citations::Footnote => "in a footnote",
                Citations::Pandoc => "by its key",
            };
            let title = format!("Cite {}, line {line}, {how}", source.display_name());
            let citation = Citation {
                style: *style,
                source: source.path.clone(),
                passage: [passage.sentence.start, passage.sentence.end],
                sentence: [sentence.start, sentence.end],
            };
            offered.push((title, citation));
        }
    }
    offered
}

/// The passages that say the same, one for each source, best first.
fn supporting<'c>(context: &'c Context, reading: &Reading, offset: usize) -> Vec<(&'c Source, Passage)> {
    let mut found: Vec<(&Source, Passage)> = Vec::new();
    for support in context.passages(reading, offset) {
        let passage = support.passage;
        let known = found.iter().any(|(_, other)| other.source == passage.source);
        // What fits less well than a passage that says otherwise speaks of something else.
        if support.verdict == Verdict::Conflict && found.is_empty() {
            break;
        }
        if support.verdict == Verdict::Supported && !known && found.len() < MOST {
            found.extend(context.workspace.corpus.source(passage.source).map(|source| (source, passage)));
        }
    }
    found
}

/// The sentence around the offset, where it is one that claims something.
fn sentence_at(reading: &Reading, offset: usize) -> Option<Span> {
    let analysis = &reading.analysis;
    let sentence = analysis.sentences.iter().find(|sentence| sentence.span.touches(offset))?;
    let block = analysis.blocks.get(sentence.block as usize)?;
    (!matches!(block.kind, BlockKind::Heading(_))).then_some(sentence.span)
}

/// Whether the sentence, or a mark behind it, cites the source.
fn is_cited(context: &Context, sentence: Span, source: &Source) -> bool {
    let text: &str = context.draft.text();
    let end = behind_marks(text, sentence.end as usize);
    let cited = text.get(sentence.start as usize..end).unwrap_or("");
    let keys = context.workspace.citation_keys();
    let own = context.workspace.citation_key(source);
    let by_key = |(_, found): (usize, &str)| {
        let key = found.strip_prefix('@');
        key.is_some_and(|key| key == own || keys.source(key).and_then(|at| keys.of(at)) == Some(own))
    };
    let notes = footnotes(text);
    let in_note =
        |note: &Footnote| cited.contains(&format!("[^{}]", note.id)) && citing::names(&note.words, source);
    citations_in(cited).into_iter().any(by_key) || notes.iter().any(in_note)
}

/// The end of the marks of footnotes that follow at `at` without a gap.
fn behind_marks(text: &str, mut at: usize) -> usize {
    while let Some(rest) = text.get(at..).filter(|rest| rest.starts_with("[^")) {
        match rest.find(']') {
            Some(end) => at += end + 1,
            None => break,
        }
    }
    at
}

impl Citation {
    /// The edits of the draft; `None` where the source is gone.
    pub(super) fn edits(&self, context: &Context) -> Option<Vec<TextEdit>> {
        let (_, source) = context.workspace.corpus.source_of_path(&self.source)?;
        let [start, end] = self.passage;
        let [from, to] = self.sentence;
        edits(context, self.style, source, Span { start, end }, Span { start: from, end: to })
    }
}

/// The edits that cite a passage which the writer has chosen, in the draft's own style, behind the sentence at byte
/// `offset`, or behind the word there where it is in no sentence. None where that sentence cites the passage already;
/// `None` where there is no such passage.
pub(in crate::lsp) fn citing_edits(
    context: &Context,
    offset: usize,
    source: &Source,
    passage: Span,
) -> Option<Vec<TextEdit>> {
    let text = context.draft.text();
    let place = sentence_at(&context.reading(), offset).unwrap_or_else(|| {
        let rest = text.get(offset..).unwrap_or_default();
        let end = offset + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        Span::new(end, end)
    });
    if context.draft.markup == Markup::Markdown {
        return edits(context, citing::style(context), source, passage, place);
    }
    let mark = format!(" ({})", citing::words(source));
    let at = before_full_stop(text, place.end as usize)?;
    let cited = text.get(place.start as usize..place.end as usize)?.contains(mark.trim_start());
    Some(if cited { Vec::new() } else { vec![insert(context, at, mark)] })
}

fn edits(
    context: &Context,
    style: Citations,
    source: &Source,
    passage: Span,
    sentence: Span,
) -> Option<Vec<TextEdit>> {
    if passage.of(&source.text).is_empty() {
        return None;
    }
    let text = context.draft.text();
    let end = sentence.end as usize;
    let marks = behind_marks(text, end);
    let cited = text.get(sentence.start as usize..marks)?;
    match style {
        Citations::Pandoc => {
            let words = citing::keyed(context.workspace.citation_key(source), source, passage);
            if cited.contains(&words) {
                return Some(Vec::new());
            }
            Some(vec![insert(context, before_full_stop(text, end)?, format!(" {words}"))])
        }
        Citations::Footnote => {
            let note = citing::note(source, Some(passage));
            let notes = footnotes(text);
            if let Some(same) = notes.iter().find(|it| it.words == note) {
                let mark = format!("[^{}]", same.id);
                return Some(if cited.contains(&mark) {
                    Vec::new()
                } else {
                    vec![insert(context, marks, mark)]
                });
            }
            let mut taken = notes.into_iter().map(|note| note.id).collect();
            let key = citing::free(context.workspace.citation_key(source), &mut taken);
            let (bottom, definition) = citing::definition(text, &key, &note);
            Some(vec![insert(context, marks, format!("[^{key}]")), insert(context, bottom, definition)])
        }
    }
}

fn insert(context: &Context, at: usize, words: String) -> TextEdit {
    TextEdit::new(context.lines().range(Span::new(at, at)), words)
}

/// The place in a sentence that ends at byte `end` before what closes it.
fn before_full_stop(text: &str, end: usize) -> Option<usize> {
    let sentence = text.get(..end)?;
    Some(sentence.strip_suffix(['.', '!', '?', ';', ':']).map_or(end, str::len))
}
