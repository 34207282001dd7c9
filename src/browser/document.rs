//! The page itself: marking it ready, and the few things done to it outside components.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement, HtmlTextAreaElement};

/// Says that the page is interactive: sets `<html data-ready>`.
pub fn mark_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", "");
    }
}

/// Whether this is the embed, which says what it shows (`<html data-view>`).
pub fn is_embed() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-view"))
}

/// Has every `<details>` say whether it is open, for those that were opened before anybody listened.
pub fn announce_details() {
    let Ok(found) = document().query_selector_all("details") else { return };
    for at in 0..found.length() {
        if let (Some(element), Ok(event)) = (found.item(at), Event::new("toggle")) {
            let _ = element.dispatch_event(&event);
        }
    }
}

/// Opens every `<details>` that is printed while the page is, and closes those again that were closed.
pub fn open_details_for_print() {
    listen("beforeprint", |_| set_details("details:not([open], .screen-only)", true));
    listen("afterprint", |_| set_details("details[data-opened-for-print]", false));
}

fn set_details(selector: &str, open: bool) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for at in 0..found.length() {
        let Some(element) = found.item(at).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { continue };
        let _ = if open {
            element.set_attribute("open", "").and_then(|()| element.set_attribute("data-opened-for-print", ""))
        } else {
            element.remove_attribute("open").and_then(|()| element.remove_attribute("data-opened-for-print"))
        };
    }
}

/// Whether there is an element like this.
pub fn has(selector: &str) -> bool {
    document().query_selector(selector).is_ok_and(|found| found.is_some())
}

/// Moves the focus to an element.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Selects the text of a field, so that it can be copied by hand.
pub fn select(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(area) = found.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
        let _ = area.focus();
        area.select();
    }
}

/// Calls `act` on an event of the window, for as long as the page lives.
pub(super) fn listen(event: &str, act: impl Fn(Event) + 'static) {
    let callback = Closure::<dyn Fn(Event)>::new(act);
    let _ = leptos::prelude::window().add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    callback.forget();
}
