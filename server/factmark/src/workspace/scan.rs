//! Walks the source folders and sorts what lies there: sources, manifests, and files that are not read.
//! It must not open a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{MANIFEST, SourceProblem};

/// What the source folders hold, each list in order of the paths and without doubles.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) sources: Vec<PathBuf>,
    pub(super) manifests: Vec<PathBuf>,
}

/// Lists the files of `places` (folders, walked to any depth, and single files).
/// Hidden files and those that an `.ignore` or `.factmarkignore` file names are passed over in silence.
pub(super) fn scan(places: &[PathBuf], problems: &mut Vec<SourceProblem>) -> Found {
    let mut found = Found::default();
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    for place in places {
        for entry in walk(place) {
            match entry {
                Ok(path) => sort_in(path, &mut found, &mut skipped),
                Err(error) => problems.push(SourceProblem::Folder(error.to_string())),
            }
        }
    }
    // Folders may overlap.
    for list in [&mut found.sources, &mut found.manifests] {
        list.sort();
        list.dedup();
    }
    problems.extend(skipped.into_iter().map(|(ending, count)| SourceProblem::Skipped(count, ending)));
    found
}

fn walk(place: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    // Sources that may not be published are often kept out of git: its ignore files say nothing about reading them.
    let walk = WalkBuilder::new(place)
        .git_ignore(false)
        .git_exclude(false)
        .git_global(false)
        .add_custom_ignore_filename(".factmarkignore")
        .build();
    walk.filter_map(|entry| match entry {
        Ok(entry) => entry.file_type().is_some_and(|kind| kind.is_file()).then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(error)),
    })
}

fn sort_in(path: PathBuf, found: &mut Found, skipped: &mut BTreeMap<String, usize>) {
    if path.file_name().is_some_and(|name| name == MANIFEST) {
        found.manifests.push(path);
    } else if factmark_formats::markup_of(&path).is_some() {
        found.sources.push(path);
    } else {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        *skipped.entry(ending.unwrap_or_default()).or_default() += 1;
    }
}
