//! Sessions of random edits and requests, the same on every run: whatever an editor sends, the server keeps to the protocol and
//! reads the text that is on the screen, as if it had just been opened.
//! It must not know what is found; that the session's messages conform is looked after by the client.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::{Answer, capabilities, in_time};
use factmark_tests::session::{Session, TRUST};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tower_lsp::lsp_types::Url;

const BATCHES: usize = 240;
/// Batches between two comparisons with a fresh copy.
const BURST: usize = 30;
/// Longest text, in bytes: what is longer is cut, so that many edits meet.
const LONGEST: usize = 6_000;

const SOURCES: [(&str, &str); 2] = [
    ("seeds/trust.txt", TRUST),
    (
        "seeds/mill.md",
        "---\nid: mill2024\n---\n\n# Mills\n\nThe River Trust (RT) supports 23,100 farmers in Norland.\n",
    ),
];
/// Claims, most of them wrong: half of what is typed.
const CLAIMS: &[&str] = &[
    "\n\nThe RT was founded in 1991. ",
    "\n\nThe RT has been operating in Norland since 1995. ",
    "\r\n\r\n😀 The River Trust (RT) runs 14 field offices. ",
    "\n\nThe River Trust (RT) supports 21,300 farmers in Norland. ",
    "\tThe RT employs 340 people. ",
    "\n- Zoë Ångström said that the RT employs 430 people.\n",
];
/// The other half: line ends of all kinds, letters of every width, and all markup that reaches far.
const PIECES: &[&str] = &[
    "\r\n",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\t",
    "    ",
    "😀",
    "👩‍🌾",
    "é",
    "a\u{301}",
    "日本",
    "\u{feff}",
    "\"",
    "“",
    "”",
    "`",
    "```\n",
    "# ",
    "- ",
    "| a | b |\n|---|---|\n",
    "<!-- factmark-ignore F002: x -->",
    "<!-- ",
    "-->",
    "[^1]",
    "[^1]: ",
    "[@mill2024]",
    "[@",
    "> ",
    "---\n",
    "*",
    "_",
    "<b>",
    "[[RT]]",
    "https://example.org/RT ",
    "1",
    "9",
    " ",
    ".",
    "Oakham",
    "RT",
];
/// Requests whose every range lies in the document itself.
const OF_DOCUMENT: &[&str] = &[
    "hover",
    "documentHighlight",
    "completion",
    "documentSymbol",
    "documentLink",
    "codeLens",
    "prepareRename",
    "inlayHint",
];
const OTHERS: &[&str] = &[
    "definition",
    "declaration",
    "references",
    "codeAction",
    "semanticTokens/full",
    "semanticTokens/range",
    "rename",
];
/// What is compared with a fresh copy, beside the findings.
const COMPARED: &[&str] = &["semanticTokens/full", "documentSymbol", "documentLink", "codeLens"];

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Line and character, in the order of the text.
type Place = (usize, usize);

/// The text as the editor has it, with places counted as was agreed.
#[derive(Clone)]
struct Screen {
    text: String,
    width: fn(char) -> usize,
}

impl Screen {
    /// Start and end of every line, without its line end.
    fn lines(&self) -> Vec<(usize, usize)> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in self.text.char_indices() {
            let joined = c == '\r' && self.text[at + 1..].starts_with('\n');
            if c == '\n' && self.text[..at].ends_with('\r') {
                lines.push((start, at - 1));
                start = at + 1;
            } else if matches!(c, '\n' | '\r') && !joined {
                lines.push((start, at));
                start = at + 1;
            }
        }
        lines.push((start, self.text.len()));
        lines
    }

    /// The byte at a place: past the end of a line its end, past the text the end of that, inside a character its start.
    fn offset(&self, (line, mut rest): Place) -> usize {
        let Some((start, end)) = self.lines().get(line).copied() else { return self.text.len() };
        for (at, c) in self.text[start..end].char_indices() {
            let width = (self.width)(c);
            if rest < width {
                return start + at;
            }
            rest -= width;
        }
        end
    }

    /// Whether there is such a place: inside the line, and not inside a character.
    fn has(&self, (line, character): Place) -> bool {
        let Some((start, end)) = self.lines().get(line).copied() else { return false };
        let before = &self.text[start..self.offset((line, character)).min(end)];
        before.chars().map(self.width).sum::<usize>() == character
    }

    /// Any place, now and then one that is not there.
    fn place(&self, dice: &mut Dice) -> Place {
        if dice.below(10) == 0 {
            let far = usize::try_from(i32::MAX).unwrap();
            return (dice.one_of(&[0, 1, 5, 99, far]), dice.one_of(&[0, 3, 1000, far]));
        }
        let lines = self.lines();
        let line = dice.below(lines.len());
        let (start, end) = lines[line];
        (line, dice.below(self.text[start..end].chars().map(self.width).sum::<usize>() + 3))
    }

    fn range(&self, dice: &mut Dice) -> (Place, Place) {
        let (a, b) = (self.place(dice), self.place(dice));
        let start = a.min(b);
        match dice.below(10) {
            0..6 => (start, start),
            6..9 => (start, (start.0, start.1 + dice.below(6))),
            _ => (start, a.max(b)),
        }
    }

    /// One edit, made here and told as a change of the protocol.
    fn edit(&mut self, dice: &mut Dice) -> Value {
        let pieces = dice.one_of(&[0, 1, 1, 2]);
        let put: String = (0..pieces)
            .map(|_| {
                let kind = dice.one_of(&[CLAIMS, PIECES]);
                dice.one_of(kind)
            })
            .collect();
        if self.text.len() > LONGEST || dice.below(100) == 0 {
            let half = self.text.floor_char_boundary(self.text.len() / 2);
            self.text.replace_range(half.., &put);
            return json!({ "text": self.text });
        }
        let (start, end) = self.range(dice);
        self.text.replace_range(self.offset(start)..self.offset(end), &put);
        json!({ "range": range(start, end), "text": put })
    }
}

fn place((line, character): Place) -> Value {
    json!({ "line": line, "character": character })
}

fn range(start: Place, end: Place) -> Value {
    json!({ "start": place(start), "end": place(end) })
}

/// A request with what was on the screen when it was made.
struct Asked {
    method: &'static str,
    answer: oneshot::Receiver<Answer>,
    screen: Screen,
}

fn params(uri: &Url, method: &str, screen: &Screen, dice: &mut Dice) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri } });
    if matches!(method, "codeAction" | "inlayHint" | "semanticTokens/range") {
        let (start, end) = screen.range(dice);
        params["range"] = range(start, end);
    } else {
        params["position"] = place(screen.place(dice));
    }
    match method {
        "codeAction" => params["context"] = json!({ "diagnostics": [] }),
        "references" => params["context"] = json!({ "includeDeclaration": dice.below(2) == 0 }),
        "rename" => params["newName"] = "Stream Trust".into(),
        _ => {}
    }
    params
}

fn ask(session: &mut Session, uri: &Url, screen: &Screen, dice: &mut Dice) -> Asked {
    let methods = if dice.below(2) == 0 { OF_DOCUMENT } else { OTHERS };
    let method = dice.one_of(methods);
    let params = params(uri, method, screen, dice);
    let (id, answer) = session.client.start(&format!("textDocument/{method}"), params);
    if dice.below(20) == 0 {
        session
            .client
            .send(&json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } }));
    }
    Asked { method, answer, screen: screen.clone() }
}

/// Every place named in an answer.
fn places(value: &Value, found: &mut Vec<Place>) {
    if let (Some(line), Some(character)) = (value["line"].as_u64(), value["character"].as_u64()) {
        found.push((usize::try_from(line).unwrap(), usize::try_from(character).unwrap()));
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|value| places(value, found)),
        Value::Array(items) => items.iter().for_each(|value| places(value, found)),
        _ => {}
    }
}

fn stands(screen: &Screen, what: &str, value: &Value) {
    let mut found = Vec::new();
    places(value, &mut found);
    for place in found {
        assert!(screen.has(place), "{what} names {place:?}, which is not in {:?}: {value:#}", screen.text);
    }
}

async fn judge(asked: Asked) {
    let Asked { method, answer, screen } = asked;
    match in_time(method, answer).await.expect("the server goes on") {
        Ok(answer) if OF_DOCUMENT.contains(&method) => stands(&screen, method, &answer),
        Ok(_) => {}
        // Cancelled, or the text has changed since.
        Err(error) => assert!(matches!(error["code"].as_i64(), Some(-32800 | -32801)), "{method}: {error}"),
    }
}

/// The findings last published for a document at a version.
#[derive(Default)]
struct Published(Option<Value>);

impl Published {
    fn note(&mut self, message: &Value, uri: &Url, version: usize) -> bool {
        let params = &message["params"];
        let own = params["uri"] == uri.as_str() && params["version"] == version;
        if own {
            self.0 = Some(without(&params["diagnostics"], uri));
        }
        own
    }
}

/// An answer without the address of the document that it is about.
fn without(answer: &Value, uri: &Url) -> Value {
    serde_json::from_str(&answer.to_string().replace(uri.as_str(), "")).unwrap()
}

/// Opens the same text as another document and waits until both are said to be worth the same. How many findings that are.
async fn compare(session: &mut Session, uri: &Url, version: usize, screen: &Screen) -> usize {
    let name = format!("copy-{version}.md");
    let copy = session.open(&name, &screen.text);
    let (mut edited, mut fresh) = (Published::default(), Published::default());
    while edited.0.is_none() || edited.0 != fresh.0 {
        let what = format!("equal findings: {:?} {:?} in {:?}", edited.0, fresh.0, screen.text);
        session
            .client
            .wait_for(&what, |message| {
                (edited.note(message, uri, version) || fresh.note(message, &copy, 1)).then_some(())
            })
            .await;
    }
    let found = edited.0.unwrap();
    for finding in found.as_array().unwrap() {
        stands(screen, "a finding", &finding["range"]);
    }
    for method in COMPARED {
        let asked = |uri: &Url| json!({ "textDocument": { "uri": uri } });
        let method = format!("textDocument/{method}");
        let edited = session.client.raw_request(&method, asked(uri)).await.unwrap();
        let fresh = session.client.raw_request(&method, asked(&copy)).await.unwrap();
        assert_eq!(without(&edited, uri), without(&fresh, &copy), "{method} of {:?}", screen.text);
    }
    session.client.close(&copy);
    found.as_array().unwrap().len()
}

/// A session of some hundred batches of edits with requests between them.
async fn play(encoding: &str, width: fn(char) -> usize, seed: u64) {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    let mut session = Session::with(&SOURCES, capabilities, Value::Null).await;
    let mut dice = Dice(seed);
    let text = "The RT was founded in 1990.\r\nIt has 12 field offices 😀.\n".to_owned();
    let mut screen = Screen { text, width };
    let (uri, _) = session.check("draft.md", &screen.text).await;
    let (mut asked, mut found) = (Vec::new(), 0);
    for version in 2..BATCHES + 2 {
        let edits = dice.one_of(&[1, 1, 1, 2, 3]);
        let changes: Vec<Value> = (0..edits).map(|_| screen.edit(&mut dice)).collect();
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
        session
            .client
            .send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }));
        for _ in 0..dice.one_of(&[0, 0, 1, 2]) {
            asked.push(ask(&mut session, &uri, &screen, &mut dice));
        }
        if (version - 1) % BURST == 0 {
            for asked in asked.drain(..) {
                judge(asked).await;
            }
            found += compare(&mut session, &uri, version, &screen).await;
        }
    }
    assert!(found > 0, "nothing was compared");
    session.client.bye().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_random_session_in_utf_8_reads_what_is_on_the_screen() {
    play("utf-8", char::len_utf8, 8).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_random_session_in_utf_16_reads_what_is_on_the_screen() {
    play("utf-16", char::len_utf16, 16).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_random_session_in_utf_32_reads_what_is_on_the_screen() {
    play("utf-32", |_| 1, 32).await;
}
