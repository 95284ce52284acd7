//! The frame of a sentence: who says which part of it and how, what is denied or doubted, and how far along it is.
//! It must not know what is claimed, nor any other sentence.
//!
//! Each part of a frame has the words that it reaches (its scope), since one sentence may deny one thing and state another.
//! A reported denial ("the mayor denies that …") is an attribution and denies nothing itself.

mod attribution;
mod lexicon;

use serde::Serialize;

use crate::claims::token::Token;
use crate::text::Span;
pub(crate) use lexicon::opens_clause;
use lexicon::{Cue, Takes};

/// Whether a word is stated or denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    #[default]
    Affirmed,
    Negated,
}

/// The status ladder (`design/verdicts.md`, section 4), lowest first: a draft may stand lower than its source, not higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    Proposed,
    Planned,
    Decided,
    Begun,
    #[default]
    Done,
}

/// How a speaker is said to stand to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// "said", "confirmed that": the text does not take sides.
    Says,
    /// "according to".
    According,
    /// "claims", "alleges", "accuses … of": the text keeps its distance.
    Claims,
    /// "allegedly", "is said to": nobody is named.
    Hearsay,
    /// "denies that".
    Denies,
    /// "referred to … as", "described".
    Calls,
}

/// Who says which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    pub manner: Manner,
    /// "According to", "said", "allegedly".
    pub cue: Span,
    /// Empty where nobody is named.
    pub speaker: Span,
    /// What is said.
    pub scope: Span,
}

/// A word that lowers, doubts or denies, and the words that it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub cue: Span,
    pub scope: Span,
}

/// A step of the ladder and the words that stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    pub step: Modality,
    pub cue: Span,
    pub scope: Span,
}

/// How a sentence says what it says. Empty for a plain statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    pub attributions: Vec<Attribution>,
    pub doubts: Vec<Reach>,
    pub denials: Vec<Reach>,
    pub stages: Vec<Stage>,
    /// Says what ought to be, or values it: no statement of fact.
    pub opinion: bool,
}

impl Frame {
    /// The first attribution that names a speaker.
    pub fn speaker(&self) -> Option<Span> {
        self.attributions.iter().map(|said| said.speaker).find(|speaker| !speaker.is_empty())
    }

    /// Of the words of `span`; `Negated` where an odd number of denials reaches them.
    pub fn polarity_of(&self, span: Span) -> Polarity {
        let denials = self.denials.iter().filter(|denial| denial.scope.overlaps(span)).count();
        if denials % 2 == 1 { Polarity::Negated } else { Polarity::Affirmed }
    }

    /// The lowest step on which the words of `span` stand.
    pub fn modality_of(&self, span: Span) -> Modality {
        let steps = self.stages.iter().filter(|stage| stage.scope.overlaps(span)).map(|stage| stage.step);
        steps.min().unwrap_or_default()
    }

    /// Whether something in the sentence is only proposed or planned.
    pub fn is_plan(&self) -> bool {
        self.modality() < Modality::Decided
    }

    /// The lowest step that the sentence names.
    pub fn modality(&self) -> Modality {
        self.stages.iter().map(|stage| stage.step).min().unwrap_or_default()
    }

    /// The attribution that the words of `span` stand under.
    pub fn attribution_of(&self, span: Span) -> Option<&Attribution> {
        self.attributions.iter().find(|said| said.scope.overlaps(span))
    }
}

/// Words that a cue reaches at most.
const REACH: usize = 24;
/// "plans for the coming year to close": how far off the "to" may be.
const INFINITIVE: usize = 2;

/// Reads the frame from the sentence's tokens, in one pass.
pub(super) fn frame_of(tokens: &[Token<'_>]) -> Frame {
    let mut frame = Frame::default();
    for (at, token) in tokens.iter().enumerate() {
        if let Some(cue) = lexicon::cue_of(&token.lower) {
            read_cue(tokens, at, cue, &mut frame);
        } else if let Some(stage) = phrase_stage(tokens, at) {
            frame.stages.push(stage);
        }
    }
    frame
}

fn read_cue(tokens: &[Token<'_>], at: usize, cue: Cue, frame: &mut Frame) {
    match cue {
        Cue::Deny if !is_idiom(tokens, at) => frame.denials.extend(reach(tokens, at)),
        Cue::Deny => {}
        Cue::Doubt => frame.doubts.extend(reach(tokens, at)),
        Cue::Opinion => frame.opinion = true,
        Cue::Stage { step, takes } => {
            frame.opinion |= word(tokens, at) == "should";
            frame.stages.extend(stage(tokens, at, step, takes));
        }
        Cue::Say { .. } | Cue::Accuse | Cue::According | Cue::Hearsay => {
            frame.attributions.extend(attribution::read(tokens, at, cue));
        }
    }
}

fn word<'t>(tokens: &'t [Token<'_>], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| &token.lower)
}

fn word_before<'t>(tokens: &'t [Token<'_>], at: usize, back: usize) -> &'t str {
    at.checked_sub(back).map_or("", |at| word(tokens, at))
}

/// "not only", "no more than": a denial in form alone.
fn is_idiom(tokens: &[Token<'_>], at: usize) -> bool {
    let next = word(tokens, at + 1);
    matches!(next, "only" | "just" | "more" | "fewer" | "less" | "later" | "doubt" | "least" | "merely")
}

/// From the word behind the cue to the end of its clause.
fn reach(tokens: &[Token<'_>], at: usize) -> Option<Reach> {
    let scope = to_clause_end(tokens, at)?;
    Some(Reach { cue: tokens.get(at)?.span, scope })
}

fn to_clause_end(tokens: &[Token<'_>], at: usize) -> Option<Span> {
    let first = tokens.get(at + 1)?;
    let last = (at + 1..tokens.len())
        .take(REACH)
        .take_while(|next| *next == at + 1 || !starts_clause(tokens, *next))
        .last()?;
    Some(first.span.cover(tokens.get(last)?.span))
}

fn starts_clause(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    token.breaks || lexicon::opens_clause(&token.lower)
}

/// Index of the first token of the clause around `at`.
fn clause_start(tokens: &[Token<'_>], at: usize) -> usize {
    (1..=at).rev().find(|near| starts_clause(tokens, *near)).unwrap_or(0)
}

fn stage(tokens: &[Token<'_>], at: usize, step: Modality, takes: Takes) -> Option<Stage> {
    let token = tokens.get(at)?;
    // "May 2023" and "Will Smith" are names.
    if at > 0 && token.starts_upper() && matches!(&*token.lower, "may" | "will") {
        return None;
    }
    if takes == Takes::Infinitive && !infinitive_follows(tokens, at) {
        return None;
    }
    let mut scope = to_clause_end(tokens, at).unwrap_or(token.span);
    // "the return is envisaged", "the return has started": what is spoken of stands before.
    let passive = (1..=2).any(|back| lexicon::is_being(word_before(tokens, at, back)));
    let intransitive = step == Modality::Begun;
    if passive || intransitive {
        scope = scope.cover(tokens.get(clause_start(tokens, at))?.span);
    }
    Some(Stage { step, cue: token.span, scope })
}

fn infinitive_follows(tokens: &[Token<'_>], at: usize) -> bool {
    let near = (at + 1..=at + 1 + INFINITIVE).take_while(|next| !starts_clause(tokens, *next));
    near.map(|next| word(tokens, next)).any(|next| next == "to")
        || matches!(word(tokens, at), "aim" | "aims" | "aimed" | "aiming") && word(tokens, at + 1) == "at"
}

/// Steps of two words: "are to close", "is being built", "under discussion".
fn phrase_stage(tokens: &[Token<'_>], at: usize) -> Option<Stage> {
    let (token, next) = (tokens.get(at)?, tokens.get(at + 1)?);
    let step = match (&*token.lower, &*next.lower) {
        ("is" | "are" | "was" | "were", "to") => Modality::Planned,
        ("is" | "are" | "was" | "were", "being") => Modality::Begun,
        ("under", "discussion" | "consideration" | "negotiation" | "review") => Modality::Proposed,
        ("under", "preparation") => Modality::Planned,
        ("under", "way" | "construction") => Modality::Begun,
        _ => return None,
    };
    let mut scope = to_clause_end(tokens, at + 1).unwrap_or(next.span);
    if &*token.lower == "under" || &*next.lower == "being" {
        scope = scope.cover(tokens.get(clause_start(tokens, at))?.span);
    }
    Some(Stage { step, cue: token.span.cover(next.span), scope })
}

#[cfg(test)]
mod tests;
