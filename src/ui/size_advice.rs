//! What the page says about the chosen size: a rule it breaks, two readings, experimental sizes, and cheaper ones.

use rust_decimal::Decimal;

use super::control::{hint, unfolding};
use super::figure::UNKNOWN;
use super::html::{El, Written, button, el, written};
use super::state::{App, Now};
use crate::domain::bill::{Bill, cost, for_runs};
use crate::domain::cheaper::{Cheaper, alternatives};
use crate::domain::field::{Field, Trouble};
use crate::domain::format::{count, percent, usd};
use crate::domain::meter::Meter;
use crate::domain::output::{Quality, output_tokens};
use crate::domain::scenario::{Choice, Scenario};
use crate::domain::size::Size;

/// The size and quality, where both are chosen and readable.
fn chosen(now: &Now) -> Option<(Size, Quality)> {
    let readable = !now.unreadable.contains(Field::Size) && !now.unreadable.contains(Field::Quality);
    match (now.scenario.size, now.scenario.quality) {
        (Choice::Fixed(size), Choice::Fixed(quality)) if readable => Some((size, quality)),
        _ => None,
    }
}

/// Remarks under the size field.
pub fn size_remarks(app: App) -> El<Written> {
    let all = move || {
        let now = app.now();
        let nearest = nearest(&now).map(|size| use_button(app, size, format!("Use {size}")));
        let remarks = remarks(&now.scenario).map(|text| el("p").class("hint").words(text));
        let two = two_readings(&now.bill).map(|text| el("p").class("hint warn").words(text));
        nearest.into_iter().chain(remarks).chain(two).collect()
    };
    written("div").id("size-remarks").list(all)
}

fn nearest(now: &Now) -> Option<Size> {
    match now.problem(Field::Size)?.trouble {
        Trouble::Size(refused) => Some(refused.nearest),
        _ => None,
    }
}

fn remarks(scenario: &Scenario) -> impl Iterator<Item = &'static str> {
    let experimental = matches!(scenario.size, Choice::Fixed(size) if size.is_experimental()).then_some(
        "Experimental: the vendor's word for sizes above 3,686,400 pixels, 2560 × 1440 (vendor, read June to November 2026).",
    );
    let auto = (scenario.size == Choice::Auto || scenario.quality == Choice::Auto).then_some(
        "With auto the model decides, picture by picture (vendor, read June to November 2026). Every figure is a range.",
    );
    experimental.into_iter().chain(auto)
}

fn two_readings(bill: &Bill) -> Option<String> {
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
pub fn cheaper_sizes(app: App) -> El<Written> {
    let both = move || {
        let now = app.now();
        let Some((size, quality)) = chosen(&now) else { return Vec::new() };
        let (tokens, found) = (output_tokens(size, quality), alternatives(size, quality));
        let list = |heading: &'static str, sizes: &[Cheaper]| {
            [el("h4").words(heading), el("ul").class("cheaper").children(rows(app, &now, tokens, sizes))]
        };
        let same = list("About the same shape", &found.same_shape);
        same.into_iter().chain(list("Other common shapes", &found.other_shapes)).collect()
    };
    let summary = || written("summary").words("Larger pictures that cost less");
    unfolding(summary, written("div").class("stack"), both).class("more").id("cheaper").child(hint(
        "By the vendor's token rule a larger picture can cost less. A size that fits the picture's use comes first; the \
         lowest figure second.",
    ))
}

fn rows(app: App, now: &Now, tokens: u32, sizes: &[Cheaper]) -> Vec<El> {
    if sizes.is_empty() {
        return vec![el("li").words("None costs less.")];
    }
    let row = |cheaper: &Cheaper| {
        let share = percent((tokens - cheaper.tokens).into(), tokens.into());
        let saving = saving(now, tokens - cheaper.tokens).map_or_else(|| UNKNOWN.to_owned(), usd);
        let name = format!("{} × {}", cheaper.size.width(), cheaper.size.height());
        let text = format!(" saves {share} of the picture's output, {saving} a month");
        el("li").child(use_button(app, cheaper.size, name)).words(text)
    };
    sizes.iter().map(row).collect()
}

/// USD a month that so many output tokens of one attempt come to.
fn saving(now: &Now, tokens: u32) -> Option<Decimal> {
    let one = cost(tokens.into(), now.state.rates[Meter::ImageOutput], now.bill.factor?)?;
    for_runs(one, now.bill.runs?)
}
