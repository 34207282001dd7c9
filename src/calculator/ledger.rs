//! The ledger: every step from what was entered to USD, exact, with the source of its numbers.

use gpt_image_cost_core::{Explanation, Step};
use leptos::prelude::*;

use crate::components::{Fold, Source};
use crate::state::use_app_state;

#[component]
pub fn ArithmeticFold() -> impl IntoView {
    view! {
        <Fold id="arithmetic" title="Arithmetic" value=Signal::stored("every step, and its source".to_owned())>
            <Ledger/>
        </Fold>
    }
}

/// Both tables: one attempt or request, then month and year.
#[component]
fn Ledger() -> impl IntoView {
    let state = use_app_state();
    let explanation = Memo::new(move |_| state.estimate.with(|estimate| estimate.explanation()));
    let steps = move |of: fn(&Explanation) -> &Vec<Step>| Memo::new(move |_| of(&explanation.read()).clone());
    let first = Signal::derive(move || if state.is_images() { "Per attempt" } else { "Per request" }.to_owned());
    view! {
        <div class="ledger">
            <Steps caption=first steps=steps(|explanation| &explanation.per_request)/>
            <Steps caption=Signal::stored("Per month and year".to_owned()) steps=steps(|explanation| &explanation.per_month)/>
        </div>
    }
}

#[component]
fn Steps(caption: Signal<String>, steps: Memo<Vec<Step>>) -> impl IntoView {
    let each = move || steps.get().into_iter().enumerate().collect::<Vec<_>>();
    // A row stays while its formula and its result change, as they do with each digit.
    let row = move |(index, step): (usize, Step)| {
        let text = move |of: fn(&Step) -> &String| {
            Signal::derive(move || steps.read().get(index).map(of).cloned().unwrap_or_default())
        };
        view! {
            <tr>
                <th scope="row">{step.name}</th>
                <td>{text(|step| &step.formula)}</td>
                <td>{text(|step| &step.result)}</td>
                <td>{step.provenance.into_iter().map(|of| view! { <Source of/> " " }).collect_view()}</td>
            </tr>
        }
    };
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
            <tbody>
                <For each=each key=|(index, step)| format!("{index} {} {:?}", step.name, step.provenance) children=row/>
            </tbody>
        </table>
    }
}
