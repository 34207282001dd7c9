//! What is copied and saved as a file: exact, safe in a spreadsheet, and read again as it was written.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::domain::export::{cells, json, markdown, plain};
use gpt_image_cost_core::scenario::field::Field;
use gpt_image_cost::domain::import;
use gpt_image_cost::domain::link::{self, Comparison};
use gpt_image_cost_core::RateHistory;
use gpt_image_cost::domain::sheet::Priced;
use proptest::prelude::*;
use serde_json::{Value, json as value};
use support::history::{self, FIRST};
use support::scenario::{any_comparison, cases};

const SCHEMA: &str = include_str!("../src/schema/scenario.json");

fn first() -> &'static RateHistory {
    history::read(FIRST)
}

fn priced(keys: &str) -> Vec<Priced> {
    let opened = link::read(keys, first());
    assert_eq!(opened.notes, [], "{keys}");
    Priced::all(&opened.comparison, first())
}

/// The cells of a line by its key.
#[track_caller]
fn line<'a>(table: &'a str, separator: char, key: &str) -> Vec<&'a str> {
    let rows = table.lines().map(|row| row.trim_end_matches('\r').split(separator).collect::<Vec<_>>());
    rows.into_iter().find(|row| row.get(1) == Some(&key)).unwrap_or_else(|| panic!("no line {key} in {table}"))
}

#[test]
fn every_figure_of_a_file_is_exact() {
    let all = priced("refs=3*1280x720&cached=33.33&b.rates=2026-06-05&b.images=3&b.attempts=1.5");
    for separator in [',', '\t'] {
        let table = cells(&all, separator);
        assert_eq!(line(&table, separator, "cost-request")[4..], ["0.06962225", "0.05318"]);
        assert_eq!(line(&table, separator, "cost-month")[4..], ["69.62225", "0.2659"]);
        assert_eq!(line(&table, separator, "cost-kept-image")[5], "0.088633333333");
        assert_eq!(line(&table, separator, "rate-image-output")[4..], ["30", "30"]);
        assert_eq!(line(&table, separator, "rates-checked")[4..], ["2026-06-05", "2026-06-05"]);
        assert_eq!(line(&table, separator, "standing-image-output")[4..], ["measured", "measured"]);
    }
}

#[test]
fn a_range_has_a_line_for_each_end_and_what_is_none_beside_it_has_both() {
    let table = cells(&priced("size=auto&b.rates=2026-06-05"), ',');
    assert_eq!(line(&table, ',', "cost-month-low")[4..], ["15.92", "53.18"]);
    assert_eq!(line(&table, ',', "cost-month-high")[4..], ["178.4", "53.18"]);
}

#[test]
fn no_name_becomes_a_formula_and_no_number_becomes_a_text() {
    for (name, cell) in [
        ("%3D1%2B1", "'=1+1"),
        ("%2B1", "'+1"),
        ("-5", "'-5"),
        ("%40SUM(A1)", "'@SUM(A1)"),
        ("a%3D1", "a=1"),
        ("5", "5"),
    ] {
        let all = priced(&format!("name={name}&budget=0.5"));
        for separator in [',', '\t'] {
            let table = cells(&all, separator);
            assert_eq!(line(&table, separator, "name")[4], cell);
            assert_eq!(line(&table, separator, "key")[4], cell, "the head of the column");
            assert_eq!(line(&table, separator, "budget")[4], "0.5");
        }
    }
    let quoted = cells(&priced("name=%3DA%2C%22B%22"), ',');
    assert!(quoted.starts_with("part,key,what,unit,\"'=A,\"\"B\"\"\"\r\n"), "{quoted}");
}

#[test]
fn copies_for_people_carry_the_costs_the_rates_dates_and_the_link() {
    let all = priced("name=A%7CB&images=5000&q=high");
    let address = "https://example.org/#v=1&rates=2026-06-05&images=5000&q=high";
    let table = markdown(&all, address);
    assert!(table.starts_with("| | A\\|B |\n|---|---:|\n"), "{table}");
    for text in [table, plain(&all, address)] {
        for part in ["Quality", "high", "5000", "Month", "$1,056.10", "2026-04-22 to 2026-06-05", address] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("Prompt tokens"), "a default is no news: {text}");
    }
}

#[test]
fn a_file_that_is_not_right_is_refused_with_the_path_of_each_problem() {
    for (text, problems) in [
        ("{\n1}", &["Line 2 is not JSON."][..]),
        ("[]", &["$.gpt-image-cost: it is missing, so this is no file of this page."]),
        (r#"{"gpt-image-cost":2}"#, &["$.gpt-image-cost: this page reads files of version 1 only."]),
        (r#"{"gpt-image-cost":1}"#, &["$.scenarios: it must be a list of one to four scenarios."]),
        (r#"{"gpt-image-cost":1,"scenarios":[]}"#, &["$.scenarios: it must be a list of one to four scenarios."]),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{},{},{},{},{}]}"#,
            &["$.scenarios: at most four scenarios can be compared."],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"q":"best"},{"refs":["1024","512x512"]},{"frob":1,"batch":true},5]}"#,
            &[
                "$.scenarios[0].q: Quality must be one of: low, medium, high, auto.",
                "$.scenarios[1].refs[0]: Reference images must be sizes like 1024x1024, several joined by ~ or a comma, \
                 three equal ones as 3*1024x1024. Each edge is 1 to 65,535 pixels.",
                "$.scenarios[2].frob: it is no key of this page.",
                "$.scenarios[2].batch: it must be a text or a number, as in a link.",
                "$.scenarios[3]: it must be an object of the link's keys.",
            ],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"q":"low","q":"low"}]}"#,
            &["$.scenarios[0].q: it is given more than once."],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"refs":["9*512x512","8*512x512"]}]}"#,
            &["$.scenarios[0].refs: One request takes at most 16 reference images."],
        ),
    ] {
        assert_eq!(import::read(text, first()).unwrap_err(), problems, "{text}");
    }
    let large = format!("{{\"gpt-image-cost\":1,\"scenarios\":[{{\"name\":\"{}\"}}]}}", "a".repeat(300_000));
    assert_eq!(import::read(&large, first()).unwrap_err(), ["The file is larger than 256 KiB and was not read."]);
}

#[test]
fn a_file_may_hold_numbers_as_numbers() {
    let file = r#"{"gpt-image-cost":1,"scenarios":[{"images":5000,"attempts":1.5,"refs":"2*512x512"}]}"#;
    let read = import::read(file, first()).unwrap();
    assert_eq!(read.spell(), "v=1&rates=2026-06-05&images=5000&refs=2*512x512&attempts=1.5");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_file_is_opened_as_it_was_saved_and_follows_the_schema(comparison in any_comparison(history::made_up())) {
        let file = json(&Priced::all(&comparison, history::made_up()));
        let opened = import::read(&file, history::made_up());
        prop_assert_eq!(opened.as_ref().map(Comparison::spell), Ok(comparison.spell()));
        let parsed: Value = serde_json::from_str(&file).unwrap();
        prop_assert_eq!(violations(&schema(), &parsed, "$"), Vec::<String>::new());
    }

    #[test]
    fn any_text_is_a_file_or_has_problems(text in any::<String>()) {
        let file = format!("{{\"gpt-image-cost\":1,\"scenarios\":[{{\"name\":\"{text}\"}}]}}");
        for text in [text, file] {
            if let Err(problems) = import::read(&text, first()) {
                prop_assert!(!problems.is_empty());
            }
        }
    }
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

#[test]
fn the_schema_names_every_field_and_refuses_what_the_page_refuses() {
    let known: Vec<String> =
        schema()["properties"]["scenarios"]["items"]["properties"].as_object().unwrap().keys().cloned().collect();
    let mut fields: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
    fields.sort_unstable();
    assert_eq!(known.iter().map(String::as_str).collect::<Vec<_>>(), fields);
    for (file, violation) in [
        (value!({ "scenarios": [{}] }), "$: gpt-image-cost is required"),
        (value!({ "gpt-image-cost": 2, "scenarios": [{}] }), "$.gpt-image-cost: not the one value"),
        (value!({ "gpt-image-cost": 1, "scenarios": [] }), "$.scenarios: too few"),
        (value!({ "gpt-image-cost": 1, "scenarios": [{}, {}, {}, {}, {}] }), "$.scenarios: too many"),
        (value!({ "gpt-image-cost": 1, "scenarios": [{ "frob": 1 }] }), "$.scenarios[0].frob: not known"),
        (value!({ "gpt-image-cost": 1, "scenarios": [{ "q": "best" }] }), "$.scenarios[0].q: none of the values"),
        (value!({ "gpt-image-cost": 1, "scenarios": [{ "batch": true }] }), "$.scenarios[0].batch: none of the values"),
        (value!({ "gpt-image-cost": 1, "scenarios": [{ "name": "a".repeat(81) }] }), "$.scenarios[0].name: too long"),
        (value!({ "gpt-image-cost": 1, "scenarios": [{ "refs": [5] }] }), "$.scenarios[0].refs[0]: not of the type"),
    ] {
        assert_eq!(violations(&schema(), &file, "$"), [violation], "{file}");
        assert!(import::read(&file.to_string(), first()).is_err(), "{file}");
    }
}

/// Where a value does not follow a schema: the words of JSON Schema that ours uses, and no others.
fn violations(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let words = schema.as_object().unwrap().iter();
    words.flat_map(|(word, rule)| violations_of(word, rule, schema, value, path)).collect()
}

fn violations_of(word: &str, rule: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let one = |is_broken: bool, what: &str| if is_broken { vec![format!("{path}: {what}")] } else { Vec::new() };
    let limit = || usize::try_from(rule.as_u64().unwrap()).unwrap();
    let items = || value.as_array().map(Vec::as_slice).unwrap_or_default();
    let members = || value.as_object().into_iter().flatten();
    match word {
        "$schema" | "title" | "description" => Vec::new(),
        "type" => one(!is_of(rule, value), "not of the type"),
        "const" => one(rule != value, "not the one value"),
        "enum" => one(!rule.as_array().unwrap().contains(value), "none of the values"),
        "maxLength" => one(value.as_str().unwrap_or("").chars().count() > limit(), "too long"),
        "minItems" => one(items().len() < limit(), "too few"),
        "maxItems" => one(items().len() > limit(), "too many"),
        "required" => (rule.as_array().unwrap().iter().filter_map(Value::as_str))
            .filter(|name| value.get(name).is_none())
            .map(|name| format!("{path}: {name} is required"))
            .collect(),
        "items" => (items().iter().enumerate())
            .flat_map(|(at, item)| violations(rule, item, &format!("{path}[{at}]")))
            .collect(),
        "properties" => members()
            .filter_map(|(name, member)| Some(violations(rule.get(name)?, member, &format!("{path}.{name}"))))
            .flatten()
            .collect(),
        "additionalProperties" => members()
            .filter(|(name, _)| schema["properties"].get(name).is_none())
            .flat_map(|(name, member)| match rule {
                Value::Bool(false) => vec![format!("{path}.{name}: not known")],
                rule => violations(rule, member, &format!("{path}.{name}")),
            })
            .collect(),
        other => panic!("the schema uses {other}, which this test does not know"),
    }
}

/// Whether a value is of a type, or of one of several.
fn is_of(types: &Value, value: &Value) -> bool {
    let own = match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        _ => "other",
    };
    types == own || types.as_array().is_some_and(|types| types.iter().any(|one| one == own))
}
