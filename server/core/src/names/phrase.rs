//! Finds the phrase that ends at a place of the text: the words before a bracket, the capitalised name at their end.
//! It must not know what the phrase is for.

use crate::names::acronym::{has_capitals, letters, trimmed};
use crate::names::alignment::{is_free, plain_letter};
use crate::text::Span;

/// Longest phrase that is looked at, in words and in bytes.
const MAX_WORDS: usize = 22;
const MAX_BYTES: usize = 260;
/// How far back anything is looked at, in bytes.
const MAX_LOOK: usize = 400;

/// The words of one sentence that end before byte `end` and could be abbreviated by `letters` letters.
/// Stops at brackets, quotation marks, semicolons, colons and full stops.
pub(super) fn before(text: &str, end: usize, letters: usize) -> Span {
    // Within bounds whatever stands before: a "word" may be a hundred kilobytes of code.
    let floor = text.floor_char_boundary(end.saturating_sub(MAX_LOOK));
    let window = before_in(text.get(floor..end).unwrap_or(""), letters);
    window.shifted(floor)
}

fn before_in(head: &str, letters: usize) -> Span {
    let stop = head.trim_end();
    let closing = stop.trim_end_matches(['"', '”', '’', '»']);
    let quoted = closing.len() < stop.len() && !closing.is_empty();
    let end = closing.len();
    let most = (letters * 2).min(letters + 5);
    let (mut start, mut content, mut total) = (end, 0, 0);
    for word in closing.rsplit(char::is_whitespace) {
        let at = start.saturating_sub(word.len());
        let ends_sentence = start < end && ends_before(word, head.get(start..end).unwrap_or(""));
        if ends_sentence {
            break;
        }
        if let Some(cut) = cut_in(word) {
            let width = word.get(cut..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            // "CD40 ligand(CD40L)" and "(MAP)kinase" keep what stands behind the bracket.
            start = at + cut + width;
            break;
        }
        start = at;
        total += 1;
        content += usize::from(!word.is_empty() && !is_free(word));
        if (content >= most && !quoted) || total >= MAX_WORDS || end - start > MAX_BYTES || start == 0 {
            break;
        }
        start -= closing.get(..start).and_then(|rest| rest.chars().next_back()).map_or(0, char::len_utf8);
    }
    let window = Span::new(start.min(end), end);
    let raw = window.of(head);
    let lead = raw.len() - raw.trim_start().len();
    Span::new(window.start as usize + lead, end)
}

/// Byte offset in `word` of the last mark that a phrase does not cross. Brackets within a word are part of it: "N-(1-naphthyl)".
fn cut_in(word: &str) -> Option<usize> {
    let inside = word.trim_matches(|c: char| matches!(c, ',' | ';' | '.'));
    let balanced = inside.matches(['(', '[']).count() == inside.matches([')', ']']).count();
    // "(GABA)-induced" holds a short form of its own.
    let opened = inside
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.find([')', ']']).and_then(|end| rest.get(..end)));
    let wrapped = inside.starts_with(['(', '[']) && inside.ends_with([')', ']']);
    let aside =
        wrapped || opened.is_some_and(|aside| aside.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    if balanced && !aside && !inside.contains(['“', '"', '«']) {
        return None;
    }
    word.rfind(['(', ')', '[', ']', '“', '"', '«'])
}

/// Whether a sentence ends with `word`, given what follows it.
fn ends_before(word: &str, following: &str) -> bool {
    let bare = word.trim_end_matches(['"', '”', '’']);
    if bare.ends_with([';', ':', '?', '!']) {
        return true;
    }
    let Some(stem) = bare.strip_suffix('.') else {
        return false;
    };
    // Initials and abbreviations ("U.S.", "E. coli", "St. Petersburg") do not end one.
    let initial = stem.chars().count() <= 2 || stem.contains('.');
    let capital = following.trim_start().chars().next().is_some_and(char::is_uppercase);
    !initial && capital
}

/// The word that ends before byte `end`, without punctuation around it.
pub(super) fn last_word(text: &str, end: usize) -> Option<Span> {
    let floor = text.floor_char_boundary(end.saturating_sub(MAX_LOOK));
    let head = text.get(..end)?.trim_end();
    let near = head.get(floor..)?;
    let word = near.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“')).next()?;
    let span = trimmed(text, Span::new(head.len() - word.len(), head.len()));
    let raw = span.of(text).trim_end_matches(['"', '”', '’']);
    if raw.is_empty() { None } else { Some(Span::new(span.start as usize, span.start as usize + raw.len())) }
}

/// The capitalised name at the end of `window`: capitalised words, joined by articles and prepositions.
pub(super) fn capitalised_end(text: &str, window: Span) -> Option<Span> {
    let raw = window.of(text);
    let mut start = None;
    let mut at = raw.len();
    for word in raw.rsplit(char::is_whitespace) {
        let here = at.saturating_sub(word.len());
        let gap = raw.get(..here).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8);
        at = here - gap;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.chars().next().is_some_and(char::is_uppercase)
            && !(is_free(bare) && start.is_some() && here == 0)
        {
            start = Some(here);
        } else if start.is_none() || !(is_free(bare) || bare.is_empty() || bare == "&") {
            break;
        }
    }
    let start = window.start as usize + start?;
    Some(without_article(text, Span::new(start, window.end as usize)))
}

fn without_article(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let rest = ["The ", "A ", "An ", "Under ", "In ", "On ", "At ", "For ", "With ", "By ", "From "];
    match rest.iter().find_map(|article| raw.strip_prefix(article)) {
        Some(rest) => Span::new(span.end as usize - rest.len(), span.end as usize),
        None => span,
    }
}

/// A name whose letters the short form takes freely: "United Nations Population Fund (UNFPA)", "… Settlements Programme (UN-Habitat)".
pub(super) fn named_by(text: &str, window: Span, form: &str) -> Option<Span> {
    if letters(form) < 3 || !has_capitals(form, 2) {
        return None;
    }
    let name = capitalised_end(text, window)?;
    shared_prefix(text, name, form).or_else(|| most_initials(text, name, form))
}

/// "UN-Habitat": the part before the hyphen or space is the name's first word or the initials of its first words.
fn shared_prefix(text: &str, name: Span, form: &str) -> Option<Span> {
    let (head, _) = form.split_once(['-', ' '])?;
    let words: Vec<&str> = name.of(text).split_whitespace().collect();
    let first = words.first()?;
    let initials: String = words.iter().take(head.len()).filter_map(|word| word.chars().next()).collect();
    let fits = has_capitals(head, 2) && words.len() >= 3 && (*first == head || initials == head);
    if fits { Some(name) } else { None }
}

/// The first letters agree, and most other letters are initials of the name in any order.
fn most_initials(text: &str, name: Span, form: &str) -> Option<Span> {
    if !form.chars().all(|c| c.is_uppercase()) {
        return None;
    }
    let raw = name.of(text);
    let first = form.chars().next().map(plain_letter)?;
    let mut pool: Vec<char> = Vec::new();
    let mut words = 0;
    for word in raw.split_whitespace().filter(|word| !is_free(word)) {
        pool.extend(word.chars().find(|c| c.is_alphanumeric()).map(plain_letter));
        words += 1;
    }
    if words < 3 || pool.first() != Some(&first) {
        return None;
    }
    let mut matched = 0;
    for letter in form.chars().map(plain_letter) {
        if let Some(at) = pool.iter().position(|initial| *initial == letter) {
            pool.swap_remove(at);
            matched += 1;
        }
    }
    let enough = matched * 4 >= letters(form) * 3 && matched * 2 >= words;
    if enough { Some(name) } else { None }
}
