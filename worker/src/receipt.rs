//! The receipt of a log: the total, what is counted, and the line items.

use gpt_image_cost_core::estimate::meter_bar::{BarPart, meter_bar};
use gpt_image_cost_core::money::format::{grouped, join_ends, plain, unit_usd, usd};
use gpt_image_cost_core::{Decimal, Meter, PerMeter, RATE_HISTORY, Usd};
use gpt_image_cost_usage::{Amount, Cost, LineItem, NOT_RECORDED, Summary};

use crate::bill::dates;
use crate::figure::Figure;
use crate::html::Html;
use crate::words::{self, NONE};

pub fn receipt(summary: &Summary) -> Html {
    let mut html = Html::default();
    let total = words::cost(summary.usd);
    let is_long = !summary.usd.is_single() || total.chars().count() > 11;
    let class = if is_long { "cost long" } else { "cost" };
    html.raw("<p class=\"").raw(class).raw("\">");
    html.figure(&Figure::cost("total", summary.usd)).raw("</p>");
    headline(summary, &mut html);
    html.raw("<svg class=\"stack\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (meter, path) in Meter::ALL.into_iter().zip(bar_paths(summary)) {
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
        html.figure(&Figure::new(&format!("tokens-{}", meter.slug()), &tokens, words::tokens(tokens)));
        html.raw("</td><td class=\"rate\">").text(rate(summary, meter)).raw("</td><td>");
        let shown = if is_unused { NONE.to_owned() } else { words::amount(usd) };
        html.figure(&Figure::new(&format!("lane-{}", meter.slug()), &usd, shown)).raw("</td></tr>");
    }
    if summary.ranged.records > 0 {
        html.raw("<tr><th scope=\"row\">Records priced as a range</th><td>").text(grouped(summary.ranged.records));
        html.raw("</td><td class=\"rate\"></td><td>")
            .figure(&Figure::cost("ranged-cost", summary.ranged.usd))
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

fn mean(cost: Cost, count: u64, format: fn(Usd) -> String) -> String {
    let each = |amount: Amount| amount.usd()?.checked_div(Decimal::from(count)).map(format);
    match (each(cost.low), each(cost.high)) {
        (Some(low), Some(high)) => join_ends(low, &high),
        _ => NONE.to_owned(),
    }
}

/// For each meter its part of the bar, as a path; empty where it has none.
fn bar_paths(summary: &Summary) -> [String; Meter::COUNT] {
    let amounts = PerMeter::from_fn(|meter| summary.line_items.get(meter).usd.usd());
    let bar = summary.usd.low.usd().and_then(|total| meter_bar(amounts, total));
    Meter::ALL.map(|meter| match bar.map(|bar| bar[meter]) {
        Some(BarPart { x, width }) if width > 0 => format!("M{x} 0H{}V10H{x}Z", x + width),
        _ => String::new(),
    })
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

fn outside(summary: &Summary) -> u64 {
    summary.records.unpriced.saturating_add(summary.records.rejected)
}
