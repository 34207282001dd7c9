//! Figures as texts.

use gpt_image_cost_core::money::format::{exact_usd_text, grouped, join_ends, usd};
pub use gpt_image_cost_usage::export::counted as count;
use gpt_image_cost_usage::{Amount, Cost, Tokens};

/// What a table shows for nothing.
pub const NONE: &str = "–";

/// To the cent; exact beyond what decimals hold.
pub fn amount(amount: Amount) -> String {
    amount.usd().map_or_else(|| exact_usd_text(&amount.to_string()), usd)
}

/// One text, or both ends where they read differently.
pub fn cost(cost: Cost) -> String {
    join_ends(amount(cost.low), &amount(cost.high))
}

pub fn tokens(tokens: Tokens) -> String {
    u64::try_from(tokens.0).map_or_else(|_| tokens.to_string(), grouped)
}

/// In decimal units: `412 MB`, `1.02 GB`.
pub fn bytes(bytes: u64) -> String {
    for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)] {
        if bytes >= size {
            let hundredths = u128::from(bytes) * 100 / u128::from(size);
            let (whole, rest) = (hundredths / 100, hundredths % 100);
            let is_short = whole < 10 && size > 1_000;
            return if is_short { format!("{whole}.{rest:02} {unit}") } else { format!("{whole} {unit}") };
        }
    }
    count(bytes, "byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        for (size, text) in
            [(1, "1 byte"), (999, "999 bytes"), (1_000, "1 KB"), (412_900_000, "412 MB"), (1_024_000_000, "1.02 GB")]
        {
            assert_eq!(bytes(size), text);
        }
    }
}
