//! What a scenario costs: tokens meet rates here and nowhere else.

pub mod bill;
pub mod budget;
pub mod difference;
#[allow(clippy::module_inception)] // the type is named like the topic
pub mod estimate;
pub mod explanation;
pub mod meter_bar;
pub mod seats;
