//! Cuts the readable part of a sentence that tells one fact.
//! It must not know which fact it is.

use crate::text::Span;

/// Bytes to each side of the value that an excerpt shows at most.
const REACH: usize = 110;

/// A readable part of the sentence around the value: the whole sentence where it is short, else cut between words.
pub(super) fn excerpt_of(text: &str, sentence: Span, value: Span) -> Span {
    let from = (value.start as usize).saturating_sub(REACH).max(sentence.start as usize);
    let to = (value.end as usize + REACH).min(sentence.end as usize);
    let start =
        if from == sentence.start as usize { from } else { next_break(text, from, value.start as usize) };
    let end = if to == sentence.end as usize { to } else { last_break(text, value.end as usize, to) };
    Span::new(start, end)
}

fn next_break(text: &str, from: usize, limit: usize) -> usize {
    let boundary = (from..=limit).find(|at| text.is_char_boundary(*at)).unwrap_or(limit);
    let part = text.get(boundary..limit).unwrap_or("");
    part.find(char::is_whitespace).map_or(boundary, |at| boundary + at + 1)
}

fn last_break(text: &str, from: usize, limit: usize) -> usize {
    let boundary = (from..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from);
    let part = text.get(from..boundary).unwrap_or("");
    part.rfind(char::is_whitespace).map_or(boundary, |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt<'t>(text: &'t str, value: &str) -> &'t str {
        let at = text.find(value).unwrap();
        excerpt_of(text, Span::new(0, text.len()), Span::new(at, at + value.len())).of(text)
    }

    #[test]
    fn a_short_sentence_is_shown_whole() {
        assert_eq!(excerpt("The fund was founded in 1990.", "1990"), "The fund was founded in 1990.");
    }

    #[test]
    fn a_long_one_is_cut_between_words_on_both_sides_of_the_value() {
        let long = format!("{} paid 1990 farmers {}.", "early ".repeat(40), "überall ".repeat(40).trim());
        let shown = excerpt(&long, "1990");
        assert!(
            shown.starts_with("early ") && shown.ends_with("überall") && shown.contains("paid 1990 farmers")
        );
        assert!(shown.len() < 250);
    }
}
