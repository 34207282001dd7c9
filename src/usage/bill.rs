//! The receipt of a log: what it cost, by meter, at which rates, and what to do with it.

use gpt_image_cost_core::Meter;
use leptos::prelude::*;

use super::answer::{figure_of, lacks_text, text_of};
use super::{Phase, use_usage};
use crate::components::{Figure, FigureValue, Menu, Swatch};
use crate::state::use_app_state;

/// The receipt beside the panel.
#[component]
pub fn UsageBill() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_elsewhere = Signal::derive(move || !app.is_usage.get());
    let is_busy = Signal::derive(move || (usage.phase.get() == Phase::Reading).to_string());
    let total = figure_of(usage.bill, "usage-total");
    let class = Signal::derive(move || {
        let class = match &*total.read() {
            FigureValue::Range(..) => "cost long",
            FigureValue::Single(one) if one.text.len() > 11 => "cost long",
            FigureValue::Single(_) => "cost",
            _ => "cost none",
        };
        class.to_owned()
    });
    let has_bill = Signal::derive(move || *total.read() != FigureValue::Absent);
    let has_no_bill = Signal::derive(move || !has_bill.get());
    let title = Signal::derive(move || {
        let title = match usage.phase.get() {
            Phase::Cancelled => "Cost of what was read before you cancelled",
            _ => "Cost of this log",
        };
        title.to_owned()
    });
    let nothing = Signal::derive(move || {
        let nothing = if usage.phase.get() == Phase::Reading { "Reading the log" } else { "No log yet" };
        nothing.to_owned()
    });
    let text = |name| text_of(usage.bill, name);
    let part = |term: &'static str, name| {
        view! {
            <div>
                <dt>{term}</dt>
                <dd>{text(name)}</dd>
            </div>
        }
    };
    view! {
        <section class="receipt usage-bill" id="usage-bill" aria-labelledby="usage-bill-title" aria-busy=is_busy hidden=is_elsewhere>
            <h2 id="usage-bill-title">{title}</h2>
            <p class=class>
                <Figure id="usage-total" value=total/>
                <span class="no-result" hidden=has_bill>{nothing}</span>
            </p>
            <p class="hint" hidden=has_bill>"The cost of your records appears here: in total, by meter, by day, and by size and quality."</p>
            <div hidden=has_no_bill>
                <p class="what">{text("what")}</p>
                <dl class="three">
                    {part("Per record", "per-record")} {part("Per day", "per-day")} {part("Not in the total", "outside")}
                </dl>
                <Meters/>
                <p class="hint">{text("hint")}</p>
                <BillActions/>
            </div>
        </section>
    }
}

/// The line items; with the ranged records they make the total.
#[component]
fn Meters() -> impl IntoView {
    let usage = use_usage();
    let bar = move |meter: Meter| {
        let path = cell(meter, 1);
        view! { <path class=format!("meter-{}", meter as usize) d=path></path> }
    };
    let ranged = figure_of(usage.bill, "usage-ranged-cost");
    let ranged_cost = Signal::derive(move || ranged.read().text());
    let ranged_records = Signal::derive(move || usage.bill.read().figure("usage-ranged").text());
    let has_no_ranged = Signal::derive(move || {
        usage.bill.read().figure("usage-ranged").first_exact().is_none_or(|records| records == "0")
    });
    view! {
        <svg class="stack" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {Meter::ALL.map(bar).collect_view()}
        </svg>
        <table class="meters">
            <caption class="visually-hidden">"Cost of the log by meter"</caption>
            <thead>
                <tr>
                    <th scope="col">"Meter"</th>
                    <th scope="col">"Tokens"</th>
                    <th scope="col" class="rate">"per 1M"</th>
                    <th scope="col">"Cost"</th>
                </tr>
            </thead>
            <tbody>
                {Meter::ALL.map(|meter| view! { <LineItem meter/> }).collect_view()}
                <tr hidden=has_no_ranged>
                    <th scope="row">"Ranged records"</th>
                    <td>{ranged_records}</td>
                    <td class="rate"></td>
                    <td>{ranged_cost}</td>
                </tr>
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row">"Total"</th>
                    <td colspan="3">{text_of(usage.bill, "cost")}</td>
                </tr>
            </tfoot>
        </table>
    }
}

/// A cell of the table `meters`: the rate, or the part of the bar.
fn cell(meter: Meter, index: usize) -> Signal<String> {
    let bill = use_usage().bill;
    Signal::derive(move || {
        let bill = bill.read();
        bill.rows("meters").get(meter as usize).and_then(|row| row.get(index)).cloned().unwrap_or_default()
    })
}

#[component]
fn LineItem(meter: Meter) -> impl IntoView {
    let bill = use_usage().bill;
    let data = move |part: &'static str| {
        let id = format!("usage-{part}-{}", meter.slug());
        let figure = Memo::new(move |_| bill.read().figure(&id));
        let id = format!("usage-{part}-{}", meter.slug());
        let shown_id = Signal::derive(move || figure.read().first_id(&id));
        let exact = Signal::derive(move || figure.read().first_exact());
        let text = Signal::derive(move || figure.read().text());
        view! { <td><data id=shown_id value=exact>{text}</data></td> }
    };
    view! {
        <tr>
            <th scope="row"><Swatch meter/> {meter.name()}</th>
            {data("tokens")}
            <td class="rate">{cell(meter, 0)}</td>
            {data("lane")}
        </tr>
    }
}

#[component]
fn BillActions() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let has_no_averages = lacks_text(usage.bill, "averages");
    let item = move |label: &'static str, what: &'static str| {
        view! {
            <li>
                <button type="button" id=format!("usage-save-{what}") on:click=move |_| usage.export(app, what)>{label}</button>
            </li>
        }
    };
    view! {
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
            <Menu id="usage-download" label="Download" at_end=true is_disabled=Signal::stored(false)>
                {item("Summary, CSV", "summary-csv")}
                {item("Summary, JSON", "summary-json")}
                {item("Priced records, CSV", "records")}
            </Menu>
        </div>
        <p class="hint">{text_of(usage.bill, "averages-hint")}</p>
    }
}
