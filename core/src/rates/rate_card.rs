//! One dated rate card: the rates, what was on sale, and where both were read.

use rust_decimal::Decimal;

use super::date::Date;
use super::meter::PerMeter;
use super::offer::Offer;
use super::provenance::Provenance;

/// USD per 1,000,000 tokens on each meter. At most three decimals; the five sum to at most 300.
pub type Rates = PerMeter<Decimal>;

/// What was recorded from one day until it was last checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateCard {
    /// The first day on which these rates were recorded.
    pub from: Date,
    /// The last day on which they were checked and found unchanged.
    pub checked: Date,
    pub provenance: Provenance,
    /// Where the card was read, in a sentence.
    pub source: &'static str,
    /// The address it was read at, where that was recorded.
    pub address: Option<&'static str>,
    pub rates: Rates,
    pub offer: Offer,
}

/// Another vendor's tool to look at. It is not priced here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearbyTool {
    pub name: &'static str,
    pub address: &'static str,
}
