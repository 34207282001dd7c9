//! Small SVG charts: what a bill is made of, and how it grows. Each repeats figures that stand beside it in words.

mod growth;
mod meter_bar;

pub use self::growth::{Growth, GrowthChart};
pub use self::meter_bar::MeterBar;
