//! Moving the focus, once the page has followed the change just made.

use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Focuses the first element that matches, after the next update of the page.
pub fn focus_soon(selector: impl Into<String>) {
    let selector = selector.into();
    set_timeout(move || focus(&selector), Duration::ZERO);
}

/// Focuses the first element that matches.
pub fn focus(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Focuses a text area and selects its text, after the next update of the page.
pub fn select_soon(selector: &'static str) {
    let select = move || {
        let element = document().query_selector(selector).ok().flatten();
        if let Some(area) = element.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
            let _ = area.focus();
            area.select();
        }
    };
    set_timeout(select, Duration::ZERO);
}
