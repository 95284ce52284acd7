//! Expressions that only the document's date resolves.

use jiff::civil::{Date, date};

use super::{check, values};
use crate::values::date::resolve;

#[test]
fn relative_dates_have_no_days_of_their_own() {
    check(&[
        ("Prices rose last year.", &["last year = ? year -1"]),
        ("Prices rose two weeks ago.", &["two weeks ago = ? week -2"]),
        ("Prices rose over the past three years.", &["past three years = ? -3 years"]),
        ("Prices will rise in the next six months.", &["next six months = ? 6 months"]),
        ("Prices rose yesterday.", &["yesterday = ? day -1"]),
        ("On Tuesday prices rose.", &["Tuesday = ? weekday 2 side 0"]),
        ("Prices rose by last summer.", &["last summer = ? months 6+3 side -1 by"]),
        ("Early next year prices will fall.", &["Early next year = ? year 1 early"]),
        ("Several years ago prices fell.", &["Several years ago = ? year"]),
    ]);
}

/// "The following year", "the previous week" and "that day" hang on the story, not on the document's date.
#[test]
fn what_hangs_on_the_story_is_left_alone() {
    check(&[
        ("It rose again in the following year and the day after the vote.", &[]),
        ("The previous week had been quiet, and that morning it rained.", &[]),
        ("A day after day of rain, the mondays grew long.", &["A day = 1 day"]),
    ]);
}

fn resolved(text: &str, document: Date) -> Vec<(String, String)> {
    let ranges = values(text).into_iter().filter_map(|value| value.date);
    let day = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    ranges
        .map(|range| {
            let range = resolve(&range, Some(document));
            (day(range.start), day(range.end))
        })
        .collect()
}

#[test]
fn a_known_document_date_resolves_them() {
    let wednesday = date(2024, 3, 13);
    for (text, start, end) in [
        ("It rose last year.", "2023-01-01", "2023-12-31"),
        ("It rose this month.", "2024-03-01", "2024-03-31"),
        ("It rose last week.", "2024-03-04", "2024-03-10"),
        ("It rose last quarter.", "2023-10-01", "2023-12-31"),
        ("It rose ten days ago.", "2024-03-03", "2024-03-03"),
        ("It rose over the past five years.", "2019-03-13", "2024-03-13"),
        ("It falls in the next three days.", "2024-03-14", "2024-03-16"),
        ("It fell on monday.", "2024-03-11", "2024-03-11"),
        ("It falls on Friday next week.", "2024-03-22", "2024-03-22"),
        ("It fell on Tuesday of last week.", "2024-03-05", "2024-03-05"),
        ("It falls next week on Sunday.", "2024-03-24", "2024-03-24"),
        ("It fell last weekend.", "2024-03-09", "2024-03-10"),
        ("It fell last night.", "2024-03-12", "2024-03-12"),
        ("It fell this morning.", "2024-03-13", "2024-03-13"),
        ("It fell the day before yesterday.", "2024-03-11", "2024-03-11"),
        ("It falls two days from today.", "2024-03-15", "2024-03-15"),
        ("It fell ten minutes ago.", "2024-03-13", "2024-03-13"),
        ("It rose on Monday.", "2024-03-11", "2024-03-11"),
        ("It rose on Wednesday.", "2024-03-13", "2024-03-13"),
        ("It rises next Friday.", "2024-03-15", "2024-03-15"),
        ("It rose last May.", "2023-05-01", "2023-05-31"),
        ("It rose last winter.", "2023-12-01", "2024-02-29"),
        ("It rose on 25 December.", "2023-12-25", "2023-12-25"),
        ("It rises on 2 April.", "2024-04-02", "2024-04-02"),
        ("It ran 28-30 April.", "2024-04-28", "2024-04-30"),
        ("It rose in the last decade.", "2010-01-01", "2019-12-31"),
        ("It rose in 2003.", "2003-01-01", "2003-12-31"),
    ] {
        assert_eq!(resolved(text, wednesday), [(start.to_owned(), end.to_owned())], "{text}");
    }
}

#[test]
fn without_a_document_date_nothing_is_invented() {
    for text in [
        "It rose last year.",
        "It rose on Friday next week.",
        "It rose last night.",
        "It rose on Monday.",
        "It rose several years ago.",
        "It rose today.",
    ] {
        let range = values(text)[0].date.unwrap();
        assert!(range.needs_document_date && range.start.is_none() && range.end.is_none(), "{text}");
        assert_eq!(resolve(&range, None), range);
    }
}
