//! The rates this build carries, made from `src/rates/gpt-image-2.json` by the build script.

use rust_decimal::Decimal;

use super::date::Date;
use super::meter::PerMeter;
#[allow(unused_imports)] // named by the generated code only when the file lists tools
use super::rates::NearbyTool;
use super::rates::{History, Offer, Plan, State};
use super::standing::Standing;

/// Everything recorded of GPT Image 2.
pub static HISTORY: History = include!(concat!(env!("OUT_DIR"), "/snapshot.rs"));
