//! Lemmas: irregular forms, then WordNet's suffix rules, checked against the dictionary.
//! It must not know a word's sentence: a form that may be a verb or a noun goes to the lemma with more tagged senses.

use std::borrow::Cow;

use super::table::{Record, flag, word, word_id};

const VERB: [(&str, &str); 8] =
    [("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")];
const NOUN: [(&str, &str); 8] = [
    ("ses", "s"),
    ("xes", "x"),
    ("zes", "z"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("men", "man"),
    ("ies", "y"),
    ("s", ""),
];
const ADJECTIVE: [(&str, &str); 4] = [("er", ""), ("est", ""), ("er", "e"), ("est", "e")];

/// Bits of [`flag::PARTS`], in the order in which the parts of speech are tried.
const RULES: [(usize, &[(&str, &str)]); 3] = [(1, &VERB), (0, &NOUN), (2, &ADJECTIVE)];

/// What the rules need to know of a word: for noun, verb, adjective and adverb the number of tagged senses, `None` where it is no such word.
pub type Parts = [Option<u8>; 4];

/// The lemma of a word in lower case: "countries" → "country", "withdrew" → "withdraw".
pub fn lemma(form: &str) -> Cow<'_, str> {
    let record = word_id(form).map(Record::of).unwrap_or_default();
    if let Some(id) = record.lemma {
        return Cow::Borrowed(word(id));
    }
    regular(form, |candidate| word_id(candidate).map(|id| parts(&Record::of(id))).unwrap_or_default())
}

fn parts(record: &Record) -> Parts {
    let mut parts = [None; 4];
    for (bit, (part, tagged)) in parts.iter_mut().zip(record.tagged).enumerate() {
        if record.flags & flag::PARTS & (1 << bit) != 0 {
            *part = Some(tagged);
        }
    }
    parts
}

/// The suffix rules over any dictionary; `derive_words` uses them before the table exists.
pub fn regular(form: &str, look_up: impl Fn(&str) -> Parts) -> Cow<'_, str> {
    if form.len() <= 3 || !form.is_ascii() {
        return Cow::Borrowed(form);
    }
    let mut best: Option<(f32, String)> = None;
    let mut offer = |score: f32, base: &str| {
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, base.to_owned()));
        }
    };
    let mut base = String::with_capacity(form.len() + 2);
    for (part, rules) in RULES {
        for (suffix, ending) in rules {
            let Some(root) = form.strip_suffix(suffix) else { continue };
            base.clear();
            base.push_str(root);
            base.push_str(ending);
            if base.len() > 2
                && let Some(Some(tagged)) = look_up(&base).get(part)
            {
                offer(f32::from(*tagged) + 0.1, &base);
            }
            if let Some(base) = undoubled(root, suffix)
                && let Some(Some(tagged)) = look_up(base).get(part)
            {
                offer(f32::from(*tagged) + 0.2, base);
            }
        }
    }
    let Some((score, base)) = best else { return Cow::Borrowed(form) };
    let own = look_up(form);
    let own_tagged = own.iter().flatten().max();
    let inflected = ["s", "ed", "ing", "er", "est"].iter().any(|suffix| form.ends_with(suffix));
    match own_tagged {
        Some(_) if !inflected => Cow::Borrowed(form),
        Some(tagged) if f32::from(*tagged) > score => Cow::Borrowed(form),
        _ => Cow::Owned(base),
    }
}

/// "stopp" of "stopped" → "stop".
fn undoubled<'r>(root: &'r str, suffix: &str) -> Option<&'r str> {
    if !matches!(suffix, "ed" | "ing") || root.len() < 4 {
        return None;
    }
    let mut last = root.bytes().rev();
    if last.next() != last.next() {
        return None;
    }
    root.get(..root.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::lemma;

    #[test]
    fn forms_and_their_lemmas() {
        for (form, expected) in [
            ("countries", "country"),
            ("slides", "slide"),
            ("stopped", "stop"),
            ("running", "run"),
            ("withdrew", "withdraw"),
            ("boxes", "box"),
            ("larger", "large"),
            ("women", "woman"),
            ("refugees", "refugee"),
            ("donated", "donate"),
            ("cities", "city"),
            ("children", "child"),
        ] {
            assert_eq!(lemma(form), expected, "{form}");
        }
    }

    #[test]
    fn words_that_only_look_inflected_stay() {
        for word in [
            "series",
            "news",
            "bus",
            "water",
            "winter",
            "during",
            "azerbaijan",
            "naïve",
            "headquarters",
            "is-a",
        ] {
            assert_eq!(lemma(word), word);
        }
    }
}
