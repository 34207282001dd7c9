//! How old the rates are, in words, and who has read them again since.

use crate::domain::date::Date;
use crate::domain::rates::History;
use crate::domain::staleness::Staleness;

/// Days on which third parties read the vendor's table and saw these rates unchanged, after our last check.
const READ_AGAIN: [Date; 5] = [
    Date::literal(2026, 6, 9),
    Date::literal(2026, 7, 10),
    Date::literal(2026, 7, 28),
    Date::literal(2026, 9, 8),
    Date::literal(2026, 10, 7),
];

/// When the rates were checked, and how long ago that is once it matters. Markup.
pub fn sentence(age: Staleness, history: &History) -> String {
    let checked = history.last_checked();
    match age {
        Staleness::UnknownClock | Staleness::Quiet => format!("Rates last checked on **{checked}**."),
        Staleness::Aging { days } => format!("Rates last checked on **{checked}**, {days} days ago."),
        Staleness::Stale { days } => {
            format!("**The rates may have moved:** they were last checked on {checked}, {days} days ago.")
        }
    }
}

/// Where to check the rates, and who has done so after our last check. Markup.
pub fn advice(history: &History) -> String {
    let advice = "Check [the vendor's price page](prices) before you commit.";
    let later: Vec<String> =
        READ_AGAIN.iter().filter(|day| **day > history.last_checked()).map(ToString::to_string).collect();
    if later.is_empty() {
        return advice.to_owned();
    }
    format!(
        "{advice} Third parties read its table on {} and saw no change; that is no check of ours.",
        later.join(", ")
    )
}
