//! The reader's own date, never a server's.

use gpt_image_cost_core::Date;

/// Today where the reader is; `None` if the clock has no valid date.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date()).parse().ok()
}
