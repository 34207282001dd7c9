//! The calculator in other people's pages: sites of documentation built with the real tools, with the text to paste
//! in them, opened in real browsers.
//!
//! `EMBED_HOSTS` names the tools to test, with spaces between; all when it is not set.

mod behaviour;
mod host;
mod hosts;

use std::process::ExitCode;

use anyhow::Result;
use browser_tests::{Suite, Visit};

use host::{Host, Place};

fn main() -> ExitCode {
    let wanted = std::env::var("EMBED_HOSTS").ok();
    let wanted: Option<Vec<_>> = wanted.as_ref().map(|names| names.split_whitespace().collect());
    if let Some(unknown) = wanted.iter().flatten().find(|name| !hosts::ALL.iter().any(|host| host.name == **name)) {
        eprintln!("EMBED_HOSTS: there is no site of {unknown}");
        return ExitCode::FAILURE;
    }
    let hosts = hosts::ALL.iter().filter(|host| wanted.as_ref().is_none_or(|names| names.contains(&host.name)));
    hosts.fold(Suite::default(), |suite, host| suite.with(host.browsers, &tests(host))).run()
}

/// Every behaviour in every place that the site has for the calculator.
fn tests(host: &'static Host) -> Vec<(String, impl Fn(&Visit) -> Result<()> + Copy + use<>)> {
    let named = |place: &'static Place| {
        behaviour::ALL
            .map(|(name, test)| (format!("{}::{name}", place.name), move |visit: &Visit| test(visit, host, place)))
    };
    host.places.iter().flat_map(named).collect()
}
