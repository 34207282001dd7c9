//! Where a number comes from: the word, and a mark that repeats it.

use gpt_image_cost_core::Provenance;
use leptos::prelude::*;

/// The mark of a provenance.
#[component]
pub fn Source(of: Provenance) -> impl IntoView {
    view! { <span class=class(of)>{of.note()}</span> }
}

/// The mark of a provenance that changes; empty while there is none.
#[component]
pub fn LiveSource(of: impl Fn() -> Option<Provenance> + Copy + Send + Sync + 'static) -> impl IntoView {
    let class = Signal::derive(move || of().map(class).unwrap_or_default());
    let note = Signal::derive(move || of().map(Provenance::note).unwrap_or_default());
    view! { <span class=class>{note}</span> }
}

fn class(of: Provenance) -> String {
    format!("source {}", of.slug())
}
