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

/// `docs/bad-input.md` names tests that exist and run in every engine, a row or more each.
#[test]
fn every_input_has_a_test_in_all_engines() {
    let read = |file: &str| {
        std::fs::read_to_string(browser_tests::root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    };
    let table = read("docs/bad-input.md");
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() >= 20, "{} rows", rows.len());
    for row in rows {
        let tests = row.split('`').filter_map(|word| word.split_once("::")).collect::<Vec<_>>();
        assert!(!tests.is_empty(), "no test in {row}");
        for (topic, test) in tests {
            let source = read(&format!("tests/browser/tests/page/{topic}.rs"));
            let list = source.split_once("pub const TESTS").and_then(|(_, rest)| rest.split_once("];"));
            let is_listed = list.is_some_and(|(list, _)| {
                list.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == test)
            });
            assert!(is_listed, "{topic}::{test} is not among the tests of all engines");
        }
    }
}
