//! Names that hold a number word: "the Three Gorges Dam", "the Four Seasons Hotel", "the Big Four". They count nothing.
//! It must not know names with digits (`label`, `skip`) nor values.

use crate::values::head::{is_link, noun};
use crate::values::number::{is_cardinal, scale_at};
use crate::values::operator;
use crate::values::skip::{is_calendar, is_hyphen, starts_upper};
use crate::values::token::{TokenKind, Tokens};
use crate::values::{currency, unit};

/// The first token after a capitalised number word at `at` that belongs to a name. A sentence that starts with the word counts,
/// unless what follows is a name of several words with no plural to count; so does a title, where every word is capitalised.
pub(super) fn number_word_in_name(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let cardinal = tokens.number_word(at).is_some_and(is_cardinal);
    if !cardinal || !starts_upper(tokens.text(at)) || is_number(tokens, at) {
        return None;
    }
    let named = if opens_sentence(tokens, at) {
        is_name_without_plural(tokens, at + 1)
    } else {
        closes_name(tokens, at) || name_word(tokens, at + 1).is_some()
    };
    (named && (set_phrase(tokens, at) || !in_title(tokens, at))).then_some(at + 1)
}

/// "Five Million", "Two US Dollars", "Five (5)": capitals of a contract, not of a name.
fn is_number(tokens: &Tokens<'_>, at: usize) -> bool {
    let hyphen = is_hyphen(tokens.text(at + 1));
    let next = if hyphen { at + 2 } else { at + 1 };
    tokens.number_word(next).is_some()
        || scale_at(tokens, next).is_some()
        || tokens.number_word(at.wrapping_sub(1)).is_some()
        || currency::behind(tokens, next).is_some()
        || tokens.is(next, "per")
        || tokens.is(next, "percent")
        || matches!(tokens.text(next), "%" | "(")
        || unit::unit_at(tokens, next).is_some_and(|(_, after)| name_word(tokens, after).is_none())
}

fn opens_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    at == 0 || tokens.kind(at - 1) == Some(TokenKind::Sign) && !matches!(tokens.text(at - 1), "," | "&")
}

/// "the Big Four", "the Gang of Four": a capitalised word stands before, inside the sentence.
fn closes_name(tokens: &Tokens<'_>, at: usize) -> bool {
    if at < 2 || !tokens.spaced(at) {
        return false;
    }
    let before = tokens.text(at - 1);
    if before == "of" {
        return starts_upper(tokens.text(at - 2)) && !is_link(tokens.text(at - 2));
    }
    starts_upper(before)
        && !is_link(before)
        && !is_calendar(before)
        && currency::before(tokens, at - 1).is_none()
        && operator::prefix(tokens, at - 1).is_none()
}

/// "the Big Three", "Ocean's Eleven": a name even in a title.
fn set_phrase(tokens: &Tokens<'_>, at: usize) -> bool {
    let follower = tokens.text(at + 1);
    let ends = tokens.kind(at + 1) != Some(TokenKind::Word) || is_link(follower);
    let owned = at >= 1
        && tokens.text(at - 1).ends_with(['s', 'S'])
        && tokens.text(at - 1).contains(['\'', '\u{2019}']);
    ends && closes_name(tokens, at) && (owned || tokens.is(at - 2, "the"))
}

/// A capitalised word that a name may go on with at token `at`, and the first token after it.
fn name_word(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let tied = is_hyphen(tokens.text(at)) && !tokens.spaced(at) && !tokens.spaced(at + 1);
    let place = if tied { at + 1 } else { at };
    let word = tokens.text(place);
    let capital = tokens.kind(place) == Some(TokenKind::Word) && starts_upper(word) && !is_calendar(word);
    // "Five UN agencies" in a list of capitals says how many.
    let acronym = word.chars().nth(1).is_some_and(char::is_uppercase);
    (capital && !acronym && !is_link(word)).then_some(place + 1)
}

/// "Three Mile Island was": two capitalised words or more, and nothing behind them that could be counted.
fn is_name_without_plural(tokens: &Tokens<'_>, at: usize) -> bool {
    let mut next = at;
    let mut words = 0;
    while let Some(after) = name_word(tokens, next).filter(|_| words < 6) {
        next = after;
        words += 1;
    }
    if words < 2 {
        return false;
    }
    let Some(plural) = noun(tokens, at, false) else { return tokens.get(next).is_some() };
    // "Three Gorges Dam was built": the plural stands inside the name, and what ends the name is none.
    plural + 1 < next && noun(tokens, plural + 1, false).is_none()
}

/// Whether hardly any word near `at` is written small: a heading, or the cell of a table.
fn in_title(tokens: &Tokens<'_>, at: usize) -> bool {
    !(at.saturating_sub(12)..at + 16).any(|index| {
        let word = tokens.text(index);
        let small = word.starts_with(char::is_lowercase) && tokens.kind(index) == Some(TokenKind::Word);
        small && word.len() > 2 && (word.len() > 4 || !is_link(word))
            || matches!(word, "is" | "was" | "are" | "were" | "has" | "had")
    })
}
