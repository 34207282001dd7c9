//! What a rate file may not say, to the parser of the build script and to the schema.

use serde_json::{Value, json};

use crate::support::history::{MADE_UP, SHIPPED, rate_file};

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

type Breaking = fn(&mut Value);

#[test]
fn the_rate_file_follows_its_schema_and_a_broken_one_follows_neither_schema_nor_parser() {
    let schema = serde_json::from_str(include_str!("../rates/schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let shipped: Value = serde_json::from_str(SHIPPED).unwrap();
    assert!(schema.is_valid(&shipped));
    let broken: [(&str, Breaking); 5] = [
        ("a number for money", |file| file["states"][0]["rates"]["text_input"] = json!(5)),
        ("no image output", |file| drop(file["states"][0]["rates"].as_object_mut().unwrap().remove("image_output"))),
        ("an unknown key", |file| file["states"][0]["note"] = json!("x")),
        ("another currency", |file| file["currency"] = json!("EUR")),
        ("no states", |file| file["states"] = json!([])),
    ];
    for (what, breaking) in broken {
        let mut file = shipped.clone();
        breaking(&mut file);
        assert!(!schema.is_valid(&file), "the schema accepts {what}");
        assert!(rate_file::parse(&file.to_string()).is_err(), "the parser accepts {what}");
    }
}
