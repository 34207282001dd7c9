//! How amounts and counts are written. The only place that rounds, and only for display.
//!
//! Halves round away from zero. An amount that is not zero is never written as $0.00. Negative amounts have a minus
//! sign (U+2212) in front of the currency sign.

use rust_decimal::{Decimal, RoundingStrategy};

use super::decimal::in_common_units;
use super::range::Range;

const MINUS: char = '\u{2212}';
const SIGNIFICANT_DIGITS: u32 = 4;
/// Below half a cent (USD) cents would show nothing.
const HALF_A_CENT: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// Plain decimal notation: no exponent, no trailing zeros, no grouping, no currency sign.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A count in groups of three digits: `1,200`.
pub fn grouped(count: u64) -> String {
    group_digits(&count.to_string())
}

/// An exact amount: `$0.0001875`, `$1,200.0625`, `$5`.
pub fn exact_usd(value: Decimal) -> String {
    with_sign(value, |magnitude| exact_usd_text(&plain(magnitude)))
}

/// As [`exact_usd`], of an amount in plain decimal notation, which may have more digits than a `Decimal` holds.
pub fn exact_usd_text(plain: &str) -> String {
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    ["$", &group_digits(whole), fraction].concat()
}

/// An amount in cents; below half a cent with four significant digits.
///
/// ```
/// use gpt_image_cost_core::money::format::usd;
///
/// assert_eq!(usd("1234.565".parse().unwrap()), "$1,234.57");
/// assert_eq!(usd("0.05318".parse().unwrap()), "$0.05");
/// assert_eq!(usd("0.00123456".parse().unwrap()), "$0.001235");
/// assert_eq!(usd("-32.93".parse().unwrap()), "−$32.93");
/// ```
#[inline(never)]
pub fn usd(value: Decimal) -> String {
    with_sign(value, |magnitude| {
        let is_tiny = !magnitude.is_zero() && magnitude < HALF_A_CENT;
        rounded(magnitude, if is_tiny { significant_places(magnitude) } else { 2 })
    })
}

/// The price of one image, attempt or request: cents from one dollar up, four significant digits below, all digits
/// where there are fewer.
///
/// ```
/// use gpt_image_cost_core::money::format::unit_usd;
///
/// assert_eq!(unit_usd("0.05318".parse().unwrap()), "$0.05318");
/// assert_eq!(unit_usd("0.2734175".parse().unwrap()), "$0.2734");
/// assert_eq!(unit_usd("0.2".parse().unwrap()), "$0.20");
/// assert_eq!(unit_usd("1056.1".parse().unwrap()), "$1,056.10");
/// ```
#[inline(never)]
pub fn unit_usd(value: Decimal) -> String {
    with_sign(value, |magnitude| {
        rounded(magnitude, if magnitude < Decimal::ONE { significant_places(magnitude) } else { 2 })
    })
}

/// Whole dollars, for labels with little room; below one dollar as [`usd`].
pub fn whole_usd(value: Decimal) -> String {
    if value.abs() < Decimal::ONE {
        return usd(value);
    }
    with_sign(value, |magnitude| {
        format!(
            "${}",
            group_digits(&plain(magnitude.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)))
        )
    })
}

/// A difference with its sign: `+$158.04`, `−$32.93`, `$0.00`.
pub fn signed_usd(value: Decimal) -> String {
    let text = usd(value);
    if value > Decimal::ZERO { ["+", &text].concat() } else { text }
}

/// What `part` is of `whole`, in thousandths. `None` where a number is negative, `whole` is zero or the share too large.
pub fn per_mille(part: Decimal, whole: Decimal) -> Option<u32> {
    if part < Decimal::ZERO || whole <= Decimal::ZERO {
        return None;
    }
    let (part, whole) = in_common_units(part, whole)?;
    let doubled = part.checked_mul(2_000)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)?;
    u32::try_from(doubled).ok()
}

/// What `part` is of `whole`, with one decimal: `99.1%`. `None` where there is no such share.
pub fn percent(part: Decimal, whole: Decimal) -> Option<String> {
    let share = per_mille(part.abs(), whole)?;
    let sign = if part < Decimal::ZERO && share > 0 { "−" } else { "" };
    Some(format!("{sign}{}.{}%", group_digits(&(share / 10).to_string()), share % 10))
}

/// Both ends of a range with an en dash, `$6.38–$211.22`, or one figure where they read the same.
pub fn range_text<T>(range: Range<T>, format: fn(T) -> String) -> String {
    join_ends(format(range.low), &format(range.high))
}

/// As [`range_text`], of figures that are written already.
pub fn join_ends(low: String, high: &str) -> String {
    if low == high { low } else { [&low, range_separator(&low), high].concat() }
}

/// What joins the ends of a range: `$2.12–$712.07`, but `−$1.20 to +$3.40`, where a dash would look like another sign.
pub fn range_separator(low: &str) -> &'static str {
    if low.starts_with(|first: char| first == '$' || first.is_ascii_digit()) { "\u{2013}" } else { " to " }
}

#[inline(never)]
fn with_sign(value: Decimal, write: fn(Decimal) -> String) -> String {
    let mut text = write(value.abs());
    if value < Decimal::ZERO {
        text.insert(0, MINUS);
    }
    text
}

/// Dollars rounded to a number of places. A figure that was rounded keeps its zeros up to there, any other two decimals.
fn rounded(magnitude: Decimal, places: u32) -> String {
    let rounded = magnitude.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let plain = plain(rounded);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let min_decimals = if rounded == magnitude || rounded >= Decimal::ONE { 2 } else { places as usize };
    format!("${}.{fraction:0<min_decimals$}", group_digits(whole))
}

/// Decimal places that keep four significant digits of an amount below one.
fn significant_places(magnitude: Decimal) -> u32 {
    let magnitude = magnitude.normalize();
    let digits = magnitude.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    (magnitude.scale() + SIGNIFICANT_DIGITS).saturating_sub(digits).clamp(2, 28)
}

fn group_digits(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|_| panic!("{text} is not a decimal"))
    }

    #[track_caller]
    fn assert_written(write: fn(Decimal) -> String, cases: &[(&str, &str)]) {
        for (value, text) in cases {
            assert_eq!(write(decimal(value)), *text, "{value}");
        }
    }

    #[test]
    fn amounts_are_in_cents_and_never_zero_unless_they_are() {
        assert_written(
            usd,
            &[
                ("0", "$0.00"),
                ("0.0000000000000000000000000001", "$0.0000000000000000000000000001"),
                ("0.000005", "$0.000005"),
                ("0.00123449", "$0.001234"),
                ("0.0016150", "$0.001615"),
                ("0.00499999", "$0.005000"),
                ("0.005", "$0.01"),
                ("0.2", "$0.20"),
                ("0.27341", "$0.27"),
                ("0.995", "$1.00"),
                ("1", "$1.00"),
                ("1.005", "$1.01"),
                ("53.18", "$53.18"),
                ("1056.1", "$1,056.10"),
                ("4624999949125.00004625", "$4,624,999,949,125.00"),
                ("-32.93", "−$32.93"),
                ("-0.0001", "−$0.0001"),
                ("-0", "$0.00"),
            ],
        );
    }

    #[test]
    fn prices_of_one_keep_four_significant_digits() {
        assert_written(
            unit_usd,
            &[
                ("0", "$0.00"),
                ("0.05318", "$0.05318"),
                ("0.227604", "$0.2276"),
                ("0.21122", "$0.2112"),
                ("0.123456", "$0.1235"),
                ("0.12345", "$0.1235"),
                ("0.10704", "$0.1070"),
                ("0.107", "$0.107"),
                ("0.2", "$0.20"),
                ("0.99999", "$1.00"),
                ("1", "$1.00"),
                ("1.005", "$1.01"),
                ("1056.1", "$1,056.10"),
                ("0.00000123456", "$0.000001235"),
                ("-0.05318", "−$0.05318"),
            ],
        );
    }

    #[test]
    fn exact_amounts_keep_every_digit() {
        assert_written(
            exact_usd,
            &[
                ("0", "$0"),
                ("5.00", "$5"),
                ("0.0001875", "$0.0001875"),
                ("1200.0625", "$1,200.0625"),
                ("-1200.5", "−$1,200.5"),
            ],
        );
    }

    #[test]
    fn whole_dollars_round_half_up_and_small_amounts_stay_in_cents() {
        assert_written(
            whole_usd,
            &[
                ("12.7632", "$13"),
                ("1254.5", "$1,255"),
                ("0.4", "$0.40"),
                ("0.996", "$1.00"),
                ("1", "$1"),
                ("0", "$0.00"),
                ("-12.5", "−$13"),
            ],
        );
    }

    #[test]
    fn differences_carry_their_sign() {
        assert_written(
            signed_usd,
            &[("158.04", "+$158.04"), ("-32.93", "−$32.93"), ("0", "$0.00"), ("0.0001", "+$0.0001")],
        );
    }

    #[test]
    fn shares_have_one_decimal_or_are_none() {
        for (part, whole, text) in [
            ("52.68", "53.18", Some("99.1%")),
            ("0", "5", Some("0.0%")),
            ("1", "0", None),
            ("-32.93", "273.41", Some("−12.0%")),
            ("-0.00001", "273.41", Some("0.0%")),
            ("5", "-1", None),
            ("12345", "100", Some("12,345.0%")),
            ("4624999949125", "0.0000000001", None),
        ] {
            assert_eq!(percent(decimal(part), decimal(whole)).as_deref(), text, "{part} of {whole}");
        }
        assert_eq!(per_mille(decimal("0.0005"), Decimal::ONE), Some(1), "a half is rounded up");
        assert_eq!(per_mille(decimal("-0.00001"), Decimal::ONE), None, "nothing negative is rounded to a share");
    }

    #[test]
    fn ranges_have_an_en_dash_unless_both_ends_read_the_same() {
        let range = |low, high| Range { low: decimal(low), high: decimal(high) };
        assert_eq!(range_text(range("6.38", "211.22"), usd), "$6.38–$211.22");
        assert_eq!(range_text(range("5.881", "5.884"), usd), "$5.88");
        assert_eq!(range_text(Range::single(1_756), grouped), "1,756");
        assert_eq!(range_text(range("-1.2", "3.4"), signed_usd), "−$1.20 to +$3.40");
        assert_eq!(range_text(range("1.2", "3.4"), signed_usd), "+$1.20 to +$3.40");
    }
}
