//! Shared by the test files: rate histories, scenarios, the oracle. It asserts nothing about single cases; the test files
//! do.

#![allow(dead_code)] // each test file uses the parts it needs
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod history;
pub mod oracle;
pub mod scenario;
pub mod table;
pub mod total;
