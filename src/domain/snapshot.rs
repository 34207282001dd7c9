//! The rates this build carries, made from `src/rates/gpt-image-2.json` by the build script.

use rust_decimal::Decimal;

use super::date::Date;
use super::meter::PerMeter;
#[allow(unused_imports)] // named by the generated code only when the file lists tools
use super::rates::NearbyTool;
use super::rates::{History, Offer, Plan, State};
use super::standing::Standing;

/// Everything recorded of GPT Image 2.
pub static HISTORY: History = include!(concat!(env!("OUT_DIR"), "/snapshot.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bill::Bill;
    use crate::domain::field::FieldSet;
    use crate::domain::link;
    use crate::domain::meter::Meter;

    /// Five states that never ship, compiled as the shipped ones are.
    static MADE_UP: History = include!(concat!(env!("OUT_DIR"), "/made_up.rs"));

    #[test]
    fn a_further_state_in_the_file_is_compiled_and_priced_from_its_day_on() {
        assert_eq!(MADE_UP.states.len(), 5);
        let rate = |day: Date| MADE_UP.in_force(day).map(|state| state.rates[Meter::ImageOutput]);
        let month = |day: Date| {
            let scenario = link::read(&format!("rates={day}&mode=tokens&oi=1000000"), &MADE_UP).first().clone();
            let rates = MADE_UP.in_force(scenario.rates).map(|state| state.rates);
            rates.and_then(|rates| Bill::of(&scenario, FieldSet::NONE, &rates).one).map(|one| one.low)
        };
        let mut seen = Vec::new();
        for state in MADE_UP.states {
            assert_eq!(month(state.from), rate(state.from), "{}: a million tokens cost the rate", state.from);
            assert_eq!(rate(state.checked), rate(state.from));
            seen.push(rate(state.from));
        }
        seen.dedup();
        assert!(seen.len() > 1, "the made-up rates move");
    }
}
