//! All rate cards of one model, which of them was in force on a day, and the history that ships.

use rust_decimal::Decimal;

use super::date::Date;
use super::meter::PerMeter;
use super::offer::{Offer, Plan};
use super::provenance::Provenance;
use super::rate_card::{NearbyTool, RateCard};

/// Everything recorded about GPT Image 2, compiled from `rates/gpt-image-2.json` by the build script.
pub static RATE_HISTORY: RateHistory = include!(concat!(env!("OUT_DIR"), "/rate_history.rs"));

/// Five cards that never ship, compiled the way the shipped ones are.
#[cfg(test)]
pub(crate) static MADE_UP: RateHistory = include!(concat!(env!("OUT_DIR"), "/made_up.rs"));

/// Oldest card first. There is at least one, and no two overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateHistory {
    /// The model's id in the API.
    pub model: &'static str,
    /// The name of its family.
    pub family: &'static str,
    /// The vendor's page to check the rates against.
    pub price_page: &'static str,
    /// Never empty.
    pub cards: &'static [RateCard],
    pub nearby_tools: &'static [NearbyTool],
}

/// What is known about the rates on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatesOnDay {
    /// Before the first card: no rates are known.
    BeforeFirst {
        /// The first day with a record.
        first: Date,
    },
    /// Between a card's first and last check.
    Confirmed(&'static RateCard),
    /// After a card's last check and before the next card was found: the earlier card, with a change somewhere between.
    Between {
        card: &'static RateCard,
        /// The day the next card was found.
        next: Date,
    },
    /// After the last check of all: the latest card, unconfirmed.
    AfterLastCheck(&'static RateCard),
}

impl RateHistory {
    pub fn first(&self) -> &'static RateCard {
        &self.cards[0]
    }

    pub fn latest(&self) -> &'static RateCard {
        &self.cards[self.cards.len() - 1]
    }

    /// The last day on which any rates were checked.
    pub fn last_checked(&self) -> Date {
        self.latest().checked
    }

    /// The card in force on a day, or `None` before the first one.
    ///
    /// ```
    /// use gpt_image_cost_core::{Date, RATE_HISTORY};
    ///
    /// assert!(RATE_HISTORY.in_force(Date::literal(2026, 4, 21)).is_none());
    /// assert!(RATE_HISTORY.in_force(Date::literal(2026, 4, 22)).is_some());
    /// ```
    pub fn in_force(&self, day: Date) -> Option<&'static RateCard> {
        self.cards.iter().rev().find(|card| card.from <= day)
    }

    /// ```
    /// use gpt_image_cost_core::{Date, RATE_HISTORY, RatesOnDay};
    ///
    /// let first = RATE_HISTORY.first().from;
    /// assert_eq!(RATE_HISTORY.rates_on(Date::literal(2020, 1, 1)), RatesOnDay::BeforeFirst { first });
    /// ```
    pub fn rates_on(&self, day: Date) -> RatesOnDay {
        let Some(card) = self.in_force(day) else { return RatesOnDay::BeforeFirst { first: self.first().from } };
        let next = self.cards.iter().map(|card| card.from).find(|from| *from > day);
        match next {
            _ if day <= card.checked => RatesOnDay::Confirmed(card),
            Some(next) => RatesOnDay::Between { card, next },
            None => RatesOnDay::AfterLastCheck(card),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::estimate::Estimate;
    use crate::money::range::Range;
    use crate::rates::meter::Meter;
    use crate::scenario::permalink;

    #[test]
    fn every_card_in_the_file_is_compiled_and_used_from_its_day_on() {
        assert_eq!(MADE_UP.cards.len(), 5);
        let cost_of_a_million_tokens = |day: Date| {
            let link = permalink::parse(&format!("rates={day}&mode=tokens&oi=1000000"), &MADE_UP);
            Estimate::all(&link.comparison, &MADE_UP)[0].bill.per_request
        };
        let mut distinct = Vec::new();
        for card in MADE_UP.cards {
            let rate = card.rates[Meter::ImageOutput];
            assert_eq!(cost_of_a_million_tokens(card.from), Some(Range::single(rate)), "{}", card.from);
            assert_eq!(MADE_UP.in_force(card.checked), Some(card));
            distinct.push(rate);
        }
        distinct.dedup();
        assert!(distinct.len() > 1, "the made-up rates change");
    }
}
