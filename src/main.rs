//! The wasm's entry: hydrates the prerendered page, or the embed.

use gpt_image_cost::{App, Embed};
use leptos::{mount::hydrate_from, prelude::document};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

fn main() {
    let root = document().get_element_by_id("app").and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(root) = root else { return };
    if root.has_attribute("data-embed") {
        hydrate_from(root, Embed).forget();
    } else {
        hydrate_from(root, App).forget();
    }
}
