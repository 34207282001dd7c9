//! What GPT Image 2 costs through the API: a buyer guide and an exact token-cost calculator.
//!
//! # Layers
//! - [`domain`]: meters, rates, tokens, scenarios, links, bills. Pure: no page, no clock, no float in money.
//! - [`content`]: the guide's words as data.
//! - [`browser`]: the one place that talks to the browser.
//! - [`ui`]: the Leptos components and their state.
//!
//! # Scope
//! One model, image generation and editing, the five token meters of its rate card. ChatGPT plans are described, never
//! priced; the main model's own tokens in the Responses API are another bill.

#[cfg(feature = "ui")]
pub mod browser;
pub mod content;
#[deny(missing_docs)]
pub mod domain;
#[cfg(feature = "ui")]
pub mod ui;
