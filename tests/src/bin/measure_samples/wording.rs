//! Makes statements whose words are wrong although each value is right: quotations changed by a word, parts that do not make
//! their whole; and the same statements without the mistake.
//! It must not know how Factmark checks.

use factmark_core::analysis::Analysis;

use super::{Case, Family};

/// Words of a sentence that is quoted.
const QUOTED_WORDS: std::ops::Range<usize> = 8..40;

/// Quotations of every sentence that has no quotation itself: faithful, changed, shortened.
pub fn quotations(text: &str, analysis: &Analysis) -> Vec<Case> {
    let mut cases = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let words: Vec<&str> = sentence.span.of(text).trim_end_matches('.').split_whitespace().collect();
        let quoted = sentence.span.of(text).contains(['“', '”', '"']);
        if quoted || !QUOTED_WORDS.contains(&words.len()) {
            continue;
        }
        let mut add = |family, quotation: String| {
            let text = match number % 3 {
                0 => format!("The page says that “{quotation}”."),
                1 => format!("“{quotation}”, the page says."),
                _ => format!("According to the page, \"{quotation}\"."),
            };
            cases.push(Case { family, before: String::new(), text });
        };
        let middle = words.len() / 2;
        add(Family::QuotedTrue, words.join(" "));
        // Left out of a faithful quotation is never what denies the rest.
        let denies =
            words.get(middle).is_some_and(|word| matches!(*word, "without" | "not" | "no" | "never"));
        if !denies {
            add(Family::QuotedTrue, without(&words, middle, "…"));
        }
        add(Family::QuotedTrue, words.get(..middle + 2).unwrap_or_default().join(" "));
        add(Family::Quotation, without(&words, middle, "wooden"));
        add(Family::Quotation, without(&words, middle, ""));
        let longer: Vec<&str> = words
            .iter()
            .take(middle)
            .chain(&["evidently"])
            .chain(words.iter().skip(middle))
            .copied()
            .collect();
        add(Family::Quotation, longer.join(" "));
    }
    cases
}

/// The words with `other` in the place of one of them.
fn without(words: &[&str], at: usize, other: &str) -> String {
    let kept = words.iter().enumerate().map(|(place, word)| if place == at { other } else { word });
    kept.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Parts and their whole, right and wrong.
pub fn totals() -> Vec<Case> {
    let mut cases = Vec::new();
    for (a, b) in [(20, 12), (7, 31), (114, 60), (5, 9), (48, 52), (250, 750)] {
        let total = a + b;
        for (family, total) in
            [(Family::TotalTrue, total), (Family::Total, total + 2), (Family::Total, total - 1)]
        {
            let mut add = |text: String| cases.push(Case { family, before: String::new(), text });
            add(format!("The camp took in {total} people ({a} men and {b} women)."));
            add(format!("The school has {total} pupils, of whom {a} are boys and {b} are girls."));
            add(format!("The storm sank {a} ferries and {b} tugs, {total} ships in total."));
            add(format!("The fund bought a total of {total} boats: {a} ferries and {b} tugs."));
        }
        let share = (f64::from(a) * 100.0 / f64::from(total)).round() as i32;
        for (family, share) in [(Family::TotalTrue, share), (Family::Total, share + 4)] {
            let text = format!("In the survey {a} of the {total} schools ({share} %) had no roof.");
            cases.push(Case { family, before: String::new(), text });
        }
    }
    cases
}
