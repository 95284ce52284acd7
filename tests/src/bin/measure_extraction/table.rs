//! What was measured beside what is asked, as a table for the terminal.
//! It must not know what the figures mean.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

static SHOW_MISSES: AtomicBool = AtomicBool::new(false);

/// Sets whether [`miss`] prints.
pub(crate) fn show_misses(show: bool) {
    SHOW_MISSES.store(show, Ordering::Relaxed);
}

/// Prints one row that was read wrongly, if the command line asks for them. The text is made only then.
pub(crate) fn miss(describe: impl FnOnce() -> String) {
    if SHOW_MISSES.load(Ordering::Relaxed) {
        println!("miss {}", describe());
    }
}

/// One measured figure; larger is better.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) reached: f64,
    /// What is asked; `None` for a figure that is only reported.
    pub(crate) asked: Option<f64>,
    /// Of how many cases, or what else explains the figure.
    pub(crate) note: String,
}

impl Figure {
    /// A share in percent of `right` among `all` cases.
    pub(crate) fn share(name: impl Into<String>, right: usize, all: usize, asked: Option<f64>) -> Self {
        let note = format!("{right} of {all}");
        Figure { name: name.into(), reached: percent(right, all), asked, note }
    }

    /// F1 in percent from counts: found rightly, found at all, and there to be found.
    pub(crate) fn f1(
        name: impl Into<String>,
        right: usize,
        found: usize,
        wanted: usize,
        asked: Option<f64>,
    ) -> Self {
        let (precision, recall) = (percent(right, found), percent(right, wanted));
        let reached = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        let note = format!("P {precision:.1} R {recall:.1} of {wanted}");
        Figure { name: name.into(), reached, asked, note }
    }

    pub(crate) fn reached(&self) -> bool {
        self.asked.is_none_or(|asked| self.reached >= asked)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows are small")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The figures of one part as aligned lines; a figure below what is asked is marked.
pub(crate) fn render(part: &str, figures: &[Figure]) -> String {
    let width = figures.iter().map(|figure| figure.name.len()).max().unwrap_or(0).max(24);
    let mut out = format!("\n{part:<width$}  reached    asked\n");
    for figure in figures {
        let asked = figure.asked.map_or_else(|| "-".to_owned(), |asked| format!("{asked:.1}"));
        let mark = if figure.reached() { ' ' } else { '!' };
        let Figure { name, reached, note, .. } = figure;
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{name:<width$}  {reached:>7.2}  {asked:>7} {mark} {note}");
    }
    out
}
