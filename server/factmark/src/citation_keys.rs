//! Citation keys: what a draft names each source by, `[@key]`, and which source a key means.
//! It must not know how a citation is written, nor read anything.
//!
//! A source without a key of its own has that of its file's name. Where several files have the same name, the folders go
//! before it, as many as it takes: `north/report.txt` and `south/report.txt` are `north-report` and `south-report`. The longer
//! key is understood of every source, so that one that was written stays true when a file of the same name comes or goes.

use std::collections::HashMap;
use std::path::Path;

use factmark_core::text::fold;

/// The keys of all sources of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitationKeys {
    /// One for each source, in their order.
    keys: Vec<String>,
    meanings: HashMap<String, Meaning>,
}

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meaning {
    /// How many folders it names; a shorter form goes before a longer one of another source, a key of its own before all.
    form: usize,
    /// Index of the source; `None` where several have the same form.
    source: Option<usize>,
}

impl CitationKeys {
    /// Keys for sources at these paths, with the keys that their metadata give them.
    pub fn new<'s>(root: &Path, sources: impl Iterator<Item = (&'s Path, Option<&'s str>)>) -> Self {
        let sources: Vec<_> = sources.collect();
        let mut all = CitationKeys::default();
        // The writer's own come first, and of two that are the same the first.
        for (at, id) in sources.iter().enumerate().filter_map(|(at, (_, id))| Some((at, (*id)?))) {
            all.meanings.entry(id.to_owned()).or_insert(Meaning { form: 0, source: Some(at) });
        }
        let forms: Vec<Vec<String>> = sources.iter().map(|(path, _)| forms(root, path)).collect();
        let named: Vec<bool> = (0..sources.len()).map(|at| all.has_own(&sources, at)).collect();
        for ((at, forms), _) in forms.iter().enumerate().zip(&named).filter(|(_, named)| !**named) {
            for (form, key) in (1..).zip(forms) {
                all.offer(key, form, at);
            }
        }
        for (at, ((_, id), forms)) in sources.iter().zip(forms).enumerate() {
            let own = id.filter(|id| all.source(id) == Some(at));
            let key = own.map_or_else(|| all.shortest(forms, at), str::to_owned);
            all.keys.push(key);
        }
        all
    }

    /// Whether its metadata give it a key that no source before it has.
    fn has_own(&self, sources: &[(&Path, Option<&str>)], at: usize) -> bool {
        let id = sources.get(at).and_then(|(_, id)| *id);
        id.is_some_and(|id| self.source(id) == Some(at))
    }

    fn offer(&mut self, key: &str, form: usize, at: usize) {
        let offered = Meaning { form, source: Some(at) };
        let known = self.meanings.entry(key.to_owned()).or_insert(offered);
        if form < known.form {
            *known = offered;
        } else if form == known.form && known.source != Some(at) {
            known.source = None;
        }
    }

    /// The shortest form that means this source alone; where none does, the longest with a number.
    fn shortest(&mut self, forms: Vec<String>, at: usize) -> String {
        let means = |key: &&String| self.source(key) == Some(at);
        if let Some(key) = forms.iter().find(means) {
            return key.clone();
        }
        let longest = forms.into_iter().next_back().unwrap_or_default();
        let mut numbered = (2..).map(|number: usize| format!("{longest}-{number}"));
        let key = numbered.find(|key| !self.meanings.contains_key(key)).unwrap_or(longest);
        self.meanings.insert(key.clone(), Meaning { form: 0, source: Some(at) });
        key
    }

    /// The key of a source, by its index.
    pub fn of(&self, source: usize) -> Option<&str> {
        self.keys.get(source).map(String::as_str)
    }

    /// Index of the source that a key means; `None` where there is none, or more than one.
    pub fn source(&self, key: &str) -> Option<usize> {
        self.meanings.get(key)?.source
    }
}

/// The keys that a source's path gives: its name, then with one folder more each time up to the root, then with its ending.
fn forms(root: &Path, path: &Path) -> Vec<String> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let mut key = in_letters(path.file_stem());
    let mut forms = vec![key.clone()];
    for folder in below.ancestors().skip(1).filter_map(Path::file_name) {
        key = format!("{}-{key}", in_letters(Some(folder)));
        forms.push(key.clone());
    }
    if path.extension().is_some() {
        forms.push(format!("{key}-{}", in_letters(path.extension())));
    }
    forms
}

/// A name in letters, digits and hyphens, which pandoc takes for a key.
fn in_letters(name: Option<&std::ffi::OsStr>) -> String {
    let folded = fold(name.and_then(|name| name.to_str()).unwrap_or_default()).text;
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "source".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(sources: &[(&str, Option<&str>)]) -> CitationKeys {
        let paths = sources.iter().map(|(path, id)| (Path::new(*path), *id));
        CitationKeys::new(Path::new("/w"), paths)
    }

    fn of(sources: &[(&str, Option<&str>)]) -> Vec<String> {
        let keys = keys(sources);
        for (at, key) in keys.keys.iter().enumerate() {
            assert_eq!(keys.source(key), Some(at), "{key} means its source");
        }
        keys.keys
    }

    #[test]
    fn a_file_that_shares_its_name_with_none_is_named_by_it() {
        assert_eq!(of(&[("/w/seeds/River Report, 2nd.txt", None)]), ["river-report-2nd"]);
        assert_eq!(of(&[("/w/seeds/–.txt", None)]), ["source"]);
        assert_eq!(of(&[("/w/seeds/a.txt", Some("Doe:2020")), ("/w/seeds/b.txt", None)]), ["Doe:2020", "b"]);
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_as_many_folders_as_it_takes() {
        assert_eq!(
            of(&[("/w/s/north/report.txt", None), ("/w/s/south/report.txt", None), ("/w/s/other.txt", None)]),
            ["north-report", "south-report", "other"]
        );
        assert_eq!(
            of(&[("/w/north/2024/report.txt", None), ("/w/south/2024/report.txt", None)]),
            ["north-2024-report", "south-2024-report"]
        );
        assert_eq!(
            of(&[("/w/s/report.md", None), ("/w/s/report.txt", None)]),
            ["s-report-md", "s-report-txt"]
        );
        assert_eq!(of(&[("/w/s/A b.txt", None), ("/w/s/a-b.txt", None)]), ["s-a-b-txt-2", "s-a-b-txt-3"]);
        assert_eq!(of(&[("/w/s/report.txt", None), ("/x/report.txt", Some("report"))])[0], "s-report");
    }

    #[test]
    fn of_two_with_one_key_the_second_has_that_of_its_file() {
        assert_eq!(
            of(&[("/w/s/a.txt", Some("doe")), ("/w/s/b.txt", Some("doe")), ("/w/s/c.txt", None)]),
            ["doe", "b", "c"]
        );
    }

    #[test]
    fn a_key_that_was_written_stays_true_when_a_namesake_comes_or_goes() {
        let both = keys(&[("/w/north/report.txt", None), ("/w/south/report.txt", None)]);
        let one = keys(&[("/w/south/report.txt", None)]);
        assert_eq!((one.of(0), both.of(1)), (Some("report"), Some("south-report")));
        assert_eq!(one.source("south-report"), Some(0));
        assert_eq!(both.source("report"), None, "which of them?");
        // A name goes before a folder and a name.
        let beside = keys(&[("/w/s/a-b.txt", None), ("/w/s/a/b.txt", None)]);
        assert_eq!((beside.source("a-b"), beside.source("b")), (Some(0), Some(1)));
    }
}
