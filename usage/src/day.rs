//! The day of a record in UTC, from the ways logs write times. A text that is none of them gives no day.

use gpt_image_cost_core::Date;
use gpt_image_cost_core::scenario::number_input::is_digits;

use crate::node::Node;

/// The day in UTC: of seconds or milliseconds since 1970, of a date of eight digits, or of a text such as
/// `2026-06-05T23:59:59+02:00`.
pub(crate) fn day(node: &Node<'_>) -> Option<Date> {
    match node {
        Node::Whole(value) => day_of_number(*value),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a time within the calendar
        Node::Float(value) if (0.0..1e15).contains(value) => day_of_number(*value as u64),
        Node::Text(text) | Node::Cell(text) => day_of_text(text.trim()),
        _ => None,
    }
}

fn day_of_number(value: u64) -> Option<Date> {
    const MILLISECONDS_FROM: u64 = 100_000_000_000;
    if (10_000_000..100_000_000).contains(&value) {
        return day_without_hyphens(&value.to_string());
    }
    let seconds = if value >= MILLISECONDS_FROM { value / 1000 } else { value };
    Date::from_unix_seconds(i64::try_from(seconds).ok()?)
}

fn day_of_text(text: &str) -> Option<Date> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !whole.is_empty() && is_digits(whole) && is_digits(fraction) {
        return if whole.len() == 8 { day_without_hyphens(whole) } else { day_of_number(whole.parse().ok()?) };
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    // A clock or an offset that cannot be read leaves the date as it is written.
    Some(text.get(11..).and_then(minutes_in_utc).and_then(|minutes| later(date, minutes)).unwrap_or(date))
}

/// `20260605`, which would be a day of 1970 as seconds.
fn day_without_hyphens(text: &str) -> Option<Date> {
    format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?).parse().ok()
}

/// Minutes from midnight of the written date to a time in UTC: of `23:59:59.123+02:00`, `23:59:59 -0730` and `23:59+00`.
/// `None` where no offset can be read.
fn minutes_in_utc(clock: &str) -> Option<i64> {
    let (time, offset) = clock.split_at_checked(clock.find(['+', '-'])?)?;
    let (hours, minutes) = time.trim_end().split_once(':')?;
    let in_day = hours_and_minutes(hours, minutes.get(..2)?, 23)?;
    let digits = offset.get(1..)?;
    let digits = digits.split_once(|c: char| !c.is_ascii_digit() && c != ':').map_or(digits, |(digits, _)| digits);
    let (hours, minutes) = match digits.len() {
        2 => (digits, "00"),
        _ => digits.split_once(':').or_else(|| digits.split_at_checked(2))?,
    };
    let ahead = hours_and_minutes(hours, minutes, 15)?;
    Some(if offset.starts_with('-') { in_day + ahead } else { in_day - ahead })
}

/// Two digits each; at most `most` hours.
fn hours_and_minutes(hours: &str, minutes: &str, most: i64) -> Option<i64> {
    let two = |text: &str| if text.len() == 2 && is_digits(text) { text.parse::<i64>().ok() } else { None };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours <= most && minutes < 60).then_some(hours * 60 + minutes)
}

fn later(date: Date, minutes: i64) -> Option<Date> {
    let since_1970 = i64::from(date.days_since(Date::literal(1970, 1, 1)));
    Date::from_unix_seconds(since_1970 * 86_400 + minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_utc() {
        for (text, expected) in [
            ("2026-06-05", Some("2026-06-05")),
            ("2026-06-05T23:59:59Z", Some("2026-06-05")),
            ("2026-06-05 23:59:59.123", Some("2026-06-05")),
            ("2026-06-05T01:59:59+02:00", Some("2026-06-04")),
            ("2026-06-05T23:30:00-0130", Some("2026-06-06")),
            ("2026-06-05 23:59:59+00", Some("2026-06-05")),
            ("2026-06-05 23:59:59.123456+00", Some("2026-06-05")),
            ("2026-06-05 00:30:00+01", Some("2026-06-04")),
            ("2026-06-05 23:30:00-01", Some("2026-06-06")),
            ("2026-06-05T00:30:00.5+0100", Some("2026-06-04")),
            ("2026-06-05 05:29+05:30", Some("2026-06-04")),
            ("2026-06-05 05:30+05:30", Some("2026-06-05")),
            ("2026-06-05 23:30:00.25 -0700 PDT", Some("2026-06-06")),
            ("2026-06-05 23:30:00+1", Some("2026-06-05")),
            ("2026-06-05 00:30:00+99:00", Some("2026-06-05")),
            ("2026-06-05 00:30:00+01:0", Some("2026-06-05")),
            ("2026-06-05 25:00:00-01", Some("2026-06-05")),
            ("2026-06-05 23:60:00-01", Some("2026-06-05")),
            ("2026-06-05T23:59:59-", Some("2026-06-05")),
            ("2026-06-05-é", Some("2026-06-05")),
            ("1780617600", Some("2026-06-05")),
            ("1780617600.5", Some("2026-06-05")),
            ("1780617599.999999", Some("2026-06-04")),
            ("1780617599999", Some("2026-06-04")),
            ("1780617599999.5", Some("2026-06-04")),
            ("20260605", Some("2026-06-05")),
            ("20260605.0", Some("2026-06-05")),
            ("01062026", None),
            ("20260631", None),
            ("1780617600.5.5", None),
            (".5", None),
            ("1780617600.5s", None),
            ("yesterday", None),
            ("2026-02-30", None),
            ("2026-02-30T00:30:00+01", None),
            ("", None),
        ] {
            let day = day(&Node::Text(text)).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        }
        assert_eq!(day(&Node::Whole(1_780_617_600)), Some(Date::literal(2026, 6, 5)));
        assert_eq!(day(&Node::Whole(u64::MAX)), None);
        assert_eq!(day(&Node::Whole(20_260_605)), Some(Date::literal(2026, 6, 5)));
        assert_eq!(day(&Node::Float(20_260_605.0)), Some(Date::literal(2026, 6, 5)));
        assert_eq!(day(&Node::Float(-1.0)), None);
        assert_eq!(day(&Node::Float(1e300)), None);
        assert_eq!(day(&Node::Whole(20_260_631)), None);
        assert_eq!(day(&Node::Whole(100_000_000)), Some(Date::literal(1973, 3, 3)));
    }
}
