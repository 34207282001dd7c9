//! Figures of the page: an id, the exact value, and what is shown.

use gpt_image_cost_core::money::format::exact_usd_text;
use gpt_image_cost_usage::{Amount, Cost};

use crate::words;

/// A figure: its id, and the exact value with the text of it, or those of both ends.
pub struct Figure {
    pub id: String,
    pub low: (String, String),
    pub high: Option<(String, String)>,
}

impl Figure {
    pub fn new(id: &str, exact: &impl ToString, text: String) -> Self {
        Self { id: format!("usage-{id}"), low: (exact.to_string(), text), high: None }
    }

    pub fn cost(id: &str, cost: Cost) -> Self {
        let is_close = !cost.is_single() && words::amount(cost.low) == words::amount(cost.high);
        // Two ends that differ are never shown alike.
        let text = |amount: Amount| if is_close { exact_usd_text(&amount.to_string()) } else { words::amount(amount) };
        let high = (!cost.is_single()).then(|| (cost.high.to_string(), text(cost.high)));
        Self { high, ..Self::new(id, &cost.low, text(cost.low)) }
    }
}
