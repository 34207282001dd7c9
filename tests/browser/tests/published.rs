//! What is published beside the page is what it says it is. Needs no browser.

use serde_json::Value;

fn published(file: &str) -> Value {
    let path = browser_tests::dist().join(file);
    let text =
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}: run `make build`", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_rates_follow_their_schema() {
    let validator =
        jsonschema::validator_for(&published("rates/schema.json")).unwrap_or_else(|error| panic!("{error}"));
    let problems: Vec<String> =
        validator.iter_errors(&published("rates/gpt-image-2.json")).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_schema_refuses_what_the_build_refuses() {
    let validator =
        jsonschema::validator_for(&published("rates/schema.json")).unwrap_or_else(|error| panic!("{error}"));
    let spoiled: [(&str, Value); 6] = [
        ("/states/0/rates/text_input", Value::from(5)),
        ("/states/0/rates/text_input", Value::from("-5")),
        ("/states/0/rates/text_input", Value::from("1.2345")),
        ("/states/0/from", Value::from("22.04.2026")),
        ("/states/0/provenance", Value::Null),
        ("/states", Value::Array(Vec::new())),
    ];
    for (pointer, value) in spoiled {
        let mut rates = published("rates/gpt-image-2.json");
        let place = rates.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
        *place = value;
        assert!(!validator.is_valid(&rates), "{pointer}");
    }
}
