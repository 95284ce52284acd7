//! Makes a true statement out of a true sentence by saying the same in other words.
//! It must not know how Factmark checks: every change is one that a writer would make without a thought.

use factmark_core::analysis::Analysis;

use super::{Case, Family};

/// Words that may stand for each other anywhere in the samples.
const SAME: [(&str, &str); 44] = [
    ("more than ", "over "),
    ("Nearly four thousand", "Almost 4,000"),
    ("nearly ", "almost "),
    ("34 500", "34,500"),
    ("34 500", "34.5 thousand"),
    ("$ 10 million", "$10 million"),
    ("$ 10 million", "US$ 10,000,000"),
    ("$754,570", "about $755,000"),
    ("$754,570", "US$ 754 570"),
    ("23 local NGOs", "twenty-three local NGOs"),
    ("17 Youth", "seventeen Youth"),
    ("59 Conventions", "fifty-nine Conventions"),
    ("six burial sites", "6 burial sites"),
    ("3 main areas", "three main areas"),
    ("three areas", "3 areas"),
    ("three decades", "30 years"),
    ("30 years", "three decades"),
    ("one million", "1 million"),
    ("one million", "a million"),
    ("25-27 April 2016", "April 2016"),
    ("25-27 April 2016", "25 to 27 April 2016"),
    ("4-5 October 2021", "October 2021"),
    ("4-5 October 2021", "4 and 5 October 2021"),
    ("September 18, 2023", "18 September 2023"),
    ("September 18, 2023", "18 Sept. 2023"),
    ("May of 2023", "May 2023"),
    ("November of 2022", "November 2022"),
    ("November of 2022", "late 2022"),
    ("July of 2022", "July 2022"),
    ("July of 2023", "mid-2023"),
    ("December of 2020", "December 2020"),
    ("2022-2027 years", "the years 2022 to 2027"),
    ("2017-2030", "2017\u{2013}2030"),
    ("2022-2025", "2022\u{2013}2025"),
    ("7th Global Forum", "seventh Global Forum"),
    ("organisation", "organization"),
    ("organization", "organisation"),
    ("Organisation", "Organization"),
    ("programme", "program"),
    ("Program ", "Programme "),
    ("the Republic of Azerbaijan", "Azerbaijan"),
    ("United Nations ", "UN "),
    ("our country", "Azerbaijan"),
    ("Since 20", "From 20"),
];

const OPENINGS: [&str; 5] =
    ["It should be recalled that ", "In addition, ", "The page says that ", "As is known, ", "Moreover, "];

/// Every rewording of one sentence of `text`, and merged neighbours.
pub fn rewordings(text: &str, analysis: &Analysis) -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let words = sentence.span.of(text);
        let before = super::before(text, analysis, sentence);
        let mut add = |changed: String| {
            if changed != words {
                cases.push(Case { family: Family::Reworded, text: changed, before: before.clone() });
            }
        };
        for (from, to) in SAME.iter().filter(|(from, _)| words.contains(from)) {
            add(words.replacen(from, to, 1));
        }
        let opening = OPENINGS.get(index % OPENINGS.len()).copied().unwrap_or("");
        add(format!("{opening}{words}"));
        if let Some(short) = without_last_clause(words) {
            add(short);
        }
        let next = analysis.sentences.get(index + 1).filter(|next| next.block == sentence.block);
        if let Some(next) = next.filter(|_| index % 3 == 0) {
            add(format!("{}; {}", words.trim_end_matches('.'), next.span.of(text)));
        }
    }
    cases
}

/// "A, which has done B, does C." without what stands behind its last comma, where enough is left to be a sentence.
fn without_last_clause(words: &str) -> Option<String> {
    let (head, tail) = words.rsplit_once(", ")?;
    let verbless =
        ![" is ", " are ", " has ", " have ", " was ", " were "].iter().any(|verb| head.contains(verb));
    if verbless || tail.split(' ').count() < 4 || head.split(' ').count() < 8 {
        return None;
    }
    Some(format!("{head}."))
}
