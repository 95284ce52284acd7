//! What holds for every text.

use proptest::prelude::*;

use super::values;

/// Pieces of dates in disorder: nearly every one is read somewhere.
const PIECES: &[&str] = &[
    "25",
    "-",
    "27",
    "April",
    "2016",
    "from",
    "to",
    "the",
    "of",
    "May",
    "3rd",
    ",",
    " ",
    " ",
    " ",
    "between",
    "and",
    "1990s",
    "early",
    "19th",
    "century",
    "Q3",
    "'90s",
    "FY",
    "/",
    ".",
    "2023‐2024",
    "since",
    "mid-",
    "two",
    "weeks",
    "ago",
    "last",
    "year",
    "Monday",
    "twenty",
    "first",
    "half",
    "BC",
    "–",
    "winter",
    "9999",
    "31",
    "12",
    "é",
    "12:30",
    "20201231",
    "XIX",
    "a",
    "quarter",
    "(",
    ")",
    "\u{a0}",
];

proptest! {
    #[test]
    fn spans_lie_on_characters_in_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let text = pieces.concat();
        let mut end = 0;
        for value in values(&text) {
            prop_assert!(value.span.start >= end && value.span.start <= value.core.start);
            prop_assert!(value.core.end <= value.span.end && value.core.start < value.core.end);
            prop_assert!(text.get(value.span.start as usize..value.span.end as usize).is_some());
            end = value.span.end;
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        let _ = values(&text);
    }

    /// The words of a whole date, read again by themselves, mean the same days.
    #[test]
    fn a_date_read_again_is_the_same(year in 1600_i16..2100, month in 1_usize..=12, day in 1_i8..=28, form in 0_usize..9) {
        const MONTHS: [&str; 12] = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ];
        let name = MONTHS[month - 1];
        let date = match form {
            0 => format!("{day} {name} {year}"),
            1 => format!("{name} {day}, {year}"),
            2 => format!("{year}-{month:02}-{day:02}"),
            3 => format!("{day:02}.{month:02}.{year}"),
            4 => format!("{name} of {year}"),
            5 => format!("the {day}th of {name} {year}"),
            6 => format!("{day}–{} {name} {year}", day + 1),
            7 => format!("the early {}0s", year / 10),
            _ => format!("from {year} to {}", year + 3),
        };
        let text = format!("The work, as was said, was done in {date}.");
        let first = &values(&text)[0];
        let inside = first.span.of(&text);
        let again = &values(inside)[0];
        prop_assert_eq!(first.date, again.date, "{}", text);
    }
}

#[test]
fn white_space_of_any_kind_reads_alike() {
    for text in
        ["25–27 April 2016", "25–27\u{a0}April\u{a0}2016", "25–27 April\n2016", "25–27 April\r\n  2016"]
    {
        assert_eq!(values(text)[0].date, values("25–27 April 2016")[0].date, "{text:?}");
    }
}
