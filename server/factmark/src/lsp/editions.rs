//! Editions: which source is an earlier one of a series whose later one is among the sources too, by their titles, the
//! names of their files, and what they say of each other. It must not read anything, nor judge what the editions say.

mod file_name;
mod superseding;

use std::collections::{BTreeMap, HashMap, HashSet};

use factmark_core::corpus::{Corpus, Source, SourceId};
use factmark_core::text::fold;
use jiff::civil::Date;

use self::file_name::{dated_name, named_month};
use self::superseding::superseded;

/// Parts of a year beside its months, which tell the issues of a series apart.
const PARTS_OF_A_YEAR: [&str; 8] = ["spring", "summer", "autumn", "winter", "q1", "q2", "q3", "q4"];

fn is_part_of_a_year(word: &str) -> bool {
    named_month(word).is_some() || PARTS_OF_A_YEAR.contains(&word)
}

/// Words that say which edition it is.
const ORDINALS: &[&str] =
    &["edition", "first", "second", "third", "fourth", "fifth", "st", "nd", "rd", "th", "updated", "revised"];

/// Words for what is said once: the later one of a kind does not take the place of the earlier.
const ONE_OFFS: &[&str] = &[
    "address",
    "article",
    "blog",
    "call",
    "chapter",
    "column",
    "conversation",
    "diary",
    "email",
    "episode",
    "hearing",
    "interview",
    "journal",
    "letter",
    "log",
    "mail",
    "meeting",
    "memo",
    "minutes",
    "news",
    "note",
    "notes",
    "part",
    "podcast",
    "post",
    "press",
    "remarks",
    "speech",
    "statement",
    "testimony",
    "transcript",
    "volume",
];

/// What all issues of a series share: the words of the title, or of the file's name where there is none, and the publisher.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Series {
    words: Vec<String>,
    titled: bool,
    publisher: Option<String>,
}

/// What sets the issues of a series in order: day, and the numbers of the title.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Issue {
    day: Option<Date>,
    numbers: Vec<u64>,
}

/// For each source that has a later edition among the sources: the latest. Two titles are of one series when they differ
/// in numbers, dates and the words for an edition alone and have the same publisher; later is what has the later date, or,
/// where not both are dated, the greater numbers in its title. Without titles, names of files are of one series when they
/// differ in a date or a version alone. And a source may say itself which one it takes the place of.
pub(super) fn newest_editions(corpus: &Corpus) -> HashMap<SourceId, SourceId> {
    let mut later: BTreeMap<SourceId, SourceId> = BTreeMap::new();
    let issues: BTreeMap<SourceId, (Series, Issue)> =
        corpus.numbered().filter_map(|(id, source)| Some((id, issue_of(source)?))).collect();
    let stated = superseded(corpus, &issues);
    for (earlier, newest) in
        newest(issues.iter().map(|(id, issue)| (*id, Some(issue.clone())))).into_iter().chain(stated)
    {
        later.insert(earlier, newest);
    }
    later.keys().filter_map(|earlier| Some((*earlier, last(&later, *earlier)?))).collect()
}

/// The end of the chain; `None` where it leads round in a circle.
fn last<I: Copy + Ord + std::hash::Hash>(later: &BTreeMap<I, I>, from: I) -> Option<I> {
    let mut seen = HashSet::new();
    let mut at = from;
    while let Some(next) = later.get(&at) {
        if !seen.insert(at) {
            return None;
        }
        at = *next;
    }
    Some(at)
}

/// Pairs of an earlier edition and the latest, in order.
fn newest<I: Copy + Ord>(sources: impl Iterator<Item = (I, Option<(Series, Issue)>)>) -> Vec<(I, I)> {
    let mut series: HashMap<Series, Vec<(Issue, I)>> = HashMap::new();
    for (at, issue) in sources {
        if let Some((name, issue)) = issue.filter(|(series, _)| !series.words.is_empty()) {
            series.entry(name).or_default().push((issue, at));
        }
    }
    let mut pairs = Vec::new();
    for mut issues in series.into_values().filter(|issues| issues.len() > 1) {
        // A day that only some have sets nothing in order.
        if !issues.iter().all(|(issue, _)| issue.day.is_some()) {
            issues.iter_mut().for_each(|(issue, _)| issue.day = None);
        }
        let Some((latest, newest)) = issues.iter().max().cloned() else { continue };
        let earlier = |(issue, at): (Issue, I)| (issue < latest).then_some((at, newest));
        pairs.extend(issues.into_iter().filter_map(earlier));
    }
    pairs.sort_unstable();
    pairs
}

/// The series of a source and its place there; `None` for what is said once, and for a file whose name tells neither date nor
/// version.
fn issue_of(source: &Source) -> Option<(Series, Issue)> {
    let metadata = &source.metadata;
    let stem = source.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let file = dated_name(stem);
    let publisher = metadata.publisher.as_deref().or(metadata.author.as_deref()).map(|name| fold(name).text);
    let day = metadata.as_of.or(metadata.issued).or(file.day);
    let (words, numbers, titled) = match &metadata.title {
        Some(title) => {
            let (words, numbers) = words_and_numbers(title);
            (words, numbers, true)
        }
        None => (file.words, file.version.into_iter().collect(), false),
    };
    let tells = titled || file.day.is_some() || !numbers.is_empty();
    let once =
        |word: &String| ONE_OFFS.contains(&word.as_str()) || ONE_OFFS.contains(&word.trim_end_matches('s'));
    let lasting = !words.iter().any(once);
    (tells && lasting).then_some((Series { words, titled, publisher }, Issue { day, numbers }))
}

fn words_and_numbers(title: &str) -> (Vec<String>, Vec<u64>) {
    let folded = fold(title).text.to_lowercase();
    let mut words = Vec::new();
    let mut numbers = Vec::new();
    // "12th" is a number with an ending, "Q3" a part of a year.
    for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
        let ending = part.get(digits.len()..).unwrap_or_default();
        match digits.parse() {
            Ok(number) if ending.is_empty() || ORDINALS.contains(&ending) => numbers.push(number),
            _ if is_part_of_a_year(part) || ORDINALS.contains(&part) => {}
            _ => words.push(part.to_owned()),
        }
    }
    (words, numbers)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Title and day of each source; all of one publisher.
    fn pairs(sources: &[(&str, Option<Date>)]) -> Vec<(usize, usize)> {
        newest(sources.iter().enumerate().map(|(at, (title, day))| {
            let (words, numbers) = words_and_numbers(title);
            (at, Some((Series { words, titled: true, publisher: None }, Issue { day: *day, numbers })))
        }))
    }

    #[test]
    fn the_later_of_two_reports_of_a_series_is_the_newer_edition() {
        assert_eq!(pairs(&[("Annual report 2022", None), ("Annual report 2023", None)]), [(0, 1)]);
        assert_eq!(pairs(&[("Situation Report No. 12", None), ("Situation report no. 9", None)]), [(1, 0)]);
        assert_eq!(pairs(&[("Handbook, 2nd edition", None), ("Handbook, 3rd edition", None)]), [(0, 1)]);
        assert_eq!(pairs(&[("Handbook", None), ("Handbook, second edition", None)]), []);
        assert_eq!(pairs(&[("Handbook", None), ("Handbook, 2nd edition", None)]), [(0, 1)]);
        assert_eq!(
            pairs(&[
                ("Update, May 2024", Some(date(2024, 5, 31))),
                ("Update, March 2024", Some(date(2024, 3, 31))),
                ("Update, April 2024", Some(date(2024, 4, 30))),
            ]),
            [(1, 0), (2, 0)]
        );
    }

    #[test]
    fn other_titles_are_no_edition_of_one_another() {
        assert!(pairs(&[("Annual report 2022", None), ("Half-year report 2023", None)]).is_empty());
        assert!(pairs(&[("Interview with A. Okafor", None), ("Interview with B. Lind", None)]).is_empty());
        assert!(pairs(&[("2022", None), ("2023", None)]).is_empty());
        assert!(pairs(&[("Annual report", None), ("Annual report", None)]).is_empty(), "which is later?");
    }

    #[test]
    fn a_day_decides_only_where_both_have_one() {
        let day = Some(date(2024, 1, 1));
        assert_eq!(pairs(&[("Annual report 2022", day), ("Annual report 2023", None)]), [(0, 1)]);
        assert_eq!(pairs(&[("Survey", day), ("Survey", Some(date(2025, 1, 1)))]), [(0, 1)]);
    }
}
