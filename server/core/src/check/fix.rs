//! Writes a source's value the way the draft writes its own: same separators, same order of day and month.
//! It must not know rules; it never changes what the value says.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::check::written::{is_small_number, raised, small_number};
use crate::text::MONTHS;
use crate::values::{DateRange, Granularity, Kind, Value};

/// The text that replaces `draft_core` so that it states the source's value. `None` where the two are the same words.
pub(super) fn replacement(
    draft_core: &str,
    draft: &Value,
    source_core: &str,
    source: &Value,
) -> Option<String> {
    let rewritten = match draft.kind {
        Kind::Date => date_like(draft_core, draft, source),
        _ => number_like(draft_core, draft, source),
    };
    // "last year" would be another year in the draft.
    if rewritten.is_none() && source.date.is_some_and(|date| date.counted) {
        return None;
    }
    let text = rewritten.unwrap_or_else(|| source_core.split_whitespace().collect::<Vec<_>>().join(" "));
    (text != draft_core && !text.is_empty()).then_some(text)
}

/// The draft's digits replaced by the source's number, in the draft's scale and with its separators.
fn number_like(draft_core: &str, draft: &Value, source: &Value) -> Option<String> {
    if draft.unit != source.unit {
        return None;
    }
    let Some((from, to)) = digits(draft_core) else { return in_words(draft_core, source) };
    let written = draft_core.get(from..to)?;
    let plain: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let scale = draft.interval.stated()?.checked_div(plain.parse::<Decimal>().ok()?)?;
    let wanted = source.interval.stated()?.checked_div(scale)?.normalize();
    // "0.00075 million" is no number a writer would want.
    let tiny = wanted < Decimal::new(1, 1) && wanted.scale() > 2;
    if wanted.scale() > 3 || tiny {
        return None;
    }
    let grouped = group(&wanted.to_string(), separator(written, &wanted));
    Some(format!("{}{}{}", draft_core.get(..from)?, grouped, draft_core.get(to..)?))
}

/// A count that the draft writes out ("forty-four") stays written out.
fn in_words(draft_core: &str, source: &Value) -> Option<String> {
    let lower = draft_core.to_lowercase();
    if !lower.split('-').all(is_small_number) {
        return None;
    }
    let wanted = source.interval.stated()?.normalize();
    let number = usize::try_from(i64::try_from(wanted).ok().filter(|_| wanted.scale() == 0)?).ok()?;
    let words = small_number(number)?;
    let capital = draft_core.starts_with(char::is_uppercase);
    Some(if capital { raised(&words) } else { words })
}

/// The first number written in digits, with separators inside.
fn digits(text: &str) -> Option<(usize, usize)> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let mut to = from;
    let mut rest = text.get(from..)?.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let followed = rest.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let joins = matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'') && followed;
        if !c.is_ascii_digit() && !joins {
            break;
        }
        to = from + at + c.len_utf8();
    }
    Some((from, to))
}

fn separator(written: &str, wanted: &Decimal) -> Option<char> {
    let used = written.chars().find(|c| !c.is_ascii_digit() && *c != '.');
    // A number of four digits or fewer shows no habit; five digits are hard to read without.
    used.or_else(|| (written.len() < 5 && *wanted >= Decimal::from(10_000)).then_some(','))
}

fn group(number: &str, separator: Option<char>) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if let Some(separator) = separator.filter(|_| at > 0 && left % 3 == 0) {
            out.push(separator);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A year, month or day in the draft's own order of parts.
fn date_like(draft_core: &str, draft: &Value, source: &Value) -> Option<String> {
    let (own, other) = (draft.date?, source.date?);
    if draft_core.bytes().all(|b| b.is_ascii_digit()) && draft_core.len() == 4 {
        return single_year(&other).map(|year| year.to_string());
    }
    let day = other.start?;
    match own.granularity {
        Granularity::Day if other.granularity == Granularity::Day && other.start == other.end => {
            day_like(draft_core, day)
        }
        Granularity::Month if other.granularity <= Granularity::Month && same_month(&other) => {
            month_like(draft_core, day)
        }
        _ => None,
    }
}

fn single_year(range: &DateRange) -> Option<i16> {
    let (first, last) = (range.start.or(range.end)?, range.end.or(range.start)?);
    (range.granularity <= Granularity::FiscalYear || first.year() == last.year()).then_some(first.year())
}

fn same_month(range: &DateRange) -> bool {
    match (range.start, range.end) {
        (Some(a), Some(b)) => (a.year(), a.month()) == (b.year(), b.month()),
        _ => true,
    }
}

fn month_name(day: Date) -> Option<&'static str> {
    MONTHS.get(usize::try_from(day.month()).ok()?.checked_sub(1)?).copied()
}

/// "25 September 2023", "September 25, 2023" or "2023-09-25"; other orders are left to the source's own words.
fn day_like(draft_core: &str, day: Date) -> Option<String> {
    let month = month_name(day)?;
    let starts_with_digit = draft_core.starts_with(|c: char| c.is_ascii_digit());
    let has_letters = draft_core.chars().any(char::is_alphabetic);
    let comma = draft_core.contains(',');
    match (has_letters, starts_with_digit) {
        (true, true) => Some(format!("{} {month} {}", day.day(), day.year())),
        (true, false) if comma => Some(format!("{month} {}, {}", day.day(), day.year())),
        (false, true) if draft_core.contains('-') => Some(day.to_string()),
        _ => None,
    }
}

fn month_like(draft_core: &str, day: Date) -> Option<String> {
    let has_letters = draft_core.chars().any(char::is_alphabetic);
    has_letters.then(|| month_name(day).map(|month| format!("{month} {}", day.year()))).flatten()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{findings_of, parse};

    #[test]
    fn a_count_that_is_written_out_stays_written_out() {
        for (source, draft, fixed) in [
            ("The fund sent 40 kits to Oakham.", "The fund sent forty-four kits to Oakham.", Some("forty")),
            (
                "The fund sent 21 kits to Oakham.",
                "Twelve kits were sent by the fund to Oakham.",
                Some("Twenty-one"),
            ),
            ("The fund sent two kits to Oakham.", "The fund sent three kits to Oakham.", Some("two")),
            ("The fund sent 340 kits to Oakham.", "The fund sent forty kits to Oakham.", Some("340")),
            ("The fund sent 40 kits to Oakham.", "The fund sent 44 kits to Oakham.", Some("40")),
        ] {
            let findings = findings_of(&parse(&format!(
                "--- source a.txt\nThe Lake Fund opened.\n{}\n--- draft\n{}\n",
                source.replace("The fund", "The Lake Fund"),
                draft.replace("he fund", "he Lake Fund")
            )));
            let fix = findings.first().and_then(|finding| finding.fixes.first());
            assert_eq!(fix.map(|fix| fix.replacement.as_str()), fixed, "{draft} {findings:?}");
        }
    }
}
