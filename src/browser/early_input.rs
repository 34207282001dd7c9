//! What the reader entered into the prerendered page before it was hydrated. Ask after hydration and before the page is
//! ready: from then on its controls hold what the state says.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The controls that the reader has changed: the `name` (or `id`) of each with what it holds; `1` or nothing for a checkbox.
pub fn changed_controls() -> Vec<(String, String)> {
    let Ok(controls) = document().query_selector_all("#app :is(input, select, textarea)") else {
        return Vec::new();
    };
    let controls = (0..controls.length()).filter_map(|index| controls.item(index)?.dyn_into::<Element>().ok());
    let key = |control: &Element| control.get_attribute("name").unwrap_or_else(|| control.id());
    controls.filter_map(|control| Some((key(&control), text_if_changed(&control)?))).collect()
}

/// What was entered into the control of this name or id.
pub fn early_text(key: &str) -> Option<String> {
    let selector = format!("#app :is([name=\"{key}\"], #{key}):is(:not([type=radio]), :checked)");
    text_if_changed(&document().query_selector(&selector).ok()??)
}

fn text_if_changed(control: &Element) -> Option<String> {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "checkbox" if input.checked() != input.default_checked() => {
                Some(if input.checked() { "1" } else { "" }.to_owned())
            }
            "radio" if input.checked() && !input.default_checked() => Some(input.value()),
            "checkbox" | "radio" | "file" => None,
            _ if input.value() != input.default_value() => Some(input.value()),
            _ => None,
        };
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        return (select.selected_index() > 0).then(|| select.value());
    }
    let area = control.dyn_ref::<HtmlTextAreaElement>()?;
    Some(area.value()).filter(|text| !text.is_empty())
}
