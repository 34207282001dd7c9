//! The bill: the month first, then each figure with its arithmetic, then the five lanes.

use leptos::prelude::*;

use super::figure::{Shown, ShownSpan, arithmetic, count_span, figure, usd_span};
use super::state::App;
use crate::domain::arithmetic as sums;
use crate::domain::bill::Bill;
use crate::domain::budget::{Affordable, affordable, affordable_at};
use crate::domain::field::Field;
use crate::domain::format::{count, number};
use crate::domain::meter::Meter;
use crate::domain::output::Quality;
use crate::domain::scenario::{Mode, Scenario};
use crate::domain::standing::Standing;

/// The results of the scenario in the form.
pub fn results(app: App) -> AnyView {
    view! {
        <section class="results" aria-labelledby="results-title">
            <h3 id="results-title">{move || title(app)}</h3>
            <p class="headline">{usd(app, "cost-month", |bill| bill.month)}" a month"</p>
            <p class="hint">"USD, before tax, at the rates "{move || recorded(app)}"."</p>
            <ul class="notes">{move || remarks(app)}</ul>
            <dl class="figures">
                {row(app, one_label, usd(app, "cost-request", |bill| bill.one), "one", |app| sums::one_steps(&app.scenario.get(), app.state(), &app.bill.get()))}
                {row(app, |_| "Month", month_again(app), "a month", |app| sums::month_steps(&app.scenario.get(), app.state(), &app.bill.get()))}
                {row(app, |_| "Year", usd(app, "cost-year", |bill| bill.year), "a year", |app| sums::year_steps(app.state(), &app.bill.get()))}
                {move || (app.in_images() && app.bill.get().images != Some(0)).then(|| kept_image(app))}
            </dl>
            {lanes(app)}
            {move || budget(app)}
        </section>
    }
    .into_any()
}

fn title(app: App) -> String {
    if !app.ready.get() {
        return "Example: 1,000 medium squares a month".to_owned();
    }
    app.scenario
        .with(|scenario| if scenario.name.is_empty() { "What this costs".to_owned() } else { scenario.name.clone() })
}

/// Which rates these are, in words.
fn recorded(app: App) -> String {
    let state = app.state();
    format!("recorded from {} to {} ({})", state.from, state.checked, state.standing.words())
}

fn one_label(app: App) -> &'static str {
    if app.in_images() { "One attempt" } else { "One request" }
}

/// A figure in USD of the bill.
fn usd(
    app: App,
    id: &'static str,
    of: fn(&Bill) -> Option<crate::domain::span::Span<rust_decimal::Decimal>>,
) -> AnyView {
    figure(id, move || app.bill.with(of).map(usd_span))
}

/// The month once more, without its id: the headline carries that.
fn month_again(app: App) -> AnyView {
    view! { <span>{move || app.bill.get().month.map_or_else(|| super::figure::UNKNOWN.to_owned(), |month| usd_span_text(&usd_span(month)))}</span> }
        .into_any()
}

fn usd_span_text((low, high): &ShownSpan) -> String {
    if low == high { low.text().to_owned() } else { format!("{} to {}", low.text(), high.text()) }
}

fn row(
    app: App,
    label: fn(App) -> &'static str,
    figure: AnyView,
    of: &'static str,
    steps: fn(App) -> Vec<sums::Step>,
) -> AnyView {
    view! { <div><dt>{move || label(app)}</dt><dd>{figure}{arithmetic(of, move || steps(app))}</dd></div> }.into_any()
}

fn kept_image(app: App) -> AnyView {
    let each = figure("cost-kept-image", move || {
        app.bill.get().kept_image().map(|(low, high)| (Shown::quotient(low), Shown::quotient(high)))
    });
    row(
        app,
        |_| "Each image you keep",
        each,
        "an image you keep",
        |app| sums::kept_image_steps(app.state(), &app.bill.get()),
    )
}

/// What has to be said next to the total.
fn remarks(app: App) -> AnyView {
    let scenario = app.scenario.get();
    let mut lines: Vec<String> = Vec::new();
    if scenario.batch {
        lines.push("Batch: half of every rate. Not on the rate card; vendor, read June to November 2026.".to_owned());
    }
    let uplift = scenario.decimal(Field::Uplift);
    if !uplift.is_zero() {
        lines.push(format!(
            "Surcharge: {} % on every rate. Whether GPT Image 2 is charged it is not established.",
            number(uplift)
        ));
    }
    if let Some(runs) = app.bill.get().runs.filter(|_| scenario.mode == Mode::Images) {
        lines.push(format!("{} attempts a month, every one billed.", count(runs)));
    }
    lines.push(
        "Through the Responses API the main model bills its own tokens on top; they are not counted here.".to_owned(),
    );
    lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view().into_any()
}

fn lanes(app: App) -> AnyView {
    let rows = Meter::ALL.map(|meter| {
        let tokens = figure(format!("tokens-{}", meter.slug()), move || app.bill.get().tokens[meter].map(count_span));
        let month = figure(format!("lane-{}", meter.slug()), move || app.bill.get().lanes[meter].map(usd_span));
        let steps = move || sums::lane_steps(&app.scenario.get(), app.state(), &app.bill.get(), meter);
        view! {
            <tr>
                <th scope="row">{meter.name()}" "<span class="standing">{move || token_standing(app, meter).words()}</span></th>
                <td>{tokens}</td>
                <td>{move || format!("${}", number(app.state().rates[meter]))}</td>
                <td>{month}</td>
            </tr>
            <tr class="sum"><td colspan="4">{arithmetic(meter.name(), steps)}</td></tr>
        }
    });
    view! {
        <div class="scroll" role="region" aria-label="The five lanes of the bill" tabindex="0">
            <table class="lanes">
                <caption>"The five lanes"</caption>
                <thead><tr>
                    <th scope="col">"Lane"</th>
                    <th scope="col">{move || if app.in_images() { "Tokens an attempt" } else { "Tokens a request" }}</th>
                    <th scope="col">"USD per 1M tokens"</th>
                    <th scope="col">"USD a month"</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How sure a lane's tokens are.
fn token_standing(app: App, meter: Meter) -> Standing {
    let scenario = app.scenario.get();
    match meter {
        _ if scenario.mode == Mode::Tokens => Standing::Entered,
        Meter::ImageOutput => Standing::Measured,
        Meter::ImageInput | Meter::CachedImageInput => sums::reference_standing(&scenario),
        Meter::TextInput | Meter::CachedTextInput => Standing::Entered,
    }
}

/// How many the budget pays for; nothing where no budget was given.
fn budget(app: App) -> Option<AnyView> {
    let (scenario, unreadable) = (app.scenario.get(), app.unreadable.get());
    let rates = &app.state().rates;
    let answer = affordable(&scenario, unreadable, rates)?;
    let (id, what) = match scenario.mode {
        Mode::Images => ("budget-images", "images you keep"),
        Mode::Tokens => ("budget-requests", "requests"),
    };
    let each = Quality::ALL.into_iter().filter(|_| scenario.mode == Mode::Images).filter_map(|quality| {
        let answer = affordable_at(&scenario, quality, unreadable, rates)?;
        let id = format!("budget-images-q-{}", quality.word());
        Some(view! { <li>"At "{quality.word()}": "{affordable_figure(id, answer)}</li> })
    });
    Some(
        view! {
            <div class="budget">
                <h4>"What the budget pays for"</h4>
                <p>"With "{budget_text(&scenario)}" a month: "{affordable_figure(id.to_owned(), answer)}" "{what}"."</p>
                <ul>{each.collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}

fn budget_text(scenario: &Scenario) -> String {
    scenario.number(Field::Budget).map_or_else(String::new, crate::domain::format::usd)
}

fn affordable_figure(id: String, answer: Affordable) -> AnyView {
    match answer {
        Affordable::Unlimited => "any number: one costs nothing".into_any(),
        Affordable::Unknown => figure(id, || None),
        Affordable::Count(counts) => figure(id, move || Some(count_span(counts))),
    }
}
