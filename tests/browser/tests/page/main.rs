//! The built page in real browsers. Each file holds one topic and lists its tests.
//!
//! `TESTS` run in every engine, `LOGIC` in one of them, because no engine can change what they look at; `ADJUSTABLE` run
//! where a browser can be started in the dark or without scripts, or for the reason given at the list.

mod access;
mod bad_input;
mod builder;
mod compare;
mod cost_map;
mod embed;
mod embed_messages;
mod estimator;
mod expected;
mod figures;
mod guide;
mod links;
mod offline;
mod origin;
mod saved;
mod share;
mod start;
mod usage;

use std::process::ExitCode;

use browser_tests::{Engine, Suite};

fn main() -> ExitCode {
    Suite::default()
        .in_all("figures", figures::TESTS)
        .in_one("figures", figures::LOGIC)
        .in_all("estimator", estimator::TESTS)
        .in_one("estimator", estimator::LOGIC)
        .in_each_of(&[Engine::Chromium], "estimator", estimator::CHROMIUM)
        .in_all("cost_map", cost_map::TESTS)
        .in_one("cost_map", cost_map::LOGIC)
        .in_all("links", links::TESTS)
        .in_one("links", links::LOGIC)
        .in_all("start", start::TESTS)
        .in_one("start", start::LOGIC)
        .in_each_of(&Engine::ADJUSTABLE, "start", start::ADJUSTABLE)
        .in_all("origin", origin::TESTS)
        .in_one("origin", origin::LOGIC)
        .in_all("offline", offline::TESTS)
        .in_each_of(&[Engine::Chromium], "offline", offline::CHROMIUM)
        .in_all("bad_input", bad_input::TESTS)
        .in_all("share", share::TESTS)
        .in_one("share", share::LOGIC)
        .in_all("saved", saved::TESTS)
        .in_one("saved", saved::LOGIC)
        .in_all("compare", compare::TESTS)
        .in_one("compare", compare::LOGIC)
        .in_all("guide", guide::TESTS)
        .in_one("guide", guide::LOGIC)
        .in_each_of(&[Engine::Chromium], "guide", guide::CHROMIUM)
        .in_all("embed", embed::TESTS)
        .in_one("embed", embed::LOGIC)
        .in_each_of(&Engine::ADJUSTABLE, "embed", embed::ADJUSTABLE)
        .in_all("embed_messages", embed_messages::TESTS)
        .in_one("embed_messages", embed_messages::LOGIC)
        .in_each_of(&Engine::ADJUSTABLE, "embed_messages", embed_messages::ADJUSTABLE)
        .in_all("builder", builder::TESTS)
        .in_one("builder", builder::LOGIC)
        .in_all("usage", usage::TESTS)
        .in_one("usage", usage::LOGIC)
        .in_each_of(&Engine::ADJUSTABLE, "usage", usage::ADJUSTABLE)
        .in_each_of(&[Engine::Chromium], "usage", usage::CHROMIUM)
        .in_all("access", access::TESTS)
        .in_each_of(&Engine::ADJUSTABLE, "access", access::ADJUSTABLE)
        .in_each_of(&[Engine::Chromium], "states", &access::states())
        .run()
}
