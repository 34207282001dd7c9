//! The bill of a log: its receipt beside the panel, and the bill by day, by size and quality, and by model over the whole width.

use leptos::prelude::*;

use super::worker_reply::{lacks, text_of};
use super::{ExportFile, Phase, use_usage};
use crate::components::{Menu, MenuAction};
use crate::state::use_app_state;

const READING: &str = "<p class=\"cost none\"><span>Reading the log</span></p>";
const NOTHING: &str = "<p class=\"cost none\"><span>No log yet</span></p>\
    <p class=\"hint\">The cost of your records appears here: in total, by meter, by day, and by size and quality.</p>";

const fn file(label: &'static str, what: &'static str, name: &'static str, is_list: bool) -> ExportFile {
    ExportFile { label, what, name, is_list }
}

const FILES: [ExportFile; 5] = [
    file("Summary, CSV", "summary-csv", "usage-summary.csv", false),
    file("Summary, JSON", "summary-json", "usage-summary.json", false),
    file("Priced records, CSV", "records-csv", "usage-records.csv", true),
    file("Priced records, JSON Lines", "records-json", "usage-records.jsonl", true),
    file("Rejected records, CSV", "rejected-csv", "usage-rejected.csv", true),
];

#[component]
pub fn UsageBill() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let has_no_bill = lacks(usage.bill, "receipt");
    let busy = Signal::derive(move || (usage.phase.get() == Phase::Reading).to_string());
    let receipt = Signal::derive(move || match usage.bill.read().text("receipt") {
        "" if usage.phase.get() == Phase::Reading => READING.to_owned(),
        "" => NOTHING.to_owned(),
        receipt => receipt.to_owned(),
    });
    let title = Signal::derive(move || {
        let is_cancelled = usage.phase.get() == Phase::Cancelled;
        if is_cancelled { "Cost of what was read before you cancelled" } else { "Cost of this log" }.to_owned()
    });
    let has_no_summary = Signal::derive(move || !usage.phase.get().has_summary());
    let has_no_averages = lacks(usage.bill, "averages");
    let save = move |file: ExportFile| {
        let id = format!("usage-save-{}", file.what);
        view! { <MenuAction id label=file.label on_press=Box::new(move || usage.export(app, file))/> }
    };
    view! {
        <section class="receipt usage-bill" id="usage-bill" aria-labelledby="usage-bill-title" aria-busy=busy>
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
                    <Menu id="usage-download" label="Download" at_end=true is_disabled=has_no_summary>
                        {FILES.map(save).collect_view()}
                    </Menu>
                </div>
                <p class="hint">{text_of(usage.bill, "averages-hint")}</p>
            </div>
        </section>
    }
}

/// The log and its cost, in sight on narrow screens.
#[component]
pub fn UsageBar() -> impl IntoView {
    let usage = use_usage();
    let part = move |name: &'static str, reading: &'static str, nothing: &'static str| {
        Signal::derive(move || {
            let is_reading = usage.phase.get() == Phase::Reading;
            let (reply, otherwise) =
                if is_reading { (usage.progress.read(), reading) } else { (usage.bill.read(), nothing) };
            let text = reply.text(name);
            if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
        })
    };
    view! {
        <a href="#usage-bill">
            <span class="what">{part("bar-what", "Usage log", "Usage log")}</span>
            " "
            <b>{part("bar-figure", "Reading", "No log yet")}</b>
        </a>
    }
}

/// Charts and tables below the workbench.
#[component]
pub fn UsageBreakdown() -> impl IntoView {
    view! {
        <div class="charts usage-breakdown" id="usage-breakdown" inner_html=text_of(use_usage().bill, "breakdown")></div>
    }
}
