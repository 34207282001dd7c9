//! Dated rate cards with a past and a future, from a made-up rate file that never ships.

use gpt_image_cost_core::money::format::plain;
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{
    Estimate, Field, FieldError, FieldSet, LinkIssue, Meter, RATE_HISTORY, RateHistory, RatesOnDay, Scenario,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::history::{FIRST, SHIPPED, date, first, made_up, parse, with_a_further_state};
use crate::support::oracle;
use crate::support::scenario::{any_comparison, any_scenario, cases, scenario};

#[test]
fn every_day_has_an_answer_on_both_sides_of_each_boundary() {
    let history = made_up();
    let cards = history.cards;
    for (case, on, expected) in [
        ("the day before anything", "2030-12-31", RatesOnDay::BeforeFirst { first: cards[0].from }),
        ("long before", "0001-01-01", RatesOnDay::BeforeFirst { first: cards[0].from }),
        ("the first day", "2031-01-01", RatesOnDay::Confirmed(&cards[0])),
        ("its last check", "2031-02-10", RatesOnDay::Confirmed(&cards[0])),
        ("the next day, the next card", "2031-02-11", RatesOnDay::Confirmed(&cards[1])),
        ("the last check before the gap", "2031-03-15", RatesOnDay::Confirmed(&cards[1])),
        ("the first day of the gap", "2031-03-16", RatesOnDay::Between { card: &cards[1], next: cards[2].from }),
        ("the last day of the gap", "2031-05-31", RatesOnDay::Between { card: &cards[1], next: cards[2].from }),
        ("a card of one day", "2031-06-01", RatesOnDay::Confirmed(&cards[2])),
        ("the day after it", "2031-06-02", RatesOnDay::Confirmed(&cards[3])),
        ("New Year's Eve", "2031-12-31", RatesOnDay::Confirmed(&cards[3])),
        ("the gap after it", "2032-02-28", RatesOnDay::Between { card: &cards[3], next: cards[4].from }),
        ("a leap day", "2032-02-29", RatesOnDay::Confirmed(&cards[4])),
        ("the last check", "2032-03-01", RatesOnDay::Confirmed(&cards[4])),
        ("the day after the last check", "2032-03-02", RatesOnDay::AfterLastCheck(&cards[4])),
        ("long after", "9999-12-31", RatesOnDay::AfterLastCheck(&cards[4])),
    ] {
        assert_eq!(history.rates_on(date(on)), expected, "{case}");
    }
    assert_eq!(history.last_checked(), date("2032-03-01"));
    assert_eq!((history.first(), history.latest()), (&history.cards[0], &history.cards[4]));
}

/// The cost of one attempt or request at the rates of the link's own date.
#[track_caller]
fn cost(keys: &str, history: &RateHistory) -> String {
    cost_of(&scenario(keys, history), history)
}

fn cost_of(scenario: &Scenario, history: &RateHistory) -> String {
    plain(Estimate::new(scenario, FieldSet::EMPTY, history).bill.per_request.unwrap().low)
}

#[test]
fn a_link_is_priced_at_the_rates_of_its_own_date() {
    for (on, expected) in [
        ("2031-01-20", "0.05318"),
        ("2031-02-11", "0.058448"),
        ("2031-04-30", "0.058448"),
        ("2031-06-01", "0.05134528"),
        ("2031-07-01", "0.1816001"),
        ("2032-03-01", "0.05268"),
    ] {
        assert_eq!(cost(&format!("v=1&rates={on}"), made_up()), expected, "{on}");
    }
    assert_eq!(cost("", made_up()), "0.05268", "no date: that of the last check");
}

#[test]
fn each_scenario_of_a_comparison_has_its_own_date() {
    let text = "v=1&rates=2031-01-20&b.rates=2031-06-01&c.rates=2032-03-01";
    let link = permalink::parse(text, made_up());
    let costs: Vec<String> = link.comparison.scenarios().iter().map(|scenario| cost_of(scenario, made_up())).collect();
    assert_eq!(costs, ["0.05318", "0.05134528", "0.05268"]);
    assert_eq!(permalink::serialize(&link.comparison), text);
}

#[test]
fn no_rates_are_known_without_a_valid_date_and_no_others_are_used() {
    let invalid: FieldSet = [Field::Rates].into_iter().collect();
    let too_early = Scenario::new(date("2030-12-31"));
    for estimate in [
        Estimate::new(&Scenario::latest(made_up()), invalid, made_up()),
        Estimate::new(&too_early, FieldSet::EMPTY, made_up()),
    ] {
        assert_eq!((estimate.rate_card, estimate.bill.per_request, estimate.bill.month), (None, None, None));
        assert!(Meter::ALL.into_iter().all(|meter| estimate.bill.tokens[meter].is_some()), "tokens need no rates");
        let at_latest = estimate.at(made_up().latest());
        assert_eq!(at_latest.rate_card, Some(made_up().latest()));
        assert_eq!(at_latest.bill.per_request.map(|usd| plain(usd.low)).as_deref(), Some("0.05268"));
        assert_eq!(at_latest.scenario, estimate.scenario);
    }
}

#[test]
fn a_date_outside_the_record_is_reported_and_the_latest_rates_are_used() {
    for (on, error) in [
        ("2030-12-31", FieldError::BeforeFirstRecord { first: date("2031-01-01") }),
        ("2032-03-02", FieldError::AfterLastCheck { checked: date("2032-03-01") }),
        ("2032-02-30", FieldError::NotADate),
    ] {
        let link = permalink::parse(&format!("rates={on}&images=5"), made_up());
        assert!(
            matches!(&link.issues[..], [LinkIssue::Value { key, text, issue }]
                if key == "rates" && text == on && issue.error == error),
            "{on}: {:?}",
            link.issues
        );
        assert_eq!(permalink::serialize(&link.comparison), "v=1&rates=2032-03-01&images=5", "{on}");
    }
}

/// A rate file with its last check moved.
fn checked_again(json: &str, on: &str) -> &'static RateHistory {
    let mut file: Value = serde_json::from_str(json).unwrap();
    file["states"].as_array_mut().unwrap().last_mut().unwrap()["checked"] = on.into();
    parse(&file.to_string())
}

#[test]
fn a_later_check_of_the_same_rates_breaks_no_link() {
    let later = checked_again(FIRST, "2041-01-31");
    for text in ["v=1&rates=2026-06-05", "v=1&rates=2026-05-01&images=3&b.rates=2026-06-05&b.q=auto"] {
        let (before, after) = (permalink::parse(text, first()), permalink::parse(text, later));
        assert_eq!(before, after, "{text}");
        assert_eq!(permalink::serialize(&after.comparison), text);
        assert_eq!(cost_of(before.first(), first()), cost_of(after.first(), later));
    }
}

#[test]
fn a_further_state_is_one_more_entry_in_the_file_and_nothing_else() {
    let later = parse(&with_a_further_state());
    let [then, _] = later.cards else { panic!("one more card: {:?}", later.cards) };
    assert_eq!([*then], first().cards, "what was recorded stays");
    let link = "v=1&rates=2026-06-05&refs=3*1280x720&cached=33.33";
    assert_eq!(cost(link, later), "0.06962225", "pinned");
    assert_eq!(cost("rates=2040-01-15&refs=3*1280x720&cached=33.33", later), "0.1392445", "at the new rates");
    assert_eq!(cost("rates=2039-12-31", later), "0.05318", "the gap belongs to the earlier card");
    let at_latest = Estimate::new(&scenario(link, later), FieldSet::EMPTY, later).at(later.latest());
    assert_eq!(at_latest.bill.per_request.map(|usd| plain(usd.low)).as_deref(), Some("0.1392445"));
}

#[test]
fn the_constants_that_ship_are_what_the_file_says() {
    assert_eq!(RATE_HISTORY, *parse(SHIPPED));
}

#[test]
fn what_was_published_is_never_overwritten() {
    let now = RATE_HISTORY.first();
    let [published] = first().cards else { panic!("one card was published first") };
    assert_eq!((now.from, now.rates, now.offer), (published.from, published.rates, published.offer));
    assert!(now.checked >= published.checked, "the last check may only move forward");
    assert_eq!(RATE_HISTORY.model, "gpt-image-2");
    assert_eq!(Meter::ALL.map(|meter| plain(now.rates[meter])), ["5", "1.25", "8", "2", "30"]);
}

#[test]
fn a_card_carries_everything_of_its_entry() {
    let cards = made_up().cards;
    assert_eq!(cards[1].address, Some("https://example.com/prices/2031-02"));
    assert_eq!(cards[2].offer.plans.len(), 2);
    assert_eq!((cards[2].offer.free_plan, cards[2].offer.trial), (true, Some("14 days")));
    assert_eq!(cards[2].offer.starting_price, Some("USD 0"));
    let provenance: Vec<&str> = cards.iter().map(|card| card.provenance.label()).collect();
    assert_eq!(provenance, ["rate card", "vendor", "third party", "measured", "assumed"]);
    assert_eq!(made_up().nearby_tools[0].name, "A made-up tool");
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_scenario_of_any_date_agrees_with_fractions(scenario in any_scenario(made_up())) {
        let estimate = Estimate::new(&scenario, FieldSet::EMPTY, made_up());
        let month = estimate.bill.month.unwrap();
        let rates = &estimate.rate_card.unwrap().rates;
        let expected = oracle::figures(&permalink::serialize_one(&scenario), rates).month;
        prop_assert_eq!(plain(month.low), oracle::plain(&expected.0).0);
        prop_assert_eq!(plain(month.high), oracle::plain(&expected.1).0);
    }

    #[test]
    fn any_comparison_across_rate_cards_round_trips(comparison in any_comparison(made_up())) {
        let link = permalink::parse(&permalink::serialize(&comparison), made_up());
        prop_assert_eq!(link.comparison, comparison);
    }
}
