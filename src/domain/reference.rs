//! How many tokens a reference image costs. Measured by third parties: the vendor publishes no rule for this model.

use std::fmt;

use super::standing::Standing;

/// The most references one request takes.
pub const MOST_REFERENCES: usize = 16;

/// How much of a file is enough for its header. Most need a few hundred bytes; a photo may carry previews and colour
/// profiles in front of its own.
pub const HEADER_BYTES: u32 = 1024 * 1024;

/// The edge of a patch, in pixels; a patch is a token.
const PATCH: f64 = 32.0;
/// The most patches one reference is cut into.
const MOST_PATCHES: f64 = 1536.0;
/// A shorter long edge is enlarged up to this, at most to twice its length.
const ENLARGED: f64 = 1024.0;

/// The pixel size of a reference image; each edge 1 to 65,535.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    width: u16,
    height: u16,
}

/// Why a file gives no pixel size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderTrouble {
    /// Neither PNG nor JPEG nor WebP.
    NotAnImage,
    /// One of them, but its header cannot be read.
    Broken,
}

impl HeaderTrouble {
    /// What to do, as the end of a sentence that names the file.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotAnImage => "is no PNG, JPEG or WebP picture and was skipped",
            Self::Broken => "is a picture whose size cannot be read and was skipped",
        }
    }
}

impl Reference {
    /// A reference of `width` × `height` pixels, or none when an edge is 0 or above 65,535.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let edge = |pixels: u32| u16::try_from(pixels).ok().filter(|edge| *edge > 0);
        Some(Self { width: edge(width)?, height: edge(height)? })
    }

    /// The pixel size in the header of a PNG, JPEG or WebP file, of which `bytes` is the beginning.
    ///
    /// # Errors
    /// [`HeaderTrouble::NotAnImage`] for any other file, [`HeaderTrouble::Broken`] where the header is cut off or says
    /// a size outside 1 to 65,535.
    pub fn of_header(bytes: &[u8]) -> Result<Self, HeaderTrouble> {
        let size = match imagesize::blob_size(bytes) {
            Ok(size) => size,
            Err(imagesize::ImageError::NotSupported) => return Err(HeaderTrouble::NotAnImage),
            Err(_) => return Err(HeaderTrouble::Broken),
        };
        let edge = |pixels: usize| u32::try_from(pixels).ok();
        edge(size.width)
            .zip(edge(size.height))
            .and_then(|(width, height)| Self::new(width, height))
            .ok_or(HeaderTrouble::Broken)
    }

    /// Image input tokens of this one reference: at most 1,536. References of a request add up.
    ///
    /// ```
    /// use gpt_image_cost::domain::reference::Reference;
    ///
    /// assert_eq!(Reference::new(1280, 720).map(Reference::tokens), Some(920));
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
        if long < ENLARGED {
            let factor = (ENLARGED / long).min(2.0);
            w = (w * factor).round_ties_even();
            h = (h * factor).round_ties_even();
        }
        if patches(w, h) > MOST_PATCHES {
            let mut factor = (PATCH * PATCH * MOST_PATCHES / (w * h)).sqrt();
            let whole = |edge: f64| (edge / PATCH).floor() / (edge / PATCH);
            factor *= whole(w * factor).min(whole(h * factor));
            w = (w * factor).floor();
            h = (h * factor).floor();
        }
        patches(w, h) as u32
    }

    /// Measured; assumed beyond 3:1, where no reading lies.
    pub fn standing(self) -> Standing {
        let (long, short) = (self.width.max(self.height), self.width.min(self.height));
        if u32::from(long) > 3 * u32::from(short) { Standing::Assumed } else { Standing::Measured }
    }
}

fn patches(width: f64, height: f64) -> f64 {
    (width / PATCH).ceil() * (height / PATCH).ceil()
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_gives_the_pixel_size_and_anything_else_its_trouble() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xd0";
        assert_eq!(Reference::of_header(png), Reference::new(1280, 720).ok_or(HeaderTrouble::Broken));
        assert_eq!(Reference::of_header(&png[..18]), Err(HeaderTrouble::Broken));
        assert_eq!(Reference::of_header(b"%PDF-1.7 and so on and on"), Err(HeaderTrouble::NotAnImage));
        assert_eq!(Reference::of_header(b""), Err(HeaderTrouble::Broken));
    }
}
