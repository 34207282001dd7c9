//! The bill against the oracle in fractions: to the last digit, at any rates that a file may hold, for anything that can
//! be entered.

use gpt_image_cost_core::money::format::{plain, unit_usd, usd};
use gpt_image_cost_core::scenario::permalink;
use gpt_image_cost_core::tokens::output::second_reading;
use gpt_image_cost_core::{
    Bill, Decimal, Field, FieldSet, Meter, Mode, PerMeter, Quotient, Range, Rates, Scenario, Setting,
};
use proptest::prelude::*;

use crate::support::history::{first, first_rates};
use crate::support::oracle::{self, Ends, Figures, at_12_decimals};
use crate::support::scenario::{any_rates, any_scenario, any_size, cases, scenario};

fn bill(scenario: &Scenario, rates: &Rates) -> Bill {
    Bill::new(scenario, FieldSet::EMPTY, Some(rates))
}

/// Every figure is what the oracle says, in plain decimals without a digit more or less.
#[track_caller]
fn assert_agrees(scenario: &Scenario, rates: &Rates) {
    let link = permalink::serialize_one(scenario);
    let bill = bill(scenario, rates);
    let figures = oracle::figures(&link, rates);
    for (meter, (tokens, usd)) in Meter::ALL.into_iter().zip(figures.tokens.iter().zip(&figures.by_meter)) {
        let counted = bill.tokens[meter].unwrap().map(|tokens| tokens.to_string());
        assert_eq!(texts(&counted), ends(tokens), "tokens of {meter:?}: {link}");
        assert_eq!(usds(bill.by_meter[meter]), ends(usd), "USD of {meter:?}: {link}");
    }
    assert_eq!(bill.requests.unwrap().to_string(), oracle::plain(&figures.requests).0, "requests: {link}");
    for (name, found, expected) in [
        ("per request", bill.per_request, &figures.per_request),
        ("month", bill.month, &figures.month),
        ("year", bill.year, &figures.year),
    ] {
        assert_eq!(usds(found), ends(expected), "{name}: {link}");
    }
    assert_eq!(bill.per_image(), figures.per_image.as_ref().map(quotients), "per image: {link}");
    assert_adds_up(&bill, &figures, &link);
}

/// The meters sum to one attempt or request and to the month, and no range has its ends exchanged.
#[track_caller]
fn assert_adds_up(bill: &Bill, figures: &Figures, link: &str) {
    for (by_meter, total) in [(bill.by_meter, bill.month), (bill.per_request_by_meter, bill.per_request)] {
        let (meters, total) = (Meter::ALL.map(|meter| by_meter[meter].unwrap()), total.unwrap());
        assert_eq!(meters.iter().map(|usd| usd.low).sum::<Decimal>(), total.low, "{link}");
        assert_eq!(meters.iter().map(|usd| usd.high).sum::<Decimal>(), total.high, "{link}");
        assert!(meters.iter().chain([&total]).all(|usd| usd.low <= usd.high), "{link}");
    }
    assert!(figures.month.0 <= figures.month.1, "{link}");
}

fn texts(range: &Range<String>) -> (String, String) {
    (range.low.clone(), range.high.clone())
}

#[track_caller]
fn usds(usd: Option<Range<Decimal>>) -> (String, String) {
    texts(&usd.expect("every figure within the limits is known").map(plain))
}

fn ends((low, high): &Ends) -> (String, String) {
    let exact = |end| {
        let (text, is_rounded) = oracle::plain(end);
        assert!(!is_rounded, "money is never rounded");
        text
    };
    (exact(low), exact(high))
}

fn quotients((low, high): &Ends) -> Range<Quotient> {
    let quotient = |end| {
        let (text, is_rounded) = oracle::plain(end);
        Quotient { text, rounded_value: at_12_decimals(end).parse().unwrap(), is_rounded }
    };
    Range { low: quotient(low), high: quotient(high) }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn every_bill_agrees_with_fractions_at_any_rates(scenario in any_scenario(first()), rates in any_rates()) {
        assert_agrees(&scenario, &rates);
    }

    #[test]
    fn every_bill_agrees_with_fractions_at_the_published_rates(scenario in any_scenario(first())) {
        assert_agrees(&scenario, first_rates());
    }

    #[test]
    fn a_second_reading_costs_what_its_tokens_cost(
        scenario in any_scenario(first()),
        rates in any_rates(),
        low in any::<bool>(),
    ) {
        let mut scenario = scenario;
        let (size, quality) = if low { ("2560x1040", "low") } else { ("1536x944", "medium") };
        scenario.set(Field::Size, size, first()).unwrap();
        scenario.set(Field::Quality, quality, first()).unwrap();
        scenario.set(Field::Mode, "images", first()).unwrap();
        assert_second_agrees(&scenario, &rates);
    }

    #[test]
    fn a_second_reading_exists_exactly_where_the_rounding_differs(
        size in any_size(),
        scenario in any_scenario(first()),
    ) {
        let mut scenario = scenario;
        scenario.size = Setting::Fixed(size);
        let exists = bill(&scenario, first_rates()).second_reading.is_some();
        let expected = match (scenario.mode, scenario.quality) {
            (Mode::Images, Setting::Fixed(quality)) => second_reading(size, quality).is_some(),
            _ => false,
        };
        prop_assert_eq!(exists, expected);
    }
}

#[track_caller]
fn assert_second_agrees(scenario: &Scenario, rates: &Rates) {
    let link = permalink::serialize_one(scenario);
    let figures = oracle::second_figures(&link, rates);
    let Some(second) = bill(scenario, rates).second_reading else {
        return assert_eq!(figures.tokens, oracle::figures(&link, rates).tokens, "{link}");
    };
    assert_eq!(second.output_tokens.to_string(), oracle::plain(&figures.tokens[4].0).0, "{link}");
    assert_eq!(
        (plain(second.per_request.unwrap()), plain(second.month.unwrap())),
        (oracle::plain(&figures.per_request.0).0, oracle::plain(&figures.month.0).0)
    );
}

/// The cost of one attempt or request, and of a month.
#[track_caller]
fn costs(keys: &str) -> (String, String) {
    let bill = bill(&scenario(keys, first()), first_rates());
    (usds(bill.per_request).0, usds(bill.month).0)
}

#[test]
fn the_largest_inputs_keep_every_digit() {
    let tokens = "ti=999999999&tic=999999999&ii=999999999&iic=999999999&oi=999999999";
    let keys = format!("rates=2026-06-05&mode=tokens&{tokens}&requests=99999999");
    let scenario = scenario(&keys, first());
    let bill = bill(&scenario, first_rates());
    assert_eq!(usds(bill.month).0, "4624999949125.00004625");
    assert_eq!(usds(bill.year).0, "55499999389500.000555");
    assert_agrees(&scenario, first_rates());
}

#[test]
fn the_limits_of_every_field_agree_at_the_highest_rates() {
    let rates = |parts: [i64; 5]| PerMeter::new(parts.map(|thousandths| Decimal::new(thousandths, 3)));
    let all_rates =
        [rates([60_001, 59_999, 60_001, 59_999, 60_000]), rates([299_999, 1, 0, 0, 0]), rates([0, 0, 0, 0, 300_000])];
    let tokens = "ti=1000000000&tic=1000000000&ii=1000000000&iic=1000000000&oi=1000000000";
    let images = "images=100000000&size=2880x2880&q=high&prompt=1000000&refs=16*65535x65535&attempts=100&partial=3";
    for rates in all_rates {
        for uplift in ["0", "99.99", "100"] {
            for batch in ["", "&batch=1"] {
                let common = format!("&uplift={uplift}{batch}");
                assert_agrees(&scenario(&format!("mode=tokens&{tokens}&requests=100000000{common}"), first()), &rates);
                assert_agrees(&scenario(&format!("{images}&cached=99.99{common}"), first()), &rates);
                assert_agrees(
                    &scenario(&format!("{images}&attempts=99.9999{common}").replace("attempts=100&", ""), first()),
                    &rates,
                );
            }
        }
    }
}

#[test]
fn the_cost_per_image_is_exact_however_many_decimals_it_has() {
    for (keys, decimals) in [
        ("images=67108864&attempts=1.0001&prompt=1&batch=1&uplift=0.01", 37),
        ("images=33554432&attempts=1.0001&prompt=1", 29),
        ("images=3&attempts=1.5", 12),
    ] {
        let scenario = scenario(keys, first());
        assert_agrees(&scenario, first_rates());
        let low = bill(&scenario, first_rates()).per_image().unwrap().low;
        assert_eq!(low.text.split_once('.').map(|(_, decimals)| decimals.len()), Some(decimals), "{keys}: {low:?}");
    }
}

#[test]
fn three_measured_requests_cost_what_was_charged() {
    for (case, keys, one) in [
        ("generation 1456x624 low", "ti=15&oi=82", "0.002535"),
        ("edit with one 3840x2160 reference, 1024x1024 low", "ti=10&ii=1508&oi=196", "0.017994"),
        ("edit with 4K output", "ti=228&ii=1450&oi=13342", "0.413"),
    ] {
        assert_eq!(costs(&format!("mode=tokens&requests=1&{keys}")), (one.to_owned(), one.to_owned()), "{case}");
    }
}

#[test]
fn two_of_them_cost_the_same_from_sizes_and_reference_images() {
    for (case, keys, one) in [
        ("generation 1456x624 low", "size=1456x624&q=low&prompt=15", "0.002535"),
        ("edit with one 3840x2160 reference", "q=low&prompt=10&refs=3840x2160", "0.017994"),
    ] {
        assert_eq!(costs(keys).0, one, "{case}");
    }
}

/// What real tools got wrong: a link, and the right cost of one request.
#[test]
fn mistakes_of_real_tools_are_not_made_here() {
    for (mistake, keys, right) in [
        ("image output at the $10 of launch-day listings, or at another model's $40", "mode=tokens&oi=1000", "0.03"),
        ("all input priced at the image rate", "mode=tokens&ti=1000&ii=1000", "0.013"),
        ("image input priced as text", "mode=tokens&ii=1508", "0.012064"),
        ("input ignored altogether", "mode=tokens&ti=10&ii=1508&oi=196", "0.017994"),
        ("cached tokens charged at the full rate too", "mode=tokens&ti=80&tic=20", "0.000425"),
        ("cached tokens charged twice", "prompt=1000&cached=100&q=low", "0.00713"),
        ("references priced at zero", "refs=2*1024x1024", "0.069564"),
        ("a product in binary floats", "mode=tokens&ti=11&oi=52", "0.001615"),
    ] {
        assert_eq!(costs(keys).0, right, "{mistake}");
    }
}

#[test]
fn a_scenario_with_another_size_and_quality_keeps_everything_else() {
    let other = scenario("images=7&prompt=50&size=3840x2160&q=low", first());
    let changed = scenario("images=7&prompt=50&q=high", first()).with_size_and_quality(other.size, other.quality);
    assert_eq!(changed, other);
}

#[test]
fn cached_tokens_are_taken_from_their_own_kind_of_input() {
    for share in ["0", "0.01", "33.33", "50", "99.99", "100"] {
        let scenario = scenario(&format!("prompt=1001&refs=1280x720~1024x1024&cached={share}"), first());
        let tokens = bill(&scenario, first_rates()).tokens;
        let sum = |a: Meter, b: Meter| tokens[a].unwrap().low + tokens[b].unwrap().low;
        assert_eq!(sum(Meter::TextInput, Meter::CachedTextInput), 1001, "{share}%");
        assert_eq!(sum(Meter::ImageInput, Meter::CachedImageInput), 920 + 1024, "{share}%");
    }
}

#[test]
fn a_small_cost_never_shows_as_zero() {
    for (keys, shown) in [
        ("mode=tokens&tic=1", "$0.00000125"),
        ("mode=tokens&tic=1&batch=1", "$0.000000625"),
        ("mode=tokens&ti=1", "$0.000005"),
        ("mode=tokens", "$0.00"),
    ] {
        let cost = bill(&scenario(keys, first()), first_rates()).per_request.unwrap().low;
        assert_eq!((usd(cost).as_str(), unit_usd(cost).as_str()), (shown, shown), "{keys}");
    }
}
