//! One point of the calendar as written, perhaps with parts missing, and the days that it names.
//! It must not know how it is written.

use super::calendar::{self, Days, Narrowed};
use super::lexicon::Season;
use crate::values::{DateRange, Granularity, Modifier};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    /// Of anything but a year, whose halves are units of their own.
    FirstHalf,
    SecondHalf,
    /// Of a century: 1 to 4.
    Quarter(i8),
}

impl Part {
    pub(super) fn modifier(self) -> Modifier {
        match self {
            Part::Early | Part::FirstHalf | Part::Quarter(1) => Modifier::Early,
            Part::Mid | Part::Quarter(2 | 3) => Modifier::Mid,
            Part::Late | Part::SecondHalf | Part::Quarter(_) => Modifier::Late,
        }
    }
}

/// Which unit of the calendar is meant; its year stands beside it in [`Point`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The month is missing in "the 3" of "from the 3 to the 5 May".
    Day {
        month: Option<i8>,
        day: i8,
    },
    Month(i8),
    /// Of ISO 8601: "2022-W05".
    Week(i8),
    Year,
    FiscalYear,
    Quarter(i8),
    Half(i8),
    Season(Season),
    /// Its year is the decade's first; none in "the twenties", which may be of any century.
    Decade,
    Century {
        number: i16,
        before_christ: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) shape: Shape,
    /// Astronomical: 1 BC is 0.
    pub(super) year: Option<i16>,
    pub(super) part: Option<Part>,
}

impl Point {
    pub(super) fn new(shape: Shape, year: Option<i16>) -> Self {
        Point { shape, year, part: None }
    }

    pub(super) fn month(&self) -> Option<i8> {
        match self.shape {
            Shape::Day { month, .. } => month,
            Shape::Month(month) => Some(month),
            _ => None,
        }
    }

    pub(super) fn day(&self) -> Option<i8> {
        match self.shape {
            Shape::Day { day, .. } => Some(day),
            _ => None,
        }
    }

    fn first_month(&self) -> Option<i8> {
        match self.shape {
            Shape::Quarter(quarter) => Some(quarter * 3 - 2),
            _ => self.month(),
        }
    }

    /// Of a unit of several months that lie in the same ones each year.
    fn last_month(&self) -> Option<i8> {
        match self.shape {
            Shape::Quarter(quarter) => Some(quarter * 3),
            _ => None,
        }
    }

    /// First and last day, narrowed to the part that is meant. `None` where the year or month is missing, or no such day exists.
    pub(super) fn days(&self) -> Option<Days> {
        let days = match (self.shape, self.year) {
            (Shape::Century { number, before_christ }, _) => calendar::century(number, before_christ),
            (_, None) => None,
            (Shape::Day { month, day }, Some(year)) => calendar::day(year, month?, day),
            (Shape::Month(month), Some(year)) => calendar::months(year, month, 1),
            (Shape::Week(week), Some(year)) => calendar::iso_week(year, week),
            (Shape::Year | Shape::FiscalYear, Some(year)) => calendar::years(year, 1),
            (Shape::Quarter(quarter), Some(year)) => calendar::quarter(year, quarter),
            (Shape::Half(half), Some(year)) => calendar::half(year, half),
            (Shape::Season(season), Some(year)) => calendar::season(year, season),
            (Shape::Decade, Some(year)) => calendar::years(year, 10),
        }?;
        match self.part {
            Some(part) => calendar::narrow(days, part, self.narrowed()),
            None => Some(days),
        }
    }

    fn narrowed(&self) -> Narrowed {
        match self.shape {
            Shape::Century { .. } => Narrowed::Century,
            Shape::Decade => Narrowed::Decade,
            Shape::Year | Shape::FiscalYear => Narrowed::Year,
            Shape::Month(_) => Narrowed::Month,
            Shape::Week(_) => Narrowed::Week,
            Shape::Day { .. } | Shape::Quarter(_) | Shape::Half(_) | Shape::Season(_) => Narrowed::Other,
        }
    }

    pub(super) fn granularity(&self) -> Granularity {
        match self.shape {
            Shape::Day { .. } => Granularity::Day,
            Shape::Month(_) => Granularity::Month,
            Shape::Week(_) => Granularity::Week,
            Shape::Year => Granularity::Year,
            Shape::FiscalYear => Granularity::FiscalYear,
            Shape::Quarter(_) => Granularity::Quarter,
            Shape::Half(_) => Granularity::HalfYear,
            Shape::Season(_) => Granularity::Season,
            Shape::Decade => Granularity::Decade,
            Shape::Century { .. } => Granularity::Century,
        }
    }

    /// `None` for a day that does not exist, such as 30 February or 31 June.
    pub(super) fn range(&self) -> Option<DateRange> {
        let days = self.days();
        let complete = self.year.is_some() || matches!(self.shape, Shape::Century { .. });
        if complete && days.is_none() || !self.exists() {
            return None;
        }
        let yearless = days.is_none();
        Some(DateRange {
            start: days.map(|days| days.0),
            end: days.map(|days| days.1),
            granularity: self.granularity(),
            modifier: self.part.map_or(Modifier::None, Part::modifier),
            month: self.first_month().filter(|_| yearless),
            day: self.day().filter(|_| yearless),
            end_month: self.last_month().filter(|_| yearless),
            ..DateRange::default()
        })
    }

    /// Whether a day without a year exists in some year: 2000 was a leap year.
    fn exists(&self) -> bool {
        match self.shape {
            Shape::Day { month: Some(month), day } => calendar::day(2000, month, day).is_some(),
            _ => true,
        }
    }
}
