//! Finds the place of a source that a quotation's words come from, changed or not.
//! It must not know what a finding is.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::claims::{Token, fold_spelling};
use crate::text::Span;

/// Where a stretch of words stands in a source's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Tokens of the source, half open.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Words changed, added or left out.
    pub(super) edits: usize,
}

/// The words as they are compared: case, typography and British or American endings make no other word.
pub(super) fn comparable(tokens: &[Token<'_>]) -> Vec<String> {
    tokens.iter().map(|token| fold_spelling(&token.lower.to_lowercase()).replace('’', "'")).collect()
}

/// The place with the fewest edits, the leftmost of equals (Sellers 1980: an edit distance whose ends are free in the source).
/// Costs the product of both lengths.
pub(super) fn closest(quoted: &[String], source: &[String]) -> Option<Place> {
    if quoted.is_empty() || source.is_empty() {
        return None;
    }
    // Each cell: edits so far and the source token at which this match began.
    let mut above: Vec<(usize, usize)> = (0..=source.len()).map(|start| (0, start)).collect();
    for (row, word) in quoted.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push((row + 1, 0));
        for (column, other) in source.iter().enumerate() {
            let cell =
                |cells: &[(usize, usize)], at: usize| cells.get(at).copied().unwrap_or((usize::MAX / 2, 0));
            let (diagonal, up, left) =
                (cell(&above, column), cell(&above, column + 1), cell(&current, column));
            let changed = (diagonal.0 + usize::from(word != other), diagonal.1);
            let added = (up.0 + 1, up.1);
            let left_out = (left.0 + 1, left.1);
            current.push(changed.min(added).min(left_out));
        }
        above = current;
    }
    let (end, (edits, first)) = above.iter().copied().enumerate().min_by_key(|(_, cell)| cell.0)?;
    (first < end).then_some(Place { first, end, edits })
}

/// One difference: words of the draft and of the source that stand in each other's place; one side may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) quoted: Span,
    pub(super) source: Span,
}

/// What differs between a quotation's words and those of its place.
pub(super) fn changes(quoted: &[Token<'_>], source: &[Token<'_>]) -> Vec<Change> {
    let (ours, theirs) = (comparable(quoted), comparable(source));
    let ops = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let differing = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    differing
        .map(|op| Change { quoted: cover(quoted, op.old_range()), source: cover(source, op.new_range()) })
        .collect()
}

/// The span of a range of tokens; an empty one before the next token.
fn cover(tokens: &[Token<'_>], range: std::ops::Range<usize>) -> Span {
    let inside = tokens.get(range.clone()).unwrap_or(&[]);
    match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => {
            let at = tokens
                .get(range.start)
                .map_or_else(|| tokens.last().map_or(0, |last| last.span.end), |next| next.span.start);
            Span { start: at, end: at }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::tokens_of;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        tokens_of(text, Span::new(0, text.len()))
    }

    #[test]
    fn the_closest_place_is_found_with_its_edits() {
        let source = "Yesterday the port was closed by the storm and no ship left.";
        for (quoted, place, edits) in [
            ("the port was closed", "the port was closed", 0),
            ("the port was shut by the storm", "the port was closed by the storm", 1),
            ("the port closed by the storm", "the port was closed by the storm", 1),
            ("No ship ever left", "no ship left", 1),
        ] {
            let (ours, theirs) = (tokens(quoted), tokens(source));
            let found = closest(&comparable(&ours), &comparable(&theirs)).unwrap();
            let span = theirs[found.first].span.cover(theirs[found.end - 1].span);
            assert_eq!((span.of(source), found.edits), (place, edits), "{quoted}");
        }
    }

    #[test]
    fn a_change_names_both_sides() {
        let (ours, theirs) = ("the port was shut by a storm", "the port was closed by the big storm");
        let changes = changes(&tokens(ours), &tokens(theirs));
        let shown: Vec<(&str, &str)> =
            changes.iter().map(|change| (change.quoted.of(ours), change.source.of(theirs))).collect();
        assert_eq!(shown, [("shut", "closed"), ("a", "the big")]);
    }
}
