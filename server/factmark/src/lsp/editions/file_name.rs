//! What a file's name tells of its edition: a date, `survey-2024-05.txt`, or a version, `handbook_v2.md`.
//! Other numbers are part of the name: `interview-1` and `interview-2` are two interviews.

use factmark_core::text::{MONTHS, fold};
use jiff::civil::Date;

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DatedName {
    /// What is left of it, in folded words.
    pub(super) words: Vec<String>,
    /// The first day of what the date names.
    pub(super) day: Option<Date>,
    pub(super) version: Option<u64>,
}

/// Reads a file's name without its ending. Of several dates the first counts, and the others are words.
pub(super) fn dated_name(stem: &str) -> DatedName {
    let folded = fold(stem).text.to_lowercase();
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut name = DatedName::default();
    let mut rest = parts.as_slice();
    while let [part, behind @ ..] = rest {
        if let Some((day, length)) = date_at(rest).filter(|_| name.day.is_none()) {
            name.day = Some(day);
            rest = rest.get(length..).unwrap_or_default();
        } else if let Some((version, length)) = version_at(rest).filter(|_| name.version.is_none()) {
            name.version = Some(version);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            name.words.push((*part).to_owned());
            rest = behind;
        }
    }
    name
}

/// `2024`, `2024 05`, `2024 05 31`, `202405`, `20240531`, `31 05 2024`, `may 2024`, `31 may 2024`: the first day, and how many parts
/// it takes.
fn date_at(parts: &[&str]) -> Option<(Date, usize)> {
    let first = *parts.first()?;
    let part = |at: usize| parts.get(at).copied();
    if let Some(year) = year(first) {
        let month = part(1).and_then(month_of);
        let Some(month) = month else { return Some((Date::new(year, 1, 1).ok()?, 1)) };
        let day = part(2).and_then(two_digits).and_then(|day| Date::new(year, month, day).ok());
        return day.map_or_else(|| Some((Date::new(year, month, 1).ok()?, 2)), |day| Some((day, 3)));
    }
    if first.len() >= 6 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        let year = year(first.get(..4)?)?;
        let month = two_digits(first.get(4..6)?)?;
        let day = match first.len() {
            6 => 1,
            8 => two_digits(first.get(6..)?)?,
            _ => return None,
        };
        return Some((Date::new(year, month, day).ok()?, 1));
    }
    if let (Some(month), Some(year)) = (named_month(first), part(1).and_then(year)) {
        return Some((Date::new(year, month, 1).ok()?, 2));
    }
    let (day, month, year) = (two_digits(first)?, part(1).and_then(month_of)?, part(2).and_then(year)?);
    Some((Date::new(year, month, day).ok()?, 3))
}

/// `v2`, `v 2`, `version 2`, `rev3`.
fn version_at(parts: &[&str]) -> Option<(u64, usize)> {
    let first = parts.first()?;
    let word = first.trim_end_matches(|c: char| c.is_ascii_digit());
    if !matches!(word, "v" | "version" | "rev" | "revision") {
        return None;
    }
    let number = first.get(word.len()..).filter(|number| !number.is_empty());
    match number {
        Some(number) => Some((number.parse().ok()?, 1)),
        None => Some((parts.get(1)?.parse().ok()?, 2)),
    }
}

fn year(part: &str) -> Option<i16> {
    part.parse().ok().filter(|year| part.len() == 4 && (1900..2100).contains(year))
}

fn two_digits(part: &str) -> Option<i8> {
    part.parse().ok().filter(|_| matches!(part.len(), 1 | 2))
}

fn month_of(part: &str) -> Option<i8> {
    two_digits(part).filter(|month| (1..=12).contains(month)).or_else(|| named_month(part))
}

/// "may", "aug", "sept", in small letters: the number of the month, from 1.
pub(super) fn named_month(part: &str) -> Option<i8> {
    let is = |month: &str| {
        let opens = month.get(..part.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(part));
        opens && (part.len() == month.len() || part.len() == 3 || part == "sept")
    };
    let at = MONTHS.iter().position(|month| is(month))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn name(stem: &str) -> (String, Option<Date>, Option<u64>) {
        let name = dated_name(stem);
        (name.words.join(" "), name.day, name.version)
    }

    #[test]
    fn a_date_in_a_name_is_read_in_the_ways_that_people_write_it() {
        for stem in [
            "survey-2024-05-31",
            "survey 2024_5_31",
            "Survey20240531x 20240531",
            "survey.31.05.2024",
            "2024-05-31 Survey",
            "survey 31 May 2024",
        ] {
            let (words, day, _) = name(stem);
            assert!(words.starts_with("survey"), "{stem}: {words}");
            assert_eq!(day, Some(date(2024, 5, 31)), "{stem}");
        }
        assert_eq!(name("annual-report-2023").1, Some(date(2023, 1, 1)));
        assert_eq!(name("sitrep_2024-05").1, Some(date(2024, 5, 1)));
        assert_eq!(name("sitrep_sept_2024").1, Some(date(2024, 9, 1)));
        assert_eq!(name("handbook_v2"), ("handbook".to_owned(), None, Some(2)));
        assert_eq!(name("handbook rev 3").2, Some(3));
    }

    #[test]
    fn other_numbers_are_part_of_the_name() {
        for stem in [
            "interview-1",
            "004_5e32103b5ee5e312",
            "chapter 12",
            "room-3000",
            "report-20241399",
            "marching-7",
        ] {
            let (words, day, version) = name(stem);
            assert_eq!((day, version), (None, None), "{stem}");
            assert_eq!(words, stem.replace(['-', '_'], " "));
        }
    }
}
