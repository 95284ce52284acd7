//! Completion: names, figures and clauses with their source, and citations, each where it can stand.
//! It must not check the draft: an answer must come between two letters.
//!
//! Nothing is offered in sources, nor in code, addresses and front matter: there the prose that was read differs from
//! the text. Documentation is looked up only for the item that the writer looks at (`completionItem/resolve`).

mod citations;
mod clauses;
mod ending;
mod figures;
mod names;

use factmark_core::analysis::Analysis;
use factmark_core::corpus::{Source, SourceId};
use factmark_core::facts::{self, Passage};
use factmark_core::text::{Markup, Span};
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionParams,
    CompletionResponse, CompletionTextEdit, CompletionTriggerKind, Documentation, InsertTextFormat, TextEdit,
    Url,
};

use super::card::Card;
use super::citing;
use super::context::Context;
use super::footnotes::footnotes;
use super::shapes::Reader;
use crate::config::Citations;

pub(super) use names::NameTable;

/// Signs after which an editor asks: `[^`, `[@`, and the space behind a phrase that wants a figure.
pub(super) const TRIGGERS: [&str; 3] = ["^", "@", " "];

/// Where something is to be completed.
struct Place<'p> {
    context: &'p Context,
    text: &'p str,
    /// The text with everything that is not prose as spaces.
    prose: &'p str,
    offset: usize,
    /// The editor asked by itself after a space, so only what surely fits is welcome.
    unasked: bool,
}

/// What an item is resolved from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Origin {
    Name(String),
    /// Source, sentence and value.
    Passage(u32, [u32; 2], [u32; 2]),
}

/// What a client keeps of an item until it asks for the rest.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    /// The sources are those of its folder.
    draft: Url,
    origin: Origin,
}

pub(super) fn complete(
    context: &Context,
    names: &NameTable,
    params: &CompletionParams,
) -> Option<CompletionResponse> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let reading = context.reading();
    let asked = params.context.as_ref();
    let place = Place {
        context,
        text: context.draft.text(),
        prose: reading.prose(),
        offset: context.lines().offset(params.text_document_position.position),
        unasked: asked.is_some_and(|asked| {
            asked.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER
                && asked.trigger_character.as_deref() == Some(" ")
        }),
    };
    let items = match citations::items(&place, &reading) {
        Some(items) => items,
        None => {
            let mut items = going_on(&place, &reading.analysis).or_else(|| names::items(&place, names))?;
            items.iter_mut().for_each(|item| ending::take_in(&place, item));
            items
        }
    };
    // What fits depends on every letter, and there may be more than were sent.
    Some(CompletionResponse::List(CompletionList { is_incomplete: true, items }))
}

/// Figures and clauses offered at once.
const MOST_FIGURES: usize = 8;
const MOST_CLAUSES: usize = 4;

/// Something that a phrase may go on with.
struct Offer {
    item: CompletionItem,
    /// The source says it of whom the phrase is about.
    of_subject: bool,
}

/// Figures and clauses that the phrase may go on with.
fn going_on(place: &Place<'_>, analysis: &Analysis) -> Option<Vec<CompletionItem>> {
    let mut figures = figures::offers(place, analysis).unwrap_or_default();
    let mut clauses = clauses::offers(place, analysis);
    // What is said of somebody else who does the same there is the likeliest mistake of all.
    if figures.iter().chain(&clauses).any(|offer| offer.of_subject) {
        figures.retain(|offer| offer.of_subject);
        clauses.retain(|offer| offer.of_subject);
    }
    let items =
        |offers: Vec<Offer>, most| offers.into_iter().map(|it| it.item).take(most).collect::<Vec<_>>();
    let (mut figures, mut clauses) = (items(figures, MOST_FIGURES), items(clauses, MOST_CLAUSES));
    clauses.retain(|clause| !figures.iter().any(|figure| figure.label == clause.label));
    // "operating in" goes on with the place, not with the year that stands behind it.
    let next = |figure: &CompletionItem| clauses.iter().any(|clause| clause.label.starts_with(&figure.label));
    let figures_first = clauses.is_empty() || figures.iter().any(next);
    let mut items = if figures_first {
        figures.extend(clauses);
        figures
    } else {
        clauses.extend(figures);
        clauses
    };
    numbered(&mut items);
    (!items.is_empty()).then_some(items)
}

/// Has the item bring the citation of its passage along, where the settings ask for that.
fn cited(place: &Place<'_>, item: &mut CompletionItem, passage: Passage) {
    let context = place.context;
    let style = context.workspace.config.citations.filter(|_| context.draft.markup == Markup::Markdown);
    let Some((style, source)) = style.zip(context.workspace.corpus.source(passage.source)) else { return };
    let Some(CompletionTextEdit::Edit(edit)) = &mut item.text_edit else { return };
    match style {
        Citations::Pandoc => {
            edit.new_text.push(' ');
            let key = context.workspace.citation_key(source);
            edit.new_text.push_str(&citing::keyed(key, source, passage.sentence));
        }
        Citations::Footnote => {
            let (key, definition) = note_for(place, source, passage.sentence);
            edit.new_text.push_str(&format!("[^{key}]"));
            add_note(place, item, definition);
        }
    }
}

/// The footnote that quotes the passage: that of the draft where it has one, else a new one with the lines that add it at the end.
fn note_for(place: &Place<'_>, source: &Source, sentence: Span) -> (String, Option<String>) {
    let note = citing::note(source, Some(sentence));
    let notes = footnotes(place.text);
    if let Some(same) = notes.iter().find(|it| it.words == note) {
        return (same.id.clone(), None);
    }
    let mut taken = notes.into_iter().map(|note| note.id).collect();
    let key = citing::free(place.context.workspace.citation_key(source), &mut taken);
    let (_, lines) = citing::definition(place.text, &key, &note);
    (key, Some(lines))
}

/// Has the item add lines at the end of the document. At the very place of the item itself they are part of its own edit:
/// editors do not agree which of two comes first there.
fn add_note(place: &Place<'_>, item: &mut CompletionItem, lines: Option<String>) {
    let Some(lines) = lines else { return };
    let end = place.text.len();
    let Some(CompletionTextEdit::Edit(edit)) = &item.text_edit else { return };
    if place.context.lines().offset(edit.range.end) < end {
        let range = place.context.lines().range(Span::new(end, end));
        item.additional_text_edits = Some(vec![TextEdit::new(range, lines)]);
        return;
    }
    let Some(CompletionTextEdit::Edit(edit)) = &mut item.text_edit else { return };
    if place.context.profile.snippets {
        // The cursor stays where the writer goes on.
        edit.new_text = format!("{}$0{}", snippet(&edit.new_text), snippet(&lines));
        item.insert_text_format = Some(InsertTextFormat::SNIPPET);
    } else {
        edit.new_text.push_str(&lines);
    }
}

/// The words as a snippet writes them.
fn snippet(words: &str) -> String {
    words.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The draft that an item was offered in.
pub(super) fn draft_of(item: &CompletionItem) -> Option<Url> {
    kept(item).map(|kept| kept.draft)
}

fn kept(item: &CompletionItem) -> Option<Kept> {
    serde_json::from_value(item.data.clone()?).ok()
}

/// The item with its passage as documentation, where the sources still hold it.
pub(super) fn resolve(reader: &Reader<'_>, markdown: bool, mut item: CompletionItem) -> CompletionItem {
    let card = kept(&item).and_then(|kept| documentation(reader, markdown, &kept.origin));
    item.documentation = card.map(|card| Documentation::MarkupContent(card.finish()));
    item
}

fn documentation(reader: &Reader<'_>, markdown: bool, origin: &Origin) -> Option<Card> {
    let corpus = &reader.workspace.corpus;
    let passage = match origin {
        Origin::Name(name) => facts::entities_named(corpus, name)
            .into_iter()
            .find_map(|it| facts::defining_sentence(corpus, it))?,
        Origin::Passage(source, sentence, focus) => Passage {
            source: SourceId(*source),
            sentence: Span { start: sentence[0], end: sentence[1] },
            focus: Span { start: focus[0], end: focus[1] },
        },
    };
    let source = corpus.source(passage.source).filter(|source| !passage.focus.of(&source.text).is_empty())?;
    let mut card = Card::new(markdown);
    card.passage(source, passage.sentence, passage.sentence, passage.focus);
    card.text(" — ").place(source, passage.focus);
    Some(card)
}

impl Place<'_> {
    /// The text of the line before the cursor, and where it starts.
    fn line(&self) -> (usize, &str) {
        let before = self.text.get(..self.offset).unwrap_or("");
        let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        (start, before.get(start..).unwrap_or(""))
    }

    /// Whether the bytes from `start` to the cursor are prose.
    fn is_prose(&self, start: usize) -> bool {
        self.prose.get(start..self.offset) == self.text.get(start..self.offset)
    }

    /// Whether the cursor stands in an address, which counts as prose where it is shown as it is.
    fn in_address(&self) -> bool {
        let (_, line) = self.line();
        let run = line.rsplit(char::is_whitespace).next().unwrap_or("");
        run.contains("://") || run.contains("www.") || run.contains('@')
    }

    /// What the item at hand is to be resolved from.
    fn kept(&self, origin: Origin) -> Option<serde_json::Value> {
        serde_json::to_value(Kept { draft: self.context.draft.uri.clone(), origin }).ok()
    }

    /// Shows the source behind the label as well, where the editor can: what a figure is worth depends on it.
    fn told_beside(&self, item: &mut CompletionItem) {
        let description = item.detail.clone().filter(|_| self.context.profile.label_details);
        item.label_details =
            description.map(|it| CompletionItemLabelDetails { detail: None, description: Some(it) });
    }

    /// An item that replaces the bytes from `start` to the cursor. `typed` is what the editor compares with the words there.
    fn item(&self, start: usize, label: String, typed: String, kind: CompletionItemKind) -> CompletionItem {
        let range = self.context.lines().range(Span::new(start, self.offset));
        CompletionItem {
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, label.clone()))),
            filter_text: Some(typed),
            kind: Some(kind),
            label,
            ..CompletionItem::default()
        }
    }
}

/// Keeps the order of the items in editors that sort by their own lights.
fn numbered(items: &mut [CompletionItem]) {
    for (at, item) in items.iter_mut().enumerate() {
        item.sort_text = Some(format!("{at:03}"));
    }
}
