//! The reader's own date. Never asked of a server.

use gpt_image_cost_core::Date;

/// Today where the reader is; none where the clock tells no date.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date()).parse().ok()
}
