//! Words that are capitalised for another reason than that they name something, and words that tell what a name beside them names.
//! It must not know how a name is put together.

use crate::names::{alignment, people};
use crate::words;

/// Nouns in small letters that say what the name before them names.
pub(super) fn shows_kind(word: &str) -> bool {
    matches!(
        word,
        "agreement"
            | "campaign"
            | "city"
            | "convention"
            | "district"
            | "initiative"
            | "island"
            | "process"
            | "program"
            | "programme"
            | "project"
            | "province"
            | "region"
            | "river"
            | "scheme"
            | "treaty"
            | "village"
    )
}

/// Articles, prepositions, pronouns and the like, which are capitalised for their place alone.
pub(super) fn is_function_word(word: &str) -> bool {
    let mut buffer = [0_u8; 12];
    let bytes = word.as_bytes();
    let Some(low) = buffer.get_mut(..bytes.len()) else { return false };
    low.copy_from_slice(bytes);
    low.make_ascii_lowercase();
    let Ok(low) = std::str::from_utf8(low) else { return false };
    let small = words::is_stop(low) || alignment::is_free(low) || OPENERS.binary_search(&low).is_ok();
    // "IT", "US", "WHO" in capitals are no function words.
    small && !(word.len() >= 2 && bytes.iter().all(u8::is_ascii_uppercase))
}

/// Words that often open a sentence and head no name.
const OPENERS: &[&str] = &[
    "according",
    "additionally",
    "along",
    "already",
    "although",
    "another",
    "because",
    "besides",
    "consequently",
    "despite",
    "due",
    "earlier",
    "either",
    "especially",
    "even",
    "every",
    "finally",
    "first",
    "following",
    "furthermore",
    "given",
    "hence",
    "however",
    "indeed",
    "instead",
    "last",
    "later",
    "like",
    "many",
    "meanwhile",
    "moreover",
    "most",
    "much",
    "nearly",
    "neither",
    "nevertheless",
    "next",
    "no",
    "now",
    "often",
    "once",
    "otherwise",
    "overall",
    "perhaps",
    "rather",
    "recently",
    "second",
    "several",
    "similarly",
    "sometimes",
    "soon",
    "still",
    "thanks",
    "therefore",
    "third",
    "though",
    "three",
    "thus",
    "today",
    "together",
    "two",
    "unlike",
    "upon",
    "usually",
    "whereas",
    "whether",
    "yes",
    "yet",
];

/// Words whose possessive stands inside names: "Children's Fund", "People's Republic", "Workers' Party". Any other owns the name behind it.
pub(super) fn owns_inside_name(word: &str) -> bool {
    const OWNERS: &[&str] = &[
        "Boys",
        "Child",
        "Children",
        "Citizens",
        "Consumers",
        "Employers",
        "Farmers",
        "Fishermen",
        "Girls",
        "Journalists",
        "King",
        "Lawyers",
        "Lloyd",
        "Men",
        "Mothers",
        "Nurses",
        "Parents",
        "Patients",
        "People",
        "Peoples",
        "Physicians",
        "Pilots",
        "Queen",
        "Scholars",
        "Students",
        "Teachers",
        "Traders",
        "Veterans",
        "Women",
        "Workers",
        "Writers",
    ];
    OWNERS.binary_search(&word).is_ok()
}

/// Whether a word is none of the dictionary's common ones, so that its capital at the start of a sentence is a name's: "Nokia".
/// A people describes more often than it names ("Kenyan schools").
pub(super) fn is_no_common_word(word: &str) -> bool {
    if word.chars().count() < 3 {
        return false;
    }
    let low = word.to_lowercase();
    let lemma = words::lemma(&low);
    let proper = |word: &str| words::word_id(word).is_some_and(words::is_proper);
    let common = words::is_known(&lemma) && !proper(&lemma) || words::is_known(&low) && !proper(&low);
    !common && !people::is_people(&low)
}

/// "II", "IV", "XXIII": the number of a ruler, a war or a stage.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(OPENERS.is_sorted());
        for word in ["Boys", "Lloyd", "Writers"] {
            assert!(owns_inside_name(word), "{word}");
        }
        assert!(!owns_inside_name("Kenya"));
    }

    #[test]
    fn common_words_and_others() {
        for word in ["Mkhize", "Nokia", "Oduya"] {
            assert!(is_no_common_word(word), "{word}");
        }
        for word in ["Relations", "Doctors", "Kenyan", "Save", "An"] {
            assert!(!is_no_common_word(word), "{word}");
        }
    }
}
