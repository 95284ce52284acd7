//! Expressions that only the document's date resolves.

use jiff::civil::{Date, date};

use super::{check, values};
use crate::values::date::resolve;

#[test]
fn relative_dates_have_no_days_of_their_own() {
    check(&[
        ("Prices rose last year.", &["last year = ? year -1"]),
        ("Prices rose two days ago.", &["two days ago = ? day -2"]),
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
        (
            "The year before last month\u{2019}s vote was quiet, as was the week after the storm.",
            &["last month\u{2019}s = ? month -1 before"],
        ),
        (
            "It is due within 30 days after 1 July 2022.",
            &["30 days = 30 day", "1 July 2022 = 2022-07-01 after"],
        ),
        (
            "It runs for three years from 1 January 2020.",
            &["three years = 3 year", "1 January 2020 = 2020-01-01"],
        ),
        ("At this time of year they rest; last but not least, next to nothing was done.", &[]),
        ("The next good news came on the last day of the talks.", &[]),
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
    let mut wrong = Vec::new();
    for (text, start, end) in [
        ("It rose last year.", "2023-01-01", "2023-12-31"),
        ("It rose this month.", "2024-03-01", "2024-03-31"),
        ("It rose last week.", "2024-03-04", "2024-03-10"),
        ("It rose last quarter.", "2023-10-01", "2023-12-31"),
        ("It rose ten days ago.", "2024-03-03", "2024-03-03"),
        ("It rose over the past five years.", "2019-03-13", "2024-03-13"),
        ("It falls in the next three days.", "2024-03-14", "2024-03-16"),
        ("It fell on monday.", "2024-03-11", "2024-03-11"),
        ("They will vote on Monday.", "2024-03-18", "2024-03-18"),
        ("On Monday, they will vote.", "2024-03-18", "2024-03-18"),
        ("They voted on Monday and will pay later.", "2024-03-11", "2024-03-11"),
        ("The vote is due on Wednesday.", "2024-03-13", "2024-03-13"),
        ("They\u{2019}ll vote by Friday.", "2024-03-15", "2024-03-15"),
        ("It fell last Friday.", "2024-03-08", "2024-03-08"),
        ("It fell last Tuesday.", "2024-03-12", "2024-03-12"),
        ("It falls this Friday.", "2024-03-15", "2024-03-15"),
        ("It falls this coming Monday.", "2024-03-18", "2024-03-18"),
        ("It falls on the Friday after next.", "2024-03-22", "2024-03-22"),
        ("It falls next week Mon.", "2024-03-18", "2024-03-18"),
        ("It fell this past weekend.", "2024-03-09", "2024-03-10"),
        ("It ends at the end of next week.", "2024-03-22", "2024-03-24"),
        ("It ends at the end of this month.", "2024-03-21", "2024-03-31"),
        ("It began at the beginning of last year.", "2023-01-01", "2023-04-30"),
        ("It falls early next year.", "2025-01-01", "2025-04-30"),
        ("It fell earlier this month.", "2024-03-01", "2024-03-13"),
        ("It falls later this year.", "2024-03-13", "2024-12-31"),
        ("It fell earlier today.", "2024-03-13", "2024-03-13"),
        ("It falls on the 20th of next month.", "2024-04-20", "2024-04-20"),
        ("It falls on the first Monday of next month.", "2024-04-01", "2024-04-01"),
        ("It fell on the last Friday of last month.", "2024-02-23", "2024-02-23"),
        ("It falls on the last Friday in May.", "2024-05-31", "2024-05-31"),
        ("It falls in June next year.", "2025-06-01", "2025-06-30"),
        ("It fell on 20 May last year.", "2023-05-20", "2023-05-20"),
        ("It fell in the fourth quarter of last year.", "2023-10-01", "2023-12-31"),
        ("It fell in last year\u{2019}s third quarter.", "2023-07-01", "2023-09-30"),
        ("It falls in the second half of next year.", "2025-07-01", "2025-12-31"),
        ("It fell in the summer of last year.", "2023-06-01", "2023-08-31"),
        ("It fell last summer.", "2023-06-01", "2023-08-31"),
        ("It fell last Christmas.", "2023-12-25", "2023-12-25"),
        ("It falls next Easter.", "2024-03-31", "2024-03-31"),
        ("It falls this Thanksgiving.", "2024-11-28", "2024-11-28"),
        ("It fell at Christmas last year.", "2023-12-25", "2023-12-25"),
        ("It fell two days after Christmas.", "2023-12-27", "2023-12-27"),
        ("It falls the day before Easter.", "2024-03-30", "2024-03-30"),
        ("It falls three days after next Friday.", "2024-03-25", "2024-03-25"),
        ("It falls a week from Tuesday.", "2024-03-26", "2024-03-26"),
        ("It falls three weeks from tomorrow.", "2024-04-04", "2024-04-04"),
        ("It falls in two weeks\u{2019} time.", "2024-03-27", "2024-03-27"),
        ("It falls in a year's time.", "2025-01-01", "2025-12-31"),
        ("It falls the day after tomorrow.", "2024-03-15", "2024-03-15"),
        ("It falls the year after next.", "2026-01-01", "2026-12-31"),
        ("It fell the week before last.", "2024-02-26", "2024-03-03"),
        ("It fell two weeks ago.", "2024-02-28", "2024-02-28"),
        ("It fell a fortnight ago.", "2024-02-28", "2024-02-28"),
        ("It fell two years ago.", "2022-01-01", "2022-12-31"),
        ("It fell in the past two quarters.", "2023-07-01", "2023-12-31"),
        ("It falls over the next five years.", "2024-03-14", "2029-03-13"),
        ("It fell in the first ten days of last year.", "2023-01-01", "2023-01-10"),
        ("It fell in the third week of last month.", "2024-02-12", "2024-02-18"),
        ("It fell almost two years ago.", "2022-01-01", "2022-12-31"),
        ("It fell more than a decade ago.", "2014-01-01", "2014-12-31"),
        ("It fell two Sundays ago.", "2024-03-03", "2024-03-03"),
        ("It ran from 4 to 9 this month.", "2024-03-04", "2024-03-09"),
        ("It ran between the 4th and the 9th of last month.", "2024-02-04", "2024-02-09"),
        ("It ran from May 2020 to date.", "2020-05-01", "2024-03-13"),
        ("It falls in the coming week.", "2024-03-18", "2024-03-24"),
        ("It fell at the end of the past week.", "2024-03-08", "2024-03-10"),
        ("It falls tonight.", "2024-03-13", "2024-03-13"),
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
        ("It rises next Friday.", "2024-03-22", "2024-03-22"),
        ("It rose last May.", "2023-05-01", "2023-05-31"),
        ("It rose last winter.", "2023-12-01", "2024-02-29"),
        ("It rose on 25 December.", "2023-12-25", "2023-12-25"),
        ("It rises on 2 April.", "2024-04-02", "2024-04-02"),
        ("It ran 28-30 April.", "2024-04-28", "2024-04-30"),
        ("It rose in the last decade.", "2010-01-01", "2019-12-31"),
        ("It rose in 2003.", "2003-01-01", "2003-12-31"),
    ] {
        let found = resolved(text, wednesday);
        if found != [(start.to_owned(), end.to_owned())] {
            wrong.push(format!("{text} wanted {start}..{end} found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        "It falls next Christmas.",
        "It fell two days after Christmas.",
        "It falls in June next year.",
        "It fell earlier this month.",
        "It falls at the end of next week.",
        "It falls on the 20th of next month.",
        "It falls a week from Tuesday.",
    ] {
        let range = values(text)[0].date.unwrap();
        assert!(range.needs_document_date && range.start.is_none() && range.end.is_none(), "{text}");
        assert_eq!(resolve(&range, None), range);
    }
}

/// A distance from a day that is written in full, and parts of a written year, need no other date.
#[test]
fn distances_and_shares_of_known_dates_are_known() {
    check(&[
        ("It was three days before 5 May 2021.", &["three days before 5 May 2021 = 2021-05-02"]),
        ("It was the day after 31 December 2019.", &["day after 31 December 2019 = 2020-01-01"]),
        ("It was two weeks after Easter 2018.", &["two weeks after Easter 2018 = 2018-04-15"]),
        (
            "In the first three months of 2022 it rose.",
            &["first three months of 2022 = 2022-01-01..2022-03-31 month"],
        ),
        (
            "Over the last two quarters of 2022 it rose.",
            &["last two quarters of 2022 = 2022-07-01..2022-12-31 quarter"],
        ),
        (
            "In the first ten days of May 2020 it rose.",
            &["first ten days of May 2020 = 2020-05-01..2020-05-10"],
        ),
        (
            "In the last week of May 2020 it rose.",
            &["last week of May 2020 = 2020-05-25..2020-05-31 week about"],
        ),
        ("In the first week of 2021 it rose.", &["first week of 2021 = 2021-01-04..2021-01-10 week about"]),
    ]);
}
