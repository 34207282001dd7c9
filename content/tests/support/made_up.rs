//! A history that never ships, so that a test sees which sentences follow the record.

use gpt_image_cost_core::{Date, Decimal, Meter, NearbyTool, Offer, PerMeter, Plan, Provenance, RateCard, RateHistory};

const FIRST: RateCard = RateCard {
    from: Date::literal(2029, 1, 1),
    checked: Date::literal(2029, 2, 2),
    provenance: Provenance::RateCard,
    source: "Made up: the first card.",
    address: None,
    rates: PerMeter::new([Decimal::TEN; Meter::COUNT]),
    offer: Offer {
        access_model: "paid *or* free",
        api_track: "metered",
        billing_unit: "usage",
        plans: &[Plan { id: "made_up_id", name: "Made <Up>" }],
        free_plan: true,
        trial: Some("a week"),
        monthly_price: None,
        annual_price: None,
        starting_price: None,
    },
};
const SECOND: RateCard = RateCard {
    from: Date::literal(2030, 1, 2),
    checked: Date::literal(2030, 3, 4),
    provenance: Provenance::Vendor,
    source: "Made up: the second card.",
    address: Some("https://example.com/a_card"),
    rates: PerMeter::new([Decimal::ONE_HUNDRED; Meter::COUNT]),
    ..FIRST
};
/// Read on a single day, right after the second.
const THIRD: RateCard = RateCard {
    from: Date::literal(2030, 3, 5),
    checked: Date::literal(2030, 3, 5),
    source: "Made up: the third card.",
    ..SECOND
};

const TWO: RateHistory = RateHistory {
    model: "made-up-1",
    family: "Made Up 1",
    price_page: "https://example.com/prices",
    cards: &[FIRST, SECOND],
    nearby_tools: &[NearbyTool { name: "Elsewhere", address: "https://example.com/tool" }],
};

pub static TWO_CARDS: RateHistory = TWO;
pub static THREE_CARDS: RateHistory = RateHistory { cards: &[FIRST, SECOND, THIRD], ..TWO };

/// Checked on the day of the third of the third parties' readings.
pub static CHECKED_LATER: RateHistory = RateHistory {
    cards: &[RateCard { from: Date::literal(2026, 4, 22), checked: Date::literal(2026, 7, 28), ..FIRST }],
    ..TWO
};
