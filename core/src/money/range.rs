//! A figure with two ends: `auto` leaves size or quality to the model, which makes every figure a range.

use serde::{Deserialize, Serialize};

use super::Usd;
use super::decimal::sum;

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

/// The sum of all figures; `None` where one of them is unknown.
pub fn total(figures: impl IntoIterator<Item = Option<Range<Usd>>>) -> Option<Range<Usd>> {
    let (low, high): (Vec<_>, Vec<_>) =
        figures.into_iter().map(|figure| (figure.map(|figure| figure.low), figure.map(|figure| figure.high))).unzip();
    Some(Range { low: sum(low)?, high: sum(high)? })
}

/// From the lowest to the highest of all figures; `None` where one of them is unknown, and where there are none.
pub fn extent(figures: impl IntoIterator<Item = Option<Range<Usd>>>) -> Option<Range<Usd>> {
    let mut figures = figures.into_iter();
    let first = figures.next()??;
    figures.try_fold(first, |extent, figure| {
        let figure = figure?;
        Some(Range { low: extent.low.min(figure.low), high: extent.high.max(figure.high) })
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn an_unknown_figure_makes_the_total_unknown() {
        let one = Some(Range::single(Decimal::ONE));
        assert_eq!(total([one, one]), Some(Range::single(Decimal::TWO)));
        assert_eq!(total([one, None]), None);
        assert_eq!(total([]), Some(Range::single(Decimal::ZERO)));
        let two = Some(Range { low: Decimal::ZERO, high: Decimal::TWO });
        assert_eq!(extent([one, two]), two);
        assert_eq!(extent([one, None]), None);
        assert_eq!(extent([]), None);
    }
}
