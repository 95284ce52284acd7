//! Links of Markdown to files: where they stand, which path they mean, and how a path is written as one.
//! It must not know sources.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

/// The targets of the links on a line, `[words](target)` and `[name]: target`, without a fragment or title.
pub(super) fn links(line: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = line
        .match_indices("](")
        .filter_map(|(at, mark)| target(line, at + mark.len(), |c| c == ')' || c.is_whitespace()))
        .collect();
    let label = line.trim_start().strip_prefix('[').filter(|rest| !rest.starts_with('^'));
    if let Some((_, rest)) = label.and_then(|rest| rest.split_once("]:")) {
        let from = line.len() - rest.trim_start().len();
        found.extend(target(line, from, char::is_whitespace));
    }
    found
}

fn target(line: &str, from: usize, ends: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let rest = line.get(from..)?;
    let (from, length) = match rest.strip_prefix('<') {
        Some(rest) => (from + 1, rest.find('>')?),
        None => (from, rest.find(ends).unwrap_or(rest.len())),
    };
    let length = line.get(from..from + length)?.find('#').unwrap_or(length);
    (length > 0).then_some(from..from + length)
}

/// The path that a link in a document of `folder` means; `None` for an address.
pub(super) fn resolved(folder: &Path, target: &str) -> Option<PathBuf> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let decoded = percent_decode_str(target).decode_utf8().ok()?;
    Some(joined(folder, Path::new(decoded.as_ref())))
}

/// A path as it is told from a folder, without `.` and `..`.
pub(super) fn joined(folder: &Path, told: &Path) -> PathBuf {
    let mut path = PathBuf::new();
    for component in folder.join(told).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}

/// The way from a folder to a file, as a link writes it.
pub(super) fn relative(folder: &Path, file: &Path) -> String {
    let path = between(folder, file).to_string_lossy().replace('\\', "/");
    path.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace('#', "%23")
}

/// The way from a folder to a file; the file itself where they have no root in common.
pub(super) fn between(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return file.to_owned();
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_without_fragment_and_title() {
        let of = |line: &'static str| -> Vec<&str> {
            links(line).into_iter().filter_map(|range| line.get(range)).collect()
        };
        assert_eq!(of("See [a](b/c.txt) and [d](<e f.md#L3> \"g\")."), ["b/c.txt", "e f.md"]);
        assert_eq!(of("[a]: b.txt 'c'"), ["b.txt"]);
        assert_eq!(of("[^a]: b.txt"), [""; 0]);
        assert_eq!(of("[a](#part) [b]"), [""; 0]);
    }

    #[test]
    fn paths_come_and_go() {
        let folder = Path::new("/w/notes");
        assert_eq!(resolved(folder, "../seeds/a%20b.txt").unwrap(), Path::new("/w/seeds/a b.txt"));
        assert_eq!(resolved(folder, "https://example.org/a.txt"), None);
        assert_eq!(relative(folder, Path::new("/w/seeds/a b.txt")), "../seeds/a%20b.txt");
        assert_eq!(relative(folder, Path::new("/w/notes/c.txt")), "c.txt");
    }
}
