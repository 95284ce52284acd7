//! The small parts of dates: day numbers, years, months, eras, number words.
//! It must not know in which order they stand in a date.

use super::lexicon::Word;
use crate::values::token::{TokenKind, Tokens, is_apostrophe, is_dash};

/// What is read and the index of the first token after it.
pub(super) type Read<T> = Option<(T, usize)>;

/// The reading of token `at` as a word of dates. The beginning of a feast's name is none: most such words are common ones.
pub(super) fn word_at(tokens: &Tokens<'_>, at: usize) -> Option<Word> {
    word_or_feast_at(tokens, at).filter(|word| *word != Word::Feast)
}

/// The same, where a feast may begin.
pub(super) fn word_or_feast_at(tokens: &Tokens<'_>, at: usize) -> Option<Word> {
    tokens.date_word(at)
}

/// Whether token `at` follows the one before it without white space.
pub(super) fn glued(tokens: &Tokens<'_>, at: usize) -> bool {
    !tokens.spaced(at)
}

/// The only character of a sign.
pub(super) fn sign(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    if tokens.kind(at) != Some(TokenKind::Sign) {
        return None;
    }
    tokens.text(at).chars().next()
}

pub(super) fn is_dash_at(tokens: &Tokens<'_>, at: usize) -> bool {
    sign(tokens, at).is_some_and(is_dash)
}

pub(super) fn is_apostrophe_at(tokens: &Tokens<'_>, at: usize) -> bool {
    sign(tokens, at).is_some_and(|c| is_apostrophe(c) || c == '\u{2018}')
}

/// Whether the word at `at` is capitalised (or all capitals).
pub(super) fn capitalised(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at).chars().next().is_some_and(char::is_uppercase)
}

/// A run of digits of a length within `lengths`, as a number.
pub(super) fn digits(
    tokens: &Tokens<'_>,
    at: usize,
    lengths: std::ops::RangeInclusive<usize>,
) -> Option<i16> {
    let text = tokens.text(at);
    if tokens.kind(at) != Some(TokenKind::Digits) || !lengths.contains(&text.len()) {
        return None;
    }
    text.parse().ok()
}

/// Whether nothing glued before token `at` makes its digits a part of something else: "$2000", "COVID-2019", "A/72", "1.2015".
pub(super) fn free_before(tokens: &Tokens<'_>, at: usize) -> bool {
    if at == 0 || tokens.spaced(at) {
        return true;
    }
    let before = at - 1;
    if is_dash_at(tokens, before) && before > 0 && glued(tokens, before) && prefixes(tokens, before - 1) {
        return true;
    }
    let digits_before = before > 0 && tokens.kind(before - 1) == Some(TokenKind::Digits);
    match sign(tokens, before) {
        None => false,
        Some('(' | '[' | '{' | '"' | '\u{201C}' | '\u{2018}' | '*' | '_' | '\u{2014}' | '|' | '>' | '=') => {
            true
        }
        Some(',' | ';' | ':') => !digits_before || tokens.text(at).len() == 4,
        // "c.1850"
        Some('.') => before > 0 && matches!(tokens.text(before - 1), "c" | "ca"),
        Some(c) if is_apostrophe(c) => before == 0 || tokens.spaced(before),
        Some(c) => is_dash(c) && c != '-' && !digits_before,
    }
}

/// Words that a hyphen joins to a date: "mid-2023", "post-2015".
fn prefixes(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        word_at(tokens, at),
        Some(Word::Early | Word::Mid | Word::Late | Word::End | Word::Pre | Word::Post)
    )
}

/// Whether the digits that end before token `next` end there: no decimals, thousands, clock time or percent sign follows.
/// A dash and further digits may follow: the caller has to read or refuse them ([`joined_after`]).
pub(super) fn free_after(tokens: &Tokens<'_>, next: usize) -> bool {
    if tokens.spaced(next) {
        return tokens.text(next) != "%";
    }
    let digits_next = tokens.kind(next + 1) == Some(TokenKind::Digits) && glued(tokens, next + 1);
    match tokens.kind(next) {
        None => true,
        Some(TokenKind::Word | TokenKind::Digits) => false,
        Some(TokenKind::Sign) => match sign(tokens, next) {
            Some('%' | '\u{B0}' | '\u{20AC}' | '$' | '\u{A3}' | '@' | '\u{2030}' | '_' | '+') => false,
            Some(',') => !digits_next || tokens.text(next + 1).len() == 4,
            Some('.' | ':' | '\\' | '\'' | '\u{2019}') => !digits_next,
            _ => true,
        },
    }
}

/// Whether a dash or slash joins further digits to the token before `next`: "2010-86", "138-2010-2015", "8/32/2014".
pub(super) fn joined_after(tokens: &Tokens<'_>, next: usize) -> bool {
    let joins = sign(tokens, next).is_some_and(|c| is_dash(c) || matches!(c, '/' | '~'));
    joins
        && glued(tokens, next)
        && tokens.kind(next + 1) == Some(TokenKind::Digits)
        && glued(tokens, next + 1)
}

/// A day of a month as digits ("3", "3rd") or an ordinal word ("third", "twenty-first"); the flag tells an ordinal.
pub(super) fn day_number(tokens: &Tokens<'_>, at: usize) -> Read<(i8, bool)> {
    if let Some(number) = digits(tokens, at, 1..=2) {
        let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
        return Some(match ordinal_suffix(tokens, at + 1) {
            true => ((day, true), at + 2),
            false => ((day, false), at + 1),
        });
    }
    let (day, next) = ordinal_word(tokens, at)?;
    (1..=31).contains(&day).then_some(((day, true), next))
}

/// "st", "nd", "rd", "th" right after digits.
pub(super) fn ordinal_suffix(tokens: &Tokens<'_>, at: usize) -> bool {
    glued(tokens, at) && ["st", "nd", "rd", "th"].iter().any(|suffix| tokens.is(at, suffix))
}

/// "first" to "ninety-ninth".
pub(super) fn ordinal_word(tokens: &Tokens<'_>, at: usize) -> Read<i8> {
    match word_at(tokens, at)? {
        Word::Ordinal(number) => Some((number, at + 1)),
        Word::Cardinal(tens @ 20..) => {
            let next = if is_dash_at(tokens, at + 1) { at + 2 } else { at + 1 };
            match word_at(tokens, next)? {
                Word::Ordinal(ones @ 1..=9) => Some((i8::try_from(tens).ok()? + ones, next + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// How a month is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MonthName {
    pub(super) number: i8,
    pub(super) short: bool,
    pub(super) capital: bool,
}

/// A month's name, with the full stop of a short one.
pub(super) fn month_name(tokens: &Tokens<'_>, at: usize) -> Read<MonthName> {
    let capital = capitalised(tokens, at);
    match word_at(tokens, at)? {
        Word::Month(number) => {
            let next = if stop_inside(tokens, at + 1) { at + 2 } else { at + 1 };
            Some((MonthName { number, short: false, capital }, next))
        }
        Word::ShortMonth(number) => {
            let stop =
                sign(tokens, at + 1) == Some('.') && glued(tokens, at + 1) && tokens.get(at + 2).is_some();
            Some((MonthName { number, short: true, capital }, if stop { at + 2 } else { at + 1 }))
        }
        _ => None,
    }
}

/// A needless full stop after a full name, before a day: "October. 2".
fn stop_inside(tokens: &Tokens<'_>, at: usize) -> bool {
    sign(tokens, at) == Some('.') && glued(tokens, at) && digits(tokens, at + 1, 1..=2).is_some()
}

/// A year of four digits from 1000 to 2199 that stands by itself on its right side, or any year with its era.
/// Whether it is a year and not a count is for the caller to say.
pub(super) fn year_number(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    if let Some(read) = year_with_era(tokens, at) {
        return Some(read);
    }
    let year = digits(tokens, at, 4..=4).filter(|year| (1000..=2199).contains(year))?;
    free_after(tokens, at + 1).then_some((year, at + 1))
}

/// "347 AD", "AD 79", "1230 BC", "2014 A.D.": astronomical, so that 1230 BC is -1229.
pub(super) fn year_with_era(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    if let Some((false, next)) = era(tokens, at) {
        let year = digits(tokens, next, 1..=4).filter(|year| *year > 0)?;
        return free_after(tokens, next + 1).then_some((year, next + 1));
    }
    if let Some(read) = grouped_year(tokens, at) {
        return Some(read);
    }
    let year = digits(tokens, at, 1..=5).filter(|year| (1..=9998).contains(year))?;
    let (before_christ, next) = era(tokens, at + 1)?;
    Some((if before_christ { 1 - year } else { year }, next))
}

/// "1,500 BC".
fn grouped_year(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    let comma = sign(tokens, at + 1) == Some(',') && glued(tokens, at + 1) && glued(tokens, at + 2);
    let thousands = digits(tokens, at, 1..=1).filter(|_| comma)?;
    let rest = digits(tokens, at + 2, 3..=3)?;
    let (true, next) = era(tokens, at + 3)? else { return None };
    Some((1 - (1000 * thousands + rest), next))
}

/// "AD", "CE", "BC", "BCE", with or without full stops, in capitals alone; true before Christ.
pub(super) fn era(tokens: &Tokens<'_>, at: usize) -> Read<bool> {
    let text = tokens.text(at);
    if !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    match word_at(tokens, at) {
        Some(Word::Ad) => return Some((false, at + 1)),
        Some(Word::Bc) => return Some((true, at + 1)),
        _ => {}
    }
    let dotted = |first: &str, second: &str| {
        text == first
            && sign(tokens, at + 1) == Some('.')
            && glued(tokens, at + 1)
            && tokens.text(at + 2) == second
            && glued(tokens, at + 2)
    };
    let end = if sign(tokens, at + 3) == Some('.') && glued(tokens, at + 3) { at + 4 } else { at + 3 };
    if dotted("A", "D") || dotted("C", "E") {
        return Some((false, end));
    }
    dotted("B", "C").then_some((true, end))
}

/// A year in words: "nineteen seventy-eight", "two thousand and eighteen", "twenty twenty", "nineteen hundred".
pub(super) fn year_in_words(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    let (high, next) = below_hundred(tokens, at)?;
    if word_at(tokens, next) == Some(Word::Thousand) {
        if high != 2 {
            return None;
        }
        let rest = if word_at(tokens, next + 1) == Some(Word::And) { next + 2 } else { next + 1 };
        return Some(match below_hundred(tokens, rest) {
            Some((low, end)) => (2000 + low, end),
            None => (2000, next + 1),
        });
    }
    if !(15..=20).contains(&high) {
        return None;
    }
    if high < 20 && word_at(tokens, next) == Some(Word::Hundred) {
        return Some((high * 100, next + 1));
    }
    let (low, end) = below_hundred(tokens, next)?;
    (10..=99).contains(&low).then_some((high * 100 + low, end))
}

/// "seven", "nineteen", "seventy", "seventy-eight", "seventy eight".
pub(super) fn below_hundred(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    let Some(Word::Cardinal(number)) = word_at(tokens, at) else { return None };
    if number < 20 {
        return Some((number, at + 1));
    }
    let next = if is_dash_at(tokens, at + 1) && glued(tokens, at + 1) { at + 2 } else { at + 1 };
    match word_at(tokens, next) {
        Some(Word::Cardinal(ones @ 1..=9)) => Some((number + ones, next + 1)),
        _ => Some((number, at + 1)),
    }
}
