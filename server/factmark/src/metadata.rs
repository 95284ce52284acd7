//! What is known about a source: from a manifest `sources.toml` in its folder, else from its own front matter.
//! It must not know how a source is read or what it says.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use factmark_core::corpus::Metadata;
use jiff::civil::Date;
use serde::Deserialize;

use crate::config::line_at;

/// Name of the manifest, which any folder of sources may hold for the files in it and below it.
pub const MANIFEST: &str = "sources.toml";

/// The metadata that the manifests of one folder tree state, by the path of the source.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    entries: HashMap<PathBuf, Metadata>,
}

#[derive(Deserialize)]
struct ManifestFile {
    #[serde(default)]
    source: Vec<Entry>,
}

/// One `[[source]]`. Field names follow CSL-JSON where it has one.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Entry {
    /// Relative to the folder of the manifest.
    file: PathBuf,
    /// The key of citations.
    #[serde(alias = "citation-key", alias = "citekey")]
    id: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    issued: Option<Day>,
    as_of: Option<Day>,
    #[serde(rename = "URL", alias = "url")]
    url: Option<String>,
    #[serde(alias = "license")]
    licence: Option<String>,
}

/// A day, written with or without quotation marks: TOML has a type for it, and people quote it all the same.
#[derive(Deserialize)]
#[serde(try_from = "toml::Value")]
struct Day(Date);

impl TryFrom<toml::Value> for Day {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let text = match &value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        text.parse().map(Day).map_err(|_| format!("`{text}` is not a day such as 2024-05-31"))
    }
}

impl Manifest {
    /// Adds the manifest at `path`, whose text is `text`.
    /// On error nothing is added: one-based line where it is known, and what is wrong.
    pub fn add(&mut self, path: &Path, text: &str) -> Result<(), (Option<usize>, String)> {
        let file: ManifestFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_at(text, span.start));
            (line, error.message().trim_end().to_owned())
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for entry in file.source {
            let metadata = Metadata {
                id: entry.id.filter(|id| is_key(id)),
                title: entry.title,
                publisher: entry.publisher,
                author: entry.author,
                issued: entry.issued.map(|day| day.0),
                as_of: entry.as_of.map(|day| day.0),
                url: entry.url,
                licence: entry.licence,
            };
            self.entries.insert(folder.join(entry.file), metadata);
        }
        Ok(())
    }

    /// What is known about the source at `path` whose text is `text`: each field from the manifest, else from front matter.
    pub fn metadata(&self, path: &Path, text: &str) -> Metadata {
        let stated = self.entries.get(path).cloned().unwrap_or_default();
        let own = front_matter(text);
        Metadata {
            id: stated.id.or(own.id),
            title: stated.title.or(own.title),
            publisher: stated.publisher.or(own.publisher),
            author: stated.author.or(own.author),
            issued: stated.issued.or(own.issued),
            as_of: stated.as_of.or(own.as_of),
            url: stated.url.or(own.url),
            licence: stated.licence.or(own.licence),
        }
    }

    /// Paths that a manifest names, for telling which of them do not exist.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.entries.keys().map(PathBuf::as_path)
    }
}

/// Whether citations can name a source so: letters, digits and the signs that pandoc takes inside a key.
fn is_key(id: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '_' | ':' | '.');
    id.chars().all(|c| c.is_alphanumeric() || sign(c)) && id.ends_with(char::is_alphanumeric)
}

/// Metadata from YAML front matter. Only plain `key: value` lines are read: nested YAML says nothing about a source.
fn front_matter(text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut lines = text.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return metadata;
    }
    // A front matter of more lines than this is not one.
    for line in lines.take(200) {
        if matches!(line.trim_end(), "---" | "...") {
            return metadata;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        let value = [('"', '"'), ('\'', '\'')]
            .iter()
            .find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close))
            .unwrap_or(value);
        if value.is_empty() {
            continue;
        }
        let text = || Some(value.to_owned());
        match key {
            "id" | "citation-key" | "citekey" => metadata.id = text().filter(|id| is_key(id)),
            "title" => metadata.title = text(),
            "publisher" => metadata.publisher = text(),
            "author" => metadata.author = text(),
            "issued" | "date" | "published" => metadata.issued = value.parse().ok(),
            "as-of" | "as_of" => metadata.as_of = value.parse().ok(),
            "URL" | "url" => metadata.url = text(),
            "licence" | "license" => metadata.licence = text(),
            _ => {}
        }
    }
    // Without an end it was a rule and a text that happens to hold colons.
    Metadata::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_describes_the_files_of_its_folder() {
        let mut manifest = Manifest::default();
        manifest
            .add(
                Path::new("/w/seeds/sources.toml"),
                "[[source]]\nfile = \"a.txt\"\nid = \"river2023\"\ntitle = \"Annual report\"\nissued = 2024-05-31\nas-of = \"2023-12-31\"\nURL = \"https://example.org/a\"\n",
            )
            .unwrap();
        let metadata = manifest.metadata(Path::new("/w/seeds/a.txt"), "");
        assert_eq!(metadata.title.as_deref(), Some("Annual report"));
        assert_eq!(metadata.id.as_deref(), Some("river2023"));
        assert_eq!(metadata.issued, Some(jiff::civil::date(2024, 5, 31)));
        assert_eq!(metadata.as_of, Some(jiff::civil::date(2023, 12, 31)));
        assert_eq!(manifest.metadata(Path::new("/w/seeds/b.txt"), ""), Metadata::default());
    }

    #[test]
    fn a_wrong_manifest_is_said_with_its_line() {
        let mut manifest = Manifest::default();
        let add =
            |manifest: &mut Manifest, text| manifest.add(Path::new("s/sources.toml"), text).unwrap_err();
        assert_eq!(add(&mut manifest, "[[source]]\nfile = \"a\"\ntitel = \"x\"\n").0, Some(3));
        let (line, message) = add(&mut manifest, "[[source]]\nfile = \"a\"\nissued = \"May\"\n");
        assert_eq!((line, message.as_str()), (Some(3), "`May` is not a day such as 2024-05-31"));
    }

    #[test]
    fn front_matter_fills_what_the_manifest_leaves_open() {
        let text = "---\ntitle: \"Floods: a review\"\nauthor: 'J. Okafor'\ndate: 2021-03-04\n---\nText.\n";
        let mut manifest = Manifest::default();
        manifest
            .add(Path::new("s/sources.toml"), "[[source]]\nfile = \"f.md\"\ntitle = \"Floods\"\n")
            .unwrap();
        let metadata = manifest.metadata(Path::new("s/f.md"), text);
        assert_eq!(metadata.title.as_deref(), Some("Floods"));
        assert_eq!(metadata.author.as_deref(), Some("J. Okafor"));
        assert_eq!(metadata.issued, Some(jiff::civil::date(2021, 3, 4)));
    }

    #[test]
    fn a_text_that_opens_with_a_rule_has_no_front_matter() {
        assert_eq!(front_matter("---\ntitle: none\nand so on\n"), Metadata::default());
        assert_eq!(front_matter("title: none\n---\n"), Metadata::default());
    }
}
