//! The bill of a log: exact totals, in all and by meter, model, size and quality, and day; what was counted and what was
//! not. Summaries of parts add up to the summary of the whole.

use std::collections::BTreeMap;

use gpt_image_cost_core::Meter;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::models::RateBasis;
use crate::record::{Rejection, Remark, Unpriced};
use crate::tally::RecordGroup;
use crate::totals::{Cost, Day, LineItems, NOT_RECORDED, Row, Rows, Tokens, add_cost};

/// The version of the JSON file.
const VERSION: u32 = 1;
/// The first 1,000 rejections and the first 1,000 notes are kept. All rejections are counted.
pub const MAX_KEPT: usize = 1_000;
/// Rows for models, and rows for sizes with qualities.
pub const MAX_ROWS: usize = 10_000;
/// Rows for days, more than ten years of them.
const MAX_DAYS: usize = 4_000;

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
    /// How sure the rates are: `rate card`, `vendor`, …
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

/// What a typical request is made from: the priced records of GPT Image 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typical {
    /// Requests whose tokens are all known.
    pub requests: u64,
    /// Of these: billed at Batch rates.
    pub batch_requests: u64,
    /// Tokens of these by meter.
    pub tokens: [Tokens; 5],
    /// Requests whose cost is a range: they count as requests, and their tokens in no mean.
    #[serde(default)]
    pub ranged_requests: u64,
    /// Of these: billed at Batch rates.
    #[serde(default)]
    pub ranged_batch_requests: u64,
}

impl Typical {
    /// All requests, whether their tokens are known or not.
    pub fn all_requests(&self) -> u64 {
        self.requests.saturating_add(self.ranged_requests)
    }

    /// Whether every request was billed at Batch rates.
    pub(crate) fn is_all_batch(&self) -> bool {
        self.batch_requests == self.requests && self.ranged_batch_requests == self.ranged_requests
    }

    fn add(&mut self, group: &RecordGroup) {
        let batch = if group.is_batch { group.requests } else { 0 };
        if group.is_ranged() {
            self.ranged_requests = self.ranged_requests.saturating_add(group.requests);
            self.ranged_batch_requests = self.ranged_batch_requests.saturating_add(batch);
            return;
        }
        self.requests = self.requests.saturating_add(group.requests);
        self.batch_requests = self.batch_requests.saturating_add(batch);
        for (sum, more) in self.tokens.iter_mut().zip(group.low) {
            sum.add(u128::from(more));
        }
    }

    fn merge(&mut self, other: &Self) {
        self.requests = self.requests.saturating_add(other.requests);
        self.batch_requests = self.batch_requests.saturating_add(other.batch_requests);
        self.ranged_requests = self.ranged_requests.saturating_add(other.ranged_requests);
        self.ranged_batch_requests = self.ranged_batch_requests.saturating_add(other.ranged_batch_requests);
        for (sum, more) in self.tokens.iter_mut().zip(other.tokens) {
            sum.add(more.0);
        }
    }
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Version;

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

    /// Adds another part of the same log. Figures do not depend on the order; rejections and notes follow it. Beyond a
    /// limit of rows it decides which ones share a row, and totals stay exact.
    pub fn merge(&mut self, other: &Self) {
        self.merge_counts(&other.records);
        add_cost(&mut self.usd, other.usd);
        self.line_items.merge(&other.line_items);
        self.ranged.records = self.ranged.records.saturating_add(other.ranged.records);
        self.ranged.input_tokens.add(other.ranged.input_tokens.0);
        self.ranged.output_tokens.add(other.ranged.output_tokens.0);
        add_cost(&mut self.ranged.usd, other.ranged.usd);
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
        self.typical.merge(&other.typical);
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

    pub(crate) fn add(&mut self, group: &RecordGroup) {
        let RecordGroup { records, remarks, applied, .. } = group;
        let when = |holds: bool| if holds { *records } else { 0 };
        self.merge_counts(&RecordCounts {
            seen: *records,
            priced: *records,
            ranged: when(group.is_ranged()),
            with_text_output: when(remarks.has(Remark::TextOutputUnpriced)),
            flagged: when(remarks.is_flagged()),
            unpriced: 0,
            rejected: 0,
        });
        self.text_output_tokens.add(u128::from(group.text_output));
        let row = Row::new(group);
        add_cost(&mut self.usd, row.usd);
        self.add_line_items(group, row.usd);
        if !applied.is_other_model() {
            self.typical.add(group);
        }
        let day = group.day.map_or_else(|| NOT_RECORDED.to_owned(), |day| day.to_string());
        self.by_model.row(&group.model, MAX_ROWS).merge(&row);
        self.by_size_and_quality.row(&size_and_quality(group), MAX_ROWS).merge(&row);
        self.by_day.row(&day, MAX_DAYS).merge(&Day::new(group, row));
        let card_from = applied.from.map(|from| from.to_string());
        self.use_rates(card_from.as_deref(), applied.basis, applied.provenance.label(), *records);
        for remark in remarks.iter() {
            *self.remarks.entry(remark).or_default() += records;
        }
    }

    fn add_line_items(&mut self, group: &RecordGroup, usd: Cost) {
        if group.is_ranged() {
            let [inputs @ .., output] = group.low;
            self.ranged.records += group.records;
            self.ranged.input_tokens.add(inputs.into_iter().map(u128::from).sum());
            self.ranged.output_tokens.add(u128::from(output));
            add_cost(&mut self.ranged.usd, usd);
            return;
        }
        for (meter, (tokens, usd)) in Meter::ALL.into_iter().zip(group.low.into_iter().zip(group.low_costs())) {
            self.line_items.add(meter, u128::from(tokens), usd);
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

    /// Says something about a file, such as one that cannot be opened, or about one of its lines; 0 for none.
    pub fn add_note(&mut self, file: &str, line: u64, sentence: &str) {
        if self.notes.len() < MAX_KEPT {
            let (file, reason) = (file.to_owned(), sentence.to_owned());
            self.notes.push(Rejection { file, line, path: String::new(), reason });
        }
    }
}

/// The key of the row of a size and a quality.
fn size_and_quality(group: &RecordGroup) -> String {
    match (group.size.as_deref(), group.quality.as_deref()) {
        (None, None) => NOT_RECORDED.to_owned(),
        (size, quality) => {
            let quality = quality.unwrap_or("quality not recorded");
            format!("{} {quality}", size.unwrap_or("size not recorded"))
        }
    }
}
