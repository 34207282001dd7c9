//! What bills and records look like as files: every column and every row.

use std::collections::BTreeMap;

use gpt_image_cost_usage::export::{
    RECORD_HEADER, REJECTION_HEADER, push_record_csv, push_record_json, push_rejection_csv, summary_csv, summary_text,
};
use gpt_image_cost_usage::{Observer, PricedRecord, Reader, Rejection, Summary};
use serde_json::{Value, json};

use crate::support::{options, read, record};

/// Every record and every rejection, as the files have them.
#[derive(Default)]
struct Files {
    csv: String,
    json: String,
    rejections: String,
}

impl Observer for Files {
    fn priced(&mut self, record: &PricedRecord<'_>) {
        push_record_csv(&mut self.csv, record);
        push_record_json(&mut self.json, record);
    }

    fn rejected(&mut self, rejection: &Rejection) {
        push_rejection_csv(&mut self.rejections, rejection);
    }
}

fn files(text: &str) -> (Files, Summary) {
    let mut files = Files::default();
    let mut reader = Reader::new("a,b.jsonl", &options());
    reader.push(text.as_bytes(), &mut files);
    let summary = reader.finish(&mut files);
    (files, summary)
}

/// 100 text input tokens at $5, 484 image input tokens at $8, 196 image output tokens at $30: $0.010252. Then a record
/// whose input is not split, and one that contradicts itself.
fn log() -> String {
    let split = record(100, 484, 196).replace("\"usage\"", "\"size\":\"1024x1024\",\"quality\":\"low\",\"usage\"");
    let ranged = r#"{"created":1778000000,"usage":{"input_tokens":10,"output_tokens":20,"total_tokens":30}}"#;
    let wrong = r#"{"created":1778000000,"usage":{"input_tokens":-1,"output_tokens":20}}"#;
    [&split, ranged, wrong, ""].join("\n")
}

#[test]
fn a_line_of_csv_has_a_cell_for_each_column() {
    let (files, _) = files(&log());
    let lines: Vec<&str> = files.csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 2);
    let (file, cells) = lines[0].split_at(r#""a,b.jsonl","#.len());
    assert_eq!(file, r#""a,b.jsonl","#);
    let names = RECORD_HEADER.trim_end().split(',').skip(1);
    let cells: BTreeMap<&str, &str> = names.zip(cells.split(',')).collect();
    assert_eq!(RECORD_HEADER.split(',').count(), lines[0].split(',').count() - 1, "cells of {}", lines[0]);
    for (name, expected) in [
        ("line", "1"),
        ("path", "usage"),
        ("model", "gpt-image-2"),
        ("day", "2026-05-05"),
        ("size", "1024x1024"),
        ("quality", "low"),
        ("batch", "0"),
        ("requests", "1"),
        ("text_input", "100"),
        ("cached_text_input", "0"),
        ("image_input", "484"),
        ("cached_image_input", "0"),
        ("image_output", "196"),
        ("text_output_unpriced", "0"),
        ("usd_low", "0.010252"),
        ("usd_high", "0.010252"),
        ("rates_from", "2026-04-22"),
        ("remarks", "output-split-assumed model-assumed"),
    ] {
        assert_eq!(cells.get(name), Some(&expected), "{name} of {}", lines[0]);
    }
    // 10 tokens of text or of images, and all 20 of the output.
    assert!(lines[1].contains(",0-10,"), "{}", lines[1]);
    assert!(lines[1].contains(",0.00065,0.00068,"), "{}", lines[1]);
}

#[test]
fn a_line_of_json_has_the_same_figures_by_meter() {
    let (files, _) = files(&log());
    let lines: Vec<Value> = files.json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let [first, second] = &lines[..] else { panic!("two lines") };
    assert_eq!((&first["file"], &first["line"], &first["path"]), (&json!("a,b.jsonl"), &json!(1), &json!("usage")));
    assert_eq!(first["usd"], json!({ "low": "0.010252", "high": "0.010252" }));
    let items: Vec<Value> = first["line_items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 5);
    assert_eq!(items[2]["tokens"], json!([484, 484]));
    assert_eq!(items[2]["usd"], json!({ "low": "0.003872", "high": "0.003872" }));
    assert_eq!(
        (&first["batch"], &first["remarks"]),
        (&json!(false), &json!(["output-split-assumed", "model-assumed"]))
    );
    assert_eq!(second["usd"], json!({ "low": "0.00065", "high": "0.00068" }));
}

#[test]
fn a_price_is_no_surer_than_what_it_rests_on() {
    let usage =
        r#""usage":{"input_tokens":0,"output_tokens":9,"output_tokens_details":{"image_tokens":9,"text_tokens":0}}"#;
    let unsplit = r#""usage":{"input_tokens":0,"output_tokens":9}"#;
    for (record, provenance) in [
        (format!(r#"{{"model":"gpt-image-2",{usage}}}"#), "rate card"),
        (format!(r#"{{"model":"gpt-image-2","batch":true,{usage}}}"#), "vendor"),
        (format!(r#"{{"model":"gpt-image-1",{usage}}}"#), "vendor"),
        (format!("{{{usage}}}"), "assumed"),
        (format!(r#"{{"model":"gpt-image-2",{unsplit}}}"#), "assumed"),
        (format!(r#"{{"custom_id":"a","response":{{"body":{{"model":"gpt-image-2",{usage}}}}}}}"#), "assumed"),
    ] {
        let (files, _) = files(&record);
        assert_eq!(serde_json::from_str::<Value>(&files.json).unwrap()["provenance"], provenance, "{record}");
    }
}

#[test]
fn a_rejection_says_where_and_why() {
    let (files, summary) = files(&log());
    assert_eq!(summary.records.rejected, 1);
    let lines: Vec<&str> = files.rejections.split_terminator("\r\n").collect();
    assert_eq!((REJECTION_HEADER, lines.len()), ("file,line,path,reason\r\n", 1));
    assert!(lines[0].starts_with("\"a,b.jsonl\",3,usage.input_tokens,"), "{}", lines[0]);
    assert!(lines[0].ends_with(&summary.rejections[0].reason) || lines[0].ends_with('"'), "{}", lines[0]);
}

#[test]
fn the_bill_as_cells_has_a_row_for_each_figure() {
    let csv = summary_csv(&read(log()));
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}part,key,records,tokens,usd_low,usd_high");
    for line in [
        "total,priced,2,,0.010902,0.010932",
        "records,seen,3,,,",
        "records,ranged,1,,,",
        "records,unpriced,0,,,",
        "records,rejected,1,,,",
        "line-item,text-input,,100,0.0005,0.0005",
        "line-item,image-input,,484,0.003872,0.003872",
        "line-item,image-output,,196,0.00588,0.00588",
        "line-item,ranged-records,1,,0.00065,0.00068",
        "size-and-quality,1024x1024 low,1,196,0.010252,0.010252",
        "day,2026-05-05,2,216,0.010902,0.010932",
    ] {
        assert!(lines.contains(&line), "{line} is not in\n{csv}");
    }
}

#[test]
fn the_bill_for_people_names_every_count() {
    let text = summary_text(&read(log()));
    let lines: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "Text input 100 $0.0005",
        "Image input 484 $0.003872",
        "Image output 196 $0.00588",
        "Records priced as a range $0.00065–$0.00068",
        "Total $0.010902–$0.010932",
        "Priced 2",
        "priced as a range 1",
        "Unpriced 0",
        "Rejected 1",
        "Seen 3",
        "2026-05-05 2 $0.010902–$0.010932",
        "1024x1024 low 1 $0.010252",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} is not in\n{text}");
    }
    assert!(!summary_text(&read(record(1, 0, 0))).contains("Records priced as a range"));
    assert!(text.contains("log:3: usage.input_tokens: "), "{text}");
    assert!(!text.contains("more, rejected"), "{text}");
    let wrong = "{\"usage\":{\"input_tokens\":-1,\"output_tokens\":20}}\n";
    assert!(
        summary_text(&read(wrong.repeat(22))).ends_with("… and 2 records more, rejected.\n"),
        "22 rejected, 20 shown"
    );
    assert!(!summary_text(&read(wrong.repeat(20))).contains("more, rejected"), "20 rejected, all shown");
}
