//! How sure a number is.

/// Where a number comes from, from the firmest to the least firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the dated rate card this page carries.
    RateCard,
    /// In the vendor's own text.
    Vendor,
    /// Read off real API responses by third parties.
    Measured,
    /// Said by others.
    ThirdParty,
    /// Our reading, where nobody says.
    Assumed,
    /// Entered by the reader.
    Entered,
}

impl Standing {
    /// The words the page shows.
    pub const fn words(self) -> &'static str {
        match self {
            Self::RateCard => "rate card",
            Self::Vendor => "vendor",
            Self::Measured => "measured",
            Self::ThirdParty => "third party",
            Self::Assumed => "assumed",
            Self::Entered => "your entry",
        }
    }
}
