//! Exact totals: tokens, line items, costs that may be ranges, and rows of them by a key. They only ever grow.

use std::collections::BTreeMap;
use std::fmt;

use gpt_image_cost_core::{Meter, Range};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::amount::Amount;
use crate::counts::Split;
use crate::tally::RecordGroup;

/// The key of a row whose records do not say it.
pub const NOT_RECORDED: &str = "not recorded";
/// The key of the row that everything beyond the limit of rows shares.
pub const ALL_OTHERS: &str = "all others";

/// A number of tokens, written as text: many programs read JSON numbers as doubles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tokens(pub u128);

impl Tokens {
    pub(crate) fn add(&mut self, more: u128) {
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

/// Tokens and cost on one meter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineItem {
    pub tokens: Tokens,
    pub usd: Amount,
}

/// The line items of the five meters, in the order of the rate card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

    pub(crate) fn add(&mut self, meter: Meter, tokens: u128, usd: Amount) {
        let item = self.get_mut(meter);
        item.tokens.add(tokens);
        item.usd += usd;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for meter in Meter::ALL {
            let item = other.get(meter);
            self.add(meter, item.tokens.0, item.usd);
        }
    }
}

/// USD from the cheapest to the dearest split.
pub type Cost = Range<Amount>;

pub(crate) fn add_cost(sum: &mut Cost, more: Cost) {
    sum.low += more.low;
    sum.high += more.high;
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
    pub(crate) fn new(group: &RecordGroup) -> Self {
        let [.., output] = group.low;
        let [low, high] = [group.low_costs(), group.high_costs()].map(|costs| costs.into_iter().sum());
        Self {
            records: group.records,
            requests: group.requests,
            output_tokens: Tokens(u128::from(output)),
            usd: Cost { low, high },
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.records = self.records.saturating_add(other.records);
        self.requests = self.requests.saturating_add(other.requests);
        self.output_tokens.add(other.output_tokens.0);
        add_cost(&mut self.usd, other.usd);
    }
}

/// Rows by a key. Beyond a number of keys all others share one row, so that memory stays bounded and totals exact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows<R> {
    pub rows: BTreeMap<String, R>,
    /// What the keys beyond the limit share; there is none below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<R>,
}

impl<R> Rows<R> {
    /// Every row with its key; the shared one last, as [`ALL_OTHERS`].
    pub fn with_others(&self) -> impl Iterator<Item = (&str, &R)> {
        let rows = self.rows.iter().map(|(key, row)| (key.as_str(), row));
        rows.chain(self.other.iter().map(|row| (ALL_OTHERS, row)))
    }
}

impl<R: Default> Rows<R> {
    /// The row of a key, new if need be.
    pub(crate) fn row(&mut self, key: &str, most: usize) -> &mut R {
        if !self.rows.contains_key(key) && self.rows.len() < most {
            self.rows.insert(key.to_owned(), R::default());
        }
        match self.rows.get_mut(key) {
            Some(row) => row,
            None => self.other.get_or_insert_with(R::default),
        }
    }

    pub(crate) fn merge(&mut self, other: &Self, most: usize, add: impl Fn(&mut R, &R)) {
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
pub struct PricedTokens {
    /// Tokens by meter at standard rates.
    pub standard: [Tokens; 5],
    /// Tokens by meter at Batch rates.
    pub batch: [Tokens; 5],
    pub usd: [Amount; 5],
}

impl PricedTokens {
    fn new(split: Split, usd: [Amount; 5], is_batch: bool) -> Self {
        let (tokens, none) = (split.map(|tokens| Tokens(u128::from(tokens))), [Tokens::default(); 5]);
        let (standard, batch) = if is_batch { (none, tokens) } else { (tokens, none) };
        Self { standard, batch, usd }
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
    pub known: PricedTokens,
    /// The cheapest splits of the ranged ones.
    pub ranged_low: PricedTokens,
    /// The dearest splits of the ranged ones.
    pub ranged_high: PricedTokens,
}

impl Day {
    pub(crate) fn new(group: &RecordGroup, row: Row) -> Self {
        let low = PricedTokens::new(group.low, group.low_costs(), group.is_batch);
        let high = PricedTokens::new(group.high, group.high_costs(), group.is_batch);
        let day = Self { row, ..Self::default() };
        match (group.applied.is_other_model(), group.is_ranged()) {
            (true, _) => day,
            (false, false) => Self { known: low, ..day },
            (false, true) => Self { ranged_low: low, ranged_high: high, ..day },
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.row.merge(&other.row);
        self.known.merge(&other.known);
        self.ranged_low.merge(&other.ranged_low);
        self.ranged_high.merge(&other.ranged_high);
    }
}
