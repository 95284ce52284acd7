//! Finds the prose between the tags of a piece of HTML inside Markdown.
//! It must not know Markdown, and it is no parser for web pages: those are read by the formats crate.

use std::ops::Range;

/// What a tag does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// The text runs on: `<b>`, `<a>`, a comment.
    Inline,
    /// A line or block ends: `<br>`, `<p>`, `</div>`.
    Break,
    /// Text that is no prose begins: `<code>`, `<script>`, `<del>`.
    Hide,
    /// It ends: `</code>`.
    Show,
}

/// Reads the tag at the start of `tag`, such as `<p class="x">` or `</b>`.
pub(super) fn classify(tag: &str) -> Tag {
    let closing = tag.starts_with("</");
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or("");
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is(HIDDEN) {
        return if closing { Tag::Show } else { Tag::Hide };
    }
    if name.is_empty() || is(INLINE) { Tag::Inline } else { Tag::Break }
}

const HIDDEN: &[&str] = &[
    "code", "pre", "script", "style", "kbd", "samp", "svg", "math", "template", "textarea", "head", "del",
    "s",
];

const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "dfn", "em", "font", "i", "ins", "mark", "q", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "img", "wbr",
];

/// Ranges of text (bytes of `html`) in order; each with whether a block ended before it.
pub(super) fn prose(html: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut broken = true;
    while at < html.len() {
        let rest = html.get(at..).unwrap_or("");
        let open = rest.find('<').unwrap_or(rest.len());
        if open > 0 && rest.get(..open).is_some_and(|text| !text.trim().is_empty()) {
            found.push((at..at + open, broken));
            broken = false;
        }
        let tag = rest.get(open..).unwrap_or("");
        at += open + tag_length(tag);
        match classify(tag) {
            Tag::Inline | Tag::Show => {}
            Tag::Break => broken = true,
            Tag::Hide => at = behind_hidden(html, at, tag),
        }
    }
    found
}

/// Bytes of the tag or comment at the start of `tag`; all of it where it is never closed.
fn tag_length(tag: &str) -> usize {
    if let Some(comment) = tag.strip_prefix("<!--") {
        return comment.find("-->").map_or(tag.len(), |end| end + 7);
    }
    tag.find('>').map_or(tag.len(), |end| end + 1)
}

/// Where the hidden element that `tag` opened, and that ended its own tag at byte `at`, is closed.
fn behind_hidden(html: &str, at: usize, tag: &str) -> usize {
    let name = tag.trim_start_matches('<');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or("");
    let rest = html.get(at..).unwrap_or("");
    let close = rest.match_indices("</").find(|(start, _)| {
        rest.get(start + 2..start + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    close.map_or(html.len(), |(start, _)| at + start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_between_tags_is_prose_and_code_is_not() {
        let html =
            "<div><p>The <b>camp</b> grew.</p><!-- 1 < 2 --><pre>x = 3</pre><p>It closed.</div><script>a()";
        let texts: Vec<(&str, bool)> =
            prose(html).into_iter().map(|(range, new)| (html.get(range).unwrap(), new)).collect();
        assert_eq!(texts, [("The ", true), ("camp", false), (" grew.", false), ("It closed.", true)]);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_text() {
        for html in ["<", "<p", "<!--", "<pre>abc", "</", "<code", "a<b"] {
            prose(html);
        }
    }
}
