//! A small text with bold, quotations and links, as Markdown or as plain text, for editors of either kind.
//! It must not know what it says.

use std::fmt::Write;

use factmark_core::corpus::Source;
use factmark_core::text::Span;
use tower_lsp::lsp_types::{MarkupContent, MarkupKind};

use super::convert::uri_of;

/// The text, grown piece by piece. What is added is escaped, so that a source's own signs are never taken for markup.
#[derive(Debug)]
pub(super) struct Card {
    markdown: bool,
    out: String,
}

impl Card {
    pub(super) fn new(markdown: bool) -> Self {
        Card { markdown, out: String::new() }
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let markdown = self.markdown;
        for c in one_line(text) {
            // Signs that begin something in the middle of a line; those of a line's start never stand there.
            if markdown && matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '#' | '|')
            {
                self.out.push('\\');
            }
            self.out.push(c);
        }
        self
    }

    pub(super) fn bold(&mut self, text: &str) -> &mut Self {
        let mark = if self.markdown && !text.trim().is_empty() { "**" } else { "" };
        self.out.push_str(mark);
        self.text(text.trim());
        self.out.push_str(mark);
        self
    }

    /// A passage in quotation marks with `focus` in bold; `excerpt` is the part of the source's text to show.
    pub(super) fn passage(
        &mut self,
        source: &Source,
        excerpt: Span,
        sentence: Span,
        focus: Span,
    ) -> &mut Self {
        let text = &source.text;
        let focus =
            if excerpt.contains(focus) { focus } else { Span { start: excerpt.end, end: excerpt.end } };
        self.out.push('“');
        self.out.push_str(if excerpt.start > sentence.start { "… " } else { "" });
        self.text(Span { start: excerpt.start, end: focus.start }.of(text));
        self.bold(focus.of(text));
        self.text(Span { start: focus.end, end: excerpt.end }.of(text));
        self.out.push_str(if excerpt.end < sentence.end { " …" } else { "" });
        self.out.push('”');
        self
    }

    /// "Title, line 12", linked to that line where the format has links.
    pub(super) fn place(&mut self, source: &Source, at: Span) -> &mut Self {
        let line = source.lines.line(at.start as usize) + 1;
        let target = uri_of(&source.path).filter(|_| self.markdown);
        let Some(mut target) = target else {
            self.text(source.display_name());
            let _ = write!(self.out, " ({}:{line})", source.path.display());
            return self;
        };
        // Editors open such a link at that line.
        target.set_fragment(Some(&format!("L{line}")));
        self.out.push('[');
        self.text(source.display_name());
        // Brackets that the path itself holds would end the link.
        let target = target.as_str().replace('(', "%28").replace(')', "%29");
        let _ = write!(self.out, ", line {line}]({target})");
        self
    }

    /// Ends the paragraph.
    pub(super) fn paragraph(&mut self) -> &mut Self {
        self.out.push_str("\n\n");
        self
    }

    /// Begins an item of a list.
    pub(super) fn item(&mut self) -> &mut Self {
        let trimmed = self.out.trim_end_matches('\n').len();
        if trimmed < self.out.len() && !self.in_list() {
            self.out.truncate(trimmed);
            self.out.push_str("\n\n");
        } else {
            self.out.truncate(trimmed);
            self.out.push('\n');
        }
        self.out.push_str("- ");
        self
    }

    /// Whether the last line is an item.
    fn in_list(&self) -> bool {
        let text = self.out.trim_end_matches('\n');
        text.rsplit('\n').next().is_some_and(|line| line.starts_with("- "))
    }

    pub(super) fn finish(self) -> MarkupContent {
        let kind = if self.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        MarkupContent { kind, value: self.out.trim_end().to_owned() }
    }
}

/// The characters of a text with every run of white space as one space: line breaks inside a sentence mean nothing.
fn one_line(text: &str) -> impl Iterator<Item = char> {
    let mut before = ' ';
    let mut first = true;
    text.chars().filter_map(move |c| {
        let c = if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' { ' ' } else { c };
        let doubled = c == ' ' && before == ' ' && !std::mem::take(&mut first);
        first = false;
        before = c;
        (!doubled).then_some(c)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use factmark_core::analysis::Analysis;
    use factmark_core::corpus::Metadata;
    use factmark_core::text::{LineIndex, Markup};

    use super::*;

    fn source(text: &str) -> Source {
        Source {
            path: "/w/seeds/a (1).txt".into(),
            metadata: Metadata { title: Some("Report *one*".to_owned()), ..Metadata::default() },
            markup: Markup::Plain,
            text: Arc::from(text),
            lines: LineIndex::new(text),
            analysis: Analysis::default(),
            claims: Vec::new(),
            views: Arc::default(),
        }
    }

    fn card(markdown: bool) -> String {
        let source = source("First line.\nThe Trust_RT has\n12 offices <here>.\n");
        let sentence = Span::new(12, 47);
        let focus = Span::new(29, 31);
        let mut card = Card::new(markdown);
        card.bold("River Trust").text(" (RT)").paragraph();
        card.item().passage(&source, Span::new(16, 47), sentence, focus).text(" ").place(&source, focus);
        card.item().text("again");
        card.finish().value
    }

    #[test]
    fn markdown_is_escaped_and_linked() {
        assert_eq!(
            card(true),
            "**River Trust** (RT)\n\n- “… Trust\\_RT has **12** offices \\<here\\>.” [Report \\*one\\*, line 3](file:///w/seeds/a%20%281%29.txt#L3)\n- again"
        );
    }

    #[test]
    fn plain_text_names_the_place() {
        assert_eq!(
            card(false),
            "River Trust (RT)\n\n- “… Trust_RT has 12 offices <here>.” Report *one* (/w/seeds/a (1).txt:3)\n- again"
        );
    }
}
