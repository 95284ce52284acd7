//! The shape of a typed value: kind, operator, interval, unit, calendar range.
//! It must not know how a value is written (`scan`) nor how two are compared (`relation`).

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::text::Span;

/// What is measured or named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// "34 500 families", "seventeen", "half a million".
    Number,
    /// "7th", "the third".
    Ordinal,
    /// "12 %", "twelve per cent": the interval holds 12, not 0.12.
    Percent,
    /// "3 percentage points".
    PercentagePoint,
    /// "two thirds", "half of": the interval holds the quotient.
    Fraction,
    /// "one in five", "3:1", "three out of four": the interval holds the quotient.
    Ratio,
    Money,
    /// A number with a physical unit: "12 km", "34 hectares", "38 °C".
    Quantity,
    Duration,
    /// A point or range of the calendar, of any granularity.
    Date,
}

/// How the stated number bounds the true one (`design/verdicts.md`, section 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// "=": nothing said, or "exactly", "only".
    #[default]
    Equal,
    /// "about", "some", "roughly", "an estimated".
    About,
    /// "nearly", "almost", "close to": at or a little below.
    Nearly,
    /// "more than", "over".
    MoreThan,
    /// "at least", "no fewer than".
    AtLeast,
    /// "fewer than", "under".
    LessThan,
    /// "at most", "up to", "no more than".
    AtMost,
    /// "between 3 and 5", "3–5", "from 3 to 5"; "dozens", "several hundred" as [12, 120), [200, 1000).
    Between,
}

/// Bounds of a number. A side that is `None` is unbounded; an open side excludes its bound.
/// With `Equal`, `About` and `Nearly` both sides are the stated number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Interval {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub low_open: bool,
    pub high_open: bool,
}

impl Interval {
    pub fn exactly(number: Decimal) -> Self {
        Interval { low: Some(number), high: Some(number), low_open: false, high_open: false }
    }

    /// The single stated number: the only one, or the bound of a half-open interval.
    pub fn stated(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => Some(low),
            (Some(bound), None) | (None, Some(bound)) => Some(bound),
            _ => None,
        }
    }
}

/// ISO 4217 alphabetic code, or none where a symbol has several readings and nothing decides ("crowns").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(pub [u8; 3]);

impl Currency {
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What the number of a value counts or measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    #[default]
    None,
    /// Money; `None` inside where the currency can't be told.
    Currency(Option<Currency>),
    /// A physical unit by its canonical name ("kilometre"), with what one of it is in the base unit of its dimension ("metre").
    Measure { name: &'static str, dimension: &'static str, to_base: f64, offset: f64 },
    /// A calendar unit, for durations.
    Time(TimeUnit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The finest part of the calendar that an expression states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    #[default]
    Day,
    Week,
    Month,
    Quarter,
    Season,
    HalfYear,
    Year,
    FiscalYear,
    Decade,
    Century,
}

/// How the calendar range bounds or narrows what happened (TIMEX3 `mod`, and the prepositions that matter for comparison).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    #[default]
    None,
    Since,
    Until,
    By,
    Before,
    After,
    AsOf,
    Early,
    Mid,
    Late,
    About,
}

/// Days from `start` to `end`, both included. A side is `None` where it needs a date that the text does not state.
/// With "since", "until", "by", "before", "after" and "as of" these are the days named ("since 1992": those of 1992) and `modifier`
/// says how they bound what happened; "early", "mid" and "late" have narrowed them already ("early 1990s": 1990 to 1994).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DateRange {
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub granularity: Granularity,
    pub modifier: Modifier,
    /// Month and day where the year is not stated ("25 April"): such a date is compared by these alone.
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// Last month and day where a range without a year is stated ("25-27 April", "June to August"); else `None`.
    pub end_month: Option<i8>,
    pub end_day: Option<i8>,
    /// "last year", "on Tuesday": the range is unknown without the document's own date.
    pub needs_document_date: bool,
    /// How such an expression stands to the document's date.
    pub relative: Option<Relative>,
    /// The days were counted from the document's date: the words alone do not tell them.
    pub counted: bool,
}

/// Where an expression lies, counted from the document's date. Weeks begin on Monday (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relative {
    /// The calendar unit that lies `offset` units from the one that holds the document's date: "last year" is (Year, -1), "today" (Day, 0).
    Unit { unit: TimeUnit, offset: i32 },
    /// As many units up to the document's date (negative) or from it on: "the past three years", "the next six months".
    Stretch { unit: TimeUnit, count: i32 },
    /// What the document's date, itself included, leaves of its own unit before it ("earlier this year") or after ("later this week").
    Rest { unit: TimeUnit, elapsed: bool },
    /// So many units before (negative) or after a day: "two weeks ago", "three days after Christmas".
    Away { unit: TimeUnit, count: i32, from: Anchor },
    /// A weekday, 1 for Monday to 7 for Sunday. `side` -1: the last one past; 1 or 2: the first or second to come; 0: not said ("on Tuesday").
    Weekday { weekday: i8, side: i8 },
    /// The first such weekday to come, the document's own day included ("the council will vote on Tuesday").
    WeekdayAhead { weekday: i8 },
    /// A weekday of the week that lies `weeks` weeks from the one that holds the document's date: "Friday next week".
    WeekdayOfWeek { weekday: i8, weeks: i32 },
    /// Saturday and Sunday of such a week.
    Weekend { weeks: i32 },
    /// "last May", "next summer" (by its first month, three months long); `side` -1 past, 1 to come, 0 in the document's own year.
    Months { first: i8, count: i8, side: i8 },
    /// Whole months of the year that lies `years` years from the document's: "June next year", "the third quarter of last year".
    MonthsOfYear { first: i8, count: i8, years: i32 },
    /// "20 May last year".
    DayOfYear { month: i8, day: i8, years: i32 },
    /// Days of the month that lies `months` months from the document's: "the 20th of next month".
    DaysOfMonth { first: i8, last: i8, months: i32 },
    /// "the first Monday of next month"; `nth` is -1 for the last.
    WeekdayOfMonth { nth: i8, weekday: i8, months: i32 },
    /// "the last Friday in May", in the year that brings it nearest.
    WeekdayOfNamedMonth { nth: i8, weekday: i8, month: i8 },
    /// The first (positive) or last so many units of a larger one: "the first ten days of last year".
    Share { count: i32, part: TimeUnit, unit: TimeUnit, offset: i32 },
    /// The nth week of a year or month, -1 for the last: "the third week of this month".
    WeekOf { nth: i8, unit: TimeUnit, offset: i32 },
    /// A feast, by its place in the table of feasts; `side` -1 past, 1 to come, 0 in the document's own year.
    Feast { feast: u16, side: i8 },
    /// "Christmas last year".
    FeastOfYear { feast: u16, years: i32 },
}

/// The day from which a distance is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Days from the document's date: 0 for "today", 1 for "tomorrow".
    Day(i32),
    /// As in [`Relative`].
    Weekday {
        weekday: i8,
        side: i8,
    },
    WeekdayOfWeek {
        weekday: i8,
        weeks: i32,
    },
    /// A day without its year, in the year that brings it nearest.
    Date {
        month: i8,
        day: i8,
    },
    /// A feast, in the year that brings it nearest.
    Feast(u16),
}

/// What a value means, wherever it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// Empty for dates.
    pub interval: Interval,
    pub unit: Unit,
    /// For dates alone.
    pub date: Option<DateRange>,
}

/// One value of a text. Small, since all values of a draft are moved with every edit; its meaning is shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The whole expression with its operator and unit: "more than 360", "US$ 10 million", "since May 2023".
    pub span: Span,
    /// The expression without its operator or preposition: "360", "US$ 10 million", "May 2023".
    pub core: Span,
    pub kind: Kind,
    pub operator: Operator,
    /// Read through the value itself: `value.unit`.
    pub meaning: Arc<Meaning>,
    /// Significant digits as stated ("34 500" has 3, "34 512" has 5): what a rounding may hide.
    pub significant: u8,
    /// The noun that a count counts ("families" in "34 500 displaced families"); empty where there is none.
    pub head: Span,
    /// Said in passing, so a weak anchor: "one", "half", "a couple", "twice", "first".
    pub weak: bool,
}

impl Deref for Value {
    type Target = Meaning;

    fn deref(&self) -> &Meaning {
        &self.meaning
    }
}

/// Changes this value alone: a shared meaning is copied first.
impl DerefMut for Value {
    fn deref_mut(&mut self) -> &mut Meaning {
        Arc::make_mut(&mut self.meaning)
    }
}
