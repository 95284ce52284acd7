//! Noun phrases beside a verb: who does it, and to what.
//! It must not know which verbs matter.

use super::grammar::{is_adjunct, is_adverb, is_article, is_being, is_having, opens_clause, span_of, word};
use crate::claims::{Stem, Token, is_stop_word, stem_of};
use crate::names::{EntityId, Mention};
use crate::text::Span;

/// Words of a noun phrase at most.
const LONGEST: usize = 9;

/// A noun phrase, by its words and the entities that it names.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) stems: Vec<Stem>,
    pub(super) entities: Vec<EntityId>,
}

impl Part {
    pub(super) fn meets(&self, other: &Part) -> bool {
        // Where both are named, the names decide: "the efforts of the Fund" are not those of the Government.
        if !self.entities.is_empty() && !other.entities.is_empty() {
            return self.entities.iter().any(|entity| other.entities.contains(entity));
        }
        self.stems.iter().any(|stem| other.stems.contains(stem))
    }
}

/// Where the verb group that ends at token `at` begins: "has been" of "has been hosted".
pub(super) fn group_start(tokens: &[Token<'_>], at: usize) -> usize {
    let inside = |near: &usize| {
        let lower = word(tokens, *near);
        is_being(lower) || is_having(lower) || is_adverb(lower)
    };
    at - (0..at).rev().take_while(inside).count()
}

/// The noun phrase that ends before token `end`.
pub(super) fn phrase_before(tokens: &[Token<'_>], end: usize) -> Option<(usize, usize)> {
    if tokens.get(end).is_some_and(|token| token.breaks) {
        return None;
    }
    let last = end.checked_sub(1)?;
    let mut first = end;
    while let Some(near) = first.checked_sub(1) {
        let token = tokens.get(near)?;
        let ends = is_adjunct(&token.lower)
            || opens_clause(&token.lower)
            || token.text.bytes().all(|byte| byte.is_ascii_digit())
            || end - near > LONGEST;
        if ends {
            break;
        }
        first = near;
        if token.breaks {
            break;
        }
    }
    (first <= last).then_some((first, last))
}

/// The noun phrase that starts at token `from`, up to the next article, preposition, clause or number.
pub(super) fn phrase_after(tokens: &[Token<'_>], from: usize) -> Option<(usize, usize)> {
    let ends = |near: usize| {
        let Some(token) = tokens.get(near) else { return true };
        let lower = &*token.lower;
        let article = is_article(lower) && near > from && !matches!(word(tokens, near - 1), "of" | "and");
        let reason = lower == "for" && is_article(word(tokens, near + 1));
        article
            || reason
            || is_adjunct(lower)
            || opens_clause(lower)
            || is_being(lower)
            || is_having(lower)
            || token.breaks && near > from
            || token.text.starts_with(|c: char| c.is_ascii_digit())
    };
    let last = (from..tokens.len()).take(LONGEST).take_while(|near| !ends(*near)).last()?;
    let last = (from..=last).rev().find(|near| !matches!(word(tokens, *near), "and" | "of" | "for"))?;
    Some((from, last))
}

pub(super) fn part_of(tokens: &[Token<'_>], mentions: &[Mention], first: usize, last: usize) -> Option<Part> {
    let span = span_of(tokens, first, last);
    let words = tokens.get(first..=last)?.iter();
    let content = words.filter(|token| token.lower.len() > 1 && !is_stop_word(&token.lower));
    let stems: Vec<Stem> = content.map(|token| stem_of(token.text)).collect();
    let entities =
        mentions.iter().filter(|mention| mention.span.overlaps(span)).map(|mention| mention.entity);
    let entities: Vec<EntityId> = entities.collect();
    (!stems.is_empty() || !entities.is_empty()).then_some(Part { span, stems, entities })
}
