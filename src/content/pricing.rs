//! The API's rates and what is on sale, from the latest recorded state.

use super::{Block, Section, Table, markup};
use crate::domain::format::number;
use crate::domain::meter::Meter;
use crate::domain::offer::Detail;
use crate::domain::rates::History;

/// The rates.
pub const PRICING: Section = Section::read(
    "pricing",
    "API rates",
    &[
        Block::Text(
            "For developer budgets. App subscriptions and bundled access are in [the two routes](#routes). Input is what you \
             send, output is the picture that comes back. *Cached input* is input the vendor still holds from an earlier \
             request; it costs less. Each meter has its own rate, and its part of a bill is a *lane*.",
        ),
        Block::Text(
            "From the rate card {rate card}, last checked on **{checked}**. Check them on [the vendor's price page](prices), or \
             take them [as data](data).",
        ),
        Block::Table(rates),
        Block::Table(offer),
        Block::List(&[
            "The *Batch API* answers later, for half of every rate {vendor}. It is not on the rate card.",
            "Text **output** has no rate on the card. Lists of launch day showed $10 {third party}; the vendor's table has \
             shown a dash since June 2026, and every measured response reports none {measured}. Text output tokens in a \
             usage record are shown as unpriced.",
        ]),
    ],
);

/// What a meter counts, in words.
pub const fn counts(meter: Meter) -> &'static str {
    match meter {
        Meter::TextInput => "your prompt",
        Meter::CachedTextInput => "prompt text still held",
        Meter::ImageInput => "pictures you send along",
        Meter::CachedImageInput => "such pictures still held",
        Meter::ImageOutput => "the picture that comes back",
    }
}

/// The rate table.
pub fn rates(history: &'static History) -> Table {
    let state = history.latest();
    let row = |meter: Meter| {
        vec![meter.name().to_owned(), format!("${}", number(state.rates[meter])), counts(meter).to_owned()]
    };
    Table {
        caption: "USD per 1,000,000 tokens, before tax",
        head: &["Meter", "Rate", "Counts"],
        rows: Meter::ALL.map(row).into(),
    }
}

/// What is on sale, and where that was read.
pub fn offer(history: &'static History) -> Table {
    let state = history.latest();
    let row = |name: &str, text: String| vec![name.to_owned(), text];
    let fact = |name, text: &str| row(name, markup::fill(text, history));
    let mut rows = vec![fact("API baseline", "{family} API (`{model}`)")];
    rows.extend(Detail::ALL.map(|detail| row(detail.name(), detail.of(&state.offer))));
    rows.push(fact("First archived", "{from}"));
    rows.push(fact("Date checked", "{checked}"));
    let source = match state.address {
        Some(address) => format!("[{}]({address})", state.source),
        None => state.source.to_owned(),
    };
    rows.push(row("Source", source));
    Table {
        caption: "The API offer. It says nothing of ChatGPT's own free tier",
        head: &["Detail", "As recorded"],
        rows,
    }
}
