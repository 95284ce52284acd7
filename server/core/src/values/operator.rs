//! Reads the words and signs that stand before a number and bound it: "more than", "nearly", "up to", ">".
//! It must not know numbers nor what they count.

use crate::values::token::{TokenKind, Tokens};
use crate::values::value::Operator;

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prefix {
    pub(crate) sense: Sense,
    /// Index of the first token after it.
    pub(crate) next: usize,
    /// Whether the words mean a bound only before a number, so that a bare "one" may follow ("more than one").
    pub(crate) strong: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Bound(Operator),
    /// "between": "and" follows the first number.
    Between,
    /// "from": "to" follows the first number.
    From,
}

/// The operator that starts at token `at`, with its adverbs ("just over") and whatever operator follows it ("at least some").
pub(crate) fn prefix(tokens: &Tokens<'_>, at: usize) -> Option<Prefix> {
    let mut found = single(tokens, at)?;
    for _ in 0..2 {
        let Sense::Bound(first) = found.sense else { break };
        let Some(more) = single(tokens, found.next) else { break };
        let sense = match more.sense {
            Sense::Bound(second) => Sense::Bound(stronger(first, second)),
            Sense::Between | Sense::From => more.sense,
        };
        found = Prefix { sense, next: more.next, strong: found.strong || more.strong };
    }
    Some(found)
}

/// "only about 20" is about 20; "more than an estimated 20" is more than 20; of "a maximum of more than 20" the words at the number say
/// what it is.
fn stronger(first: Operator, second: Operator) -> Operator {
    match (first, second) {
        (Operator::AtLeast | Operator::AtMost, Operator::MoreThan | Operator::LessThan) => second,
        (Operator::Equal, other) | (other, Operator::Equal) => other,
        (Operator::About, other) => other,
        (first, _) => first,
    }
}

/// The words behind the first, what they mean, and whether they mean it only before a number (see [`Prefix::strong`]).
type Phrase = (&'static [&'static str], Operator, bool);

/// Phrases by their first word. Longer ones stand before shorter ones that they begin with.
const PHRASES: &[(&str, &[Phrase])] = &[
    ("about", &[(&[], Operator::About, false)]),
    ("above", &[(&[], Operator::MoreThan, false)]),
    ("almost", &[(&[], Operator::Nearly, true)]),
    ("an", &[(&["estimated"], Operator::About, true), (&["approximate"], Operator::About, true)]),
    ("approaching", &[(&[], Operator::Nearly, true)]),
    ("approx", &[(&["."], Operator::About, true), (&[], Operator::About, true)]),
    ("approximately", &[(&[], Operator::About, true)]),
    ("around", &[(&[], Operator::About, false)]),
    (
        "as",
        &[
            (&["many", "as"], Operator::AtMost, true),
            (&["much", "as"], Operator::AtMost, true),
            (&["high", "as"], Operator::AtMost, true),
            (&["few", "as"], Operator::AtLeast, true),
            (&["little", "as"], Operator::AtLeast, true),
            (&["low", "as"], Operator::AtLeast, true),
        ],
    ),
    (
        "at",
        &[
            (&["least", ","], Operator::AtLeast, true),
            (&["most", ","], Operator::AtMost, true),
            (&["least"], Operator::AtLeast, true),
            (&["most"], Operator::AtMost, true),
            (&["the", "very", "least"], Operator::AtLeast, true),
            (&["the", "least"], Operator::AtLeast, true),
            (&["a", "minimum"], Operator::AtLeast, true),
        ],
    ),
    ("barely", &[(&[], Operator::About, true)]),
    ("below", &[(&[], Operator::LessThan, false)]),
    ("c", &[(&["."], Operator::About, true)]),
    ("ca", &[(&["."], Operator::About, true), (&[], Operator::About, true)]),
    ("circa", &[(&[], Operator::About, true)]),
    ("close", &[(&["to"], Operator::Nearly, true), (&["on"], Operator::Nearly, true)]),
    ("equal", &[(&["to"], Operator::Equal, true)]),
    ("equals", &[(&["to"], Operator::Equal, true), (&[], Operator::Equal, true)]),
    (
        "estimated",
        &[(&["at"], Operator::About, true), (&["that"], Operator::About, true), (&[], Operator::About, true)],
    ),
    ("exactly", &[(&[], Operator::Equal, true)]),
    ("exceed", &[(&[], Operator::MoreThan, true)]),
    ("exceeded", &[(&[], Operator::MoreThan, true)]),
    ("exceeding", &[(&[], Operator::MoreThan, true)]),
    ("exceeds", &[(&[], Operator::MoreThan, true)]),
    ("hardly", &[(&[], Operator::Nearly, true)]),
    (
        "in",
        &[
            (&["excess", "of"], Operator::MoreThan, true),
            (&["the", "region", "of"], Operator::About, true),
            (&["the", "order", "of"], Operator::About, true),
        ],
    ),
    (
        "just",
        &[
            (&["about"], Operator::About, true),
            (&["short", "of"], Operator::Nearly, true),
            (&["shy", "of"], Operator::Nearly, true),
            (&[], Operator::Equal, false),
        ],
    ),
    ("little", &[(&["short", "of"], Operator::Nearly, true)]),
    ("maximum", &[(&["of"], Operator::AtMost, true)]),
    ("merely", &[(&[], Operator::Equal, true)]),
    ("minimum", &[(&["of"], Operator::AtLeast, true)]),
    ("nearing", &[(&[], Operator::Nearly, true)]),
    ("nearly", &[(&[], Operator::Nearly, true)]),
    ("north", &[(&["of"], Operator::MoreThan, true)]),
    ("not", &[(&["exceeding"], Operator::AtMost, true), (&["exceed"], Operator::AtMost, true)]),
    ("on", &[(&["the", "order", "of"], Operator::About, true)]),
    ("only", &[(&[], Operator::Equal, true)]),
    ("over", &[(&[], Operator::MoreThan, false)]),
    ("precisely", &[(&[], Operator::Equal, true)]),
    ("roughly", &[(&[], Operator::About, true)]),
    ("scarcely", &[(&[], Operator::Nearly, true)]),
    ("short", &[(&["of"], Operator::LessThan, true)]),
    ("some", &[(&[], Operator::About, false)]),
    ("surpass", &[(&[], Operator::MoreThan, true)]),
    ("surpassed", &[(&[], Operator::MoreThan, true)]),
    ("surpasses", &[(&[], Operator::MoreThan, true)]),
    ("surpassing", &[(&[], Operator::MoreThan, true)]),
    ("topped", &[(&[], Operator::MoreThan, true)]),
    ("topping", &[(&[], Operator::MoreThan, true)]),
    ("tops", &[(&[], Operator::MoreThan, true)]),
    ("under", &[(&[], Operator::LessThan, false)]),
    ("up", &[(&["to", "and", "including"], Operator::AtMost, true), (&["to"], Operator::AtMost, true)]),
    ("upward", &[(&["of"], Operator::MoreThan, true)]),
    ("upwards", &[(&["of"], Operator::MoreThan, true)]),
    ("virtually", &[(&[], Operator::Nearly, true)]),
    (
        "well",
        &[
            (&["over"], Operator::MoreThan, true),
            (&["above"], Operator::MoreThan, true),
            (&["under"], Operator::LessThan, true),
            (&["below"], Operator::LessThan, true),
        ],
    ),
];

/// Adverbs that sharpen an operator without changing it: "just over", "slightly more than", "a little under".
const ADVERBS: &[&[&str]] = &[
    &["just"],
    &["slightly"],
    &["a", "little"],
    &["a", "bit"],
    &["well"],
    &["far"],
    &["significantly"],
    &["considerably"],
    &["substantially"],
    &["much"],
    &["somewhat"],
    &["marginally"],
];

fn single(tokens: &Tokens<'_>, at: usize) -> Option<Prefix> {
    match tokens.kind(at)? {
        TokenKind::Sign => sign(tokens, at),
        TokenKind::Digits => None,
        TokenKind::Word => {
            if !tokens.may_bound(at) {
                return None;
            }
            worded(tokens, at)
        }
    }
}

/// Every word that an operator begins with, in small letters and alphabetical order.
const STARTS: &[&str] = &[
    "a",
    "about",
    "above",
    "almost",
    "an",
    "approaching",
    "approx",
    "approximately",
    "around",
    "as",
    "at",
    "barely",
    "below",
    "between",
    "bigger",
    "c",
    "ca",
    "circa",
    "close",
    "considerably",
    "equal",
    "equals",
    "estimated",
    "exactly",
    "exceed",
    "exceeded",
    "exceeding",
    "exceeds",
    "far",
    "fewer",
    "from",
    "greater",
    "hardly",
    "higher",
    "in",
    "just",
    "larger",
    "less",
    "little",
    "longer",
    "lower",
    "marginally",
    "maximum",
    "merely",
    "minimum",
    "more",
    "much",
    "nearing",
    "nearly",
    "no",
    "north",
    "not",
    "older",
    "on",
    "only",
    "over",
    "precisely",
    "roughly",
    "scarcely",
    "short",
    "shorter",
    "significantly",
    "slightly",
    "smaller",
    "some",
    "somewhat",
    "substantially",
    "surpass",
    "surpassed",
    "surpasses",
    "surpassing",
    "topped",
    "topping",
    "tops",
    "under",
    "up",
    "upward",
    "upwards",
    "virtually",
    "well",
    "younger",
];

/// Bit `n` of entry `l`: a word of `n` letters starts with the `l`-th letter of the alphabet.
static STARTS_BY_LENGTH: [u16; 26] = starts_by_length();

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses an index out of bounds")]
const fn starts_by_length() -> [u16; 26] {
    let mut table = [0; 26];
    let mut index = 0;
    while index < STARTS.len() {
        let word = STARTS[index].as_bytes();
        table[(word[0] - b'a') as usize] |= 1 << word.len();
        index += 1;
    }
    table
}

/// Cheap test before any phrase is tried: one look at the word's length and first letter lets most words go.
pub(super) fn may_start(word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    let letter = usize::from((first | 0x20).wrapping_sub(b'a'));
    let lengths = STARTS_BY_LENGTH.get(letter).copied().unwrap_or(0);
    word.len() < 16
        && lengths & (1 << word.len()) != 0
        && STARTS.binary_search_by(|start| compare_ignoring_case(start, word)).is_ok()
}

fn worded(tokens: &Tokens<'_>, at: usize) -> Option<Prefix> {
    let word = tokens.text(at);
    if word.eq_ignore_ascii_case("between") {
        return Some(Prefix { sense: Sense::Between, next: at + 1, strong: true });
    }
    if word.eq_ignore_ascii_case("from") {
        return Some(Prefix { sense: Sense::From, next: at + 1, strong: false });
    }
    if let Some(found) =
        adverb(tokens, at).and_then(|next| comparison(tokens, next).or_else(|| plain_bound(tokens, next)))
    {
        return Some(found);
    }
    if let Some(found) = comparison(tokens, at) {
        return Some(found);
    }
    let index = PHRASES.binary_search_by(|(first, _)| compare_ignoring_case(first, word)).ok()?;
    let (_, phrases) = PHRASES.get(index)?;
    let (rest, operator, strong) = phrases.iter().find(|(rest, ..)| tokens.are(at + 1, rest))?;
    if *operator == Operator::MoreThan && phrasal(tokens, at) {
        return None;
    }
    // "CA 90210" is California; "short of 12 teachers" lacks them, "fell short of 500" stays below.
    let other = rest.is_empty() && word.eq_ignore_ascii_case("ca") && word != "ca";
    if other || word.eq_ignore_ascii_case("short") && !falls(tokens, at) {
        return None;
    }
    let mut next = at + 1 + rest.len();
    if !fits_place(tokens, at, next) {
        return None;
    }
    // "a maximum of", "some of": "an" and "a" before the phrase stay outside the value.
    if tokens.is(at, "at") && tokens.is(next, "of") {
        next += 1;
    }
    Some(Prefix { sense: Sense::Bound(*operator), next, strong: *strong })
}

/// Words that bound an amount only in some places: "north of $40 million" but not "north of 12 villages", "topped 300,000" but not
/// "topped 12 charts", "close on 500 people came" but not "shops close on 12 days".
fn fits_place(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let word = tokens.text(at);
    if word.eq_ignore_ascii_case("close") && tokens.is(next - 1, "on") {
        let before = if at == 0 { "" } else { tokens.text(at - 1) };
        let verb = ["will", "to", "must", "may", "can", "would", "should", "which", "that", "they", "we"];
        return !before.ends_with('s') && !verb.iter().any(|word| before.eq_ignore_ascii_case(word));
    }
    let doubtful =
        ["north", "topped", "topping", "tops"].iter().any(|start| word.eq_ignore_ascii_case(start));
    !doubtful || is_large(tokens, next)
}

/// Money, a share, a scale word or three digits and more stand at `at`.
fn is_large(tokens: &Tokens<'_>, at: usize) -> bool {
    if matches!(tokens.text(at), "$" | "\u{20ac}" | "\u{a3}" | "US" | "USD" | "EUR") {
        return true;
    }
    if tokens.kind(at) != Some(TokenKind::Digits) {
        return false;
    }
    let grouped = !tokens.spaced(at + 1)
        && matches!(tokens.text(at + 1), "," | ".")
        && tokens.kind(at + 2) == Some(TokenKind::Digits);
    let after = if grouped { at + 3 } else { at + 1 };
    let degrees = ["degree", "degrees", "\u{b0}", "km", "miles"].iter().any(|unit| tokens.is(after, unit));
    let scaled = ["thousand", "million", "billion", "trillion", "percent", "per", "%", "m", "bn"]
        .iter()
        .any(|word| tokens.is(after, word));
    !degrees && (scaled || tokens.text(at).len() > 2 || grouped && tokens.text(at + 2).len() == 3)
}

fn falls(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && ["fell", "fall", "falls", "falling", "stopped"].iter().any(|verb| tokens.is(at - 1, verb))
}

fn compare_ignoring_case(known: &str, word: &str) -> std::cmp::Ordering {
    known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn adverb(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    ADVERBS.iter().find(|words| tokens.are(at, words)).map(|words| at + words.len())
}

/// "over", "under", "above", "below" behind an adverb.
fn plain_bound(tokens: &Tokens<'_>, at: usize) -> Option<Prefix> {
    let operator = if tokens.is(at, "over") || tokens.is(at, "above") {
        Operator::MoreThan
    } else if tokens.is(at, "under") || tokens.is(at, "below") {
        Operator::LessThan
    } else {
        return None;
    };
    Some(Prefix { sense: Sense::Bound(operator), next: at + 1, strong: true })
}

/// "took over 20 firms", "turned over 5 suspects": the word belongs to the verb.
fn phrasal(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, "over")
        && at > 0
        && [
            "took",
            "take",
            "takes",
            "taken",
            "taking",
            "hand",
            "handed",
            "hands",
            "handing",
            "turned",
            "turn",
            "turning",
            "take-over",
            "presided",
            "preside",
            "presides",
            "presiding",
            "carried",
        ]
        .iter()
        .any(|verb| tokens.is(at - 1, verb))
}

/// "more than", "no fewer than", "greater than or equal to", "equal to or more than".
fn comparison(tokens: &Tokens<'_>, at: usize) -> Option<Prefix> {
    let bound = |operator, next| Some(Prefix { sense: Sense::Bound(operator), next, strong: true });
    if tokens.are(at, &["equal", "to", "or"]) {
        let (upward, next) = comparative(tokens, at + 3)?;
        let next = next + usize::from(tokens.is(next, "than"));
        return bound(if upward { Operator::AtLeast } else { Operator::AtMost }, next);
    }
    let negated = tokens.is(at, "no") || tokens.is(at, "not");
    let (upward, next) = comparative(tokens, if negated { at + 1 } else { at })?;
    let or_equal = |from: usize| {
        let equal = tokens.is(from, "or") && tokens.is(from + 1, "equal");
        let linked = tokens.is(from + 2, "to") || tokens.is(from + 2, "than");
        (equal && linked).then_some(from + 3)
    };
    if let Some(next) =
        or_equal(next).or_else(|| tokens.is(next, "than").then(|| or_equal(next + 1)).flatten())
    {
        return bound(if upward { Operator::AtLeast } else { Operator::AtMost }, next);
    }
    if !tokens.is(next, "than") {
        return None;
    }
    let operator = match (negated, upward) {
        (false, true) => Operator::MoreThan,
        (false, false) => Operator::LessThan,
        (true, true) => Operator::AtMost,
        (true, false) => Operator::AtLeast,
    };
    bound(operator, next + 1)
}

/// A comparative and whether it points upwards.
fn comparative(tokens: &Tokens<'_>, at: usize) -> Option<(bool, usize)> {
    let word = tokens.text(at);
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is(&["more", "greater", "larger", "bigger", "higher", "longer", "older"]) {
        return Some((true, at + 1));
    }
    if is(&["less", "fewer", "lower", "smaller", "shorter", "younger"]) {
        return Some((false, at + 1));
    }
    None
}

fn sign(tokens: &Tokens<'_>, at: usize) -> Option<Prefix> {
    let second = if tokens.spaced(at + 1) && !tokens.spaced(at) { "" } else { tokens.text(at + 1) };
    let bound = |operator, next| Some(Prefix { sense: Sense::Bound(operator), next, strong: true });
    if at > 0 && !tokens.spaced(at) && matches!(tokens.text(at - 1), "<" | ">" | "=" | "-") {
        return None;
    }
    match (tokens.text(at), second) {
        (">", "=") => bound(Operator::AtLeast, at + 2),
        ("<", "=") => bound(Operator::AtMost, at + 2),
        ("<", ">") | ("=", ">") | (">", ">") | ("<", "<") => None,
        (">", _) => bound(Operator::MoreThan, at + 1),
        ("<", _) => bound(Operator::LessThan, at + 1),
        ("\u{2265}" | "\u{2a7e}", _) => bound(Operator::AtLeast, at + 1),
        ("\u{2264}" | "\u{2a7d}", _) => bound(Operator::AtMost, at + 1),
        ("~" | "\u{2248}" | "\u{223c}", _) => bound(Operator::About, at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_sorted_for_the_search() {
        assert!(PHRASES.is_sorted_by(|(first, _), (second, _)| first < second));
        assert!(STARTS.is_sorted());
        for (first, _) in PHRASES {
            assert!(may_start(first), "{first}");
        }
    }
}
