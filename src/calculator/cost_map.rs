//! The cost map: popular sizes by quality, each cell the month of the reader's own scenario and a link to it. A plain click
//! sets size and quality.
//!
//! Once the page is ready the map is one tab stop: arrow keys move in it, Home and End go to the ends of a row, Enter chooses.

use gpt_image_cost_core::{Estimate, Field, Quality, Setting, Size, scenario::permalink};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::components::{FigureValue, SecondEnd, set_on_plain_click};
use crate::state::{AppState, MapCell, MapRow, use_app_state};

/// A cell by its row and column. Row 0 is the reader's own size, which is not always there.
type Place = (usize, usize);

/// The map.
#[component]
pub fn CostMapTable() -> impl IntoView {
    let state = use_app_state();
    let focused: RwSignal<Option<Place>> = RwSignal::new(None);
    let chosen = Memo::new(move |_| chosen_place(state));
    // The one cell that Tab leads to.
    let tab_stop = Memo::new(move |_| {
        let is_there = |(row, _): &Place| *row > 0 || state.cost_map.read().own.is_some();
        focused.get().filter(is_there).or_else(|| chosen.get()).unwrap_or((1, 0))
    });
    let own = move || state.cost_map.read().own.clone();
    let own_size = Signal::derive(move || own().map_or(Setting::Auto, |row| row.size));
    let own_cells = Signal::derive(move || own().map(|row| row.cells).unwrap_or_default());
    let popular_row = move |(index, size): (usize, &Size)| {
        let cells =
            Signal::derive(move || state.cost_map.read().popular.get(index).map(|row| row.cells).unwrap_or_default());
        let size = Signal::stored(Setting::Fixed(*size));
        view! { <Row row=index + 1 size cells tab_stop/> }
    };
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
                <Row row=0 size=own_size cells=own_cells tab_stop/>
                {Size::POPULAR.iter().enumerate().map(popular_row).collect_view()}
            </tbody>
        </table>
    }
}

/// One size. Row 0 is hidden while the reader's own size is a popular one.
#[component]
fn Row(row: usize, size: Signal<Setting<Size>>, cells: Signal<[MapCell; 3]>, tab_stop: Memo<Place>) -> impl IntoView {
    let state = use_app_state();
    let is_hidden = Signal::derive(move || row == 0 && state.cost_map.read().own.is_none());
    let is_chosen = Signal::derive(move || {
        let estimate = state.estimate.read();
        estimate.is_images() && !estimate.invalid.contains(Field::Size) && estimate.scenario.size == size.get()
    });
    let label = Signal::derive(move || size_label(size.get()));
    let cell = move |(column, quality): (usize, Quality)| {
        let cell = Signal::derive(move || cells.get()[column]);
        view! { <td><Cell place=(row, column) size quality cell tab_stop/></td> }
    };
    view! {
        <tr class:chosen=is_chosen hidden=is_hidden>
            <th scope="row">
                <Thumbnail size/>
                <span>{label}</span>
                <small hidden=row != 0>"your size"</small>
            </th>
            {Quality::ALL.into_iter().enumerate().map(cell).collect_view()}
        </tr>
    }
}

/// The size to scale: the longest accepted edge fills the box.
#[component]
fn Thumbnail(size: Signal<Setting<Size>>) -> impl IntoView {
    const BOX: u32 = 300;
    let scaled = |edge: u32| edge * BOX / 3840;
    let edges = move || match size.get() {
        Setting::Auto => (0, 0),
        Setting::Fixed(size) => (scaled(size.width()), scaled(size.height())),
    };
    let attribute = move |of: fn((u32, u32)) -> u32| Signal::derive(move || of(edges()).to_string());
    view! {
        <svg viewBox="0 0 300 300" aria-hidden="true">
            <rect
                stroke-width="10"
                x=attribute(|(width, _)| (BOX - width) / 2)
                y=attribute(|(_, height)| (BOX - height) / 2)
                width=attribute(|(width, _)| width)
                height=attribute(|(_, height)| height)
            ></rect>
        </svg>
    }
}

#[component]
fn Cell(
    place: Place,
    size: Signal<Setting<Size>>,
    quality: Quality,
    cell: Signal<MapCell>,
    tab_stop: Memo<Place>,
) -> impl IntoView {
    let state = use_app_state();
    let value = Signal::derive(move || {
        let is_there = place.0 > 0 || state.cost_map.read().own.is_some();
        if is_there { FigureValue::usd(cell.get().month) } else { FigureValue::Absent }
    });
    let size_text = Signal::derive(move || size_key(size.get()));
    let figure_id = Signal::derive(move || format!("map-{}-{}", size_text.get(), quality.as_str()));
    let class = Signal::derive(move || {
        let among = if is_among(&state.estimate.read(), size.get()) { " among" } else { "" };
        format!("cell tint-{}{among}", cell.get().tint)
    });
    // Only the reader's own row can be one of ranges.
    let second_end = (place.0 == 0).then(|| view! { <SecondEnd id=figure_id value/> });
    let first_id = Signal::derive(move || value.read().first_id(&figure_id.read()));
    let exact = Signal::derive(move || value.read().first_exact());
    let text = Signal::derive(move || value.read().first_text());
    let name = Signal::derive(move || {
        format!("{} a month, {}, {} quality", value.read().text(), size_label(size.get()), quality.as_str())
    });
    let is_current = Signal::derive(move || {
        state.estimate.with(|estimate| is_chosen(estimate, size.get(), quality).then(|| "true".to_owned()))
    });
    let href = Signal::derive(move || link_to(state, size.get(), quality));
    let tabindex =
        Signal::derive(move || state.ready.get().then(|| if tab_stop.get() == place { "0" } else { "-1" }.to_owned()));
    view! {
        <a
            class=class
            href=href
            data-row=place.0
            data-column=place.1
            data-size=size_text
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

/// The address that opens the page at a cell; none while a field that it needs cannot be read.
fn link_to(state: AppState, size: Setting<Size>, quality: Quality) -> Option<String> {
    let estimate = state.estimate.read();
    if !estimate.invalid.without(Field::Size).without(Field::Quality).is_empty() {
        return None;
    }
    let scenario = estimate.scenario.with_size_and_quality(size, Setting::Fixed(quality));
    Some(format!("#{}", permalink::serialize(&state.compared.read().comparison(&scenario))))
}

/// Whether a cell is the scenario in the form.
fn is_chosen(estimate: &Estimate, size: Setting<Size>, quality: Quality) -> bool {
    let scenario = &estimate.scenario;
    let is_known = !estimate.invalid.contains(Field::Size) && !estimate.invalid.contains(Field::Quality);
    is_known && estimate.is_images() && scenario.size == size && scenario.quality == Setting::Fixed(quality)
}

/// Whether a cell is one of those that `auto` quality lies between.
fn is_among(estimate: &Estimate, size: Setting<Size>) -> bool {
    let is_auto = !estimate.invalid.contains(Field::Quality) && estimate.scenario.quality == Setting::Auto;
    is_auto && !estimate.invalid.contains(Field::Size) && estimate.is_images() && estimate.scenario.size == size
}

fn chosen_place(state: AppState) -> Option<Place> {
    let (estimate, map) = (state.estimate.read(), state.cost_map.read());
    let rows = map.own.iter().map(|row| (0, row)).chain((1..).zip(&map.popular));
    let column = |row: &MapRow| Quality::ALL.iter().position(|quality| is_chosen(&estimate, row.size, *quality));
    rows.into_iter().find_map(|(index, row)| Some((index, column(row)?)))
}

fn cell_of(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a.cell").ok()?
}

fn place_of(event: &web_sys::Event) -> Option<Place> {
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
        set_on_plain_click(event, || choose(state, &cell));
    }
}

fn move_focus(state: AppState, event: &ev::KeyboardEvent) {
    let (Some(cell), Some((row, column))) = (cell_of(event), place_of(event)) else { return };
    let first_row = usize::from(state.cost_map.read_untracked().own.is_none());
    let target = match event.key().as_str() {
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(2)),
        "ArrowUp" => (row.saturating_sub(1).max(first_row), column),
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
    let selector = format!(".cost-map [data-row=\"{}\"][data-column=\"{}\"]", target.0, target.1);
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
