//! The budget answer solves the bill backwards: the images it names fit, and one more does not.

use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Affordable, Estimate, Field, Mode, Quality, Range, Rates, Scenario, Setting};
use proptest::prelude::*;

use crate::support::history::{estimate_at, first, first_rates};
use crate::support::oracle::{self, Exact, exact, whole};
use crate::support::scenario::{any_rates, any_scenario, any_value, cases, scenario};

/// What `count` images or requests cost a month, in fractions.
fn month(count: u64, scenario: &Scenario, per_request: &Exact) -> Exact {
    let attempts = match scenario.mode {
        Mode::Images => exact(&scenario.decimal(Field::Attempts).to_string()),
        Mode::Tokens => whole(1),
    };
    (whole(count) * attempts).ceil() * per_request
}

#[track_caller]
fn assert_is_the_most(count: u64, scenario: &Scenario, per_request: &Exact) {
    let budget = exact(&scenario.decimal(Field::Budget).to_string());
    let link = permalink::serialize_one(scenario);
    assert!(month(count, scenario, per_request) <= budget, "{count} cost more than the budget: {link}");
    assert!(month(count + 1, scenario, per_request) > budget, "{count} and one more are within the budget: {link}");
}

/// The answer against fractions; the higher cost buys fewer.
#[track_caller]
fn assert_answers(estimate: &Estimate, rates: &Rates) {
    let scenario = &estimate.scenario;
    let link = permalink::serialize_one(scenario);
    let (low_cost, high_cost) = oracle::figures(&link, rates).per_request;
    match estimate.affordable() {
        None => assert_eq!(scenario.number(Field::Budget), None),
        Some(Affordable::Unlimited) => assert_eq!(low_cost, whole(0)),
        Some(Affordable::Count(Range { low, high })) => {
            assert!(low <= high, "{link}");
            assert_is_the_most(high, scenario, &low_cost);
            assert_is_the_most(low, scenario, &high_cost);
        }
        Some(Affordable::Unknown) => panic!("everything is valid: {link}"),
    }
}

/// Any scenario with a budget, often one that buys few.
fn any_with_budget() -> impl Strategy<Value = Scenario> {
    let budget = prop_oneof![
        any_value(Field::Budget, first()),
        (0..=99_999_u32).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100))
    ];
    (any_scenario(first()), budget).prop_map(|(mut scenario, budget)| {
        scenario.set(Field::Budget, &budget, first()).unwrap();
        scenario
    })
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn so_many_fit_and_one_more_does_not_at_any_rates(scenario in any_with_budget(), rates in any_rates()) {
        let estimate = estimate_at(&scenario, rates);
        assert_answers(&estimate, &rates);
    }

    #[test]
    fn so_many_fit_and_one_more_does_not_at_the_published_rates(scenario in any_with_budget()) {
        let estimate = estimate_at(&scenario, *first_rates());
        assert_answers(&estimate, first_rates());
    }

    #[test]
    fn another_quality_is_answered_as_if_it_were_chosen(scenario in any_with_budget(), rates in any_rates()) {
        let estimate = estimate_at(&scenario, rates);
        for quality in Quality::ALL {
            let chosen = scenario.with_size_and_quality(scenario.size, Setting::Fixed(quality));
            prop_assert_eq!(estimate.affordable_at(quality), estimate_at(&chosen, rates).affordable());
        }
    }
}

#[track_caller]
fn answer(keys: &str) -> Option<Affordable> {
    estimate_at(&scenario(keys, first()), *first_rates()).affordable()
}

#[test]
fn budgets_are_answered_to_the_cent() {
    for (case, keys, count) in [
        ("exactly one thousand", "budget=53.18", 1_000),
        ("a cent less", "budget=53.17", 999),
        ("nothing", "budget=0", 0),
        ("less than one", "budget=0.05", 0),
        ("1.5 attempts, two images take three", "budget=0.16&attempts=1.5", 2),
        ("1.5 attempts, three images take five", "budget=0.27&attempts=1.5", 3),
        ("1.5 attempts, four attempts buy two", "budget=0.22&attempts=1.5", 2),
        ("a request instead", "mode=tokens&ti=1000000&budget=50", 10),
        ("images play no part", "mode=tokens&ti=1000000&budget=50&images=0&attempts=100", 10),
        ("beyond the limit of the field", "mode=tokens&tic=1&batch=1&budget=1000000000", 1_600_000_000_000_000),
        ("partial images too", "partial=3&budget=62.18", 1_000),
        ("batch halves", "batch=1&budget=53.18", 2_000),
    ] {
        assert_eq!(answer(keys), Some(Affordable::Count(Range::single(count))), "{case}");
    }
}

#[test]
fn what_costs_nothing_has_no_limit() {
    assert_eq!(answer("mode=tokens&budget=0"), Some(Affordable::Unlimited));
    assert_eq!(answer("mode=tokens&budget=100"), Some(Affordable::Unlimited));
}

#[test]
fn without_a_budget_there_is_no_answer() {
    assert_eq!(answer("images=5"), None);
    assert_eq!(answer("mode=tokens"), None);
}

#[test]
fn the_number_of_images_entered_plays_no_part() {
    assert_eq!(answer("budget=100"), answer("budget=100&images=0"));
    assert_eq!(answer("budget=100"), answer("budget=100&images=100000000"));
}
