//! Folds case, accents, punctuation variants and white space away, and remembers where every folded byte came from.
//! It must not know names: the automaton that searches the folded text lives upstairs.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::Span;

/// A folded text and the way back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Lower case without accents; straight quotes and hyphens; one space for any white space, and one `\n` where it
    /// holds two or more line ends, so that no name is found across a blank line.
    pub text: String,
    /// Where offsets stop running in step, in order of `folded`. Empty for plain ASCII prose.
    segments: Vec<Segment>,
}

/// From here on original and folded bytes run in step (`whole` is 0), or the next folded bytes stand for
/// `whole` bytes of the original that cannot be divided ("ß" and "ss").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Segment {
    folded: u32,
    original: u32,
    whole: u32,
}

/// Folds `text` in linear time. Names to be searched for are folded by the same function.
///
/// Standard lower-casing is no use here: it lets "İ" grow by a byte and keeps its dot as a letter of its own.
pub fn fold(text: &str) -> Folded {
    let mut folder =
        Folder { text, out: Folded { text: String::with_capacity(text.len()), segments: Vec::new() } };
    let mut at = 0;
    while at < text.len() {
        at = folder.step(at);
    }
    folder.out
}

impl Folded {
    /// The bytes of the original under `span` (bytes of the folded text). Both ends lie on character boundaries of the
    /// original, rounded outwards: the accent of a last letter belongs to the span, a soft hyphen behind it does not.
    pub fn to_original(&self, span: Span) -> Span {
        let start = span.start.min(clamp(self.text.len()));
        let end = span.end.min(clamp(self.text.len()));
        let at = self.segment(start);
        let from = if at.whole == 0 { at.original + (start - at.folded) } else { at.original };
        if end <= start {
            return Span { start: from, end: from };
        }
        let at = self.segment(end - 1);
        let to = at.original + if at.whole == 0 { end - at.folded } else { at.whole };
        Span { start: from, end: to }
    }

    /// The segment that holds byte `folded`; before the first one, offsets are the same.
    fn segment(&self, folded: u32) -> Segment {
        let after = self.segments.partition_point(|segment| segment.folded <= folded);
        after.checked_sub(1).and_then(|index| self.segments.get(index)).copied().unwrap_or_default()
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

struct Folder<'t> {
    text: &'t str,
    out: Folded,
}

impl Folder<'_> {
    /// Folds the run or character at byte `at`; returns where the next one starts.
    fn step(&mut self, at: usize) -> usize {
        let run = plain_run(self.text.as_bytes().get(at..).unwrap_or(&[]));
        if run > 0 {
            self.push_plain(at, run);
            return at + run;
        }
        let rest = self.text.get(at..).unwrap_or("");
        let Some(first) = rest.chars().next() else { return self.text.len() };
        if first.is_whitespace() {
            let len = rest.len() - rest.trim_start().len();
            self.push_space(at, rest.get(..len).unwrap_or(" "));
            return at + len;
        }
        self.push_letter(at, first);
        at + first.len_utf8()
    }

    fn push_plain(&mut self, at: usize, len: usize) {
        self.mark(at, 0);
        let from = self.out.text.len();
        self.out.text.push_str(self.text.get(at..at + len).unwrap_or(""));
        if let Some(tail) = self.out.text.get_mut(from..) {
            tail.make_ascii_lowercase();
        }
    }

    fn push_space(&mut self, at: usize, space: &str) {
        // What stood between two spaces was dropped (a zero-width character): still one space.
        if self.out.text.ends_with([' ', '\n']) {
            return;
        }
        self.mark(at, if space.len() == 1 { 0 } else { space.len() });
        self.out.text.push(if is_blank_line(space) { '\n' } else { ' ' });
    }

    fn push_letter(&mut self, at: usize, letter: char) {
        if is_combining_mark(letter) {
            self.widen_last(at + letter.len_utf8());
            return;
        }
        let from = self.out.text.len();
        let segments = self.out.segments.len();
        self.mark(at, letter.len_utf8());
        fold_letter(letter, &mut self.out.text);
        let pushed = self.out.text.get(from..).unwrap_or("");
        let in_step = pushed.len() == letter.len_utf8() && pushed.chars().nth(1).is_none();
        if in_step || pushed.is_empty() {
            self.out.segments.truncate(segments);
        }
        if in_step {
            self.mark_at(from, at, 0);
        }
    }

    /// A combining mark belongs to the letter before it.
    fn widen_last(&mut self, end: usize) {
        let Some(last) = self.out.text.chars().next_back() else { return };
        let folded = self.out.text.len() - last.len_utf8();
        let segment = self.out.segment(clamp(folded));
        if segment.whole == 0 {
            let original = (segment.original + clamp(folded) - segment.folded) as usize;
            if segment.folded == clamp(folded) {
                self.out.segments.pop();
            }
            self.mark_at(folded, original, end - original);
        } else if let Some(widened) = self.out.segments.last_mut() {
            widened.whole = clamp(end) - widened.original;
        }
    }

    fn mark(&mut self, original: usize, whole: usize) {
        self.mark_at(self.out.text.len(), original, whole);
    }

    /// Notes that folded byte `folded` stands for original byte `original`, unless that follows from the last segment.
    fn mark_at(&mut self, folded: usize, original: usize, whole: usize) {
        let next = Segment { folded: clamp(folded), original: clamp(original), whole: clamp(whole) };
        let last = self.out.segments.last().copied().unwrap_or_default();
        let in_step = last.whole == 0 && next.whole == 0;
        if in_step && next.folded - last.folded == next.original.wrapping_sub(last.original) {
            return;
        }
        self.out.segments.push(next);
    }
}

/// Bytes from the start that need nothing but lower-casing: ASCII, and single spaces among it.
fn plain_run(bytes: &[u8]) -> usize {
    let mut len = 0;
    while let Some(byte) = bytes.get(len) {
        let special = match byte {
            b' ' => bytes.get(len + 1).is_some_and(|next| *next <= b' ' || *next >= 0x80),
            0..b' ' | 0x7F.. => true,
            _ => false,
        };
        if special {
            break;
        }
        len += 1;
    }
    len
}

fn is_blank_line(space: &str) -> bool {
    let bytes = space.as_bytes();
    let pairs = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    ends - pairs >= 2
}

/// Appends what one letter that is no combining mark folds to; nothing for a character that has no width or meaning.
fn fold_letter(letter: char, out: &mut String) {
    match letter {
        '’' | '‘' | '‛' | 'ʼ' | '´' | '′' | '＇' => out.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => out.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
        // Soft hyphen, zero-width characters and the byte-order mark; marks of trade and of footnotes behind a name.
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '™' => {}
        '¹' | '²' | '³' | '⁰'..='⁹' => {}
        _ => decompose_compatible(letter, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().for_each(|lower| push_base(lower, out));
            }
        }),
    }
}

/// Letters that Unicode does not take apart though readers write them with ASCII.
fn push_base(lower: char, out: &mut String) {
    match lower {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ə' => out.push('e'),
        'ς' => out.push('σ'),
        mark if is_combining_mark(mark) => {}
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Folds `text`, finds `folded` in it and returns the original under it.
    fn original<'t>(text: &'t str, folded: &str) -> &'t str {
        let all = fold(text);
        let start = all.text.find(folded).unwrap_or_else(|| panic!("{folded:?} is not in {:?}", all.text));
        all.to_original(Span::new(start, start + folded.len())).of(text)
    }

    #[test]
    fn a_name_is_found_as_the_writer_spelt_it() {
        for (text, folded, spelt) in [
            ("said UNHCR’s chief", "unhcr's", "UNHCR’s"),
            ("in İstanbul today", "istanbul", "İstanbul"),
            ("the oﬃce of", "office", "oﬃce"),
            ("of Azərbaycan and", "azerbaycan", "Azərbaycan"),
            ("Lange Straße 5", "strasse", "Straße"),
            ("at the cafe\u{301} now", "cafe", "cafe\u{301}"),
            ("in Genève, a", "geneve", "Genève"),
            ("near Sumqayıt.", "sumqayit", "Sumqayıt"),
            ("the UN‑Habitat report", "un-habitat", "UN‑Habitat"),
            ("co\u{AD}operation\u{AD} between", "cooperation", "co\u{AD}operation"),
            ("as UNHCR¹ says", "unhcr", "UNHCR"),
            ("the United\r\n   Nations are", "united nations", "United\r\n   Nations"),
            ("the **World** Bank".replace('*', " ").as_str(), "world bank", "World   Bank"),
            ("the\u{A0}ICRC\u{A0}said", "icrc", "ICRC"),
            ("ΟΔΟΣ και Οδος", "οδοσ και", "ΟΔΟΣ και"),
            ("в Баку", "баку", "Баку"),
            ("a\u{301}\u{302}b", "a", "a\u{301}\u{302}"),
            ("é\u{302}b", "e", "é\u{302}"),
        ] {
            assert_eq!(original(text, folded), spelt);
        }
    }

    #[test]
    fn a_blank_line_is_no_space() {
        assert_eq!(fold("United\n\nNations").text, "united\nnations");
        assert_eq!(fold("United\r\nNations").text, "united nations");
        assert_eq!(fold("United \r\n\t\r\n Nations").text, "united\nnations");
    }

    #[test]
    fn plain_prose_needs_no_map() {
        assert_eq!(fold("The UN, in 1992: \"Yes.\"").segments, []);
        assert_eq!(fold("").to_original(Span::new(0, 9)), Span::new(0, 0));
    }

    proptest! {
        #[test]
        fn the_way_back_is_on_boundaries_in_order_and_folds_to_the_same(
            text in "([a-zA-Z .'’\\-]|[éÉİıßﬁﬃəƏŁø]|[\\u{301}\\u{AD}\\u{200B}\\u{A0}\\n\\r\\t]|\\PC){0,40}"
        ) {
            let folded = fold(&text);
            // Starts never go back; several folded letters may stand for one.
            let mut before = 0;
            for (start, c) in folded.text.char_indices() {
                let back = folded.to_original(Span::new(start, start + c.len_utf8()));
                prop_assert!(text.get(back.range()).is_some(), "{back:?}");
                prop_assert!(back.start >= before || back.of(&text).chars().count() == 1);
                prop_assert!(fold(back.of(&text)).text.contains(c));
                before = back.start;
            }
            let all = folded.to_original(Span::new(0, folded.text.len()));
            prop_assert_eq!(fold(all.of(&text)).text, folded.text);
        }
    }
}
