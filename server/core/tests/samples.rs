//! The two sample sources: everything that they say themselves must stay silent in a draft, and the sample brief's
//! planted mistakes must be found, no others.

#![allow(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use factmark_core::check::{Finding, Options, check};
use factmark_core::corpus::{Corpus, SourceDocument};
use factmark_core::text::Markup;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn samples() -> Vec<SourceDocument> {
    let names = ["000_7ea4543571742eb1.txt", "004_5e32103b5ee5e312.txt"];
    let read = |name: &str| {
        let path = root().join("seeds").join(name);
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        SourceDocument::plain(name, Arc::<str>::from(text))
    };
    names.map(read).to_vec()
}

fn corpus() -> Corpus {
    Corpus::build(samples(), Vec::new())
}

fn findings(corpus: &Corpus, draft: &str, markup: Markup) -> Vec<Finding> {
    let analysis = corpus.analyse(draft, markup);
    check(draft, &analysis, corpus, &Options::default())
}

fn assert_silent(corpus: &Corpus, draft: &str, markup: Markup) {
    let found = findings(corpus, draft, markup);
    let messages: Vec<String> = found.iter().map(|f| format!("{} {}", f.code, f.message)).collect();
    let claims: Vec<&str> = found.iter().map(|finding| finding.claim.of(draft)).collect();
    assert!(found.is_empty(), "{messages:#?} in {claims:#?}");
}

/// The sentence broken into short lines, as an editor's fill command leaves it.
fn reflowed(sentence: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in sentence.split(' ') {
        if column > 0 && column + word.len() > 40 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}

#[test]
fn every_sentence_of_the_samples_is_silent_in_a_draft() {
    let corpus = corpus();
    for source in corpus.sources() {
        for sentence in &source.analysis.sentences {
            let sentence = sentence.span.of(&source.text);
            assert_silent(&corpus, sentence, Markup::Plain);
            assert_silent(&corpus, sentence, Markup::Markdown);
            assert_silent(&corpus, &reflowed(sentence), Markup::Markdown);
        }
    }
}

#[test]
fn every_paragraph_and_the_whole_samples_are_silent_in_a_draft() {
    let corpus = corpus();
    for source in corpus.sources() {
        assert_silent(&corpus, &source.text, Markup::Plain);
        assert_silent(&corpus, &source.text, Markup::Markdown);
        for paragraph in source.text.split('\n') {
            assert_silent(&corpus, paragraph, Markup::Markdown);
            assert_silent(&corpus, &reflowed(paragraph), Markup::Markdown);
        }
    }
}

#[test]
fn the_sample_brief_shows_its_planted_mistakes_and_no_others() {
    let corpus = corpus();
    let path = root().join("tests/drafts/sample-brief.md");
    let draft = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let found = findings(&corpus, &draft, Markup::Markdown);
    let shown: Vec<(String, &str)> = found.iter().map(|f| (f.code.to_string(), f.span.of(&draft))).collect();
    let planted = [
        ("F002", "1993"),
        ("F002", "1992"),
        ("F001", "69"),
        ("F003", "25 September 2023"),
        ("F010", "International Commission on Missing Persons (ICMPD"),
        ("F001", "43,500"),
        ("F004", "$12 million"),
        ("F001", "32"),
    ];
    let expected: Vec<(String, &str)> =
        planted.iter().map(|(code, text)| ((*code).to_owned(), *text)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_wrong_year_is_shown_with_the_sources_sentence_and_a_fix() {
    let corpus = corpus();
    let draft = "UNHCR has been operating in Azerbaijan since 1993.";
    let found = findings(&corpus, draft, Markup::Markdown);
    let [finding] = found.as_slice() else { panic!("one finding expected: {found:#?}") };
    assert_eq!(finding.code.to_string(), "F002");
    assert_eq!(finding.span.of(draft), "1993");
    let [evidence] = finding.evidence.as_slice() else { panic!("one passage expected") };
    let source = evidence.source.and_then(|id| corpus.source(id)).expect("a source");
    assert_eq!(evidence.focus.of(&source.text), "1992");
    assert!(evidence.sentence.of(&source.text).starts_with("The UNHCR, which has been operating"));
    let [fix] = finding.fixes.as_slice() else { panic!("one fix expected") };
    assert_eq!((fix.span.of(draft), fix.replacement.as_str()), ("1993", "1992"));
    assert_silent(&corpus, "UNHCR has been operating in Azerbaijan since 1992.", Markup::Markdown);
}

#[test]
fn a_subject_that_the_source_only_calls_the_organisation_is_found() {
    let corpus = corpus();
    let draft = "UNICEF has been operating in Azerbaijan since 1992.";
    let found = findings(&corpus, draft, Markup::Markdown);
    let [finding] = found.as_slice() else { panic!("one finding expected: {found:#?}") };
    let evidence = finding.evidence.first().expect("a passage");
    let source = evidence.source.and_then(|id| corpus.source(id)).expect("a source");
    assert_eq!(
        evidence.sentence.of(&source.text),
        "The organisation has been operating in our country since 1993."
    );
    assert_silent(&corpus, "UNICEF has been operating in Azerbaijan since 1993.", Markup::Markdown);
}

#[test]
fn true_rewordings_and_statements_of_other_things_are_silent() {
    let corpus = corpus();
    let drafts = [
        "UNHCR opened its Tbilisi office in 1995.",
        "UNHCR has worked in Georgia since 1993.",
        "UNHCR was founded in 1950.",
        "The World Health Organization has been active in Azerbaijan since 1994.",
        "Since 1992, UNHCR has been operating in Azerbaijan.",
        "Oxfam has been operating in Azerbaijan since 1993.",
        "Over 350 political prisoners are detained.",
        "Nearly 4,000 citizens of Azerbaijan have been registered as missing.",
        "According to Azerbaijani sources, the UNDP allocated about $755,000 in 2023 to support 23 local NGOs.",
        "In 2022 the UNDP allocated $500,000 to support 15 local NGOs in Georgia.",
        "Azerbaijan provided US$10 million to the WHO to fight the COVID-19 pandemic.",
        "Azerbaijan has acceded to fifty-nine ILO Conventions.",
        "Azerbaijan hosted the 7th Global Forum of the UNAOC in April 2016.",
        "The 6th Global Forum of the UNAOC was held in Bali in August 2014.",
        "The Action Plan of the #Peace4Culture campaign covers 2022 to 2027.",
        "The programme foresees the return of 34,500 families by 2026.",
        "Three decades of forceful separation have passed.",
        "UNICEF has 190 country offices and was founded in 1946.",
        "Azerbaijan joined the United Nations in 1992.",
        "The ICRC has 12 delegates in Baku.",
    ];
    for draft in drafts {
        assert_silent(&corpus, draft, Markup::Markdown);
    }
}
