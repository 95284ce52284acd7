//! Finds where a text names entities, and settles which entity a shared short form means there.
//! It must not know how a lexicon is made.

use rustc_hash::FxHashMap;

use crate::names::anaphor::{self, Anaphor};
use crate::names::automaton::Hit;
use crate::names::coreference;
use crate::names::{Binding, Definition, EntityId, Lexicon, Mention};
use crate::text::{Block, Kept, Span};

/// Confidence in a short form that several entities bear and that the text does not define.
const SHARED: f32 = 0.5;

/// What the first pass found in the text that is searched.
#[derive(Clone, Copy, Debug)]
pub struct Page<'t> {
    /// The masked text.
    pub prose: &'t str,
    /// Sentences in order, each with the number of its block.
    pub sentences: &'t [(Span, u32)],
    pub definitions: &'t [Definition],
}

/// The names and the phrases that may refer to them, before any of them is settled. Both in order, without overlap.
/// What stands in a block depends on that block and the lexicon alone.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    hits: Vec<Hit>,
    anaphors: Vec<Anaphor>,
}

impl Seen {
    /// What stands in `blocks` of `prose`; `sentences` are those of the blocks, in order. Linear in the length of the blocks.
    pub fn read(prose: &str, blocks: &[Block], sentences: &[Span], lexicon: &Lexicon) -> Seen {
        let mut hits = Vec::new();
        for block in blocks {
            let found = lexicon.automaton().hits(block.span.of(prose));
            let shift = block.span.start as usize;
            hits.extend(found.into_iter().map(|hit| Hit { span: hit.span.shifted(shift), ..hit }));
        }
        let mut starts = sentences.iter().map(|span| span.start).peekable();
        hits.retain(|hit| {
            while starts.next_if(|start| *start < hit.span.start).is_some() {}
            !(in_address(prose, hit.span) || hit.ordinary && starts.peek() == Some(&hit.span.start))
        });
        let mut anaphors = Vec::new();
        let mut rest = hits.iter().map(|hit| hit.span).peekable();
        let mut taken = Vec::new();
        for sentence in sentences {
            while rest.next_if(|span| span.start < sentence.start).is_some() {}
            taken.clear();
            while let Some(span) = rest.next_if(|span| span.start < sentence.end) {
                taken.push(span);
            }
            anaphors.extend(anaphor::anaphors(prose, *sentence, &taken));
        }
        Seen { hits, anaphors }
    }

    /// What stands in an edited text, where `middle` was seen in the blocks that the edit touched.
    #[must_use]
    pub fn spliced(&self, kept: &Kept, middle: Seen) -> Seen {
        let moved = |hit: &Hit, by| Hit { span: hit.span.moved(by), ..*hit };
        let start = |anaphor: &Anaphor| anaphor.span.start;
        Seen {
            hits: kept.splice(&self.hits, middle.hits, |hit| hit.span.start, moved),
            anaphors: kept.splice(&self.anaphors, middle.anaphors, start, |anaphor, by| anaphor.moved(by)),
        }
    }
}

/// Bytes before a name that are looked through for the beginning of an address.
const LONGEST_ADDRESS: usize = 300;

/// Whether a name stands inside an address that the text shows as it is ("https://example.org/WRO/report"): nobody speaks of it there.
fn in_address(prose: &str, name: Span) -> bool {
    let at = name.start as usize;
    let bytes = prose.as_bytes();
    let near = bytes.get(at.saturating_sub(LONGEST_ADDRESS)..at).unwrap_or_default();
    // Nearly all names stand behind a space.
    if near.last().is_none_or(u8::is_ascii_whitespace) {
        return false;
    }
    let length = near.iter().rev().take_while(|byte| !byte.is_ascii_whitespace()).count();
    let run = near.get(near.len() - length..).unwrap_or_default();
    run.windows(3).any(|signs| signs == b"://") || run.starts_with(b"www.") || run.ends_with(b"@")
}

/// All mentions of the lexicon's entities, named and bound, in order, without overlap. Linear in what was seen.
pub fn mentions(page: Page<'_>, seen: &Seen, lexicon: &Lexicon) -> Vec<Mention> {
    let own = own_shorts(page, lexicon);
    let named = seen.hits.iter().map(|hit| mention_of(page.prose, *hit, lexicon, &own)).collect();
    coreference::bind(page, lexicon, named, &seen.anaphors)
}

/// The short forms of several bearers that this text defines, with the entity that it means.
fn own_shorts<'t>(page: Page<'t>, lexicon: &Lexicon) -> FxHashMap<&'t str, EntityId> {
    let mut own = FxHashMap::default();
    for definition in page.definitions {
        let short = singular(definition.short.of(page.prose));
        if lexicon.bearers(short).len() > 1
            && let Some(entity) = lexicon.defined(page.prose, definition)
        {
            own.insert(short, entity);
        }
    }
    own
}

fn mention_of(prose: &str, hit: Hit, lexicon: &Lexicon, own: &FxHashMap<&str, EntityId>) -> Mention {
    let mention =
        |entity, confidence| Mention { span: hit.span, entity, binding: Binding::Named, confidence };
    if !hit.short {
        return mention(hit.entity, 1.0);
    }
    let written = hit.span.of(prose);
    let bearers = match lexicon.bearers(written) {
        [] => lexicon.bearers(singular(written)),
        bearers => bearers,
    };
    if bearers.len() <= 1 {
        return mention(hit.entity, 1.0);
    }
    match own.get(singular(written)).filter(|entity| bearers.contains(entity)) {
        Some(entity) => mention(*entity, 1.0),
        None => mention(bearers.first().copied().unwrap_or(hit.entity), SHARED),
    }
}

/// "NGOs" without its plural.
fn singular(short: &str) -> &str {
    short.strip_suffix('s').unwrap_or(short)
}
