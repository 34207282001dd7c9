//! A list within an object is read in parts once it is long. It counts as a short one does.

use gpt_image_cost_usage::{Summary, Unpriced};

use crate::support::{cost, cost_of, good, problems, read};

/// Read as a whole, and in parts.
const LENGTHS: [usize; 2] = [3, 4_000];

fn repeated(item: impl AsRef<str>, count: usize) -> String {
    vec![item.as_ref(); count].join(", ")
}

/// Records that are priced, and that are not.
#[track_caller]
fn assert_counts(text: &str, priced: usize, unpriced: usize) -> Summary {
    let summary = read(text);
    let [priced, unpriced] = [priced, unpriced].map(|count| u64::try_from(count).unwrap());
    assert_eq!([summary.records.priced, summary.records.unpriced], [priced, unpriced]);
    assert_eq!(cost(&summary), cost_of(priced));
    summary
}

#[test]
fn a_record_beside_a_long_list_counts_once() {
    for length in LENGTHS {
        let items = repeated(good(), length);
        assert_counts(&format!(r#"{{"summary": {}, "data": [{items}]}}"#, good()), length + 1, 0);
        assert_counts(&format!(r#"{{"data": [{items}], "summary": {}}}"#, good()), length + 1, 0);
    }
}

#[test]
fn two_long_lists_in_one_object_count_once() {
    for (first, second) in [(3, 3), (3, 4_000), (4_000, 3), (4_000, 4_000)] {
        let (first_items, second_items) = (repeated(good(), first), repeated(good(), second));
        assert_counts(&format!(r#"{{"data": [{first_items}], "more": [{second_items}]}}"#), first + second, 0);
    }
}

#[test]
fn a_long_list_without_records_is_one_value_without_usage() {
    for length in LENGTHS {
        for item in [r#"{"a": "0123456789"}"#, r#"{"a": {"b": "0123456789"}}"#] {
            let summary = assert_counts(&format!(r#"{{"data": [{}]}}"#, repeated(item, length)), 0, 1);
            assert_eq!(summary.unpriced.get(&Unpriced::NoUsage), Some(&1));
        }
    }
}

#[test]
fn items_without_usage_beside_one_record_count_wherever_it_is() {
    for length in LENGTHS {
        let errors = repeated(r#"{"error": {"message": "too many requests"}}"#, length);
        let (first, last) = (format!("{}, {errors}", good()), format!("{errors}, {}", good()));
        for items in [first, last] {
            let summary = assert_counts(&format!(r#"{{"data": [{items}]}}"#), 1, length);
            assert_eq!(summary.unpriced.get(&Unpriced::Error), Some(&u64::try_from(length).unwrap()));
        }
    }
}

#[test]
fn a_result_that_is_no_list_is_not_an_empty_span_of_time() {
    for length in LENGTHS {
        let items = repeated(r#"{"results": "failed"}, {"results": []}"#, length);
        assert_counts(&format!(r#"{{"data": [{}, {items}]}}"#, good()), 1, length);
    }
}

#[test]
fn a_wrong_item_is_named_by_its_place_in_the_list() {
    for length in LENGTHS {
        let items = format!("{}, 7, {{\"usage\": 5}}", repeated(good(), length));
        let summary = assert_counts(&format!(r#"{{"data": [{items}], "warnings": [{{"a": 1}}]}}"#), length, 0);
        let place = length + 1;
        let reason = "usage is 5, but an object of counts is expected.";
        assert_eq!(problems(&summary), [format!("1 data[{place}].usage: {reason}")]);
    }
}

#[test]
fn after_a_long_list_the_next_value_begins_anew() {
    for length in LENGTHS {
        let long = format!(r#"{{"data": [{}]}}"#, repeated(good(), length));
        let text = format!("[{long}, {{\"id\": \"a\"}}, {long}]\n{{\"id\": \"b\"}}\n");
        assert_counts(&text, 2 * length, 2);
    }
}

#[test]
fn a_record_with_its_own_usage_counts_once_whatever_list_is_in_it() {
    for length in LENGTHS {
        let own = good();
        let own = own.strip_suffix('}').unwrap();
        assert_counts(&format!(r#"{own}, "data": [{}]}}"#, repeated(good(), length)), 1, 0);
    }
}

#[test]
fn an_item_whose_response_is_an_error_counts_as_one() {
    for length in LENGTHS {
        let errors = repeated(r#"{"response": {"body": {"error": {"message": "too many requests"}}}}"#, length);
        let summary = assert_counts(&format!(r#"{{"data": [{}, {errors}]}}"#, good()), 1, length);
        assert_eq!(summary.unpriced.get(&Unpriced::Error), Some(&u64::try_from(length).unwrap()));
    }
}

#[test]
fn a_broken_item_is_not_reported_again_as_a_value_without_usage() {
    for length in LENGTHS {
        let items = repeated(r#"{"a": "0123456789"}"#, length);
        let summary = read(format!(r#"{{"data": [{items}, {{"a": nothing}}], "more": 1}}"#));
        assert_eq!((summary.records.rejected, summary.records.unpriced), (1, 0));
    }
}

#[test]
fn items_of_a_long_list_may_hold_lists() {
    for length in LENGTHS {
        let item = good().replacen('{', r#"{"tags": ["a", ["b"]], "#, 1);
        assert_counts(&format!(r#"{{"data": [{}]}}"#, repeated(item, length)), length, 0);
    }
}
