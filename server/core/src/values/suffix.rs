//! Reads the words and signs that stand behind a number and bound it: "or more", "or so", "-odd", "+", "plus".
//! It must not know what stands before it, beyond the operator that was read there.

use crate::values::token::{TokenKind, Tokens, is_dash};
use crate::values::value::Operator;

/// What stands behind a number: "or more", "or less", "or so", "+", "plus", "at least", "or equal to".
/// `operator` is what stood before the number.
pub(crate) fn suffix(tokens: &Tokens<'_>, at: usize, operator: Operator) -> Option<(Operator, usize)> {
    if tokens.is(at, "or") {
        return or_suffix(tokens, at, operator);
    }
    let joined = tokens.get(at).is_some() && !tokens.spaced(at);
    if joined && is_hyphen(tokens.text(at)) && tokens.is(at + 1, "plus") {
        // "more than 300-plus": the words before say as much already.
        let bound = if operator == Operator::Equal { Operator::AtLeast } else { operator };
        return Some((bound, at + 2));
    }
    if !matches!(operator, Operator::Equal | Operator::About) {
        return None;
    }
    if joined && is_hyphen(tokens.text(at)) && tokens.is(at + 1, "odd") {
        return Some((Operator::About, at + 2));
    }
    if tokens.text(at) == "+" && joined && tokens.kind(at + 1) != Some(TokenKind::Digits) {
        return Some((Operator::AtLeast, at + 1));
    }
    if tokens.is(at, "plus")
        && tokens.kind(at + 1) != Some(TokenKind::Digits)
        && tokens.number_word(at + 1).is_none()
    {
        let free = matches!(tokens.kind(at + 1), None | Some(TokenKind::Sign))
            || crate::values::head::noun(tokens, at + 1, false).is_some();
        return free.then_some((Operator::AtLeast, at + 1));
    }
    if tokens.is(at, "and")
        && (tokens.is(at + 1, "above") || tokens.is(at + 1, "over") || tokens.is(at + 1, "up"))
        && ends(tokens, at + 2)
    {
        return Some((Operator::AtLeast, at + 2));
    }
    if tokens.are(at, &["at", "least"]) && ends(tokens, at + 2) {
        return Some((Operator::AtLeast, at + 2));
    }
    if tokens.are(at, &["at", "the", "very", "least"]) && ends(tokens, at + 4) {
        return Some((Operator::AtLeast, at + 4));
    }
    if tokens.are(at, &["at", "most"]) && ends(tokens, at + 2) {
        return Some((Operator::AtMost, at + 2));
    }
    None
}

fn is_hyphen(sign: &str) -> bool {
    matches!(sign, "-" | "\u{2010}" | "\u{2011}")
}

fn or_suffix(tokens: &Tokens<'_>, at: usize, operator: Operator) -> Option<(Operator, usize)> {
    let word = tokens.text(at + 1);
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is(&["equal"]) {
        let inclusive = match operator {
            Operator::MoreThan => Operator::AtLeast,
            Operator::LessThan => Operator::AtMost,
            _ => return None,
        };
        let next = if tokens.is(at + 2, "to") { at + 3 } else { at + 2 };
        let number = tokens.kind(next) == Some(TokenKind::Digits) || tokens.number_word(next).is_some();
        return (!number).then_some((inclusive, next));
    }
    if !matches!(operator, Operator::Equal | Operator::About) {
        return None;
    }
    let next = at + 2;
    let found = if is(&["so", "thereabouts"]) {
        return Some((Operator::About, next));
    } else if is(&["more", "higher", "greater", "above", "over", "older", "longer", "larger"]) {
        Operator::AtLeast
    } else if is(&["less", "fewer", "lower", "below", "under", "younger", "smaller"]) {
        Operator::AtMost
    } else {
        return None;
    };
    // "200 or more than 190": a second comparison of its own.
    (!tokens.is(next, "than")).then_some((found, next))
}

fn ends(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        None => true,
        Some(TokenKind::Sign) => !tokens.text(at).chars().next().is_some_and(is_dash),
        Some(_) => false,
    }
}
