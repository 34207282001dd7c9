//! The bill against the oracle in whole numbers and fractions: to the last digit, at any rates a file may hold, over
//! everything that can be entered.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use gpt_image_cost::domain::bill::Bill;
use gpt_image_cost::domain::field::{Field, FieldSet};
use gpt_image_cost::domain::format::{Quotient, number, usd};
use gpt_image_cost::domain::link;
use gpt_image_cost::domain::meter::{Meter, PerMeter};
use gpt_image_cost::domain::output::second_reading;
use gpt_image_cost::domain::rates::Rates;
use gpt_image_cost::domain::scenario::{Choice, Scenario};
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::domain::span::Span;
use proptest::prelude::*;
use rust_decimal::Decimal;
use support::history::card;
use support::oracle::{self, Ends, Figures, at_12_decimals, plain};
use support::scenario::{any_rates, any_scenario, any_size, cases, of};

/// The five lanes and the whole cost what the oracle says, in plain decimals without a digit more or less.
#[track_caller]
fn agrees(scenario: &Scenario, rates: &Rates) {
    let spelling = link::spell(scenario);
    let bill = Bill::of(scenario, FieldSet::NONE, rates);
    let figures = oracle::figures(&spelling, rates);
    for (meter, (tokens, lane)) in Meter::ALL.into_iter().zip(figures.tokens.iter().zip(&figures.lanes)) {
        let counted = bill.tokens[meter].unwrap().map(|tokens| tokens.to_string());
        assert_eq!(texts(&counted), ends(tokens), "tokens of {meter:?}: {spelling}");
        assert_eq!(usds(bill.lanes[meter]), ends(lane), "lane of {meter:?}: {spelling}");
    }
    assert_eq!(bill.runs.unwrap().to_string(), plain(&figures.runs).0, "runs: {spelling}");
    for (what, found, expected) in
        [("one", bill.one, &figures.one), ("month", bill.month, &figures.month), ("year", bill.year, &figures.year)]
    {
        assert_eq!(usds(found), ends(expected), "{what}: {spelling}");
    }
    assert_eq!(bill.kept_image(), figures.kept.as_ref().map(quotients), "kept image: {spelling}");
    adds_up(&bill, &figures, &spelling);
}

/// The lanes sum to the month, and no range is turned around.
#[track_caller]
fn adds_up(bill: &Bill, figures: &Figures, spelling: &str) {
    let lanes = Meter::ALL.map(|meter| bill.lanes[meter].unwrap());
    let month = bill.month.unwrap();
    assert_eq!(lanes.iter().map(|lane| lane.low).sum::<Decimal>(), month.low, "{spelling}");
    assert_eq!(lanes.iter().map(|lane| lane.high).sum::<Decimal>(), month.high, "{spelling}");
    assert!(lanes.iter().chain([&month]).all(|span| span.low <= span.high), "{spelling}");
    assert!(figures.month.0 <= figures.month.1, "{spelling}");
}

fn texts(span: &Span<String>) -> (String, String) {
    (span.low.clone(), span.high.clone())
}

#[track_caller]
fn usds(span: Option<Span<Decimal>>) -> (String, String) {
    texts(&span.expect("nothing leaves the exact range").map(number))
}

fn ends((low, high): &Ends) -> (String, String) {
    let exact = |end| {
        let (text, rounded) = plain(end);
        assert!(!rounded, "money ends");
        text
    };
    (exact(low), exact(high))
}

fn quotients((low, high): &Ends) -> (Quotient, Quotient) {
    let quotient = |end| {
        let (text, rounded) = plain(end);
        Quotient { text, about: at_12_decimals(end).parse().unwrap(), rounded }
    };
    (quotient(low), quotient(high))
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn every_bill_agrees_with_fractions_at_any_rates(scenario in any_scenario(&HISTORY), rates in any_rates()) {
        agrees(&scenario, &rates);
    }

    #[test]
    fn every_bill_agrees_with_fractions_at_the_rates_that_ship(scenario in any_scenario(&HISTORY)) {
        agrees(&scenario, &HISTORY.latest().rates);
    }

    #[test]
    fn a_second_reading_costs_what_its_tokens_cost(scenario in any_scenario(&HISTORY), rates in any_rates(), low in any::<bool>()) {
        let mut scenario = scenario;
        let (size, quality) = if low { ("2560x1040", "low") } else { ("1536x944", "medium") };
        scenario.set(Field::Size, size, &HISTORY).unwrap();
        scenario.set(Field::Quality, quality, &HISTORY).unwrap();
        scenario.set(Field::Mode, "images", &HISTORY).unwrap();
        second_agrees(&scenario, &rates);
    }

    #[test]
    fn a_second_reading_is_there_exactly_where_the_rounding_differs(size in any_size(), scenario in any_scenario(&HISTORY)) {
        let mut scenario = scenario;
        scenario.size = Choice::Fixed(size);
        let there = Bill::of(&scenario, FieldSet::NONE, card()).second.is_some();
        let in_pictures = link::spell(&scenario).find("mode=tokens").is_none();
        let expected = match scenario.quality {
            Choice::Fixed(quality) => in_pictures && second_reading(size, quality).is_some(),
            Choice::Auto => false,
        };
        prop_assert_eq!(there, expected);
    }
}

#[track_caller]
fn second_agrees(scenario: &Scenario, rates: &Rates) {
    let spelling = link::spell(scenario);
    let figures = oracle::second_figures(&spelling, rates);
    let Some(second) = Bill::of(scenario, FieldSet::NONE, rates).second else {
        return assert_eq!(figures.tokens, oracle::figures(&spelling, rates).tokens, "{spelling}");
    };
    assert_eq!(second.output_tokens.to_string(), plain(&figures.tokens[4].0).0, "{spelling}");
    assert_eq!(
        (number(second.one), number(second.month.unwrap())),
        (plain(&figures.one.0).0, plain(&figures.month.0).0)
    );
}

/// What a link's first scenario costs: one attempt or request, and a month.
#[track_caller]
fn priced(keys: &str) -> (String, String) {
    let bill = Bill::of(&of(keys, &HISTORY), FieldSet::NONE, card());
    (usds(bill.one).0, usds(bill.month).0)
}

#[test]
fn the_largest_inputs_keep_every_digit() {
    let lanes = "ti=999999999&tic=999999999&ii=999999999&iic=999999999&oi=999999999";
    let keys = format!("rates=2026-06-05&mode=tokens&{lanes}&requests=99999999");
    let scenario = of(&keys, &HISTORY);
    let bill = Bill::of(&scenario, FieldSet::NONE, card());
    assert_eq!(usds(bill.month).0, "4624999949125.00004625");
    assert_eq!(usds(bill.year).0, "55499999389500.000555");
    agrees(&scenario, card());
}

#[test]
fn the_very_edges_of_every_field_agree_at_the_dearest_rates() {
    let dearest = |parts: [i64; 5]| PerMeter::new(parts.map(|thousandths| Decimal::new(thousandths, 3)));
    let all_rates = [
        dearest([60_001, 59_999, 60_001, 59_999, 60_000]),
        dearest([299_999, 1, 0, 0, 0]),
        dearest([0, 0, 0, 0, 300_000]),
    ];
    let lanes = "ti=1000000000&tic=1000000000&ii=1000000000&iic=1000000000&oi=1000000000";
    let pictures = "images=100000000&size=2880x2880&q=high&prompt=1000000&refs=16*65535x65535&attempts=100&partial=3";
    for rates in all_rates {
        for uplift in ["0", "99.99", "100"] {
            for batch in ["", "&batch=1"] {
                let common = format!("&uplift={uplift}{batch}");
                agrees(&of(&format!("mode=tokens&{lanes}&requests=100000000{common}"), &HISTORY), &rates);
                agrees(&of(&format!("{pictures}&cached=99.99{common}"), &HISTORY), &rates);
                agrees(
                    &of(&format!("{pictures}&attempts=99.9999{common}").replace("attempts=100&", ""), &HISTORY),
                    &rates,
                );
            }
        }
    }
}

#[test]
fn a_price_of_each_image_is_exact_however_many_decimals_it_takes_to_end() {
    for (keys, decimals) in [
        ("images=67108864&attempts=1.0001&prompt=1&batch=1&uplift=0.01", 37),
        ("images=33554432&attempts=1.0001&prompt=1", 29),
        ("images=3&attempts=1.5", 12),
    ] {
        let scenario = of(keys, &HISTORY);
        agrees(&scenario, card());
        let (low, _) = Bill::of(&scenario, FieldSet::NONE, card()).kept_image().unwrap();
        assert_eq!(low.text.split_once('.').map(|(_, decimals)| decimals.len()), Some(decimals), "{keys}: {low:?}");
    }
}

#[test]
fn three_measured_requests_cost_what_was_billed() {
    for (case, keys, one) in [
        ("generation 1456x624 low", "ti=15&oi=82", "0.002535"),
        ("edit with one 3840x2160 reference, 1024x1024 low", "ti=10&ii=1508&oi=196", "0.017994"),
        ("edit with 4K output", "ti=228&ii=1450&oi=13342", "0.413"),
    ] {
        assert_eq!(priced(&format!("mode=tokens&requests=1&{keys}")), (one.to_owned(), one.to_owned()), "{case}");
    }
}

#[test]
fn the_same_three_from_pictures_cost_the_same_where_the_rules_reach() {
    for (case, keys, one) in [
        ("generation 1456x624 low", "size=1456x624&q=low&prompt=15", "0.002535"),
        ("edit with one 3840x2160 reference", "q=low&prompt=10&refs=3840x2160", "0.017994"),
    ] {
        assert_eq!(priced(keys).0, one, "{case}");
    }
}

/// What real tools got wrong: a link, the right cost of one, and the wrong one they showed.
#[test]
fn mistakes_of_real_tools_are_not_made_here() {
    for (mistake, keys, right, wrong) in [
        ("image output priced at the $10 text rate of launch-day listings", "mode=tokens&oi=1000", "0.03", "0.01"),
        ("another model's $40 output rate", "mode=tokens&oi=1000", "0.03", "0.04"),
        ("all input priced at the image rate", "mode=tokens&ti=1000&ii=1000", "0.013", "0.016"),
        ("image input priced as text", "mode=tokens&ii=1508", "0.012064", "0.00754"),
        ("input ignored altogether", "mode=tokens&ti=10&ii=1508&oi=196", "0.017994", "0.00588"),
        ("cached tokens charged at the full rate too", "mode=tokens&ti=80&tic=20", "0.000425", "0.000525"),
        ("cached tokens charged twice", "prompt=1000&cached=100&q=low", "0.00713", "0.01213"),
        ("references priced at zero", "refs=2*1024x1024", "0.069564", "0.05318"),
        ("a product in binary floats", "mode=tokens&ti=11&oi=52", "0.001615", "0.0016150000000000001"),
    ] {
        let (one, _) = priced(keys);
        assert_eq!(one, right, "{mistake}");
        assert_ne!(one, wrong, "{mistake}");
    }
}

#[test]
fn size_and_quality_change_the_price_of_a_picture() {
    let all: Vec<String> = ["low", "medium", "high"]
        .into_iter()
        .flat_map(|quality| ["1024x1024", "1536x1024", "3840x2160"].map(|size| format!("size={size}&q={quality}")))
        .map(|keys| priced(&keys).0)
        .collect();
    let mut distinct = all.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), all.len(), "{all:?}");
}

#[test]
fn cached_tokens_are_taken_from_the_lane_they_were_in() {
    let rates = card();
    for share in ["0", "0.01", "33.33", "50", "99.99", "100"] {
        let scenario = of(&format!("prompt=1001&refs=1280x720~1024x1024&cached={share}"), &HISTORY);
        let tokens = Bill::of(&scenario, FieldSet::NONE, rates).tokens;
        let sum = |a: Meter, b: Meter| tokens[a].unwrap().low + tokens[b].unwrap().low;
        assert_eq!(sum(Meter::TextInput, Meter::CachedTextInput), 1001, "{share} %");
        assert_eq!(sum(Meter::ImageInput, Meter::CachedImageInput), 920 + 1024, "{share} %");
    }
}

#[test]
fn a_small_cost_never_shows_as_nothing() {
    for (keys, shown) in [
        ("mode=tokens&tic=1", "$0.00000125"),
        ("mode=tokens&tic=1&batch=1", "$0.000000625"),
        ("mode=tokens&ti=1", "$0.000005"),
        ("mode=tokens", "$0.00"),
    ] {
        let bill = Bill::of(&of(keys, &HISTORY), FieldSet::NONE, card());
        assert_eq!(usd(bill.one.unwrap().low), shown, "{keys}");
    }
}
