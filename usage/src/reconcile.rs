//! A bill beside what was actually charged: the difference, in all and by day, and which known mistakes would explain the
//! charge.
//!
//! What a mistake does to the rates is data, in `rates/causes.json` and `rates/models.json`. A cause is named only if the
//! cost it leads to includes the charge.

use std::collections::BTreeMap;

use gpt_image_cost_core::money::decimal::{checked_mul, checked_sub};
use gpt_image_cost_core::money::format::unit_usd;
use gpt_image_cost_core::{Date, Decimal, Range, Usd};
use rust_decimal::RoundingStrategy;

use crate::amount::Amount;
use crate::export::counted;
use crate::models::RateBook;
use crate::options::Options;
use crate::repricing::repricings;
use crate::summary::Summary;
use crate::totals::{Cost, Day};

pub use crate::charge::Charge;

/// A bill beside a charge. Differences are the charge less the bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    pub computed: Range<Usd>,
    pub charged: Usd,
    pub difference: Range<Usd>,
    /// Whether the charge lies within the computed range, at the precision it is stated in. A charge by day has to agree on
    /// every day: rounded days need not add up to the exact sum.
    pub agrees: bool,
    /// Where the charge is known by day: every day of either side, and records without a day last.
    pub days: Vec<DayDifference>,
    pub causes: Vec<Cause>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDifference {
    /// As in the summary.
    pub day: String,
    pub computed: Range<Usd>,
    pub charged: Usd,
    pub difference: Range<Usd>,
}

/// A mistake that gives the charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub id: String,
    /// `The charge equals this log if image output were priced as text output at $10.`
    pub sentence: String,
    /// How sure the figures behind it are.
    pub provenance: String,
    pub source: String,
    /// What the log costs with it.
    pub usd: Range<Usd>,
}

/// `None` where a sum is beyond what decimals hold. `options` are those the log was priced with.
pub fn reconcile(summary: &Summary, charge: &Charge, options: &Options) -> Option<Reconciliation> {
    let computed = summary.usd.try_map(Amount::usd)?;
    let charged = charge.total()?;
    let days = match charge {
        Charge::Total(_) => Vec::new(),
        Charge::ByDay(by_day) => differences(summary, by_day)?,
    };
    let agrees = match charge {
        Charge::Total(_) => fits(charged, computed),
        Charge::ByDay(_) => days.iter().all(|day| fits(day.charged, day.computed)),
    };
    let mut causes = Vec::new();
    if !agrees {
        let book = RateBook::new(options.rates_on);
        for repricing in repricings() {
            let cause = repricing.explains(summary, &book, charge, charged, computed);
            // A sibling whose input costs the same gives one figure twice.
            causes.extend(cause.filter(|cause| !causes.iter().any(|other: &Cause| other.usd == cause.usd)));
        }
        causes.extend(flat_price(summary, &days, charged));
    }
    Some(Reconciliation { computed, charged, difference: difference(charged, computed)?, agrees, days, causes })
}

fn difference(charged: Usd, computed: Range<Usd>) -> Option<Range<Usd>> {
    Some(Range { low: checked_sub(charged, computed.high)?, high: checked_sub(charged, computed.low)? })
}

/// Whether a charge, rounded to cents or finer, lies in a range.
pub(crate) fn fits(charged: Usd, range: Range<Usd>) -> bool {
    let places = charged.scale().max(2);
    let away = |usd: Usd| usd.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let towards = |usd: Usd| usd.round_dp_with_strategy(places, RoundingStrategy::MidpointTowardZero);
    (towards(range.low)..=away(range.high)).contains(&charged)
}

fn differences(summary: &Summary, charge: &BTreeMap<Date, Usd>) -> Option<Vec<DayDifference>> {
    let by_day: BTreeMap<String, Usd> = charge.iter().map(|(day, usd)| (day.to_string(), *usd)).collect();
    let mut rows: BTreeMap<&str, Cost> = by_day.keys().map(|day| (day.as_str(), Cost::default())).collect();
    rows.extend(summary.by_day.with_others().map(|(day, Day { row, .. })| (day, row.usd)));
    rows.into_iter()
        .map(|(day, usd)| {
            let computed = usd.try_map(Amount::usd)?;
            let charged = by_day.get(day).copied().unwrap_or(Decimal::ZERO);
            Some(DayDifference { day: day.to_owned(), computed, charged, difference: difference(charged, computed)? })
        })
        .collect()
}

/// One flat price for every record, whatever its size: it shows when the charge of each day is the same multiple of its
/// records.
fn flat_price(summary: &Summary, days: &[DayDifference], charged: Usd) -> Option<Cause> {
    let requests: BTreeMap<&str, u64> =
        summary.by_day.with_others().map(|(day, Day { row, .. })| (day, row.requests)).collect();
    let of_day = |day: &DayDifference| (day.charged, requests.get(day.day.as_str()).copied().unwrap_or(0));
    let days: Vec<(Usd, u64)> = days.iter().map(of_day).filter(|day| *day != (Decimal::ZERO, 0)).collect();
    let (usd, requests) = *days.first()?;
    for (other_usd, other) in &days {
        if checked_mul(usd, Decimal::from(*other))? != checked_mul(*other_usd, Decimal::from(requests))? {
            return None;
        }
    }
    if usd.is_zero() || requests == 0 || days.iter().all(|(_, count)| *count == requests) {
        return None;
    }
    let price = unit_usd(usd.checked_div(Decimal::from(requests))?);
    Some(Cause {
        id: "flat-price".to_owned(),
        sentence: format!("The charge equals this log if every request cost {price}, whatever its size and quality."),
        provenance: "third party".to_owned(),
        source: "Reports of mis-billing by tools.".to_owned(),
        usd: Range::single(charged),
    })
}

/// How many records have no price: they are in no computed figure.
pub fn not_compared(summary: &Summary) -> Option<String> {
    let counts = summary.records;
    let records = counts.unpriced + counts.rejected;
    (records > 0).then(|| format!("Not in the computed cost: {} without a price.", counted(records, "record")))
}
