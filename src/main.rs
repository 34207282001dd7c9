//! The wasm's entry: starts the page in the browser.

fn main() {}
