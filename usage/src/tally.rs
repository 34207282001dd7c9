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

/// Groups are kept in a fixed table. Two groups with the same hash evict each other, which costs time, not exactness.
const SLOTS: usize = 512;
/// Counts are at most 2⁵³: the sum of this many fits into 64 bits.
const MAX_RECORDS_PER_SLOT: u64 = 1 << 10;

/// Records that differ in nothing but tokens and position.
#[derive(Clone, Debug)]
pub(crate) struct RecordGroup {
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

impl RecordGroup {
    fn new(record: &PricedRecord<'_>) -> Self {
        Self {
            model: record.model.to_owned(),
            size: record.size.map(str::to_owned),
            quality: record.quality.map(str::to_owned),
            day: record.day,
            is_batch: record.is_batch,
            applied: *record.applied,
            remarks: record.remarks,
            records: 0,
            requests: 0,
            text_output: 0,
            low: [0; 5],
            high: [0; 5],
        }
    }

    fn holds(&self, record: &PricedRecord<'_>) -> bool {
        self.day == record.day
            && self.remarks == record.remarks
            && self.is_batch == record.is_batch
            && self.size.as_deref() == record.size
            && self.quality.as_deref() == record.quality
            && self.model == record.model
            && self.applied == *record.applied
    }

    fn add(&mut self, record: &PricedRecord<'_>) {
        self.records += 1;
        self.requests += record.requests;
        self.text_output += record.text_output;
        let sums = self.low.iter_mut().chain(&mut self.high);
        for (sum, tokens) in sums.zip(record.low.iter().chain(record.high)) {
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

/// Groups that are not yet in the summary.
pub(crate) struct Tally {
    slots: Vec<Option<RecordGroup>>,
}

impl Tally {
    pub fn new() -> Self {
        Self { slots: vec![None; SLOTS] }
    }

    /// Records that are not yet in the summary.
    pub fn pending(&self) -> u64 {
        self.slots.iter().flatten().map(|group| group.records).sum()
    }

    pub fn add(&mut self, record: &PricedRecord<'_>, summary: &mut Summary) {
        let slot = &mut self.slots[slot_of(record)];
        if let Some(full) = slot.take_if(|group| group.records >= MAX_RECORDS_PER_SLOT || !group.holds(record)) {
            summary.add(&full);
        }
        slot.get_or_insert_with(|| RecordGroup::new(record)).add(record);
    }

    /// Brings the summary up to date.
    pub fn flush(&mut self, summary: &mut Summary) {
        for group in self.slots.iter_mut().filter_map(Option::take) {
            summary.add(&group);
        }
    }
}

/// Always below [`SLOTS`].
#[allow(clippy::cast_possible_truncation)] // the lower bits are enough
fn slot_of(record: &PricedRecord<'_>) -> usize {
    let mut hasher = FxHasher::default();
    record.model.hash(&mut hasher);
    record.size.hash(&mut hasher);
    record.quality.hash(&mut hasher);
    record.day.hash(&mut hasher);
    record.is_batch.hash(&mut hasher);
    record.remarks.hash(&mut hasher);
    hasher.finish() as usize % SLOTS
}
