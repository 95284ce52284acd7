//! One version of an open document, with what was read in it so far.
//! It must not know how it is shown or checked. It never changes: an edit gives a new one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use factmark_core::analysis::Reading;
use factmark_core::text::{LineIndex, Markup};
use ropey::Rope;
use tower_lsp::lsp_types::{Range, TextDocumentContentChangeEvent, Url};

use super::checking::Last;
use super::convert::{Encoding, Lines, path_of, rope_char};
use super::judged::Judgements;
use crate::workspace::Workspace;

/// A document as the client showed it at one version.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) uri: Url,
    pub(super) version: i32,
    pub(super) markup: Markup,
    rope: Rope,
    text: OnceLock<Text>,
    /// The reading for the workspace used last; another one may know other names.
    reading: Mutex<Option<Known>>,
    /// The newest reading of any version of the document: the next one starts from it.
    latest: Arc<Mutex<Option<Known>>>,
    /// The check made last of any version.
    pub(super) progress: Last,
    /// What the claims of this version are worth.
    pub(super) judgements: Judgements,
}

/// A reading with the workspace whose names it knows.
#[derive(Clone, Debug)]
struct Known {
    workspace: Arc<Workspace>,
    version: i32,
    reading: Arc<Reading>,
}

#[derive(Debug)]
struct Text {
    text: Arc<str>,
    lines: LineIndex,
}

/// How the lines of a text end, for lines that are added to it.
pub(super) fn line_end(text: &str) -> &'static str {
    let first = text.find('\n').and_then(|at| text.get(..at));
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// Whether a range is none of this text. The line behind the last one is where many editors add a line, and positions past
/// the end of a line or of the text are the protocol's way to say "to the end".
fn is_stray(rope: &Rope, range: Range) -> bool {
    range.start > range.end || range.start.line as usize > rope.len_lines()
}

impl Draft {
    pub(super) fn open(uri: Url, language: &str, version: i32, text: &str) -> Self {
        let markup = markup(&uri, language);
        Draft::new(uri, version, markup, Rope::from_str(text))
    }

    fn new(uri: Url, version: i32, markup: Markup, rope: Rope) -> Self {
        Draft {
            uri,
            version,
            markup,
            rope,
            text: OnceLock::new(),
            reading: Mutex::default(),
            latest: Arc::default(),
            progress: Last::default(),
            judgements: Judgements::default(),
        }
    }

    /// The document after `changes`, one after the other; positions are clamped. Also the first range that the document
    /// does not have: the client then had another text before it.
    pub(super) fn edited(
        &self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> (Self, Option<Range>) {
        let mut rope = self.rope.clone();
        let mut stray = None;
        for change in changes {
            let Some(range) = change.range else {
                rope = Rope::from_str(&change.text);
                continue;
            };
            stray = stray.or(is_stray(&rope, range).then_some(range));
            let start = rope_char(&rope, range.start, encoding);
            let end = rope_char(&rope, range.end, encoding).max(start);
            rope.remove(start..end);
            rope.insert(start, &change.text);
        }
        let draft = Draft {
            latest: Arc::clone(&self.latest),
            progress: self.progress.clone(),
            ..Draft::new(self.uri.clone(), version, self.markup, rope)
        };
        (draft, stray)
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

    /// What the document says, read once for each workspace; of an edited document only what differs from the version read
    /// last. Not for the owner's task, nor for a handler.
    pub(super) fn reading(&self, workspace: &Arc<Workspace>) -> Arc<Reading> {
        // A reading that panicked has stored nothing.
        let mut own = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = own.as_ref().filter(|known| known.workspace.is_same(workspace)) {
            return Arc::clone(&known.reading);
        }
        let before = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let lexicon = workspace.corpus.lexicon();
        let reading = match before.filter(|known| known.workspace.corpus.is_same(&workspace.corpus)) {
            Some(known) => known.reading.edited(self.text(), lexicon),
            None => Reading::new(self.text(), self.markup, lexicon),
        };
        let known =
            Known { workspace: Arc::clone(workspace), version: self.version, reading: Arc::new(reading) };
        let reading = Arc::clone(&known.reading);
        *own = Some(known.clone());
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.as_ref().is_none_or(|latest| {
            latest.version <= known.version || !latest.workspace.corpus.is_same(&workspace.corpus)
        }) {
            *latest = Some(known);
        }
        reading
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
