//! The wasm's entry: takes over the prerendered page, or the embed.

use gpt_image_cost::browser::{document, form};
use gpt_image_cost::ui::html::El;
use gpt_image_cost::ui::{app, embed, session};

fn main() {
    // Before anything is taken over: that puts the defaults into the fields.
    let typed = form::typed();
    leptos::mount::mount_to_body(move || {
        let state = app::new();
        El::attach(if document::is_embed() { embed::page(state) } else { app::page(state) });
        session::start(state, &typed);
    });
}
