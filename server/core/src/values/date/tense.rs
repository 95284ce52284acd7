//! Tells from the verb beside a weekday whether the day is over or to come: "met on Tuesday", "will meet on Tuesday".
//! It must not know dates.

use crate::values::token::Tokens;

/// How far a verb may stand from the day.
const REACH: usize = 16;

/// Words that say that something is to come.
const AHEAD: &[&str] =
    &["will", "shall", "due", "scheduled", "set", "expected", "planned", "plans", "going", "won't"];

/// Verbs of the past that do not end in "ed".
const PAST: &[&str] = &[
    "was", "were", "had", "has", "have", "did", "said", "told", "took", "came", "met", "went", "made",
    "gave", "held", "fell", "rose", "won", "lost", "left", "began", "became", "found", "saw", "sent",
    "struck", "shot", "led", "sold", "paid", "broke", "spoke", "hit", "since",
];

/// Whether the nearest verb that tells, before the day at `at` if there is one, else behind it, speaks of what is to come.
pub(super) fn is_to_come(tokens: &Tokens<'_>, at: usize) -> bool {
    let from = at.saturating_sub(REACH);
    let before =
        (from..at).rev().take_while(|index| tokens.text(*index) != ";").find_map(|index| told(tokens, index));
    let told = before.or_else(|| (at + 1..at + REACH).find_map(|index| told(tokens, index)));
    told == Some(true)
}

fn told(tokens: &Tokens<'_>, index: usize) -> Option<bool> {
    let text = tokens.text(index);
    if text.len() < 3 {
        return None;
    }
    let ahead = AHEAD.iter().any(|word| tokens.is(index, word))
        || text.ends_with("'ll")
        || text.ends_with("\u{2019}ll");
    if ahead {
        return Some(true);
    }
    let past = text.len() > 4 && text.ends_with("ed") || PAST.iter().any(|word| tokens.is(index, word));
    past.then_some(false)
}
