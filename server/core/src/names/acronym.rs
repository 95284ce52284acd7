//! Reads where a text states a short form with its expansion: "International Labour Organisation (ILO)" and its kin.
//! It must not know other texts: joining definitions is the lexicon's work.

use crate::names::alignment::{Alignment, align, is_free};
use crate::names::{Definition, glossary, phrase};
use crate::text::Span;
use crate::words;

/// Longest bracket that is looked into, in bytes; longer ones are asides.
const MAX_BRACKET: usize = 240;

/// All definitions stated in `block` of `prose` (the masked text), in order of the short form. Spans are bytes of `prose`.
/// Linear in the length of the block: each bracket and each capitalised short form looks at a bounded neighbourhood.
pub fn definitions(prose: &str, block: Span) -> Vec<Definition> {
    let text = block.of(prose);
    let mut found = Vec::new();
    let opens = |(_, byte): &(usize, u8)| matches!(byte, b'(' | b'[');
    for (open, _) in text.bytes().enumerate().filter(opens) {
        found.extend(in_bracket(text, open));
    }
    glossary::definitions(text, &mut found);
    found.extend(text.match_indices("hereinafter").filter_map(|(at, _)| behind_comma(text, at)));
    found.sort_by_key(|definition: &Found| (definition.short.start, definition.long.start));
    found.dedup_by(|later, earlier| later.short.overlaps(earlier.short) || later.long == earlier.long);
    let shift = block.start as usize;
    found
        .iter()
        .map(|one| Definition { short: one.short.shifted(shift), long: one.long.shifted(shift) })
        .collect()
}

/// A definition with spans relative to its block.
pub(super) type Found = Definition;

fn in_bracket(text: &str, open: usize) -> Option<Found> {
    let close = closing(text, open)?;
    let inside = Span::new(open + 1, close);
    let content = inside.of(text);
    if let Some(found) = said_hereinafter(text, open, inside).or_else(|| said_acronym(text, open, inside)) {
        return Some(found);
    }
    // "[Ca2+]" is an amount of something and stands for no words.
    if text.get(open..).is_some_and(|rest| rest.starts_with('[')) && content.ends_with(['+', '-']) {
        return None;
    }
    let mut offset = inside.start as usize;
    for (index, part) in content.split_inclusive([';', ',']).enumerate() {
        let short = trimmed(text, Span::new(offset, offset + part.len()));
        offset += part.len();
        match long_before(text, open, short) {
            // What follows a first remark in the bracket is seldom a short form, so more is asked of it.
            Some(found) if index == 0 || is_close(found.short.of(text), found.long.of(text)) => {
                return Some(found);
            }
            _ => {}
        }
    }
    short_before(text, open, inside).or_else(|| both_inside(text, inside))
}

/// Byte offset of the bracket that closes the one at `open`.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate().skip(open).take(MAX_BRACKET) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// "LF (SF)".
fn long_before(text: &str, open: usize, short: Span) -> Option<Found> {
    let short = unquoted(text, without_lead(text, short));
    let form = short.of(text);
    if is_one_letter(form) {
        return one_word_before(text, open, short);
    }
    if let Some(found) = part_before(text, open, short).filter(|_| is_numbered_letter(form)) {
        return Some(found);
    }
    if !is_short_form(form) {
        return None;
    }
    let window = phrase::before(text, open, letters(form));
    let long = aligned(text, window, form)
        .or_else(|| aligned_before_clause(text, window, form))
        .or_else(|| phrase::named_by(text, window, form))?;
    let long = with_number(text, window, long, form);
    accept(text, short, extended_in_quotes(text, window, long, form))
}

const VERBS: &[&str] = &[" was ", " were ", " is ", " are ", " which "];
/// What may stand between a name and its bracket: "the Lake Office in Baku (LO)", "pressure was measured (P)".
const CLAUSES: &[&str] = &[
    " with ", " in ", " at ", " during ", " after ", " was ", " were ", " is ", " are ", " has ", " have ",
    " which ", " that ", " who ",
];

/// The name before a clause or an adjunct, where each letter is an initial of it.
fn aligned_before_clause(text: &str, window: Span, form: &str) -> Option<Span> {
    let raw = window.of(text);
    let ends = CLAUSES.iter().filter_map(|word| raw.find(word));
    let end = ends.filter(|end| *end > form.len()).min()?;
    let cut = raw.get(..end)?;
    let found =
        align(form, cut).filter(|found| found.cost == 0 && found.initials as usize == letters(form))?;
    let start = window.start as usize;
    has_capitals(form, 2).then(|| Span::new(start + found.start, start + end))
}

/// "20-item Alpine Mood Scale (AMS-20)": the number of the short form stands before the name.
fn with_number(text: &str, window: Span, long: Span, form: &str) -> Span {
    let Some((_, number)) = form.rsplit_once('-') else { return long };
    let before = Span { start: window.start, end: long.start }.of(text);
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let counts = !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && word.strip_prefix(number).is_some_and(|rest| rest.starts_with('-'));
    match before.rfind(word) {
        Some(at) if counts => Span::new(window.start as usize + at, long.end as usize),
        _ => long,
    }
}

/// "E2", "B12": a capital letter with a number.
fn is_numbered_letter(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && (2..=3).contains(&form.len())
        && chars.all(|c| c.is_ascii_digit())
}

/// "17-beta-estradiol (E2)": the letter starts the last part of a word of parts; in plain words it is a label.
fn part_before(text: &str, open: usize, short: Span) -> Option<Found> {
    let long = phrase::last_word(text, open)?;
    let (_, part) = long.of(text).rsplit_once('-')?;
    let initial = part.chars().next().is_some_and(|c| short.of(text).starts_with(c.to_ascii_uppercase()));
    let plain = part.len() >= 6 && part.chars().all(char::is_lowercase);
    if initial && plain { accept(text, short, long) } else { None }
}

/// "(known by its Spanish acronym, CELAC)": the letters are those of another language, so the name before is taken whole.
fn said_acronym(text: &str, open: usize, inside: Span) -> Option<Found> {
    let content = inside.of(text);
    let said = [" acronym", " abbreviation", " initials"].iter().any(|word| content.contains(word));
    let mut words = content.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let form = words.rfind(|word| has_capitals(word, 2) && is_short_form(word)).filter(|_| said)?;
    let at = inside.start as usize + content.rfind(form)?;
    let short = Span::new(at, at + form.len());
    let window = phrase::before(text, open, 12);
    let long = aligned(text, window, form).or_else(|| phrase::capitalised_end(text, window))?;
    accept(text, short, long)
}

fn is_one_letter(form: &str) -> bool {
    form.len() == 1 && form.chars().all(|c| c.is_ascii_uppercase())
}

/// "placebo (P)": one capital letter stands for the one word before it.
fn one_word_before(text: &str, open: usize, short: Span) -> Option<Found> {
    let long = phrase::last_word(text, open)?;
    let word = long.of(text);
    let initial =
        word.chars().next().is_some_and(|c| short.of(text).eq_ignore_ascii_case(c.encode_utf8(&mut [0; 4])));
    let plain = word.len() >= 4 && word.chars().skip(1).all(|c| c.is_lowercase());
    if initial && plain { accept(text, short, long) } else { None }
}

/// "SF (LF)": the bracket opens behind a short form and holds its expansion.
fn short_before(text: &str, open: usize, inside: Span) -> Option<Found> {
    let short = phrase::last_word(text, open)?;
    let form = short.of(text);
    let long = unquoted(text, without_lead(text, first_part(text, inside)));
    if is_small_short(form) {
        return small_before(text, short, long);
    }
    if !is_short_form(form) || !has_capitals(form, 2) {
        return None;
    }
    let words = long.of(text).split_whitespace().count();
    let alignment = align(form, long.of(text))?;
    let enough = words >= 2 || alignment.cost as usize <= letters(form);
    let whole = alignment.start == 0 && enough && believable(form, alignment, long.of(text));
    if whole { accept(text, short, long) } else { None }
}

/// A few small letters that are no function word: "rh".
fn is_small_short(form: &str) -> bool {
    (2..=4).contains(&form.len())
        && form.bytes().all(|byte| byte.is_ascii_lowercase())
        && !is_free(form)
        && !words::is_stop(form)
}

/// "rh (recombinant human)": as many words as letters, each with its letter.
fn small_before(text: &str, short: Span, long: Span) -> Option<Found> {
    let form = short.of(text);
    let initials = long.of(text).split_whitespace().map(|word| word.chars().next());
    if initials.eq(form.chars().map(Some)) { accept(text, short, long) } else { None }
}

/// "(blood-brain barrier, BBB)": both stand in one bracket.
fn both_inside(text: &str, inside: Span) -> Option<Found> {
    let content = inside.of(text);
    let (before, after) = content.rsplit_once([',', ';'])?;
    let start = inside.start as usize;
    let short = trimmed(text, Span::new(inside.end as usize - after.len(), inside.end as usize));
    let form = short.of(text);
    if !is_short_form(form) || !has_capitals(form, 2) {
        return None;
    }
    let alignment = align(form, before)?;
    if !is_strict(alignment, form) && !is_close(form, before) {
        return None;
    }
    accept(text, short, trimmed(text, Span::new(start + alignment.start, start + before.len())))
}

/// "(hereinafter referred to as "the Fund")" and, without the word, "(the "Fund")": the short form may be any capitalised word.
fn said_hereinafter(text: &str, open: usize, inside: Span) -> Option<Found> {
    let content = inside.of(text);
    let said = strip_any(content.trim_start(), &["hereinafter", "hereafter", "henceforth", "herein"]);
    let rest = match said {
        Some(rest) => rest,
        None if is_quoted_name(content) || repeats_head(text, open, content) => content,
        None => return None,
    };
    let start = inside.end as usize - rest.len();
    let short = unquoted(text, without_lead(text, trimmed(text, Span::new(start, inside.end as usize))));
    let form = short.of(text);
    if !form.chars().next().is_some_and(char::is_uppercase) || form.split_whitespace().count() > 3 {
        return None;
    }
    let window = phrase::before(text, open, letters(form).clamp(6, 12));
    let initials =
        if is_short_form(form) && has_capitals(form, 2) { aligned(text, window, form) } else { None };
    let long = initials.or_else(|| phrase::capitalised_end(text, window))?;
    // "the World Food Programme (hereinafter "the Programme")": the short form may be a word of the name.
    if long.len() > short.len() && !short.overlaps(long) { Some(Found { short, long }) } else { None }
}

/// ", hereinafter referred to as the Fund,": without a bracket, where the word stands at byte `at`.
fn behind_comma(text: &str, at: usize) -> Option<Found> {
    let head = text.get(..at)?.trim_end();
    let comma = head.len().checked_sub(1).filter(|_| head.ends_with(','))?;
    let tail = text.get(at..)?;
    let end = tail.find([',', '.', ';', ')', '\n']).unwrap_or(tail.len());
    said_hereinafter(text, comma, Span::new(at, at + end))
}

/// `"the Fund"` or `the "Fund"`, quoted to its end.
fn is_quoted_name(content: &str) -> bool {
    let bare = content.trim();
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    let opens = bare.starts_with(['"', '“', '‘', '«', '\'']);
    opens && bare.ends_with(['"', '”', '’', '»', '\''])
}

/// "the African Commission on Rivers (the Commission)": without quotation marks, where the word is one of the name before.
fn repeats_head(text: &str, open: usize, content: &str) -> bool {
    let Some(word) = content.strip_prefix("the ") else { return false };
    let capital = word.starts_with(char::is_uppercase) && word.split_whitespace().count() <= 2;
    let name = || phrase::capitalised_end(text, phrase::before(text, open, 12));
    capital && name().is_some_and(|name| name.of(text).contains(word))
}

fn strip_any<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let head = text.get(..start.len())?;
        if head.eq_ignore_ascii_case(start) { text.get(start.len()..) } else { None }
    })
}

/// What may stand in a bracket before the short form itself.
const LEADS: &[&str] = &[
    ", ",
    ": ",
    "referred to as ",
    "referred to here as ",
    "called ",
    "abbreviated as ",
    "commonly known as ",
    "better known as ",
    "commonly called ",
    "hereinafter ",
    "abbreviated to ",
    "abbreviated ",
    "also known as ",
    "known as ",
    "also called ",
    "also ",
    "in short ",
    "or ",
    "the ",
    "i.e. ",
    "i.e., ",
    "termed ",
];

/// `span` without words such as "referred to as", "or" and "the" at its start.
fn without_lead(text: &str, span: Span) -> Span {
    let mut span = trimmed(text, span);
    while let Some(rest) = strip_any(span.of(text), LEADS) {
        span = trimmed(text, Span::new(span.end as usize - rest.len(), span.end as usize));
    }
    span
}

/// The content of a bracket up to the first semicolon or the first comma that is followed by a short form.
fn first_part(text: &str, inside: Span) -> Span {
    let content = inside.of(text);
    let end = content.find(';').unwrap_or(content.len());
    trimmed(text, Span::new(inside.start as usize, inside.start as usize + end))
}

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    let lead = raw.len() - raw.trim_start_matches(is_edge).len();
    let start = span.start as usize + lead;
    Span::new(start, start + raw.trim_matches(is_edge).len())
}

/// `span` without quotation marks around it.
fn unquoted(text: &str, span: Span) -> Span {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '«' | '»' | '\'' | '*' | '_');
    let raw = span.of(text);
    let lead = raw.len() - raw.trim_start_matches(is_quote).len();
    let start = span.start as usize + lead;
    let inner = Span::new(start, start + raw.trim_matches(is_quote).len());
    // `"the Fund"`: the article stands inside the quotation.
    match strip_any(inner.of(text), &["the "]) {
        Some(rest) => Span::new(inner.end as usize - rest.len(), inner.end as usize),
        None => inner,
    }
}

/// How many letters and digits a short form has.
pub(super) fn letters(form: &str) -> usize {
    form.chars().filter(|c| c.is_alphanumeric()).count()
}

pub(super) fn has_capitals(form: &str, at_least: usize) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() >= at_least
}

/// Whether `form` can be a short form: one word or two, short, with a letter; no number, numbering or plain word.
pub(super) fn is_short_form(form: &str) -> bool {
    let count = form.chars().count();
    let starts = form.chars().next().is_some_and(char::is_alphanumeric);
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    if !(2..=14).contains(&count) || !starts || letters == 0 || form.split_whitespace().count() > 2 {
        return false;
    }
    if form.contains(['(', '=', '<', '>', '%', '"', ':', '\n', '@']) && !form.ends_with(')') {
        return false;
    }
    let digits = form.chars().filter(char::is_ascii_digit).count();
    let first = form.split_whitespace().next().unwrap_or("");
    digits <= letters + 1
        && !is_numbering(form)
        && (has_capitals(first, 1) || !is_free(first))
        && !NEVER_SHORT.contains(&form)
}

/// What stands in brackets and looks short, but never abbreviates.
const NEVER_SHORT: &[&str] = &[
    "see", "cf", "cf.", "e.g.", "i.e.", "eg", "ie", "sic", "ibid", "ibid.", "ed", "ed.", "eds", "eds.",
    "and", "or", "in", "a", "no", "yes", "am", "pm", "a.m.", "p.m.", "new", "old", "para", "para.", "art.",
    "vol.", "left", "right", "top", "bottom", "above", "below", "mean", "total", "both",
];

/// "ii", "iv.", "1a", "2b".
fn is_numbering(form: &str) -> bool {
    let bare = form.trim_end_matches('.');
    let roman = bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let numbered = bare.chars().next().is_some_and(|c| c.is_ascii_digit())
        && bare.chars().filter(|c| c.is_alphabetic()).count() == 1
        && bare.ends_with(|c: char| c.is_lowercase());
    roman || numbered
}

/// The long form at the end of `window` that `form` abbreviates letter by letter.
fn aligned(text: &str, window: Span, form: &str) -> Option<Span> {
    let alignment = align(form, window.of(text))?;
    let start = window.start as usize + alignment.start;
    let long = without_quote_start(text, Span::new(start, window.end as usize));
    let long = without_clause(text, without_hanging_part(text, long), form);
    if believable(form, alignment, long.of(text)) { Some(long) } else { None }
}

/// "-induced current" behind a bracket starts with the next word.
fn without_hanging_part(text: &str, long: Span) -> Span {
    let raw = long.of(text);
    match raw.find(' ') {
        Some(end) if raw.starts_with('-') => Span::new(long.start as usize + end + 1, long.end as usize),
        _ => long,
    }
}

/// "finger pressure was measured (FP)", "the Lake Office in Baku (LO)": a name ends before a verb where its letters do,
/// and before an adjunct where each of them is an initial.
fn without_clause(text: &str, long: Span, form: &str) -> Span {
    let raw = long.of(text);
    let before = |words: &[&str]| words.iter().filter_map(|word| raw.find(word)).min();
    let end = before(CLAUSES);
    let cut = end.and_then(|end| align(form, raw.get(..end)?)).filter(|found| found.start == 0);
    let strict = cut.is_some_and(|found| found.cost == 0 && found.initials as usize == letters(form));
    match end {
        Some(end) if strict || cut.is_some() && before(VERBS) == Some(end) => {
            Span::new(long.start as usize, long.start as usize + end)
        }
        _ => long,
    }
}

fn without_quote_start(text: &str, long: Span) -> Span {
    let raw = long.of(text);
    let lead = raw.len() - raw.trim_start_matches(['"', '“', '‘', '«', '\'', '#', '/']).len();
    let end = raw.trim_end_matches(['"', '”', '’', '»', '\'']).len();
    Span::new(long.start as usize + lead, long.start as usize + end.max(lead))
}

/// Whether the letters of `form` stand in all of `long` at half the penalty that is believed elsewhere.
fn is_close(form: &str, long: &str) -> bool {
    align(form, long).is_some_and(|found| found.start == 0 && found.cost as usize <= letters(form))
}

/// Whether each letter is an initial; a plural ending may be missing.
pub(super) fn is_strict(found: Alignment, form: &str) -> bool {
    found.cost <= 1 && found.initials as usize + 1 >= letters(form)
}

/// Whether letters placed at this cost are more than chance.
pub(super) fn believable(form: &str, alignment: Alignment, long: &str) -> bool {
    let count = u32::try_from(letters(form)).unwrap_or(u32::MAX);
    let limit = count * 3;
    let longer = long.chars().count() > form.chars().count();
    let small = !form.chars().any(|c| c.is_uppercase() || c.is_numeric());
    // A word in small letters is a short form only where each letter starts a word.
    if small && alignment.initials < count {
        return false;
    }
    longer && alignment.cost <= limit
}

/// Where a bracket ends a quoted title, the whole title is the long form.
fn extended_in_quotes(text: &str, window: Span, long: Span, form: &str) -> Span {
    let quoted =
        text.get(..window.start as usize).is_some_and(|before| before.ends_with(['“', '"', '«', '‘']));
    let capital = window.of(text).chars().next().is_some_and(char::is_uppercase);
    if quoted && capital && has_capitals(form, 3) { without_quote_start(text, window) } else { long }
}

/// The last test of every definition: the long form says more than the short form and does not hold it.
pub(super) fn accept(text: &str, short: Span, long: Span) -> Option<Found> {
    let (form, words) = (short.of(text), long.of(text));
    let repeats = words.split(|c: char| !c.is_alphanumeric()).any(|word| word == form);
    let free = words.split_whitespace().next().is_none_or(is_free);
    if words.len() <= form.len() || repeats || free || short.overlaps(long) {
        return None;
    }
    Some(Found { short, long })
}
