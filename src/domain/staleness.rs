//! How old the rates are by the reader's clock. It decides how loudly to say so, not whether the rates still hold.

use super::date::Date;

/// Up to so many days after the last check nothing is said.
const QUIET_DAYS: u32 = 30;
/// Beyond so many days the reader is warned.
const STALE_DAYS: u32 = 90;

/// How old the last check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staleness {
    /// The reader's day is not known yet, or lies before the check, so that the clock must be wrong.
    UnknownClock,
    /// At most 30 days.
    Quiet,
    /// 31 to 90 days.
    Aging {
        /// Whole days since the check.
        days: u32,
    },
    /// More than 90 days: the rates may have moved.
    Stale {
        /// Whole days since the check.
        days: u32,
    },
}

impl Staleness {
    /// How old a check is on the reader's day.
    ///
    /// ```
    /// use gpt_image_cost::domain::{date::Date, staleness::Staleness};
    ///
    /// let checked = Date::literal(2026, 6, 5);
    /// let on = |month, day| Staleness::of(checked, Some(Date::literal(2026, month, day)));
    /// assert_eq!(on(7, 5), Staleness::Quiet);
    /// assert_eq!(on(7, 6), Staleness::Aging { days: 31 });
    /// assert_eq!(on(6, 4), Staleness::UnknownClock);
    /// ```
    pub fn of(checked: Date, today: Option<Date>) -> Self {
        let days = today.and_then(|today| u32::try_from(today.days_since(checked)).ok());
        match days {
            None => Self::UnknownClock,
            Some(..=QUIET_DAYS) => Self::Quiet,
            Some(days @ ..=STALE_DAYS) => Self::Aging { days },
            Some(days) => Self::Stale { days },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_has_a_day_on_both_sides() {
        let checked = Date::literal(2026, 6, 5);
        for (today, expected) in [
            (None, Staleness::UnknownClock),
            (Some(Date::literal(1970, 1, 1)), Staleness::UnknownClock),
            (Some(Date::literal(2026, 6, 4)), Staleness::UnknownClock),
            (Some(checked), Staleness::Quiet),
            (Some(Date::literal(2026, 7, 5)), Staleness::Quiet),
            (Some(Date::literal(2026, 7, 6)), Staleness::Aging { days: 31 }),
            (Some(Date::literal(2026, 9, 3)), Staleness::Aging { days: 90 }),
            (Some(Date::literal(2026, 9, 4)), Staleness::Stale { days: 91 }),
            (Some(Date::literal(9999, 12, 31)), Staleness::Stale { days: 2_912_287 }),
        ] {
            assert_eq!(Staleness::of(checked, today), expected, "{today:?}");
        }
    }
}
