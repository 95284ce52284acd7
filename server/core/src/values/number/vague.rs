//! Reads quantities that name only their order: "dozens", "tens of thousands", "several hundred", "a couple of thousand".
//! It must not know exact numbers: those have been tried before.

use rust_decimal::Decimal;

use super::lexicon::{NumberWord, Part};
use super::words::word_at;
use crate::values::head::is_link;
use crate::values::token::{TokenKind, Tokens};

/// From `low` (included) to `high` (excluded), as widely as writers use the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vague {
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) next: usize,
}

/// The vague quantity that starts at token `at`.
pub(crate) fn vague(tokens: &Tokens<'_>, at: usize) -> Option<Vague> {
    plural_scale(tokens, at).or_else(|| few_scales(tokens, at)).or_else(|| scores(tokens, at))
}

/// "dozens", "hundreds", "tens of thousands", "hundreds of thousands", "dozens of millions".
fn plural_scale(tokens: &Tokens<'_>, at: usize) -> Option<Vague> {
    let first = if tokens.is(at, "tens") { 10 } else { bare_plural(tokens, at)? };
    let second = if tokens.is(at + 1, "of") { bare_plural(tokens, at + 2) } else { None };
    match second {
        Some(second) if second > first => {
            let low = first.checked_mul(second)?;
            Some(Vague { low, high: low.checked_mul(10)?, next: at + 3 })
        }
        // "tens of people" is no set phrase, but "tens of millions" is.
        _ if tokens.is(at, "tens") => None,
        // "hundreds" stops short of thousands; one says "tens of thousands" and "hundreds of thousands" long before a million.
        _ => Some(Vague {
            low: first,
            high: first.checked_mul(if first >= 1_000 { 1_000 } else { 10 })?,
            next: at + 1,
        }),
    }
}

/// "100s", "1,000s": as "hundreds" and "thousands", behind the digits that end before `at`.
pub(crate) fn plural_digits(tokens: &Tokens<'_>, number: Decimal, at: usize) -> Option<Vague> {
    if tokens.text(at) != "s" || tokens.spaced(at) {
        return None;
    }
    let low =
        [100, 1_000, 10_000, 100_000, 1_000_000].into_iter().find(|low| Decimal::from(*low) == number)?;
    Some(Vague { low, high: low.checked_mul(if low >= 1_000 { 1_000 } else { 10 })?, next: at + 1 })
}

/// "scores of homes": not the scores of pupils or teams, which an article or another noun goes before.
fn scores(tokens: &Tokens<'_>, at: usize) -> Option<Vague> {
    let counted = tokens.kind(at + 2) == Some(TokenKind::Word) && !tokens.is(at + 2, "the");
    if !(tokens.is(at, "scores") && tokens.is(at + 1, "of") && counted) {
        return None;
    }
    let before = if at == 0 { "" } else { tokens.text(at - 1) };
    let owned = ["the", "their", "its", "his", "her", "our", "these", "those", "all"]
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word));
    let free = at == 0
        || tokens.kind(at - 1) != Some(TokenKind::Word)
        || is_link(before)
        || before.ends_with("ed")
        || before.ends_with("ing");
    (free && !owned).then_some(Vague { low: 20, high: 200, next: at + 1 })
}

fn bare_plural(tokens: &Tokens<'_>, at: usize) -> Option<u64> {
    match word_at(tokens, at)? {
        NumberWord { part, plural: true } => factor(part),
        NumberWord { .. } => None,
    }
}

fn factor(part: Part) -> Option<u64> {
    match part {
        Part::Dozen => Some(12),
        Part::Hundred => Some(100),
        Part::Scale(scale) => Some(scale),
        _ => None,
    }
}

/// "several hundred", "a few thousand", "many thousands", "a couple of million".
fn few_scales(tokens: &Tokens<'_>, at: usize) -> Option<Vague> {
    let (from, to, scale) = if tokens.are(at, &["a", "few"]) {
        (2, 10, at + 2)
    } else if tokens.is(at, "several") {
        (2, 10, at + 1)
    } else if tokens.are(at, &["a", "couple", "of"]) {
        (2, 3, at + 3)
    } else {
        return None;
    };
    let factor = factor(word_at(tokens, scale)?.part)?;
    Some(Vague { low: factor.checked_mul(from)?, high: factor.checked_mul(to)?, next: scale + 1 })
}

impl Vague {
    pub(crate) fn bounds(self) -> (Decimal, Decimal) {
        (Decimal::from(self.low), Decimal::from(self.high))
    }
}
