//! What holds for any bytes, for any way of cutting them into pieces and for any parts of a log.

use std::fs;
use std::io::Write as _;

use gpt_image_cost_usage::export::{summary_csv, summary_text};
use gpt_image_cost_usage::{ALL_OTHERS, Summary};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::{invariants, read, record};

/// Pieces of logs, whole and broken, that meet in unforeseen ways.
const PIECES: [&str; 44] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\r\n",
    " ",
    "\t",
    ";",
    "data: ",
    "event: a\n",
    "[DONE]",
    "id: 1\n",
    "\0",
    "\u{feff}",
    "é",
    "null",
    "true",
    "1",
    "-5",
    "1.5",
    "1e400",
    "9007199254740993",
    "\"usage\":",
    "\"input_tokens\":",
    "\"output_tokens\":",
    "{\"usage\":{\"input_tokens\":15,\"output_tokens\":82}}",
    "{\"data\":[",
    "{\"results\":[]}",
    "\"tool_usage\":{\"image_gen\":",
    "\"created\":1778000000,",
    "\"model\":\"gpt-image-1\",",
    "input_tokens,output_tokens,size\n",
    "15,82,1024x1024\n",
    "\"15\",\"8\n2\",\n",
    "\"error\":{},",
    "\"b64_json\":\"AAAA\",",
    "\"response\":{\"body\":{",
    "\"custom_id\":\"a\",",
    "x",
];

fn any_log() -> impl Strategy<Value = Vec<u8>> {
    let pieces = proptest::collection::vec(select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat().into_bytes());
    let damaged = (proptest::collection::vec(any::<Index>(), 0..4), any::<u8>(), select(fixtures())).prop_map(
        |(places, byte, mut bytes)| {
            for place in places {
                let at = place.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        },
    );
    let long = (0usize..3, 4_000usize..4_200, select(&PIECES[..])).prop_map(|(kind, length, piece)| {
        let filler = ["A", " ", "\\n"][kind].repeat(length);
        let whole = record(15, 0, 82);
        format!("{whole}\n{{\"b64_json\":\"{filler}\",{}\n{piece}{whole}\n{filler}\n{whole}", &whole[1..]).into_bytes()
    });
    let packed = (proptest::collection::vec(any::<Index>(), 0..3), any::<u8>(), 0usize..80, any::<Index>()).prop_map(
        |(places, byte, records, end)| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            let lines: String = (0..records as u64).map(|n| record(n * 7919 % 5_000, n, n * n) + "\n").collect();
            encoder.write_all(lines.as_bytes()).unwrap();
            let mut bytes = encoder.finish().unwrap();
            for place in &places {
                let at = place.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(if places.len() == 2 { end.index(bytes.len()) } else { bytes.len() });
            bytes
        },
    );
    prop_oneof![
        3 => pieces,
        1 => packed,
        3 => damaged,
        1 => long,
        1 => proptest::collection::vec(any::<u8>(), 0..200),
    ]
}

fn fixtures() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_add_up_however_they_are_cut(log in any_log(), pieces in proptest::collection::vec(1usize..40, 0..4)) {
        let whole = invariants::check(&log, &[]);
        prop_assert_eq!(&whole, &invariants::check(&log, &pieces));
        prop_assert_eq!(&whole, &invariants::check(&log, &[1]));
    }

    #[test]
    fn parts_of_a_log_add_up_to_the_whole(
        records in proptest::collection::vec((0u64..5_000, 0u64..5_000, 0u64..30_000), 0..30),
        cut in any::<Index>(),
    ) {
        let lines: Vec<String> = records.iter().map(|(text, image, output)| record(*text, *image, *output) + "\n").collect();
        let (first, second) = lines.split_at(cut.index(lines.len() + 1));
        let parts = [first, second].map(|part| read(part.concat()));
        let mut merged = parts[0].clone();
        merged.merge(&parts[1]);
        let mut whole = read(lines.concat());
        whole.notes.clone_from(&merged.notes); // of empty parts
        for (rejection, line) in merged.rejections.iter_mut().zip(&whole.rejections) {
            rejection.line = line.line;
        }
        prop_assert_eq!(&merged, &whole);
        let mut turned = parts[1].clone();
        turned.merge(&parts[0]);
        turned.notes.clone_from(&merged.notes);
        prop_assert_eq!(turned, merged);
        // In other arithmetic: whole millionths of a dollar.
        let expected: u64 = records.iter().map(|(text, image, output)| text * 5 + image * 8 + output * 30).sum();
        let usd = whole.usd.low.usd().unwrap();
        prop_assert_eq!(usd, gpt_image_cost_core::Decimal::new(i64::try_from(expected).unwrap(), 6));
    }
}

#[test]
fn the_corpus_of_the_fuzz_target_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/log");
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let (size, log) = bytes.split_first().unwrap();
        assert_eq!(invariants::check(log, &[]), invariants::check(log, &[usize::from(*size)]));
        files += 1;
    }
    assert!(files >= 13);
}

#[test]
fn fixtures_are_read_alike_in_pieces_of_any_size() {
    for log in fixtures() {
        let whole = invariants::check(&log, &[]);
        for size in 1..64 {
            assert_eq!(whole, invariants::check(&log, &[size]));
        }
    }
}

/// Inputs that a careless algorithm takes quadratic time for: with these it would not come back.
#[test]
fn texts_that_would_make_a_naive_reader_quadratic_are_read_to_the_end() {
    let shapes: [(&str, &str); 9] = [
        ("", "{"),
        ("", "{\"a\":[\n"),
        ("{\"a\":", "[{\n"),
        ("", "\"\n"),
        ("input_tokens,output_tokens\n", "\"\n"),
        ("input_tokens,output_tokens\n", "\"a\"\"\n1,2\n"),
        ("{\"a\":\"", "\\\""),
        ("[", "{},"),
        ("", "data: {\n"),
    ];
    for (start, unit) in shapes {
        let text = start.to_owned() + &unit.repeat((4 << 20) / unit.len());
        let summary = invariants::check(text.as_bytes(), &[]);
        assert!(summary.records.seen > 0, "{unit:?}");
    }
}

#[test]
fn items_of_a_large_list_are_handed_over_before_it_ends() {
    let item = record(15, 0, 82);
    let text = format!("{{\"object\":\"list\",\"data\":[{}],\"has_more\":false}}", vec![item; 50_000].join(",\n"));
    let summary: Summary = invariants::check(text.as_bytes(), &[100_000]);
    assert_eq!((summary.records.priced, summary.records.seen), (50_000, 50_000));
    assert_eq!(summary.usd.low.to_string(), "126.75");
}

/// Records are added up in 512 places: among thousands many share one.
#[test]
fn records_that_share_a_place_are_told_apart() {
    let line = |quality: usize, day: usize| {
        let created = 1_778_000_000 + 86_400 * day;
        format!(
            "{{\"created\":{created},\"quality\":\"{quality}\",\"usage\":{{\"input_tokens\":0,\"output_tokens\":1}}}}\n"
        )
    };
    let by_quality = read((0..1_000).map(|n| line(n, 0)).collect::<String>()).by_size_and_quality.rows;
    assert!(by_quality.len() == 1_000 && by_quality.values().all(|row| row.records == 1));
    let by_day = read((0..1_000).map(|n| line(0, n)).collect::<String>()).by_day.rows;
    assert!(by_day.len() == 1_000 && by_day.values().all(|day| day.row.records == 1));
}

#[test]
fn the_first_thousand_rejections_are_kept_and_all_are_counted() {
    let summary = read("{\"usage\":5}\n".repeat(gpt_image_cost_usage::MAX_KEPT + 5));
    assert_eq!((summary.rejections.len(), summary.records.rejected), (1_000, 1_005));
}

#[test]
fn the_largest_counts_of_thousands_of_records_add_up() {
    let line = "{\"usage\":{\"input_tokens\":0,\"output_tokens\":9007199254740992}}\n";
    assert_eq!(read(line.repeat(3_000)).usd.low.to_string(), "810647932926689.28");
}

#[test]
fn keys_beyond_the_limit_share_a_row_and_the_total_stays_exact() {
    let line =
        |model: usize| format!("{{\"size\":\"{model}\",\"usage\":{{\"input_tokens\":0,\"output_tokens\":1000000}}}}\n");
    let text: String = (0..gpt_image_cost_usage::MAX_ROWS + 5).map(line).collect();
    let summary = read(text);
    assert_eq!(summary.by_size_and_quality.rows.len(), gpt_image_cost_usage::MAX_ROWS);
    assert_eq!(summary.by_size_and_quality.other.map(|row| row.records), Some(5));
    assert_eq!(summary.usd.low.to_string(), "300150");
    let shared = format!("{:<28}{:>24}{:>32}", ALL_OTHERS, 5, "$150");
    assert!(summary_text(&summary).lines().any(|line| line == shared), "{shared}");
    assert!(summary_csv(&summary).contains("size-and-quality,all others,5,5000000,150,150\r\n"));
}
