//! The estimate of a scenario: scenario, rate card and bill, brought together in this one place.

use super::bill::{Bill, TokenSource, token_source};
use super::budget::{Affordable, affordable};
use super::seats::Seats;
use crate::rates::history::RateHistory;
use crate::rates::meter::Meter;
use crate::rates::provenance::Provenance;
use crate::rates::rate_card::RateCard;
use crate::scenario::comparison::Comparison;
use crate::scenario::field::Field;
use crate::scenario::field_set::FieldSet;
use crate::scenario::scenario::{Mode, Scenario, Setting};
use crate::tokens::output::Quality;
use crate::tokens::size::Size;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub scenario: Scenario,
    /// The fields no figure may depend on.
    pub invalid: FieldSet,
    /// `None` where the date of the rates is invalid or lies before the first card. Every cost is unknown then; another
    /// card is never used instead.
    pub rate_card: Option<&'static RateCard>,
    pub bill: Bill,
}

impl Estimate {
    /// At the rates in force on the scenario's date.
    pub fn new(scenario: &Scenario, invalid: FieldSet, history: &RateHistory) -> Self {
        let is_dated = !invalid.contains(Field::Rates);
        let card = if is_dated { history.in_force(scenario.rates) } else { None };
        Self::priced(scenario.clone(), invalid, card)
    }

    /// Of all scenarios of a comparison, which are valid throughout.
    pub fn all(comparison: &Comparison, history: &RateHistory) -> Vec<Self> {
        comparison.scenarios().iter().map(|scenario| Self::new(scenario, FieldSet::EMPTY, history)).collect()
    }

    #[inline(never)]
    fn priced(scenario: Scenario, invalid: FieldSet, rate_card: Option<&'static RateCard>) -> Self {
        let bill = Bill::new(&scenario, invalid, rate_card.map(|card| &card.rates));
        Self { scenario, invalid, rate_card, bill }
    }

    /// The same scenario at another card, whatever its own date.
    #[must_use]
    pub fn at(&self, card: &'static RateCard) -> Self {
        Self::priced(self.scenario.clone(), self.invalid.without(Field::Rates), Some(card))
    }

    /// The same scenario with this size and quality, which count as valid.
    #[must_use]
    pub fn with_size_and_quality(&self, size: Setting<Size>, quality: Setting<Quality>) -> Self {
        let invalid = self.invalid.without(Field::Size).without(Field::Quality);
        Self::priced(self.scenario.with_size_and_quality(size, quality), invalid, self.rate_card)
    }

    /// Another scenario at the same card, with the same fields invalid.
    #[must_use]
    pub fn with_scenario(&self, scenario: Scenario) -> Self {
        Self::priced(scenario, self.invalid, self.rate_card)
    }

    /// Whether images were entered, not tokens.
    pub fn is_images(&self) -> bool {
        self.scenario.mode == Mode::Images
    }

    /// Whether newer rates have been recorded than those of the scenario's date.
    pub fn is_superseded(&self, history: &RateHistory) -> bool {
        self.rate_card.is_some_and(|card| card.from != history.latest().from)
    }

    /// Where a meter's number of tokens comes from.
    pub fn token_provenance(&self, meter: Meter) -> Provenance {
        match (self.scenario.mode, token_source(meter)) {
            (Mode::Tokens, _) | (_, TokenSource::Prompt) => Provenance::Entered,
            (_, TokenSource::GeneratedImage) => Provenance::Measured,
            (_, TokenSource::ReferenceImages) => reference_provenance(&self.scenario),
        }
    }

    /// How many images, or requests where tokens are entered, the budget pays for. `None` where none was entered.
    pub fn affordable(&self) -> Option<Affordable> {
        affordable(&self.scenario, self.invalid, &self.bill)
    }

    /// The same in another quality, at the same size.
    pub fn affordable_at(&self, quality: Quality) -> Option<Affordable> {
        let scenario = self.scenario.with_size_and_quality(self.scenario.size, Setting::Fixed(quality));
        Self::priced(scenario, self.invalid.without(Field::Quality), self.rate_card).affordable()
    }

    pub fn seats(&self) -> Seats {
        Seats::new(&self.scenario, self.invalid)
    }

    /// The scenario's own name, or `Scenario A` for the first of a comparison.
    pub fn name(&self, index: usize) -> String {
        let mut name = self.scenario.name.trim().to_owned();
        if name.is_empty() {
            name.push_str("Scenario ");
            name.extend(Comparison::LETTERS.get(index).copied());
        }
        name
    }
}

/// As firm as the least firm of the reference images.
fn reference_provenance(scenario: &Scenario) -> Provenance {
    let is_assumed = scenario.refs.iter().any(|image| image.provenance() == Provenance::Assumed);
    if is_assumed { Provenance::Assumed } else { Provenance::Measured }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::date::Date;
    use crate::rates::history::RATE_HISTORY;

    #[test]
    fn an_estimate_is_superseded_from_the_next_card_on() {
        const NEXT: Date = Date::literal(2199, 1, 1);
        const CARDS: [RateCard; 2] = {
            let latest = RATE_HISTORY.cards[RATE_HISTORY.cards.len() - 1];
            [latest, RateCard { from: NEXT, checked: NEXT, ..latest }]
        };
        const HISTORY: RateHistory = RateHistory { cards: &CARDS, ..RATE_HISTORY };
        let is_superseded =
            |date: Date| Estimate::new(&Scenario::new(date), FieldSet::EMPTY, &HISTORY).is_superseded(&HISTORY);
        assert!(is_superseded(Date::literal(2198, 12, 31)));
        assert!(!is_superseded(NEXT));
        // No rates are known before the first card.
        assert!(!is_superseded(Date::literal(2000, 1, 1)));
    }
}
