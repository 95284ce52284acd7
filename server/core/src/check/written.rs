//! How words are written in messages and fixes: with a first letter large or small, small numbers as words.
//! It must not know what they say.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Whether a word in lower case is one of those that the numbers below a hundred are written with.
pub(super) fn is_small_number(lower: &str) -> bool {
    !lower.is_empty() && (SMALL.contains(&lower) || TENS.contains(&lower))
}

/// A number below a hundred as it is written out: "forty-four".
pub(super) fn small_number(number: usize) -> Option<String> {
    match (SMALL.get(number), TENS.get(number / 10)) {
        (Some(small), _) => Some((*small).to_owned()),
        (None, Some(tens)) if number.is_multiple_of(10) => Some((*tens).to_owned()),
        (None, Some(tens)) => Some(format!("{tens}-{}", SMALL.get(number % 10)?)),
        (None, None) => None,
    }
}

/// With a large first letter.
pub(super) fn raised(phrase: &str) -> String {
    with_first(phrase, char::to_uppercase)
}

pub(super) fn with_first<I: Iterator<Item = char>>(phrase: &str, change: impl Fn(char) -> I) -> String {
    let mut chars = phrase.chars();
    let first: String = chars.next().map(|c| change(c).collect()).unwrap_or_default();
    first + chars.as_str()
}
