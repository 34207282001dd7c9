//! The day of a record in UTC, from the ways logs write times. A text that is none of them gives no day.

use gpt_image_cost_core::Date;

use crate::node::Node;

/// The day in UTC: of seconds or milliseconds since 1970, or of a text such as `2026-06-05T23:59:59+02:00`.
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
    let seconds = if value >= MILLISECONDS_FROM { value / 1000 } else { value };
    Date::from_unix_seconds(i64::try_from(seconds).ok()?)
}

fn day_of_text(text: &str) -> Option<Date> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day_of_number(text.parse().ok()?);
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    let clock = text.get(11..).unwrap_or_default();
    let Some(sign_at) = clock.rfind(['+', '-']) else { return Some(date) };
    let two = |range: std::ops::Range<usize>| clock.get(range)?.parse::<i64>().ok();
    let offset = sign_at + 1;
    let minutes =
        two(offset..offset + 2)? * 60 + two(offset + 3..offset + 5).or_else(|| two(offset + 2..offset + 4))?;
    let minutes = if clock.as_bytes().get(sign_at) == Some(&b'-') { -minutes } else { minutes };
    let in_utc = two(0..2)? * 60 + two(3..5)? - minutes;
    let since_1970 = i64::from(date.days_since(Date::literal(1970, 1, 1)));
    Date::from_unix_seconds(since_1970 * 86_400 + in_utc * 60)
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
            ("1780617600", Some("2026-06-05")),
            ("1780617599999", Some("2026-06-04")),
            ("yesterday", None),
            ("2026-02-30", None),
            ("", None),
        ] {
            let day = day(&Node::Text(text)).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        }
        assert_eq!(day(&Node::Whole(1_780_617_600)), Some(Date::literal(2026, 6, 5)));
        assert_eq!(day(&Node::Whole(u64::MAX)), None);
    }
}
