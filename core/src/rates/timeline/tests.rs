use super::*;
use crate::rates::history::{MADE_UP, RATE_HISTORY};
use crate::rates::offer::Offer;

fn words(change: &CardChange) -> Vec<String> {
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
        ("2031-02-10", "2031-02-11", vec!["Image output 30 → 33"]),
        (
            "2031-03-15",
            "2031-06-01",
            vec![
                "Text input 5 → 4.125",
                "Cached text input 1.25 → 0.001",
                "Image input 8 → 7.999",
                "Cached image input 2 → 1.5",
                "Image output 33 → 29.005",
                "Plans listed 1: GPT Image 2.0 API → 2: GPT Image 2.0 API, GPT Image 2.0 API S",
                "Free plan (API) no → yes",
                "Trial (API) none listed → 14 days",
                "Starting price not specified → USD 0",
            ],
        ),
        (
            "2031-06-01",
            "2031-06-02",
            vec![
                "Text input 4.125 → 60.001",
                "Cached text input 0.001 → 39.999",
                "Image input 7.999 → 50",
                "Cached image input 1.5 → 50",
                "Image output 29.005 → 100",
                "Plans listed 2: GPT Image 2.0 API, GPT Image 2.0 API S → 1: GPT Image 2.0 API",
                "Free plan (API) yes → no",
                "Trial (API) 14 days → none listed",
                "Starting price USD 0 → not specified",
            ],
        ),
        (
            "2031-12-31",
            "2032-02-29",
            vec![
                "Text input 60.001 → 0",
                "Cached text input 39.999 → 0",
                "Image input 50 → 8",
                "Cached image input 50 → 2",
                "Image output 100 → 30",
            ],
        ),
    ];
    let expected = expected.map(|(seen, from, words)| {
        (seen.to_owned(), from.to_owned(), words.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    assert_eq!(changes, expected);
}

#[test]
fn the_offer_can_change_without_the_rates_and_the_source_without_either() {
    let card = MADE_UP.first();
    let free = RateCard { offer: Offer { free_plan: true, ..card.offer }, ..*card };
    assert_eq!(words(&CardChange::between(card, &free)), ["Free plan (API) no → yes"]);
    let read_elsewhere = RateCard { source: "Read elsewhere.", address: None, ..*card };
    assert_eq!(words(&CardChange::between(card, &read_elsewhere)), [""; 0]);
}
