//! A workspace in a throw-away folder with a language server over it, for tests of what editors see.
//! It must not know rules or formats.
#![expect(clippy::panic, clippy::expect_used, reason = "a test without its folder has failed")]

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;
use tower_lsp::lsp_types::{Diagnostic, Position, TextDocumentIdentifier, TextDocumentPositionParams, Url};

use crate::client::{Client, Hello, capabilities, uri};

/// The folder and the session; the server runs in this process.
#[derive(Debug)]
pub struct Session {
    pub client: Client,
    folder: TempDir,
}

/// A source of the tests' own: an organisation with a name, a short form, years, counts and money.
pub const TRUST: &str = "The River Trust (RT) was founded in 1990 in Oakham.\n\
    The RT has been operating in Norland since 1994.\n\
    The RT runs 12 field offices and employs 340 people.\n";

impl Session {
    /// Writes the files and starts a session of an able client with their folder open.
    pub async fn start(files: &[(&str, &str)]) -> Session {
        Session::with(files, capabilities(), Value::Null).await
    }

    /// As [`Session::start`], for a client with these capabilities and `initializationOptions`.
    pub async fn with(files: &[(&str, &str)], capabilities: Value, options: Value) -> Session {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (client, _) = Client::in_process();
        let mut session = Session { client, folder };
        for (name, text) in files {
            session.write(name, text);
        }
        let hello = Hello { options, ..Hello::at(session.folder.path()).with(capabilities) };
        session.client.hello(hello).await;
        session
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn uri(&self, name: &str) -> Url {
        uri(&self.path(name))
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder of the test");
        }
        std::fs::write(path, text).expect("a file of the test");
    }

    /// Opens a draft as version 1 and gives its address.
    pub fn open(&self, name: &str, text: &str) -> Url {
        let uri = self.uri(name);
        let language = if name.ends_with(".md") { "markdown" } else { "plaintext" };
        self.client.open(&uri, language, text);
        uri
    }

    /// Opens a draft and waits for its first diagnostics.
    pub async fn check(&mut self, name: &str, text: &str) -> (Url, Vec<Diagnostic>) {
        let uri = self.open(name, text);
        let diagnostics = self.client.diagnostics(&uri, 1).await;
        (uri, diagnostics)
    }
}

/// The place in a document where `needle` first stands, one letter in.
pub fn at(uri: &Url, text: &str, needle: &str) -> TextDocumentPositionParams {
    let offset = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not in the text"));
    let first = needle.chars().next().map_or(0, char::len_utf8);
    TextDocumentPositionParams::new(TextDocumentIdentifier::new(uri.clone()), position(text, offset + first))
}

/// Position of a byte offset in UTF-16 units.
pub fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |line| line.encode_utf16().count());
    Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// Byte offset of a position in UTF-16 units.
pub fn offset(text: &str, position: Position) -> usize {
    let line = usize::try_from(position.line).unwrap_or(usize::MAX);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    for (at, c) in text.get(start..).unwrap_or("").char_indices() {
        if units >= position.character {
            return start + at;
        }
        units += u32::try_from(c.len_utf16()).unwrap_or(2);
    }
    text.len()
}
