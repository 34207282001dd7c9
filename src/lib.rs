//! What GPT Image 2 costs: the page and the embed as Leptos components.
//!
//! `prerender/` renders both into HTML; the wasm hydrates them. Rates, tokens, scenarios and bills are
//! `gpt-image-cost-core`'s to work out.

#![recursion_limit = "512"]

mod app;
mod browser;
mod calculator;
mod charts;
mod compare;
mod components;
mod embed;
mod embed_builder;
mod guide;
mod saved;
mod state;
mod usage;

pub use self::app::App;
pub use self::embed::Embed;
