//! Numbers that name a part, a rule or a thing: "Article 5", "SDG 4", "resolution 72/488", "Agenda 2030".
//! It must not know values: a number behind a label counts nothing.

use crate::values::head::noun;
use crate::values::number::scale_at;
use crate::values::token::{TokenKind, Tokens, is_dash};

/// How surely a word in front of a number makes it a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// "Article", "paragraph", "resolution": always.
    Sure,
    /// "phase", "table", "level": unless an amount or a year follows.
    Doubtful,
    /// "target", "order", "issue": also verbs, so in small letters not before a counted noun either.
    Verb,
    /// "No.", "p.", "Vol.": only with its full stop.
    Dotted,
}

const LONGEST: usize = 12;

fn label(word: &str) -> Option<Label> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut buffer = [0_u8; LONGEST];
    for (slot, byte) in buffer.iter_mut().zip(word.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    let lower = buffer.get(..word.len())?;
    if let Some(label) = known(lower) {
        return Some(label);
    }
    let singular =
        lower.strip_suffix(b"es").and_then(known).or_else(|| lower.strip_suffix(b"s").and_then(known))?;
    (singular != Label::Dotted).then_some(singular)
}

fn known(word: &[u8]) -> Option<Label> {
    Some(match word {
        b"article" | b"section" | b"subsection" | b"paragraph" | b"para" | b"chapter" | b"annex"
        | b"appendix" | b"page" | b"footnote" | b"resolution" | b"decision" | b"directive"
        | b"regulation" | b"clause" | b"sdg" | b"isbn" | b"issn" | b"verse" | b"exhibit" | b"fax"
        | b"tel" | b"telephone" | b"docket" | b"psalm" | b"hotline" | b"recital" | b"protocol"
        | b"decree" | b"ordinance" | b"subparagraph" | b"unscr" => Label::Sure,
        b"target" | b"dial" | b"issue" | b"order" | b"number" | b"group" | b"note" | b"question"
        | b"form" | b"mark" | b"schedule" | b"file" | b"block" | b"code" | b"line" | b"stage" | b"point"
        | b"model" | b"rule" | b"house" | b"camp" | b"pier" | b"studio" | b"terminal" | b"reactor"
        | b"checkpoint" | b"battalion" | b"brigade" | b"runway" | b"pavilion" | b"entrance"
        | b"warehouse" | b"hall" | b"chart" | b"graph" | b"map" | b"slide" | b"diagram" | b"port"
        | b"release" => Label::Verb,
        b"table" | b"figure" | b"box" | b"goal" | b"indicator" | b"item" | b"part" | b"phase" | b"step"
        | b"level" | b"tier" | b"grade" | b"type" | b"category" | b"class" | b"law" | b"act" | b"case"
        | b"document" | b"volume" | b"version" | b"room" | b"flight" | b"route" | b"highway"
        | b"motorway" | b"gate" | b"platform" | b"apartment" | b"building" | b"lot" | b"zone" | b"sector"
        | b"round" | b"session" | b"episode" | b"season" | b"module" | b"unit" | b"option" | b"scenario"
        | b"principle" | b"priority" | b"objective" | b"outcome" | b"output" | b"pillar" | b"component"
        | b"recommendation" | b"lesson" | b"channel" | b"formula" | b"ward" | b"precinct" | b"district"
        | b"nr" | b"cop" | b"day" | b"week" | b"bus" | b"tram" => Label::Doubtful,
        b"no" | b"nos" | b"p" | b"pp" | b"vol" | b"art" | b"arts" | b"sec" | b"fig" | b"figs" | b"ch"
        | b"cap" | b"cf" | b"res" | b"v" | b"ref" | b"reg" | b"dir" | b"ext" | b"paras" => Label::Dotted,
        _ => return None,
    })
}

/// The first token after a label at `at` and its number.
pub(crate) fn labelled(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = tokens.text(at);
    // Cheap test first: digits must follow, at once or behind a full stop or another label ("Law No. 5").
    let dotted = tokens.text(at + 1) == "." && !tokens.spaced(at + 1);
    let start = if dotted { at + 2 } else { at + 1 };
    if tokens.kind(start) != Some(TokenKind::Digits) {
        return None;
    }
    let label = label(word)?;
    match label {
        Label::Dotted if !dotted && word != "p" && word != "pp" => return None,
        Label::Sure | Label::Doubtful | Label::Verb if dotted && !is_short(word) => return None,
        _ => {}
    }
    let plural = word.ends_with(['s', 'S']) || word == "pp";
    let end = symbol_end(tokens, start)?;
    if label != Label::Sure && label != Label::Dotted && is_amount(tokens, word, label, start, end) {
        return None;
    }
    if ["tel", "telephone", "fax", "phone"].iter().any(|name| word.eq_ignore_ascii_case(name)) {
        return Some(groups_of_telephone(tokens, end));
    }
    let of = word.eq_ignore_ascii_case("page") && tokens.is(end, "of");
    if of && tokens.kind(end + 1) == Some(TokenKind::Digits) && noun(tokens, end + 2, false).is_none() {
        return Some(end + 2);
    }
    Some(if plural { list_end(tokens, end) } else { range_end(tokens, end) })
}

/// "Fax 598 44 72": further groups of two digits or more.
fn groups_of_telephone(tokens: &Tokens<'_>, from: usize) -> usize {
    let mut end = from;
    loop {
        let sign = usize::from(matches!(tokens.text(end), "-" | "\u{2010}" | "\u{2011}"));
        let group = tokens.kind(end + sign) == Some(TokenKind::Digits) && tokens.text(end + sign).len() >= 2;
        if !group || end > from + 10 {
            return end;
        }
        end += sign + 1;
    }
}

/// Whether the number behind a doubtful label is a year, or measures or counts something.
fn is_amount(tokens: &Tokens<'_>, word: &str, label: Label, start: usize, end: usize) -> bool {
    let year = matches!(tokens.text(start).as_bytes(), [b'1', b'8' | b'9', _, _] | [b'2', b'0' | b'1', _, _]);
    let measured =
        super::unit::unit_at(tokens, end).is_some() || super::currency::behind(tokens, end).is_some();
    let verb = label == Label::Verb && !word.starts_with(char::is_uppercase);
    let counts = verb && noun(tokens, end, false).is_some_and(|index| index < end + 3);
    year && end == start + 1 || measured || counts
}

fn is_short(word: &str) -> bool {
    ["para", "tel", "art", "nr"].iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// The end of one number of a part: "5", "5.2", "5(1)(b)", "72/488", "2231 (2015)", "12 bis". `None` for an amount ("5,000", "5 %").
fn symbol_end(tokens: &Tokens<'_>, start: usize) -> Option<usize> {
    let mut end = start + 1;
    loop {
        let tight = !tokens.spaced(end) && tokens.get(end).is_some();
        let digits_follow = tokens.kind(end + 1) == Some(TokenKind::Digits) && !tokens.spaced(end + 1);
        let sign = tokens.text(end);
        if tight && sign == "," && digits_follow {
            return None;
        }
        let word_follows = tokens.kind(end + 1) == Some(TokenKind::Word) && !tokens.spaced(end + 1);
        if tight && (matches!(sign, "." | "/") && digits_follow || sign == "/" && word_follows) {
            end += 2;
        } else if tight && tokens.kind(end) == Some(TokenKind::Word) {
            end += 1;
        } else if bracketed(tokens, end) || subdivided(tokens, end) {
            end += 3;
        } else {
            break;
        }
    }
    let amount = matches!(tokens.text(end), "%" | "$" | "\u{20ac}")
        || ["percent", "per", "pct"].iter().any(|word| tokens.is(end, word))
        || scale_at(tokens, end).is_some();
    (!amount).then_some(end)
}

/// "(b)", "(1)", "(2015)" with or without a space before.
fn bracketed(tokens: &Tokens<'_>, at: usize) -> bool {
    let inner = tokens.text(at + 1);
    let short = !tokens.spaced(at) && inner.len() <= 4;
    let year = tokens.kind(at + 1) == Some(TokenKind::Digits) && inner.len() == 4;
    tokens.text(at) == "(" && tokens.text(at + 2) == ")" && (short || year)
}

/// "5 (2)", "5 (2) (a)": a subdivision apart from its number. A longer number could be an amount stated again.
fn subdivided(tokens: &Tokens<'_>, at: usize) -> bool {
    let inner = tokens.text(at + 1);
    let short = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
    tokens.text(at) == "(" && tokens.text(at + 2) == ")" && short && !tokens.spaced(at + 1)
}

fn range_end(tokens: &Tokens<'_>, end: usize) -> usize {
    let dash = tokens.text(end).chars().next().is_some_and(is_dash);
    if dash && tokens.kind(end + 1) == Some(TokenKind::Digits) && tokens.spaced(end) == tokens.spaced(end + 1)
    {
        return symbol_end(tokens, end + 1).unwrap_or(end);
    }
    end
}

/// ", 6 and 7" behind the first number of a plural label.
fn list_end(tokens: &Tokens<'_>, first: usize) -> usize {
    let mut end = range_end(tokens, first);
    loop {
        let comma = tokens.text(end) == ",";
        let link = ["and", "or", "to"].iter().any(|word| tokens.is(if comma { end + 1 } else { end }, word));
        let start = end + usize::from(comma) + usize::from(link);
        if start == end || tokens.kind(start) != Some(TokenKind::Digits) {
            return end;
        }
        match symbol_end(tokens, start) {
            Some(next) if noun(tokens, next, false).is_none() => end = range_end(tokens, next),
            _ => return end,
        }
    }
}

/// "Agenda 2030", "Vision 2030", "Group of 77", "ISO 9001": names that hold a number which would else be a year or a count.
pub(crate) fn named(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = tokens.text(at);
    if tokens.kind(at + 1) == Some(TokenKind::Digits) {
        return numbered(tokens, at, word);
    }
    match word {
        "Group" if tokens.is(at + 1, "of") => {
            let count = tokens.text(at + 2);
            let digits = matches!(count, "7" | "8" | "20" | "77");
            let words = ["seven", "eight", "twenty"].iter().any(|name| tokens.is(at + 2, name));
            (digits || words).then_some(at + 3)
        }
        "IBAN" => Some(account_end(tokens, at + 1)),
        _ => None,
    }
}

/// A name whose number stands at `at + 1`.
fn numbered(tokens: &Tokens<'_>, at: usize, word: &str) -> Option<usize> {
    let spaced = tokens.spaced(at + 1);
    let digits = tokens.text(at + 1);
    match word {
        "Agenda" | "Vision" | "Horizon" | "Expo" | "Euro" | "Windows" | "Formula" | "Area" | "Apollo"
        | "Boeing" | "Airbus" => spaced.then_some(at + 2),
        "ISO" | "IEC" | "DIN" | "EN" | "ASTM" | "IEEE" | "ANSI" | "RFC" | "GOST" | "ITU" | "CWA" => {
            spaced.then(|| groups_end(tokens, at + 2))
        }
        // "Year 9 pupils" go to school; "last year 9 pupils" came.
        "Year" if digits.len() <= 2 && spaced => Some(at + 2),
        "IBAN" => Some(account_end(tokens, at + 1)),
        _ => is_postcode(tokens, at, word).then_some(at + 2),
    }
}

/// "NY 10017": two capitals and five digits without a separator.
fn is_postcode(tokens: &Tokens<'_>, at: usize, word: &str) -> bool {
    let state = word.len() == 2
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && !matches!(word, "UN" | "EU" | "US" | "UK" | "AU" | "IS" | "LE" | "TL" | "RM");
    state && tokens.text(at + 1).len() == 5 && noun(tokens, at + 2, false).is_none()
}

/// Further groups of digits of a number in a name: "EN 301 549", "ISO 3166-1".
fn groups_end(tokens: &Tokens<'_>, from: usize) -> usize {
    let mut end = from;
    loop {
        let group = tokens.kind(end) == Some(TokenKind::Digits) && tokens.text(end).len() == 3;
        let part = matches!(tokens.text(end), "-" | ":" | "\u{2010}" | "\u{2011}")
            && !tokens.spaced(end)
            && !tokens.spaced(end + 1)
            && tokens.kind(end + 1) == Some(TokenKind::Digits);
        if part {
            end += 2;
        } else if group {
            end += 1;
        } else {
            return end;
        }
    }
}

/// The end of an account's number: groups of capitals and digits.
fn account_end(tokens: &Tokens<'_>, from: usize) -> usize {
    let mut end = from;
    while end < from + 24 {
        let text = tokens.text(end);
        let group = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if !(group || text == ":") {
            break;
        }
        end += 1;
    }
    end
}
