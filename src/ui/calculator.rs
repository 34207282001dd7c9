//! The calculator: the form, its bill and the pictures of it.

use leptos::prelude::*;

use super::html::{El, Written, el, written};
use super::inputs::inputs;
use super::pictures::pictures;
use super::results::results;
use super::scenarios::{self, Desk};
use super::state::App;

/// The calculator's section.
pub fn calculator(app: App) -> El<Written> {
    let problems = move || app.notes.get().iter().map(|note| el("li").words(note.to_string())).collect();
    written("section")
        .id("calculator")
        .class("calculator")
        .attr("aria-labelledby", "calculator-title")
        .child(written("h2").id("calculator-title").words("What your month would cost"))
        .child(written("p").class("needs-wasm").words(
            "The calculator needs scripts and WebAssembly, and this browser has not started it. The figures below stay an \
             example; the rates and everything else on this page hold all the same.",
        ))
        .child(written("div").id("link-problems").attr("role", "alert").child(written("ul").list(problems)))
        .child(
            written("div")
                .class("columns")
                .child(inputs(app))
                .child(written("div").class("stack").child(results(app)).child(pictures(app))),
        )        .still(|| scenarios::section(Desk::new(app.history)))
}
