//! Two budgets side by side: the reader's own seats, and the metered API. They add up and are never set against each
//! other: a seat prepays no API call, so that there is no break-even and no number of images a seat would buy.

use super::bill::Usd;
use super::exact::{product, sum};
use super::field::{Field, FieldSet};
use super::scenario::Scenario;
use super::span::Span;

/// What ChatGPT seats cost a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seats {
    /// Seats or their price were left out: not asked.
    NotAsked,
    /// One of the two could not be read.
    Unknown,
    /// Seats times the reader's own price, in USD.
    Month(Usd),
}

impl Seats {
    /// Seats × price, both the reader's own figures.
    ///
    /// ```
    /// use gpt_image_cost::domain::{field::FieldSet, link, seats::Seats, snapshot::HISTORY};
    ///
    /// let opened = link::read("seats=12&seat=19.5", &HISTORY);
    /// assert_eq!(Seats::of(opened.first(), FieldSet::NONE), Seats::Month("234".parse().unwrap()));
    /// ```
    pub fn of(scenario: &Scenario, unreadable: FieldSet) -> Self {
        if unreadable.contains(Field::Seats) || unreadable.contains(Field::SeatPrice) {
            return Self::Unknown;
        }
        match (scenario.number(Field::Seats), scenario.number(Field::SeatPrice)) {
            (Some(seats), Some(price)) => product(seats, price).map_or(Self::Unknown, Self::Month),
            _ => Self::NotAsked,
        }
    }

    /// Both budgets together, where both are known.
    pub fn and(self, api_month: Option<Span<Usd>>) -> Option<Span<Usd>> {
        let Self::Month(seats) = self else { return None };
        api_month?.try_map(|api| sum(api, seats))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::link;
    use crate::domain::snapshot::HISTORY;

    fn seats(keys: &str) -> Seats {
        Seats::of(link::read(keys, &HISTORY).first(), FieldSet::NONE)
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn seats_are_exact_and_asked_only_with_a_number_and_a_price() {
        for keys in ["", "seats=12", "seat=19.5"] {
            assert_eq!(seats(keys), Seats::NotAsked, "{keys}");
        }
        for (keys, month) in [
            ("seats=0&seat=19.5", "0"),
            ("seats=3&seat=0", "0"),
            ("seats=7&seat=33.33", "233.31"),
            ("seats=1000000&seat=100000", "100000000000"),
        ] {
            assert_eq!(seats(keys), Seats::Month(decimal(month)), "{keys}");
        }
    }

    #[test]
    fn an_unreadable_field_makes_the_figure_unknown() {
        let mut unreadable = FieldSet::NONE;
        unreadable.insert(Field::SeatPrice);
        let opened = link::read("seats=12", &HISTORY);
        assert_eq!(Seats::of(opened.first(), unreadable), Seats::Unknown);
    }

    #[test]
    fn the_sum_is_a_range_where_the_api_is_and_unknown_without_either() {
        let api = Some(Span { low: decimal("2.12"), high: decimal("712.07") });
        let both = seats("seats=12&seat=19.5").and(api);
        assert_eq!(both, Some(Span { low: decimal("236.12"), high: decimal("946.07") }));
        assert_eq!(Seats::NotAsked.and(api), None);
        assert_eq!(Seats::Unknown.and(api), None);
        assert_eq!(seats("seats=12&seat=19.5").and(None), None);
    }
}
