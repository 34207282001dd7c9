//! Sizes with at least as many pixels that cost fewer tokens. The vendor's rule makes that happen: a longer picture has a
//! coarser short axis.

use super::output::{Quality, output_tokens};
use super::size::Size;

/// A size that costs less than the one chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cheaper {
    /// The size.
    pub size: Size,
    /// Its output tokens.
    pub tokens: u32,
}

/// What to look at instead of a size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternatives {
    /// At most three of about the same shape (the ratio of the edges within 5 %), cheapest first.
    pub same_shape: Vec<Cheaper>,
    /// Of other common shapes: the cheapest of each, and the vendor's popular size of that shape, cheapest first.
    pub other_shapes: Vec<Cheaper>,
}

/// How many of the same shape are shown.
const SAME_SHAPE: usize = 3;

/// The common shapes, width to height.
const SHAPES: [(u32, u32); 6] = [(3, 2), (2, 3), (16, 9), (9, 16), (4, 3), (3, 4)];

/// Whether two ratios of edges are within 5 % of each other, in whole numbers.
fn is_near((a, b): (u32, u32), (c, d): (u32, u32)) -> bool {
    let (left, right) = (u64::from(a) * u64::from(d), u64::from(c) * u64::from(b));
    left.max(right) * 100 <= left.min(right) * 105
}

fn shape(size: Size) -> (u32, u32) {
    (size.width(), size.height())
}

/// What costs less than `size` at `quality` and has at least as many pixels. One walk over all accepted sizes.
pub fn alternatives(size: Size, quality: Quality) -> Alternatives {
    let limit = output_tokens(size, quality);
    let mut same_shape: Vec<Cheaper> = Vec::new();
    let mut cheapest: [Option<Cheaper>; SHAPES.len()] = [None; SHAPES.len()];
    for candidate in Size::all_without_orientation().filter(|candidate| candidate.pixels() >= size.pixels()) {
        let tokens = output_tokens(candidate, quality);
        if tokens >= limit {
            continue;
        }
        let turned = candidate.turned();
        // A square has one orientation; of a shape that is near both ways the reader's own is kept.
        for oriented in [candidate, turned].into_iter().take(if candidate == turned { 1 } else { 2 }) {
            let found = Cheaper { size: oriented, tokens };
            if is_near(shape(oriented), shape(size)) {
                keep_cheapest(&mut same_shape, found);
            }
            for (best, common) in cheapest.iter_mut().zip(SHAPES) {
                let exact = oriented.width() * common.1 == oriented.height() * common.0;
                if exact && !is_near(common, shape(size)) && best.is_none_or(|best| rank(found) < rank(best)) {
                    *best = Some(found);
                }
            }
        }
    }
    let popular = Size::POPULAR.into_iter().filter_map(|popular| {
        let tokens = output_tokens(popular, quality);
        let other =
            SHAPES.iter().any(|common| is_near(*common, shape(popular))) && !is_near(shape(popular), shape(size));
        (other && popular.pixels() >= size.pixels() && tokens < limit).then_some(Cheaper { size: popular, tokens })
    });
    let mut other_shapes = Vec::new();
    for found in cheapest.into_iter().flatten().chain(popular) {
        insert(&mut other_shapes, found);
    }
    Alternatives { same_shape, other_shapes }
}

/// Fewer tokens first; of equals the more pixels, then the wider.
fn rank(cheaper: Cheaper) -> (u32, u32, u32) {
    (cheaper.tokens, u32::MAX - cheaper.size.pixels(), u32::MAX - cheaper.size.width())
}

/// Puts a size where it belongs, once.
fn insert(list: &mut Vec<Cheaper>, found: Cheaper) {
    if !list.contains(&found) {
        let at = list.partition_point(|kept| rank(*kept) < rank(found));
        list.insert(at, found);
    }
}

/// Puts a size into the short list where it belongs; of a size and its turned self the first is enough.
fn keep_cheapest(list: &mut Vec<Cheaper>, found: Cheaper) {
    if list.iter().all(|kept| kept.size != found.size.turned()) {
        insert(list, found);
        list.truncate(SAME_SHAPE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(list: &[Cheaper]) -> Vec<(String, u32)> {
        list.iter().map(|cheaper| (cheaper.size.to_string(), cheaper.tokens)).collect()
    }

    #[test]
    fn a_high_square_has_cheaper_sizes_of_its_own_and_of_other_shapes() {
        let found = alternatives(Size::DEFAULT, Quality::High);
        let same = listed(&found.same_shape);
        assert!(same.iter().any(|(size, _)| size == "1056x1008" || size == "1008x1056"), "{same:?}");
        let other = listed(&found.other_shapes);
        assert!(other.contains(&("1536x1024".to_owned(), 5_488)), "{other:?}");
    }

    #[test]
    fn whatever_is_offered_is_larger_or_equal_and_cheaper() {
        for size in Size::all_without_orientation().step_by(97) {
            for quality in Quality::ALL {
                let found = alternatives(size, quality);
                assert!(found.same_shape.len() <= SAME_SHAPE);
                for cheaper in found.same_shape.iter().chain(&found.other_shapes) {
                    assert!(cheaper.size.pixels() >= size.pixels());
                    assert!(cheaper.tokens < output_tokens(size, quality));
                    assert_eq!(cheaper.tokens, output_tokens(cheaper.size, quality));
                }
                assert!(found.same_shape.iter().all(|same| is_near(shape(same.size), shape(size))));
            }
        }
    }
}
