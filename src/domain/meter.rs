//! The five token meters of the rate card. Every token is counted by exactly one of them.

use std::ops::Index;

/// A token meter: what the vendor counts and prices apart. A lane of a bill is one meter's part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meter {
    /// Prompt text, read fresh.
    TextInput,
    /// Prompt text the vendor had cached.
    CachedTextInput,
    /// Reference images, read fresh.
    ImageInput,
    /// Reference images the vendor had cached.
    CachedImageInput,
    /// The picture that comes back.
    ImageOutput,
}

impl Meter {
    /// All meters, in the order of the rate card.
    pub const ALL: [Self; 5] =
        [Self::TextInput, Self::CachedTextInput, Self::ImageInput, Self::CachedImageInput, Self::ImageOutput];

    /// The field's standard term.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TextInput => "Text input",
            Self::CachedTextInput => "Cached text input",
            Self::ImageInput => "Image input",
            Self::CachedImageInput => "Cached image input",
            Self::ImageOutput => "Image output",
        }
    }

    /// The part of an element id that names this meter, as in `lane-text-input`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::TextInput => "text-input",
            Self::CachedTextInput => "cached-text-input",
            Self::ImageInput => "image-input",
            Self::CachedImageInput => "cached-image-input",
            Self::ImageOutput => "image-output",
        }
    }
}

/// One value for each meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerMeter<T>([T; 5]);

impl<T> PerMeter<T> {
    /// Values in the order of [`Meter::ALL`].
    pub const fn new(values: [T; 5]) -> Self {
        Self(values)
    }

    /// A value made for each meter.
    pub fn of(mut make: impl FnMut(Meter) -> T) -> Self {
        // Through a pointer, or the compiler writes `make` out five times.
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
