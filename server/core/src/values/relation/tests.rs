//! The whole operator table and the calendar cases, one row each: draft, source, relation.

use std::sync::Arc;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::{Relation, relate};
use crate::text::Span;
use crate::values::{
    Currency, DateRange, Granularity, Interval, Kind, Meaning, Modifier, Operator, TimeUnit, Unit, Value,
};

use Relation::{
    BoundEqual, BoundReversed, Compatible, Conflict, HedgeDropped, Incomparable, Magnitude, MorePrecise,
    Overstated, Partial, Same, UnitDiffers,
};

fn value(kind: Kind, operator: Operator, interval: Interval, unit: Unit) -> Value {
    let digits = interval.stated().map_or(3, significant);
    Value {
        span: Span::default(),
        core: Span::default(),
        kind,
        operator,
        meaning: Arc::new(Meaning { interval, unit, date: None }),
        significant: digits,
        head: Span::default(),
        weak: false,
    }
}

/// Digits of the number without its closing zeros, as a scanner counts them for "34 500".
fn significant(number: Decimal) -> u8 {
    let text = number.normalize().to_string().replace(['.', '-'], "");
    let trimmed = text.trim_start_matches('0').trim_end_matches('0');
    u8::try_from(trimmed.len().max(1)).unwrap()
}

fn interval(operator: Operator, number: Decimal) -> Interval {
    let mut out = Interval::exactly(number);
    match operator {
        Operator::MoreThan => (out.high, out.low_open) = (None, true),
        Operator::AtLeast => out.high = None,
        Operator::LessThan => (out.low, out.high_open) = (None, true),
        Operator::AtMost => out.low = None,
        _ => {}
    }
    out
}

/// "= 36", "> 30", ">= 5", "~ 750000", "nearly 4000", "3..5"
fn parse(text: &str) -> (Operator, Interval) {
    if let Some((low, high)) = text.split_once("..") {
        let bounds = Interval { low: low.parse().ok(), high: high.parse().ok(), ..Interval::default() };
        return (Operator::Between, bounds);
    }
    let (sign, number) = text.rsplit_once(' ').unwrap_or(("=", text));
    let operator = match sign {
        "=" => Operator::Equal,
        ">" => Operator::MoreThan,
        ">=" => Operator::AtLeast,
        "<" => Operator::LessThan,
        "<=" => Operator::AtMost,
        "~" => Operator::About,
        "nearly" => Operator::Nearly,
        other => panic!("unknown operator {other}"),
    };
    (operator, interval(operator, number.parse().unwrap()))
}

fn number(text: &str) -> Value {
    let (operator, interval) = parse(text);
    value(Kind::Number, operator, interval, Unit::None)
}

fn of_kind(kind: Kind, text: &str, unit: Unit) -> Value {
    let (operator, interval) = parse(text);
    value(kind, operator, interval, unit)
}

fn money(text: &str, code: &[u8; 3]) -> Value {
    of_kind(Kind::Money, text, Unit::Currency(Some(Currency(*code))))
}

#[test]
fn the_operator_table_holds() {
    let rows = [
        // Plain draft.
        ("23", "23", Same),
        ("32", "23", Conflict),
        ("36", "> 30", MorePrecise),
        ("30", "> 30", HedgeDropped),
        ("25", "> 30", Overstated),
        ("360", ">= 360", HedgeDropped),
        ("20", "< 30", MorePrecise),
        ("30", "< 30", HedgeDropped),
        ("40", "< 30", Overstated),
        ("4000", "nearly 4000", HedgeDropped),
        ("3950", "nearly 4000", Compatible),
        ("3000", "nearly 4000", Conflict),
        ("102", "~ 100", Compatible),
        ("100", "~ 100", HedgeDropped),
        ("120", "~ 100", Conflict),
        // Rounding at the stated digits.
        ("755000", "754570", Compatible),
        ("754570", "755000", MorePrecise),
        ("754571", "754570", Conflict),
        ("34512", "34500", MorePrecise),
        ("34690", "34500", Conflict),
        ("34500", "34582", Compatible),
        ("745570", "754570", Conflict),
        ("20", "23", Conflict),
        ("23", "20", Conflict),
        ("1994", "1995", Conflict),
        ("12.5", "12.54", Compatible),
        ("12.5", "12.8", Conflict),
        // Lower bounds.
        ("> 350", "> 360", Compatible),
        ("> 360", "> 360", Same),
        ("> 400", "> 360", Overstated),
        ("> 360", ">= 360", BoundEqual),
        (">= 360", "> 360", Compatible),
        ("> 30", "36", Compatible),
        ("> 36", "36", BoundEqual),
        (">= 36", "36", Compatible),
        ("> 40", "36", Conflict),
        ("> 4000", "nearly 4000", BoundReversed),
        ("> 90", "~ 100", Compatible),
        ("> 150", "~ 100", Conflict),
        ("> 30", "< 50", Partial),
        ("> 50", "< 30", Conflict),
        // Upper bounds.
        ("< 200", "195", Compatible),
        ("< 195", "195", BoundEqual),
        ("<= 195", "195", Compatible),
        ("< 190", "195", Conflict),
        ("< 400", "< 360", Compatible),
        ("< 300", "< 360", Overstated),
        ("< 360", "> 360", BoundReversed),
        ("< 300", "> 360", Conflict),
        ("< 500", "> 360", Partial),
        ("<= 105", "~ 100", Compatible),
        ("< 50", "~ 100", Conflict),
        // About, nearly.
        ("~ 755000", "754570", Compatible),
        ("~ 100", "104", Compatible),
        ("~ 100", "120", Conflict),
        ("~ 100", "~ 100", Same),
        ("~ 350", "> 360", Compatible),
        ("~ 300", "> 360", Conflict),
        ("~ 500", "> 360", MorePrecise),
        ("nearly 4000", "nearly 4000", Same),
        ("nearly 4000", "> 4000", BoundReversed),
        ("nearly 4000", "3870", Compatible),
        ("nearly 4000", "2900", Conflict),
        // Ranges and their ends.
        ("3..5", "3..5", Same),
        ("3..5", "3..6", Conflict),
        ("2..6", "3..5", Compatible),
        ("4..5", "3..6", MorePrecise),
        ("3..5", "4", Compatible),
        ("3..5", "7", Conflict),
        ("4", "3..5", MorePrecise),
        ("8", "3..5", Conflict),
        ("3..5", "7..9", Conflict),
        ("3..8", "7..9", Partial),
        // Slips of the decimal point.
        ("345000", "34500", Magnitude),
        ("10000000", "10000000000", Magnitude),
        ("> 3600", "> 360", Magnitude),
        ("2", "20", Conflict),
    ];
    for (draft, source, expected) in rows {
        assert_eq!(relate(&number(draft), &number(source)), expected, "draft {draft}, source {source}");
    }
}

/// "two dozen", "a dozen": counts in dozens, of which one digit is stated.
#[test]
fn a_count_in_dozens_is_a_rough_one() {
    let dozens = |text: &str| Value { significant: 1, ..number(text) };
    let rows = [
        ("24", "23", Compatible),
        ("24", "19", Compatible),
        ("24", "29", Compatible),
        ("12", "13", Compatible),
    ];
    for (dozen, exact, expected) in rows {
        assert_eq!(relate(&dozens(dozen), &number(exact)), expected, "{dozen} dozens, {exact}");
        assert_eq!(relate(&number(exact), &dozens(dozen)), MorePrecise, "{exact}, {dozen} in dozens");
    }
    for (dozen, exact) in [("24", "18"), ("24", "30"), ("24", "36"), ("12", "15"), ("12", "9")] {
        assert_eq!(relate(&dozens(dozen), &number(exact)), Conflict, "{dozen} in dozens, {exact}");
    }
    // Digits are exact, and so are ranks and single numbers that end in a zero.
    assert_eq!(relate(&number("24"), &number("23")), Conflict);
    assert_eq!(relate(&dozens("60"), &number("59")), Conflict);
    let rank = |text: &str| Value { significant: 1, ..of_kind(Kind::Ordinal, text, Unit::None) };
    assert_eq!(relate(&rank("24"), &rank("23")), Conflict);
}

#[test]
fn every_pair_of_operators_has_an_answer_that_silences_equal_statements() {
    for sign in ["=", ">", ">=", "<", "<=", "~", "nearly"] {
        let stated = number(&format!("{sign} 250"));
        assert_eq!(relate(&stated, &stated), Same, "{sign}");
    }
}

#[test]
fn units_are_brought_to_one_scale() {
    let time = |text: &str, unit| of_kind(Kind::Duration, text, Unit::Time(unit));
    assert_eq!(relate(&time("3", TimeUnit::Decade), &time("30", TimeUnit::Year)), Same);
    assert_eq!(relate(&time("3", TimeUnit::Month), &time("90", TimeUnit::Day)), Same);
    assert_eq!(relate(&time("31", TimeUnit::Year), &time("30", TimeUnit::Year)), Conflict);
    assert_eq!(relate(&time("2", TimeUnit::Decade), &time("30", TimeUnit::Year)), Conflict);
    let length = |text: &str, name, to_base| {
        of_kind(Kind::Quantity, text, Unit::Measure { name, dimension: "length", to_base, offset: 0.0 })
    };
    assert_eq!(relate(&length("5", "mile", 1609.344), &length("8", "kilometre", 1000.0)), Same);
    assert_eq!(relate(&length("5", "mile", 1609.344), &length("5", "kilometre", 1000.0)), Conflict);
    let mass = of_kind(
        Kind::Quantity,
        "5",
        Unit::Measure { name: "kg", dimension: "mass", to_base: 1.0, offset: 0.0 },
    );
    assert_eq!(relate(&length("5", "mile", 1609.344), &mass), Incomparable);
}

#[test]
fn money_compares_in_one_currency_only() {
    assert_eq!(relate(&money("10", b"USD"), &money("10", b"USD")), Same);
    assert_eq!(relate(&money("12", b"USD"), &money("10", b"USD")), Conflict);
    assert_eq!(relate(&money("10", b"EUR"), &money("10", b"USD")), UnitDiffers);
    assert_eq!(relate(&money("9", b"EUR"), &money("10", b"USD")), Incomparable);
    let unknown = of_kind(Kind::Money, "10", Unit::Currency(None));
    assert_eq!(relate(&unknown, &money("10", b"USD")), Same);
    assert_eq!(relate(&number("10"), &money("10", b"USD")), Compatible);
    assert_eq!(relate(&number("12"), &money("10", b"USD")), Incomparable);
}

#[test]
fn shares_compare_with_each_other_but_not_with_counts() {
    let share = |kind, text| of_kind(kind, text, Unit::None);
    assert_eq!(relate(&share(Kind::Fraction, "0.5"), &share(Kind::Percent, "50")), Same);
    assert_eq!(relate(&share(Kind::Ratio, "0.2"), &share(Kind::Percent, "20")), Same);
    assert_eq!(relate(&share(Kind::Ratio, "0.2"), &share(Kind::Percent, "50")), Conflict);
    assert_eq!(relate(&share(Kind::Percent, "12"), &share(Kind::Percent, "14")), Conflict);
    assert_eq!(relate(&share(Kind::Percent, "3"), &share(Kind::PercentagePoint, "3")), UnitDiffers);
    assert_eq!(relate(&share(Kind::Percent, "12"), &number("14")), Incomparable);
    assert_eq!(relate(&share(Kind::Ordinal, "7"), &share(Kind::Ordinal, "8")), Conflict);
    assert_eq!(relate(&share(Kind::Ordinal, "7"), &number("7")), Incomparable);
}

fn dated(range: DateRange) -> Value {
    let mut out = value(Kind::Date, Operator::Equal, Interval::default(), Unit::None);
    out.date = Some(range);
    out
}

fn days(start: Date, end: Date, granularity: Granularity, modifier: Modifier) -> Value {
    dated(DateRange {
        start: Some(start),
        end: Some(end),
        granularity,
        modifier,
        month: None,
        day: None,
        end_month: None,
        end_day: None,
        needs_document_date: false,
        relative: None,
        counted: false,
    })
}

/// "1992", "since 1992", "2022-2027", "1990s", "2016-04", "2016-04-25", "2016-04-25..27", "--09-18"
fn when(text: &str) -> Value {
    let (modifier, text) = match text.split_once(' ') {
        Some(("since", rest)) => (Modifier::Since, rest),
        Some(("until", rest)) => (Modifier::Until, rest),
        Some(("by", rest)) => (Modifier::By, rest),
        Some(("before", rest)) => (Modifier::Before, rest),
        Some(("after", rest)) => (Modifier::After, rest),
        Some(("early", rest)) => (Modifier::Early, rest),
        Some(("late", rest)) => (Modifier::Late, rest),
        Some(("about", rest)) => (Modifier::About, rest),
        _ => (Modifier::None, text),
    };
    let int = |part: &str| part.parse::<i16>().unwrap();
    if let Some(rest) = text.strip_prefix("--") {
        let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
        return dated(DateRange {
            start: None,
            end: None,
            granularity: if day.is_empty() { Granularity::Month } else { Granularity::Day },
            modifier,
            month: month.parse().ok(),
            day: day.parse().ok(),
            end_month: None,
            end_day: None,
            needs_document_date: false,
            relative: None,
            counted: false,
        });
    }
    if let Some(decade) = text.strip_suffix('s') {
        let year = int(decade);
        return days(date(year, 1, 1), date(year + 9, 12, 31), Granularity::Decade, modifier);
    }
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] => days(date(int(year), 1, 1), date(int(year), 12, 31), Granularity::Year, modifier),
        [from, to] if to.len() == 4 => {
            days(date(int(from), 1, 1), date(int(to), 12, 31), Granularity::Year, modifier)
        }
        [year, month] => {
            let first = date(int(year), month.parse().unwrap(), 1);
            days(first, first.last_of_month(), Granularity::Month, modifier)
        }
        [year, month, day] => {
            let (from, to) = day.split_once("..").unwrap_or((day, day));
            let at = |day: &str| date(int(year), month.parse().unwrap(), day.parse().unwrap());
            days(at(from), at(to), Granularity::Day, modifier)
        }
        _ => panic!("not a date: {text}"),
    }
}

#[test]
fn dates_compare_by_what_they_hold() {
    let rows = [
        ("1992", "1992", Same),
        ("1993", "1992", Conflict),
        ("since 1992", "since 1992", Same),
        ("since 1993", "since 1992", Conflict),
        ("since 2023", "since 2023-05", Compatible),
        ("since 2023-05", "since 2023", MorePrecise),
        // Granularity.
        ("2016-04", "2016-04-25..27", Compatible),
        ("2016", "2016-04-25..27", Compatible),
        ("2016-04-25", "2016-04-25..27", MorePrecise),
        ("2016-05", "2016-04-25..27", Conflict),
        ("1990s", "1992", Compatible),
        ("1992", "1990s", MorePrecise),
        ("1980s", "1992", Conflict),
        ("2023-09-25", "2023-09-18", Conflict),
        ("2023-09", "2023-09-18", Compatible),
        ("2023-09-18", "2023", MorePrecise),
        // In and since, by, before, after.
        ("1992", "since 1992", Compatible),
        ("since 1992", "1992", Compatible),
        ("1991", "since 1992", Conflict),
        ("1995", "since 1992", Partial),
        ("since 1992", "2016", Compatible),
        ("since 1993", "1992", Conflict),
        ("by 2026", "2026", Compatible),
        ("until 2026", "by 2026", Same),
        ("by 2026", "by 2027", Conflict),
        ("before 1990", "1990", BoundEqual),
        ("before 2014-10-22", "2014-10", Partial),
        ("after 2014-10-22", "2014", Partial),
        ("before 2014-10-22", "2014-11", Conflict),
        ("after 1990", "1990", BoundEqual),
        ("before 1990", "1989", Compatible),
        ("before 1990", "1991", Conflict),
        ("after 1990", "1991", Compatible),
        ("after 1992", "since 1992", Compatible),
        ("before 1990", "since 1992", Conflict),
        // Ranges and their ends.
        ("2022-2027", "2022-2027", Same),
        ("2022-2025", "2022-2027", Conflict),
        ("2021-2027", "2022-2027", Conflict),
        ("2024", "2022-2027", MorePrecise),
        ("2030", "2022-2027", Conflict),
        ("2022-2027", "2024", Compatible),
        // Parts of a year, and hedges.
        ("early 2023", "late 2023", Conflict),
        ("2023", "early 2023", Compatible),
        ("early 2023", "2023", MorePrecise),
        ("about 1992", "1993", Compatible),
        ("about 1992", "1996", Conflict),
        ("1992", "about 1992", HedgeDropped),
        // Without a year.
        ("--09-18", "2023-09-18", Compatible),
        ("--09-18", "2023-09-25", Conflict),
        ("--09", "2023-09-18", Compatible),
        ("2023-09-18", "--09-18", MorePrecise),
        ("--09-18", "--09-18", Same),
        ("--10", "--09-18", Conflict),
        ("--09-18", "2023", Incomparable),
    ];
    for (draft, source, expected) in rows {
        assert_eq!(relate(&when(draft), &when(source)), expected, "draft {draft}, source {source}");
    }
}

#[test]
fn ranges_without_a_year_compare_by_month_and_day() {
    let april = |from: i8, to: i8| {
        let mut out = when(&format!("--4-{from}"));
        if let Some(range) = &mut out.date {
            (range.end_month, range.end_day) = (Some(4), Some(to));
        }
        out
    };
    assert_eq!(relate(&april(25, 27), &april(25, 27)), Same);
    assert_eq!(relate(&april(25, 27), &when("2016-04-25..27")), Compatible);
    assert_eq!(relate(&when("--04"), &april(25, 27)), Compatible);
    assert_eq!(relate(&april(26, 27), &april(25, 27)), MorePrecise);
    assert_eq!(relate(&april(24, 26), &april(25, 27)), Partial);
    assert_eq!(relate(&april(1, 3), &april(25, 27)), Conflict);
}

#[test]
fn a_date_whose_preposition_leaves_an_end_open_is_read_by_its_stated_end() {
    let mut open = when("since 1992");
    if let Some(range) = &mut open.date {
        range.end = None;
    }
    assert_eq!(relate(&open, &when("since 1992")), Same);
    assert_eq!(relate(&when("since 1993"), &open), Conflict);
    let mut closed = when("by 2026");
    if let Some(range) = &mut closed.date {
        range.start = None;
    }
    assert_eq!(relate(&closed, &when("by 2026")), Same);
}

#[test]
fn what_cannot_be_known_is_not_compared() {
    let mut relative = when("2023");
    if let Some(range) = &mut relative.date {
        range.needs_document_date = true;
    }
    assert_eq!(relate(&relative, &when("2022")), Incomparable);
    assert_eq!(relate(&when("1992"), &number("36")), Incomparable);
    assert_eq!(relate(&number("1992"), &when("since 1992")), Compatible);
}
