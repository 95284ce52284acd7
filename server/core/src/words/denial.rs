//! Words that deny what is said.
//! It must not know how far a denial reaches, nor that two of them may cancel out.

/// Whether a word in lower case denies by itself; "n't" is a part of a word and not among them.
pub fn denies(lower: &str) -> bool {
    matches!(
        lower,
        "not"
            | "no"
            | "never"
            | "without"
            | "none"
            | "neither"
            | "nor"
            | "nobody"
            | "nothing"
            | "cannot"
            | "hardly"
    )
}
