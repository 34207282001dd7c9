//! The numbers a field accepts.

use rust_decimal::Decimal;

use super::field_issue::FieldError;
use super::number_input::is_digits;

/// None of the numbers has a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberRule {
    pub min: u32,
    pub max: u32,
    /// The most decimal places; 0 for whole numbers.
    pub decimals: u32,
    /// `None` where the field is optional.
    pub default: Option<u32>,
    pub unit: Unit,
    /// As a person would type it.
    pub example: &'static str,
}

/// What a number of a field counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Images, tokens, requests and the like, as its label says.
    Count,
    Percent,
    Usd,
}

impl NumberRule {
    /// Accepts plain digits with at most one point. Leading zeros and trailing decimal zeros change nothing.
    pub fn parse(self, plain: &str) -> Result<Decimal, FieldError> {
        let (whole, fraction) = match plain.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction.trim_end_matches('0')),
            Some(_) => return Err(FieldError::NotANumber),
            None => (plain, ""),
        };
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(FieldError::NotANumber);
        }
        let decimals = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        if decimals > self.decimals {
            return Err(if self.decimals == 0 { FieldError::NotWhole } else { FieldError::TooManyDecimals });
        }
        let digits = format!("{}{fraction}", whole.trim_start_matches('0'));
        // At most 10 whole digits and 4 decimals can be within the limits; anything longer is above them.
        let mantissa: i64 = match digits.len() {
            0 => 0,
            1..=18 => digits.parse().map_err(|_| FieldError::NotANumber)?,
            _ => return Err(FieldError::TooHigh),
        };
        let value = Decimal::new(mantissa, decimals);
        if value < Decimal::from(self.min) {
            Err(FieldError::TooLow)
        } else if value > Decimal::from(self.max) {
            Err(FieldError::TooHigh)
        } else {
            Ok(value)
        }
    }
}
