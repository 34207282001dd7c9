//! A figure with two ends: `auto` leaves size or quality to the model, which makes every figure a range.

use serde::{Deserialize, Serialize};

/// From `low` to `high`, both included. A figure that is known exactly has two equal ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range<T> {
    pub low: T,
    pub high: T,
}

impl<T: Clone> Range<T> {
    pub fn single(value: T) -> Self {
        Self { low: value.clone(), high: value }
    }
}

impl<T: PartialEq> Range<T> {
    pub fn is_single(&self) -> bool {
        self.low == self.high
    }
}

impl<T> Range<T> {
    /// Both ends through a non-decreasing function.
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Range<U> {
        Range { low: f(self.low), high: f(self.high) }
    }

    /// Both ends through a non-decreasing function that may have no answer.
    pub fn try_map<U>(self, f: impl Fn(T) -> Option<U>) -> Option<Range<U>> {
        Some(Range { low: f(self.low)?, high: f(self.high)? })
    }
}
