//! CSV and TSV: columns by name and by hand, and rows that are broken.

use gpt_image_cost_usage::{Assignment, Column, Options, Reader};

use crate::support::{cost, options, problems, read, read_with, record};

#[test]
fn columns_are_recognized_whatever_their_case_and_separators() {
    for header in [
        "input_text_tokens,input_image_tokens,output_tokens",
        "Input Text Tokens;Input-Image-Tokens;OUTPUT TOKENS",
        "usage.input_tokens_details.text_tokens\tusage.input_tokens_details.image_tokens\tusage.output_tokens",
        "prompt_tokens_details_text_tokens,prompt_tokens_details_image_tokens,completion_tokens",
    ] {
        let row = "10,1508,196".replace(
            ',',
            if header.contains(';') {
                ";"
            } else if header.contains('\t') {
                "\t"
            } else {
                ","
            },
        );
        let summary = read(format!("\u{feff}{header}\r\n{row}\r\n"));
        assert_eq!((cost(&summary).as_str(), problems(&summary)), ("0.017994", vec![]), "{header}");
    }
}

#[test]
fn cached_tokens_beside_separate_counts_are_theirs_only_where_the_sum_shows_it() {
    let header = "input_tokens,input_text_tokens,input_image_tokens,input_cached_tokens,output_tokens";
    let bill = |row: &str| cost(&read(format!("{header}\n{row}\n")));
    assert_eq!(bill("1000000,600000,0,400000,0"), "3.5–3.8", "uncached counts");
    assert_eq!(bill("1000000,1000000,0,400000,0"), "3.5", "counts with the cached ones");
    let wrong = read(format!("{header}\n1000000,600000,0,300000,0\n"));
    assert_eq!(
        problems(&wrong),
        ["2 input_tokens: Text 600000, image 0 and cached 300000 do not add up to input_tokens 1000000."]
    );
}

#[test]
fn cached_tokens_by_meter_count_whatever_else_is_split() {
    for (header, row, usd) in [
        ("input_tokens,input_text_tokens,input_cached_text_tokens", "1000000,1000000,600000", "2.75"),
        ("input_tokens,input_text_tokens,input_cached_text_tokens", "1000000,400000,600000", "2.75"),
        ("input_tokens,cached_text_tokens", "1000000,600000", "2.75–3.95"),
        ("input_tokens,input_image_tokens,input_cached_image_tokens", "1000000,1000000,600000", "4.4"),
        ("input_tokens,input_image_tokens,input_cached_image_tokens", "1000000,400000,600000", "4.4"),
        // Of 500,000 text tokens 300,000 may be cached ones, or these are another 300,000.
        ("input_tokens,input_text_tokens,input_cached_text_tokens", "1000000,500000,300000", "4.475–5.375"),
        ("input_tokens,input_text_tokens,input_cached_tokens", "1000000,400000,600000", "2.75–4.1"),
        ("input_tokens,input_text_tokens,input_cached_tokens", "1000000,1000000,600000", "2.75"),
        ("input_tokens,input_text_tokens,input_cached_text_tokens", "1000000,400000,0", "6.8"),
    ] {
        let summary = read(format!("{header},output_tokens\n{row},0\n"));
        assert_eq!((problems(&summary), cost(&summary).as_str()), (vec![], usd), "{header}: {row}");
    }
}

#[test]
fn unknown_columns_can_be_assigned_by_hand() {
    let text = "when,in,out\n2026-05-05,15,82\n2026-05-06,15,82\n";
    let summary = read(text);
    assert_eq!(
        problems(&summary)[0],
        "2 : No column of tokens is recognized. The header has: when, in, out. Assign the columns by hand."
    );
    assert_eq!((summary.records.seen, summary.records.rejected), (2, 2));
    let no_count = read("date,model,requests\n2026-05-05,gpt-image-2,3\n");
    assert!(problems(&no_count)[0].starts_with("2 : No column of tokens is recognized."));
    let mut reader = Reader::new("log", &options());
    reader.push(text.as_bytes(), &mut ());
    let names = ["when", "in", "out"].map(str::to_owned);
    assert_eq!(reader.header().unwrap(), (&names[..], &[None; 3][..]));
    let with = |columns: [Column; 3]| assigned(&names, columns.map(Some));
    let summary = read_with(text, &with([Column::Time, Column::TextInput, Column::Output]));
    assert_eq!(problems(&summary)[0], "2 input_image_tokens: input_image_tokens is missing.");
    let options = with([Column::Time, Column::Input, Column::Output]);
    let summary = read_with(text, &options);
    assert_eq!((cost(&summary).as_str(), summary.by_day.rows.len()), ("0.00507–0.00516", 2));
    let other = read_with(text.replace("when,", "who,"), &options);
    assert_eq!((other.records.priced, other.records.rejected), (0, 2), "another header");
}

/// The days of a table whose rows hold 15 text input and 82 output tokens after some times.
fn days(header: &str, times: &str, options: impl Fn(&[String]) -> Options) -> Vec<String> {
    let header = format!("{header},input_text_tokens,input_image_tokens,output_tokens");
    let names: Vec<String> = header.split(',').map(str::to_owned).collect();
    let summary = read_with(format!("{header}\n{times},15,0,82\n"), &options(&names));
    assert_eq!((problems(&summary), cost(&summary).as_str()), (vec![], "0.002535"), "{header}");
    summary.by_day.rows.into_keys().collect()
}

#[test]
fn of_several_columns_of_times_the_first_counts_unless_another_is_assigned() {
    let by_name = |_: &[String]| options();
    let usage_export = "start_time,end_time,start_time_iso,end_time_iso";
    let times = "1780617600,1780704000,2026-06-05T00:00:00+00:00,2026-06-06T00:00:00+00:00";
    assert_eq!(days(usage_export, times, by_name), ["2026-06-05"]);
    assert_eq!(days("date,created_at", "2026-05-01,2026-06-05", by_name), ["2026-05-01"]);
    let second = |header: &[String]| Options {
        columns: vec![Assignment { header: header.to_vec(), index: 1, column: Some(Column::Time) }],
        ..options()
    };
    assert_eq!(days("date,created_at", "2026-05-01,2026-06-05", second), ["2026-06-05"]);
    assert_eq!(days("created,when,date", "2026-05-01,2026-06-05,2026-05-03", second), ["2026-06-05"]);
    let not_first = |header: &[String]| Options {
        columns: vec![Assignment { header: header.to_vec(), index: 0, column: None }],
        ..options()
    };
    assert_eq!(days("date,created_at", "2026-05-01,2026-06-05", not_first), ["2026-06-05"]);
}

#[test]
fn the_second_column_of_times_is_shown_as_not_used() {
    let mut reader = Reader::new("log", &options());
    reader.push(b"start_time,start_time_iso,input_tokens,output_tokens\n1,2,3,4\n", &mut ());
    let (_, columns) = reader.header().unwrap();
    assert_eq!(columns, [Some(Column::Time), None, Some(Column::Input), Some(Column::Output)]);
}

#[test]
fn a_time_with_a_fraction_or_a_short_offset_is_one() {
    let by_name = |_: &[String]| options();
    for time in ["1780617600.5", "1780617600", "2026-06-05 23:59:59+00", "2026-06-05 23:59:59.25-00:00"] {
        assert_eq!(days("timestamp", time, by_name), ["2026-06-05"], "{time}");
    }
}

fn assigned<const N: usize>(header: &[String], columns: [Option<Column>; N]) -> Options {
    let assignment = |(index, column)| Assignment { header: header.to_vec(), index, column };
    Options { columns: columns.into_iter().enumerate().map(assignment).collect(), ..options() }
}

#[test]
fn of_two_columns_for_one_thing_one_can_be_left_out() {
    let text = "input_tokens,prompt_tokens,output_tokens\n1000000,2,0\n";
    let mut reader = Reader::new("log", &options());
    reader.push(text.as_bytes(), &mut ());
    let (names, columns) = reader.header().unwrap();
    assert_eq!(columns, [Some(Column::Input), Some(Column::Input), Some(Column::Output)]);
    let options = assigned(names, [Some(Column::Input), None, Some(Column::Output)]);
    assert_eq!(cost(&read_with(text, &options)), "5–8");
}

#[test]
fn a_whole_number_with_a_fraction_of_nothing_is_a_count() {
    for row in ["15.0,0.0,82.0", "15,,82.", "1.5e1,0,8.2e1"] {
        let summary =
            read(format!("input_text_tokens,input_cached_tokens,output_tokens,input_image_tokens\n{row},0\n"));
        assert_eq!((problems(&summary), cost(&summary).as_str()), (vec![], "0.002535"), "{row}");
    }
}

#[test]
fn broken_rows_are_rejected_and_the_rest_is_priced() {
    let header = "input_text_tokens,input_image_tokens,output_tokens,prompt";
    let good = "15,0,82,a fox";
    for (row, sentence) in [
        ("15,0", "3 : The line has 2 cells, and the header has 4."),
        ("15,0,82,a,b", "3 : The line has 5 cells, and the header has 4."),
        ("15,0,many,a", "3 output_tokens: output_tokens is “many”, but a number is expected."),
        ("15,0,-82,a", "3 output_tokens: output_tokens is “-82”. A count cannot be negative."),
        ("15,0,8.2,a", "3 output_tokens: output_tokens is “8.2”. A count is a whole number."),
        ("15,0,inf,a", "3 output_tokens: output_tokens is “inf”, but a number is expected."),
        ("15,0,1e17,a", "3 output_tokens: output_tokens is “1e17”, above 2^53, where counts stop being exact."),
        (
            "15,0,99999999999999999999,a",
            "3 output_tokens: output_tokens is “99999999999999999999”, above 2^53, where counts stop being exact.",
        ),
        ("15,0,\0,a", "3 : Not readable: the line holds NUL bytes."),
        ("15,0,82,\"a", "3 : A quotation mark opens on this line and is never closed."),
    ] {
        let summary = read(format!("{header}\n{good}\n{row}\n{good}\n{good}\n"));
        assert_eq!((problems(&summary), cost(&summary).as_str()), (vec![sentence.to_owned()], "0.007605"), "{row}");
    }
    let two_lines = format!("{header}\n15,0,82,\"a\nb\"\n15,0,82,5\" wide\n15,0\n{good}\n");
    let summary = read(two_lines);
    assert_eq!(problems(&summary), ["5 : The line has 2 cells, and the header has 4."]);
    assert_eq!(summary.records.priced, 3);
    let unclosed = format!("{header}\n{good}\n15,0,82,\"a\n{good}\n15,0\n{good}\n");
    assert_eq!(
        problems(&read(unclosed)),
        [
            "3 : A quotation mark opens on this line and is never closed.",
            "5 : The line has 2 cells, and the header has 4."
        ]
    );
    let long = format!("{header}\n{good}\n15,0,82,{}\n{good}\n15,0\n", "x".repeat(1 << 17));
    assert_eq!(
        problems(&read(long)),
        ["3 : The line is longer than 64 KiB.", "5 : The line has 2 cells, and the header has 4."]
    );
}

#[test]
fn a_stray_line_before_json_is_no_header() {
    let summary = read(format!("exported,today\n{}\n", record(15, 0, 82)));
    assert_eq!((summary.records.priced, cost(&summary).as_str()), (1, "0.002535"));
}

#[test]
fn a_row_may_begin_with_a_bracket() {
    for cell in ["{}", "[]"] {
        let summary = read(format!("headers,input_text_tokens,input_image_tokens,output_tokens\n{cell},15,0,82\n"));
        assert_eq!((cost(&summary).as_str(), problems(&summary)), ("0.002535", vec![]), "{cell}");
    }
}

#[test]
fn a_header_alone_and_two_columns_for_one_thing_are_said() {
    assert_eq!(problems(&read("input_tokens,output_tokens\n")), ["0 : The file has a header and no rows."]);
    assert_eq!(
        problems(&read("input_tokens,prompt_tokens,output_tokens\n1,2,3\n")),
        ["1 : Two columns hold “All input tokens”. Assign the columns by hand."]
    );
}

#[test]
fn blank_lines_before_the_header_are_lines() {
    let summary = read("\n \n\ninput_text_tokens,input_image_tokens,output_tokens\n15,0,82\n15\n");
    assert_eq!(cost(&summary), "0.002535");
    assert_eq!(problems(&summary), ["6 : The line has 1 cells, and the header has 3."]);
}
