//! Reads whole numbers written in words, alone or behind digits ("4 thousand 3 hundred").
//! It must not know fractions, signs, units or what the number counts.

use rust_decimal::Decimal;

use super::lexicon::{NumberWord, Part};
use crate::values::token::{TokenKind, Tokens, is_dash};

/// A whole number in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cardinal {
    pub(crate) number: Decimal,
    pub(crate) next: usize,
    /// The largest scale word in it ("thousand", "million"), 1 if there is none.
    pub(crate) scale: u64,
    /// Where a last part joined by "and" starts ("three" in "one hundred and three"), with the number before it and its own value.
    pub(crate) tail: Option<Tail>,
}

/// The last part of a number that "and" joins: in "one hundred and three quarters" it belongs to the fraction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tail {
    pub(crate) before: Decimal,
    pub(crate) value: u64,
}

/// The number word at token `at`, if any.
pub(crate) fn word_at(tokens: &Tokens<'_>, at: usize) -> Option<NumberWord> {
    tokens.number_word(at)
}

/// The token after a hyphen that joins the words at `at - 1` and `at + 1`, or `at` itself where white space stands between them.
pub(crate) fn joined(tokens: &Tokens<'_>, at: usize) -> usize {
    let dash = tokens.kind(at) == Some(TokenKind::Sign)
        && tokens.text(at).chars().next().is_some_and(is_dash)
        && tokens.spaced(at) == tokens.spaced(at + 1);
    if dash { at + 1 } else { at }
}

/// The number in words that starts at token `at`. A bare scale word ("thousand") starts none; "a" does where a scale follows.
pub(crate) fn cardinal(tokens: &Tokens<'_>, at: usize) -> Option<Cardinal> {
    let mut sum = Sum::default();
    let mut next = at;
    if tokens.is(at, "a") && matches!(word_at(tokens, at + 1)?, word if is_scale(word) && !word.plural) {
        sum.group = 1;
        sum.group_digits = true;
        next = at + 1;
    } else if tokens.is(at + 1, "and")
        && word_at(tokens, at).is_some_and(|word| is_scale(word) && !word.plural)
    {
        // "hundred and fifty", where speech leaves out the "a": only with more of the number behind it.
        sum.group = 1;
        sum.group_digits = true;
        let found = sum.run(tokens, at)?;
        return found.tail.is_some().then_some(found);
    }
    sum.run(tokens, next)
}

/// Words behind digits and a scale: "200 thousand" in "3 million 200 thousand" has digits of its own and is not read here.
/// `limit` is the scale that they must stay below.
pub(crate) fn cardinal_below(tokens: &Tokens<'_>, at: usize, limit: u64) -> Option<Cardinal> {
    let found = Sum { limit, ..Sum::default() }.run(tokens, at)?;
    (found.number < Decimal::from(limit)).then_some(found)
}

/// What was read so far; `None` beyond what `Decimal` holds.
fn sum(total: u128, group: u64) -> Option<Decimal> {
    let total = i128::try_from(total.checked_add(u128::from(group))?).ok()?;
    Decimal::try_from_i128_with_scale(total, 0).ok()
}

fn is_scale(word: NumberWord) -> bool {
    matches!(word.part, Part::Hundred | Part::Scale(_))
}

/// A number while its words are being added.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// What stands before the current group, in full.
    total: u128,
    /// The current group, below its scale word: 0 to 9,999.
    group: u64,
    /// Whether the group has a word yet (so that "zero" counts as one).
    group_digits: bool,
    /// Whether "hundred" was said in this group.
    hundred: bool,
    /// The scale of the last group: the next one must be smaller.
    limit: u64,
    scale: u64,
    tail: Option<Tail>,
    /// A comma of the same number stands before its words.
    behind_comma: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Sum {
            total: 0,
            group: 0,
            group_digits: false,
            hundred: false,
            limit: u64::MAX,
            scale: 1,
            tail: None,
            behind_comma: false,
        }
    }
}

impl Sum {
    fn run(mut self, tokens: &Tokens<'_>, start: usize) -> Option<Cardinal> {
        let mut next = start;
        loop {
            let begun = self.begun();
            let at = if begun { joined(tokens, next) } else { next };
            if let Some(word) = word_at(tokens, at)
                && self.accepts(tokens, at, word, at > next)
            {
                self.add(word)?;
                next = at + 1;
                continue;
            }
            if begun {
                next = self.and_tail(tokens, next).unwrap_or(next);
                next = self.comma_tail(tokens, next).unwrap_or(next);
            }
            break;
        }
        if !self.begun() {
            return None;
        }
        let number = sum(self.total, self.group)?;
        Some(Cardinal { number, next, scale: self.scale, tail: self.tail })
    }

    fn begun(&self) -> bool {
        self.group_digits || self.total > 0
    }

    /// Whether the word may come next. `dashed`: a hyphen joins it to the word before.
    fn accepts(&self, tokens: &Tokens<'_>, at: usize, word: NumberWord, dashed: bool) -> bool {
        let spaced_dash = dashed && tokens.spaced(at);
        match word.part {
            Part::Ones(_) | Part::Tens(_) if word.plural => false,
            Part::Ones(ones) => {
                let behind_tens =
                    self.group.is_multiple_of(10) && self.group % 100 >= 20 && (1..10).contains(&ones);
                let free =
                    self.group_digits && self.hundred && self.group.is_multiple_of(100) && !spaced_dash;
                // "zero eight"
                let leading_zero =
                    self.group_digits && self.total == 0 && self.group == 0 && ones > 0 && !dashed;
                behind_tens
                    || free
                    || leading_zero
                    || (!self.group_digits && ones > 0 || !self.begun()) && !spaced_dash
            }
            Part::Tens(_) => {
                let free = !self.group_digits || self.hundred && self.group.is_multiple_of(100);
                free && !spaced_dash || (!dashed && self.spoken_hundred(tokens, at))
            }
            Part::Hundred => {
                self.limit > 100
                    && self.group_digits
                    && (1..100).contains(&self.group)
                    && !self.hundred
                    && !spaced_dash
            }
            Part::Scale(scale) => self.takes_scale(scale) && !spaced_dash,
            _ => false,
        }
    }

    /// "one twenty two": ones, tens and ones stand for hundreds, tens and ones; "two twenty-year terms" doesn't.
    fn spoken_hundred(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let last = word_at(tokens, at + 1);
        self.total == 0
            && (1..10).contains(&self.group)
            && matches!(last, Some(NumberWord { part: Part::Ones(1..10), .. }))
            && joined(tokens, at + 2) == at + 2
            && word_at(tokens, at + 2).is_none()
    }

    fn takes_scale(&self, scale: u64) -> bool {
        if self.group_digits {
            return self.group > 0 && scale < self.limit;
        }
        // "three lakh crore", "a thousand million".
        self.total > 0 && scale > self.limit
    }

    fn add(&mut self, word: NumberWord) -> Option<()> {
        match word.part {
            Part::Ones(ones) => self.group += ones,
            Part::Tens(tens) if self.group_digits && !self.hundred => {
                self.group = self.group * 100 + tens;
                self.hundred = true;
            }
            Part::Tens(tens) => self.group += tens,
            Part::Hundred => {
                self.group *= 100;
                self.hundred = true;
            }
            Part::Scale(scale) if self.group_digits => {
                self.total =
                    self.total.checked_add(u128::from(self.group).checked_mul(u128::from(scale))?)?;
                self.close(scale);
                return Some(());
            }
            Part::Scale(scale) => {
                self.total = self.total.checked_mul(u128::from(scale))?;
                self.close(scale);
                return Some(());
            }
            _ => return None,
        }
        self.group_digits = true;
        Some(())
    }

    fn close(&mut self, scale: u64) {
        self.group = 0;
        self.group_digits = false;
        self.hundred = false;
        self.limit = scale;
        self.scale = self.scale.max(scale);
    }

    /// "and" with a part that is smaller than what was said last: "one hundred and six", "two thousand and two hundred".
    /// The part may carry a scale of the whole ("five hundred and two thousand").
    fn and_tail(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let and = joined(tokens, at);
        if !(tokens.is(and, "and") || tokens.text(and) == "&") {
            return None;
        }
        let after_hundred = self.group_digits && self.hundred && self.group.is_multiple_of(100);
        let after_scale = !self.group_digits && self.total > 0 && self.limit >= 1_000;
        if !after_hundred && !after_scale {
            return None;
        }
        let start = if and > at { joined(tokens, and + 1) } else { and + 1 };
        let tail = Sum { limit: if after_hundred { 100 } else { self.limit }, ..Sum::default() }
            .run(tokens, start)?;
        let value = u64::try_from(tail.number).ok()?;
        let room = if after_hundred { 100 } else { self.limit };
        if value == 0 || value >= room {
            return None;
        }
        let before = sum(self.total, self.group)?;
        let whole = Sum { group: self.group + value, group_digits: true, ..*self };
        match word_at(tokens, tail.next) {
            Some(word @ NumberWord { part: Part::Scale(scale), .. })
                if after_hundred && whole.takes_scale(scale) =>
            {
                *self = whole;
                self.add(word)?;
                Some(self.rest(tokens, tail.next + 1))
            }
            // "two hundred and three hundred": the second part has a scale of its own and is another number.
            Some(NumberWord { part: Part::Hundred | Part::Scale(_), .. }) => None,
            _ => {
                *self = Sum { tail: Some(Tail { before, value }), ..whole };
                Some(tail.next)
            }
        }
    }

    /// "one million, two hundred thousand, five hundred and six": groups that commas part. The first comma needs a group with
    /// a scale of its own behind it, since "of one thousand, two hundred died" speaks of two numbers.
    fn comma_tail(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let after_scale = !self.group_digits && self.total > 0 && self.limit >= 1_000;
        let comma = tokens.text(at) == "," && !tokens.spaced(at) && tokens.spaced(at + 1);
        if !after_scale || !comma {
            return None;
        }
        let tail = Sum { limit: self.limit, behind_comma: true, ..Sum::default() }.run(tokens, at + 1)?;
        let value = u64::try_from(tail.number).ok()?;
        let fits = value < self.limit && (tail.scale >= 1_000 || self.behind_comma && value >= 100);
        if !fits {
            return None;
        }
        self.group = value;
        self.group_digits = true;
        Some(tail.next)
    }

    /// Further groups behind a scale word that followed an "and".
    fn rest(&mut self, tokens: &Tokens<'_>, at: usize) -> usize {
        let mut next = at;
        while let Some(word) = word_at(tokens, joined(tokens, next)) {
            let place = joined(tokens, next);
            if !self.accepts(tokens, place, word, place > next) || self.add(word).is_none() {
                break;
            }
            next = place + 1;
        }
        self.and_tail(tokens, next).unwrap_or(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn read(text: &str) -> Option<(String, usize)> {
        let tokens = Tokens::new(text, Span::new(0, text.len()));
        cardinal(&tokens, 0).map(|found| (found.number.to_string(), tokens.len() - found.next))
    }

    #[test]
    fn numbers_in_words_are_read_whole() {
        for (text, wanted) in [
            ("zero", "0"),
            ("seventeen", "17"),
            ("forty-two", "42"),
            ("forty two", "42"),
            ("forty - two", "42"),
            ("a hundred", "100"),
            ("one hundred and six", "106"),
            ("two hundred and fifty thousand", "250000"),
            ("two hundred and fifty thousand four hundred and three", "250403"),
            ("five thousand and three hundred", "5300"),
            ("eighteen hundred and twelve", "1812"),
            ("forty five hundred", "4500"),
            ("three million two hundred sixty-one thousand nine hundred four", "3261904"),
            ("two trillion", "2000000000000"),
            ("four lakh crore", "4000000000000"),
            ("seven crore three lakh", "70300000"),
            ("one thirty five", "135"),
            ("one million, two hundred thousand", "1200000"),
            ("two million, forty thousand, three hundred and six", "2040306"),
        ] {
            assert_eq!(read(text), Some((wanted.to_owned(), 0)), "{text}");
        }
    }

    #[test]
    fn what_does_not_belong_is_left() {
        for (text, wanted, left) in [
            ("two hundred and three hundred", "200", 3),
            ("one two three", "1", 2),
            ("twenty fifteen", "20", 1),
            ("fifty zero", "50", 1),
            ("two thirty-day notices", "2", 4),
            ("three and four", "3", 2),
            ("five million and six million", "5000000", 3),
            ("sixty and two", "60", 2),
            ("two and three", "2", 2),
            ("one thousand, two hundred", "1000", 3),
            ("one million, two", "1000000", 2),
        ] {
            assert_eq!(read(text), Some((wanted.to_owned(), left)), "{text}");
        }
    }

    #[test]
    fn a_bare_scale_is_no_number() {
        for text in ["thousand", "hundred people", "millions", "a million-dollar", "a few", "a"] {
            if text == "a million-dollar" {
                assert_eq!(read(text), Some(("1000000".to_owned(), 2)), "{text}");
            } else {
                assert_eq!(read(text), None, "{text}");
            }
        }
    }
}
