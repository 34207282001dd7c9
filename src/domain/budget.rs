//! The budget answer: how many images (or requests) a sum of USD a month pays for. The bill, backwards, exactly.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::bill::{Bill, Usd};
use super::exact::units;
use super::field::{Field, FieldSet};
use super::output::Quality;
use super::rates::Rates;
use super::scenario::{Choice, Mode, Scenario};
use super::span::Span;

/// How many a budget pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affordable {
    /// Depends on a field that could not be read.
    Unknown,
    /// One costs nothing, so that any number is within the budget.
    Unlimited,
    /// So many; a range where size or quality is left to the model.
    Count(Span<u64>),
}

/// The largest number whose month is within `budget`: kept images, or requests where tokens are entered. None when no
/// budget was given.
pub fn affordable(scenario: &Scenario, unreadable: FieldSet, rates: &Rates) -> Option<Affordable> {
    if unreadable.contains(Field::Budget) {
        return Some(Affordable::Unknown);
    }
    let budget = scenario.number(Field::Budget)?;
    Some(answer(scenario, unreadable, rates, budget).unwrap_or(Affordable::Unknown))
}

/// The same at another quality and the same size; what was chosen, or could not be read, as quality plays no part.
pub fn affordable_at(scenario: &Scenario, quality: Quality, unreadable: FieldSet, rates: &Rates) -> Option<Affordable> {
    let mut at_quality = scenario.clone();
    at_quality.quality = Choice::Fixed(quality);
    affordable(&at_quality, unreadable.without(Field::Quality), rates)
}

fn answer(scenario: &Scenario, unreadable: FieldSet, rates: &Rates, budget: Usd) -> Option<Affordable> {
    let one = Bill::of(scenario, unreadable, rates).one?;
    if one.low.is_zero() {
        return Some(Affordable::Unlimited);
    }
    let attempts = match scenario.mode {
        Mode::Tokens => Decimal::ONE,
        Mode::Images if unreadable.contains(Field::Attempts) => return None,
        Mode::Images => scenario.decimal(Field::Attempts),
    };
    // The dearer one buys fewer.
    let count = |one: Usd| whole_parts(Decimal::from(whole_parts(budget, one)?), attempts);
    Some(Affordable::Count(Span { low: count(one.high)?, high: count(one.low)? }))
}

/// ⌊amount / part⌋ in whole numbers, for a part above 0. An n with ⌈n × attempts⌉ ≤ A is one with n × attempts ≤ A.
fn whole_parts(amount: Decimal, part: Decimal) -> Option<u64> {
    let (amount, part) = units(amount, part)?;
    amount.checked_div(part)?.to_u64()
}
