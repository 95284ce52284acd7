//! Stems: one number for all forms of a word, so that "operates", "Operating" and "organisation", "Organization" meet.
//! It must not know sentences: a stem depends on the word alone.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Hash of a word's stem: small, and the same in every run and on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Stem(pub u64);

/// The stem of one word as written: case, accents and British or American spelling folded, then Snowball English.
pub fn stem_of(word: &str) -> Stem {
    let lower = fold(word);
    let spelt = fold_spelling(&lower);
    let stemmer = Stemmer::create(Algorithm::English);
    Stem(fnv(stemmer.stem(&spelt).as_bytes()))
}

fn fold(word: &str) -> Cow<'_, str> {
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    if bare.is_ascii() {
        return if bare.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(bare.to_ascii_lowercase())
        } else {
            Cow::Borrowed(bare)
        };
    }
    Cow::Owned(bare.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect())
}

/// Endings that differ between British and American English, longest first. The stems of both sides then agree.
const ENDINGS: [(&str, &str); 20] = [
    ("isations", "izations"),
    ("isation", "ization"),
    ("programmes", "programs"),
    ("programme", "program"),
    ("yising", "yzing"),
    ("centres", "centers"),
    ("centre", "center"),
    ("labour", "labor"),
    ("defence", "defense"),
    ("licence", "license"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("yse", "yze"),
    ("yses", "yzes"),
    ("ise", "ize"),
    ("ours", "ors"),
    ("our", "or"),
    ("elling", "eling"),
    ("elled", "eled"),
];

/// A word in lower case as Americans spell it.
pub fn fold_spelling(word: &str) -> Cow<'_, str> {
    for (british, american) in ENDINGS {
        let Some(head) = word.strip_suffix(british) else { continue };
        // "rise", "four" and "hour" have no second spelling.
        if head.len() < 3 && british.len() < 5 {
            return Cow::Borrowed(word);
        }
        return Cow::Owned(format!("{head}{american}"));
    }
    Cow::Borrowed(word)
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Words that say nothing of a sentence's matter, in lower case.
pub fn is_stop_word(lower: &str) -> bool {
    STOP_WORDS.binary_search(&lower).is_ok()
}

/// In the order of their bytes, for the binary search.
const STOP_WORDS: [&str; 151] = [
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "all",
    "almost",
    "along",
    "already",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "be",
    "became",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "due",
    "during",
    "each",
    "either",
    "etc",
    "even",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "however",
    "if",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "like",
    "may",
    "me",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "nearly",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "s",
    "same",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "thus",
    "to",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_spellings_of_a_word_share_a_stem() {
        let rows = [
            ("operating", "operates"),
            ("organisation", "Organizations"),
            ("organise", "organized"),
            ("Programme", "programs"),
            ("Centre", "center"),
            ("labour", "labor"),
            ("Azerbaijan’s", "Azerbaijan"),
            ("café", "Cafe"),
        ];
        for (a, b) in rows {
            assert_eq!(stem_of(a), stem_of(b), "{a} {b}");
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (a, b) in [("commission", "committee"), ("centre", "century"), ("four", "for"), ("rise", "rice")]
        {
            assert_ne!(stem_of(a), stem_of(b), "{a} {b}");
        }
    }

    #[test]
    fn stop_words_are_in_the_order_that_the_search_needs() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("the") && is_stop_word("your") && !is_stop_word("office"));
    }
}
