//! Two numbers that make one value: the score of a game ("17–14", "2 – 0"), a ratio in words ("a ratio of 8 : 1").
//! It must not know the claim or the source, only one sentence.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::token::Token;
use super::view::SlotValue;
use crate::values::{Interval, Kind, Meaning, Operator, Value};

/// No side of a score has more digits.
const DIGITS: usize = 3;
/// Tokens around two rising numbers among which a word must say that they are a score.
const CUE_REACH: usize = 8;
/// Tokens before two numbers among which a word must say that they are a ratio.
const RATIO_REACH: usize = 24;

/// Finds scores and ratios, and takes the numbers that they are made of out of the contest.
pub(super) fn read_pairs(tokens: &mut [Token], values: &mut Vec<SlotValue>) {
    for at in 0..tokens.len() {
        if let Some((pair, end)) = score_at(tokens, values, at).or_else(|| words_at(tokens, values, at)) {
            add_score(tokens, values, (at, end), pair);
        }
        read_ratio(tokens, values, at);
    }
}

/// The two sides and the end of a score that starts at token `at`.
fn score_at(tokens: &[Token], values: &[SlotValue], at: usize) -> Option<((u32, u32), usize)> {
    let token = tokens.get(at)?;
    let (sides, end) = match token.lower.split_once('-') {
        Some((a, b)) => ((side(a)?, side(b)?), at + 1),
        None => {
            let dash = matches!(&*tokens.get(at + 1)?.lower, "-" | "–" | "—" | "--");
            ((side(&token.lower)?, side(&tokens.get(at + 2).filter(|_| dash)?.lower)?), at + 3)
        }
    };
    let longer = [at.checked_sub(1), Some(end)].into_iter().flatten().filter_map(|near| tokens.get(near));
    if longer.clone().any(|near| matches!(&*near.lower, "-" | "–" | "/" | "%" | "$" | "€" | "£")) {
        return None;
    }
    let read: Vec<&SlotValue> = (at..end).filter_map(|at| value_of(tokens, values, at)).collect();
    let plain =
        |value: &&SlotValue| value.value.kind == Kind::Number && value.value.operator == Operator::Equal;
    let range =
        |value: &&SlotValue| value.value.kind == Kind::Number && value.value.operator == Operator::Between;
    let allowed =
        read.iter().all(plain) || (read.iter().all(range) && read.iter().all(|value| value.heads.is_empty()));
    let said = sides.0 >= sides.1 && read.iter().all(plain) || is_game(tokens, at);
    (allowed && said).then_some((sides, end))
}

/// "two sets to one", "three games to nil": sides in words.
fn words_at(tokens: &[Token], values: &[SlotValue], at: usize) -> Option<((u32, u32), usize)> {
    let whole = |at: usize| {
        if tokens.get(at).is_some_and(|token| matches!(&*token.lower, "nil" | "zero" | "none")) {
            return Some(0);
        }
        if tokens.get(at).is_some_and(|token| &*token.lower == "one") {
            return Some(1);
        }
        let value = value_of(tokens, values, at).filter(|value| value.first == at && value.end == at + 1)?;
        let plain = value.value.kind == Kind::Number && value.value.operator == Operator::Equal;
        u32::try_from(value.value.interval.stated().filter(|_| plain)?).ok().filter(|side| *side < 100)
    };
    let first = whole(at)?;
    let noun = tokens.get(at + 1).is_some_and(|token| {
        matches!(
            token.lemma(),
            "set" | "game" | "test" | "match" | "goal" | "vote" | "round" | "leg" | "frame" | "run" | "win"
        )
    });
    let to = at + 1 + usize::from(noun);
    let joined = noun && tokens.get(to).is_some_and(|token| &*token.lower == "to");
    let second = whole(to + 1).filter(|_| joined)?;
    Some(((first, second), to + 2))
}

fn side(digits: &str) -> Option<u32> {
    let plain = (1..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

fn value_of<'v>(tokens: &[Token], values: &'v [SlotValue], at: usize) -> Option<&'v SlotValue> {
    values.get(usize::from(tokens.get(at)?.value?))
}

/// Whether a word nearby speaks of a game or a vote.
fn is_game(tokens: &[Token], at: usize) -> bool {
    let around =
        tokens.get(at.saturating_sub(CUE_REACH)..tokens.len().min(at + CUE_REACH)).unwrap_or_default();
    let cue = |token: &Token| {
        matches!(
            token.lemma(),
            "score"
                | "series"
                | "win"
                | "beat"
                | "defeat"
                | "lose"
                | "draw"
                | "tie"
                | "lead"
                | "trail"
                | "match"
                | "game"
                | "goal"
                | "victory"
                | "vote"
                | "level"
                | "loss"
                | "set"
        )
    };
    around.iter().any(cue)
}

fn add_score(
    tokens: &mut [Token],
    values: &mut Vec<SlotValue>,
    (first, end): (usize, usize),
    pair: (u32, u32),
) {
    for at in first..end {
        let read = tokens.get(at).and_then(|token| token.value);
        if let Some(value) = read.and_then(|number| values.get_mut(usize::from(number))) {
            value.in_name = true;
        }
    }
    let (Some(start), Some(last)) = (tokens.get(first), end.checked_sub(1).and_then(|last| tokens.get(last)))
    else {
        return;
    };
    let span = crate::text::Span::new(start.span.start as usize, last.span.end as usize);
    let number = u16::try_from(values.len()).unwrap_or(u16::MAX);
    let value = Value {
        span,
        core: span,
        kind: Kind::Ratio,
        operator: Operator::Equal,
        meaning: Arc::new(Meaning {
            interval: Interval::exactly(Decimal::from(pair.0)),
            ..Meaning::default()
        }),
        significant: 0,
        head: crate::text::Span::new(span.end as usize, span.end as usize),
        weak: false,
    };
    values.push(SlotValue::plain(value, first, end).scoring(pair));
    tokens.iter_mut().take(end).skip(first).for_each(|token| token.value = Some(number));
}

/// "a ratio of more than 8 : 1": the first number becomes the ratio, the second goes.
fn read_ratio(tokens: &mut [Token], values: &mut [SlotValue], at: usize) {
    let colon = tokens.get(at).is_some_and(|token| &*token.lower == ":" || &*token.lower == "to");
    let said = tokens
        .get(at.saturating_sub(RATIO_REACH)..at)
        .unwrap_or_default()
        .iter()
        .any(|token| matches!(token.lemma(), "ratio" | "odds" | "proportion"));
    let Some(before) = at.checked_sub(1).filter(|_| colon && said) else { return };
    let number = |at: usize| tokens.get(at).and_then(|token| token.value);
    let (Some(first), Some(second)) = (number(before), number(at + 1)) else { return };
    if first == second {
        return;
    }
    let Some(below) = values
        .get(usize::from(second))
        .filter(|value| value.value.kind == Kind::Number)
        .and_then(|value| value.value.interval.stated())
    else {
        return;
    };
    let Some(value) = values.get_mut(usize::from(first)).filter(|value| value.value.kind == Kind::Number)
    else {
        return;
    };
    let divided = |bound: Option<Decimal>| bound.and_then(|bound| bound.checked_div(below));
    value.value.interval.low = divided(value.value.interval.low);
    value.value.interval.high = divided(value.value.interval.high);
    value.value.kind = Kind::Ratio;
    value.end = at + 2;
    value.heads.clear();
    if let Some(second) = values.get_mut(usize::from(second)) {
        second.in_name = true;
    }
    if let Some(token) = tokens.get_mut(at + 1) {
        token.value = Some(first);
    }
}

#[cfg(test)]
mod tests {
    use super::super::view::SentenceView;
    use crate::text::Span;
    use crate::values::{Kind, scan};

    fn read(text: &str) -> SentenceView {
        let span = Span::new(0, text.len());
        SentenceView::read(text, span, &scan(text, span))
    }

    fn scores(text: &str) -> Vec<(u32, u32)> {
        read(text).values.iter().filter_map(|value| value.score).collect()
    }

    #[test]
    fn scores_are_two_numbers() {
        assert_eq!(scores("Dorn lost to Velm by a score of 17–14."), [(17, 14)]);
        assert_eq!(scores("Velm won the series 2-1."), [(2, 1)]);
        assert_eq!(scores("It ended 2 – 0 in the north."), [(2, 0)]);
        assert_eq!(scores("Velm beat Dorn by two sets to one."), [(2, 1)]);
        assert_eq!(scores("They are trailing 1–2 in the series."), [(1, 2)]);
    }

    #[test]
    fn ranges_years_and_compounds_are_no_scores() {
        for text in [
            "The plan covers 12-15 schools.",
            "The plan of 2017–18 was renewed.",
            "Children of 6–11 years won prizes.",
            "Resolution 72-488-3 was adopted.",
            "The rate is 3–4 % a year.",
        ] {
            assert!(scores(text).is_empty(), "{text}: {:?}", scores(text));
        }
    }

    #[test]
    fn a_ratio_in_words_is_one_value() {
        let view = read("The ratio of boats to crews is 8: 2 here.");
        let ratios: Vec<_> = view.values.iter().filter(|value| value.value.kind == Kind::Ratio).collect();
        assert_eq!(ratios.len(), 1);
        assert!(view.values.iter().filter(|value| !value.in_name).count() == 1);
    }
}
