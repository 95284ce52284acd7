//! Words that carry no content of their own and never anchor a claim.
//! It must not know negation or operators: those read the same words for another end.

/// In alphabetical order, for binary search.
const STOP: &[&str] = &[
    "'", "'s", "a", "about", "above", "after", "against", "all", "also", "am", "among", "an", "and", "any",
    "are", "around", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both",
    "but", "by", "can", "could", "did", "do", "does", "doing", "done", "down", "during", "each", "for",
    "from", "had", "has", "have", "having", "he", "her", "here", "him", "his", "how", "i", "if", "in",
    "into", "is", "it", "its", "just", "least", "less", "may", "me", "might", "more", "most", "must", "my",
    "n't", "no", "nor", "not", "of", "off", "on", "only", "onto", "or", "other", "our", "out", "over", "own",
    "per", "same", "shall", "she", "should", "since", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until",
    "up", "upon", "us", "very", "via", "was", "we", "were", "what", "when", "where", "which", "while", "who",
    "whom", "whose", "why", "will", "with", "within", "would", "you", "your",
];

/// Whether a word in lower case is a stop word.
pub fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::STOP.is_sorted());
    }
}
