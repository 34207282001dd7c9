//! Exports: exact, safe in a spreadsheet, and opened again as they were written.

use gpt_image_cost_core::files::export::{self, cells, json, markdown, plain_text};
use gpt_image_cost_core::files::import;
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Estimate, Field, SavedScenarios};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json as value};

use crate::support::history;
use crate::support::scenario::{any_comparison, cases};

const SCENARIO_SCHEMA: &str = include_str!("../schema/scenario.json");

fn estimates(keys: &str) -> Vec<Estimate> {
    let link = permalink::parse(keys, history::first());
    assert_eq!(link.issues, [], "{keys}");
    Estimate::all(&link.comparison, history::first())
}

/// A file that the version before exported, by its name.
macro_rules! golden {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("files/v1/", $name, ".json")),
            include_str!(concat!("files/v1/", $name, ".csv")),
            include_str!(concat!("files/v1/", $name, ".link")),
        )
    };
}

/// The cells of a line by its key.
#[track_caller]
fn line<'a>(table: &'a str, separator: char, key: &str) -> Vec<&'a str> {
    let rows = table.lines().map(|row| row.trim_end_matches('\r').split(separator).collect::<Vec<_>>());
    rows.into_iter().find(|row| row.get(1) == Some(&key)).unwrap_or_else(|| panic!("no line {key} in {table}"))
}

#[test]
fn every_figure_of_a_file_is_exact() {
    let all = estimates("refs=3*1280x720&cached=33.33&b.rates=2026-06-05&b.images=3&b.attempts=1.5");
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
    let table = cells(&estimates("size=auto&b.rates=2026-06-05"), ',');
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
        let all = estimates(&format!("name={name}&budget=0.5"));
        for separator in [',', '\t'] {
            let table = cells(&all, separator);
            assert_eq!(line(&table, separator, "name")[4], cell);
            assert_eq!(line(&table, separator, "key")[4], cell, "the head of the column");
            assert_eq!(line(&table, separator, "budget")[4], "0.5");
        }
    }
    let quoted = cells(&estimates("name=%3DA%2C%22B%22"), ',');
    assert!(quoted.starts_with("part,key,what,unit,\"'=A,\"\"B\"\"\"\r\n"), "{quoted}");
}

#[test]
fn copies_for_people_carry_the_costs_the_rates_dates_and_the_link() {
    let all = estimates("name=A%7CB&images=5000&q=high");
    let address = "https://example.org/#v=1&rates=2026-06-05&images=5000&q=high";
    let table = markdown(&all, address);
    assert!(table.starts_with("| | A\\|B |\n|---|---:|\n"), "{table}");
    for text in [table, plain_text(&all, address)] {
        for part in ["Quality", "high", "5000", "Month", "$1,056.10", "2026-04-22 to 2026-06-05", address] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("Prompt tokens"), "a default is no news: {text}");
    }
}

#[test]
fn a_file_that_is_not_right_is_refused_with_the_path_of_each_problem() {
    for (text, problems) in [
        ("{\n1}", &["Line 2 is not valid JSON."][..]),
        ("[]", &["This file was not exported from this page."]),
        (r#"{"gpt-image-cost":2}"#, &["$.gpt-image-cost: Only files of version 1 can be opened."]),
        (r#"{"gpt-image-cost":1}"#, &["$.scenarios: Must be a list of one to four scenarios."]),
        (r#"{"gpt-image-cost":1,"scenarios":[]}"#, &["$.scenarios: Must be a list of one to four scenarios."]),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{},{},{},{},{}]}"#,
            &["$.scenarios: Must be a list of one to four scenarios."],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"q":"best"},{"refs":["1024","512x512"]},{"frob":1,"batch":true},5]}"#,
            &[
                "$.scenarios[0].q: The quality must be low, medium, high or auto.",
                "$.scenarios[1].refs[0]: The list of reference images must consist of sizes like 1024x1024, separated by \
                 commas or ~; 3*1024x1024 stands for three of one size. Each edge has 1 to 65,535 pixels.",
                "$.scenarios[2].frob: Unknown key.",
                "$.scenarios[2].batch: Must be text or a number, as in a link.",
                "$.scenarios[3]: Must be an object with the keys of a link.",
            ],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"q":"low","q":"low"}]}"#,
            &["$.scenarios[0].q: This key appears more than once."],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"q":["low"]}]}"#,
            &["$.scenarios[0].q: Must be text or a number, as in a link."],
        ),
        (
            r#"{"gpt-image-cost":1,"scenarios":[{"refs":["9*512x512","8*512x512"]}]}"#,
            &["$.scenarios[0].refs: A request takes at most 16 reference images."],
        ),
    ] {
        assert_eq!(import::parse(text, history::first()).unwrap_err(), problems, "{text}");
    }
    let mut largest = "{\"gpt-image-cost\":1,\"scenarios\":[{}]}".to_owned();
    largest.push_str(&" ".repeat(256 * 1024 - largest.len()));
    assert!(import::parse(&largest, history::first()).is_ok());
    let large = format!("{{\"gpt-image-cost\":1,\"scenarios\":[{{\"name\":\"{}\"}}]}}", "a".repeat(300_000));
    assert_eq!(
        import::parse(&large, history::first()).unwrap_err(),
        ["The file is larger than 256 KiB and was not read."]
    );
}

#[test]
fn a_file_may_hold_numbers_as_numbers() {
    let file = r#"{"gpt-image-cost":1,"scenarios":[{"images":5000,"attempts":1.5,"refs":"2*512x512"}]}"#;
    let read = import::parse(file, history::first()).unwrap();
    assert_eq!(permalink::serialize(&read), "v=1&rates=2026-06-05&images=5000&refs=2*512x512&attempts=1.5");
}

#[test]
fn issues_beyond_the_twentieth_are_counted() {
    let issues = |count: usize| {
        let keys: Vec<String> = (0..count).map(|key| format!("\"x{key}\":1")).collect();
        let file = format!("{{\"gpt-image-cost\":1,\"scenarios\":[{{}}],{}}}", keys.join(","));
        import::parse(&file, history::first()).unwrap_err()
    };
    assert_eq!((issues(20).len(), issues(20)[19].as_str()), (20, "$.x19: Unknown key."));
    assert_eq!((issues(21).len(), issues(21)[20].as_str()), (21, "1 further issue is not listed."));
    assert_eq!((issues(25).len(), issues(25)[20].as_str()), (21, "5 further issues are not listed."));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_file_opens_as_it_was_exported_and_follows_the_schema(comparison in any_comparison(history::made_up())) {
        let file = json(&Estimate::all(&comparison, history::made_up()));
        let opened = import::parse(&file, history::made_up());
        prop_assert_eq!(opened.as_ref().map(permalink::serialize), Ok(permalink::serialize(&comparison)));
        let parsed: Value = serde_json::from_str(&file).unwrap();
        prop_assert!(schema(SCENARIO_SCHEMA).is_valid(&parsed), "{}", file);
    }

    #[test]
    fn any_text_is_a_file_or_has_problems(text in any::<String>()) {
        let file = format!("{{\"gpt-image-cost\":1,\"scenarios\":[{{\"name\":\"{text}\"}}]}}");
        for text in [text, file] {
            if let Err(problems) = import::parse(&text, history::first()) {
                prop_assert!(!problems.is_empty());
            }
        }
    }
}

fn schema(text: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap()
}

#[test]
fn the_schema_names_every_field_and_refuses_what_the_page_refuses() {
    let schema_file: Value = serde_json::from_str(SCENARIO_SCHEMA).unwrap();
    let named = schema_file["properties"]["scenarios"]["items"]["properties"].as_object().unwrap();
    let mut fields: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
    let mut named: Vec<&str> = named.keys().map(String::as_str).collect();
    fields.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, fields);
    for file in [
        value!({ "scenarios": [{}] }),
        value!({ "gpt-image-cost": 2, "scenarios": [{}] }),
        value!({ "gpt-image-cost": 1, "scenarios": [] }),
        value!({ "gpt-image-cost": 1, "scenarios": [{}, {}, {}, {}, {}] }),
        value!({ "gpt-image-cost": 1, "scenarios": [{ "frob": 1 }] }),
        value!({ "gpt-image-cost": 1, "scenarios": [{ "q": "best" }] }),
        value!({ "gpt-image-cost": 1, "scenarios": [{ "batch": true }] }),
        value!({ "gpt-image-cost": 1, "scenarios": [{ "name": "a".repeat(81) }] }),
        value!({ "gpt-image-cost": 1, "scenarios": [{ "refs": [5] }] }),
    ] {
        assert!(!schema(SCENARIO_SCHEMA).is_valid(&file), "the schema accepts {file}");
        assert!(import::parse(&file.to_string(), history::first()).is_err(), "the page accepts {file}");
    }
}

/// Files that the version before exported: the name, the JSON, the CSV and the link.
const GOLDEN: [(&str, &str, &str, &str); 7] = [
    golden!("default"),
    golden!("everything"),
    golden!("tokens-batch"),
    golden!("ranges"),
    golden!("two-readings"),
    golden!("largest"),
    golden!("comparison"),
];

/// The rows of a CSV file by part and key, without the labels, which may be reworded.
fn values(table: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    rows.map(|mut row| {
        row.remove(2);
        row
    })
    .collect()
}

/// Every member of `before` has the same value now; there may be more.
#[track_caller]
fn assert_holds(now: &Value, before: &Value, path: &str) {
    match (now, before) {
        (Value::Object(now), Value::Object(before)) => {
            for (key, value) in before {
                let own = now.get(key).unwrap_or_else(|| panic!("{path}.{key} is gone"));
                assert_holds(own, value, &format!("{path}.{key}"));
            }
        }
        (Value::Array(now), Value::Array(before)) => {
            assert_eq!(now.len(), before.len(), "{path}");
            for (index, (now, before)) in now.iter().zip(before).enumerate() {
                assert_holds(now, before, &format!("{path}[{index}]"));
            }
        }
        _ => assert_eq!(now, before, "{path}"),
    }
}

#[test]
fn files_of_the_version_before_open_and_export_with_the_same_values() {
    for (name, json_file, csv_file, link) in GOLDEN {
        let comparison =
            import::parse(json_file, history::first()).unwrap_or_else(|issues| panic!("{name}: {issues:?}"));
        assert_eq!(permalink::serialize(&comparison), link.trim(), "{name}");
        let estimates = Estimate::all(&comparison, history::first());
        let (before, now): (Value, Value) =
            (serde_json::from_str(json_file).unwrap(), serde_json::from_str(&json(&estimates)).unwrap());
        assert_holds(&now, &before, name);
        let rows = values(&export::csv(&estimates));
        for row in values(csv_file) {
            assert!(rows.contains(&row), "{name}: {row:?} not in {rows:?}");
        }
    }
}

#[test]
fn the_saved_list_of_the_version_before_is_read() {
    let saved = SavedScenarios::parse(include_str!("files/v1/saved.json")).unwrap();
    let links: Vec<&str> = GOLDEN.iter().map(|(_, _, _, link)| link.trim()).collect();
    assert_eq!(saved.all()[..7].iter().map(|saved| saved.link.as_str()).collect::<Vec<_>>(), links);
    assert_eq!(saved.all().last().map(|saved| saved.name.as_str()), Some("Spring \"catalogue\" </script> 語 🙂"));
}
