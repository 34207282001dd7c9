//! How fast logs are read, beside `serde_json` and, where it is installed, `jq`:
//! `cargo run --release -p gpt-image-cost-usage --example bench`.
//!
//! The data is made up on the way and never stands on disk: plain usage lines, and whole responses with images in base64.

mod logs;

use std::hint::black_box;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gpt_image_cost_usage::{Options, Summary, read};
use logs::{RESPONSES, plain, responses};
use serde_json::Value;

fn report(name: &str, bytes: u64, records: u64, took: Duration) {
    let seconds = took.as_secs_f64();
    #[allow(clippy::cast_precision_loss)] // for display
    let (bytes, records) = (bytes as f64 / 1e6, records as f64);
    println!("{name:<44}{:>10.0} MB/s{:>14.0} records/s", bytes / seconds, records / seconds);
}

/// Everything in memory, so that only reading is measured.
fn in_memory(mut source: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(error) = source.read_to_end(&mut bytes) {
        eprintln!("{error}");
    }
    bytes
}

fn measure_in_memory(title: &str, bytes: &[u8]) {
    println!("{title}, {} MB in memory", bytes.len() / 1_000_000);
    let size = u64::try_from(bytes.len()).unwrap_or(0);
    let begun = Instant::now();
    let (summary, _) = read("bench", bytes, &Options::default(), &mut (), |_| {});
    report("  this reader", size, summary.records.seen, begun.elapsed());
    assert_eq!(summary.records.priced, summary.records.seen);
    let begun = Instant::now();
    let mut output = 0;
    let mut records = 0;
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let text = std::str::from_utf8(line).unwrap_or_default();
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        output += value["usage"]["output_tokens"].as_u64().unwrap_or(0);
        records += 1;
    }
    black_box(output);
    report("  serde_json::from_str::<Value>, one sum", size, records, begun.elapsed());
    jq(bytes, records);
}

fn jq(bytes: &[u8], records: u64) {
    let child = Command::new("jq")
        .args(["-n", "[inputs.usage.output_tokens] | add"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return println!("  jq is not installed") };
    let begun = Instant::now();
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(bytes);
    }
    let _ = child.wait();
    report("  jq, one sum", u64::try_from(bytes.len()).unwrap_or(0), records, begun.elapsed());
}

fn streamed(title: &str, source: impl Read) -> Summary {
    let (mut bytes, begun) = (0, Instant::now());
    let (summary, _) = read("bench", source, &Options::default(), &mut (), |progress| bytes = progress.bytes);
    println!("{title}, {} MB from a generator, which takes part of the time", bytes / 1_000_000);
    report("  this reader", bytes, summary.records.seen, begun.elapsed());
    summary
}

/// The most memory this process has held, on Linux.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}

fn main() {
    let summary = streamed("Plain records", plain());
    println!("  ${} in all", summary.usd.low);
    streamed("Responses with images", responses(RESPONSES));
    println!("Peak memory so far: {}", peak_memory());
    measure_in_memory("Plain records", &in_memory(plain()));
    measure_in_memory("Responses with images", &in_memory(responses(RESPONSES / 2)));
}
