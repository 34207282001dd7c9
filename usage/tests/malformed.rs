//! What is broken costs its own record, is said in a sentence with its line, and nothing else is lost.

use std::io::{self, Read, Write as _};

use gpt_image_cost_usage::{Options, Unpriced};

use crate::support::{cost, cost_of, good, problems, read};

#[track_caller]
fn assert_read(text: impl AsRef<[u8]>, priced: u64, expected: &[&str]) {
    let summary = read(text);
    assert_eq!(problems(&summary), expected);
    assert_eq!(cost(&summary), cost_of(priced));
    let counts = summary.records;
    assert_eq!(counts.priced + counts.unpriced + counts.rejected, counts.seen);
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    assert_read("", 0, &["0 : The file is empty."]);
    assert_read("\u{feff}", 0, &["0 : The file holds only blanks."]);
    assert_read(" \r\n\t\n", 0, &["0 : The file holds only blanks."]);
}

#[test]
fn a_file_of_another_kind_is_named() {
    assert_read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR{\"usage\":{}}", 0, &["0 : This is a PNG image, not a usage log."]);
    assert_read(b"\xff\xd8\xff\xe0..", 0, &["0 : This is a JPEG image, not a usage log."]);
    assert_read(b"\xff\xfe{\0}\0", 0, &["0 : This text is UTF-16. Save it as UTF-8."]);
    assert_read(b"PK\x03\x04....", 0, &["0 : This is a ZIP archive. Unpack it first."]);
}

#[test]
fn a_line_that_is_cut_off_is_rejected_and_the_rest_is_priced() {
    let whole = good();
    for end in 1..whole.len() {
        let text = format!("{whole}\n{}\n{whole}\n", &whole[..end]);
        let summary = read(&text);
        assert_eq!((cost(&summary), summary.records.rejected), (cost_of(2), 1), "{text}");
        assert_eq!(summary.rejections[0].line, 2);
    }
}

#[test]
fn a_first_line_that_is_cut_off_is_rejected_and_the_rest_is_priced() {
    let whole = good();
    for (cut, reason) in [
        (r#"{"usage":{"input_tokens":12"#, "The record is cut off: the next one begins before it is closed."),
        (r#"{"usage":{"input_tokens"#, "The record is cut off: its line ends inside a text."),
        (r#"{"usage":{"input_tokens":1,"#, "The record is cut off: the next one begins before it is closed."),
    ] {
        assert_read(format!("{cut}\n{whole}\n{whole}\n"), 2, &[&format!("1 : {reason}")]);
    }
}

#[test]
fn a_file_that_ends_early_says_where() {
    let whole = good();
    let text = format!("{whole}\n{}", &whole[..20]);
    assert_read(text, 1, &["2 : The file ends inside this record."]);
    let text = format!("{whole}\n{}", r#"{"b64_json":"AAAA"#);
    assert_read(text, 1, &["2 : The file ends inside a text of this record."]);
    assert_read(format!("[{whole},\n{whole}"), 2, &["0 : The list of records is not closed: the file may be cut off."]);
}

#[test]
fn an_item_of_a_printed_list_that_is_cut_off_is_rejected_and_the_rest_is_priced() {
    let text = format!("[\n  {0},\n  {{\n    \"size\": \"1024x\n    \"usage\": 5\n  }},\n  {0}\n]\n", good());
    assert_read(text, 2, &["3 : The record is cut off: its line ends inside a text."]);
}

#[test]
fn bytes_that_are_no_text_are_said_with_their_line() {
    let whole = good();
    let mut text = format!("{whole}\n{{\"size\":\"").into_bytes();
    text.extend(b"\xff\xfe\"}\n");
    text.extend(whole.as_bytes());
    assert_read(&text, 2, &["2 : Not readable: not valid UTF-8."]);
    let mut text = whole.clone().into_bytes();
    text.extend(b"\n\xc3\x28\xc0\xc1 broken\n");
    text.extend(whole.as_bytes());
    assert_read(&text, 2, &["2 : Not JSON: the line is not valid UTF-8."]);
}

#[test]
fn nul_bytes_are_said_with_their_line() {
    let whole = good();
    assert_read(format!("{whole}\n\0\0\0\0\n{whole}\n"), 2, &["2 : Not JSON: the line holds NUL bytes."]);
    assert_read(format!("{whole}\n{{\"a\":\0}}\n{whole}\n"), 2, &["2 : Not readable: NUL bytes inside the record."]);
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_no_mistake() {
    assert_read(format!("\u{feff}{0}\r\n\r\n{0}\r\n", good()), 2, &[]);
}

#[test]
fn brackets_a_hundred_thousand_deep_are_refused_in_a_sentence() {
    let whole = good();
    let sentence = "2 : Not readable: brackets are nested more than 127 levels deep.";
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        assert_read(format!("{whole}\n{{\"a\":{open}1{close}}}\n{whole}\n"), 2, &[sentence]);
        assert_read(format!("{whole}\n{{\"a\":{open}\n{whole}\n"), 2, &[sentence]);
    }
}

#[test]
fn as_deep_as_the_limit_is_read_and_one_deeper_is_not() {
    let at = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    let whole = good();
    for padding in ["", &" ".repeat(5_000)] {
        let text = |depth: usize| format!("{{{padding}\"a\":{}}}\n{whole}\n", at(depth - 1));
        assert_eq!(problems(&read(text(127))), [] as [&str; 0]);
        assert_eq!(problems(&read(text(128))).len(), 1);
    }
}

#[test]
fn records_are_looked_for_24_levels_deep() {
    let within = |depth: usize, value: &str| format!("{}{value}{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for (depth, priced, unpriced) in [(24, 1, 0), (25, 0, 1)] {
        let summary = read(within(depth, &good()));
        assert_eq!([summary.records.priced, summary.records.unpriced], [priced, unpriced], "{depth}");
    }
    // A list and an item of it are two levels.
    for (depth, priced, unpriced) in [(22, 2, 0), (23, 1, 1)] {
        let summary = read(format!("{{\"list\":[{},{}]}}", good(), within(depth, &good())));
        assert_eq!([summary.records.priced, summary.records.unpriced], [priced, unpriced], "{depth}");
    }
}

#[test]
fn the_name_of_a_member_may_be_escaped() {
    assert_read(good().replace("\"output_tokens\"", "\"output_tok\\u0065ns\""), 1, &[]);
}

#[test]
fn what_is_sent_or_only_told_is_no_record_and_no_error() {
    for key in ["request", "metadata", "headers", "error"] {
        let summary = read(format!("{{\"id\":1,\"{key}\":{}}}", good()));
        assert_eq!([summary.records.priced, summary.records.unpriced], [0, 1], "{key}");
    }
    for key in ["request", "metadata", "headers"] {
        let summary = read(format!("{{\"id\":1,\"{key}\":{{\"error\":{{\"message\":\"x\"}}}}}}"));
        assert_eq!(summary.unpriced.get(&Unpriced::NoUsage), Some(&1), "{key}");
    }
}

#[test]
fn the_usage_of_a_tool_that_is_no_object_is_no_usage() {
    for usage in ["null", "5", "[]"] {
        let summary = read(format!("{{\"tool_usage\":{{\"image_gen\":{usage}}}}}"));
        assert_eq!((summary.unpriced.get(&Unpriced::NoUsage), summary.records.seen), (Some(&1), 1), "{usage}");
    }
}

#[test]
fn a_line_of_100_mb_is_read_where_its_length_is_a_text_and_refused_where_it_is_not() {
    let whole = good();
    let image = "A".repeat(100 << 20);
    let usage =
        r#""usage":{"input_tokens":15,"input_tokens_details":{"text_tokens":15,"image_tokens":0},"output_tokens":82}"#;
    let text = format!("{whole}\n{{\"data\":[{{\"b64_json\":\"{image}\"}}],{usage}}}\n");
    assert_read(text, 2, &[]);
    let text = format!("{whole}\n{}\n{whole}\n", "x".repeat(100 << 20));
    assert_read(text, 2, &["2 : Not JSON: the line has “xxxxxxxxxxxxxxxxxxxxxxxx…” where a record should begin."]);
    let text = format!("{whole}\n{{\"a\":{}1}}\n{whole}\n", " ".repeat(100 << 20));
    assert_read(text, 2, &["2 : Not readable: the record is larger than 256 KiB, not counting its long texts."]);
}

#[test]
fn a_key_that_stands_twice_is_refused_where_it_matters() {
    let whole = good();
    let twice = whole.replacen("\"output_tokens\":82", "\"output_tokens\":82,\"output_tokens\":83", 1);
    assert_read(
        format!("{twice}\n{whole}\n"),
        1,
        &["1 usage.output_tokens: The key “output_tokens” appears twice in one object."],
    );
    let twice = whole.replacen('{', "{\"usage\":{},", 1);
    assert_read(format!("{twice}\n{whole}\n"), 1, &["1 usage: The key “usage” appears twice in one object."]);
    for created in ["1778000000", "null", "\"\""] {
        let twice = whole.replacen('{', &format!("{{\"created\":{created},"), 1);
        let sentence = "1 created: The key “created” appears twice in one object.";
        assert_read(format!("{twice}\n{whole}\n"), 1, &[sentence]);
    }
    let elsewhere = whole.replacen('{', "{\"a\":1,\"a\":2,", 1);
    assert_read(elsewhere, 1, &[]);
}

#[test]
fn a_line_that_is_no_json_is_rejected_and_the_rest_is_priced() {
    let whole = good();
    assert_read(
        format!("{whole}\n2026-06-05 INFO started\n{whole}\n"),
        2,
        &["2 : Not JSON: the line has “2026-06-05 INFO started” where a record should begin."],
    );
    assert_read(format!("{whole}\n{{\"usage\": nothing}}\n{whole}\n"), 2, &["2 : Not valid JSON: expected ident."]);
}

#[test]
fn what_was_read_before_an_error_of_the_source_is_counted() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let text = format!("{}\n", good());
    let (summary, end) =
        gpt_image_cost_usage::read("log", text.as_bytes().chain(Fails), &Options::default(), &mut (), |_| {});
    assert_eq!((cost(&summary), problems(&summary)), (cost_of(1), vec![]));
    assert_eq!(end.unwrap_err().to_string(), "the disk is gone");
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_of_several_members_is_read_as_one() {
    let text = format!("{}\n", good());
    assert_read([gzip(text.as_bytes()), gzip(text.as_bytes())].concat(), 2, &[]);
}

#[test]
fn damaged_gzip_keeps_what_came_before() {
    let text = format!("{}\n", good()).repeat(2_000);
    let packed = gzip(text.as_bytes());
    let whole = read(&packed);
    assert_eq!(whole.records.priced, 2_000);
    let cut = read(&packed[..packed.len() / 2]);
    assert!((1..2_000).contains(&cut.records.priced), "{}", cut.records.priced);
    assert_eq!(cut.notes[0].reason, "The gzip data is cut off. What came before it was read.");
    let mut damaged = [gzip(format!("{}\n", good()).as_bytes()), packed].concat();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 20].fill(0xff);
    let damaged = read(&damaged);
    assert!(damaged.records.priced >= 1);
    assert!(damaged.notes[0].reason.starts_with("The gzip data is damaged"), "{:?}", damaged.notes);
    let trailing = [gzip(format!("{}\n", good()).as_bytes()), b"garbage".to_vec()].concat();
    let trailing = read(&trailing);
    assert_eq!((cost(&trailing), trailing.notes.len()), (cost_of(1), 1));
}
