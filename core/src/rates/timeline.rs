//! The dated rate cards as a history: what each changed, and between which days.
//!
//! It reads what was recorded. A change that nobody recorded is not known here.

use rust_decimal::Decimal;

use super::date::Date;
use super::history::RateHistory;
use super::meter::Meter;
use super::offer::OfferDetail;
use super::rate_card::RateCard;

/// A rate that changed, in USD per 1,000,000 tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateChange {
    pub meter: Meter,
    pub old: Decimal,
    pub new: Decimal,
}

/// A detail of the offer that changed, as [`OfferDetail::describe`] words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferChange {
    pub detail: OfferDetail,
    pub old: String,
    pub new: String,
}

/// What one card changed against the one before. Both lists are empty when only its source changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardChange {
    pub rates: Vec<RateChange>,
    pub offer: Vec<OfferChange>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimelineEvent {
    FirstRecorded(&'static RateCard),
    Changed {
        card: &'static RateCard,
        /// The day the card before was last checked: the change happened after it.
        last_seen: Date,
        change: CardChange,
    },
    LastConfirmed(&'static RateCard),
}

impl CardChange {
    pub fn between(old: &RateCard, new: &RateCard) -> Self {
        let rate = |meter| RateChange { meter, old: old.rates[meter], new: new.rates[meter] };
        let detail = |detail: OfferDetail| OfferChange {
            detail,
            old: detail.describe(&old.offer),
            new: detail.describe(&new.offer),
        };
        Self {
            rates: Meter::ALL.into_iter().map(rate).filter(|change| change.old != change.new).collect(),
            offer: OfferDetail::ALL.into_iter().map(detail).filter(|change| change.old != change.new).collect(),
        }
    }
}

/// First recorded, each change, last confirmed: oldest first.
pub fn timeline(history: &RateHistory) -> Vec<TimelineEvent> {
    let changes = history.cards.windows(2).filter_map(|pair| match pair {
        [old, card] => {
            Some(TimelineEvent::Changed { card, last_seen: old.checked, change: CardChange::between(old, card) })
        }
        _ => None,
    });
    std::iter::once(TimelineEvent::FirstRecorded(history.first()))
        .chain(changes)
        .chain([TimelineEvent::LastConfirmed(history.latest())])
        .collect()
}

#[cfg(test)]
mod tests;
