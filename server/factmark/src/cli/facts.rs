//! `factmark facts NAME`: what the sources say about a name, as a hover shows it.
//! It must not know how facts are found or ranked.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use factmark_core::corpus::Corpus;
use factmark_core::facts::{Fact, FactSheet, Passage, entities_named, fact_sheet};
use factmark_core::names::Entity;

use super::opening::{self, SourceArguments};

#[derive(Args)]
pub struct Facts {
    /// A name or short form that the sources use, such as UNHCR
    name: String,
    #[command(flatten)]
    sources: SourceArguments,
}

impl Facts {
    /// 0: facts were printed; 1: the sources do not know the name; 2: something could not be read.
    pub fn run(&self) -> ExitCode {
        let workspace = opening::open(None, &self.sources);
        for problem in opening::problems(&workspace) {
            eprintln!("warning: {problem}");
        }
        let found = entities_named(&workspace.corpus, &self.name);
        let Some(sheet) = found.first().and_then(|entity| fact_sheet(&workspace.corpus, *entity)) else {
            eprintln!(
                "The sources do not speak of \u{201c}{}\u{201d}.{}",
                self.name,
                self.suggestion(&workspace.corpus)
            );
            return ExitCode::from(if opening::is_incomplete(&workspace) { 2 } else { 1 });
        };
        if let Err(error) = print(&mut io::stdout().lock(), &workspace.corpus, &workspace.root, &sheet)
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            eprintln!("factmark: the facts could not be printed: {error}");
            return ExitCode::from(2);
        }
        if opening::is_incomplete(&workspace) { ExitCode::from(2) } else { ExitCode::SUCCESS }
    }

    /// " Did you mean UNHCR?" where a known name is close.
    fn suggestion(&self, corpus: &Corpus) -> String {
        let folded = self.name.to_lowercase();
        let close = corpus
            .lexicon()
            .entities
            .iter()
            .flat_map(names)
            .map(|name| (strsim::jaro_winkler(&folded, &name.to_lowercase()), name))
            .filter(|(similarity, _)| *similarity > 0.85)
            .max_by(|left, right| left.0.total_cmp(&right.0));
        close.map(|(_, name)| format!(" Did you mean \u{201c}{name}\u{201d}?")).unwrap_or_default()
    }
}

fn names(entity: &Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&entity.canonical).chain(&entity.aliases).chain(&entity.short_forms)
}

fn print(out: &mut impl Write, corpus: &Corpus, root: &Path, sheet: &FactSheet) -> io::Result<()> {
    writeln!(out, "{}", sheet.canonical)?;
    if !sheet.aliases.is_empty() {
        writeln!(out, "also: {}", sheet.aliases.join(", "))?;
    }
    let total: usize = sheet.mentions.iter().map(|(_, count)| count).sum();
    let times = if total == 1 { "once" } else { &format!("{total} times") };
    let sources = sheet.mentions.len();
    writeln!(out, "named {times} in {sources} source{}", if sources == 1 { "" } else { "s" })?;
    for fact in &sheet.facts {
        print_fact(out, corpus, root, fact)?;
    }
    Ok(())
}

fn print_fact(out: &mut impl Write, corpus: &Corpus, root: &Path, fact: &Fact) -> io::Result<()> {
    let Some([before, value, after]) = fact.wording(corpus) else { return Ok(()) };
    let mark = if value.is_empty() { "" } else { "**" };
    writeln!(out)?;
    let contested = if fact.contested { "sources differ: " } else { "" };
    writeln!(out, "- {contested}{}{mark}{}{mark}{}", before, value, after)?;
    writeln!(out, "  {}", place(corpus, root, fact.passage))?;
    for other in fact.others.iter().filter(|_| fact.contested) {
        let words =
            corpus.source(other.source).map(|source| other.focus.of(&source.text)).unwrap_or_default();
        writeln!(
            out,
            "  but {mark}{}{mark}: {}",
            words.replace(['\r', '\n'], " "),
            place(corpus, root, *other)
        )?;
    }
    Ok(())
}

/// "Title of the source, seeds/file.txt:12"
fn place(corpus: &Corpus, root: &Path, passage: Passage) -> String {
    let Some(source) = corpus.source(passage.source) else { return String::new() };
    let path = source.path.strip_prefix(root).unwrap_or(&source.path);
    let line = source.lines.line(passage.focus.start as usize) + 1;
    format!("{}, {}:{line}", source.display_name(), path.display())
}
