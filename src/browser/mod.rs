//! Browser APIs that take more than one line in `web-sys`. Plain values go in and out; nothing here knows about scenarios.

pub mod address;
pub mod click;
pub mod clipboard;
pub mod clock;
pub mod early_input;
pub mod files;
pub mod focus;
pub mod folds;
pub mod print;
pub mod storage;
pub mod worker;
