//! F071: parts that do not add up to their whole, in one sentence of the draft.
//! It must not know sources: the draft contradicts itself.
//!
//! Only parts that exclude each other by their nouns (men and women), by "in total", or as a share of a stated whole are added up.

use rust_decimal::Decimal;

use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity};
use crate::claims::{Claim, Token, tokens_of};
use crate::text::Span;
use crate::values::{Kind, Operator, Value};

const CODE: Code = Code(71);

/// Words between a part and the noun that tells what it is a part of.
const NOUN_REACH: usize = 4;
/// Longest text in bytes between the parts of one list.
const LIST_GAP: usize = 60;

pub(in crate::check) fn finding(draft: &Draft<'_>, claim: &Claim) -> Option<Finding> {
    if claim.values.len() < 2 {
        return None;
    }
    let values: Vec<&Value> =
        claim.values.iter().filter_map(|claimed| draft.analysis.values.get(claimed.value as usize)).collect();
    let tokens = tokens_of(draft.text, claim.span);
    let sums = Sums { draft, claim, values, tokens };
    sums.share().or_else(|| sums.part_beyond()).or_else(|| sums.in_total()).or_else(|| sums.complements())
}

struct Sums<'s> {
    draft: &'s Draft<'s>,
    claim: &'s Claim,
    values: Vec<&'s Value>,
    tokens: Vec<Token<'s>>,
}

/// A plain number as stated: no "about", no bound.
fn exact(value: &Value) -> Option<Decimal> {
    let plain = value.operator == Operator::Equal && !value.weak;
    value.interval.stated().filter(|_| plain)
}

fn is_count(value: &Value) -> bool {
    value.kind == Kind::Number
}

impl Sums<'_> {
    fn gap(&self, from: &Value, to: &Value) -> String {
        let between = Span::new(from.span.end as usize, to.span.start as usize);
        between.of(self.draft.text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    }

    fn finding(&self, span: Span, focus: Span, message: String, fix: Option<Fix>) -> Finding {
        Finding {
            code: CODE,
            severity: Severity::Warning,
            span,
            claim: self.claim.span,
            message,
            evidence: vec![Evidence { source: None, sentence: self.claim.span, focus }],
            fixes: fix.into_iter().collect(),
        }
    }

    /// "12 of the 48 schools (30 %)".
    fn share(&self) -> Option<Finding> {
        self.values.windows(3).find_map(|three| {
            let [part, whole, percent] = three else { return None };
            let of = self.gap(part, whole);
            let of = of.strip_prefix("out ").unwrap_or(&of);
            let is_share = matches!(of, "of" | "of the" | "of all" | "of its" | "of their");
            let link = self.gap(whole, percent);
            let linked =
                (link.ends_with('(') || link.ends_with(", or") || link.ends_with("or")) && link.len() < 40;
            if !is_share || !linked || percent.kind != Kind::Percent || !is_count(part) || !is_count(whole) {
                return None;
            }
            let (a, b, stated) = (exact(part)?, exact(whole)?, percent.interval.stated()?);
            let real = (a * Decimal::ONE_HUNDRED).checked_div(b)?;
            let rounding = match percent.operator {
                Operator::Equal => Decimal::new(6, 1) / power_of_ten(stated.scale()),
                Operator::About | Operator::Nearly => Decimal::from(3),
                _ => return None,
            };
            if (real - stated).abs() <= rounding {
                return None;
            }
            let shown = real.round_dp(1).normalize();
            let message = format!(
                "The share does not fit: {} of {} is {shown} %, the draft says \"{}\"",
                part.core.of(self.draft.text),
                whole.core.of(self.draft.text),
                percent.span.of(self.draft.text)
            );
            Some(self.finding(percent.core, part.core.cover(whole.core), message, None))
        })
    }

    /// "12 schools, of which 15 …".
    fn part_beyond(&self) -> Option<Finding> {
        self.values.windows(2).find_map(|pair| {
            let [whole, part] = pair else { return None };
            let gap = self.gap(whole, part);
            let cue = ["of whom", "of which", "among them", "including"]
                .into_iter()
                .find(|cue| gap.ends_with(cue))?;
            if !is_count(whole) || !is_count(part) || gap.len() > LIST_GAP || gap.matches(',').count() > 1 {
                return None;
            }
            // "including" may open a list of other things than those counted: a part has their noun, or none.
            let head = |value: &Value| value.head.of(self.draft.text).to_lowercase();
            let same_noun = head(part) == head(whole) || part.head.is_empty();
            let (all, some) = (whole.interval.stated()?, exact(part)?);
            let bounded = matches!(
                whole.operator,
                Operator::Equal | Operator::About | Operator::AtMost | Operator::LessThan | Operator::Nearly
            );
            if cue == "including" && !same_noun || !bounded || some <= all + all / Decimal::from(20) {
                return None;
            }
            let message = format!(
                "A part larger than its whole: \"{}\" of \"{}\"",
                part.span.of(self.draft.text),
                whole.span.of(self.draft.text)
            );
            Some(self.finding(part.core, whole.core, message, None))
        })
    }

    /// "11 guards and six drivers, 18 in total", "a total of 18: 11 guards and six drivers".
    fn in_total(&self) -> Option<Finding> {
        let at = self.values.iter().position(|value| is_count(value) && self.says_total(value))?;
        let total = self.values.get(at)?;
        let before = self.list_before(at);
        let parts = if before.len() >= 2 { before } else { self.list_after(at) };
        self.compare(total, &parts)
    }

    fn says_total(&self, value: &Value) -> bool {
        let text = self.draft.text;
        let lead = Span { start: self.claim.span.start, end: value.span.start }.of(text).to_lowercase();
        let tail: String = Span { start: value.span.end, end: self.claim.span.end }
            .of(text)
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        let tail = tail.trim_end_matches(['.', ',', ';', ')']);
        let stated = lead.trim_end();
        stated.ends_with("a total of")
            || stated.ends_with("together")
            || ["in total", "in all", "altogether"].iter().any(|cue| tail.ends_with(cue))
    }

    /// Counts of one list that ends right before value `at`.
    fn list_before(&self, at: usize) -> Vec<&Value> {
        let mut parts: Vec<&Value> = Vec::new();
        let mut next = self.values.get(at).copied();
        for value in self.values.get(..at).unwrap_or(&[]).iter().rev() {
            let gap = next.map(|next| self.gap(value, next)).unwrap_or_default();
            let joined = if parts.is_empty() { gap.contains(',') || gap.contains('(') } else { joins(&gap) };
            if !is_count(value) || !joined || gap.len() > LIST_GAP {
                break;
            }
            parts.push(value);
            next = Some(value);
        }
        parts.reverse();
        parts
    }

    /// Counts of one list behind a colon or bracket after value `at`.
    fn list_after(&self, at: usize) -> Vec<&Value> {
        let mut parts: Vec<&Value> = Vec::new();
        let mut last = self.values.get(at).copied();
        for value in self.values.get(at + 1..).unwrap_or(&[]) {
            let gap = last.map(|last| self.gap(last, value)).unwrap_or_default();
            let joined = if parts.is_empty() {
                gap.ends_with(':') || gap.ends_with('(') || gap.ends_with('—')
            } else {
                joins(&gap)
            };
            if !is_count(value) || !joined || gap.len() > LIST_GAP {
                break;
            }
            parts.push(value);
            last = Some(value);
        }
        parts
    }

    /// "34 people (20 men and 12 women)", "34 people, of whom 20 are men and 12 women".
    fn complements(&self) -> Option<Finding> {
        (0..self.values.len().checked_sub(2)?).find_map(|at| {
            let total = self.values.get(at)?;
            let (a, b) = (self.values.get(at + 1)?, self.values.get(at + 2)?);
            let opens = self.gap(total, a);
            let opening = opens.ends_with('(')
                || opens.ends_with(':')
                || opens.ends_with("of whom")
                || opens.ends_with("of them");
            let percent = a.kind == Kind::Percent && b.kind == Kind::Percent;
            let counts = is_count(total) && is_count(a) && is_count(b);
            if !joins(&self.gap(a, b)) || !exclude_each_other(self.noun_after(a)?, self.noun_after(b)?) {
                return None;
            }
            if counts && opening && opens.len() <= LIST_GAP {
                return self.compare(total, &[a, b]);
            }
            if percent && opening { self.hundred(a, b) } else { None }
        })
    }

    /// "60 % men and 30 % women".
    fn hundred(&self, a: &Value, b: &Value) -> Option<Finding> {
        let sum = exact(a)? + exact(b)?;
        if (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::ONE {
            return None;
        }
        let text = self.draft.text;
        let message = format!(
            "The shares do not make up the whole: \"{}\" and \"{}\" make {sum} %",
            a.span.of(text),
            b.span.of(text)
        );
        Some(self.finding(b.core, a.core, message, None))
    }

    fn compare(&self, total: &Value, parts: &[&Value]) -> Option<Finding> {
        let stated = exact(total)?;
        let numbers: Vec<Decimal> = parts.iter().filter_map(|part| exact(part)).collect();
        let sum: Decimal = numbers.iter().sum();
        if numbers.len() < 2 || numbers.len() != parts.len() || sum == stated {
            return None;
        }
        let text = self.draft.text;
        let shown: Vec<&str> = parts.iter().map(|part| part.core.of(text)).collect();
        let (last, others) = shown.split_last()?;
        let own = total.core.of(text);
        let message = format!(
            "The parts do not add up: {} and {last} make {sum}, the draft says \"{own}\"",
            others.join(", ")
        );
        let digits = own.bytes().all(|byte| byte.is_ascii_digit());
        let fix = digits.then(|| Fix {
            title: format!("Replace \"{own}\" with \"{sum}\""),
            span: total.core,
            replacement: sum.to_string(),
        });
        Some(self.finding(total.core, parts.first()?.core.cover(parts.last()?.core), message, fix))
    }

    /// The first noun of the pairs that exclude each other behind a part.
    fn noun_after(&self, value: &Value) -> Option<&'static str> {
        let at = self.tokens.partition_point(|token| token.span.start < value.core.end);
        let near = self.tokens.get(at..)?.iter().take(NOUN_REACH);
        near.take_while(|token| !token.breaks).find_map(|token| side_of(&token.lower))
    }
}

fn power_of_ten(scale: u32) -> Decimal {
    (0..scale).fold(Decimal::ONE, |power, _| power * Decimal::TEN)
}

/// Whether a list goes on over this text: "guards and", "guards,".
fn joins(gap: &str) -> bool {
    let last = gap.rsplit([' ', ',']).next().unwrap_or("");
    (gap.ends_with("and") && last == "and" || gap.ends_with(',')) && !gap.contains(['.', ';', '(', ')'])
}

/// Nouns of which nobody bears both, by the side that they stand on.
const SIDES: [(&str, &str, u8); 12] = [
    ("men", "men", 0),
    ("women", "women", 0),
    ("boys", "boys", 1),
    ("girls", "girls", 1),
    ("male", "male", 2),
    ("female", "female", 2),
    ("males", "male", 2),
    ("females", "female", 2),
    ("adults", "adults", 3),
    ("children", "children", 3),
    ("civilians", "civilians", 4),
    ("soldiers", "soldiers", 4),
];

fn side_of(lower: &str) -> Option<&'static str> {
    SIDES.iter().find(|(word, ..)| *word == lower).map(|(_, side, _)| *side)
}

fn exclude_each_other(a: &str, b: &str) -> bool {
    let group = |side: &str| SIDES.iter().find(|(word, ..)| *word == side).map(|(.., group)| *group);
    a != b && group(a) == group(b)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    fn check(draft: &str) {
        check_fixture(&format!("--- source empty.txt\nA storm came.\n--- draft\n{draft}"));
    }

    #[test]
    fn parts_that_do_not_make_their_whole_are_flagged() {
        check("The camp took in 34 people (20 men and 12 women).\n                 ^^ F071\n");
        check("The camp took in 34 people, of whom 20 are men and 12 are women.\n                 ^^ F071\n");
        check(
            "The flood killed 11 guards and six drivers, 18 people in total.\n                                            ^^ F071\n",
        );
        check("It bought a total of 40 boats: 25 ferries and 12 tugs.\n                     ^^ F071\n");
        check("The club has 12 members, of whom 15 are sailors.\n                                 ^^ F071\n");
        check(
            "In the survey 12 of the 48 schools (30 %) had no roof.\n                                    ^^^^ F071\n",
        );
        check(
            "Of 500 pupils (60 % boys and 30 % girls) most walk.\n                             ^^^^ F071\n",
        );
    }

    #[test]
    fn sums_that_fit_are_silent() {
        check("The camp took in 32 people (20 men and 12 women).\n");
        check("The flood killed 11 guards and six drivers, 17 people in total.\n");
        check("It bought a total of 37 boats: 25 ferries and 12 tugs.\n");
        check("In the survey 12 of the 48 schools (25 %) had no roof.\n");
        check("In the survey 16 of 48 schools (33 %) had no roof.\n");
        check("In the survey 16 of 48 schools (33.3 %) had no roof.\n");
        check("Of 500 pupils (60.5 % boys and 39.6 % girls) most walk.\n");
    }

    #[test]
    fn parts_that_need_not_add_up_are_silent() {
        check("The camp took in 34 people, including 20 women and 25 children.\n");
        check("The camp took in more than 34 people (20 men and 12 women).\n");
        check("The camp took in 34 people, of whom about 20 are men and 12 are women.\n");
        check("The club has 12 members, including 30 years of members' files.\n");
        check("The league has 120 ports (30 in Africa and 20 in Asia).\n");
        check("60 % speak Latvian and 50 % speak Russian.\n");
        check("The fund paid 12 farmers in 2019 and 15 in 2020.\n");
        check("It bought 25 ferries and 12 tugs, and sold 40 boats.\n");
        check("In May 12 of the 48 schools opened, and 30 % of the teachers came back.\n");
    }
}
