//! Reads what multiplies a number behind its digits: "million", "bn", "k", "dozen".
//! It must not know how the number before it is written.

use rust_decimal::Decimal;

use super::lexicon::Part;
use super::words::{joined, word_at};
use crate::values::token::{TokenKind, Tokens};

/// A multiplier and the first token after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    pub(crate) factor: u64,
    pub(crate) next: usize,
}

impl Scale {
    pub(crate) fn decimal(self) -> Decimal {
        Decimal::from(self.factor)
    }
}

/// The multiplier that stands at token `at`, behind a number. A hyphen may join it ("5-million").
pub(crate) fn scale_at(tokens: &Tokens<'_>, at: usize) -> Option<Scale> {
    let place = joined(tokens, at);
    let word = tokens.text(place);
    if tokens.kind(place) != Some(TokenKind::Word) {
        return None;
    }
    let factor = match word_at(tokens, place).map(|found| found.part) {
        Some(Part::Hundred) => 100,
        Some(Part::Scale(scale)) => scale,
        Some(Part::Dozen) => 12,
        Some(_) => return None,
        None if place > at => return None,
        None => abbreviated(tokens, place, word)?,
    };
    // "lac", "doz" may be an abbreviation with a full stop, but so may a sentence end: the stop stays outside.
    Some(Scale { factor, next: place + 1 })
}

/// Signs of scale that mean nothing else behind a number. A small "m" may be metres: money alone reads it as a million.
fn abbreviated(tokens: &Tokens<'_>, at: usize, word: &str) -> Option<u64> {
    let tight = !tokens.spaced(at);
    Some(match word {
        "k" if tight || tokens.text(at - 1).len() > 1 => 1_000,
        "K" if tight && !(tokens.text(at - 1).len() == 1 && tokens.text(at.wrapping_sub(2)) != ".") => 1_000,
        "M" | "MM" if tight => 1_000_000,
        "mn" | "Mn" | "mio" | "Mio" => 1_000_000,
        "bn" | "Bn" | "BN" => 1_000_000_000,
        "tn" | "trn" | "Tn" => 1_000_000_000_000,
        "G" if !name_of_network(tokens, at) => 1_000_000_000,
        "dzs" | "dozs" => 12,
        _ => return None,
    })
}

/// "5G", "4G": generations of networks, not thousand millions.
fn name_of_network(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = tokens.text(at - 1);
    before.len() == 1 && tokens.text(at.wrapping_sub(2)) != "."
}

/// "m", "b", "t" in any case, which mean a million, a billion and a trillion behind an amount of money alone ("$5m").
pub(crate) fn money_scale_at(tokens: &Tokens<'_>, at: usize) -> Option<Scale> {
    if let Some(scale) = scale_at(tokens, at) {
        return Some(scale);
    }
    let factor = match tokens.text(at) {
        "K" => 1_000,
        "m" | "M" | "mm" | "MM" => 1_000_000,
        "b" | "B" => 1_000_000_000,
        "t" | "T" => 1_000_000_000_000,
        _ => return None,
    };
    Some(Scale { factor, next: at + 1 })
}
