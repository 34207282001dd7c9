//! Image input tokens of a reference image. Measured by third parties: the vendor publishes no rule for this model.

use std::fmt;

use crate::rates::provenance::Provenance;

/// How many one request takes at most.
pub const MAX_REFERENCE_IMAGES: usize = 16;

/// How many bytes of a file to read for its header. Most need a few hundred; a photo may carry previews and colour
/// profiles before its size.
pub const HEADER_BYTES: u32 = 1024 * 1024;

/// The edge of a patch in pixels. Each patch is one token.
const PATCH: f64 = 32.0;
const MAX_PATCHES: f64 = 1536.0;
/// A shorter long edge is enlarged to this many pixels, but at most doubled.
const MIN_LONG_EDGE: f64 = 1024.0;

/// A reference image by its size in pixels; each edge is 1 to 65,535.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceImage {
    width: u16,
    height: u16,
}

/// Why a file has no size to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// Not a PNG, JPEG or WebP file.
    NotAnImage,
    /// One of them, with a header that cannot be read.
    Broken,
}

impl HeaderError {
    /// The end of a sentence that begins with the file's name.
    pub const fn predicate(self) -> &'static str {
        match self {
            Self::NotAnImage => "is not a PNG, JPEG or WebP image and was skipped.",
            Self::Broken => "was skipped: its header does not give the image's size.",
        }
    }
}

impl ReferenceImage {
    /// `None` where an edge is 0 or above 65,535 pixels.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let edge = |pixels: u32| u16::try_from(pixels).ok().filter(|edge| *edge > 0);
        Some(Self { width: edge(width)?, height: edge(height)? })
    }

    /// From the beginning of a PNG, JPEG or WebP file.
    pub fn from_header(bytes: &[u8]) -> Result<Self, HeaderError> {
        let size = match imagesize::blob_size(bytes) {
            Ok(size) => size,
            Err(imagesize::ImageError::NotSupported) => return Err(HeaderError::NotAnImage),
            Err(_) => return Err(HeaderError::Broken),
        };
        let edge = |pixels: usize| u32::try_from(pixels).ok();
        edge(size.width)
            .zip(edge(size.height))
            .and_then(|(width, height)| Self::new(width, height))
            .ok_or(HeaderError::Broken)
    }

    /// At most 1,536. The tokens of several reference images add up.
    ///
    /// ```
    /// use gpt_image_cost_core::ReferenceImage;
    ///
    /// assert_eq!(ReferenceImage::new(1280, 720).map(ReferenceImage::tokens), Some(920));
    /// ```
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 1,536 patches
    pub fn tokens(self) -> u32 {
        let (mut w, mut h) = (f64::from(self.width), f64::from(self.height));
        if w > 3.0 * h {
            h = w / 3.0;
        } else if h > 3.0 * w {
            w = h / 3.0;
        }
        let long = w.max(h);
        if long < MIN_LONG_EDGE {
            let factor = (MIN_LONG_EDGE / long).min(2.0);
            w = (w * factor).round_ties_even();
            h = (h * factor).round_ties_even();
        }
        if patches(w, h) > MAX_PATCHES {
            let mut factor = (PATCH * PATCH * MAX_PATCHES / (w * h)).sqrt();
            let whole = |edge: f64| (edge / PATCH).floor() / (edge / PATCH);
            factor *= whole(w * factor).min(whole(h * factor));
            w = (w * factor).floor();
            h = (h * factor).floor();
        }
        patches(w, h) as u32
    }

    /// Measured, but assumed beyond 3:1, where there is no reading.
    pub fn provenance(self) -> Provenance {
        let (long, short) = (self.width.max(self.height), self.width.min(self.height));
        if u32::from(long) > 3 * u32::from(short) { Provenance::Assumed } else { Provenance::Measured }
    }
}

fn patches(width: f64, height: f64) -> f64 {
    (width / PATCH).ceil() * (height / PATCH).ceil()
}

impl fmt::Display for ReferenceImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// As links write them: joined by `~`, equal neighbours as `3*1024x1024`.
pub fn serialize_references(images: &[ReferenceImage]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for run in images.chunk_by(|a, b| a == b) {
        let Some(first) = run.first() else { continue };
        parts.push(if run.len() == 1 { first.to_string() } else { format!("{}*{first}", run.len()) });
    }
    parts.join("~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_gives_the_size_and_anything_else_an_error() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xd0";
        assert_eq!(ReferenceImage::from_header(png), ReferenceImage::new(1280, 720).ok_or(HeaderError::Broken));
        assert_eq!(ReferenceImage::from_header(&png[..18]), Err(HeaderError::Broken));
        assert_eq!(ReferenceImage::from_header(b"%PDF-1.7 and so on and on"), Err(HeaderError::NotAnImage));
        assert_eq!(ReferenceImage::from_header(b""), Err(HeaderError::Broken));
    }

    #[test]
    fn beyond_3_to_1_the_tokens_are_assumed() {
        for (width, height, provenance) in
            [(3072, 1024, Provenance::Measured), (1024, 3072, Provenance::Measured), (3073, 1024, Provenance::Assumed)]
        {
            assert_eq!(ReferenceImage::new(width, height).map(ReferenceImage::provenance), Some(provenance));
        }
    }
}
