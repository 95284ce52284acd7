//! Finds the phrases that may speak of something named before: "the organisation", "the Federation", "our country", "it".
//! It must not know what they refer to.

use std::borrow::Cow;

use crate::names::token::{Gap, Shape, Token, tokens};
use crate::names::{EntityKind, kind};
use crate::text::Span;

/// A phrase that may refer back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anaphor {
    /// Bytes of the text, article included.
    pub(super) span: Span,
    pub(super) sort: Sort,
}

/// What the phrase asks of the thing that it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// "the organisation", "this programme": anything of the kind.
    Kind(EntityKind),
    /// "the country", "this country".
    Country,
    /// "our country": the one that the text is written from.
    OurCountry,
    /// "the fund", "the Federation", "the High Commissioner": something whose name holds these words (bytes of the text).
    Words(Span),
    /// "It" as the subject of its sentence.
    It,
    /// "he" or "she".
    Person,
    /// "the city".
    City,
    /// "the company", "the firm".
    Company,
    /// "both organisations", "the two agencies", "the programmes": two things of a kind. The span is that of the noun.
    Two(Plural, Span),
}

/// What two things are, in the plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plural {
    Kind(EntityKind),
    Countries,
    Cities,
}

impl Anaphor {
    pub(super) fn moved(self, by: i64) -> Anaphor {
        let sort = match self.sort {
            Sort::Words(words) => Sort::Words(words.moved(by)),
            Sort::Two(plural, noun) => Sort::Two(plural, noun.moved(by)),
            sort => sort,
        };
        Anaphor { span: self.span.moved(by), sort }
    }
}

/// Nouns that stand for every thing of a kind.
const GENERIC: &[(&str, Sort)] = &[
    ("agency", Sort::Kind(EntityKind::Organisation)),
    ("body", Sort::Kind(EntityKind::Organisation)),
    ("charity", Sort::Kind(EntityKind::Organisation)),
    ("city", Sort::City),
    ("company", Sort::Company),
    ("country", Sort::Country),
    ("firm", Sort::Company),
    ("institution", Sort::Kind(EntityKind::Organisation)),
    ("organisation", Sort::Kind(EntityKind::Organisation)),
    ("organization", Sort::Kind(EntityKind::Organisation)),
    ("program", Sort::Kind(EntityKind::Programme)),
    ("programme", Sort::Kind(EntityKind::Programme)),
    ("town", Sort::City),
];

fn plural(low: &str) -> Option<Plural> {
    match low {
        "agencies" | "bodies" | "charities" | "institutions" | "organisations" | "organizations" => {
            Some(Plural::Kind(EntityKind::Organisation))
        }
        "programmes" | "programs" => Some(Plural::Kind(EntityKind::Programme)),
        "countries" => Some(Plural::Countries),
        "cities" | "towns" => Some(Plural::Cities),
        _ => None,
    }
}

/// Anaphors of one sentence of `prose`, in order. `taken` are the spans of named mentions in it, in order.
pub(super) fn anaphors(prose: &str, sentence: Span, taken: &[Span]) -> Vec<Anaphor> {
    let mut found = Vec::new();
    let mut reader = tokens(sentence.of(prose), sentence.start as usize).peekable();
    let mut taken = taken.iter().peekable();
    let mut first = true;
    while let Some(token) = reader.next() {
        while taken.next_if(|span| (span.end as usize) <= token.start).is_some() {}
        let named = taken.peek().is_some_and(|span| (span.start as usize) <= token.start);
        let opening = std::mem::take(&mut first);
        if named {
            continue;
        }
        if let Some(sort) = pronoun(token.word, opening) {
            found.push(Anaphor { span: Span::new(token.start, token.end), sort });
            continue;
        }
        let Some(determiner) = determiner(token.word) else { continue };
        let mut head: Vec<Token<'_>> = Vec::new();
        while head.len() < 5 {
            let fits = |next: &Token<'_>| next.gap == Gap::Space && goes_on(&head, next);
            let Some(next) = reader.next_if(fits) else { break };
            head.push(next);
        }
        let next = reader.peek().filter(|next| next.gap == Gap::Space).map(|next| next.word);
        let free =
            taken.peek().is_none_or(|span| head.last().is_none_or(|last| last.end <= span.start as usize));
        if let Some(sort) = head_sort(&head, determiner, next).filter(|_| free) {
            let end = head.last().map_or(token.end, |last| last.end);
            found.push(Anaphor { span: Span::new(token.start, end), sort });
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Determiner {
    The,
    This,
    Our,
    Both,
}

fn determiner(word: &str) -> Option<Determiner> {
    match word {
        "the" | "The" => Some(Determiner::The),
        "this" | "This" | "that" | "That" => Some(Determiner::This),
        "our" | "Our" => Some(Determiner::Our),
        "both" | "Both" => Some(Determiner::Both),
        "these" | "These" => Some(Determiner::This),
        _ => None,
    }
}

fn pronoun(word: &str, opening: bool) -> Option<Sort> {
    match word {
        "It" if opening => Some(Sort::It),
        "He" | "She" if opening => Some(Sort::Person),
        _ => None,
    }
}

/// Capitalised words in a row ("the High Commissioner"), or one word in small letters.
fn goes_on(head: &[Token<'_>], next: &Token<'_>) -> bool {
    match head.last() {
        None => matches!(next.shape, Shape::Lower | Shape::Capitalised) && determiner(next.word).is_none(),
        Some(last) if last.possessive => false,
        Some(last) if last.word == "two" => next.shape == Shape::Lower,
        Some(last) => last.shape == Shape::Capitalised && next.shape == Shape::Capitalised,
    }
}

fn head_sort(head: &[Token<'_>], determiner: Determiner, next: Option<&str>) -> Option<Sort> {
    let (first, last) = (head.first()?, head.last()?);
    // "the organisation of the event", "the country where", "the agency chief": something else is meant.
    if next.is_some_and(|next| {
        matches!(next, "of" | "where" | "which" | "that" | "for" | "office" | "team" | "level" | "side")
    }) && !last.possessive
    {
        return None;
    }
    let low = lower(last.word);
    let counted = head.len() == 2 && first.word == "two";
    if let Some(plural) =
        plural(&low).filter(|_| (head.len() == 1 || counted) && determiner != Determiner::Our)
    {
        return Some(Sort::Two(plural, Span::new(last.start, last.end)));
    }
    if determiner == Determiner::Both {
        return None;
    }
    let generic = GENERIC
        .binary_search_by_key(&low.as_ref(), |(noun, _)| noun)
        .ok()
        .and_then(|at| GENERIC.get(at))
        .map(|(_, sort)| *sort);
    if let Some(sort) = generic
        && head.len() == 1
    {
        return match (determiner, sort) {
            (Determiner::Our, Sort::Country) => Some(Sort::OurCountry),
            (Determiner::Our, _) => None,
            _ => Some(sort),
        };
    }
    let words = Span::new(first.start, last.end);
    let capitalised = first.shape == Shape::Capitalised;
    let fits = match determiner {
        Determiner::Our | Determiner::Both => false,
        Determiner::This | Determiner::The => capitalised || names_head(&low),
    };
    if fits { Some(Sort::Words(words)) } else { None }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// Whether a noun in small letters can stand for something whose name it heads: "the fund", "the convention".
fn names_head(low: &str) -> bool {
    // Governments, sessions and groups are spoken of in general far too often.
    let vague = matches!(
        low,
        "government"
            | "group"
            | "year"
            | "day"
            | "week"
            | "law"
            | "region"
            | "city"
            | "village"
            | "plan"
            | "war"
            | "society"
            | "community"
            | "party"
            | "process"
            | "project"
            | "framework"
            | "goal"
            | "operation"
            | "force"
            | "unit"
            | "team"
            | "service"
            | "decade"
            | "resolution"
            | "partnership"
            | "cooperation"
            | "game"
            | "session"
            | "act"
            | "code"
            | "office"
            | "authority"
            | "mission"
            | "board"
            | "sea"
            | "lake"
            | "river"
            | "island"
            | "district"
            | "province"
    );
    !vague && !low.ends_with('s') && kind::of_head(low).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        anaphors(text, Span::new(0, text.len()), &[]).iter().map(|one| one.span.of(text)).collect()
    }

    #[test]
    fn phrases_that_refer_back() {
        assert!(GENERIC.is_sorted_by_key(|(noun, _)| *noun));
        let cases: &[(&str, &[&str])] = &[
            ("The organisation has worked in our country since 1990.", &["The organisation", "our country"]),
            (
                "It said that the Federation's plan and this programme go on.",
                &["It", "the Federation", "this programme"],
            ),
            ("The High Commissioner met the fund and she left.", &["The High Commissioner", "the fund"]),
            ("The organisation of the event took the country where it lives by surprise.", &[]),
            ("The organisations of the region met all governments and the year ended.", &[]),
            (
                "Both organisations left the city when the two agencies and these programmes came to the city of lakes.",
                &["Both organisations", "the city", "the two agencies", "these programmes"],
            ),
            ("Both of them, our organisations and two agencies left both sides.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(&found(text), expected, "{text}");
        }
    }
}
