//! Every shape of usage, with the exact bill of its fixture. `expected.tsv` was worked out in other arithmetic.

use std::fs;

use gpt_image_cost_core::Meter;
use gpt_image_cost_usage::{Options, RateBasis, Remark, Unpriced};

use crate::support::{cost, invariants, options, problems, read, read_with};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("{FOLDER}{name}")).unwrap()
}

#[test]
fn every_shape_has_its_exact_bill() {
    let expected = fs::read_to_string(format!("{FOLDER}expected.tsv")).unwrap();
    let mut files = 0;
    for line in expected.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, usd, counts @ ..] = &cells[..] else { panic!("{line}") };
        invariants::check(&fixture(name), &[7]);
        let summary = read(fixture(name));
        let records = summary.records;
        assert_eq!(problems(&summary), [] as [&str; 0], "{name}");
        assert_eq!(cost(&summary), *usd, "{name}");
        let seen = [records.seen, records.priced, records.ranged, records.flagged, records.unpriced, records.rejected];
        assert_eq!(seen.map(|count| count.to_string()), counts, "{name}");
        files += 1;
    }
    assert_eq!(files, fs::read_dir(FOLDER).unwrap().count() - 1, "every fixture is in the table");
}

#[test]
fn events_that_bill_nothing_are_counted_apart() {
    let summary = read(fixture("stream.sse").repeat(2));
    assert_eq!((summary.records.seen, summary.idle_events), (4, 2));
}

#[test]
fn line_items_are_by_meter() {
    let summary = read(fixture("responses.jsonl"));
    let items = Meter::ALL.map(|meter| summary.line_items.get(meter)).map(|item| (item.tokens.0, item.usd.to_string()));
    let expected = [(10, "0.00005"), (0, "0"), (484, "0.003872"), (1024, "0.002048"), (196, "0.00588")];
    assert_eq!(items, expected.map(|(tokens, usd)| (tokens, usd.to_owned())));
}

#[test]
fn batch_lines_are_at_the_batch_rate_unless_told_otherwise() {
    let assumed = read(fixture("batch.jsonl"));
    assert_eq!(assumed.remarks.get(&Remark::BatchAssumed), Some(&1));
    assert_eq!(assumed.unpriced.get(&Unpriced::Error), Some(&2));
    let standard = read_with(fixture("batch.jsonl"), &Options { batch_lines_at_batch_rate: false, ..options() });
    assert_eq!((cost(&standard).as_str(), standard.remarks.get(&Remark::BatchAssumed)), ("0.002535", None));
}

#[test]
fn totals_are_also_by_model_size_and_day() {
    let summary = read(fixture("gateway.jsonl"));
    let models: Vec<&String> = summary.by_model.rows.keys().collect();
    assert_eq!(models, ["gpt-image-1", "gpt-image-2"]);
    assert_eq!(summary.by_model.rows["gpt-image-1"].usd.low.to_string(), "0.010955");
    assert_eq!(summary.by_size_and_quality.rows["1024x1024 low"].records, 1);
    assert_eq!(summary.by_day.rows["2026-05-05"].row.records, 3);
    assert_eq!(summary.unpriced.get(&Unpriced::UnknownModel), Some(&1));
    assert_eq!(summary.unpriced.get(&Unpriced::NoUsage), Some(&1));
    let days: Vec<String> = read(fixture("array.json")).by_day.rows.into_keys().collect();
    assert_eq!(days, ["2026-05-05", "2026-05-06"]);
}

#[test]
fn a_response_says_of_its_images_what_its_tool_and_its_calls_say() {
    let bill = |tool: &str, calls: &[&str], output: u64| {
        let calls: Vec<String> =
            calls.iter().map(|call| format!("{{\"type\":\"image_generation_call\"{call}}}")).collect();
        let text = format!(
            r#"{{"object":"response","created_at":1778000000,"model":"gpt-5.2","size":"1x1","tools":[{{"type":"web_search","model":"x"}},
               {{"type":"image_generation"{tool}}}],"output":[{{"type":"message"}},{}],"usage":{{"input_tokens":1,"output_tokens":1}},
               "tool_usage":{{"image_gen":{{"input_tokens":0,"output_tokens":{output},
               "output_tokens_details":{{"image_tokens":{output},"text_tokens":0}}}}}}}}"#,
            calls.join(",")
        );
        let summary = read(text.replace('\n', " "));
        let first_of =
            |rows: &std::collections::BTreeMap<String, gpt_image_cost_usage::Row>| rows.keys().next().cloned();
        (
            first_of(&summary.by_model.rows).unwrap_or_default(),
            first_of(&summary.by_size_and_quality.rows).unwrap_or_default(),
            summary.remarks.contains_key(&Remark::OutputDiffers),
            summary.by_day.rows.into_keys().next().unwrap_or_default(),
        )
    };
    let of_call = r#","size":"1024x1024","quality":"low""#;
    let of_tool = r#","model":"gpt-image-2","size":"1024x1536","quality":"low""#;
    let named =
        |size: &str, differs: bool| ("gpt-image-2".to_owned(), format!("{size} low"), differs, "2026-05-05".to_owned());
    assert_eq!(bill(of_tool, &[of_call], 196), named("1024x1024", false), "the only call says it");
    assert_eq!(bill(of_tool, &[of_call], 392), named("1024x1024", true), "one image");
    assert_eq!(bill(of_tool, &[of_call, of_call], 316), named("1024x1536", false), "of two calls, the tool");
    assert_eq!(bill(r#","model":"gpt-image-1""#, &[of_call], 196).0, "gpt-image-1");
}

#[test]
fn the_name_of_a_time_decides_which_counts_not_its_place() {
    let names = ["created", "created_at", "start_time", "timestamp", "time", "date", "day"];
    for first in 0..names.len() {
        let times: Vec<String> =
            (first..names.len()).rev().map(|at| format!("\"{}\":\"2026-05-0{}\"", names[at], at + 1)).collect();
        let record = format!("{{{},\"usage\":{{\"input_tokens\":1,\"output_tokens\":1}}}}", times.join(","));
        let days: Vec<String> = read(record).by_day.rows.into_keys().collect();
        assert_eq!(days, [format!("2026-05-0{}", first + 1)], "{times:?}");
    }
}

#[test]
fn records_are_counted_by_card_and_by_why_it_applies() {
    let record = |member: &str| format!("{{{member}\"usage\":{{\"input_tokens\":1,\"output_tokens\":1}}}}\n");
    let in_force = record("\"date\":\"2026-05-05\",");
    let after = record("\"date\":\"2036-05-05\",");
    let no_day = record("");
    let summary = read([in_force.as_str(), &in_force, &after, &no_day, &no_day, &no_day].concat());
    let mut used: Vec<(RateBasis, u64)> = summary.rates.iter().map(|used| (used.basis, used.records)).collect();
    used.sort_by_key(|(_, records)| *records);
    assert_eq!(used, [(RateBasis::AfterLastCheck, 1), (RateBasis::OnItsDay, 2), (RateBasis::NoDay, 3)]);
}

#[test]
fn the_rates_that_apply_are_said() {
    let basis = |created: &str| {
        let text = format!("{{\"created\":{created},\"usage\":{{\"input_tokens\":1,\"output_tokens\":1}}}}");
        read(text).rates[0].basis
    };
    assert_eq!(basis("1778000000"), RateBasis::OnItsDay);
    assert_eq!(basis("null"), RateBasis::NoDay);
    assert_eq!(basis("\"soon\""), RateBasis::NoDay);
    assert!(RateBasis::NoDay.sentence().starts_with("without a date that can be read:"));
    assert_eq!(basis("\"2026-06-05T23:59:59Z\""), RateBasis::OnItsDay);
    assert_eq!(basis("\"2036-06-06\""), RateBasis::AfterLastCheck);
    assert_eq!(basis("\"2026-04-22\""), RateBasis::OnItsDay);
    assert_eq!(basis("\"2026-04-21\""), RateBasis::BeforeFirstRecord);
}

#[test]
fn of_several_times_the_first_that_can_be_read_is_the_day() {
    let day = |times: &str| {
        let summary = read(format!("{{{times},\"usage\":{{\"input_tokens\":1,\"output_tokens\":1}}}}"));
        assert_eq!(problems(&summary), [] as [&str; 0], "{times}");
        summary.by_day.rows.into_keys().next().unwrap()
    };
    for (times, expected) in [
        (r#""created":"","date":"2026-06-05""#, "2026-06-05"),
        (r#""created":"soon","time":null,"date":"2026-06-05""#, "2026-06-05"),
        (r#""date":"2026-06-05","timestamp":"2026-06-04T00:00:00Z""#, "2026-06-04"),
        (r#""day":"2026-06-05","created":{}"#, "2026-06-05"),
        (r#""created":"soon","day":" ""#, "not recorded"),
    ] {
        assert_eq!(day(times), expected, "{times}");
    }
}
