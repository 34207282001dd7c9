//! The colours the reader chose: on the page at once, and remembered where the browser lets us.

use leptos::prelude::{document, window};
use web_sys::Storage;

/// Where the choice is remembered. The page's first script reads it before anything is painted (`Trunk.toml`).
const KEY: &str = "gpt-image-cost-theme";

/// Storage, where there is one: a sandboxed frame has none, and asking for it is refused.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The choice remembered: `light`, `dark`, or nothing for the system's.
pub fn remembered() -> String {
    storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default()
}

/// Shows the page in `light` or `dark`, or in the system's colours for anything else, and remembers it.
pub fn choose(theme: &str) {
    let Some(root) = document().document_element() else { return };
    let known = matches!(theme, "light" | "dark");
    let _ = if known { root.set_attribute("data-theme", theme) } else { root.remove_attribute("data-theme") };
    if let Some(storage) = storage() {
        let _ = if known { storage.set_item(KEY, theme) } else { storage.remove_item(KEY) };
    }
}
