//! The second wasm's entry: takes over the part of the page that shares, saves, compares and exports scenarios.

use gpt_image_cost::ui::scenarios;

fn main() {
    leptos::mount::mount_to_body(scenarios::start);
}
