//! How fast the built page reads usage logs in Chromium, beside plain JavaScript in a worker of the same browser: `bench`.
//!
//! Both read the same files from disk, by turns; the better of the rounds counts. It fails where a sum is not exact, memory
//! grows beyond its limit, or the speed is below half of what is wanted: less is the machine's business.

#[path = "../../../../../usage/examples/bench/logs.rs"]
mod logs;
mod tab;

use std::{
    fs::File,
    io::{self, BufWriter, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Page, Site};
use gpt_image_cost_core::{Decimal, money::format::grouped, money::format::plain as plain_decimal};
use serde_json::Value;

use tab::{Used, Watch};

const ROUNDS: usize = 3;
const CANCELS: u32 = 5;
const MOST_MEMORY: u64 = 64 << 20;
const MOST_TO_CANCEL: f64 = 200.0;

/// Waits within the page: asking again and again would take time from what is measured.
const MEASURED: &str = "
    const look = done => { if (window.measured) done(window.measured); else setTimeout(look, 50, done) };
    look(arguments[0]);";

struct Log {
    what: &'static str,
    file: PathBuf,
    records: u64,
    bytes: u64,
    /// As many times the speed of plain JavaScript are wanted.
    wanted: f64,
}

impl Log {
    fn write(folder: &Path, what: &'static str, mut lines: impl Read, records: u64, wanted: f64) -> Result<Self> {
        let file = folder.join(format!("{}.jsonl", what.replace(' ', "-")));
        let mut writer = BufWriter::with_capacity(1 << 20, File::create(&file)?);
        let bytes = io::copy(&mut lines, &mut writer).context("the log cannot be written")?;
        Ok(Self { what, file, records, bytes, wanted })
    }

    /// The exact cost: tokens at $5, $8 and $30 per million.
    fn usd(&self) -> String {
        let micro_dollars = |index| {
            let [text, image, output] = logs::tokens(index);
            text * 5 + image * 8 + output * 30
        };
        let sum: u64 = (0..self.records).map(micro_dollars).sum();
        plain_decimal(Decimal::from_i128_with_scale(i128::from(sum), 6))
    }
}

/// One reading of a log.
struct Run {
    ms: f64,
    total: String,
    records: u64,
    /// Of the wasm, in bytes.
    wasm: Option<u64>,
    /// What the process of the tab took.
    used: Used,
    /// The longest task of the page's own thread that took 50 ms or more.
    longest_task: Option<f64>,
}

impl Run {
    fn measure(page: &Page, field: &str, log: &Log) -> Result<Self> {
        let watch = Watch::start();
        page.choose_file(field, &log.file)?;
        let measured = page.script_with_callback(MEASURED)?;
        let number = |key: &str| measured[key].as_f64();
        let tasks = measured["tasks"].as_array().into_iter().flatten();
        Ok(Self {
            ms: number("ms").context("no time")?,
            total: measured["total"].as_str().context("no total")?.to_owned(),
            records: measured["records"].as_u64().context("no records")?,
            wasm: measured["memory"].as_u64(),
            used: watch.end(),
            longest_task: tasks.filter_map(Value::as_f64).max_by(f64::total_cmp),
        })
    }

    fn of_page(log: &Log) -> Result<Self> {
        let browser = Browser::new(Engine::Chromium);
        let (_site, page) = open_log(&browser)?;
        page.script(include_str!("measure.js"))?;
        // The worker is started by the first log.
        page.paste_into("usage", r#"{"usage":{"input_tokens":0,"output_tokens":0}}"#)?;
        page.expect_figure("usage-seen", "1")?;
        page.click("#usage-clear")?;
        Self::measure(&page, "usage-files", log)
    }

    fn of_javascript(log: &Log) -> Result<Self> {
        let browser = Browser::new(Engine::Chromium);
        let site = Site::start()?;
        let page = browser.page()?;
        page.open_unready(&site.add_page("/-/baseline.html", include_str!("baseline.html")))?;
        Self::measure(&page, "log", log)
    }

    fn print(&self, name: &str, log: &Log) {
        #[allow(clippy::cast_precision_loss)] // for display
        let (bytes, records) = (log.bytes as f64, log.records as f64);
        let (mb, per_second) = (bytes / 1e3 / self.ms, records * 1e3 / self.ms);
        let task = self.longest_task.map_or("under 50 ms".to_owned(), |task| format!("{task:.0} ms"));
        println!("  {name:<18}{mb:>7.0} MB/s{per_second:>12.0} records/s, longest task of the page {task}");
        let growth = self.used.memory.map_or("unknown".to_owned(), megabytes);
        let processor = self.used.processor.map_or("unknown".to_owned(), |seconds| format!("{seconds:.2} s"));
        let wasm = self.wasm.map_or(String::new(), |wasm| format!("wasm memory {}, ", megabytes(wasm)));
        println!(
            "  {:<18}{wasm}process of the tab: {growth} more at most, {processor} of processor time; ${} in all",
            "", self.total
        );
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

fn open_log(browser: &Browser) -> Result<(Site, Page)> {
    let (site, page) = browser.open("")?;
    page.choose("mode", "usage")?;
    page.expect("#usage[data-state=idle]")?;
    Ok((site, page))
}

/// Prints what was measured, and gives what is wrong with it.
fn compare(log: &Log) -> Result<Vec<String>> {
    println!("{}: {} records, {}", log.what, grouped(log.records), megabytes(log.bytes));
    let mut runs: [Vec<Run>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        runs[0].push(Run::of_page(log)?);
        runs[1].push(Run::of_javascript(log)?);
    }
    let best = |of: fn(&Run) -> f64| {
        let [page, javascript] = [0, 1].map(|who| runs[who].iter().map(of).min_by(f64::total_cmp).unwrap_or(f64::NAN));
        javascript / page
    };
    let ratio = best(|run| run.ms);
    let by_processor = best(|run| run.used.processor.unwrap_or(f64::NAN));
    for (name, runs) in ["the page", "plain JavaScript"].into_iter().zip(&runs) {
        for run in runs {
            run.print(name, log);
        }
    }
    println!(
        "  The page is {ratio:.2} times as fast as plain JavaScript, by processor time {by_processor:.2} times; wanted: {}.",
        log.wanted
    );
    let mut problems = Vec::new();
    let usd = log.usd();
    for run in &runs[0] {
        if (&run.total, run.records) != (&usd, log.records) {
            problems.push(format!("{}: ${} for {} records instead of ${usd}", log.what, run.total, run.records));
        }
        if run.wasm.is_none_or(|wasm| wasm == 0 || wasm > MOST_MEMORY) {
            problems.push(format!("{}: the worker's memory is {:?}", log.what, run.wasm));
        }
    }
    if ratio.max(by_processor) < log.wanted / 2.0 {
        problems.push(format!("{}: {ratio:.2} times the speed of plain JavaScript", log.what));
    }
    Ok(problems)
}

/// How long the page takes from a press on Cancel to the bill of what was counted so far.
fn cancel(log: &Log) -> Result<()> {
    let browser = Browser::new(Engine::Chromium);
    let (_site, page) = open_log(&browser)?;
    let mut slowest = 0.0_f64;
    for attempt in 0..CANCELS {
        page.choose_file("usage-files", &log.file)?;
        let script = include_str!("cancel.js").replace("DELAY", &(attempt * 37).to_string());
        let answer = page.script_with_callback(&script)?;
        ensure!(answer["state"] == "cancelled", "the log was read before it was cancelled: {answer}");
        ensure!(answer["seen"] == answer["counted"], "what was counted does not add up: {answer}");
        slowest = slowest.max(answer["ms"].as_f64().context("no time")?);
        page.click("#usage-clear")?;
        page.expect("#usage[data-state=idle]")?;
    }
    println!(
        "  Cancel: {CANCELS} times, the bill of what was counted so far after at most {slowest:.0} ms; wanted: {MOST_TO_CANCEL}."
    );
    Ok(())
}

fn main() -> Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let plain = Log::write(folder.path(), "Plain records", logs::plain(), logs::PLAIN_RECORDS, 1.0)?;
    let mut problems = compare(&plain)?;
    let images =
        Log::write(folder.path(), "Responses with images", logs::responses(logs::RESPONSES), logs::RESPONSES, 2.0)?;
    problems.extend(compare(&images)?);
    cancel(&images)?;
    for problem in &problems {
        println!("{problem}");
    }
    Ok(ExitCode::from(u8::from(!problems.is_empty())))
}
