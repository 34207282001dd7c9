//! The reader's own day. Never asked of a server.

use crate::domain::date::Date;

/// Today where the reader is; none when the clock says no day.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let text = format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date());
    text.parse().ok()
}
