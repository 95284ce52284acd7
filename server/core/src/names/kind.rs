//! What kind of thing a name names, from the words in it: "Fund" an organisation, "Convention" a law, "Lake" a place.
//! It must not know where the name stands: the words before and behind it are the finder's.

use crate::names::country::is_country;
use crate::names::opener::is_roman;
use crate::names::{EntityKind, company, people, title};
use crate::words;

/// Words at the head of names, in lower case and the singular, American spelling; in alphabetical order for binary search.
const HEADS: &[(&str, EntityKind)] = &[
    ("academy", EntityKind::Organisation),
    ("accord", EntityKind::Law),
    ("act", EntityKind::Law),
    ("administration", EntityKind::Organisation),
    ("agency", EntityKind::Organisation),
    ("agenda", EntityKind::Programme),
    ("agreement", EntityKind::Law),
    ("airport", EntityKind::Place),
    ("alliance", EntityKind::Organisation),
    ("amendment", EntityKind::Law),
    ("archipelago", EntityKind::Place),
    ("army", EntityKind::Organisation),
    ("assembly", EntityKind::Organisation),
    ("association", EntityKind::Organisation),
    ("authority", EntityKind::Organisation),
    ("avenue", EntityKind::Place),
    ("award", EntityKind::Event),
    ("bank", EntityKind::Organisation),
    ("battle", EntityKind::Event),
    ("bay", EntityKind::Place),
    ("biennale", EntityKind::Event),
    ("board", EntityKind::Organisation),
    ("boulevard", EntityKind::Place),
    ("bureau", EntityKind::Organisation),
    ("cabinet", EntityKind::Organisation),
    ("campaign", EntityKind::Programme),
    ("center", EntityKind::Organisation),
    ("chamber", EntityKind::Organisation),
    ("championship", EntityKind::Event),
    ("charter", EntityKind::Law),
    ("church", EntityKind::Organisation),
    ("city", EntityKind::Place),
    ("club", EntityKind::Organisation),
    ("co", EntityKind::Organisation),
    ("coalition", EntityKind::Organisation),
    ("code", EntityKind::Law),
    ("college", EntityKind::Organisation),
    ("commission", EntityKind::Organisation),
    ("commissioner", EntityKind::Organisation),
    ("committee", EntityKind::Organisation),
    ("community", EntityKind::Organisation),
    ("compact", EntityKind::Law),
    ("company", EntityKind::Organisation),
    ("confederation", EntityKind::Organisation),
    ("conference", EntityKind::Event),
    ("congress", EntityKind::Event),
    ("consortium", EntityKind::Organisation),
    ("constitution", EntityKind::Law),
    ("convention", EntityKind::Law),
    ("cooperation", EntityKind::Unknown),
    ("corp", EntityKind::Organisation),
    ("corporation", EntityKind::Organisation),
    ("council", EntityKind::Organisation),
    ("county", EntityKind::Place),
    ("court", EntityKind::Organisation),
    ("covenant", EntityKind::Law),
    ("cup", EntityKind::Event),
    ("day", EntityKind::Event),
    ("decade", EntityKind::Event),
    ("declaration", EntityKind::Law),
    ("decree", EntityKind::Law),
    ("delegation", EntityKind::Organisation),
    ("department", EntityKind::Organisation),
    ("desert", EntityKind::Place),
    ("directive", EntityKind::Law),
    ("directorate", EntityKind::Organisation),
    ("district", EntityKind::Place),
    ("division", EntityKind::Organisation),
    ("earthquake", EntityKind::Event),
    ("embassy", EntityKind::Organisation),
    ("expo", EntityKind::Event),
    ("facility", EntityKind::Programme),
    ("faculty", EntityKind::Organisation),
    ("federation", EntityKind::Organisation),
    ("festival", EntityKind::Event),
    ("force", EntityKind::Organisation),
    ("forum", EntityKind::Event),
    ("foundation", EntityKind::Organisation),
    ("framework", EntityKind::Programme),
    ("fund", EntityKind::Organisation),
    ("game", EntityKind::Event),
    ("gazette", EntityKind::Organisation),
    ("gmbh", EntityKind::Organisation),
    ("goal", EntityKind::Programme),
    ("government", EntityKind::Organisation),
    ("group", EntityKind::Organisation),
    ("guard", EntityKind::Organisation),
    ("herald", EntityKind::Organisation),
    ("hospital", EntityKind::Organisation),
    ("inc", EntityKind::Organisation),
    ("initiative", EntityKind::Programme),
    ("institute", EntityKind::Organisation),
    ("institution", EntityKind::Organisation),
    ("island", EntityKind::Place),
    ("kingdom", EntityKind::Place),
    ("laboratory", EntityKind::Organisation),
    ("lake", EntityKind::Place),
    ("law", EntityKind::Law),
    ("league", EntityKind::Organisation),
    ("llc", EntityKind::Organisation),
    ("ltd", EntityKind::Organisation),
    ("massacre", EntityKind::Event),
    ("mechanism", EntityKind::Organisation),
    ("ministry", EntityKind::Organisation),
    ("mission", EntityKind::Organisation),
    ("mountain", EntityKind::Place),
    ("movement", EntityKind::Organisation),
    ("municipality", EntityKind::Place),
    ("museum", EntityKind::Organisation),
    ("network", EntityKind::Organisation),
    ("observatory", EntityKind::Organisation),
    ("ocean", EntityKind::Place),
    ("office", EntityKind::Organisation),
    ("olympic", EntityKind::Event),
    ("operation", EntityKind::Event),
    ("orchestra", EntityKind::Organisation),
    ("organization", EntityKind::Organisation),
    ("parliament", EntityKind::Organisation),
    ("partnership", EntityKind::Organisation),
    ("party", EntityKind::Organisation),
    ("peninsula", EntityKind::Place),
    ("plan", EntityKind::Programme),
    ("plateau", EntityKind::Place),
    ("platform", EntityKind::Organisation),
    ("plc", EntityKind::Organisation),
    ("police", EntityKind::Organisation),
    ("prize", EntityKind::Event),
    ("process", EntityKind::Programme),
    ("program", EntityKind::Programme),
    ("project", EntityKind::Programme),
    ("protocol", EntityKind::Law),
    ("province", EntityKind::Place),
    ("region", EntityKind::Place),
    ("regulation", EntityKind::Law),
    ("republic", EntityKind::Place),
    ("resolution", EntityKind::Law),
    ("river", EntityKind::Place),
    ("scheme", EntityKind::Programme),
    ("school", EntityKind::Organisation),
    ("sea", EntityKind::Place),
    ("secretariat", EntityKind::Organisation),
    ("senate", EntityKind::Organisation),
    ("service", EntityKind::Organisation),
    ("session", EntityKind::Event),
    ("siege", EntityKind::Event),
    ("society", EntityKind::Organisation),
    ("statute", EntityKind::Law),
    ("strait", EntityKind::Place),
    ("strategy", EntityKind::Programme),
    ("street", EntityKind::Place),
    ("summit", EntityKind::Event),
    ("symposium", EntityKind::Event),
    ("team", EntityKind::Organisation),
    ("treaty", EntityKind::Law),
    ("tribunal", EntityKind::Organisation),
    ("tribune", EntityKind::Organisation),
    ("trust", EntityKind::Organisation),
    ("union", EntityKind::Organisation),
    ("unit", EntityKind::Organisation),
    ("university", EntityKind::Organisation),
    ("uprising", EntityKind::Event),
    ("valley", EntityKind::Place),
    ("village", EntityKind::Place),
    ("war", EntityKind::Event),
    ("week", EntityKind::Event),
    ("workshop", EntityKind::Event),
    ("year", EntityKind::Event),
];

/// The kind that a head word (any case, number and spelling) shows; `None` where it heads no kind of name.
pub(super) fn of_head(word: &str) -> Option<EntityKind> {
    let mut buffer = [0_u8; 24];
    let bytes = word.as_bytes();
    let low = buffer.get_mut(..bytes.len())?;
    low.copy_from_slice(bytes);
    low.make_ascii_lowercase();
    let low = std::str::from_utf8(low).ok()?;
    look_up(low).or_else(|| singular(low).and_then(look_up)).or(match low {
        "societies" => Some(EntityKind::Organisation),
        "agencies" | "authorities" | "ministries" | "communities" => Some(EntityKind::Organisation),
        "countries" | "cities" | "counties" => Some(EntityKind::Place),
        "treaties" | "strategies" => Some(EntityKind::Law),
        _ => None,
    })
}

fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s')
}

fn look_up(word: &str) -> Option<EntityKind> {
    let standard = match word {
        "centre" => "center",
        "programme" => "program",
        "organisation" => "organization",
        "co-operation" => "cooperation",
        other => other,
    };
    HEADS
        .binary_search_by_key(&standard, |(head, _)| head)
        .ok()
        .and_then(|at| HEADS.get(at))
        .map(|(_, kind)| *kind)
}

/// The kind of a whole name. The head of "Ministry of Justice" stands before the preposition, that of "World Food Programme" last.
pub(super) fn of_name(name: &str) -> EntityKind {
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect();
    let joint = words.iter().position(|word| {
        matches!(
            *word,
            "of" | "for"
                | "on"
                | "against"
                | "to"
                | "in"
                | "de"
                | "des"
                | "du"
                | "relating"
                | "concerning"
                | "regarding"
                | "between"
        )
    });
    let head = match joint {
        Some(at) => at.checked_sub(1).and_then(|at| words.get(at)),
        None => words.last(),
    };
    if is_known_place(name) {
        return EntityKind::Place;
    }
    let united_nations =
        words.first().is_some_and(|first| *first == "UN") || name.starts_with("United Nations");
    match head.and_then(|head| of_head(head)) {
        // The UN's programmes are agencies: the Development, Environment and Food Programme.
        Some(EntityKind::Programme) if (united_nations || name.starts_with("World ")) && is_program(head) => {
            EntityKind::Organisation
        }
        Some(kind) => kind,
        // "Amnesty International"
        None if joint.is_none() && words.len() > 1 && words.last() == Some(&"International") => {
            EntityKind::Organisation
        }
        None if is_office_name(&words, joint.unwrap_or(words.len())) => EntityKind::Person,
        None if words.len() > 1 && words.last().is_some_and(|last| is_roman(last)) => {
            of_name(name.rsplit_once(' ').map_or("", |(before, _)| before))
        }
        None if words.len() > 1 && matches!(words.last(), Some(&"Times")) => EntityKind::Organisation,
        None if company::without_legal_form(name).is_some() => EntityKind::Organisation,
        None if words.first().is_some_and(|first| of_head(first) == Some(EntityKind::Place)) => {
            EntityKind::Place
        }
        None if words.len() > 1 => words.first().map_or(EntityKind::Unknown, |first| of_first(first)),
        None => EntityKind::Unknown,
    }
}

/// Words that stand first in a name and tell its kind: "Mount Elgon", "Typhoon Haiyan".
fn of_first(word: &str) -> EntityKind {
    match word {
        "Mount" | "Cape" | "Fort" | "Gulf" => EntityKind::Place,
        "Hurricane" | "Typhoon" | "Cyclone" | "Storm" | "Operation" => EntityKind::Event,
        _ => EntityKind::Unknown,
    }
}

/// "Executive Director of …", "UN Secretary-General": whoever holds the office. `end`: the words behind are its complement.
fn is_office_name(words: &[&str], end: usize) -> bool {
    let Some(head) = end.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let before = end.checked_sub(2).and_then(|at| words.get(at));
    words.len() > 1
        && (title::is_title(head) || *head == "General" && before.is_some_and(|word| title::is_title(word)))
}

fn is_program(head: Option<&&str>) -> bool {
    head.is_some_and(|head| head.to_ascii_lowercase().starts_with("program"))
}

/// Well-known organisations that texts name by their short forms alone.
const KNOWN_ORGANISATIONS: &[&str] = &[
    "ADB", "AU", "ASEAN", "BRICS", "CERN", "CIA", "CIS", "ECB", "ECHR", "ECO", "ECOWAS", "EBRD", "ECOSOC",
    "EU", "FAO", "FBI", "FIFA", "G20", "G7", "G77", "IAEA", "ICC", "ICESCO", "ICJ", "ICRC", "IFAD", "IFC",
    "IFRC", "ILO", "IMF", "IMO", "INTERPOL", "IOC", "IOM", "IPCC", "ITU", "MSF", "NATO", "OAS", "OAU",
    "OCHA", "OECD", "OHCHR", "OIC", "OPEC", "OSCE", "UN", "UNAIDS", "UNCTAD", "UNDP", "UNECE", "UNEP",
    "UNESCO", "UNFPA", "UNHCR", "UNICEF", "UNIDO", "UNODC", "UNRWA", "UNWTO", "UPU", "USAID", "WFP", "WHO",
    "WIPO", "WMO", "WTO",
];

/// Well-known organisations whose names hold no word that says so.
const KNOWN_NAMES: &[&str] = &[
    "Al Jazeera",
    "Doctors Without Borders",
    "Greenpeace",
    "Human Rights Watch",
    "Islamic Relief",
    "Médecins Sans Frontières",
    "Mercy Corps",
    "Oxfam",
    "Reporters Without Borders",
    "Reuters",
    "World Vision",
];

/// Whether `name` is that of a well-known organisation, as these are called: most by their short forms.
pub(super) fn is_known_organisation(name: &str) -> bool {
    KNOWN_ORGANISATIONS.contains(&name) || KNOWN_NAMES.contains(&name)
}

/// "COP29": a conference of the parties by its number.
pub(super) fn is_numbered_conference(short: &str) -> bool {
    let number = short.strip_prefix("COP").unwrap_or("").trim_start_matches([' ', '-']);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the world's well-known places hold `name` (any case); peoples and languages are none.
pub(super) fn is_known_place(name: &str) -> bool {
    let low = name.to_lowercase();
    is_country(name) || (is_place(&low) && !people::is_people(&low))
}

pub(super) fn is_place(low: &str) -> bool {
    words::word_id(low).is_some_and(words::is_place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(HEADS.is_sorted_by_key(|(head, _)| *head));
    }

    #[test]
    fn conferences_by_their_number() {
        assert!(["COP29", "COP 29", "COP-3"].iter().all(|name| is_numbered_conference(name)));
        assert!(["COP", "COPS", "COP29a", "CO29", ""].iter().all(|name| !is_numbered_conference(name)));
    }

    #[test]
    fn kinds_of_names() {
        let cases = [
            ("Ministry of Water", EntityKind::Organisation),
            ("World Food Programme", EntityKind::Organisation),
            ("UN Development Program", EntityKind::Organisation),
            ("Clean Rivers Programme", EntityKind::Programme),
            ("Convention on the Rights of the Child", EntityKind::Law),
            ("World Habitat Day", EntityKind::Event),
            ("Lake Victoria", EntityKind::Place),
            ("Shusha City", EntityKind::Place),
            ("Hope Street", EntityKind::Place),
            ("Mount Elgon", EntityKind::Place),
            ("Typhoon Odette", EntityKind::Event),
            ("Battle of the Lakes", EntityKind::Event),
            ("Lake War II", EntityKind::Event),
            ("Charles III", EntityKind::Unknown),
            ("The Osh Times", EntityKind::Organisation),
            ("Rivers & Lakes Ltd", EntityKind::Organisation),
            ("Street Children Fund", EntityKind::Organisation),
            (
                "International Federation of the Red Cross and Red Crescent Societies",
                EntityKind::Organisation,
            ),
            ("Baku", EntityKind::Place),
            ("Azerbaijan", EntityKind::Place),
            ("Sudan", EntityKind::Place),
            ("Azerbaijani", EntityKind::Unknown),
            ("European", EntityKind::Unknown),
            ("German", EntityKind::Unknown),
            ("Jane Doe", EntityKind::Unknown),
            ("Executive Director of the Lake Fund", EntityKind::Person),
            ("UN Secretary-General", EntityKind::Person),
            ("Office of the Secretary-General", EntityKind::Organisation),
            ("Special Rapporteur on Rivers", EntityKind::Person),
            ("Convention relating to the Status of Rivers", EntityKind::Law),
            ("Agreement between Lakeland and Riverland", EntityKind::Law),
            ("Clean Lakes International", EntityKind::Organisation),
            ("International", EntityKind::Unknown),
        ];
        for (name, kind) in cases {
            assert_eq!(of_name(name), kind, "{name}");
        }
    }
}
