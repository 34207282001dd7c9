//! Facts that a text names in braces and the record fills in, so that a new state of the rates changes every sentence.

use rust_decimal::Decimal;

use super::archive;
use super::link::REPOSITORY;
use crate::domain::bill::cost;
use crate::domain::format::{exact, number};
use crate::domain::meter::Meter;
use crate::domain::rates::{History, State};
use crate::domain::size::Size;

/// The most tokens one reference image takes (measured).
const DEAREST_REFERENCE: u64 = 1_536;

/// What a name stands for; none for a name that is no fact.
pub fn text(name: &str, history: &History) -> Option<String> {
    let latest = history.latest();
    Some(match name {
        "model" => history.model.to_owned(),
        "family" => history.family.to_owned(),
        "checked" => latest.checked.to_string(),
        "from" => history.first().from.to_string(),
        "moves" => archive::moves(history),
        "source page" => match latest.address {
            Some(address) => format!("[{}]({address})", latest.source),
            None => "its address was not recorded; [the vendor's price page](prices) shows today's rates".to_owned(),
        },
        "dearest reference" => dollars(cost(DEAREST_REFERENCE, latest.rates[Meter::ImageInput], Decimal::ONE)?),
        "long prompt" => dollars(cost(1_000, latest.rates[Meter::TextInput], Decimal::ONE)?),
        "popular" => Size::POPULAR.map(|size| size.to_string().replace('x', "×")).join(", "),
        "repository" => match REPOSITORY {
            Some(address) => format!("[the project's repository]({address})"),
            None => "the project's repository".to_owned(),
        },
        _ => return None,
    })
}

fn dollars(usd: Decimal) -> String {
    format!("${}", exact(usd))
}

/// The five rates in one line: `Text input $5, cached text input $1.25, …`.
pub fn rates(state: &State) -> String {
    let rate = |meter: Meter| format!("{} ${}", meter.name(), number(state.rates[meter]));
    Meter::ALL.map(rate).join(", ")
}
