//! The page's address: what its fragment and query say, and changing the fragment.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// The event on `window` that announces the page's link to `scripts/frame.js`, and so to the page around an embed.
const LINK_EVENT: &str = "gpt-image-cost:link";

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The query with its `?`; empty where there is none.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// The address without its fragment.
pub fn without_fragment() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Replaces the fragment without a new entry in the history. A browser may refuse (after many calls, or in a sandbox); the
/// address then stays as it was, and the page works all the same.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Goes to a fragment, as following a link would: with a new entry in the history.
pub fn go_to(fragment: &str) {
    let _ = window().location().set_hash(fragment);
}

/// Announces the page's link on `window`.
pub fn announce_link(link: &str) {
    let detail = CustomEventInit::new();
    detail.set_detail(&link.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(LINK_EVENT, &detail) {
        let _ = window().dispatch_event(&event);
    }
}
