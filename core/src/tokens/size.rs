//! Sizes of generated images: which ones the vendor accepts, which rule another breaks, and the nearest accepted one.

use std::fmt;

/// Both edges are multiples of this many pixels.
const STEP: u32 = 16;
const MAX_EDGE: u32 = 3840;
/// The long edge is at most this many times the short one.
const MAX_RATIO: u32 = 3;
const MIN_PIXELS: u32 = 655_360;
const MAX_PIXELS: u32 = 8_294_400;
/// Above this many pixels (2560×1440) the vendor calls a size experimental.
const EXPERIMENTAL_ABOVE: u32 = 3_686_400;

/// An accepted size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    width: u16,
    height: u16,
}

/// A rule of the vendor's for sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeRule {
    MultipleOf16,
    MaxEdge,
    MaxRatio,
    MinPixels,
    MaxPixels,
}

/// A size that is not accepted: why, and which accepted one is nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeError {
    /// The refused edges in pixels.
    pub width: u32,
    pub height: u32,
    /// The first rule it breaks.
    pub rule: SizeRule,
    /// The accepted size with the least squared distance of the edges; of two, the one with more pixels.
    pub nearest: Size,
}

impl SizeRule {
    /// The rule as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::MultipleOf16 => "Width and height must both be multiples of 16 pixels.",
            Self::MaxEdge => "Neither edge may be longer than 3,840 pixels.",
            Self::MaxRatio => "The long edge may be at most three times the short one.",
            Self::MinPixels => "An image needs at least 655,360 pixels.",
            Self::MaxPixels => "An image may have at most 8,294,400 pixels.",
        }
    }
}

impl fmt::Display for SizeError {
    /// What was refused, why, and what to enter instead.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { width, height, rule, nearest } = self;
        let rule = rule.sentence();
        write!(f, "{width}x{height} is not an accepted size. {rule} The nearest accepted size is {nearest}.")
    }
}

fn broken_rule(width: u32, height: u32) -> Option<SizeRule> {
    let (long, short) = (width.max(height), width.min(height));
    let pixels = u64::from(width) * u64::from(height);
    if !width.is_multiple_of(STEP) || !height.is_multiple_of(STEP) {
        Some(SizeRule::MultipleOf16)
    } else if long > MAX_EDGE {
        Some(SizeRule::MaxEdge)
    } else if long > MAX_RATIO * short {
        Some(SizeRule::MaxRatio)
    } else if pixels < u64::from(MIN_PIXELS) {
        Some(SizeRule::MinPixels)
    } else if pixels > u64::from(MAX_PIXELS) {
        Some(SizeRule::MaxPixels)
    } else {
        None
    }
}

impl Size {
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

    /// Refused are `1000x1000` (no multiples of 16), `4096x2048` (an edge too long), `3840x1024` (too wide), `640x640`
    /// (too few pixels) and `3840x3840` (too many).
    pub fn new(width: u32, height: u32) -> Result<Self, SizeError> {
        match broken_rule(width, height) {
            Some(rule) => Err(SizeError { width, height, rule, nearest: nearest(width, height) }),
            None => Ok(Self::unchecked(width, height)),
        }
    }

    /// As [`Self::new`], without the search for the nearest accepted size.
    pub fn accepted(width: u32, height: u32) -> Option<Self> {
        broken_rule(width, height).is_none().then(|| Self::unchecked(width, height))
    }

    /// Of edges that are known to be accepted.
    #[allow(clippy::cast_possible_truncation)] // an accepted edge is at most 3840
    const fn unchecked(width: u32, height: u32) -> Self {
        Self { width: width as u16, height: height as u16 }
    }

    /// Every accepted size that is at least as wide as high: 14,638 of them.
    pub fn all_without_orientation() -> impl Iterator<Item = Self> {
        let edges = || (STEP..=MAX_EDGE).step_by(STEP as usize);
        edges().flat_map(move |long| {
            edges()
                .take_while(move |short| *short <= long)
                .filter(move |short| broken_rule(long, *short).is_none())
                .map(move |short| Self::unchecked(long, short))
        })
    }

    pub const fn width(self) -> u32 {
        self.width as u32
    }

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

    pub const fn pixels(self) -> u32 {
        self.width() * self.height()
    }

    /// Width and height exchanged.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// Whether the vendor calls sizes with this many pixels experimental: above 2560×1440.
    pub const fn is_experimental(self) -> bool {
        self.pixels() > EXPERIMENTAL_ABOVE
    }

    /// For running text: `1024×1024`.
    pub fn shown(self) -> String {
        format!("{}×{}", self.width, self.height)
    }

    /// For controls and tables: `1024 × 1024`.
    pub fn spaced(self) -> String {
        format!("{} × {}", self.width, self.height)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

fn nearest(width: u32, height: u32) -> Size {
    let distance = |a: u32, b: u32| u128::from(a.abs_diff(b)).pow(2);
    let is_upright = height > width;
    let (long, short) = (width.max(height), width.min(height));
    // The nearest size has the same orientation, so that searching one is enough.
    let best = Size::all_without_orientation()
        .min_by_key(|size| (distance(size.width(), long) + distance(size.height(), short), u32::MAX - size.pixels()))
        .unwrap_or(Size::DEFAULT);
    if is_upright { best.turned() } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_tested_on_both_sides() {
        let rule = |width, height| Size::new(width, height).err().map(|error| error.rule);
        for (width, height, expected) in [
            (1024, 1024, None),
            (1000, 1024, Some(SizeRule::MultipleOf16)),
            (3840, 2160, None),
            (3856, 2144, Some(SizeRule::MaxEdge)),
            (3072, 1024, None),
            (3088, 1024, Some(SizeRule::MaxRatio)),
            (1024, 640, None),
            (1024, 624, Some(SizeRule::MinPixels)),
            (2880, 2880, None),
            (2896, 2880, Some(SizeRule::MaxPixels)),
            (0, 0, Some(SizeRule::MinPixels)),
        ] {
            assert_eq!(rule(width, height), expected, "{width}x{height}");
            assert_eq!(rule(height, width), expected, "{height}x{width}");
        }
    }

    #[test]
    fn the_nearest_size_is_found_and_of_two_the_larger() {
        let nearest = |width, height| Size::new(width, height).err().map(|error| error.nearest.to_string());
        assert_eq!(nearest(1000, 1000), Some("1008x1008".to_owned()));
        assert_eq!(nearest(1032, 1024), Some("1040x1024".to_owned()), "8 off either way");
        assert_eq!(nearest(512, 512), Some("816x816".to_owned()));
        assert_eq!(nearest(1080, 1920), Some("1088x1920".to_owned()));
        assert_eq!(nearest(1920, 1080), Some("1920x1088".to_owned()));
        assert_eq!(nearest(4096, 4096), Some("2880x2880".to_owned()));
        assert_eq!(nearest(4_000_000_000, 1), Some("3840x1280".to_owned()));
    }

    #[test]
    fn the_popular_sizes_are_accepted() {
        for size in Size::POPULAR {
            assert_eq!(Size::new(size.width(), size.height()), Ok(size));
        }
    }

    #[test]
    fn a_refused_size_says_why_and_what_to_enter() {
        let sentence = |width, height| Size::new(width, height).err().map(|error| error.to_string());
        assert_eq!(
            sentence(1000, 1000).as_deref(),
            Some(
                "1000x1000 is not an accepted size. Width and height must both be multiples of 16 pixels. The nearest \
                 accepted size is 1008x1008."
            )
        );
    }

    #[test]
    fn a_size_is_written_three_ways() {
        let size = Size::DEFAULT;
        assert_eq!([size.to_string(), size.shown(), size.spaced()], ["1024x1024", "1024×1024", "1024 × 1024"]);
    }
}
