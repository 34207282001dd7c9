//! The bill of a log: its receipt beside the panel, and the bill by day, by size and quality, and by model over the whole width.

use leptos::prelude::*;

use super::answer::{lacks, text_of};
use super::{Phase, use_usage};
use crate::components::Menu;
use crate::state::use_app_state;

/// The receipt.
#[component]
pub fn UsageBill() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_elsewhere = Signal::derive(move || !app.is_usage.get());
    let has_no_bill = lacks(usage.bill, "receipt");
    let has_bill = Signal::derive(move || !has_no_bill.get());
    let is_reading = move || usage.phase.get() == Phase::Reading;
    let title = move || match usage.phase.get() {
        Phase::Cancelled => "Cost of what was read before you cancelled",
        _ => "Cost of this log",
    };
    let has_no_averages = lacks(usage.bill, "averages");
    let save = move |label: &'static str, what: &'static str| {
        view! {
            <li><button type="button" id=format!("usage-save-{what}") on:click=move |_| usage.export(what)>{label}</button></li>
        }
    };
    view! {
        <section
            class="receipt usage-bill"
            id="usage-bill"
            aria-labelledby="usage-bill-title"
            aria-busy=move || is_reading().to_string()
            hidden=is_elsewhere
        >
            <h2 id="usage-bill-title">{title}</h2>
            <div hidden=has_bill>
                <p class="cost none"><span>{move || if is_reading() { "Reading the log" } else { "No log yet" }}</span></p>
                <p class="hint">"The cost of your records appears here: in total, by meter, by day, and by size and quality."</p>
            </div>
            <div inner_html=text_of(usage.bill, "receipt")></div>
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
                        {save("Summary, CSV", "summary-csv")}
                        {save("Summary, JSON", "summary-json")}
                        {save("Priced records, CSV", "records")}
                        {save("Rejected records, CSV", "rejected")}
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
