//! When two wordings are one name: spelling, case, articles, plurals, "UN" for "United Nations". Only what is left is a real difference.
//! It must not know short forms or documents: it compares two strings.

use crate::names::country::is_country;
use crate::names::people;
use crate::text::fold;

/// Whether two long forms are the same name: "UN Development Program" and "United Nations Development Programme" are.
pub fn same_name(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (one, other) = (key(a), key(b));
    one == other || turned(a).is_some_and(|one| one == other) || turned(b).is_some_and(|other| one == other)
}

/// What two wordings of one name share: words in a standard spelling, in their order, one space between them.
/// "of", "for" and "on" count as one word. Equal keys mean equal names.
pub fn key(name: &str) -> String {
    joined(&spelt(name))
}

/// The key of the other order of a name of two parts: "Executive Committee of UNHCR" is the "UNHCR Executive Committee".
/// `None` where the parts are not two, or the order tells two things apart (the universities of York).
pub(super) fn turned(name: &str) -> Option<String> {
    // Most names have no "of": they need no spelling. What folds to other letters is spelt first.
    if name.is_ascii()
        && !name.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("of"))
    {
        return None;
    }
    let words = spelt(name);
    let united = usize::from(words.starts_with(&["united".to_owned(), "nation".to_owned()])) * 2;
    let rest = words.get(united..)?;
    let mut links = rest.iter().enumerate().filter(|(_, word)| is_link(word));
    let (at, link) = links.next()?;
    // "Delegation of the European Union to Chad" is the "EU Delegation to Chad".
    let place = links.next();
    let posted = place.is_none_or(|(_, word)| matches!(word.as_str(), "to" | "in"));
    if !posted || links.next().is_some() || link != "of" {
        return None;
    }
    let end = place.map_or(rest.len(), |(at, _)| at);
    let (head, tail, behind) = (rest.get(..at)?, rest.get(at + 1..end)?, rest.get(end..)?);
    let ordered = ["university", "college", "school", "bank", "house", "state", "republic", "day", "year"];
    if tail.is_empty() || ordered.contains(&head.last()?.as_str()) {
        return None;
    }
    let parts = [words.get(..united)?, tail, head, behind];
    Some(joined(&parts.concat()))
}

fn is_link(word: &str) -> bool {
    matches!(word, "of" | "for" | "on" | "in" | "to" | "against" | "with" | "by" | "at")
}

fn joined(words: &[String]) -> String {
    let standard =
        |word: &String| if matches!(word.as_str(), "for" | "on") { "of".to_owned() } else { word.clone() };
    words.iter().map(standard).collect::<Vec<_>>().join(" ")
}

/// The words of a name in a standard spelling, without articles.
///
/// Spelling one word can make another that has a spelling of its own ("c'o" is "co", which joins the next word), so a
/// name is spelt until nothing changes: a key's own key is the key.
fn spelt(name: &str) -> Vec<String> {
    let folded = fold(name).text;
    let mut words = spelt_once(&folded);
    let mut before = folded;
    for _ in 0..SPELLINGS {
        let joined = words.join(" ");
        // A name that is spelt as it stood is settled; small letters of ASCII fold to themselves.
        if joined == before {
            break;
        }
        words = if joined.is_ascii() { spelt_once(&joined) } else { spelt_once(&fold(&joined).text) };
        before = joined;
    }
    words
}

/// More rounds than any name needs; each round that changes something leaves fewer letters or words, or lengthens a
/// short form that no round makes again.
const SPELLINGS: usize = 64;

/// [`spelt`], one round of it.
fn spelt_once(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut prefix = "";
    for raw in folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '&' | '.'))) {
        if !prefix.is_empty() && !raw.is_empty() {
            push_word(&format!("{prefix}{raw}"), &mut words);
            prefix = "";
        } else if PREFIXES.contains(&raw) {
            prefix = raw;
        } else {
            push_word(raw, &mut words);
        }
    }
    push_word(prefix, &mut words);
    let lead = words.iter().take_while(|word| matches!(word.as_str(), "the" | "a" | "an")).count();
    words.drain(..lead.min(words.len().saturating_sub(1)));
    words.retain(|word| word != "the");
    words
}

/// What is written together, apart or with a hyphen: "cooperation", "co-operation", "Non-Aligned", "Non Aligned".
const PREFIXES: [&str; 7] = ["anti", "co", "inter", "multi", "non", "semi", "sub"];

/// [`key`] without "United Nations" in front: "Office for the Coordination …" is the UN's, said or not.
pub fn core_key(key: &str) -> &str {
    key.strip_prefix("united nation ").unwrap_or(key)
}

fn push_word(raw: &str, words: &mut Vec<String>) {
    let word = raw.trim_matches(|c| matches!(c, '\'' | '.'));
    match word {
        "" => {}
        "&" => words.push("and".to_owned()),
        "un" | "u.n" => words.extend(["united".to_owned(), "nation".to_owned()]),
        "us" | "u.s" => words.extend(["united".to_owned(), "state".to_owned()]),
        "eu" | "e.u" => words.extend(["european".to_owned(), "union".to_owned()]),
        "intl" | "int'l" => words.push("international".to_owned()),
        "dept" => words.push("department".to_owned()),
        "govt" | "gov't" => words.push("government".to_owned()),
        _ => match numbered(word) {
            Some((letters, number)) => {
                push_word(letters, words);
                words.push(number.to_owned());
            }
            None => words.push(standard_spelling(word)),
        },
    }
}

/// "COP29" is "COP 29" and "COP-29": letters, then digits.
fn numbered(word: &str) -> Option<(&str, &str)> {
    let (letters, number) = word.split_at(word.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?);
    let plain = letters.chars().all(char::is_alphabetic) && number.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some((letters, number))
}

/// One spelling for the pairs of British and American English, and the singular without possessive.
pub fn standard_spelling(word: &str) -> String {
    let stem = word.strip_suffix("'s").unwrap_or(word);
    let plain = if stem.contains(['\'', '.']) { stem.replace(['\'', '.'], "") } else { stem.to_owned() };
    let singular = singular(plain);
    for (british, standard) in WHOLE {
        if singular == *british {
            return (*standard).to_owned();
        }
    }
    // Every part below holds one of these: most words hold none, and are searched once instead of for each part.
    let inside = singular
        .as_bytes()
        .windows(3)
        .any(|three| matches!(three, b"isa" | b"isi" | b"ise" | b"yse" | b"aem" | b"pae" | b"our"));
    for (british, standard) in INSIDE.iter().filter(|_| inside) {
        if let Some(at) = singular.find(british)
            && at > 0
        {
            return singular.replacen(british, standard, 1);
        }
    }
    for (british, standard) in ENDINGS {
        if let Some(stem) = singular.strip_suffix(british)
            && stem.len() > 2
        {
            return format!("{stem}{standard}");
        }
    }
    for (british, standard) in STARTS {
        if let Some(rest) = singular.strip_prefix(british) {
            return format!("{standard}{rest}");
        }
    }
    singular
}

/// Words that differ as a whole.
const WHOLE: &[(&str, &str)] = &[
    ("programme", "program"),
    ("labour", "labor"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("practise", "practice"),
    ("grey", "gray"),
    ("aluminium", "aluminum"),
    ("plough", "plow"),
    ("enquiry", "inquiry"),
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("people", "person"),
    ("azerbaidjan", "azerbaijan"),
    ("saint", "st"),
    ("tajikstan", "tajikistan"),
    ("kirghizstan", "kyrgyzstan"),
    ("kyrgizstan", "kyrgyzstan"),
    ("rumania", "romania"),
];

/// Parts of words: "-isation", "-ising", "-ise" and their kin, never at the start of a word.
const INSIDE: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("yse", "yze"),
    ("aemi", "emi"),
    ("paed", "ped"),
    ("oural", "oral"),
    ("oured", "ored"),
    ("ourer", "orer"),
    ("ourful", "orful"),
    ("ourite", "orite"),
    ("ourhood", "orhood"),
    ("ourable", "orable"),
    ("ouring", "oring"),
];

/// Ends of words. A word that both spellings share changes alike on both sides, which does no harm.
const ENDINGS: &[(&str, &str)] =
    &[("our", "or"), ("tre", "ter"), ("ogue", "og"), ("ise", "ize"), ("elling", "eling"), ("elled", "eled")];

/// Starts of words.
const STARTS: &[(&str, &str)] = &[("paed", "ped"), ("haem", "hem"), ("oesoph", "esoph"), ("foet", "fet")];

/// The singular of a noun in -s: "nations", "agencies", "countries"; never of "process" or "status".
fn singular(word: String) -> String {
    if word.len() <= 3
        || !word.ends_with('s')
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
    {
        return word;
    }
    if let Some(stem) = word.strip_suffix("ies")
        && stem.len() > 2
    {
        return format!("{stem}y");
    }
    let sibilant = ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending));
    let cut = if sibilant { 2 } else { 1 };
    word.get(..word.len() - cut).map(str::to_owned).unwrap_or(word)
}

/// Other spellings of `name` (folded) under which it is looked for: -is-/-iz-, programme/program, UN/United Nations, "Kenyan government". At most a dozen.
pub(super) fn spellings(folded: &str) -> Vec<String> {
    let mut all = vec![folded.to_owned()];
    for (a, b) in [
        ("isation", "ization"),
        ("ised ", "ized "),
        ("ising ", "izing "),
        ("programme", "program"),
        ("labour", "labor"),
        ("centre", "center"),
        ("defence", "defense"),
        (" and ", " & "),
    ] {
        let swapped = if folded.contains(a) {
            Some((a, b))
        } else if folded.contains(b) {
            Some((b, a))
        } else {
            None
        };
        let Some((from, to)) = swapped else { continue };
        if all.len() > 4 {
            break;
        }
        let more: Vec<String> = all.iter().map(|one| one.replace(from, to)).collect();
        all.extend(more);
    }
    if let Some(country) = folded.strip_prefix("government of ") {
        let country = country.strip_prefix("the ").unwrap_or(country);
        if is_country(country) {
            let words = people::adjectives_of(country).into_iter().chain([country.to_owned()]);
            all.extend(words.map(|word| format!("{word} government")));
        }
    }
    let un: Vec<String> = all.iter().filter_map(|one| swapped_un(one)).collect();
    all.extend(un);
    all
}

fn swapped_un(folded: &str) -> Option<String> {
    if let Some(rest) = folded.strip_prefix("un ") {
        return Some(format!("united nations {rest}"));
    }
    folded.strip_prefix("united nations ").map(|rest| format!("un {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_name() {
        let same = [
            ("International Organisation for Migration", "International Organization for Migration"),
            ("UN Development Program", "United Nations Development Programme"),
            ("the United Nations High Commissioner for Refugees", "UN High Commissioner for Refugees"),
            (
                "United Nations International Children’s Emergency Fund",
                "UN International Childrens' Emergency Fund",
            ),
            ("Department of Peace & Security", "Department of Peace and Security"),
            ("Non-Aligned Movement", "Non Aligned Movement"),
            ("Medecins sans frontieres", "Médecins Sans Frontières"),
            ("International Labor Organization", "International Labour Organisation"),
            ("Ministries of Health", "Ministry of Health"),
            ("Centre for the Study of Rivers", "Center for Study of Rivers"),
            ("Sustainable Development Goals", "sustainable development goal"),
            ("Internal Displacement\nMonitoring Centre", "Internal Displacement Monitoring Centre"),
            ("Organisation for Economic Co-operation", "Organization for Economic Cooperation"),
            ("Non-Governmental Organisations", "Nongovernmental organization"),
            ("Executive Committee of UNHCR", "the UNHCR Executive Committee"),
            ("UN Office of Legal Affairs", "United Nations Legal Affairs Office"),
            ("Government of Azerbaijan", "Azerbaijan Government"),
            ("Office on Drugs and Crime", "Office for Drugs and Crime"),
            ("Human Rights Defenders’ Network", "Human Rights Defenders Network"),
            ("Children's Hospital for Haematology and Tumours", "Childrens Hospital for Hematology & Tumors"),
            ("Théâtre of the Harbours", "Theater of Harbors"),
            ("U.S. Agency for Counselling", "United States Agency for Counseling"),
            ("St. Mary Fund", "Saint Mary Fund"),
            ("the Office of the UN Resident Coordinator", "United Nations Resident Coordinator's Office"),
            ("U.N. Population Fund", "The United Nations Population Fund"),
            ("EU Delegation to Chad", "Delegation of the European Union to Chad"),
            ("Dept. of Peace Operations", "Department of Peace Operations"),
            ("Int'l Lake Society", "International Lake Society"),
            ("COP29", "COP 29"),
            ("COP-29", "COP 29"),
            ("G20", "G-20"),
            ("World Trade Organisation’s", "World Trade Organization"),
            ("women's rights organisations", "Women’s Rights Organization"),
            ("Programme for Behavioural Modelling", "Program for Behavioral Modeling"),
            ("Save  The\u{a0}Children", "Save the Children"),
            ("Red\u{2011}Lake Fund", "Red-Lake Fund"),
            ("Anti-Corruption Agency", "Anticorruption Agency"),
            ("Council of Ministers of Labour", "Council of Ministers of Labor"),
            ("Mine Action Service", "Mine-Action Service"),
            ("“Green Lakes” Programme", "Green Lakes Program"),
            ("AIDS", "Aids"),
            ("Ministry of Labour, Health and Defence", "Ministry of Labor, Health, and Defense"),
            ("Ligue pour la Santé", "Ligue pour la Sante"),
            ("EU Delegation to Chad in brief", "EU delegation to Chad in brief"),
        ];
        let wrong: Vec<String> = same
            .iter()
            .filter(|(a, b)| !same_name(a, b))
            .map(|(a, b)| format!("{a} / {b}: {} / {}", key(a), key(b)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_inner_part_is_found_by_its_first_letters() {
        for (british, standard) in INSIDE {
            assert_eq!(standard_spelling(&format!("bb{british}bb")), format!("bb{standard}bb"), "{british}");
        }
    }

    #[test]
    fn names_of_two_parts_turn_and_others_do_not() {
        assert_eq!(turned("Executive Committee OF UNHCR").as_deref(), Some("unhcr executive committee"));
        assert_eq!(turned("Comité of UNHCR").as_deref(), Some("unhcr comite"));
        assert_eq!(turned("World Food Programme"), None);
        assert_eq!(turned("Office for Africa"), None);
    }

    #[test]
    fn different_names_stay_different() {
        let different = [
            ("International Commission on Missing Persons", "International Centre for Missing Persons"),
            ("World Food Programme", "World Food Prize"),
            ("Bank for Reconstruction", "Bank for Development"),
            ("Union of Republics", "United Republics"),
            ("Ministry of Health", "Ministry of Wealth"),
            ("University of York", "York University"),
            ("Committee against Torture", "Committee on Torture"),
            ("Republic of the Congo", "Democratic Republic of the Congo"),
            ("Council of the European Union", "Council of Europe"),
            ("Red Cross Federation", "Red Crescent Federation"),
            ("First State Programme", "Second State Programme"),
            ("Regional Office for Africa", "Regional Office for Asia"),
            ("Convention on the Rights of the Child", "Committee on the Rights of the Child"),
            ("UN Women", "UN Volunteers"),
            ("Bank of Lakes", "Lakes Bank"),
            ("Ministry of Foreign Affairs", "Ministry of Foreign Trade"),
            (
                "International Organization for Migration",
                "International Centre for Migration Policy Development",
            ),
            ("United Nations Development Programme", "United Nations Environment Programme"),
            ("World Health Organization", "World Health Assembly"),
            ("Food and Agriculture Organization", "Food and Drug Administration"),
            ("Committee on Migration", "Committee on Migrants' Rights"),
            ("COP29", "COP28"),
            ("G20", "G7"),
            ("COP2", "COP29"),
            ("G77", "G7"),
            ("UN Security Council", "National Security Council"),
            ("United Nations Relief Agency", "United States Relief Agency"),
            ("European Union", "African Union"),
            ("Ministry of Justice", "Ministry of Justice and Human Rights"),
            ("Deputy Secretary-General", "Secretary-General"),
            ("Assistant High Commissioner", "High Commissioner"),
            ("North Lake Fund", "South Lake Fund"),
            ("International Federation of Rivers", "International Foundation of Rivers"),
            ("Protocol I", "Protocol II"),
            ("World War I", "World War II"),
            ("Central Bank", "Central Bank of Kenya"),
            ("Human Rights Council", "Human Rights Committee"),
            ("Fifth Committee", "Sixth Committee"),
            ("Press Institute", "Peace Institute"),
            ("Lake Statistics Office", "Lake Static Office"),
            ("Women's Fund", "Men's Fund"),
        ];
        let wrong: Vec<_> = different.iter().filter(|(a, b)| same_name(a, b)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
