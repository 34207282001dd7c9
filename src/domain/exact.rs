//! Exact products and sums of money: checked, without trailing zeros, one copy of each in the program.

use rust_decimal::Decimal;

/// `a × b`; none where it overflows. Exact within the limits of the fields: `tests/meter.rs` holds it against fractions.
#[inline(never)]
pub fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b).map(|product| product.normalize())
}

/// `a + b`; none where it overflows. Exact within the same limits.
#[inline(never)]
pub fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_add(b).map(|sum| sum.normalize())
}

/// `a − b`; none where it overflows. Exact within the same limits.
pub fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    sum(a, -b)
}

/// A hundredth of a number: a percentage as a factor.
pub fn hundredth(percent: Decimal) -> Option<Decimal> {
    product(percent, Decimal::new(1, 2))
}

/// Both numbers in units of the finer one's last decimal, for whole-number division.
pub fn units(a: Decimal, b: Decimal) -> Option<(i128, i128)> {
    let scale = a.scale().max(b.scale());
    let units = |value: Decimal| value.mantissa().checked_mul(10i128.checked_pow(scale - value.scale())?);
    Some((units(a)?, units(b)?))
}
