//! Turns the bytes of a source or draft file into text that the core can read.
//! It must not know the corpus, the checker or any protocol.

mod text;

use std::fmt;
use std::path::{Path, PathBuf};

use factmark_core::text::Markup;

pub use text::decode;

/// Largest file that is read, in bytes: spans are 32 bits wide, and a larger text is no source that people cite.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// The text of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Without a byte order mark; line ends as in the file.
    pub text: String,
    pub markup: Markup,
    /// Name of the encoding (WHATWG), with `true` where it had to be guessed.
    pub encoding: (&'static str, bool),
}

/// Why a file gives no text.
#[derive(Debug)]
pub enum Unreadable {
    /// The file could not be opened or read.
    Io(PathBuf, std::io::Error),
    /// The bytes are no text: NULs or control codes all over.
    NotText(PathBuf),
    /// Larger than [`LARGEST`]; the number is its size in bytes.
    TooLarge(PathBuf, u64),
    /// The ending of the name is none that Factmark reads.
    UnknownFormat(PathBuf),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Io(path, error) => {
                write!(
                    f,
                    "{}: could not be read ({error}). Check that it exists and that you may open it.",
                    path.display()
                )
            }
            Unreadable::NotText(path) => {
                write!(
                    f,
                    "{}: is not text. Save it as plain text or Markdown, or take it out of the folder.",
                    path.display()
                )
            }
            Unreadable::TooLarge(path, size) => write!(
                f,
                "{}: is too large ({} MB; the limit is {} MB). Split it or take it out of the folder.",
                path.display(),
                size / 1_000_000,
                LARGEST / 1_000_000
            ),
            Unreadable::UnknownFormat(path) => {
                write!(
                    f,
                    "{}: is in a format that Factmark does not read yet. It reads .txt and .md files.",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// Markup by the ending of the file's name; `None` for an ending that Factmark does not read.
pub fn markup_of(path: &Path) -> Option<Markup> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mdown" => Some(Markup::Markdown),
        "txt" | "text" => Some(Markup::Plain),
        _ => None,
    }
}

/// Reads one file from disk.
///
/// # Errors
/// See [`Unreadable`]; its message says what the user can do.
pub fn read(path: &Path) -> Result<Document, Unreadable> {
    let markup = markup_of(path).ok_or_else(|| Unreadable::UnknownFormat(path.to_owned()))?;
    let io = |error| Unreadable::Io(path.to_owned(), error);
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > LARGEST {
        return Err(Unreadable::TooLarge(path.to_owned(), size));
    }
    let bytes = std::fs::read(path).map_err(io)?;
    from_bytes(&bytes, markup).ok_or_else(|| Unreadable::NotText(path.to_owned()))
}

/// Decodes the bytes of a text file; `None` where they are no text.
pub fn from_bytes(bytes: &[u8], markup: Markup) -> Option<Document> {
    let (text, encoding, guessed) = decode(bytes)?;
    Some(Document { text, markup, encoding: (encoding.name(), guessed) })
}
