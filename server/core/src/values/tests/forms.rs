//! Our own hard sentences, written after public guides of style, with every value that each of them states.
//! The tables are text files: a sentence at the margin, below it one indented line a value, as `line` of `super` shows it.
//! A sentence without such lines states no value. `\u{…}` stands for a character that one cannot see.

use super::*;

/// Each sentence with its values.
fn rows(table: &str) -> Vec<(String, Vec<String>)> {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("    "), rows.last_mut()) {
            (Some(value), Some((_, values))) => values.push(unescaped(value)),
            _ => rows.push((unescaped(line), Vec::new())),
        }
    }
    rows
}

/// `\u{a0}` as the character itself.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once("\\u{") {
        let (code, behind) = tail.split_once('}').expect("an escape ends");
        out.push_str(head);
        out.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character"));
        rest = behind;
    }
    out + rest
}

/// Dates are shown by their words alone: their values have tables of their own.
fn shown(text: &str) -> Vec<String> {
    let line = |value: &Value| match value.kind {
        Kind::Date => format!("date “{}”", value.span.of(text)),
        _ => line(text, value),
    };
    values(text).iter().map(line).collect()
}

#[track_caller]
fn check(table: &str, at_least: usize) {
    let rows = rows(table);
    assert!(rows.len() >= at_least, "only {} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, wanted)| {
            let found = shown(text);
            (found != *wanted).then(|| {
                format!("{text}\n    {}\n  wanted\n    {}", found.join("\n    "), wanted.join("\n    "))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn numbers_operators_and_ranges() {
    check(include_str!("forms/numbers.txt"), 80);
}

#[test]
fn money_and_shares() {
    check(include_str!("forms/money.txt"), 90);
}

#[test]
fn measures_and_ordinals() {
    check(include_str!("forms/measures.txt"), 60);
}

#[test]
fn digits_that_state_no_value() {
    check(include_str!("forms/nothing.txt"), 80);
}

const TABLES: [&str; 4] = [
    include_str!("forms/numbers.txt"),
    include_str!("forms/money.txt"),
    include_str!("forms/measures.txt"),
    include_str!("forms/nothing.txt"),
];

/// White space of any kind as one space.
fn flat(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn where_a_line_is_wrapped_changes_no_value() {
    for (text, _) in TABLES.iter().flat_map(|table| rows(table)) {
        let wanted: Vec<String> = shown(&text).iter().map(|line| flat(line)).collect();
        for end in ["\n", "\r\n"] {
            let wrapped = text.replace(' ', end);
            let found: Vec<String> = shown(&wrapped).iter().map(|line| flat(line)).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}

/// What a value is does not hang on its neighbours, but where only they tell weight from money, heat from seats, sides from counts and odds from ends.
#[test]
fn a_surface_alone_is_the_same_value() {
    const BY_NEIGHBOURS: [&str; 12] = [
        "25 pounds",
        "41C",
        "106F",
        "1.5C",
        "two to one",
        "Scores",
        "forty-second",
        "short of 500 tonnes",
        "8 in.",
        "3 in.",
        "6.5",
        "22",
    ];
    let mut wrong = Vec::new();
    for (text, _) in TABLES.iter().flat_map(|table| rows(table)) {
        for value in values(&text).iter().filter(|value| value.kind != Kind::Date) {
            let surface = value.span.of(&text);
            let again = values(surface);
            let same = matches!(again.as_slice(), [one] if one.span.len() == surface.len()
                && (one.kind, one.operator, one.interval, one.unit) == (value.kind, value.operator, value.interval, value.unit));
            if !same && !BY_NEIGHBOURS.contains(&surface) {
                wrong.push(format!("{text}: {surface}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
