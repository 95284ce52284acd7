//! Reads definitions without brackets: "World Health Organization, WHO,", "IHR: Institute for …", "UNDP = United …".
//! It must not know brackets. Without them a definition is believed only where each letter is an initial.

use crate::names::acronym::{
    Found, accept, believable, has_capitals, is_short_form, is_strict, letters, trimmed,
};
use crate::names::alignment::{align, is_free};
use crate::names::phrase;
use crate::text::Span;

/// Longest expansion that is looked at, in bytes.
const MAX_LONG: usize = 160;

/// Adds the definitions of `text` (one block) that stand without brackets.
pub(super) fn definitions(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(short) = next_short(text, at) {
        at = short.end as usize;
        found.extend(long_behind(text, short).or_else(|| long_before(text, short)));
    }
}

/// A row of a table that holds a short form in one cell and its expansion in a cell beside it. Spans are bytes of `prose`.
pub(crate) fn across_cells(prose: &str, short: Span, long: Span) -> Option<Found> {
    let (short, long) = (trimmed(prose, short), trimmed(prose, long));
    let form = short.of(prose);
    if long.len() > MAX_LONG || !is_short_form(form) || !has_capitals(form, 2) {
        return None;
    }
    let named = cut_to_alignment(prose, long, form).or_else(|| whole_entry(prose, long, form))?;
    accept(prose, short, named)
}

/// The next word of at least two capitals, from byte `from` on.
fn next_short(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let start = next_pair(bytes, at)?;
        let inside_word =
            text.get(..start).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphanumeric);
        let tail = text.get(start..)?;
        let len = tail.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(tail.len());
        at = start + len;
        if !inside_word {
            return Some(Span::new(start, at));
        }
    }
}

/// Where the next two capitals stand together. Looks at every second byte alone while these are no capitals.
fn next_pair(bytes: &[u8], from: usize) -> Option<usize> {
    let capital = |at: usize| bytes.get(at).map(u8::is_ascii_uppercase);
    let mut at = from;
    while let Some(second) = capital(at + 1) {
        match second {
            false => at += 2,
            true if capital(at) == Some(true) => return Some(at),
            true => at += 1,
        }
    }
    None
}

/// "SF: LF", "SF = LF", "SF – LF", "SF, the LF,", "SF stands for LF".
fn long_behind(text: &str, short: Span) -> Option<Found> {
    let form = short.of(text);
    let tail = text.get(short.end as usize..)?;
    let head = text.get(..short.start as usize)?;
    let starts_entry = opens_entry(head);
    let rest = separator(tail, starts_entry)?;
    if !is_short_form(form) {
        return None;
    }
    let from = text.len() - rest.len();
    let end =
        rest.find([';', '\n', '\r', '|', '(', '.', ':']).unwrap_or(rest.len()).min(floor(rest, MAX_LONG));
    let entry = trimmed(text, Span::new(from, from + end));
    let stated = starts_entry || tail.starts_with(" st");
    let long =
        cut_to_alignment(text, entry, form).or_else(|| whole_entry(text, entry, form).filter(|_| stated))?;
    accept(text, short, long)
}

/// Whether nothing but a bullet or a number stands between the start of a line and the end of `head`.
fn opens_entry(head: &str) -> bool {
    const BULLETS: [char; 13] = [' ', '\t', '|', '-', '*', '•', '·', '–', '○', '◦', '▪', '‣', '►'];
    let bare = head.trim_end_matches(BULLETS);
    let unnumbered = bare
        .strip_suffix(['.', ')'])
        .map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|rest| rest.len() + 1 < bare.len() && rest.len() + 4 >= bare.len());
    let opens = |text: &str| text.chars().next_back().is_none_or(|c| matches!(c, '\n' | '\r' | ';'));
    opens(bare) || unnumbered.is_some_and(|rest| opens(rest.trim_end_matches(BULLETS)))
}

/// The largest char boundary of `text` that is at most `limit`.
fn floor(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn separator(tail: &str, starts_entry: bool) -> Option<&str> {
    let anywhere = [
        " = ",
        "= ",
        "=",
        " stands for the ",
        " stands for ",
        " stood for ",
        " is short for the ",
        " is short for ",
        " is the acronym for the ",
        " is the acronym for ",
        " is the abbreviation for ",
        " is the abbreviation of ",
        ", short for the ",
        ", short for ",
        ", formally the ",
        ", in full the ",
        ", that is, the ",
        ", i.e. the ",
        ", or the ",
        ", the ",
        ", or ",
        " or the ",
    ];
    if let Some(rest) = anywhere.iter().find_map(|mark| tail.strip_prefix(mark)) {
        return Some(rest);
    }
    if starts_entry { entry_mark(tail) } else { None }
}

/// What follows the mark that parts a glossary's short form from its expansion: a dash or colon with any white space, a tab, a row of
/// dots, two spaces.
fn entry_mark(tail: &str) -> Option<&str> {
    if let Some(rest) = [", ", " means ", " denotes "].iter().find_map(|mark| tail.strip_prefix(mark)) {
        return Some(rest);
    }
    let bare = tail.trim_start_matches([' ', '\t', '\u{a0}']);
    let spaced = bare.len() < tail.len();
    let rest = bare.trim_start_matches(['.', '…', '·', '_']);
    let dots = bare.get(..bare.len() - rest.len()).map_or(0, |dots| dots.chars().count());
    if dots >= 3 || bare.starts_with('…') {
        return Some(rest.trim_start());
    }
    let mark =
        ["--", "–", "—", "―", "→", "⇒", "=", ":", "|"].iter().find_map(|mark| bare.strip_prefix(*mark));
    let hyphen = || bare.strip_prefix('-').filter(|rest| spaced && rest.starts_with([' ', '\t']));
    if let Some(rest) = mark.or_else(hyphen) {
        return Some(rest.trim_start_matches([' ', '\t', '\u{a0}']));
    }
    let gap = tail.get(..tail.len() - bare.len()).unwrap_or("");
    (gap.contains('\t') || gap.chars().count() >= 2).then_some(bare)
}

/// The whole of `entry`, which is a capitalised name that the letters of `form` run through: "IPC: Integrated Food Security Phase …".
fn whole_entry(text: &str, entry: Span, form: &str) -> Option<Span> {
    let raw = entry.of(text);
    let end = raw.find(',').unwrap_or(raw.len());
    let long = trimmed(text, Span::new(entry.start as usize, entry.start as usize + end));
    let words = || long.of(text).split_whitespace().filter(|word| !is_free(word));
    let named = words().count() >= 2 && words().all(|word| word.starts_with(char::is_uppercase));
    let found = align(form, long.of(text))?;
    let fits = named && letters(form) >= 3 && found.start == 0 && believable(form, found, long.of(text));
    if fits { Some(long) } else { None }
}

/// The start of `entry`, up to a comma or its end, whose initials are exactly the letters of `form`.
fn cut_to_alignment(text: &str, entry: Span, form: &str) -> Option<Span> {
    let raw = entry.of(text);
    let ends = raw.match_indices(',').map(|(at, _)| at).chain([raw.len()]);
    for end in ends.take(6) {
        let long = trimmed(text, Span::new(entry.start as usize, entry.start as usize + end));
        if align(form, long.of(text)).is_some_and(|found| found.start == 0 && is_strict(found, form)) {
            return Some(long);
        }
    }
    None
}

/// "LF, SF," · "LF – SF" · "LF or SF": the name before is capitalised and ends at the separator.
fn long_before(text: &str, short: Span) -> Option<Found> {
    let form = short.of(text);
    let head = text.get(..short.start as usize)?;
    let bare = head.trim_end_matches(' ');
    const MARKS: [&str; 18] = [
        ", or",
        ", also known as",
        ", commonly known as",
        ", better known as",
        ", known as",
        ", known by its acronym",
        ", known by the acronym",
        ", also called",
        ", abbreviated as",
        ", abbreviated to",
        ", abbreviated",
        ",",
        "–",
        "—",
        " -",
        " or",
        " =",
        ":",
    ];
    let (mark, before) =
        MARKS.iter().find_map(|mark| bare.strip_suffix(mark).map(|before| (*mark, before.trim_end())))?;
    let dash = matches!(mark, "–" | "—");
    if bare.len() == head.len() && !dash {
        return None;
    }
    let closed = text
        .get(short.end as usize..)?
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ',' | '.' | ';' | ')' | '\n' | '\r' | ':' | '—' | '–'));
    let opened_by_comma = mark == ",";
    if (opened_by_comma && !closed) || !is_short_form(form) || !has_capitals(form, 2) || letters(form) < 3 {
        return None;
    }
    let window = phrase::before(text, before.len(), letters(form));
    let found = align(form, window.of(text))?;
    let long = Span::new(window.start as usize + found.start, window.end as usize);
    let capital = long.of(text).chars().next().is_some_and(char::is_uppercase);
    if capital && is_strict(found, form) { accept(text, short, long) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::analysis::read;
    use crate::text::Markup;

    fn stated(text: &str, markup: Markup) -> Vec<String> {
        let found = read(text, markup).definitions;
        found.iter().map(|one| format!("{} = {}", one.short.of(text), one.long.of(text))).collect()
    }

    #[test]
    fn glossaries_are_read_in_every_layout() {
        let wanted = ["RWA = River Water Agency", "LTB = Lake Trust Board"];
        for text in [
            "RWA: River Water Agency\nLTB: Lake Trust Board\n",
            "RWA\tRiver Water Agency\nLTB\tLake Trust Board\n",
            "RWA  River Water Agency\nLTB  Lake Trust Board\n",
            "RWA—River Water Agency\nLTB—Lake Trust Board\n",
            "RWA  –  River Water Agency\nLTB  –  Lake Trust Board\n",
            "RWA:River Water Agency\nLTB:Lake Trust Board\n",
            "RWA ....... River Water Agency\nLTB ....... Lake Trust Board\n",
            "RWA → River Water Agency\nLTB → Lake Trust Board\n",
            "1. RWA – River Water Agency\n2. LTB – Lake Trust Board\n",
            "• RWA - River Water Agency\n• LTB - Lake Trust Board\n",
            "River Water Agency — RWA\nLake Trust Board — LTB\n",
        ] {
            assert_eq!(stated(text, Markup::Plain), wanted, "{text:?}");
        }
        for text in [
            "| Short | Long |\n|---|---|\n| RWA | River Water Agency |\n| LTB | Lake Trust Board |\n",
            "| Long | Short |\n|---|---|\n| River Water Agency | RWA |\n| Lake Trust Board | LTB |\n",
            "- **RWA**: River Water Agency\n- **LTB**: Lake Trust Board\n",
            "- **RWA** — River Water Agency\n- **LTB** – Lake Trust Board\n",
            "**RWA** - River Water Agency\n\n**LTB** = Lake Trust Board\n",
            "RWA\n: River Water Agency\n\nLTB\n: Lake Trust Board\n",
            "RWA\n\n: River Water Agency, which pays.\n\n**LTB**\n:   Lake Trust Board\n",
        ] {
            assert_eq!(stated(text, Markup::Markdown), wanted, "{text:?}");
        }
    }

    #[test]
    fn cells_that_expand_nothing_define_nothing() {
        for text in [
            "| Place | Rate |\n|---|---|\n| RWA | Lake Trust Board |\n",
            "| RWA |\n|---|\n| River Water Agency |\n",
            "| Staff | 12 |\n|---|---|\n| UN | 40 |\n",
            "RWA\n: Lake Trust Board\n\nLTB\n: River Water Agency\n",
            "Water\n: RWA\n",
        ] {
            assert_eq!(stated(text, Markup::Markdown), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn words_may_say_that_a_short_form_follows() {
        for (text, wanted) in [
            ("The Lake Trust Board, hereinafter referred to as the Board, met.", "Board = Lake Trust Board"),
            ("The Lake Trust Board, also known as LTB, met.", "LTB = Lake Trust Board"),
            ("The Lake Trust Board, abbreviated as LTB, met.", "LTB = Lake Trust Board"),
            ("The Lake Trust Board, known by its acronym LTB, met.", "LTB = Lake Trust Board"),
            ("The LTB, or Lake Trust Board, met.", "LTB = Lake Trust Board"),
            ("The LTB, short for Lake Trust Board, met.", "LTB = Lake Trust Board"),
            ("LTB is the acronym for the Lake Trust Board.", "LTB = Lake Trust Board"),
            ("The Lake Trust Board—LTB—met.", "LTB = Lake Trust Board"),
        ] {
            assert_eq!(stated(text, Markup::Plain), [wanted], "{text}");
        }
        for text in [
            "They met, hereinafter as before, in Osh.",
            "The lake, also known as LTB, is deep.",
            "The LTB, or a lake that bears it, met.",
            "The LTB—lakes that bear it—met.",
        ] {
            assert_eq!(stated(text, Markup::Plain), Vec::<String>::new(), "{text}");
        }
    }
}
