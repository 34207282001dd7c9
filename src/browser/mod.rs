//! What Leptos and `web-sys` do not already say in one line. Texts, dates and plain values go in and out;
//! nothing here knows what a scenario is.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod early_input;
pub mod files;
pub mod focus;
pub mod folds;
pub mod print;
pub mod storage;
pub mod worker;
