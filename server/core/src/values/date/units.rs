//! Coarser units of the calendar: decades, centuries, quarters, halves, fiscal years, seasons.
//! It must not know ranges.

use super::lexicon::{Season, Word};
use super::named::year_after;
use super::parts::{
    Read, capitalised, digits, era, free_after, glued, is_apostrophe_at, is_dash_at, ordinal_suffix,
    ordinal_word, sign, word_at, year_number,
};
use super::point::{Part, Point, Shape};
use crate::values::TimeUnit;
use crate::values::token::{TokenKind, Tokens};

/// "1990s", "1990's", "the 90s", "'90s", "the 1800s" (a century).
pub(super) fn decade_in_digits(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let quote = is_apostrophe_at(tokens, at);
    let from = if quote { at + 1 } else { at };
    if quote && !glued(tokens, from) {
        return None;
    }
    let next = plural_after(tokens, from + 1)?;
    // "1000s of people" is no time.
    let count = tokens.is(next, "of") && tokens.text(from) == "1000";
    if let Some(year) =
        digits(tokens, from, 4..=4).filter(|year| (1000..=2190).contains(year) && !quote && !count)
    {
        return match year % 100 {
            0 if year < 2000 => {
                let shape = Shape::Century { number: year / 100 + 1, before_christ: false };
                Some((Point::new(shape, None), next))
            }
            tens if tens % 10 == 0 => Some((Point::new(Shape::Decade, Some(year)), next)),
            _ => None,
        };
    }
    // "temperatures in the 30s °F"
    let degrees = tokens.text(next) == "\u{B0}";
    let tens = digits(tokens, from, 2..=2).filter(|tens| tens % 10 == 0 && !degrees)?;
    if !quote && !led_by_the(tokens, at) || of_age(tokens, at) {
        return None;
    }
    Some((Point::new(Shape::Decade, century_of(tens)), next))
}

/// The plural "s" of a decade: right after the digits, after an apostrophe, or set apart ("1990 s").
fn plural_after(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.text(at) == "s" {
        return Some(at + 1);
    }
    let joined = is_apostrophe_at(tokens, at)
        && glued(tokens, at)
        && tokens.text(at + 1) == "s"
        && glued(tokens, at + 1);
    joined.then_some(at + 2)
}

/// The first year of a decade written with two digits: the 1930s to 1990s, the 2000s and 2010s.
/// "The 20s" may be of this century or the last, so they have no year.
fn century_of(tens: i16) -> Option<i16> {
    match tens {
        0 | 10 => Some(2000 + tens),
        30..=90 => Some(1900 + tens),
        _ => None,
    }
}

/// "the", "early", "mid-", "in" before a decade that is written short.
fn led_by_the(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let before = if is_dash_at(tokens, before) { before.saturating_sub(1) } else { before };
    matches!(word_at(tokens, before), Some(Word::The | Word::Early | Word::Mid | Word::Late | Word::In))
}

/// "in her 80s", "a man in his late twenties", "people in their 30s".
fn of_age(tokens: &Tokens<'_>, at: usize) -> bool {
    const OWNERS: &[&str] = &["his", "her", "their", "my", "your", "our", "its"];
    (1..=3).filter_map(|back| at.checked_sub(back)).any(|index| {
        OWNERS.iter().any(|owner| tokens.is(index, owner))
            || tokens.text(index).ends_with("'s")
            || tokens.text(index).ends_with("\u{2019}s")
    })
}

/// "the seventies", "the nineteen seventies".
pub(super) fn decade_in_words(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let hyphen = usize::from(is_dash_at(tokens, at + 1) && glued(tokens, at + 1));
    if let (Some(Word::Cardinal(high @ 15..=20)), Some(Word::Decade(tens))) =
        (word_at(tokens, at), word_at(tokens, at + 1 + hyphen))
    {
        return Some((Point::new(Shape::Decade, Some(high * 100 + tens)), at + 2 + hyphen));
    }
    let Some(Word::Decade(tens)) = word_at(tokens, at) else { return None };
    if !led_by_the(tokens, at) || of_age(tokens, at) {
        return None;
    }
    Some((Point::new(Shape::Decade, century_of(tens)), at + 1))
}

/// "19th century", "nineteenth-century", "the 5th century BC", "XIX century"; and the first of "19th and 20th centuries".
pub(super) fn century(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (number, next) = ordinal(tokens, at).or_else(|| roman(tokens, at))?;
    if let Some(end) = century_word(tokens, next) {
        let (before_christ, end) = era(tokens, end).unwrap_or((false, end));
        return Some((Point::new(Shape::Century { number, before_christ }, None), end));
    }
    // "the 18th, 19th and 20th centuries"
    let mut listed = next;
    for _ in 0..4 {
        let joint = sign(tokens, listed) == Some(',')
            || is_dash_at(tokens, listed)
            || matches!(word_at(tokens, listed), Some(Word::And | Word::To))
            || tokens.is(listed, "or");
        if !joint {
            return None;
        }
        let skipped =
            listed + 1 + usize::from(matches!(word_at(tokens, listed + 1), Some(Word::And | Word::The)));
        let skipped = skipped
            + usize::from(matches!(word_at(tokens, skipped), Some(Word::Early | Word::Late | Word::Mid)));
        let (_, after) = ordinal(tokens, skipped)?;
        if let Some(end) = century_word(tokens, after) {
            let before_christ = era(tokens, end).is_some_and(|(before_christ, _)| before_christ);
            return Some((Point::new(Shape::Century { number, before_christ }, None), next));
        }
        listed = after;
    }
    None
}

fn century_word(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let at = if is_dash_at(tokens, at) { at + 1 } else { at };
    (word_at(tokens, at) == Some(Word::Unit(TimeUnit::Century))).then_some(at + 1)
}

/// "19th", "nineteenth".
fn ordinal(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    if let Some(number) = digits(tokens, at, 1..=2) {
        return ordinal_suffix(tokens, at + 1).then_some((number, at + 2)).filter(|_| number > 0);
    }
    ordinal_word(tokens, at).map(|(number, next)| (i16::from(number), next))
}

/// "XIX" before "century": 1 to 39.
fn roman(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    let text = tokens.text(at);
    if text.len() > 7 || tokens.kind(at) != Some(TokenKind::Word) || century_word(tokens, at + 1).is_none() {
        return None;
    }
    let mut number = 0;
    let mut larger = 0;
    for letter in text.bytes().rev() {
        let worth = match letter {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            _ => return None,
        };
        number += if worth < larger { -worth } else { worth };
        larger = larger.max(worth);
    }
    (number > 0).then_some((number, at + 1))
}

/// "Q3 2024", "Q3", "H1 2023", "2024 Q3" is [`after_year`].
pub(super) fn quarter_sign(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let sign_word = word_at(tokens, at)?;
    let number = digits(tokens, at + 1, 1..=1).filter(|_| glued(tokens, at + 1))?;
    let shape = part_of_year(sign_word, number)?;
    // "Q4'21" goes on right behind.
    if !free_after(tokens, at + 2) && !is_apostrophe_at(tokens, at + 2) {
        return None;
    }
    if let Some((year, end)) = year_of_unit(tokens, at + 2) {
        return Some((Point::new(shape, Some(year)), end));
    }
    // A bare "H2" is too often something else.
    matches!(shape, Shape::Quarter(_)).then_some((Point::new(shape, None), at + 2))
}

/// "1H 2023", "3Q 2022", "3Q22".
pub(super) fn quarter_before_sign(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let number = digits(tokens, at, 1..=1)?;
    let sign_word =
        word_at(tokens, at + 1).filter(|_| glued(tokens, at + 1) && capitalised(tokens, at + 1))?;
    let shape = part_of_year(sign_word, number)?;
    if let Some((year, end)) = year_of_unit(tokens, at + 2) {
        return Some((Point::new(shape, Some(year)), end));
    }
    let short = digits(tokens, at + 2, 2..=2).filter(|_| glued(tokens, at + 2))?;
    free_after(tokens, at + 3).then_some((Point::new(shape, Some(2000 + short)), at + 3))
}

fn part_of_year(sign: Word, number: i16) -> Option<Shape> {
    let number = i8::try_from(number).ok()?;
    match sign {
        Word::QuarterSign if (1..=4).contains(&number) => Some(Shape::Quarter(number)),
        Word::HalfSign if (1..=2).contains(&number) => Some(Shape::Half(number)),
        _ => None,
    }
}

/// "2019 Q1", "2017-q1", "2018Q4", "2019 H2", "2016 third quarter".
pub(super) fn after_year(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let year = digits(tokens, at, 4..=4).filter(|year| (1000..=2199).contains(year))?;
    let from = if is_dash_at(tokens, at + 1) && glued(tokens, at + 2) { at + 2 } else { at + 1 };
    if let (Some(sign_word), Some(number)) = (word_at(tokens, from), digits(tokens, from + 1, 1..=1))
        && glued(tokens, from + 1)
        && let Some(shape) = part_of_year(sign_word, number)
    {
        return Some((Point::new(shape, Some(year)), from + 2));
    }
    // "the 2022 fiscal year"
    if word_at(tokens, at + 1) == Some(Word::Fiscal) && tokens.is(at + 2, "year") {
        return Some((Point::new(Shape::FiscalYear, Some(year)), at + 3));
    }
    let from = if word_at(tokens, from) == Some(Word::The) { from + 1 } else { from };
    let (shape, end) = quarter_or_half(tokens, from)?;
    Some((Point::new(shape, Some(year)), end))
}

/// "third quarter of 2024", "third-quarter 2024", "the first half of 2022", "3rd quarter of the year".
pub(super) fn quarter_in_words(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let Some((shape, next)) = quarter_or_half(tokens, at) else { return listed_quarter(tokens, at) };
    if let Some((year, end)) = year_of_unit(tokens, next) {
        return Some((Point::new(shape, Some(year)), end));
    }
    if tokens.are(next, &["of", "the", "year"]) {
        return Some((Point::new(shape, None), next + 3));
    }
    let other_whole = word_at(tokens, next) == Some(Word::Of);
    let alone = at == 0 && next == tokens.len();
    (matches!(shape, Shape::Quarter(_)) && !other_whole && (alone || led_by_the(tokens, at)))
        .then_some((Point::new(shape, None), next))
}

/// The first of "the first and second quarters of 2022".
fn listed_quarter(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (number, next) = ordinal(tokens, at).filter(|(number, _)| (1..=3).contains(number))?;
    let joint = word_at(tokens, next) == Some(Word::And) || matches!(tokens.text(next), "or" | "&");
    let (shape, end) = quarter_or_half(tokens, next + 1).filter(|_| joint)?;
    let first = match shape {
        Shape::Quarter(_) => Shape::Quarter(i8::try_from(number).ok()?),
        Shape::Half(2) if number == 1 => Shape::Half(1),
        _ => return None,
    };
    let (year, _) = year_of_unit(tokens, end)?;
    Some((Point::new(first, Some(year)), next))
}

/// "third quarter", "second half", "last quarter", "first-half".
pub(super) fn quarter_or_half(tokens: &Tokens<'_>, at: usize) -> Read<Shape> {
    let (number, next) = match word_at(tokens, at) {
        Some(Word::Last) => (0, at + 1),
        _ if tokens.is(at, "final") => (0, at + 1),
        _ => ordinal(tokens, at)?,
    };
    let unit_at = if is_dash_at(tokens, next) { next + 1 } else { next };
    let number = i8::try_from(number).ok()?;
    match word_at(tokens, unit_at)? {
        Word::Unit(TimeUnit::Quarter) if number <= 4 => {
            Some((Shape::Quarter(if number == 0 { 4 } else { number }), unit_at + 1))
        }
        Word::Half if number <= 2 => Some((Shape::Half(if number == 0 { 2 } else { number }), unit_at + 1)),
        _ => None,
    }
}

/// The year after a quarter, half or season: "2024", "of 2024", "-2019", "/2024", "of fiscal year 2024".
fn year_of_unit(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    if let (Some(year), end) = year_after(tokens, at) {
        return Some((year, end));
    }
    let joined = sign(tokens, at).is_some_and(|c| c == '/' || c == '-') && glued(tokens, at + 1);
    if joined {
        return year_number(tokens, at + 1);
    }
    let of = usize::from(word_at(tokens, at) == Some(Word::Of));
    let the = usize::from(word_at(tokens, at + of) == Some(Word::The));
    let (point, end) = fiscal_year(tokens, at + of + the)?;
    Some((point.year?, end))
}

/// "first half of the 20th century", "second half of the 1990s", "first half of May 2020": the half of something else than a year;
/// "last quarter of the 19th century".
pub(super) fn half_of(tokens: &Tokens<'_>, at: usize) -> Read<Part> {
    let (shape, next) = quarter_or_half(tokens, at)?;
    let part = match shape {
        Shape::Half(1) => Part::FirstHalf,
        Shape::Half(_) => Part::SecondHalf,
        Shape::Quarter(quarter) => Part::Quarter(quarter),
        _ => return None,
    };
    if word_at(tokens, next) != Some(Word::Of) {
        return None;
    }
    let the = usize::from(word_at(tokens, next + 1) == Some(Word::The));
    Some((part, next + 1 + the))
}

/// "FY2024", "FY 24", "fiscal year 2024", "financial year 2023", "fiscal 2024", "CY 2008". The year is the one that is written;
/// where such a year begins is the organisation's own affair, so it is taken as the calendar year, with a granularity that says so.
pub(super) fn fiscal_year(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let (shape, next) = match word_at(tokens, at)? {
        Word::FiscalSign if capitalised(tokens, at) || glued(tokens, at + 1) => (Shape::FiscalYear, at + 1),
        Word::CalendarSign => (Shape::Year, at + 1),
        Word::Fiscal => {
            let year = matches!(word_at(tokens, at + 1), Some(Word::Unit(TimeUnit::Year)));
            let end = at + 1 + usize::from(year);
            (Shape::FiscalYear, end + usize::from(year && word_at(tokens, end) == Some(Word::Of)))
        }
        _ => return None,
    };
    if let Some((year, end)) = year_number(tokens, next) {
        return Some((Point::new(shape, Some(year)), end));
    }
    let from = if is_apostrophe_at(tokens, next) { next + 1 } else { next };
    let short = digits(tokens, from, 2..=2).filter(|_| word_at(tokens, at) == Some(Word::FiscalSign))?;
    free_after(tokens, from + 1).then_some((Point::new(shape, Some(2000 + short)), from + 1))
}

/// "summer 2019", "the summer of 2010", "winter 2019/20"; alone only where a preposition shows it ("in the summer", "during winter").
pub(super) fn season(tokens: &Tokens<'_>, at: usize) -> Read<Point> {
    let Some(Word::Season(season)) = word_at(tokens, at) else { return None };
    if let Some((year, end)) = year_of_unit(tokens, at + 1) {
        let end = if season == Season::Winter { winter_end(tokens, end, year) } else { end };
        return Some((Point::new(Shape::Season(season), Some(year)), end));
    }
    let the = at.checked_sub(1).is_some_and(|before| word_at(tokens, before) == Some(Word::The));
    let led = at.checked_sub(if the { 2 } else { 1 }).is_some_and(|lead| {
        matches!(word_at(tokens, lead), Some(Word::In | Word::Early | Word::Mid | Word::Late | Word::Until))
            || ["during", "throughout", "every", "each"].iter().any(|word| tokens.is(lead, word))
    });
    let noun = tokens.kind(at + 1) == Some(TokenKind::Word) && word_at(tokens, at + 1).is_none();
    // "in the spring water", "in the fall of the city": names of seasons are common words too.
    let common = matches!(season, Season::Spring) || tokens.is(at, "fall");
    let told = led && !(common && (noun || !the || word_at(tokens, at + 1) == Some(Word::Of)));
    let told =
        told || beside_season(tokens, at) || opens_clause(tokens, at) || as_noun(tokens, at, season, noun);
    told.then_some((Point::new(Shape::Season(season), None), at + 1))
}

/// "the summer", "all winter", "the summer period": in small letters and without another noun behind. Spring and fall are other things too.
fn as_noun(tokens: &Tokens<'_>, at: usize, season: Season, noun_behind: bool) -> bool {
    let sure = !matches!(season, Season::Spring) && !tokens.is(at, "fall") && !capitalised(tokens, at);
    let period = ["period", "season", "months"].iter().any(|word| tokens.is(at + 1, word));
    sure && (!noun_behind || period)
}

/// "spring and autumn", "winter or early spring".
fn beside_season(tokens: &Tokens<'_>, at: usize) -> bool {
    let joint =
        |index: usize| word_at(tokens, index) == Some(Word::And) || matches!(tokens.text(index), "or" | "/");
    let season = |index: usize| matches!(word_at(tokens, index), Some(Word::Season(_)));
    let part = |index: usize| matches!(word_at(tokens, index), Some(Word::Early | Word::Mid | Word::Late));
    let after = joint(at + 1) && (season(at + 2) || part(at + 2) && season(at + 3));
    let back = |count: usize| at.checked_sub(count);
    let before = back(1).is_some_and(joint) && back(2).is_some_and(season)
        || back(1).is_some_and(part) && back(2).is_some_and(joint) && back(3).is_some_and(season);
    after || before
}

/// "Winter is", "Summer was" at the head of a sentence.
fn opens_clause(tokens: &Tokens<'_>, at: usize) -> bool {
    at == 0 && ["is", "was", "has", "had", "sees", "saw"].iter().any(|verb| tokens.is(1, verb))
}

/// The end of "winter 2019/20", "winter of 2019-2020".
fn winter_end(tokens: &Tokens<'_>, at: usize, year: i16) -> usize {
    let joint = sign(tokens, at) == Some('/') || is_dash_at(tokens, at);
    let next = year + 1;
    let long = digits(tokens, at + 1, 4..=4) == Some(next);
    let short = digits(tokens, at + 1, 2..=2) == Some(next % 100);
    if joint && (long || short) && free_after(tokens, at + 2) { at + 2 } else { at }
}
