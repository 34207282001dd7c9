//! The receipt: the month, what it is for, the line items by meter, and what to do with the result.

use gpt_image_cost_core::{
    Affordable, Estimate, Field, FieldIssue, Meter, Provenance, Quality, money::format::grouped,
};
use leptos::prelude::*;

use super::actions::ResultActions;
use super::wording;
use crate::charts::MeterBar;
use crate::components::{Figure, FigureValue, HydrateLater, LiveSource, Source, Swatch, UNKNOWN};
use crate::state::{AppState, use_app_state};

/// The receipt of the page.
#[component]
pub fn Receipt() -> impl IntoView {
    view! {
        <section class="receipt" id="receipt" aria-labelledby="receipt-title">
            <ReceiptBody/>
            <HydrateLater><ResultActions/></HydrateLater>
        </section>
    }
}

/// The receipt without its actions.
#[component]
pub fn ReceiptBody() -> impl IntoView {
    view! {
        <HydrateLater><ReceiptHead/><BudgetAnswer/></HydrateLater>
        <HydrateLater><LineItems/><ReceiptTail/></HydrateLater>
    }
}

/// The headline and the three figures under it.
#[component]
fn ReceiptHead() -> impl IntoView {
    let state = use_app_state();
    let month = state.map_estimate(|estimate| FigureValue::usd(estimate.bill.month));
    let year = state.map_estimate(|estimate| FigureValue::usd(estimate.bill.year));
    let per_image = state.map_estimate(per_image);
    let per_request = state.map_estimate(|estimate| FigureValue::unit_usd(estimate.bill.per_request));
    let requests = state.map_estimate(|estimate| estimate.bill.requests.map_or_else(|| UNKNOWN.to_owned(), grouped));
    let class = Signal::derive(move || {
        let class = match &*month.read() {
            FigureValue::Unknown => "cost none",
            FigureValue::Range(low, high) if low.text.len() + high.text.len() <= 11 => "cost range",
            FigureValue::Single(one) if one.text.len() <= 11 => "cost",
            _ => "cost long",
        };
        class.to_owned()
    });
    let is_unknown = state.map_estimate(|estimate| estimate.bill.month.is_none());
    let is_known = state.map_estimate(|estimate| estimate.bill.month.is_some());
    let is_readable = state.follow(AppState::is_readable);
    let is_refused = state.follow(|state| !state.is_readable());
    let refused = move |of: fn(&FieldIssue) -> String| {
        Signal::derive(move || state.issues.with(|issues| issues.first().map(of)).unwrap_or_default())
    };
    let is_images = state.map_estimate(Estimate::is_images);
    let is_tokens = state.map_estimate(|estimate| !estimate.is_images());
    let title = state.follow(title);
    let count_label =
        state.map_estimate(|estimate| if estimate.is_images() { "Attempts" } else { "Requests" }.to_owned());
    let per_request = Signal::derive(move || per_request.read().text());
    view! {
        <h2 id="receipt-title">{title}</h2>
        <p class=class>
            <Figure id="cost-month" value=month/> " "
            <span hidden=is_unknown>"a month"</span>
            <span hidden=is_known>"No result"</span>
        </p>
        <p class="what" hidden=is_refused>{state.map_estimate(wording::description)}</p>
        <p class="what" hidden=is_readable>
            {refused(|issue| issue.summary())} " "
            <a href=refused(|issue| format!("#{}", issue.field.key()))>"Correct it"</a>
        </p>
        <dl class="three">
            <div hidden=is_tokens>
                <dt>"Per image"</dt>
                <dd><Figure id="cost-kept-image" value=per_image/></dd>
            </div>
            <div hidden=is_images>
                <dt>"Per request"</dt>
                <dd>{per_request}</dd>
            </div>
            <div>
                <dt>"Per year"</dt>
                <dd><Figure id="cost-year" value=year/></dd>
            </div>
            <div>
                <dt>{count_label}</dt>
                <dd>{requests}</dd>
            </div>
        </dl>
    }
}

fn per_image(estimate: &Estimate) -> FigureValue {
    if !estimate.is_images() || estimate.bill.images == Some(0) {
        return FigureValue::Absent;
    }
    FigureValue::quotient(estimate.bill.per_image())
}

fn title(state: AppState) -> String {
    if !state.ready.get() {
        return "Example, monthly cost".to_owned();
    }
    let estimate = state.estimate.read();
    let name = estimate.scenario.name.trim();
    if name.is_empty() { "Monthly cost".to_owned() } else { name.to_owned() }
}

/// How many images or requests the budget pays for; hidden where none was given.
#[component]
fn BudgetAnswer() -> impl IntoView {
    let state = use_app_state();
    let images =
        state.map_estimate(|estimate| affordable_figure(estimate.affordable().filter(|_| estimate.is_images())));
    let requests =
        state.map_estimate(|estimate| affordable_figure(estimate.affordable().filter(|_| !estimate.is_images())));
    let budget = state.map_estimate(wording::budget);
    let is_not_asked = state.map_estimate(|estimate| estimate.affordable().is_none());
    let is_unlimited = state.map_estimate(|estimate| estimate.affordable() == Some(Affordable::Unlimited));
    let is_limited = state.map_estimate(|estimate| estimate.affordable() != Some(Affordable::Unlimited));
    let has_no_qualities =
        state.map_estimate(|estimate| !estimate.is_images() || estimate.affordable() == Some(Affordable::Unlimited));
    let what = state.map_estimate(|estimate| {
        let (one, others) = if estimate.is_images() { ("image", "images") } else { ("request", "requests") };
        wording::by_number(&affordable_figure(estimate.affordable()).text(), one, others).to_owned()
    });
    let at_quality = move |quality: Quality| {
        let value = Signal::derive(move || {
            let estimate = state.estimate.read();
            affordable_figure(estimate.affordable_at(quality).filter(|_| estimate.is_images()))
        });
        view! {
            <div>
                <dt>{quality.name()}</dt>
                <dd><Figure id=format!("budget-images-q-{}", quality.as_str()) value/></dd>
            </div>
        }
    };
    view! {
        <div class="budget-answer" hidden=is_not_asked>
            <p>
                <b>{budget} " a month pays for "</b>
                <b hidden=is_unlimited><Figure id="budget-images" value=images/> <Figure id="budget-requests" value=requests/> " " {what}</b>
                <b hidden=is_limited>"unlimited " {what} " (each costs nothing)"</b>
                "."
            </p>
            <dl hidden=has_no_qualities>{Quality::ALL.map(at_quality).collect_view()}</dl>
        </div>
    }
}

fn affordable_figure(affordable: Option<Affordable>) -> FigureValue {
    match affordable {
        None | Some(Affordable::Unlimited) => FigureValue::Absent,
        Some(Affordable::Unknown) => FigureValue::Unknown,
        Some(Affordable::Count(count)) => FigureValue::count(Some(count)),
    }
}

/// The month by meter; the line items sum to the total.
#[component]
fn LineItems() -> impl IntoView {
    let state = use_app_state();
    let total = state.map_estimate(wording::month);
    let parts = Memo::new(move |_| state.estimate.with(|estimate| estimate.bill.meter_bar(estimate.bill.month?.high)));
    view! {
        <MeterBar parts/>
        <table class="meters">
            <caption class="visually-hidden">"Cost by meter"</caption>
            <thead>
                <tr>
                    <th scope="col">"Meter"</th>
                    <th scope="col" class="num">"Tokens"</th>
                    <th scope="col" class="num rate">"per 1M"</th>
                    <th scope="col" class="num">"Month"</th>
                </tr>
            </thead>
            <tbody>{Meter::ALL.map(|meter| view! { <LineItem meter/> }).collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row" colspan="2">"Total"</th>
                    <td class="rate"></td>
                    <td class="num">{total}</td>
                </tr>
            </tfoot>
        </table>
    }
}

#[component]
fn LineItem(meter: Meter) -> impl IntoView {
    let state = use_app_state();
    let tokens = Signal::derive(move || FigureValue::count(state.estimate.read().bill.tokens[meter]));
    let month = Signal::derive(move || FigureValue::line_item(&state.estimate.read().bill, meter));
    let is_unused = Signal::derive(move || state.estimate.read().bill.is_unused(meter));
    let source = move || Some(state.estimate.read().token_provenance(meter));
    let rate = Signal::derive(move || wording::rate_text(&state.estimate.read(), meter));
    let slug = meter.slug();
    view! {
        <tr class:zero=is_unused>
            <th scope="row">
                <Swatch meter/>
                {meter.name()}
                <small>
                    <span class="rate-note">{rate} " / 1M "</span>
                    <span hidden=is_unused><LiveSource of=source/></span>
                </small>
            </th>
            <td class="num"><Figure id=format!("tokens-{slug}") value=tokens/></td>
            <td class="num rate">{rate}</td>
            <td class="num"><Figure id=format!("lane-{slug}") value=month/></td>
        </tr>
    }
}

/// The arithmetic in a line, which rates apply, and what has to be said next to the total.
#[component]
fn ReceiptTail() -> impl IntoView {
    let state = use_app_state();
    let one = state.map_estimate(|estimate| FigureValue::unit_exact(estimate.bill.per_request));
    let rates = state.map_estimate(|estimate| match estimate.rate_card {
        Some(_) => estimate.scenario.rates.to_string(),
        None => UNKNOWN.to_owned(),
    });
    let source = move || state.estimate.read().rate_card.map(|card| card.provenance);
    let remarks = state.map_estimate(|estimate| {
        let rounded = wording::has_rounded_lines(estimate)
            .then(|| "Each line is rounded to the cent, so the lines may not add up exactly to the total.".to_owned());
        let parts = [wording::output_share(estimate), rounded];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!(" {}", parts.join(" ")) }
    });
    let has_no_batch = state.map_estimate(|estimate| !estimate.scenario.batch);
    let has_no_surcharge = state.map_estimate(|estimate| !wording::is_changed(estimate, Field::Uplift));
    view! {
        <p class="equation">
            {state.map_estimate(wording::equation)} " "
            <span class="nowrap"><Figure id="cost-request" value=one/></span> " "
            <span class="nowrap">{state.map_estimate(wording::equation_end)}</span>
        </p>
        <p class="hint">
            "USD before tax, at the rates of " <time>{rates}</time> " "
            <LiveSource of=source/> "."
            {remarks}
            <span hidden=has_no_batch>
                " The Batch API halves every rate; the rate card does not list it " <Source of=Provenance::Vendor/> "."
            </span>
            <span hidden=has_no_surcharge>
                " Whether the surcharge applies to GPT Image 2 is not established " <Source of=Provenance::Vendor/> "."
            </span>
            " Tokens that the Responses API bills for its main model are not included. "
            <a class="nowrap" href="#arithmetic">"Show the arithmetic"</a>
        </p>
    }
}
