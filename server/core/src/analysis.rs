//! Text in, analysis out: the one door that drafts and sources both pass.
//! It must not know which of the two it reads, nor any clock, file or global state.

use crate::names::{
    Definition, Lexicon, Mention, NameSeen, Page, TextNames, UserEntity, definitions, mentions, names_seen,
};
use crate::text::{Block, BlockKind, Markup, Span, layout, sentences_of};
use crate::values::token::Tokens;
use crate::values::{Value, scan_tokens};

/// One sentence and where its parts stand in the [`Analysis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Index into [`Analysis::blocks`].
    pub block: u32,
}

/// What was read in one text. All spans are bytes of that text; all lists are in order of their start.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    pub values: Vec<Value>,
    pub definitions: Vec<Definition>,
    /// Phrases that are written like names; a lexicon is made of these and the definitions.
    pub names: Vec<NameSeen>,
    pub mentions: Vec<Mention>,
}

/// First pass, from the text alone: blocks, sentences, values, definitions, names. `mentions` stays empty.
pub fn read(text: &str, markup: Markup) -> Analysis {
    let layout = layout(text, markup);
    let mut analysis = Analysis::default();
    let mut tokens = Tokens::new(&layout.prose, Span::default());
    for (index, block) in layout.blocks.iter().enumerate() {
        let titled = matches!(block.kind, BlockKind::Heading(_));
        analysis.definitions.extend(definitions(&layout.prose, block.span));
        for span in sentences_of(&layout.prose, block) {
            analysis.names.extend(names_seen(&layout.prose, span, titled));
            tokens.recut(span);
            scan_tokens(&tokens, &mut analysis.values);
            analysis.sentences.push(Sentence { span, block: u32::try_from(index).unwrap_or(u32::MAX) });
        }
    }
    analysis.blocks = layout.blocks;
    analysis
}

/// Second pass: finds the mentions of the lexicon's entities in a text that was read.
pub fn find_mentions(text: &str, markup: Markup, analysis: &mut Analysis, lexicon: &Lexicon) {
    find_mentions_in(&layout(text, markup).prose, analysis, lexicon);
}

/// [`find_mentions`] for a caller that has kept the masked text ([`crate::text::Layout::prose`]).
pub fn find_mentions_in(prose: &str, analysis: &mut Analysis, lexicon: &Lexicon) {
    let sentences: Vec<(Span, u32)> = analysis.sentences.iter().map(|one| (one.span, one.block)).collect();
    let page = Page { prose, sentences: &sentences, definitions: &analysis.definitions };
    analysis.mentions = mentions(page, lexicon);
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
