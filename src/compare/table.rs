//! The table of a comparison: four columns and every row that can be there, hidden where they are not needed, so that nothing
//! moves while figures change. On phones the styles put a row's name above its figures.

use gpt_image_cost_core::{
    Comparison, Estimate, Field, Meter, Usd,
    estimate::difference::{is_common, is_same},
};
use leptos::prelude::*;

use super::rearranged;
use crate::calculator::wording;
use crate::charts::MeterBar;
use crate::components::{Figure, FigureValue, Swatch};
use crate::state::{AppState, use_app_state};

/// The indices of the columns.
pub const COLUMNS: [usize; Comparison::MAX] = [0, 1, 2, 3];

/// A signal of what one column shows of its scenario and the baseline; the default if there is no such scenario.
pub fn column<T: Default + Send + Sync + 'static>(
    state: AppState,
    index: usize,
    of: impl Fn(&Estimate, &Estimate) -> T + Send + Sync + 'static,
) -> Signal<T> {
    Signal::derive(move || {
        let estimates = state.estimates.read();
        estimates.get(index).zip(estimates.first()).map(|(own, first)| of(own, first)).unwrap_or_default()
    })
}

/// Whether a column has no scenario.
pub fn is_missing(state: AppState, index: usize) -> Signal<bool> {
    Signal::derive(move || index >= state.estimates.read().len())
}

#[component]
pub fn CompareTable() -> impl IntoView {
    let state = use_app_state();
    let class = state.follow(|state| format!("compare n{}", state.estimates.read().len()));
    let head = move |index: usize| {
        view! {
            <th scope="col" role="columnheader" hidden=is_missing(state, index)>
                <span class=if index == 0 { "letter a" } else { "letter" }>{Comparison::LETTERS[index]}</span>
                {column(state, index, move |own, _| own.name(index))}
            </th>
        }
    };
    let inputs = || Field::ALL.into_iter().filter(|field| *field != Field::Name);
    let nothing_differs = Signal::derive(move || inputs().all(|field| is_common(&state.estimates.read(), field)));
    // The roles stay where the styles turn the table into a grid.
    view! {
        <table class=class role="table" aria-labelledby="comparison-title">
            <thead role="rowgroup">
                <tr role="row"><td role="cell"></td>{COLUMNS.map(head).collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">
                <FigureRow class="total-row" label="Monthly cost" id="compare-month" of=|own, _| FigureValue::usd(own.bill.month)/>
                <DifferenceRow/>
                <BarsRow/>
                <TextRow label="Per image" of=Box::new(move |index| column(state, index, |own, _| per_image(own)))/>
                <FigureRow class="" label="Per year" id="compare-year" of=|own, _| FigureValue::usd(own.bill.year)/>
                <tr role="row" class="group-row" hidden=nothing_differs><th scope="row" role="rowheader">"What differs"</th></tr>
                {inputs().map(|field| view! { <InputRow field/> }).collect_view()}
                <tr role="row" class="group-row"><th scope="row" role="rowheader">"By meter, a month"</th></tr>
                {Meter::ALL.map(|meter| view! { <MeterRow meter/> }).collect_view()}
                <ActionsRow/>
            </tbody>
        </table>
    }
}

/// A figure of every scenario, with an id.
#[component]
fn FigureRow(
    class: &'static str,
    label: &'static str,
    id: &'static str,
    of: fn(&Estimate, &Estimate) -> FigureValue,
) -> impl IntoView {
    let state = use_app_state();
    let cell = move |index: usize| {
        let id = format!("{id}-{}", Comparison::LETTERS[index].to_ascii_lowercase());
        view! { <td role="cell" hidden=is_missing(state, index)><Figure id value=column(state, index, of)/></td> }
    };
    view! {
        <tr role="row" class=class><th scope="row" role="rowheader">{label}</th>{COLUMNS.map(cell).collect_view()}</tr>
    }
}

/// A row of texts, hidden where it says nothing. What differs from the first text may stand out.
#[component]
fn TextRow(
    label: &'static str,
    #[prop(optional)] meter: Option<Meter>,
    #[prop(optional)] is_hidden: Signal<bool>,
    of: Box<dyn Fn(usize) -> Signal<String>>,
    #[prop(default = Box::new(|_| Signal::default()))] is_different: Box<dyn Fn(usize) -> Signal<bool>>,
) -> impl IntoView {
    let state = use_app_state();
    let cell = |index: usize| {
        view! {
            <td role="cell" hidden=is_missing(state, index)>
                <span class:differs=is_different(index)>{of(index)}</span>
            </td>
        }
    };
    let swatch = meter.map(|meter| view! { <Swatch meter/> });
    view! {
        <tr role="row" hidden=is_hidden>
            <th scope="row" role="rowheader">{swatch}{label}</th>
            {COLUMNS.map(cell).collect_view()}
        </tr>
    }
}

fn per_image(estimate: &Estimate) -> String {
    if estimate.is_images() {
        FigureValue::quotient(estimate.bill.per_image()).text()
    } else {
        format!("{} a request", FigureValue::unit_usd(estimate.bill.per_request).text())
    }
}

/// How far each scenario is from the baseline.
#[component]
fn DifferenceRow() -> impl IntoView {
    let state = use_app_state();
    let cell = move |index: usize| {
        let id = format!("compare-difference-{}", Comparison::LETTERS[index].to_ascii_lowercase());
        let value = column(state, index, move |own, first| match index {
            0 => FigureValue::Absent,
            _ => FigureValue::difference(wording::difference(own, first).map(|difference| difference.by)),
        });
        let relation = column(state, index, wording::relation);
        view! {
            <td role="cell" hidden=is_missing(state, index)>
                {(index == 0).then(|| view! { <span class="muted">"baseline"</span> })}
                <Figure id value/>
                " "
                <span>{relation}</span>
            </td>
        }
    };
    view! {
        <tr role="row" class="plain differs">
            <th scope="row" role="rowheader">"Against A"</th>
            {COLUMNS.map(cell).collect_view()}
        </tr>
    }
}

/// What each month is made of, all on one scale.
#[component]
fn BarsRow() -> impl IntoView {
    let state = use_app_state();
    let cell = move |index: usize| {
        let parts = Memo::new(move |_| {
            let estimates = state.estimates.read();
            estimates.get(index)?.bill.meter_bar(highest_month(&estimates)?)
        });
        view! { <td role="cell" hidden=is_missing(state, index)><MeterBar parts/></td> }
    };
    view! {
        <tr role="row" class="plain bars">
            <th scope="row" role="rowheader">"What it is made of"</th>
            {COLUMNS.map(cell).collect_view()}
        </tr>
    }
}

/// The highest month of all, which the bars take as their whole width.
fn highest_month(estimates: &[Estimate]) -> Option<Usd> {
    estimates.iter().filter_map(|estimate| estimate.bill.month).map(|month| month.high).max()
}

/// An input, hidden while it is the same in all. What has no effect in a mode is left empty.
#[component]
fn InputRow(field: Field) -> impl IntoView {
    let state = use_app_state();
    let is_hidden = Signal::derive(move || is_common(&state.estimates.read(), field));
    let of = move |index: usize| {
        column(state, index, move |own, _| {
            if field.counts_in(own.scenario.mode) { wording::input_in_words(own, field) } else { String::new() }
        })
    };
    let is_different = move |index: usize| column(state, index, move |own, first| !is_same(own, first, field));
    view! { <TextRow label=field.label() is_hidden of=Box::new(of) is_different=Box::new(is_different)/> }
}

/// The month on one meter, hidden where no scenario uses it.
#[component]
fn MeterRow(meter: Meter) -> impl IntoView {
    let state = use_app_state();
    let is_hidden =
        Signal::derive(move || state.estimates.read().iter().all(|estimate| estimate.bill.is_unused(meter)));
    let of = move |index: usize| column(state, index, move |own, _| FigureValue::line_item(&own.bill, meter).text());
    view! { <TextRow label=meter.name() meter is_hidden of=Box::new(of)/> }
}

/// What can be done with each of the scenarios.
#[component]
fn ActionsRow() -> impl IntoView {
    let state = use_app_state();
    let waits = state.follow(|state| !state.is_readable());
    let cell = move |index: usize| {
        let letter = Comparison::LETTERS[index];
        let is_edited = Signal::derive(move || state.compared.read().edited == index);
        let is_not_edited = Signal::derive(move || state.compared.read().edited != index);
        let count = move || state.estimates.read().len();
        let others = move || (0..count()).filter(move |other| *other != index);
        let as_baseline = Signal::derive(move || rearranged(state, std::iter::once(index).chain(others())));
        let without = Signal::derive(move || rearranged(state, others()));
        view! {
            <td role="cell" hidden=is_missing(state, index)>
                <span class="muted" hidden=is_not_edited>"Open below "</span>
                <button
                    type="button"
                    class="link-button"
                    aria-label=format!("Edit {letter}")
                    hidden=is_edited
                    disabled=waits
                    on:click=move |_| state.edit(index)
                >
                    "Edit"
                </button>
                " "
                <a class="link-button" aria-label=format!("Use as A: scenario {letter}") hidden=index == 0 href=as_baseline>
                    "Use as A"
                </a>
                " "
                <a class="link-button" aria-label=format!("Remove {letter}") href=without>"Remove"</a>
            </td>
        }
    };
    view! {
        <tr role="row" class="row-actions">
            <th scope="row" role="rowheader"><span class="visually-hidden">"Actions"</span></th>
            {COLUMNS.map(cell).collect_view()}
        </tr>
    }
}
