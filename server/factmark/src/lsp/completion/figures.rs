//! Figures of the sources for the phrase before the cursor: "UNHCR has been operating in Azerbaijan since ".
//! It must not judge: it offers what sentences of the same subject and the same words state.

use factmark_core::analysis::{Analysis, Sentence};
use factmark_core::claims::{Claim, Stem, claims_of};
use factmark_core::corpus::{Index, KindSet, Query, SentenceRef, Source};
use factmark_core::names::{EntityId, Mention};
use factmark_core::text::Span;
use factmark_core::values::{Kind, Value};
use tower_lsp::lsp_types::CompletionItemKind;

use super::{Offer, Origin, Place};
use crate::lsp::shapes::spaced;

/// Sentences of the sources that are looked at.
const SENTENCES: usize = 40;
/// How much worse than the best a figure may fit and still be offered.
const NEAR_BEST: f32 = 0.6;
/// Farthest that a counted noun stands behind its figure, in bytes, to be offered with it.
const NEAR: u32 = 30;

/// How near the last word of a phrase must stand to a figure that follows it at once: one word may be between them.
const NEXT: f32 = 0.5;

/// Words that a figure follows.
const BEFORE_FIGURES: [&str; 21] = [
    "since",
    "in",
    "of",
    "about",
    "over",
    "than",
    "nearly",
    "almost",
    "least",
    "most",
    "approximately",
    "some",
    "around",
    "to",
    "from",
    "until",
    "by",
    "roughly",
    "was",
    "were",
    "is",
];
/// Those that a date follows.
const BEFORE_DATES: [&str; 4] = ["since", "until", "in", "by"];
/// Those that a count, an amount or a share follows.
const BEFORE_COUNTS: [&str; 9] =
    ["about", "over", "than", "nearly", "almost", "least", "approximately", "around", "roughly"];

/// What the writer has written of the sentence.
pub(super) struct Phrase {
    pub(super) entities: Vec<EntityId>,
    pub(super) stems: Vec<Stem>,
    /// Whom the sentence is about.
    pub(super) subject: EntityId,
    last: Option<Stem>,
    /// The last word, as written but in lower case.
    word: String,
    /// See [`Place::unasked`].
    unasked: bool,
}

/// The figures, the likeliest first.
pub(super) fn offers(place: &Place<'_>, analysis: &Analysis) -> Option<Vec<Offer>> {
    let start = token_start(place)?;
    let phrase = phrase(place, analysis, start)?;
    if place.unasked && !BEFORE_FIGURES.contains(&phrase.word.as_str()) {
        return None;
    }
    let typed = place.text.get(start..place.offset)?;
    let corpus = &place.context.workspace.corpus;
    let query =
        Query { entities: &phrase.entities, stems: &phrase.stems, kinds: KindSet::EMPTY, limit: SENTENCES };
    let mut figures = Vec::new();
    for hit in corpus.index().find(&query) {
        let Some((source, claim)) = corpus.claim(hit.at) else { continue };
        figures.extend(fitting(corpus.index(), source, claim, hit.at, &phrase));
    }
    figures.retain(|figure| figure.words.starts_with(typed));
    figures.sort_by(|a, b| b.fit.total_cmp(&a.fit));
    let best = figures.first()?.fit;
    let mut seen = std::collections::HashSet::new();
    figures.retain(|figure| figure.fit >= best * NEAR_BEST && seen.insert(figure.words.clone()));
    Some(figures.into_iter().filter_map(|figure| offer(place, start, figure)).collect())
}

/// Where the figure under the cursor starts: behind a space, empty or begun with a digit or a sign of money.
fn token_start(place: &Place<'_>) -> Option<usize> {
    let (line_start, line) = place.line();
    let start = line.rfind(' ')? + 1;
    let token = line.get(start..)?;
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£');
    let before = line.get(..start)?.trim_end();
    let opens = token.is_empty() || token.starts_with(figure);
    // Behind a full stop something else begins.
    let goes_on = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | '%' | ')'));
    let word = before.chars().next_back().map_or(0, char::len_utf8);
    let prose = place.is_prose(line_start + before.len() - word);
    (opens && goes_on && prose).then_some(line_start + start)
}

/// The names and words of the sentence before byte `end`; `None` without a name, since a figure needs a subject.
pub(super) fn phrase(place: &Place<'_>, analysis: &Analysis, end: usize) -> Option<Phrase> {
    let behind = analysis.sentences.partition_point(|sentence| (sentence.span.start as usize) < end);
    let at = behind.checked_sub(1)?;
    let Sentence { span, .. } = analysis.sentences.get(at)?;
    let between = place.text.get(span.end as usize..end).unwrap_or("");
    if between.contains(['\n', '\r']) {
        return None;
    }
    let part = analysis.part(at..behind);
    let claims = claims_of(place.text, &part);
    let claim = claims.first()?;
    let before = |span: Span| span.end as usize <= end;
    let named: Vec<Span> =
        part.mentions.iter().map(|mention| mention.span).filter(|span| before(*span)).collect();
    let mut entities: Vec<EntityId> =
        part.mentions.iter().filter(|mention| before(mention.span)).map(|mention| mention.entity).collect();
    let subject = subject(place.text.get(span.start as usize..end)?, *span, &part.mentions)?;
    entities.sort_unstable();
    entities.dedup();
    let words = claim.words.iter().filter(|word| before(word.span));
    let stems: Vec<Stem> = words
        .filter(|word| !named.iter().any(|name| name.overlaps(word.span)))
        .map(|word| word.stem)
        .collect();
    let written = place.text.get(span.start as usize..end)?;
    let word = written.split_whitespace().next_back()?.to_lowercase();
    Some(Phrase { entities, subject, last: stems.last().copied(), stems, word, unasked: place.unasked })
}

/// The first name that no preposition makes an aside ("In Norland, the trust …"), else the first name; `None` without any.
/// `written` is the sentence, which starts with `span`, up to the cursor.
fn subject(written: &str, span: Span, mentions: &[Mention]) -> Option<EntityId> {
    const ASIDE: [&str; 8] = ["in", "at", "across", "near", "for", "from", "to", "with"];
    let aside = |mention: &&Mention| {
        let before = mention.span.start.checked_sub(span.start).and_then(|at| written.get(..at as usize));
        let mut words = before.unwrap_or("").split_whitespace().rev();
        let word = words.find(|word| !word.eq_ignore_ascii_case("the")).unwrap_or("");
        ASIDE.iter().any(|aside| word.eq_ignore_ascii_case(aside))
    };
    let inside = |mention: &&Mention| mention.span.end.saturating_sub(span.start) as usize <= written.len();
    let named = || mentions.iter().filter(inside);
    named().find(|mention| !aside(mention)).or_else(|| named().next()).map(|mention| mention.entity)
}

struct Figure {
    source: u32,
    sentence: Span,
    value: Span,
    words: String,
    detail: String,
    fit: f32,
    /// Its sentence names whom the phrase is about.
    of_subject: bool,
}

/// The values of a sentence that could end the phrase.
fn fitting(index: &Index, source: &Source, claim: &Claim, at: SentenceRef, phrase: &Phrase) -> Vec<Figure> {
    let mentions = claim.mentions.start as usize..claim.mentions.end as usize;
    let mentions = source.analysis.mentions.get(mentions).unwrap_or_default();
    let shared = |entity: &&EntityId| mentions.iter().any(|mention| mention.entity == **entity);
    let named: Vec<EntityId> = phrase.entities.iter().filter(shared).copied().collect();
    let spoken: Vec<Stem> = phrase
        .stems
        .iter()
        .filter(|stem| claim.words.iter().any(|word| word.stem == **stem))
        .copied()
        .collect();
    // A sentence about the same name that shares nothing else is about something else.
    if named.is_empty() || named.len() + spoken.len() < 2 {
        return Vec::new();
    }
    let of_subject = named.contains(&phrase.subject);
    let names: f32 = named.iter().map(|entity| 0.2 + index.entity_rarity(*entity)).sum();
    let words: f32 = spoken.iter().map(|stem| 0.2 + index.stem_rarity(*stem)).sum();
    let mut figures = Vec::new();
    for claimed in &claim.values {
        let Some(value) = source.analysis.values.get(claimed.value as usize) else { continue };
        if value.weak || !wanted(value.kind, &phrase.word) {
            continue;
        }
        let distance = |stem: Stem| {
            let left = claim.words.iter().filter(|word| word.stem == stem && word.at < claimed.at);
            left.map(|word| claimed.at - word.at).min()
        };
        // The word before the cursor should stand before the figure, and the cue too.
        let near = phrase.last.and_then(distance).map_or(0.0, |words| 1.0 / f32::from(words.max(1)));
        let cue = source.text.get(claim.span.start as usize..value.core.start as usize).unwrap_or("");
        let cue = cue.split_whitespace().next_back().is_some_and(|word| word.to_lowercase() == phrase.word);
        // "operating in" may go on with a place: only where the source has the word before its figure is one likely.
        if phrase.unasked && !cue && !BEFORE_COUNTS.contains(&phrase.word.as_str()) {
            continue;
        }
        // "operating in Azerbaijan" goes on with "since", not with the year.
        let direct = BEFORE_FIGURES.contains(&phrase.word.as_str()) || cue || near >= NEXT;
        if !direct {
            continue;
        }
        let span = with_head(&source.text, value);
        let line = source.lines.line(value.core.start as usize) + 1;
        figures.push(Figure {
            source: at.source.0,
            sentence: claim.span,
            value: value.core,
            words: spaced(span.of(&source.text)),
            detail: format!("{}, line {line}", source.display_name()),
            fit: names + words + 1.5 * near + if cue { 1.0 } else { 0.0 },
            of_subject,
        });
    }
    figures
}

fn wanted(kind: Kind, word: &str) -> bool {
    let date = matches!(kind, Kind::Date);
    match (BEFORE_DATES.contains(&word), BEFORE_COUNTS.contains(&word)) {
        (true, _) => date || word == "in" || word == "by",
        (_, true) => !date,
        _ => true,
    }
}

/// The figure with the noun that it counts, where that stands close behind.
fn with_head(text: &str, value: &Value) -> Span {
    let follows = value.head.start >= value.core.end && value.head.start - value.core.end <= NEAR;
    let whole = value.core.cover(value.head);
    let one_line = !whole.of(text).contains(['\n', '\r']);
    if !value.head.is_empty() && follows && one_line { whole } else { value.core }
}

fn offer(place: &Place<'_>, start: usize, figure: Figure) -> Option<Offer> {
    let mut item = place.item(start, figure.words.clone(), figure.words, CompletionItemKind::VALUE);
    let pair = |span: Span| [span.start, span.end];
    let origin = Origin::Passage(figure.source, pair(figure.sentence), pair(figure.value));
    item.detail = Some(figure.detail);
    place.told_beside(&mut item);
    item.data = Some(place.kept(origin)?);
    Some(Offer { item, of_subject: figure.of_subject })
}
