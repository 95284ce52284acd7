//! Hover: what the sources say of the value or name under the cursor.
//! It must not choose facts or judge values: the core's fact sheet and passages arrive in order.

use factmark_core::analysis::Reading;
use factmark_core::check::Verdict;
use factmark_core::corpus::{Source, SourceId};
use factmark_core::facts::{self, Fact, FactSheet, Passage, Support};
use factmark_core::names::EntityKind;
use factmark_core::text::Span;
use factmark_core::values::Relation;
use tower_lsp::lsp_types::{Hover, HoverContents, Position};

use super::card::Card;
use super::checking::{dispute_at, findings_at};
use super::cited::{Cited, cited_at};
use super::citing;
use super::client::Profile;
use super::context::Context;
use super::target::{Target, target_at};

/// Passages shown for one value.
const MOST_PASSAGES: usize = 3;
/// Aliases shown for one name.
const MOST_ALIASES: usize = 6;

pub(super) fn hover(context: &Context, position: Position) -> Option<Hover> {
    let lines = context.lines();
    let reading = context.reading();
    let offset = lines.offset(position);
    let mut card = Card::new(context.profile.markdown);
    if let Some((span, cited)) = cited_at(context, offset) {
        citation(context, &mut card, cited)?;
        return Some(Hover {
            contents: HoverContents::Markup(card.finish()),
            range: Some(lines.range(span)),
        });
    }
    let span = match target_at(&reading.analysis, offset) {
        Some(Target::Value(span)) => {
            let mut supports = sides(context, &reading, offset);
            let rest = telling(context.passages(&reading, offset));
            supports.extend(rest.into_iter().filter(|it| !is_told(&supports, it)).collect::<Vec<_>>());
            let shown = shown_by_findings(context, &reading, offset);
            let besides = supports
                .extract_if(.., |it| shown.contains(&(it.passage.source, it.passage.sentence)))
                .count()
                > 0;
            match passages(context, &mut card, &supports, besides) {
                Some(()) => span,
                None => finding(context, &mut card, &reading, offset)?,
            }
        }
        Some(Target::Name(span, entity)) => {
            sheet(context, &mut card, &facts::fact_sheet(&context.workspace.corpus, entity)?);
            span
        }
        None => finding(context, &mut card, &reading, offset)?,
    };
    Some(Hover { contents: HoverContents::Markup(card.finish()), range: Some(lines.range(span)) })
}

/// What a citation names: the source with what is known of it, or the words of the note.
fn citation(context: &Context, card: &mut Card, cited: Cited) -> Option<()> {
    match cited {
        Cited::Note(note) => {
            card.text(&note.words);
        }
        Cited::Source(id) => {
            let source = context.workspace.corpus.source(id)?;
            let first = source.analysis.sentences.first().map_or(Span::new(0, 0), |sentence| sentence.span);
            card.bold(&citing::words(source)).paragraph();
            card.place(source, first);
        }
    }
    Some(())
}

/// How much worse than the best a passage that says otherwise may fit and still speak of the same.
const NEAR_BEST: f32 = 0.15;

/// Without those that say otherwise of something else.
fn telling(mut supports: Vec<Support>) -> Vec<Support> {
    let best = supports.iter().map(|support| support.fit).fold(0.0, f32::max);
    supports.retain(|support| support.verdict != Verdict::Conflict || support.fit >= best - NEAR_BEST);
    supports
}

/// What was found at byte `offset` where neither a value nor a name stands: other words than the source's, a hedge left out.
fn finding(context: &Context, card: &mut Card, reading: &Reading, offset: usize) -> Option<Span> {
    if context.draft.is_source(&context.workspace) || shows_findings(context) {
        return None;
    }
    let here = Span::new(offset, offset);
    let found = findings_at(context, reading, here);
    let found = found.into_iter().filter(|finding| finding.span.touches(offset));
    let finding = found.min_by_key(|finding| finding.span.len())?;
    card.bold(&finding.message).paragraph();
    for evidence in &finding.evidence {
        let Some(id) = evidence.source else { continue };
        let Some(source) = context.workspace.corpus.source(id) else { continue };
        let passage = Passage { source: id, sentence: evidence.sentence, focus: evidence.focus };
        card.item();
        quote(card, source, passage, passage.sentence);
    }
    Some(finding.span)
}

/// Both sides of a dispute among the sources over the value at byte `offset`; empty where there is none.
fn sides(context: &Context, reading: &Reading, offset: usize) -> Vec<Support> {
    let evidence = dispute_at(context, reading, offset).map(|finding| finding.evidence).unwrap_or_default();
    let told = evidence.into_iter().enumerate().filter_map(|(number, evidence)| {
        let with = number == 0;
        let passage =
            Passage { source: evidence.source?, sentence: evidence.sentence, focus: evidence.focus };
        Some(Support {
            passage,
            relation: if with { Relation::Compatible } else { Relation::Conflict },
            verdict: if with { Verdict::Supported } else { Verdict::Conflict },
            fit: 1.0,
        })
    });
    told.collect()
}

/// Whether the client shows findings with their passages above the hover.
fn shows_findings(context: &Context) -> bool {
    let Profile { findings_in_hover, related_information, .. } = context.profile;
    findings_in_hover && related_information
}

/// The passages that the findings at byte `offset` bring along, where the client shows those above this hover.
fn shown_by_findings(context: &Context, reading: &Reading, offset: usize) -> Vec<(SourceId, Span)> {
    if !shows_findings(context) {
        return Vec::new();
    }
    let place = Span::new(offset, offset);
    let findings = findings_at(context, reading, place).into_iter().filter(|it| it.span.touches(offset));
    findings.flat_map(|it| it.evidence).filter_map(|it| Some((it.source?, it.sentence))).collect()
}

fn is_told(told: &[Support], support: &Support) -> bool {
    let place = |support: &Support| (support.passage.source, support.passage.sentence);
    told.iter().any(|other| place(other) == place(support))
}

/// What the sources say to a value: contradictions first, since they are what the writer must act on. `besides` says that
/// there is more, which is shown elsewhere.
fn passages(context: &Context, card: &mut Card, supports: &[Support], besides: bool) -> Option<()> {
    let of = |verdict: Verdict| supports.iter().filter(move |support| support.verdict == verdict);
    let (agreeing, differing) = (of(Verdict::Supported).count(), of(Verdict::Conflict).count());
    let heading = match (agreeing, differing) {
        _ if besides => "The sources say besides:",
        (0, 0) => "A source speaks of this:",
        (_, 0) => "Supported:",
        (0, _) => "A source says otherwise:",
        (_, _) => "The sources differ:",
    };
    card.bold(heading).paragraph();
    let rest =
        supports.iter().filter(|support| !matches!(support.verdict, Verdict::Supported | Verdict::Conflict));
    let ordered = of(Verdict::Conflict).chain(of(Verdict::Supported)).chain(rest);
    let mut shown = 0;
    for support in ordered.take(MOST_PASSAGES) {
        let Some(source) = context.workspace.corpus.source(support.passage.source) else { continue };
        card.item();
        quote(card, source, support.passage, support.passage.sentence);
        shown += 1;
    }
    (shown > 0).then_some(())
}

fn quote(card: &mut Card, source: &Source, passage: Passage, excerpt: Span) {
    card.passage(source, excerpt, passage.sentence, passage.focus);
    card.text(" — ").place(source, passage.focus);
}

fn sheet(context: &Context, card: &mut Card, sheet: &FactSheet) {
    card.bold(&sheet.canonical);
    let aliases: Vec<&str> = sheet.aliases.iter().take(MOST_ALIASES).map(String::as_str).collect();
    if !aliases.is_empty() {
        card.text(" (").text(&aliases.join(", ")).text(")");
    }
    if let Some(kind) = kind_name(sheet.kind) {
        card.text(" · ").text(kind);
    }
    card.paragraph();
    let (contested, plain): (Vec<&Fact>, Vec<&Fact>) = sheet.facts.iter().partition(|fact| fact.contested);
    if !contested.is_empty() {
        card.bold("The sources differ:").paragraph();
        contested.into_iter().for_each(|fact| self::fact(context, card, fact));
        card.paragraph();
    }
    plain.into_iter().for_each(|fact| self::fact(context, card, fact));
    card.paragraph();
    card.text(&mention_count(sheet));
}

/// One fact; what others say to it follows in the same item, so that differing figures stand side by side.
fn fact(context: &Context, card: &mut Card, fact: &Fact) {
    let corpus = &context.workspace.corpus;
    let Some(source) = corpus.source(fact.passage.source) else { return };
    card.item();
    quote(card, source, fact.passage, fact.excerpt);
    if let Some(day) = fact.as_of {
        card.text(&format!(", as of {day}"));
    }
    let mut word = if fact.contested { "; but " } else { "; also " };
    for other in &fact.others {
        let Some(source) = corpus.source(other.source) else { continue };
        card.text(word);
        if fact.contested {
            card.bold(other.focus.of(&source.text)).text(" in ");
        }
        card.place(source, other.focus);
        word = ", ";
    }
}

pub(super) fn kind_name(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Organisation => Some("organisation"),
        EntityKind::Person => Some("person"),
        EntityKind::Place => Some("place"),
        EntityKind::Event => Some("event"),
        EntityKind::Programme => Some("programme"),
        EntityKind::Law => Some("law"),
        EntityKind::Unknown => None,
    }
}

fn mention_count(sheet: &FactSheet) -> String {
    let mentions: usize = sheet.mentions.iter().map(|(_, count)| count).sum();
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match sheet.mentions.len() {
        0 => "Not mentioned in the sources.".to_owned(),
        sources => format!("{} in {}.", plural(mentions, "mention"), plural(sources, "source")),
    }
}
