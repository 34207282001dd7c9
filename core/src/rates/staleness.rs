//! How old the rates are by the reader's clock. It decides how prominently to say so, not whether the rates still hold.

use super::date::Date;

/// Up to this age nothing needs to be pointed out.
const FRESH_DAYS: u32 = 30;
/// Beyond this age the reader is warned.
const AGING_DAYS: u32 = 90;

/// How long ago the rates were last checked, in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staleness {
    /// The reader's date is not known yet, or lies before the check, so that the clock must be wrong.
    UnknownClock,
    /// At most 30 days.
    Fresh { days: u32 },
    /// 31 to 90 days.
    Aging { days: u32 },
    /// More than 90 days.
    Stale { days: u32 },
}

impl Staleness {
    /// ```
    /// use gpt_image_cost_core::{Date, Staleness};
    ///
    /// let checked = Date::literal(2026, 6, 5);
    /// let on = |month, day| Staleness::new(checked, Some(Date::literal(2026, month, day)));
    /// assert_eq!(on(7, 5), Staleness::Fresh { days: 30 });
    /// assert_eq!(on(7, 6), Staleness::Aging { days: 31 });
    /// assert_eq!(on(6, 4), Staleness::UnknownClock);
    /// ```
    pub fn new(checked: Date, today: Option<Date>) -> Self {
        let days = today.and_then(|today| u32::try_from(today.days_since(checked)).ok());
        match days {
            None => Self::UnknownClock,
            Some(days @ ..=FRESH_DAYS) => Self::Fresh { days },
            Some(days @ ..=AGING_DAYS) => Self::Aging { days },
            Some(days) => Self::Stale { days },
        }
    }

    /// The age, where the clock is known.
    pub const fn days(self) -> Option<u32> {
        match self {
            Self::UnknownClock => None,
            Self::Fresh { days } | Self::Aging { days } | Self::Stale { days } => Some(days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_threshold_is_tested_on_both_sides() {
        let checked = Date::literal(2026, 6, 5);
        for (today, expected) in [
            (None, Staleness::UnknownClock),
            (Some(Date::literal(1970, 1, 1)), Staleness::UnknownClock),
            (Some(Date::literal(2026, 6, 4)), Staleness::UnknownClock),
            (Some(checked), Staleness::Fresh { days: 0 }),
            (Some(Date::literal(2026, 7, 5)), Staleness::Fresh { days: 30 }),
            (Some(Date::literal(2026, 7, 6)), Staleness::Aging { days: 31 }),
            (Some(Date::literal(2026, 9, 3)), Staleness::Aging { days: 90 }),
            (Some(Date::literal(2026, 9, 4)), Staleness::Stale { days: 91 }),
            (Some(Date::literal(9999, 12, 31)), Staleness::Stale { days: 2_912_287 }),
        ] {
            assert_eq!(Staleness::new(checked, today), expected, "{today:?}");
        }
        assert_eq!(Staleness::UnknownClock.days(), None);
        assert_eq!(Staleness::Stale { days: 91 }.days(), Some(91));
    }
}
