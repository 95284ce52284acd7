//! A byte range of one text, small enough to keep millions of them.
//! It must not know which text it belongs to: the caller pairs the two.

use serde::Serialize;

/// Half-open byte range `start..end` of a text. Unit: bytes of UTF-8. Texts are limited to 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// A range from `start` to `end` (bytes). Offsets past 4 GiB are clamped.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The text under the span; empty where the span does not lie on character boundaries of `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `offset` (bytes) lies in the span; the end counts, so that a cursor behind the last letter still hits.
    pub fn touches(self, offset: usize) -> bool {
        (self.start as usize) <= offset && offset <= self.end as usize
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved right by `bytes`.
    pub fn shifted(self, bytes: usize) -> Span {
        Span::new(self.start as usize + bytes, self.end as usize + bytes)
    }

    /// The span moved by `bytes`, to the left where that is negative; never past the start of the text.
    #[inline]
    pub fn moved(self, bytes: i64) -> Span {
        let moved = |at: u32| u32::try_from((i64::from(at) + bytes).max(0)).unwrap_or(u32::MAX);
        Span { start: moved(self.start), end: moved(self.end) }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
