//! The one place that talks to the browser: the address, the clock, the form as it stood, files dropped on it.
//!
//! A file for each capability. Nothing here knows what a scenario is; texts and days go in and come out.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod document;
pub mod files;
pub mod form;
pub mod picture;
pub mod storage;
pub mod theme;
pub mod told;
