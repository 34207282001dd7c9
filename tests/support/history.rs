//! A rate file as a history, read while the test runs: the same reader as the build script's, so that a test can have a
//! past and a future that never ship.

use gpt_image_cost::domain::date::Date;
use gpt_image_cost::domain::meter::PerMeter;
use gpt_image_cost::domain::rates::{History, NearbyTool, Offer, Plan, Rates, State};
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::domain::standing::Standing;
use rust_decimal::Decimal;

#[path = "../../src/rates/file.rs"]
pub mod file;

use file::{Day, OfferEntry, RateFile, StandingEntry, StateEntry};

/// The rate file that ships.
pub const SHIPPED: &str = include_str!("../../src/rates/gpt-image-2.json");
/// The rate file as it was first published: what golden links and worked rows are read with, whatever comes after.
pub const FIRST: &str = include_str!("../links/v1/rates.json");
/// Five states with a gap, adjoining days and a state of one day.
pub const MADE_UP: &str = include_str!("../history/made-up.json");

/// The history a rate file tells.
#[track_caller]
pub fn read(json: &str) -> &'static History {
    match file::read(json) {
        Ok(file) => Box::leak(Box::new(history(file))),
        Err(refusal) => panic!("{refusal}"),
    }
}

/// The rate card of 2026-06-05, in the history that ships.
pub fn card() -> &'static Rates {
    &HISTORY.in_force(day("2026-06-05")).unwrap().rates
}

/// The made-up history.
pub fn made_up() -> &'static History {
    read(MADE_UP)
}

/// The first file with one more entry in `states` and nothing else: every rate doubled from 2040 on.
pub fn with_a_further_state() -> String {
    let mut file: serde_json::Value = serde_json::from_str(FIRST).unwrap();
    let states = file["states"].as_array_mut().unwrap();
    let mut further = states.last().unwrap().clone();
    further["from"] = "2040-01-01".into();
    further["checked"] = "2040-02-01".into();
    for (_, rate) in further["rates"].as_object_mut().unwrap() {
        let doubled = rate.as_str().unwrap().parse::<Decimal>().unwrap() * Decimal::TWO;
        *rate = doubled.normalize().to_string().into();
    }
    states.push(further);
    file.to_string()
}

/// A day written in a test.
#[track_caller]
pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

fn history(file: RateFile) -> History {
    History {
        model: file.model.leak(),
        family: file.family.leak(),
        price_page: file.price_page.leak(),
        states: file.states.into_iter().map(state).collect::<Vec<_>>().leak(),
        nearby_tools: (file.nearby_tools.into_iter())
            .map(|tool| NearbyTool { name: tool.name.leak(), address: tool.address.leak() })
            .collect::<Vec<_>>()
            .leak(),
    }
}

fn state(entry: StateEntry) -> State {
    State {
        from: date(entry.from),
        checked: date(entry.checked),
        standing: standing(entry.provenance.standing),
        source: entry.provenance.source.leak(),
        address: entry.provenance.address.map(leaked),
        rates: PerMeter::new(entry.rates.in_order().map(|usd| Decimal::new(usd.thousandths.into(), 3).normalize())),
        offer: offer(entry.offer),
    }
}

fn offer(entry: OfferEntry) -> Offer {
    let plans = entry.plans.into_iter().map(|plan| Plan { id: plan.id.leak(), name: plan.name.leak() });
    Offer {
        access_model: entry.access_model.leak(),
        api_track: entry.api_track.leak(),
        billing_unit: entry.billing_unit.leak(),
        plans: plans.collect::<Vec<_>>().leak(),
        free_plan: entry.free_plan,
        trial: entry.trial.map(leaked),
        monthly_price: entry.monthly_price.map(leaked),
        annual_price: entry.annual_price.map(leaked),
        starting_price: entry.starting_price.map(leaked),
    }
}

fn leaked(text: String) -> &'static str {
    text.leak()
}

fn date(day: Day) -> Date {
    Date::literal(day.year, day.month, day.of_month)
}

fn standing(entry: StandingEntry) -> Standing {
    match entry {
        StandingEntry::RateCard => Standing::RateCard,
        StandingEntry::Vendor => Standing::Vendor,
        StandingEntry::Measured => Standing::Measured,
        StandingEntry::ThirdParty => Standing::ThirdParty,
        StandingEntry::Assumed => Standing::Assumed,
    }
}
