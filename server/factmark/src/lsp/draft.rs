//! One version of an open document, with what was computed for it so far.
//! It must not know how it is shown. It never changes: an edit gives a new one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use factmark_core::analysis::Analysis;
use factmark_core::check::Finding;
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
    /// The reading for the workspace used last; another one may know other names or set other levels.
    reading: Mutex<Option<(Arc<Workspace>, Arc<Reading>)>>,
}

/// What was read in one version of a document.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) analysis: Analysis,
    findings: OnceLock<Vec<Finding>>,
}

#[derive(Debug)]
struct Text {
    text: Arc<str>,
    lines: LineIndex,
}

impl Draft {
    pub(super) fn open(uri: Url, language: &str, version: i32, text: &str) -> Self {
        let markup = markup(&uri, language);
        Draft::new(uri, version, markup, Rope::from_str(text))
    }

    fn new(uri: Url, version: i32, markup: Markup, rope: Rope) -> Self {
        Draft { uri, version, markup, rope, text: OnceLock::new(), reading: Mutex::default() }
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
        Draft::new(self.uri.clone(), version, self.markup, rope)
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

    /// What the document says, read once for each workspace. Takes time: not for the owner's task, nor for a handler.
    pub(super) fn reading(&self, workspace: &Arc<Workspace>) -> Arc<Reading> {
        // A reading that panicked has stored nothing.
        let mut known = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, reading)) = known.as_ref().filter(|(by, _)| by.is_same(workspace)) {
            return Arc::clone(reading);
        }
        let analysis = workspace.corpus.analyse(self.text(), self.markup);
        let reading = Arc::new(Reading { analysis, findings: OnceLock::new() });
        *known = Some((Arc::clone(workspace), Arc::clone(&reading)));
        reading
    }

    /// The findings of this version at the levels of the settings; computed once for each reading.
    pub(super) fn findings<'r>(&self, reading: &'r Reading, workspace: &Workspace) -> &'r [Finding] {
        reading.findings.get_or_init(|| workspace.judge(self.text(), &reading.analysis).findings)
    }

    /// Where the document lies, if it is a file.
    pub(super) fn path(&self) -> Option<PathBuf> {
        path_of(&self.uri)
    }

    /// Whether the document is a source, open in the editor.
    pub(super) fn is_source(&self, workspace: &Workspace) -> bool {
        self.path().is_some_and(|path| workspace.is_source(&path))
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
