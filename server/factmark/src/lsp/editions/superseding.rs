//! What a source says of its own edition: "This report supersedes the 2022 edition", "Superseded by: Handbook 2024".
//! It must not guess: a sentence counts only where it speaks of its own document and names one that is among the sources.

use std::collections::BTreeMap;

use factmark_core::corpus::{Corpus, Source, SourceId};
use factmark_core::text::fold;

use super::{Issue, Series};

/// Sentences at the beginning of a source that are looked at: what takes the place of something says so at once.
const SENTENCES: usize = 12;
/// Words of a line such as "Supersedes: …" at most; a longer one is a sentence about something else.
const LONGEST_LINE: usize = 20;

const DOCUMENTS: &[&str] = &[
    "bulletin",
    "briefing",
    "circular",
    "document",
    "edition",
    "factsheet",
    "guidance",
    "guide",
    "handbook",
    "issue",
    "manual",
    "note",
    "notice",
    "page",
    "paper",
    "publication",
    "release",
    "report",
    "revision",
    "sheet",
    "text",
    "update",
    "version",
];
const EARLIER: &[&str] = &["earlier", "former", "last", "preceding", "previous", "prior"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// This one takes the place of what is named.
    Supersedes,
    /// What is named takes the place of this one.
    IsSuperseded,
}

/// Pairs of an earlier source and the one that takes its place, as they say themselves.
pub(super) fn superseded(
    corpus: &Corpus,
    issues: &BTreeMap<SourceId, (Series, Issue)>,
) -> Vec<(SourceId, SourceId)> {
    let mut pairs = Vec::new();
    for (own, source) in corpus.numbered() {
        for sentence in source.analysis.sentences.iter().take(SENTENCES) {
            let folded = fold(sentence.span.of(&source.text)).text.to_lowercase();
            if !folded.contains("supersede") && !folded.contains("replace") {
                continue;
            }
            let words = words_of(&folded);
            let Some((direction, named)) = statement(&words) else { continue };
            let others = corpus.numbered().filter(|(id, _)| *id != own);
            for (other, _) in others
                .filter(|(id, it)| is_named(named, it) || is_of_series(named, direction, own, *id, issues))
            {
                pairs.push(match direction {
                    Direction::Supersedes => (other, own),
                    Direction::IsSuperseded => (own, other),
                });
            }
        }
    }
    pairs
}

fn words_of(folded: &str) -> Vec<&str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Which way the sentence puts its own document, and the words for the other one.
fn statement<'w>(words: &'w [&'w str]) -> Option<(Direction, &'w [&'w str])> {
    let named = |from: usize| words.get(from..).filter(|rest| !rest.is_empty());
    if words.len() <= LONGEST_LINE {
        match words {
            ["supersedes" | "replaces", ..] => return Some((Direction::Supersedes, named(1)?)),
            ["superseded" | "replaced", "by", ..] => return Some((Direction::IsSuperseded, named(2)?)),
            _ => {}
        }
    }
    let subject = match words {
        ["this", ..] => 1,
        ["the", "present", ..] => 2,
        _ => return None,
    };
    // "This second edition", "This operational guidance note": the word before the verb.
    let nouns = (subject..subject + 4).filter(|at| words.get(*at).is_some_and(|it| DOCUMENTS.contains(it)));
    let mut stated = nouns.filter_map(|at| Some((at + 1, verb(words.get(at + 1..)?)?)));
    let (from, (direction, length)) = stated.next()?;
    Some((direction, named(from + length)?))
}

/// What the words say that a document does, and how many they are.
fn verb(words: &[&str]) -> Option<(Direction, usize)> {
    Some(match words {
        ["supersedes" | "replaces", "and", "supersedes" | "replaces", ..] => (Direction::Supersedes, 3),
        ["cancels" | "updates" | "withdraws", "and", "supersedes" | "replaces", ..] => {
            (Direction::Supersedes, 3)
        }
        ["supersedes" | "replaces", ..] => (Direction::Supersedes, 1),
        ["has", "been", "superseded" | "replaced", "by", ..] => (Direction::IsSuperseded, 4),
        ["has", "now", "been", "superseded" | "replaced", "by", ..] => (Direction::IsSuperseded, 5),
        ["is" | "was", "superseded" | "replaced", "by", ..] => (Direction::IsSuperseded, 3),
        _ => return None,
    })
}

/// Whether the words hold the title of a source, or the name of its file.
fn is_named(words: &[&str], source: &Source) -> bool {
    let holds = |name: &str, least: usize| {
        let folded = fold(name).text.to_lowercase();
        let name = words_of(&folded);
        name.len() >= least && words.windows(name.len()).any(|some| some == name.as_slice())
    };
    let file = source.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    // One word of a title may mean anything; a file's name has an ending.
    source.metadata.title.as_deref().is_some_and(|title| holds(title, 2)) || holds(file, 2)
}

/// Whether the words mean another edition of the same series: "all previous versions", "the 2022 edition".
fn is_of_series(
    words: &[&str],
    direction: Direction,
    own: SourceId,
    other: SourceId,
    issues: &BTreeMap<SourceId, (Series, Issue)>,
) -> bool {
    let Some(((series, issue), (others, another))) = issues.get(&own).zip(issues.get(&other)) else {
        return false;
    };
    let singular = |word: &str| DOCUMENTS.contains(&word.trim_end_matches('s'));
    let means_edition = |adjective: &dyn Fn(&str) -> bool| {
        words.windows(2).any(|pair| matches!(pair, [first, noun] if adjective(first) && singular(noun)))
    };
    if series != others || direction != Direction::Supersedes || issue < another {
        return false;
    }
    let years = another
        .day
        .map(|day| u64::from(day.year().unsigned_abs()))
        .into_iter()
        .chain(another.numbers.clone());
    let years: Vec<String> = years.map(|year| year.to_string()).collect();
    means_edition(&|word| EARLIER.contains(&word))
        || means_edition(&|word| years.iter().any(|year| year == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sentence: &str) -> Option<(Direction, String)> {
        let folded = fold(sentence).text.to_lowercase();
        let words = words_of(&folded);
        statement(&words).map(|(direction, named)| (direction, named.join(" ")))
    }

    #[test]
    fn a_document_says_which_one_it_takes_the_place_of() {
        for sentence in [
            "This report supersedes the 2022 edition.",
            "This handbook replaces the 2022 edition.",
            "This second edition replaces the 2022 edition.",
            "This operational guidance note cancels and replaces the 2022 edition.",
            "The present circular supersedes the 2022 edition.",
            "Supersedes: the 2022 edition",
        ] {
            assert_eq!(
                said(sentence),
                Some((Direction::Supersedes, "the 2022 edition".to_owned())),
                "{sentence}"
            );
        }
        for sentence in [
            "This version has been superseded by Handbook 3.",
            "Replaced by: Handbook 3",
            "This page is replaced by Handbook 3.",
        ] {
            assert_eq!(
                said(sentence),
                Some((Direction::IsSuperseded, "handbook 3".to_owned())),
                "{sentence}"
            );
        }
    }

    #[test]
    fn what_speaks_of_other_things_says_nothing() {
        for sentence in [
            "This programme replaces the 2022 plan.",
            "The new bridge replaces the old one.",
            "The report says that the law supersedes the decree.",
            "This report describes how the fund replaces the 2022 scheme.",
            "The ministry replaced the report.",
            "Replaces",
        ] {
            assert_eq!(said(sentence), None, "{sentence}");
        }
    }
}
