//! Tests of the public interface as one program, so that it is linked once. Every file is listed here.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod export;
mod fixtures;
mod long_lists;
mod malformed;
mod mistakes;
mod printed;
mod properties;
mod reading;
mod reconcile;
mod support;
mod tables;
