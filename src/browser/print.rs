//! The page on paper.

use leptos::{ev, prelude::*};
use web_sys::Event;

/// Sets a signal before the page is printed, and puts it back afterwards.
pub fn set_while_printing(signal: RwSignal<bool>) {
    let before = StoredValue::new(false);
    window_event_listener(ev::Custom::<Event>::new("beforeprint"), move |_| {
        before.set_value(signal.get_untracked());
        signal.set(true);
    });
    window_event_listener(ev::Custom::<Event>::new("afterprint"), move |_| signal.set(before.get_value()));
}
