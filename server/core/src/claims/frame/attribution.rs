//! Who says what: "according to X", "X claims that", "was confirmed by X", "allegedly", "…, X said".
//! It must not know whether what is said is true.

use super::lexicon::{self, Cue};
use super::{Attribution, Manner, clause_start, starts_clause, to_clause_end, word, word_before};
use crate::claims::token::Token;
use crate::text::Span;

/// Words of a speaker at most.
const LONGEST_SPEAKER: usize = 12;
/// "was confirmed yesterday by the board".
const AGENT_REACH: usize = 4;
/// A verb among so many last words may close a sentence that another said: "…, the mayor said".
const CLOSING: usize = 9;

/// Reads the attribution whose cue is the token `at`; `None` where it reports nothing.
pub(super) fn read(tokens: &[Token<'_>], at: usize, cue: Cue) -> Option<Attribution> {
    match cue {
        Cue::According => according(tokens, at),
        Cue::Hearsay => Some(Attribution {
            manner: Manner::Hearsay,
            cue: tokens.get(at)?.span,
            speaker: Span::default(),
            scope: to_clause_end(tokens, at)?,
        }),
        Cue::Accuse => accusation(tokens, at),
        Cue::Say { manner, free } => said(tokens, at, manner, free),
        _ => None,
    }
}

fn according(tokens: &[Token<'_>], at: usize) -> Option<Attribution> {
    if word(tokens, at + 1) != "to" {
        return None;
    }
    let speaker = phrase_from(tokens, at + 2)?;
    if tokens.get(speaker.1).is_some_and(|last| lexicon::is_rule(&last.lower)) {
        return None;
    }
    let (first, last) = (tokens.first()?.span, tokens.last()?.span);
    // In front of what is said, or behind it.
    let scope = match (at, tokens.get(speaker.1 + 1)) {
        (0..=2, Some(next)) => next.span.cover(last),
        (0..=2, None) => return None,
        _ => first.cover(tokens.get(at - 1)?.span),
    };
    Some(Attribution {
        manner: Manner::According,
        cue: tokens.get(at)?.span.cover(tokens.get(at + 1)?.span),
        speaker: span_of(tokens, speaker),
        scope,
    })
}

/// "X accuses Y of …".
fn accusation(tokens: &[Token<'_>], at: usize) -> Option<Attribution> {
    let of = (at + 1..=at + LONGEST_SPEAKER).find(|near| word(tokens, *near) == "of")?;
    let speaker = speaker_before(tokens, at).unwrap_or_default();
    Some(Attribution {
        manner: Manner::Claims,
        cue: tokens.get(at)?.span,
        speaker,
        scope: tokens.get(of + 1)?.span.cover(tokens.last()?.span),
    })
}

fn said(tokens: &[Token<'_>], at: usize, manner: Manner, free: bool) -> Option<Attribution> {
    let cue = tokens.get(at)?.span;
    let (before, next) = (word_before(tokens, at, 1), word(tokens, at + 1));
    if matches!(before, "to" | "the" | "a" | "an" | "of" | "this" | "its" | "their") {
        return None;
    }
    if lexicon::is_being(before) || lexicon::is_being(word_before(tokens, at, 2)) && before.ends_with("ly") {
        return passive(tokens, at, manner);
    }
    let rest = || Some(tokens.get(at + 1)?.span.cover(tokens.last()?.span));
    let reports = match manner {
        Manner::Calls => matches!(next, "to" | "as" | "the" | "its" | "his" | "her" | "it"),
        Manner::Denies => matches!(next, "that" | "having" | "the" | "any") || next.ends_with("ing"),
        _ => free || next == "that" || manner == Manner::Claims && next == "to",
    };
    if let Some(closing) = closing(tokens, at, manner, free) {
        return Some(closing);
    }
    if !reports || at == 0 {
        return None;
    }
    let speaker = speaker_before(tokens, at)?;
    Some(Attribution { manner, cue, speaker, scope: rest()? })
}

/// "was confirmed by the board", "is said to have", "it is reported that".
fn passive(tokens: &[Token<'_>], at: usize, manner: Manner) -> Option<Attribution> {
    let cue = tokens.get(at)?.span;
    let agent = (at + 1..=at + AGENT_REACH)
        .take_while(|near| !starts_clause(tokens, *near))
        .find(|near| word(tokens, *near) == "by");
    if let Some(by) = agent {
        let speaker = phrase_from(tokens, by + 1)?;
        let scope = tokens.get(clause_start(tokens, at))?.span.cover(cue);
        return Some(Attribution { manner, cue, speaker: span_of(tokens, speaker), scope });
    }
    let hearsay = matches!(word(tokens, at + 1), "to" | "that")
        && !matches!(manner, Manner::Calls | Manner::Denies)
        && !matches!(
            word(tokens, at),
            "estimated" | "found" | "noted" | "stressed" | "emphasised" | "emphasized" | "recalled"
        );
    let scope = to_clause_end(tokens, at)?;
    hearsay.then_some(Attribution { manner: Manner::Hearsay, cue, speaker: Span::default(), scope })
}

/// "…, the mayor said." and "…, said the mayor.": what is said stands before.
fn closing(tokens: &[Token<'_>], at: usize, manner: Manner, free: bool) -> Option<Attribution> {
    if !free || tokens.len() - at > CLOSING {
        return None;
    }
    let cue = tokens.get(at)?.span;
    let own_break = tokens.get(at)?.breaks;
    let start = if own_break { at } else { clause_start(tokens, at) };
    let said = tokens.get(start.checked_sub(1)?)?;
    if !tokens.get(start)?.breaks {
        return None;
    }
    let speaker = if own_break {
        span_of(tokens, phrase_from(tokens, at + 1)?)
    } else if at + 1 == tokens.len() || tokens.get(at + 1)?.breaks {
        speaker_before(tokens, at)?
    } else {
        return None;
    };
    Some(Attribution { manner, cue, speaker, scope: tokens.first()?.span.cover(said.span) })
}

/// The words between the start of the clause and the verb.
fn speaker_before(tokens: &[Token<'_>], at: usize) -> Option<Span> {
    let clause = clause_start(tokens, at);
    let quote = (clause..=at).rev().find(|near| tokens.get(*near).is_some_and(|token| token.quote));
    let start = quote.unwrap_or(clause);
    let skip = (start..at)
        .take_while(|near| {
            lexicon::opens_clause(word(tokens, *near))
                || matches!(word(tokens, *near), "and" | "or" | "however" | "that" | "moreover")
        })
        .count();
    let end = (start..at).rev().find(|near| !lexicon::is_auxiliary(word(tokens, *near)))?;
    let first = (start + skip).max((end + 1).saturating_sub(LONGEST_SPEAKER));
    (first <= end).then(|| span_of(tokens, (first, end)))
}

/// A noun phrase from token `from`: up to a comma, a verb form of "be" or "have", or a word that opens a clause.
fn phrase_from(tokens: &[Token<'_>], from: usize) -> Option<(usize, usize)> {
    let ends = |near: usize| {
        near > from && starts_clause(tokens, near)
            || lexicon::is_auxiliary(word(tokens, near))
            || matches!(
                word(tokens, near),
                "that" | "as" | "will" | "to" | "since" | "during" | "while" | "about"
            )
    };
    let end = (from..tokens.len()).take(LONGEST_SPEAKER).take_while(|near| !ends(*near)).last()?;
    let trailing = (from..=end)
        .rev()
        .find(|near| !matches!(word(tokens, *near), "and" | "or" | "in" | "on" | "at" | "with"))?;
    Some((from, trailing))
}

fn span_of(tokens: &[Token<'_>], (first, last): (usize, usize)) -> Span {
    match (tokens.get(first), tokens.get(last)) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}
