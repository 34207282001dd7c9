//! One record after pricing: its line items, its provenance and what is worth saying about it.

use gpt_image_cost_core::{Date, Meter, Provenance, Range};
use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::counts::Split;
use crate::models::{Applied, RateBasis};
use crate::tally::costs;

/// Something to know about a record that was priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// A line of a batch output, priced at the Batch rate. The line itself does not say so.
    BatchAssumed,
    /// No output split: all output is counted as image output.
    OutputSplitAssumed,
    /// No full input split: the cost is a range.
    InputNotSplit,
    /// Cached tokens are counted. The vendor grants cached rates for this model through the Responses API only.
    CachedCounts,
    /// Text output tokens have no rate: they are not in the cost.
    TextOutputUnpriced,
    /// The output tokens are not what size and quality give.
    OutputDiffers,
    /// The record reports an error beside its usage.
    IsError,
    /// Another model of the family, at its own recorded rates.
    OtherModel,
    /// No model is named: priced as GPT Image 2.
    ModelAssumed,
}

impl Remark {
    pub const ALL: [Self; 9] = [
        Self::BatchAssumed,
        Self::OutputSplitAssumed,
        Self::InputNotSplit,
        Self::CachedCounts,
        Self::TextOutputUnpriced,
        Self::OutputDiffers,
        Self::IsError,
        Self::OtherModel,
        Self::ModelAssumed,
    ];

    /// For people, as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::BatchAssumed => "Batch output, priced at the Batch rate. The log does not state the price.",
            Self::OutputSplitAssumed => "The output is not split: all of it is counted as image output.",
            Self::InputNotSplit => "The input is not split into text, image and cached tokens: the cost is a range.",
            Self::CachedCounts => "Cached tokens are counted, at the cached rates.",
            Self::TextOutputUnpriced => {
                "Text output tokens are reported. They have no rate here and are not in the cost."
            }
            Self::OutputDiffers => "The output tokens do not match the size and quality.",
            Self::IsError => "An error is reported, but so is usage.",
            Self::OtherModel => "Another model, priced at its own recorded rates.",
            Self::ModelAssumed => "No image model is named; priced as GPT Image 2.",
        }
    }

    /// In files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BatchAssumed => "batch-assumed",
            Self::OutputSplitAssumed => "output-split-assumed",
            Self::InputNotSplit => "input-not-split",
            Self::CachedCounts => "cached-counts",
            Self::TextOutputUnpriced => "text-output-unpriced",
            Self::OutputDiffers => "output-differs",
            Self::IsError => "is-error",
            Self::OtherModel => "other-model",
            Self::ModelAssumed => "model-assumed",
        }
    }
}

/// Remarks of one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Remarks(u16);

impl Remarks {
    pub(crate) fn set(&mut self, remark: Remark, holds: bool) {
        self.0 |= u16::from(holds) << remark as u16;
    }

    pub fn has(self, remark: Remark) -> bool {
        self.0 >> remark as u16 & 1 == 1
    }

    pub fn iter(self) -> impl Iterator<Item = Remark> {
        Remark::ALL.into_iter().filter(move |remark| self.has(*remark))
    }

    /// Whether the record is one to look at. Ordinary responses of the Image API name no model.
    pub fn is_flagged(self) -> bool {
        self.iter().any(|remark| remark != Remark::ModelAssumed)
    }
}

/// Why a record that could be read has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unpriced {
    /// It names a model without recorded rates.
    UnknownModel,
    /// It has no usage, or a usage without counts.
    NoUsage,
    /// It reports an error and no usage.
    Error,
    /// It shows the main model's usage alone, which is billed at that model's rates.
    MainModelOnly,
}

impl Unpriced {
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnknownModel => "No rates are recorded here for the model named.",
            Self::NoUsage => "No usage is reported.",
            Self::Error => "An error is reported, and no usage.",
            Self::MainModelOnly => {
                "Only the usage of the main model is reported, which is billed at that model's rates; the image tokens of \
                 a response are in tool_usage."
            }
        }
    }
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'r> {
    pub file: &'r str,
    /// From 1.
    pub line: u64,
    /// Within the line's value, as in `response.body.usage`; empty for the value itself.
    pub path: &'r str,
}

/// A record with its price. A figure whose split is not known is a range.
#[derive(Clone, Debug)]
pub struct PricedRecord<'r> {
    pub position: Position<'r>,
    pub model: &'r str,
    pub size: Option<&'r str>,
    pub quality: Option<&'r str>,
    /// In UTC.
    pub day: Option<Date>,
    pub is_batch: bool,
    /// Requests this record stands for.
    pub requests: u64,
    pub text_output: u64,
    /// The weakest provenance among the figures that the cost rests on.
    pub provenance: Provenance,
    pub remarks: Remarks,
    pub(crate) applied: &'r Applied,
    /// Every split that may be the cheapest or the dearest.
    pub(crate) splits: &'r [Split; 4],
    /// The cheapest of them.
    pub(crate) low: &'r Split,
    /// The dearest of them.
    pub(crate) high: &'r Split,
}

impl PricedRecord<'_> {
    /// Of the cheapest and of the dearest split. For ranges it is not the sum of the line items.
    pub fn cost(&self) -> Range<Amount> {
        let [low, high] =
            [self.low, self.high].map(|split| costs(split, &self.applied.thousandths, self.is_batch).into_iter().sum());
        Range { low, high }
    }

    /// The first day of the rate card; none for another model.
    pub fn rates_from(&self) -> Option<Date> {
        self.applied.from
    }

    pub fn rate_basis(&self) -> RateBasis {
        self.applied.basis
    }

    /// Tokens of the line item of a meter.
    pub fn tokens(&self, meter: Meter) -> Range<u64> {
        let [first, others @ ..] = self.splits.each_ref().map(|split| split[meter as usize]);
        Range { low: others.into_iter().fold(first, u64::min), high: others.into_iter().fold(first, u64::max) }
    }

    /// Cost of the line item of a meter.
    pub fn line_item(&self, meter: Meter) -> Range<Amount> {
        self.tokens(meter).map(|tokens| {
            let rate = self.applied.thousandths[meter as usize];
            Amount::new(u128::from(tokens), rate, self.is_batch)
        })
    }
}

/// A record that cannot be read, or whose counts contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    pub file: String,
    /// The line on which the record begins, from 1; 0 for a file as a whole.
    pub line: u64,
    /// What in the record is wrong, as in `response.body.usage.output_tokens`; empty where it is the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// A sentence.
    pub reason: String,
}

/// Gets every record while a file is read, in the order of the file. Summaries keep only the first rejections; an
/// observer sees them all.
pub trait Observer {
    fn priced(&mut self, _: &PricedRecord<'_>) {}

    fn unpriced(&mut self, _: Position<'_>, _: Unpriced) {}

    fn rejected(&mut self, _: &Rejection) {}
}

/// Watches nothing.
impl Observer for () {}
