//! How many images (or requests) a monthly budget pays for: the bill solved backwards, exactly.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::bill::Bill;
use crate::money::Usd;
use crate::money::decimal::in_common_units;
use crate::money::range::Range;
use crate::scenario::field::Field;
use crate::scenario::field_set::FieldSet;
use crate::scenario::scenario::{Mode, Scenario};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affordable {
    /// It depends on an invalid field, or no rates are known.
    Unknown,
    /// One costs nothing.
    Unlimited,
    /// The largest number whose month is within the budget; a range where size or quality is left to the model.
    Count(Range<u64>),
}

/// `None` where no budget was entered. `bill` is the scenario's own.
pub(super) fn affordable(scenario: &Scenario, invalid: FieldSet, bill: &Bill) -> Option<Affordable> {
    if invalid.contains(Field::Budget) {
        return Some(Affordable::Unknown);
    }
    let budget = scenario.number(Field::Budget)?;
    Some(within(budget, scenario, invalid, bill).unwrap_or(Affordable::Unknown))
}

fn within(budget: Usd, scenario: &Scenario, invalid: FieldSet, bill: &Bill) -> Option<Affordable> {
    let per_request = bill.per_request?;
    if per_request.low.is_zero() {
        return Some(Affordable::Unlimited);
    }
    let attempts = match scenario.mode {
        Mode::Tokens => Decimal::ONE,
        Mode::Images if invalid.contains(Field::Attempts) => return None,
        Mode::Images => scenario.decimal(Field::Attempts),
    };
    // n images fit if ⌈n × attempts⌉ ≤ ⌊budget ÷ cost⌋, and that is so exactly if n × attempts ≤ ⌊budget ÷ cost⌋.
    let count = |cost: Usd| whole_quotient(Decimal::from(whole_quotient(budget, cost)?), attempts);
    // The higher cost buys fewer.
    Some(Affordable::Count(Range { low: count(per_request.high)?, high: count(per_request.low)? }))
}

/// ⌊amount ÷ part⌋ in whole numbers, for a part above 0.
fn whole_quotient(amount: Decimal, part: Decimal) -> Option<u64> {
    let (amount, part) = in_common_units(amount, part)?;
    amount.checked_div(part)?.to_u64()
}
