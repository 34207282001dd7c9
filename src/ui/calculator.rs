//! The calculator: the form, its bill and the pictures of it.

use leptos::prelude::*;

use super::html::{El, el, live};
use super::inputs::inputs;
use super::pictures::pictures;
use super::results::results;
use super::state::App;

/// The calculator's section.
pub fn calculator(app: App) -> El {
    let problems = move || app.notes.get().iter().map(|note| el("li").words(note.to_string()).part()).collect();
    el("section")
        .id("calculator")
        .class("calculator")
        .attr("aria-labelledby", "calculator-title")
        .child(el("h2").id("calculator-title").words("What your month would cost"))
        .child(el("p").class("needs-wasm").words(
            "The calculator needs scripts and WebAssembly, and this browser has not started it. The figures below stay an \
             example; the rates and everything else on this page hold all the same.",
        ))
        .child(el("ul").id("link-problems").attr("role", "alert").with(live(problems)))
        .child(
            el("div")
                .class("columns")
                .child(inputs(app))
                .child(el("div").class("stack").child(results(app)).child(pictures(app))),
        )
}
