//! What a month is made of: a bar with a part for each meter.

use gpt_image_cost_core::{Meter, PerMeter, estimate::meter_bar::BarPart};
use leptos::prelude::*;

/// The bar; empty if there is none.
#[component]
pub fn MeterBar(parts: Memo<Option<PerMeter<BarPart>>>) -> impl IntoView {
    let part = move |meter: Meter| {
        let part = move || parts.get().map(|parts| parts[meter]).unwrap_or_default();
        let x = Signal::derive(move || part().x.to_string());
        let width = Signal::derive(move || part().width.to_string());
        view! { <rect class=format!("meter-{}", meter as usize) x=x width=width height="10"></rect> }
    };
    let is_empty = Signal::derive(move || parts.get().is_none());
    view! {
        <svg class="stack" class:empty=is_empty viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {Meter::ALL.map(part).collect_view()}
        </svg>
    }
}
