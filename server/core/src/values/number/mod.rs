//! Reads one number, however it is written: digits, words, fractions, scales, signs.
//! It must not know operators ("more than"), units, money or what the number counts.

mod digits;
mod fraction;
mod lexicon;
mod ordinal;
mod scale;
mod vague;
mod words;

use rust_decimal::Decimal;

use crate::values::token::{TokenKind, Tokens};
use fraction::Fraction;
pub(crate) use lexicon::{NumberWord, number_word};
pub(crate) use ordinal::ordinal;
pub(crate) use scale::{money_scale_at, scale_at};
pub(crate) use words::joined;

/// Whether a word is part of a whole number: no ordinal, no fraction.
pub(crate) fn is_cardinal(word: NumberWord) -> bool {
    !matches!(word.part, lexicon::Part::Nth(_) | lexicon::Part::Half | lexicon::Part::Quarter)
}

/// How a number is written, where that decides what may follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits alone, without separators, decimals or scale: "12", "2019".
    Plain,
    /// Any other whole or decimal number.
    Other,
    /// "two thirds", "3/4", "half"; "2½" and "half a million" are `Other`.
    Fraction,
    /// "dozens", "several hundred": `low` to below `high`.
    Vague,
}

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) low: Decimal,
    /// Equal to `low` but for `Form::Vague`.
    pub(crate) high: Decimal,
    pub(crate) next: usize,
    pub(crate) form: Form,
    pub(crate) significant: u8,
    /// What the scale word multiplied: 1 where there is none. "10" in "10 to 15 million" borrows it.
    pub(crate) scale: Decimal,
    /// In words: "one", "half", "two".
    pub(crate) words: bool,
    /// Said in passing: "half", "a couple", "dozens".
    pub(crate) weak: bool,
}

impl Numeral {
    fn new(number: Decimal, next: usize, form: Form, words: bool) -> Self {
        // A third has as many digits as one cares to print: its words state two at most.
        let digits = digits_of(number);
        let significant = if digits > 12 { 2 } else { digits };
        Numeral {
            low: number,
            high: number,
            next,
            form,
            significant,
            scale: Decimal::ONE,
            words,
            weak: false,
        }
    }

    /// The number multiplied by a scale that ends before token `next`.
    pub(crate) fn scaled(self, factor: Decimal, next: usize) -> Option<Self> {
        Some(Numeral {
            low: self.low.checked_mul(factor)?.normalize(),
            high: self.high.checked_mul(factor)?.normalize(),
            next,
            form: if self.form == Form::Vague { Form::Vague } else { Form::Other },
            scale: self.scale.checked_mul(factor)?,
            significant: if factor == DOZEN { 1 } else { self.significant },
            ..self
        })
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.low.is_integer() && self.high.is_integer()
    }
}

/// What is counted in dozens is counted roughly: one digit of it is stated.
const DOZEN: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Digits up to the last that is not 0: what a number in words states.
fn digits_of(number: Decimal) -> u8 {
    let mut mantissa = number.normalize().mantissa().unsigned_abs();
    while mantissa > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
    }
    u8::try_from(mantissa.checked_ilog10().unwrap_or(0) + 1).unwrap_or(u8::MAX)
}

/// The number that starts at token `at`, with its sign and scale. "one" alone is a number here: the caller judges it.
pub(crate) fn number_at(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let numeral = match tokens.kind(at)? {
        TokenKind::Digits => in_digits(tokens, at),
        TokenKind::Word => in_words(tokens, at),
        TokenKind::Sign => signed(tokens, at),
    }?;
    Some(repeated(tokens, numeral))
}

/// "thirty (30)", "45 (forty-five)": contracts and resolutions state a number twice.
fn repeated(tokens: &Tokens<'_>, numeral: Numeral) -> Numeral {
    if tokens.text(numeral.next) != "(" || tokens.text(numeral.next + 1) == "(" {
        return numeral;
    }
    let again = match tokens.kind(numeral.next + 1) {
        Some(TokenKind::Digits) if numeral.words => in_digits(tokens, numeral.next + 1),
        Some(TokenKind::Word) if !numeral.words => in_words(tokens, numeral.next + 1),
        _ => None,
    };
    match again {
        Some(again) if again.low == numeral.low && tokens.text(again.next) == ")" => {
            Numeral { next: again.next + 1, ..numeral }
        }
        _ => numeral,
    }
}

/// A sign before digits, a leading point, or a sign such as ½.
fn signed(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    if let Some(Fraction { number, next, .. }) = fraction::vulgar(tokens, at) {
        return with_scale(tokens, Numeral::new(number, next, Form::Fraction, false));
    }
    let sign = tokens.text(at);
    if sign == "." {
        return in_digits(tokens, at);
    }
    let negative = match sign {
        "-" | "\u{2212}" | "\u{2013}" => true,
        "+" | "\u{b1}" => false,
        _ => return None,
    };
    let free = at == 0
        || tokens.spaced(at)
        || matches!(tokens.text(at - 1), "(" | "[" | "<" | ">" | "=" | "\u{201c}" | "\"");
    // A minus of its own sign may stand apart from its digits; a hyphen or plus may not.
    let tight = !tokens.spaced(at + 1) || sign == "\u{2212}";
    if !free || !tight || !(tokens.kind(at + 1) == Some(TokenKind::Digits) || tokens.text(at + 1) == ".") {
        return None;
    }
    // "5 -10": a dash between numbers joins them.
    if at > 0 && sign != "\u{2212}" && tokens.kind(at - 1) == Some(TokenKind::Digits) {
        return None;
    }
    let numeral = in_digits(tokens, at + 1)?;
    Some(if negative { negated(numeral) } else { numeral })
}

fn negated(numeral: Numeral) -> Numeral {
    Numeral { low: -numeral.high, high: -numeral.low, ..numeral }
}

fn in_digits(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    if let Some(Fraction { number, next, .. }) = fraction::slashed(tokens, at) {
        return with_scale(tokens, Numeral::new(number, next, Form::Fraction, false));
    }
    let literal = digits::literal(tokens, at).or_else(|| digits::comma_decimal(tokens, at))?;
    let form = if literal.plain { Form::Plain } else { Form::Other };
    let mut numeral = Numeral {
        significant: literal.significant,
        ..Numeral::new(literal.number, literal.next, form, false)
    };
    if let Some(vague) = vague::plural_digits(tokens, literal.number, literal.next) {
        let (low, high) = vague.bounds();
        let base = Numeral::new(low, vague.next, Form::Vague, false);
        return Some(Numeral { high, weak: true, significant: 1, ..base });
    }
    if literal.plain {
        let part = fraction::vulgar(tokens, literal.next)
            .or_else(|| fraction::slashed(tokens, literal.next).filter(|_| tokens.spaced(literal.next)));
        if let Some(part) = part {
            let number = literal.number.checked_add(part.number)?;
            return with_scale(tokens, Numeral::new(number, part.next, Form::Other, false));
        }
        if let Some(part) = fraction::and_part(tokens, literal.number, literal.next) {
            return with_scale(tokens, Numeral::new(part.number, part.next, Form::Other, false));
        }
        if let Some((number, next)) = spoken_decimals(tokens, literal.number, literal.next) {
            return with_scale(tokens, Numeral::new(number, next, Form::Other, false));
        }
    }
    numeral = with_scale(tokens, numeral)?;
    with_tail(tokens, numeral)
}

fn in_words(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    if tokens.is(at, "minus") || tokens.is(at, "negative") {
        if tokens.is(at + 1, "minus") || tokens.is(at + 1, "negative") {
            return None;
        }
        let numeral = number_at(tokens, at + 1)?;
        let positive = numeral.low > Decimal::ZERO && tokens.kind(at + 1) != Some(TokenKind::Sign);
        return positive.then(|| negated(numeral));
    }
    if let Some(found) = vague::vague(tokens, at) {
        let (low, high) = found.bounds();
        let base = Numeral::new(low, found.next, Form::Vague, true);
        return Some(Numeral { high, weak: true, significant: 1, ..base });
    }
    if let Some(pair) = pair(tokens, at) {
        return Some(pair);
    }
    if let Some(part) = fraction::single(tokens, at) {
        return part_of_scale(tokens, at, part);
    }
    let Some(head) = words::cardinal(tokens, at) else { return dozen(tokens, at) };
    if let Some(part) = fraction::behind_cardinal(tokens, head) {
        let form = if part.number < Decimal::ONE { Form::Fraction } else { Form::Other };
        let numeral = Numeral::new(part.number, part.next, form, true);
        if head.scale >= 1_000 && part.whole > Decimal::ZERO {
            return of_its_scale(tokens, numeral, part, head.scale);
        }
        return of_scale(tokens, numeral).or_else(|| with_scale(tokens, numeral));
    }
    let base = Numeral::new(head.number, head.next, Form::Other, true);
    if let Some((number, next)) = spoken_decimals(tokens, head.number, head.next) {
        return with_scale(tokens, Numeral::new(number, next, Form::Other, true));
    }
    let scale = Decimal::from(head.scale);
    with_scale(tokens, Numeral { scale, ..base })
}

/// "six million and a half" is half a million more, "one billion and three quarters million" 750,000 more.
fn of_its_scale(tokens: &Tokens<'_>, numeral: Numeral, part: Fraction, scale: u64) -> Option<Numeral> {
    let smaller = scale_at(tokens, part.next).filter(|found| found.factor < scale);
    let (factor, next) =
        smaller.map_or((Decimal::from(scale), part.next), |found| (found.decimal(), found.next));
    let more = part.number.checked_sub(part.whole)?.checked_mul(factor)?;
    let number = part.whole.checked_add(more)?;
    Some(Numeral { low: number, high: number, next, ..numeral })
}

/// "a dozen", "a couple", "a pair": small numbers with a name of their own.
fn pair(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    if !tokens.is(at, "a") {
        return None;
    }
    let two = Numeral { weak: true, ..Numeral::new(Decimal::TWO, at + 2, Form::Other, true) };
    if tokens.is(at + 1, "couple") {
        // "a couple" of people is two; a couple who marries is no number.
        let next = if tokens.is(at + 2, "of") { at + 3 } else { return None };
        return Some(Numeral { next, ..two });
    }
    (tokens.is(at + 1, "pair") && !tokens.is(at + 2, "of")).then_some(two)
}

fn dozen(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let article = tokens.is(at, "a");
    let place = if article { at + 1 } else { at };
    let word = words::word_at(tokens, place)?;
    let fits = article && !word.plural && word.part == lexicon::Part::Dozen;
    fits.then(|| Numeral { significant: 1, ..Numeral::new(DOZEN, place + 1, Form::Other, true) })
}

/// "half a million", "a quarter of a million", "half a dozen"; else the bare fraction.
fn part_of_scale(tokens: &Tokens<'_>, at: usize, part: Fraction) -> Option<Numeral> {
    let numeral = Numeral::new(part.number, part.next, Form::Fraction, true);
    if let Some(scaled) = of_scale(tokens, numeral) {
        return Some(scaled);
    }
    if let Some(scale) = scale_at(tokens, part.next) {
        return numeral.scaled(scale.decimal(), scale.next);
    }
    stands_alone(tokens, at, part.next).then_some(Numeral { weak: true, ..numeral })
}

/// "three quarters of a million", "half a million", "half a dozen": the scale behind "a" or "of a".
fn of_scale(tokens: &Tokens<'_>, numeral: Numeral) -> Option<Numeral> {
    let next = joined(tokens, numeral.next);
    let article = if tokens.is(next, "of") { next + 1 } else { next };
    if !tokens.is(article, "a") {
        return None;
    }
    let scale = scale_at(tokens, article + 1)?;
    numeral.scaled(scale.decimal(), scale.next)
}

/// Whether "half", "a quarter", "a third" means a fraction here and not an ordinal ("a third country") or a part of a name or compound.
fn stands_alone(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let before = if at == 0 { "" } else { tokens.text(at - 1) };
    let follower = tokens.text(next);
    let hyphen = !tokens.spaced(next) && matches!(follower, "-" | "\u{2010}" | "\u{2011}");
    // "Half Moon Bay": a name.
    if follower.starts_with(char::is_uppercase) && tokens.text(next - 1).starts_with(char::is_uppercase) {
        return false;
    }
    if hyphen || (at > 0 && !tokens.spaced(at) && matches!(before, "-" | "\u{2010}" | "\u{2011}")) {
        return false;
    }
    let quarter = tokens.is(next - 1, "quarter");
    let half = tokens.is(next - 1, "half");
    let article = tokens.is(at, "a") || tokens.is(at, "an");
    if half && !article {
        let ranked = number_word(before).is_some()
            || ["other", "better", "this", "each", "per", "later", "latter"]
                .iter()
                .any(|word| before.eq_ignore_ascii_case(word));
        return !ranked
            && !["past", "way", "term", "year", "time", "hour", "day"]
                .iter()
                .any(|word| follower.eq_ignore_ascii_case(word));
    }
    if quarter && !article {
        return false;
    }
    let word = tokens.kind(next) == Some(TokenKind::Word);
    !word
        || [
            "of", "more", "less", "fewer", "lower", "higher", "smaller", "larger", "to", "and", "or", "have",
            "had", "has", "were", "was", "are", "is", "as", "per", "since", "from", "in", "by",
        ]
        .iter()
        .any(|link| follower.eq_ignore_ascii_case(link))
}

fn with_scale(tokens: &Tokens<'_>, numeral: Numeral) -> Option<Numeral> {
    let mut numeral = numeral;
    // At most twice: "three lakh crore", "5 hundred thousand".
    for _ in 0..2 {
        let Some(scale) = scale_at(tokens, numeral.next) else { break };
        numeral = numeral.scaled(scale.decimal(), scale.next)?;
    }
    Some(numeral)
}

/// Smaller parts behind digits with a scale word: "4 thousand 3 hundred and 21", "6 million and two hundred".
fn with_tail(tokens: &Tokens<'_>, numeral: Numeral) -> Option<Numeral> {
    let Ok(scale) = u64::try_from(numeral.scale) else { return Some(numeral) };
    if scale < 100
        || !numeral.is_whole()
        || !tokens.spaced(numeral.next - 1) && scale != 100 && abbreviation(tokens, numeral.next - 1)
    {
        return Some(numeral);
    }
    let and = tokens.is(numeral.next, "and");
    let start = if and { numeral.next + 1 } else { numeral.next };
    if scale >= 1_000
        && let Some(part) = fraction::and_part(tokens, numeral.low, numeral.next)
        && !tokens.is(part.next, "of")
    {
        return of_its_scale(tokens, Numeral { next: part.next, ..numeral }, part, scale);
    }
    let tail = if tokens.kind(start) == Some(TokenKind::Digits) {
        digit_tail(tokens, start, scale, and)
    } else {
        words::cardinal_below(tokens, start, scale)
            .filter(|tail| scale == 100 || tail.number >= Decimal::ONE_HUNDRED)
            .map(|tail| (tail.number, tail.next))
    };
    let Some((more, next)) = tail else { return Some(numeral) };
    let number = numeral.low.checked_add(more)?;
    Some(Numeral { low: number, high: number, next, significant: digits_of(number), ..numeral })
}

fn abbreviation(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at).len() < 4
}

/// "3 hundred" behind "4 thousand", "21" behind "3 hundred and": other digits are a number of their own.
fn digit_tail(tokens: &Tokens<'_>, at: usize, scale: u64, and: bool) -> Option<(Decimal, usize)> {
    let literal = digits::literal(tokens, at).filter(|literal| literal.plain)?;
    if scale == 100 && and {
        let small = literal.number < Decimal::ONE_HUNDRED && scale_at(tokens, literal.next).is_none();
        return small.then_some((literal.number, literal.next));
    }
    let tail = with_scale(tokens, Numeral::new(literal.number, literal.next, Form::Plain, false))?;
    if tail.scale >= Decimal::from(scale) {
        return None;
    }
    let tail = with_tail(tokens, tail)?;
    let fits = !and && tail.scale >= Decimal::ONE_HUNDRED && tail.low < Decimal::from(scale);
    fits.then_some((tail.low, tail.next))
}

/// "point two five" or "point 25" behind a whole number.
fn spoken_decimals(tokens: &Tokens<'_>, whole: Decimal, at: usize) -> Option<(Decimal, usize)> {
    if !tokens.is(at, "point") {
        return None;
    }
    let mut digits = String::new();
    let mut next = at + 1;
    if tokens.kind(next) == Some(TokenKind::Digits) {
        digits.push_str(tokens.text(next));
        next += 1;
    } else {
        while let Some(word) = words::word_at(tokens, next) {
            let lexicon::Part::Ones(ones) = word.part else { break };
            if ones > 9 && !digits.is_empty() || digits.len() > 12 {
                break;
            }
            digits.push_str(&ones.to_string());
            next += 1;
            if ones > 9 {
                break;
            }
        }
    }
    if digits.is_empty() || digits.len() > 12 {
        return None;
    }
    let unscaled: i64 = digits.parse().ok()?;
    let part = Decimal::try_new(unscaled, u32::try_from(digits.len()).ok()?).ok()?;
    Some((whole.checked_add(part)?.normalize(), next))
}
