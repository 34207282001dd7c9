//! Links that do something on this page when they are clicked plainly, and open a tab like any link otherwise.

use leptos::ev::MouseEvent;

/// Whether a click is the main button without a modifier key.
pub fn is_plain(event: &MouseEvent) -> bool {
    event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key()
}

/// Runs `act` in place of following the link, on a plain click.
pub fn on_plain(event: &MouseEvent, act: impl FnOnce()) {
    if is_plain(event) {
        event.prevent_default();
        act();
    }
}
