//! The address: what its fragment and query say, and replacing the fragment.

use leptos::prelude::window;

use super::document::listen;

/// The fragment of the address, with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The query of the address, with its `?`; empty where there is none.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// The address without its fragment.
pub fn page() -> String {
    let whole = window().location().href().unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}

/// Puts a fragment into the address without a new entry in the history. A browser that refuses (some do after many
/// calls, or in a sandbox) leaves the address as it was; the page works all the same.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Goes to a fragment, with a new entry in the history.
pub fn go_to(fragment: &str) {
    let _ = window().location().set_hash(fragment);
}

/// Calls `act` whenever the reader follows a link within the page, goes back or forward, or edits the fragment.
pub fn on_change(act: impl Fn() + 'static) {
    listen("hashchange", move |_| act());
}
