//! Output sizes: which ones the vendor accepts, which rule another one breaks, and the nearest that is accepted.

use std::fmt;

/// Both edges are multiples of this many pixels.
const STEP: u32 = 16;
/// The longest edge, in pixels.
const LONGEST: u32 = 3840;
/// The longest ratio of the long edge to the short one.
const WIDEST: u32 = 3;
/// The fewest pixels.
const FEWEST: u32 = 655_360;
/// The most pixels.
const MOST: u32 = 8_294_400;
/// Above this many pixels (2560×1440) the vendor calls a size experimental.
const EXPERIMENTAL: u32 = 3_686_400;

/// A size of an output picture that the vendor accepts, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    width: u16,
    height: u16,
}

/// The rule of the vendor's that a size breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Both edges are multiples of 16.
    Step,
    /// No edge is longer than 3840.
    Longest,
    /// The long edge is at most three times the short one.
    Ratio,
    /// At least 655,360 pixels.
    Fewest,
    /// At most 8,294,400 pixels.
    Most,
}

/// A size that is not accepted: why, and what is nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The first rule it breaks.
    pub rule: Rule,
    /// The nearest accepted size: least squared distance of the edges, of two the one with more pixels.
    pub nearest: Size,
}

impl Rule {
    /// The rule in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Step => "both edges must be multiples of 16 pixels",
            Self::Longest => "no edge may be longer than 3840 pixels",
            Self::Ratio => "the long edge may be at most three times the short one",
            Self::Fewest => "a picture must have at least 655,360 pixels",
            Self::Most => "a picture may have at most 8,294,400 pixels",
        }
    }
}

fn broken_rule(width: u32, height: u32) -> Option<Rule> {
    let (long, short) = (width.max(height), width.min(height));
    let pixels = u64::from(width) * u64::from(height);
    if !width.is_multiple_of(STEP) || !height.is_multiple_of(STEP) {
        Some(Rule::Step)
    } else if long > LONGEST {
        Some(Rule::Longest)
    } else if long > WIDEST * short {
        Some(Rule::Ratio)
    } else if pixels < u64::from(FEWEST) {
        Some(Rule::Fewest)
    } else if pixels > u64::from(MOST) {
        Some(Rule::Most)
    } else {
        None
    }
}

impl Size {
    /// The size the page starts with.
    pub const DEFAULT: Self = Self { width: 1024, height: 1024 };

    /// The sizes the vendor names as popular.
    pub const POPULAR: [Self; 7] = [
        Self { width: 1024, height: 1024 },
        Self { width: 1536, height: 1024 },
        Self { width: 1024, height: 1536 },
        Self { width: 2048, height: 2048 },
        Self { width: 2048, height: 1152 },
        Self { width: 3840, height: 2160 },
        Self { width: 2160, height: 3840 },
    ];

    /// A size of `width` × `height` pixels.
    ///
    /// # Errors
    /// `1000x1000` (no multiples of 16), `4096x2048` (too long), `3840x1024` (too wide), `640x640` (too few pixels),
    /// `3840x3840` (too many): the first broken rule and the nearest accepted size.
    pub fn new(width: u32, height: u32) -> Result<Self, Refused> {
        match broken_rule(width, height) {
            Some(rule) => Err(Refused { rule, nearest: nearest(width, height) }),
            None => Ok(Self::unchecked(width, height)),
        }
    }

    /// Of edges that were checked before, so that they fit.
    #[allow(clippy::cast_possible_truncation)] // an accepted edge is at most 3840
    const fn unchecked(width: u32, height: u32) -> Self {
        Self { width: width as u16, height: height as u16 }
    }

    /// Every accepted size with the long edge across: 14,638 of them.
    pub fn all_without_orientation() -> impl Iterator<Item = Self> {
        let edges = || (STEP..=LONGEST).step_by(STEP as usize);
        edges().flat_map(move |long| {
            edges()
                .take_while(move |short| *short <= long)
                .filter(move |short| broken_rule(long, *short).is_none())
                .map(move |short| Self::unchecked(long, short))
        })
    }

    /// Width in pixels.
    pub const fn width(self) -> u32 {
        self.width as u32
    }

    /// Height in pixels.
    pub const fn height(self) -> u32 {
        self.height as u32
    }

    /// The longer edge in pixels.
    pub fn long(self) -> u32 {
        self.width().max(self.height())
    }

    /// The shorter edge in pixels.
    pub fn short(self) -> u32 {
        self.width().min(self.height())
    }

    /// Width times height.
    pub const fn pixels(self) -> u32 {
        self.width() * self.height()
    }

    /// The same size, turned.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// Whether the vendor calls a size of so many pixels experimental (above 2560×1440).
    pub const fn is_experimental(self) -> bool {
        self.pixels() > EXPERIMENTAL
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// The accepted size with the least squared edge distance; of two, the one with more pixels.
fn nearest(width: u32, height: u32) -> Size {
    let off = |a: u32, b: u32| u128::from(a.abs_diff(b)).pow(2);
    let upright = height > width;
    let (long, short) = (width.max(height), width.min(height));
    // A size lies nearest in its own orientation, so that one orientation is enough to search.
    let best = Size::all_without_orientation()
        .min_by_key(|size| (off(size.width(), long) + off(size.height(), short), u32::MAX - size.pixels()))
        .unwrap_or(Size::DEFAULT);
    if upright { best.turned() } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_size_on_both_sides() {
        let rule = |width, height| Size::new(width, height).err().map(|refused| refused.rule);
        for (width, height, expected) in [
            (1024, 1024, None),
            (1000, 1024, Some(Rule::Step)),
            (3840, 2160, None),
            (3856, 2144, Some(Rule::Longest)),
            (3072, 1024, None),
            (3088, 1024, Some(Rule::Ratio)),
            (1024, 640, None),
            (1024, 624, Some(Rule::Fewest)),
            (2880, 2880, None),
            (2896, 2880, Some(Rule::Most)),
            (0, 0, Some(Rule::Fewest)),
        ] {
            assert_eq!(rule(width, height), expected, "{width}x{height}");
            assert_eq!(rule(height, width), expected, "{height}x{width}");
        }
    }

    #[test]
    fn the_nearest_size_is_the_nearest_and_of_two_the_larger() {
        let nearest = |width, height| Size::new(width, height).err().map(|refused| refused.nearest.to_string());
        assert_eq!(nearest(1000, 1000), Some("1008x1008".to_owned()));
        assert_eq!(nearest(1032, 1024), Some("1040x1024".to_owned()), "8 off either way");
        assert_eq!(nearest(512, 512), Some("816x816".to_owned()));
        assert_eq!(nearest(1080, 1920), Some("1088x1920".to_owned()));
        assert_eq!(nearest(1920, 1080), Some("1920x1088".to_owned()));
        assert_eq!(nearest(4096, 4096), Some("2880x2880".to_owned()));
        assert_eq!(nearest(4_000_000_000, 1), Some("3840x1280".to_owned()));
    }

    #[test]
    fn there_are_as_many_sizes_as_the_vendor_s_rules_allow() {
        assert_eq!(Size::all_without_orientation().count(), 14_638);
        for size in Size::POPULAR {
            assert_eq!(Size::new(size.width(), size.height()), Ok(size));
        }
    }
}
