//! Output tokens of a generated image.
//!
//! Measured: third-party transcriptions of the vendor's own widget, which agree with every known reading. The widget
//! rounds the short side in IEEE doubles, and on a few sizes that rounding *is* the definition. No money passes through
//! this float.

use super::size::Size;
use crate::money::range::Range;

/// How much detail the model spends on an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    Low,
    Medium,
    High,
}

impl Quality {
    /// Cheapest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// As the API and links write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }

    const fn base(self) -> u32 {
        match self {
            Self::Low => 16,
            Self::Medium => 48,
            Self::High => 96,
        }
    }

    /// The fewest and the most output tokens of any accepted size.
    pub const fn extremes(self) -> Range<u32> {
        match self {
            Self::Low => Range { low: 54, high: 659 },
            Self::Medium => Range { low: 514, high: 5_930 },
            Self::High => Range { low: 2_061, high: 23_719 },
        }
    }
}

/// Output tokens that each partial image of a stream adds (vendor).
pub const PARTIAL_IMAGE_TOKENS: u32 = 100;

/// Output tokens of one image: 54 to 23,719.
///
/// ```
/// use gpt_image_cost_core::{Quality, Size, tokens::output::output_tokens};
///
/// assert_eq!(output_tokens(Size::DEFAULT, Quality::High), 7_024);
/// ```
pub fn output_tokens(size: Size, quality: Quality) -> u32 {
    tokens(size, quality, short_side(size, quality))
}

/// What the older transcriptions give, which round half up in whole numbers, where that differs.
///
/// ```
/// use gpt_image_cost_core::{Quality, Size, tokens::output::{output_tokens, second_reading}};
///
/// let size = Size::new(2560, 1040).unwrap();
/// assert_eq!((output_tokens(size, Quality::Low), second_reading(size, Quality::Low)), (112, Some(131)));
/// assert_eq!(second_reading(Size::DEFAULT, Quality::Low), None);
/// ```
pub fn second_reading(size: Size, quality: Quality) -> Option<u32> {
    let other = tokens(size, quality, short_side_half_up(size, quality));
    (other != output_tokens(size, quality)).then_some(other)
}

/// `base / (long / short)` in this order, a half to the even neighbour: 2 to 96.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 2 and 96
pub fn short_side(size: Size, quality: Quality) -> u32 {
    let ratio = f64::from(size.long()) / f64::from(size.short());
    (f64::from(quality.base()) / ratio).round_ties_even() as u32
}

fn short_side_half_up(size: Size, quality: Quality) -> u32 {
    (2 * quality.base() * size.short() + size.long()) / (2 * size.long())
}

/// The arithmetic behind [`output_tokens`].
///
/// ```
/// use gpt_image_cost_core::{Quality, Size, tokens::output::formula};
///
/// assert_eq!(
///     formula(Size::DEFAULT, Quality::Medium),
///     "short side = round(48 ÷ (1024 ÷ 1024)) = 48; ⌈48 × 48 × (2,000,000 + 1024 × 1024) ÷ 4,000,000⌉"
/// );
/// ```
pub fn formula(size: Size, quality: Quality) -> String {
    write_formula(size, quality, "round", short_side(size, quality))
}

/// The arithmetic behind [`second_reading`].
pub fn second_formula(size: Size, quality: Quality) -> String {
    write_formula(size, quality, "round half up", short_side_half_up(size, quality))
}

fn write_formula(size: Size, quality: Quality, rounding: &str, short_side: u32) -> String {
    let (base, long, short) = (quality.base(), size.long(), size.short());
    let (width, height) = (size.width(), size.height());
    format!(
        "short side = {rounding}({base} ÷ ({long} ÷ {short})) = {short_side}; \
         ⌈{base} × {short_side} × (2,000,000 + {width} × {height}) ÷ 4,000,000⌉"
    )
}

fn tokens(size: Size, quality: Quality, short_side: u32) -> u32 {
    let product = u64::from(quality.base() * short_side) * u64::from(2_000_000 + size.pixels());
    u32::try_from(product.div_ceil(4_000_000)).unwrap_or(u32::MAX)
}
