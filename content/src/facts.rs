//! The facts that the Markdown names: `{{ checked }}`, `{{ rate("image-output") }}`.
//!
//! | name | example |
//! |---|---|
//! | `model`, `family`, `price_page` | `gpt-image-2`, `GPT Image 2.0`, an address |
//! | `first_archived`, `recorded`, `checked` | the first day on record; first and last day of the latest rates |
//! | `changes` | how often the record changed |
//! | `rates_source` | the mark of where the latest rates come from |
//! | `source_text`, `source_address` | where the latest rates were read; the address can be missing |
//! | `offer` | `name` and `text` of each detail of the latest offer |
//! | `meters` | `name`, `slug` of each meter, and what it `bills` |
//! | `nearby_tools` | `name` and `address` of each |
//! | `later_readings` | `2026-06-09 and 2026-07-10`: days on which third parties read the vendor's table after the last check; can be empty |
//! | `timeline` | `event`, `date`, `class` of each entry of the history, and what `archive.md` shows of it |
//! | `rate("image-output")`, `bare_rate("image-output")` | `$30`, `30` |
//! | `cost(1000, "text-input")` | `$0.005`, at the latest rates |
//! | `tokens(1536, 1024, "high")`, `token_range("high")` | `5,488`, `2,061 to 23,719` |
//! | `source("measured")`, `source("vendor", "Oct 2026")` | a source mark; vendor text says when it was read |
//! | `longest_edge`, `widest_ratio`, `size_step`, `fewest_pixels`, `most_pixels`, `experimental_pixels`, `popular_sizes` | rules of the image size |
//! | `most_references`, `reference_tokens`, `most_partial_images`, `partial_image_tokens` | limits of a request |
//! | `prompt_characters`, `characters_per_token`, `prompt_overhead` | rules of the prompt |
//! | `repository` | the project's address, where the manifest names one |
//!
//! A text is shown as it is; `| safe` keeps its Markdown, and is right inside backquotes.

use gpt_image_cost_core::estimate::bill::cost;
use gpt_image_cost_core::money::format::{exact_usd, plain};
use gpt_image_cost_core::rates::provenance::VENDOR_READ;
use gpt_image_cost_core::{Date, Decimal, Meter, OfferDetail, Provenance, RateHistory};
use minijinja::{Environment, Error, ErrorKind, Value, context};

use crate::template::Target;
use crate::{rules, timeline};

/// Days on which third parties read the vendor's price table and saw these rates.
pub const THIRD_PARTY_READINGS: [Date; 5] = [
    Date::literal(2026, 6, 9),
    Date::literal(2026, 7, 10),
    Date::literal(2026, 7, 28),
    Date::literal(2026, 9, 8),
    Date::literal(2026, 10, 7),
];

pub(crate) fn add(environment: &mut Environment<'static>, history: &'static RateHistory, target: Target) {
    add_record(environment, history, target);
    rules::add(environment);
    environment.add_function("rate", move |meter: &str| rate(history, meter, target));
    environment.add_function("bare_rate", move |meter: &str| {
        Ok::<_, Error>(plain(history.latest().rates[meter_named(meter)?]))
    });
    environment.add_function("cost", move |tokens: u64, meter: &str| cost_of(history, tokens, meter));
    environment.add_function("source", move |slug: &str, read: Option<&str>| source(slug, read, target));
}

/// What the history holds.
fn add_record(environment: &mut Environment, history: &'static RateHistory, target: Target) {
    let card = history.latest();
    let readings: Vec<Date> = THIRD_PARTY_READINGS.into_iter().filter(|day| *day > history.last_checked()).collect();
    let offer = |detail: OfferDetail| context! { name => detail.name(), text => detail.describe(&card.offer) };
    let meter = |meter: Meter| context! { name => meter.name(), slug => meter.slug(), bills => meter.bills() };
    let tools = history.nearby_tools.iter().map(|tool| context! { name => tool.name, address => tool.address });
    let facts = [
        ("model", Value::from(history.model)),
        ("family", Value::from(history.family)),
        ("price_page", Value::from(history.price_page)),
        ("first_archived", Value::from(history.first().from.to_string())),
        ("recorded", Value::from(card.from.to_string())),
        ("checked", Value::from(card.checked.to_string())),
        ("changes", Value::from(history.cards.len() - 1)),
        ("rates_source", mark(card.provenance, None, target)),
        ("source_text", Value::from(card.source)),
        ("source_address", Value::from(card.address)),
        ("offer", Value::from(OfferDetail::ALL.map(offer).to_vec())),
        ("meters", Value::from(Meter::ALL.map(meter).to_vec())),
        ("nearby_tools", Value::from(tools.collect::<Vec<_>>())),
        ("later_readings", Value::from(series(&readings))),
        ("timeline", Value::from(timeline::entries(history, &readings))),
        ("repository", Value::from(env!("CARGO_PKG_REPOSITORY"))),
    ];
    for (name, value) in facts {
        environment.add_global(name, value);
    }
}

/// `a, b and c`.
fn series(days: &[Date]) -> String {
    let days: Vec<String> = days.iter().map(ToString::to_string).collect();
    match days.split_last() {
        Some((last, earlier)) if !earlier.is_empty() => format!("{} and {last}", earlier.join(", ")),
        _ => days.concat(),
    }
}

fn rate(history: &RateHistory, meter: &str, target: Target) -> Result<Value, Error> {
    let rate = history.latest().rates[meter_named(meter)?];
    let shown = exact_usd(rate);
    Ok(Value::from_safe_string(match target {
        Target::Html => format!("<data value=\"{}\">{shown}</data>", plain(rate)),
        Target::Markdown => shown,
    }))
}

fn cost_of(history: &RateHistory, tokens: u64, meter: &str) -> Result<String, Error> {
    let usd = cost(tokens, history.latest().rates[meter_named(meter)?], Decimal::ONE);
    usd.map(exact_usd).ok_or_else(|| refused(format!("{tokens} tokens cost more than can be worked out")))
}

fn source(slug: &str, read: Option<&str>, target: Target) -> Result<Value, Error> {
    let provenance = Provenance::ALL.into_iter().find(|provenance| provenance.slug() == slug);
    let provenance = provenance.ok_or_else(|| refused(format!("no source is called {slug:?}")))?;
    let read = read.or((provenance == Provenance::Vendor).then_some(VENDOR_READ));
    Ok(mark(provenance, read, target))
}

/// The mark of a source, with the months in which it was read.
fn mark(provenance: Provenance, read: Option<&str>, target: Target) -> Value {
    let label = match read {
        Some(months) => format!("{}, {months}", provenance.label()),
        None => provenance.label().to_owned(),
    };
    Value::from_safe_string(match target {
        Target::Html => format!("<span class=\"source {}\">{label}</span>", provenance.slug()),
        Target::Markdown => format!("({label})"),
    })
}

fn meter_named(slug: &str) -> Result<Meter, Error> {
    let meter = Meter::ALL.into_iter().find(|meter| meter.slug() == slug);
    meter.ok_or_else(|| refused(format!("no meter is called {slug:?}")))
}

/// An error at the place in the file that used the name.
pub(crate) fn refused(sentence: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, sentence)
}
