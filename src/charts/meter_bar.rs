//! What a month is made of: a bar with a part for each meter.

use gpt_image_cost_core::{Bill, Meter, Range, Usd, money::format::per_mille};
use leptos::prelude::*;

/// The width of the whole bar.
const WIDTH: u32 = 1000;
/// Between two parts.
const GAP: u32 = 3;
/// A part that is there is seen.
const MIN_WIDTH: u32 = 2;

/// Where a part begins, and how wide it is; no width where there is nothing.
type Part = (u32, u32);
/// A part for each meter.
pub type Parts = [Part; Meter::COUNT];

pub const NO_PARTS: Parts = [(0, 0); Meter::COUNT];

/// The parts of a bill on a scale on which `full` USD take the whole width; its own month where there is none. A range, or what
/// is not known, has no parts.
pub fn parts(bill: &Bill, full: Option<Usd>) -> Parts {
    let Some(full) = full.or_else(|| bill.month.map(|month| month.high)) else { return NO_PARTS };
    let amount = |meter: Meter| bill.by_meter[meter].filter(Range::is_single).map(|month| month.low);
    let mut parts = NO_PARTS;
    let mut x = 0;
    for (part, meter) in parts.iter_mut().zip(Meter::ALL) {
        let Some(amount) = amount(meter) else { return NO_PARTS };
        if amount.is_zero() {
            continue;
        }
        let width = per_mille(amount, full).unwrap_or(0).clamp(MIN_WIDTH, WIDTH.saturating_sub(x).max(MIN_WIDTH));
        *part = (x, width.saturating_sub(GAP).max(MIN_WIDTH));
        x += width.max(MIN_WIDTH + GAP);
    }
    parts
}

#[component]
pub fn MeterBar(parts: Memo<Parts>) -> impl IntoView {
    let part = move |meter: Meter| {
        let index = meter as usize;
        let x = Signal::derive(move || parts.get()[index].0.to_string());
        let width = Signal::derive(move || parts.get()[index].1.to_string());
        view! {
            <rect
                class=format!("meter-{index}")
                x=x
                width=width
                height="10"
            ></rect>
        }
    };
    let is_empty = Signal::derive(move || parts.get().iter().all(|(_, width)| *width == 0));
    view! {
        <svg class="stack" class:empty=is_empty viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {Meter::ALL.map(part).collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_core::{Estimate, FieldSet, RATE_HISTORY, scenario::permalink};

    use super::*;

    fn parts_of(link: &str) -> Parts {
        let parsed = permalink::parse(link, &RATE_HISTORY);
        let bill = Estimate::new(parsed.comparison.first(), FieldSet::EMPTY, &RATE_HISTORY).bill;
        parts(&bill, None)
    }

    #[test]
    fn the_parts_follow_one_another_and_fill_the_bar() {
        let parts = parts_of("rates=2026-06-05&refs=2*1024x1024&cached=25");
        assert!(parts.iter().all(|(_, width)| *width >= MIN_WIDTH), "{parts:?}");
        assert!(parts.windows(2).all(|pair| pair[0].0 + pair[0].1 < pair[1].0), "{parts:?}");
        let (x, width) = parts[Meter::ImageOutput as usize];
        assert!((WIDTH - 15..=WIDTH).contains(&(x + width)), "{parts:?}");
    }

    #[test]
    fn a_range_has_no_bar() {
        assert_eq!(parts_of("rates=2026-06-05&size=auto"), NO_PARTS);
    }
}
