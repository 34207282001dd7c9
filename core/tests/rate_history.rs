//! Dated rate cards with a past and a future, from a made-up rate file that never ships; and what a rate file may not say.

use gpt_image_cost_core::money::format::plain;
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{
    Estimate, Field, FieldError, FieldSet, LinkIssue, Meter, RATE_HISTORY, RateHistory, RatesOnDay, Scenario,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::history::{FIRST, MADE_UP, SHIPPED, date, first, made_up, parse, rate_file, with_a_further_state};
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

/// The made-up file is refused after `change`: at `key`, in a sentence that contains `words`.
#[track_caller]
fn assert_refused(case: &str, change: impl FnOnce(&mut Value), key: &str, words: &str) {
    let mut json: Value = serde_json::from_str(MADE_UP).unwrap();
    change(&mut json);
    let error = rate_file::parse(&json.to_string()).expect_err(case);
    assert!(error.starts_with(&format!("{key}: ")), "{case}: {error}");
    assert!(error.contains(words), "{case}: {error}");
}

#[track_caller]
fn remove(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

#[test]
fn an_unknown_key_is_refused_by_name() {
    for (pointer, key) in [
        ("", "?"),
        ("/states/1", "states[1].?"),
        ("/states/1/provenance", "states[1].provenance.?"),
        ("/states/2/rates", "states[2].rates.?"),
        ("/states/0/offer", "states[0].offer.?"),
        ("/states/0/offer/plans/0", "states[0].offer.plans[0].?"),
        ("/nearby_tools/0", "nearby_tools[0].?"),
    ] {
        let mut json: Value = serde_json::from_str(MADE_UP).unwrap();
        json.pointer_mut(pointer).unwrap()["text_output"] = "10".into();
        let error = rate_file::parse(&json.to_string()).expect_err(pointer);
        assert!(error.contains("`text_output`"), "{pointer}: {error}");
        assert!(error.starts_with(key.trim_end_matches(['?', '.'])), "{pointer}: {error}");
    }
}

#[test]
fn a_missing_key_is_refused_by_name() {
    for (pointer, key) in [
        ("", "model"),
        ("", "family"),
        ("", "currency"),
        ("", "unit"),
        ("", "price_page"),
        ("", "states"),
        ("", "nearby_tools"),
        ("/states/1", "from"),
        ("/states/1", "checked"),
        ("/states/1", "provenance"),
        ("/states/1", "rates"),
        ("/states/1", "offer"),
        ("/states/1/provenance", "standing"),
        ("/states/1/provenance", "source"),
        ("/states/1/rates", "text_input"),
        ("/states/1/rates", "cached_text_input"),
        ("/states/1/rates", "image_input"),
        ("/states/1/rates", "cached_image_input"),
        ("/states/1/rates", "image_output"),
        ("/states/1/offer", "access_model"),
        ("/states/1/offer", "api_track"),
        ("/states/1/offer", "billing_unit"),
        ("/states/1/offer", "plans"),
        ("/states/1/offer", "free_plan"),
        ("/states/1/offer", "trial"),
        ("/states/1/offer", "monthly_price"),
        ("/states/1/offer", "annual_price"),
        ("/states/1/offer", "starting_price"),
    ] {
        let mut json: Value = serde_json::from_str(MADE_UP).unwrap();
        remove(json.pointer_mut(pointer).unwrap(), key);
        let error = rate_file::parse(&json.to_string()).expect_err(key);
        assert!(error.contains(&format!("missing field `{key}`")), "{pointer}/{key}: {error}");
        assert!(pointer.is_empty() || error.starts_with("states[1]"), "{pointer}/{key}: {error}");
    }
}

#[test]
fn money_that_is_not_plain_decimal_text_is_refused() {
    for (case, money) in [
        ("negative", json!("-5")),
        ("a number", json!(5)),
        ("a float", json!(1.25)),
        ("null", json!(null)),
        ("four decimals", json!("1.2505")),
        ("a trailing zero", json!("1.250")),
        ("a leading zero", json!("05")),
        ("a sign", json!("+5")),
        ("an exponent", json!("5e0")),
        ("a currency", json!("$5")),
        ("a comma", json!("1,25")),
        ("blanks", json!(" 5")),
        ("nothing", json!("")),
        ("only a point", json!(".")),
        ("no whole part", json!(".5")),
        ("no fraction", json!("5.")),
        ("a thousand", json!("1000")),
        ("other digits", json!("５")),
    ] {
        let change = |json: &mut Value| json["states"][3]["rates"]["image_input"] = money;
        assert_refused(case, change, "states[3].rates.image_input", "");
    }
}

#[test]
fn dates_out_of_order_are_refused() {
    let set = |state: usize, key: &'static str, on: &'static str| {
        move |json: &mut Value| json["states"][state][key] = on.into()
    };
    assert_refused("overlap", set(1, "from", "2031-02-09"), "states[1].from", "later than the `checked`");
    assert_refused("begins on the day of the last check", set(1, "from", "2031-02-10"), "states[1].from", "later");
    assert_refused("the same day twice", set(1, "from", "2031-01-01"), "states[1].from", "later");
    assert_refused("out of order", set(4, "from", "2030-01-01"), "states[4].from", "later");
    assert_refused(
        "checked before it began",
        set(2, "checked", "2031-05-31"),
        "states[2].checked",
        "earlier than `from`",
    );
    for not_a_date in ["2031-02-29", "2031-2-11", "11.02.2031", "2031-02-11T00:00", "", "2031-13-01", "2031-00-10"] {
        assert_refused(not_a_date, set(1, "from", not_a_date), "states[1].from", "not a date like 2026-06-05");
    }
    assert_refused("a number", |json| json["states"][0]["checked"] = 20_310_210.into(), "states[0].checked", "");
}

#[test]
fn rates_beyond_the_limit_of_the_exact_arithmetic_are_refused() {
    let one_more = |json: &mut Value| json["states"][3]["rates"]["image_output"] = "100.001".into();
    assert_refused("300.001 together", one_more, "states[3].rates", "at most 300");
    assert!(rate_file::parse(MADE_UP).is_ok(), "300 together are allowed");
}

#[test]
fn what_a_state_must_say_may_not_be_empty() {
    assert_refused("no states", |json| json["states"] = json!([]), "states", "at least one");
    assert_refused(
        "no plans",
        |json| json["states"][1]["offer"]["plans"] = json!([]),
        "states[1].offer.plans",
        "one plan",
    );
    let source = |json: &mut Value| json["states"][1]["provenance"]["source"] = " ".into();
    assert_refused("no source", source, "states[1].provenance.source", "where the rates were read");
    let standing = |json: &mut Value| json["states"][1]["provenance"]["standing"] = "sure".into();
    assert_refused("unknown provenance", standing, "states[1].provenance.standing", "sure");
    assert_refused("no model", |json| json["model"] = "".into(), "model", "empty");
    assert_refused("euros", |json| json["currency"] = "EUR".into(), "currency", "USD");
    assert_refused("per thousand", |json| json["unit"] = "1000 tokens".into(), "unit", "1000000 tokens");
}

#[test]
fn what_is_not_exactly_one_json_file_is_refused() {
    for (case, json) in [
        ("nothing", String::new()),
        ("half a file", MADE_UP[..MADE_UP.len() / 2].to_owned()),
        ("two files", format!("{MADE_UP}{MADE_UP}")),
        ("a key twice", MADE_UP.replacen("\"model\"", "\"model\": \"x\", \"model\"", 1)),
    ] {
        assert!(rate_file::parse(&json).is_err(), "{case}");
    }
}
