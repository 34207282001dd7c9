//! How many tokens a picture that comes back costs.
//!
//! Measured: third-party transcriptions of the vendor's own widget, which agree with every reading known. The widget's
//! rounding of the short axis is done in IEEE doubles, and on a few sizes that *is* the definition; it is the only float
//! here and no money passes through it.

use super::size::Size;
use super::span::Span;

/// How much detail the model spends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Drafts, thumbnails.
    Low,
    /// The default.
    Medium,
    /// Final pictures.
    High,
}

impl Quality {
    /// All qualities, cheapest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The API's word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    const fn base(self) -> u32 {
        match self {
            Self::Low => 16,
            Self::Medium => 48,
            Self::High => 96,
        }
    }

    /// The fewest and the most tokens any accepted size costs at this quality.
    pub const fn extremes(self) -> Span<u32> {
        match self {
            Self::Low => Span { low: 54, high: 659 },
            Self::Medium => Span { low: 514, high: 5_930 },
            Self::High => Span { low: 2_061, high: 23_719 },
        }
    }
}

/// Output tokens that one partial image of a stream adds (vendor).
pub const PARTIAL_IMAGE: u32 = 100;

/// Output tokens of one picture: 54 to 23,719.
///
/// ```
/// use gpt_image_cost::domain::{output::{output_tokens, Quality}, size::Size};
///
/// assert_eq!(output_tokens(Size::DEFAULT, Quality::High), 7_024);
/// ```
pub fn output_tokens(size: Size, quality: Quality) -> u32 {
    tokens(size, quality, short_axis_in_doubles(size, quality))
}

/// What the transcriptions that round half up in integers give, where that differs.
///
/// ```
/// use gpt_image_cost::domain::{output::{output_tokens, second_reading, Quality}, size::Size};
///
/// let size = Size::new(2560, 1040).unwrap();
/// assert_eq!((output_tokens(size, Quality::Low), second_reading(size, Quality::Low)), (112, Some(131)));
/// assert_eq!(second_reading(Size::DEFAULT, Quality::Low), None);
/// ```
pub fn second_reading(size: Size, quality: Quality) -> Option<u32> {
    let (long, short) = (size.long(), size.short());
    let half_up = (2 * quality.base() * short + long) / (2 * long);
    let other = tokens(size, quality, half_up);
    (other != output_tokens(size, quality)).then_some(other)
}

/// `base / (long / short)` in this order, an exact half to the even neighbour: 2 to 96.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 2 and 96
pub fn short_axis_in_doubles(size: Size, quality: Quality) -> u32 {
    let ratio = f64::from(size.long()) / f64::from(size.short());
    (f64::from(quality.base()) / ratio).round_ties_even() as u32
}

/// The short axis in words, for whoever follows the arithmetic.
pub fn rule(size: Size, quality: Quality) -> String {
    let (base, axis) = (quality.base(), short_axis_in_doubles(size, quality));
    format!(
        "short axis = round({base} ÷ ({} ÷ {})) = {axis}; tokens = ⌈{base} × {axis} × (2,000,000 + {} × {}) ÷ 4,000,000⌉",
        size.long(),
        size.short(),
        size.width(),
        size.height(),
    )
}

fn tokens(size: Size, quality: Quality, short_axis: u32) -> u32 {
    let product = u64::from(quality.base() * short_axis) * u64::from(2_000_000 + size.pixels());
    u32::try_from(product.div_ceil(4_000_000)).unwrap_or(u32::MAX)
}
