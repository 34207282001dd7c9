//! Where a number comes from: the word, and a mark that repeats it.

use gpt_image_cost_core::Provenance;
use leptos::prelude::*;

/// The mark of a provenance.
#[component]
pub fn Source(#[prop(into)] of: Signal<Provenance>) -> impl IntoView {
    let class = Signal::derive(move || format!("source {}", of.get().slug()));
    let note = Signal::derive(move || of.get().note());
    view! { <span class=class>{note}</span> }
}
