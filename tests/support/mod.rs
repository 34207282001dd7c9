//! What several test files share: made-up histories, scenarios, the oracle. Nothing here asserts what the crate does; the
//! test files do.

#![allow(dead_code)] // each test file takes the parts it needs
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod anchors;
pub mod history;
pub mod oracle;
pub mod scenario;
pub mod table;
pub mod total;
