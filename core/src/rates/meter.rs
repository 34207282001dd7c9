//! The token meters of the rate card. Every token is counted on exactly one of them.

use std::ops::Index;

/// What the vendor counts and prices separately: one line item of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meter {
    TextInput,
    /// Prompt text that the vendor had cached from an earlier request.
    CachedTextInput,
    /// Reference images.
    ImageInput,
    /// Reference images that the vendor had cached from an earlier request.
    CachedImageInput,
    /// The generated image.
    ImageOutput,
}

impl Meter {
    pub const COUNT: usize = 5;

    /// In the order of the rate card.
    pub const ALL: [Self; Self::COUNT] =
        [Self::TextInput, Self::CachedTextInput, Self::ImageInput, Self::CachedImageInput, Self::ImageOutput];

    pub const fn name(self) -> &'static str {
        match self {
            Self::TextInput => "Text input",
            Self::CachedTextInput => "Cached text input",
            Self::ImageInput => "Image input",
            Self::CachedImageInput => "Cached image input",
            Self::ImageOutput => "Image output",
        }
    }

    /// The part of an element id or a file key that names this meter, as in `lane-text-input`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::TextInput => "text-input",
            Self::CachedTextInput => "cached-text-input",
            Self::ImageInput => "image-input",
            Self::CachedImageInput => "cached-image-input",
            Self::ImageOutput => "image-output",
        }
    }

    /// What it bills, in a few words.
    pub const fn bills(self) -> &'static str {
        match self {
            Self::TextInput => "the text of your prompt",
            Self::CachedTextInput => "prompt text still cached",
            Self::ImageInput => "reference images you attach",
            Self::CachedImageInput => "attached images still cached",
            Self::ImageOutput => "the generated image",
        }
    }

    pub const fn is_cached(self) -> bool {
        matches!(self, Self::CachedTextInput | Self::CachedImageInput)
    }
}

/// One value for each meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerMeter<T>([T; Meter::COUNT]);

impl<T> PerMeter<T> {
    /// Values in the order of [`Meter::ALL`].
    pub const fn new(values: [T; Meter::COUNT]) -> Self {
        Self(values)
    }

    pub fn from_fn(mut make: impl FnMut(Meter) -> T) -> Self {
        // Through a reference, or the compiler writes `make` out for each meter.
        let make: &mut dyn FnMut(Meter) -> T = &mut make;
        Self(Meter::ALL.map(make))
    }
}

impl<T> Index<Meter> for PerMeter<T> {
    type Output = T;

    fn index(&self, meter: Meter) -> &T {
        &self.0[meter as usize]
    }
}
