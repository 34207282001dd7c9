//! The bill as the page shows it, in texts and markup.

use std::cmp::Reverse;

use gpt_image_cost_core::money::format::{
    exact_usd_text, grouped, per_mille, percent, plain, unit_usd, usd, whole_usd,
};
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::{Date, Decimal, Field, Meter, Mode, RATE_HISTORY, Usd};
use gpt_image_cost_usage::averages::{Averages, averages};
use gpt_image_cost_usage::{Amount, Column, Cost, LineItem, NOT_RECORDED, Rejection, Row, Rows, Summary};
use web_sys::File;

use crate::html::Html;
use crate::message::{Answer, Figure};
use crate::pace::Next;
use crate::read::{Outcome, introduction};
use crate::words::{self, NONE};

/// So many rows of a table are shown; the files have all.
const MAX_SHOWN: usize = 100;
/// So many rejected records are shown before the reader asks for more.
const FIRST_REJECTED: usize = 5;

type Table = Vec<Vec<String>>;

pub fn answer(outcome: &Outcome, files: &[File]) -> Answer {
    let Outcome { summary, next, columns } = outcome;
    let mut answer = Answer::default();
    let state = if *next == Next::Cancelled { "cancelled" } else { "done" };
    let (name, size) = introduction(files);
    answer.text("state", state);
    answer.text("name", name);
    answer.text("detail", [Some(size), period(summary)].into_iter().flatten().collect::<Vec<_>>().join(", "));
    answer.text("announcement", announcement(summary, *next));
    answer.html("receipt", receipt(summary));
    answer.html("counts", counts(summary));
    answer.html("breakdown", breakdown(summary));
    let mut html = Html::default();
    html.list("notes", &notes(summary));
    answer.html("notes", html);
    answer.html("rejections", rejected(summary));
    answer.html("columns", column_fields(columns));
    if let Some(averages) = averages(summary, &RATE_HISTORY) {
        answer.text("averages", permalink::serialize_one(&averages.scenario));
        answer.text("averages-hint", averages_hint(&averages));
    }
    answer
}

fn figure(id: &str, exact: &impl ToString, text: String) -> Figure {
    Figure { id: format!("usage-{id}"), low: (exact.to_string(), text), high: None }
}

fn cost_figure(id: &str, cost: Cost) -> Figure {
    let is_close = !cost.is_single() && words::amount(cost.low) == words::amount(cost.high);
    // Two ends that differ are never shown alike.
    let text = |amount: Amount| if is_close { exact_usd_text(&amount.to_string()) } else { words::amount(amount) };
    let high = (!cost.is_single()).then(|| (cost.high.to_string(), text(cost.high)));
    Figure { high, ..figure(id, &cost.low, text(cost.low)) }
}

fn receipt(summary: &Summary) -> Html {
    let mut html = Html::default();
    let total = words::cost(summary.usd);
    let is_long = !summary.usd.is_single() || total.chars().count() > 11;
    let class = if is_long { "cost long" } else { "cost" };
    html.raw("<p class=\"").raw(class).raw("\">");
    html.figure(&cost_figure("total", summary.usd)).raw("</p>");
    headline(summary, &mut html);
    html.raw("<svg class=\"stack\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (meter, path) in Meter::ALL.into_iter().zip(parts(summary)) {
        html.raw("<path class=\"meter-").text(meter as usize).raw("\" d=\"").text(path).raw("\"></path>");
    }
    html.raw("</svg><table class=\"meters\"><caption class=\"visually-hidden\">Cost of the log by meter</caption><thead><tr>");
    html.raw("<th scope=\"col\">Meter</th><th scope=\"col\">Tokens</th><th scope=\"col\" class=\"rate\">per 1M</th>");
    html.raw("<th scope=\"col\">Cost</th></tr></thead><tbody>");
    for meter in Meter::ALL {
        let LineItem { tokens, usd } = summary.line_items.get(meter);
        let is_unused = tokens.0 == 0;
        html.raw(if is_unused { "<tr class=\"zero\">" } else { "<tr>" });
        html.raw("<th scope=\"row\"><i class=\"meter-").text(meter as usize).raw("\" aria-hidden=\"true\"></i>");
        html.text(meter.name()).raw("</th><td>");
        html.figure(&figure(&format!("tokens-{}", meter.slug()), &tokens, words::tokens(tokens)));
        html.raw("</td><td class=\"rate\">").text(rate(summary, meter)).raw("</td><td>");
        let shown = if is_unused { NONE.to_owned() } else { words::amount(usd) };
        html.figure(&figure(&format!("lane-{}", meter.slug()), &usd, shown)).raw("</td></tr>");
    }
    if summary.ranged.records > 0 {
        html.raw("<tr><th scope=\"row\">Ranged records</th><td>").text(grouped(summary.ranged.records));
        html.raw("</td><td class=\"rate\"></td><td>")
            .figure(&cost_figure("ranged-cost", summary.ranged.usd))
            .raw("</td></tr>");
    }
    html.raw("</tbody><tfoot><tr><th scope=\"row\">Total</th><td colspan=\"3\">").text(total);
    html.raw("</td></tr></tfoot></table><p class=\"hint\">").text(rates_hint(summary)).raw("</p>");
    html
}

/// What is counted: records and days, and the three figures under the total.
fn headline(summary: &Summary, html: &mut Html) {
    let records = &summary.records;
    let days = dates(summary).len() as u64;
    html.raw("<p class=\"what\">").text(grouped(records.priced)).raw(" of ").text(words::count(records.seen, "record"));
    if days > 0 {
        html.raw(", ").text(words::count(days, "day"));
    }
    html.raw("</p><dl class=\"three\">");
    let is_dated = !summary.by_day.rows.contains_key(NOT_RECORDED);
    for (term, text) in [
        ("Per record", mean(summary.usd, records.priced, unit_usd)),
        ("Per day", if is_dated { mean(summary.usd, days, usd) } else { NONE.to_owned() }),
        ("Not in the total", words::count(outside(summary), "record")),
    ] {
        html.raw("<div><dt>").raw(term).raw("</dt><dd>").text(text).raw("</dd></div>");
    }
    html.raw("</dl>");
}

fn outside(summary: &Summary) -> u64 {
    summary.records.unpriced.saturating_add(summary.records.rejected)
}

fn rates_hint(summary: &Summary) -> String {
    let mut sentences = vec!["USD before tax.".to_owned()];
    for rates in &summary.rates {
        let card = rates.card_from.as_ref().map_or(String::new(), |from| format!(" (card of {from})"));
        let count = words::count(rates.records, "record");
        sentences.push(format!("{count}, {}{card}, source: {}.", rates.basis.sentence(), rates.provenance));
    }
    let outside = outside(summary);
    if outside > 0 {
        let verb = if outside == 1 { "is" } else { "are" };
        let rejected = words::count(summary.records.rejected, "rejected record");
        sentences
            .push(format!("{} unpriced and {rejected} {verb} not in the total.", grouped(summary.records.unpriced)));
    }
    sentences.join(" ")
}

/// Records seen: every one is priced, unpriced or rejected.
fn counts(summary: &Summary) -> Html {
    let records = &summary.records;
    let mut html = Html::default();
    html.raw("<table class=\"usage-counts\"><caption>Records in this log</caption><tbody>");
    let mut row = |name: &'static str, id: &str, count: u64, what: &'static str| {
        html.raw("<tr><th scope=\"row\">").raw(name).raw("</th><td class=\"num\">");
        html.figure(&figure(id, &count, grouped(count))).raw("</td><td>").raw(what).raw("</td></tr>");
    };
    row("Priced", "priced", records.priced, "in the total");
    row(
        "of which ranged",
        "ranged",
        records.ranged,
        "the input is not split; priced from the cheapest to the dearest split",
    );
    row(
        "with text output",
        "with-text-output",
        records.with_text_output,
        "text output has no rate; the five meters are priced",
    );
    row("flagged", "flagged", records.flagged, "see the remarks below");
    row("Unpriced", "unpriced", records.unpriced, "another model, or no usage; not in the total");
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

fn breakdown(summary: &Summary) -> Html {
    const COLUMNS: [&str; 4] = ["Records", "Output tokens each", "Cost", "Share"];
    let with_key = |key: &'static str| [&[key][..], &COLUMNS].concat();
    let mut html = Html::default();
    if summary.records.priced == 0 {
        return html;
    }
    html.raw("<figure><figcaption>By day</figcaption>");
    chart(summary, &mut html);
    html.table("Cost by day", &["Day (UTC)", "Records", "Cost"], &days(summary));
    html.raw("</figure><figure><figcaption>By size and quality</figcaption>");
    html.table(
        "Cost by size and quality",
        &with_key("Size and quality"),
        &rows(&summary.by_size_and_quality, summary.usd),
    );
    html.raw("<figcaption>By model</figcaption>");
    html.table("Cost by model", &with_key("Model"), &rows(&summary.by_model, summary.usd)).raw("</figure>");
    html
}

/// A field for each column of a table whose names are not all known.
fn column_fields(columns: &[Vec<String>]) -> Html {
    let mut html = Html::default();
    if columns.is_empty() {
        return html;
    }
    html.raw("<fieldset class=\"usage-columns\"><legend>What the columns hold</legend><div>");
    for (name, chosen) in columns.iter().filter_map(|row| row.first().zip(row.get(1))) {
        html.raw("<label>").text(name).raw("<select class=\"input\" autocomplete=\"off\" data-column=\"").text(name);
        html.raw("\"><option value=\"\">Not used</option>");
        for column in Column::ALL {
            let slug = slug(column);
            html.raw(if slug == *chosen { "<option selected value=\"" } else { "<option value=\"" }).text(&slug);
            html.raw("\">").text(column.label()).raw("</option>");
        }
        html.raw("</select></label>");
    }
    html.raw("</div></fieldset>");
    html
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

/// For each meter its part of the bar, as a path; empty where it has none.
fn parts(summary: &Summary) -> Vec<String> {
    let total = summary.usd.low.usd();
    let mut x = 0;
    let meter = |meter: Meter| {
        let item = summary.line_items.get(meter);
        let share = item.usd.usd().zip(total).and_then(|(part, whole)| per_mille(part, whole)).unwrap_or(0);
        let width = if item.usd.is_zero() || total.is_none() { 0 } else { share.max(2) };
        let (start, end) = (x, x + width.saturating_sub(3).max(width.min(2)));
        x += if width == 0 { 0 } else { width.max(5) };
        if width == 0 { String::new() } else { format!("M{start} 0H{end}V10H{start}Z") }
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
    all.sort_by_key(|(_, row)| Reverse(row.usd.high));
    let row = |(key, row): (&str, &Row)| {
        let each = row.output_tokens.0.checked_div(u128::from(row.records));
        let each = each.and_then(|each| u64::try_from(each).ok()).map_or_else(|| NONE.to_owned(), grouped);
        let share = row.usd.high.usd().zip(total.high.usd()).and_then(|(part, whole)| percent(part, whole));
        vec![key.to_owned(), grouped(row.records), each, words::cost(row.usd), share.unwrap_or_else(|| NONE.to_owned())]
    };
    all.into_iter().take(MAX_SHOWN).map(row).collect()
}

/// All days, and what is not dated.
fn all_days(summary: &Summary) -> Vec<(&str, &Row)> {
    let rows = summary.by_day.rows.iter().map(|(key, day)| (key.as_str(), &day.row));
    rows.chain(summary.by_day.other.iter().map(|day| ("all others", &day.row))).collect()
}

/// Day, records, cost.
fn days(summary: &Summary) -> Table {
    let row = |(key, row): (&str, &Row)| vec![key.to_owned(), grouped(row.records), words::cost(row.usd)];
    all_days(summary).into_iter().map(row).collect()
}

/// The chart of the days, where there are several.
fn chart(summary: &Summary, html: &mut Html) {
    let dated = all_days(summary).into_iter().filter(|(key, _)| key.parse::<Date>().is_ok());
    let dated: Vec<(&str, Usd)> = dated.filter_map(|(key, row)| Some((key, row.usd.high.usd()?))).collect();
    let costs = || dated.iter().map(|(_, cost)| *cost);
    let (Some(top), Some(bottom)) = (costs().max(), costs().min()) else { return };
    let [(first, _), .., (last, _)] = dated.as_slice() else { return };
    if top.is_zero() {
        return;
    }
    let (highest, lowest) = (usd(top), usd(bottom));
    html.raw("<p class=\"hint\">Highest ").text(&highest).raw(", lowest ").text(&lowest).raw(".</p>");
    html.raw("<svg class=\"chart\" viewBox=\"0 0 640 240\" role=\"img\" aria-label=\"");
    html.text(format!("Cost by day from {first} to {last}, from {lowest} to {highest}."));
    html.raw("\"><path class=\"bars\" d=\"").text(bars(&dated, top)).raw("\"></path><path d=\"M15 216H625\"></path>");
    html.raw("<text x=\"15\" y=\"18\">").text(whole_usd(top)).raw("</text><text x=\"15\" y=\"234\">").text(first);
    html.raw("</text><text class=\"end\" x=\"625\" y=\"234\">").text(last).raw("</text></svg>");
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
    let mut notes: Vec<String> =
        summary.notes.iter().take(MAX_SHOWN).map(|note| format!("{}: {}", note.file, note.reason)).collect();
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
