//! The page keeps to its own origin and to its own policy.

use anyhow::Result;
use browser_tests::{Browser, Page, Site, Visit};

use crate::figures::{MEASURED, TOKENS, Test, type_lanes};

pub const TESTS: &[Test] = &[
    ("nothing_is_asked_of_others_and_no_policy_is_violated", own_origin_only),
    ("the_rates_are_published_beside_the_page", published_rates),
];

const PROBE: &str = "https://probe.invalid/";

fn own_origin_only(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    type_lanes(&page, MEASURED[0].0)?;
    page.wait_for_figure("cost-request", MEASURED[0].1)?;

    let loaded = page.loaded()?;
    assert!(loaded.iter().any(|address| address.ends_with("_bg.wasm")), "the watch sees nothing: {loaded:?}");
    for address in loaded {
        assert!(address.starts_with(site.origin()), "asked of another: {address}");
    }
    let is_main = |path: &&String| path.contains("gpt-image-cost") && path.ends_with("_bg.wasm");
    let fetched = site.requests().iter().filter(is_main).count();
    assert_eq!(fetched, 1, "the wasm is fetched once");
    if visit.browser() == Browser::Chromium {
        let console = page.console()?;
        assert!(console.is_empty(), "{console:#?}");
    }

    let reported = violations(&page, &site)?;
    assert!(reported.is_empty(), "{reported:#?}");
    Ok(())
}

/// What was reported against the policy until now.
pub fn violations(page: &Page, site: &Site) -> Result<Vec<String>> {
    // Reports come in order, so when a violation on purpose is reported, all before it have been.
    page.script(&format!("new Image().src = '{PROBE}'"))?;
    page.wait_until("the violation on purpose", || {
        let seen = site.violations();
        let probe = seen.iter().any(|report| report.contains(PROBE));
        Ok(probe.then_some(()).ok_or(format!("{seen:?}")))
    })?;
    Ok(site.violations().into_iter().filter(|report| !report.contains(PROBE)).collect())
}

fn published_rates(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(""))?;
    for file in ["rates/gpt-image-2.json", "rates/schema.json"] {
        let kind = page.script_with_callback(&format!(
            "const done = arguments[0]; \
             fetch('{file}').then(r => r.json().then(() => done(r.headers.get('content-type')))).catch(e => done(String(e)))"
        ))?;
        assert_eq!(kind, "application/json", "{file}");
    }
    Ok(())
}
