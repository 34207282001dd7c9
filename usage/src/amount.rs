//! Sums of money in whole ten-billionths of a US dollar: exact, and quick to add a million times.
//!
//! A rate has at most three decimals and is for a million tokens, and the Batch API halves it: no price of a token has
//! more than ten decimals. Sums leave this module as decimals or as text.

use std::fmt;
use std::iter::Sum;
use std::ops::AddAssign;
use std::str::FromStr;

use gpt_image_cost_core::money::format::plain;
use gpt_image_cost_core::scenario::number_input::is_digits;
use gpt_image_cost_core::{Decimal, Meter, Usd};
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const DECIMALS: u32 = 10;
const PER_DOLLAR: u128 = 10_000_000_000;

/// US dollars, exact. Written as text, `0.002535`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u128);

/// A rate in thousandths of a US dollar per million tokens.
pub(crate) type Thousandths = u64;

/// Five rates ready for multiplication. `None` where one is missing or has more than three decimals.
pub(crate) fn thousandths(rate: impl Fn(Meter) -> Option<Decimal>) -> Option<[Thousandths; 5]> {
    let mut all = [0; 5];
    for (thousandths, meter) in all.iter_mut().zip(Meter::ALL) {
        *thousandths = one_in_thousandths(rate(meter)?)?;
    }
    Some(all)
}

pub(crate) fn one_in_thousandths(rate: Decimal) -> Option<Thousandths> {
    let scaled = rate.checked_mul(Decimal::ONE_THOUSAND)?.normalize();
    if scaled.scale() == 0 { scaled.to_u64() } else { None }
}

impl Amount {
    pub const ZERO: Self = Self(0);

    /// What tokens cost at a rate.
    pub(crate) fn new(tokens: u128, rate: Thousandths, is_batch: bool) -> Self {
        Self(tokens.saturating_mul(u128::from(rate)).saturating_mul(if is_batch { 5 } else { 10 }))
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// `None` above 7.9 billion billion dollars.
    pub fn usd(self) -> Option<Usd> {
        Some(Decimal::try_from_i128_with_scale(i128::try_from(self.0).ok()?, DECIMALS).ok()?.normalize())
    }

    #[must_use]
    pub(crate) fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| Self(sum.0.saturating_add(amount.0)))
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(usd) = self.usd() {
            return f.write_str(&plain(usd));
        }
        let text = format!("{}.{:010}", self.0 / PER_DOLLAR, self.0 % PER_DOLLAR);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The text is no amount in plain decimal notation with at most ten decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount is written in plain digits, with at most ten decimals")
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |part: &str| !part.is_empty() && is_digits(part);
        if !are_digits(whole) || !are_digits(decimals) || decimals.len() > DECIMALS as usize {
            return Err(NotAnAmount);
        }
        let whole: u128 = whole.parse().map_err(|_| NotAnAmount)?;
        let fraction: u128 = format!("{decimals:0<10}").parse().map_err(|_| NotAnAmount)?;
        whole.checked_mul(PER_DOLLAR).and_then(|units| units.checked_add(fraction)).map(Self).ok_or(NotAnAmount)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_exactly_and_read_back() {
        for text in ["0", "0.002535", "0.0000000001", "12345678901234567890.5", "9999999999999999999999999.0000000001"]
        {
            assert_eq!(text.parse::<Amount>().map(|amount| amount.to_string()), Ok(text.to_owned()));
        }
        for text in ["", ".", "1.", ".5", "-1", "1e3", "1,000", "0.00000000001"] {
            assert_eq!(text.parse::<Amount>(), Err(NotAnAmount), "{text}");
        }
    }

    #[test]
    fn tokens_cost_their_rate_and_half_of_it_in_a_batch() {
        assert_eq!(Amount::new(1, 1_250, false).to_string(), "0.00000125");
        assert_eq!(Amount::new(1, 1_250, true).to_string(), "0.000000625");
        assert_eq!(Amount::new(1_000_000, 30_000, false).to_string(), "30");
    }
}
