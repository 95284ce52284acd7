//! Feasts with their year: "Easter 2018", "Eid al-Fitr 2019", "Diwali in 2020", "Thanksgiving weekend 2013", "World Water Day 2023".
//! It must not know how a calendar is reckoned.

mod calendars;
mod moon;
mod table;

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;

use super::lexicon::Word;
use super::named::year_after;
use super::parts::{Read, capitalised, is_apostrophe_at, is_dash_at, word_at, word_or_feast_at};
use super::relative::unknown;
use super::within::year_of_document;
use crate::values::token::{TokenKind, Tokens};
use crate::values::{DateRange, Granularity, Modifier, Relative};

pub(super) use self::table::FIRST_WORDS;

/// How many tokens a name has at most, with what joins its words and its year.
const REACH: usize = 16;

/// The feast that starts at `at`, with the year behind it, without which it is no date: "Easter 2018", "Christmas last year".
pub(super) fn feast_at(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    let (feast, next) = named(tokens, at)?;
    let weekend = word_at(tokens, next) == Some(Word::Weekend);
    if let (Some(year), end) = year_after(tokens, next + usize::from(weekend)) {
        return Some((range(feast, year, weekend)?, end));
    }
    let (years, end) = year_of_document(tokens, next)?;
    let relative = Relative::FeastOfYear { feast, years };
    Some((unknown(Granularity::Day, Some(relative)), end))
}

/// "weekend of Thanksgiving 2013": `at` is the first word.
pub(super) fn weekend_of(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    if word_at(tokens, at + 1) != Some(Word::Of) {
        return None;
    }
    let (feast, next) = named(tokens, at + 2)?;
    let (year, end) = year_after(tokens, next);
    Some((range(feast, year?, true)?, end))
}

/// A feast whose name begins with a word that dates use otherwise: "All Saints' Day 2020", "August bank holiday 2018".
pub(super) fn feast_of_other_word(tokens: &Tokens<'_>, at: usize) -> Read<DateRange> {
    if begins_otherwise(tokens, at) { feast_at(tokens, at) } else { None }
}

fn begins_otherwise(tokens: &Tokens<'_>, at: usize) -> bool {
    table::OTHER_FIRST_WORDS.iter().any(|word| tokens.is(at, word))
}

/// The feast whose name starts at `at`, whatever stands behind it, by its place in the table.
pub(super) fn name_at(tokens: &Tokens<'_>, at: usize) -> Read<u16> {
    if word_or_feast_at(tokens, at) != Some(Word::Feast) && !begins_otherwise(tokens, at) {
        return None;
    }
    longest(tokens, at)
}

/// First and last day of a feast in a year.
pub(super) fn days(feast: u16, year: i16) -> Option<(Date, Date)> {
    let (_, rule, count) = table::FEASTS.get(usize::from(feast))?;
    calendars::days(*rule, *count, year)
}

/// Whether digits, or "last", "this" or "next", stand near enough behind `at` to tell the year of a feast that begins there.
pub(super) fn year_near(tokens: &Tokens<'_>, at: usize) -> bool {
    (at + 1..at + REACH).any(|index| {
        tokens.kind(index) == Some(TokenKind::Digits)
            || matches!(word_at(tokens, index), Some(Word::Last | Word::This | Word::Next))
    })
}

/// The feast with the longest name at `at`, where its year may stand near enough.
fn named(tokens: &Tokens<'_>, at: usize) -> Read<u16> {
    if !year_near(tokens, at) {
        return None;
    }
    longest(tokens, at)
}

fn longest(tokens: &Tokens<'_>, at: usize) -> Read<u16> {
    let first: String = letters(tokens.text(at)).collect();
    let names = BY_FIRST_WORD.get(first.as_str())?;
    names
        .iter()
        .filter_map(|(feast, name)| Some((*feast, name_end(tokens, at, name)?)))
        .max_by_key(|(_, end)| *end)
}

/// The names that begin with a word, by the letters of that word: common words begin many, the rest of the table is not looked at.
static BY_FIRST_WORD: LazyLock<FxHashMap<String, Vec<(u16, &'static str)>>> = LazyLock::new(|| {
    let mut names: FxHashMap<String, Vec<_>> = FxHashMap::default();
    for (feast, name) in
        (0..).zip(table::FEASTS).flat_map(|(place, feast)| feast.0.split('|').map(move |name| (place, name)))
    {
        let first = name.split(' ').next().unwrap_or(name);
        names.entry(letters(first).collect()).or_default().push((feast, name));
    }
    names
});

/// The index behind a name, whose words white space, hyphens or an apostrophe part. "Lent" and "Epiphany" need their capital.
fn name_end(tokens: &Tokens<'_>, at: usize, name: &str) -> Option<usize> {
    if matches!(name, "lent" | "epiphany") && !capitalised(tokens, at) {
        return None;
    }
    let mut next = at;
    for (count, word) in name.split(' ').enumerate() {
        if count > 0 && is_dash_at(tokens, next) || count == 1 && tokens.text(next) == "." {
            next += 1;
        }
        if tokens.kind(next) != Some(TokenKind::Word) || !alike(tokens.text(next), word) {
            return None;
        }
        next += 1;
        if is_apostrophe_at(tokens, next) && !tokens.spaced(next) {
            next += 1;
        }
    }
    Some(next)
}

/// Whether two spellings of a word differ only as transliterations do: "Ravidas" and "Ravidass", "sankranti" and "sankranthi",
/// "mother's" and "mothers".
fn alike(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// The letters of a word that tell it from others: no apostrophe, no "h", double letters once, a last "s" dropped.
fn letters(word: &str) -> impl Iterator<Item = char> + '_ {
    let word = word.trim_end_matches(['\'', 's', 'S']);
    let mut last = None;
    word.chars().filter(|letter| letter.is_alphanumeric()).map(|letter| letter.to_ascii_lowercase()).filter(
        move |letter| {
            if *letter == 'h' {
                return false;
            }
            let doubled = last == Some(*letter);
            last = Some(*letter);
            !doubled
        },
    )
}

fn range(feast: u16, year: i16, weekend: bool) -> Option<DateRange> {
    let (_, rule, count) = *table::FEASTS.get(usize::from(feast))?;
    let (mut start, mut end) = calendars::days(rule, count, year)?;
    if weekend {
        (start, end) = weekend_at(start)?;
    }
    Some(DateRange {
        start: Some(start),
        end: Some(end),
        granularity: Granularity::Day,
        modifier: if rule.is_about() { Modifier::About } else { Modifier::None },
        ..DateRange::default()
    })
}

/// The free days around a feast: from a Thursday or Friday to Sunday, from Saturday to a Monday, else the nearest weekend.
fn weekend_at(day: Date) -> Option<(Date, Date)> {
    let moved = |days: i32| day.checked_add(days.days()).ok();
    Some(match day.weekday() {
        Weekday::Monday => (moved(-2)?, day),
        Weekday::Tuesday => (moved(-3)?, moved(-2)?),
        Weekday::Wednesday => (moved(3)?, moved(4)?),
        Weekday::Thursday => (day, moved(3)?),
        Weekday::Friday => (day, moved(2)?),
        Weekday::Saturday => (day, moved(1)?),
        Weekday::Sunday => (moved(-1)?, day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::date::lexicon::word;

    #[test]
    fn every_name_begins_with_a_word_that_the_look_up_knows() {
        for name in table::FEASTS.iter().flat_map(|feast| feast.0.split('|')) {
            let first = name.split(' ').next().unwrap_or(name).trim_end_matches('\'');
            let known = word(first) == Some(Word::Feast) || table::OTHER_FIRST_WORDS.contains(&first);
            assert!(known, "{name}");
        }
    }

    /// Some lunar feasts of January miss a year and come twice in another.
    #[test]
    fn every_feast_has_its_day() {
        for (names, rule, count) in table::FEASTS {
            let known = (2004..2021).filter(|year| calendars::days(*rule, *count, *year).is_some()).count();
            let listed = matches!(rule, calendars::Rule::Known(_));
            assert!(known >= 11 || listed && known > 0, "{names:?} {known}");
        }
    }

    #[test]
    fn spellings() {
        for (one, other) in [("Ravidass", "ravidas"), ("Mothers", "mother's"), ("Sankranthi", "sankranti")] {
            assert!(alike(one, other), "{one}");
        }
        assert!(!alike("labor", "lab") && !alike("easter", "eastern"));
    }
}
