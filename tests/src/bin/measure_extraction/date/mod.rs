//! Dates and durations against labelled prose (GUM) and the test cases of three extractors.
//! It must not know how a date is read: only which days each expression means.

mod gold;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use factmark_core::analysis::read;
use factmark_core::text::{Markup, Span};
use factmark_core::values::{DateRange, Granularity, Kind, Modifier, Relative, TimeUnit, Unit, Value};
use jiff::civil::Date;

use self::gold::{Gold, Meaning, document_date, gold_of};
use crate::rows::{self, Row};
use crate::table::{Figure, miss};

/// Forms with days of their own that prose uses; the others are festivals, durations and expressions such as "his freshman year".
const REPORT_FORMS: &[&str] = &[
    "year",
    "year_range",
    "month_year",
    "month",
    "day_month_year",
    "day_month",
    "day_or_month_range",
    "numeric_dmy",
    "decade",
    "century",
    "quarter",
    "season",
];

#[derive(Default)]
struct Tally {
    right: usize,
    spans: usize,
    all: usize,
}

/// Asked: 93 % of the cases that count, no value invented for a relative date, no date where there is none.
pub(crate) fn measure(folder: &Path) -> io::Result<Vec<Figure>> {
    let rows = rows::load(folder, "date.jsonl")?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut loosely = 0;
    let (mut negatives, mut silent, mut spurious, mut gum_rows) = (0, 0, 0, 0);
    let (mut relative, mut days) = (Tally::default(), Tally::default());
    for row in &rows {
        let values = read(&row.text, Markup::Plain).values;
        if row.expected.is_empty() || row.flag("negative") {
            negatives += 1;
            silent += usize::from(!wrongly_dated(row, &values));
            continue;
        }
        if family(row) == "GUM" {
            gum_rows += 1;
            spurious += count_spurious(row, &values);
        }
        for label in &row.expected {
            let gold = gold_of(label);
            let before = (relative.right, relative.all);
            judge(row, &values, &gold, &mut tallies, &mut relative);
            if !gold.of_the_clock {
                days.right += relative.right - before.0;
                days.all += relative.all - before.1;
            }
            loosely += usize::from(is_relative(&gold) && holds(row, &values, &gold));
        }
    }
    let mut figures = Vec::new();
    for (name, tally) in &tallies {
        let asked = (name.starts_with("all that count") || name == "forms that reports use").then_some(93.0);
        figures.push(Figure::share(name.clone(), tally.right, tally.all, asked));
        if !name.contains(':') {
            figures.push(Figure::share(format!("{name}, span alone"), tally.spans, tally.all, None));
        }
    }
    figures.push(Figure::share("relative: left unknown", relative.spans, relative.all, Some(100.0)));
    figures.push(Figure::share("relative: resolved by the row's date", relative.right, relative.all, None));
    figures.push(Figure::share("relative, times of day aside: resolved", days.right, days.all, None));
    let within = "relative: the label's days lie in those resolved";
    figures.push(Figure::share(within, loosely, relative.all, None));
    figures.push(Figure::share("negative: no date", silent, negatives, Some(100.0)));
    let note = format!("{spurious} dates of known days outside every label, in {gum_rows} rows");
    figures.push(Figure::share(
        "GUM rows without a spurious date",
        gum_rows - spurious.min(gum_rows),
        gum_rows,
        None,
    ));
    if let Some(figure) = figures.last_mut() {
        figure.note = note;
    }
    Ok(figures)
}

fn family(row: &Row) -> &'static str {
    let origin = row.field("origin");
    [("gum", "GUM"), ("Recognizers", "Recognizers"), ("duckling", "duckling"), ("chrono", "chrono")]
        .into_iter()
        .find(|(part, _)| origin.contains(part))
        .map_or("other", |(_, name)| name)
}

/// Whether a date of known days was read where none is.
fn wrongly_dated(row: &Row, values: &[Value]) -> bool {
    let found = values.iter().find(|value| known(value));
    if let Some(value) = found {
        miss(|| format!("date where none is: {} [{}]", row.text.trim(), value.core.of(&row.text)));
    }
    found.is_some()
}

fn known(value: &Value) -> bool {
    value.kind == Kind::Date && value.date.is_some_and(|date| date.start.is_some() || date.end.is_some())
}

fn count_spurious(row: &Row, values: &[Value]) -> usize {
    let labelled = |span: Span| {
        row.expected.iter().any(|label| label.span.start < span.end && span.start < label.span.end)
    };
    let spurious: Vec<&Value> = values.iter().filter(|value| known(value) && !labelled(value.core)).collect();
    for value in &spurious {
        miss(|| format!("spurious {}: {}", value.core.of(&row.text), around(row, value.core)));
    }
    spurious.len()
}

fn judge(
    row: &Row,
    values: &[Value],
    gold: &Gold,
    tallies: &mut BTreeMap<String, Tally>,
    relative: &mut Tally,
) {
    let clock = gold.form == "clock_time"
        || matches!(gold.kind.as_str(), "datetime" | "datetimerange" | "timerange" | "set" | "timezone");
    let (right, span) = best(row, values, gold);
    if is_relative(gold) {
        judge_relative(row, values, gold, relative);
        return;
    }
    let duration = gold.kind == "duration";
    let mut add = |name: String| {
        let tally = tallies.entry(name).or_default();
        tally.right += usize::from(right);
        tally.spans += usize::from(span);
        tally.all += 1;
    };
    if !row.flag("prose_relevant") || clock {
        return;
    }
    let family = family(row);
    add(format!("{}: {}", family, if duration { "duration" } else { &gold.form }));
    add(family.to_owned());
    add("all that count".to_owned());
    if REPORT_FORMS.contains(&gold.form.as_str()) && !duration {
        add("forms that reports use".to_owned());
    }
    if !gold.festival {
        add("all that count, festivals aside".to_owned());
    }
    if !right {
        miss(|| {
            let found: Vec<String> = values.iter().map(|value| describe(row, value)).collect();
            let how = if span { "value" } else { "span" };
            format!(
                "{family} {} {how}: {} {:?} found {found:?}",
                gold.form,
                around(row, gold.span),
                gold.meanings
            )
        });
    }
}

/// Whether span and value are right, and whether the span is, over all values found.
fn best(row: &Row, values: &[Value], gold: &Gold) -> (bool, bool) {
    let wanted = trimmed(&row.text, gold.span);
    let mut span_right = false;
    for value in values.iter().filter(|value| matches!(value.kind, Kind::Date | Kind::Duration)) {
        let same = trimmed(&row.text, value.core) == wanted;
        let right = gold.meanings.iter().any(|meaning| means(value, meaning));
        if same && right {
            return (true, true);
        }
        span_right |= same;
        if end_of_range(&row.text, value, gold, wanted) {
            return (true, true);
        }
    }
    (false, span_right)
}

/// GUM labels the two ends of "from 1990 to 1995" each: right if the range found begins or ends with the one labelled.
fn end_of_range(text: &str, value: &Value, gold: &Gold, wanted: Span) -> bool {
    let core = trimmed(text, value.core);
    let (Some(date), true) = (value.date, core.start <= wanted.start && wanted.end <= core.end) else {
        return false;
    };
    let edge = core.start == wanted.start || core.end == wanted.end;
    edge && core != wanted
        && gold.meanings.iter().any(|meaning| match meaning {
            Meaning::Days { start, ends } => {
                let bare = [(date.month, date.day), (date.end_month, date.end_day)];
                date.start == Some(*start)
                    || ends.iter().any(|end| date.end == Some(*end))
                    || date.start.is_none() && bare.contains(&(Some(start.month()), Some(start.day())))
                    || date.start.is_none()
                        && date.day.is_none()
                        && bare.iter().any(|(month, _)| *month == Some(start.month()))
            }
            Meaning::Yearless { month, end: None, .. } => {
                date.month == Some(*month) || date.end_month == Some(*month)
            }
            _ => false,
        })
}

fn means(value: &Value, meaning: &Meaning) -> bool {
    match (meaning, value.date) {
        (Meaning::Unknown, _) => true,
        (Meaning::Seconds(wanted), None) => seconds(value).is_some_and(|found| (found - wanted).abs() < 1.0),
        (Meaning::From(start), Some(date)) => date.start == Some(*start),
        (Meaning::Season, Some(date)) => date.start.is_none(),
        (Meaning::Days { start, ends }, Some(date)) => match (date.start, date.end) {
            (Some(found), Some(end)) => {
                let outside = value.core.start > value.span.start;
                found == *start && ends.contains(&end)
                    || outside && whole(&date).is_some_and(|days| days.0 == *start && ends.contains(&days.1))
            }
            // Resolved against a date in the label; without it month and day are what the text says.
            _ => date.month == Some(start.month()) && date.day.is_none_or(|day| day == start.day()),
        },
        (Meaning::Yearless { month, day, end }, Some(date)) => {
            date.start.is_none()
                && date.month == Some(*month)
                && (date.day == *day || day.is_none())
                && end.as_ref().is_none_or(|ends| ends.iter().any(|end| date.end_month == Some(*end)))
        }
        _ => false,
    }
}

/// The unit of which a part is meant: where "the end of" stands outside the label, the label means all of "1990".
fn whole(date: &DateRange) -> Option<(Date, Date)> {
    let start = date.start?;
    let years = |size: i16| {
        let first = start.year() - start.year().rem_euclid(size);
        Some((Date::new(first, 1, 1).ok()?, Date::new(first + size - 1, 12, 31).ok()?))
    };
    match (date.modifier, date.granularity) {
        (Modifier::Early | Modifier::Mid | Modifier::Late, Granularity::Year) => years(1),
        (Modifier::Early | Modifier::Mid | Modifier::Late, Granularity::Decade) => years(10),
        (Modifier::Early | Modifier::Mid | Modifier::Late, Granularity::Century) => years(100),
        _ => None,
    }
}

/// A duration of one stated number, as seconds; months of 30 and years of 365 days.
fn seconds(value: &Value) -> Option<f64> {
    let Unit::Time(unit) = value.unit else { return None };
    let number: f64 = value.interval.stated()?.to_string().parse().ok()?;
    let one = match unit {
        TimeUnit::Second => 1.0,
        TimeUnit::Minute => 60.0,
        TimeUnit::Hour => 3600.0,
        TimeUnit::Day => 86_400.0,
        TimeUnit::Week => 604_800.0,
        TimeUnit::Month => 2_592_000.0,
        TimeUnit::Quarter => 7_776_000.0,
        TimeUnit::Year => 31_536_000.0,
        TimeUnit::Decade => 315_360_000.0,
        TimeUnit::Century => 3_153_600_000.0,
    };
    Some(number * one)
}

fn is_relative(gold: &Gold) -> bool {
    gold.form == "relative" || gold.form == "weekday"
}

/// Whether the days that a label names lie in those of a date found there, resolved against the row's date: "three weeks ago"
/// is a week for us and a day for some collections.
fn holds(row: &Row, values: &[Value], gold: &Gold) -> bool {
    let Some(document) = document_date(row) else { return false };
    let touching =
        values.iter().filter(|value| value.core.start < gold.span.end && gold.span.start < value.core.end);
    touching.filter_map(|value| value.date).any(|date| {
        let range = factmark_core::values::date::resolve(&date, Some(document));
        let (Some(first), Some(last)) = (range.start, range.end) else { return false };
        gold.meanings.iter().any(|meaning| match meaning {
            Meaning::Days { start, ends } => {
                first <= *start && ends.iter().any(|end| *start <= *end && *end <= last)
            }
            _ => false,
        })
    })
}

fn judge_relative(row: &Row, values: &[Value], gold: &Gold, relative: &mut Tally) {
    let touching =
        values.iter().filter(|value| value.core.start < gold.span.end && gold.span.start < value.core.end);
    let dates: Vec<&Value> = touching.filter(|value| value.kind == Kind::Date).collect();
    let Some(document) = document_date(row) else { return };
    relative.all += 1;
    let invented =
        dates.iter().find(|value| known(value) && value.date.is_some_and(|date| date.relative.is_some()));
    relative.spans += usize::from(invented.is_none());
    let resolved = dates.iter().any(|value| {
        let Some(date) = value.date else { return false };
        let range = factmark_core::values::date::resolve(&date, Some(document));
        let mut found = Value::clone(value);
        found.date = Some(range);
        gold.meanings.iter().any(|meaning| means(&found, meaning) || is_part_of(&date, &range, meaning))
    });
    relative.right += usize::from(resolved);
    if !resolved {
        miss(|| {
            let found: Vec<String> = values.iter().map(|value| describe(row, value)).collect();
            format!("relative {}: {} {:?} found {found:?}", document, around(row, gold.span), gold.meanings)
        });
    }
}

/// TIMEX3 gives "early next year" the value of the year and puts "early" into an attribute that these rows leave out: the part
/// found is right where it begins or ends with the labelled whole.
fn is_part_of(text: &DateRange, found: &DateRange, meaning: &Meaning) -> bool {
    let rest = matches!(text.relative, Some(Relative::Rest { .. }));
    let part = rest || matches!(text.modifier, Modifier::Early | Modifier::Mid | Modifier::Late);
    let (Meaning::Days { start, ends }, Some(first), Some(last), true) =
        (meaning, found.start, found.end, part)
    else {
        return false;
    };
    let mid = text.modifier == Modifier::Mid;
    ends.iter().any(|end| *start <= first && last <= *end && (mid || first == *start || last == *end))
}

/// Words at either end of an expression that some labels hold and others leave out.
const LOOSE: &[&str] = &[
    "in",
    "on",
    "at",
    "the",
    "of",
    "from",
    "between",
    "since",
    "until",
    "till",
    "by",
    "before",
    "after",
    "during",
    "about",
    "around",
    "c",
    "ca",
    "circa",
    "end",
    "beginning",
    "start",
    "middle",
    "year",
    "years",
    "for",
    "as",
    "a",
    "an",
    "or",
    "approximately",
    "over",
    "within",
    "than",
    "more",
    "less",
    "fewer",
    "nearly",
    "almost",
    "some",
    "starting",
    "this",
    "about",
];

fn trimmed(text: &str, span: Span) -> Span {
    let mut out = span;
    loop {
        let inside = out.of(text);
        let cut = inside.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word: String = cut.chars().take_while(|c| c.is_alphabetic()).collect();
        let cut = if LOOSE.contains(&word.to_lowercase().as_str()) && word.len() < cut.len() {
            cut.get(word.len()..).unwrap_or(cut)
        } else {
            cut
        };
        let back = cut.trim_end_matches(|c: char| !c.is_alphanumeric());
        let back = back.strip_suffix("'s").or_else(|| back.strip_suffix("\u{2019}s")).unwrap_or(back);
        if back.len() == inside.len() {
            return out;
        }
        let start = out.end as usize - cut.len();
        out = Span::new(start, start + back.len());
    }
}

fn around(row: &Row, span: Span) -> String {
    let from = row.text.floor_char_boundary((span.start as usize).saturating_sub(40));
    let to = row.text.ceil_char_boundary((span.end as usize + 30).min(row.text.len()));
    let before = row.text.get(from..span.start as usize).unwrap_or("");
    let after = row.text.get(span.end as usize..to).unwrap_or("");
    format!("{} …{before}[[{}]]{after}…", row.id, span.of(&row.text)).replace('\n', " ")
}

fn describe(row: &Row, value: &Value) -> String {
    let core = value.core.of(&row.text);
    match value.date {
        Some(DateRange { start: Some(start), end, .. }) => {
            format!("{core} = {start}..{}", end.map_or_else(String::new, |end| end.to_string()))
        }
        Some(DateRange { month, day, relative, .. }) => format!("{core} = {month:?} {day:?} {relative:?}"),
        None => format!(
            "{core} = {:?} {:?}",
            value.kind,
            value.interval.stated().map(|number| number.to_string())
        ),
    }
}
