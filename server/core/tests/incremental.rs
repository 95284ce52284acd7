//! Reading and checking an edited draft gives what reading and checking it from the start gives, byte for byte.

use std::sync::Arc;

use factmark_core::analysis::Reading;
use factmark_core::check::{
    Checked, Finding, Options, Placed, check, check_part, check_whole, in_order, said_to_part,
};
use factmark_core::corpus::{Corpus, SourceDocument};
use factmark_core::names::UserEntity;
use factmark_core::text::{LaidOut, Markup, layout};
use proptest::prelude::*;
use proptest::sample::Index;

/// Pieces of drafts, whole and torn: every construct of Markdown that reaches beyond its line stands here.
const PIECES: &[&str] = &[
    "\u{feff}",
    "The World River Office (WRO) has run 12 stations since 1992. It employs 340 people.",
    "The WRO has run 14 stations since 1995.",
    "The World River Office\nhas run 12 stations\nsince 1992.",
    "The Harbour Fund has been operating in Malta since 2005.",
    "The Harbour Fund has been operating in Malta since 2001. It employs 56 nurses in Malta.",
    "The Harbour Fund employs 56 nurses in Malta.",
    "The Harbour Fund employs 57 nurses in Malta.",
    "The Meadow School teaches 31 pupils in Gozo.",
    "The Meadow School teaches 13 pupils in Gozo.",
    "The World Reading Office (HFI) met.",
    "the organisation",
    "Lumera Foods, the Danish maker of jam, lost 3 percent. ",
    "Sound Terminals AB said that chief executive Anna de Wit left. ",
    "The company gained 3 percent. ",
    "De Wit met Lumera.\n\n",
    "It closed 3 of them. The Office has 340 staff; our country paid $2.5 million in 2019.",
    "The Harbour Fund for Islands (\u{201c}the Fund\u{201d}) paid. The Fund spent \u{20ac}40m on 7,000 t\u{a0}of rice.",
    "Azerbaijan and Malta signed. Malta paid. This country owes 4 per cent.",
    "The Harbour Fund said that \u{201c}the harbour will be closed to all boats until May\u{201d}.",
    "It said: \"The harbour will be shut to all boats until June\".",
    "> The harbour will be closed to some boats until the fish have gone.\n",
    "\u{201c}",
    "WRO",
    "the Fund",
    "12",
    " 1992",
    ".",
    ". ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\u{2028}",
    "\x0c",
    "# ",
    "## Figures\n",
    "Figures of the Year\n",
    "===\n",
    "---\n",
    "***\n",
    "- ",
    "* 12 stations\n",
    "1. First item 2. Second item\n",
    "   indented\n",
    "    code 1995\n",
    "\t",
    "```\n",
    "```rust\nlet x = 1992;\n```\n",
    "~~~\n",
    "`1992`",
    "> ",
    "> The WRO has run 14 stations.\n",
    "| a | b |\n|---|---|\n| WRO | 14 |\n",
    "|",
    "A\tB\n",
    "<!-- ",
    " -->",
    "<div>\n",
    "</div>\n",
    "<b>",
    "<br>",
    "<code>",
    "</code>",
    "~~",
    "**",
    "_",
    "[",
    "](http://x.org/2)",
    "![",
    "](a.png)",
    "[^1]",
    "[^1]: The WRO runs 14 stations.\n",
    "[one]: http://example.org/1995\n",
    "[one]",
    "[@osei2019, p. 4]",
    "+++\n",
    "title: x\n",
    "&amp;",
    "\\",
    "\u{130}zmir",
    "Stra\u{df}e",
    "\u{1F600}",
    "e\u{301}",
    "\u{bd}",
    "\u{feff}",
];

/// Every rule is asked for.
/// One piece of work after the other.
fn in_turn(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

fn options() -> Options {
    Options { off: Vec::new(), hints: true }
}

/// Checks one run of at most `most` sentences; whether any was left.
fn step(checked: &mut Checked, text: &str, reading: &Reading, corpus: &Corpus, most: usize) -> bool {
    let Some(run) = checked.unknown(most, 1).pop() else { return false };
    let found = check_part(text, &reading.analysis, run.clone(), corpus, &options());
    checked.add(&reading.analysis, run, found);
    true
}

/// Asks what the sources say to one run of at most `most` sentences; whether any was left.
fn ask(checked: &mut Checked, text: &str, reading: &Reading, corpus: &Corpus, most: usize) -> bool {
    let Some(run) = checked.unasked(most, 1).pop() else { return false };
    checked.note(run.clone(), said_to_part(text, &reading.analysis, run, corpus));
    true
}

fn told(checked: &Checked) -> Vec<Finding> {
    checked.findings().iter().map(Placed::finding).collect()
}

fn corpus() -> Corpus {
    let document = |path: &str, text: &str| SourceDocument::plain(path, text);
    let own =
        ["Azerbaijan", "Malta"].map(|name| UserEntity { name: name.to_owned(), ..UserEntity::default() });
    Corpus::build(
        vec![
            document(
                "rivers.txt",
                "The World River Office (WRO) has run 12 stations since 1992. The WRO employs 340 people.\n\nThe Office spent $2.5 million in 2019.\n",
            ),
            document(
                "harbours.txt",
                "The Harbour Fund for Islands (HFI) spent \u{20ac}40m on rice. It was founded in 2001.\n\nThe Harbour Fund has been operating in Malta since 2001. The Harbour Fund employs 65 nurses in Malta.\n\nThe Harbour Fund warned that \u{201c}the harbour will be closed to all boats until the fish have gone\u{201d}.\n\nThe World Reading Office (WRO) met.\n",
            ),
            document(
                "jam.txt",
                "Lumera Foods, the Danish maker of jam, lost 4 percent. Lumera and Sound Terminals AB talked.\n\nThe company gained 5 percent, said chief executive Anna de Wit.\n",
            ),
        ],
        own.to_vec(),
    )
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
}

fn draft() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(&["", " ", "\n", "\n\n", "\r\n\r\n"][..]);
    prop::collection::vec((piece(), joint), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(piece, joint)| piece + joint).collect())
}

/// Where an edit starts, how many bytes it takes away, what it puts there.
type Edit = (Index, usize, String);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let length = prop_oneof![3 => Just(0_usize), 3 => 0..4_usize, 2 => 0..80_usize, 1 => 0..4_000_usize];
    let put = prop_oneof![1 => Just(String::new()), 4 => piece(), 1 => draft()];
    prop::collection::vec((any::<Index>(), length, put), 1..6)
}

fn edited(text: &str, (at, length, put): &Edit) -> String {
    let start = text.floor_char_boundary(at.index(text.len() + 1));
    let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
    let mut out = text.to_owned();
    out.replace_range(start..end, put);
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_draft_is_read_and_checked_as_if_it_were_new(text in draft(), edits in edits(), plain in any::<bool>(), most in 1..5_usize) {
        let markup = if plain { Markup::Plain } else { Markup::Markdown };
        let (corpus, options) = (corpus(), options());
        let mut text: Arc<str> = text.into();
        let mut reading = Reading::new(&text, markup, corpus.lexicon());
        prop_assert_eq!(&reading.analysis, &corpus.analyse(&text, markup));
        let mut checked = Checked::new(&reading);
        for edit in &edits {
            // Some versions are left before they are checked to the end.
            for _ in 0..most {
                step(&mut checked, &text, &reading, &corpus, most);
                ask(&mut checked, &text, &reading, &corpus, most);
            }
            let now: Arc<str> = edited(&text, edit).into();
            let next = reading.edited(&now, corpus.lexicon());
            let fresh = Reading::new(&now, markup, corpus.lexicon());
            prop_assert_eq!(&next.analysis, &fresh.analysis, "{:?}\n{:?}", text, now);
            checked.settle(&text, &reading.analysis, &corpus, &options, &|| false, &in_turn);
            checked = checked.carried(&reading, &next);
            (text, reading) = (now, next);
        }
        while step(&mut checked, &text, &reading, &corpus, most) {}
        prop_assert!(checked.is_complete());
        checked.settle(&text, &reading.analysis, &corpus, &options, &|| false, &in_turn);
        let whole = check(&text, &reading.analysis, &corpus, &options);
        let mut found = told(&checked);
        found.extend(check_whole(&text, &reading.analysis, &corpus, &options));
        prop_assert_eq!(in_order(found), whole, "{:?}", text);
        while ask(&mut checked, &text, &reading, &corpus, most) {}
        let mut fresh = Checked::new(&reading);
        while ask(&mut fresh, &text, &reading, &corpus, usize::MAX) {}
        let analysis = &reading.analysis;
        prop_assert_eq!(checked.pairings(analysis), fresh.pairings(analysis), "{:?}", text);
    }
}

fn long_draft() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(&["", "\n", "\n\n", "\n\n", "\n \n", "\r\n\r\n"][..]);
    prop::collection::vec((piece(), joint), 0..120)
        .prop_map(|parts| parts.into_iter().map(|(piece, joint)| piece + joint).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_draft_is_laid_out_as_if_it_were_new(text in long_draft(), edits in prop::collection::vec((any::<Index>(), 0..6_usize, piece()), 1..12), plain in any::<bool>()) {
        let markup = if plain { Markup::Plain } else { Markup::Markdown };
        let mut text: Arc<str> = text.into();
        let (mut laid, mut blocks) = LaidOut::new(&text, markup);
        for edit in &edits {
            let now: Arc<str> = edited(&text, edit).into();
            let fresh = layout(&now, markup);
            (laid, blocks) = laid.edited(&blocks, &now);
            prop_assert_eq!(laid.prose(), &fresh.prose, "{:?}\n{:?}", text, now);
            prop_assert_eq!(&blocks, &fresh.blocks, "{:?}\n{:?}", text, now);
            text = now;
        }
    }
}

#[test]
fn a_letter_in_one_paragraph_leaves_the_others_checked() {
    let (corpus, options) = (corpus(), options());
    let paragraph = "The Harbour Fund has been operating in Malta since 2005.\n\n";
    let text: Arc<str> = paragraph.repeat(50).into();
    let reading = Reading::new(&text, Markup::Markdown, corpus.lexicon());
    let mut checked = Checked::new(&reading);
    while step(&mut checked, &text, &reading, &corpus, 8) {}
    while ask(&mut checked, &text, &reading, &corpus, 8) {}
    assert!(!checked.findings().is_empty());
    let now: Arc<str> = text.replacen("has been", "had been", 1).into();
    let next = reading.edited(&now, corpus.lexicon());
    let mut carried = checked.carried(&reading, &next);
    assert!(step(&mut carried, &now, &next, &corpus, usize::MAX));
    assert!(carried.is_complete(), "one run of sentences was touched");
    assert!(ask(&mut carried, &now, &next, &corpus, usize::MAX));
    assert!(!ask(&mut carried, &now, &next, &corpus, usize::MAX), "as many as were touched are asked for");
    carried.settle(&now, &next.analysis, &corpus, &options, &|| false, &in_turn);
    assert_eq!(told(&carried), check(&now, &next.analysis, &corpus, &options));
}
