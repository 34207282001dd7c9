//! The archive of the shipped history, and of a made-up one of five states.

use super::*;
use crate::domain::meter::PerMeter;
use crate::domain::rates::{Offer, Plan, Rates};
use crate::domain::snapshot::HISTORY;
use crate::domain::standing::Standing;

const fn usd(thousandths: u32) -> Decimal {
    Decimal::from_parts(thousandths, 0, 0, false, 3)
}

const FIRST_RATES: Rates = PerMeter::new([usd(5000), usd(1250), usd(8000), usd(2000), usd(30_000)]);
const LOWER_OUTPUT: Rates = PerMeter::new([usd(5000), usd(1250), usd(8000), usd(2000), usd(24_500)]);
const HIGHER_INPUT: Rates = PerMeter::new([usd(6000), usd(1500), usd(8000), usd(2000), usd(24_500)]);

const ONE_PLAN: Offer = Offer {
    access_model: "paid access only",
    api_track: "usage-based API",
    billing_unit: "usage based",
    plans: &[Plan { id: "one", name: "One" }],
    free_plan: false,
    trial: None,
    monthly_price: None,
    annual_price: None,
    starting_price: None,
};
const TWO_PLANS: Offer = Offer {
    plans: &[Plan { id: "one", name: "One" }, Plan { id: "two", name: "Two" }],
    free_plan: true,
    starting_price: Some("$0"),
    ..ONE_PLAN
};

const fn state(from: Date, checked: Date, rates: Rates, offer: Offer) -> State {
    State { from, checked, standing: Standing::RateCard, source: "made up for a test", address: None, rates, offer }
}

/// Rates move, then the offer, then both back, then nothing; with gaps of a day, of weeks, and a state seen once.
static MADE_UP: History = History {
    model: "made-up",
    family: "Made Up",
    price_page: "https://example.org/",
    states: &[
        state(Date::literal(2026, 1, 1), Date::literal(2026, 1, 31), FIRST_RATES, ONE_PLAN),
        state(Date::literal(2026, 2, 1), Date::literal(2026, 2, 20), LOWER_OUTPUT, ONE_PLAN),
        state(Date::literal(2026, 3, 10), Date::literal(2026, 3, 10), LOWER_OUTPUT, TWO_PLANS),
        state(Date::literal(2026, 3, 12), Date::literal(2026, 5, 1), HIGHER_INPUT, ONE_PLAN),
        state(Date::literal(2026, 5, 2), Date::literal(2026, 6, 1), HIGHER_INPUT, ONE_PLAN),
    ],
    nearby_tools: &[],
};

fn moved(change: &Change) -> Vec<String> {
    let rates = change.rates.iter().map(|rate| format!("{} {} → {}", rate.meter.name(), rate.old, rate.new));
    let offer = change.offer.iter().map(|offer| format!("{} {} → {}", offer.detail.name(), offer.old, offer.new));
    rates.chain(offer).collect()
}

#[test]
fn the_shipped_history_has_a_first_and_a_last_day_and_one_change_fewer_than_states() {
    let events = timeline(&HISTORY);
    assert_eq!(events.len(), HISTORY.states.len() + 1);
    assert_eq!(events.first(), Some(&Event::FirstArchived(HISTORY.first())));
    assert_eq!(events.last(), Some(&Event::LastConfirmed(HISTORY.latest())));
}

#[test]
fn each_change_says_what_moved_and_since_when_it_can_have() {
    let events = timeline(&MADE_UP);
    let changes: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Changed { state, last_seen, change } => {
                Some((last_seen.to_string(), state.from.to_string(), moved(change)))
            }
            _ => None,
        })
        .collect();
    let expected = [
        ("2026-01-31", "2026-02-01", vec!["Image output 30.000 → 24.500"]),
        (
            "2026-02-20",
            "2026-03-10",
            vec!["Plans listed 1: One → 2: One, Two", "Free plan (API) no → yes", "Starting price not specified → $0"],
        ),
        (
            "2026-03-10",
            "2026-03-12",
            vec![
                "Text input 5.000 → 6.000",
                "Cached text input 1.250 → 1.500",
                "Plans listed 2: One, Two → 1: One",
                "Free plan (API) yes → no",
                "Starting price $0 → not specified",
            ],
        ),
        ("2026-05-01", "2026-05-02", vec![]),
    ];
    let expected = expected.map(|(seen, from, moved)| {
        (seen.to_owned(), from.to_owned(), moved.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    assert_eq!(changes, expected);
}

#[test]
fn every_day_has_an_answer_on_both_sides_of_each_boundary() {
    let states = MADE_UP.states;
    let day = |month, day| asked(&MADE_UP, Date::literal(2026, month, day));
    assert_eq!(asked(&MADE_UP, Date::literal(2025, 12, 31)), Asked::BeforeFirst { first: states[0].from });
    assert_eq!(day(1, 1), Asked::Confirmed(&states[0]));
    assert_eq!(day(1, 31), Asked::Confirmed(&states[0]));
    assert_eq!(day(2, 1), Asked::Confirmed(&states[1]));
    assert_eq!(day(2, 20), Asked::Confirmed(&states[1]));
    assert_eq!(day(2, 21), Asked::Between { state: &states[1], next: states[2].from });
    assert_eq!(day(3, 9), Asked::Between { state: &states[1], next: states[2].from });
    assert_eq!(day(3, 10), Asked::Confirmed(&states[2]));
    assert_eq!(day(3, 11), Asked::Between { state: &states[2], next: states[3].from });
    assert_eq!(day(3, 12), Asked::Confirmed(&states[3]));
    assert_eq!(day(5, 2), Asked::Confirmed(&states[4]));
    assert_eq!(day(6, 1), Asked::Confirmed(&states[4]));
    assert_eq!(day(6, 2), Asked::AfterLastCheck(&states[4]));
}

#[test]
fn the_shipped_history_is_unconfirmed_after_its_last_check() {
    let checked = HISTORY.last_checked();
    assert_eq!(asked(&HISTORY, checked), Asked::Confirmed(HISTORY.latest()));
    assert_eq!(asked(&HISTORY, Date::literal(9999, 12, 31)), Asked::AfterLastCheck(HISTORY.latest()));
}
