//! The bill of a log: exact totals, in all and by meter, model, size and quality, and day; what was counted and what was
//! not. Summaries of parts add up to the summary of the whole.

use std::collections::BTreeMap;
use std::fmt;

use gpt_image_cost_core::{Date, Meter, Provenance, Range};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::amount::Amount;
use crate::models::RateBasis;
use crate::record::{PricedRecord, Rejection, Remark, Unpriced};

/// The version of the JSON file.
pub const VERSION: u32 = 1;
/// So many rejections and notes are kept; all are counted, and an observer sees each.
pub const MAX_KEPT: usize = 1_000;
/// So many rows are kept apart for models, and for sizes with qualities; days have fewer.
pub const MAX_ROWS: usize = 10_000;
/// More than ten years.
pub const MAX_DAYS: usize = 4_000;
/// The key of a row whose records do not say it.
pub const NOT_RECORDED: &str = "not recorded";

/// A number of tokens, written as text: JSON numbers of so many digits do not survive everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tokens(pub u128);

impl Tokens {
    fn add(&mut self, more: u128) {
        self.0 = self.0.saturating_add(more);
    }
}

impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Tokens {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tokens {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(de::Error::custom)
    }
}

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

/// Tokens and cost on one meter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineItem {
    pub tokens: Tokens,
    pub usd: Amount,
}

/// The line items of the five meters, in the order of the rate card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LineItems {
    pub text_input: LineItem,
    pub cached_text_input: LineItem,
    pub image_input: LineItem,
    pub cached_image_input: LineItem,
    pub image_output: LineItem,
}

impl LineItems {
    pub fn get(&self, meter: Meter) -> LineItem {
        match meter {
            Meter::TextInput => self.text_input,
            Meter::CachedTextInput => self.cached_text_input,
            Meter::ImageInput => self.image_input,
            Meter::CachedImageInput => self.cached_image_input,
            Meter::ImageOutput => self.image_output,
        }
    }

    fn get_mut(&mut self, meter: Meter) -> &mut LineItem {
        match meter {
            Meter::TextInput => &mut self.text_input,
            Meter::CachedTextInput => &mut self.cached_text_input,
            Meter::ImageInput => &mut self.image_input,
            Meter::CachedImageInput => &mut self.cached_image_input,
            Meter::ImageOutput => &mut self.image_output,
        }
    }

    fn add(&mut self, meter: Meter, tokens: u128, usd: Amount) {
        let item = self.get_mut(meter);
        item.tokens.add(tokens);
        item.usd += usd;
    }

    fn merge(&mut self, other: &Self) {
        for meter in Meter::ALL {
            let item = other.get(meter);
            self.add(meter, item.tokens.0, item.usd);
        }
    }
}

/// USD from the cheapest to the dearest split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub low: Amount,
    pub high: Amount,
}

impl Cost {
    fn add(&mut self, cost: Range<Amount>) {
        self.low += cost.low;
        self.high += cost.high;
    }

    fn merge(&mut self, other: Self) {
        self.add(Range { low: other.low, high: other.high });
    }

    pub fn is_single(self) -> bool {
        self.low == self.high
    }
}

/// Priced records that have something in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub records: u64,
    /// Requests that the records stand for.
    pub requests: u64,
    pub output_tokens: Tokens,
    pub usd: Cost,
}

impl Row {
    fn add(&mut self, record: &PricedRecord<'_>) {
        let [.., output] = record.low;
        self.records += 1;
        self.requests = self.requests.saturating_add(record.requests);
        self.output_tokens.add(u128::from(output));
        self.usd.add(record.cost);
    }

    fn merge(&mut self, other: &Self) {
        self.records += other.records;
        self.requests = self.requests.saturating_add(other.requests);
        self.output_tokens.add(other.output_tokens.0);
        self.usd.merge(other.usd);
    }
}

/// Rows by a key. Beyond a number of keys all others share one row, so that memory stays bounded and totals exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows<R> {
    pub rows: BTreeMap<String, R>,
    /// What the keys beyond the limit share; there is none below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<R>,
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), other: None }
    }
}

impl<R: Default> Rows<R> {
    fn row(&mut self, key: &str, most: usize) -> &mut R {
        if !self.rows.contains_key(key) && self.rows.len() < most {
            self.rows.insert(key.to_owned(), R::default());
        }
        match self.rows.get_mut(key) {
            Some(row) => row,
            None => self.other.get_or_insert_with(R::default),
        }
    }

    /// As [`Self::row`], with one look-up where the row is there already.
    fn update(&mut self, key: &str, most: usize, add: impl FnOnce(&mut R)) {
        if let Some(row) = self.rows.get_mut(key) {
            add(row);
        } else {
            add(self.row(key, most));
        }
    }

    fn merge(&mut self, other: &Self, most: usize, add: impl Fn(&mut R, &R)) {
        for (key, row) in &other.rows {
            add(self.row(key, most), row);
        }
        if let Some(row) = &other.other {
            add(self.other.get_or_insert_with(R::default), row);
        }
    }
}

/// Tokens of GPT Image 2's records and what they cost, so that they can be priced in another way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Tokens by meter at standard rates.
    pub standard: [Tokens; 5],
    /// Tokens by meter at Batch rates.
    pub batch: [Tokens; 5],
    pub usd: [Amount; 5],
}

impl End {
    fn add(&mut self, split: [u64; 5], costs: [Amount; 5], is_batch: bool) {
        let tokens = if is_batch { &mut self.batch } else { &mut self.standard };
        for ((sum, more), (usd, cost)) in tokens.iter_mut().zip(split).zip(self.usd.iter_mut().zip(costs)) {
            sum.add(u128::from(more));
            *usd += cost;
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        let pairs = [(&mut self.standard, &other.standard), (&mut self.batch, &other.batch)];
        for (mine, theirs) in pairs {
            for (sum, more) in mine.iter_mut().zip(theirs) {
                sum.add(more.0);
            }
        }
        for (sum, more) in self.usd.iter_mut().zip(other.usd) {
            *sum += more;
        }
    }
}

/// Priced records of one day, and the tokens of those of GPT Image 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    #[serde(flatten)]
    pub row: Row,
    /// Records that are not ranged.
    pub known: End,
    /// The cheapest splits of the ranged ones.
    pub ranged_low: End,
    /// The dearest splits of the ranged ones.
    pub ranged_high: End,
}

impl Day {
    fn add(&mut self, record: &PricedRecord<'_>) {
        self.row.add(record);
        match (record.is_main_model, record.is_ranged()) {
            (false, _) => {}
            (true, false) => self.known.add(record.low, record.low_costs, record.is_batch),
            (true, true) => {
                self.ranged_low.add(record.low, record.low_costs, record.is_batch);
                self.ranged_high.add(record.high, record.high_costs, record.is_batch);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.row.merge(&other.row);
        self.known.merge(&other.known);
        self.ranged_low.merge(&other.ranged_low);
        self.ranged_high.merge(&other.ranged_high);
    }
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
        self.ranged.records += other.ranged.records;
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
            *self.remarks.entry(*remark).or_default() += records;
        }
        for (reason, records) in &other.unpriced {
            *self.unpriced.entry(*reason).or_default() += records;
        }
        self.typical.requests = self.typical.requests.saturating_add(other.typical.requests);
        self.typical.batch_requests = self.typical.batch_requests.saturating_add(other.typical.batch_requests);
        for (sum, more) in self.typical.tokens.iter_mut().zip(other.typical.tokens) {
            sum.add(more.0);
        }
        self.idle_events += other.idle_events;
        let room = |kept: &Vec<Rejection>| MAX_KEPT.saturating_sub(kept.len());
        self.rejections.extend(other.rejections.iter().take(room(&self.rejections)).cloned());
        self.notes.extend(other.notes.iter().take(room(&self.notes)).cloned());
    }

    fn merge_counts(&mut self, other: &RecordCounts) {
        let RecordCounts { seen, priced, ranged, with_text_output, flagged, unpriced, rejected } = &mut self.records;
        *seen += other.seen;
        *priced += other.priced;
        *ranged += other.ranged;
        *with_text_output += other.with_text_output;
        *flagged += other.flagged;
        *unpriced += other.unpriced;
        *rejected += other.rejected;
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
        let provenance = if record.is_main_model { Provenance::RateCard } else { Provenance::Vendor };
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
            used.records += records;
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

/// The keys of a record's rows as text. Neighbours are often of one day: writing a date costs more than comparing it.
pub(crate) struct Keys {
    day: (Option<Date>, String),
    card_from: (Option<Date>, Option<String>),
    size_and_quality: String,
}

impl Keys {
    pub fn new() -> Self {
        Self { day: (None, NOT_RECORDED.to_owned()), card_from: (None, None), size_and_quality: String::new() }
    }

    fn set(&mut self, record: &PricedRecord<'_>) {
        if self.day.0 != record.day {
            self.day = (record.day, record.day.map_or_else(|| NOT_RECORDED.to_owned(), |day| day.to_string()));
        }
        if self.card_from.0 != record.rates_from {
            self.card_from = (record.rates_from, record.rates_from.map(|from| from.to_string()));
        }
        self.size_and_quality.clear();
        match (record.size, record.quality) {
            (None, None) => self.size_and_quality.push_str(NOT_RECORDED),
            (size, quality) => {
                let quality = quality.unwrap_or("quality not recorded");
                self.size_and_quality.extend([size.unwrap_or("size not recorded"), " ", quality]);
            }
        }
    }
}
