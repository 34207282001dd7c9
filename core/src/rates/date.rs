//! Calendar dates in the one form `2026-06-05`. The calendar itself is the `time` crate's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::Month;

/// Displayed, parsed and stored as `2026-06-05`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(time::Date);

/// The text is not a date of the calendar in the form `2026-06-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl Date {
    /// A date in source code, for constants.
    ///
    /// # Panics
    /// When there is no such date, which in a constant stops the build.
    pub const fn literal(year: i32, month: u8, day: u8) -> Self {
        match Self::new(year, month, day) {
            Some(date) => date,
            None => panic!("no such date"),
        }
    }

    const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = match month {
            1 => Month::January,
            2 => Month::February,
            3 => Month::March,
            4 => Month::April,
            5 => Month::May,
            6 => Month::June,
            7 => Month::July,
            8 => Month::August,
            9 => Month::September,
            10 => Month::October,
            11 => Month::November,
            12 => Month::December,
            _ => return None,
        };
        match time::Date::from_calendar_date(year, month, day) {
            Ok(date) => Some(Self(date)),
            Err(_) => None,
        }
    }

    /// The day in UTC of a time in seconds since 1970, or `None` beyond the calendar.
    ///
    /// ```
    /// use gpt_image_cost_core::Date;
    ///
    /// assert_eq!(Date::from_unix_seconds(1_780_617_600), Some(Date::literal(2026, 6, 5)));
    /// assert_eq!(Date::from_unix_seconds(1_780_617_599), Some(Date::literal(2026, 6, 4)));
    /// ```
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        const JULIAN_DAY_OF_1970: i64 = 2_440_588;
        let day = seconds.div_euclid(86_400).checked_add(JULIAN_DAY_OF_1970)?;
        Some(Self(time::Date::from_julian_day(i32::try_from(day).ok()?).ok()?))
    }

    /// Whole days from `earlier` to `self`; negative when `self` comes first.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.to_julian_day() - earlier.0.to_julian_day()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Only the form that is displayed: not `2026-6-5`, `2026-02-30` or `05.06.2026`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| -> Option<u16> {
            let part = parts.next()?;
            let is_plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_plain { part.parse().ok() } else { None }
        };
        let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else { return Err(NotADate) };
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let narrow = |number: u16| u8::try_from(number).map_err(|_| NotADate);
        Self::new(i32::from(year), narrow(month)?, narrow(day)?).ok_or(NotADate)
    }
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date like 2026-06-05")
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_one_form() {
        assert_eq!("2026-06-05".parse(), Ok(Date::literal(2026, 6, 5)));
        for text in
            ["", "2026-6-5", "2026-02-30", "05.06.2026", "2026-06-05-", "2026-06-05T00", "２０26-06-05", "2026-13-01"]
        {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn days_are_counted_across_months_and_years() {
        let days = |a: &str, b: &str| a.parse::<Date>().ok().zip(b.parse().ok()).map(|(a, b)| a.days_since(b));
        assert_eq!(days("2026-06-05", "2026-04-22"), Some(44));
        assert_eq!(days("2026-04-22", "2026-06-05"), Some(-44));
        assert_eq!(days("2028-03-01", "2028-02-28"), Some(2));
    }
}
