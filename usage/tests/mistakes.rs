//! The mistakes of tools in use: each test would fail if we made it.

use gpt_image_cost_usage::export::summary_text;
use gpt_image_cost_usage::{Remark, Unpriced};

use crate::support::{cost, problems, read, record};

#[track_caller]
fn assert_cost(text: &str, usd: &str) {
    assert_eq!(cost(&read(text)), usd, "{text}");
}

#[test]
fn image_output_is_not_priced_at_the_text_output_rate_of_10() {
    assert_cost(&record(0, 0, 1_000_000), "30");
}

#[test]
fn text_input_is_not_priced_as_image_input() {
    assert_cost(&record(1_000_000, 0, 0), "5");
}

#[test]
fn image_input_is_not_priced_as_text_input_nor_left_out() {
    assert_cost(&record(0, 1_000_000, 0), "8");
}

#[test]
fn input_is_not_left_out() {
    assert_cost(&record(10, 1508, 196), "0.017994");
}

#[test]
fn the_price_follows_the_tokens_and_is_not_flat() {
    let (low, high) = (read(record(15, 0, 196)), read(record(15, 0, 7024)));
    assert_eq!([cost(&low), cost(&high)], ["0.005955", "0.210795"]);
}

#[test]
fn the_40_dollars_of_another_model_are_not_used_for_this_one() {
    let usage = |model: &str| {
        format!(
            r#"{{"model":"{model}","usage":{{"input_tokens":0,"input_tokens_details":{{"text_tokens":0,"image_tokens":0}},"output_tokens":1000000}}}}"#
        )
    };
    assert_cost(&usage("gpt-image-2"), "30");
    assert_cost(&usage("gpt-image-2-2026-04-21"), "30");
    assert_cost(&usage("gpt-image-1"), "40");
    assert_cost(&usage("gpt-image-1-mini"), "8");
    assert_cost(&usage("gpt-image-1.5"), "32");
    let unknown = read(usage("gpt-image-3"));
    assert_eq!((cost(&unknown).as_str(), unknown.unpriced.get(&Unpriced::UnknownModel)), ("0", Some(&1)));
}

#[test]
fn cached_tokens_are_charged_once() {
    let usage = r#"{"usage":{"input_tokens":3000000,"input_tokens_details":{"text_tokens":1000000,"image_tokens":2000000,
        "cached_tokens":3000000,"cached_tokens_details":{"text_tokens":1000000,"image_tokens":2000000}},"output_tokens":0}}"#;
    assert_cost(usage, "5.25");
    let separate = r#"{"input_text_tokens":1000000,"input_cached_text_tokens":1000000,"input_image_tokens":0,
        "input_cached_image_tokens":0,"output_image_tokens":0}"#;
    assert_cost(separate, "6.25");
}

#[test]
fn cached_tokens_in_the_details_count_beside_separate_counts() {
    let usage = |cached: &str| {
        format!(
            r#"{{"usage":{{"input_text_tokens":400000,"input_image_tokens":0,"input_tokens_details":{{{cached}}},
            "output_tokens":0}}}}"#
        )
    };
    assert_cost(&usage(r#""cached_tokens":600000"#), "2.75–3.2");
    assert_cost(&usage(r#""cached_tokens_details":{"text_tokens":600000}"#), "2.75");
}

#[test]
fn a_batch_is_half_the_price_however_it_is_said_and_what_is_not_clear_is_refused() {
    let json = |batch: &str| {
        read(format!(
            r#"{{"batch":{batch},"usage":{{"input_tokens":0,"input_tokens_details":{{"text_tokens":0}},"output_tokens":1000000}}}}"#
        ))
    };
    let table =
        |batch: &str| read(format!("input_text_tokens,input_image_tokens,output_tokens,batch\n0,0,1000000,{batch}\n"));
    for batch in ["true", "TRUE", "t", "Yes", "YES", "y", "1", "1.0"] {
        assert_eq!([cost(&json(&format!("\"{batch}\""))), cost(&table(batch))], ["15", "15"], "{batch}");
    }
    for batch in ["false", "False", "F", "No", "n", "0", "0.0", "", " ", "null"] {
        assert_eq!([cost(&json(&format!("\"{batch}\""))), cost(&table(batch))], ["30", "30"], "{batch}");
    }
    for (batch, usd) in [("1", "15"), ("1.0", "15"), ("true", "15"), ("0", "30"), ("false", "30"), ("null", "30")] {
        assert_eq!(cost(&json(batch)), usd, "{batch}");
    }
    let expected = "but yes or no is expected.";
    for batch in ["maybe", "batch_abc", "2"] {
        assert_eq!(problems(&table(batch)), [format!("2 : batch is “{batch}”, {expected}")]);
        assert_eq!(problems(&json(&format!("\"{batch}\""))), [format!("1 usage: batch is “{batch}”, {expected}")]);
    }
    assert_eq!(problems(&json("{}")), [format!("1 usage: batch is an object, {expected}")]);
}

#[test]
fn a_missing_output_split_does_not_give_0() {
    for details in ["", r#","output_tokens_details":null"#, r#","output_tokens_details":{}"#] {
        let text = format!(
            r#"{{"usage":{{"input_tokens":15,"input_tokens_details":{{"text_tokens":15}},"output_tokens":82{details}}}}}"#
        );
        let summary = read(&text);
        assert_eq!(cost(&summary), "0.002535", "{text}");
        assert_eq!(summary.remarks.get(&Remark::OutputSplitAssumed), Some(&1));
    }
    let zeros = r#"{"usage":{"input_tokens":15,"output_tokens":82,"output_tokens_details":{"text_tokens":0,"image_tokens":0}}}"#;
    assert_eq!(
        problems(&read(zeros)),
        ["1 usage.output_tokens: text output 0 and image output 0 do not add up to output_tokens 82."]
    );
}

#[test]
fn a_missing_input_split_is_a_range_and_not_the_cheaper_end() {
    let summary = read(r#"{"usage":{"input_tokens":1000000,"output_tokens":0}}"#);
    assert_eq!(cost(&summary), "5–8");
    let cached =
        r#"{"usage":{"input_tokens":1000000,"input_tokens_details":{"cached_tokens":400000},"output_tokens":0}}"#;
    assert_eq!(cost(&read(cached)), "3.5–5.6");
    let half = r#"{"usage":{"input_tokens":1000000,"input_tokens_details":{"text_tokens":500000,"image_tokens":500000,
        "cached_tokens":600000},"output_tokens":0}}"#;
    assert_eq!(cost(&read(half)), "3.125–4.025");
}

#[test]
fn tool_usage_is_read_and_the_main_model_s_usage_is_not_taken_for_it() {
    let both = r#"{"object":"response","model":"gpt-5.2","usage":{"input_tokens":9999,"output_tokens":9999,"total_tokens":19998},
        "tool_usage":{"image_gen":{"input_tokens":15,"input_tokens_details":{"text_tokens":15,"image_tokens":0},"output_tokens":82}}}"#;
    assert_cost(both, "0.002535");
    assert_cost(&both.replace(r#""object":"response","#, ""), "0.002535");
    let main_only = r#"{"object":"response","model":"gpt-5.2","usage":{"input_tokens":9999,"output_tokens":9999}}"#;
    let summary = read(main_only);
    assert_eq!((cost(&summary).as_str(), summary.unpriced.get(&Unpriced::MainModelOnly)), ("0", Some(&1)));
}

#[test]
fn no_binary_fraction_is_shown() {
    // In doubles: 0.0016150000000000001.
    assert_cost(&record(155, 0, 28), "0.001615");
    let text = [record(155, 0, 28), record(1, 1, 1)].join("\n").repeat(3);
    assert!(summary_text(&read(text)).contains("$0.004974"));
}

#[test]
fn a_small_cost_is_not_shown_as_0() {
    let text = summary_text(&read(record(1, 0, 0)));
    assert!(text.contains("$0.000005") && !text.contains("$0.00\n"), "{text}");
}

#[test]
fn a_missing_price_is_not_0() {
    let summary = read(r#"{"model":"another-model","usage":{"input_tokens":15,"output_tokens":82}}"#);
    assert_eq!((summary.records.priced, summary.records.unpriced, summary.by_model.rows.len()), (0, 1, 0));
}

#[test]
fn text_output_is_reported_and_the_five_meters_count() {
    let text = r#"{"usage":{"input_tokens":15,"input_tokens_details":{"text_tokens":15,"image_tokens":0},"output_tokens":92,
        "output_tokens_details":{"text_tokens":10,"image_tokens":82},"total_tokens":107}}"#;
    let summary = read(text);
    assert_eq!((cost(&summary).as_str(), summary.text_output_tokens.0), ("0.002535", 10));
    assert_eq!((summary.records.with_text_output, summary.records.flagged), (1, 1));
}

#[test]
fn output_tokens_that_size_and_quality_do_not_give_are_flagged() {
    let differs = |size: &str, quality: &str, images: &str, output: u64| {
        let text = format!(
            r#"{{"size":"{size}","quality":"{quality}"{images},"usage":{{"input_tokens":0,"output_tokens":{output},
               "output_tokens_details":{{"image_tokens":{output},"text_tokens":0}}}}}}"#
        );
        read(text).remarks.contains_key(&Remark::OutputDiffers)
    };
    assert!(!differs("1024x1024", "low", "", 196));
    assert!(differs("1024x1024", "low", "", 272), "the tokens of gpt-image-1");
    assert!(!differs("1024x1024", "low", "", 496), "three partial images");
    assert!(differs("1024x1024", "low", "", 596), "four of them");
    assert!(!differs("1024x1024", "low", r#","data":[{},{}]"#, 392));
    assert!(differs("1024x1024", "low", r#","data":[{},{}]"#, 196));
    assert!(!differs("1024x1024", "low", r#","data":[],"n":2"#, 392));
    assert!(!differs("2560x1040", "low", "", 112) && !differs("2560x1040", "low", "", 131), "two readings");
    assert!(!differs("auto", "low", "", 5) && !differs("1024x1024", "auto", "", 5) && !differs("7x7", "low", "", 5));
}

/// What is wrong with one usage object.
fn refused(usage: &str) -> String {
    let summary = read(format!("{{\"usage\":{usage}}}\n{}", record(1, 0, 0)));
    assert_eq!((summary.records.priced, summary.records.rejected), (1, 1), "{usage}");
    let [rejection] = &summary.rejections[..] else { panic!("{usage}") };
    format!("{}: {}", rejection.path, rejection.reason)
}

#[test]
fn counts_that_contradict_each_other_are_refused_with_what_was_seen() {
    for (usage, sentence) in [
        (
            r#"{"input_tokens":40,"input_tokens_details":{"text_tokens":10,"image_tokens":20},"output_tokens":1}"#,
            "usage.input_tokens_details: text_tokens 10 and image_tokens 20 do not add up to input_tokens 40.",
        ),
        (
            r#"{"input_tokens":40,"input_tokens_details":{"cached_tokens":41},"output_tokens":1}"#,
            "usage.input_tokens_details: Cached tokens 41 exceed input_tokens 40.",
        ),
        (
            r#"{"input_tokens":40,"input_tokens_details":{"text_tokens":10,"image_tokens":30,"cached_tokens_details":{"text_tokens":11,"image_tokens":0}},"output_tokens":1}"#,
            "usage.input_tokens_details: Cached text 11 exceeds text input 10.",
        ),
        (
            r#"{"input_tokens":40,"output_tokens":1,"total_tokens":40}"#,
            "usage.total_tokens: total_tokens is 40, but input 40 and output 1 make 41.",
        ),
        (
            r#"{"input_tokens":-5,"output_tokens":1}"#,
            "usage.input_tokens: input_tokens is -5. A count cannot be negative.",
        ),
        (
            r#"{"input_tokens":1.5,"output_tokens":1}"#,
            "usage.input_tokens: input_tokens is 1.5. A count is a whole number.",
        ),
        (
            r#"{"input_tokens":1,"output_tokens":9007199254740993}"#,
            "usage.output_tokens: output_tokens is 9007199254740993, above 2^53, where counts stop being exact.",
        ),
        (
            r#"{"input_tokens":1,"output_tokens":100000000000000000000000}"#,
            "usage.output_tokens: output_tokens is 100000000000000000000000, above 2^53, where counts stop being exact.",
        ),
        (
            r#"{"input_tokens":"1","output_tokens":1}"#,
            "usage.input_tokens: input_tokens is “1”, but a number is expected.",
        ),
        (r#"{"input_tokens":1}"#, "usage.output_tokens: output_tokens is missing."),
        (r#"{"output_tokens":1}"#, "usage.input_tokens: input_tokens is missing."),
        (r#"{"input_text_tokens":5,"output_tokens":1}"#, "usage.input_image_tokens: input_image_tokens is missing."),
        (r#"{"input_image_tokens":5,"output_tokens":1}"#, "usage.input_text_tokens: input_text_tokens is missing."),
        (
            r#"{"input_tokens":1,"prompt_tokens":2,"output_tokens":1}"#,
            "usage.prompt_tokens: input_tokens is 1 and prompt_tokens is 2: two different figures for one count.",
        ),
        (
            r#"{"input_tokens":1,"input_tokens_details":[],"output_tokens":1}"#,
            "usage.input_tokens_details: input_tokens_details is a list, but an object of counts is expected.",
        ),
        (
            r#"{"input_tokens":1,"output_tokens":100,"output_image_tokens":90,"output_tokens_details":{"image_tokens":100,"text_tokens":0}}"#,
            "usage.output_image_tokens: output_image_tokens is 90 and the details say 100: two different figures for one count.",
        ),
        (
            r#"{"input_tokens":9,"input_text_tokens":5,"input_image_tokens":4,"input_tokens_details":{"text_tokens":9},"output_tokens":1}"#,
            "usage.input_text_tokens: input_text_tokens is 5 and the details say 9: two different figures for one count.",
        ),
        ("5", "usage: usage is 5, but an object of counts is expected."),
    ] {
        assert_eq!(refused(usage), sentence);
    }
}

#[test]
fn a_count_may_stand_twice_if_it_says_the_same() {
    let summary = read(
        r#"{"usage":{"input_tokens":9,"input_text_tokens":9,"input_tokens_details":{"text_tokens":9},"output_tokens":0}}"#,
    );
    assert_eq!((problems(&summary), cost(&summary).as_str()), (vec![], "0.000045"));
}

#[test]
fn cached_tokens_in_the_details_are_among_those_of_the_parts() {
    let summary = read(
        r#"{"usage":{"input_tokens":1000000,"input_tokens_details":{"text_tokens":400000,"cached_tokens":600000},"output_tokens":0}}"#,
    );
    assert_eq!((problems(&summary), cost(&summary).as_str()), (vec![], "3.2–4.1"));
}

#[test]
fn a_record_of_a_type_of_its_own_is_priced() {
    let text = record(15, 0, 82).replace("{\"created\"", "{\"type\":\"gateway.request\",\"created\"");
    assert_cost(&text, "0.002535");
}

#[test]
fn an_error_beside_usage_is_remarked_on() {
    for (member, is_error) in [
        (r#""status_code":200"#, false),
        (r#""status_code":400"#, true),
        (r#""error":{"code":"moderation_blocked"}"#, true),
        (r#""error":null"#, false),
        (r#""error":false"#, false),
        (r#""error":"""#, false),
        (r#""error":true"#, true),
        (r#""error":{}"#, true),
        (r#""error":"out of memory""#, true),
        (r#""type":"response.failed""#, true),
        (r#""type":"image_generation.completed""#, false),
    ] {
        let summary = read(record(15, 0, 82).replacen('{', &format!("{{{member},"), 1));
        assert_eq!(cost(&summary), "0.002535", "{member}");
        assert_eq!(summary.remarks.contains_key(&Remark::IsError), is_error, "{member}");
    }
}

#[test]
fn exactly_2_to_the_53_is_a_count() {
    let summary = read(r#"{"usage":{"input_tokens":0,"output_tokens":9007199254740992}}"#);
    assert_eq!(cost(&summary), "270215977642.22976");
}
