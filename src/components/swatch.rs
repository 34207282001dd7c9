//! The colour of a token meter.

use gpt_image_cost_core::Meter;
use leptos::prelude::*;

/// A square in the meter's colour; its name always stands beside it.
#[component]
pub fn Swatch(meter: Meter) -> impl IntoView {
    view! { <i class=format!("meter-{}", meter as usize) aria-hidden="true"></i> }
}
