//! What was on sale, detail by detail, in the words of the rate card. What was not listed says so.

/// What was on sale on the API side; it says nothing about ChatGPT's own plans. `None` where nothing was listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub access_model: &'static str,
    pub api_track: &'static str,
    pub billing_unit: &'static str,
    pub plans: &'static [Plan],
    pub free_plan: bool,
    pub trial: Option<&'static str>,
    pub monthly_price: Option<&'static str>,
    pub annual_price: Option<&'static str>,
    pub starting_price: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub id: &'static str,
    pub name: &'static str,
}

/// One detail of an offer on the API side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferDetail {
    AccessModel,
    ApiTrack,
    Plans,
    FreePlan,
    Trial,
    MonthlyPrice,
    AnnualPrice,
    StartingPrice,
    BillingUnit,
}

impl OfferDetail {
    /// In the order in which they are shown.
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

    /// What the offer says: `1: GPT Image 2.0 API`, `no`, `not listed`.
    pub fn describe(self, offer: &Offer) -> String {
        let or = |price: Option<&str>, otherwise: &str| price.unwrap_or(otherwise).to_owned();
        match self {
            Self::AccessModel => offer.access_model.to_owned(),
            Self::ApiTrack => offer.api_track.to_owned(),
            Self::Plans => {
                let names: Vec<&str> = offer.plans.iter().map(|plan| plan.name).collect();
                format!("{}: {}", names.len(), names.join(", "))
            }
            Self::FreePlan => if offer.free_plan { "yes" } else { "no" }.to_owned(),
            Self::Trial => or(offer.trial, "none listed"),
            Self::MonthlyPrice => or(offer.monthly_price, "not listed"),
            Self::AnnualPrice => or(offer.annual_price, "not listed"),
            Self::StartingPrice => or(offer.starting_price, "not specified"),
            Self::BillingUnit => offer.billing_unit.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_that_was_not_listed_says_so() {
        let offer = Offer {
            access_model: "paid access only",
            api_track: "usage-based API",
            billing_unit: "usage based",
            plans: &[Plan { id: "one", name: "One" }, Plan { id: "two", name: "Two" }],
            free_plan: false,
            trial: None,
            monthly_price: None,
            annual_price: None,
            starting_price: None,
        };
        assert_eq!(
            OfferDetail::ALL.map(|detail| detail.describe(&offer)),
            [
                "paid access only",
                "usage-based API",
                "2: One, Two",
                "no",
                "none listed",
                "not listed",
                "not listed",
                "not specified",
                "usage based"
            ]
        );
        let listed = Offer { trial: Some("30 days"), free_plan: true, ..offer };
        assert_eq!(OfferDetail::Trial.describe(&listed), "30 days");
        assert_eq!(OfferDetail::FreePlan.describe(&listed), "yes");
    }
}
