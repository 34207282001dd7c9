//! Published worked examples, from the text of a link to the figures, and every known reading of real requests.

use gpt_image_cost_core::money::format::plain;
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::tokens::output::{output_tokens, second_reading, short_side};
use gpt_image_cost_core::{Affordable, Decimal, Estimate, FieldSet, Quality, Range, ReferenceImage, Scenario, Size};

use crate::support::history::{self, first};
use crate::support::scenario::assert_round_trips;
use crate::support::table::rows;

const PREFIX: &str = "v=1&rates=2026-06-05";

/// The scenario of an example, which is written exactly like its link.
#[track_caller]
fn worked(keys: &str) -> Scenario {
    let text = if keys.is_empty() { PREFIX.to_owned() } else { format!("{PREFIX}&{keys}") };
    let link = permalink::parse(&text, first());
    assert_eq!((&link.issues[..], permalink::serialize(&link.comparison)), (&[][..], text));
    assert_round_trips(link.first(), first());
    link.first().clone()
}

fn estimate(keys: &str) -> Estimate {
    Estimate::new(&worked(keys), FieldSet::EMPTY, first())
}

/// `0.05318`, or `0.01592 … 0.1784`.
#[track_caller]
fn text(range: Option<Range<Decimal>>) -> String {
    let Range { low, high } = range.expect("the figure is known");
    if low == high { plain(low) } else { format!("{} … {}", plain(low), plain(high)) }
}

#[test]
fn the_worked_examples_come_out_exactly() {
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
        let bill = estimate(keys).bill;
        assert_eq!((text(bill.per_request).as_str(), text(bill.month).as_str()), (one, month), "{keys}");
    }
}

#[test]
fn three_images_at_one_and_a_half_attempts_are_five_attempts() {
    let estimate = estimate("images=3&attempts=1.5");
    assert_eq!(estimate.bill.requests, Some(5));
    let low = estimate.bill.per_image().unwrap().low;
    assert_eq!((low.text.as_str(), low.is_rounded), ("0.088633333333", true));
}

#[test]
fn no_images_cost_nothing_and_have_no_cost_per_image() {
    let estimate = estimate("images=0");
    assert_eq!((text(estimate.bill.month).as_str(), text(estimate.bill.year).as_str()), ("0", "0"));
    assert_eq!(estimate.bill.per_image(), None);
}

#[test]
fn a_size_with_two_readings_has_both() {
    let second = estimate("size=2560x1040&q=low").bill.second_reading.unwrap();
    assert_eq!(second.output_tokens, 131);
    assert_eq!(second.per_request.map(plain).as_deref(), Some("0.00443"));
    assert_eq!(second.month.map(plain).as_deref(), Some("4.43"));
}

#[test]
fn a_hundred_dollars_pay_for_as_many_images_as_published() {
    let estimate = estimate("q=auto&budget=100");
    assert_eq!(estimate.affordable(), Some(Affordable::Count(Range { low: 473, high: 15_673 })));
    for (quality, count) in [(Quality::Low, 15_673), (Quality::Medium, 1_880), (Quality::High, 473)] {
        assert_eq!(estimate.affordable_at(quality), Some(Affordable::Count(Range::single(count))), "{quality:?}");
    }
    assert_eq!(self::estimate("").affordable(), None, "no budget was entered");
}

fn quality(word: &str) -> Quality {
    Quality::ALL.into_iter().find(|quality| quality.as_str() == word).unwrap()
}

fn size(width: &str, height: &str) -> Size {
    Size::new(width.parse().unwrap(), height.parse().unwrap()).unwrap()
}

#[test]
fn output_tokens_match_readings_of_real_responses() {
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

/// What an image's output costs, as the vendor prints it.
fn in_thousandths(tokens: u32) -> String {
    // 30 USD per million tokens, half up.
    let thousandths = (u64::from(tokens) * 30 + 500) / 1_000;
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

#[test]
fn two_ties_of_the_short_side_are_missed_as_the_vendor_misses_them() {
    for (width, height, tokens) in [(1536, 944, 1201), (3072, 1888, 2715)] {
        let size = Size::new(width, height).unwrap();
        assert_eq!(short_side(size, Quality::Medium), 29, "{size}");
        assert_eq!(output_tokens(size, Quality::Medium), tokens, "{size}");
        assert_eq!(output_tokens(size.turned(), Quality::Medium), tokens, "{size} turned");
    }
}

#[test]
fn input_tokens_of_reference_images_match_measurements() {
    let mut read = 0;
    for row in rows(include_str!("vectors/reference-tokens.tsv")) {
        let edge = |text: &str| text.parse().unwrap();
        let reference = ReferenceImage::new(edge(row[0]), edge(row[1])).unwrap();
        assert_eq!(reference.tokens().to_string(), row[2], "{row:?}");
        read += 1;
    }
    assert_eq!(read, 6);
}

#[test]
fn the_worked_examples_hold_when_a_state_is_appended_to_the_rate_file() {
    let later = history::parse(&history::with_a_further_state());
    for keys in ["", "refs=3*1280x720&cached=33.33", "size=auto&q=auto"] {
        let scenario = worked(keys);
        let then = Estimate::new(&scenario, FieldSet::EMPTY, later);
        assert_eq!(then.bill, estimate(keys).bill, "{keys}");
    }
}
