//! A figure that may be a range: `auto` settings give two ends, everything else gives one.

/// From `low` to `high`; one figure when both are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The smaller end.
    pub low: T,
    /// The larger end.
    pub high: T,
}

impl<T: Copy + PartialEq> Span<T> {
    /// A single figure.
    pub const fn one(value: T) -> Self {
        Self { low: value, high: value }
    }

    /// Whether there is only one figure.
    pub fn is_one(self) -> bool {
        self.low == self.high
    }

    /// Both ends through the same growing function.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Span<U> {
        Span { low: f(self.low), high: f(self.high) }
    }

    /// Both ends through the same growing function that may have no answer.
    pub fn try_map<U>(self, f: impl Fn(T) -> Option<U>) -> Option<Span<U>> {
        Some(Span { low: f(self.low)?, high: f(self.high)? })
    }
}
