//! Aligns the letters of a short form with the words of a phrase, so that "UNHCR" is read as "United Nations High …".
//! It must not know brackets, sentences or lexicons: two strings in, a range and a cost out.

/// How well a phrase explains a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Byte offset in the phrase where the long form starts; always the start of a word.
    pub(super) start: usize,
    /// Sum of the penalties below; 0 where every letter is the initial of a word and no content word is skipped.
    pub(super) cost: u32,
    /// How many letters of the short form are initials of words.
    pub(super) initials: u32,
}

/// Penalties. An initial is what a reader expects; a letter inside a word is believed when its neighbour stands there too.
mod penalty {
    pub(super) const PART: u32 = 1;
    pub(super) const CONTIGUOUS: u32 = 1;
    pub(super) const INSIDE: u32 = 2;
    pub(super) const FOREIGN_INSIDE: u32 = 6;
    pub(super) const STOP_WORD: u32 = 1;
    pub(super) const SKIPPED_WORD: u32 = 4;
    pub(super) const TRAILING_WORD: u32 = 5;
    pub(super) const UNUSED_ENDING: u32 = 1;
    pub(super) const COMMA: u32 = 2;
}

/// Words that a short form may pass over.
const FREE: &[&str] = &[
    "a", "against", "al", "an", "and", "as", "at", "by", "da", "de", "del", "der", "des", "di", "do", "du",
    "e", "et", "for", "from", "il", "in", "into", "la", "las", "le", "les", "los", "of", "on", "or", "per",
    "the", "to", "und", "van", "von", "with", "y",
];

/// Whether `word` (any case) is an article, a preposition or a conjunction, which names do not start with.
pub(super) fn is_free(word: &str) -> bool {
    word.len() <= 7 && FREE.iter().any(|free| free.eq_ignore_ascii_case(word))
}

/// One letter or digit of the phrase.
#[derive(Clone, Copy, Debug)]
struct Place {
    letter: char,
    at: u32,
    word: u32,
    /// Byte offset of its word.
    word_start: u32,
    /// Penalty of all words before its word, were they skipped.
    before: u32,
    /// The same with its own word.
    through: u32,
    class: Class,
    free: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Initial,
    /// After a hyphen, a slash, a change from digits to letters or to a capital.
    Part,
    Inside,
}

/// A way to place the letters from one on to the last.
#[derive(Clone, Copy, Debug)]
struct Path {
    place: Place,
    cost: u32,
    initials: u32,
}

/// The cheapest way to read `short` as the initials (or other letters, in order) of `phrase`, whose end is the end of the
/// long form. The first letter is always the initial of a word or of its part. `None` where the letters cannot be placed.
/// Cost: letters of `short` times the square of their occurrences; callers bound the phrase.
pub(super) fn align(short: &str, phrase: &str) -> Option<Alignment> {
    let letters = letters_of(short);
    let places = places_of(phrase);
    if let Some(found) = with_sign(short, phrase, &letters, &places) {
        return Some(found);
    }
    let whole = best(phrase, &letters, &places).or_else(|| without_count(&letters, phrase, &places));
    let Some(stem) = without_ending(short, &letters) else {
        return whole;
    };
    let stem = best(phrase, stem, &places)
        .map(|found| Alignment { cost: found.cost + penalty::UNUSED_ENDING, ..found });
    match (whole, stem) {
        (Some(whole), Some(stem)) if stem.cost <= whole.cost => Some(stem),
        (whole, stem) => whole.or(stem),
    }
}

/// "HIV+" for "HIV-positive", "M-" for "M protein-negative": the sign is a word of its own at the end.
fn with_sign(short: &str, phrase: &str, letters: &[char], places: &[Place]) -> Option<Alignment> {
    let word = match short.chars().next_back()? {
        '+' => "positive",
        '-' | '−' | '–' => "negative",
        _ => return None,
    };
    let ends = phrase.len().checked_sub(word.len()).and_then(|at| phrase.get(at..));
    if !ends.is_some_and(|end| end.eq_ignore_ascii_case(word)) {
        return None;
    }
    let signed: Vec<char> = letters.iter().copied().chain(word.chars().next()).collect();
    best(phrase, &signed, places)
}

/// "N2O" for nitrous oxide: a formula counts atoms that the words need not count, where each letter is an initial.
fn without_count(letters: &[char], phrase: &str, places: &[Place]) -> Option<Alignment> {
    let bare: Vec<char> = letters.iter().copied().filter(|letter| !letter.is_numeric()).collect();
    let counted = letters.last().is_some_and(|last| last.is_alphabetic()) && bare.len() + 1 == letters.len();
    let found = best(phrase, &bare, places).filter(|_| counted && bare.len() >= 2)?;
    (found.cost == 0 && found.initials as usize == bare.len()).then_some(found)
}

/// The letters without what the phrase need not show: the plural of "NGOs" and the number of "FEV1".
fn without_ending<'l>(short: &str, letters: &'l [char]) -> Option<&'l [char]> {
    let capital = short.chars().any(char::is_uppercase);
    let stem = match letters.split_last() {
        Some(('s', rest)) if short.ends_with('s') && capital => rest,
        Some((last, _)) if last.is_numeric() => {
            let digits = letters.iter().rev().take_while(|letter| letter.is_numeric()).count();
            letters.get(..letters.len() - digits)?
        }
        _ => return None,
    };
    if stem.len() >= 2 && letters.len() - stem.len() <= 2 { Some(stem) } else { None }
}

fn letters_of(short: &str) -> Vec<char> {
    short.chars().filter(|c| c.is_alphanumeric()).map(plain_letter).collect()
}

/// Lower case without accent: "É" is "e".
pub(super) fn plain_letter(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut base = letter;
    unicode_normalization::char::decompose_canonical(letter, |part| {
        if part.is_alphanumeric() {
            base = part;
        }
    });
    base.to_lowercase().next().unwrap_or(base)
}

fn places_of(phrase: &str) -> Vec<Place> {
    let mut places = Vec::with_capacity(phrase.len());
    let (mut word, mut before) = (0, 0);
    let mut offset = 0;
    for raw in phrase.split(char::is_whitespace) {
        let start = offset;
        offset += raw.len()
            + phrase.get(start + raw.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let free = is_free(bare);
        let through = before + if free { 0 } else { penalty::SKIPPED_WORD };
        let mut previous = None;
        let place = |letter, at, class| Place {
            letter,
            at: to_u32(start + at),
            word,
            word_start: to_u32(start),
            before,
            through,
            class,
            free,
        };
        // "six-repetition maximum (6-RM)"
        places.extend(digit_of(bare).map(|digit| place(digit, 0, Class::Initial)));
        for (at, letter) in raw.char_indices() {
            let class = class_of(previous, letter, previous.is_none());
            if letter.is_alphanumeric() {
                places.push(place(plain_letter(letter), at, class));
                previous = Some(letter);
            } else if previous.is_some() && letter != '\'' && letter != '’' {
                previous = Some(letter);
            }
        }
        word += 1;
        before = through + if raw.ends_with(',') { penalty::COMMA } else { 0 };
    }
    places
}

/// The digit that a number word at the start of `word` stands for.
fn digit_of(word: &str) -> Option<char> {
    let head = word.split(|c: char| !c.is_alphabetic()).next()?;
    let words = [
        ("one", '1'),
        ("first", '1'),
        ("two", '2'),
        ("second", '2'),
        ("three", '3'),
        ("third", '3'),
        ("four", '4'),
        ("fourth", '4'),
        ("five", '5'),
        ("fifth", '5'),
        ("six", '6'),
        ("sixth", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
    ];
    words.iter().find(|(name, _)| name.eq_ignore_ascii_case(head)).map(|(_, digit)| *digit)
}

fn class_of(previous: Option<char>, letter: char, first: bool) -> Class {
    let Some(previous) = previous else {
        return if first { Class::Initial } else { Class::Inside };
    };
    let after_break = !previous.is_alphanumeric();
    let after_digit = previous.is_numeric() != letter.is_numeric();
    let capital = letter.is_uppercase() && previous.is_lowercase();
    if after_break || after_digit || capital { Class::Part } else { Class::Inside }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn best(phrase: &str, letters: &[char], places: &[Place]) -> Option<Alignment> {
    let end = places.last()?.through;
    let (first, rest) = letters.split_first()?;
    let mut next: Option<Vec<Path>> = None;
    for letter in rest.iter().rev() {
        let here = places.iter().filter(|place| place.letter == *letter);
        let paths: Vec<Path> = here.filter_map(|place| extend(place, next.as_deref(), end)).collect();
        if paths.is_empty() {
            return None;
        }
        next = Some(paths);
    }
    let starts =
        places.iter().filter(|place| place.letter == *first && place.class != Class::Inside && !place.free);
    let paths = starts.filter_map(|place| extend(place, next.as_deref(), end));
    let opened = paths.map(|path| match path.place.class {
        Class::Initial => Path { initials: path.initials + 1, ..path },
        _ => open_inside_word(phrase, path),
    });
    // Of equal ones the last, which is the shortest.
    let path = opened.reduce(|best, path| if path.cost <= best.cost { path } else { best })?;
    Some(Alignment { start: path.place.word_start as usize, cost: path.cost, initials: path.initials })
}

/// A long form that starts with a later part of a word: after a prefix that is no part of the name ("anti-human …", "and/or …")
/// it starts there, after a number ("1,2-diacylglycerol") the number belongs to it, else the short form leaves a part out.
fn open_inside_word(phrase: &str, path: Path) -> Path {
    let prefix = phrase.get(path.place.word_start as usize..path.place.at as usize).unwrap_or("");
    let bare = prefix.trim_matches(|c: char| !c.is_alphanumeric());
    let is_prefix = ["anti", "non", "pre", "post", "pro", "ex", "sub", "inter"]
        .iter()
        .any(|known| bare.eq_ignore_ascii_case(known));
    if prefix.ends_with(['/', '–', '—']) || is_prefix {
        let place = Place { word_start: path.place.at, ..path.place };
        return Path { place, cost: path.cost + penalty::PART, initials: path.initials + 1 };
    }
    if !bare.chars().any(|c| c.is_alphabetic() && c.is_lowercase()) {
        return Path { cost: path.cost + penalty::PART, initials: path.initials + 1, ..path };
    }
    Path { cost: path.cost + penalty::SKIPPED_WORD, ..path }
}

/// The cheapest continuation after `place`: `next` holds the ways to place the letters behind it; `None` for the last letter.
fn extend(place: &Place, next: Option<&[Path]>, end: u32) -> Option<Path> {
    let Some(next) = next else {
        let trailing = (end - place.through) / penalty::SKIPPED_WORD * penalty::TRAILING_WORD;
        return Some(Path { place: *place, cost: trailing, initials: 0 });
    };
    let later = next.iter().filter(|path| path.place.at > place.at);
    let steps = later.map(|path| {
        let (cost, initial) = step(place, &path.place);
        Path { place: *place, cost: path.cost + cost, initials: path.initials + initial }
    });
    steps.reduce(|best, path| if path.cost < best.cost { path } else { best })
}

fn step(from: &Place, to: &Place) -> (u32, u32) {
    if from.word == to.word {
        let near = to.at == from.at + 1;
        let cost = match to.class {
            Class::Part => penalty::PART,
            _ if near => penalty::CONTIGUOUS,
            _ => penalty::INSIDE,
        };
        return (cost, u32::from(to.class == Class::Part));
    }
    let skipped = to.before - from.through;
    let (entry, initial) = match to.class {
        Class::Initial if to.free => (penalty::STOP_WORD, 1),
        Class::Initial => (0, 1),
        Class::Part => (penalty::PART + penalty::INSIDE, 1),
        Class::Inside => (penalty::FOREIGN_INSIDE, 0),
    };
    (skipped + entry, initial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_find_their_first_word() {
        let cases = [
            ("WFP", "food from the World Food Programme", "World Food Programme"),
            ("OAU", "members of the Organization of African Unity", "Organization of African Unity"),
            ("NGOs", "local non-governmental organizations", "non-governmental organizations"),
            ("5HT", "levels of 5-hydroxytryptamine", "5-hydroxytryptamine"),
            ("KOICA", "the Korea International Cooperation Agency", "Korea International Cooperation Agency"),
            ("ÉNA", "the Ecole nationale d'administration", "Ecole nationale d'administration"),
            ("N2O", "a mixture of nitrous oxide", "nitrous oxide"),
            ("EP+", "the group of early phase positive", "early phase positive"),
        ];
        for (short, phrase, expected) in cases {
            let found = align(short, phrase).expect(short);
            assert_eq!(phrase.get(found.start..), Some(expected), "{short}");
        }
    }

    #[test]
    fn letters_that_do_not_occur_in_order_are_no_alignment() {
        assert_eq!(align("WHO", "the United Nations"), None);
        assert_eq!(align("", "the United Nations"), None);
        assert_eq!(align("UN", ""), None);
    }
}
