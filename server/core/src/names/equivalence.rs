//! When two wordings are one name: spelling, case, articles, plurals, "UN" for "United Nations". Only what is left is a real difference.
//! It must not know short forms or documents: it compares two strings.

use crate::text::fold;

/// Whether two long forms are the same name: "UN Development Program" and "United Nations Development Programme" are.
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || key(a) == key(b)
}

/// What two wordings of one name share: words in a standard spelling, in their order, one space between them.
/// Equal keys mean equal names.
pub fn key(name: &str) -> String {
    let folded = fold(name).text;
    let mut words: Vec<String> = Vec::new();
    for raw in folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '&' | '.'))) {
        push_word(raw, &mut words);
    }
    let lead = words.iter().take_while(|word| matches!(word.as_str(), "the" | "a" | "an")).count();
    words.drain(..lead.min(words.len().saturating_sub(1)));
    words.retain(|word| word != "the");
    words.join(" ")
}

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
        _ => words.push(standard_spelling(word)),
    }
}

/// One spelling for the pairs of British and American English, and the singular without possessive.
pub fn standard_spelling(word: &str) -> String {
    let singular = singular(word.strip_suffix("'s").unwrap_or(word).replace(['\'', '.'], ""));
    for (british, standard) in WHOLE {
        if singular == *british {
            return (*standard).to_owned();
        }
    }
    for (british, standard) in INSIDE {
        if let Some(at) = singular.find(british)
            && at > 0
        {
            return singular.replacen(british, standard, 1);
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
    ("centre", "center"),
    ("theatre", "theater"),
    ("fibre", "fiber"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("colour", "color"),
    ("honour", "honor"),
    ("harbour", "harbor"),
    ("neighbour", "neighbor"),
    ("neighbourhood", "neighborhood"),
    ("favour", "favor"),
    ("behaviour", "behavior"),
    ("endeavour", "endeavor"),
    ("armour", "armor"),
    ("dialogue", "dialog"),
    ("catalogue", "catalog"),
    ("aluminium", "aluminum"),
    ("plough", "plow"),
    ("enquiry", "inquiry"),
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("people", "person"),
    ("azerbaidjan", "azerbaijan"),
    ("paediatric", "pediatric"),
    ("anaemia", "anemia"),
    ("organisational", "organizational"),
];

/// Parts of words: "-isation", "-ising", "-ise" and their kin, never at the start of a word.
const INSIDE: &[(&str, &str)] =
    &[("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("yse", "yze")];

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

/// Other spellings of `name` (folded) under which it is looked for: -is-/-iz-, programme/program, UN/United Nations. At most a dozen.
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
        ];
        for (a, b) in same {
            assert!(same_name(a, b), "{a} / {b}: {} / {}", key(a), key(b));
        }
    }

    #[test]
    fn different_names_stay_different() {
        let different = [
            ("International Commission on Missing Persons", "International Centre for Missing Persons"),
            ("World Food Programme", "World Food Prize"),
            ("Bank for Reconstruction", "Bank for Development"),
            ("Union of Republics", "United Republics"),
            ("Ministry of Health", "Ministry of Wealth"),
        ];
        for (a, b) in different {
            assert!(!same_name(a, b), "{a} / {b}");
        }
    }
}
