//! What the methods `factmark/…` carry, as `PROTOCOL.md` describes it: sources, passages and figures as data.
//! It must not choose or judge anything.

use std::path::Path;

use factmark_core::corpus::Source;
use factmark_core::facts::Passage;
use factmark_core::text::Span;
use factmark_core::values::{Kind, Value};
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use tower_lsp::lsp_types::{Range, Url};

use super::context::Context;
use super::convert::{Lines, uri_of};
use crate::workspace::Workspace;

/// A source, as a writer knows it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SourceName {
    pub(super) uri: Option<Url>,
    /// Relative to the root of the workspace, where it lies below it.
    pub(super) path: String,
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    /// Days as `YYYY-MM-DD`.
    pub(super) issued: Option<String>,
    pub(super) as_of: Option<String>,
    pub(super) url: Option<String>,
}

/// A place in a source with its words.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PassageShape {
    pub(super) source: SourceName,
    /// The sentence.
    pub(super) range: Range,
    /// The value or name in it.
    pub(super) selection_range: Range,
    /// Of the selection, counted from 1.
    pub(super) line: usize,
    pub(super) quote: Quote,
    pub(super) figure: Option<Figure>,
}

/// Words of a source on one line, around the value or name that is meant. An ellipsis marks where the sentence was cut.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Quote {
    pub(super) before: String,
    pub(super) value: String,
    pub(super) after: String,
}

/// A value as numbers, for charts: the bounds of a figure, or the first and last day of a date.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Figure {
    kind: Kind,
    low: Option<f64>,
    high: Option<f64>,
    start: Option<String>,
    end: Option<String>,
}

impl SourceName {
    pub(super) fn of(workspace: &Workspace, source: &Source) -> Self {
        let metadata = &source.metadata;
        SourceName {
            uri: uri_of(&source.path),
            path: below_root(workspace, &source.path),
            title: source.display_name().to_owned(),
            author: metadata.author.clone(),
            publisher: metadata.publisher.clone(),
            issued: metadata.issued.map(|day| day.to_string()),
            as_of: metadata.as_of.map(|day| day.to_string()),
            url: metadata.url.clone(),
        }
    }
}

impl PassageShape {
    /// The passage with the part `excerpt` of its sentence as its words; `None` where the source is gone.
    pub(super) fn of(context: &Reader<'_>, passage: Passage, excerpt: Span) -> Option<Self> {
        let source = context.workspace.corpus.source(passage.source)?;
        let lines = Lines::new(&source.text, &source.lines, context.encoding);
        Some(PassageShape {
            source: SourceName::of(context.workspace, source),
            range: lines.range(passage.sentence),
            selection_range: lines.range(passage.focus),
            line: source.lines.line(passage.focus.start as usize) + 1,
            quote: Quote::of(&source.text, passage, excerpt),
            figure: value_at(source, passage.focus).map(Figure::of),
        })
    }
}

impl Quote {
    fn of(text: &str, passage: Passage, excerpt: Span) -> Self {
        let (focus, sentence) = (passage.focus, passage.sentence);
        let part = |start: u32, end: u32| spaced(Span { start, end: end.max(start) }.of(text));
        if !excerpt.contains(focus) {
            return Quote {
                before: part(excerpt.start, excerpt.end),
                value: String::new(),
                after: String::new(),
            };
        }
        let (mut before, mut after) = (part(excerpt.start, focus.start), part(focus.end, excerpt.end));
        if excerpt.start > sentence.start {
            before.insert_str(0, "… ");
        }
        if excerpt.end < sentence.end {
            after.push_str(" …");
        }
        Quote { before, value: part(focus.start, focus.end), after }
    }
}

impl Figure {
    pub(super) fn of(value: &Value) -> Self {
        let date = value.date;
        let number = |bound: Option<rust_decimal::Decimal>| bound.and_then(|bound| bound.to_f64());
        Figure {
            kind: value.kind,
            low: number(value.interval.low),
            high: number(value.interval.high),
            start: date.and_then(|date| date.start).map(|day| day.to_string()),
            end: date.and_then(|date| date.end).map(|day| day.to_string()),
        }
    }
}

/// What passages are read from: the sources, and the unit in which the client counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) encoding: super::convert::Encoding,
}

impl<'w> Reader<'w> {
    pub(super) fn of(context: &'w Context) -> Self {
        Reader { workspace: &context.workspace, encoding: context.profile.encoding }
    }
}

/// The text with every run of white space as one space; spaces at its ends stay, since other words follow there.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The path relative to the root, where it lies below it.
pub(super) fn below_root(workspace: &Workspace, path: &Path) -> String {
    path.strip_prefix(&workspace.root).unwrap_or(path).display().to_string()
}

fn value_at(source: &Source, focus: Span) -> Option<&Value> {
    source.analysis.values.iter().find(|value| value.core == focus)
}
