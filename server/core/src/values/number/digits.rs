//! Reads a number written in digits, with every separator of thousands in use, decimals and powers of ten.
//! It must not know scale words ("million"), signs, units or what the number counts.

use rust_decimal::Decimal;

use crate::values::token::{TokenKind, Tokens, is_apostrophe};
use crate::values::unit::unit_at;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Literal {
    pub(crate) number: Decimal,
    /// Index of the first token after it.
    pub(crate) next: usize,
    /// Digits from the first that is not 0 to the last that is stated as meant (see [`significant`]).
    pub(crate) significant: u8,
    /// Plain digits alone: no separator, no decimals, no power.
    pub(crate) plain: bool,
}

/// Digits beyond these are read as no number at all: `Decimal` holds 28.
const MOST_DIGITS: usize = 24;

/// Groups of three behind the first: up to the trillions.
const MOST_GROUPS: usize = 5;

/// The number that starts at token `at`; `None` where none starts there or where its separators have no single reading ("2,5", "10.20.30").
pub(crate) fn literal(tokens: &Tokens<'_>, at: usize) -> Option<Literal> {
    let mut digits = String::with_capacity(MOST_DIGITS + 1);
    let whole = whole_part(tokens, at, &mut digits)?;
    let mut next = whole.next;
    let mut decimals = 0;
    if let Some(after) = decimal_part(tokens, next, whole.separator, &mut digits) {
        decimals = digits.len() - whole.digits;
        next = after;
    }
    if digits.is_empty() || digits.len() > MOST_DIGITS || goes_on(tokens, next) {
        return None;
    }
    let significant = significant(&digits, decimals > 0);
    let unscaled: i128 = digits.parse().ok()?;
    let number = Decimal::try_from_i128_with_scale(unscaled, u32::try_from(decimals).ok()?).ok()?;
    let plain = decimals == 0 && whole.separator.is_none();
    let literal = Literal { number: number.normalize(), next, significant, plain };
    Some(powered(tokens, literal).unwrap_or(literal))
}

/// "3,5 per cent", "7,25 million", "3,2 km", "€2,5": a comma before one or two digits is the decimal sign of most of Europe where a
/// percent sign, a scale, a unit or a sign of money stands by; else it may part two numbers.
pub(crate) fn comma_decimal(tokens: &Tokens<'_>, at: usize) -> Option<Literal> {
    let (whole, part) = (tokens.text(at), tokens.text(at + 2));
    let shaped = tokens.kind(at) == Some(TokenKind::Digits)
        && tokens.text(at + 1) == ","
        && !tokens.spaced(at + 1)
        && tokens.kind(at + 2) == Some(TokenKind::Digits)
        && !tokens.spaced(at + 2)
        && whole.len() <= 3
        && part.len() <= 2;
    let next = at + 3;
    if !shaped || goes_on(tokens, next) || !(needs_number(tokens, next) || follows_money(tokens, at)) {
        return None;
    }
    let digits = format!("{whole}{part}");
    let unscaled: i128 = digits.parse().ok()?;
    let number = Decimal::try_from_i128_with_scale(unscaled, u32::try_from(part.len()).ok()?).ok()?;
    Some(Literal { number: number.normalize(), next, significant: significant(&digits, true), plain: false })
}

/// Whether what stands at token `at` belongs to one number before it: "%", "per cent", "million", "°C".
fn needs_number(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.text(at), "%" | "\u{b0}" | "\u{20ac}")
        || ["percent", "million", "billion", "trillion", "thousand", "bn", "mln", "mrd"]
            .iter()
            .any(|word| tokens.is(at, word))
        || tokens.is(at, "per") && tokens.is(at + 1, "cent")
        || tokens.kind(at) == Some(TokenKind::Word) && unit_at(tokens, at).is_some()
}

fn follows_money(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && matches!(tokens.text(at - 1), "\u{20ac}" | "EUR")
}

/// Digits that carry meaning: leading zeros never do, zeros at the end of a whole number may be rounding, zeros behind the point are meant.
fn significant(digits: &str, has_decimals: bool) -> u8 {
    let stripped = digits.trim_start_matches('0');
    let stripped = if has_decimals { stripped } else { stripped.trim_end_matches('0') };
    u8::try_from(stripped.len().max(1)).unwrap_or(u8::MAX)
}

struct Whole {
    next: usize,
    /// What stands between the groups of three.
    separator: Option<Separator>,
    /// How many digits were pushed.
    digits: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Comma,
    Point,
    Apostrophe,
    Space,
}

fn whole_part(tokens: &Tokens<'_>, at: usize, digits: &mut String) -> Option<Whole> {
    if tokens.kind(at) != Some(TokenKind::Digits) {
        // ".5": the point must not belong to the word before it.
        let leads = tokens.text(at) == "." && tokens.kind(at + 1) == Some(TokenKind::Digits);
        let bare = leads && !tokens.spaced(at + 1) && (at == 0 || tokens.spaced(at) || opens(tokens, at - 1));
        return bare.then_some(Whole { next: at, separator: None, digits: 0 });
    }
    let first = tokens.text(at);
    digits.push_str(first);
    let alone = Whole { next: at + 1, separator: None, digits: digits.len() };
    if first.len() > 3 || (first.starts_with('0') && first.len() > 1) {
        return Some(alone);
    }
    let Some(separator) = separator(tokens, at + 1) else { return Some(alone) };
    let mut next = at + 1;
    let mut groups = 0;
    let mut by_lakh = false;
    // In a row of a table each number stands alone: "120 340 560 780 910".
    let in_row = at > 0 && tokens.kind(at - 1) == Some(TokenKind::Digits) && tokens.text(at - 1).len() == 3;
    if separator == Separator::Space && in_row && tokens.spaced(at) {
        return Some(alone);
    }
    let paid = at > 0 && matches!(tokens.text(at - 1), "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}");
    while let Some(group) =
        group_after(tokens, next, separator).or_else(|| loose_group(tokens, next, separator, paid))
    {
        let text = tokens.text(group);
        if text.len() == 2 && separator == Separator::Comma && first.len() <= 2 && (groups == 0 || by_lakh) {
            by_lakh = true;
        } else if text.len() != 3 {
            break;
        }
        digits.push_str(text);
        next = group + 1;
        groups += 1;
        if groups > MOST_GROUPS {
            digits.truncate(first.len());
            return (separator == Separator::Space).then_some(alone);
        }
        if by_lakh && text.len() == 3 {
            break;
        }
    }
    let whole = digits.len();
    // "12,34" alone is neither 1,234 nor a decimal in English; "1.234" is a decimal, "1.234.567" is not.
    let ends_in_three = digits.len() >= 3 && tokens.text(next - 1).len() == 3;
    match separator {
        _ if groups == 0 => Some(alone),
        Separator::Comma if by_lakh && !(ends_in_three && groups >= 2) => None,
        Separator::Point if groups == 1 && !european_decimals(tokens, next) => {
            digits.truncate(first.len());
            Some(alone)
        }
        _ => Some(Whole { next, separator: Some(separator), digits: whole }),
    }
}

/// Whether the sign before token `at` lets a number start with a point.
fn opens(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        tokens.text(at),
        "(" | "["
            | "-"
            | "\u{2212}"
            | "+"
            | "~"
            | "<"
            | ">"
            | "="
            | "$"
            | "\u{20ac}"
            | "\u{a3}"
            | "\u{201c}"
            | "\""
    )
}

fn separator(tokens: &Tokens<'_>, at: usize) -> Option<Separator> {
    let sign = tokens.text(at);
    if tokens.kind(at) == Some(TokenKind::Digits) {
        return Some(Separator::Space);
    }
    match sign {
        "," => Some(Separator::Comma),
        "." => Some(Separator::Point),
        _ => sign.chars().next().filter(|&c| is_apostrophe(c)).map(|_| Separator::Apostrophe),
    }
}

/// The token of the next group of digits if `separator` stands at token `at` and joins.
fn group_after(tokens: &Tokens<'_>, at: usize, wanted: Separator) -> Option<usize> {
    if separator(tokens, at)? != wanted {
        return None;
    }
    if wanted == Separator::Space {
        // A whole word of three digits: "34 500", not "34 500.00" in a column, nor "12 345th".
        let joined = tokens.spaced(at) && one_space(tokens, at) && tokens.text(at).len() == 3;
        return joined.then_some(at);
    }
    let joined =
        !tokens.spaced(at) && !tokens.spaced(at + 1) && tokens.kind(at + 1) == Some(TokenKind::Digits);
    joined.then_some(at + 1)
}

/// "15, 000", and behind a sign of money "$ 53, 193, 914": texts that were cut into words and joined again hold a space behind each
/// comma. Elsewhere three digits that begin with none parts two numbers ("on day 3, 800 people").
fn loose_group(tokens: &Tokens<'_>, at: usize, separator: Separator, paid: bool) -> Option<usize> {
    let group = tokens.text(at + 1);
    let shaped = separator == Separator::Comma
        && tokens.text(at) == ","
        && !tokens.spaced(at)
        && tokens.kind(at + 1) == Some(TokenKind::Digits)
        && group.len() == 3
        && one_space(tokens, at + 1);
    (shaped && (paid || group.starts_with('0'))).then_some(at + 1)
}

/// Whether exactly one space that may group digits stands before token `at`; a tab may not.
fn one_space(tokens: &Tokens<'_>, at: usize) -> bool {
    let (Some(before), Some(after)) = (tokens.get(at.wrapping_sub(1)), tokens.get(at)) else { return false };
    let gap = tokens.prose().get(before.span.end as usize..after.span.start as usize).unwrap_or("");
    // A line's end stands where the text was wrapped.
    matches!(gap, " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "\u{2007}" | "\u{2008}" | "\n" | "\r\n")
}

/// "1.111,11": a comma and one or two last digits after a point and three.
fn european_decimals(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at) == ","
        && !tokens.spaced(at)
        && !tokens.spaced(at + 1)
        && tokens.kind(at + 1) == Some(TokenKind::Digits)
        && tokens.text(at + 1).len() < 3
}

/// Pushes the digits behind the decimal sign; the first token after them.
fn decimal_part(
    tokens: &Tokens<'_>,
    at: usize,
    separator: Option<Separator>,
    digits: &mut String,
) -> Option<usize> {
    let sign = tokens.text(at);
    let fits = match separator {
        None | Some(Separator::Comma | Separator::Apostrophe) => matches!(sign, "." | "\u{b7}"),
        Some(Separator::Space) => matches!(sign, "." | ","),
        Some(Separator::Point) => sign == ",",
    };
    let joined = tokens.kind(at + 1) == Some(TokenKind::Digits) && !tokens.spaced(at + 1);
    if !fits || !joined || (!digits.is_empty() && tokens.spaced(at)) {
        return None;
    }
    // Groups of three behind a space or a point with a comma before three digits have two readings.
    if sign == "," && tokens.text(at + 1).len() > 2 {
        return None;
    }
    digits.push_str(tokens.text(at + 1));
    Some(at + 2)
}

/// Whether the digits run on after what was read, so that it is part of a version, an address or a list without spaces.
fn goes_on(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.text(at), "." | "," | "\u{b7}")
        && !tokens.spaced(at)
        && !tokens.spaced(at + 1)
        && tokens.kind(at + 1) == Some(TokenKind::Digits)
}

/// "1.3x10^6", "6 × 10⁻⁴", "4e14", "2^10".
fn powered(tokens: &Tokens<'_>, base: Literal) -> Option<Literal> {
    let at = base.next;
    if tokens.text(at) == "^" && !tokens.spaced(at) {
        let (exponent, next) = exponent(tokens, at + 1)?;
        return Some(Literal { number: power(base.number, exponent)?, next, plain: false, ..base });
    }
    if matches!(tokens.text(at), "e" | "E") && !tokens.spaced(at) && !tokens.spaced(at + 1) {
        let (exponent, next) = exponent(tokens, at + 1)?;
        let number = base.number.checked_mul(power(Decimal::TEN, exponent)?)?;
        return Some(Literal { number: number.normalize(), next, plain: false, ..base });
    }
    let times = matches!(tokens.text(at), "x" | "X" | "\u{d7}" | "*" | "\u{b7}");
    if !times || tokens.text(at + 1) != "10" {
        return None;
    }
    let (exponent, next) =
        if tokens.text(at + 2) == "^" { exponent(tokens, at + 3)? } else { raised(tokens, at + 2)? };
    let number = base.number.checked_mul(power(Decimal::TEN, exponent)?)?;
    Some(Literal { number: number.normalize(), next, plain: false, ..base })
}

/// Digits with any number of signs before them.
fn exponent(tokens: &Tokens<'_>, at: usize) -> Option<(i64, usize)> {
    let mut next = at;
    let mut negative = false;
    while !tokens.spaced(next) && matches!(tokens.text(next), "+" | "-" | "\u{2212}") {
        negative ^= tokens.text(next) != "+";
        next += 1;
    }
    if tokens.kind(next) != Some(TokenKind::Digits) || tokens.spaced(next) || tokens.text(next).len() > 2 {
        return None;
    }
    let exponent: i64 = tokens.text(next).parse().ok()?;
    Some((if negative { -exponent } else { exponent }, next + 1))
}

/// Superscript digits: "10⁶".
fn raised(tokens: &Tokens<'_>, at: usize) -> Option<(i64, usize)> {
    let mut next = at;
    let mut exponent = 0_i64;
    let mut negative = false;
    while !tokens.spaced(next) {
        match tokens.text(next).chars().next() {
            Some('\u{207b}') if next == at => negative = true,
            Some(c) => match superscript(c) {
                Some(digit) if exponent < 10 => exponent = exponent * 10 + digit,
                _ => break,
            },
            None => break,
        }
        next += 1;
    }
    (next > at + usize::from(negative)).then_some((if negative { -exponent } else { exponent }, next))
}

fn superscript(c: char) -> Option<i64> {
    Some(match c {
        '\u{2070}' => 0,
        '\u{b9}' => 1,
        '\u{b2}' => 2,
        '\u{b3}' => 3,
        '\u{2074}' => 4,
        '\u{2075}' => 5,
        '\u{2076}' => 6,
        '\u{2077}' => 7,
        '\u{2078}' => 8,
        '\u{2079}' => 9,
        _ => return None,
    })
}

fn power(base: Decimal, exponent: i64) -> Option<Decimal> {
    let mut number = Decimal::ONE;
    for _ in 0..exponent.unsigned_abs() {
        number = number.checked_mul(base)?;
    }
    if exponent < 0 { Decimal::ONE.checked_div(number) } else { Some(number.normalize()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn read(text: &str) -> Option<(String, usize)> {
        let tokens = Tokens::new(text, Span::new(0, text.len()));
        literal(&tokens, 0).map(|found| (found.number.to_string(), tokens.len() - found.next))
    }

    fn number(text: &str) -> Option<String> {
        read(text).filter(|(_, left)| *left == 0).map(|(number, _)| number)
    }

    #[test]
    fn every_separator_of_thousands_is_read() {
        for text in [
            "34,500",
            "34 500",
            "34\u{a0}500",
            "34\u{2009}500",
            "34\u{202f}500",
            "34'500",
            "34\u{2019}500",
            "34500",
        ] {
            assert_eq!(number(text).as_deref(), Some("34500"), "{text}");
        }
        for text in ["1,234,567.5", "1 234 567.5", "1.234.567,5", "1 234 567,5", "12,34,567.5"] {
            assert_eq!(number(text).as_deref(), Some("1234567.5"), "{text}");
        }
    }

    #[test]
    fn decimals_and_powers_of_ten_are_read() {
        for (text, wanted) in [
            ("3.14", "3.14"),
            (".25", "0.25"),
            ("01.50", "1.5"),
            ("0.050", "0.05"),
            ("1.234", "1.234"),
            ("2.1x10^6", "2100000"),
            ("2.1 \u{d7} 10\u{2076}", "2100000"),
            ("5e-3", "0.005"),
            ("2^10", "1024"),
        ] {
            assert_eq!(number(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn doubtful_separators_give_no_number() {
        for text in ["2,5", "12,34", "10.20.30", "192.168.0.1", "1,2,3,4", "1,234,56"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_group_of_another_length_is_another_number() {
        assert_eq!(read("34 5000"), Some(("34".to_owned(), 1)));
        assert_eq!(read("2019 500"), Some(("2019".to_owned(), 1)));
        assert_eq!(read("34\t500"), Some(("34".to_owned(), 1)));
        assert_eq!(read("34  500"), Some(("34".to_owned(), 1)));
        assert_eq!(read("34\n500"), Some(("34500".to_owned(), 0)));
        assert_eq!(read("1, 234"), Some(("1".to_owned(), 2)));
    }

    #[test]
    fn significant_digits_leave_out_what_may_be_rounding() {
        let digits = |text: &str| {
            let tokens = Tokens::new(text, Span::new(0, text.len()));
            literal(&tokens, 0).map(|found| found.significant)
        };
        for (text, wanted) in [("34 500", 3), ("34 512", 5), ("1.50", 3), ("0.05", 1), ("700", 1), ("0", 1)] {
            assert_eq!(digits(text), Some(wanted), "{text}");
        }
    }
}
