//! The budget answer is the bill turned around: so many fit, and one more does not.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::domain::bill::Bill;
use gpt_image_cost::domain::budget::{Affordable, affordable, affordable_at};
use gpt_image_cost::domain::field::{Field, FieldSet};
use gpt_image_cost::domain::link;
use gpt_image_cost::domain::output::Quality;
use gpt_image_cost::domain::rates::Rates;
use gpt_image_cost::domain::scenario::{Choice, Mode, Scenario};
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::domain::span::Span;
use proptest::prelude::*;
use support::history::card;
use support::oracle::{self, Exact, exact, whole};
use support::scenario::{any_rates, any_scenario, any_text_of, cases, of};

/// A month of `count` kept images, or requests, of which one attempt or request costs `one`: in fractions.
fn month_of(count: u64, scenario: &Scenario, one: &Exact) -> Exact {
    let attempts = match scenario.mode {
        Mode::Images => exact(&scenario.decimal(Field::Attempts).to_string()),
        Mode::Tokens => whole(1),
    };
    (whole(count) * attempts).ceil() * one
}

#[track_caller]
fn is_the_most(count: u64, scenario: &Scenario, one: &Exact) {
    let budget = exact(&scenario.decimal(Field::Budget).to_string());
    let spelling = link::spell(scenario);
    assert!(month_of(count, scenario, one) <= budget, "{count} cost more than the budget: {spelling}");
    assert!(month_of(count + 1, scenario, one) > budget, "{count} and one more are within the budget: {spelling}");
}

/// The answer against fractions; dear attempts buy fewer.
#[track_caller]
fn answers(scenario: &Scenario, rates: &Rates) {
    let (cheap, dear) = oracle::figures(&link::spell(scenario), rates).one;
    match affordable(scenario, FieldSet::NONE, rates) {
        None => assert_eq!(scenario.number(Field::Budget), None),
        Some(Affordable::Unlimited) => assert_eq!(cheap, whole(0)),
        Some(Affordable::Count(Span { low, high })) => {
            assert!(low <= high, "{}", link::spell(scenario));
            is_the_most(high, scenario, &cheap);
            is_the_most(low, scenario, &dear);
        }
        Some(Affordable::Unknown) => panic!("everything could be read: {}", link::spell(scenario)),
    }
}

/// The same through the bill itself, where the field takes so many.
#[track_caller]
fn agrees_with_the_bill(scenario: &Scenario, rates: &Rates) {
    let Some(Affordable::Count(counts)) = affordable(scenario, FieldSet::NONE, rates) else { return };
    let field = if scenario.mode == Mode::Images { Field::Images } else { Field::Requests };
    let month = |count: u64| {
        let mut with_so_many = scenario.clone();
        with_so_many.set(field, &count.to_string(), &HISTORY).ok()?;
        Bill::of(&with_so_many, FieldSet::NONE, rates).month
    };
    let budget = scenario.number(Field::Budget).unwrap();
    let spelling = link::spell(scenario);
    assert!(month(counts.low).is_none_or(|month| month.high <= budget), "{spelling}");
    assert!(month(counts.low + 1).is_none_or(|month| month.high > budget), "{spelling}");
    assert!(month(counts.high).is_none_or(|month| month.low <= budget), "{spelling}");
    assert!(month(counts.high + 1).is_none_or(|month| month.low > budget), "{spelling}");
}

/// Any scenario with a budget, often one that buys few.
fn with_budget() -> impl Strategy<Value = Scenario> {
    let budget = prop_oneof![
        any_text_of(Field::Budget, &HISTORY),
        (0..=99_999_u32).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100))
    ];
    (any_scenario(&HISTORY), budget).prop_map(|(mut scenario, budget)| {
        scenario.set(Field::Budget, &budget, &HISTORY).unwrap();
        scenario
    })
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn so_many_fit_and_one_more_does_not_at_any_rates(scenario in with_budget(), rates in any_rates()) {
        answers(&scenario, &rates);
        agrees_with_the_bill(&scenario, &rates);
    }

    #[test]
    fn so_many_fit_and_one_more_does_not_at_the_rates_that_ship(scenario in with_budget()) {
        answers(&scenario, &HISTORY.latest().rates);
        agrees_with_the_bill(&scenario, &HISTORY.latest().rates);
    }

    #[test]
    fn another_quality_is_answered_as_if_it_were_chosen(scenario in with_budget(), rates in any_rates()) {
        for quality in Quality::ALL {
            let mut chosen = scenario.clone();
            chosen.quality = Choice::Fixed(quality);
            prop_assert_eq!(
                affordable_at(&scenario, quality, FieldSet::NONE, &rates),
                affordable(&chosen, FieldSet::NONE, &rates)
            );
        }
    }
}

#[track_caller]
fn answer(keys: &str) -> Option<Affordable> {
    affordable(&of(keys, &HISTORY), FieldSet::NONE, card())
}

#[test]
fn budgets_at_the_edge_of_one_more_are_answered_to_the_cent() {
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
        assert_eq!(answer(keys), Some(Affordable::Count(Span::one(count))), "{case}");
    }
}

#[test]
fn what_costs_nothing_has_no_limit() {
    assert_eq!(answer("mode=tokens&budget=0"), Some(Affordable::Unlimited));
    assert_eq!(answer("mode=tokens&budget=100"), Some(Affordable::Unlimited));
}

#[test]
fn without_a_budget_nothing_is_answered() {
    assert_eq!(answer("images=5"), None);
    assert_eq!(answer("mode=tokens"), None);
}

#[test]
fn the_number_of_images_entered_plays_no_part() {
    assert_eq!(answer("budget=100"), answer("budget=100&images=0"));
    assert_eq!(answer("budget=100"), answer("budget=100&images=100000000"));
}
