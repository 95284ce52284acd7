//! One version of an open document, with what was computed for it so far.
//! It must not know how it is shown. It never changes: an edit gives a new one.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use factmark_core::text::{LineIndex, Markup};
use ropey::Rope;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

use super::convert::{Encoding, Lines, path_of, rope_char};
use crate::workspace::Workspace;

/// A document as the client showed it at one version.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) uri: Url,
    pub(super) version: i32,
    pub(super) markup: Markup,
    rope: Rope,
    text: OnceLock<Text>,
}

#[derive(Debug)]
struct Text {
    text: Arc<str>,
    lines: LineIndex,
}

impl Draft {
    pub(super) fn open(uri: Url, language: &str, version: i32, text: &str) -> Self {
        let markup = markup(&uri, language);
        Draft { uri, version, markup, rope: Rope::from_str(text), text: OnceLock::new() }
    }

    /// The document after `changes`, one after the other; positions are clamped.
    pub(super) fn edited(
        &self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Self {
        let mut rope = self.rope.clone();
        for change in changes {
            let Some(range) = change.range else {
                rope = Rope::from_str(&change.text);
                continue;
            };
            let start = rope_char(&rope, range.start, encoding);
            let end = rope_char(&rope, range.end, encoding).max(start);
            rope.remove(start..end);
            rope.insert(start, &change.text);
        }
        Draft { uri: self.uri.clone(), version, markup: self.markup, rope, text: OnceLock::new() }
    }

    /// The whole text. Put together at the first use, which must not happen on the owner's task.
    pub(super) fn text(&self) -> &Arc<str> {
        &self.whole().text
    }

    pub(super) fn lines(&self, encoding: Encoding) -> Lines<'_> {
        let whole = self.whole();
        Lines::new(&whole.text, &whole.lines, encoding)
    }

    fn whole(&self) -> &Text {
        self.text.get_or_init(|| {
            let text: Arc<str> = String::from(&self.rope).into();
            let lines = LineIndex::new(&text);
            Text { text, lines }
        })
    }

    /// Whether the document is a source, open in the editor.
    pub(super) fn is_source(&self, workspace: &Workspace) -> bool {
        path_of(&self.uri).is_some_and(|path| workspace.is_source(&path))
    }
}

/// What the client calls the document's language decides, then the ending of its name.
fn markup(uri: &Url, language: &str) -> Markup {
    match language {
        "markdown" | "quarto" | "rmd" | "mdx" => Markup::Markdown,
        "plaintext" | "text" => Markup::Plain,
        _ => path_of(uri).and_then(|path| factmark_formats::markup_of(&path)).unwrap_or_default(),
    }
}
