//! Whose rates apply to a record: the rate card in force on its day, or those of the sibling model it names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gpt_image_cost_core::{Date, Meter, Provenance, RATE_HISTORY, RateCard, RatesOnDay};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::amount::{Thousandths, thousandths};

/// A model of the same family, with its recorded rates.
#[derive(Debug, Deserialize)]
pub(crate) struct Sibling {
    /// All names with these rates.
    pub names: Vec<String>,
    /// USD per 1,000,000 tokens by the [key](rate_key) of the meter.
    pub rates: BTreeMap<String, String>,
}

/// The name of a meter in the files of rates.
pub(crate) fn rate_key(meter: Meter) -> String {
    meter.slug().replace('-', "_")
}

/// The models of the family whose rates are recorded besides GPT Image 2, and where they were read.
#[derive(Debug, Deserialize)]
pub(crate) struct SiblingFile {
    #[serde(deserialize_with = "provenance")]
    pub provenance: Provenance,
    pub source: String,
    pub models: Vec<Sibling>,
}

fn provenance<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Provenance, D::Error> {
    let label = String::deserialize(deserializer)?;
    let found = Provenance::ALL.into_iter().find(|provenance| provenance.label() == label);
    found.ok_or_else(|| de::Error::custom(format!("unknown provenance `{label}`")))
}

/// From `rates/models.json`. A test checks that every entry of the file is here.
pub(crate) static SIBLINGS: LazyLock<Option<SiblingFile>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../rates/models.json")).ok());

/// Why these rates and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RateBasis {
    /// In force on the record's day.
    OnItsDay,
    /// The record's day is after the last check of the rates.
    AfterLastCheck,
    /// The record has no day that can be read: the rates that were asked for.
    NoDay,
    /// The record's day is before the first recorded rates: the rates that were asked for.
    BeforeFirstRecord,
    /// The recorded rates of another model.
    OtherModel,
}

impl RateBasis {
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::OnItsDay => "at the rates in force on the day of the record",
            Self::AfterLastCheck => "made after the last check: at the latest recorded rates, unconfirmed",
            Self::NoDay => "without a date that can be read: at the rates set for undated records",
            Self::BeforeFirstRecord => "made before the first recorded rates: at the rates set for undated records",
            Self::OtherModel => "another model: at its recorded rates",
        }
    }
}

/// A name of a model as a record gives it, without the provider before it and the date behind it.
pub(crate) fn base_model(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.len().checked_sub(11).and_then(|at| name.split_at_checked(at)) {
        Some((base, date)) if date.strip_prefix('-').is_some_and(|date| date.parse::<Date>().is_ok()) => base,
        _ => name,
    }
}

/// Rates as they are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Applied {
    pub thousandths: [Thousandths; 5],
    pub provenance: Provenance,
    /// The first day of the card; none for another model.
    pub from: Option<Date>,
    pub basis: RateBasis,
}

impl Applied {
    pub fn is_other_model(&self) -> bool {
        self.basis == RateBasis::OtherModel
    }
}

/// All rates, ready for use.
pub(crate) struct RateBook {
    cards: Vec<(Date, [Thousandths; 5], Provenance)>,
    siblings: Vec<(&'static Sibling, [Thousandths; 5], Provenance)>,
    rates_on: Date,
}

impl RateBook {
    /// `rates_on` is the day whose rates apply where a record does not decide.
    pub fn new(rates_on: Date) -> Self {
        let card = |card: &RateCard| Some((card.from, thousandths(|meter| Some(card.rates[meter]))?, card.provenance));
        let rate = |sibling: &Sibling, meter| sibling.rates.get(&rate_key(meter))?.parse().ok();
        let siblings = SIBLINGS.iter().flat_map(|file| {
            let sibling = |sibling| Some((sibling, thousandths(|meter| rate(sibling, meter))?, file.provenance));
            file.models.iter().filter_map(sibling)
        });
        Self { cards: RATE_HISTORY.cards.iter().filter_map(card).collect(), siblings: siblings.collect(), rates_on }
    }

    fn card(&self, day: Date) -> Option<&(Date, [Thousandths; 5], Provenance)> {
        self.cards.iter().rev().find(|(from, ..)| *from <= day)
    }

    /// `None` where the rates of the model are not known.
    pub fn applied(&self, model: &str, day: Option<Date>) -> Option<Applied> {
        if model != RATE_HISTORY.model {
            let is_named = |sibling: &Sibling| sibling.names.iter().any(|name| name == model);
            let (_, thousandths, provenance) = *self.siblings.iter().find(|(sibling, ..)| is_named(sibling))?;
            return Some(Applied { thousandths, provenance, from: None, basis: RateBasis::OtherModel });
        }
        let (day, basis) = match day.map(|day| (day, RATE_HISTORY.rates_on(day))) {
            None => (self.rates_on, RateBasis::NoDay),
            Some((_, RatesOnDay::BeforeFirst { .. })) => (self.rates_on, RateBasis::BeforeFirstRecord),
            Some((day, RatesOnDay::Confirmed(_) | RatesOnDay::Between { .. })) => (day, RateBasis::OnItsDay),
            Some((day, RatesOnDay::AfterLastCheck(_))) => (day, RateBasis::AfterLastCheck),
        };
        let (from, thousandths, provenance) = *self.card(day)?;
        Some(Applied { thousandths, provenance, from: Some(from), basis })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_file_has_rates() {
        let book = RateBook::new(RATE_HISTORY.last_checked());
        assert_eq!(book.siblings.len(), include_str!("../rates/models.json").matches("\"names\"").count());
    }

    #[test]
    fn a_model_is_known_by_its_name_alone() {
        for (name, base) in [
            ("gpt-image-2", "gpt-image-2"),
            ("gpt-image-2-2026-04-21", "gpt-image-2"),
            ("azure/openai/gpt-image-2", "gpt-image-2"),
            ("gpt-image-2-2026-04-31", "gpt-image-2-2026-04-31"),
            ("2026-04-21", "2026-04-21"),
            ("", ""),
            ("ééééééééééé", "ééééééééééé"),
        ] {
            assert_eq!(base_model(name), base);
        }
    }
}
