//! A bill beside a charge: the difference, in all and by day, and the known causes that give it.

use gpt_image_cost_core::{Decimal, Field};
use gpt_image_cost_usage::Summary;
use gpt_image_cost_usage::averages::averages;
use gpt_image_cost_usage::reconcile::{Charge, Reconciliation, not_compared, reconcile};

use crate::support::{options, read, record};

/// Two days of one request each: text 1,000,000, image 2,000,000, output 3,000,000; and half of all on the second.
fn log() -> Summary {
    let line = |created: u64, unit: u64| {
        format!(
            r#"{{"created":{created},"usage":{{"input_tokens":{},"input_tokens_details":{{"text_tokens":{unit},"image_tokens":{}}},"output_tokens":{},"output_tokens_details":{{"image_tokens":{},"text_tokens":0}}}}}}"#,
            3 * unit,
            2 * unit,
            3 * unit,
            3 * unit
        )
    };
    read([line(1_778_000_000, 1_000_000), line(1_778_100_000, 500_000)].join("\n"))
}

#[track_caller]
fn reconciled(charge: &str) -> Reconciliation {
    reconcile(&log(), &Charge::parse(charge).unwrap(), &options()).unwrap()
}

fn causes(charge: &str) -> Vec<String> {
    reconciled(charge).causes.into_iter().map(|cause| cause.sentence).collect()
}

fn usd(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_charge_that_is_the_bill_agrees() {
    // 1.5 × (5 + 16 + 90)
    let result = reconciled("$166.50");
    assert!(result.agrees && result.causes.is_empty());
    assert_eq!((result.difference.low, result.difference.high), (Decimal::ZERO, Decimal::ZERO));
    assert!(reconciled("166.5").agrees && !reconciled("166.51").agrees);
}

#[test]
fn each_known_mistake_is_found_by_what_it_charges() {
    for (charge, cause) in [
        ("76.5", "image output were priced as text output at $10"),
        ("83.25", "everything were billed at Batch rates"),
        ("183.15", "a data-residency surcharge of 10% were added"),
        ("171", "all input were priced as image input"),
        ("157.5", "image input were priced as text input"),
        ("135", "input were left out"),
        ("142.5", "image input were left out"),
        ("31.5", "image output were left out"),
        ("211.5", "image output were priced at the $40 of gpt-image-1"),
        ("217.5", "everything were priced at the rates of gpt-image-1"),
        ("175.5", "image output were priced at the $32 of gpt-image-1.5"),
        ("67.5", "image output were priced at the $8 of gpt-image-1-mini"),
    ] {
        assert_eq!(causes(charge), [format!("The charge equals this log if {cause}.")], "{charge}");
    }
    assert_eq!(causes("99.99"), [] as [&str; 0], "no known cause");
}

#[test]
fn cached_input_has_causes_of_its_own() {
    let log = read(
        r#"{"usage":{"input_tokens":2000000,"input_tokens_details":{"text_tokens":1000000,"image_tokens":1000000,
        "cached_tokens_details":{"text_tokens":1000000,"image_tokens":1000000}},"output_tokens":0}}"#,
    );
    for (charge, id) in [("13", "cached-at-full-rate"), ("16.25", "cached-twice")] {
        let result = reconcile(&log, &Charge::parse(charge).unwrap(), &options()).unwrap();
        assert_eq!(result.causes.iter().map(|cause| cause.id.as_str()).collect::<Vec<_>>(), [id]);
    }
}

#[test]
fn a_batch_charged_at_standard_rates_is_a_cause() {
    let batch = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/batch.jsonl")).unwrap();
    let log = read(batch);
    let result = reconcile(&log, &Charge::parse("0.002535").unwrap(), &options()).unwrap();
    assert_eq!(result.causes[0].id, "no-batch");
    assert_eq!(not_compared(&crate::reconcile::log()), None);
    assert_eq!(not_compared(&log).as_deref(), Some("Not in the computed cost: 2 records without a price."));
}

#[test]
fn a_ranged_log_agrees_with_any_charge_in_its_range() {
    let log = read(r#"{"usage":{"input_tokens":1000000,"output_tokens":0}}"#);
    let agrees = |charge: &str| reconcile(&log, &Charge::parse(charge).unwrap(), &options()).unwrap().agrees;
    assert!(agrees("5") && agrees("6.5") && agrees("8") && !agrees("4.99") && !agrees("8.01"));
}

#[test]
fn a_charge_by_day_is_compared_day_by_day() {
    let table = "date,cost\n2026-05-05,111\n2026-05-06,\"$27.75\"\n2026-05-07,1\n";
    let result = reconciled(table);
    let days: Vec<_> = result.days.iter().map(|day| (day.day.as_str(), day.difference.low)).collect();
    assert_eq!(days, [("2026-05-05", usd("0")), ("2026-05-06", usd("-27.75")), ("2026-05-07", usd("1"))]);
    assert!(!result.agrees && result.causes.is_empty(), "a cause must hold on each day");
    assert_eq!(
        causes("Day;Amount (USD)\n2026-05-05;51.00\n2026-05-06;25.50"),
        ["The charge equals this log if image output were priced as text output at $10."]
    );
}

#[test]
fn a_charge_that_is_rounded_to_cents_each_day_agrees_though_its_sum_differs() {
    // Three days of $0.0045 each.
    let day = |created: &str| record(900, 0, 0).replace("1778000000", created);
    let log = read(["1778000000", "1778100000", "1778200000"].map(day).join("\n"));
    let rounded = Charge::parse("date,cost\n2026-05-05,0.00\n2026-05-06,0.00\n2026-05-08,0.00").unwrap();
    let result = reconcile(&log, &rounded, &options()).unwrap();
    assert_eq!((result.computed.low, result.charged), (usd("0.0135"), Decimal::ZERO));
    assert!(result.agrees && result.causes.is_empty());
}

#[test]
fn a_cause_holds_on_each_day_of_the_log_and_of_the_charge() {
    let halves = "date,cost\n2026-05-05,55.50\n2026-05-06,27.75\n";
    assert_eq!(causes(halves), ["The charge equals this log if everything were billed at Batch rates."]);
    assert_eq!(causes(&format!("{halves}2026-05-07,0\n")).len(), 1, "a day of nothing");
    assert_eq!(causes(&format!("{halves}2026-05-07,1\n")), [] as [&str; 0], "a day that is not in the log");
}

#[test]
fn a_cause_changes_nothing_about_other_models() {
    let ours = record(0, 0, 1_000_000);
    let other = ours.replace("{\"created\"", "{\"model\":\"gpt-image-1\",\"created\"");
    // $30, which half of would be $15, and $40.
    let charge = Charge::parse("55").unwrap();
    let result = reconcile(&read([ours, other].join("\n")), &charge, &options()).unwrap();
    assert_eq!(result.computed.low, usd("70"));
    assert_eq!(result.causes.iter().map(|cause| cause.id.as_str()).collect::<Vec<_>>(), ["batch"]);
}

#[test]
fn one_flat_price_shows_when_days_differ() {
    let first = record(15, 0, 196);
    let later = first.replace("1778000000", "1778100000");
    let log = read([first.as_str(), &later, &later].join("\n"));
    let charge = Charge::parse("date,cost\n2026-05-05,0.211\n2026-05-06,0.422").unwrap();
    let causes = reconcile(&log, &charge, &options()).unwrap().causes;
    assert_eq!(
        causes[0].sentence,
        "The charge equals this log if every request cost $0.211, whatever its size and quality."
    );
    for (charge, causes) in [
        ("2026-05-05,0.211\n2026-05-06,0.422\n2026-05-07,0", 1),
        ("2026-05-05,0.211\n2026-05-06,0.422\n2026-05-07,1", 0),
    ] {
        let charge = Charge::parse(&format!("date,cost\n{charge}")).unwrap();
        assert_eq!(reconcile(&log, &charge, &options()).unwrap().causes.len(), causes, "{charge:?}");
    }
    let nothing = Charge::parse("date,cost\n2026-05-05,0\n2026-05-06,0").unwrap();
    let causes = reconcile(&log, &nothing, &options()).unwrap().causes;
    assert!(causes.iter().all(|cause| cause.id != "flat-price"), "$0 is no price");
    let alike = read([first.as_str(), &later].join("\n"));
    let the_same = Charge::parse("date,cost\n2026-05-05,0.3\n2026-05-06,0.3").unwrap();
    assert_eq!(reconcile(&alike, &the_same, &options()).unwrap().causes, [], "days of as many requests");
    let more = read([first.as_str(), &later, &later, &first.replace("1778000000", "1778200000")].join("\n"));
    assert_eq!(reconcile(&more, &charge, &options()).unwrap().causes, [], "a day that was not charged");
}

#[test]
fn a_charge_that_cannot_be_read_says_what_to_enter() {
    for (text, sentence) in [
        ("", "Enter an amount in USD, or a table of cost by day."),
        ("about 5", "Enter an amount in USD, or a table whose header has “date” and “cost”."),
        ("date,cost\n", "The table has a header and no days."),
        ("date,cost\n5.6.2026,1", "Line 2: “5.6.2026” is not a date like 2026-06-05."),
        ("\n\ndate,cost\n\n5.6.2026,1", "Line 5: “5.6.2026” is not a date like 2026-06-05."),
        ("date,cost\n2026-06-05,\"1\n", "Line 2: A quotation mark opens on this line and is never closed."),
        ("date,cost\n2026-06-05,12,50", "Line 2 has 3 cells, and the header has 2."),
        ("date,cost\n2026-06-05", "Line 2 has 1 cell, and the header has 2."),
    ] {
        assert_eq!(Charge::parse(text), Err(sentence.to_owned()));
    }
}

#[test]
fn an_amount_is_read_as_people_type_it_and_never_guessed() {
    for (text, amount) in [
        ("$1,234.56", "1234.56"),
        (" 1 234.56 USD\n", "1234.56"),
        ("USD 1,234,567", "1234567"),
        ("\u{feff}$ 12.50", "12.50"),
        ("1.2345", "1.2345"),
    ] {
        assert_eq!(Charge::parse(text), Ok(Charge::Total(usd(amount))), "{text}");
    }
    let refused = |text: &str| {
        format!("“{text}” is not an amount. Enter it in USD with a point before the cents, such as 1,234.56.")
    };
    for text in ["12,50", "1.234,50", "$1.234,50", "1,2345", "1,23,456", "€ 12.50", "1.2.3"] {
        assert_eq!(Charge::parse(text), Err(refused(text)), "{text}");
    }
    for cell in ["12,50", "1.234,50", "one", "5%", ""] {
        let table = format!("date;cost\n2026-06-05;{cell}\n");
        assert_eq!(Charge::parse(&table), Err(format!("Line 2: {}", refused(cell))), "{cell}");
    }
}

fn days(table: &str) -> Vec<(String, String)> {
    match Charge::parse(table) {
        Ok(Charge::ByDay(days)) => days.into_iter().map(|(day, usd)| (day.to_string(), usd.to_string())).collect(),
        other => panic!("{table}: {other:?}"),
    }
}

#[test]
fn a_table_of_costs_is_read_like_a_table_of_usage() {
    let expected = [("2026-05-05", "3.5"), ("2026-05-06", "1")].map(|(day, usd)| (day.to_owned(), usd.to_owned()));
    for table in [
        "start_time,start_time_iso,amount_value\n1778000000,2026-05-05T16:53:20Z,1.5\n1778000000,,2\n1778100000,,1\n",
        "start_time_iso,amount\r\n2026-05-06T01:59:59+02:00,1.5\r\n2026-05-05T00:00:00Z,2\r\n2026-05-06 23:59:59+00,1",
        "\u{feff}date\tproject\tcost\n1778000000.5\ta \"b\"\t3.5\n20260506\t\t1\n",
        "date,project,cost\n2026-05-05,\"a \"\"b\"\", c\",1.5\n2026-05-05,\"two\nlines\",\"2\"\n2026-05-06,,1\n",
    ] {
        assert_eq!(days(table), expected, "{table}");
    }
    assert_eq!(days("date,cost\n2026-05-05,\"1,234.50\"\n"), [("2026-05-05".to_owned(), "1234.5".to_owned())]);
}

#[test]
fn averages_are_a_scenario_of_a_typical_request() {
    let typical = averages(&log()).unwrap();
    let scenario = &typical.scenario;
    let keys = [Field::TextInput, Field::ImageInput, Field::ImageOutput, Field::Requests];
    // Two requests in two days: 30.4 a month.
    assert_eq!(keys.map(|field| scenario.whole(field)), [750_000, 1_500_000, 2_250_000, 30]);
    assert_eq!((typical.requests, typical.days, typical.left_out.len()), (2, Some(2), 0));
    let no_days = read(record(15, 1, 82).replace("\"created\":1778000000,", "").repeat(3));
    let typical = averages(&no_days).unwrap();
    assert_eq!((typical.days, typical.scenario.whole(Field::Requests)), (None, 3));
    let one_dated =
        read([record(15, 1, 82), record(15, 1, 82).replace("\"created\":1778000000,", "").repeat(29)].join("\n"));
    let typical = averages(&one_dated).unwrap();
    assert_eq!((typical.days, typical.scenario.whole(Field::Requests)), (None, 30), "not 30 a day");
    let halves = read([record(1, 0, 1), record(2, 0, 2)].join("\n"));
    assert_eq!(averages(&halves).unwrap().scenario.whole(Field::TextInput), 2, "1.5 is rounded up");
    assert_eq!(averages(&Summary::default()), None);
}

/// Two requests whose input is split, and eight whose is not.
fn partly_ranged(line: impl Fn(&str) -> String) -> String {
    let split = r#""input_tokens_details":{"text_tokens":10,"image_tokens":0}"#;
    [vec![line(split); 2], vec![line(r#""input_tokens_details":null"#); 8]].concat().join("\n")
}

#[test]
fn requests_a_month_are_all_of_the_log_and_tokens_are_those_that_are_known() {
    let usage = |details: &str| format!(r#"{{"usage":{{"input_tokens":10,{details},"output_tokens":20}}}}"#);
    let mut log = read(partly_ranged(usage));
    let other_model = usage("\"total_tokens\":30").replace("{\"usage", "{\"model\":\"gpt-image-1\",\"usage");
    log.merge(&read(other_model));
    assert_eq!((log.records.priced, log.records.ranged), (11, 9));
    let typical = averages(&log).unwrap();
    assert_eq!((typical.requests, typical.ranged_requests), (2, 8));
    let keys = [Field::TextInput, Field::ImageInput, Field::ImageOutput, Field::Requests, Field::Batch];
    assert_eq!(keys.map(|field| typical.scenario.whole(field)), [10, 0, 20, 10, 0]);
}

#[test]
fn a_typical_request_is_a_batch_request_only_where_all_are() {
    let usage = |batch: bool, details: &str| {
        format!(r#"{{"batch":{batch},"usage":{{"input_tokens":10,{details},"output_tokens":20}}}}"#)
    };
    let is_batch = |log: String| averages(&read(log)).unwrap().scenario.batch;
    assert!(is_batch(partly_ranged(|details| usage(true, details))));
    assert!(!is_batch(partly_ranged(|details| usage(details.contains("text"), details))), "the ranged ones are not");
    assert!(!is_batch(partly_ranged(|details| usage(!details.contains("text"), details))), "the ranged ones alone");
}

#[test]
fn summaries_from_before_ranged_requests_were_counted_still_open() {
    let log = log();
    let mut old: serde_json::Value = serde_json::from_str(&log.to_json()).unwrap();
    let typical = old["typical"].as_object_mut().unwrap();
    for field in ["ranged_requests", "ranged_batch_requests"] {
        assert!(typical.remove(field).is_some());
    }
    let old = old.to_string();
    assert_eq!(Summary::from_json(&old), Ok(log));
}
