//! Checked decimal arithmetic. Results have no trailing zeros.
//!
//! Within the limits of the fields and of a rate file every result is exact and fits 96 bits; `tests/bill.rs` compares
//! it with fractions. Each operation is compiled once, for the sake of the wasm's size.

use rust_decimal::Decimal;

/// `a × b`, or `None` on overflow.
#[inline(never)]
pub fn checked_mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b).map(|product| product.normalize())
}

/// `a + b`, or `None` on overflow.
#[inline(never)]
pub fn checked_add(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_add(b).map(|sum| sum.normalize())
}

/// `a − b`, or `None` on overflow.
pub fn checked_sub(a: Decimal, b: Decimal) -> Option<Decimal> {
    checked_add(a, -b)
}

/// The sum of all values, or `None` where one of them is unknown.
pub fn sum(values: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |sum, value| checked_add(sum, value?))
}

/// 12.5 percent is the factor 0.125.
pub fn percent_as_factor(percent: Decimal) -> Option<Decimal> {
    checked_mul(percent, Decimal::new(1, 2))
}

/// Both numbers as whole multiples of the finer one's last decimal place, for division in whole numbers.
pub(crate) fn in_common_units(a: Decimal, b: Decimal) -> Option<(i128, i128)> {
    let scale = a.scale().max(b.scale());
    let units = |value: Decimal| value.mantissa().checked_mul(10i128.checked_pow(scale - value.scale())?);
    Some((units(a)?, units(b)?))
}
