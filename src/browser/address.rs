//! The page's address: what its fragment and query say, and changing the fragment.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Event};

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

/// The address of the page without its fragment; in the embed that of the full page, in the folder above.
pub fn of_page() -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    if document().query_selector("main.embed").is_ok_and(|embed| embed.is_none()) {
        return page.to_owned();
    }
    // The query of an embed is its view and theme.
    let file = page.split('?').next().unwrap_or_default();
    let (folder, name) = file.split_at(file.rfind('/').map_or(0, |slash| slash + 1));
    [folder.strip_suffix("embed/").unwrap_or(folder), name].concat()
}

/// The state of the history's entries that this page has written itself.
const OWN: JsValue = JsValue::TRUE;

/// Whether this page wrote the address itself, rather than being opened at it.
pub fn is_own() -> bool {
    window().history().and_then(|history| history.state()).is_ok_and(|state| state == OWN)
}

/// Replaces the fragment without a new entry in the history; `is_own` says whether it is this page's own. A browser may refuse
/// (after many calls, or in a sandbox); the address then stays as it was, and the page works all the same.
pub fn replace_fragment(fragment: &str, is_own: bool) {
    if let Ok(history) = window().history() {
        let state = if is_own { OWN } else { JsValue::NULL };
        let _ = history.replace_state_with_url(&state, "", Some(&format!("#{fragment}")));
    }
}

/// Goes to a fragment (with its `#`), as following a link would: with a new entry in the history where it is another one.
/// Whoever listens for `hashchange` is told in any case.
pub fn go_to(fragment: &str) {
    if fragment == self::fragment() {
        replace_fragment(fragment.trim_start_matches('#'), true);
    } else if window().history().and_then(|history| history.push_state_with_url(&OWN, "", Some(fragment))).is_err() {
        // The browser tells of the change itself.
        let _ = window().location().set_hash(fragment);
        return;
    }
    if let Ok(event) = Event::new("hashchange") {
        let _ = window().dispatch_event(&event);
    }
}

/// Announces the page's link on `window`.
pub fn announce_link(link: &str) {
    let detail = CustomEventInit::new();
    detail.set_detail(&link.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(LINK_EVENT, &detail) {
        let _ = window().dispatch_event(&event);
    }
}
