//! Prices usage logs on the command line, with the code of the page: `gpt-image-cost-cli price logs/*.jsonl.gz`.

mod inputs;
mod outputs;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use gpt_image_cost_core::{Date, RATE_HISTORY};
use gpt_image_cost_usage::export::summary_text;
use gpt_image_cost_usage::{Options, Summary};

use inputs::Progress;
use outputs::Outputs;

/// What GPT Image 2 usage costs, exactly.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  every record seen was priced
  1  some records are unpriced or rejected, or there is a note about a file; the bill is printed
  2  a file could not be read (the bill of the others is printed) or written, or the arguments are wrong";

#[derive(Subcommand)]
enum Command {
    /// Price usage logs: API responses, streams, batch outputs, gateway logs, CSV and TSV, also packed as .gz.
    Price(Price),
    /// Add up summaries that `price --json` wrote for parts of a log.
    Merge(Merge),
}

#[derive(Args)]
struct Price {
    /// Files to read, in this order; `-` is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Print the summary as JSON, for `merge` and for programs.
    #[arg(long)]
    json: bool,
    /// Write each priced record: JSON lines, or CSV where the name ends in .csv.
    #[arg(long, value_name = "FILE")]
    records: Option<String>,
    /// Write each rejected record as CSV: file, line, path, reason.
    #[arg(long, value_name = "FILE")]
    rejected: Option<String>,
    /// The day whose rates apply to records without a date of their own, such as 2026-06-05.
    #[arg(long, value_name = "DATE", value_parser = rates_date)]
    rates: Option<Date>,
    /// Price lines of a batch output at standard rates.
    #[arg(long)]
    no_batch_assumption: bool,
}

#[derive(Args)]
struct Merge {
    /// Summaries in JSON; `-` is the standard input.
    #[arg(required = true, value_name = "SUMMARY.json")]
    files: Vec<String>,
    /// Print the merged summary as JSON.
    #[arg(long)]
    json: bool,
}

fn rates_date(text: &str) -> Result<Date, String> {
    let date: Date = text.parse().map_err(|_| "enter a date like 2026-06-05".to_owned())?;
    let first = RATE_HISTORY.first().from;
    if date < first { Err(format!("no rates are recorded before {first}")) } else { Ok(date) }
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Price(arguments) => price(&arguments).map(|report| (report, arguments.json)),
        Command::Merge(arguments) => Ok((merge(&arguments), arguments.json)),
    };
    let printed = result.and_then(|(report, json)| {
        let text = if json { report.summary.to_json() } else { summary_text(&report.summary) };
        outputs::print(&text).map(|()| report.exit_code())
    });
    printed.unwrap_or_else(|sentence| {
        eprintln!("{sentence}");
        ExitCode::from(2)
    })
}

/// The bill, and whether a file is missing from it.
#[derive(Default)]
struct Report {
    summary: Summary,
    /// A file could not be read.
    is_incomplete: bool,
}

impl Report {
    /// Says of a file, or of the rest of it, that it is not in the bill.
    fn leave_out(&mut self, name: &str, sentence: &str) {
        self.summary.add_note(name, 0, sentence);
        self.is_incomplete = true;
    }

    fn exit_code(&self) -> ExitCode {
        let is_all_priced = self.summary.records.priced == self.summary.records.seen && self.summary.notes.is_empty();
        ExitCode::from(if self.is_incomplete { 2 } else { u8::from(!is_all_priced) })
    }
}

fn price(arguments: &Price) -> Result<Report, String> {
    let options = Options {
        rates_on: arguments.rates.unwrap_or(RATE_HISTORY.last_checked()),
        batch_lines_at_batch_rate: !arguments.no_batch_assumption,
        ..Options::default()
    };
    let outputs = [&arguments.records, &arguments.rejected];
    inputs::refuse_to_overwrite(&arguments.files, outputs.into_iter().flatten())?;
    let progress = Progress::new(&arguments.files);
    let mut outputs = Outputs::create(arguments.records.as_deref(), arguments.rejected.as_deref())?;
    let mut report = Report::default();
    for file in &arguments.files {
        let name = inputs::shown_name(file);
        match inputs::open(file) {
            Ok(source) => {
                let (bytes, seen) = (progress.bytes(), report.summary.records.seen);
                let (part, end) = gpt_image_cost_usage::read(name, source, &options, &mut outputs, |so_far| {
                    progress.show(bytes + so_far.bytes, seen + so_far.records);
                });
                report.summary.merge(&part);
                if let Err(error) = end {
                    report.leave_out(name, &format!("The file could not be read to its end: {error}."));
                }
            }
            Err(sentence) => report.leave_out(name, &sentence),
        }
    }
    progress.finish();
    outputs.finish()?;
    Ok(report)
}

fn merge(arguments: &Merge) -> Report {
    let mut report = Report::default();
    for file in &arguments.files {
        match inputs::read_text(file).and_then(|text| Summary::from_json(&text)) {
            Ok(part) => report.summary.merge(&part),
            Err(sentence) => report.leave_out(inputs::shown_name(file), &sentence),
        }
    }
    report
}
