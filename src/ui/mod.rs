//! The page: components and the state they share.
//!
//! Components only forward: what a figure is, is decided in `domain`; what the browser does, in `browser`. They are built
//! from the elements of [`html`] rather than with `view!`, which costs several times the bytes.

pub mod app;
pub mod calculator;
pub mod control;
pub mod embed;
pub mod figure;
pub mod guide;
pub mod html;
pub mod inputs;
pub mod pictures;
pub mod pinned;
#[cfg(feature = "ssr")]
pub mod prerender;
pub mod references;
pub mod results;
pub mod scenarios;
pub mod session;
pub mod size_advice;
#[cfg(feature = "ssr")]
pub mod social_image;
pub mod state;
