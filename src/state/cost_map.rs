//! The cost map: the month of the reader's own scenario at each popular size and quality.

use std::sync::Arc;

use gpt_image_cost_core::{Decimal, Estimate, Field, Quality, Range, Setting, Size, Usd};
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

/// The rows of the map, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostMap {
    /// The reader's own size where it is not a popular one, or `auto`.
    pub own: Option<MapRow>,
    /// The popular sizes, in the order of [`Size::POPULAR`].
    pub popular: Vec<MapRow>,
    /// The month of the chosen size over all qualities, which is what `auto` quality comes to.
    pub auto_quality: Option<Range<Usd>>,
}

/// One size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapRow {
    /// The size; `auto` for the row of ranges.
    pub size: Setting<Size>,
    /// A cell for each of [`Quality::ALL`].
    pub cells: [MapCell; 3],
}

/// One size at one quality.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapCell {
    /// USD a month; `None` if it depends on a field that cannot be read.
    pub month: Option<Range<Usd>>,
    /// How strongly the cell is tinted, by the logarithm of its cost: 1 to 7.
    pub tint: u8,
}

/// A cell by its row and column. Row 0 is the reader's own size, which is not always there.
pub type CellPlace = (usize, usize);

/// The map, worked out anew only when something that its costs depend on has changed.
pub fn cost_map_memo(estimate: Memo<Arc<Estimate>>) -> Memo<Arc<CostMap>> {
    let inputs = Memo::new(move |_| estimate.with(|estimate| Arc::new(map_inputs(estimate))));
    let popular = Memo::new(move |_| inputs.with(|estimate| popular_rows(estimate)));
    Memo::new(move |_| {
        let popular = popular.get();
        estimate.with(|estimate| Arc::new(CostMap::new(estimate, popular)))
    })
}

/// The scenario as far as the costs of the map's popular sizes depend on it.
fn map_inputs(estimate: &Estimate) -> Estimate {
    let mut scenario = estimate.scenario.clone();
    for field in [Field::Size, Field::Quality, Field::Name, Field::Budget, Field::Seats, Field::SeatPrice] {
        scenario.clear(field);
    }
    estimate.with_scenario(scenario)
}

fn popular_rows(estimate: &Estimate) -> Vec<MapRow> {
    let rows: Vec<MapRow> = Size::POPULAR.iter().map(|size| row(estimate, Setting::Fixed(*size))).collect();
    let extremes = extremes(&rows);
    rows.iter().map(|row| tinted(row, extremes)).collect()
}

/// The lowest and the highest cost of the rows.
fn extremes(rows: &[MapRow]) -> (Usd, Usd) {
    let costs = rows.iter().flat_map(|row| &row.cells).filter_map(|cell| Some(cell.month?.low));
    costs.fold((Decimal::MAX, Decimal::ZERO), |(least, most), cost| (least.min(cost), most.max(cost)))
}

fn tinted(row: &MapRow, (least, most): (Usd, Usd)) -> MapRow {
    let cells = row.cells.map(|cell| MapCell { tint: tint(cell.month, least, most), ..cell });
    MapRow { size: row.size, cells }
}

fn row(estimate: &Estimate, size: Setting<Size>) -> MapRow {
    let cell = |quality| {
        let month = estimate.with_size_and_quality(size, Setting::Fixed(quality)).bill.month;
        MapCell { month, tint: 1 }
    };
    MapRow { size, cells: Quality::ALL.map(cell) }
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
    /// A cell; nothing where there is no such row.
    pub fn cell(&self, (row, column): CellPlace) -> MapCell {
        let row = if row == 0 { self.own.as_ref() } else { self.popular.get(row - 1) };
        row.map(|row| row.cells[column]).unwrap_or_default()
    }

    fn new(estimate: &Estimate, popular: Vec<MapRow>) -> Self {
        let size = estimate.scenario.size;
        let is_popular = matches!(size, Setting::Fixed(size) if Size::POPULAR.contains(&size));
        let is_known = !estimate.invalid.contains(Field::Size) && estimate.is_images();
        let own = (is_known && !is_popular).then(|| tinted(&row(estimate, size), extremes(&popular)));
        let auto_quality = is_known.then(|| estimate.with_size_and_quality(size, Setting::Auto).bill.month).flatten();
        Self { own, popular, auto_quality }
    }
}
