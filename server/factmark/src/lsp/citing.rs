//! How a draft cites a source: keys, notes, quotations, and addresses that lead to the very words.
//! It must not know where a citation is wanted.

use std::collections::HashSet;

use factmark_core::corpus::Source;
use factmark_core::text::{Markup, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::context::Context;
use super::draft::line_end;
use super::shapes::spaced;
use crate::config::Citations;

/// Characters of a sentence that a note quotes at most.
const LONGEST_QUOTATION: usize = 300;
/// Bytes that an address names whole; of longer sentences it names the first and last words.
const LONGEST_FRAGMENT: usize = 120;
/// Words at each end that tell a sentence from others.
const WORDS_AT_ENDS: usize = 5;

/// How the draft cites: as the settings say, else by keys where it declares a bibliography or uses keys already.
pub(super) fn style(context: &Context) -> Citations {
    let text = context.draft.text();
    context.workspace.config.citations.unwrap_or_else(|| {
        let declared = || {
            let front = text.strip_prefix("---").and_then(|rest| rest.split("\n---").next());
            front.is_some_and(|front| front.lines().any(|line| line.starts_with("bibliography:")))
        };
        if declared() || text.contains("[@") { Citations::Pandoc } else { Citations::Footnote }
    })
}

/// The key, numbered where it is taken.
pub(super) fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut key = wanted.to_owned();
    let mut count = 2;
    while !taken.insert(key.clone()) {
        key = format!("{wanted}-{count}");
        count += 1;
    }
    key
}

/// Author, title, publisher and date.
pub(super) fn words(source: &Source) -> String {
    let metadata = &source.metadata;
    let date = metadata.issued.or(metadata.as_of).map(|day| day.to_string());
    let parts =
        [metadata.author.clone(), Some(source.display_name().to_owned()), metadata.publisher.clone(), date];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether the words of a note name the source.
pub(super) fn names(note: &str, source: &Source) -> bool {
    note.starts_with(&escaped(&words(source)))
}

/// The words of a note: the source, the quotation where there is one, and where to find it.
pub(super) fn note(source: &Source, sentence: Option<Span>) -> String {
    let mut note = escaped(&words(source));
    if let Some(sentence) = sentence {
        note.push_str(": ");
        note.push_str(&quotation(source, sentence));
    }
    if let Some(address) = address(source, sentence) {
        note.push_str(&format!(" <{address}>"));
    }
    note
}

/// A citation by key with the quotation and its address: `[@key, “words” <https://…>]`.
pub(super) fn keyed(key: &str, source: &Source, sentence: Span) -> String {
    let address = address(source, Some(sentence)).map(|address| format!(" <{address}>")).unwrap_or_default();
    format!("[@{key}, {}{address}]", inside_citation(&quotation(source, sentence)))
}

/// Signs that would begin another citation inside the brackets: "[@a, “one; two”]" is none to pandoc.
fn inside_citation(words: &str) -> String {
    words.replace(';', "\\;").replace('@', "\\@")
}

/// The sentence in quotation marks, on one line; a long one is cut between two words.
fn quotation(source: &Source, sentence: Span) -> String {
    let words = plain_words(source, sentence);
    let cut = words.char_indices().nth(LONGEST_QUOTATION).map(|(cut, _)| {
        let kept = words.get(..cut).unwrap_or(&words);
        format!("{} …", kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept))
    });
    format!("“{}”", escaped(&cut.unwrap_or(words)))
}

/// The address of the source; with a sentence, one that leads browsers to its words (`#:~:text=`, as the WICG's
/// "Scroll To Text Fragment" writes it). `None` where the source has no address.
fn address(source: &Source, sentence: Option<Span>) -> Option<String> {
    let url = source.metadata.url.as_deref()?.trim();
    // Brackets would end the link, and spaces the address.
    let url = url.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20").replace(']', "%5D");
    let Some(sentence) = sentence else { return Some(url) };
    let sign = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{sign}:~:text={}", fragment(&plain_words(source, sentence))))
}

/// Everything but letters, digits and signs that mean nothing in a fragment: the hyphen, the comma and the ampersand do.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

fn fragment(words: &str) -> String {
    let encoded = |words: &str| utf8_percent_encode(words, ENCODED).to_string();
    if words.len() <= LONGEST_FRAGMENT {
        return encoded(words);
    }
    let all: Vec<&str> = words.split(' ').collect();
    let ends = (all.get(..WORDS_AT_ENDS), all.len().checked_sub(WORDS_AT_ENDS).and_then(|at| all.get(at..)));
    match ends {
        (Some(first), Some(last)) if all.len() > 2 * WORDS_AT_ENDS => {
            format!("{},{}", encoded(&first.join(" ")), encoded(&last.join(" ")))
        }
        _ => encoded(words),
    }
}

/// The sentence as a reader sees it: on one line, without Markdown's signs of emphasis and code.
fn plain_words(source: &Source, sentence: Span) -> String {
    let words = spaced(sentence.of(&source.text));
    let words = words.trim();
    match source.markup {
        Markup::Markdown => words.replace(['*', '`'], ""),
        _ => words.to_owned(),
    }
}

/// The edit that adds a note to the draft: byte offset, and the lines to insert there.
pub(super) fn definition(text: &str, key: &str, note: &str) -> (usize, String) {
    let last = text.trim_end().rsplit('\n').next().unwrap_or("");
    // Notes stand together; before the first is a blank line.
    let gap = match (text.ends_with('\n'), last.starts_with("[^") && last.contains("]: ")) {
        (true, true) => 0,
        (true, false) | (false, true) => 1,
        (false, false) => 2,
    };
    let end = line_end(text);
    (text.len(), format!("{}[^{key}]: {note}{end}", end.repeat(gap)))
}

/// Signs that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let sign = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>');
    text.chars().flat_map(|c| sign(c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_names_a_short_sentence_whole_and_of_a_long_one_the_ends() {
        assert_eq!(fragment("The one-off fee, 3 & more."), "The%20one%2Doff%20fee%2C%203%20%26%20more.");
        assert_eq!(fragment("Zürich"), "Z%C3%BCrich");
        let long = "The river trust has been paying all of the boats that came to the harbour in the winter and in the spring of every year since then.";
        assert_eq!(fragment(long), "The%20river%20trust%20has%20been,of%20every%20year%20since%20then.");
    }

    #[test]
    fn a_quotation_begins_no_other_citation() {
        assert_eq!(inside_citation("“It paid; a@b.org wrote.”"), "“It paid\\; a\\@b.org wrote.”");
    }

    #[test]
    fn a_note_joins_those_that_stand_at_the_end() {
        assert_eq!(definition("A.[^a]", "b", "B").1, "\n\n[^b]: B\n");
        assert_eq!(definition("A.\n", "b", "B").1, "\n[^b]: B\n");
        assert_eq!(definition("A.\n\n[^a]: A\n", "b", "B").1, "[^b]: B\n");
        assert_eq!(definition("A.\n\n[^a]: A", "b", "B").1, "\n[^b]: B\n");
        assert_eq!(definition("A.\r\nB.", "b", "B").1, "\r\n\r\n[^b]: B\r\n");
    }
}
