//! The bill as the page shows it, in texts and markup.

use gpt_image_cost_core::money::format::grouped;
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Date, Field, Mode};
use gpt_image_cost_usage::averages::{Averages, averages};
use gpt_image_cost_usage::{MAX_KEPT, Rejection, Summary};
use web_sys::File;

use crate::breakdown::breakdown;
use crate::figure::Figure;
use crate::html::Html;
use crate::message::Answer;
use crate::read::{ReadLog, introduction};
use crate::receipt::receipt;
use crate::words;

/// The most rows of a table that are shown; the files have all.
pub const MAX_SHOWN: usize = 100;
/// Rejected records shown before the reader asks for more.
const FIRST_REJECTED: usize = 5;

pub type Table = Vec<Vec<String>>;

pub fn answer(outcome: &ReadLog, files: &[File]) -> Answer {
    let ReadLog { summary, is_stopped, .. } = outcome;
    let mut answer = Answer::default();
    let state = if *is_stopped { "cancelled" } else { "done" };
    let (name, size) = introduction(files);
    answer.text("state", state);
    answer.text("name", name);
    answer.text("detail", [Some(size), period(summary)].into_iter().flatten().collect::<Vec<_>>().join(", "));
    answer.text("announcement", announcement(summary, *is_stopped));
    answer.text("bar-what", words::count(summary.records.seen, "record"));
    answer.text("bar-figure", words::cost(summary.usd));
    answer.html("receipt", receipt(summary));
    answer.html("counts", counts(summary));
    answer.html("breakdown", breakdown(summary));
    let mut html = Html::default();
    html.list("notes", &notes(summary));
    answer.html("notes", html);
    answer.html("rejections", rejected(summary));
    if let Some(averages) = averages(summary) {
        // A scenario that cannot hold an average has a default in its place: it is not the log's.
        if averages.left_out.is_empty() {
            answer.text("averages", permalink::serialize_one(&averages.scenario));
        }
        answer.text("averages-hint", averages_hint(&averages, summary));
    }
    answer
}

/// Records seen: every one is priced, unpriced or rejected.
fn counts(summary: &Summary) -> Html {
    let records = &summary.records;
    let mut html = Html::default();
    html.raw("<table class=\"usage-counts\"><caption>Records in this log</caption><tbody>");
    let mut row = |name: &'static str, id: &str, count: u64, what: &'static str| {
        html.raw("<tr><th scope=\"row\">").raw(name).raw("</th><td class=\"num\">");
        html.figure(&Figure::new(id, &count, grouped(count))).raw("</td><td>").raw(what).raw("</td></tr>");
    };
    row("Priced", "priced", records.priced, "in the total");
    row(
        "of which priced as a range",
        "ranged",
        records.ranged,
        "text, image and cached input are not reported separately, so the cost is a range",
    );
    row(
        "with text output",
        "with-text-output",
        records.with_text_output,
        "text output has no rate; the five meters are priced",
    );
    row("flagged", "flagged", records.flagged, "see the remarks below");
    row(
        "Unpriced",
        "unpriced",
        records.unpriced,
        "no rates recorded for the model, or no image usage; not in the total",
    );
    row(
        "Rejected",
        "rejected",
        records.rejected,
        "cannot be read, or the counts contradict each other; not in the total",
    );
    row("Seen", "seen", records.seen, "priced + unpriced + rejected");
    html.raw("</tbody></table>").list("notes", &remarks(summary));
    html
}

/// The days that have records.
pub fn dates(summary: &Summary) -> Vec<Date> {
    summary.by_day.rows.keys().filter_map(|key| key.parse().ok()).collect()
}

/// `2026-11-01 to 2026-11-14`.
fn period(summary: &Summary) -> Option<String> {
    let dates = dates(summary);
    let (first, last) = (dates.first()?, dates.last()?);
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}

fn announcement(summary: &Summary, is_stopped: bool) -> String {
    let stopped = if is_stopped { "Cancelled. Counted so far: " } else { "" };
    let records = words::count(summary.records.priced, "priced record");
    format!("{stopped}{} for {records}.", words::cost(summary.usd))
}

/// What is worth saying about records: number and sentence.
fn remarks(summary: &Summary) -> Vec<String> {
    let count = |records: &u64| words::count(*records, "record");
    let remarks = summary.remarks.iter().map(|(remark, records)| format!("{}: {}", count(records), remark.sentence()));
    let unpriced = summary
        .unpriced
        .iter()
        .map(|(reason, records)| format!("{} without a price: {}", count(records), reason.sentence()));
    remarks.chain(unpriced).collect()
}

/// The first rejected records; the others that are kept fold out.
fn rejected(summary: &Summary) -> Html {
    const COLUMNS: [&str; 3] = ["File", "Line", "Reason"];
    let rows = rejections(summary);
    let (first, others) = rows.split_at(rows.len().min(FIRST_REJECTED));
    let mut html = Html::default();
    if rows.is_empty() {
        return html;
    }
    html.raw(
        "<details class=\"fold\" id=\"usage-rejections\" open><summary>Rejected records <span class=\"fold-value\">",
    );
    html.text(grouped(summary.records.rejected)).raw("</span></summary><div class=\"fold-body\">");
    html.table("Rejected records", &COLUMNS, first);
    if !others.is_empty() {
        html.raw("<details><summary>Show more</summary>")
            .table("More rejected records", &COLUMNS, others)
            .raw("</details>");
    }
    html.raw("</div></details>");
    html
}

/// File, line, reason.
fn rejections(summary: &Summary) -> Table {
    let row = |rejection: &Rejection| {
        let path = if rejection.path.is_empty() { String::new() } else { format!("{}: ", rejection.path) };
        let reason = format!("{path}{}", rejection.reason);
        vec![rejection.file.clone(), grouped(rejection.line), reason]
    };
    summary.rejections.iter().map(row).collect()
}

fn notes(summary: &Summary) -> Vec<String> {
    let mut notes: Vec<String> = summary.notes.iter().map(|note| format!("{}: {}", note.file, note.reason)).collect();
    notes.sort();
    notes.dedup();
    let more = notes.len().saturating_sub(MAX_SHOWN) as u64;
    if more > 0 {
        notes.truncate(MAX_SHOWN);
        // The summary keeps the first thousand.
        let least = if summary.notes.len() < MAX_KEPT { "" } else { "at least " };
        notes.push(format!("And {least}{}, in the summary as JSON.", words::count(more, "more note")));
    }
    notes
}

fn averages_hint(averages: &Averages, summary: &Summary) -> String {
    let scenario = &averages.scenario;
    let is_left_out = |field: Field| averages.left_out.iter().any(|(left_out, _)| *left_out == field);
    let fields = Field::ALL.into_iter().filter(|field| field.spec().mode == Some(Mode::Tokens));
    let parts = fields.filter(|field| scenario.whole(*field) > 0 && !is_left_out(*field));
    let parts: Vec<String> = parts
        .map(|field| format!("{} {}", grouped(scenario.whole(field)), field.label().to_ascii_lowercase()))
        .collect();
    let period = match averages.days {
        None if dates(summary).is_empty() => "The log has no dates, so it is treated as one month.".to_owned(),
        None => "Some records have no date, so the log is treated as one month.".to_owned(),
        Some(days) => format!("Requests a month are projected from {}.", words::count(days, "day")),
    };
    let ranged = match averages.ranged_requests {
        0 => String::new(),
        ranged => {
            let (requests, verb) = (words::count(ranged, "request"), if ranged == 1 { "counts" } else { "count" });
            format!(" {requests} priced as a range {verb} towards the requests a month, not towards the average.")
        }
    };
    let left_out: Vec<&str> = averages.left_out.iter().map(|(_, sentence)| sentence.as_str()).collect();
    let left_out = if left_out.is_empty() { String::new() } else { format!(" Left out: {}", left_out.join(" ")) };
    format!("Average request: {}. {period}{ranged}{left_out}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_usage::{Options, Reader};

    use super::*;

    const KNOWN: &str = r#"{"usage":{"input_tokens":10,"input_tokens_details":{"text_tokens":10},"output_tokens":20}}"#;
    const RANGED: &str = r#"{"usage":{"input_tokens":10,"output_tokens":20}}"#;

    fn hint(records: &[&str]) -> String {
        let mut reader = Reader::new("log", &Options::default());
        reader.push(records.join("\n").as_bytes(), &mut ());
        let summary = reader.finish(&mut ());
        averages(&summary).map_or_else(String::new, |averages| averages_hint(&averages, &summary))
    }

    #[test]
    fn notes_beyond_the_first_hundred_are_counted() {
        let mut summary = Summary::default();
        for number in 0..MAX_SHOWN {
            summary.add_note(&format!("{number}.jsonl"), 0, "The file is empty.");
        }
        assert_eq!(notes(&summary).len(), MAX_SHOWN);
        summary.add_note("0.jsonl", 0, "The file is empty.");
        assert_eq!(notes(&summary).len(), MAX_SHOWN);
        summary.add_note("last.jsonl", 0, "The file is empty.");
        assert_eq!(notes(&summary).last().map(String::as_str), Some("And 1 more note, in the summary as JSON."));
    }

    #[test]
    fn the_average_says_which_requests_are_not_in_it() {
        let average = |requests: u64| {
            format!(
                "Average request: 10 text input tokens, 20 image output tokens, {requests} requests a month. The log has \
                 no dates, so it is treated as one month."
            )
        };
        assert_eq!(hint(&[KNOWN, KNOWN]), average(2));
        let one = "1 request priced as a range counts towards the requests a month, not towards the average.";
        assert_eq!(hint(&[KNOWN, RANGED]), format!("{} {one}", average(2)));
        let two = "2 requests priced as a range count towards the requests a month, not towards the average.";
        assert_eq!(hint(&[KNOWN, RANGED, RANGED]), format!("{} {two}", average(3)));
    }

    #[test]
    fn a_log_of_which_only_some_records_have_a_date_is_not_projected() {
        let dated = KNOWN.replacen('{', r#"{"created":1778000000,"#, 1);
        let hint = hint(&[&dated, KNOWN]);
        assert!(hint.contains("2 requests a month. Some records have no date, so the log is treated as"), "{hint}");
    }

    #[test]
    fn an_average_that_does_not_fit_is_named_and_no_default_is_shown_in_its_place() {
        let many = r#"{"num_model_requests":100000001,"input_text_tokens":200000002,"input_image_tokens":0,"output_tokens":0}"#;
        let hint = hint(&[many]);
        assert!(hint.starts_with("Average request: 2 text input tokens. The log has no dates"), "{hint}");
        assert!(hint.contains(" Left out: The number of requests a month must be "), "{hint}");
    }
}
