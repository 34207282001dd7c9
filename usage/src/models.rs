//! Whose rates apply to a record: the rate card in force on its day, or those of the sibling model it names.

use std::fmt;
use std::sync::LazyLock;

use gpt_image_cost_core::{Coverage, Date, Decimal, PerMeter, Provenance, RateCard, RateHistory, Rates};
use serde::{Deserialize, Serialize};

use crate::amount::{Thousandths, thousandths};

/// A model of the same family, with its recorded rates.
#[derive(Clone, Debug)]
pub struct Sibling {
    /// All names with these rates.
    pub names: Vec<String>,
    pub rates: Rates,
}

#[derive(Deserialize)]
struct File {
    models: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    names: Vec<String>,
    rates: EntryRates,
}

#[derive(Deserialize)]
struct EntryRates {
    text_input: String,
    cached_text_input: String,
    image_input: String,
    cached_image_input: String,
    image_output: String,
}

impl EntryRates {
    fn parse(&self) -> Option<Rates> {
        let Self { text_input, cached_text_input, image_input, cached_image_input, image_output } = self;
        let mut rates = [Decimal::ZERO; 5];
        let texts = [text_input, cached_text_input, image_input, cached_image_input, image_output];
        for (rate, text) in rates.iter_mut().zip(texts) {
            *rate = text.parse::<Decimal>().ok()?.normalize();
        }
        Some(PerMeter::new(rates))
    }
}

/// From `rates/models.json`. A test holds that every entry of the file is here.
static SIBLINGS: LazyLock<Vec<Sibling>> = LazyLock::new(|| {
    let file: Option<File> = serde_json::from_str(include_str!("../rates/models.json")).ok();
    let entries = file.map(|file| file.models).unwrap_or_default();
    entries.into_iter().filter_map(|entry| Some(Sibling { rates: entry.rates.parse()?, names: entry.names })).collect()
});

/// The models of the family whose rates are recorded besides GPT Image 2.
pub fn siblings() -> &'static [Sibling] {
    &SIBLINGS
}

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
///
/// ```
/// use gpt_image_cost_usage::base_model;
///
/// assert_eq!(base_model("openai/gpt-image-2-2026-04-21"), "gpt-image-2");
/// ```
pub fn base_model(name: &str) -> &str {
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
    pub is_main_model: bool,
}

/// All rates, ready for use.
pub(crate) struct RateBook {
    history: &'static RateHistory,
    cards: Vec<(Date, [Thousandths; 5], Provenance)>,
    siblings: Vec<[Thousandths; 5]>,
    rates_on: Date,
}

impl RateBook {
    /// `rates_on` is the day whose rates apply where a record does not decide.
    pub fn new(history: &'static RateHistory, rates_on: Date) -> Self {
        let card = |card: &RateCard| Some((card.from, thousandths(&card.rates)?, card.provenance));
        Self {
            history,
            cards: history.cards.iter().filter_map(card).collect(),
            siblings: siblings().iter().filter_map(|sibling| thousandths(&sibling.rates)).collect(),
            rates_on,
        }
    }

    pub fn main_model(&self) -> &'static str {
        self.history.model
    }

    fn card(&self, day: Date) -> Option<&(Date, [Thousandths; 5], Provenance)> {
        self.cards.iter().rev().find(|(from, ..)| *from <= day)
    }

    /// `None` where the rates of the model are not known.
    pub fn applied(&self, model: &str, day: Option<Date>) -> Option<Applied> {
        if model != self.main_model() {
            let index = siblings().iter().position(|sibling| sibling.names.iter().any(|name| name == model))?;
            return Some(Applied {
                thousandths: *self.siblings.get(index)?,
                provenance: Provenance::Vendor,
                from: None,
                basis: RateBasis::OtherModel,
                is_main_model: false,
            });
        }
        let (day, basis) = match day.map(|day| (day, self.history.coverage(day))) {
            None => (self.rates_on, RateBasis::NoDay),
            Some((_, Coverage::BeforeFirst)) => (self.rates_on, RateBasis::BeforeFirstRecord),
            Some((day, Coverage::Recorded)) => (day, RateBasis::OnItsDay),
            Some((day, Coverage::AfterLastCheck)) => (day, RateBasis::AfterLastCheck),
        };
        let (from, thousandths, provenance) = *self.card(day)?;
        Some(Applied { thousandths, provenance, from: Some(from), basis, is_main_model: true })
    }
}

impl fmt::Display for RateBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_file_has_rates() {
        assert_eq!(siblings().len(), include_str!("../rates/models.json").matches("\"names\"").count());
        assert!(siblings().iter().all(|sibling| thousandths(&sibling.rates).is_some()));
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
