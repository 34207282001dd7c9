//! Adds records up: the tokens of those that differ in nothing else are summed as whole numbers and priced once. That is
//! exact, because no price is rounded, and quicker than pricing each for every total it belongs to.

use std::hash::{Hash as _, Hasher as _};

use gpt_image_cost_core::Date;
use rustc_hash::FxHasher;

use crate::amount::{Amount, Thousandths};
use crate::counts::Split;
use crate::models::Applied;
use crate::record::{PricedRecord, Remark, Remarks};
use crate::summary::Summary;

/// Records add up in so many places. Two kinds that meet in one take turns, which costs time and nothing else.
const PLACES: usize = 512;
/// Counts are at most 2⁵³: so many of them fit into 64 bits.
const MAX_RECORDS: u64 = 1 << 10;

/// Records that differ in nothing but tokens and place.
#[derive(Clone, Debug)]
pub(crate) struct Alike {
    pub model: String,
    pub size: Option<String>,
    pub quality: Option<String>,
    /// In UTC.
    pub day: Option<Date>,
    pub is_batch: bool,
    pub applied: Applied,
    pub remarks: Remarks,
    pub records: u64,
    pub requests: u64,
    pub text_output: u64,
    /// Tokens of the cheapest splits.
    pub low: Split,
    /// Tokens of the dearest splits.
    pub high: Split,
}

impl Alike {
    fn new(record: &PricedRecord<'_>) -> Self {
        Self {
            model: record.model.to_owned(),
            size: record.size.map(str::to_owned),
            quality: record.quality.map(str::to_owned),
            day: record.day,
            is_batch: record.is_batch,
            applied: record.applied,
            remarks: record.remarks,
            records: 0,
            requests: 0,
            text_output: 0,
            low: [0; 5],
            high: [0; 5],
        }
    }

    fn is_like(&self, record: &PricedRecord<'_>) -> bool {
        self.day == record.day
            && self.remarks == record.remarks
            && self.is_batch == record.is_batch
            && self.size.as_deref() == record.size
            && self.quality.as_deref() == record.quality
            && self.model == record.model
            && self.applied == record.applied
    }

    fn add(&mut self, record: &PricedRecord<'_>) {
        self.records += 1;
        self.requests += record.requests;
        self.text_output += record.text_output;
        let sums = self.low.iter_mut().chain(&mut self.high);
        for (sum, tokens) in sums.zip(record.low.iter().chain(&record.high)) {
            *sum += tokens;
        }
    }

    pub fn is_ranged(&self) -> bool {
        self.remarks.has(Remark::InputNotSplit)
    }

    /// Costs of the cheapest splits by meter.
    pub fn low_costs(&self) -> [Amount; 5] {
        costs(&self.low, &self.applied.thousandths, self.is_batch)
    }

    /// Costs of the dearest splits by meter.
    pub fn high_costs(&self) -> [Amount; 5] {
        costs(&self.high, &self.applied.thousandths, self.is_batch)
    }
}

/// What a split costs by meter.
pub(crate) fn costs(split: &Split, rates: &[Thousandths; 5], is_batch: bool) -> [Amount; 5] {
    let mut costs = [Amount::ZERO; 5];
    for ((cost, tokens), rate) in costs.iter_mut().zip(split).zip(rates) {
        *cost = Amount::new(u128::from(*tokens), *rate, is_batch);
    }
    costs
}

/// Sums that are not yet in the summary.
pub(crate) struct Tally {
    places: Vec<Option<Alike>>,
    /// Records that are not yet in the summary.
    pub pending: u64,
}

impl Tally {
    pub fn new() -> Self {
        Self { places: vec![None; PLACES], pending: 0 }
    }

    pub fn add(&mut self, record: &PricedRecord<'_>, summary: &mut Summary) {
        let Some(place) = self.places.get_mut(index(record)) else { return };
        if let Some(alike) = place.take_if(|alike| alike.records >= MAX_RECORDS || !alike.is_like(record)) {
            self.pending -= alike.records;
            summary.add(&alike);
        }
        place.get_or_insert_with(|| Alike::new(record)).add(record);
        self.pending += 1;
    }

    /// Brings the summary up to date.
    pub fn flush(&mut self, summary: &mut Summary) {
        for alike in self.places.iter_mut().filter_map(Option::take) {
            summary.add(&alike);
        }
        self.pending = 0;
    }
}

fn index(record: &PricedRecord<'_>) -> usize {
    let mut hasher = FxHasher::default();
    record.day.hash(&mut hasher);
    record.size.hash(&mut hasher);
    record.quality.hash(&mut hasher);
    record.remarks.hash(&mut hasher);
    usize::try_from(hasher.finish() % PLACES as u64).unwrap_or(0)
}
