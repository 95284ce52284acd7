//! What else a text says about a value: a rate, a part, "another", a change; two values that differ in this fill different slots.
//! It must not know how well the surroundings fit.

use super::token::Token;

/// Commas over which a list of parts reaches.
const LISTED: usize = 8;

/// Points in which a value may be narrowed by the words beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Qualifiers {
    /// "per day", "a year", "each", "annually".
    pub(crate) rate: bool,
    /// "of whom", "of which", "among them", "of these".
    pub(crate) part: bool,
    /// "including 10 in the north": one of several parts of what stands before.
    pub(crate) listed: bool,
    /// "another", "an additional", "the other", "three more".
    pub(crate) other: bool,
    /// "by 5 %": a difference, no level.
    pub(crate) change: bool,
    /// "to 5 %": a level that was reached.
    pub(crate) level: bool,
    /// "from 5 %", "its original 12": a level that was left.
    pub(crate) origin: bool,
    /// "according to a 1956 letter": tells of what is cited, not of what happened.
    pub(crate) cited: bool,
    /// "when she was 12": an age, which counts nothing.
    pub(crate) age: bool,
}

impl Qualifiers {
    pub fn is_listed(self) -> bool {
        self.listed
    }

    pub fn is_origin(self) -> bool {
        self.origin
    }

    pub fn is_other(self) -> bool {
        self.other
    }
}

/// Reads the points of the value that stands at tokens `opening..end` (its operator included).
pub(super) fn qualifiers(tokens: &[Token], opening: usize, end: usize) -> Qualifiers {
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    let before = |distance: usize| opening.checked_sub(distance).map_or("", word);
    let behind = tokens.get(end..tokens.len().min(end + 5)).unwrap_or_default();
    let close = behind
        .iter()
        .take_while(|token| !matches!(&*token.lower, "," | "." | ";" | "(" | "or" | "and"))
        .map(|token| &*token.lower);
    let close: Vec<&str> = close.collect();
    let is_rate = |word: &&str| {
        matches!(
            *word,
            "per" | "each" | "annually" | "yearly" | "daily" | "monthly" | "weekly" | "apiece" | "annual"
        )
    };
    let article_of_time = close.windows(2).any(|pair| {
        matches!(
            pair,
            [
                "a" | "an",
                "day" | "week" | "month" | "year" | "hour" | "minute" | "night" | "head" | "piece" | "person"
            ]
        )
    });
    let is_other =
        |word: &str| matches!(word, "other" | "others" | "another" | "additional" | "further" | "extra");
    Qualifiers {
        rate: close.iter().any(is_rate) || article_of_time || before(1) == "annual",
        part: close
            .windows(2)
            .any(|pair| matches!(pair, ["of", "them" | "these" | "those" | "whom" | "which"]))
            || matches!(
                (before(2), before(1)),
                ("of", "whom" | "which" | "these" | "them") | ("among", "them" | "these")
            ),
        listed: is_listed(tokens, opening),
        other: is_other(before(1))
            || is_other(before(2))
            || close.iter().take(2).any(|word| is_other(word))
            || close.first() == Some(&"more"),
        change: before(1) == "by" || is_change(before(1), tokens, opening),
        level: before(1) == "to",
        origin: matches!(before(1), "from" | "original" | "initial")
            || (before(2) == "from" && matches!(before(1), "the" | "its" | "a")),
        cited: is_cited(tokens, opening),
        age: is_age(before(2), before(1)) && behind.first().is_none_or(|next| next.sign || next.stop),
    }
}

/// Words between "according to" and the value of what is cited.
const CITED_REACH: usize = 4;

fn is_cited(tokens: &[Token], opening: usize) -> bool {
    let from = opening.saturating_sub(CITED_REACH + 2);
    let before = tokens.get(from..opening).unwrap_or_default();
    let to = before
        .windows(2)
        .rposition(|pair| matches!(pair, [a, b] if &*a.lower == "according" && &*b.lower == "to"));
    to.is_some_and(|to| before.get(to..).unwrap_or_default().iter().all(|token| !token.sign))
}

fn is_age(pronoun: &str, verb: &str) -> bool {
    verb == "aged"
        || matches!(verb, "was" | "is" | "were" | "turned")
            && matches!(pronoun, "he" | "she" | "who" | "they")
}

/// "grew 20 %", "up 17 %": a difference without its "by".
fn is_change(before: &str, tokens: &[Token], opening: usize) -> bool {
    let lemma = opening.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", Token::lemma);
    matches!(
        lemma,
        "grow"
            | "rise"
            | "increase"
            | "gain"
            | "climb"
            | "jump"
            | "surge"
            | "soar"
            | "add"
            | "fall"
            | "drop"
            | "decline"
            | "decrease"
            | "slide"
            | "plunge"
            | "slump"
            | "shrink"
            | "lose"
            | "shed"
            | "dip"
            | "tumble"
    ) || matches!(before, "up" | "down")
}

/// "18 cases, including 10 in the north, three in the east": each is a part of what stands before "including".
fn is_listed(tokens: &[Token], opening: usize) -> bool {
    let before = tokens.get(..opening).unwrap_or_default();
    let back = before.iter().rev().take_while(|token| !matches!(&*token.lower, ";" | "." | ":"));
    let mut items = 0;
    for token in back {
        match &*token.lower {
            "including" | "comprising" => return true,
            "," | "and" => items += 1,
            _ => {}
        }
        if items > LISTED {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::view::SentenceView;
    use super::Qualifiers;
    use crate::text::Span;
    use crate::values::scan;

    /// Points of the last value of a sentence.
    fn last(text: &str) -> Qualifiers {
        let span = Span::new(0, text.len());
        let view = SentenceView::read(text, span, &scan(text, span));
        view.values.last().unwrap().qualifiers
    }

    #[test]
    fn words_beside_a_value_narrow_it() {
        assert!(last("The camp feeds 8,000 people per day.").rate);
        assert!(last("The camp feeds 8,000 people a day.").rate);
        assert!(last("It lists forty bodies, of which 12 are councils.").part);
        assert!(last("It works with another 20 offices.").other);
        assert!(last("Its budget grew by 65,000 dollars.").change);
        assert!(last("It grew from its original 12 members.").origin);
        assert!(last("Its budget grew 12 %.").change);
        assert!(last("It names 18 bodies, including three ministries and 12 councils.").listed);
        assert!(last("According to a 1956 letter, she wrote it.").cited);
        assert!(!last("According to the council, it opened in 1956.").cited);
        assert!(last("She left the island when she was 12.").age);
        assert!(last("Her son (who left when he was 12) and she wrote.").age);
        assert!(!last("The number of schools was 12.").age);
        assert!(!last("It spent 3 million or 6 dollars per head.").change);
        assert!(!last("It covers 18 bodies, and the fund pays 12 clerks.").listed);
        assert_eq!(last("The camp feeds 8,000 people."), Qualifiers::default());
    }
}
