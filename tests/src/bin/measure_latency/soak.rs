//! An hour's script of edits without the writer's pauses: memory must stay flat, and every published diagnostic must stand where
//! a check of the whole model text puts it.
//! It must not know how the server keeps its text.

use std::io;
use std::path::Path;
use std::time::Duration;

use factmark::workspace::{Options, Workspace};
use factmark_core::text::Markup;
use serde_json::{Value, json};

use crate::draft::{Model, dense, position};
use crate::driver::Session;
use crate::table::{Row, megabytes, memory, row};

/// Longest wait for a second publication of one version.
const AFTERTHOUGHT: Duration = Duration::from_secs(2);
/// Edits between two pauses in which diagnostics are awaited.
const BURST: usize = 100;
/// The text is kept near this size, in bytes.
const SIZE: usize = 100_000;
/// What is typed: letters, every sign of markup that reaches far, other line ends, letters of several bytes, new claims.
const PUT: &[&str] = &[
    "a",
    "e",
    " ",
    "1",
    "9",
    ".",
    "\n",
    "\n\n",
    "\r\n",
    "\u{1F600}",
    "\u{e9}",
    "# ",
    "- ",
    "> ",
    "`",
    "```\n",
    "<!-- ",
    " -->",
    "*",
    "|",
    "UNHCR has been operating in Azerbaijan since 1994.\n\n",
    "The ICRC has worked with Azerbaijan on missing persons since 2007. ",
];

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

pub(crate) fn measure(
    program: &Path,
    root: &Path,
    uri: &str,
    root_uri: &str,
    edits: usize,
) -> io::Result<Vec<Row>> {
    let workspace = Workspace::open(&Options { root: root.to_owned(), ..Options::default() }, &|_| {});
    let mut session = Session::start(program, &["lsp"], root_uri)?;
    let mut model = Model::new(dense(SIZE));
    let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": model.text });
    session.notify("textDocument/didOpen", json!({ "textDocument": document }))?;
    session.published(1)?;
    let mut dice = Dice(0x5EED);
    let mut resident = Vec::new();
    let (mut compared, mut wrong) = (0, 0);
    for done in 0..edits {
        let change = edit(&mut model, uri, &mut dice);
        session.notify("textDocument/didChange", change)?;
        if done % 10 == 0 {
            let place = position(&model.text, model.text.floor_char_boundary(dice.below(model.text.len())));
            session.request(
                "textDocument/hover",
                json!({ "textDocument": { "uri": uri }, "position": place }),
            )?;
        }
        if (done + 1) % BURST == 0 {
            let found = session.published(model.version)?;
            let (mut right, mut of) = compare(&workspace, &model.text, &found.body);
            // What a long draft says against itself is told a little later.
            if right < of {
                let last = session.last_published(model.version, found, AFTERTHOUGHT)?;
                (right, of) = compare(&workspace, &model.text, &last.body);
            }
            compared += of;
            wrong += of - right;
            resident.push(memory(session.process(), "VmRSS").unwrap_or_default());
        }
    }
    // The first tenth fills caches and pools.
    let settled = resident.get(resident.len() / 10..).unwrap_or(&[]);
    let (least, most) =
        settled.iter().fold((f64::MAX, 0.0_f64), |(least, most), now| (least.min(*now), most.max(*now)));
    let halves = settled.split_at(settled.len() / 2);
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len().max(1) as f64;
    Ok(vec![
        row("edits", edits.to_string(), "20000"),
        row("published diagnostics compared", compared.to_string(), ""),
        row("of these not where the model puts them", wrong.to_string(), "0"),
        row("resident memory, least", megabytes(Some(least)), ""),
        row("resident memory, most", megabytes(Some(most)), ""),
        row(
            "second half against first, mean",
            format!("{:+.1} MB", mean(halves.1) - mean(halves.0)),
            "± 5 MB",
        ),
    ])
}

/// One edit: a letter, a piece of markup, a sentence, or something taken away, so that the size stays about the same.
fn edit(model: &mut Model, uri: &str, dice: &mut Dice) -> Value {
    let start = place(&model.text, dice.below(model.text.len() + 1));
    let long = model.text.len() > SIZE;
    let length = match dice.below(4) {
        0 if long => dice.below(200),
        0 | 1 => dice.below(3),
        _ => 0,
    };
    let end = place(&model.text, (start + length).min(model.text.len())).max(start);
    let put = if length > 3 { "" } else { PUT.get(dice.below(PUT.len())).copied().unwrap_or("") };
    model.replace(uri, start, end, put)
}

/// The place at or before byte `at` that an editor can name: not inside a character, nor between the two halves of "\r\n".
fn place(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let inside = text.get(..at).is_some_and(|head| head.ends_with('\r'))
        && text.get(at..).is_some_and(|tail| tail.starts_with('\n'));
    at - usize::from(inside)
}

/// How many of the published diagnostics stand where the check of the whole text puts a finding with that code, and how many there are.
/// Where fewer are published than were found, each missing one counts as wrong, unless the server says that it leaves some out.
fn compare(workspace: &Workspace, text: &str, published: &Value) -> (usize, usize) {
    let mut expected: Vec<Value> = workspace
        .check(text, Markup::Markdown)
        .findings
        .iter()
        .map(|finding| {
            let (start, end) = (finding.span.start as usize, finding.span.end as usize);
            json!([finding.code.to_string(), position(text, start), position(text, end)])
        })
        .collect();
    let diagnostics =
        published.pointer("/params/diagnostics").and_then(Value::as_array).cloned().unwrap_or_default();
    let (mut right, mut all, mut capped) = (0, 0, false);
    for one in &diagnostics {
        let Some(code) = one.get("code") else {
            capped = true;
            continue;
        };
        all += 1;
        let place = json!([code, one.pointer("/range/start"), one.pointer("/range/end")]);
        if let Some(at) = expected.iter().position(|known| *known == place) {
            expected.swap_remove(at);
            right += 1;
        }
    }
    if !capped {
        all += expected.len();
    }
    (right, all)
}
