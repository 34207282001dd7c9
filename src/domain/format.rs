//! How numbers are written. The only place that rounds, and only what is shown beside an exact value.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::exact::units;

/// Plain decimal notation: no exponent, no trailing zeros, no sign of currency.
pub fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A count in groups of three: `1,200`.
pub fn count(value: u64) -> String {
    grouped(&value.to_string())
}

/// An exact number in groups of three: `1,200.0625`.
pub fn exact(value: Decimal) -> String {
    let plain = number(value);
    match plain.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", grouped(whole)),
        None => grouped(&plain),
    }
}

/// USD for reading: cents from one dollar up, four figures that count below, never $0.00 for what is not zero.
///
/// ```
/// use gpt_image_cost::domain::format::usd;
///
/// assert_eq!(usd("1234.565".parse().unwrap()), "$1,234.56");
/// assert_eq!(usd("0.05318".parse().unwrap()), "$0.05318");
/// assert_eq!(usd("0.00000123456".parse().unwrap()), "$0.000001235");
/// ```
pub fn usd(value: Decimal) -> String {
    let places = if value >= Decimal::ONE { 2 } else { small_places(value) };
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointNearestEven);
    let plain = number(rounded);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    // A zero at the end says that it was rounded there.
    let least = if rounded == value || rounded >= Decimal::ONE { 2 } else { places as usize };
    format!("${}.{fraction:0<least$}", grouped(whole))
}

/// The whole dollars of an amount, rounded half to even; the most there is for one above 2⁶⁴.
pub fn whole(value: Decimal) -> u64 {
    value.round().to_u64().unwrap_or(u64::MAX)
}

/// Decimal places that keep four figures of an amount below one.
fn small_places(value: Decimal) -> u32 {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    (value.scale() + 4).saturating_sub(digits).clamp(2, 28)
}

/// What `part` is of `whole`, in thousandths rounded half up; none for a whole of 0. For bars and percentages.
pub fn per_mille(part: Decimal, whole: Decimal) -> Option<u32> {
    let (part, whole) = units(part, whole)?;
    let doubled = part.checked_mul(2_000)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)?;
    u32::try_from(doubled).ok()
}

/// A share in percent with one decimal, like `21.9 %`.
pub fn percent(part: Decimal, whole: Decimal) -> String {
    match per_mille(part, whole) {
        Some(share) => format!("{}.{} %", share / 10, share % 10),
        None => "–".to_owned(),
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A quotient spelled out: exact where it ends, else rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotient {
    /// Plain decimal notation.
    pub text: String,
    /// The same rounded at 12 decimals, half to even, to be shown.
    pub about: Decimal,
    /// Whether it was rounded (12 decimals, half to even).
    pub rounded: bool,
}

/// More decimals than a quotient that ends can need: the dividend's 28 and the 26 halvings of a divisor below 2²⁷.
const MOST_DECIMALS: usize = 56;

/// `amount / parts`, exact where the decimal ends, otherwise 12 decimals half to even. None for 0 parts.
///
/// ```
/// use gpt_image_cost::domain::format::quotient;
///
/// let third = quotient("1".parse().unwrap(), 3).unwrap();
/// assert_eq!((third.text.as_str(), third.rounded), ("0.333333333333", true));
/// let eighth = quotient("1".parse().unwrap(), 8).unwrap();
/// assert_eq!((eighth.text.as_str(), eighth.rounded), ("0.125", false));
/// ```
pub fn quotient(amount: Decimal, parts: u64) -> Option<Quotient> {
    let divisor = u128::from(parts).checked_mul(10u128.checked_pow(amount.scale())?)?;
    if divisor == 0 {
        return None;
    }
    let dividend = amount.mantissa().unsigned_abs();
    // Take out what both share, so that multiplying the rest by ten cannot leave 128 bits.
    let shared = gcd(dividend, divisor);
    let (dividend, divisor) = (dividend / shared, divisor / shared);
    let about = round_at_12(dividend, divisor)?;
    let mut decimals = String::new();
    let mut rest = dividend % divisor;
    while rest > 0 && decimals.len() < MOST_DECIMALS {
        rest = rest.checked_mul(10)?;
        decimals.push(char::from(b'0' + u8::try_from(rest / divisor).ok()?));
        rest %= divisor;
    }
    if rest > 0 {
        return Some(Quotient { text: number(about), about, rounded: true });
    }
    let whole = dividend / divisor;
    let text = if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") };
    Some(Quotient { text, about, rounded: false })
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

fn round_at_12(dividend: u128, divisor: u128) -> Option<Decimal> {
    let (mut units, mut rest) = (dividend / divisor, dividend % divisor);
    for _ in 0..12 {
        rest = rest.checked_mul(10)?;
        units = units.checked_mul(10)?.checked_add(rest / divisor)?;
        rest %= divisor;
    }
    let twice = rest.checked_mul(2)?;
    if twice > divisor || (twice == divisor && !units.is_multiple_of(2)) {
        units = units.checked_add(1)?;
    }
    Some(Decimal::from_i128_with_scale(i128::try_from(units).ok()?, 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn a_cost_that_is_not_zero_never_shows_as_zero() {
        for (value, shown) in [
            ("0", "$0.00"),
            ("0.0000000000000000000000000001", "$0.0000000000000000000000000001"),
            ("0.000005", "$0.000005"),
            ("0.0016150", "$0.001615"),
            ("0.2", "$0.20"),
            ("0.99999", "$1.00"),
            ("0.123456", "$0.1235"),
            ("0.10704", "$0.1070"),
            ("0.107", "$0.107"),
            ("1", "$1.00"),
            ("1.005", "$1.00"),
            ("53.18", "$53.18"),
            ("4624999949125.00004625", "$4,624,999,949,125.00"),
        ] {
            assert_eq!(usd(decimal(value)), shown, "{value}");
        }
    }

    #[test]
    fn a_quotient_ends_where_it_ends() {
        for (amount, parts, text, rounded) in [
            ("0", 7, "0", false),
            ("53.18", 1000, "0.05318", false),
            ("0.2659", 3, "0.088633333333", true),
            ("1", 1 << 26, "0.00000001490116119384765625", false),
            ("2", 3, "0.666666666667", true),
            ("12", 4, "3", false),
        ] {
            let found = quotient(decimal(amount), parts).map(|quotient| (quotient.text, quotient.rounded));
            assert_eq!(found, Some((text.to_owned(), rounded)), "{amount} / {parts}");
        }
        assert_eq!(quotient(decimal("1"), 0), None);
    }
}
