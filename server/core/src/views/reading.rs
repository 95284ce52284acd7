//! Values read again with the words around them: what the scanner, which sees one expression at a time, leaves open.
//! It must not know the claim or the source, only one sentence.

use super::token::Token;
use super::view::{Life, SlotValue};
use crate::values::{DateRange, Granularity, Interval, Kind, Operator, TimeUnit, Unit, Value};

/// A life in brackets stands among the first words of a sentence.
const LIFE_REACH: usize = 30;
/// How far before a life its bracket may open.
const BRACKET_REACH: usize = 14;

/// "more than five decades": a bounded number before a calendar unit is a duration.
pub(super) fn as_duration(value: &Value, tokens: &[Token], end: usize) -> (Value, usize) {
    let bare = value.kind == Kind::Number && value.unit == Unit::None;
    let unit = tokens.get(end).filter(|_| bare).and_then(|next| time_unit(next.lemma()));
    match unit {
        Some(unit) => {
            let mut duration = Value { kind: Kind::Duration, ..value.clone() };
            duration.unit = Unit::Time(unit);
            (duration, end + 1)
        }
        None => (value.clone(), end),
    }
}

/// "1970 's" in tokenised text, "the early 1970's": ten years, or the half of them that "early" and "late" leave.
pub(super) fn spaced_decade(mut value: Value, tokens: &[Token], opening: usize, end: usize) -> Value {
    let Some(date) = &mut value.date else { return value };
    let (Some(start), true) = (date.start, date.granularity == Granularity::Year) else { return value };
    let clitic = tokens.get(end).is_some_and(|next| &*next.lower == "'s");
    let named = tokens.get(end + 1).is_some_and(|next| next.capital);
    if !clitic || named || start.year() % 10 != 0 {
        return value;
    }
    let around = tokens.get(opening.saturating_sub(1)..end).unwrap_or_default();
    let says = |word: &str| around.iter().any(|token| &*token.lower == word);
    let (first, last) = if says("early") {
        (0, 4)
    } else if says("late") {
        (5, 9)
    } else {
        (0, 9)
    };
    let decade = start.year();
    date.start = jiff::civil::Date::new(decade + first, 1, 1).ok();
    date.end = jiff::civil::Date::new(decade + last, 12, 31).ok();
    date.granularity = Granularity::Decade;
    value
}

/// "died in his 30's": an age of thirty to thirty-nine.
pub(super) fn within_decade(mut value: Value, tokens: &[Token], opening: usize, end: usize) -> Value {
    let owner = opening.checked_sub(1).and_then(|at| tokens.get(at));
    let owned = owner.is_some_and(|token| matches!(&*token.lower, "his" | "her" | "their" | "my" | "our"));
    let plural = tokens.get(end).is_some_and(|next| &*next.lower == "'s");
    let stated = value.interval.stated().filter(|_| value.kind == Kind::Number && owned && plural);
    let Some(low) = stated.filter(|number| (*number % rust_decimal::Decimal::TEN).is_zero()) else {
        return value;
    };
    value.operator = Operator::Between;
    value.interval.high = Some(low + rust_decimal::Decimal::from(9));
    value
}

/// "from 221 to 206 BC": the era of the second year is that of the first.
pub(super) fn share_era(tokens: &[Token], values: &mut [SlotValue]) {
    for at in 1..values.len() {
        let Some(later) = values.get(at).filter(|later| later.value.kind == Kind::Date) else { continue };
        let before_christ =
            later.value.date.and_then(|date| date.start).is_some_and(|start| start.year() <= 0);
        let (to, value) = (later.first, later.value.clone());
        let Some(first) = values.get_mut(at - 1) else { continue };
        let number = first.value.interval.stated().filter(|_| first.value.kind == Kind::Number);
        let joined = first.end + 1 == to
            && tokens
                .get(first.end)
                .is_some_and(|link| matches!(&*link.lower, "to" | "-" | "–" | "and" | "until"));
        let year = number.and_then(|number| i16::try_from(number).ok()).map(|number| 1 - number);
        let (Some(year), true, true) = (year, joined, before_christ) else { continue };
        let day = |month, day| jiff::civil::Date::new(year, month, day).ok();
        let date = DateRange {
            start: day(1, 1),
            end: day(12, 31),
            granularity: Granularity::Year,
            ..DateRange::default()
        };
        let (span, core) = (first.value.span, first.value.core);
        first.value = Value { span, core, operator: Operator::Equal, ..value };
        first.value.date = Some(date);
    }
}

/// "550.000": a number with three zeros behind a point is read in thousands, as most of Europe writes it.
pub(super) fn in_thousands(mut value: Value, text: &str) -> Value {
    let core = value.core.of(text);
    let digits =
        core.split(|c: char| !c.is_ascii_digit() && c != '.').find(|part| part.contains('.')).unwrap_or("");
    let grouped = digits
        .split_once('.')
        .is_some_and(|(whole, rest)| rest == "000" && (1..=3).contains(&whole.len()) && whole != "0");
    if !grouped || value.date.is_some() {
        return value;
    }
    let stated = value.interval.stated();
    let small = stated.is_some_and(|number| number < rust_decimal::Decimal::from(1000));
    if !small {
        return value;
    }
    let scale = |bound: Option<rust_decimal::Decimal>| {
        bound.map(|bound| (bound * rust_decimal::Decimal::from(1000)).normalize())
    };
    value.interval.low = scale(value.interval.low);
    value.interval.high = scale(value.interval.high);
    value
}

fn time_unit(lemma: &str) -> Option<TimeUnit> {
    Some(match lemma {
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "week" => TimeUnit::Week,
        "month" => TimeUnit::Month,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    })
}

/// "before the 58th minute": an ordinal takes bounds as a date does; "in the top ten" is a rank up to the tenth.
pub(super) fn bounded_ordinal(mut value: Value, tokens: &[Token], opening: usize) -> Value {
    let word = |distance: usize| {
        opening.checked_sub(distance).and_then(|at| tokens.get(at)).map_or("", |token| &*token.lower)
    };
    let among_first = word(1) == "top" && word(2) == "the" && matches!(word(3), "in" | "among" | "within");
    if value.kind == Kind::Number && among_first {
        value.kind = Kind::Ordinal;
        return bounded(value, Operator::AtMost);
    }
    if value.kind != Kind::Ordinal {
        return value;
    }
    let cue = if matches!(word(1), "the" | "his" | "her" | "its" | "their") { word(2) } else { word(1) };
    let operator = match cue {
        "before" => Operator::LessThan,
        "after" => Operator::MoreThan,
        "until" | "by" => Operator::AtMost,
        "since" => Operator::AtLeast,
        _ => return value,
    };
    bounded(value, operator)
}

fn bounded(mut value: Value, operator: Operator) -> Value {
    let Some(number) = value.interval.stated() else { return value };
    value.operator = operator;
    let below = matches!(operator, Operator::LessThan | Operator::AtMost);
    value.interval = Interval {
        low: (!below).then_some(number),
        high: below.then_some(number),
        low_open: operator == Operator::MoreThan,
        high_open: operator == Operator::LessThan,
    };
    value
}

/// "(1 May 1900 – 2 June 1980)" behind a name near the start: the two ends are a birth and a death.
pub(super) fn life_dates(slot: &SlotValue, tokens: &[Token]) -> Option<[SlotValue; 2]> {
    let range = slot.value.date?;
    let (start, end) = (range.start?, range.end?);
    let stands_early = slot.first <= LIFE_REACH;
    let before = tokens.get(slot.first.saturating_sub(BRACKET_REACH)..slot.first)?;
    let opens = before
        .iter()
        .rev()
        .find(|token| matches!(&*token.lower, "(" | ")"))
        .is_some_and(|token| &*token.lower == "(");
    let closes = tokens.get(slot.end).is_some_and(|token| &*token.lower == ")");
    let spans_years = end.year() - start.year() >= 12 && range.granularity <= Granularity::Year;
    // "was drawn up for the Labour Plan (2017-2030)": behind a verb it is no life.
    let told = tokens.get(..slot.first)?.iter().any(|token| {
        matches!(&*token.lower, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will")
    });
    if told || !(stands_early && opens && closes && spans_years) {
        return None;
    }
    let point = |day: jiff::civil::Date, life: Life| {
        let whole_year = range.granularity != Granularity::Day;
        let year = |month, at| jiff::civil::Date::new(day.year(), month, at).unwrap_or(day);
        let (start, end) = if whole_year { (year(1, 1), year(12, 31)) } else { (day, day) };
        let granularity = if whole_year { Granularity::Year } else { Granularity::Day };
        let date = DateRange { start: Some(start), end: Some(end), granularity, ..DateRange::default() };
        let mut value = Value { operator: Operator::Equal, ..slot.value.clone() };
        value.date = Some(date);
        SlotValue { value, life: Some(life), ..slot.clone() }
    };
    Some([point(start, Life::Birth), point(end, Life::Death)])
}

#[cfg(test)]
mod tests {
    use super::super::view::SentenceView;
    use crate::text::Span;
    use crate::values::{Kind, Operator, scan};

    fn read(text: &str) -> SentenceView {
        let span = Span::new(0, text.len());
        SentenceView::read(text, span, &scan(text, span))
    }

    #[test]
    fn a_bounded_number_before_a_unit_of_time_is_a_duration() {
        let view = read("She taught there for more than five decades.");
        let value = &view.values.last().unwrap().value;
        assert_eq!((value.kind, value.operator), (Kind::Duration, Operator::MoreThan));
    }

    #[test]
    fn an_ordinal_takes_bounds() {
        let operator = |text: &str| read(text).values.last().unwrap().value.operator;
        assert_eq!(operator("He scored before the 58th minute."), Operator::LessThan);
        assert_eq!(operator("He scored after the 58th minute."), Operator::MoreThan);
        assert_eq!(operator("He scored in the 58th minute."), Operator::Equal);
        assert_eq!(operator("She is in the top ten."), Operator::AtMost);
    }

    #[test]
    fn an_era_holds_for_both_ends() {
        let view = read("The league lasted from 221 to 206 BC.");
        let years: Vec<_> =
            view.values.iter().filter_map(|value| Some(value.value.date?.start?.year())).collect();
        assert_eq!(years, [-220, -205]);
    }

    #[test]
    fn an_age_by_its_decade_is_a_range() {
        let view = read("She died in her 30's.");
        let value = &view.values.last().unwrap().value;
        assert_eq!((value.operator, value.interval.high), (Operator::Between, Some(39.into())));
    }

    #[test]
    fn a_life_in_brackets_has_two_ends() {
        assert_eq!(read("Ada Sorel (1 May 1900 – 2 June 1980) was a painter.").values.len(), 2);
        assert_eq!(read("The plan (2017-2019) was renewed.").values.len(), 1);
    }
}
