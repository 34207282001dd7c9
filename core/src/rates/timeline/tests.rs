//! The timeline of a made-up history of five rate cards.

use super::*;
use crate::rates::meter::PerMeter;
use crate::rates::provenance::Provenance;
use crate::rates::rate_card::{Offer, Plan, Rates};
use crate::rates::snapshot::RATE_HISTORY;

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

const fn card(from: Date, checked: Date, rates: Rates, offer: Offer) -> RateCard {
    let provenance = Provenance::RateCard;
    RateCard { from, checked, provenance, source: "made up for a test", address: None, rates, offer }
}

/// A rate changes, then the offer, then both, then nothing; with gaps of a day and of weeks, and a card seen once.
static MADE_UP: RateHistory = RateHistory {
    model: "made-up",
    family: "Made Up",
    price_page: "https://example.org/",
    cards: &[
        card(Date::literal(2026, 1, 1), Date::literal(2026, 1, 31), FIRST_RATES, ONE_PLAN),
        card(Date::literal(2026, 2, 1), Date::literal(2026, 2, 20), LOWER_OUTPUT, ONE_PLAN),
        card(Date::literal(2026, 3, 10), Date::literal(2026, 3, 10), LOWER_OUTPUT, TWO_PLANS),
        card(Date::literal(2026, 3, 12), Date::literal(2026, 5, 1), HIGHER_INPUT, ONE_PLAN),
        card(Date::literal(2026, 5, 2), Date::literal(2026, 6, 1), HIGHER_INPUT, ONE_PLAN),
    ],
    nearby_tools: &[],
};

fn words(change: &Change) -> Vec<String> {
    let rates = change.rates.iter().map(|rate| format!("{} {} → {}", rate.meter.name(), rate.old, rate.new));
    let offer = change.offer.iter().map(|offer| format!("{} {} → {}", offer.detail.name(), offer.old, offer.new));
    rates.chain(offer).collect()
}

#[test]
fn the_shipped_timeline_has_a_first_and_a_last_day_and_a_change_between_each_two_cards() {
    let events = timeline(&RATE_HISTORY);
    assert_eq!(events.len(), RATE_HISTORY.cards.len() + 1);
    assert_eq!(events.first(), Some(&TimelineEvent::FirstRecorded(RATE_HISTORY.first())));
    assert_eq!(events.last(), Some(&TimelineEvent::LastConfirmed(RATE_HISTORY.latest())));
}

#[test]
fn each_change_says_what_changed_and_the_days_it_lies_between() {
    let events = timeline(&MADE_UP);
    let changes: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            TimelineEvent::Changed { card, last_seen, change } => {
                Some((last_seen.to_string(), card.from.to_string(), words(change)))
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
    let expected = expected.map(|(seen, from, words)| {
        (seen.to_owned(), from.to_owned(), words.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    assert_eq!(changes, expected);
}

#[test]
fn every_day_has_an_answer_on_both_sides_of_each_boundary() {
    let cards = MADE_UP.cards;
    let day = |month, day| rates_on(&MADE_UP, Date::literal(2026, month, day));
    assert_eq!(rates_on(&MADE_UP, Date::literal(2025, 12, 31)), RatesOnDay::BeforeFirst { first: cards[0].from });
    assert_eq!(day(1, 1), RatesOnDay::Confirmed(&cards[0]));
    assert_eq!(day(1, 31), RatesOnDay::Confirmed(&cards[0]));
    assert_eq!(day(2, 1), RatesOnDay::Confirmed(&cards[1]));
    assert_eq!(day(2, 20), RatesOnDay::Confirmed(&cards[1]));
    assert_eq!(day(2, 21), RatesOnDay::Between { card: &cards[1], next: cards[2].from });
    assert_eq!(day(3, 9), RatesOnDay::Between { card: &cards[1], next: cards[2].from });
    assert_eq!(day(3, 10), RatesOnDay::Confirmed(&cards[2]));
    assert_eq!(day(3, 11), RatesOnDay::Between { card: &cards[2], next: cards[3].from });
    assert_eq!(day(3, 12), RatesOnDay::Confirmed(&cards[3]));
    assert_eq!(day(5, 2), RatesOnDay::Confirmed(&cards[4]));
    assert_eq!(day(6, 1), RatesOnDay::Confirmed(&cards[4]));
    assert_eq!(day(6, 2), RatesOnDay::AfterLastCheck(&cards[4]));
}

#[test]
fn the_shipped_history_is_unconfirmed_after_its_last_check() {
    let checked = RATE_HISTORY.last_checked();
    assert_eq!(rates_on(&RATE_HISTORY, checked), RatesOnDay::Confirmed(RATE_HISTORY.latest()));
    assert_eq!(rates_on(&RATE_HISTORY, Date::literal(9999, 12, 31)), RatesOnDay::AfterLastCheck(RATE_HISTORY.latest()));
}
