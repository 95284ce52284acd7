//! Workspaces on disk: what is found, what is said about the rest, and what a second opening reads again.

use std::fs;
use std::sync::Arc;

use super::*;

/// A folder with the files named, each with its text.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn open(root: &Path) -> Workspace {
    Workspace::open(&Options { root: root.to_owned(), ..Options::default() }, &|_| {})
}

fn names(workspace: &Workspace) -> Vec<String> {
    let relative = |document: &Source| {
        document.path.strip_prefix(&workspace.root).unwrap().to_string_lossy().into_owned()
    };
    workspace.corpus.sources().iter().map(relative).collect()
}

fn problems(workspace: &Workspace) -> Vec<String> {
    let root = format!("{}/", workspace.root.display());
    workspace.source_problems.iter().map(|problem| problem.to_string().replace(&root, "")).collect()
}

#[test]
fn the_default_folders_are_read_to_any_depth() {
    let root = folder(&[
        ("seeds/b.txt", "B."),
        ("seeds/deep/a.md", "A."),
        ("sources/c.txt", "C."),
        ("drafts/d.md", "D."),
        ("seeds/.hidden.txt", "H."),
    ]);
    let workspace = open(root.path());
    assert_eq!(names(&workspace), ["seeds/b.txt", "seeds/deep/a.md", "sources/c.txt"]);
    assert_eq!(problems(&workspace), [""; 0]);
    assert!(workspace.is_source(&root.path().join("seeds/new.md")));
    assert!(!workspace.is_source(&root.path().join("drafts/d.md")));
    assert!(!workspace.is_source(&root.path().join("seeds-of-doubt.md")));
}

#[test]
fn sources_that_git_ignores_are_read_and_those_of_an_ignore_file_are_not() {
    let root = folder(&[
        (".gitignore", "seeds\n"),
        (".git/HEAD", ""),
        ("seeds/.ignore", "old*\n"),
        ("seeds/a.txt", "A."),
        ("seeds/old.txt", "O."),
    ]);
    assert_eq!(names(&open(root.path())), ["seeds/a.txt"]);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let root = folder(&[
        ("factmark.toml", "[sources]\npaths = [\"seeds\", \"gone\"]\n"),
        ("seeds/a.txt", "A."),
        ("seeds/b.txt", "\0\0\x01\x02"),
        ("seeds/c.pdf", ""),
        ("seeds/d.pdf", ""),
        ("seeds/LICENCE", ""),
        ("seeds/sources.toml", "[[source]]\nfile = \"a.txt\"\n[[source]]\nfile = 3\n"),
    ]);
    let workspace = open(root.path());
    assert_eq!(names(&workspace), ["seeds/a.txt"]);
    assert_eq!(
        problems(&workspace),
        [
            "gone: this folder or file of sources does not exist.",
            "1 file without an ending among the sources: not read.",
            "2 .pdf files among the sources: not read yet.",
            "seeds/sources.toml:4: invalid type: integer `3`, expected path string; nothing in this file is used.",
            "seeds/b.txt: is not text. Save it as plain text or Markdown, or take it out of the folder.",
        ]
    );
    let silent = workspace.source_problems.iter().filter(|problem| !problem.prevents_checking()).count();
    assert_eq!(silent, 2);
}

#[test]
fn a_workspace_without_sources_says_what_to_do() {
    let root = folder(&[("draft.md", "D.")]);
    let workspace = open(root.path());
    let [problem] = workspace.source_problems.as_slice() else { panic!("{:?}", workspace.source_problems) };
    assert!(problem.to_string().contains("Put them into a folder `seeds` or `sources`"), "{problem}");
}

#[test]
fn a_second_opening_reads_only_what_changed() {
    let root = folder(&[("seeds/a.txt", "A."), ("seeds/b.txt", "B.")]);
    let options = Options { root: root.path().to_owned(), ..Options::default() };
    let first = Workspace::open(&options, &|_| {});
    fs::write(root.path().join("seeds/b.txt"), "B, changed.").unwrap();
    fs::write(root.path().join("seeds/c.txt"), "C.").unwrap();
    fs::write(root.path().join("seeds/sources.toml"), "[[source]]\nfile = \"c.txt\"\ntitle = \"Third\"\n")
        .unwrap();
    let seen = std::sync::Mutex::new(Vec::new());
    let second =
        first.reopen(&options, &|progress| seen.lock().unwrap().push((progress.done, progress.total)));
    let mut seen = seen.into_inner().unwrap();
    seen.sort();
    assert_eq!(seen, [(1, 3), (2, 3), (3, 3)]);
    let (before, after) = (first.corpus.sources(), second.corpus.sources());
    assert!(Arc::ptr_eq(&before[0].text, &after[0].text));
    assert_eq!(&*after[1].text, "B, changed.");
    assert_eq!(after[2].metadata.title.as_deref(), Some("Third"));
}

#[test]
fn what_was_read_before_it_was_stopped_is_in_use_and_reading_goes_on_from_there() {
    let root = folder(&[("seeds/a.txt", "A."), ("seeds/b.txt", "B."), ("seeds/c.txt", "C.")]);
    let options = Options { root: root.path().to_owned(), ..Options::default() };
    let only = Workspace::open(
        &Options { sources: Some(vec![root.path().join("seeds/b.txt")]), ..options.clone() },
        &|_| {},
    );
    let stopped = only.reopen_until(&options, &|_| {}, &|| true);
    assert_eq!(names(&stopped), ["seeds/b.txt"]);
    assert_eq!(stopped.stopped_of(), Some(3));
    let [problem] = stopped.source_problems.as_slice() else { panic!("{:?}", stopped.source_problems) };
    assert!(problem.prevents_checking());
    assert!(problem.to_string().contains("1 of 3 sources"), "{problem}");
    let whole = stopped.reopen(&options, &|_| {});
    assert_eq!(names(&whole), ["seeds/a.txt", "seeds/b.txt", "seeds/c.txt"]);
    assert_eq!(whole.stopped_of(), None);
    assert!(whole.source_problems.is_empty());
}

#[test]
fn opening_again_gives_what_a_first_opening_gives() {
    let text = "The River Trust (RT) was founded in 1990. The RT has 12 offices.";
    let root = folder(&[("seeds/a.txt", text), ("seeds/b.txt", "The RT closed 3 offices in 2004.")]);
    let options = Options { root: root.path().to_owned(), ..Options::default() };
    let first = Workspace::open(&options, &|_| {});
    fs::write(root.path().join("seeds/b.txt"), "The RT closed 31 offices in 2004.").unwrap();
    let again = first.reopen(&options, &|_| {});
    let whole = Workspace::open(&options, &|_| {});
    assert_eq!(format!("{:?}", again.corpus), format!("{:?}", whole.corpus));
}

#[test]
fn a_source_reached_by_a_link_is_still_a_source() {
    let root = folder(&[("real/seeds/a.txt", "A.")]);
    #[cfg(unix)]
    {
        let link = root.path().join("link");
        std::os::unix::fs::symlink(root.path().join("real"), &link).unwrap();
        let workspace = open(&link);
        assert_eq!(names(&workspace), ["seeds/a.txt"]);
        assert!(workspace.is_source(&root.path().canonicalize().unwrap().join("real/seeds/a.txt")));
    }
}

#[test]
fn the_root_is_found_from_a_draft_deep_inside() {
    let root = folder(&[("factmark.toml", ""), ("text/parts/one.md", ""), ("text/sources/s.txt", "")]);
    assert_eq!(find_root(&root.path().join("text/parts/one.md")), root.path());
    fs::remove_file(root.path().join("factmark.toml")).unwrap();
    assert_eq!(find_root(&root.path().join("text/parts/one.md")), root.path().join("text"));
    assert_eq!(find_root(&root.path().join("text/parts")), root.path().join("text"));
}

#[test]
fn a_table_of_names_is_read_and_watched() {
    let folder = folder(&[
        ("factmark.toml", "[sources]\nentities = \"names.csv\"\n"),
        ("names.csv", "name,aliases,type,id\nBlue Heron Trust,BHT,organisation,Q7\n,x,,\n"),
        ("sources/a.txt", "BHT met."),
    ]);
    let workspace = open(folder.path());
    let lexicon = workspace.corpus.lexicon();
    let entity = lexicon.named("BHT").and_then(|id| lexicon.get(id)).expect("the table's name");
    assert_eq!((entity.canonical.as_str(), entity.id.as_deref()), ("Blue Heron Trust", Some("Q7")));
    let [problem] = workspace.config_problems.as_slice() else { panic!("{:?}", workspace.config_problems) };
    assert_eq!((problem.line, problem.message.as_str()), (Some(3), "this row has no name and is not used"));
    assert!(workspace.watched().contains(&folder.path().join("names.csv")));
}
