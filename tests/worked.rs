//! What the contract works out, from the text of a link to the figures; and every reading of real requests we have.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::domain::bill::Bill;
use gpt_image_cost::domain::budget::{Affordable, affordable, affordable_at};
use gpt_image_cost::domain::field::FieldSet;
use gpt_image_cost::domain::format::number;
use gpt_image_cost::domain::link;
use gpt_image_cost::domain::output::{Quality, output_tokens, second_reading, short_axis_in_doubles};
use gpt_image_cost::domain::rates::History;
use gpt_image_cost::domain::reference::Reference;
use gpt_image_cost::domain::scenario::Scenario;
use gpt_image_cost::domain::size::Size;
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::domain::span::Span;
use rust_decimal::{Decimal, RoundingStrategy};
use support::history::{self, card};
use support::scenario::comes_back;
use support::table::rows;

const BEFORE: &str = "v=1&rates=2026-06-05";

/// A worked row's scenario; its link is its one spelling.
#[track_caller]
fn worked(keys: &str) -> Scenario {
    let text = if keys.is_empty() { BEFORE.to_owned() } else { format!("{BEFORE}&{keys}") };
    let opened = link::read(&text, &HISTORY);
    assert_eq!((opened.notes.len(), opened.comparison.spell()), (0, text));
    comes_back(opened.first(), &HISTORY);
    opened.first().clone()
}

fn bill(scenario: &Scenario) -> Bill {
    Bill::of(scenario, FieldSet::NONE, &HISTORY.in_force(scenario.rates).unwrap().rates)
}

/// `0.05318`, or `0.01592 … 0.1784`.
#[track_caller]
fn spelled(span: Option<Span<Decimal>>) -> String {
    let span = span.expect("the figure is known");
    if span.is_one() { number(span.low) } else { format!("{} … {}", number(span.low), number(span.high)) }
}

#[test]
fn the_worked_rows_of_the_contract_come_out() {
    for (keys, one, month) in [
        ("", "0.05318", "53.18"),
        ("refs=3*1280x720&cached=33.33", "0.06962225", "69.62225"),
        ("images=3&attempts=1.5", "0.05318", "0.2659"),
        ("batch=1&uplift=10", "0.029249", "29.249"),
        ("size=auto", "0.01592 … 0.1784", "15.92 … 178.4"),
        ("size=auto&q=auto", "0.00212 … 0.71207", "2.12 … 712.07"),
        ("size=2560x1040&q=low", "0.00386", "3.86"),
        ("images=0", "0.05318", "0"),
        ("q=auto&budget=100", "0.00638 … 0.21122", "6.38 … 211.22"),
    ] {
        let bill = bill(&worked(keys));
        assert_eq!((spelled(bill.one).as_str(), spelled(bill.month).as_str()), (one, month), "{keys}");
    }
}

#[test]
fn three_kept_images_at_one_and_a_half_attempts_are_five_attempts() {
    let bill = bill(&worked("images=3&attempts=1.5"));
    assert_eq!(bill.runs, Some(5));
    let (low, _) = bill.kept_image().unwrap();
    assert_eq!((low.text.as_str(), low.rounded), ("0.088633333333", true));
}

#[test]
fn no_image_kept_costs_nothing_a_month_and_has_no_price_each() {
    let bill = bill(&worked("images=0"));
    assert_eq!((spelled(bill.month), spelled(bill.year), bill.kept_image()), ("0".to_owned(), "0".to_owned(), None));
}

#[test]
fn a_size_with_two_readings_has_both() {
    let second = bill(&worked("size=2560x1040&q=low")).second.unwrap();
    assert_eq!((second.output_tokens, number(second.one).as_str()), (131, "0.00443"));
    assert_eq!(second.month.map(number).as_deref(), Some("4.43"));
}

#[test]
fn a_hundred_dollars_buy_what_the_contract_says() {
    let scenario = worked("q=auto&budget=100");
    let rates = card();
    let range = affordable(&scenario, FieldSet::NONE, rates);
    assert_eq!(range, Some(Affordable::Count(Span { low: 473, high: 15_673 })));
    for (quality, count) in [(Quality::Low, 15_673), (Quality::Medium, 1_880), (Quality::High, 473)] {
        let found = affordable_at(&scenario, quality, FieldSet::NONE, rates);
        assert_eq!(found, Some(Affordable::Count(Span::one(count))), "{quality:?}");
    }
    assert_eq!(affordable(&worked(""), FieldSet::NONE, rates), None, "not asked for");
}

fn quality(word: &str) -> Quality {
    Quality::ALL.into_iter().find(|quality| quality.word() == word).unwrap()
}

fn size(width: &str, height: &str) -> Size {
    Size::new(width.parse().unwrap(), height.parse().unwrap()).unwrap()
}

#[test]
fn output_tokens_are_those_read_off_real_responses() {
    let table = rows(include_str!("vectors/output-tokens.tsv"));
    let mut read = 0;
    for row in table {
        let (size, quality) = (size(row[0], row[1]), quality(row[2]));
        assert_eq!(output_tokens(size, quality).to_string(), row[3], "{row:?}");
        match row[4] {
            "published" => assert_eq!(in_thousandths(output_tokens(size, quality)), row[5], "{row:?}"),
            "second" => assert_eq!(second_reading(size, quality), row[5].parse().ok(), "{row:?}"),
            _ => assert_eq!(second_reading(size, quality), None, "{row:?}"),
        }
        read += 1;
    }
    assert_eq!(read, 17);
}

/// What a picture's output costs, as the vendor prints it.
fn in_thousandths(tokens: u32) -> String {
    let usd = Decimal::from(tokens) * Decimal::from(30) / Decimal::from(1_000_000);
    usd.round_dp_with_strategy(3, RoundingStrategy::MidpointAwayFromZero).to_string()
}

#[test]
fn two_ties_of_the_short_axis_are_missed_as_the_vendor_misses_them() {
    for (width, height, tokens) in [(1536, 944, 1201), (3072, 1888, 2715)] {
        let size = Size::new(width, height).unwrap();
        assert_eq!(short_axis_in_doubles(size, Quality::Medium), 29, "{size}");
        assert_eq!(output_tokens(size, Quality::Medium), tokens, "{size}");
        assert_eq!(output_tokens(size.turned(), Quality::Medium), tokens, "{size} turned");
    }
}

#[test]
fn input_tokens_of_a_reference_are_those_measured() {
    let mut read = 0;
    for row in rows(include_str!("vectors/reference-tokens.tsv")) {
        let edge = |text: &str| text.parse().unwrap();
        let reference = Reference::new(edge(row[0]), edge(row[1])).unwrap();
        assert_eq!(reference.tokens().to_string(), row[2], "{row:?}");
        read += 1;
    }
    assert_eq!(read, 6);
}

#[test]
fn the_worked_rows_hold_in_every_future_of_the_rate_file() {
    let later: &History = history::read(&history::with_a_further_state());
    for keys in ["", "refs=3*1280x720&cached=33.33", "size=auto&q=auto"] {
        let scenario = worked(keys);
        let then = Bill::of(&scenario, FieldSet::NONE, &later.in_force(scenario.rates).unwrap().rates);
        assert_eq!(then, bill(&scenario), "{keys}");
    }
}
