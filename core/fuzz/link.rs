//! Any bytes as a link: what `core/tests/support/invariants.rs` says of any text must hold.

#![no_main]

use gpt_image_cost_core::RATE_HISTORY;
use libfuzzer_sys::fuzz_target;

#[path = "../tests/support/invariants.rs"]
#[allow(dead_code)]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::check(&String::from_utf8_lossy(bytes), &RATE_HISTORY);
});
