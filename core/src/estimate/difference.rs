//! What sets scenarios apart: differences in USD and percent against the first one, and the inputs that differ.

use rust_decimal::Decimal;

use super::estimate::Estimate;
use crate::money::Usd;
use crate::money::decimal::checked_sub;
use crate::money::format::{grouped, join_ends, per_mille, percent, signed_usd};
use crate::money::range::Range;
use crate::scenario::field::Field;

const NO_DIFFERENCE: &str = "no difference";
/// Beyond this increase, in thousandths, a multiple of the baseline says more than a percentage.
const MAX_INCREASE: u32 = 10_000;

/// How much more (or, negative, less) a figure is than that of the baseline; low end against low end, high against high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub baseline: Range<Usd>,
    pub by: Range<Usd>,
}

impl Difference {
    pub fn new(own: Range<Usd>, baseline: Range<Usd>) -> Option<Self> {
        let by = Range { low: checked_sub(own.low, baseline.low)?, high: checked_sub(own.high, baseline.high)? };
        Some(Self { baseline, by })
    }

    /// The difference in proportion to the baseline: `+227.2%`; none where there is no difference. Both ends of a range.
    pub fn relation_text(self) -> Option<String> {
        let end = |by: Usd, baseline: Usd| if by.is_zero() { NO_DIFFERENCE.to_owned() } else { relation(by, baseline) };
        let is_none = self.by.low.is_zero() && self.by.high.is_zero();
        (!is_none).then(|| join_ends(end(self.by.low, self.baseline.low), &end(self.by.high, self.baseline.high)))
    }
}

/// `+$158.04`, `no difference`.
pub fn amount_text(by: Usd) -> String {
    if by.is_zero() { NO_DIFFERENCE.to_owned() } else { signed_usd(by) }
}

/// The difference in proportion to the baseline.
fn relation(by: Usd, baseline: Usd) -> String {
    if baseline.is_zero() {
        return "the baseline costs nothing".to_owned();
    }
    match per_mille(by.abs(), baseline) {
        Some(0) => "less than 0.1%".to_owned(),
        Some(..=MAX_INCREASE) => {
            let share = percent(by, baseline).unwrap_or_default();
            if by > Decimal::ZERO { ["+", &share].concat() } else { share }
        }
        // By so much, and the baseline itself once more.
        Some(increase @ ..=999_499) => {
            format!("about {} times the baseline", grouped(u64::from(increase.saturating_add(1_500) / 1_000)))
        }
        _ => "more than 1,000 times the baseline".to_owned(),
    }
}

/// Whether two scenarios have the same value in a field. A field without effect in a scenario's mode counts as its
/// default; an unreadable value equals only another unreadable one.
pub fn is_same(one: &Estimate, other: &Estimate, field: Field) -> bool {
    let value = |estimate: &Estimate| {
        let scenario = &estimate.scenario;
        let counted = field.counts_in(scenario.mode).then(|| scenario.serialize_field(field));
        (estimate.invalid.contains(field), counted.flatten())
    };
    value(one) == value(other)
}

/// Whether all scenarios have the same value in a field.
pub fn is_common(estimates: &[Estimate], field: Field) -> bool {
    estimates.iter().skip(1).all(|other| is_same(&estimates[0], other, field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::history::RATE_HISTORY;
    use crate::scenario::{field_set::FieldSet, permalink};

    #[track_caller]
    fn difference(own: &str, baseline: &str) -> Difference {
        let decimal = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text} is not a decimal"));
        let range = |text: &str| {
            let (low, high) = text.split_once(' ').unwrap_or((text, text));
            Range { low: decimal(low), high: decimal(high) }
        };
        Difference::new(range(own), range(baseline)).unwrap_or_else(|| panic!("{own} against {baseline}"))
    }

    fn in_words(difference: Difference) -> String {
        let amount = join_ends(amount_text(difference.by.low), &amount_text(difference.by.high));
        difference.relation_text().map_or(amount.clone(), |relation| format!("{amount} ({relation})"))
    }

    #[test]
    fn a_difference_reads_as_english_even_at_zero_and_without_end() {
        for (own, baseline, text) in [
            ("227.604", "69.564", "+$158.04 (+227.2%)"),
            ("240.48", "273.41", "−$32.93 (−12.0%)"),
            ("53.18", "53.18", "no difference"),
            ("0", "0", "no difference"),
            ("5", "0", "+$5.00 (the baseline costs nothing)"),
            ("0", "5", "−$5.00 (−100.0%)"),
            ("1000000.000001", "1000000", "+$0.000001 (less than 0.1%)"),
            ("1000000", "1000000.000001", "−$0.000001 (less than 0.1%)"),
            ("1.0005", "1", "+$0.0005 (+0.1%)"),
            ("11", "1", "+$10.00 (+1,000.0%)"),
            ("11.01", "1", "+$10.01 (about 11 times the baseline)"),
            ("999.6", "1", "+$998.60 (about 1,000 times the baseline)"),
            ("1000.6", "1", "+$999.60 (more than 1,000 times the baseline)"),
            ("4624999949125", "0.0000000001", "+$4,624,999,949,125.00 (more than 1,000 times the baseline)"),
            ("10 30", "10 20", "no difference to +$10.00 (no difference to +50.0%)"),
            ("5 30", "10 20", "−$5.00 to +$10.00 (−50.0% to +50.0%)"),
        ] {
            assert_eq!(in_words(difference(own, baseline)), text, "{own} against {baseline}");
        }
    }

    fn estimates(link: &str) -> Vec<Estimate> {
        Estimate::all(&permalink::parse(link, &RATE_HISTORY).comparison, &RATE_HISTORY)
    }

    fn differing(estimates: &[Estimate]) -> Vec<Field> {
        Field::ALL.into_iter().filter(|field| !is_common(estimates, *field)).collect()
    }

    #[test]
    fn fields_differ_by_value_and_not_by_whether_they_were_written() {
        let all = estimates("images=5000&b.rates=2026-06-05&rates=2026-06-05&b.images=5000&b.q=high&b.attempts=1");
        assert_eq!(differing(&all), [Field::Quality]);
        assert_eq!(differing(&all[..1]), []);
        assert_eq!(differing(&[]), []);
    }

    #[test]
    fn what_has_no_effect_does_not_differ() {
        let all = estimates("rates=2026-06-05&mode=tokens&ti=100&b.rates=2026-06-05&b.images=20");
        assert_eq!(differing(&all), [Field::Mode, Field::Images, Field::TextInput]);
        let all = estimates("rates=2026-06-05&mode=tokens&images=20&b.rates=2026-06-05");
        assert_eq!(differing(&all), [Field::Mode]);
    }

    #[test]
    fn a_field_that_cannot_be_read_is_not_the_same_as_its_default() {
        let mut all = estimates("rates=2026-06-05&b.rates=2026-06-05");
        assert_eq!(differing(&all), []);
        let invalid = FieldSet::from_iter([Field::Images]);
        all[1] = Estimate::new(&all[1].scenario, invalid, &RATE_HISTORY);
        assert_eq!(differing(&all), [Field::Images]);
    }
}
