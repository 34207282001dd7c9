//! The bill by day, by size and quality, and by model.

use std::cmp::Reverse;

use gpt_image_cost_core::money::format::{grouped, per_mille, percent, usd, whole_usd};
use gpt_image_cost_core::{Date, Usd};
use gpt_image_cost_usage::{Cost, Row, Rows, Summary};

use crate::bill::{MAX_SHOWN, Table};
use crate::html::Html;
use crate::words::{self, NONE};

/// After the key.
const COLUMNS: [&str; 4] = ["Records", "Output tokens each", "Cost", "Share"];

pub fn breakdown(summary: &Summary) -> Html {
    let with_key = |key: &'static str| [&[key][..], &COLUMNS].concat();
    let mut html = Html::default();
    if summary.records.priced == 0 {
        return html;
    }
    html.raw("<figure><figcaption>By day</figcaption>");
    chart(summary, &mut html);
    html.table("Cost by day", &["Day (UTC)", "Records", "Cost"], &days(summary));
    html.raw("</figure><figure><figcaption>By size and quality</figcaption>");
    let sizes = rows(&summary.by_size_and_quality, summary.usd);
    html.table("Cost by size and quality", &with_key("Size and quality"), &sizes);
    html.raw("<figcaption>By model</figcaption>");
    html.table("Cost by model", &with_key("Model"), &rows(&summary.by_model, summary.usd)).raw("</figure>");
    html
}

/// Key, records, output tokens of each, cost, share. A last line says how many more there are.
fn rows(rows: &Rows<Row>, total: Cost) -> Table {
    let mut all: Vec<(&str, &Row)> = rows.with_others().collect();
    all.sort_by_key(|(_, row)| Reverse(row.usd.high));
    let row = |(key, row): (&str, &Row)| {
        let each = row.output_tokens.0.checked_div(u128::from(row.records));
        let each = each.and_then(|each| u64::try_from(each).ok()).map_or_else(|| NONE.to_owned(), grouped);
        let share = row.usd.high.usd().zip(total.high.usd()).and_then(|(part, whole)| percent(part, whole));
        vec![key.to_owned(), grouped(row.records), each, words::cost(row.usd), share.unwrap_or_else(|| NONE.to_owned())]
    };
    let more = all.len().saturating_sub(MAX_SHOWN) as u64;
    let mut table: Table = all.into_iter().take(MAX_SHOWN).map(row).collect();
    if more > 0 {
        let mut last = vec![String::new(); COLUMNS.len() + 1];
        last[0] = format!("and {} more, in the files", grouped(more));
        table.push(last);
    }
    table
}

/// All days, and what is not dated.
fn all_days(summary: &Summary) -> Vec<(&str, &Row)> {
    summary.by_day.with_others().map(|(key, day)| (key, &day.row)).collect()
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

#[cfg(test)]
mod tests {
    use gpt_image_cost_usage::{Options, Reader};

    use super::*;

    /// The breakdown of a log with a number of sizes.
    fn breakdown_of_sizes(sizes: usize) -> String {
        let line =
            |size: usize| format!("{{\"size\":\"{size}\",\"usage\":{{\"input_tokens\":0,\"output_tokens\":1}}}}\n");
        let mut reader = Reader::new("log", &Options::default());
        reader.push((0..sizes).map(line).collect::<String>().as_bytes(), &mut ());
        breakdown(&reader.finish(&mut ())).into_string()
    }

    #[test]
    fn rows_that_are_not_shown_are_counted() {
        assert!(!breakdown_of_sizes(MAX_SHOWN).contains("more, in the files"));
        assert!(breakdown_of_sizes(MAX_SHOWN + 12).contains("<th scope=\"row\">and 12 more, in the files</th>"));
    }
}
