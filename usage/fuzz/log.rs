//! Any bytes as a log: what `usage/tests/support/invariants.rs` says of any bytes must hold, and how they are cut into pieces
//! makes no difference. The first byte is the size of the pieces.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../tests/support/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    let Some((size, log)) = bytes.split_first() else { return };
    assert_eq!(invariants::check(log, &[]), invariants::check(log, &[usize::from(*size)]));
});
