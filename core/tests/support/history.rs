//! Rate histories that never change, so that tests of behaviour do not depend on the rates that ship. They are parsed
//! while the test runs, by the parser of the build script.

use std::sync::LazyLock;

use gpt_image_cost_core::{
    Date, Decimal, Estimate, FieldSet, NearbyTool, Offer, PerMeter, Plan, Provenance, RateCard, RateHistory, Rates,
    Scenario,
};

#[path = "../../build/rate_file.rs"]
pub mod rate_file;

use rate_file::{OfferEntry, ProvenanceKind, RateFile, StateEntry};

/// The rate file that ships.
pub const SHIPPED: &str = include_str!("../../rates/gpt-image-2.json");
/// The rate file as it was first published.
pub const FIRST: &str = include_str!("../links/v1/rates.json");
/// Five cards with a gap, adjoining dates and a card of one day.
pub const MADE_UP: &str = include_str!("../history/made-up.json");

/// The history as it was first published: what golden links, worked rows and most tests use.
pub fn first() -> &'static RateHistory {
    static HISTORY: LazyLock<&RateHistory> = LazyLock::new(|| parse(FIRST));
    &HISTORY
}

/// The rates of [`first`].
pub fn first_rates() -> &'static Rates {
    &first().latest().rates
}

pub fn made_up() -> &'static RateHistory {
    static HISTORY: LazyLock<&RateHistory> = LazyLock::new(|| parse(MADE_UP));
    &HISTORY
}

#[track_caller]
pub fn parse(json: &str) -> &'static RateHistory {
    match rate_file::parse(json) {
        Ok(file) => Box::leak(Box::new(history(file))),
        Err(error) => panic!("{error}"),
    }
}

/// An estimate at any rates.
pub fn estimate_at(scenario: &Scenario, rates: Rates) -> Estimate {
    let card = Box::leak(Box::new(RateCard { rates, ..*first().latest() }));
    Estimate::new(scenario, FieldSet::EMPTY, first()).at(card)
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

#[track_caller]
pub fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is not a date"))
}

fn history(file: RateFile) -> RateHistory {
    RateHistory {
        model: file.model.leak(),
        family: file.family.leak(),
        price_page: file.price_page.leak(),
        cards: file.states.into_iter().map(card).collect::<Vec<_>>().leak(),
        nearby_tools: (file.nearby_tools.into_iter())
            .map(|tool| NearbyTool { name: tool.name.leak(), address: tool.address.leak() })
            .collect::<Vec<_>>()
            .leak(),
    }
}

fn card(entry: StateEntry) -> RateCard {
    RateCard {
        from: entry.from,
        checked: entry.checked,
        provenance: provenance(entry.provenance.kind),
        source: entry.provenance.source.leak(),
        address: entry.provenance.address.map(leak),
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
        trial: entry.trial.map(leak),
        monthly_price: entry.monthly_price.map(leak),
        annual_price: entry.annual_price.map(leak),
        starting_price: entry.starting_price.map(leak),
    }
}

fn leak(text: String) -> &'static str {
    text.leak()
}

fn provenance(kind: ProvenanceKind) -> Provenance {
    match kind {
        ProvenanceKind::RateCard => Provenance::RateCard,
        ProvenanceKind::Vendor => Provenance::Vendor,
        ProvenanceKind::Measured => Provenance::Measured,
        ProvenanceKind::ThirdParty => Provenance::ThirdParty,
        ProvenanceKind::Assumed => Provenance::Assumed,
    }
}
