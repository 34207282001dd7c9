//! What this browser stores for the page. It may be missing, full or refused: then nothing is read, and nothing is stored.

use leptos::prelude::window;
use web_sys::Storage;

/// Asking a sandboxed frame for its storage is refused.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The text stored under a key, empty for nothing; `None` if the browser refuses to say.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().map(Option::unwrap_or_default)
}

/// Stores a text, or removes the entry for an empty one; false where the browser refuses or is full.
pub fn write(key: &str, text: &str) -> bool {
    let write = |storage: Storage| if text.is_empty() { storage.remove_item(key) } else { storage.set_item(key, text) };
    storage().is_some_and(|storage| write(storage).is_ok())
}
