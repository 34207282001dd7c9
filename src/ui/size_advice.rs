//! What the page says about the chosen size: a rule it breaks, two readings, experimental sizes, and cheaper ones.

use leptos::prelude::*;

use super::figure::{Shown, UNKNOWN};
use super::state::App;
use crate::domain::bill::{cost, for_runs};
use crate::domain::cheaper::{Alternatives, Cheaper, alternatives};
use crate::domain::field::{Field, Trouble};
use crate::domain::format::{count, percent, usd};
use crate::domain::meter::Meter;
use crate::domain::output::{Quality, output_tokens};
use crate::domain::scenario::Choice;
use crate::domain::size::Size;

/// The size and quality, where both are chosen and readable.
fn chosen(app: App) -> Option<(Size, Quality)> {
    let unreadable = app.unreadable.get();
    let readable = !unreadable.contains(Field::Size) && !unreadable.contains(Field::Quality);
    app.scenario.with(|scenario| match (scenario.size, scenario.quality) {
        (Choice::Fixed(size), Choice::Fixed(quality)) if readable => Some((size, quality)),
        _ => None,
    })
}

/// Remarks under the size field.
pub fn size_remarks(app: App) -> AnyView {
    view! {
        <div id="size-remarks">
            {move || nearest(app).map(|size| use_button(app, size, format!("Use {size}")))}
            {move || experimental(app).then(|| view! {
                <p class="hint">"Experimental: above 3,686,400 pixels (2560 × 1440) the vendor promises less. (vendor, read June to November 2026)"</p>
            })}
            {move || two_readings(app).map(|text| view! { <p class="hint warn">{text}</p> })}
            {move || is_auto(app).then(|| view! {
                <p class="hint">"With auto the model decides, picture by picture (vendor, read June to November 2026). Every figure is a range."</p>
            })}
        </div>
    }
    .into_any()
}

fn nearest(app: App) -> Option<Size> {
    app.reading.with(|reading| match reading.problem(Field::Size)?.trouble {
        Trouble::Size(refused) => Some(refused.nearest),
        _ => None,
    })
}

fn is_auto(app: App) -> bool {
    app.scenario.with(|scenario| scenario.size == Choice::Auto || scenario.quality == Choice::Auto)
}

fn experimental(app: App) -> bool {
    app.scenario.with(|scenario| matches!(scenario.size, Choice::Fixed(size) if size.is_experimental()))
}

fn two_readings(app: App) -> Option<String> {
    let bill = app.bill.get();
    let second = bill.second?;
    Some(format!(
        "Two readings of the vendor's token rule exist for this size (third party; no measured point settles it): {} output \
         tokens an attempt, used here, or {}, which makes an attempt {} and a month {}.",
        count(bill.tokens[Meter::ImageOutput]?.low),
        count(second.output_tokens),
        usd(second.one),
        second.month.map_or_else(|| UNKNOWN.to_owned(), usd),
    ))
}

fn use_button(app: App, size: Size, name: String) -> AnyView {
    view! { <button type="button" on:click=move |_| app.type_in(Field::Size, size.to_string())>{name}</button> }
        .into_any()
}

/// Sizes with at least as many pixels that cost less, each with its saving and one click to apply it.
pub fn cheaper_sizes(app: App) -> AnyView {
    let found = Memo::new(move |_| {
        chosen(app).map(|(size, quality)| (output_tokens(size, quality), alternatives(size, quality)))
    });
    view! {
        <details class="more" id="cheaper">
            <summary>"Larger pictures that cost less"</summary>
            <p class="hint">
                "By the vendor's token rule a larger picture can cost less. A size that fits the picture's use comes first; the lowest figure second."
            </p>
            {move || match found.get() {
                None => view! { <p class="hint">"Choose a size and a quality to see them."</p> }.into_any(),
                Some((tokens, Alternatives { same_shape, other_shapes })) => (
                    list(app, "About the same shape", tokens, same_shape),
                    list(app, "Other common shapes", tokens, other_shapes),
                ).into_any(),
            }}
        </details>
    }
    .into_any()
}

fn list(app: App, heading: &'static str, tokens: u32, sizes: Vec<Cheaper>) -> AnyView {
    if sizes.is_empty() {
        return view! { <p class="hint">{heading}": none costs less."</p> }.into_any();
    }
    let rows = sizes.into_iter().map(|cheaper| {
        let share = percent((tokens - cheaper.tokens).into(), tokens.into());
        let saving =
            saving(app, tokens - cheaper.tokens).map_or_else(|| UNKNOWN.to_owned(), |saved| saved.text().to_owned());
        let name = format!("{} × {}", cheaper.size.width(), cheaper.size.height());
        view! {
            <li>
                {use_button(app, cheaper.size, name)}
                " saves "{share}" of the picture's output, "{saving}" a month"
            </li>
        }
    });
    view! { <h4>{heading}</h4> <ul class="cheaper">{rows.collect_view()}</ul> }.into_any()
}

/// USD a month that so many output tokens of one attempt come to.
fn saving(app: App, tokens: u32) -> Option<Shown> {
    let bill = app.bill.get();
    let one = cost(tokens.into(), app.state().rates[Meter::ImageOutput], bill.factor?)?;
    for_runs(one, bill.runs?).map(Shown::usd)
}
