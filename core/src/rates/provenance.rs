//! Where a number comes from, and so how far to trust it.

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

    /// The label with the months in which the vendor's text was read.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Vendor => "vendor, Jun–Nov 2026",
            other => other.label(),
        }
    }

    /// For class names.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::RateCard => "rate-card",
            Self::Vendor => "vendor",
            Self::Measured => "measured",
            Self::ThirdParty => "third-party",
            Self::Assumed => "assumed",
            Self::Entered => "your-entry",
        }
    }
}
