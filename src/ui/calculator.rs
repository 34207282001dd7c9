//! The calculator: the form, its bill and the pictures of it.

use leptos::prelude::*;

use super::inputs::inputs;
use super::pictures::pictures;
use super::results::results;
use super::state::App;

/// The calculator's section.
pub fn calculator(app: App) -> AnyView {
    view! {
        <section id="calculator" class="calculator" aria-labelledby="calculator-title">
            <h2 id="calculator-title">"What your month would cost"</h2>
            <p class="needs-wasm" role="note">
                "The calculator needs WebAssembly, and this browser has not started it. The figures below stay at the example; \
                 the rates and everything else on this page hold all the same."
            </p>
            <noscript>
                <p class="needs-wasm shown">"The calculator needs scripts and WebAssembly. The figures below are an example; the rates and everything else on this page hold all the same."</p>
            </noscript>
            <ul id="link-problems" class="problem" role="alert">
                {move || app.notes.get().into_iter().map(|note| view! { <li>{note.to_string()}</li> }).collect_view()}
            </ul>
            <div class="columns">
                {inputs(app)}
                <div class="stack">{results(app)}{pictures(app)}</div>
            </div>
        </section>
    }
    .into_any()
}
