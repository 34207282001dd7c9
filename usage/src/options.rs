//! What may be set for reading and pricing.

use gpt_image_cost_core::{Date, RATE_HISTORY};
use serde::{Deserialize, Serialize};

use crate::column::Column;

/// How to read and price. The default prices at the latest recorded rates what has no day of its own.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day whose rates apply to records that have no day, or one before the first recorded rates. A day before the
    /// first recorded rates leaves such records unpriced.
    pub rates_on: Date,
    /// Whether lines of a batch output are priced at the Batch rate, which they do not state.
    pub batch_lines_at_batch_rate: bool,
    /// Columns assigned by hand. They go before recognized names.
    pub columns: Vec<Assignment>,
}

/// What a column holds, said by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// All names of the header: in tables with another header the same name may mean something else.
    pub header: Vec<String>,
    /// Which of them, from 0.
    pub index: usize,
    /// `None` where the column is not to be used.
    pub column: Option<Column>,
}

impl Default for Options {
    fn default() -> Self {
        Self { rates_on: RATE_HISTORY.last_checked(), batch_lines_at_batch_rate: true, columns: Vec::new() }
    }
}
