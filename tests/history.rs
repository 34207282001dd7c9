//! Dated rates with a past and a future, told by a made-up rate file that never ships; and what a rate file may not say.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::domain::bill::Bill;
use gpt_image_cost::domain::field::{FieldSet, Trouble};
use gpt_image_cost::domain::format::number;
use gpt_image_cost::domain::link::{self, Note};
use gpt_image_cost::domain::meter::Meter;
use gpt_image_cost::domain::rates::{Coverage, History};
use gpt_image_cost::domain::scenario::Scenario;
use gpt_image_cost::domain::snapshot::HISTORY;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::history::{FIRST, MADE_UP, SHIPPED, day, file, made_up, read, with_a_further_state};
use support::oracle::{self, plain};
use support::scenario::{any_comparison, any_scenario, cases, of};

fn number_of_state(history: &History, on: &str) -> Option<usize> {
    let state = history.in_force(day(on))?;
    history.states.iter().position(|other| other == state)
}

#[test]
fn the_state_in_force_is_the_last_that_began() {
    let history = made_up();
    for (case, on, state, coverage) in [
        ("the day before anything", "2030-12-31", None, Coverage::BeforeFirst),
        ("long before", "0001-01-01", None, Coverage::BeforeFirst),
        ("the first day", "2031-01-01", Some(0), Coverage::Recorded),
        ("its last check", "2031-02-10", Some(0), Coverage::Recorded),
        ("the next day, the next state", "2031-02-11", Some(1), Coverage::Recorded),
        ("the last check before the gap", "2031-03-15", Some(1), Coverage::Recorded),
        ("the first day of the gap", "2031-03-16", Some(1), Coverage::Recorded),
        ("the last day of the gap", "2031-05-31", Some(1), Coverage::Recorded),
        ("a state of one day", "2031-06-01", Some(2), Coverage::Recorded),
        ("the day after it", "2031-06-02", Some(3), Coverage::Recorded),
        ("New Year's Eve", "2031-12-31", Some(3), Coverage::Recorded),
        ("the gap after it", "2032-02-28", Some(3), Coverage::Recorded),
        ("a leap day", "2032-02-29", Some(4), Coverage::Recorded),
        ("the last check", "2032-03-01", Some(4), Coverage::Recorded),
        ("the day after the last check", "2032-03-02", Some(4), Coverage::AfterLastCheck),
        ("long after", "9999-12-31", Some(4), Coverage::AfterLastCheck),
    ] {
        assert_eq!(number_of_state(history, on), state, "{case}");
        assert_eq!(history.coverage(day(on)), coverage, "{case}");
    }
    assert_eq!(history.last_checked(), day("2032-03-01"));
    assert_eq!((history.first(), history.latest()), (&history.states[0], &history.states[4]));
}

/// What a link's first scenario costs for one, at the rates of its day.
#[track_caller]
fn priced(keys: &str, history: &History) -> String {
    one(&of(keys, history), history)
}

fn one(scenario: &Scenario, history: &History) -> String {
    let bill = Bill::of(scenario, FieldSet::NONE, &history.in_force(scenario.rates).unwrap().rates);
    number(bill.one.unwrap().low)
}

#[test]
fn a_link_is_priced_at_the_rates_of_its_own_day() {
    let history = made_up();
    for (on, cost) in [
        ("2031-01-20", "0.05318"),
        ("2031-02-11", "0.058448"),
        ("2031-04-30", "0.058448"),
        ("2031-06-01", "0.05134528"),
        ("2031-07-01", "0.1816001"),
        ("2032-03-01", "0.05268"),
    ] {
        assert_eq!(priced(&format!("v=1&rates={on}"), history), cost, "{on}");
    }
    assert_eq!(priced("", history), "0.05268", "no day: the last one checked");
}

#[test]
fn scenarios_of_one_link_have_each_their_own_day() {
    let link = "v=1&rates=2031-01-20&b.rates=2031-06-01&c.rates=2032-03-01";
    let opened = link::read(link, made_up());
    let costs: Vec<String> = opened.comparison.scenarios().iter().map(|scenario| one(scenario, made_up())).collect();
    assert_eq!(
        (costs, opened.comparison.spell()),
        (["0.05318", "0.05134528", "0.05268"].map(str::to_owned).into(), link.to_owned())
    );
}

#[test]
fn a_day_outside_the_record_is_said_and_the_latest_rates_count() {
    for (on, trouble) in [
        ("2030-12-31", Trouble::BeforeFirst),
        ("2032-03-02", Trouble::AfterLastCheck),
        ("2032-02-30", Trouble::NotADay),
    ] {
        let opened = link::read(&format!("rates={on}&images=5"), made_up());
        assert!(
            matches!(&opened.notes[..], [Note::Value { key, text, problem }]
                if key == "rates" && text == on && problem.trouble == trouble),
            "{on}: {:?}",
            opened.notes
        );
        assert_eq!(opened.comparison.spell(), "v=1&rates=2032-03-01&images=5", "{on}");
    }
}

/// A rate file with its last check moved.
fn checked_again(json: &str, on: &str) -> &'static History {
    let mut file: Value = serde_json::from_str(json).unwrap();
    file["states"].as_array_mut().unwrap().last_mut().unwrap()["checked"] = on.into();
    read(&file.to_string())
}

#[test]
fn a_later_check_of_the_same_rates_breaks_no_link() {
    let links = ["v=1&rates=2026-06-05", "v=1&rates=2026-05-01&images=3&b.rates=2026-06-05&b.q=auto"];
    for link in links {
        let (before, after) = (link::read(link, read(FIRST)), link::read(link, checked_again(FIRST, "2041-01-31")));
        assert_eq!(before, after, "{link}");
        assert_eq!(after.comparison.spell(), link);
        assert_eq!(one(before.first(), read(FIRST)), one(after.first(), checked_again(FIRST, "2041-01-31")));
    }
}

#[test]
fn a_second_state_is_one_more_entry_in_the_file_and_nothing_else() {
    let later = read(&with_a_further_state());
    let [then, _] = later.states else { panic!("one more state: {:?}", later.states) };
    assert_eq!([*then], read(FIRST).states, "what was recorded stays");
    let link = "v=1&rates=2026-06-05&refs=3*1280x720&cached=33.33";
    assert_eq!(priced(link, later), "0.06962225", "pinned");
    assert_eq!(priced("rates=2040-01-15&refs=3*1280x720&cached=33.33", later), "0.1392445", "at the new rates");
    let gap = link::read("rates=2039-12-31", later);
    assert_eq!((gap.notes.len(), one(gap.first(), later)), (0, "0.05318".to_owned()), "the gap is the earlier state's");
    let mut latest = of(link, later);
    latest.rates = later.last_checked();
    assert_eq!(one(&latest, later), "0.1392445", "the same scenario at the latest recorded rates");
}

#[test]
fn the_constants_that_ship_are_what_the_file_says() {
    assert_eq!(HISTORY, *read(SHIPPED));
}

#[test]
fn what_was_published_is_never_overwritten() {
    let (first, now) = (read(FIRST), HISTORY.first());
    let [published] = first.states else { panic!("one state was published first") };
    assert_eq!((now.from, now.rates, now.offer), (published.from, published.rates, published.offer));
    assert!(now.checked >= published.checked, "the last check may only move forward");
    assert_eq!(HISTORY.model, "gpt-image-2");
    assert_eq!(Meter::ALL.map(|meter| number(now.rates[meter])), ["5", "1.25", "8", "2", "30"]);
}

#[test]
fn a_state_carries_all_that_its_entry_says() {
    let states = made_up().states;
    assert_eq!(states[1].address, Some("https://example.com/prices/2031-02"));
    assert_eq!(states[2].offer.plans.len(), 2);
    assert_eq!((states[2].offer.free_plan, states[2].offer.trial), (true, Some("14 days")));
    assert_eq!(states[2].offer.starting_price, Some("USD 0"));
    let standings: Vec<&str> = states.iter().map(|state| state.standing.words()).collect();
    assert_eq!(standings, ["rate card", "vendor", "third party", "measured", "assumed"]);
    assert_eq!(made_up().nearby_tools[0].name, "A made-up tool");
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_scenario_of_any_day_agrees_with_fractions(scenario in any_scenario(made_up())) {
        let rates = &made_up().in_force(scenario.rates).unwrap().rates;
        let month = Bill::of(&scenario, FieldSet::NONE, rates).month.unwrap();
        let expected = oracle::figures(&link::spell(&scenario), rates).month;
        prop_assert_eq!((number(month.low), number(month.high)), (plain(&expected.0).0, plain(&expected.1).0));
    }

    #[test]
    fn any_comparison_over_many_states_comes_back(comparison in any_comparison(made_up())) {
        let opened = link::read(&comparison.spell(), made_up());
        prop_assert_eq!(opened.comparison, comparison);
    }
}

/// What `change` makes of the made-up file is refused at `key`, in words that hold `words`.
#[track_caller]
fn refused(case: &str, change: impl FnOnce(&mut Value), key: &str, words: &str) {
    let mut json: Value = serde_json::from_str(MADE_UP).unwrap();
    change(&mut json);
    let refusal = file::read(&json.to_string()).expect_err(case).to_string();
    assert!(refusal.starts_with(&format!("{key}: ")), "{case}: {refusal}");
    assert!(refusal.contains(words), "{case}: {refusal}");
}

#[track_caller]
fn remove(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

#[test]
fn a_key_that_is_not_known_is_refused_by_name() {
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
        let refusal = file::read(&json.to_string()).expect_err(pointer).to_string();
        assert!(refusal.contains("`text_output`"), "{pointer}: {refusal}");
        assert!(refusal.starts_with(key.trim_end_matches(['?', '.'])), "{pointer}: {refusal}");
    }
}

#[test]
fn a_key_that_is_missing_is_refused_by_name() {
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
        let refusal = file::read(&json.to_string()).expect_err(key).to_string();
        assert!(refusal.contains(&format!("missing field `{key}`")), "{pointer}/{key}: {refusal}");
        assert!(pointer.is_empty() || refusal.starts_with("states[1]"), "{pointer}/{key}: {refusal}");
    }
}

#[test]
fn money_that_is_no_plain_decimal_text_is_refused() {
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
        refused(case, change, "states[3].rates.image_input", "");
    }
}

#[test]
fn days_that_do_not_follow_one_another_are_refused() {
    let set = |state: usize, key: &'static str, on: &'static str| {
        move |json: &mut Value| json["states"][state][key] = on.into()
    };
    refused("overlap", set(1, "from", "2031-02-09"), "states[1].from", "later than the `checked`");
    refused("begins on the day of the last check", set(1, "from", "2031-02-10"), "states[1].from", "later");
    refused("the same day twice", set(1, "from", "2031-01-01"), "states[1].from", "later");
    refused("out of order", set(4, "from", "2030-01-01"), "states[4].from", "later");
    refused("checked before it began", set(2, "checked", "2031-05-31"), "states[2].checked", "earlier than `from`");
    for no_day in ["2031-02-29", "2031-2-11", "11.02.2031", "2031-02-11T00:00", "", "2031-13-01", "2031-00-10"] {
        refused(no_day, set(1, "from", no_day), "states[1].from", "is not a day like 2026-06-05");
    }
    refused("a number", |json| json["states"][0]["checked"] = 20_310_210.into(), "states[0].checked", "");
}

#[test]
fn rates_beyond_what_the_arithmetic_is_proved_for_are_refused() {
    let one_more = |json: &mut Value| json["states"][3]["rates"]["image_output"] = "100.001".into();
    refused("300.001 together", one_more, "states[3].rates", "at most 300");
    assert!(file::read(MADE_UP).is_ok(), "300 together are allowed");
}

#[test]
fn what_a_state_must_say_may_not_be_empty() {
    refused("no states", |json| json["states"] = json!([]), "states", "at least one");
    refused("no plans", |json| json["states"][1]["offer"]["plans"] = json!([]), "states[1].offer.plans", "one plan");
    let source = |json: &mut Value| json["states"][1]["provenance"]["source"] = " ".into();
    refused("no source", source, "states[1].provenance.source", "where the rates were read");
    let standing = |json: &mut Value| json["states"][1]["provenance"]["standing"] = "sure".into();
    refused("another standing", standing, "states[1].provenance.standing", "sure");
    refused("no model", |json| json["model"] = "".into(), "model", "empty");
    refused("euros", |json| json["currency"] = "EUR".into(), "currency", "USD");
    refused("per thousand", |json| json["unit"] = "1000 tokens".into(), "unit", "1000000 tokens");
}

#[test]
fn what_is_no_json_or_goes_on_after_the_file_is_refused() {
    for (case, json) in [
        ("nothing", String::new()),
        ("half a file", MADE_UP[..MADE_UP.len() / 2].to_owned()),
        ("two files", format!("{MADE_UP}{MADE_UP}")),
        ("a key twice", MADE_UP.replacen("\"model\"", "\"model\": \"x\", \"model\"", 1)),
    ] {
        assert!(file::read(&json).is_err(), "{case}");
    }
}
