//! Citations: footnotes after `[^`, keys of pandoc after `[@`.
//! It must not know names or figures.

use std::collections::HashSet;

use factmark_core::analysis::Reading;
use factmark_core::check::Verdict;
use factmark_core::corpus::Source;
use factmark_core::facts::Passage;
use factmark_core::text::{Markup, Span, fold, layout};
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit};

use super::{Origin, Place, add_note, note_for, numbered};
use crate::lsp::citing;
use crate::lsp::footnotes::{Footnote, footnotes};

/// Sources offered at once.
const MOST: usize = 100;
/// Those of them that say what the sentence claims.
const MOST_SUPPORTING: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Footnote,
    Key,
}

/// `None` where no citation is begun.
pub(super) fn items(place: &Place<'_>, reading: &Reading) -> Option<Vec<CompletionItem>> {
    let (style, start) = begun(place)?;
    if style == Style::Footnote && is_definition(place, start) {
        return Some(Vec::new());
    }
    let typed = fold(place.text.get(start..place.offset)?).text;
    let mut items = supporting(place, reading, style, start);
    let cited: HashSet<String> = items.iter().map(|item| item.label.clone()).collect();
    let mut taken = HashSet::new();
    let notes = footnotes(place.text);
    if style == Style::Footnote {
        for note in notes.iter().filter(|note| taken.insert(note.id.clone()) && !cited.contains(&note.id)) {
            items.push(existing(place, start, note));
        }
    }
    for source in place.context.workspace.corpus.sources() {
        let key = place.context.workspace.citation_key(source);
        // Notes are numbered where their name is taken; a key means its source.
        let key = match style {
            Style::Footnote => citing::free(key, &mut taken),
            Style::Key => key.to_owned(),
        };
        let fits = |name: &str| fold(name).text.contains(&typed);
        let offered = cited.contains(&key);
        if !offered && (fits(&key) || fits(source.display_name())) {
            items.push(new(place, start, style, key, source));
        }
        if items.len() >= MOST {
            break;
        }
    }
    numbered(&mut items);
    Some(items)
}

/// The sources that say what the sentence before the cursor claims, first of all, with the passage quoted.
fn supporting(place: &Place<'_>, reading: &Reading, style: Style, start: usize) -> Vec<CompletionItem> {
    let before = place.text.get(..start).unwrap_or("").trim_end_matches(['[', '^', '@', ' ', ';', '-']);
    let mut seen = HashSet::new();
    let corpus = &place.context.workspace.corpus;
    let supports = place.context.passages(reading, before.len()).into_iter();
    let passages = supports.filter(|it| it.verdict == Verdict::Supported).map(|it| it.passage);
    let passages = passages.filter(|passage| seen.insert(passage.source)).take(MOST_SUPPORTING);
    let item = |passage: Passage| quoting(place, start, style, corpus.source(passage.source)?, passage);
    passages.filter_map(item).collect()
}

fn quoting(
    place: &Place<'_>,
    start: usize,
    style: Style,
    source: &Source,
    passage: Passage,
) -> Option<CompletionItem> {
    let (key, definition) = match style {
        Style::Footnote => note_for(place, source, passage.sentence),
        Style::Key => (place.context.workspace.citation_key(source).to_owned(), None),
    };
    let typed = format!("{key} {}", source.display_name());
    let asked = fold(place.text.get(start..place.offset)?).text;
    if !fold(&typed).text.contains(&asked) {
        return None;
    }
    let mut item = item(place, start, style, key, typed, CompletionItemKind::REFERENCE);
    if style == Style::Key
        && let Some(CompletionTextEdit::Edit(edit)) = &mut item.text_edit
    {
        let key = place.context.workspace.citation_key(source);
        let whole = citing::keyed(key, source, passage.sentence);
        let inside = whole.trim_start_matches("[@").trim_end_matches(']');
        edit.new_text = format!("{inside}{}", if edit.new_text.ends_with(']') { "]" } else { "" });
    }
    let line = source.lines.line(passage.focus.start as usize) + 1;
    // The passage itself is its documentation.
    item.detail = Some(format!("{}, line {line}", source.display_name()));
    place.told_beside(&mut item);
    add_note(place, &mut item, definition);
    let pair = |span: Span| [span.start, span.end];
    item.data = place.kept(Origin::Passage(passage.source.0, pair(passage.sentence), pair(passage.focus)));
    Some(item)
}

/// The kind of citation under the cursor, and where its key starts.
fn begun(place: &Place<'_>) -> Option<(Style, usize)> {
    let (line_start, line) = place.line();
    let length: usize = line.chars().rev().take_while(|c| is_key(*c)).map(char::len_utf8).sum();
    let start = line.len() - length;
    let before = line.get(..start)?;
    let (style, sign) = if before.ends_with("[^") {
        (Style::Footnote, start - 2)
    } else {
        let open = before.rfind('[')?;
        let inside = before.get(open + 1..)?;
        let behind = inside.strip_suffix('@')?;
        let alone = behind.is_empty() || behind.ends_with([' ', ';', '-']);
        if inside.contains(']') || !alone {
            return None;
        }
        (Style::Key, start - 1)
    };
    if place.context.draft.markup != Markup::Markdown || !outside_code(place, line_start + sign) {
        return None;
    }
    Some((style, line_start + start))
}

/// Whether the citation whose sign stands at byte `sign` is none in code. A citation that is whole is masked like code,
/// so the text is laid out once more with letters in the place of its signs.
fn outside_code(place: &Place<'_>, sign: usize) -> bool {
    if place.is_prose(sign) {
        return true;
    }
    let open = place.text.get(..=sign).and_then(|before| before.rfind('[')).unwrap_or(sign);
    let rest = place.text.get(place.offset..).unwrap_or("");
    let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let close =
        rest.get(..line).and_then(|rest| rest.find(']')).map_or(place.offset, |at| place.offset + at + 1);
    let Some(citation) = place.text.get(open..close) else { return false };
    let plain = citation.replace(['[', ']', '@', '^', ';'], "x");
    let mut text = place.text.to_owned();
    text.replace_range(open..close, &plain);
    layout(&text, Markup::Markdown).prose.get(open..close) == Some(plain.as_str())
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')
}

/// The end of the key under the cursor.
fn key_end(place: &Place<'_>) -> usize {
    let behind = place.text.get(place.offset..).unwrap_or("");
    place.offset + behind.find(|c: char| !is_key(c)).unwrap_or(behind.len())
}

/// Whether the key is that of a note itself, which a writer names as she likes.
fn is_definition(place: &Place<'_>, start: usize) -> bool {
    let (line_start, _) = place.line();
    let behind = place.text.get(key_end(place)..).unwrap_or("");
    start == line_start + "[^".len() && behind.starts_with("]:")
}

/// An item that takes the place of the whole key under the cursor, and closes the bracket where it is not closed yet.
fn item(
    place: &Place<'_>,
    start: usize,
    style: Style,
    key: String,
    typed: String,
    kind: CompletionItemKind,
) -> CompletionItem {
    let mut item = place.item(start, key, typed, kind);
    let end = key_end(place);
    if let Some(CompletionTextEdit::Edit(edit)) = &mut item.text_edit {
        edit.range.end = place.context.lines().position(end);
        if !is_closed(place.text.get(end..).unwrap_or(""), style) {
            edit.new_text.push(']');
        }
    }
    item
}

/// Whether the bracket of a citation is closed behind its key: that of keys may hold more of them, and where in the source.
fn is_closed(behind: &str, style: Style) -> bool {
    match style {
        Style::Footnote => behind.starts_with(']'),
        Style::Key => {
            let end = behind.find(['[', ']', '\n', '\r']);
            end.and_then(|end| behind.get(end..)).is_some_and(|rest| rest.starts_with(']'))
        }
    }
}

fn existing(place: &Place<'_>, start: usize, note: &Footnote) -> CompletionItem {
    let typed = format!("{} {}", note.id, note.words);
    let kind = CompletionItemKind::REFERENCE;
    let mut item = item(place, start, Style::Footnote, note.id.clone(), typed, kind);
    item.detail = Some(note.words.clone());
    item
}

fn new(place: &Place<'_>, start: usize, style: Style, key: String, source: &Source) -> CompletionItem {
    let typed = format!("{key} {}", source.display_name());
    let mut item = item(place, start, style, key.clone(), typed, CompletionItemKind::FILE);
    item.detail = Some(citing::words(source));
    place.told_beside(&mut item);
    item.data = origin(place, source);
    if style == Style::Footnote {
        let (_, lines) = citing::definition(place.text, &key, &citing::note(source, None));
        add_note(place, &mut item, Some(lines));
    }
    item
}

/// The beginning of the source is what the writer is shown.
fn origin(place: &Place<'_>, source: &Source) -> Option<serde_json::Value> {
    let (id, _) = place.context.workspace.corpus.source_of_path(&source.path)?;
    let first = source.analysis.sentences.first()?.span;
    let pair = [first.start, first.end];
    place.kept(Origin::Passage(id.0, pair, pair))
}
