//! Semantic tokens: names that the sources know, and values by their verdict.
//! It must not choose colours: the kinds are its own, and a theme that does not know them changes nothing.

use factmark_core::check::Verdict;
use factmark_core::names::Binding;
use factmark_core::text::Span;
use tower_lsp::lsp_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions,
};

use super::context::Context;
use super::judged::judged;

const NAME: u32 = 0;
const VALUE: u32 = 1;

pub(super) fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: ["entity", "value"].map(SemanticTokenType::new).to_vec(),
            token_modifiers: ["sourced", "conflict", "contested", "open"]
                .map(SemanticTokenModifier::new)
                .to_vec(),
        },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..SemanticTokensOptions::default()
    }
}

/// The tokens of the draft, or of a part of it; `None` for a source.
pub(super) fn tokens(context: &Context, range: Option<Range>) -> Option<SemanticTokens> {
    let claims = judged(context)?;
    let reading = context.reading();
    let lines = context.lines();
    let text = context.draft.text();
    let whole = Span::new(0, text.len());
    let part = range.map_or(whole, |range| Span::new(lines.offset(range.start), lines.offset(range.end)));
    let names = reading.analysis.mentions.iter().filter(|mention| mention.binding == Binding::Named);
    let mut marked: Vec<(Span, u32, u32)> =
        claims.iter().map(|claim| (claim.span, VALUE, 1 << modifier(claim.verdict))).collect();
    marked.extend(names.map(|mention| (mention.span, NAME, 0)));
    marked.retain(|(span, _, _)| span.overlaps(part));
    // A value goes before a name that starts with it.
    marked.sort_by_key(|(span, kind, _)| (span.start, std::cmp::Reverse(*kind)));
    let mut data = Vec::new();
    let (mut line, mut character, mut end) = (0, 0, 0);
    for (span, token_type, token_modifiers_bitset) in marked {
        if span.start < end {
            continue;
        }
        end = span.end;
        for piece in pieces(text, span) {
            let place = lines.range(piece);
            let start = place.start;
            data.push(SemanticToken {
                delta_line: start.line - line,
                delta_start: if start.line == line { start.character - character } else { start.character },
                length: place.end.character.saturating_sub(start.character),
                token_type,
                token_modifiers_bitset,
            });
            (line, character) = (start.line, start.character);
        }
    }
    Some(SemanticTokens { result_id: None, data })
}

/// The span line by line: a token must not reach over a line end.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start as usize;
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        if !words.is_empty() {
            pieces.push(Span::new(start + indent, start + indent + words.len()));
        }
        start += line.len();
    }
    pieces
}

fn modifier(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Supported => 0,
        Verdict::Conflict => 1,
        Verdict::Contested => 2,
        Verdict::Unsourced | Verdict::None => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_several_lines_is_cut_at_their_ends() {
        let text = "the World River\r\n  Office é\n";
        let cut: Vec<&str> = pieces(text, Span::new(4, 28)).into_iter().map(|piece| piece.of(text)).collect();
        assert_eq!(cut, ["World River", "Office é"]);
        assert_eq!(pieces(text, Span::new(4, 9)), [Span::new(4, 9)]);
    }
}
