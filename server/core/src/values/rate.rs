//! Units over a unit or a time: "tonnes per hectare", "m³/s", "µg/m³", "litres a day".
//! It must not know amounts; which pairs are one unit is listed here, and any other "per" stays outside the value.

use crate::values::token::{TokenKind, Tokens};
use crate::values::unit::{Measure, plain_unit_at};

/// The unit that `unit` and the "per …" from token `at` on make together, with the first token after it.
pub(super) fn per(tokens: &Tokens<'_>, unit: &Measure, at: usize) -> Option<(Measure, usize)> {
    let slash = tokens.text(at) == "/" && !tokens.spaced(at) && !tokens.spaced(at + 1);
    let article = tokens.is(at, "a") || tokens.is(at, "an");
    if !(slash || article || tokens.is(at, "per")) {
        return None;
    }
    let (below, size, next) = match time(tokens.text(at + 1)) {
        Some((name, seconds)) => (name, seconds, at + 2),
        None if article => return None,
        None => {
            let (unit, next) = plain_unit_at(tokens, at + 1)?;
            (unit.name, unit.to_base, next)
        }
    };
    let squared = slash && below == "second" && !tokens.spaced(next) && is_two(tokens, next);
    let below = if squared { "square second" } else { below };
    let (.., name, dimension) =
        PAIRS.iter().find(|(above, under, ..)| *above == unit.name && *under == below)?;
    let rate = Measure { name, dimension, to_base: unit.to_base / size, offset: 0.0 };
    Some((rate, next + usize::from(squared)))
}

fn is_two(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at).is_some_and(|kind| kind != TokenKind::Word) && matches!(tokens.text(at), "2" | "\u{b2}")
}

/// A unit of time below the stroke, in seconds.
fn time(word: &str) -> Option<(&'static str, f64)> {
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is(&["second", "sec", "s"]) {
        Some(("second", 1.0))
    } else if is(&["minute", "min"]) {
        Some(("minute", 60.0))
    } else if is(&["hour", "hr", "h"]) {
        Some(("hour", 3_600.0))
    } else if is(&["day", "d"]) {
        Some(("day", 86_400.0))
    } else {
        None
    }
}

/// What stands above and below, and what both make: its name and dimension.
#[rustfmt::skip]
const PAIRS: &[(&str, &str, &str, &str)] = &[
    ("kilometre", "hour", "kilometre per hour", "speed"),
    ("kilometre", "second", "kilometre per second", "speed"),
    ("metre", "second", "metre per second", "speed"),
    ("metre", "square second", "metre per square second", "acceleration"),
    ("metre", "minute", "metre per minute", "speed"),
    ("centimetre", "second", "centimetre per second", "speed"),
    ("mile", "hour", "mile per hour", "speed"),
    ("foot", "second", "foot per second", "speed"),
    ("millimetre", "hour", "millimetre per hour", "speed"),
    ("millimetre", "day", "millimetre per day", "speed"),
    ("barrel", "day", "barrel per day", "flow"),
    ("gallon", "minute", "gallon per minute", "flow"),
    ("gallon", "day", "gallon per day", "flow"),
    ("litre", "second", "litre per second", "flow"),
    ("litre", "minute", "litre per minute", "flow"),
    ("litre", "hour", "litre per hour", "flow"),
    ("litre", "day", "litre per day", "flow"),
    ("cubic metre", "second", "cubic metre per second", "flow"),
    ("cubic metre", "hour", "cubic metre per hour", "flow"),
    ("cubic metre", "day", "cubic metre per day", "flow"),
    ("cubic foot", "second", "cubic foot per second", "flow"),
    ("kilocalorie", "day", "kilocalorie per day", "power"),
    ("calorie", "day", "calorie per day", "power"),
    ("kilowatt hour", "day", "kilowatt hour per day", "power"),
    ("gram", "day", "gram per day", "mass flow"),
    ("kilogram", "day", "kilogram per day", "mass flow"),
    ("ton", "day", "ton per day", "mass flow"),
    ("tonne", "hour", "tonne per hour", "mass flow"),
    ("tonne", "day", "tonne per day", "mass flow"),
    ("tonne", "hectare", "tonne per hectare", "yield"),
    ("ton", "hectare", "ton per hectare", "yield"),
    ("kilogram", "hectare", "kilogram per hectare", "yield"),
    ("gram", "square metre", "gram per square metre", "density of area"),
    ("kilogram", "square metre", "kilogram per square metre", "density of area"),
    ("tonne", "square kilometre", "tonne per square kilometre", "density of area"),
    ("microgram", "cubic metre", "microgram per cubic metre", "concentration"),
    ("milligram", "cubic metre", "milligram per cubic metre", "concentration"),
    ("gram", "cubic metre", "gram per cubic metre", "concentration"),
    ("kilogram", "cubic metre", "kilogram per cubic metre", "concentration"),
    ("microgram", "litre", "microgram per litre", "concentration"),
    ("milligram", "litre", "milligram per litre", "concentration"),
    ("gram", "litre", "gram per litre", "concentration"),
    ("milligram", "decilitre", "milligram per decilitre", "concentration"),
    ("milligram", "kilogram", "milligram per kilogram", "share"),
    ("gram", "kilometre", "gram per kilometre", "emission"),
    ("kilowatt hour", "square metre", "kilowatt hour per square metre", "energy density"),
    ("watt", "square metre", "watt per square metre", "power density"),
    ("megabyte", "second", "megabyte per second", "data rate"),
    ("gigabyte", "second", "gigabyte per second", "data rate"),
];
