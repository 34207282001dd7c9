//! The rates that ship, compiled from `rates/gpt-image-2.json` by the build script.

use rust_decimal::Decimal;

use super::date::Date;
use super::history::RateHistory;
use super::meter::PerMeter;
use super::provenance::Provenance;
#[allow(unused_imports)] // named by the generated code only when the file lists tools
use super::rate_card::NearbyTool;
use super::rate_card::{Offer, Plan, RateCard};

/// Everything recorded about GPT Image 2.
pub static RATE_HISTORY: RateHistory = include!(concat!(env!("OUT_DIR"), "/snapshot.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::estimate::Estimate;
    use crate::money::range::Range;
    use crate::rates::meter::Meter;
    use crate::scenario::permalink;

    /// Five cards that never ship, compiled the way the shipped ones are.
    static MADE_UP: RateHistory = include!(concat!(env!("OUT_DIR"), "/made_up.rs"));

    #[test]
    fn every_card_in_the_file_is_compiled_and_used_from_its_day_on() {
        assert_eq!(MADE_UP.cards.len(), 5);
        let cost_of_a_million_tokens = |day: Date| {
            let link = permalink::parse(&format!("rates={day}&mode=tokens&oi=1000000"), &MADE_UP);
            Estimate::all(&link.comparison, &MADE_UP)[0].bill.per_request
        };
        let mut distinct = Vec::new();
        for card in MADE_UP.cards {
            let rate = card.rates[Meter::ImageOutput];
            assert_eq!(cost_of_a_million_tokens(card.from), Some(Range::single(rate)), "{}", card.from);
            assert_eq!(MADE_UP.in_force(card.checked), Some(card));
            distinct.push(rate);
        }
        distinct.dedup();
        assert!(distinct.len() > 1, "the made-up rates change");
    }
}
