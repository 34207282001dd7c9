//! The one place that talks to the browser: the address, the clock, the form as it stood, files dropped on it.
//!
//! A file for each capability. Nothing here knows what a scenario is; texts and days go in and come out.

pub mod address;
pub mod clock;
pub mod document;
pub mod form;
pub mod picture;
pub mod theme;
