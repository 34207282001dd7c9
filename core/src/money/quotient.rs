//! An amount divided by a count: exact where the decimal ends, otherwise rounded to 12 places, half to even.

use rust_decimal::Decimal;

use super::format::plain;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotient {
    /// Plain decimal notation, exact unless `is_rounded`.
    pub text: String,
    /// Rounded to 12 decimals, half to even, for display.
    pub rounded_value: Decimal,
    /// Whether `text` had to be rounded as well.
    pub is_rounded: bool,
}

/// More decimals than a quotient that ends can need: the dividend's 28 and the 26 halvings of a divisor below 2²⁷.
const MAX_DECIMALS: usize = 56;

/// `amount ÷ parts`, or `None` for 0 parts.
///
/// ```
/// use gpt_image_cost_core::money::quotient::divide;
///
/// let third = divide("1".parse().unwrap(), 3).unwrap();
/// assert_eq!((third.text.as_str(), third.is_rounded), ("0.333333333333", true));
/// let eighth = divide("1".parse().unwrap(), 8).unwrap();
/// assert_eq!((eighth.text.as_str(), eighth.is_rounded), ("0.125", false));
/// ```
pub fn divide(amount: Decimal, parts: u64) -> Option<Quotient> {
    let divisor = u128::from(parts).checked_mul(10u128.checked_pow(amount.scale())?)?;
    if divisor == 0 {
        return None;
    }
    let dividend = amount.mantissa().unsigned_abs();
    // In lowest terms, so that multiplying the remainder by ten cannot overflow.
    let common = gcd(dividend, divisor);
    let (dividend, divisor) = (dividend / common, divisor / common);
    let rounded_value = round_to_12_places(dividend, divisor)?;
    let mut decimals = String::new();
    let mut remainder = dividend % divisor;
    while remainder > 0 && decimals.len() < MAX_DECIMALS {
        remainder = remainder.checked_mul(10)?;
        decimals.push(char::from(b'0' + u8::try_from(remainder / divisor).ok()?));
        remainder %= divisor;
    }
    if remainder > 0 {
        return Some(Quotient { text: plain(rounded_value), rounded_value, is_rounded: true });
    }
    let whole = dividend / divisor;
    let text = if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") };
    Some(Quotient { text, rounded_value, is_rounded: false })
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

fn round_to_12_places(dividend: u128, divisor: u128) -> Option<Decimal> {
    let (mut units, mut remainder) = (dividend / divisor, dividend % divisor);
    for _ in 0..12 {
        remainder = remainder.checked_mul(10)?;
        units = units.checked_mul(10)?.checked_add(remainder / divisor)?;
        remainder %= divisor;
    }
    let twice = remainder.checked_mul(2)?;
    if twice > divisor || (twice == divisor && !units.is_multiple_of(2)) {
        units = units.checked_add(1)?;
    }
    Some(Decimal::from_i128_with_scale(i128::try_from(units).ok()?, 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_is_exact_where_its_decimals_end() {
        let decimal = |text: &str| text.parse().unwrap_or_default();
        for (amount, parts, text, is_rounded) in [
            ("0", 7, "0", false),
            ("53.18", 1000, "0.05318", false),
            ("0.2659", 3, "0.088633333333", true),
            ("1", 1 << 26, "0.00000001490116119384765625", false),
            ("2", 3, "0.666666666667", true),
            ("12", 4, "3", false),
            // In lowest terms the divisor is small; with all 28 decimals ten times a remainder would leave 128 bits.
            ("1.0000000000000000000000000000", 4_000_000_000, "0.00000000025", false),
            ("0.8000000000000000000000000000", 9_000_000_000, "0.000000000089", true),
            // 56 decimals are written, 57 are not.
            ("1", 1 << 56, "0.00000000000000001387778780781445675529539585113525390625", false),
            ("1", 1 << 57, "0", true),
        ] {
            let found = divide(decimal(amount), parts).map(|quotient| (quotient.text, quotient.is_rounded));
            assert_eq!(found, Some((text.to_owned(), is_rounded)), "{amount} / {parts}");
        }
        assert_eq!(divide(decimal("1"), 0), None);
    }

    #[test]
    fn the_display_value_has_12_decimals_and_halves_go_to_even() {
        for (amount, rounded) in [
            ("0.0000000000004", "0"),
            ("0.0000000000005", "0"),
            ("0.0000000000006", "0.000000000001"),
            ("0.0000000000015", "0.000000000002"),
            ("2.0000000000025", "2.000000000002"),
        ] {
            let found = divide(amount.parse().unwrap_or_default(), 1).map(|quotient| plain(quotient.rounded_value));
            assert_eq!(found.as_deref(), Some(rounded), "{amount}");
        }
    }
}
