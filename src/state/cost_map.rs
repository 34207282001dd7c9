//! The cost map: the month of the reader's own scenario at each popular size and quality.

use std::sync::Arc;

use gpt_image_cost_core::{Decimal, Estimate, Field, Quality, Range, Setting, Size, Usd};
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

/// The map. Popular sizes follow only what their costs depend on, so that nothing else recomputes them.
#[derive(Clone, Copy)]
pub struct CostMap {
    /// The reader's own size, where it is not a popular one; `auto` is a row of ranges.
    own: Memo<Option<MapRow>>,
    /// The popular sizes, in the order of [`Size::POPULAR`].
    popular: Memo<PopularRows>,
    /// The month of the chosen size over all qualities, which is what `auto` quality comes to.
    pub auto_quality: Memo<Option<Range<Usd>>>,
}

/// One size: a cell for each of [`Quality::ALL`].
type MapRow = [MapCell; Quality::ALL.len()];

type PopularRows = [MapRow; Size::POPULAR.len()];

/// One size at one quality.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapCell {
    /// USD a month; `None` if it depends on a field that cannot be read.
    pub month: Option<Range<Usd>>,
    /// How strongly the cell is tinted, by the logarithm of its cost: 1 to 7.
    pub tint: u8,
}

/// A cell by its row and column.
pub type CellPlace = (usize, usize);

/// The row of the reader's own size, which is not always there.
pub const OWN_ROW: usize = 0;

/// The row of a size.
pub fn row_of(size: Setting<Size>) -> usize {
    let popular = Size::POPULAR.iter().position(|popular| size == Setting::Fixed(*popular));
    popular.map_or(OWN_ROW, |index| index + 1)
}

/// The scenario as far as the costs of the map's popular sizes depend on it.
fn map_inputs(estimate: &Estimate) -> Estimate {
    let mut scenario = estimate.scenario.clone();
    for field in [Field::Size, Field::Quality, Field::Name, Field::Budget, Field::Seats, Field::SeatPrice] {
        scenario.clear(field);
    }
    estimate.with_scenario(scenario)
}

fn popular_rows(estimate: &Estimate) -> PopularRows {
    let rows = Size::POPULAR.map(|size| row(estimate, Setting::Fixed(size)));
    let extremes = extremes(&rows);
    rows.map(|row| tinted(row, extremes))
}

/// The reader's own size, where it can be read and is not a popular one.
fn own_row(estimate: &Estimate, popular: &PopularRows) -> Option<MapRow> {
    let size = known_size(estimate).filter(|size| row_of(*size) == OWN_ROW)?;
    Some(tinted(row(estimate, size), extremes(popular)))
}

/// The size that images are asked for in; `None` while it cannot be read.
fn known_size(estimate: &Estimate) -> Option<Setting<Size>> {
    (estimate.is_images() && !estimate.invalid.contains(Field::Size)).then_some(estimate.scenario.size)
}

/// The lowest and the highest cost of the rows.
fn extremes(rows: &PopularRows) -> (Usd, Usd) {
    let costs = rows.iter().flatten().filter_map(|cell| Some(cell.month?.low));
    costs.fold((Decimal::MAX, Decimal::ZERO), |(least, most), cost| (least.min(cost), most.max(cost)))
}

fn tinted(row: MapRow, (least, most): (Usd, Usd)) -> MapRow {
    row.map(|cell| MapCell { tint: tint(cell.month, least, most), ..cell })
}

fn row(estimate: &Estimate, size: Setting<Size>) -> MapRow {
    Quality::ALL.map(|quality| {
        let month = estimate.with_size_and_quality(size, Setting::Fixed(quality)).bill.month;
        MapCell { month, tint: 1 }
    })
}

/// Only a shade, so `f64` is precise enough: no amount is computed from it.
fn tint(month: Option<Range<Usd>>, least: Decimal, most: Decimal) -> u8 {
    let logarithm = |amount: Decimal| amount.to_f64().filter(|amount| *amount > 0.0).map(f64::ln);
    let share = || {
        let (least, most) = (logarithm(least)?, logarithm(most)?);
        let share = (logarithm(month?.low)? - least) / (most - least);
        share.is_finite().then_some(share)
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 7
    let step = share().map_or(0, |share| (share * 7.0).clamp(0.0, 6.0) as u8);
    step + 1
}

impl CostMap {
    pub fn new(estimate: Memo<Arc<Estimate>>) -> Self {
        let inputs = Memo::new(move |_| estimate.with(|estimate| Arc::new(map_inputs(estimate))));
        let popular = Memo::new(move |_| inputs.with(|estimate| popular_rows(estimate)));
        let own = Memo::new(move |_| estimate.with(|estimate| own_row(estimate, &popular.read())));
        let auto_quality = Memo::new(move |_| {
            estimate.with(|estimate| estimate.with_size_and_quality(known_size(estimate)?, Setting::Auto).bill.month)
        });
        Self { own, popular, auto_quality }
    }

    /// A cell; nothing where there is no such row.
    pub fn cell(self, (row, column): CellPlace) -> MapCell {
        let row = if row == OWN_ROW { self.own.get() } else { self.popular.read().get(row - 1).copied() };
        row.map(|row| row[column]).unwrap_or_default()
    }
}
