//! The bill of a log: its receipt beside the panel, and the bill by day, by size and quality, and by model over the whole width.

use leptos::prelude::*;

use super::answer::{lacks, text_of};
use super::{Phase, use_usage};
use crate::components::Menu;
use crate::state::use_app_state;

const READING: &str = "<p class=\"cost none\"><span>Reading the log</span></p>";
const NOTHING: &str = "<p class=\"cost none\"><span>No log yet</span></p>\
    <p class=\"hint\">The cost of your records appears here: in total, by meter, by day, and by size and quality.</p>";

/// What can be saved, and what the worker calls it.
const FILES: [(&str, &str); 4] = [
    ("Summary, CSV", "summary-csv"),
    ("Summary, JSON", "summary-json"),
    ("Priced records, CSV", "records"),
    ("Rejected records, CSV", "rejected"),
];

/// A text that is another in one phase.
fn by_phase(phase: Phase, text: &'static str, otherwise: &'static str) -> Signal<String> {
    let now = use_usage().phase;
    Signal::derive(move || if now.get() == phase { text } else { otherwise }.to_owned())
}

/// The receipt.
#[component]
pub fn UsageBill() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_elsewhere = Signal::derive(move || !app.is_usage.get());
    let has_no_bill = lacks(usage.bill, "receipt");
    let busy = Signal::derive(move || (usage.phase.get() == Phase::Reading).to_string());
    let receipt = Signal::derive(move || match usage.bill.read().text("receipt") {
        "" if usage.phase.get() == Phase::Reading => READING.to_owned(),
        "" => NOTHING.to_owned(),
        receipt => receipt.to_owned(),
    });
    let title = by_phase(Phase::Cancelled, "Cost of what was read before you cancelled", "Cost of this log");
    let has_no_averages = lacks(usage.bill, "averages");
    let save = move |(label, what): (&'static str, &'static str)| {
        view! {
            <li><button type="button" id=format!("usage-save-{what}") on:click=move |_| usage.export(what)>{label}</button></li>
        }
    };
    view! {
        <section
            class="receipt usage-bill"
            id="usage-bill"
            aria-labelledby="usage-bill-title"
            aria-busy=busy
            hidden=is_elsewhere
        >
            <h2 id="usage-bill-title">{title}</h2>
            <div inner_html=receipt></div>
            <div hidden=has_no_bill>
                <div class="actions">
                    <button
                        type="button"
                        class="button primary"
                        id="usage-averages"
                        disabled=has_no_averages
                        on:click=move |_| usage.use_averages(app)
                    >
                        "Use these averages in the calculator"
                    </button>
                    <Menu id="usage-download" label="Download" at_end=true is_disabled=has_no_bill>
                        {FILES.map(save).collect_view()}
                    </Menu>
                </div>
                <p class="hint">{text_of(usage.bill, "averages-hint")}</p>
            </div>
        </section>
    }
}

/// Charts and tables below the workbench.
#[component]
pub fn UsageBreakdown() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_elsewhere = Signal::derive(move || !app.is_usage.get());
    view! {
        <div
            class="charts usage-breakdown"
            id="usage-breakdown"
            hidden=is_elsewhere
            inner_html=text_of(usage.bill, "breakdown")
        ></div>
    }
}
