//! Document symbols: the headings of a document as a tree, with the claims of a draft as its leaves.
//! It must not judge claims.

use std::iter::Peekable;
use std::slice::Iter;

use factmark_core::check::Verdict;
use factmark_core::text::Span;
use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Url,
};

use super::context::Context;
use super::convert::Lines;
use super::judged::{Judged, judged, word};
use super::sections::{Section, sections, title};
use super::shapes::spaced;

/// Longest name of a claim, in characters.
const LONGEST: usize = 80;

pub(super) fn symbols(context: &Context) -> Option<DocumentSymbolResponse> {
    let reading = context.reading();
    let text: &str = context.draft.text();
    let claims = judged(context).unwrap_or_default();
    let sections = sections(text, &reading.analysis);
    let lines = context.lines();
    let outline = Outline { text, lines: &lines };
    let tree = outline.tree(&mut sections.iter().peekable(), &mut claims.iter().peekable(), u32::MAX);
    if context.profile.symbol_tree {
        return Some(DocumentSymbolResponse::Nested(tree));
    }
    let mut flat = Vec::new();
    flatten(&context.draft.uri, tree, None, &mut flat);
    Some(DocumentSymbolResponse::Flat(flat))
}

struct Outline<'o> {
    text: &'o str,
    lines: &'o Lines<'o>,
}

impl Outline<'_> {
    /// What starts before byte `until`. Levels of headings bound the depth.
    fn tree(
        &self,
        sections: &mut Peekable<Iter<'_, Section>>,
        claims: &mut Peekable<Iter<'_, Judged>>,
        until: u32,
    ) -> Vec<DocumentSymbol> {
        let mut symbols = Vec::new();
        loop {
            let section = sections.peek().map(|section| section.span.start).filter(|start| *start < until);
            let claim = claims.peek().map(|claim| claim.sentence.start).filter(|start| *start < until);
            if let Some(claim) = claim
                && section.is_none_or(|section| claim < section)
            {
                symbols.extend(self.claim(claims));
                continue;
            }
            if section.is_none() {
                return symbols;
            }
            let Some(section) = sections.next() else { return symbols };
            let children = self.tree(sections, claims, section.span.end.max(section.heading.end));
            let name = title(self.text, section.heading);
            if name.is_empty() {
                symbols.extend(children);
            } else {
                let (range, selection) = (section.span, section.heading);
                symbols.push(self.symbol(name, None, SymbolKind::STRING, range, selection, children));
            }
        }
    }

    /// The next sentence with all its claims.
    fn claim(&self, claims: &mut Peekable<Iter<'_, Judged>>) -> Option<DocumentSymbol> {
        let first = claims.next()?;
        let mut told = vec![first];
        while let Some(next) = claims.next_if(|next| next.sentence.start <= first.sentence.start) {
            told.push(next);
        }
        let worst = told.iter().map(|claim| claim.verdict).max_by_key(|verdict| weight(*verdict))?;
        let detail: Vec<String> = told
            .iter()
            .map(|claim| format!("{}: {}", spaced(claim.span.of(self.text)), word(claim.verdict)))
            .collect();
        let name = shortened(&spaced(first.sentence.of(self.text)));
        let range = first.sentence.cover(first.span);
        (!name.is_empty())
            .then(|| self.symbol(name, Some(detail.join(", ")), kind(worst), range, first.span, Vec::new()))
    }

    #[expect(deprecated, reason = "the type has a field that nobody should set")]
    fn symbol(
        &self,
        name: String,
        detail: Option<String>,
        kind: SymbolKind,
        range: Span,
        selection: Span,
        children: Vec<DocumentSymbol>,
    ) -> DocumentSymbol {
        DocumentSymbol {
            name,
            detail,
            kind,
            tags: None,
            deprecated: None,
            range: self.lines.range(range),
            selection_range: self.lines.range(selection),
            children: (!children.is_empty()).then_some(children),
        }
    }
}

/// For clients without trees: the same in order, each with the heading above it.
#[expect(deprecated, reason = "the type has a field that nobody should set")]
fn flatten(uri: &Url, tree: Vec<DocumentSymbol>, above: Option<&str>, out: &mut Vec<SymbolInformation>) {
    for symbol in tree {
        out.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol.kind,
            tags: None,
            deprecated: None,
            location: Location::new(uri.clone(), symbol.range),
            container_name: above.map(str::to_owned),
        });
        flatten(uri, symbol.children.unwrap_or_default(), Some(&symbol.name), out);
    }
}

/// Signs that every client knows (the first 18 kinds), one for each verdict.
fn kind(verdict: Verdict) -> SymbolKind {
    match verdict {
        Verdict::Supported => SymbolKind::CONSTANT,
        Verdict::Conflict => SymbolKind::BOOLEAN,
        Verdict::Contested => SymbolKind::ENUM,
        Verdict::Unsourced | Verdict::None => SymbolKind::VARIABLE,
    }
}

fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Supported => 0,
        Verdict::Unsourced | Verdict::None => 1,
        Verdict::Contested => 2,
        Verdict::Conflict => 3,
    }
}

/// The first words, with an ellipsis where some are left out.
fn shortened(sentence: &str) -> String {
    let sentence = sentence.trim();
    let Some((cut, _)) = sentence.char_indices().nth(LONGEST) else { return sentence.to_owned() };
    let head = sentence.get(..cut).unwrap_or(sentence);
    let whole = head.rfind(' ').and_then(|space| head.get(..space)).unwrap_or(head);
    format!("{whole} …")
}
