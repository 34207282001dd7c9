//! What was on sale, detail by detail, in the words of the rate card. What was not listed is said, never left blank.

use super::rates::Offer;

/// One detail of an offer on the API side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Who gets in.
    AccessModel,
    /// How the API is sold.
    ApiTrack,
    /// The plans by name.
    Plans,
    /// Whether there is a free API plan.
    FreePlan,
    /// Whether there is a trial of the API.
    Trial,
    /// The price of a month.
    MonthlyPrice,
    /// The price of a year.
    AnnualPrice,
    /// The lowest price to start at.
    StartingPrice,
    /// What one pays by.
    BillingUnit,
}

impl Detail {
    /// All details, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::AccessModel,
        Self::ApiTrack,
        Self::Plans,
        Self::FreePlan,
        Self::Trial,
        Self::MonthlyPrice,
        Self::AnnualPrice,
        Self::StartingPrice,
        Self::BillingUnit,
    ];

    /// What it is called on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessModel => "Access",
            Self::ApiTrack => "API track",
            Self::Plans => "Plans listed",
            Self::FreePlan => "Free plan (API)",
            Self::Trial => "Trial (API)",
            Self::MonthlyPrice => "Monthly price",
            Self::AnnualPrice => "Annual price",
            Self::StartingPrice => "Starting price",
            Self::BillingUnit => "Billing unit",
        }
    }

    /// What an offer says of it: `1: GPT Image 2.0 API`, `no`, `not listed`.
    pub fn of(self, offer: &Offer) -> String {
        let listed = |price: Option<&str>, none| price.unwrap_or(none).to_owned();
        match self {
            Self::AccessModel => offer.access_model.to_owned(),
            Self::ApiTrack => offer.api_track.to_owned(),
            Self::Plans => {
                let names: Vec<&str> = offer.plans.iter().map(|plan| plan.name).collect();
                format!("{}: {}", names.len(), names.join(", "))
            }
            Self::FreePlan => if offer.free_plan { "yes" } else { "no" }.to_owned(),
            Self::Trial => listed(offer.trial, "none listed"),
            Self::MonthlyPrice => listed(offer.monthly_price, "not listed"),
            Self::AnnualPrice => listed(offer.annual_price, "not listed"),
            Self::StartingPrice => listed(offer.starting_price, "not specified"),
            Self::BillingUnit => offer.billing_unit.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::snapshot::HISTORY;

    #[test]
    fn every_detail_has_words_also_where_nothing_was_listed() {
        let offer = HISTORY.latest().offer;
        let words = Detail::ALL.map(|detail| detail.of(&offer));
        assert!(words.iter().all(|words| !words.is_empty()), "{words:?}");
        let without = Offer { trial: None, starting_price: None, free_plan: false, ..offer };
        assert_eq!(Detail::Trial.of(&without), "none listed");
        assert_eq!(Detail::StartingPrice.of(&without), "not specified");
        assert_eq!(Detail::FreePlan.of(&without), "no");
        let with = Offer { trial: Some("30 days"), ..offer };
        assert_eq!(Detail::Trial.of(&with), "30 days");
    }
}
