//! The cost map: popular sizes by quality, each cell the month of the reader's own scenario and a link to it. A plain click
//! sets size and quality.
//!
//! Once the page is ready the map is one tab stop: arrow keys move in it, Home and End go to the ends of a row, Enter chooses.

use gpt_image_cost_core::{Estimate, Field, Quality, Setting, Size};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser::{click, focus};
use crate::components::{FigureValue, SecondEnd};
use crate::state::{AppState, CellPlace, OWN_ROW, row_of, use_app_state};

/// The size and the quality in the form, as far as they can be read and images are asked for.
#[derive(Clone, Copy, PartialEq)]
struct Selection {
    size: Option<Setting<Size>>,
    quality: Option<Setting<Quality>>,
}

impl Selection {
    fn new(estimate: &Estimate) -> Self {
        let is_known = |field| estimate.is_images() && !estimate.invalid.contains(field);
        Self {
            size: is_known(Field::Size).then_some(estimate.scenario.size),
            quality: is_known(Field::Quality).then_some(estimate.scenario.quality),
        }
    }

    /// The place of the chosen cell; `None` if `auto` lies between several.
    fn place(self) -> Option<CellPlace> {
        let Some(Setting::Fixed(quality)) = self.quality else { return None };
        let column = Quality::ALL.iter().position(|other| *other == quality)?;
        Some((row_of(self.size?), column))
    }

    /// The size of the reader's own row, where there is one.
    fn own_size(self) -> Option<Setting<Size>> {
        self.size.filter(|size| row_of(*size) == OWN_ROW)
    }
}

#[component]
pub fn CostMapTable() -> impl IntoView {
    let state = use_app_state();
    let focused: RwSignal<Option<CellPlace>> = RwSignal::new(None);
    let chosen = Memo::new(move |_| state.estimate.with(|estimate| Selection::new(estimate)));
    let tab_stop = Memo::new(move |_| {
        let is_there = |(row, _): &CellPlace| *row != OWN_ROW || chosen.get().own_size().is_some();
        focused.get().filter(is_there).or_else(|| chosen.get().place()).unwrap_or((OWN_ROW + 1, 0))
    });
    let own_size = Memo::new(move |_| chosen.get().own_size());
    let own_row = move || own_size.get().map(|size| view! { <Row row=OWN_ROW size chosen tab_stop/> });
    let popular_row = move |(row, size): (usize, Size)| view! { <Row row size=Setting::Fixed(size) chosen tab_stop/> };
    view! {
        <table
            class="cost-map"
            on:click=move |event| choose_clicked(state, &event)
            on:keydown=move |event| move_focus(state, &event)
            on:focusin=move |event| focused.set(place_of(&event))
        >
            <caption class="visually-hidden">
                "Monthly cost of this scenario by image size and quality. Choosing a cost sets both."
            </caption>
            <colgroup><col/><col/><col/><col/></colgroup>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">"Size"</th>
                    {Quality::ALL.map(|quality| view! { <th scope="col">{quality.name()}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>
                {own_row}
                {(1..).zip(Size::POPULAR).map(popular_row).collect_view()}
            </tbody>
        </table>
    }
}

/// One size.
#[component]
fn Row(row: usize, size: Setting<Size>, chosen: Memo<Selection>, tab_stop: Memo<CellPlace>) -> impl IntoView {
    let is_chosen = Signal::derive(move || chosen.get().size == Some(size));
    let cell = move |(column, quality): (usize, Quality)| {
        view! { <td><Cell place=(row, column) size quality chosen tab_stop/></td> }
    };
    let note = (row == OWN_ROW).then(|| view! { <small>"your size"</small> });
    view! {
        <tr class:chosen=is_chosen>
            <th scope="row"><Thumbnail size/><span>{size_label(size)}</span>{note}</th>
            {Quality::ALL.into_iter().enumerate().map(cell).collect_view()}
        </tr>
    }
}

/// The size to scale: the longest accepted edge fills the box.
#[component]
fn Thumbnail(size: Setting<Size>) -> impl IntoView {
    const BOX: u32 = 300;
    let scaled = |edge: u32| edge * BOX / 3840;
    let (width, height) = match size {
        Setting::Auto => (0, 0),
        Setting::Fixed(size) => (scaled(size.width()), scaled(size.height())),
    };
    let (x, y) = ((BOX - width) / 2, (BOX - height) / 2);
    view! {
        <svg viewBox="0 0 300 300" aria-hidden="true">
            <rect stroke-width="10" x=x y=y width=width height=height></rect>
        </svg>
    }
}

#[component]
fn Cell(
    place: CellPlace,
    size: Setting<Size>,
    quality: Quality,
    chosen: Memo<Selection>,
    /// The one cell that Tab leads to.
    tab_stop: Memo<CellPlace>,
) -> impl IntoView {
    let state = use_app_state();
    let value = Memo::new(move |_| FigureValue::usd(state.cost_map.cell(place).month));
    let id = format!("map-{}-{}", size_key(size), quality.as_str());
    let class = Signal::derive(move || {
        let is_among = chosen.get() == Selection { size: Some(size), quality: Some(Setting::Auto) };
        let among = if is_among { " among" } else { "" };
        format!("cell tint-{}{among}", state.cost_map.cell(place).tint)
    });
    // Only the reader's own row can be one of ranges.
    let can_be_range = place.0 == OWN_ROW;
    let second_end = can_be_range.then(|| view! { <SecondEnd id=Signal::stored(id.clone()) value=value.into()/> });
    let first_id =
        if can_be_range { Signal::derive(move || value.read().first_id(&id)) } else { Signal::stored(Some(id)) };
    let exact = Signal::derive(move || value.read().first_exact());
    let text = Signal::derive(move || value.read().first_text());
    let name = Signal::derive(move || {
        format!("{} a month, {}, {} quality", value.read().text(), size_label(size), quality.as_str())
    });
    let own = Selection { size: Some(size), quality: Some(Setting::Fixed(quality)) };
    let is_current = Signal::derive(move || (chosen.get() == own).then(|| "true".to_owned()));
    let href = Signal::derive(move || state.address_with(size, Setting::Fixed(quality)));
    let tabindex =
        Signal::derive(move || state.ready.get().then(|| if tab_stop.get() == place { "0" } else { "-1" }.to_owned()));
    view! {
        <a
            class=class
            href=href
            data-row=place.0
            data-column=place.1
            data-size=size_key(size)
            data-quality=quality.as_str()
            aria-label=name
            aria-current=is_current
            tabindex=tabindex
        >
            <data id=first_id value=exact>{text}</data>
            {second_end}
        </a>
    }
}

/// How a size is written in ids and attributes: `1024x1024` or `auto`.
fn size_key(size: Setting<Size>) -> String {
    match size {
        Setting::Auto => "auto".to_owned(),
        Setting::Fixed(size) => size.to_string(),
    }
}

/// How a size is shown: `1024 × 1024` or `auto`.
fn size_label(size: Setting<Size>) -> String {
    match size {
        Setting::Auto => "auto".to_owned(),
        Setting::Fixed(size) => size.spaced(),
    }
}

fn cell_of(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a.cell").ok()?
}

fn place_of(event: &web_sys::Event) -> Option<CellPlace> {
    let cell = cell_of(event)?;
    let number = |name: &str| cell.get_attribute(name)?.parse().ok();
    Some((number("data-row")?, number("data-column")?))
}

fn choose(state: AppState, cell: &Element) {
    let attribute = |name: &str| cell.get_attribute(name).unwrap_or_default();
    state.form.set(Field::Size, attribute("data-size"));
    state.form.set(Field::Quality, attribute("data-quality"));
}

fn choose_clicked(state: AppState, event: &ev::MouseEvent) {
    if let Some(cell) = cell_of(event) {
        click::on_plain(event, || choose(state, &cell));
    }
}

fn move_focus(state: AppState, event: &ev::KeyboardEvent) {
    let (Some(cell), Some((row, column))) = (cell_of(event), place_of(event)) else { return };
    let target = match event.key().as_str() {
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(2)),
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(Size::POPULAR.len()), column),
        "Home" => (row, 0),
        "End" => (row, 2),
        // A cell without an address is no link that the browser would follow.
        "Enter" if !cell.has_attribute("href") => {
            choose(state, &cell);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    focus::focus(&format!(".cost-map [data-row=\"{}\"][data-column=\"{}\"]", target.0, target.1));
}
