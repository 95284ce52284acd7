//! Where a Markdown text can be parted, so that what stands between two such places is laid out as a text of its own.
//! It must not know blocks of prose: it watches the parser's events alone.
//!
//! Blocks of CommonMark are found line by line, so at a line that opens a block outside of all others the parser knows of
//! what came before nothing but the definitions of links and footnotes. What else reaches farther is ruled out here.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// What is known of a text beside its blocks and prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::text) struct Outline {
    /// Starts (bytes) of lines that follow a blank line and open a block outside of all others; in order.
    pub(in crate::text) joints: Vec<u32>,
    /// Definitions of links and footnotes, in order of their place: they reach over the whole text.
    pub(in crate::text) labels: Vec<Label>,
    /// Bytes of addresses and titles that links by label have brought in, or more. The parser has a limit.
    pub(in crate::text) expanded: usize,
    /// The longest address with its title that a label stands for.
    pub(in crate::text) longest: usize,
}

/// One definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::text) struct Label {
    pub(in crate::text) at: u32,
    pub(in crate::text) footnote: bool,
    pub(in crate::text) name: Box<str>,
}

impl Label {
    /// Whether both define the same, wherever that is.
    pub(in crate::text) fn is_like(&self, other: &Label) -> bool {
        self.footnote == other.footnote && self.name == other.name
    }
}

/// Watches the events of one text and draws its outline.
pub(super) struct Watcher<'t> {
    text: &'t str,
    /// Elements that are open.
    depth: usize,
    /// Behind a list of definitions a paragraph may become a part of it by what follows.
    behind_terms: bool,
    outline: Outline,
}

impl<'t> Watcher<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Watcher { text, depth: 0, behind_terms: false, outline: Outline::default() }
    }

    pub(super) fn define(&mut self, at: usize, name: &str, length: usize) {
        self.outline.labels.push(Label { at: narrow(at), footnote: false, name: name.into() });
        self.outline.longest = self.outline.longest.max(length);
    }

    /// Notes an event; `clean` where no text before it is still being put together.
    pub(super) fn note(&mut self, event: &Event<'_>, range: &Range<usize>, clean: bool) {
        let opens = matches!(event, Event::Start(_) | Event::Rule);
        if self.depth == 0 && opens {
            if clean && !self.behind_terms {
                self.outline.joints.extend(joint(self.text, range.start));
            }
            self.behind_terms = false;
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.note_tag(tag, range);
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.behind_terms |= *tag == TagEnd::DefinitionList;
            }
            _ => {}
        }
    }

    fn note_tag(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::FootnoteDefinition(name) => {
                let name = name.as_ref().into();
                self.outline.labels.push(Label { at: narrow(range.start), footnote: true, name });
            }
            Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. }
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
            {
                self.outline.expanded += dest_url.len() + title.len() + 1;
            }
            _ => {}
        }
    }

    pub(super) fn finish(mut self) -> Outline {
        self.outline.labels.sort_by_key(|label| label.at);
        self.outline
    }
}

/// The start of the line around byte `at`, where a blank line stands before it, or nothing.
fn joint(text: &str, at: usize) -> Option<u32> {
    let bytes = text.as_bytes().get(..at)?;
    let start = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1);
    let blank = match bytes.get(..start)? {
        [] => true,
        [before @ .., b'\r', b'\n'] | [before @ .., b'\n' | b'\r'] => {
            let last = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
            last.is_none_or(|last| matches!(before.get(last), Some(b'\n' | b'\r')))
        }
        _ => false,
    };
    blank.then(|| narrow(start))
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether a line of `text` can open or close front matter, which may stand anywhere and is sought to the end of the text.
pub(super) fn has_fence(text: &str) -> bool {
    let ends = |line: &str| line.ends_with("---") || line.ends_with("+++") || line == "...";
    text.split(['\n', '\r']).any(|line| ends(line.trim_ascii()))
}
