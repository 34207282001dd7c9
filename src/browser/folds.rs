//! Folded parts of the page (`<details>`) that open by themselves: around the target of a link, and on paper.

use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement};

/// Addresses of sections that older pages had, and where they lead now.
const MOVED: [(&str, &str); 2] = [("scenarios", "compare"), ("next", "siblings")];

/// Opens what is folded around the element of this id, and the element itself where it folds; then scrolls to it where it
/// could not be seen before.
pub fn reveal(id: &str) {
    let moved = MOVED.iter().find(|(old, _)| *old == id).map(|(_, new)| *new);
    let Some(target) = document().get_element_by_id(moved.unwrap_or(id)) else { return };
    let mut was_hidden = moved.is_some();
    let mut around = Some(target.clone());
    while let Some(element) = around {
        if let Some(details) = element.dyn_ref::<HtmlDetailsElement>().filter(|details| !details.open()) {
            details.set_open(true);
            was_hidden = true;
        }
        around = element.parent_element();
    }
    if was_hidden {
        target.scroll_into_view();
    }
}

/// Opens the part with the full arithmetic before the page is printed, and closes it again afterwards.
pub fn open_for_print(id: &'static str) {
    let details =
        move || document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDetailsElement>().ok());
    window_event_listener(ev::Custom::<Event>::new("beforeprint"), move |_| {
        if let Some(details) = details().filter(|details| !details.open()) {
            details.set_open(true);
            let _ = details.set_attribute("data-printing", "");
        }
    });
    window_event_listener(ev::Custom::<Event>::new("afterprint"), move |_| {
        if let Some(details) = details().filter(|details| details.has_attribute("data-printing")) {
            details.set_open(false);
            let _ = details.remove_attribute("data-printing");
        }
    });
}
