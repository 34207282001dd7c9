//! The command and the library on the same files: the same figures.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use gpt_image_cost_usage::{Options, Summary};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../usage/tests/fixtures");

fn fixtures() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(FIXTURES).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap() != "expected.tsv");
    paths.sort();
    paths
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gpt-image-cost-cli"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes()); // it may have ended already
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn library(paths: &[PathBuf]) -> Summary {
    let mut bill = Summary::default();
    for path in paths {
        let source = File::open(path).unwrap();
        let name = path.to_str().unwrap();
        let (part, end) = gpt_image_cost_usage::read(name, source, &Options::default(), &mut (), |_| {});
        end.unwrap();
        bill.merge(&part);
    }
    bill
}

/// A folder of this test's own, emptied.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn command_and_library_give_the_same_figures() {
    let paths = fixtures();
    let mut arguments = vec!["price", "--json"];
    arguments.extend(paths.iter().map(|path| path.to_str().unwrap()));
    let output = run(&arguments, "");
    assert_eq!(Summary::from_json(text(&output.stdout)).unwrap(), library(&paths));
    assert_eq!(output.status.code(), Some(1), "some records of the fixtures have no price");
}

#[test]
fn summaries_of_parts_merge_into_that_of_the_whole() {
    let folder = scratch("merge");
    let paths = fixtures();
    let (first, second) = paths.split_at(paths.len() / 2);
    let mut parts = Vec::new();
    for (index, files) in [first, second].into_iter().enumerate() {
        let mut arguments = vec!["price", "--json"];
        arguments.extend(files.iter().map(|path| path.to_str().unwrap()));
        let part = folder.join(format!("{index}.json"));
        fs::write(&part, run(&arguments, "").stdout).unwrap();
        parts.push(part.to_str().unwrap().to_owned());
    }
    let output = run(&["merge", "--json", &parts[0], &parts[1]], "");
    assert_eq!(Summary::from_json(text(&output.stdout)).unwrap(), library(&paths));
}

const RECORD: &str = r#"{"created":1778000000,"usage":{"input_tokens":15,"input_tokens_details":{"text_tokens":15,"image_tokens":0},"output_tokens":82}}"#;

#[test]
fn the_standard_input_and_gzipped_files_are_read() {
    let output = run(&["price", "-"], &format!("{RECORD}\n"));
    assert!(text(&output.stdout).contains("$0.002535"), "{output:?}");
    assert_eq!(output.status.code(), Some(0));
    let packed = scratch("packed").join("log");
    let mut encoder = flate2::write::GzEncoder::new(File::create(&packed).unwrap(), flate2::Compression::fast());
    writeln!(encoder, "{RECORD}\n{RECORD}").unwrap();
    encoder.finish().unwrap();
    let output = run(&["price", packed.to_str().unwrap()], "");
    assert!(text(&output.stdout).contains("$0.00507"), "{output:?}");
}

#[test]
fn records_and_rejections_are_written_as_they_come() {
    let folder = scratch("records");
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let input = format!("{RECORD}\nbroken\n");
    let arguments = ["price", "-", "--records", &file("r.jsonl"), "--rejected", &file("x.csv")];
    assert_eq!(run(&arguments, &input).status.code(), Some(1));
    let records = fs::read_to_string(file("r.jsonl")).unwrap();
    assert_eq!(records.lines().count(), 1);
    assert!(records.contains(r#""usd":{"low":"0.002535","high":"0.002535"}"#), "{records}");
    assert_eq!(
        fs::read_to_string(file("x.csv")).unwrap(),
        "file,line,path,reason\r\nstandard input,2,,Not JSON: the line has “broken” where a record should begin.\r\n"
    );
    run(&["price", "-", "--records", &file("r.csv")], &input);
    let records = fs::read_to_string(file("r.csv")).unwrap();
    let rows: Vec<&str> = records.lines().collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].split(',').count(), rows[1].split(',').count());
}

#[test]
fn what_cannot_be_done_is_said_and_ends_with_2() {
    for (arguments, sentence) in [
        (vec!["price", "-", "--rates", "2026-04-21"], "no rates are recorded before 2026-04-22"),
        (vec!["price", "-", "--rates", "June"], "enter a date like 2026-06-05"),
        (vec!["price", "-", "--records", FIXTURES], "cannot be written"),
        (vec!["price"], "<FILE>"),
    ] {
        let output = run(&arguments, "{}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(sentence), "{output:?}");
    }
}

#[test]
fn a_directory_and_a_missing_file_are_named_and_the_rest_is_priced() {
    let edit = format!("{FIXTURES}/edit-response.json");
    let output = run(&["price", FIXTURES, "no-such-file", &edit], "");
    let printed = text(&output.stdout);
    assert!(printed.contains(&format!("{FIXTURES}: This is a directory. Name the files in it")), "{printed}");
    assert!(printed.contains("no-such-file: The file cannot be read"), "{printed}");
    assert!(printed.contains("$0.017994"), "{printed}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_summary_that_cannot_be_read_is_named_and_the_rest_is_merged() {
    let edit = run(&["price", "--json", &format!("{FIXTURES}/edit-response.json")], "");
    for (file, sentence) in [
        ("no-such-file", "no-such-file: The file cannot be read"),
        (FIXTURES, "fixtures: This is a directory."),
        (concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), "Cargo.toml: This is not a summary that can be read"),
    ] {
        let output = run(&["merge", file, "-"], text(&edit.stdout));
        let printed = text(&output.stdout);
        assert!(printed.contains(sentence) && printed.contains("$0.017994"), "{printed}");
        assert_eq!(output.status.code(), Some(2), "{file}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read_ends_with_2() {
    // It opens, and its first byte cannot be read.
    let output = run(&["price", "/proc/self/mem", "-"], &format!("{RECORD}\n"));
    let printed = text(&output.stdout);
    assert!(printed.contains("/proc/self/mem: The file could not be read to its end"), "{printed}");
    assert!(printed.contains("$0.002535"), "{printed}");
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn no_output_is_written_over_an_input_or_another_output() {
    let folder = scratch("over");
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (log, link, hard_link) = (file("log.jsonl"), file("link.jsonl"), file("hard-link.jsonl"));
    fs::write(&log, RECORD).unwrap();
    std::os::unix::fs::symlink(&log, &link).unwrap();
    fs::hard_link(&log, &hard_link).unwrap();
    let (new, same) = (file("new.csv"), folder.join(".").join("new.csv").to_str().unwrap().to_owned());
    for (arguments, sentence) in [
        (vec!["price", &log, "--records", &log], "is also read"),
        (vec!["price", &log, "--rejected", &link], "is also read"),
        (vec!["price", &link, "--records", &log], "is also read"),
        (vec!["price", &log, "--records", &hard_link], "is also read"),
        (vec!["price", &log, "--records", &new, "--rejected", &same], "cannot go into one file"),
    ] {
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(sentence), "{output:?}");
        assert_eq!(fs::read_to_string(&log).unwrap(), RECORD);
    }
    assert!(!Path::new(&new).exists());
}

#[test]
fn a_batch_is_priced_at_standard_rates_when_told_so() {
    let batch = format!("{FIXTURES}/batch.jsonl");
    assert!(text(&run(&["price", &batch], "").stdout).contains("$0.0012675"));
    assert!(text(&run(&["price", &batch, "--no-batch-assumption"], "").stdout).contains("$0.002535"));
}
