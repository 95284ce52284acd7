//! Tells a bare year from a count, a page, a model or a part of a name.
//! It must not know any other form of date.

use super::lexicon::Word;
use super::nouns::{counted, hyphened, is_living, is_plural};
use super::parts::{
    Read, capitalised, digits, free_before, glued, is_dash_at, sign, word_at, year_number, year_with_era,
};
use crate::values::token::{TokenKind, Tokens};

/// Words that take a number as their label, amount or measure.
const LABELS: &[&str] = &[
    "no",
    "nos",
    "number",
    "numbers",
    "page",
    "pages",
    "p",
    "pp",
    "room",
    "article",
    "articles",
    "section",
    "sections",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "chapter",
    "rule",
    "flight",
    "route",
    "highway",
    "resolution",
    "resolutions",
    "decision",
    "decisions",
    "directive",
    "regulation",
    "document",
    "case",
    "cases",
    "item",
    "line",
    "lines",
    "verse",
    "figure",
    "table",
    "box",
    "code",
    "model",
    "series",
    "iso",
    "windows",
    "usd",
    "eur",
    "gbp",
    "us",
    "rs",
    "ext",
    "extension",
    "tel",
    "phone",
    "fax",
    "population",
    "total",
    "agenda",
    "vision",
    "horizon",
    "psalm",
    "volume",
    "vol",
    "issue",
    "id",
    "ref",
    "reference",
    "grid",
    "lot",
    "apartment",
];

/// Words that with "of" say that an amount follows: "a population of 1998".
const AMOUNTS: &[&str] = &[
    "population",
    "total",
    "number",
    "sum",
    "average",
    "distance",
    "height",
    "length",
    "capacity",
    "maximum",
    "minimum",
    "record",
    "altitude",
    "elevation",
    "cost",
    "price",
    "value",
    "amount",
    "weight",
    "membership",
    "workforce",
    "force",
    "area",
    "depth",
    "width",
    "speed",
    "attendance",
    "crowd",
    "circulation",
    "mean",
    "median",
    "fine",
    "salary",
    "rate",
    "score",
    "enrolment",
    "enrollment",
    "toll",
    "turnout",
    "majority",
];

/// Capitalised words that after a number make it a part of a name: "the 2030 Agenda".
const NAMES: &[&str] = &["agenda", "vision", "framework", "strategy", "plan", "roadmap", "compact", "goals"];

/// What stands before a number and speaks for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// "since 2000", "until 2000": never a count.
    Surely,
    /// "in 1500", "by 2000", "from 2000": a count only before what it counts.
    Likely,
    /// "the 2019 elections", "its 1995 report".
    Determiner,
    None,
}

/// A year by itself, with its era if there is one: "1992", "347 AD".
pub(super) fn bare_year(tokens: &Tokens<'_>, at: usize) -> Read<i16> {
    if let Some((year, next)) = year_with_era(tokens, at) {
        return free_before(tokens, at).then_some((year, next));
    }
    let (year, next) = year_number(tokens, at)?;
    if !left_allows(tokens, at)
        || part_of_name(tokens, next)
        || after_impossible_day(tokens, at)
        || before_impossible_month(tokens, next)
    {
        return None;
    }
    if compared_with(tokens, at, next) {
        return Some((year, next));
    }
    let round = year % 100 == 0;
    let year_like = match lead(tokens, at) {
        Lead::Surely => !(counted(tokens, next) && after_circa(tokens, at)),
        Lead::Likely => {
            !(counted(tokens, next) && (round || measured(tokens, next))) && !is_time_unit(tokens, next)
        }
        Lead::Determiner => {
            let strong = hyphened(tokens, next) && tokens.is(next + 1, "strong");
            let count = strong || is_living(tokens, next) || round && counted(tokens, next);
            year >= 1500 && !is_time_unit(tokens, next) && !count
        }
        Lead::None => told_by_itself(tokens, at, next, year),
    };
    year_like.then_some((year, next))
}

/// "2015 - 32" at the end of a clause: neither a month nor a later year can be meant, so the first number need not be a year.
fn before_impossible_month(tokens: &Tokens<'_>, next: usize) -> bool {
    let joint = is_dash_at(tokens, next) && tokens.spaced(next) && tokens.spaced(next + 1);
    let number = digits(tokens, next + 1, 2..=2).is_some_and(|number| number > 12);
    let ends = matches!(tokens.text(next + 2), "" | "." | "?" | "!" | ";");
    joint && number && ends && super::range::short_year_of(tokens, next - 1, next).is_none()
}

/// "10% of 1990 levels", "at 2015 prices": a year with which something is compared.
fn compared_with(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let led = at > 0
        && ["of", "at", "above", "below", "to", "from", "on", "beyond", "under", "in"]
            .iter()
            .any(|lead| tokens.is(at - 1, lead));
    led && ["levels", "prices", "values", "rates"].iter().any(|noun| tokens.is(next, noun))
        && digits(tokens, at, 4..=4).is_some_and(|year| (1900..=2100).contains(&year))
}

/// Whether "c." or "circa" stands right before: "ca. 1000 authors" is a count.
fn after_circa(tokens: &Tokens<'_>, at: usize) -> bool {
    let back = |count: usize| at.checked_sub(count).and_then(|index| word_at(tokens, index));
    back(1) == Some(Word::About) || back(2) == Some(Word::About)
}

/// Whether the year ends a date that does not exist: "February 29, 2014", "February 20 - 30, 2022".
fn after_impossible_day(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(mut day) = at.checked_sub(1) else { return false };
    let is_month =
        |index: usize| matches!(word_at(tokens, index), Some(Word::Month(_) | Word::ShortMonth(_)));
    if is_month(day) {
        // "30 February 2014": a day that exists would have been read with its year.
        return day > 0 && digits(tokens, day - 1, 1..=2).is_some() && free_before(tokens, day - 1);
    }
    if sign(tokens, day) == Some(',') {
        day = day.saturating_sub(1);
    }
    if tokens.kind(day) != Some(TokenKind::Digits) || tokens.text(day).len() > 2 {
        return false;
    }
    let back = |count: usize| day.checked_sub(count);
    back(1).is_some_and(is_month)
        || back(3).is_some_and(|index| is_month(index) && is_dash_at(tokens, day - 1))
}

/// Without a preposition: no count follows, and the number is not a round one, which could be an amount.
fn told_by_itself(tokens: &Tokens<'_>, at: usize, next: usize, year: i16) -> bool {
    let in_brackets = sign(tokens, next) == Some(')') && at > 0 && sign(tokens, at - 1) == Some('(');
    let early = year < 1500 && !(in_brackets && year % 100 != 0);
    // "2011 07 09 12": a row of figures.
    if tokens.kind(next) == Some(TokenKind::Digits) {
        return false;
    }
    if early || year > 2100 || is_time_unit(tokens, next) {
        return false;
    }
    if counted(tokens, next) || hyphened(tokens, next) && is_plural(tokens.text(next + 1)) {
        return false;
    }
    let bracketed = sign(tokens, next) == Some(')') || at > 0 && sign(tokens, at - 1) == Some('(');
    let name_follows =
        tokens.spaced(next) && capitalised(tokens, next) && tokens.kind(next) == Some(TokenKind::Word);
    year % 100 != 0 || bracketed || name_follows && year >= 1900
}

/// "2000 km", "2000 per cent": a measure whatever the preposition.
fn measured(tokens: &Tokens<'_>, at: usize) -> bool {
    counted(tokens, at)
}

/// "2000 years", "1500 days", "2000 hours"; "2019 quarter" is none.
fn is_time_unit(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = if is_dash_at(tokens, at) && glued(tokens, at) { at + 1 } else { at };
    matches!(word_at(tokens, at), Some(Word::Unit(_))) && tokens.text(at).ends_with('s')
        || matches!(word_at(tokens, at), Some(Word::Hundred | Word::Thousand | Word::Dozen))
}

fn lead(tokens: &Tokens<'_>, at: usize) -> Lead {
    let Some(before) = at.checked_sub(1) else { return Lead::None };
    if sign(tokens, before) == Some('.') {
        let circa = before > 0 && matches!(tokens.text(before - 1), "c" | "ca" | "C" | "Ca");
        return if circa { Lead::Surely } else { Lead::None };
    }
    match word_at(tokens, before) {
        Some(Word::Since | Word::Until) => Lead::Surely,
        Some(Word::About) if tokens.is(before, "circa") || tokens.text(before).len() < 3 => Lead::Surely,
        Some(Word::About) => match before.checked_sub(1).and_then(|index| word_at(tokens, index)) {
            Some(Word::In | Word::Since | Word::Until | Word::From | Word::By) => Lead::Likely,
            _ => Lead::None,
        },
        Some(Word::Unit(_)) if tokens.is(before, "year") || tokens.is(before, "years") => Lead::Surely,
        Some(Word::Early | Word::Mid | Word::Late) => Lead::Surely,
        Some(
            Word::In | Word::By | Word::Before | Word::After | Word::From | Word::Through | Word::Season(_),
        ) => Lead::Likely,
        Some(Word::Of) => match before.checked_sub(1) {
            Some(index)
                if matches!(
                    word_at(tokens, index),
                    Some(Word::End | Word::Beginning | Word::Middle | Word::As)
                ) =>
            {
                Lead::Surely
            }
            _ => Lead::None,
        },
        Some(Word::The | Word::This | Word::Article) => Lead::Determiner,
        _ if ["during", "throughout"].iter().any(|word| tokens.is(before, word)) => Lead::Likely,
        _ if ["its", "his", "her", "their", "our"].iter().any(|word| tokens.is(before, word)) => {
            Lead::Determiner
        }
        _ => Lead::None,
    }
}

fn is_amount(tokens: &Tokens<'_>, at: usize) -> bool {
    AMOUNTS.iter().any(|amount| tokens.is(at, amount))
}

/// Whether what stands before `at` leaves the number free to be a year: no currency, label or other part of a symbol.
pub(super) fn left_allows(tokens: &Tokens<'_>, at: usize) -> bool {
    if !free_before(tokens, at) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    match tokens.kind(before) {
        Some(TokenKind::Sign) => match sign(tokens, before) {
            Some(
                '$' | '\u{20AC}' | '\u{A3}' | '\u{A5}' | '#' | '\u{2116}' | '\u{A7}' | '+' | '\u{20BC}'
                | '\u{20B9}',
            ) => false,
            Some('.') => before == 0 || !is_label(tokens, before - 1),
            Some('(') => !after_symbol(tokens, before),
            _ => true,
        },
        Some(TokenKind::Word) if word_at(tokens, before) == Some(Word::Of) => {
            before == 0 || !is_amount(tokens, before - 1)
        }
        Some(TokenKind::Word) => {
            !is_label(tokens, before) && (!is_amount(tokens, before) || tokens.is(before, "record"))
        }
        // "34 1992": the end of a grouped number or a row of figures.
        Some(TokenKind::Digits) => false,
        None => true,
    }
}

fn is_label(tokens: &Tokens<'_>, at: usize) -> bool {
    LABELS.iter().any(|label| tokens.is(at, label))
}

/// "Resolution 2231 (2015)", "decision 2004/5 (2004)".
fn after_symbol(tokens: &Tokens<'_>, bracket: usize) -> bool {
    let digits = bracket > 0 && tokens.kind(bracket - 1) == Some(TokenKind::Digits);
    digits && (1..=4).filter_map(|back| (bracket - 1).checked_sub(back)).any(|index| is_label(tokens, index))
}

/// "the 2030 Agenda", "2063 Vision", "1999 Main Street".
fn part_of_name(tokens: &Tokens<'_>, at: usize) -> bool {
    const STREETS: &[&str] =
        &["street", "avenue", "road", "boulevard", "lane", "drive", "ave", "blvd", "highway"];
    let street = (at + 1..at + 4)
        .take_while(|index| capitalised(tokens, *index))
        .any(|index| STREETS.iter().any(|street| tokens.is(index, street)));
    if street && capitalised(tokens, at) {
        return true;
    }
    capitalised(tokens, at) && NAMES.iter().any(|name| tokens.is(at, name))
}
