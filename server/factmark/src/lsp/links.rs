//! Document links: from a citation to its note or source, and from a source's address to the source that was read.
//! It must not know other links: the editor finds those itself.

use std::collections::HashMap;

use factmark_core::corpus::Source;
use factmark_core::text::Span;
use tower_lsp::lsp_types::{DocumentLink, Url};

use super::context::Context;
use super::convert::uri_of;
use super::footnotes::footnotes;

pub(super) fn links(context: &Context) -> Vec<DocumentLink> {
    let text: &str = context.draft.text();
    let lines = context.lines();
    let sources = context.workspace.corpus.sources();
    let keys = context.workspace.citation_keys();
    let of_key = |key: &str| sources.get(keys.source(key)?);
    let urls: HashMap<&str, &Source> =
        sources.iter().rev().filter_map(|it| Some((it.metadata.url.as_deref()?, it))).collect();
    let notes: HashMap<String, Span> = footnotes(text).into_iter().rev().map(|it| (it.id, it.span)).collect();
    let link = |span: Span, target: Option<Url>, words: &str| DocumentLink {
        range: lines.range(span),
        target,
        tooltip: context.profile.link_tooltips.then(|| words.to_owned()),
        data: None,
    };
    let mut links = Vec::new();
    for (start, line) in prose_lines(text) {
        for (at, found) in citations(line) {
            let span = Span::new(start + at, start + at + found.len());
            let found = match found.split_at_checked(2) {
                Some(("[^", rest)) => {
                    let note = notes.get(rest.trim_end_matches(']')).filter(|note| note.start != span.start);
                    note.map(|note| {
                        let mut target = context.draft.uri.clone();
                        let line = lines.position(note.start as usize).line + 1;
                        target.set_fragment(Some(&format!("L{line}")));
                        link(span, Some(target), note.of(text))
                    })
                }
                _ => {
                    let source = found.strip_prefix('@').map_or_else(|| urls.get(found).copied(), of_key);
                    // A source's own address leads out of it: that is the editor's to follow.
                    let other = source.and_then(|source| Some((source, uri_of(&source.path)?)));
                    let other = other.filter(|(_, uri)| *uri != context.draft.uri);
                    other.map(|(source, uri)| link(span, Some(uri), source.display_name()))
                }
            };
            links.extend(found.filter(|link| link.target.is_some()));
        }
    }
    links
}

/// The lines outside fenced code, each with its start.
pub(super) fn prose_lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let (mut start, mut fence) = (0, None);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, None) => lines.push((start, line)),
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
        }
        start += line.len();
    }
    lines
}

/// `[^id]`, `@key` in brackets, and addresses, each with its place in the line; none in inline code.
pub(super) fn citations(line: &str) -> Vec<(usize, &str)> {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let (mut code, mut bracket) = (false, false);
    let mut found = Vec::new();
    for (at, c) in line.char_indices() {
        let rest = line.get(at..).unwrap_or("");
        match c {
            '`' => code = !code,
            _ if code => {}
            ']' => bracket = false,
            '[' if rest.starts_with("[^") => {
                found.extend(rest.find(']').and_then(|end| Some((at, rest.get(..=end)?))));
            }
            '[' => bracket = true,
            '@' if bracket => {
                let length: usize = rest.chars().skip(1).take_while(|c| is_key(*c)).map(char::len_utf8).sum();
                found.extend(rest.get(..=length).map(|key| (at, key.trim_end_matches(['.', ':']))));
            }
            'h' if rest.starts_with("https://") || rest.starts_with("http://") => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | ')' | ']'));
                let url = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
                found.push((at, url.trim_end_matches(['.', ',', ';'])));
            }
            _ => {}
        }
    }
    found
}
