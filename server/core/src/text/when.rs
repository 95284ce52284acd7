//! Points inside a date or a time of day: "on 16. November 2016", "Mon. 3 May", "at 5 p.m. Tuesday", "in A.D. 70".
//! It must not know sentences: it sees the words around one point.

use crate::text::abbreviation::opens_sentence;
use crate::text::calendar::{MONTHS, SHORT_WEEKDAYS, WEEKDAYS};
use crate::text::sentence::word_after;

/// Whether the point behind `word` stands inside a date or time: `so_far` is the sentence before the word, `rest` the text behind the point.
pub(super) fn goes_on(word: &str, so_far: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let next = word_after(rest, 0);
    if !rest.starts_with(next) || next.is_empty() {
        return false;
    }
    let behind = rest.get(next.len()..).unwrap_or("");
    // "Sun." and "Sat." are words too, so a date must follow.
    if SHORT_WEEKDAYS.contains(&word) {
        return is_day(next) || is_month(next) && starts_with_number(behind);
    }
    if is_day(word) {
        return leads_to_day(so_far) && is_month(next) && starts_with_number(behind);
    }
    match word.to_ascii_lowercase().as_str() {
        "a.d" => {
            next.starts_with(|c: char| c.is_ascii_digit()) && !so_far.ends_with(|c: char| c.is_ascii_digit())
        }
        "a.m" | "p.m" => day_follows(next, behind),
        _ => false,
    }
}

/// "p.m. Tuesday.", "p.m. Tuesday in Paris", "p.m. Sept. 5": not "p.m. Monday brought rain".
fn day_follows(next: &str, behind: &str) -> bool {
    if is_month(next) {
        return starts_with_number(behind);
    }
    let zone = ["Eastern", "Central", "Pacific", "Mountain", "Greenwich"].contains(&next);
    if !zone && !WEEKDAYS.contains(&next) {
        return false;
    }
    let after = word_after(behind, 0);
    let links = [
        "in", "at", "on", "and", "or", "to", "until", "till", "after", "before", "when", "near", "with",
        "but", "local", "time", "Time", "Standard", "Daylight", "European", "Mean", "morning", "evening",
    ];
    let stops = behind.trim_start().is_empty() || behind.starts_with([',', '.', ';', ')', '”', '"']);
    stops || links.contains(&after) || opens_sentence(after) && behind.starts_with('.')
}

fn is_day(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    let short = word.len() >= 3 && word != "Ma" && MONTHS.iter().any(|month| month.starts_with(word));
    short && (word.len() <= 4 || MONTHS.contains(&word))
}

fn starts_with_number(behind: &str) -> bool {
    let bare = behind.trim_start_matches(['.', ',']).trim_start();
    bare.starts_with(|c: char| c.is_ascii_digit())
}

/// "on 16.", "the 16.", "of 16.": a number there is a day.
fn leads_to_day(so_far: &str) -> bool {
    let last = so_far.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    ["on", "On", "the", "The", "of", "from", "From", "until", "since", "Since", "to", "by", "By"]
        .contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_inside_dates_and_times() {
        for (word, so_far, rest) in [
            ("16", "It fell on", " November 2016."),
            ("16", "It fell on the", " Nov. 2016."),
            ("Mon", "It fell on", " 3 May."),
            ("Mon", "", " Sept. 5 it fell."),
            ("p.m", "It fell at 5", " Tuesday."),
            ("p.m", "It fell at 5", " Tuesday in Osh."),
            ("p.m", "It fell at 5", " Oct. 3."),
            ("a.m", "It fell at 5", " Eastern time."),
            ("A.D", "It fell in", " 70."),
        ] {
            assert!(goes_on(word, so_far, rest), "{so_far} {word}.{rest}");
        }
        for (word, so_far, rest) in [
            ("16", "They sold", " November 2016 was cold."),
            ("16", "It fell on page", " It fell."),
            ("Sat", "It fell on", " He came."),
            ("sat", "There he", " 3 men came."),
            ("p.m", "It fell at 5", " Monday brought rain."),
            ("p.m", "It fell at 5", " Mr. Lind came."),
            ("A.D", "It fell in 70", " 12 men came."),
        ] {
            assert!(!goes_on(word, so_far, rest), "{so_far} {word}.{rest}");
        }
    }
}
