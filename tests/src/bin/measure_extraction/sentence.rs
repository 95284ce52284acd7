//! Sentence boundaries against GUM's genres and the golden rules.
//! It must not know how a text is cut: only which cuts are right.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use factmark_core::analysis::read;
use factmark_core::text::{Markup, Span};

use crate::rows::{self, Row};
use crate::table::{Figure, miss};

/// Interior boundaries (where a sentence ends and another follows): right, found, wanted; and texts cut exactly as labelled.
#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
    exact: usize,
    texts: usize,
}

/// Asked: F 97 on all of GUM, 95.5 on its news, 47 of 48 golden rules.
pub(crate) fn measure(folder: &Path) -> io::Result<Vec<Figure>> {
    let rows = rows::load(folder, "sentence.jsonl")?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for row in &rows {
        let result = judge(row);
        for group in groups(row) {
            tallies.entry(group).or_default().add(&result);
        }
    }
    let mut figures = Vec::new();
    for (group, tally) in &tallies {
        let asked = match group.as_str() {
            "GUM" => Some(97.0),
            "GUM news" => Some(95.5),
            _ => None,
        };
        figures.push(Figure::f1(
            format!("{group}, boundaries F"),
            tally.right,
            tally.found,
            tally.wanted,
            asked,
        ));
        let asked = (group == "golden rules").then_some(100.0 * 47.0 / 48.0);
        figures.push(Figure::share(format!("{group}, exact"), tally.exact, tally.texts, asked));
    }
    Ok(figures)
}

fn groups(row: &Row) -> Vec<String> {
    let genre = row.field("genre");
    if !genre.is_empty() {
        return vec!["GUM".to_owned(), format!("GUM {genre}")];
    }
    if row.flag("golden") {
        return vec!["golden rules".to_owned()];
    }
    let origin = row.field("origin").split(' ').next().unwrap_or("");
    vec![format!("cases of {origin}")]
}

fn judge(row: &Row) -> Tally {
    let sentences = row.expected.iter().filter(|label| label.field("kind") == "sentence");
    let wanted: Vec<Span> = sentences.map(|label| label.span).collect();
    let found: Vec<Span> =
        read(&row.text, Markup::Plain).sentences.iter().map(|sentence| sentence.span).collect();
    let (wanted_cuts, found_cuts) = (cuts(&row.text, &wanted), cuts(&row.text, &found));
    let right = found_cuts.iter().filter(|cut| wanted_cuts.contains(cut)).count();
    let exact = usize::from(wanted_cuts == found_cuts);
    if exact == 0 {
        miss(|| describe(row, &wanted_cuts, &found_cuts));
    }
    Tally { right, found: found_cuts.len(), wanted: wanted_cuts.len(), exact, texts: 1 }
}

/// Where a sentence other than the first starts, counted in bytes that are not white space: gaps cannot differ.
fn cuts(text: &str, sentences: &[Span]) -> Vec<usize> {
    let mut inked = 0;
    let mut cuts = Vec::new();
    let mut starts = sentences.iter().skip(1).map(|span| span.start as usize).peekable();
    for (at, c) in text.char_indices() {
        if starts.peek().is_some_and(|start| *start <= at) {
            starts.next();
            cuts.push(inked);
        }
        if !c.is_whitespace() {
            inked += c.len_utf8();
        }
    }
    cuts
}

/// The text with `|` at boundaries found rightly, `<+>` at wrong ones and `<->` at missed ones.
fn describe(row: &Row, wanted: &[usize], found: &[usize]) -> String {
    let mut out = format!("{} {}: ", row.id, row.field("genre"));
    let mut inked = 0;
    let mut last = usize::MAX;
    for c in row.text.chars() {
        if !c.is_whitespace() && last != inked {
            last = inked;
            out.push_str(match (wanted.contains(&inked), found.contains(&inked)) {
                (true, true) => "| ",
                (false, true) => "<+>",
                (true, false) => "<->",
                (false, false) => "",
            });
        }
        out.push(c);
        if !c.is_whitespace() {
            inked += c.len_utf8();
        }
    }
    out
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
        self.exact += other.exact;
        self.texts += other.texts;
    }
}
