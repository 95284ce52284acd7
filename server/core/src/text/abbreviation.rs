//! Which short forms end in a point that is no full stop, and which capitalised words open a sentence.
//! It must not know where in a text a word stands: the caller looks at its neighbours.

/// How the point behind a short form is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Stands before a name or goes on in any case: "Mr.", "e.g.", "vs.".
    Never,
    /// Stands before a number or label ("Vol. 2"); before a capitalised word it may belong to a name.
    Numbered,
    /// As `Numbered`, but also an ordinary word that can end a sentence: "No.", "art.".
    NumberedWord,
    /// A month: before a number part of a date, before a capitalised word the end of a sentence.
    Month,
    /// Stands behind a name or inside one ("Inc.", "St."): ends a sentence only where the next word opens one.
    Suffix,
    /// "etc.": ends a sentence before any capitalised word.
    Final,
    /// A measure: no end between two of them ("6 ft. 2 in.").
    Unit,
    /// "a.m.", "B.C.": ends a sentence unless it only opened one ("At 5 a.m. Mr. Smith went").
    Time,
    /// A degree: ends a sentence where no name stands before it ("She earned her Ph.D. Tom").
    Degree,
}

/// The class of `word`, written without its last point; `None` for an ordinary word.
pub(super) fn class(word: &str) -> Option<Class> {
    if word.len() > LONGEST || word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let capital = word.starts_with(char::is_uppercase);
    let (class, _, _) =
        CLASSES.iter().find(|(_, capitals, words)| (capital || !capitals) && holds(words, word))?;
    Some(*class)
}

/// Bytes of the longest short form.
const LONGEST: usize = 8;

/// Short forms by class; `true` where only a capitalised one is a short form ("Gen. Smith", "Sec. 5").
#[rustfmt::skip]
const CLASSES: &[(Class, bool, &[&str])] = &[
    (Class::Never, false, &["mr", "mrs", "ms", "mx", "dr", "drs", "messrs", "mme", "mlle"]),
    (
        Class::Never,
        false,
        &["e.g", "i.e", "eg", "ie", "cf", "c.f", "viz", "vs", "incl", "a.k.a", "f.k.a", "q.v", "resp", "esp"],
    ),
    (
        Class::Never,
        true,
        &[
            "prof", "gen", "col", "lt", "sgt", "capt", "maj", "cmdr", "cdr", "adm", "brig", "cpl", "pvt",
            "sen", "rep", "gov", "pres", "amb", "cllr", "atty", "insp", "supt", "rev", "hon", "fr", "msgr",
            "ven", "rt", "h.e", "mt", "ft",
        ],
    ),
    (
        Class::Numbered,
        false,
        &[
            "vol", "vols", "pp", "nos", "arts", "para", "paras", "fig", "figs", "secs", "chap", "eq",
            "eqs", "cl", "cls", "regs", "refs", "rec", "suppl", "ser", "n°", "nº", "№", "p", "c", "ca",
            "approx", "est", "rs", "ss",
        ],
    ),
    (
        Class::NumberedWord,
        false,
        &[
            "no", "art", "res", "sec", "sect", "ch", "par", "subpara", "ref", "tab", "doc", "reg", "op",
            "ver", "app", "tel", "ext", "apt", "rm",
        ],
    ),
    (
        Class::Month,
        false,
        // The weekdays that are no words of their own ("they sat. 300 came").
        &[
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue",
            "tues", "thu", "thur", "thurs", "fri",
        ],
    ),
    (Class::Final, false, &["etc"]),
    (
        Class::Suffix,
        false,
        &[
            "st", "ste", "jr", "sr", "inc", "ltd", "co", "corp", "bros", "plc", "esq", "al", "assn",
            "dept", "univ", "govt", "intl", "natl", "bldg", "ave", "blvd", "rd", "eds", "calif", "cal",
            "fla", "conn", "mich", "minn", "ariz", "colo", "tenn", "tex", "okla", "wis", "nev", "dist",
            "proc", "acad", "biochem", "biol", "chem", "phys", "sci", "soc", "bull",
        ],
    ),
    (Class::Suffix, true, &["ed", "trans", "hist", "stat", "cos"]),
    (Class::Unit, false, &["ft", "in", "lb", "lbs", "oz", "mi", "yd", "hr", "hrs", "mins", "sq", "fl"]),
    (Class::Time, false, &["a.m", "p.m", "b.c", "a.d", "c.e", "b.c.e"]),
    (
        Class::Degree,
        false,
        &[
            "ph.d", "m.d", "m.b.a", "b.a", "m.a", "b.sc", "m.sc", "ll.m", "ll.d", "ll.b", "d.phil",
            "d.d.s", "m.phil",
        ],
    ),
];

/// Whether a letter behind `noun` is its label ("Annex A. Officials"), so that its point is a full stop.
pub(super) fn takes_letter(noun: &str) -> bool {
    holds(LETTERED, noun)
}

#[rustfmt::skip]
const LETTERED: &[&str] = &[
    "annex", "annexe", "appendix", "plan", "group", "class", "type", "vitamin", "hepatitis", "section",
    "part", "schedule", "category", "grade", "option", "phase", "series", "point", "table", "figure",
    "zone", "area", "team", "model", "generation", "gen", "influenza", "list", "scenario",
];

/// Whether a number behind `noun` is its label: "Figure 1. Refugees by year", "as section 2. says".
pub(super) fn takes_number(noun: &str) -> bool {
    holds(NUMBERED, noun)
}

#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "figure", "table", "box", "chart", "map", "graph", "plate", "photo", "image", "exhibit", "annex",
    "annexe", "appendix", "schedule", "article", "section", "chapter", "part", "paragraph", "clause",
    "rule", "regulation", "resolution", "step", "case", "goal", "target", "example", "note", "page",
    "phase", "level", "point", "question", "recommendation", "principle", "lesson", "indicator",
    "objective", "outcome", "output", "number", "session", "version", "grade", "type", "day",
];

/// Words that a clause cannot end with, so that what follows belongs to it.
pub(super) fn leads_on(word: &str) -> bool {
    holds(LEADING, word)
}

#[rustfmt::skip]
const LEADING: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "by", "to", "for", "from", "with", "and", "or", "as", "is",
    "was", "are", "were", "be", "been", "has", "have", "had", "that", "which", "who", "whose", "its",
    "his", "her", "their", "our", "into", "over", "under", "between", "than", "but", "nor", "if", "while",
    "when", "where", "this", "these", "those", "not", "per", "via", "about", "including", "during",
    "through", "against", "among", "since", "until", "said", "also", "some", "any", "each", "every", "no",
    "will", "would", "can", "could", "may", "should", "must", "president", "minister", "mr", "mrs", "ms",
    "dr",
];

/// Capitalised words that open a sentence far more often than they continue a name. Prepositions that begin names
/// of offices ("U.S. Under Secretary") are left out.
pub(super) fn opens_sentence(word: &str) -> bool {
    // "It's", "They're", "I'm": the word before the apostrophe decides.
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    OPENERS.contains(&stem)
}

#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "The", "A", "An", "This", "That", "These", "Those", "It", "He", "She", "They", "We", "I", "You", "His",
    "Her", "Its", "Their", "Our", "My", "Your", "In", "On", "At", "By", "For", "From", "With", "Without",
    "As", "If", "When", "While", "Where", "Why", "How", "What", "Who", "Which", "But", "And", "Or", "So",
    "Yet", "However", "Moreover", "Meanwhile", "Although", "Though", "Since", "Because", "After", "Before",
    "During", "Until", "Unless", "There", "Here", "Then", "Thus", "Therefore", "Now", "Also", "Not", "No",
    "Yes", "Others", "Some", "Many", "Most", "All", "Both", "Each", "Every", "Several", "Such", "Another", "Today",
    "Yesterday", "Did", "Do", "Does", "Don", "Is", "Isn", "Are", "Was", "Wasn", "Were", "Has", "Have",
    "Had", "Can", "Could", "Couldn", "Would", "Let", "Despite", "According", "Among", "Between", "To",
    "Once", "Even", "Only", "Just", "One", "Two", "Three", "Four", "Five", "Nearly", "About", "More",
    "Indeed", "Instead", "Furthermore", "Nevertheless", "Finally", "First", "Second", "Third", "Perhaps",
    "Please", "Nor", "Ever", "Again", "Later", "Earlier", "Similarly", "Additionally", "Consequently",
    "Hence", "Still", "Nobody", "Everyone", "Nothing", "Following", "Given", "Through", "Within",
    "Throughout",
];

/// Names that carry an exclamation mark.
pub(super) fn is_exclaiming_name(word: &str) -> bool {
    ["Yahoo", "Jeopardy"].contains(&word)
}

/// Labels that open the credit line of a picture or table: "Photo: A. Writer".
pub(super) fn opens_credit(word: &str) -> bool {
    const LABELS: [&str; 11] = [
        "Image",
        "Images",
        "Photo",
        "Photos",
        "Photograph",
        "Picture",
        "Credit",
        "Source",
        "Sources",
        "Video",
        "Graphic",
    ];
    LABELS.contains(&word)
}

fn holds(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}
