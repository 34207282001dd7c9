//! What sets scenarios apart: differences in USD and percent against the first, what all of them cost together, and which
//! inputs differ.

use rust_decimal::Decimal;

use super::bill::Usd;
use super::exact::{difference, sum};
use super::field::Field;
use super::format::{percent, usd};
use super::scenario::Scenario;
use super::sheet::entered;
use super::span::Span;

/// How much more or less than the first, at the low and the high end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
    /// The first.
    pub first: Span<Usd>,
    /// The difference; negative where less is paid. The low ends and the high ends are set against each other.
    pub by: Span<Usd>,
}

impl Against {
    /// The difference of a figure to the first one's.
    pub fn of(own: Span<Usd>, first: Span<Usd>) -> Option<Self> {
        let by = Span { low: difference(own.low, first.low)?, high: difference(own.high, first.high)? };
        Some(Self { first, by })
    }

    /// In words: `$10.00 more (+18.8 %)`, for a range both ends.
    pub fn words(self) -> String {
        let (mut low, high) = (words(self.by.low, self.first.low), words(self.by.high, self.first.high));
        if low != high {
            low.push_str(" to ");
            low.push_str(&high);
        }
        low
    }
}

/// A difference in words: `$10.00 more`.
pub fn amount(by: Usd) -> String {
    if by.is_zero() {
        return "no difference".to_owned();
    }
    let mut text = usd(by.abs());
    text.push_str(if by.is_sign_negative() { " less" } else { " more" });
    text
}

fn words(by: Usd, first: Usd) -> String {
    let mut text = amount(by);
    if by.is_zero() || first.is_zero() {
        return text;
    }
    let share = percent(by.abs(), first);
    let is_tiny = share == "0.0 %";
    text.push_str(match by.is_sign_negative() {
        _ if is_tiny => " (less than 0.1 %",
        true => " (−",
        false => " (+",
    });
    if !is_tiny {
        text.push_str(&share);
    }
    text.push(')');
    text
}

/// All figures together; none where one of them is unknown.
pub fn together(figures: impl IntoIterator<Item = Option<Span<Usd>>>) -> Option<Span<Usd>> {
    figures.into_iter().try_fold(Span::one(Decimal::ZERO), |all, figure| {
        let figure = figure?;
        Some(Span { low: sum(all.low, figure.low)?, high: sum(all.high, figure.high)? })
    })
}

/// The fields that are not the same in all scenarios.
pub fn differing(scenarios: &[Scenario]) -> Vec<Field> {
    let differs = |field: &Field| {
        let Some((first, rest)) = scenarios.split_first() else { return false };
        rest.iter().any(|other| entered(other, *field) != entered(first, *field))
    };
    Field::ALL.into_iter().filter(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::link;
    use crate::domain::snapshot::HISTORY;

    fn against(own: &str, first: &str) -> String {
        let span = |text: &str| {
            let ends = text.split_once(' ').unwrap_or((text, text));
            Span { low: ends.0.parse().unwrap_or_default(), high: ends.1.parse().unwrap_or_default() }
        };
        Against::of(span(own), span(first)).map(Against::words).unwrap_or_default()
    }

    #[test]
    fn a_difference_says_how_much_which_way_and_how_many_percent() {
        for (own, first, said) in [
            ("63.18", "53.18", "$10.00 more (+18.8 %)"),
            ("26.59", "53.18", "$26.59 less (−50.0 %)"),
            ("53.18", "53.18", "no difference"),
            ("5", "0", "$5.00 more"),
            ("0", "5", "$5.00 less (−100.0 %)"),
            ("1000000.000001", "1000000", "$0.000001 more (less than 0.1 %)"),
            ("1.0005", "1", "$0.0005 more (+0.1 %)"),
            // A share that cannot be worked out.
            ("4624999949125", "0.0000000001", "$4,624,999,949,125.00 more (+–)"),
            ("10 30", "10 20", "no difference to $10.00 more (+50.0 %)"),
        ] {
            assert_eq!(against(own, first), said, "{own} against {first}");
        }
    }

    #[test]
    fn what_is_unknown_makes_the_sum_unknown() {
        let one = Some(Span::one(Decimal::ONE));
        assert_eq!(together([one, one]), Some(Span::one(Decimal::TWO)));
        assert_eq!(together([one, None]), None);
        assert_eq!(together([]), Some(Span::one(Decimal::ZERO)));
    }

    #[test]
    fn only_the_inputs_that_differ_are_listed() {
        let opened = link::read("images=5000&b.rates=2026-06-05&b.images=5000&b.q=high&b.attempts=1", &HISTORY);
        assert_eq!(differing(opened.comparison.scenarios()), [Field::Quality]);
        assert_eq!(differing(&opened.comparison.scenarios()[..1]), []);
    }
}
