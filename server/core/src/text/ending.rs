//! Decides whether a point, question or exclamation mark ends a sentence, from the words on both sides.
//! It must not know lists, captions or blocks: those open sentences for reasons of their own.

use crate::text::abbreviation::{Class, class, opens_sentence, takes_letter, takes_number};
use crate::text::marker::{is_bullet, marker};
use crate::text::sentence::{closing_bracket, word_after, word_before};
use crate::text::when;

/// What was read so far: the block's text and the byte at which the present sentence starts.
pub(super) struct Before<'t> {
    pub(super) text: &'t str,
    pub(super) sentence: usize,
}

/// What was decided about one or several marks in a row.
pub(super) struct Ending {
    /// Where the sentence ends (bytes), if it does: behind the marks, their closing quotes and footnote marks.
    pub(super) cut: Option<usize>,
    /// Where reading goes on.
    pub(super) resume: usize,
}

/// One or several marks in a row: ".", "?!", "...", ". . .".
struct Marks {
    start: usize,
    end: usize,
    points: usize,
    /// Holds `!` or `?`.
    loud: bool,
    /// Full-width: needs no space behind.
    wide: bool,
    /// The points have spaces between them.
    spread: bool,
}

impl Marks {
    fn is_ellipsis(&self) -> bool {
        !self.loud && self.points >= 2
    }
}

/// What stands behind the marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Lower,
    Upper,
    Digit,
    /// A comma or the like: the sentence goes on.
    Other,
}

/// Judges the marks that start at byte `at`.
pub(super) fn ends_sentence(before: &Before<'_>, at: usize) -> Ending {
    let text = before.text;
    let marks = read_marks(text, at);
    let closed = skip_lone_quote(text, skip_closers(text, marks.end));
    let cut = skip_footnotes(text, closed, marks.start);
    let resume = marks.end;
    let none = Ending { cut: None, resume };
    let rest = text.get(cut..).unwrap_or("");
    if rest.trim_start().is_empty() {
        return none;
    }
    if marks.wide {
        return Ending { cut: Some(cut), resume: cut };
    }
    if !rest.starts_with(char::is_whitespace) {
        let missing_space = cut == marks.end && marks.points == 1 && !marks.loud && lacks_space(text, &marks);
        return if missing_space { Ending { cut: Some(cut), resume } } else { none };
    }
    let after = what_follows(text, cut);
    if matches!(after, After::Lower | After::Other) || goes_on_behind_bracket(rest) {
        return none;
    }
    // "compounds. . . . The practice": the first point is the full stop, the rest an omission.
    if marks.spread && marks.points == 4 && !text.get(..at).unwrap_or("").ends_with(char::is_whitespace) {
        let stop = at + 1;
        return if after == After::Upper && closed == marks.end {
            Ending { cut: Some(stop), resume }
        } else {
            Ending { cut: Some(cut), resume: cut }
        };
    }
    let ends = if marks.loud {
        true
    } else if marks.is_ellipsis() {
        !opens_with_i(text, cut) && !text.get(before.sentence..marks.start).unwrap_or("").trim().is_empty()
    } else {
        point_ends(before, &marks, cut, after)
    };
    if ends { Ending { cut: Some(cut), resume: cut } } else { none }
}

fn read_marks(text: &str, at: usize) -> Marks {
    let mut marks = Marks { start: at, end: at, points: 0, loud: false, wide: false, spread: false };
    let mut rest = text.get(at..).unwrap_or("");
    let mut gap = 0;
    while let Some(c) = rest.chars().next() {
        match c {
            '.' => marks.points += 1,
            '…' => marks.points += 3,
            '!' | '?' => marks.loud = true,
            '。' | '！' | '？' | '．' => marks.wide = true,
            // "word . . . word": a point may stand alone between spaces, behind another one.
            c if c.is_whitespace() && gap == 0 && marks.end > marks.start => {
                gap = c.len_utf8();
                rest = rest.get(gap..).unwrap_or("");
                continue;
            }
            _ => break,
        }
        let lone = rest.get(c.len_utf8()..).unwrap_or("");
        if gap > 0 && lone.starts_with(char::is_alphanumeric) {
            break;
        }
        marks.spread |= gap > 0;
        marks.end += gap + c.len_utf8();
        gap = 0;
        rest = lone;
    }
    marks
}

/// Behind closing quotes and brackets, and a smiley.
fn skip_closers(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let closers = rest
        .find(|c: char| {
            !matches!(c, '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | ')' | ']' | '}' | '*' | '_' | '`')
        })
        .unwrap_or(rest.len());
    let behind = rest.get(closers..).unwrap_or("");
    let smiley =
        [" :)", " :-)", " ;)", " ;-)", " :(", " :-("].iter().find(|smiley| behind.starts_with(**smiley));
    at + closers + smiley.map_or(0, |smiley| smiley.len())
}

/// Tokenised text sets a closing quote between spaces: `going . ' The`. It closes if one was opened before.
fn skip_lone_quote(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let inner = rest.trim_start();
    let Some(quote) = ["''", "\"", "'"].into_iter().find(|quote| inner.starts_with(*quote)) else {
        return at;
    };
    let spaced =
        inner.len() < rest.len() && inner.get(quote.len()..).is_some_and(|rest| rest.starts_with(' '));
    if !spaced {
        return at;
    }
    let from = text.ceil_char_boundary(at.saturating_sub(LOOK_BACK));
    let so_far = text.get(from..at).unwrap_or("");
    let lone = |at: usize| {
        let (head, tail) = (so_far.get(..at).unwrap_or(""), so_far.get(at + quote.len()..).unwrap_or(""));
        head.ends_with(' ') && tail.starts_with(' ')
    };
    let opened = so_far.match_indices(quote).filter(|(at, _)| lone(*at)).count() % 2 == 1;
    if opened { at + rest.len() - inner.len() + quote.len() } else { at }
}

/// How far back an opening quote is looked for, in bytes.
const LOOK_BACK: usize = 600;

/// Behind footnote marks: "[12]", "[1] [2]", "[citation needed]", superscripts, and digits set close to the point.
fn skip_footnotes(text: &str, at: usize, marks: usize) -> usize {
    let mut end = at;
    while let Some(next) = skip_note(text, end) {
        end = next;
    }
    if end > at {
        return end;
    }
    // "in a consultation.11 12 Take": only behind a word, since a digit there would belong to the number.
    let worded = text
        .get(..marks)
        .is_some_and(|head| head.ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | '”' | '"')));
    if worded && let Some(length) = close_digits(text.get(at..).unwrap_or("")) {
        return at + length;
    }
    if worded && let Some(length) = spaced_digits(text.get(at..).unwrap_or("")) {
        return at + length;
    }
    at
}

/// Behind one footnote mark in brackets or superscript at byte `at` or after white space.
fn skip_note(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let inner = rest.trim_start();
    let gap = rest.len() - inner.len();
    let first = inner.chars().next()?;
    if gap == 0 && matches!(first, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡') {
        return Some(at + first.len_utf8());
    }
    let body = inner.strip_prefix('[')?;
    let close = body.bytes().take(40).position(|byte| byte == b']')?;
    let note = body.get(..close)?;
    let digits = note.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    let editorial =
        note.starts_with(char::is_lowercase) && note.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let is_note = !note.is_empty() && ((digits && note.contains(|c: char| c.is_ascii_digit())) || editorial);
    is_note.then_some(at + gap + close + 2)
}

/// Bytes of footnote numbers at the start of `rest` ("11 12", "3,4"), if a capitalised word or the end follows.
fn close_digits(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut tail = rest;
    let mut first = true;
    loop {
        let body = if first { tail } else { tail.trim_start_matches([',', ' ', '–', '-']) };
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            break;
        }
        length = rest.len() - body.len() + digits;
        tail = body.get(digits..)?;
        first = false;
    }
    let behind = rest.get(length..)?;
    let ends = behind.trim_start().is_empty()
        || (behind.starts_with(char::is_whitespace) && behind.trim_start().starts_with(char::is_uppercase));
    (length > 0 && ends).then_some(length)
}

/// Bytes of a lone footnote number at the start of `rest`: "a fee. 8 Yet some" has one, "a fee. 35 People" has not,
/// since only a word that opens sentences tells the two apart.
fn spaced_digits(rest: &str) -> Option<usize> {
    let inner = rest.trim_start();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let behind = inner.get(digits..)?;
    let note =
        (1..=2).contains(&digits) && inner.len() < rest.len() && behind.starts_with(char::is_whitespace);
    let word = behind.trim_start();
    (note && word.starts_with(char::is_uppercase) && opens_sentence(word_after(word, 0)))
        .then_some(rest.len() - behind.len())
}

/// "the wall.Officials said": a full stop without its space, between plain words that are no address or file name.
fn lacks_space(text: &str, marks: &Marks) -> bool {
    let word = word_before(text, marks.start);
    let head = text.get(..marks.start - word.len()).unwrap_or("");
    let whole = head.is_empty() || head.ends_with(char::is_whitespace);
    let plain = word.len() > 2 && word.chars().skip(1).all(char::is_lowercase);
    if !whole || !plain || class(word).is_some() {
        return false;
    }
    let tail = text.get(marks.end..).unwrap_or("");
    let next = word_after(text, marks.end);
    let capital = tail.starts_with(next)
        && next.starts_with(char::is_uppercase)
        && next.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    let behind = tail.get(next.len()..).unwrap_or("");
    capital && opens_sentence(next) && behind.starts_with([' ', '\n', '\r', ','])
}

fn what_follows(text: &str, cut: usize) -> After {
    let rest = text.get(cut..).unwrap_or("").trim_start();
    let Some(first) = rest.chars().next() else { return After::Other };
    if matches!(first, '—' | '–' | '-') {
        return behind_dash(rest);
    }
    let inner = rest.trim_start_matches(|c: char| {
        matches!(
            c,
            '"' | '\''
                | '“'
                | '‘'
                | '”'
                | '’'
                | '„'
                | '«'
                | '('
                | '['
                | '{'
                | '`'
                | '*'
                | '_'
                | '¿'
                | '¡'
                | '<'
        ) || (c.is_whitespace() && first != '(')
    });
    let Some(c) = inner.chars().next() else { return After::Other };
    if first == '(' && inner.starts_with("http") {
        return After::Upper;
    }
    if c.is_numeric() {
        return After::Digit;
    }
    if matches!(c, '$' | '€' | '£' | '¥' | '#' | '@' | '.' | '…' | '•') {
        return After::Upper;
    }
    if !c.is_alphabetic() {
        return After::Other;
    }
    if !c.is_lowercase() || is_camel(inner) {
        return After::Upper;
    }
    After::Lower
}

/// "iPhone", "eBay": a name that opens a sentence with a small letter.
fn is_camel(text: &str) -> bool {
    let mut letters = text.chars().take_while(|c| c.is_alphanumeric());
    letters.next();
    letters.clone().take(4).any(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// A dash opens a sentence ("- Posted like sentinels, …") unless it leads the short signature of a quotation.
fn behind_dash(rest: &str) -> After {
    let inner = rest.trim_start_matches(|c: char| matches!(c, '—' | '–' | '-') || c.is_whitespace());
    let signature = inner.len() <= 60 && !inner.trim_end().ends_with(['.', '!', '?']);
    if inner.starts_with(char::is_uppercase) && !signature { After::Upper } else { After::Other }
}

/// "Viva Maria! (1965), and", "(see table 4).": the bracket that follows belongs to the sentence before it.
fn goes_on_behind_bracket(rest: &str) -> bool {
    let rest = rest.trim_start();
    if !rest.starts_with(['(', '[']) {
        return false;
    }
    let Some(close) = closing_bracket(rest, 0) else { return false };
    let inside = rest.get(1..close).unwrap_or("");
    let after = rest.get(close + 1..).unwrap_or("").trim_start();
    if after.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';')) {
        return true;
    }
    let short = inside.len() <= 60 && !inside.contains("://");
    short && after.starts_with(['.', ':']) && !inside.ends_with(['.', '!', '?'])
}

fn opens_with_i(text: &str, cut: usize) -> bool {
    matches!(word_after(text, cut), "I" | "I'm" | "I’m" | "I'd" | "I’d" | "I've" | "I’ve" | "I'll" | "I’ll")
}

/// Whether a single point ends the sentence; a capitalised word or a number follows.
fn point_ends(before: &Before<'_>, marks: &Marks, cut: usize, after: After) -> bool {
    let text = before.text;
    let word = token_before(text, marks.start);
    if word.is_empty() {
        return true;
    }
    let word_start = marks.start - word.len() - gap_before(text, marks.start);
    let so_far = text.get(before.sentence..word_start).unwrap_or("").trim();
    let next = opening_word(text, cut);
    if is_numbering(text, before.sentence, marks)
        || when::goes_on(word, so_far, text.get(cut..).unwrap_or(""))
    {
        return false;
    }
    let dotted = word.contains('.');
    let single = word.chars().nth(1).is_none();
    match class(word) {
        Some(class) => class_ends(class, &Around { so_far, next, after }),
        None if single && word.starts_with(char::is_alphabetic) => letter_ends(word, so_far, next, after),
        None if dotted && is_initials(word) => opens_sentence(next),
        None => true,
    }
}

/// The word behind the mark; nothing for an initial such as the "A." of "U. A. E.", which opens no sentence.
fn opening_word(text: &str, cut: usize) -> &str {
    let word = word_after(text, cut);
    let behind = text.get(cut..).unwrap_or("").trim_start().get(word.len()..).unwrap_or("");
    if word.len() == 1 && behind.starts_with('.') { "" } else { word }
}

/// The words around a short form.
struct Around<'t> {
    /// The sentence up to the short form.
    so_far: &'t str,
    next: &'t str,
    after: After,
}

fn class_ends(class: Class, around: &Around<'_>) -> bool {
    let Around { so_far, next, after } = around;
    let opens = opens_sentence(next);
    match class {
        Class::Never => false,
        Class::Numbered => *after == After::Upper && opens,
        Class::NumberedWord => *after == After::Upper && !is_label(next),
        Class::Month => *after == After::Upper,
        Class::Suffix => opens,
        Class::Final => true,
        Class::Unit => *after == After::Upper || !so_far.ends_with(|c: char| c.is_ascii_digit()),
        Class::Time => !so_far.is_empty() && !is_zone(next) && (opens || !only_opens(so_far)),
        Class::Degree => {
            opens
                || !word_before(so_far, so_far.len()).starts_with(char::is_uppercase)
                    && !so_far.ends_with(',')
        }
    }
}

/// "Fig. S1", "art. IV": a label in capitals and digits.
fn is_label(next: &str) -> bool {
    next.len() <= 5
        && next.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'S' | 'A' | 'B'))
        && next.len() > 1
}

/// A time zone behind "p.m.".
fn is_zone(next: &str) -> bool {
    (2..=4).contains(&next.len()) && next.bytes().all(|b| b.is_ascii_uppercase())
}

/// "At 5 a.m.", "He noted: In 44 B.C.": the clause has only a time in front so far.
fn only_opens(so_far: &str) -> bool {
    if so_far.len() > 200 {
        return false;
    }
    let clause = so_far.rsplit(':').next().unwrap_or(so_far);
    let mut words = clause.split_whitespace();
    let first = words.next().unwrap_or("");
    let preposition = matches!(
        first,
        "At" | "On" | "By" | "In" | "From" | "Around" | "Since" | "Until" | "About" | "Before" | "After"
    );
    preposition && words.count() <= 6
}

/// A single letter: an initial, unless the word before takes a letter or the next one opens a sentence.
fn letter_ends(letter: &str, so_far: &str, next: &str, after: After) -> bool {
    let noun = word_before(so_far, so_far.len());
    if letter.starts_with(char::is_lowercase) {
        return after == After::Upper && opens_sentence(next);
    }
    if takes_letter(noun) {
        return true;
    }
    after == After::Upper && opens_sentence(next)
}

/// "U.S", "J.K", "i.v": letters with points between.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

/// "2. Operators", "4.1. Limits", "Figure 1. Refugees by year": the point closes a number that opens the sentence.
fn is_numbering(text: &str, sentence: usize, marks: &Marks) -> bool {
    let lead = |c: char| c.is_whitespace() || is_bullet(c);
    let opening = text.get(sentence..).unwrap_or("").trim_start_matches(lead);
    let from = text.len() - opening.len();
    if marker(opening).is_some_and(|marker| from + marker.len >= marks.end) {
        return true;
    }
    // A label and its number are short; a long sentence is not searched for them.
    let Some(head) = text.get(from..marks.start).filter(|head| head.len() <= 40) else { return false };
    let mut words = head.split_whitespace();
    let (Some(label), Some(number), None) = (words.next(), words.next(), words.next()) else { return false };
    let counted = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | 'I' | 'V' | 'X' | 'A' | 'B' | 'C');
    label.starts_with(char::is_uppercase)
        && takes_number(label)
        && number.len() <= 6
        && number.chars().all(counted)
}

/// The token that ends at byte `end`: letters, digits and the signs inside short forms; behind its last hyphen.
fn token_before(text: &str, end: usize) -> &str {
    let head = text.get(..end).unwrap_or("").trim_end();
    let start = head
        .char_indices()
        .rev()
        .take(40)
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '.' | '°' | 'º'))
        .last()
        .map_or(head.len(), |(at, _)| at);
    head.get(start..).unwrap_or("").trim_start_matches('.')
}

/// White space between a token and its point: tokenised text has some.
fn gap_before(text: &str, end: usize) -> usize {
    let head = text.get(..end).unwrap_or("");
    head.len() - head.trim_end().len()
}
