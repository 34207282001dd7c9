//! Cost by volume: how the month grows with the images, and the output tokens behind it.

use gpt_image_cost_core::{
    Field, Meter, Provenance, Quality, Size,
    money::format::{grouped, plain},
    tokens::output::output_tokens,
};
use leptos::prelude::*;

use super::wording;
use crate::charts::{Growth, GrowthChart};
use crate::components::Source;
use crate::state::use_app_state;

/// The chart and the table.
#[component]
pub fn CostByVolume() -> impl IntoView {
    let state = use_app_state();
    let growth = Memo::new(move |_| state.estimate.with(|estimate| Growth::new(estimate)));
    let what = state.map_estimate(|estimate| {
        let size = wording::input_in_words(estimate, Field::Size);
        let attempts = wording::input_in_words(estimate, Field::Attempts);
        let unit = wording::by_number(&attempts, "attempt", "attempts");
        format!("{size}, {attempts} {unit} per image. The dot is this scenario.")
    });
    let has_no_chart = Signal::derive(move || growth.read().is_none());
    let rate = plain(state.history.latest().rates[Meter::ImageOutput]);
    // Portrait sizes take the same number.
    let sizes = Size::POPULAR.into_iter().filter(|size| size.width() >= size.height());
    let row = |size: Size| {
        let cell = move |quality| view! { <td class="num">{grouped(output_tokens(size, quality).into())}</td> };
        view! { <tr><th scope="row">{size.spaced()}</th>{Quality::ALL.map(cell).collect_view()}</tr> }
    };
    view! {
        <div class="charts">
            <figure hidden=has_no_chart>
                <figcaption>"Monthly cost by number of images"</figcaption>
                <p class="hint">{what}</p>
                <GrowthChart growth/>
            </figure>
            <figure>
                <figcaption>"Image output tokens by size and quality"</figcaption>
                <p class="hint">
                    "One image each, at $" {rate} " per 1 million tokens. Portrait sizes take the same number. "
                    <Source of=Provenance::Measured/>
                </p>
                <div class="table-scroll" role="region" aria-label="Image output tokens by size and quality" tabindex="0">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Size"</th>
                                {Quality::ALL.map(|quality| view! { <th scope="col" class="num">{quality.name()}</th> }).collect_view()}
                            </tr>
                        </thead>
                        <tbody>{sizes.map(row).collect_view()}</tbody>
                    </table>
                </div>
            </figure>
        </div>
    }
}
