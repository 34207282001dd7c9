//! Every accepted size at every quality, and the cheaper sizes suggested instead of one.

use std::cmp::Reverse;

use gpt_image_cost_core::tokens::cheaper_sizes::cheaper_sizes;
use gpt_image_cost_core::tokens::output::{output_tokens, second_reading};
use gpt_image_cost_core::{CheaperSize, Quality, ReferenceImage, Size};

use crate::support::oracle;

/// Every pair of multiples of 16 up to the longest edge, in both orientations.
fn every_pair() -> impl Iterator<Item = (u32, u32)> {
    let edges = || (16..=3840).step_by(16);
    edges().flat_map(move |width| edges().map(move |height| (width, height)))
}

/// The vendor's rules, in the vendor's words.
fn is_accepted((width, height): (u32, u32)) -> bool {
    let (long, short, pixels) = (width.max(height), width.min(height), width * height);
    long <= 3840 && long <= 3 * short && (655_360..=8_294_400).contains(&pixels)
}

fn every_size() -> impl Iterator<Item = Size> {
    every_pair().filter(|pair| is_accepted(*pair)).map(|(width, height)| Size::new(width, height).unwrap())
}

fn oracle_tokens(size: Size, quality: Quality) -> u64 {
    oracle::output_tokens(size.width().into(), size.height().into(), quality.as_str())
}

#[test]
fn all_without_orientation_are_exactly_the_accepted_sizes() {
    let without_orientation: Vec<Size> = Size::all_without_orientation().collect();
    let accepted: Vec<Size> = every_size().filter(|size| size.width() >= size.height()).collect();
    assert_eq!(accepted, without_orientation);
    assert_eq!(accepted.len(), 14_638);
}

#[test]
fn sizes_above_2560x1440_are_experimental() {
    for (width, height, is_experimental) in [(2560, 1440, false), (2048, 1792, false), (2560, 1456, true)] {
        assert_eq!(Size::new(width, height).unwrap().is_experimental(), is_experimental, "{width}x{height}");
    }
}

#[test]
fn every_refused_size_names_an_accepted_one() {
    // Finding the nearest size tries all of them, so not every pair is tested.
    for (width, height) in every_pair().filter(|pair| !is_accepted(*pair)).step_by(211) {
        let error = Size::new(width, height).unwrap_err();
        assert!(is_accepted((error.nearest.width(), error.nearest.height())), "{width}x{height}: {error:?}");
    }
    for edge in [0, 1, 15, 17, 65_536, u32::MAX - 15, u32::MAX] {
        for (width, height) in [(edge, 1024), (1024, edge), (edge, edge)] {
            assert!(Size::new(width, height).is_err(), "{width}x{height}");
        }
    }
}

#[test]
fn every_size_costs_within_the_extremes_and_both_extremes_are_reached() {
    for quality in Quality::ALL {
        let tokens: Vec<u32> = every_size().map(|size| output_tokens(size, quality)).collect();
        let extremes = quality.extremes();
        assert_eq!(tokens.iter().min(), Some(&extremes.low), "{quality:?}");
        assert_eq!(tokens.iter().max(), Some(&extremes.high), "{quality:?}");
    }
    let stated = Quality::ALL.map(|quality| (quality.extremes().low, quality.extremes().high));
    assert_eq!(stated, [(54, 659), (514, 5_930), (2_061, 23_719)]);
    let largest = Size::new(2880, 2880).unwrap();
    assert_eq!(Quality::ALL.map(|quality| output_tokens(largest, quality)), [659, 5_930, 23_719]);
}

#[test]
fn a_size_costs_the_same_in_both_orientations() {
    for size in every_size() {
        for quality in Quality::ALL {
            assert_eq!(output_tokens(size, quality), output_tokens(size.turned(), quality), "{size} {quality:?}");
            assert_eq!(second_reading(size, quality), second_reading(size.turned(), quality), "{size} {quality:?}");
        }
    }
}

#[test]
fn every_size_agrees_with_fractions_except_for_two_ties() {
    for size in Size::all_without_orientation() {
        for quality in Quality::ALL {
            assert_eq!(u64::from(output_tokens(size, quality)), oracle_tokens(size, quality), "{size} {quality:?}");
        }
    }
}

#[test]
fn two_readings_exist_on_exactly_the_sizes_where_the_roundings_differ() {
    for (quality, count) in Quality::ALL.into_iter().zip([24, 49, 43]) {
        let mut two = 0;
        for size in Size::all_without_orientation() {
            let half_up = oracle::output_tokens_half_up(size.width().into(), size.height().into(), quality.as_str());
            let other = (half_up != oracle_tokens(size, quality)).then_some(half_up);
            assert_eq!(second_reading(size, quality).map(u64::from), other, "{size} {quality:?}");
            two += u32::from(other.is_some());
        }
        assert_eq!(two, count, "{quality:?}");
    }
}

#[test]
fn the_two_readings_are_at_most_17_percent_apart() {
    let percent = |size: Size, quality| {
        let (first, second) = (f64::from(output_tokens(size, quality)), f64::from(second_reading(size, quality)?));
        Some((100.0 * (second - first).abs() / first).round())
    };
    for quality in Quality::ALL {
        let furthest = Size::all_without_orientation().filter_map(|size| percent(size, quality)).reduce(f64::max);
        assert!(furthest.is_some_and(|percent| (1.0..=17.0).contains(&percent)), "{quality:?}: {furthest:?}");
    }
    assert_eq!(percent(Size::new(2560, 1040).unwrap(), Quality::Low), Some(17.0));
}

/// The saving of a suggestion in tenths of a percent, rounded.
fn saving(list: &[CheaperSize], size: &str, instead_of: u32) -> Option<u32> {
    let suggestion = list.iter().find(|cheaper| cheaper.size.to_string() == size)?;
    Some((2_000 * (instead_of - suggestion.tokens) + instead_of) / (2 * instead_of))
}

#[test]
fn two_savings_are_suggested_for_a_high_square() {
    let found = cheaper_sizes(Size::DEFAULT, Quality::High);
    let same = ["1008x1056", "1056x1008"].into_iter().find_map(|size| saving(&found.same_shape, size, 7_024));
    assert_eq!(same, Some(37), "{:?}", found.same_shape);
    assert_eq!(saving(&found.other_shapes, "1536x1024", 7_024), Some(219), "{:?}", found.other_shapes);
}

/// Whether two shapes are within 5% of each other.
fn is_near((a, b): (u32, u32), (c, d): (u32, u32)) -> bool {
    let (left, right) = (a * d, c * b);
    100 * left.max(right) <= 105 * left.min(right)
}

/// Common shapes, as width to height.
const SHAPES: [(u32, u32); 6] = [(3, 2), (2, 3), (16, 9), (9, 16), (4, 3), (3, 4)];

/// Fewer tokens first; of equals the more pixels, then the wider.
fn sorted(mut list: Vec<CheaperSize>) -> Vec<CheaperSize> {
    let key = |cheaper: &CheaperSize| (cheaper.tokens, Reverse((cheaper.size.pixels(), cheaper.size.width())));
    list.sort_by_key(key);
    list.dedup();
    list
}

#[test]
fn the_suggestions_are_the_cheapest_of_all_accepted_sizes() {
    let shape = |size: Size| (size.width(), size.height());
    let every_size: Vec<Size> = every_size().collect();
    for size in Size::all_without_orientation().step_by(379).map(Size::turned).chain(Size::POPULAR) {
        for quality in Quality::ALL {
            let larger = every_size.iter().filter(|other| other.pixels() >= size.pixels());
            let cheaper: Vec<CheaperSize> = larger
                .map(|other| CheaperSize { size: *other, tokens: output_tokens(*other, quality) })
                .filter(|other| other.tokens < output_tokens(size, quality))
                .collect();
            let near =
                |shape: (u32, u32), other: &CheaperSize| is_near((other.size.width(), other.size.height()), shape);

            // Of a size in both orientations, the wide one.
            let mut same: Vec<CheaperSize> = Vec::new();
            for found in sorted(cheaper.iter().copied().filter(|other| near(shape(size), other)).collect()) {
                if same.len() < 3 && same.iter().all(|other| other.size != found.size.turned()) {
                    same.push(found);
                }
            }
            let best = |(width, height): (u32, u32)| {
                let is_exact = |other: &&CheaperSize| other.size.width() * height == other.size.height() * width;
                sorted(cheaper.iter().filter(is_exact).copied().collect()).first().copied()
            };
            let popular = cheaper.iter().copied().filter(|other| {
                let is_common = SHAPES.iter().any(|common| near(*common, other));
                Size::POPULAR.contains(&other.size) && is_common && !near(shape(size), other)
            });
            let others = SHAPES.into_iter().filter(|common| !is_near(*common, shape(size))).filter_map(best);
            let found = cheaper_sizes(size, quality);
            assert_eq!(found.same_shape, same, "{size} {quality:?}");
            assert_eq!(found.other_shapes, sorted(others.chain(popular).collect()), "{size} {quality:?}");
        }
    }
}

#[test]
fn reference_images_agree_with_whole_numbers_away_from_the_edges() {
    let (mut tested, mut apart) = (0, 0);
    for width in (1..=4_200).step_by(7) {
        for height in (1..=4_200).step_by(11) {
            let tokens = u64::from(ReferenceImage::new(width, height).unwrap().tokens());
            let (expected, on_edge) = oracle::reference_tokens(width.into(), height.into());
            assert!(tokens <= 1_536 && (on_edge || tokens == expected), "{width}x{height}: {tokens}, not {expected}");
            tested += 1;
            apart += u32::from(tokens != expected);
        }
    }
    println!("{apart} of {tested} reference images depend on the last bit of a double");
}

#[test]
fn a_reference_image_costs_the_same_in_both_orientations() {
    for (width, height) in (1..=65_535).step_by(127).zip((1..=65_535).rev().step_by(113)) {
        let tokens = |width, height| ReferenceImage::new(width, height).unwrap().tokens();
        assert_eq!(tokens(width, height), tokens(height, width), "{width}x{height}");
    }
}
