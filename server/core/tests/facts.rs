//! Fact sheets, definitions, mentions and passages over small sources.

#![allow(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

use factmark_core::check::Verdict;
use factmark_core::corpus::{Corpus, SourceDocument};
use factmark_core::facts::{FactSheet, defining_sentence, entity_at, fact_sheet, mentions, passages_at};
use factmark_core::names::{Binding, EntityId};
use factmark_core::text::Markup;
use factmark_core::values::Relation;

const REGISTER: &str = "\
The Harbour Agency (HA) was founded in 1968 under the 1951 Convention. The agency has been training young sailors in Larnaca since 1974.
The HA employs 340 dockers in Larnaca. According to the mayor, the HA spent $ 4.5 million on a new pier.
The Port Museum is open on Sundays.
";

const NEWSPAPER: &str = "\
The Harbour Agency employs 410 dockers in Larnaca. The Harbour Agency was founded in 1968.
";

fn corpus() -> Corpus {
    let documents = [("register.txt", REGISTER), ("newspaper.txt", NEWSPAPER)];
    Corpus::build(documents.map(|(path, text)| SourceDocument::plain(path, text)).to_vec(), Vec::new())
}

fn agency(corpus: &Corpus) -> EntityId {
    corpus.lexicon().named("Harbour Agency").expect("the agency is known")
}

fn sheet(corpus: &Corpus) -> FactSheet {
    fact_sheet(corpus, agency(corpus)).expect("the agency has a sheet")
}

#[test]
fn a_sheet_puts_differing_figures_first_and_shows_both_sides() {
    let corpus = corpus();
    let sheet = sheet(&corpus);
    assert_eq!(sheet.canonical, "Harbour Agency");
    assert_eq!(sheet.aliases, ["HA"]);
    let first = sheet.facts.first().expect("a fact");
    assert!(first.contested, "{sheet:#?}");
    let [before, value, after] = first.wording(&corpus).expect("its source is there");
    assert_eq!(
        (before.as_str(), value.as_str(), after.as_str()),
        ("The HA employs ", "340", " dockers in Larnaca.")
    );
    let other = first.others.first().expect("the other side");
    assert_eq!(other.focus.of(NEWSPAPER), "410");
    assert_eq!(sheet.facts.iter().filter(|fact| fact.contested).count(), 1, "both sides are one fact");
}

#[test]
fn a_sheet_holds_what_the_sources_say_once_each_with_its_speaker() {
    let corpus = corpus();
    let sheet = sheet(&corpus);
    let values: Vec<String> =
        sheet.facts.iter().filter_map(|fact| fact.wording(&corpus)).map(|[_, value, _]| value).collect();
    for expected in ["340", "1968", "1974", "$ 4.5 million"] {
        assert_eq!(values.iter().filter(|value| *value == expected).count(), 1, "{expected} in {values:?}");
    }
    assert!(!values.contains(&"1951".to_owned()), "the year of a convention is no fact of the agency");
    let paid =
        sheet.facts.iter().find(|fact| fact.passage.focus.of(REGISTER) == "$ 4.5 million").expect("the sum");
    assert_eq!(paid.speaker.map(|span| span.of(REGISTER)), Some("the mayor"));
    let founded =
        sheet.facts.iter().find(|fact| fact.passage.focus.of(REGISTER) == "1968").expect("the year");
    assert_eq!(founded.others.len(), 1, "the newspaper says the same");
}

#[test]
fn mentions_are_counted_by_source_bound_ones_too() {
    let corpus = corpus();
    let counts: Vec<usize> = sheet(&corpus).mentions.iter().map(|(_, count)| *count).collect();
    let all = mentions(&corpus, agency(&corpus));
    assert_eq!(counts.iter().sum::<usize>(), all.len());
    assert_eq!(counts.len(), 2);
    assert!(all.iter().any(|occurrence| occurrence.binding == Binding::Bound), "\"The agency\" is bound");
}

#[test]
fn the_defining_sentence_is_the_one_that_gives_the_short_form() {
    let corpus = corpus();
    let passage = defining_sentence(&corpus, agency(&corpus)).expect("a definition");
    assert!(passage.sentence.of(REGISTER).starts_with("The Harbour Agency (HA) was founded"));
    assert_eq!(passage.focus.of(REGISTER), "Harbour Agency");
}

#[test]
fn a_value_of_the_draft_finds_the_passages_that_speak_of_it() {
    let corpus = corpus();
    let draft = "The HA has been training young sailors in Larnaca since 1976.";
    let analysis = corpus.analyse(draft, Markup::Markdown);
    let at = draft.find("1976").expect("the year");
    let passages = passages_at(draft, &analysis, &corpus, at);
    let best = passages.first().expect("a passage");
    assert_eq!((best.relation, best.verdict), (Relation::Conflict, Verdict::Conflict));
    assert_eq!(best.passage.focus.of(REGISTER), "1974");
    assert_eq!(entity_at(&analysis, draft.find("HA").expect("the name")), Some(agency(&corpus)));
    assert!(passages_at(draft, &analysis, &corpus, draft.len() + 50).is_empty());
}

#[test]
fn nothing_is_said_of_what_the_sources_do_not_know() {
    let corpus = corpus();
    assert!(fact_sheet(&corpus, EntityId(u32::MAX)).is_none());
    assert!(defining_sentence(&corpus, EntityId(u32::MAX)).is_none());
    let empty = Corpus::build(Vec::new(), Vec::new());
    let draft = "The HA employs 340 dockers.";
    let analysis = empty.analyse(draft, Markup::Plain);
    assert!(passages_at(draft, &analysis, &empty, 16).is_empty());
}

#[test]
fn numbers_and_dates_of_headings_tell_of_the_document_and_come_last() {
    let report = "# Harbour Agency: situation report 3 of 14 May 2024\n\nThe Harbour Agency employs 410 dockers in Larnaca. \
        The Harbour Agency was founded in 1968. The Harbour Agency has been training sailors since 1974.\n";
    let document = SourceDocument { markup: Markup::Markdown, ..SourceDocument::plain("report.md", report) };
    let corpus = Corpus::build(vec![document], Vec::new());
    let sheet = sheet(&corpus);
    let values: Vec<&str> = sheet.facts.iter().map(|fact| fact.passage.focus.of(report)).collect();
    assert_eq!(values.len(), 3, "{values:?}");
    assert!(!values.iter().any(|value| ["3", "14 May 2024"].contains(value)), "{values:?}");
}

/// What the passages say to the value in the draft, best first.
fn verdicts(corpus: &Corpus, draft: &str, value: &str) -> Vec<Verdict> {
    let analysis = corpus.analyse(draft, Markup::Markdown);
    let at = draft.find(value).expect("the value");
    passages_at(draft, &analysis, corpus, at).iter().map(|support| support.verdict).collect()
}

#[test]
fn a_later_date_does_not_support_a_beginning() {
    let of = |source: &str| Corpus::build(vec![SourceDocument::plain("report.txt", source)], Vec::new());
    let later = of("The Harbour Agency (HA) trained 40 young sailors in Larnaca in 2004.\n");
    let draft = "The HA has trained young sailors in Larnaca since 1990.";
    assert!(!verdicts(&later, draft, "1990").contains(&Verdict::Supported));
    for source in
        ["has trained young sailors in Larnaca since 1990", "first trained young sailors in Larnaca in 1990"]
    {
        let same = of(&format!("The Harbour Agency (HA) {source}.\n"));
        assert!(verdicts(&same, draft, "1990").contains(&Verdict::Supported), "{source}");
    }
    // What happened later did happen after.
    let draft = "The HA trained 40 young sailors in Larnaca after 1990.";
    assert!(verdicts(&later, draft, "1990").contains(&Verdict::Supported));
}
