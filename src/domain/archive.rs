//! What the dated states tell: a timeline, the state on any day one asks for, and what each state changed.
//!
//! It reads what is recorded. A change nobody recorded is not known here.

use rust_decimal::Decimal;

use super::date::Date;
use super::meter::Meter;
use super::offer::Detail;
use super::rates::{Coverage, History, State};

/// A rate that moved, in USD per 1,000,000 tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateChange {
    /// The meter it is on.
    pub meter: Meter,
    /// What it was.
    pub old: Decimal,
    /// What it became.
    pub new: Decimal,
}

/// A detail of the offer that changed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferChange {
    /// The detail.
    pub detail: Detail,
    /// What it was.
    pub old: String,
    /// What it became.
    pub new: String,
}

/// What one state changed against the one before. Both lists are empty when the card was only read elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Rates that moved.
    pub rates: Vec<RateChange>,
    /// Details of the offer that changed.
    pub offer: Vec<OfferChange>,
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The card was recorded for the first time.
    FirstArchived(&'static State),
    /// Another state was found.
    Changed {
        /// The state that was found.
        state: &'static State,
        /// The day the state before it was last seen: the change lies after it.
        last_seen: Date,
        /// What it changed.
        change: Change,
    },
    /// The latest state was read again and found unchanged.
    LastConfirmed(&'static State),
}

/// What is known of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Before the first state: no rates are known.
    BeforeFirst {
        /// The first day with a record.
        first: Date,
    },
    /// Between a state's first and last reading.
    Confirmed(&'static State),
    /// After a state's last reading and before another was found: the earlier state, with the change somewhere between.
    Between {
        /// The state that counts.
        state: &'static State,
        /// The day another state was found.
        next: Date,
    },
    /// After the last check: the last recorded state, unconfirmed.
    AfterLastCheck(&'static State),
}

impl Change {
    /// What `new` changed against `old`.
    pub fn between(old: &State, new: &State) -> Self {
        let rate = |meter| RateChange { meter, old: old.rates[meter], new: new.rates[meter] };
        let detail = |detail: Detail| OfferChange { detail, old: detail.of(&old.offer), new: detail.of(&new.offer) };
        Self {
            rates: Meter::ALL.into_iter().map(rate).filter(|change| change.old != change.new).collect(),
            offer: Detail::ALL.into_iter().map(detail).filter(|change| change.old != change.new).collect(),
        }
    }
}

/// First archived, each change, last confirmed: oldest first.
pub fn timeline(history: &History) -> Vec<Event> {
    let changes = history.states.iter().zip(history.states.iter().skip(1)).map(|(old, state)| Event::Changed {
        state,
        last_seen: old.checked,
        change: Change::between(old, state),
    });
    std::iter::once(Event::FirstArchived(history.first()))
        .chain(changes)
        .chain([Event::LastConfirmed(history.latest())])
        .collect()
}

/// What is known of a day.
///
/// ```
/// use gpt_image_cost::domain::{archive::{asked, Asked}, date::Date, snapshot::HISTORY};
///
/// let first = HISTORY.first().from;
/// assert_eq!(asked(&HISTORY, Date::literal(2020, 1, 1)), Asked::BeforeFirst { first });
/// ```
pub fn asked(history: &History, day: Date) -> Asked {
    let Some(state) = history.in_force(day) else { return Asked::BeforeFirst { first: history.first().from } };
    let next = history.states.iter().map(|state| state.from).find(|from| *from > day);
    match (history.coverage(day), next) {
        (Coverage::AfterLastCheck, _) => Asked::AfterLastCheck(state),
        (_, Some(next)) if day > state.checked => Asked::Between { state, next },
        _ => Asked::Confirmed(state),
    }
}

#[cfg(test)]
mod tests;
