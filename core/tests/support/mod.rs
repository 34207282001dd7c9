//! Shared by the test files: rate histories, scenarios, the oracle. It asserts nothing about single cases; the test files
//! do.

pub mod history;
pub mod invariants;
pub mod link;
pub mod oracle;
pub mod scenario;
pub mod table;
