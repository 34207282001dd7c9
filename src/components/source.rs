//! Where a number comes from: the word, and a mark that repeats it.

use gpt_image_cost_core::Provenance;
use leptos::prelude::*;

/// The mark of a provenance.
#[component]
pub fn Source(of: Provenance) -> impl IntoView {
    view! { <span class=format!("source {}", of.slug())>{of.note()}</span> }
}
