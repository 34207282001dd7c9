//! Sizes with at least as many pixels that take fewer output tokens. The vendor's rule makes that possible: an image
//! with a longer side has a coarser short side.

use super::output::{Quality, output_tokens};
use super::size::Size;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheaperSize {
    pub size: Size,
    /// Output tokens of one image.
    pub tokens: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheaperSizes {
    /// At most three of about the same shape (ratios of the edges within 5%), cheapest first.
    pub same_shape: Vec<CheaperSize>,
    /// The cheapest size of each other common shape, and the vendor's popular one of that shape, cheapest first.
    pub other_shapes: Vec<CheaperSize>,
}

const MAX_SAME_SHAPE: usize = 3;

/// Width to height.
const SHAPES: [(u32, u32); 6] = [(3, 2), (2, 3), (16, 9), (9, 16), (4, 3), (3, 4)];

/// Whether two ratios are within 5% of each other, in whole numbers.
fn is_near((a, b): (u32, u32), (c, d): (u32, u32)) -> bool {
    let (left, right) = (u64::from(a) * u64::from(d), u64::from(c) * u64::from(b));
    left.max(right) * 100 <= left.min(right) * 105
}

fn shape(size: Size) -> (u32, u32) {
    (size.width(), size.height())
}

/// One pass over all accepted sizes.
pub fn cheaper_sizes(size: Size, quality: Quality) -> CheaperSizes {
    let limit = output_tokens(size, quality);
    let mut same_shape: Vec<CheaperSize> = Vec::new();
    let mut cheapest: [Option<CheaperSize>; SHAPES.len()] = [None; SHAPES.len()];
    for candidate in Size::all_without_orientation().filter(|candidate| candidate.pixels() >= size.pixels()) {
        let tokens = output_tokens(candidate, quality);
        if tokens >= limit {
            continue;
        }
        let turned = candidate.turned();
        // A square has one orientation.
        for oriented in [candidate, turned].into_iter().take(if candidate == turned { 1 } else { 2 }) {
            let found = CheaperSize { size: oriented, tokens };
            if is_near(shape(oriented), shape(size)) {
                insert_among_cheapest(&mut same_shape, found);
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
        (other && popular.pixels() >= size.pixels() && tokens < limit).then_some(CheaperSize { size: popular, tokens })
    });
    let mut other_shapes = Vec::new();
    for found in cheapest.into_iter().flatten().chain(popular) {
        insert(&mut other_shapes, found);
    }
    CheaperSizes { same_shape, other_shapes }
}

/// Fewer tokens first; of equals the more pixels, then the wider.
fn rank(cheaper: CheaperSize) -> (u32, u32, u32) {
    (cheaper.tokens, u32::MAX - cheaper.size.pixels(), u32::MAX - cheaper.size.width())
}

/// Inserts a size in order, unless it is there already.
fn insert(list: &mut Vec<CheaperSize>, found: CheaperSize) {
    if !list.contains(&found) {
        let index = list.partition_point(|other| rank(*other) < rank(found));
        list.insert(index, found);
    }
}

/// Inserts a size into the short list, unless the same size turned is there.
fn insert_among_cheapest(list: &mut Vec<CheaperSize>, found: CheaperSize) {
    if list.iter().all(|other| other.size != found.size.turned()) {
        insert(list, found);
        list.truncate(MAX_SAME_SHAPE);
    }
}
