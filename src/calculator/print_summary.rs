//! What was entered, and the link: for paper only.

use gpt_image_cost_core::Field;
use leptos::prelude::*;

use super::wording;
use crate::browser::{address, print::set_while_printing};
use crate::components::updated_while;
use crate::state::{use_app_state, use_hydration};

/// The list of inputs with the link of the page.
#[component]
pub fn PrintSummary() -> impl IntoView {
    let state = use_app_state();
    let printing = RwSignal::new(false);
    use_hydration().add_afterwards(move || set_while_printing(printing));
    let link = move || {
        let link = printing.get().then(|| state.link.get()).flatten()?;
        Some(format!("Link to this scenario: {}#{link}", address::of_page()))
    };
    let estimate = updated_while(printing, move || state.estimate.get());
    let row = move |field: Field| {
        let value = Signal::derive(move || wording::input_in_words(&estimate.read(), field));
        let has_no_effect = Signal::derive(move || !field.counts_in(estimate.read().scenario.mode));
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
