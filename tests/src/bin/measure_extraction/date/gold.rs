//! Turns the labels of several collections (TEI dates, TIMEX, two projects' own test cases) into one shape.
//! It must not know what was found.

use factmark_core::text::Span;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

use crate::rows::{Expected, Row};

/// What a label says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Any of `ends` is right: collections differ in whether the last unit belongs to a range.
    Days {
        start: Date,
        ends: Vec<Date>,
    },
    /// Month and day without a year, and those of the end of a range (`None` where there is no range).
    Yearless {
        month: i8,
        day: Option<i8>,
        end: Option<Vec<i8>>,
    },
    /// "since" a part of the calendar that begins on this day.
    From(Date),
    /// A season without a year.
    Season,
    Seconds(f64),
    /// Not told in a way that can be compared: the span alone counts.
    Unknown,
}

#[derive(Clone, Debug)]
pub(super) struct Gold {
    pub(super) span: Span,
    pub(super) form: String,
    pub(super) kind: String,
    /// "Easter 2018", "karva chauth 2018": a feast by its name.
    pub(super) festival: bool,
    /// A time of day ("at half past three"), or so many hours, minutes or seconds: it has a day only by the document's.
    pub(super) of_the_clock: bool,
    /// Any of these is right.
    pub(super) meanings: Vec<Meaning>,
}

pub(super) fn gold_of(label: &Expected) -> Gold {
    let mut meanings = Vec::new();
    let duration = label.field("kind") == "duration";
    if let Some(timex) = label.fields.get("timex").and_then(Value::as_array) {
        for text in timex.iter().filter_map(Value::as_str) {
            meanings.extend(from_timex(text));
        }
    }
    match label.fields.get("value") {
        Some(Value::Array(list)) => {
            meanings.extend(list.iter().filter_map(|value| from_resolution(value, duration)))
        }
        Some(value @ Value::Object(fields))
            if fields.contains_key("start") && fields["start"].is_object() =>
        {
            meanings.extend(from_parts(value));
        }
        Some(Value::Object(fields)) => meanings.extend(from_tei(fields)),
        _ => {}
    }
    if let Some(raw) = label.fields.get("raw").and_then(Value::as_str) {
        meanings.extend(from_source(raw));
    }
    if duration {
        meanings.retain(|meaning| matches!(meaning, Meaning::Seconds(_)));
        let surface = label.field("surface");
        // How many "several weeks" are is not told by the text; one collection takes three.
        if ["few", "some", "several"].iter().any(|word| surface.contains(word)) {
            meanings.clear();
        }
    }
    if label.field("form") == "quarter" {
        for meaning in &mut meanings {
            if let Meaning::Days { ends, .. } = meaning {
                let last = ends.first().and_then(|end| end.checked_add(2.months()).ok());
                ends.extend(last.map(|last| last.last_of_month()));
            }
        }
    }
    // A Hebrew day begins at sunset: the label gives the evening's day, the feast lasts into the next.
    if label.field("raw").contains("Holiday (") {
        for meaning in &mut meanings {
            if let Meaning::Days { start, ends } = meaning {
                ends.extend(start.tomorrow().ok());
            }
        }
    }
    if meanings.is_empty() {
        meanings.push(Meaning::Unknown);
    }
    Gold {
        span: label.span,
        form: label.field("form").to_owned(),
        kind: label.field("kind").to_owned(),
        festival: label.field("raw").contains("Holiday"),
        of_the_clock: is_of_the_clock(label),
        meanings,
    }
}

fn is_of_the_clock(label: &Expected) -> bool {
    let raw = label.field("raw");
    let grain = [") Hour", ") Minute", ") Second"].iter().any(|grain| raw.contains(grain));
    let timex = label.fields.get("timex").and_then(Value::as_array).and_then(|list| list.first());
    let timex = timex.and_then(Value::as_str).unwrap_or("");
    let spent = timex.starts_with('(') && timex.contains("PT");
    // A day is told beside the time ("tomorrow at eight", "8 tonight").
    let day = ["day", "tomorrow", "night", "this", "week"]
        .iter()
        .any(|word| label.field("surface").to_lowercase().contains(word));
    (grain || spent || timex.starts_with('T') || timex == "PRESENT_REF") && !day
}

/// The date against which relative expressions of a row were resolved.
pub(super) fn document_date(row: &Row) -> Option<Date> {
    row.field("ref").get(..10)?.parse().ok()
}

/// "2014", "2014-05", "2014-05-17": first and last day.
fn partial(text: &str) -> Option<(Date, Date)> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let parts: Vec<&str> = text.split('-').collect();
    let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i16>().ok());
    let year = number(0)? * sign;
    // These labels count years before Christ without a year 0.
    let year = if sign < 0 { year + 1 } else { year };
    match parts.len() {
        1 => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        2 => {
            let first = Date::new(year, i8::try_from(number(1)?).ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        3 => {
            let day = Date::new(year, i8::try_from(number(1)?).ok()?, i8::try_from(number(2)?).ok()?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

fn days((start, end): (Date, Date)) -> Meaning {
    Meaning::Days { start, ends: vec![end] }
}

/// "--10", "--07-04".
fn yearless(text: &str) -> Option<(i8, Option<i8>)> {
    let mut parts = text.split('-');
    let month = parts.next()?.parse().ok()?;
    Some((month, parts.next().and_then(|day| day.parse().ok())))
}

fn from_tei(fields: &serde_json::Map<String, Value>) -> Option<Meaning> {
    let field = |name: &str| fields.get(name).and_then(Value::as_str);
    if let Some(when) = field("when") {
        if let Some(rest) = when.strip_prefix("--") {
            let (month, day) = yearless(rest)?;
            return Some(Meaning::Yearless { month, day, end: None });
        }
        return partial(when).map(days);
    }
    let (from, to) = (field("from").or(field("notBefore"))?, field("to").or(field("notAfter"))?);
    if let (Some(from), Some(to)) = (from.strip_prefix("--"), to.strip_prefix("--")) {
        let (month, _) = yearless(from)?;
        return Some(if yearless(to)?.0 == month {
            Meaning::Yearless { month, day: None, end: None }
        } else {
            Meaning::Season
        });
    }
    let (start, end) = (partial(from)?.0, partial(to)?.1);
    let mut ends = vec![end];
    // A season "to September" ends within it; decades and centuries are sometimes labelled to the first of their last year.
    ends.extend(Date::new(end.year(), end.month(), 1).ok().and_then(|first| first.yesterday().ok()));
    ends.extend(Date::new(end.year(), 12, 31).ok().filter(|_| end.month() == 1));
    Some(Meaning::Days { start, ends })
}

/// Ends that a label with an exclusive end may mean.
fn exclusive(end: Date, unit: char) -> Vec<Date> {
    let mut ends = vec![end];
    ends.extend(end.yesterday().ok());
    match unit {
        'Y' => ends.extend(Date::new(end.year(), 12, 31).ok()),
        'M' => {
            ends.push(end.last_of_month());
            ends.extend(Date::new(end.year(), 12, 31).ok().filter(|_| end.month() == 1));
        }
        _ => {}
    }
    ends
}

/// "2016-11-07", "XXXX-09-03", "2016-06", "(2014-01-01,2018-01-01,P4Y)", "1978-SP", "SU".
fn from_timex(text: &str) -> Option<Meaning> {
    if let Some(inside) = text.strip_prefix('(') {
        let mut parts = inside.split([',', ')']);
        let (from, to, period) = (parts.next()?, parts.next()?, parts.next()?);
        if let (Some(from), Some(to)) = (from.strip_prefix("XXXX-"), to.strip_prefix("XXXX-")) {
            let ((month, day), (end, end_day)) = (yearless(from)?, yearless(to)?);
            let months = if end_day == Some(1) { vec![end, (end + 10) % 12 + 1] } else { vec![end] };
            let day = if period.ends_with('D') { day } else { None };
            return Some(Meaning::Yearless { month, day, end: Some(months) });
        }
        let unit = if period.contains('T') { 'H' } else { period.chars().last()? };
        let (start, end) = (partial(from.get(..10)?)?.0, partial(to.get(..10)?)?.0);
        return Some(Meaning::Days { start, ends: exclusive(end, unit) });
    }
    if let Some(rest) = text.strip_prefix("XXXX-") {
        if rest.contains('X') || rest.contains('W') {
            return None;
        }
        let (month, day) = yearless(rest.split('T').next()?)?;
        return Some(Meaning::Yearless { month, day, end: None });
    }
    if let Some(start) = text.strip_suffix("-SP").and_then(|year| partial(&format!("{year}-03"))) {
        return Some(Meaning::Days {
            start: start.0,
            ends: vec![start.0.checked_add(2.months()).ok()?.last_of_month()],
        });
    }
    if ["SP", "SU", "FA", "WI"].contains(&text) {
        return Some(Meaning::Season);
    }
    if text.starts_with('P') {
        return None;
    }
    partial(text.split('T').next()?).map(days)
}

/// {"value": "2016-11-07"}, {"start": "2014-01-01", "end": "2018-01-01"}, {"value": "110376000"} (seconds).
fn from_resolution(value: &Value, duration: bool) -> Option<Meaning> {
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    for name in ["value", "duration"] {
        if let Some(text) = field(name) {
            if duration {
                return text.parse().map(Meaning::Seconds).ok();
            }
            return partial(text.get(..10).unwrap_or(text)).map(days);
        }
    }
    if let Some(text) = field("date") {
        return partial(text).map(days);
    }
    let start = field("start").or(field("startDate"))?;
    let Some(end) = field("end").or(field("endDate")) else {
        return Some(Meaning::From(partial(start.get(..10)?)?.0));
    };
    let (start, end) = (partial(start.get(..10)?)?.0, partial(end.get(..10)?)?.0);
    let unit = match (start.day(), start.month(), end.day(), end.month()) {
        (1, 1, 1, 1) => 'Y',
        (1, _, 1, _) => 'M',
        _ => 'D',
    };
    Some(Meaning::Days { start, ends: exclusive(end, unit) })
}

/// {"start": {"year": 2012, "month": 8, "day": 10}, "end": {…}}
fn from_parts(value: &Value) -> Option<Meaning> {
    let read = |side: &Value| -> Option<(Date, Date)> {
        if let Some(date) = side.get("date").and_then(Value::as_str) {
            let known = side.get("certain").and_then(|certain| certain.get("day")).and_then(Value::as_bool);
            let month_only = known == Some(false) || side.get("day").is_none() && side.get("month").is_some();
            return partial(if month_only { date.get(..7)? } else { date });
        }
        let number = |name: &str| side.get(name).and_then(Value::as_i64);
        match (number("year")?, number("month"), number("day")) {
            (year, Some(month), Some(day)) => partial(&format!("{year:04}-{month}-{day}")),
            (year, Some(month), None) => partial(&format!("{year:04}-{month}")),
            (year, ..) => partial(&format!("{year:04}")),
        }
    };
    let start = read(value.get("start")?)?;
    let end = value.get("end").filter(|end| end.is_object()).and_then(read).unwrap_or(start);
    let mut ends = vec![end.1];
    if start.0.day() == 1 && start == end {
        ends.push(start.0.last_of_month());
    }
    Some(Meaning::Days { start: start.0, ends })
}

/// "(datetime (1974, 10, 31, 0, 0, 0) Day)", "(datetimeInterval ((…), (…)) Day)", "(DurationData 2 Minute)".
fn from_source(raw: &str) -> Option<Meaning> {
    let numbers: Vec<i16> =
        raw.split(|c: char| !c.is_ascii_digit()).filter_map(|text| text.parse().ok()).collect();
    let seconds = |grain: &str| match grain {
        "Second" => 1.0,
        "Minute" => 60.0,
        "Hour" => 3600.0,
        "Day" => 86_400.0,
        "Week" => 7.0 * 86_400.0,
        "Month" => 30.0 * 86_400.0,
        "Quarter" => 90.0 * 86_400.0,
        _ => 365.0 * 86_400.0,
    };
    let grain = ["Second", "Minute", "Hour", "Day", "Week", "Month", "Quarter", "Year"]
        .into_iter()
        .find(|grain| raw.contains(&format!(") {grain}")) || raw.contains(&format!(" {grain})")))?;
    if raw.contains("DurationData") {
        return Some(Meaning::Seconds(f64::from(*numbers.first()?) * seconds(grain)));
    }
    let date = |from: usize| {
        let at = |offset: usize| numbers.get(from + offset).copied();
        Date::new(at(0)?, i8::try_from(at(1)?).ok()?, i8::try_from(at(2)?).ok()?).ok()
    };
    let start = date(0)?;
    if raw.contains("nterval") && numbers.len() >= 12 {
        return Some(Meaning::Days { start, ends: exclusive(date(6)?, 'D') });
    }
    let span = match grain {
        "Month" => 1.months(),
        "Quarter" => 3.months(),
        "Year" => 1.years(),
        "Week" => 1.weeks(),
        _ => 1.days(),
    };
    Some(Meaning::Days { start, ends: vec![start.checked_add(span).ok()?.yesterday().ok()?] })
}
