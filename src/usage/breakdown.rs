//! The bill by day, by size and quality, and by model, over the whole width.

use leptos::prelude::*;

use super::answer::{lacks_rows, lacks_text, text_of};
use super::panel::TableRows;
use super::use_usage;
use crate::state::use_app_state;

/// The tables below the workbench.
#[component]
pub fn UsageBreakdown() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_elsewhere = Signal::derive(move || !app.is_usage.get() || usage.bill.read().rows("days").is_empty());
    view! {
        <div class="charts usage-breakdown" id="usage-breakdown" hidden=is_elsewhere>
            <figure>
                <figcaption>"By day"</figcaption>
                <DayChart/>
                <Breakdown label="Cost by day" table="days" columns=&["Day (UTC)", "Records", "Cost"]/>
            </figure>
            <figure>
                <figcaption>"By size and quality"</figcaption>
                <Breakdown
                    label="Cost by size and quality"
                    table="sizes"
                    columns=&["Size and quality", "Records", "Output tokens each", "Cost", "Share"]
                />
                <figcaption>"By model"</figcaption>
                <Breakdown
                    label="Cost by model"
                    table="models"
                    columns=&["Model", "Records", "Output tokens each", "Cost", "Share"]
                />
            </figure>
        </div>
    }
}

#[component]
fn Breakdown(label: &'static str, table: &'static str, columns: &'static [&'static str]) -> impl IntoView {
    let bill = use_usage().bill;
    let rows = Signal::derive(move || bill.read().rows(table).to_vec());
    view! {
        <div class="table-scroll" role="region" aria-label=label tabindex="0" hidden=lacks_rows(bill, table)>
            <table>
                <thead>
                    <tr>{columns.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view()}</tr>
                </thead>
                <TableRows rows/>
            </table>
        </div>
    }
}

/// A bar for each day; the table below has the figures.
#[component]
fn DayChart() -> impl IntoView {
    let bill = use_usage().bill;
    let text = |name| text_of(bill, name);
    view! {
        <div hidden=lacks_text(bill, "chart")>
            <p class="hint">{text("chart-hint")}</p>
            <svg class="chart" viewBox="0 0 640 240" role="img" aria-label=text("chart-name")>
                <path class="bars" d=text("chart")></path>
                <path d="M15 216H625"></path>
                <text x="15" y="18">{text("chart-most")}</text>
                <text x="15" y="234">{text("chart-first")}</text>
                <text class="end" x="625" y="234">{text("chart-last")}</text>
            </svg>
        </div>
    }
}
