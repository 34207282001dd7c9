//! What a bill is made of, as a bar with a part for each meter. How it is drawn, its caller decides.

use super::bill::Bill;
use crate::money::Usd;
use crate::money::format::per_mille;
use crate::money::range::Range;
use crate::rates::meter::{Meter, PerMeter};

/// The width of the whole bar.
const WIDTH: u32 = 1000;
/// Between two parts.
const GAP: u32 = 3;
/// The least width of a part, so that it can be seen.
const MIN_WIDTH: u32 = 2;

/// Where a meter's part begins and how wide it is, in thousandths of the bar; no width if it costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BarPart {
    pub x: u32,
    pub width: u32,
}

/// A bar on which `full` USD take the whole width. `None` if an amount is unknown, or nothing costs anything.
pub fn meter_bar(amounts: PerMeter<Option<Usd>>, full: Usd) -> Option<PerMeter<BarPart>> {
    let mut parts = [BarPart::default(); Meter::COUNT];
    let mut x = 0;
    for (part, meter) in parts.iter_mut().zip(Meter::ALL) {
        let amount = amounts[meter]?;
        if amount.is_zero() {
            continue;
        }
        let width = per_mille(amount, full).unwrap_or(0).clamp(MIN_WIDTH, WIDTH.saturating_sub(x).max(MIN_WIDTH));
        *part = BarPart { x, width: width.saturating_sub(GAP).max(MIN_WIDTH) };
        x += width.max(MIN_WIDTH + GAP);
    }
    (x > 0).then_some(PerMeter::new(parts))
}

impl Bill {
    /// The bar of the month, on a scale on which `full` USD take the whole width. `None` if it is a range, unknown
    /// or zero.
    pub fn meter_bar(&self, full: Usd) -> Option<PerMeter<BarPart>> {
        let amount = |meter: Meter| self.by_meter[meter].filter(Range::is_single).map(|month| month.low);
        meter_bar(PerMeter::from_fn(amount), full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::estimate::Estimate;
    use crate::rates::history::RATE_HISTORY;
    use crate::scenario::{field_set::FieldSet, permalink};

    fn bar(link: &str) -> Option<PerMeter<BarPart>> {
        let parsed = permalink::parse(link, &RATE_HISTORY);
        let bill = Estimate::new(parsed.comparison.first(), FieldSet::EMPTY, &RATE_HISTORY).bill;
        bill.meter_bar(bill.month?.high)
    }

    #[test]
    fn the_parts_follow_one_another_and_fill_the_bar() {
        let Some(bar) = bar("rates=2026-06-05&refs=2*1024x1024&cached=25") else { panic!("there is a bar") };
        let parts = Meter::ALL.map(|meter| bar[meter]);
        assert!(parts.iter().all(|part| part.width >= MIN_WIDTH), "{parts:?}");
        assert!(parts.windows(2).all(|pair| pair[0].x + pair[0].width < pair[1].x), "{parts:?}");
        let end = parts[Meter::ImageOutput as usize];
        assert!((WIDTH - 15..=WIDTH).contains(&(end.x + end.width)), "{parts:?}");
    }

    #[test]
    fn a_meter_that_costs_nothing_has_no_part() {
        let Some(bar) = bar("rates=2026-06-05") else { panic!("there is a bar") };
        assert_eq!(bar[Meter::ImageInput], BarPart::default());
    }

    #[test]
    fn a_range_and_a_month_that_costs_nothing_have_no_bar() {
        assert_eq!(bar("rates=2026-06-05&size=auto"), None);
        assert_eq!(bar("rates=2026-06-05&images=0"), None);
    }
}
