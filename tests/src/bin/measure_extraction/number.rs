//! Numbers, ranges, money and quantities against labelled rows.
//! It must not know how values are read.
//!
//! When a label counts as read:
//! - its span is the value's `span` (with the operator) or its `core` (without), since the sets differ: NumberModel and
//!   CurrencyModel label "30" in "more than 30", NumberRangeModel and duckling label the whole. A leading article may be in or out.
//! - its number is the stated one, to nine digits. A number label inside money, a percentage, a measure or a duration counts by its number,
//!   since NumberModel reads "20" in "$20" and "3" in "3 years".
//! - a plain range is [a,b) in NumberRangeModel by its convention; Factmark means both ends, so either high end counts for it.
//!   Bounds that the text states ("more than 10 and less than 40") must be open or closed as labelled.
//! - amounts in cents and pence are kept in the main unit: 50 cents is 0.50.
//!
//! What is left out, since it states no number: relative ordinals ("next", "last"), currencies and units without an amount.

use std::io;
use std::path::Path;

use factmark_core::analysis::read;
use factmark_core::text::{Markup, Span};
use factmark_core::values::{Kind, Operator, Unit, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::rows::{self, Expected, Row};
use crate::table::{Figure, miss};

/// Asked: 93 % of numbers, ordinals, percentages and fractions.
pub(crate) fn numbers(folder: &Path) -> io::Result<Vec<Figure>> {
    let rows = rows::load(folder, "number.jsonl")?;
    let mut all = Count::default();
    let mut kinds: Vec<(&str, Count)> = ["number", "ordinal", "percent", "fraction"]
        .into_iter()
        .map(|kind| (kind, Count::default()))
        .collect();
    let (mut silent, mut empty) = (0, 0);
    for row in rows.iter().filter(|row| row.field("model") != "NumberRangeModel") {
        let values = plain_values(row);
        if row.expected.is_empty() && row.field("rewrite").is_empty() {
            empty += 1;
            let counts =
                |value: &&Value| !matches!(value.kind, Kind::Quantity | Kind::Duration | Kind::Money);
            let quiet = if row.flag("negative") {
                !read_whole(row, &values)
            } else {
                !values.iter().any(|value| counts(&value))
            };
            silent += usize::from(quiet);
            if !quiet {
                describe(row, None, &values);
            }
        }
        for label in row.expected.iter().filter(|label| !is_relative(label)) {
            let right = values.iter().any(|value| is_number(row, label, value));
            all.add(right);
            for (kind, count) in &mut kinds {
                if *kind == label.field("kind") {
                    count.add(right);
                }
            }
            if !right {
                describe(row, Some(label), &values);
            }
        }
    }
    let mut figures = vec![all.figure("span and value", Some(93.0))];
    figures.extend(kinds.iter().map(|(kind, count)| count.figure(kind, None)));
    figures.push(Figure::share("nothing where nothing is", silent, empty, None));
    Ok(figures)
}

/// Asked: 88 % of ranges with open and closed ends.
pub(crate) fn ranges(folder: &Path) -> io::Result<Vec<Figure>> {
    let rows = rows::load(folder, "number.jsonl")?;
    let mut all = Count::default();
    for row in rows.iter().filter(|row| row.field("model") == "NumberRangeModel") {
        let values = plain_values(row);
        for label in &row.expected {
            let right = values.iter().any(|value| is_range(row, label, value));
            all.add(right);
            if !right {
                describe(row, Some(label), &values);
            }
        }
        let invented = values.iter().filter(|value| value.operator != Operator::Equal).count();
        if row.expected.is_empty() && invented > 0 {
            describe(row, None, &values);
        }
    }
    Ok(vec![all.figure("span and ends", Some(88.0))])
}

/// Asked: 88 % of amounts with value and unit.
pub(crate) fn money(folder: &Path) -> io::Result<Vec<Figure>> {
    let rows = rows::load(folder, "quantity.jsonl")?;
    let mut all = Count::default();
    let (mut found, mut wanted, mut right_found) = (0, 0, 0);
    for row in rows.iter().filter(|row| row.expected.iter().any(|label| label.field("kind") == "money")) {
        let values = plain_values(row);
        let labels: Vec<&Expected> = row.expected.iter().filter(|label| has_amount(label)).collect();
        found += values.iter().filter(|value| value.kind == Kind::Money).count();
        for label in labels {
            let named = label.field("unit") != "Unnamed";
            let right = values.iter().any(|value| is_money(row, label, value));
            all.add(right);
            wanted += usize::from(named);
            right_found += usize::from(right && named);
            if !right {
                describe(row, Some(label), &values);
            }
        }
    }
    Ok(vec![
        all.figure("span, value and unit", Some(88.0)),
        Figure::f1("value and unit F", right_found, found, wanted, Some(79.6)),
    ])
}

/// Reported alone: distances, areas, weights, volumes, temperatures. Strictly, and as a reader would judge: a value that is typed
/// otherwise here (a duration, money), is named in another unit of the same size, or leaves "of meat" outside, is right too.
pub(crate) fn quantities(folder: &Path) -> io::Result<Vec<Figure>> {
    let rows = rows::load(folder, "quantity.jsonl")?;
    let (mut strict, mut fair) = (Count::default(), Count::default());
    for row in &rows {
        let values = plain_values(row);
        let labels = row.expected.iter().filter(|label| {
            let kind = label.field("kind");
            has_amount(label) && !matches!(kind, "money" | "age" | "number")
        });
        for label in labels {
            let right = |value: &Value| same_span(row, label, value) && same_number(label, value);
            strict.add(values.iter().any(|value| value.kind == Kind::Quantity && right(value)));
            let found = values.iter().any(|value| right(value) || same_quantity(row, label, value));
            fair.add(found);
            if !found {
                describe(row, Some(label), &values);
            }
        }
    }
    Ok(vec![strict.figure("span and value", None), fair.figure("the same, type and unit's name aside", None)])
}

/// Whether value and label say the same in two units, the label's "of meat" aside.
fn same_quantity(row: &Row, label: &Expected, value: &Value) -> bool {
    let wanted = trimmed(&row.text, label.span);
    let text = wanted.of(&row.text);
    let of = text.find(" of ").filter(|_| value.kind == Kind::Quantity);
    let cut = Span::new(wanted.start as usize, wanted.start as usize + of.unwrap_or(text.len()));
    let span = [value.span, value.core].iter().any(|span| {
        [cut, wanted]
            .iter()
            .any(|wanted| without_article(&row.text, *span) == without_article(&row.text, *wanted))
    });
    let Unit::Measure { to_base, offset, .. } = value.unit else { return false };
    let factor = match label.field("unit") {
        "Inch" => 0.0254,
        "Foot" => 0.3048,
        "Metre" => 1.0,
        "Centimetre" => 0.01,
        "Gram" => 0.001,
        _ => return span && same_number(label, value),
    };
    let converted = match (number_of(label), stated(value)) {
        (Some(wanted), Some(found)) => {
            let (a, b) = (wanted * factor, found * to_base);
            offset == 0.0 && (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
        }
        _ => false,
    };
    span && (converted || same_number(label, value))
}

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn figure(self, name: &str, asked: Option<f64>) -> Figure {
        Figure::share(name, self.right, self.all, asked)
    }
}

/// The row's values but dates.
fn plain_values(row: &Row) -> Vec<Value> {
    read(&row.text, Markup::Plain).values.into_iter().filter(|value| value.kind != Kind::Date).collect()
}

fn describe(row: &Row, label: Option<&Expected>, values: &[Value]) {
    miss(|| {
        let wanted = label.map_or_else(String::new, |label| {
            format!(
                "“{}” {} {}",
                label.span.of(&row.text),
                label.fields.get("value").unwrap_or_default(),
                label.field("unit")
            )
        });
        let found: Vec<String> = values
            .iter()
            .map(|value| {
                let Value { kind, operator, .. } = value;
                let (interval, unit) = (value.interval, &value.unit);
                let unit = match unit {
                    Unit::Currency(code) => format!(" {}", code.as_ref().map_or("?", |code| code.code())),
                    Unit::Measure { name, .. } => format!(" {name}"),
                    _ => String::new(),
                };
                format!(
                    "“{}” {kind:?} {operator:?} {:?}..{:?}{unit}",
                    value.span.of(&row.text),
                    interval.low,
                    interval.high
                )
            })
            .collect();
        format!("{}: {}\n     wanted {wanted}\n     found {}", row.id, row.text, found.join(", "))
    });
}

fn is_relative(label: &Expected) -> bool {
    let value = label.field("value");
    value.starts_with("end") || value.starts_with("current") || value == "null"
}

fn has_amount(label: &Expected) -> bool {
    label.fields.get("value").is_some_and(|value| !value.is_null())
}

fn read_whole(row: &Row, values: &[Value]) -> bool {
    values.iter().any(|value| value.span.len() == row.text.trim().len())
}

/// Whether the label's span is the value's, an article at its start aside.
fn same_span(row: &Row, label: &Expected, value: &Value) -> bool {
    let text = trimmed(&row.text, label.span);
    [value.span, value.core]
        .iter()
        .any(|span| *span == text || without_article(&row.text, *span) == without_article(&row.text, text))
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start as usize + inner.len() - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

fn without_article(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let article = ["the ", "The ", "a ", "A "].iter().find(|article| inner.starts_with(**article));
    Span::new(span.start as usize + article.map_or(0, |article| article.len()), span.end as usize)
}

fn number_of(label: &Expected) -> Option<f64> {
    let value = label.fields.get("value")?;
    if let Some(number) = value.as_f64() {
        return Some(number);
    }
    let text = value.as_str()?.trim_end_matches('%');
    let text = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    text.parse().ok()
}

fn close(first: f64, second: f64) -> bool {
    (first - second).abs() <= 1e-9 * first.abs().max(second.abs()).max(1e-6)
}

fn stated(value: &Value) -> Option<f64> {
    value.interval.stated().and_then(|number| number.to_f64())
}

fn same_number(label: &Expected, value: &Value) -> bool {
    let ends = label.fields.get("value").and_then(|value| value.as_array());
    if let Some(ends) = ends {
        let wanted: Vec<f64> = ends.iter().filter_map(|end| end.as_str()?.parse().ok()).collect();
        let found: Vec<f64> = [value.interval.low, value.interval.high]
            .into_iter()
            .flatten()
            .filter_map(|end| end.to_f64())
            .collect();
        return wanted.len() == found.len() && wanted.iter().zip(&found).all(|(a, b)| close(*a, *b));
    }
    match (number_of(label), stated(value)) {
        (Some(wanted), Some(found)) => close(wanted, found),
        // "8- to 16-metre": one set labels the middle of a range.
        (Some(wanted), None) => middle(value).is_some_and(|found| close(wanted, found)),
        _ => false,
    }
}

fn middle(value: &Value) -> Option<f64> {
    let sum = value.interval.low?.checked_add(value.interval.high?)?;
    sum.checked_div(Decimal::TWO)?.to_f64()
}

fn is_number(row: &Row, label: &Expected, value: &Value) -> bool {
    if !same_number(label, value) || matches!(value.operator, Operator::Between) {
        return false;
    }
    let fits = match label.field("kind") {
        "ordinal" => value.kind == Kind::Ordinal,
        "percent" => value.kind == Kind::Percent,
        "fraction" => matches!(value.kind, Kind::Fraction | Kind::Ratio | Kind::Number),
        _ => value.kind != Kind::Ordinal,
    };
    let inside = label.field("kind") == "number"
        && matches!(value.kind, Kind::Money | Kind::Percent | Kind::Quantity | Kind::Duration)
        && value.core.contains(trimmed(&row.text, label.span));
    fits && (inside || same_span(row, label, value))
}

/// An interval in the labels' notation: "(10,)", "[20,100)".
fn is_range(row: &Row, label: &Expected, value: &Value) -> bool {
    let text = label.field("value");
    let Some((low, high)) = text.trim_matches(['(', ')', '[', ']']).split_once(',') else { return false };
    let (low_open, high_open) = (text.starts_with('('), text.ends_with(')'));
    let side = |text: &str, bound: Option<Decimal>| match (
        text.parse::<f64>().ok(),
        bound.and_then(|bound| bound.to_f64()),
    ) {
        (Some(wanted), Some(found)) => close(wanted, found),
        (None, None) => true,
        _ => false,
    };
    let found = value.interval;
    let by_convention =
        value.operator == Operator::Between && !found.low_open && !found.high_open && !low_open;
    let ends = by_convention
        || (found.low.is_none() || found.low_open == low_open)
            && (found.high.is_none() || found.high_open == high_open);
    same_span(row, label, value) && side(low, found.low) && side(high, found.high) && ends
}

fn is_money(row: &Row, label: &Expected, value: &Value) -> bool {
    if !same_span(row, label, value) {
        return false;
    }
    let unit = label.field("unit");
    if unit == "Unnamed" {
        return matches!(value.kind, Kind::Number | Kind::Money) && same_number(label, value);
    }
    let Unit::Currency(code) = value.unit else { return false };
    let code = code.as_ref().map_or("", |code| code.code());
    let minor = matches!(unit, "Cent" | "Pence" | "cent" | "Penny");
    let number = if minor {
        matches!((number_of(label), stated(value)), (Some(wanted), Some(found)) if close(wanted, found * 100.0))
    } else {
        same_number(label, value)
    };
    number && (minor || same_currency(unit, label.field("iso"), code))
}

/// Whether the code is that of the label's unit. Names that several countries share need no code.
fn same_currency(unit: &str, iso: &str, code: &str) -> bool {
    if !iso.is_empty() {
        return iso == code;
    }
    match unit {
        "Dollar" | "$" => code == "USD",
        "Pound" => code == "GBP",
        "Rupee" => code == "INR" || code.is_empty(),
        _ if unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()) => code == unit,
        _ => code.is_empty(),
    }
}
