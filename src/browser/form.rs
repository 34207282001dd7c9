//! What was really typed before the page took over: controls that no longer say what the HTML said.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node};

/// A control's name and what was typed into it.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The control's `name`.
    pub name: String,
    /// Its text; `1` for a ticked box and nothing for one that was cleared.
    pub text: String,
}

/// Every control of the page whose state differs from the HTML's.
pub fn typed() -> Vec<Typed> {
    let Ok(controls) = document().query_selector_all("input[name], select[name], textarea[name]") else {
        return Vec::new();
    };
    (0..controls.length()).filter_map(|at| controls.item(at)).filter_map(|control| read(&control)).collect()
}

fn read(control: &Node) -> Option<Typed> {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        return read_input(input);
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        let unchanged =
            select.query_selector("option[selected]").ok().flatten().and_then(|first| first.get_attribute("value"));
        return changed(select.name(), select.value(), &unchanged.unwrap_or_default());
    }
    let area = control.dyn_ref::<HtmlTextAreaElement>()?;
    changed(area.name(), area.value(), &area.default_value().unwrap_or_default())
}

fn read_input(input: &HtmlInputElement) -> Option<Typed> {
    match input.type_().as_str() {
        "checkbox" => {
            let text = if input.checked() { "1" } else { "" };
            (input.checked() != input.default_checked()).then(|| Typed { name: input.name(), text: text.to_owned() })
        }
        "radio" => {
            let chosen = input.checked() && !input.default_checked();
            chosen.then(|| Typed { name: input.name(), text: input.value() })
        }
        "file" => None,
        _ => changed(input.name(), input.value(), &input.default_value()),
    }
}

fn changed(name: String, text: String, unchanged: &str) -> Option<Typed> {
    (text != unchanged).then_some(Typed { name, text })
}

/// The text of the control an event comes from.
pub fn text_of(event: &Event) -> String {
    event.target().map(|target| text_in(&target)).unwrap_or_default()
}

/// The texts of controls, in the page's order.
pub fn texts(selector: &str) -> Vec<String> {
    let Ok(controls) = document().query_selector_all(selector) else { return Vec::new() };
    (0..controls.length()).filter_map(|at| controls.item(at)).map(|control| text_in(&control)).collect()
}

fn text_in(control: &JsValue) -> String {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        return select.value();
    }
    control.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
}

/// Whether the box an event comes from is ticked.
pub fn is_ticked(event: &Event) -> bool {
    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}

/// Whether the `<details>` an event comes from is open.
pub fn is_open(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.has_attribute("open"))
}
