//! Definitions of short forms against the labelled pairs of abstracts (MED1250).
//! It must not know how they are found.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use factmark_core::analysis::read;
use factmark_core::text::Markup;

use crate::rows;
use crate::table::{Figure, miss};

/// A short form with its long form, white space as single spaces.
type Pair = (String, String);

/// Asked: F 89 on pairs. A pair counts once for a text, as in the published figures (Ab3P 89.7, Schwartz-Hearst 85.1).
pub(crate) fn measure(folder: &Path) -> io::Result<Vec<Figure>> {
    let (mut right, mut found, mut wanted, mut placed, mut spans) = (0, 0, 0, 0, 0);
    for row in rows::load(folder, "acronym.jsonl")? {
        let analysis = read(&row.text, Markup::Plain);
        let pair = |short: &str, long: &str| (spaced(short), spaced(long));
        let got: BTreeSet<Pair> = analysis
            .definitions
            .iter()
            .map(|one| pair(one.short.of(&row.text), one.long.of(&row.text)))
            .collect();
        let gold: BTreeSet<Pair> =
            row.expected.iter().map(|one| pair(one.field("short"), one.field("long"))).collect();
        right += got.intersection(&gold).count();
        found += got.len();
        wanted += gold.len();
        spans += row.expected.iter().filter(|one| !one.span.is_empty()).count();
        placed += row
            .expected
            .iter()
            .filter(|one| analysis.definitions.iter().any(|definition| definition.long == one.span))
            .count();
        for (short, long) in gold.symmetric_difference(&got) {
            let side = if gold.contains(&(short.clone(), long.clone())) { "not found" } else { "not there" };
            miss(|| format!("{} {side}: {short} = {long}", row.id));
        }
    }
    Ok(vec![
        Figure::f1("definitions, pairs F", right, found, wanted, Some(89.0)),
        Figure::share("long forms at the labelled place", placed, spans, None),
    ])
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
