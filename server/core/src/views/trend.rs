//! Which way a value goes: "rose 3 percent", "cut its forecast to 150 million", "7 percent lower", "a drop of 9 percent".
//! It must not know what it is told of, nor another text.

use super::token::Token;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    Up,
    Down,
}

/// Words that may stand between the one that tells the way and the value.
const BETWEEN: usize = 4;
/// Words over which a verb reaches the "to", "by" or "from" before the value: "cut its full-year forecast for profit to".
const REACH: usize = 9;

/// The way that the value at tokens `opening..end` (its operator included) goes, and the token that says so.
pub(super) fn trend(tokens: &[Token], opening: usize, end: usize) -> Option<(Trend, usize)> {
    behind(tokens, end).or_else(|| before(tokens, opening))
}

/// "3 percent higher", "a 3 percent rise", "3 percent fewer".
fn behind(tokens: &[Token], end: usize) -> Option<(Trend, usize)> {
    let trend = match &*tokens.get(end)?.lower {
        "more" | "higher" | "up" | "rise" | "increase" | "growth" | "gain" | "jump" | "surge" => Trend::Up,
        "fewer" | "less" | "lower" | "down" | "fall" | "drop" | "decline" | "decrease" | "cut"
        | "reduction" | "slump" | "dip" => Trend::Down,
        _ => return None,
    };
    // "9 percent up to Friday" is no rise.
    let bound = tokens.get(end + 1).is_some_and(|next| &*next.lower == "to");
    (!bound).then_some((trend, end))
}

fn before(tokens: &[Token], opening: usize) -> Option<(Trend, usize)> {
    let word = |back: usize| opening.checked_sub(back).and_then(|at| tokens.get(at));
    let skipped = (1..=BETWEEN).take_while(|back| word(*back).is_some_and(stands_between)).count();
    let nearest = opening.checked_sub(skipped + 1)?;
    let link = (1..=skipped).filter_map(word).map(|token| &*token.lower).find(|word| is_link(word));
    let near = tokens.get(nearest)?;
    // "up to 5 percent" is a bound.
    if matches!(&*near.lower, "up" | "down") && link == Some("to") {
        return None;
    }
    if let Some(trend) = way(near) {
        return Some((trend, nearest));
    }
    link?;
    let reached = (0..REACH).map_while(|back| nearest.checked_sub(back));
    let clause =
        reached.map_while(|at| tokens.get(at).filter(|token| goes_on(token)).map(|token| (at, token)));
    clause.into_iter().find_map(|(at, token)| Some((way(token)?, at)))
}

fn is_link(word: &str) -> bool {
    matches!(word, "to" | "by" | "from")
}

fn stands_between(token: &Token) -> bool {
    let word = &*token.lower;
    let small = matches!(
        word,
        "of" | "at"
            | "a"
            | "an"
            | "another"
            | "further"
            | "about"
            | "some"
            | "nearly"
            | "almost"
            | "around"
            | "roughly"
            | "only"
            | "just"
            | "between"
            | "as"
            | "much"
            | "slightly"
            | "sharply"
    );
    is_link(word) || small
}

/// Whether a verb's object goes on over the word.
fn goes_on(token: &Token) -> bool {
    let clause = matches!(
        &*token.lower,
        "and"
            | "but"
            | "while"
            | "which"
            | "who"
            | "that"
            | "as"
            | "when"
            | "after"
            | "before"
            | "because"
            | "or"
            | "than"
            | "from"
            | "to"
            | "by"
    );
    !clause && !token.sign && token.value.is_none()
}

/// The way that a word by itself tells: forms of verbs, and the nouns made of them.
fn way(token: &Token) -> Option<Trend> {
    if token.capital {
        return None;
    }
    let trend = match &*token.lower {
        "rise" | "rises" | "rose" | "risen" | "rising" | "grow" | "grows" | "grew" | "grown" | "growing"
        | "growth" | "increase" | "increases" | "increased" | "increasing" | "climb" | "climbs"
        | "climbed" | "climbing" | "jump" | "jumps" | "jumped" | "jumping" | "surge" | "surges"
        | "surged" | "surging" | "soar" | "soars" | "soared" | "soaring" | "gain" | "gains" | "gained"
        | "gaining" | "up" | "raise" | "raises" | "raised" | "raising" | "lift" | "lifts" | "lifted"
        | "lifting" | "boost" | "boosts" | "boosted" | "boosting" | "advanced" | "expanded" | "swelled"
        | "swollen" => Trend::Up,
        "fall" | "falls" | "fell" | "fallen" | "falling" | "drop" | "drops" | "dropped" | "dropping"
        | "decline" | "declines" | "declined" | "declining" | "decrease" | "decreases" | "decreased"
        | "decreasing" | "shrink" | "shrinks" | "shrank" | "shrunk" | "shrinking" | "slip" | "slips"
        | "slipped" | "slipping" | "slid" | "sink" | "sank" | "sunk" | "plunge" | "plunges" | "plunged"
        | "plunging" | "tumble" | "tumbles" | "tumbled" | "dip" | "dips" | "dipped" | "slump" | "slumps"
        | "slumped" | "contracted" | "down" | "lower" | "lowers" | "lowered" | "lowering" | "cut"
        | "cuts" | "cutting" | "reduce" | "reduces" | "reduced" | "reducing" | "reduction" | "slash"
        | "slashed" | "trim" | "trimmed" | "lose" | "loses" | "lost" | "losing" | "shed" => Trend::Down,
        _ => return None,
    };
    Some(trend)
}
