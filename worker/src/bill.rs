//! The bill as the page shows it: texts by name, and tables of cells. A figure is a row of its id, its exact value and its
//! text; a range has a second value and text.

use gpt_image_cost_core::money::format::{grouped, per_mille, percent, plain, unit_usd, usd, whole_usd};
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Date, Decimal, Field, Meter, Mode, RATE_HISTORY, Usd};
use gpt_image_cost_usage::averages::{Averages, averages};
use gpt_image_cost_usage::{Amount, Column, Cost, LineItem, NOT_RECORDED, Rejection, Row, Rows, Summary};
use web_sys::File;

use crate::message::Answer;
use crate::pace::Next;
use crate::read::{Outcome, introduction};
use crate::words::{self, NONE};

/// So many rows of a table are shown; the files have all.
const MAX_SHOWN: usize = 100;

type Table = Vec<Vec<String>>;

pub fn answer(outcome: &Outcome, files: &[File]) -> Answer {
    let Outcome { summary, next, columns } = outcome;
    let mut answer = Answer::default();
    let state = if *next == Next::Cancelled { "cancelled" } else { "done" };
    let (name, size) = introduction(files);
    answer.text("state", state);
    answer.text("name", name);
    answer.text("detail", [Some(size), period(summary)].into_iter().flatten().collect::<Vec<_>>().join(", "));
    headline(summary, &mut answer);
    answer.text("announcement", announcement(summary, *next));
    answer.table("figures", figures(summary));
    answer.table("meters", meters(summary));
    answer.table("models", rows(&summary.by_model, summary.usd));
    answer.table("sizes", rows(&summary.by_size_and_quality, summary.usd));
    days(summary, &mut answer);
    answer.table("remarks", remarks(summary));
    answer.table("rejections", rejections(summary));
    answer.table("notes", notes(summary));
    answer.table("columns", columns.clone());
    answer.table("uses", Column::ALL.into_iter().map(|column| vec![slug(column), column.label().to_owned()]).collect());
    if let Some(averages) = averages(summary, &RATE_HISTORY) {
        answer.text("averages", permalink::serialize_one(&averages.scenario));
        answer.text("averages-hint", averages_hint(&averages));
    }
    answer
}

/// Its name in messages.
pub fn slug(column: Column) -> String {
    serde_json::to_value(column).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn dates(summary: &Summary) -> Vec<Date> {
    summary.by_day.rows.keys().filter_map(|key| key.parse().ok()).collect()
}

/// `2026-11-01 to 2026-11-14`.
fn period(summary: &Summary) -> Option<String> {
    let dates = dates(summary);
    let (first, last) = (dates.first()?, dates.last()?);
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}

fn headline(summary: &Summary, answer: &mut Answer) {
    let records = &summary.records;
    let dates = dates(summary);
    let days = dates.len() as u64;
    let of = format!("{} of {}", grouped(records.priced), words::count(records.seen, "record"));
    let period = if days == 0 { String::new() } else { format!(", {}", words::count(days, "day")) };
    answer.text("what", format!("{of}{period}"));
    answer.text("cost", words::cost(summary.usd));
    answer.text("per-record", mean(summary.usd, records.priced, unit_usd));
    let is_dated = !summary.by_day.rows.contains_key(NOT_RECORDED);
    answer.text("per-day", if is_dated { mean(summary.usd, days, usd) } else { NONE.to_owned() });
    let outside = records.unpriced.saturating_add(records.rejected);
    answer.text("outside", words::count(outside, "record"));
    let mut sentences = vec!["USD before tax.".to_owned()];
    for rates in &summary.rates {
        let card = rates.card_from.as_ref().map_or(String::new(), |from| format!(" (card of {from})"));
        let count = words::count(rates.records, "record");
        sentences.push(format!("{count}, {}{card}, source: {}.", rates.basis.sentence(), rates.provenance));
    }
    if outside > 0 {
        let verb = if outside == 1 { "is" } else { "are" };
        let (unpriced, rejected) = (grouped(records.unpriced), words::count(records.rejected, "rejected record"));
        sentences.push(format!("{unpriced} unpriced and {rejected} {verb} not in the total."));
    }
    answer.text("hint", sentences.join(" "));
}

fn announcement(summary: &Summary, next: Next) -> String {
    let stopped = if next == Next::Cancelled { "Cancelled. Counted so far: " } else { "" };
    let records = words::count(summary.records.priced, "priced record");
    format!("{stopped}{} for {records}.", words::cost(summary.usd))
}

fn mean(cost: Cost, count: u64, format: fn(Usd) -> String) -> String {
    let each = |amount: Amount| amount.usd()?.checked_div(Decimal::from(count)).map(format);
    match (each(cost.low), each(cost.high)) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => format!("{low}–{high}"),
        _ => NONE.to_owned(),
    }
}

fn figures(summary: &Summary) -> Table {
    let records = &summary.records;
    let mut figures = vec![cost_figure("usage-total", summary.usd, words::amount)];
    for meter in Meter::ALL {
        let LineItem { tokens, usd } = summary.line_items.get(meter);
        let id = |part: &str| format!("usage-{part}-{}", meter.slug());
        figures.push(vec![id("tokens"), tokens.to_string(), words::tokens(tokens)]);
        let shown = if tokens.0 == 0 { NONE.to_owned() } else { words::amount(usd) };
        figures.push(vec![id("lane"), usd.to_string(), shown]);
    }
    figures.push(cost_figure("usage-ranged-cost", summary.ranged.usd, words::amount));
    for (id, count) in [
        ("seen", records.seen),
        ("priced", records.priced),
        ("ranged", records.ranged),
        ("with-text-output", records.with_text_output),
        ("flagged", records.flagged),
        ("unpriced", records.unpriced),
        ("rejected", records.rejected),
    ] {
        figures.push(vec![format!("usage-{id}"), count.to_string(), grouped(count)]);
    }
    figures
}

fn cost_figure(id: &str, cost: Cost, format: fn(Amount) -> String) -> Vec<String> {
    let mut figure = vec![id.to_owned(), cost.low.to_string(), format(cost.low)];
    if !cost.is_single() {
        figure.extend([cost.high.to_string(), format(cost.high)]);
    }
    figure
}

/// For each meter its rate, and its part of the bar.
fn meters(summary: &Summary) -> Table {
    let total = summary.usd.low.usd().filter(|_| summary.records.ranged == 0);
    let mut x = 0;
    let meter = |meter: Meter| {
        let item = summary.line_items.get(meter);
        let share = item.usd.usd().zip(total).and_then(|(part, whole)| per_mille(part, whole)).unwrap_or(0);
        let width = if item.usd.is_zero() || total.is_none() { 0 } else { share.max(2) };
        let (start, end) = (x, x + width.saturating_sub(3).max(width.min(2)));
        x += if width == 0 { 0 } else { width.max(5) };
        let bar = if width == 0 { String::new() } else { format!("M{start} 0H{end}V10H{start}Z") };
        vec![rate(summary, meter), bar]
    };
    Meter::ALL.into_iter().map(meter).collect()
}

/// The rate that all tokens of a meter were priced at; nothing where there are several.
fn rate(summary: &Summary, meter: Meter) -> String {
    let LineItem { tokens, usd } = summary.line_items.get(meter);
    let card = RATE_HISTORY.cards.iter().rev().find(|card| {
        let from = card.from.to_string();
        summary.rates.iter().any(|used| used.card_from.as_deref() == Some(from.as_str()))
    });
    let each = || {
        let tokens = Decimal::try_from_i128_with_scale(i128::try_from(tokens.0).ok()?, 0).ok()?;
        usd.usd()?.checked_mul(Decimal::from(1_000_000))?.checked_div(tokens)
    };
    let Some(listed) = card.map(|card| card.rates[meter]) else { return NONE.to_owned() };
    let paid = if tokens.0 == 0 { Some(listed) } else { each() };
    let half = listed.checked_div(Decimal::TWO);
    paid.filter(|paid| *paid == listed || Some(*paid) == half)
        .map_or_else(|| "mixed".to_owned(), |rate| format!("${}", plain(rate)))
}

/// Key, records, output tokens of each, cost, share.
fn rows(rows: &Rows<Row>, total: Cost) -> Table {
    let all = rows.rows.iter().map(|(key, row)| (key.as_str(), row));
    let mut all: Vec<(&str, &Row)> = all.chain(rows.other.iter().map(|row| ("all others", row))).collect();
    all.sort_by(|(_, a), (_, b)| b.usd.high.cmp(&a.usd.high));
    let row = |(key, row): (&str, &Row)| {
        let each = row.output_tokens.0.checked_div(u128::from(row.records));
        let each = each.and_then(|each| u64::try_from(each).ok()).map_or_else(|| NONE.to_owned(), grouped);
        let share = row.usd.high.usd().zip(total.high.usd()).and_then(|(part, whole)| percent(part, whole));
        vec![key.to_owned(), grouped(row.records), each, words::cost(row.usd), share.unwrap_or_else(|| NONE.to_owned())]
    };
    all.into_iter().take(MAX_SHOWN).map(row).collect()
}

/// Day, records, cost; and the chart of the days.
fn days(summary: &Summary, answer: &mut Answer) {
    let rows = summary.by_day.rows.iter().map(|(key, day)| (key.as_str(), &day.row));
    let all: Vec<(&str, &Row)> = rows.chain(summary.by_day.other.iter().map(|day| ("all others", &day.row))).collect();
    let row = |(key, row): &(&str, &Row)| vec![(*key).to_owned(), grouped(row.records), words::cost(row.usd)];
    answer.table("days", all.iter().map(row).collect());
    let dated: Vec<(&str, Usd)> = all
        .iter()
        .filter(|(key, _)| key.parse::<Date>().is_ok())
        .filter_map(|(key, row)| Some((*key, row.usd.high.usd()?)))
        .collect();
    let Some((most, least)) = dated.iter().map(|(_, cost)| *cost).max().zip(dated.iter().map(|(_, cost)| *cost).min())
    else {
        return;
    };
    if dated.len() < 2 || most.is_zero() {
        return;
    }
    let (first, last) = (dated.first().map_or("", |day| day.0), dated.last().map_or("", |day| day.0));
    answer.text("chart", bars(&dated, most));
    answer.text("chart-first", first);
    answer.text("chart-last", last);
    answer.text("chart-most", whole_usd(most));
    answer.text("chart-hint", format!("Highest {}, lowest {}.", usd(most), usd(least)));
    let name = format!("Cost by day from {first} to {last}, from {} to {}.", usd(least), usd(most));
    answer.text("chart-name", name);
}

/// A bar for each day, in a picture of 640 by 240 units.
fn bars(days: &[(&str, Usd)], most: Usd) -> String {
    const LEFT: u64 = 15;
    const WIDTH: u64 = 610;
    const BOTTOM: u64 = 216;
    const HEIGHT: u64 = 190;
    let count = days.len() as u64;
    let bar = |(index, (_, cost)): (u64, &(&str, Usd))| {
        let height = u64::from(per_mille(*cost, most).unwrap_or(0)) * HEIGHT / 1_000;
        let at = |index: u64| LEFT * 10 + WIDTH * 10 * index / count;
        let (start, end) = (at(index), at(index + 1));
        let gap = (end - start) / 5;
        let end = end - gap;
        format!("M{}.{} {BOTTOM}V{}H{}.{}V{BOTTOM}Z", start / 10, start % 10, BOTTOM - height, end / 10, end % 10)
    };
    (0u64..).zip(days).map(bar).collect()
}

/// What is worth saying about records: number and sentence.
fn remarks(summary: &Summary) -> Table {
    let remarks = summary.remarks.iter().map(|(remark, records)| (records, remark.sentence().to_owned()));
    let unpriced =
        summary.unpriced.iter().map(|(reason, records)| (records, format!("Unpriced: {}", reason.sentence())));
    remarks
        .chain(unpriced)
        .map(|(records, text)| vec![format!("{}: {text}", words::count(*records, "record"))])
        .collect()
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

fn notes(summary: &Summary) -> Table {
    let mut notes: Table =
        summary.notes.iter().take(MAX_SHOWN).map(|note| vec![format!("{}: {}", note.file, note.reason)]).collect();
    notes.sort();
    notes.dedup();
    notes
}

fn averages_hint(averages: &Averages) -> String {
    let scenario = &averages.scenario;
    let fields = Field::ALL.into_iter().filter(|field| field.spec().mode == Some(Mode::Tokens));
    let parts = fields.filter(|field| scenario.whole(*field) > 0);
    let parts: Vec<String> =
        parts.map(|field| format!("{} {}", grouped(scenario.whole(field)), field.label().to_lowercase())).collect();
    let period = match averages.days {
        None => "The log is taken as a month.".to_owned(),
        Some(days) => format!("Requests a month are scaled from {}.", words::count(days, "day")),
    };
    let left_out: Vec<&str> = averages.left_out.iter().map(|(_, sentence)| sentence.as_str()).collect();
    let left_out = if left_out.is_empty() { String::new() } else { format!(" Left out: {}", left_out.join(" ")) };
    format!("Average request: {}. {period}{left_out}", parts.join(", "))
}
