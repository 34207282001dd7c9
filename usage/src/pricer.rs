//! From what was found in a value to a price: applies rates, checks output tokens, adds everything to the summary.

use gpt_image_cost_core::{Provenance, RATE_HISTORY};

use crate::amount::Amount;
use crate::counts::{CountError, Counts, Split};
use crate::expected_output::ExpectedOutput;
use crate::fields::{Context, is_batch};
use crate::find::{Found, PartialValue, Path, find};
use crate::models::{Applied, RateBook, base_model};
use crate::node::Node;
use crate::options::Options;
use crate::record::{Observer, Position, PricedRecord, Rejection, Remark, Remarks, Unpriced};
use crate::scan::{Part, Scanned};
use crate::summary::Summary;
use crate::tally::{Tally, costs};

/// The most bytes of a key of a row.
const MAX_KEY: usize = 64;

pub(crate) struct Pricer {
    file: String,
    rates: RateBook,
    batch_lines_at_batch_rate: bool,
    summary: Summary,
    tally: Tally,
    expected: ExpectedOutput,
    partial: PartialValue,
    /// The path of the record at hand.
    path: String,
}

impl Pricer {
    pub fn new(file: &str, options: &Options) -> Self {
        Self {
            file: file.to_owned(),
            rates: RateBook::new(options.rates_on),
            batch_lines_at_batch_rate: options.batch_lines_at_batch_rate,
            summary: Summary::default(),
            tally: Tally::new(),
            expected: ExpectedOutput::default(),
            partial: PartialValue::default(),
            path: String::new(),
        }
    }

    /// Records so far, priced or not.
    pub fn seen(&self) -> u64 {
        self.summary.records.seen + self.tally.pending()
    }

    pub fn finish(mut self) -> Summary {
        self.tally.flush(&mut self.summary);
        self.summary
    }

    pub fn take(&mut self, scanned: Scanned<'_>, observer: &mut dyn Observer) {
        match scanned {
            Scanned::Broken { line, part, reason } => {
                self.partial.broken(line, part);
                self.reject(line, String::new(), reason, observer);
            }
            Scanned::Value { line, node, part } => self.value(line, &node, part, observer),
        }
    }

    fn value(&mut self, line: u64, node: &Node<'_>, part: Part, observer: &mut dyn Observer) {
        let mut partial = std::mem::take(&mut self.partial);
        let is_idle = find(line, node, part, &mut partial, &mut |found, path| self.found(line, &found, path, observer));
        self.partial = partial;
        self.summary.idle_events += u64::from(is_idle);
    }

    /// A sentence about the file, not about a record.
    pub fn note(&mut self, line: u64, sentence: &str) {
        self.summary.add_note(&self.file, line, sentence);
    }

    fn reject(&mut self, line: u64, path: String, reason: String, observer: &mut dyn Observer) {
        let rejection = Rejection { file: self.file.clone(), line, path, reason };
        observer.rejected(&rejection);
        self.summary.reject(rejection);
    }

    fn found(&mut self, line: u64, found: &Found<'_, '_>, path: &Path<'_>, observer: &mut dyn Observer) {
        let unpriced = match found {
            Found::Usage { usage, context } => return self.usage(line, usage, context, path, observer),
            Found::Invalid { field, reason } => return self.reject(line, path.write(field), reason.clone(), observer),
            Found::NoUsage { context } if context.is_error => Unpriced::Error,
            Found::NoUsage { .. } => Unpriced::NoUsage,
            Found::MainModelOnly => Unpriced::MainModelOnly,
        };
        self.unpriced(line, path, unpriced, observer);
    }

    fn unpriced(&mut self, line: u64, path: &Path<'_>, reason: Unpriced, observer: &mut dyn Observer) {
        observer.unpriced(Position { file: &self.file, line, path: &path.write("") }, reason);
        self.summary.leave_unpriced(reason);
    }

    fn usage(
        &mut self,
        line: u64,
        usage: &Node<'_>,
        context: &Context<'_>,
        path: &Path<'_>,
        observer: &mut dyn Observer,
    ) {
        let counts = match Counts::read(usage) {
            Ok(counts) => counts,
            Err(CountError::Empty) => {
                let reason = if context.is_error { Unpriced::Error } else { Unpriced::NoUsage };
                return self.unpriced(line, path, reason, observer);
            }
            Err(CountError::Wrong { field, reason }) => {
                return self.reject(line, path.write(field), reason, observer);
            }
        };
        let model = context.model.map_or(RATE_HISTORY.model, base_model);
        let Some(applied) = self.rates.applied(model, context.day) else {
            return self.unpriced(line, path, Unpriced::UnknownModel, observer);
        };
        let assumed_batch = context.is_batch_line && context.batch.is_none() && self.batch_lines_at_batch_rate;
        let is_batch = match context.batch.map_or(Ok(assumed_batch), is_batch) {
            Ok(is_batch) => is_batch,
            Err(reason) => return self.reject(line, path.write(""), reason, observer),
        };
        self.path.clear();
        path.write_into(&mut self.path);
        let (low, high) = cheapest_and_dearest(&counts, &applied, is_batch);
        let mut remarks = Remarks::default();
        for (remark, holds) in [
            (Remark::BatchAssumed, assumed_batch),
            (Remark::OutputSplitAssumed, counts.output_split_assumed),
            (Remark::InputNotSplit, counts.is_ranged()),
            (Remark::CachedCounts, counts.has_cached),
            (Remark::TextOutputUnpriced, counts.text_output > 0),
            (Remark::OutputDiffers, !applied.is_other_model() && self.expected.differs(&counts, context)),
            (Remark::IsError, context.is_error),
            (Remark::OtherModel, applied.is_other_model()),
            (Remark::ModelAssumed, context.model.is_none()),
        ] {
            remarks.set(remark, holds);
        }
        let is_assumed = assumed_batch || counts.output_split_assumed || context.model.is_none();
        let record = PricedRecord {
            position: Position { file: &self.file, line, path: &self.path },
            model,
            size: context.size.filter(|size| size.len() <= MAX_KEY),
            quality: context.quality.filter(|quality| quality.len() <= MAX_KEY),
            day: context.day,
            is_batch,
            requests: counts.requests,
            text_output: counts.text_output,
            provenance: match applied.provenance {
                _ if is_assumed => Provenance::Assumed,
                // The rate card does not list the Batch rates.
                Provenance::RateCard if is_batch => Provenance::Vendor,
                provenance => provenance,
            },
            remarks,
            applied: &applied,
            splits: &counts.splits,
            low,
            high,
        };
        observer.priced(&record);
        self.tally.add(&record, &mut self.summary);
    }
}

/// The splits that cost least and most; one and the same where the split is known.
fn cheapest_and_dearest<'c>(counts: &'c Counts, applied: &Applied, is_batch: bool) -> (&'c Split, &'c Split) {
    let [first, ..] = &counts.splits;
    if !counts.is_ranged() {
        return (first, first);
    }
    let total = |split: &&Split| costs(split, &applied.thousandths, is_batch).into_iter().sum::<Amount>();
    let low = counts.splits.iter().min_by_key(total).unwrap_or(first);
    // The first of equals.
    let high = counts.splits.iter().rev().max_by_key(total).unwrap_or(first);
    (low, high)
}
