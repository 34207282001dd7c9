//! The wasm's entry: takes over the prerendered page.

use gpt_image_cost::browser::form;
use gpt_image_cost::ui::html::El;
use gpt_image_cost::ui::{app, session};

fn main() {
    // Before anything is taken over: that puts the defaults into the fields.
    let typed = form::typed();
    leptos::mount::mount_to_body(move || {
        let state = app::new();
        El::attach(app::page(state));
        session::start(state, &typed);
    });
}
