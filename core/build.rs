//! Checks the rate files and compiles them into constants, so that a wrong file stops the build.

#[path = "src/rates/date.rs"]
#[allow(dead_code)] // the page's own needs
mod date;
#[path = "build/rate_file.rs"]
mod rate_file;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, process};

use date::Date;
use rate_file::{RateFile, StateEntry};

/// The rates that ship, and a made-up history for this package's unit tests.
const FILES: [(&str, &str); 2] =
    [("rates/gpt-image-2.json", "rate_history.rs"), ("tests/history/made-up.json", "made_up.rs")];

fn main() {
    for input in ["build.rs", "build/rate_file.rs", "src/rates/date.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    for (rates, target) in FILES {
        println!("cargo::rerun-if-changed={rates}");
        if let Err(sentence) = compile(rates, target) {
            eprintln!("{sentence}");
            process::exit(1);
        }
    }
}

fn compile(rates: &str, target: &str) -> Result<(), String> {
    let json = fs::read_to_string(rates).map_err(|error| format!("{rates}: {error}"))?;
    let file = rate_file::parse(&json).map_err(|error| format!("{rates}: {error}"))?;
    let folder = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let target = Path::new(&folder).join(target);
    fs::write(&target, constants(&file)).map_err(|error| format!("{}: {error}", target.display()))
}

/// The history as a Rust expression of the types in `src/rates`.
fn constants(file: &RateFile) -> String {
    let cards: String = file.states.iter().map(rate_card).collect();
    let tools: String = file.nearby_tools.iter().fold(String::new(), |mut text, tool| {
        let _ = write!(text, "NearbyTool {{ name: {:?}, address: {:?} }},", tool.name, tool.address);
        text
    });
    format!(
        "RateHistory {{ model: {:?}, family: {:?}, price_page: {:?}, cards: &[{cards}], nearby_tools: &[{tools}] }}",
        file.model, file.family, file.price_page,
    )
}

fn rate_card(state: &StateEntry) -> String {
    let rates: String = state.rates.in_order().iter().map(|rate| usd(rate.thousandths)).collect();
    let offer = &state.offer;
    let plans: String = offer.plans.iter().fold(String::new(), |mut text, plan| {
        let _ = write!(text, "Plan {{ id: {:?}, name: {:?} }},", plan.id, plan.name);
        text
    });
    format!(
        "RateCard {{ from: {}, checked: {}, provenance: Provenance::{:?}, source: {:?}, address: {:?},
           rates: PerMeter::new([{rates}]),
           offer: Offer {{ access_model: {:?}, api_track: {:?}, billing_unit: {:?}, plans: &[{plans}], free_plan: {},
             trial: {:?}, monthly_price: {:?}, annual_price: {:?}, starting_price: {:?} }} }},\n",
        date(state.from),
        date(state.checked),
        state.provenance.kind,
        state.provenance.source,
        state.provenance.address,
        offer.access_model,
        offer.api_track,
        offer.billing_unit,
        offer.free_plan,
        offer.trial,
        offer.monthly_price,
        offer.annual_price,
        offer.starting_price,
    )
}

fn date(date: Date) -> String {
    let numbers: Vec<String> =
        date.to_string().split('-').map(|part| part.trim_start_matches('0').to_owned()).collect();
    format!("Date::literal({})", numbers.join(", "))
}

/// The shortest decimal: 5000 thousandths are 5, 1250 are 1.25.
fn usd(thousandths: u32) -> String {
    let (mut mantissa, mut scale) = (thousandths, 3);
    while scale > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        scale -= 1;
    }
    format!("Decimal::from_parts({mantissa}, 0, 0, false, {scale}),")
}
