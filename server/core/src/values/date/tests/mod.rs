//! Sentences with what must be read in them, form by form, and what must not.

mod dates;
mod durations;
mod properties;
mod relative;
mod traps;

use super::*;
use crate::values::{DateRange, Granularity, Modifier, Relative, scan};

/// Dates and durations of a text that is one sentence.
fn values(text: &str) -> Vec<Value> {
    let all = scan(text, Span::new(0, text.len()));
    all.into_iter().filter(|value| matches!(value.kind, Kind::Date | Kind::Duration)).collect()
}

/// Each as "core = meaning".
fn notes(text: &str) -> Vec<String> {
    values(text).iter().map(|value| format!("{} = {}", value.core.of(text), note(value))).collect()
}

/// "2023-09-18", "2023-05-01..2023-05-31 month", "1990-01-01..1994-12-31 decade early", "--04-25", "? year -1", "30 year", "5..10 year".
fn note(value: &Value) -> String {
    let Some(date) = value.date else { return duration_note(value) };
    let mut out = days_note(&date);
    if date.granularity != Granularity::Day && date.relative.is_none() {
        out += &format!(" {}", name(date.granularity));
    }
    if date.modifier != Modifier::None {
        out += &format!(" {}", name(date.modifier));
    }
    out
}

fn name(what: impl std::fmt::Debug) -> String {
    format!("{what:?}").to_lowercase()
}

fn days_note(date: &DateRange) -> String {
    let bare = |month: Option<i8>, day: Option<i8>| {
        let month = month.map_or_else(String::new, |month| format!("--{month:02}"));
        month + &day.map_or_else(String::new, |day| format!("-{day:02}"))
    };
    match (date.start, date.end, date.relative) {
        (Some(start), Some(end), _) if start == end => start.to_string(),
        (Some(start), Some(end), _) => format!("{start}..{end}"),
        (Some(start), None, _) => format!("{start}.."),
        (_, _, Some(Relative::Unit { unit, offset })) => format!("? {} {offset}", name(unit)),
        (_, _, Some(Relative::Stretch { unit, count })) => format!("? {count} {}s", name(unit)),
        (_, _, Some(Relative::Weekday { weekday, side })) => format!("? weekday {weekday} side {side}"),
        (_, _, Some(Relative::WeekdayOfWeek { weekday, weeks })) => {
            format!("? weekday {weekday} of week {weeks}")
        }
        (_, _, Some(Relative::Weekend { weeks })) => format!("? weekend of week {weeks}"),
        (_, _, Some(Relative::Months { first, count, side })) => {
            format!("? months {first}+{count} side {side}")
        }
        (_, _, Some(Relative::WeekdayAhead { weekday })) => format!("? weekday {weekday} ahead"),
        (_, _, Some(relative)) => format!("? {relative:?}"),
        _ if date.end_month.is_some() => {
            format!("{}..{}", bare(date.month, date.day), bare(date.end_month, date.end_day))
        }
        _ if date.month.is_some() => bare(date.month, date.day),
        _ => "?".to_owned(),
    }
}

fn duration_note(value: &Value) -> String {
    let Unit::Time(unit) = value.unit else { return "no unit".to_owned() };
    let number = match (value.interval.low, value.interval.high) {
        (Some(low), Some(high)) if low == high => low.normalize().to_string(),
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(low), None) => format!("{low}..?"),
        (None, Some(high)) => format!("?..{high}"),
        (None, None) => "some".to_owned(),
    };
    format!("{number} {}", name(unit))
}

/// Checks a table of sentences, telling all that are read otherwise at once.
fn check(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, wanted)| {
            let found = notes(text);
            (found != *wanted).then(|| format!("{text}\n  wanted {wanted:?}\n  found  {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
