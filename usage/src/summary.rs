//! The bill of a log: exact totals, in all and by meter, model, size and quality, and day; what was counted and what was
//! not. Summaries of parts add up to the summary of the whole.

use std::collections::BTreeMap;

use gpt_image_cost_core::Meter;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::models::RateBasis;
use crate::record::{PricedRecord, Rejection, Remark, Unpriced};
use crate::totals::{Cost, Day, Keys, LineItems, Row, Rows, Tokens};

/// The version of the JSON file.
pub const VERSION: u32 = 1;
/// So many rejections and notes are kept; all are counted, and an observer sees each.
pub const MAX_KEPT: usize = 1_000;
/// So many rows are kept apart for models, and for sizes with qualities; days have fewer.
pub const MAX_ROWS: usize = 10_000;
/// More than ten years.
pub const MAX_DAYS: usize = 4_000;

/// `seen` is always the sum of `priced`, `unpriced` and `rejected`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCounts {
    pub seen: u64,
    pub priced: u64,
    /// Of the priced ones: their cost is a range.
    pub ranged: u64,
    /// Of the priced ones: they report text output, which has no rate.
    pub with_text_output: u64,
    /// Of the priced ones: there is something to look at.
    pub flagged: u64,
    pub unpriced: u64,
    pub rejected: u64,
}

/// How many records were priced at which rates, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateUse {
    /// The first day of the rate card; none for another model.
    pub card_from: Option<String>,
    pub basis: RateBasis,
    /// Where the rates were read.
    pub provenance: String,
    pub records: u64,
}

/// Records whose cost is a range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranged {
    pub records: u64,
    pub input_tokens: Tokens,
    pub output_tokens: Tokens,
    pub usd: Cost,
}

/// What a typical request is made from: the priced records of GPT Image 2 whose tokens are all known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typical {
    pub requests: u64,
    pub batch_requests: u64,
    pub tokens: [Tokens; 5],
}

/// The bill of everything that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    #[serde(rename = "gpt-image-cost-usage")]
    version: Version,
    pub records: RecordCounts,
    pub usd: Cost,
    /// Records that are not ranged; with `ranged` they make the whole cost.
    pub line_items: LineItems,
    pub ranged: Ranged,
    /// Reported by priced records; in no cost.
    pub text_output_tokens: Tokens,
    pub by_model: Rows<Row>,
    /// The keys are `1024x1024 high`.
    pub by_size_and_quality: Rows<Row>,
    /// By the day in UTC.
    pub by_day: Rows<Day>,
    pub rates: Vec<RateUse>,
    pub remarks: BTreeMap<Remark, u64>,
    pub unpriced: BTreeMap<Unpriced, u64>,
    pub typical: Typical,
    /// Events of streams that bill nothing; they are no records.
    pub idle_events: u64,
    /// The first ones. `records.rejected` counts all.
    pub rejections: Vec<Rejection>,
    /// What is to be said about whole files.
    pub notes: Vec<Rejection>,
}

/// Only the version it is written in can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Version;

impl Default for Version {
    fn default() -> Self {
        Self
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(VERSION)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            VERSION => Ok(Self),
            other => Err(de::Error::custom(format!("a summary of version {other}, and only {VERSION} can be read"))),
        }
    }
}

impl Summary {
    /// The JSON that [`Self::from_json`] reads back. Money and tokens are written as text.
    pub fn to_json(&self) -> String {
        // Maps have text keys and numbers are whole: it cannot fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The error is a sentence.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let summary: Self =
            serde_json::from_str(text).map_err(|error| format!("This is not a summary that can be read: {error}."))?;
        let RecordCounts { seen, priced, unpriced, rejected, .. } = summary.records;
        if priced.checked_add(unpriced).and_then(|sum| sum.checked_add(rejected)) == Some(seen) {
            Ok(summary)
        } else {
            Err(format!(
                "This summary does not add up: {priced} priced, {unpriced} unpriced and {rejected} rejected are not \
                 {seen} seen."
            ))
        }
    }

    /// Adds another part of the same log. The result is that of the whole, in whatever order parts are merged, as long as
    /// no limit of rows or rejections is reached; totals are exact beyond.
    pub fn merge(&mut self, other: &Self) {
        self.merge_counts(&other.records);
        self.usd.merge(other.usd);
        self.line_items.merge(&other.line_items);
        self.ranged.records = self.ranged.records.saturating_add(other.ranged.records);
        self.ranged.input_tokens.add(other.ranged.input_tokens.0);
        self.ranged.output_tokens.add(other.ranged.output_tokens.0);
        self.ranged.usd.merge(other.ranged.usd);
        self.text_output_tokens.add(other.text_output_tokens.0);
        self.by_model.merge(&other.by_model, MAX_ROWS, Row::merge);
        self.by_size_and_quality.merge(&other.by_size_and_quality, MAX_ROWS, Row::merge);
        self.by_day.merge(&other.by_day, MAX_DAYS, Day::merge);
        for rates in &other.rates {
            self.use_rates(rates.card_from.as_deref(), rates.basis, &rates.provenance, rates.records);
        }
        for (remark, records) in &other.remarks {
            let sum = self.remarks.entry(*remark).or_default();
            *sum = sum.saturating_add(*records);
        }
        for (reason, records) in &other.unpriced {
            let sum = self.unpriced.entry(*reason).or_default();
            *sum = sum.saturating_add(*records);
        }
        self.typical.requests = self.typical.requests.saturating_add(other.typical.requests);
        self.typical.batch_requests = self.typical.batch_requests.saturating_add(other.typical.batch_requests);
        for (sum, more) in self.typical.tokens.iter_mut().zip(other.typical.tokens) {
            sum.add(more.0);
        }
        self.idle_events = self.idle_events.saturating_add(other.idle_events);
        let room = |kept: &Vec<Rejection>| MAX_KEPT.saturating_sub(kept.len());
        self.rejections.extend(other.rejections.iter().take(room(&self.rejections)).cloned());
        self.notes.extend(other.notes.iter().take(room(&self.notes)).cloned());
    }

    fn merge_counts(&mut self, other: &RecordCounts) {
        let RecordCounts { seen, priced, ranged, with_text_output, flagged, unpriced, rejected } = &mut self.records;
        *seen = seen.saturating_add(other.seen);
        *priced = priced.saturating_add(other.priced);
        *ranged = ranged.saturating_add(other.ranged);
        *with_text_output = with_text_output.saturating_add(other.with_text_output);
        *flagged = flagged.saturating_add(other.flagged);
        *unpriced = unpriced.saturating_add(other.unpriced);
        *rejected = rejected.saturating_add(other.rejected);
    }

    pub(crate) fn add(&mut self, record: &PricedRecord<'_>, keys: &mut Keys) {
        keys.set(record);
        self.records.seen += 1;
        self.records.priced += 1;
        self.records.flagged += u64::from(record.remarks.is_flagged());
        self.records.with_text_output += u64::from(record.text_output > 0);
        self.text_output_tokens.add(u128::from(record.text_output));
        self.usd.add(record.cost);
        self.add_line_items(record);
        self.by_model.update(record.model, MAX_ROWS, |row| row.add(record));
        self.by_size_and_quality.update(&keys.size_and_quality, MAX_ROWS, |row| row.add(record));
        self.by_day.update(&keys.day.1, MAX_DAYS, |day| day.add(record));
        let provenance = record.rate_provenance;
        self.use_rates(keys.card_from.1.as_deref(), record.rate_basis, provenance.label(), 1);
        for remark in record.remarks.iter() {
            *self.remarks.entry(remark).or_default() += 1;
        }
    }

    fn add_line_items(&mut self, record: &PricedRecord<'_>) {
        if record.is_ranged() {
            let [inputs @ .., output] = record.low;
            self.records.ranged += 1;
            self.ranged.records += 1;
            self.ranged.input_tokens.add(inputs.into_iter().map(u128::from).sum());
            self.ranged.output_tokens.add(u128::from(output));
            self.ranged.usd.add(record.cost);
            return;
        }
        for (meter, (tokens, usd)) in Meter::ALL.into_iter().zip(record.low.into_iter().zip(record.low_costs)) {
            self.line_items.add(meter, u128::from(tokens), usd);
        }
        if record.is_main_model {
            let typical = &mut self.typical;
            typical.requests = typical.requests.saturating_add(record.requests);
            let batch = if record.is_batch { record.requests } else { 0 };
            typical.batch_requests = typical.batch_requests.saturating_add(batch);
            for (sum, more) in typical.tokens.iter_mut().zip(record.low) {
                sum.add(u128::from(more));
            }
        }
    }

    fn use_rates(&mut self, card_from: Option<&str>, basis: RateBasis, provenance: &str, records: u64) {
        let same = |used: &&mut RateUse| used.basis == basis && used.card_from.as_deref() == card_from;
        if let Some(used) = self.rates.iter_mut().find(same) {
            used.records = used.records.saturating_add(records);
            return;
        }
        let (card_from, provenance) = (card_from.map(str::to_owned), provenance.to_owned());
        self.rates.push(RateUse { card_from, basis, provenance, records });
        self.rates.sort_by(|a, b| (&a.card_from, a.basis).cmp(&(&b.card_from, b.basis)));
    }

    pub(crate) fn leave_unpriced(&mut self, reason: Unpriced) {
        self.records.seen += 1;
        self.records.unpriced += 1;
        *self.unpriced.entry(reason).or_default() += 1;
    }

    pub(crate) fn reject(&mut self, rejection: Rejection) {
        self.records.seen += 1;
        self.records.rejected += 1;
        if self.rejections.len() < MAX_KEPT {
            self.rejections.push(rejection);
        }
    }

    /// Says something about a whole file, such as one that cannot be opened.
    pub fn add_note(&mut self, file: &str, sentence: &str) {
        let (file, reason) = (file.to_owned(), sentence.to_owned());
        self.note(Rejection { file, line: 0, path: String::new(), reason });
    }

    pub(crate) fn note(&mut self, note: Rejection) {
        if self.notes.len() < MAX_KEPT {
            self.notes.push(note);
        }
    }
}
