//! What was entered, and the link: for paper only.

use gpt_image_cost_core::Field;
use leptos::prelude::*;

use super::wording;
use crate::browser::address;
use crate::state::use_app_state;

/// The list of inputs with the link of the page.
#[component]
pub fn PrintSummary() -> impl IntoView {
    let state = use_app_state();
    let link = state.follow(|state| match (state.ready.get(), state.link.get()) {
        (true, Some(link)) => format!("Link to this scenario: {}#{link}", address::of_page()),
        _ => String::new(),
    });
    let row = move |field: Field| {
        let value = Signal::derive(move || state.estimate.with(|estimate| wording::input_in_words(estimate, field)));
        let has_no_effect = Signal::derive(move || !field.counts_in(state.estimate.read().scenario.mode));
        view! { <li hidden=has_no_effect><span>{field.label()}</span> " " {value}</li> }
    };
    view! {
        <section class="print-only" id="print-summary" aria-hidden="true">
            <h2>"What was entered"</h2>
            <ul>{wording::printed_fields().map(row).collect_view()}</ul>
            <p>{link}</p>
        </section>
    }
}
