//! Reference images: typed sizes, common sizes, and files whose size is read here without sending them anywhere.

use gpt_image_cost_core::{
    Estimate, Field, HeaderError, ReferenceImage,
    money::format::grouped,
    tokens::reference_image::{HEADER_BYTES, MAX_REFERENCE_IMAGES, serialize_references},
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{Event, File};

use super::wording;
use crate::browser::{files, focus};
use crate::components::{Fold, Source, TextField, TextList};
use crate::state::{AppState, use_app_state};

const COMMON: [&str; 3] = ["1024x1024", "1536x1024", "3840x2160"];

/// The group of reference images.
#[component]
pub fn References() -> impl IntoView {
    let state = use_app_state();
    let notes: RwSignal<Vec<String>> = RwSignal::new(Vec::new());
    let add_files = move |event: Event| {
        notes.set(Vec::new());
        for file in files::take_files(&event) {
            spawn_local(add_file(state, notes, file));
        }
    };
    let drop_files = move |event: web_sys::DragEvent| {
        if files::accept_drag(&event) {
            // The calculator around it opens what is dropped elsewhere.
            event.stop_propagation();
            add_files(event.into());
        }
    };
    let value = state.map_estimate(wording::references_value);
    let is_changed = state.map_estimate(|estimate| wording::is_changed(estimate, Field::Refs));
    let common = move |size: &'static str| {
        view! { <button type="button" class="chip" on:click=move |_| append(state, size)>"+ " {size.replace('x', " × ")}</button> }
    };
    view! {
        <Fold id="references" title="Reference images" value is_changed>
            <div on:dragover=|event| { files::accept_drag(&event); } on:drop=drop_files>
                <TextField
                    field=Field::Refs
                    hint="Sent with every attempt. For example 1024x1024 or 3*1280x720; separate several with a comma. At most 16."
                />
                <div class="row">
                    {COMMON.map(common).collect_view()}
                    <label class="chip">
                        "Read sizes from files"
                        <input
                            class="visually-hidden"
                            type="file"
                            id="reference-files"
                            multiple
                            accept="image/png,image/jpeg,image/webp"
                            on:change=add_files
                        />
                    </label>
                </div>
                <p class="hint">"You can also drop files here. They stay on this device; only their pixel size is read."</p>
                <div id="reference-notes" role="status"><TextList items=notes class="notes"/></div>
                <ReferenceList/>
            </div>
        </Fold>
    }
}

/// The references as they count, each with its tokens and a way to take it out.
#[component]
fn ReferenceList() -> impl IntoView {
    let state = use_app_state();
    let references = Memo::new(move |_| state.estimate.with(|estimate| readable(estimate)));
    let total = move || references.read().iter().map(|reference| u64::from(reference.tokens())).sum::<u64>();
    let total = Signal::derive(move || grouped(total()));
    let is_empty = Signal::derive(move || references.read().is_empty());
    let item = move |(index, reference): (usize, ReferenceImage)| {
        view! {
            <li>
                {reference.to_string().replace('x', "×")} ": " {grouped(reference.tokens().into())} " tokens "
                <Source of=reference.provenance()/>
                " "
                <button
                    type="button"
                    class="link-button"
                    aria-label=format!("Remove {reference}")
                    on:click=move |_| remove(state, index)
                >
                    "Remove"
                </button>
            </li>
        }
    };
    // Without keys, so that a focused button stays while the images behind it move up.
    let items = move || references.get().into_iter().enumerate().map(item).collect_view();
    view! {
        <ul class="reference-list">{items}</ul>
        <p class="hint" hidden=is_empty>
            "Total: " {total} " image input tokens per attempt. Masks are not counted: their tokens have not been measured."
        </p>
    }
}

fn readable(estimate: &Estimate) -> Vec<ReferenceImage> {
    if estimate.invalid.contains(Field::Refs) { Vec::new() } else { estimate.scenario.refs.clone() }
}

/// Adds a size behind what is in the field, whatever that is.
fn append(state: AppState, size: &str) {
    let text = state.form.text(Field::Refs).get_untracked();
    let joined = if text.trim().is_empty() { size.to_owned() } else { format!("{}, {size}", text.trim_end()) };
    state.form.set(Field::Refs, joined);
    // Where the whole can be read, equal neighbours are written as one.
    let estimate = state.estimate.get_untracked();
    if !estimate.invalid.contains(Field::Refs) {
        state.form.set(Field::Refs, serialize_references(&estimate.scenario.refs));
    }
}

fn remove(state: AppState, index: usize) {
    let mut references = state.estimate.with_untracked(|estimate| readable(estimate));
    if index < references.len() {
        references.remove(index);
        state.form.set(Field::Refs, serialize_references(&references));
        // The last row is the one that goes.
        if index == references.len() {
            focus::focus_soon(if references.is_empty() { "#refs" } else { ".reference-list li:last-child button" });
        }
    }
}

/// Adds the size of a file to the field, or says why not.
async fn add_file(state: AppState, notes: RwSignal<Vec<String>>, file: File) {
    let start = files::read_start(&file, HEADER_BYTES).await;
    let is_full = state.estimate.with_untracked(|estimate| estimate.scenario.refs.len() >= MAX_REFERENCE_IMAGES);
    let reason = match start.ok_or(HeaderError::Broken).and_then(|bytes| ReferenceImage::from_header(&bytes)) {
        Ok(_) if is_full => "was skipped: one request takes at most 16 reference images.".to_owned(),
        Ok(reference) => return append(state, &reference.to_string()),
        Err(error) => error.predicate().to_owned(),
    };
    notes.update(|notes| notes.push(format!("{} {reason}", file.name())));
}
