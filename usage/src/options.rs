//! What may be set for reading and pricing.

use gpt_image_cost_core::{Date, RATE_HISTORY, RateHistory};

use crate::column::Column;

/// How to read and price. The default prices at the latest recorded rates what has no day of its own.
#[derive(Clone, Debug)]
pub struct Options {
    pub history: &'static RateHistory,
    /// The day whose rates apply to records that have no day, or one before the first recorded rates. A day before the
    /// first recorded rates leaves such records unpriced.
    pub rates_on: Date,
    /// Whether lines of a batch output are priced at the Batch rate, which they do not state.
    pub batch_lines_at_batch_rate: bool,
    /// Columns assigned by hand: the name in the header, and what the column holds. They go before recognized names.
    pub columns: Vec<(String, Column)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            history: &RATE_HISTORY,
            rates_on: RATE_HISTORY.last_checked(),
            batch_lines_at_batch_rate: true,
            columns: Vec::new(),
        }
    }
}
