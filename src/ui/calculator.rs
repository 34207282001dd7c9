//! The calculator: the form, its bill and the pictures of it, at full length on the page and short in an embed.

use leptos::prelude::*;

use super::control::more;
use super::guide::two_budgets::two_budgets;
use super::html::{El, Written, el, written};
use super::inputs::{inputs, short_inputs};
use super::pictures::pictures;
use super::results::{budget_answer, figures, headline, lanes, results};
use super::scenarios::{self, Desk};
use super::state::App;

/// The calculator's section on the page.
pub fn calculator(app: App) -> El<Written> {
    let side = written("div").class("stack").child(results(app)).child(pictures(app));
    section(app, "What your month would cost")
        .child(written("div").class("columns").child(inputs(app)).child(side))
        .still(|| scenarios::section(Desk::new(app.history)))
}

/// The calculator's section in an embed: the answer, what most readers change, and the rest closed until it is asked for.
pub fn short_calculator(app: App) -> El<Written> {
    let every_figure = more("Every figure, with its arithmetic").child(figures(app)).child(lanes(app));
    let seats = more("ChatGPT seats, as a budget of their own").child(two_budgets(app));
    section(app, "What GPT Image 2 costs")
        .child(headline(app).child(budget_answer(app)))
        .child(short_inputs(app))
        .child(every_figure)
        .child(seats)
}

fn section(app: App, title: &'static str) -> El<Written> {
    let problems = move || app.notes.get().iter().map(|note| el("li").words(note.to_string())).collect();
    written("section")
        .id("calculator")
        .class("calculator")
        .attr("aria-labelledby", "calculator-title")
        .child(written("h2").id("calculator-title").words(title))
        .child(written("p").class("needs-wasm").words(
            "The calculator needs scripts and WebAssembly, and this browser has not started it. The figures below stay an \
             example; the rates and everything else on this page hold all the same.",
        ))
        .child(written("div").id("link-problems").attr("role", "alert").child(written("ul").list(problems)))
}
