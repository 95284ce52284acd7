//! F072: a length of time that does not fit its two ends, in one sentence of the draft.
//! It must not know sources: the draft contradicts itself.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::{Code, Draft, Evidence, Finding, Severity};
use crate::claims::Claim;
use crate::text::Span;
use crate::values::{Granularity, Kind, Operator, TimeUnit, Unit, Value};

const CODE: Code = Code(72);

pub(in crate::check) fn finding(draft: &Draft<'_>, claim: &Claim) -> Option<Finding> {
    if claim.values.len() < 2 {
        return None;
    }
    let values: Vec<&Value> =
        claim.values.iter().filter_map(|claimed| draft.analysis.values.get(claimed.value as usize)).collect();
    values.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        let (length, range) = if first.kind == Kind::Duration { (first, second) } else { (second, first) };
        let (from, to) = years_of(range)?;
        let between = Span::new(first.span.end as usize, second.span.start as usize).of(draft.text);
        let stated = years_stated(length)?;
        if !belong_together(between, first.kind == Kind::Duration) || fits(stated, length, to - from) {
            return None;
        }
        let text = draft.text;
        let message = format!(
            "The length of time does not fit: {from} to {to} is {} years, the draft says \"{}\"",
            to - from,
            length.span.of(text)
        );
        Some(Finding {
            code: CODE,
            severity: Severity::Information,
            span: length.core,
            claim: claim.span,
            message,
            evidence: vec![Evidence { source: None, sentence: claim.span, focus: range.core }],
            fixes: Vec::new(),
        })
    })
}

/// First and last year of a stretch of several years.
fn years_of(value: &Value) -> Option<(i32, i32)> {
    let range = value.date.filter(|range| range.granularity <= Granularity::Year)?;
    let (from, to) = (i32::from(range.start?.year()), i32::from(range.end?.year()));
    (to > from).then_some((from, to))
}

/// The length in years.
fn years_stated(value: &Value) -> Option<f64> {
    let of_unit = match value.unit {
        Unit::Time(TimeUnit::Year) => Decimal::ONE,
        Unit::Time(TimeUnit::Decade) => Decimal::TEN,
        Unit::Time(TimeUnit::Century) => Decimal::ONE_HUNDRED,
        _ => return None,
    };
    if value.kind != Kind::Duration || value.weak {
        return None;
    }
    (value.interval.stated()? * of_unit).to_f64()
}

/// Whether the words between the two say that one is the length of the other: "for 30 years, from", "(", "a period of".
fn belong_together(between: &str, length_first: bool) -> bool {
    let words: Vec<String> = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => between.contains('(') || length_first && between.trim() == ",",
        ["from" | "between"] => length_first,
        ["a", "period" | "span" | "stretch", "of"] | ["that", "is"] | ["or"] => !length_first,
        _ => false,
    }
}

/// Both ends may be counted, and rounded words are taken as rounded.
fn fits(stated: f64, length: &Value, real: i32) -> bool {
    let real = f64::from(real);
    let rounded = match length.unit {
        Unit::Time(TimeUnit::Decade) => 5.0,
        Unit::Time(TimeUnit::Century) => 40.0,
        _ => 1.0,
    };
    let near = (stated - real).abs() <= rounded;
    match length.operator {
        Operator::Equal | Operator::Between => near,
        Operator::MoreThan | Operator::AtLeast => stated <= real + 1.0,
        Operator::LessThan | Operator::AtMost => stated >= real - 1.0,
        Operator::About | Operator::Nearly => near || (stated - real).abs() <= 0.15 * real,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    fn check(draft: &str) {
        check_fixture(&format!("--- source empty.txt\nA storm came.\n--- draft\n{draft}"));
    }

    #[test]
    fn a_length_that_does_not_fit_is_noted() {
        check(
            "The mill stood idle for 30 years, from 1992 to 2012.\n                        ^^^^^^^^ F072\n",
        );
        check(
            "The mill stood idle for more than 30 years (1992–2012).\n                                  ^^^^^^^^ F072\n",
        );
        check(
            "The mill stood idle between 1992 and 2012, a period of 30 years.\n                                                       ^^^^^^^^ F072\n",
        );
    }

    #[test]
    fn lengths_that_fit_or_belong_to_something_else_are_silent() {
        check("The mill stood idle for 20 years, from 1992 to 2012.\n");
        check("The mill stood idle for 21 years, from 1992 to 2012.\n");
        check("The mill stood idle for two decades, from 1992 to 2014.\n");
        check("The mill stood idle for nearly 20 years (1994–2012).\n");
        check("The mill stood idle for more than 15 years, from 1992 to 2012.\n");
        check("From 1992 to 2012 the mill trained 30 millers for 3 years each.\n");
        check("The 30 years after the war and the years from 1992 to 2012 were hard.\n");
        check("The mill was closed for 30 years before the war of 1992 to 1996.\n");
    }
}
