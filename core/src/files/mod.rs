//! Text that leaves the page and comes back: copies, exported files, saved scenarios.

pub mod export;
pub mod import;
pub mod report;
pub mod saved_scenarios;

/// The member that marks a JSON text as one of this page's and holds its version. Serde's attributes repeat it.
pub const MARK: &str = "gpt-image-cost";
