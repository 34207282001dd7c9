//! The wasm's entry: takes over the prerendered page.

use gpt_image_cost::browser::form;
use gpt_image_cost::ui::{app, session};
use leptos::prelude::*;

fn main() {
    // Before anything is taken over: hydration puts the defaults into the fields.
    let typed = form::typed();
    leptos::mount::hydrate_body(move || {
        let page = app::new();
        Effect::new(move |started: Option<()>| {
            if started.is_none() {
                session::start(page, &typed);
            }
        });
        app::page(page)
    });
}
