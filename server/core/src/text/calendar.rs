//! The names of the months and of the days of the week, once for every reader and writer of dates.
//! It must not know dates.

/// In full, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Without their point. "May" has no shorter form.
const SHORT_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];

/// In full, Monday first.
pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Without their point.
pub(super) const SHORT_WEEKDAYS: [&str; 10] =
    ["Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"];

/// "August", "Tuesday": a month or a day of the week in full and with its capital.
pub fn is_calendar_word(word: &str) -> bool {
    MONTHS.contains(&word) || WEEKDAYS.contains(&word)
}

/// The same of a word in small letters: "may" is both a month and a verb.
pub fn is_lower_calendar_word(lower: &str) -> bool {
    MONTHS.iter().chain(&WEEKDAYS).any(|word| word.eq_ignore_ascii_case(lower))
}

/// "Sept", "Tues": a month or a day of the week, shortened, with its capital and without its point.
pub fn is_short_calendar_word(word: &str) -> bool {
    SHORT_MONTHS.contains(&word) || SHORT_WEEKDAYS.contains(&word)
}
