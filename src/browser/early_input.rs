//! What the reader entered into the prerendered page before it was hydrated. Ask after hydration and before the page is
//! ready: from then on its controls hold what the state says.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control that no longer holds what it was delivered with.
pub struct EarlyInput {
    /// Its `name`, or its `id` where it has none.
    pub key: String,
    /// What it holds; `1` or nothing for a checkbox.
    pub text: String,
}

/// The controls that the reader has changed.
pub fn changed_controls() -> Vec<EarlyInput> {
    let Ok(controls) = document().query_selector_all("#app :is(input, select, textarea)") else {
        return Vec::new();
    };
    let controls = (0..controls.length()).filter_map(|index| controls.item(index)?.dyn_into::<Element>().ok());
    controls.filter_map(|control| changed(&control)).collect()
}

/// What was entered into the control of this name or id.
pub fn early_text(key: &str) -> Option<String> {
    let selector = format!("#app :is([name=\"{key}\"], #{key}):is(:not([type=radio]), :checked)");
    text_if_changed(&document().query_selector(&selector).ok()??)
}

fn changed(control: &Element) -> Option<EarlyInput> {
    let key = control.get_attribute("name").unwrap_or_else(|| control.id());
    text_if_changed(control).map(|text| EarlyInput { key, text })
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
