//! Digits that are no values: addresses, document symbols, names with digits, numbers of sections and lists, telephone numbers.
//! It must not know what values look like beyond that: what it lets pass, the other files read.

use crate::text::{is_calendar_word, is_short_calendar_word};
use crate::values::contact;
use crate::values::date::begins_like_a_name;
use crate::values::head::{is_link, noun};
use crate::values::label::{labelled, named};
use crate::values::name::number_word_in_name;
use crate::values::number::scale_at;
use crate::values::operator;
use crate::values::token::{TokenKind, Tokens};

/// The first token after a stretch at `at` that holds no value; `None` where a value may start.
/// Asked before dates: these may look like dates ("Resolution 2231 (2015)", "A/72/488").
pub(crate) fn before_dates(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    match tokens.kind(at)? {
        TokenKind::Word => word(tokens, at),
        TokenKind::Digits => list_number(tokens, at)
            .or_else(|| footnote(tokens, at))
            .or_else(|| agenda(tokens, at))
            .or_else(|| tied_name(tokens, at))
            .or_else(|| hours(tokens, at))
            .or_else(|| contact::local_number(tokens, at)),
        TokenKind::Sign => sign(tokens, at),
    }
}

/// As [`before_dates`], for shapes that may also be a date ("24/7", "10:30", "Q3", "mid-2023") and are asked after them.
pub(crate) fn after_dates(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    match tokens.kind(at)? {
        TokenKind::Word if tokens.spaced(at + 1) => None,
        TokenKind::Word => name_with_digits(tokens, at),
        TokenKind::Digits => {
            let found = chain(tokens, at).or_else(|| clock(tokens, at));
            found.or_else(|| glued_name(tokens, at)).or_else(|| contact::place(tokens, at))
        }
        TokenKind::Sign => None,
    }
}

/// Tokens of the longest address that is passed over whole.
const LONGEST_RUN: usize = 400;

fn word(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if let Some(next) =
        rate_base(tokens, at).or_else(|| age_group(tokens, at)).or_else(|| named_in_words(tokens, at))
    {
        return Some(next);
    }
    if let Some(next) = labelled(tokens, at).or_else(|| named(tokens, at)) {
        return Some(next);
    }
    if tokens.get(at + 1).is_some() && !tokens.spaced(at + 1) {
        return attached(tokens, at).filter(|_| !begins_like_a_name(tokens, at));
    }
    numbered_name(tokens, at)
}

/// "deaths per 100,000 live births": what a rate is counted on is no count. A measure is ("per 1,000 litres").
fn rate_base(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.kind(at + 1) != Some(TokenKind::Digits) || !tokens.is(at, "per") {
        return None;
    }
    let base = super::number::number_at(tokens, at + 1)?;
    let round = base.low >= rust_decimal::Decimal::ONE_HUNDRED && base.significant == 1;
    let measured = super::unit::unit_at(tokens, base.next).is_some()
        || super::currency::behind(tokens, base.next).is_some();
    (round && !measured).then_some(base.next)
}

/// "over 65s", "under-5s": people of an age.
fn age_group(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.kind(at + 1) == Some(TokenKind::Word) || !(tokens.is(at, "over") || tokens.is(at, "under")) {
        return None;
    }
    let digits = at + 1 + usize::from(is_hyphen(tokens.text(at + 1)));
    let plural = tokens.kind(digits) == Some(TokenKind::Digits)
        && tokens.text(digits).len() <= 2
        && tokens.text(digits + 1) == "s"
        && !tokens.spaced(digits + 1);
    plural.then_some(digits + 2)
}

/// "fifty-fifty", "the Big Three", "the Three Gorges Dam": number words that count nothing.
fn named_in_words(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    tokens.number_word(at)?;
    let twice = is_hyphen(tokens.text(at + 1))
        && !tokens.spaced(at + 1)
        && tokens.text(at).eq_ignore_ascii_case(tokens.text(at + 2));
    if twice {
        return Some(at + 3);
    }
    spoken_year(tokens, at).or_else(|| number_word_in_name(tokens, at))
}

/// "Nineteen Eighty-Four": a year as it is said in a title, never a count.
fn spoken_year(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let is = |index: usize, words: &[&str]| words.iter().any(|word| tokens.is(index, word));
    let century = is(at, &["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]);
    let tens = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    // In small letters the dates read it where it is one ("in nineteen seventy-eight").
    if !century || !is(at + 1, &tens) || !starts_upper(tokens.text(at + 1)) {
        return None;
    }
    let ones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let tied = is_hyphen(tokens.text(at + 2)) && !tokens.spaced(at + 2);
    Some(if tied && is(at + 3, &ones) { at + 4 } else { at + 2 })
}

/// "7-Eleven": digits tied to a number word in capitals are a name.
fn tied_name(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let tied = is_hyphen(tokens.text(at + 1)) && !tokens.spaced(at + 1) && !tokens.spaced(at + 2);
    let word = tokens.text(at + 2);
    (tied && starts_upper(word) && tokens.number_word(at + 2).is_some()).then_some(at + 3)
}

/// "17h00", "0900 GMT", "1430 hours": the time of day.
fn hours(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let digits = tokens.text(at);
    if matches!(tokens.text(at + 1), "h" | "H") && !tokens.spaced(at + 1) && digits.len() <= 2 {
        let minutes = tokens.kind(at + 2) == Some(TokenKind::Digits) && tokens.text(at + 2).len() == 2;
        // "1H23": the first half of 2023.
        let half = tokens.text(at + 1) == "H" && matches!(digits, "1" | "2");
        if half && !matches!(tokens.text(at + 2), "00" | "15" | "30" | "45") {
            return None;
        }
        return (minutes && !tokens.spaced(at + 2)).then_some(at + 3);
    }
    let zone = matches!(tokens.text(at + 1), "GMT" | "UTC" | "CET" | "CEST" | "BST" | "EST" | "EDT" | "PST");
    let clock = digits.len() == 4 && digits < "2400" && digits.get(2..).is_some_and(|minutes| minutes < "60");
    (clock && zone).then_some(at + 2)
}

/// A word with something right behind it: an address or a document's symbol.
fn attached(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    // Only where something begins: else a long run without spaces would be walked again from each of its words.
    if at > 0
        && !tokens.spaced(at)
        && !matches!(tokens.text(at - 1), "(" | "[" | "\u{201c}" | "\"" | "<" | "\u{2014}")
    {
        return None;
    }
    let sign = tokens.text(at + 1);
    let (third, joined) = (tokens.kind(at + 2), !tokens.spaced(at + 2));
    match sign {
        ":" if joined && tokens.text(at + 2) == "/" => Some(run_end(tokens, at)),
        "." if joined && third == Some(TokenKind::Word) => {
            let end = run_end(tokens, at);
            let address = tokens.is(at, "www") || has(tokens, at, end, "/") || has(tokens, at, end, "@");
            address.then_some(end)
        }
        "@" if joined => Some(run_end(tokens, at)),
        "/" if joined && starts_upper(tokens.text(at)) => {
            let end = run_end(tokens, at);
            let symbol = (at..end).any(|index| tokens.kind(index) == Some(TokenKind::Digits));
            symbol.then(|| behind_year(tokens, end))
        }
        _ => None,
    }
}

/// "S/RES/1325 (2000)": the year belongs to the symbol.
fn behind_year(tokens: &Tokens<'_>, end: usize) -> usize {
    let year = tokens.text(end) == "("
        && tokens.kind(end + 1) == Some(TokenKind::Digits)
        && tokens.text(end + 1).len() == 4
        && tokens.text(end + 2) == ")";
    if year { end + 3 } else { end }
}

/// A name with digits right behind it or behind a hyphen: "MH17", "Peace4Culture", "COVID-19".
fn name_with_digits(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.kind(at + 1) == Some(TokenKind::Digits) {
        return super::currency::before(tokens, at).is_none().then(|| run_end(tokens, at));
    }
    let sign = tokens.text(at + 1);
    if tokens.spaced(at + 2) || tokens.kind(at + 2) != Some(TokenKind::Digits) {
        return None;
    }
    let named = is_hyphen(sign) && tokens.number_word(at).is_none()
        || sign == "\u{2013}" && is_acronym(tokens.text(at));
    named.then(|| name_end(tokens, at + 2))
}

/// The end of what stands together without white space; a stop or comma at its end stays outside.
fn run_end(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while tokens.get(end).is_some() && !tokens.spaced(end) && end < at + LONGEST_RUN {
        end += 1;
    }
    while end > at + 1
        && matches!(tokens.text(end - 1), "." | "," | ";" | ":" | ")" | "\u{201d}" | "\"" | "?" | "!")
    {
        end -= 1;
    }
    end
}

/// The end of a name whose digits stand at `digits`: letters and further parts right behind them belong to it.
fn name_end(tokens: &Tokens<'_>, digits: usize) -> usize {
    let mut end = digits + 1;
    while tokens.get(end).is_some() && !tokens.spaced(end) {
        let goes_on = tokens.kind(end) != Some(TokenKind::Sign)
            || (is_hyphen(tokens.text(end)) || tokens.text(end) == "/")
                && !tokens.spaced(end + 1)
                && tokens.get(end + 1).is_some();
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

fn has(tokens: &Tokens<'_>, from: usize, to: usize, sign: &str) -> bool {
    (from..to).any(|index| tokens.text(index) == sign)
}

pub(super) fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "\u{2010}" | "\u{2011}")
}

pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn has_upper(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// "Boeing 737", "Apollo 11": a name in capitals inside a sentence with a small number that counts nothing behind it.
fn numbered_name(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if at == 0 || tokens.kind(at + 1) != Some(TokenKind::Digits) || !has_upper(tokens.text(at)) {
        return None;
    }
    // "Python 3.11", "Industry 4.0"
    let version = tokens.text(at + 2) == "."
        && !tokens.spaced(at + 2)
        && !tokens.spaced(at + 3)
        && tokens.kind(at + 3) == Some(TokenKind::Digits);
    let after = if version { at + 4 } else { at + 2 };
    if tokens.text(at + 1).len() > 3 || is_link(tokens.text(at)) || operator::prefix(tokens, at).is_some() {
        return None;
    }
    if is_calendar(tokens.text(at)) || super::currency::before(tokens, at).is_some() {
        return None;
    }
    let ends = match tokens.kind(after) {
        None => true,
        Some(TokenKind::Sign) => {
            let stops = matches!(tokens.text(after), "." | "," | ";" | ":" | ")" | "?" | "!");
            // A score or an index stands like a version: "Gini 0.36."
            let stops = stops && !(version && tokens.text(at + 1) == "0");
            let owns = matches!(tokens.text(after), "'" | "\u{2019}") && tokens.text(after + 1) == "s";
            owns || stops && (tokens.spaced(after + 1) || tokens.get(after + 1).is_none())
        }
        Some(TokenKind::Word) => {
            let follower = tokens.text(after);
            tokens.spaced(after)
                && noun(tokens, after, false).is_none()
                && scale_at(tokens, after).is_none()
                && super::unit::unit_at(tokens, after).is_none()
                && super::currency::behind(tokens, after).is_none()
                && !["per", "percent", "pct", "percentage", "to", "or", "of", "out", "in", "more", "times"]
                    .iter()
                    .any(|word| follower.eq_ignore_ascii_case(word))
        }
        Some(TokenKind::Digits) => false,
    };
    ends.then_some(after)
}

pub(super) fn is_calendar(word: &str) -> bool {
    is_calendar_word(word)
        || is_short_calendar_word(word)
        || matches!(word, "AD" | "BC" | "Day" | "Week" | "Christmas")
}

/// "1. Introduction", "2)", "2.1 Background" at the start of a sentence.
fn list_number(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if at != 0 || tokens.text(0).len() > 2 {
        return None;
    }
    let mut next = 1;
    let mut parts = 1;
    while tokens.text(next) == "."
        && !tokens.spaced(next + 1)
        && tokens.kind(next + 1) == Some(TokenKind::Digits)
    {
        next += 2;
        parts += 1;
    }
    let stop = matches!(tokens.text(next), "." | ")") && !tokens.spaced(next);
    if stop && (tokens.spaced(next + 1) || tokens.get(next + 1).is_none()) {
        return Some(next + 1);
    }
    let titled = parts > 1 && tokens.spaced(next) && starts_upper(tokens.text(next));
    (titled && scale_at(tokens, next).is_none() && super::unit::unit_at(tokens, next).is_none())
        .then_some(next)
}

/// Digits right behind a word's full stop, comma or closing quotation mark: "as agreed.12", "“accord”3".
fn footnote(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if at < 2 || tokens.spaced(at) || tokens.spaced(at - 1) || tokens.text(at).len() > 3 {
        return None;
    }
    let marks = matches!(tokens.text(at - 1), "." | "," | ";" | ")" | "\u{201d}" | "\u{2019}");
    let word = tokens.kind(at - 2) == Some(TokenKind::Word);
    (marks && word).then_some(at + 1)
}

/// "the 2030 Agenda": a name, not a date.
fn agenda(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    (tokens.text(at).len() == 4 && tokens.is(at + 1, "agenda")).then_some(at + 2)
}

fn sign(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    match tokens.text(at) {
        "[" => reference_mark(tokens, at),
        "(" => enumerator(tokens, at).or_else(|| contact::area_code(tokens, at)),
        "#" | "\u{a7}" | "\u{2116}" => {
            (tokens.kind(at + 1) == Some(TokenKind::Digits)).then(|| name_end(tokens, at + 1))
        }
        "+" => contact::telephone(tokens, at),
        _ => None,
    }
}

/// "[3]", "[12, 14]", "[5–7]".
fn reference_mark(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut next = at + 1;
    loop {
        if tokens.kind(next) != Some(TokenKind::Digits) || tokens.text(next).len() > 3 {
            return None;
        }
        match tokens.text(next + 1) {
            "]" => return Some(next + 2),
            "," | "-" | "\u{2013}" | ";" => next += 2,
            _ => return None,
        }
    }
}

/// "(1)" at the start of a sentence or behind a sign or "and": it numbers what follows.
fn enumerator(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let numbers = tokens.kind(at + 1) == Some(TokenKind::Digits)
        && tokens.text(at + 1).len() <= 2
        && tokens.text(at + 2) == ")"
        && tokens.kind(at + 3) == Some(TokenKind::Word);
    let opens = at == 0
        || matches!(tokens.text(at - 1), "," | ";" | ":")
        || tokens.is(at - 1, "and")
        || tokens.is(at - 1, "or");
    (numbers && opens).then_some(at + 3)
}

/// Digits joined by hyphens, points or slashes in three parts or more, or by one slash: "012-498-33-44", "192.168.0.1", "72/488", "24/7".
fn chain(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut next = at;
    let mut parts = 1;
    let mut slashed = false;
    let mut stopped = false;
    let mut dashes = 0;
    loop {
        let sign = tokens.text(next + 1);
        let joins = matches!(sign, "/" | "." | "," | "\u{2013}") || is_hyphen(sign);
        let tight = !tokens.spaced(next + 1) && !tokens.spaced(next + 2);
        if !joins || !tight || tokens.kind(next + 2) != Some(TokenKind::Digits) {
            break;
        }
        slashed |= sign == "/";
        stopped |= matches!(sign, "." | ",");
        dashes += usize::from(sign == "\u{2013}" || is_hyphen(sign));
        next += 2;
        parts += 1;
    }
    let end = name_end(tokens, next);
    if slashed && !is_fraction(tokens, at, parts) {
        return Some(end);
    }
    if parts < 3 || slashed {
        let score = dashes == 1 && descends(tokens, at);
        return (parts == 2 && (score || stopped && unreadable(tokens, at))).then_some(next + 1);
    }
    // Thousands, decimals and ranges of them: "1,234,567", "1,500-2,000", "2.5–3.5".
    let readable = super::number::number_at(tokens, at)
        .is_some_and(|number| number.next > next || !matches!(tokens.text(number.next), "." | ","));
    (!readable || dashes >= 2).then_some(end)
}

/// "3-1", "62–38": a score or a vote, where the second number is no more than the first.
fn descends(tokens: &Tokens<'_>, at: usize) -> bool {
    let number = |index: usize| tokens.text(index).parse::<u64>().ok();
    matches!((number(at), number(at + 2)), (Some(first), Some(second)) if first >= second)
        && super::amount::percent_at(tokens, at + 3).is_none()
        && super::unit::unit_at(tokens, at + 3).is_none()
}

/// "2,5": neither a thousand nor an English decimal.
fn unreadable(tokens: &Tokens<'_>, at: usize) -> bool {
    super::number::number_at(tokens, at).is_none()
}

fn is_fraction(tokens: &Tokens<'_>, at: usize, parts: usize) -> bool {
    let mark =
        parts == 3 && tokens.text(at + 1) == "." && super::ratio::is_scale_of_marks(tokens.text(at + 4));
    mark || parts == 2 && super::number::number_at(tokens, at).is_some_and(|number| number.next > at + 2)
}

/// "10:30", "5 p.m.", "9 o'clock".
fn clock(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let hours = tokens.text(at).len() <= 2;
    let mut next = at + 1;
    let colon = matches!(tokens.text(next), ":") && !tokens.spaced(next) && !tokens.spaced(next + 1);
    let mut minutes = false;
    if colon && hours && tokens.text(next + 1).len() == 2 && tokens.kind(next + 1) == Some(TokenKind::Digits)
    {
        // "1:50,000" is a scale of maps.
        let grouped = tokens.text(next + 2) == "," && tokens.kind(next + 3) == Some(TokenKind::Digits);
        minutes = tokens.text(next + 1) < "60" && (!grouped || tokens.spaced(next + 3));
        next += 2;
    }
    // "10.30 a.m." as the British write it.
    let point = matches!(tokens.text(next), ".") && !tokens.spaced(next) && !tokens.spaced(next + 1);
    if hours && point && tokens.text(next + 1).len() == 2 && half_day(tokens, next + 2).is_some() {
        return half_day(tokens, next + 2);
    }
    if hours && half_day(tokens, next).is_some() {
        return half_day(tokens, next);
    }
    if tokens.is(next, "o'clock") || tokens.is(next, "o\u{2019}clock") {
        return Some(next + 1);
    }
    let near = at.saturating_sub(8)..=next;
    let ratio =
        minutes && near.into_iter().any(|index| tokens.is(index, "ratio") || tokens.is(index, "scale"));
    (minutes && !ratio).then_some(next)
}

/// The index behind "am", "pm", "a.m.", "p.m.".
fn half_day(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.is(at, "am") || tokens.is(at, "pm") {
        return Some(at + 1);
    }
    let dotted =
        (tokens.is(at, "a") || tokens.is(at, "p")) && tokens.text(at + 1) == "." && tokens.is(at + 2, "m");
    dotted.then_some(at + 3)
}

/// "3D", "5G", "737s", "4x4": letters right behind the digits that are no scale, unit, currency or ordinal.
fn glued_name(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    if tokens.kind(next) != Some(TokenKind::Word) || tokens.spaced(next) {
        return None;
    }
    let known = super::number::ordinal(tokens, at).is_some()
        || super::number::number_at(tokens, at).is_some_and(|number| number.next > next)
        || super::unit::unit_at(tokens, next).is_some()
        || super::currency::behind(tokens, next).is_some()
        || super::number::money_scale_at(tokens, next).is_some()
            && super::currency::behind(tokens, next + 1).is_some()
        || tokens.is(next, "percent")
        || tokens.is(next, "pct")
        || tokens.is(next, "pp");
    (!known).then(|| name_end(tokens, at))
}
