//! The ledger: every step from what was entered to USD, exact, with the source of its numbers.

use gpt_image_cost_core::{Explanation, Step};
use leptos::prelude::*;

use crate::components::{Fold, Source, updated_while};
use crate::state::use_app_state;

/// It is up to date while it is open.
#[component]
pub fn ArithmeticFold(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Fold id="arithmetic" title="Arithmetic" value="every step, and its source" open>
            <Ledger open/>
        </Fold>
    }
}

/// Both tables: one attempt or request, then month and year.
#[component]
fn Ledger(open: RwSignal<bool>) -> impl IntoView {
    let state = use_app_state();
    let explanation = updated_while(open, move || state.estimate.with(|estimate| estimate.explanation()));
    let first =
        state.map_estimate(|estimate| if estimate.is_images() { "Per attempt" } else { "Per request" }.to_owned());
    view! {
        <div class="ledger">
            <Steps caption=first explanation of=|explanation| &explanation.per_request/>
            <Steps caption="Per month and year" explanation of=|explanation| &explanation.per_month/>
        </div>
    }
}

#[component]
fn Steps(
    #[prop(into)] caption: Signal<String>,
    explanation: Memo<Explanation>,
    of: fn(&Explanation) -> &[Step],
) -> impl IntoView {
    let row = |step: &Step| {
        view! {
            <tr>
                <th scope="row">{step.name.clone()}</th>
                <td>{step.formula.clone()}</td>
                <td>{step.result.clone()}</td>
                <td>{step.provenance.iter().map(|of| view! { <Source of=*of/> " " }).collect_view()}</td>
            </tr>
        }
    };
    let rows = move || of(&explanation.read()).iter().map(row).collect_view();
    view! {
        <table class="steps">
            <caption>{caption}</caption>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">"Step"</th>
                    <th scope="col">"Formula"</th>
                    <th scope="col">"Result"</th>
                    <th scope="col">"Source"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
