//! Two budgets side by side: ChatGPT seats at the reader's own price, and the metered API. They add up and are never
//! weighed against each other: a seat prepays no API call, so there is no break-even.

use crate::money::Usd;
use crate::money::decimal::{checked_add, checked_mul};
use crate::money::range::Range;
use crate::scenario::field::Field;
use crate::scenario::field_set::FieldSet;
use crate::scenario::scenario::Scenario;

/// The monthly cost of the seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seats {
    /// Their number or price was left out.
    NotAsked,
    /// Their number or price is invalid.
    Unknown,
    Month(Usd),
}

impl Seats {
    /// Seats × price, both entered by the reader.
    ///
    /// ```
    /// use gpt_image_cost_core::{FieldSet, RATE_HISTORY, Seats, scenario::permalink};
    ///
    /// let link = permalink::parse("seats=12&seat=19.5", &RATE_HISTORY);
    /// assert_eq!(Seats::new(link.first(), FieldSet::EMPTY), Seats::Month("234".parse().unwrap()));
    /// ```
    pub fn new(scenario: &Scenario, invalid: FieldSet) -> Self {
        if invalid.contains(Field::Seats) || invalid.contains(Field::SeatPrice) {
            return Self::Unknown;
        }
        match (scenario.number(Field::Seats), scenario.number(Field::SeatPrice)) {
            (Some(seats), Some(price)) => checked_mul(seats, price).map_or(Self::Unknown, Self::Month),
            _ => Self::NotAsked,
        }
    }

    /// Both budgets added up, where both are known.
    pub fn plus(self, api_month: Option<Range<Usd>>) -> Option<Range<Usd>> {
        let Self::Month(seats) = self else { return None };
        api_month?.try_map(|api| checked_add(api, seats))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::rates::history::RATE_HISTORY;
    use crate::scenario::permalink;

    fn seats(keys: &str) -> Seats {
        Seats::new(permalink::parse(keys, &RATE_HISTORY).first(), FieldSet::EMPTY)
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
    fn an_invalid_field_makes_the_figure_unknown() {
        let link = permalink::parse("seats=12", &RATE_HISTORY);
        assert_eq!(Seats::new(link.first(), [Field::SeatPrice].into_iter().collect()), Seats::Unknown);
    }

    #[test]
    fn the_sum_is_a_range_where_the_api_is_and_unknown_without_either() {
        let api = Some(Range { low: decimal("2.12"), high: decimal("712.07") });
        let both = seats("seats=12&seat=19.5").plus(api);
        assert_eq!(both, Some(Range { low: decimal("236.12"), high: decimal("946.07") }));
        assert_eq!(Seats::NotAsked.plus(api), None);
        assert_eq!(Seats::Unknown.plus(api), None);
        assert_eq!(seats("seats=12&seat=19.5").plus(None), None);
    }
}
