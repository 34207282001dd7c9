//! Dated rate cards: the meters, what each card said and when, how sure that is, and how old it is.

pub mod date;
pub mod history;
pub mod meter;
pub mod offer;
pub mod provenance;
pub mod rate_card;
pub mod staleness;
pub mod timeline;
