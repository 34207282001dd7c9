//! The answer first: what the scenario costs in a sentence, and how old the rates are.

use gpt_image_cost_core::Staleness;
use leptos::prelude::*;

use super::wording::{self, AnswerText};
use crate::state::use_app_state;

/// The sentence and the age of the rates.
#[component]
pub fn Answer() -> impl IntoView {
    let state = use_app_state();
    let answer = Memo::new(move |_| {
        if state.is_usage.get() {
            return AnswerText {
                strong: "Price the usage your account recorded.".to_owned(),
                rest: "Token counts from real responses give the exact cost, by meter and by day.".to_owned(),
            };
        }
        state.estimate.with(|estimate| wording::answer(estimate, state.is_shared_link.get(), state.history))
    });
    let strong = Signal::derive(move || answer.read().strong.clone());
    let rest = Signal::derive(move || answer.read().rest.clone());
    let is_comparing = state.follow(|state| state.is_comparing() && !state.is_usage.get());
    view! {
        <div class="answer">
            <p class="lede" id="lede" hidden=is_comparing>
                <b>{strong}</b>
                " "
                {rest}
            </p>
            <RateAge/>
        </div>
    }
}

/// When the rates were checked. The age appears with the reader's clock; its room is reserved.
#[component]
fn RateAge() -> impl IntoView {
    let state = use_app_state();
    let class = state.follow(|state| {
        let class = match state.staleness() {
            Staleness::Aging { .. } => "age aging",
            Staleness::Stale { .. } => "age stale",
            _ => "age",
        };
        class.to_owned()
    });
    let age = state.follow(|state| age(state.staleness()));
    let checked = state.history.last_checked().to_string();
    view! {
        <p class=class id="checked">
            <b>
                "Rates checked " <time datetime=checked.clone()>{checked.clone()}</time>
                {age}
            </b>
            " They may have changed since: "
            <a href=state.history.price_page>"check OpenAI’s price page"</a>
            " before you commit."
        </p>
    }
}

/// What follows the date: `, 171 days ago.`
fn age(staleness: Staleness) -> String {
    staleness.days().map_or_else(|| ".".to_owned(), |days| format!(", {}.", wording::days_ago(days)))
}
