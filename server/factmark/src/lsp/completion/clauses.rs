//! Whole clauses of the sources for the phrase before the cursor: "UNHCR has been operating in " may go on with
//! "Azerbaijan since 1992". It must not judge: it offers what sentences of the same subject say behind the same words.

use std::ops::Range;

use factmark_core::analysis::Analysis;
use factmark_core::claims::Claim;
use factmark_core::corpus::{KindSet, Query, SentenceRef, Source};
use factmark_core::facts::Passage;
use factmark_core::text::{Markup, Span};
use tower_lsp::lsp_types::CompletionItemKind;

use super::figures::{Phrase, phrase};
use super::{Offer, Origin, Place, cited};
use crate::lsp::shapes::spaced;

/// Sentences of the sources that are looked at.
const SENTENCES: usize = 40;
/// Words before the cursor that the source must have too: fewer are chance.
const FEWEST: usize = 2;
/// Those of them that are no names; and where the editor asks by itself.
const FEWEST_BEHIND: usize = 1;
const FEWEST_UNASKED: usize = 3;
/// Words before the cursor that are compared at most.
const MOST_COMPARED: usize = 8;
const ARTICLES: [&str; 3] = ["a", "an", "the"];
/// Words of a clause; what is longer is a sentence of its own.
const LONGEST: usize = 14;

struct Clause {
    passage: Passage,
    words: String,
    /// How many words before it are the same.
    shared: usize,
    detail: String,
    /// Its sentence names whom the phrase is about.
    of_subject: bool,
}

/// The clauses, the surest first; empty where none fits.
pub(super) fn offers(place: &Place<'_>, analysis: &Analysis) -> Vec<Offer> {
    let Some((start, typed)) = begun(place) else { return Vec::new() };
    let Some(phrase) = phrase(place, analysis, start) else { return Vec::new() };
    let written = place.text.get(..start).unwrap_or("");
    let before: Vec<String> = words(written, MOST_COMPARED);
    let corpus = &place.context.workspace.corpus;
    let query =
        Query { entities: &phrase.entities, stems: &phrase.stems, kinds: KindSet::EMPTY, limit: SENTENCES };
    let fewest = if place.unasked { FEWEST_UNASKED } else { FEWEST_BEHIND };
    let mut clauses: Vec<Clause> = corpus
        .index()
        .find(&query)
        .into_iter()
        .filter_map(|hit| {
            let (source, claim) = corpus.claim(hit.at)?;
            clause(source, claim, hit.at, &phrase, &before, fewest)
        })
        .filter(|clause| begins(&clause.words, typed))
        .collect();
    clauses.sort_by_key(|clause| std::cmp::Reverse(clause.shared));
    let best = clauses.first().map_or(0, |clause| clause.shared);
    let mut seen = std::collections::HashSet::new();
    clauses.retain(|clause| clause.shared + 1 >= best && seen.insert(clause.words.clone()));
    clauses.into_iter().map(|clause| offer(place, start, clause)).collect()
}

/// Where the clause under the cursor starts, and what of it is typed: at most one word behind a space.
fn begun<'p>(place: &'p Place<'_>) -> Option<(usize, &'p str)> {
    let (line_start, line) = place.line();
    let start = line.rfind(' ')? + 1;
    let typed = line.get(start..)?;
    let before = line.get(..start)?.trim_end();
    let goes_on = before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let word = before.chars().next_back().map_or(0, char::len_utf8);
    let prose = place.is_prose(line_start + before.len() - word);
    (goes_on && prose && typed.chars().all(char::is_alphanumeric)).then_some((line_start + start, typed))
}

fn begins(words: &str, typed: &str) -> bool {
    words.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// The last words of a text in lower case, the last one first; not beyond the end of a sentence.
fn words(text: &str, most: usize) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace().rev().take(most) {
        if !words.is_empty() && word.ends_with(['.', '!', '?', ';', ':']) {
            break;
        }
        words.push(bare(word));
    }
    words
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What the sentence says behind the words that the phrase ends with; `None` where it does not have them, or is about another.
fn clause(
    source: &Source,
    claim: &Claim,
    at: SentenceRef,
    phrase: &Phrase,
    before: &[String],
    fewest: usize,
) -> Option<Clause> {
    let text = claim.span.of(&source.text);
    let tokens: Vec<Range<usize>> = tokens(text);
    let same = |token: usize, word: usize| {
        let token = tokens.get(token).and_then(|range| text.get(range.clone())).map(bare);
        token.as_ref() == before.get(word)
    };
    // The place where the most words in front are the same.
    let shared =
        |end: usize| (0..before.len().min(end)).take_while(|back| same(end - 1 - back, *back)).count();
    let (end, shared) = (1..tokens.len()).map(|end| (end, shared(end))).max_by_key(|(_, shared)| *shared)?;
    let from = tokens.get(end)?.start;
    let subject = source.analysis.mentions.get(claim.mentions.start as usize..claim.mentions.end as usize)?;
    let start = claim.span.start as usize + from;
    let mut named = subject.iter().filter(|mention| phrase.entities.contains(&mention.entity));
    if !named.any(|mention| (mention.span.end as usize) < start) {
        return None;
    }
    // Names alone say nothing of what follows.
    let says = |token: &&Range<usize>| {
        let at = claim.span.start as usize + token.start;
        let name = subject.iter().any(|mention| mention.span.touches(at) && at < mention.span.end as usize);
        !name && text.get((*token).clone()).is_some_and(|word| !ARTICLES.contains(&&*bare(word)))
    };
    let telling = tokens.get(end - shared..end).unwrap_or_default().iter().filter(says).count();
    if shared < FEWEST || telling < fewest {
        return None;
    }
    let rest = text.get(from..)?;
    let words = rest.get(..ended(rest))?.trim_end();
    let markup = source.markup == Markup::Markdown && words.contains(['*', '`', '[', '_']);
    if words.is_empty() || markup || words.split_whitespace().count() > LONGEST {
        return None;
    }
    let line = source.lines.line(start) + 1;
    let focus = Span::new(start, start + words.len());
    Some(Clause {
        passage: Passage { source: at.source, sentence: claim.span, focus },
        words: spaced(words),
        shared,
        of_subject: subject.iter().any(|mention| mention.entity == phrase.subject),
        detail: format!("{}, line {line}", source.display_name()),
    })
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| {
            let at = word.as_ptr() as usize - start;
            at..at + word.len()
        })
        .collect()
}

/// Where a clause ends: before a mark that sets off another one, at the end of the sentence.
fn ended(rest: &str) -> usize {
    let marks = rest.char_indices().filter(|(at, c)| {
        let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        // "3,500" and "2.5" go on.
        matches!(c, ',' | ';' | ':' | '.' | '!' | '?') && next.is_none_or(char::is_whitespace)
            || matches!(c, '(' | ')' | '–' | '—' | '"' | '“' | '”')
    });
    marks.map(|(at, _)| at).next().unwrap_or(rest.len())
}

fn offer(place: &Place<'_>, start: usize, clause: Clause) -> Offer {
    let mut item = place.item(start, clause.words.clone(), clause.words, CompletionItemKind::TEXT);
    let Passage { source, sentence, focus } = clause.passage;
    item.data =
        place.kept(Origin::Passage(source.0, [sentence.start, sentence.end], [focus.start, focus.end]));
    item.detail = Some(clause.detail);
    place.told_beside(&mut item);
    cited(place, &mut item, clause.passage);
    Offer { item, of_subject: clause.of_subject }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_ends_where_another_is_set_off() {
        for (rest, clause) in [
            ("Norland since 1994.", "Norland since 1994"),
            ("3,500 people in 2.5 years, and more.", "3,500 people in 2.5 years"),
            ("Oakham (in the north)", "Oakham "),
            ("the whole", "the whole"),
        ] {
            assert_eq!(rest.get(..ended(rest)), Some(clause));
        }
        assert_eq!(words("It ended. The RT has been in ", 8), ["in", "been", "has", "rt", "the"]);
    }
}
