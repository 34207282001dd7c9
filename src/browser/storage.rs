//! What this browser keeps for the page. It may be missing, full or refused: then there is nothing, and nothing is kept.

use leptos::prelude::window;
use web_sys::Storage;

use super::document::listen;

/// Storage, where there is one: a sandboxed frame has none, and asking for it is refused.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What is kept under a key, empty for nothing; none where the browser refuses to say.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().map(Option::unwrap_or_default)
}

/// Keeps a text. False where the browser refuses or is full.
pub fn write(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Calls `act` when another tab has changed what is kept.
pub fn on_change(act: impl Fn() + 'static) {
    listen("storage", move |_| act());
}
