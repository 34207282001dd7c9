//! What the page says about the chosen size: a rule it breaks, two readings, experimental sizes, and cheaper ones.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::control::{hint, more};
use super::figure::UNKNOWN;
use super::html::{El, Part, button, el, live};
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
pub fn size_remarks(app: App) -> El {
    let nearest =
        move || nearest(app).map(|size| use_button(app, size, format!("Use {size}")).part()).into_iter().collect();
    let remarks = move || remarks(app).into_iter().map(|remark| el("p").class("hint").words(remark).part()).collect();
    let two = move || two_readings(app).map(|text| el("p").class("hint warn").words(text).part()).into_iter().collect();
    el("div").id("size-remarks").with(live(nearest)).with(live(remarks)).with(live(two))
}

fn remarks(app: App) -> Vec<&'static str> {
    let experimental = experimental(app).then_some(
        "Experimental: the vendor's word for sizes above 3,686,400 pixels, 2560 × 1440 (vendor, read June to November 2026).",
    );
    let auto = is_auto(app).then_some(
        "With auto the model decides, picture by picture (vendor, read June to November 2026). Every figure is a range.",
    );
    experimental.into_iter().chain(auto).collect()
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

fn use_button(app: App, size: Size, name: String) -> El {
    button(move || app.type_in(Field::Size, size.to_string())).words(name)
}

/// Sizes with at least as many pixels that cost less, each with its saving and one click to apply it.
pub fn cheaper_sizes(app: App) -> El {
    let found = Memo::new(move |_| {
        chosen(app).map(|(size, quality)| (output_tokens(size, quality), alternatives(size, quality)))
    });
    let list = move |heading: &'static str, of: fn(&Alternatives) -> &Vec<Cheaper>| {
        let rows = move || {
            found.with(|found| found.as_ref().map(|(tokens, all)| rows(app, *tokens, of(all))).unwrap_or_default())
        };
        el("div").child(el("h4").words(heading)).child(el("ul").class("cheaper").with(live(rows)))
    };
    more("Larger pictures that cost less")
        .id("cheaper")
        .child(hint(
            "By the vendor's token rule a larger picture can cost less. A size that fits the picture's use comes first; the \
             lowest figure second.",
        ))
        .child(list("About the same shape", |all| &all.same_shape))
        .child(list("Other common shapes", |all| &all.other_shapes))
}

fn rows(app: App, tokens: u32, sizes: &[Cheaper]) -> Vec<Part> {
    if sizes.is_empty() {
        return vec![el("li").words("None costs less.").part()];
    }
    let row = |cheaper: &Cheaper| {
        let share = percent((tokens - cheaper.tokens).into(), tokens.into());
        let saving = saving(app, tokens - cheaper.tokens).map_or_else(|| UNKNOWN.to_owned(), usd);
        let name = format!("{} × {}", cheaper.size.width(), cheaper.size.height());
        let text = format!(" saves {share} of the picture's output, {saving} a month");
        el("li").child(use_button(app, cheaper.size, name)).words(text).part()
    };
    sizes.iter().map(row).collect()
}

/// USD a month that so many output tokens of one attempt come to.
fn saving(app: App, tokens: u32) -> Option<Decimal> {
    let bill = app.bill.get();
    let one = cost(tokens.into(), app.state().rates[Meter::ImageOutput], bill.factor?)?;
    for_runs(one, bill.runs?)
}
