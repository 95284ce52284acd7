//! Peoples, languages and the adjectives of countries, and the places that they belong to.
//! It must not know texts: a word alone, in small letters, is all it sees.

use crate::names::kind;
use crate::words;

/// Peoples and languages whose place is no stem of theirs.
const PEOPLES: &[&str] = &[
    "arab",
    "azeri",
    "belgian",
    "british",
    "briton",
    "croat",
    "czech",
    "dane",
    "danish",
    "dutch",
    "english",
    "filipino",
    "finn",
    "finnish",
    "french",
    "greek",
    "hungarian",
    "irish",
    "italian",
    "kazakh",
    "kurd",
    "kurdish",
    "kyrgyz",
    "norwegian",
    "pole",
    "polish",
    "portuguese",
    "scottish",
    "serb",
    "slovak",
    "slovene",
    "spanish",
    "swede",
    "swedish",
    "swiss",
    "tajik",
    "thai",
    "turk",
    "turkish",
    "turkmen",
    "ukrainian",
    "uzbek",
    "welsh",
];

/// Whether a word that the tables count among places names a people or a language: "azerbaijani", "german", "european", "chinese".
pub(super) fn is_people(low: &str) -> bool {
    if PEOPLES.binary_search(&low.strip_suffix('s').unwrap_or(low)).is_ok()
        || PEOPLES.binary_search(&low).is_ok()
    {
        return true;
    }
    !places_of_people(low).is_empty()
}

/// The places whose people or language `low` may name, by its ending: "kenyan" gives "kenya".
pub(super) fn places_of_people(low: &str) -> Vec<String> {
    let singular = low.strip_suffix('s').unwrap_or(low);
    // "german" and "hungar"-"y"
    let mut found: Vec<String> =
        Some(format!("{singular}y")).filter(|place| kind::is_place(place)).into_iter().collect();
    let endings = ["i", "n", "an", "ian", "ean", "ese", "ish", "er", "ic"];
    for stem in
        endings.iter().filter_map(|ending| singular.strip_suffix(ending)).filter(|stem| stem.len() >= 3)
    {
        let lost = ["", "a", "y", "e", "ia", "o"].iter().map(|lost| format!("{stem}{lost}"));
        found.extend(lost.filter(|place| kind::is_place(place)));
    }
    found
}

/// Adjectives of countries that no ending gives; in alphabetical order.
const ADJECTIVES: &[(&str, &str)] = &[
    ("afghanistan", "afghan"),
    ("cyprus", "cypriot"),
    ("czech republic", "czech"),
    ("denmark", "danish"),
    ("finland", "finnish"),
    ("france", "french"),
    ("greece", "greek"),
    ("iceland", "icelandic"),
    ("ireland", "irish"),
    ("kazakhstan", "kazakh"),
    ("kyrgyzstan", "kyrgyz"),
    ("netherlands", "dutch"),
    ("norway", "norwegian"),
    ("philippines", "philippine"),
    ("poland", "polish"),
    ("portugal", "portuguese"),
    ("slovakia", "slovak"),
    ("spain", "spanish"),
    ("sweden", "swedish"),
    ("switzerland", "swiss"),
    ("tajikistan", "tajik"),
    ("thailand", "thai"),
    ("turkey", "turkish"),
    ("turkiye", "turkish"),
    ("turkmenistan", "turkmen"),
    ("united kingdom", "british"),
    ("uzbekistan", "uzbek"),
];

/// The adjectives of a country (small letters), as far as the dictionary knows them: "kenya" gives "kenyan".
pub(super) fn adjectives_of(country: &str) -> Vec<String> {
    if let Ok(at) = ADJECTIVES.binary_search_by_key(&country, |(name, _)| name) {
        return ADJECTIVES.get(at).map(|(_, word)| (*word).to_owned()).into_iter().collect();
    }
    let short = country.strip_suffix(['a', 'e', 'o', 'y']).unwrap_or(country);
    let stems = [country, short].into_iter();
    let words =
        stems.flat_map(|stem| ["i", "n", "an", "ian", "ese", "ish"].map(|ending| format!("{stem}{ending}")));
    let mut found: Vec<String> = words
        .chain([short.to_owned()])
        .filter(|word| word != country && words::word_id(word).is_some())
        .collect();
    found.retain(|word| places_of_people(word).iter().any(|place| place == country));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(PEOPLES.is_sorted());
        assert!(ADJECTIVES.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn countries_and_their_adjectives() {
        for (country, word) in [
            ("kenya", "kenyan"),
            ("iraq", "iraqi"),
            ("turkey", "turkish"),
            ("armenia", "armenian"),
            ("germany", "german"),
        ] {
            assert!(
                adjectives_of(country).iter().any(|found| found == word),
                "{country}: {:?}",
                adjectives_of(country)
            );
        }
        assert!(adjectives_of("atlantis").is_empty());
    }
}
