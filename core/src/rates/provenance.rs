//! Where a number comes from, and so how far to trust it.

/// The months in which the vendor's own text was read, where nothing more exact is said.
pub const VENDOR_READ: &str = "Jun–Nov 2026";

/// From the firmest to the least firm, and then what the reader entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// On the recorded rate card.
    RateCard,
    /// In the vendor's own text.
    Vendor,
    /// Read off real API responses by third parties.
    Measured,
    /// Stated by third parties.
    ThirdParty,
    /// Our reading, where nobody states it.
    Assumed,
    /// Entered by the reader.
    Entered,
}

impl Provenance {
    pub const ALL: [Self; 6] =
        [Self::RateCard, Self::Vendor, Self::Measured, Self::ThirdParty, Self::Assumed, Self::Entered];

    /// As shown on the page and written in files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::RateCard => "rate card",
            Self::Vendor => "vendor",
            Self::Measured => "measured",
            Self::ThirdParty => "third party",
            Self::Assumed => "assumed",
            Self::Entered => "your entry",
        }
    }

    /// The label, with the months in which it was read where it is the vendor's.
    pub fn note(self) -> String {
        match self {
            Self::Vendor => [self.label(), ", ", VENDOR_READ].concat(),
            _ => self.label().to_owned(),
        }
    }

    /// For class names.
    pub fn slug(self) -> String {
        self.label().replace(' ', "-")
    }
}
