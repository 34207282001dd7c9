//! Notices above the calculator: that it is an offline copy, that it cannot run, which parts of a link were not used, and that
//! its rates were superseded.

use gpt_image_cost_core::{CardChange, Estimate, Field, money::format::plain};
use leptos::prelude::*;

use super::wording;
use crate::components::{Figure, FigureValue, IssueNotice};
use crate::state::{AppState, use_app_state};

/// Shown by the styles where the page could not start its wasm.
#[component]
pub fn FailureNotice(#[prop(optional)] in_embed: bool) -> impl IntoView {
    view! {
        <div class="notice failed" role="status">
            <p>
                <b>"The calculator needs scripts and WebAssembly, and this browser did not start it."</b>
                " What you see is a fixed example. "
                {if in_embed { "Complete below: " } else { "The rates, the arithmetic and the guide are complete: " }}
                <a href="#pricing">"API rates"</a>
                <span hidden=in_embed>", " <a href="#arithmetic">"arithmetic"</a></span>
                "."
            </p>
        </div>
    }
}

/// Shown by the styles where the service worker had no network and gave a stored copy, whose age it puts into the first
/// sentence (`scripts/service-worker.js`).
#[component]
pub fn OfflineNotice() -> impl IntoView {
    view! {
        <div class="notice warn offline">
            <p><b>"Offline copy."</b> " The rates may have changed since."</p>
        </div>
    }
}

/// The parts of the opened link that were not used as they stand.
#[component]
pub fn LinkIssues() -> impl IntoView {
    let state = use_app_state();
    let title = state.follow(|state| match state.link_issues.read().len() {
        1 => "One part of this link was not used as written.".to_owned(),
        count => format!("{count} parts of this link were not used as written."),
    });
    view! { <IssueNotice id="link-problems" class="notice warn" title issues=state.link_issues/> }
}

/// A scenario whose rates have been superseded: its own month, the month at the latest rates, and the difference.
#[component]
pub fn SupersededRates() -> impl IntoView {
    let state = use_app_state();
    let latest = state.history.latest();
    let superseded = Memo::new(move |_| at_latest_rates(state));
    let figure = move |of: fn(&Estimate, &Estimate) -> FigureValue| {
        Signal::derive(move || match &*superseded.read() {
            Some(at_latest) => of(&state.estimate.read(), at_latest),
            None => FigureValue::Absent,
        })
    };
    let own = figure(|own, _| FigureValue::usd(own.bill.month));
    let at_latest = figure(|_, latest| FigureValue::usd(latest.bill.month));
    let difference =
        figure(|own, latest| FigureValue::difference(wording::difference(latest, own).map(|difference| difference.by)));
    let relation = move || Some(wording::relation(superseded.read().as_ref()?, &state.estimate.read()));
    let relation = Signal::derive(move || relation().unwrap_or_default());
    let is_latest = Signal::derive(move || superseded.read().is_none());
    let title = Signal::derive(move || {
        let card = state.estimate.read().rate_card.filter(|_| superseded.read().is_some());
        card.map(|card| sentence(&CardChange::between(card, latest))).unwrap_or_default()
    });
    let own_date = state.map_estimate(|estimate| estimate.scenario.rates.to_string());
    let own_month = Signal::derive(move || own.read().text());
    view! {
        <section class="notice warn superseded" aria-labelledby="superseded-title" hidden=is_latest>
            <h2 id="superseded-title">{title}</h2>
            <dl>
                <div>
                    <dt>"These rates, " <time>{own_date}</time></dt>
                    <dd>{own_month}</dd>
                </div>
                <div>
                    <dt>"Latest rates, " <time>{latest.checked.to_string()}</time></dt>
                    <dd><Figure id="latest-month" value=at_latest/></dd>
                </div>
                <div>
                    <dt>"Difference"</dt>
                    <dd>
                        <Figure id="latest-difference" value=difference/> " "
                        <small>{relation}</small>
                    </dd>
                </div>
            </dl>
            <p class="notice-actions">
                <button type="button" class="button" id="use-latest-rates" on:click=move |_| state.form.set(Field::Rates, "")>
                    "Use the latest rates"
                </button>
            </p>
        </section>
    }
}

/// The scenario at the latest rates; `None` if it uses them.
fn at_latest_rates(state: AppState) -> Option<Estimate> {
    let estimate = state.estimate.read();
    estimate.is_superseded(state.history).then(|| estimate.at(state.history.latest()))
}

fn sentence(change: &CardChange) -> String {
    let moved = |rate: &gpt_image_cost_core::RateChange| {
        format!("{} from ${} to ${}", rate.meter.name().to_ascii_lowercase(), plain(rate.old), plain(rate.new))
    };
    let sentences: Vec<String> = change.rates.iter().map(moved).collect();
    if sentences.is_empty() {
        return "A newer rate card has been recorded since; the rates themselves are the same.".to_owned();
    }
    format!("These rates have changed since: {} per 1 million tokens", sentences.join(", "))
}
