//! Dated rates: which state of the card applies on a day, and how sure that is.

use rust_decimal::Decimal;

use super::date::Date;
use super::meter::PerMeter;
use super::standing::Standing;

/// USD per 1,000,000 tokens on each meter. At most three decimals; the five sum to at most 300.
pub type Rates = PerMeter<Decimal>;

/// What the rate card said from one day until it was last read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The first day these rates were recorded.
    pub from: Date,
    /// The last day they were read again and found unchanged.
    pub checked: Date,
    /// How sure the record is.
    pub standing: Standing,
    /// Where it was read, in words.
    pub source: &'static str,
    /// The address it was read at, where that is recorded.
    pub address: Option<&'static str>,
    /// The rates themselves.
    pub rates: Rates,
    /// What was on sale.
    pub offer: Offer,
}

/// What was on sale on the API side. It says nothing of ChatGPT's own plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Who gets in.
    pub access_model: &'static str,
    /// How the API is sold.
    pub api_track: &'static str,
    /// What one pays by.
    pub billing_unit: &'static str,
    /// The plans listed.
    pub plans: &'static [Plan],
    /// Whether a free API plan was listed.
    pub free_plan: bool,
    /// The trial, where one was listed.
    pub trial: Option<&'static str>,
    /// The price of a month, where one was listed.
    pub monthly_price: Option<&'static str>,
    /// The price of a year, where one was listed.
    pub annual_price: Option<&'static str>,
    /// The lowest price to start at, where one was listed.
    pub starting_price: Option<&'static str>,
}

/// One plan of the line-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its id on the card.
    pub id: &'static str,
    /// Its name on the card.
    pub name: &'static str,
}

/// A tool of another vendor to look at next; not priced here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearbyTool {
    /// What it is called.
    pub name: &'static str,
    /// Its page.
    pub address: &'static str,
}

/// Everything recorded of one model, oldest state first. There is at least one state, and none overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// The model's id in the API.
    pub model: &'static str,
    /// The name of its family.
    pub family: &'static str,
    /// The vendor's page to check the rates against.
    pub price_page: &'static str,
    /// The states, never empty.
    pub states: &'static [State],
    /// Tools of other vendors to look at.
    pub nearby_tools: &'static [NearbyTool],
}

/// How a day lies to what is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Before the first state: no rates are known.
    BeforeFirst,
    /// Within what is recorded. A gap between one state's last check and the next state belongs to the earlier one.
    Recorded,
    /// After the last check: the last recorded rates, unconfirmed.
    AfterLastCheck,
}

impl History {
    /// The first state recorded.
    pub fn first(&self) -> &'static State {
        &self.states[0]
    }

    /// The latest state recorded.
    pub fn latest(&self) -> &'static State {
        &self.states[self.states.len() - 1]
    }

    /// The last day on which any rate was checked.
    pub fn last_checked(&self) -> Date {
        self.latest().checked
    }

    /// The state in force on a day, or none before the first.
    ///
    /// ```
    /// use gpt_image_cost::domain::{date::Date, snapshot::HISTORY};
    ///
    /// assert!(HISTORY.in_force(Date::literal(2026, 4, 21)).is_none());
    /// assert!(HISTORY.in_force(Date::literal(2026, 4, 22)).is_some());
    /// ```
    pub fn in_force(&self, day: Date) -> Option<&'static State> {
        self.states.iter().rev().find(|state| state.from <= day)
    }

    /// How a day lies to what is recorded.
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
