//! Up to four scenarios side by side. Each way to change the comparison is a link, so that going back undoes it.

use std::fmt::Write as _;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{Desk, chip_link};
use crate::domain::bill::Usd;
use crate::domain::compare::{Against, differing, together};
use crate::domain::field::Field;
use crate::domain::format::per_mille;
use crate::domain::link::Comparison;
use crate::domain::meter::Meter;
use crate::domain::scenario::Scenario;
use crate::domain::sheet::{Priced, entered};
use crate::domain::span::Span;
use crate::ui::figure::{shown, usd_span};
use crate::ui::html::{El, Written, el, written};

/// USD, where they are known.
type Figure = Option<Span<Usd>>;

/// The comparison.
pub fn compare(desk: Desk) -> El<Written> {
    let remark = "Put a copy of your scenario beside it and change one of the two. The one that is edited above is the \
                  first; differences are against it.";
    written("div")
        .class("compare")
        .still(|| written("h4").words("Compare up to four"))
        .still(|| written("p").class("hint").words(remark))
        .child(written("p").list(move || add(desk)))
        .child(written("div").class("side-by-side").list(move || cards(desk)))
        .child(written("div").list(move || in_common(desk)))
}

fn spelled(scenarios: impl IntoIterator<Item = Scenario>) -> String {
    let mut scenarios = scenarios.into_iter();
    scenarios.next().map(|first| Comparison::new(first, scenarios).spell()).unwrap_or_default()
}

fn add(desk: Desk) -> Vec<El> {
    let comparison = desk.comparison();
    let all = comparison.scenarios();
    if all.len() == Comparison::MOST {
        return Vec::new();
    }
    let more = spelled(all.iter().chain(all.first()).cloned());
    vec![chip_link(&more).id("compare-add").words("Compare with a copy of your scenario")]
}

fn cards(desk: Desk) -> Vec<El> {
    let priced = desk.priced.get();
    let Some(first) = priced.first().filter(|_| priced.len() > 1) else { return Vec::new() };
    let scenarios: Vec<Scenario> = priced.iter().map(|one| one.scenario.clone()).collect();
    let fields = differing(&scenarios);
    let dearest = priced.iter().filter_map(|one| one.bill.month).map(|month| month.high).max().unwrap_or_default();
    let card = |(at, one): (usize, &Priced)| {
        let name = el("h5").words(one.name(at));
        // The name stands above.
        let inputs = fields
            .iter()
            .filter(|field| **field != Field::Name)
            .map(|field| pair(field.label(), el("mark").words(input(&one.scenario, *field))));
        let figures = el("dl").class("figures").children(costs(at, one, first)).children(inputs);
        let bar = bar(one, dearest);
        let own = el("div").class("bar-box").attr("aria-hidden", "true").markup(move || bar.clone());
        el("article").class("compared").child(name).child(own).child(figures).child(ways(&scenarios, at))
    };
    priced.iter().enumerate().map(card).chain([all_together(&priced)]).collect()
}

fn pair(term: &'static str, value: El) -> El {
    el("div").child(el("dt").words(term)).child(el("dd").child(value))
}

fn input(scenario: &Scenario, field: Field) -> String {
    let text = entered(scenario, field);
    if text.is_empty() { "none".to_owned() } else { text }
}

fn costs(at: usize, one: &Priced, first: &Priced) -> [El; 2] {
    let figures: [(&str, &str, [Figure; 2]); 2] = [
        ("Month", "compare-month-", [one.bill.month, first.bill.month]),
        ("Year", "compare-year-", [one.bill.year, first.bill.year]),
    ];
    figures.map(|(term, id, [own, first])| {
        let mut id = id.to_owned();
        id.extend("abcd".chars().nth(at));
        let figure = el("span").children(shown(&id, own.map(usd_span)));
        let against = own.zip(first).filter(|_| at > 0).and_then(|(own, first)| Against::of(own, first));
        let value = match against {
            Some(against) => el("div").child(figure).child(el("p").class("hint").words(against.words())),
            None => figure,
        };
        pair(term, value)
    })
}

/// Its lanes, to the scale of the dearest. A range shows its higher end.
fn bar(one: &Priced, dearest: Decimal) -> String {
    let mut markup = String::from("<svg class=\"bar\" viewBox=\"0 0 1000 60\" preserveAspectRatio=\"none\">");
    let mut x = 0;
    for (at, meter) in Meter::ALL.into_iter().enumerate() {
        let share = one.bill.lanes[meter].and_then(|lane| per_mille(lane.high, dearest)).unwrap_or(0);
        let _ = write!(markup, "<rect class=\"lane-{at}\" x=\"{x}\" y=\"0\" width=\"{share}\" height=\"60\"/>");
        x += share;
    }
    markup.push_str("</svg>");
    markup
}

/// What can be done with one of the scenarios.
fn ways(scenarios: &[Scenario], at: usize) -> El {
    let without = spelled(scenarios.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one.clone()));
    let remove =
        chip_link(&without).words("Remove").child(el("span").class("visually-hidden").words(" from the comparison"));
    let row = el("p").class("row");
    let row = if at == 0 {
        row.child(el("span").class("hint").words("In the form above."))
    } else {
        let mut order = scenarios.to_vec();
        order.swap(0, at);
        row.child(chip_link(&spelled(order)).words("Edit this one"))
    };
    row.child(remove)
}

fn all_together(priced: &[Priced]) -> El {
    let sums = [
        ("Month", "together-month", together(priced.iter().map(|one| one.bill.month))),
        ("Year", "together-year", together(priced.iter().map(|one| one.bill.year))),
    ];
    let sums = sums.map(|(term, id, sum)| pair(term, el("span").children(shown(id, sum.map(usd_span)))));
    el("article")
        .class("compared together")
        .child(el("h5").words("All together"))
        .child(el("dl").class("figures").children(sums))
}

/// The inputs that were entered and are the same in all.
fn in_common(desk: Desk) -> Vec<El> {
    let comparison = desk.comparison();
    let all = comparison.scenarios();
    if all.len() < 2 {
        return Vec::new();
    }
    let differing = differing(all);
    let same = Field::ALL.into_iter().filter(|field| !differing.contains(field));
    let items = same.filter_map(|field| {
        let value = comparison.first().spelling(field)?;
        Some(el("li").words(field.label()).words(": ").words(value))
    });
    vec![el("p").words("The same in all:"), el("ul").class("notes").children(items)]
}
