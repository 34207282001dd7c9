//! The calculator in other people's pages: sites of documentation built with the real tools, with the text to paste
//! in them, opened in real browsers.
//!
//! `EMBED_HOSTS` names the tools to test, with spaces between; all when it is not set.

mod behaviour;
mod host;
mod hosts;

use std::process::ExitCode;

use browser_tests::{Browser, Suite};

use host::Host;

fn main() -> ExitCode {
    let wanted = std::env::var("EMBED_HOSTS").ok();
    let wanted: Option<Vec<_>> = wanted.as_ref().map(|names| names.split_whitespace().collect());
    if let Some(unknown) = wanted.iter().flatten().find(|name| !hosts::ALL.iter().any(|host| host.name == **name)) {
        eprintln!("EMBED_HOSTS: there is no site of {unknown}");
        return ExitCode::FAILURE;
    }
    let hosts = hosts::ALL.iter().filter(|host| wanted.as_ref().is_none_or(|names| names.contains(&host.name)));
    hosts.fold(Suite::default(), |suite, host| add_tests(suite, host)).run()
}

/// Adds every behaviour in every page of the site that has the calculator.
fn add_tests(suite: Suite, host: &'static Host) -> Suite {
    host.places.iter().fold(suite, |suite, place| {
        let tests = behaviour::ALL.map(|(name, test)| (name, move |browser: &Browser| test(browser, host, place)));
        suite.in_each_of(host.engines, place.name, &tests)
    })
}
