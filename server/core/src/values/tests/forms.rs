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
