//! Folded parts of the page (`<details>`) that open around the target of a link.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

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
