//! What the reader typed into the prerendered page before it was hydrated.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control that no longer holds what it was delivered with.
pub struct Typed {
    /// Its `name`.
    pub name: String,
    /// What it holds; `1` or nothing for a checkbox.
    pub text: String,
}

/// The controls that the reader has changed.
pub fn changed_controls() -> Vec<Typed> {
    let Ok(controls) = document().query_selector_all("#app :is(input, select, textarea)[name]") else {
        return Vec::new();
    };
    let controls = (0..controls.length()).filter_map(|index| controls.item(index)?.dyn_into::<Element>().ok());
    controls.filter_map(|control| changed(&control)).collect()
}

fn changed(control: &Element) -> Option<Typed> {
    let typed = |name: String, text: String| Some(Typed { name, text });
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "checkbox" if input.checked() != input.default_checked() => {
                typed(input.name(), if input.checked() { "1" } else { "" }.to_owned())
            }
            "radio" if input.checked() && !input.default_checked() => typed(input.name(), input.value()),
            "checkbox" | "radio" | "file" => None,
            _ if input.value() != input.default_value() => typed(input.name(), input.value()),
            _ => None,
        };
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        return if select.selected_index() > 0 { typed(select.name(), select.value()) } else { None };
    }
    let area = control.dyn_ref::<HtmlTextAreaElement>()?;
    if area.value().is_empty() { None } else { typed(area.name(), area.value()) }
}
