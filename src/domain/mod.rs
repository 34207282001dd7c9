//! The cost of pictures, exactly. Nothing here knows of a page, a clock or a network.
//!
//! From the outside in: a [`link`] or the typed texts of a [`draft`] give a [`scenario`]; a scenario at the rates of its
//! date gives a [`bill`]; a bill's figures can be spelled out ([`arithmetic`]), searched backwards ([`budget`]) and
//! compared with cheaper sizes ([`cheaper`]).

pub mod archive;
pub mod arithmetic;
pub mod bill;
pub mod budget;
pub mod cheaper;
pub mod compare;
pub mod date;
pub mod draft;
pub mod entry;
pub mod exact;
pub mod export;
pub mod field;
pub mod format;
pub mod import;
pub mod json;
pub mod link;
pub mod meter;
pub mod offer;
pub mod output;
pub mod placement;
pub mod preset;
pub mod prompt;
pub mod rates;
pub mod reference;
pub mod route;
pub mod scenario;
pub mod seats;
pub mod sheet;
pub mod shelf;
pub mod size;
pub mod snapshot;
pub mod snippet;
pub mod span;
pub mod staleness;
pub mod standing;
