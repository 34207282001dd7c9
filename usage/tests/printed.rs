//! JSON that is printed over several lines, and streams of events: where a record begins, ends, goes on or is cut off.

use crate::support::{cost, cost_of, good, problems, read};

const CUT_IN_TEXT: &str = "The record is cut off: its line ends inside a text.";

/// A record with line breaks and no blanks before its lines.
fn printed() -> String {
    good().replace('{', "\n{\n").replace(',', ",\n").replace('}', "\n}").trim_start().to_owned()
}

#[track_caller]
fn assert_read(text: &str, priced: u64, expected: &[&str]) {
    let summary = read(text);
    assert_eq!(problems(&summary), expected, "{text}");
    assert_eq!(summary.records.priced, priced, "{text}");
    assert_eq!(cost(&summary), cost_of(priced), "{text}");
}

#[test]
fn records_may_be_printed_without_indentation() {
    let (whole, printed) = (good(), printed());
    assert_read(&format!("{printed}\n{printed}\n"), 2, &[]);
    // A record on a line of its own says nothing about the next one in a list.
    assert_read(&format!("[{whole},\n{printed}]\n"), 2, &[]);
    assert_read(&format!("[\n{whole} ,\n{printed}]\n"), 2, &[]);
}

#[test]
fn an_indented_bracket_goes_on_with_its_record_even_among_lines_of_one_record_each() {
    let whole = good();
    let goes_on = whole.replace("\"usage\":{", "\"usage\":\n  {");
    assert_read(&format!("{whole}\n{goes_on}\n{whole}\n"), 3, &[]);
}

#[test]
fn lines_are_counted_across_printed_records() {
    assert_read(
        "{\n\"id\": 1\n}\nnonsense\n",
        0,
        &["4 : Not JSON: the line has “nonsense” where a record should begin."],
    );
    assert_read("{\"id\": 1}\n{\n\"id\": nothing\n}\n", 0, &["2 : Not valid JSON: expected ident (line 3)."]);
}

#[test]
fn texts_in_printed_records_may_have_escapes() {
    for prompt in [r#"a \"cat\""#, r"\\", r#"\\\""#, r"C:\\ \n \u00e9"] {
        let text = format!("{{\n  \"prompt\": \"{prompt}\",\n  \"response\": {}\n}}\n", good());
        assert_read(&text, 1, &[]);
    }
    assert_read(&format!("{{\n  \"prompt\": \"C:\\\n}}\n{}\n", good()), 1, &[&format!("1 : {CUT_IN_TEXT}")]);
}

#[test]
fn after_a_text_that_is_cut_off_only_what_is_no_deeper_begins_a_record() {
    let whole = good();
    let cut = format!("1 : {CUT_IN_TEXT}");
    // A bracket within a line, a bracket that is deeper, and a list that is closed.
    for rest in [
        format!("\"response\": {whole}\n}}\n"),
        format!("  \"list\": [\n    {whole}\n  ]\n}}\n"),
        format!("\"list\": [\n]\n,\n\"response\": {whole}\n}}\n"),
    ] {
        assert_read(&format!("{{\n\"prompt\": \"a\n{rest}{whole}\n"), 1, &[&cut]);
    }
}

#[test]
fn after_a_text_that_is_cut_off_in_a_list_the_list_goes_on_and_ends() {
    let whole = good();
    let text = format!("[\n  {{\n    \"prompt\": \"a\n    \"list\": [\n      1\n    ]\n  }},\n  {whole}\n]\n");
    assert_read(&text, 1, &[&format!("2 : {CUT_IN_TEXT}")]);
    assert_read(&format!("[\n{whole},\n{{\n\"prompt\": \"a\n]\n"), 1, &[&format!("3 : {CUT_IN_TEXT}")]);
}

#[test]
fn a_list_in_the_list_of_records_is_one_value() {
    let whole = good();
    assert_read(&format!("[[1], {whole}]"), 1, &[]);
    assert_read(&format!("[[{whole}], {whole}]"), 1, &[]);
}

#[test]
fn what_is_no_record_is_said_wherever_it_stands() {
    let whole = good();
    let not_json =
        |line: u64, what: &str| format!("{line} : Not JSON: the line has “{what}” where a record should begin.");
    assert_read(&format!("{whole}\nnonsense"), 1, &[&not_json(2, "nonsense")]);
    assert_read(&format!("{whole}\n]\n{whole}\n"), 2, &[&not_json(2, "]")]);
    assert_read(&format!("[nothing, {whole}, 7]"), 1, &[&not_json(1, "nothing"), &not_json(1, "7")]);
    assert_read(&format!("data: nothing\n\ndata: {whole}\n\ndata: [DONE]\n\ndata:\n\n"), 1, &[&not_json(1, "nothing")]);
    // In a list nothing is a field of an event.
    assert_read(&format!("[\n{whole},\nid: 5\n]\n"), 1, &[&not_json(3, "id: 5")]);
    assert_read(&format!("[\n{whole},\ndata: 5\n]\n"), 1, &[&not_json(3, "data: 5")]);
}

#[test]
fn an_event_may_go_on_in_another_line_unless_the_next_one_begins() {
    let whole = good();
    let goes_on = whole.replace("\"usage\":{", "\"usage\":\ndata: {");
    assert_read(&format!("data: {goes_on}\n\n"), 1, &[]);
    assert_read(
        &format!("data: {{\"a\": 1\ndata: {whole}\n\n"),
        1,
        &["1 : The record is cut off: the next one begins before it is closed."],
    );
}
