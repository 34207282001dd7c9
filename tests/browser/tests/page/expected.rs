//! What the page should show, worked out without it. Tests pin a published record of rates, which never changes; only what
//! a page does without a link depends on the latest one.

use gpt_image_cost_core::{Estimate, RATE_HISTORY, Range, Scenario, Usd, money::format::plain, scenario::permalink};

/// A scenario in which nothing was entered, at published rates.
pub const START: &str = "#v=1&rates=2026-06-05";

/// The same, asking for tokens.
pub const TOKENS: &str = "#v=1&rates=2026-06-05&mode=tokens";

/// The link of the example at the latest rates, with its `#`.
pub fn example() -> String {
    format!("#{}", permalink::serialize_one(&Scenario::latest(&RATE_HISTORY)))
}

/// The estimates of a link, with or without its `#`.
pub fn estimates(link: &str) -> Vec<Estimate> {
    Estimate::all(&permalink::parse(link.trim_start_matches('#'), &RATE_HISTORY).comparison, &RATE_HISTORY)
}

/// The exact month of a link's first scenario.
pub fn month(link: &str) -> String {
    amount(estimates(link)[0].bill.month)
}

/// As the page writes the value of a figure.
pub fn amount(range: Option<Range<Usd>>) -> String {
    range.map(|range| plain(range.low)).unwrap_or_default()
}
