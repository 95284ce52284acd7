//! Makes a false statement out of a true sentence by changing one thing in it: a value, a name, a place, a status …
//! It must not know how Factmark checks: every change is a plain change of words.

use factmark_core::analysis::Analysis;
use factmark_core::text::{MONTHS, Span};
use factmark_core::values::{Kind, Value};

use super::{Case, Family, swaps};

/// Number words with another one to put in their place.
const NUMBER_WORDS: [(&str, &str); 16] = [
    ("two", "three"),
    ("three", "five"),
    ("four", "six"),
    ("five", "eight"),
    ("six", "nine"),
    ("seven", "four"),
    ("ten", "twelve"),
    ("twelve", "ten"),
    ("fifteen", "nineteen"),
    ("seventeen", "fifteen"),
    ("twenty", "thirty"),
    ("first", "third"),
    ("second", "fourth"),
    ("fourth", "sixth"),
    ("fifth", "seventh"),
    ("one", "two"),
];

/// Auxiliaries behind which "not" makes the sentence say the opposite.
const AUXILIARIES: [&str; 12] = [
    " has been ",
    " have been ",
    " is ",
    " are ",
    " was ",
    " were ",
    " has ",
    " have ",
    " will ",
    " can ",
    " must ",
    " had ",
];

/// Verbs without an auxiliary, with their denial.
const DENIALS: [(&str, &str); 24] = [
    (" supports ", " does not support "),
    (" provides ", " does not provide "),
    (" cooperates ", " does not cooperate "),
    (" participates ", " does not participate "),
    (" implements ", " does not implement "),
    (" assists ", " does not assist "),
    (" covers ", " does not cover "),
    (" visited ", " did not visit "),
    (" provided ", " did not provide "),
    (" hosted ", " did not host "),
    (" participated ", " did not participate "),
    (" presented ", " did not present "),
    (" adopted ", " did not adopt "),
    (" serves ", " does not serve "),
    (" contributes ", " does not contribute "),
    (" contributed ", " did not contribute "),
    (" aims ", " does not aim "),
    (" condemns ", " does not condemn "),
    (" envisages ", " does not envisage "),
    (" focuses ", " does not focus "),
    (" initiated ", " did not initiate "),
    (" allocated ", " did not allocate "),
    (" plays ", " does not play "),
    (" acts ", " does not act "),
];

/// Every change of one thing in one sentence of `text`.
pub fn mutations(text: &str, analysis: &Analysis) -> Vec<Case> {
    let mut cases = Vec::new();
    let shorts = short_forms(text, analysis);
    for sentence in &analysis.sentences {
        let words = sentence.span.of(text);
        let before = super::before(text, analysis, sentence);
        let mut add = |family, changed: String| {
            if changed != words {
                cases.push(Case { family, text: changed, before: before.clone() });
            }
        };
        for value in analysis.values.iter().filter(|value| sentence.span.contains(value.span)) {
            for changed in changed_values(text, value) {
                add(family_of(value.kind), put(text, sentence.span, value.core, &changed));
            }
        }
        for definition in
            analysis.definitions.iter().filter(|d| sentence.span.contains(d.short.cover(d.long)))
        {
            for other in others(&shorts, definition.short.of(text)) {
                add(Family::Acronym, put(text, sentence.span, definition.short, other));
            }
        }
        for (list, family) in [
            (&swaps::PLACES[..], Family::Place),
            (&swaps::OFFICES[..], Family::Role),
            (&swaps::ROLES[..], Family::Role),
            (&swaps::STATUSES[..], Family::Status),
            (&swaps::ATTRIBUTIONS[..], Family::Attribution),
            (&swaps::HEDGES[..], Family::Hedge),
        ] {
            for (from, others) in list.iter().filter(|(from, _)| words.contains(from)) {
                others.iter().for_each(|to| add(family, words.replacen(from, to, 1)));
            }
        }
        for other in swaps::PERSONS.iter().filter(|_| words.contains(swaps::NAMED)) {
            add(Family::Person, words.replacen(swaps::NAMED, other, 1));
            let said = swaps::SAID_OF_NAMED.iter();
            said.for_each(|said| add(Family::Person, said.replacen(swaps::NAMED, other, 1)));
        }
        if let Some(denied) = denied(words) {
            add(Family::Negation, denied);
        }
    }
    cases
}

fn family_of(kind: Kind) -> Family {
    match kind {
        Kind::Date | Kind::Duration => Family::Date,
        _ => Family::Number,
    }
}

/// The sentence with `part` of it replaced.
fn put(text: &str, sentence: Span, part: Span, replacement: &str) -> String {
    let before = text.get(sentence.start as usize..part.start as usize).unwrap_or("");
    let after = text.get(part.end as usize..sentence.end as usize).unwrap_or("");
    format!("{before}{replacement}{after}")
}

/// Other ways to state the value, all of them wrong.
fn changed_values(text: &str, value: &Value) -> Vec<String> {
    let core = value.core.of(text);
    if value.kind == Kind::Date {
        return changed_dates(core);
    }
    if core.bytes().any(|byte| byte.is_ascii_digit()) {
        return [swap_first_digits(core), raise_first_digit(core)].into_iter().flatten().collect();
    }
    let lower = core.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let other = words.first().and_then(|first| NUMBER_WORDS.iter().find(|(from, _)| from == first));
    let rest = words.get(1..).unwrap_or_default().join(" ");
    other.map(|(_, to)| format!("{to} {rest}").trim_end().to_owned()).into_iter().collect()
}

fn changed_dates(core: &str) -> Vec<String> {
    let mut changed = Vec::new();
    let is_decade = core.ends_with("0s");
    let is_range = digit_runs(core).iter().filter(|(_, digits)| digits.len() == 4).count() > 1;
    for (at, digits) in digit_runs(core) {
        let Ok(number) = digits.parse::<i32>() else { continue };
        let others: Vec<i32> = match digits.len() {
            4 if is_decade => vec![number + 10, number - 20],
            // The first year of a range is moved back and the last one on, so that it stays a range.
            4 if is_range && at == 0 => vec![number - 1, number - 4],
            4 if is_range => vec![number + 1, number + 3],
            4 => vec![number + 1, number - 3],
            _ if number > 20 => vec![number - 7],
            _ => vec![number + 6],
        };
        changed.extend(others.iter().map(|other| replace_at(core, at, digits.len(), &other.to_string())));
    }
    if let Some(month) = MONTHS.iter().position(|month| core.contains(month)) {
        let (from, to) = (MONTHS.get(month), MONTHS.get((month + 4) % 12));
        if let (Some(from), Some(to)) = (from, to) {
            changed.push(core.replacen(from, to, 1));
        }
    }
    changed
}

fn digit_runs(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            runs.push((at, digits));
        }
        at += piece.len();
    }
    runs
}

fn replace_at(text: &str, at: usize, len: usize, with: &str) -> String {
    format!("{}{with}{}", text.get(..at).unwrap_or(""), text.get(at + len..).unwrap_or(""))
}

/// "23" to "32", "34 500" to "43 500": the slip of a hurried hand.
fn swap_first_digits(core: &str) -> Option<String> {
    let (at, digits) = digit_runs(core).into_iter().next()?;
    let mut letters: Vec<char> = digits.chars().collect();
    let (first, second) = (*letters.first()?, *letters.get(1)?);
    if first == second || second == '0' {
        return None;
    }
    letters.swap(0, 1);
    Some(replace_at(core, at, digits.len(), &letters.iter().collect::<String>()))
}

fn raise_first_digit(core: &str) -> Option<String> {
    let (at, digits) = digit_runs(core).into_iter().next()?;
    let first = digits.chars().next()?.to_digit(10)?;
    let other = if first >= 7 { first - 3 } else { first + 2 };
    Some(replace_at(core, at, 1, &other.to_string()))
}

fn short_forms(text: &str, analysis: &Analysis) -> Vec<String> {
    let mut shorts: Vec<String> = analysis.definitions.iter().map(|d| d.short.of(text).to_owned()).collect();
    shorts.sort();
    shorts.dedup();
    shorts
}

/// Two other short forms: the next in the alphabet, which often looks alike, and one from afar.
fn others<'s>(shorts: &'s [String], own: &str) -> Vec<&'s str> {
    let Some(at) = shorts.iter().position(|short| short == own) else { return Vec::new() };
    let pick = |step: usize| shorts.get((at + step) % shorts.len()).map(String::as_str);
    [pick(1), pick(shorts.len() / 2)].into_iter().flatten().filter(|other| *other != own).collect()
}

fn denied(words: &str) -> Option<String> {
    if words.contains(" not ") {
        return Some(words.replacen(" not ", " ", 1));
    }
    let auxiliary = AUXILIARIES
        .iter()
        .filter_map(|auxiliary| Some((words.find(auxiliary)?, *auxiliary)))
        .min_by_key(|(at, auxiliary)| (*at, std::cmp::Reverse(auxiliary.len())));
    if let Some((at, auxiliary)) = auxiliary {
        let first = auxiliary.trim().split(' ').next().unwrap_or("").len();
        let split = at + 1 + first;
        return Some(format!("{} not{}", words.get(..split)?, words.get(split..)?));
    }
    DENIALS
        .iter()
        .find(|(verb, _)| words.contains(verb))
        .map(|(verb, denial)| words.replacen(verb, denial, 1))
}
