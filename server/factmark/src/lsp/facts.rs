//! `factmark/facts`: the fact sheet of a name, and the claim under the cursor with its passages, as data for panels.
//! It must not choose facts or judge values: they arrive in order.

use factmark_core::analysis::Analysis;
use factmark_core::facts::{self, Fact, FactSheet};
use factmark_core::names::{EntityId, EntityKind};
use factmark_core::values::Kind;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{Position, Range, TextDocumentIdentifier};

use super::claims::{Claim, claim_at};
use super::context::Context;
use super::shapes::{PassageShape, Reader, SourceName};
use super::target::{Target, target_at};

/// Either a place in a document, or a name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FactsParams {
    pub(super) text_document: Option<TextDocumentIdentifier>,
    pub(super) position: Option<Position>,
    pub(super) entity: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Facts {
    /// The words that the answer is about, where a place was asked for.
    range: Option<Range>,
    claim: Option<Claim>,
    sheet: Option<Sheet>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet {
    name: String,
    aliases: Vec<String>,
    r#type: EntityKind,
    definition: Option<PassageShape>,
    mentions: Vec<MentionCount>,
    facts: Vec<FactShape>,
}

#[derive(Debug, Serialize)]
struct MentionCount {
    source: SourceName,
    count: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FactShape {
    kind: Option<Kind>,
    passage: PassageShape,
    speaker: Option<String>,
    as_of: Option<String>,
    contested: bool,
    others: Vec<PassageShape>,
}

/// What is known of the value or name at a place, or of the first name of the sentence there.
pub(super) fn at(context: &Context, position: Position) -> Option<Facts> {
    let lines = context.lines();
    let reading = context.reading();
    let offset = lines.offset(position);
    let target = target_at(&reading.analysis, offset);
    let entity = match target {
        Some(Target::Name(_, entity)) => Some(entity),
        _ => first_name(&reading.analysis, offset),
    };
    let span = match target {
        Some(Target::Name(span, _) | Target::Value(span)) => Some(span),
        None => None,
    };
    let claim = claim_at(context, &reading, offset);
    let sheet = entity.and_then(|entity| sheet(&Reader::of(context), entity));
    (claim.is_some() || sheet.is_some()).then(|| Facts {
        range: span.map(|span| lines.range(span)),
        claim,
        sheet,
    })
}

/// What is known of a name; `None` where no source speaks of it.
pub(super) fn of_name(reader: &Reader<'_>, name: &str) -> Option<Facts> {
    let entity = facts::entities_named(&reader.workspace.corpus, name).first().copied()?;
    Some(Facts { range: None, claim: None, sheet: Some(sheet(reader, entity)?) })
}

/// The name that the sentence at byte `offset` speaks of first.
fn first_name(analysis: &Analysis, offset: usize) -> Option<EntityId> {
    let sentence = analysis.sentences.iter().map(|it| it.span).find(|span| span.touches(offset))?;
    let inside = analysis.mentions.iter().filter(|mention| sentence.contains(mention.span));
    inside.min_by_key(|mention| mention.span.start).map(|mention| mention.entity)
}

fn sheet(reader: &Reader<'_>, entity: EntityId) -> Option<Sheet> {
    let corpus = &reader.workspace.corpus;
    let FactSheet { canonical, aliases, kind, definition, mentions, facts, .. } =
        facts::fact_sheet(corpus, entity)?;
    let counted = |(source, count)| {
        let source = SourceName::of(reader.workspace, corpus.source(source)?);
        Some(MentionCount { source, count })
    };
    Some(Sheet {
        name: canonical,
        aliases,
        r#type: kind,
        definition: definition.and_then(|passage| PassageShape::of(reader, passage, passage.sentence)),
        mentions: mentions.into_iter().filter_map(counted).collect(),
        facts: facts.iter().filter_map(|fact| self::fact(reader, fact)).collect(),
    })
}

fn fact(reader: &Reader<'_>, fact: &Fact) -> Option<FactShape> {
    let source = reader.workspace.corpus.source(fact.passage.source)?;
    Some(FactShape {
        kind: fact.kind,
        passage: PassageShape::of(reader, fact.passage, fact.excerpt)?,
        speaker: fact.speaker.map(|speaker| speaker.of(&source.text).to_owned()),
        as_of: fact.as_of.map(|day| day.to_string()),
        contested: fact.contested,
        others: fact
            .others
            .iter()
            .filter_map(|passage| PassageShape::of(reader, *passage, passage.sentence))
            .collect(),
    })
}
