//! Digits that tell where someone or something is: telephone numbers, streets, coordinates.
//! It must not know values: what it passes over counts nothing.

use crate::values::token::{TokenKind, Tokens};

/// "+994 12 498 33 44", "+1-222-222-2222": a country's code and at least seven digits in all.
pub(super) fn telephone(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut next = at + 1;
    let mut digits = 0;
    let mut groups = 0;
    loop {
        match tokens.kind(next) {
            Some(TokenKind::Digits) => {
                digits += tokens.text(next).len();
                groups += 1;
                next += 1;
            }
            Some(TokenKind::Sign)
                if matches!(tokens.text(next), "-" | "(" | ")" | "." | "/" | "\u{2010}")
                    && tokens.kind(next + 1) != Some(TokenKind::Word) =>
            {
                next += 1;
            }
            _ => break,
        }
    }
    (digits >= 7 && groups >= 2 && digits <= 18).then_some(next)
}

/// "(012) 598-44-72": an area's code and the rest of the number.
pub(super) fn area_code(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let code = tokens.text(at + 1);
    let coded = tokens.kind(at + 1) == Some(TokenKind::Digits)
        && (2..=5).contains(&code.len())
        && tokens.text(at + 2) == ")"
        && tokens.kind(at + 3) == Some(TokenKind::Digits)
        && tokens.text(at + 3).len() >= 3
        // "(2019) 500 people" is none.
        && (code.starts_with('0') || tokens.text(at + 4) == "-" && !tokens.spaced(at + 4));
    coded.then(|| telephone(tokens, at)).flatten()
}

/// "0800 123 456", "020 7946 0123": a number that starts with 0 and has two more groups or a long one.
pub(super) fn local_number(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let first = tokens.text(at);
    if !(first.starts_with('0') && (3..=5).contains(&first.len())) {
        return None;
    }
    let mut next = at + 1;
    let mut digits = first.len();
    while tokens.kind(next) == Some(TokenKind::Digits) && tokens.text(next).len() >= 2 && next < at + 6 {
        digits += tokens.text(next).len();
        next += 1;
    }
    (next > at + 1 && (9..=12).contains(&digits)).then_some(next)
}

/// A house in a street, or coordinates.
pub(super) fn place(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    address(tokens, at).or_else(|| coordinate(tokens, at))
}

/// "10 Downing Street": the number of a house.
fn address(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    // "42nd Street", "405 East 42nd Street"
    let street = (at + 2..at + 6).find(|&index| {
        ["Street", "Avenue", "Road", "Lane", "Boulevard", "Ave", "Blvd", "Drive"]
            .contains(&tokens.text(index))
    })?;
    let named = |index: usize| {
        let text = tokens.text(index);
        text.starts_with(char::is_uppercase)
            || tokens.kind(index) == Some(TokenKind::Digits)
            || matches!(text, "st" | "nd" | "rd" | "th") && !tokens.spaced(index)
    };
    (at + 1..street).all(named).then_some(street + 1)
}

/// "40.4093° N", "40°24′N", "40°24'33\"N": degrees with minutes or a direction.
fn coordinate(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut sign = at + 1;
    if tokens.text(sign) == "." && tokens.kind(sign + 1) == Some(TokenKind::Digits) {
        sign += 2;
    }
    if tokens.text(sign) != "\u{b0}" {
        return None;
    }
    let minutes = part(tokens, sign + 1, &["'", "\u{2019}", "\u{2032}"]);
    let seconds = minutes.and_then(|next| part(tokens, next, &["\"", "\u{201d}", "\u{2033}", "''"]));
    let end = seconds.or(minutes).unwrap_or(sign + 1);
    let direction = matches!(tokens.text(end), "N" | "S" | "E" | "W");
    if direction { Some(end + 1) } else { minutes.map(|_| end) }
}

/// Digits, decimals perhaps, and the sign of their unit.
fn part(tokens: &Tokens<'_>, at: usize, signs: &[&str]) -> Option<usize> {
    if tokens.kind(at) != Some(TokenKind::Digits) || tokens.text(at).len() > 2 {
        return None;
    }
    let decimals = tokens.text(at + 1) == "." && tokens.kind(at + 2) == Some(TokenKind::Digits);
    let sign = if decimals { at + 3 } else { at + 1 };
    (signs.contains(&tokens.text(sign)) && !tokens.spaced(sign)).then_some(sign + 1)
}
