//! Compares two calendar expressions: points and ranges of any granularity, with "since", "by", "before" and the like.
//! It must not know numbers.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use crate::values::relation::Relation;
use crate::values::{DateRange, Granularity, Modifier, Value};

/// How an expression uses the part of the calendar that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// In, on, during, or as of it.
    Within,
    /// Since it, its beginning included: "since 1992".
    From,
    /// Until or by it, its end included.
    To,
    /// Wholly before it.
    Before,
    /// Wholly after it.
    After,
}

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Days {
    first: Date,
    last: Date,
}

impl Days {
    fn holds(self, other: Days) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    fn meets(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

pub(super) fn relate_dates(draft: &Value, source: &Value) -> Relation {
    let (Some(draft), Some(source)) = (draft.date, source.date) else {
        return Relation::Incomparable;
    };
    if draft.needs_document_date || source.needs_document_date {
        return Relation::Incomparable;
    }
    let (Some(draft_days), Some(source_days)) = (named_days(&draft), named_days(&source)) else {
        return without_year(&draft, &source);
    };
    let (draft_use, source_use) = (use_of(draft.modifier), use_of(source.modifier));
    if draft_use == source_use {
        return same_use(&draft, draft_days, &source, source_days);
    }
    other_use(draft_use, draft_days, source_use, source_days)
}

fn use_of(modifier: Modifier) -> Use {
    match modifier {
        Modifier::Since => Use::From,
        Modifier::Until | Modifier::By => Use::To,
        Modifier::Before => Use::Before,
        Modifier::After => Use::After,
        Modifier::None
        | Modifier::AsOf
        | Modifier::Early
        | Modifier::Mid
        | Modifier::Late
        | Modifier::About => Use::Within,
    }
}

/// The days that the expression names, whatever its preposition: for "since 1992" the days of 1992.
fn named_days(range: &DateRange) -> Option<Days> {
    match (range.start, range.end) {
        (Some(first), Some(last)) => Some(Days { first, last }),
        (Some(first), None) => {
            Some(Days { first, last: step(first, range.granularity, 1)?.yesterday().ok()? })
        }
        (None, Some(last)) => Some(Days { first: step(last, range.granularity, -1)?.tomorrow().ok()?, last }),
        (None, None) => None,
    }
}

/// `day` moved by `count` units of the granularity; ends of months stay ends of months.
fn step(day: Date, granularity: Granularity, count: i32) -> Option<Date> {
    let span = match granularity {
        Granularity::Day => count.days(),
        Granularity::Week => count.weeks(),
        Granularity::Month => count.months(),
        Granularity::Quarter | Granularity::Season => (3 * count).months(),
        Granularity::HalfYear => (6 * count).months(),
        Granularity::Year | Granularity::FiscalYear => count.years(),
        Granularity::Decade => (10 * count).years(),
        Granularity::Century => (100 * count).years(),
    };
    let moved = day.checked_add(span).ok()?;
    let was_last = day.day() == day.days_in_month();
    let whole_months = span.get_days() == 0 && span.get_weeks() == 0;
    if was_last && whole_months { Some(moved.last_of_month()) } else { Some(moved) }
}

/// Both say "in", both "since", both "before": the named days decide.
fn same_use(draft: &DateRange, draft_days: Days, source: &DateRange, source_days: Days) -> Relation {
    if draft_days == source_days {
        return same_days(draft.modifier, source.modifier);
    }
    if about(draft, draft_days, source_days) || about(source, source_days, draft_days) {
        return Relation::Compatible;
    }
    if !draft_days.meets(source_days) {
        return Relation::Conflict;
    }
    if is_span(draft, draft_days) && is_span(source, source_days) {
        return two_spans(draft_days, source_days);
    }
    if draft_days.holds(source_days) {
        return Relation::Compatible;
    }
    if source_days.holds(draft_days) {
        return Relation::MorePrecise;
    }
    Relation::Partial
}

/// "early 2023" beside "2023", "late 2023", "about 2023".
fn same_days(draft: Modifier, source: Modifier) -> Relation {
    let part = |modifier: Modifier| matches!(modifier, Modifier::Early | Modifier::Mid | Modifier::Late);
    match (draft, source) {
        (a, b) if a == b => Relation::Same,
        (a, b) if part(a) && part(b) => Relation::Conflict,
        (a, _) if part(a) => Relation::MorePrecise,
        (_, b) if part(b) => Relation::Compatible,
        (Modifier::About, _) => Relation::Compatible,
        (_, Modifier::About) => Relation::HedgeDropped,
        _ => Relation::Same,
    }
}

/// "about 1992" reaches one unit of its granularity to both sides, "about 1990" and "around 300 BC" more: rounder years are rougher.
fn about(range: &DateRange, days: Days, other: Days) -> bool {
    if range.modifier != Modifier::About {
        return false;
    }
    // 300 BC is the year -299.
    let year = if days.first.year() > 0 { days.first.year() } else { 1 - days.first.year() };
    let reach = match range.granularity {
        Granularity::Year if year % 100 == 0 => 10,
        Granularity::Year if year % 10 == 0 => 3,
        _ => 1,
    };
    let first = step(days.first, range.granularity, -reach).unwrap_or(days.first);
    let last = step(days.last, range.granularity, reach).unwrap_or(days.last);
    Days { first, last }.holds(other)
}

/// Whether the text gives two ends ("2022–2027", "25–27 April 2016") and not one unit of the calendar.
fn is_span(range: &DateRange, days: Days) -> bool {
    match step(days.first, range.granularity, 1) {
        Some(next) => days.last >= next,
        None => false,
    }
}

/// Two stated ranges: sharing one end they differ at the other.
fn two_spans(draft: Days, source: Days) -> Relation {
    match (draft.first == source.first, draft.last == source.last) {
        (true, true) => Relation::Same,
        // The same end written more coarsely: "2022 to 2027" and "May 2022 to 2027".
        (true, false) if draft.last.year() == source.last.year() && spans_years(draft) => {
            Relation::Compatible
        }
        (false, true) if draft.first.year() == source.first.year() && spans_years(draft) => {
            Relation::Compatible
        }
        (true, false) | (false, true) => Relation::Conflict,
        (false, false) if draft.holds(source) => Relation::Compatible,
        (false, false) if source.holds(draft) => Relation::MorePrecise,
        (false, false) => Relation::Partial,
    }
}

fn spans_years(days: Days) -> bool {
    days.first.since((Unit::Year, days.last)).is_ok() && days.first.year() != days.last.year()
}

/// The prepositions differ: both sides are read as the days that they allow.
fn other_use(draft_use: Use, draft: Days, source_use: Use, source: Days) -> Relation {
    let named_same = draft == source || draft.holds(source);
    match (draft_use, source_use) {
        // "in 1992" beside "since 1992": an event and the state that it began.
        (Use::Within, Use::From | Use::To) | (Use::From | Use::To, Use::Within) if named_same => {
            Relation::Compatible
        }
        (Use::Within, Use::From | Use::To) if source.holds(draft) => Relation::MorePrecise,
        // "before 22 October" beside "in October": it may have been either.
        (Use::Before | Use::After, Use::Within) if source.holds(draft) && source != draft => {
            Relation::Partial
        }
        // "before 1990" beside "in 1990".
        (Use::Before | Use::After, Use::Within) | (Use::Within, Use::Before | Use::After)
            if draft.meets(source) =>
        {
            Relation::BoundEqual
        }
        // "after 1992" beside "since 1992", "before May" beside "until May": writers use them alike.
        (Use::After, Use::From)
        | (Use::From, Use::After)
        | (Use::Before, Use::To)
        | (Use::To, Use::Before)
            if draft.meets(source) =>
        {
            Relation::Compatible
        }
        _ => by_extent(extent(draft_use, draft), extent(source_use, source)),
    }
}

fn by_extent(draft: Days, source: Days) -> Relation {
    if !draft.meets(source) {
        return Relation::Conflict;
    }
    if draft.holds(source) { Relation::Compatible } else { Relation::Partial }
}

/// All days that the expression allows.
fn extent(used: Use, named: Days) -> Days {
    match used {
        Use::Within => named,
        Use::From => Days { first: named.first, last: Date::MAX },
        Use::To => Days { first: Date::MIN, last: named.last },
        Use::Before => Days { first: Date::MIN, last: named.first.yesterday().unwrap_or(Date::MIN) },
        Use::After => Days { first: named.last.tomorrow().unwrap_or(Date::MAX), last: Date::MAX },
    }
}

/// One side states no year: month and day alone can be compared.
fn without_year(draft: &DateRange, source: &DateRange) -> Relation {
    let (Some(own), Some(other)) = (part_of_year(draft), part_of_year(source)) else {
        return Relation::Incomparable;
    };
    let same_form = draft.start.is_none() && source.start.is_none();
    let (draft_use, source_use) = (use_of(draft.modifier), use_of(source.modifier));
    if draft_use != source_use {
        return bounded_part_of_year(draft_use, own, source_use, other);
    }
    if own == other && same_form {
        return Relation::Same;
    }
    // "between December and February": what lies in it is not told by comparing its ends.
    if own.1 < own.0 || other.1 < other.0 {
        return Relation::Incomparable;
    }
    if own.1 < other.0 || other.1 < own.0 {
        return Relation::Conflict;
    }
    if own == other && draft.start.is_some() {
        return Relation::MorePrecise;
    }
    if own.0 <= other.0 && other.1 <= own.1 {
        return Relation::Compatible;
    }
    if other.0 <= own.0 && own.1 <= other.1 {
        return Relation::MorePrecise;
    }
    Relation::Partial
}

/// "before 27 June" beside "26 June 2012": within one year, as far as the text tells.
fn bounded_part_of_year(
    draft_use: Use,
    own: ((i8, i8), (i8, i8)),
    source_use: Use,
    other: ((i8, i8), (i8, i8)),
) -> Relation {
    if source_use != Use::Within {
        return Relation::Incomparable;
    }
    let meets = own.0 <= other.1 && other.0 <= own.1;
    let allowed = match draft_use {
        Use::Within => return Relation::Incomparable,
        Use::Before | Use::After if meets => return Relation::BoundEqual,
        Use::Before => other.1 < own.0,
        Use::After => other.0 > own.1,
        Use::To => other.1 <= own.1,
        Use::From => other.0 >= own.0,
    };
    if allowed { Relation::Compatible } else { Relation::Conflict }
}

/// First and last (month, day) of an expression, days 1 to 31 where it names whole months.
/// `None` for expressions coarser than months, and for those that cross the turn of a year.
fn part_of_year(range: &DateRange) -> Option<((i8, i8), (i8, i8))> {
    if let Some(month) = range.month {
        let last_month = range.end_month.unwrap_or(month);
        let last_day = range.end_day.or(range.day.filter(|_| range.end_month.is_none())).unwrap_or(31);
        return Some(((month, range.day.unwrap_or(1)), (last_month, last_day)));
    }
    let (first, last) = (range.start?, range.end?);
    if first.year() != last.year() || range.granularity > Granularity::Month {
        return None;
    }
    let whole_month = range.granularity == Granularity::Month;
    Some(((first.month(), first.day()), (last.month(), if whole_month { 31 } else { last.day() })))
}
