//! The built page in real browsers. Each file holds one topic and lists its tests.

mod access;
mod builder;
mod embed;
mod embed_messages;
mod estimator;
mod figures;
mod guide;
mod links;
mod origin;
mod scenarios;
mod start;

use std::process::ExitCode;

use browser_tests::{Browser, Suite};

fn main() -> ExitCode {
    Suite::default()
        .with(&Browser::ALL, figures::TESTS)
        .with(&Browser::ALL, estimator::TESTS)
        .with(&Browser::ALL, guide::TESTS)
        .with(&[Browser::Chromium], guide::CHROMIUM_TESTS)
        .with(&Browser::ALL, links::TESTS)
        .with(&Browser::ALL, start::TESTS)
        .with(&Browser::ADJUSTABLE, start::ADJUSTED_TESTS)
        .with(&Browser::ALL, origin::TESTS)
        .with(&Browser::ALL, scenarios::TESTS)
        .with(&Browser::ADJUSTABLE, scenarios::ADJUSTED_TESTS)
        .with(&Browser::ALL, embed::TESTS)
        .with(&Browser::ADJUSTABLE, embed::ADJUSTED_TESTS)
        .with(&Browser::ALL, embed_messages::TESTS)
        .with(&Browser::ADJUSTABLE, embed_messages::ADJUSTED_TESTS)
        .with(&Browser::ALL, builder::TESTS)
        .with(&Browser::ADJUSTABLE, builder::ADJUSTED_TESTS)
        .with(&Browser::ALL, access::TESTS)
        .with(&Browser::ADJUSTABLE, access::ADJUSTED_TESTS)
        .run()
}
