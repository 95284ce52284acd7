//! What rules about predicates need to know of English: forms of verbs, noun phrases, words that stand for each other.
//! It must not know drafts or sources.

use crate::check::written::{is_small_number, with_first};
use crate::claims::{self, Token};
use crate::text::Span;
use crate::words::{self, Tag, lemma, word_id};

/// Whether two words in lower case may name the same act: "closure" and "close", "return" and "returned".
pub(super) fn same_act(a: &str, b: &str) -> bool {
    let (a, b) = (lemma(a), lemma(b));
    if a == b {
        return true;
    }
    let relation = words::relate((&a, word_id(&a)), (&b, word_id(&b)));
    match relation.tag {
        Tag::Same | Tag::Derived => true,
        Tag::Stem => relation.score > 0.9,
        Tag::Synonym => relation.score >= 0.85,
        _ => false,
    }
}

/// "closed", "gave", "built": a finite past or a participle of a verb.
pub(super) fn is_past(lower: &str) -> bool {
    if lower.ends_with("ing") || lower.ends_with('s') || lower.len() < 3 {
        return false;
    }
    let base = lemma(lower);
    base != lower && (lower.ends_with("ed") || is_verb(&base)) && !matches!(lower, "more" | "less" | "better")
}

pub(super) fn is_verb(lemma: &str) -> bool {
    word_id(lemma).and_then(words::part_of_speech) == Some(b'v')
}

pub(super) fn is_being(lower: &str) -> bool {
    matches!(lower, "is" | "are" | "was" | "were" | "been" | "being" | "be")
}

pub(super) fn is_having(lower: &str) -> bool {
    matches!(lower, "has" | "have" | "had")
}

/// Adverbs that stand inside a verb group.
pub(super) fn is_adverb(lower: &str) -> bool {
    lower.ends_with("ly")
        || matches!(
            lower,
            "already" | "since" | "now" | "also" | "then" | "once" | "twice" | "even" | "just" | "again"
        )
}

/// Words that end a noun phrase to their right or left.
pub(super) fn is_adjunct(lower: &str) -> bool {
    matches!(
        lower,
        "in" | "on"
            | "at"
            | "during"
            | "since"
            | "after"
            | "before"
            | "with"
            | "by"
            | "under"
            | "from"
            | "to"
            | "as"
            | "into"
            | "until"
            | "through"
            | "against"
            | "over"
            | "within"
            | "between"
            | "than"
    )
}

/// Words behind which another clause begins, "that" among them.
pub(super) fn opens_clause(lower: &str) -> bool {
    lower == "that" || claims::opens_clause(lower)
}

pub(super) fn is_article(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "this" | "these" | "some")
}

/// The words of a token list from `first` to `last`, both included.
pub(super) fn span_of(tokens: &[Token<'_>], first: usize, last: usize) -> Span {
    match (tokens.get(first), tokens.get(last)) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

pub(super) fn word<'t>(tokens: &'t [Token<'_>], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| &token.lower)
}

pub(super) fn word_before<'t>(tokens: &'t [Token<'_>], at: usize, back: usize) -> &'t str {
    at.checked_sub(back).map_or("", |at| word(tokens, at))
}

/// The text under a span on one line.
pub(super) fn one_line(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that begin many sentences and are no names. "May" and "will" may be.
const OPENERS: [&str; 60] = [
    "about",
    "after",
    "all",
    "almost",
    "although",
    "among",
    "another",
    "approximately",
    "around",
    "as",
    "at",
    "because",
    "before",
    "between",
    "both",
    "by",
    "despite",
    "during",
    "each",
    "every",
    "few",
    "fewer",
    "for",
    "from",
    "he",
    "her",
    "his",
    "if",
    "in",
    "it",
    "its",
    "less",
    "many",
    "more",
    "most",
    "nearly",
    "no",
    "of",
    "on",
    "only",
    "other",
    "over",
    "roughly",
    "several",
    "she",
    "since",
    "some",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "under",
    "until",
    "up",
    "we",
    "when",
    "while",
    "with",
];

/// With a small first letter, unless the word is written with capitals for its own sake: "The fund", "UNDP", "Azerbaijan".
pub(super) fn lowered(phrase: &str) -> String {
    let first = phrase.split_whitespace().next().unwrap_or("");
    let lower = first.to_lowercase();
    let number = lower.split('-').all(is_small_number);
    let ordinary = number || is_article(&lower) || OPENERS.contains(&&*lower);
    if ordinary { with_first(phrase, char::to_lowercase) } else { phrase.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_act_meet() {
        for (a, b) in
            [("closure", "close"), ("returned", "return"), ("expulsion", "expel"), ("supporting", "support")]
        {
            assert!(same_act(a, b), "{a} / {b}");
        }
        for (a, b) in [("open", "close"), ("returned", "registered"), ("station", "state")] {
            assert!(!same_act(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn past_forms_are_told_from_others() {
        for past in ["closed", "gave", "built", "returned", "held", "completed"] {
            assert!(is_past(past), "{past}");
        }
        for other in ["close", "gives", "building", "red", "families", "office", "speed", "more"] {
            assert!(!is_past(other), "{other}");
        }
    }

    #[test]
    fn a_sentence_put_behind_an_opening_loses_only_an_articles_capital() {
        assert_eq!(lowered("The fund paid."), "the fund paid.");
        assert_eq!(lowered("UNDP paid."), "UNDP paid.");
        assert_eq!(lowered("Seventeen people left."), "seventeen people left.");
        assert_eq!(lowered("Forty-two left."), "forty-two left.");
        assert_eq!(lowered("Several left."), "several left.");
        assert_eq!(lowered("Oakham paid."), "Oakham paid.");
        assert_eq!(crate::check::written::raised("the fund"), "The fund");
    }
}
