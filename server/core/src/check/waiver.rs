//! Comments by which a writer silences findings: `<!-- factmark-ignore F002: checked with the ministry -->`.
//! It must not know rules: it sees codes and places alone.
//!
//! | comment | silences |
//! |---|---|
//! | `factmark-ignore` | behind a sentence, that sentence; on a line of its own, the sentences that touch the next line with text |
//! | `factmark-ignore-block` | everything up to the next blank line |
//! | `factmark-ignore-file` | the whole draft, wherever the comment stands |
//!
//! Codes stand behind, with commas or spaces between them; without any, all are meant. A colon opens the reason.
//! The form is the same in Markdown and plain text; `text` masks it, so that it is never read as prose.

use super::{Code, Evidence, Finding, Mark, Severity};
use crate::text::Span;

/// How every waiver begins: the comment, and the word behind its opening.
const COMMENT: &str = "<!--";
const WORD: &str = "factmark-ignore";
const CLOSING: &str = "-->";

/// A waiver that cannot be understood.
pub const UNCLEAR: Code = Code(95);

/// What one comment silences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The comment, in bytes of the draft.
    pub span: Span,
    /// Findings are silenced whose sentence touches this.
    pub scope: Span,
    /// Empty for all codes.
    pub codes: Vec<Code>,
    /// Why, in the writer's words; empty where none is given.
    pub reason: Span,
}

impl Waiver {
    pub fn covers(&self, finding: Mark) -> bool {
        let sentence = finding.claim.cover(finding.span);
        let named = self.codes.is_empty() || self.codes.contains(&finding.code);
        named && self.scope.start < sentence.end && sentence.start < self.scope.end
    }
}

/// The waivers of a text in order, and a finding for each comment that looks like one and is none.
/// Comments in code are none. Costs one search for the opening over the text, and nothing where there is none.
pub fn waivers(text: &str) -> (Vec<Waiver>, Vec<Finding>) {
    let (mut found, mut unclear) = (Vec::new(), Vec::new());
    let mut fences = Fences::default();
    let mut from = 0;
    while let Some(opening) = opening(text, from) {
        let Opening { start, behind } = opening;
        from = behind;
        // What shows how it is done does nothing.
        if fences.hold(text, start) || in_code(text, start) {
            continue;
        }
        let rest = text.get(behind..).unwrap_or("");
        let Some(length) = rest.find(CLOSING).map(|end| end + CLOSING.len()) else {
            unclear.push(complaint(Span::new(start, behind), "it is not closed by -->"));
            break;
        };
        let span = Span::new(start, behind + length);
        match read(text, span, behind) {
            Ok(waiver) => found.push(waiver),
            Err(why) => unclear.push(complaint(span, &why)),
        }
        from = behind + length;
    }
    (found, unclear)
}

/// Where something stands that looks like a waiver: its comment, and the first byte behind its word.
struct Opening {
    start: usize,
    behind: usize,
}

/// The first one at byte `from` or behind it, found at the speed of memory: the whole draft is searched with every edit.
fn opening(text: &str, from: usize) -> Option<Opening> {
    let mut from = from;
    loop {
        let at = from + memchr::memmem::find(text.as_bytes().get(from..)?, WORD.as_bytes())?;
        let behind = at + WORD.len();
        let before = text.get(..at)?.trim_end_matches([' ', '\t']);
        if before.ends_with(COMMENT) {
            return Some(Opening { start: before.len() - COMMENT.len(), behind });
        }
        from = behind;
    }
}

/// Walks once over the fences of code while places are asked for in order.
#[derive(Default)]
struct Fences {
    /// Start of the first line that was not looked at.
    line: usize,
    open: Option<&'static str>,
}

impl Fences {
    /// Whether byte `at` stands between two fences.
    fn hold(&mut self, text: &str, at: usize) -> bool {
        while let Some(length) = text.get(self.line..at).and_then(|rest| rest.find('\n')) {
            let line = text.get(self.line..self.line + length).unwrap_or("").trim_start();
            let mark = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark));
            self.open = match (self.open, mark) {
                (None, mark) => mark,
                (open, mark) if open == mark => None,
                (open, _) => open,
            };
            self.line += length + 1;
        }
        self.open.is_some()
    }
}

/// Whether byte `at` stands between two backticks of its line.
fn in_code(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.rsplit('\n').next()).unwrap_or("");
    let behind = text.get(at..).and_then(|rest| rest.split('\n').next()).unwrap_or("");
    before.matches('`').count() % 2 == 1 && behind.contains('`')
}

fn complaint(span: Span, why: &str) -> Finding {
    Finding {
        code: UNCLEAR,
        severity: Severity::Warning,
        span,
        claim: span,
        message: format!(
            "This comment silences nothing: {why}. Write it as <!-- factmark-ignore F002: reason -->"
        ),
        evidence: vec![Evidence { source: None, sentence: span, focus: span }],
        fixes: Vec::new(),
    }
}

fn read(text: &str, span: Span, opened: usize) -> Result<Waiver, String> {
    let closed = span.end as usize - CLOSING.len();
    let inside = text.get(opened..closed).unwrap_or("");
    let (head, reason) = match inside.split_once(':') {
        Some((head, reason)) => (head, reason),
        None => (inside, ""),
    };
    let (kind, list) = head.split_at(head.find([' ', '\n', '\r', '\t', ',']).unwrap_or(head.len()));
    let scope = match kind {
        "" => line_scope(text, span),
        "-block" => block_scope(text, span),
        "-file" => Span::new(0, text.len()),
        other => return Err(format!("\"factmark-ignore{other}\" is unknown")),
    };
    let words = list.split([',', ' ', '\n', '\r', '\t']).filter(|word| !word.is_empty());
    let codes = words.map(code).collect::<Result<Vec<Code>, String>>()?;
    let trimmed = reason.trim();
    let end = closed - (reason.len() - reason.trim_end().len());
    Ok(Waiver { span, scope, codes, reason: Span::new(end - trimmed.len(), end) })
}

fn code(word: &str) -> Result<Code, String> {
    let digits = word.strip_prefix(['F', 'f']).filter(|digits| digits.len() == 3);
    let number = digits.and_then(|digits| digits.parse().ok());
    number.map(Code).ok_or_else(|| format!("\"{word}\" is no code of a rule"))
}

/// The last character before the comment where text stands on its line, else the next line that is not blank.
fn line_scope(text: &str, span: Span) -> Span {
    let start = span.start as usize;
    let own = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let before = text.get(own..start).unwrap_or("").trim_end();
    if before.contains(char::is_alphanumeric) {
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        return Span::new(own + before.len() - last, own + before.len());
    }
    let behind = span.end as usize;
    let rest = text.get(behind..).unwrap_or("");
    let first = behind + rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
    Span::new(first, line_end(text, first))
}

/// Longest block that one comment silences, in bytes: a whole text without a blank line is no block.
const LONGEST_BLOCK: usize = 64 * 1024;

/// From the next line, or the sentence that the comment ends, to the next blank line.
fn block_scope(text: &str, span: Span) -> Span {
    let first = line_scope(text, span);
    let mut end = first.end as usize;
    while let Some(next) = text.get(end..).filter(|rest| !rest.is_empty()) {
        let line = next.trim_start_matches(['\r', '\n']);
        let breaks = next.get(..next.len() - line.len()).unwrap_or("").matches('\n').count();
        let start = end + next.len() - line.len();
        let close = line_end(text, start);
        if breaks > 1
            || end - first.start as usize > LONGEST_BLOCK
            || text.get(start..close).is_none_or(|line| line.trim().is_empty())
        {
            break;
        }
        end = close;
    }
    Span::new(first.start as usize, end)
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    from + rest.find('\n').unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A finding of `code` on the first place of `words`, whose sentence is the line around it.
    fn finding(text: &str, code: u16, words: &str) -> Finding {
        let at = text.find(words).unwrap();
        let start = text.get(..at).unwrap().rfind('\n').map_or(0, |at| at + 1);
        let span = Span::new(at, at + words.len());
        Finding { code: Code(code), claim: Span::new(start, line_end(text, at)), span, ..complaint(span, "") }
    }

    fn is_silent(text: &str, code: u16, words: &str) -> bool {
        let (waivers, unclear) = waivers(text);
        assert!(unclear.is_empty(), "{unclear:?}");
        waivers.iter().any(|waiver| waiver.covers(finding(text, code, words).mark()))
    }

    const DRAFT: &str = "The fund runs 31 schools.\n\n<!-- factmark-ignore F001: counted by hand -->\nIt has 44 teachers.\nIt has 55 nurses.\n\nIt has 66 cooks.\n";

    #[test]
    fn a_waiver_covers_the_next_line_and_no_other() {
        assert!(is_silent(DRAFT, 1, "44"));
        for other in ["31", "55", "66"] {
            assert!(!is_silent(DRAFT, 1, other), "{other}");
        }
        assert!(!is_silent(DRAFT, 2, "44"), "another rule");
    }

    #[test]
    fn the_reason_is_kept_word_for_word() {
        let (found, _) = waivers(DRAFT);
        assert_eq!(found[0].reason.of(DRAFT), "counted by hand");
        assert_eq!(found[0].codes, [Code(1)]);
    }

    #[test]
    fn a_block_ends_at_the_blank_line() {
        let text = DRAFT.replace("ignore F001", "ignore-block F001, F004");
        for (words, silent) in [("31", false), ("44", true), ("55", true), ("66", false)] {
            assert_eq!(is_silent(&text, 1, words), silent, "{words}");
            assert_eq!(is_silent(&text, 4, words), silent, "{words}");
            assert!(!is_silent(&text, 3, words), "{words}");
        }
    }

    #[test]
    fn a_whole_file_and_all_codes() {
        let text = DRAFT.replace("ignore F001: counted by hand", "ignore-file");
        for words in ["31", "44", "66"] {
            assert!(is_silent(&text, 1, words) && is_silent(&text, 72, words), "{words}");
        }
    }

    #[test]
    fn behind_text_it_covers_the_sentence_before_it() {
        let text = "It has 66 cooks. It has 44 teachers. <!-- factmark-ignore --> It has 55 nurses.\nIt has 77 cars.";
        let (found, _) = waivers(text);
        let sentence = |words: &str| {
            let at = text.find(words).unwrap();
            Finding { claim: Span::new(at, at + words.len()), ..finding(text, 1, words) }
        };
        assert!(found[0].covers(sentence("It has 44 teachers.").mark()));
        for other in ["It has 66 cooks.", "It has 55 nurses.", "It has 77 cars."] {
            assert!(!found[0].covers(sentence(other).mark()), "{other}");
        }
    }

    #[test]
    fn windows_line_ends_and_blank_lines_between() {
        let text = DRAFT.replace("-->\n", "-->\n\n").replace('\n', "\r\n");
        assert!(is_silent(&text, 1, "44"));
        assert!(!is_silent(&text, 1, "55"));
        let block = text.replace("ignore F001", "ignore-block");
        assert!(is_silent(&block, 1, "55"));
        assert!(!is_silent(&block, 1, "66"));
    }

    #[test]
    fn the_space_before_the_word_may_be_left_out() {
        for opening in ["<!--factmark", "<!--   factmark"] {
            assert!(is_silent(&DRAFT.replace("<!-- factmark", opening), 1, "44"), "{opening}");
        }
        let (found, unclear) =
            waivers("It is <!- factmark-ignore --> here, factmark-ignore and factmark-ignore -->.");
        assert!(found.is_empty() && unclear.is_empty());
    }

    #[test]
    fn comments_in_code_silence_nothing() {
        let comment = "<!-- factmark-ignore-file F001: old -->";
        for text in [
            format!("Write `{comment}` at the top.\n\nIt has 44 teachers.\n"),
            format!("```\n{comment}\n```\n\nIt has 44 teachers.\n"),
            format!("- So:\n\n  ~~~ md\n  ```\n  {comment}\n  ~~~\n\nIt has 44 teachers.\n"),
        ] {
            assert!(!is_silent(&text, 1, "44"), "{text}");
            assert!(is_silent(&format!("{text}{comment}"), 1, "44"), "{text}");
        }
        assert!(is_silent(&format!("The ` sign. {comment}\n\nIt has 44 teachers."), 1, "44"));
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        for (text, why) in [
            ("<!-- factmark-ignore-page -->", "\"factmark-ignore-page\" is unknown"),
            ("<!-- factmark-ignore F2 -->", "\"F2\" is no code of a rule"),
            ("<!-- factmark-ignore year: old -->", "\"year\" is no code of a rule"),
            ("<!-- factmark-ignore F002", "not closed"),
        ] {
            let (found, unclear) = waivers(text);
            assert_eq!(found, [], "{text}");
            assert!(unclear[0].message.contains(why), "{text}: {}", unclear[0].message);
        }
        assert_eq!(waivers("<!-- a comment --> factmark-ignore F002"), (Vec::new(), Vec::new()));
    }
}
