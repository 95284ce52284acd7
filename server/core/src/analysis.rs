//! Text in, analysis out: the one door that drafts and sources both pass.
//! It must not know which of the two it reads, nor any clock, file or global state.

mod reading;

use std::ops::Range;

use crate::names::{
    Definition, Lexicon, Mention, NameSeen, Page, Seen, TextNames, UserEntity, across_cells, definitions,
    mentions, names_seen,
};
use crate::text::{Block, BlockKind, Markup, Span, layout, sentences_of};
use crate::values::token::Tokens;
use crate::values::{Kind, Value, scan_tokens};

pub use reading::Reading;

/// One sentence and where its parts stand in the [`Analysis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Index into [`Analysis::blocks`].
    pub block: u32,
}

/// What was read in one text. All spans are bytes of that text; all lists are in order of their start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    pub values: Vec<Value>,
    pub definitions: Vec<Definition>,
    /// Phrases that are written like names; a lexicon is made of these and the definitions.
    pub names: Vec<NameSeen>,
    pub mentions: Vec<Mention>,
}

impl Analysis {
    /// Index of the last sentence that starts at `byte` or before it: the one around it, where one is.
    pub fn sentence_at(&self, byte: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
    }

    /// What was read in some of the sentences alone, with spans of the same text: what depends on those sentences only
    /// can be told from it at the cost of these. Empty where there are no such sentences.
    pub fn part(&self, sentences: Range<usize>) -> Analysis {
        let own = self.sentences.get(sentences).unwrap_or(&[]);
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return Analysis::default() };
        let (from, to) = (first.block as usize, last.block as usize);
        let blocks = self.blocks.get(from..=to).unwrap_or(&[]).to_vec();
        let around = blocks.first().zip(blocks.last()).map_or(first.span, |(a, b)| a.span.cover(b.span));
        let (start, end) = (first.span.start, last.span.end);
        Analysis {
            sentences: own.iter().map(|one| Sentence { block: one.block - first.block, ..*one }).collect(),
            values: within(&self.values, start, end, |value| value.span.start).to_vec(),
            definitions: within(&self.definitions, around.start, around.end, |one| one.short.start).to_vec(),
            names: within(&self.names, start, end, |name| name.span.start).to_vec(),
            mentions: within(&self.mentions, start, end, |mention| mention.span.start).to_vec(),
            blocks,
        }
    }
}

/// The items (in order of `at`) that start in `start..end`.
fn within<T>(items: &[T], start: u32, end: u32, at: impl Fn(&T) -> u32) -> &[T] {
    let from = items.partition_point(|item| at(item) < start);
    let to = items.partition_point(|item| at(item) < end);
    items.get(from..to).unwrap_or(&[])
}

/// First pass, from the text alone: blocks, sentences, values, definitions, names. `mentions` stays empty.
pub fn read(text: &str, markup: Markup) -> Analysis {
    let layout = layout(text, markup);
    let mut analysis = read_blocks(&layout.prose, &layout.blocks, 0..layout.blocks.len());
    analysis.blocks = layout.blocks;
    analysis
}

/// What stands in those `blocks` of `prose` whose numbers are in `which`. Each block is read by itself, but for a short form in a
/// cell of a table, which its neighbours may expand, or as a term, which the block behind it may. `blocks` and `mentions` stay empty.
fn read_blocks(prose: &str, blocks: &[Block], which: Range<usize>) -> Analysis {
    let mut analysis = Analysis::default();
    let mut tokens = Tokens::new(prose, Span::default());
    for (number, block) in (which.start..).zip(blocks.get(which).unwrap_or(&[])) {
        let titled = matches!(block.kind, BlockKind::Heading(_));
        analysis.definitions.extend(definitions(prose, block.span));
        match block.kind {
            BlockKind::TableCell => analysis.definitions.extend(beside(prose, blocks, number)),
            BlockKind::Term => analysis.definitions.extend(behind_term(prose, blocks, number)),
            _ => {}
        }
        for span in sentences_of(prose, block) {
            let before = analysis.values.len();
            tokens.recut(span);
            scan_tokens(&tokens, &mut analysis.values);
            let values = analysis.values.get(before..).unwrap_or(&[]);
            let names = names_seen(prose, span, titled).into_iter();
            analysis.names.extend(names.filter(|name| !holds(values, name.span)));
            analysis.sentences.push(Sentence { span, block: u32::try_from(number).unwrap_or(u32::MAX) });
        }
    }
    analysis
}

/// Whether one of the `values` (in order) that name their unit or time holds `span`: "US" of "US$ 5", "FY2023", "degrees Celsius".
fn holds(values: &[Value], span: Span) -> bool {
    let next = values.partition_point(|value| value.span.start <= span.start);
    let named = |value: &&Value| {
        matches!(value.kind, Kind::Money | Kind::Quantity | Kind::Date | Kind::Duration)
            && span.end <= value.span.end
    };
    next.checked_sub(1).and_then(|last| values.get(last)).filter(named).is_some()
}

/// The definition that the cell with this number makes with the cell behind it, or else with the one before it.
fn beside(prose: &str, blocks: &[Block], number: usize) -> Option<Definition> {
    let cell = blocks.get(number)?;
    let neighbours = [number.checked_add(1), number.checked_sub(1)].into_iter().flatten();
    let cells =
        neighbours.filter_map(|index| blocks.get(index)).filter(|other| other.kind == BlockKind::TableCell);
    let mut in_row = cells.filter(|other| {
        let (first, last) = (cell.span.end.min(other.span.end), cell.span.start.max(other.span.start));
        prose.get(first as usize..last as usize).is_some_and(|gap| !gap.contains('\n'))
    });
    in_row.find_map(|other| across_cells(prose, cell.span, other.span))
}

/// The definition that the term with this number makes with the block behind it.
fn behind_term(prose: &str, blocks: &[Block], number: usize) -> Option<Definition> {
    let (term, next) = (blocks.get(number)?, blocks.get(number.checked_add(1)?)?);
    across_cells(prose, term.span, next.span)
}

/// Second pass: finds the mentions of the lexicon's entities in a text that was read.
pub fn find_mentions(text: &str, markup: Markup, analysis: &mut Analysis, lexicon: &Lexicon) {
    find_mentions_in(&layout(text, markup).prose, analysis, lexicon);
}

/// [`find_mentions`] for a caller that has kept the masked text ([`crate::text::Layout::prose`]).
pub fn find_mentions_in(prose: &str, analysis: &mut Analysis, lexicon: &Lexicon) {
    let seen = Seen::read(prose, &analysis.blocks, &spans(&analysis.sentences), lexicon);
    settle_mentions(prose, analysis, &seen, lexicon);
}

fn spans(sentences: &[Sentence]) -> Vec<Span> {
    sentences.iter().map(|sentence| sentence.span).collect()
}

fn settle_mentions(prose: &str, analysis: &mut Analysis, seen: &Seen, lexicon: &Lexicon) {
    let sentences: Vec<(Span, u32)> = analysis.sentences.iter().map(|one| (one.span, one.block)).collect();
    let page = Page { prose, sentences: &sentences, definitions: &analysis.definitions };
    let mut found = mentions(page, seen, lexicon);
    // Both are in order, so that the values are walked once.
    let mut rest = analysis.values.iter().peekable();
    let mut last: Option<&Value> = None;
    let mut unit = |mention: &Mention| {
        while let Some(value) = rest.next_if(|value| value.span.start <= mention.span.start) {
            last = Some(value);
        }
        // A date may name a feast, which is a name all the same.
        last.is_some_and(|value| {
            matches!(value.kind, Kind::Money | Kind::Quantity) && mention.span.end <= value.span.end
        })
    };
    found.retain(|mention| !unit(mention));
    analysis.mentions = found;
}

/// The names of all `texts`, each with its first pass, and of the writer's `own` list.
/// The same inputs in the same order give the same lexicon.
pub fn lexicon_of<'t>(
    texts: impl IntoIterator<Item = (&'t str, &'t Analysis)>,
    own: &[UserEntity],
) -> Lexicon {
    let names = |(text, analysis): (&'t str, &'t Analysis)| TextNames {
        text,
        definitions: &analysis.definitions,
        names: &analysis.names,
    };
    Lexicon::build(texts.into_iter().map(names), own)
}
