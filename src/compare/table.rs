//! The table of a comparison. Its rows stay in place while figures change; on phones the styles put a row's name above its
//! figures.

use gpt_image_cost_core::{Bill, Difference, Estimate, Field, Meter, Usd, estimate::difference::differing_fields};
use leptos::prelude::*;

use super::{LETTERS, rearranged};
use crate::calculator::wording;
use crate::charts::MeterBar;
use crate::components::{Figure, FigureValue, Swatch};
use crate::state::{AppState, use_app_state};

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Month,
    Difference,
    Bars,
    PerImage,
    Year,
    DiffersHeading,
    Input(Field),
    MeterHeading,
    Meter(Meter),
    Actions,
}

impl Row {
    fn label(self) -> &'static str {
        match self {
            Self::Month => "Monthly cost",
            Self::Difference => "Against A",
            Self::Bars => "What it is made of",
            Self::PerImage => "Per image",
            Self::Year => "Per year",
            Self::DiffersHeading => "What differs",
            Self::Input(field) => field.label(),
            Self::MeterHeading => "By meter, a month",
            Self::Meter(meter) => meter.name(),
            Self::Actions => "Actions",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Month => "total-row",
            Self::Difference => "plain differs",
            Self::Bars => "plain bars",
            Self::DiffersHeading | Self::MeterHeading => "group-row",
            Self::Actions => "row-actions",
            _ => "",
        }
    }

    fn is_heading(self) -> bool {
        matches!(self, Self::DiffersHeading | Self::MeterHeading)
    }
}

/// The rows of a comparison, from top to bottom.
fn rows(estimates: &[Estimate]) -> Vec<Row> {
    let scenarios: Vec<_> = estimates.iter().map(|estimate| estimate.scenario.clone()).collect();
    let differing: Vec<Row> = differing_fields(&scenarios).into_iter().filter(|field| *field != Field::Name).map(Row::Input).collect();
    let in_use = |meter: &Meter| {
        estimates.iter().any(|estimate| estimate.bill.tokens[*meter].is_none_or(|tokens| tokens.high > 0))
    };
    let mut rows = vec![Row::Month, Row::Difference, Row::Bars, Row::PerImage, Row::Year];
    if !differing.is_empty() {
        rows.push(Row::DiffersHeading);
        rows.extend(differing);
    }
    rows.push(Row::MeterHeading);
    rows.extend(Meter::ALL.into_iter().filter(in_use).map(Row::Meter));
    rows.push(Row::Actions);
    rows
}

/// The table.
#[component]
pub fn CompareTable() -> impl IntoView {
    let state = use_app_state();
    let count = Memo::new(move |_| state.estimates.read().len());
    let rows = Memo::new(move |_| rows(&state.estimates.read()));
    let column = move |index: usize| {
        let name = move || state.estimates.read().get(index).map(|estimate| estimate.name(index)).unwrap_or_default();
        view! {
            <th scope="col" role="columnheader">
                <span class=if index == 0 { "letter a" } else { "letter" }>{LETTERS[index]}</span>
                {name}
            </th>
        }
    };
    // The roles stay where the styles turn the table into a grid.
    view! {
        <table class=move || format!("compare n{}", count.get()) role="table" aria-labelledby="comparison-title">
            <thead role="rowgroup">
                <tr role="row">
                    <td role="cell"></td>
                    <For each=move || 0..count.get() key=|index| *index let:index>{column(index)}</For>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || rows.get() key=|row| format!("{row:?}") let:row><CompareRow row count/></For>
            </tbody>
        </table>
    }
}

#[component]
fn CompareRow(row: Row, count: Memo<usize>) -> impl IntoView {
    let cells = move || if row.is_heading() { 0 } else { count.get() };
    let swatch = if let Row::Meter(meter) = row { Some(view! { <Swatch meter/> }) } else { None };
    view! {
        <tr role="row" class=row.class()>
            <th scope="row" role="rowheader">
                {swatch}
                <span class:visually-hidden=row == Row::Actions>{row.label()}</span>
            </th>
            <For each=move || 0..cells() key=|index| *index let:index>
                <td role="cell"><CompareCell row index/></td>
            </For>
        </tr>
    }
}

/// The figure of a scenario against another one's.
fn against(state: AppState, index: usize, of: fn(&Estimate, &Estimate) -> FigureValue) -> Signal<FigureValue> {
    Signal::derive(move || {
        let estimates = state.estimates.read();
        estimates.get(index).zip(estimates.first()).map(|(own, first)| of(own, first)).unwrap_or_default()
    })
}

fn difference(own: &Estimate, first: &Estimate) -> Option<Difference> {
    Difference::new(own.bill.month?, first.bill.month?)
}

#[component]
fn CompareCell(row: Row, index: usize) -> impl IntoView {
    let state = use_app_state();
    let letter = LETTERS[index].to_lowercase();
    match row {
        Row::Month => {
            let value = against(state, index, |own, _| FigureValue::usd(own.bill.month));
            view! { <Figure id=format!("compare-month-{letter}") value/> }.into_any()
        }
        Row::Year => {
            let value = against(state, index, |own, _| FigureValue::usd(own.bill.year));
            view! { <Figure id=format!("compare-year-{letter}") value/> }.into_any()
        }
        Row::Difference if index == 0 => view! { <span class="muted">"baseline"</span> }.into_any(),
        Row::Difference => {
            let value = against(state, index, |own, first| FigureValue::difference(difference(own, first).map(|found| found.by)));
            let share = move || {
                let estimates = state.estimates.read();
                let (own, first) = estimates.get(index).zip(estimates.first())?;
                difference(own, first)?.relation_text()
            };
            let share = move || share().map(|share| format!("({share})")).unwrap_or_default();
            view! { <Figure id=format!("compare-difference-{letter}") value/> " " <span>{share}</span> }.into_any()
        }
        Row::Bars => {
            let bill = Signal::derive(move || bill_of(&state.estimates.read(), index));
            let full = Signal::derive(move || dearest(&state.estimates.read()));
            view! { <MeterBar bill full/> }.into_any()
        }
        Row::Actions => view! { <Actions index/> }.into_any(),
        row => {
            let text = move || {
                let estimates = state.estimates.read();
                estimates.get(index).map(|estimate| cell_text(row, estimate)).unwrap_or_default()
            };
            let differs = move || {
                let estimates = state.estimates.read();
                let (own, first) = (estimates.get(index), estimates.first());
                matches!(row, Row::Input(_)) && own.map(|own| cell_text(row, own)) != first.map(|first| cell_text(row, first))
            };
            view! { <span class:differs=differs>{text}</span> }.into_any()
        }
    }
}

/// The bill of a scenario; the first one's for an index that has just gone.
fn bill_of(estimates: &[Estimate], index: usize) -> Bill {
    estimates.get(index).unwrap_or(&estimates[0]).bill
}

fn cell_text(row: Row, estimate: &Estimate) -> String {
    match row {
        Row::PerImage if estimate.is_images() => FigureValue::quotient(estimate.cost_per_image()).text(),
        Row::PerImage => format!("{} a request", FigureValue::unit_usd(estimate.bill.per_request).text()),
        Row::Input(field) => wording::input_in_words(estimate, field),
        Row::Meter(meter) => FigureValue::line_item(estimate.bill.by_meter[meter], estimate.bill.tokens[meter]).text(),
        _ => String::new(),
    }
}

/// The highest month of all, which the bars take as their whole width.
fn dearest(estimates: &[Estimate]) -> Option<Usd> {
    estimates.iter().filter_map(|estimate| estimate.bill.month).map(|month| month.high).max()
}

/// What can be done with one of the scenarios.
#[component]
fn Actions(index: usize) -> impl IntoView {
    let state = use_app_state();
    let letter = LETTERS[index];
    let is_edited = move || state.compared.read().edited == index;
    let count = move || state.estimates.read().len();
    let as_baseline = move || rearranged(state, std::iter::once(index).chain((0..count()).filter(move |other| *other != index)));
    let without = move || rearranged(state, (0..count()).filter(move |other| *other != index));
    view! {
        <span class="muted" hidden=move || !is_edited()>"Open below "</span>
        <button
            type="button"
            class="link-button"
            aria-label=format!("Edit {letter}")
            hidden=is_edited
            disabled=move || !state.is_readable()
            on:click=move |_| state.edit(index)
        >
            "Edit"
        </button>
        " "
        <a class="link-button" aria-label=format!("Use {letter} as the baseline") hidden=index == 0 href=as_baseline>"Use as A"</a>
        " "
        <a class="link-button" aria-label=format!("Remove {letter}") href=without>"Remove"</a>
    }
}
