//! Properties of the scanner on any text: spans lie on character boundaries, values do not overlap, a surface read alone is the same value.

use proptest::prelude::*;

use super::*;
use crate::values::scan::{is_inert, step};
use crate::values::token::Tokens;

/// Pieces that values are made of, in any order.
const PIECES: &[&str] = &[
    "34",
    "500",
    "3",
    "1,200",
    "2.5",
    "million",
    "hundred",
    "twenty",
    "-",
    "five",
    "and",
    "a",
    "half",
    "of",
    "%",
    "per cent",
    "$",
    "US$",
    "\u{20ac}",
    "USD",
    "manats",
    "dollars",
    "cents",
    "km",
    "\u{b0}C",
    "more than",
    "between",
    "from",
    "to",
    "\u{2013}",
    "up to",
    "or more",
    "families",
    "people",
    "7th",
    "third",
    "thirds",
    "quarter",
    "one",
    "in",
    "out",
    "every",
    ":",
    "/",
    "(",
    ")",
    ".",
    ",",
    "+",
    "~",
    ">",
    "<",
    "=",
    "^",
    "e",
    "x",
    "10",
    "\u{bd}",
    "\u{a0}",
    "\u{202f}",
    "'",
    "\u{2019}",
    "Article",
    "No.",
    "COVID-19",
    "dozens",
    "several",
    "a few",
    "\u{2212}",
    "m",
    "k",
    "bn",
    "\u{e9}",
    "\u{131}",
    "\u{1f600}",
    "zero",
    "point",
    "minus",
    "over",
    "per",
    "thousand",
    "s",
    "nd",
    "\n",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len(), prop::bool::weighted(0.7));
    prop::collection::vec(piece, 0..14).prop_map(|list| {
        let mut text = String::new();
        for (index, spaced) in list {
            text.push_str(PIECES[index]);
            if spaced {
                text.push(' ');
            }
        }
        text
    })
}

fn check(text: &str) {
    let mut end = 0;
    for value in values(text) {
        assert!(value.span.start >= end, "overlap in {text:?}");
        assert!(!value.span.is_empty() && value.span.contains(value.core), "{text:?} {value:?}");
        for span in [value.span, value.core, value.head] {
            assert!(text.get(span.range()).is_some(), "{text:?} {span:?}");
        }
        if let (Some(low), Some(high)) = (value.interval.low, value.interval.high) {
            assert!(low <= high, "{text:?} {value:?}");
        }
        end = value.span.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn spans_hold_for_any_text(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn spans_hold_for_any_mixture(text in pieces()) {
        check(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// What is passed over without asking the grammars is passed over by every one of them.
    #[test]
    fn nothing_starts_where_nothing_is_asked(text in pieces(), words in "[a-z]{1,9}( [a-z]{1,9}){0,3}") {
        let text = format!("{words} {text} {words}, {text}");
        let tokens = Tokens::new(&text, Span::new(0, text.len()));
        for at in (0..tokens.len()).filter(|at| is_inert(&tokens, *at)) {
            let mut values = Vec::new();
            prop_assert_eq!(step(&tokens, at, &mut values), at + 1, "{} at {}", text, tokens.text(at));
            prop_assert!(values.is_empty(), "{} at {}", text, tokens.text(at));
        }
    }
}

/// A value's surface, read alone, gives the same value.
#[test]
fn a_surface_read_again_is_the_same_value() {
    let texts = [
        "It envisages the return of 34 500 families, nearly four thousand people and more than 360 prisoners.",
        "Between 3 and 5 per cent of 1.2 million euros, up to US$ 10 million, at least 20 and at most 100 seats.",
        "Two thirds of 45 km\u{b2}, half a million children, one in five women, 12 % of girls and 3:1 odds.",
        "Temperatures of \u{2212}5 \u{b0}C, an estimated 7,000 tonnes, the 21st session, dozens of homes.",
    ];
    for text in texts {
        for value in values(text) {
            let surface = value.span.of(text);
            let again = values(surface);
            let [again] = again.as_slice() else { panic!("{surface}: {again:?}") };
            assert_eq!(
                (again.kind, again.operator, again.interval, again.unit),
                (value.kind, value.operator, value.interval, value.unit),
                "{surface}"
            );
        }
    }
}
