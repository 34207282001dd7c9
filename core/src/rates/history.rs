//! All rate cards of one model, and which of them was in force on a day.

use super::date::Date;
use super::rate_card::{NearbyTool, RateCard};

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

/// How a day relates to what was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Before the first card: no rates are known.
    BeforeFirst,
    /// A gap between one card's last check and the next card belongs to the earlier one.
    Recorded,
    /// After the last check: the latest card, unconfirmed.
    AfterLastCheck,
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

    pub fn coverage(&self, day: Date) -> Coverage {
        if day < self.first().from {
            Coverage::BeforeFirst
        } else if day > self.last_checked() {
            Coverage::AfterLastCheck
        } else {
            Coverage::Recorded
        }
    }
}
