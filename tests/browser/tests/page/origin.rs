//! The page keeps to its own origin and to its own policy.

use anyhow::Result;
use browser_tests::{Browser, Engine, NamedTest, tests};

use crate::expected::TOKENS;
use crate::figures::{MEASURED, type_meters};

pub const TESTS: &[NamedTest] = tests![nothing_is_asked_of_others_and_no_policy_is_violated];

pub const LOGIC: &[NamedTest] = tests![the_rates_are_published_beside_the_page];

fn nothing_is_asked_of_others_and_no_policy_is_violated(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(TOKENS)?;
    type_meters(&page, MEASURED[0].0)?;
    page.expect_figure("cost-request", MEASURED[0].1)?;
    // The typeface comes last.
    site.expect_requests(".woff2", 1)?;
    page.wait_for_layout()?;

    let loaded = page.loaded_now()?;
    assert!(loaded.iter().any(|address| address.ends_with("_bg.wasm")), "the watch sees nothing: {loaded:?}");
    for address in loaded {
        assert!(address.starts_with(site.origin()), "asked of another: {address}");
    }
    // One program, fetched once.
    site.expect_requests(".wasm", 1)?;
    if browser.engine() == Engine::Chromium {
        let console = page.console()?;
        assert!(console.is_empty(), "{console:#?}");
    }
    let reported = site.violations(&page)?;
    assert!(reported.is_empty(), "{reported:#?}");
    Ok(())
}

fn the_rates_are_published_beside_the_page(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("")?;
    for file in ["rates/gpt-image-2.json", "rates/schema.json", "schema/scenario.json"] {
        let kind = page.script_with_callback(&format!(
            "const done = arguments[0]; \
             fetch('{file}').then(r => r.json().then(() => done(r.headers.get('content-type')))).catch(e => done(String(e)))"
        ))?;
        assert_eq!(kind, "application/json", "{file}");
    }
    Ok(())
}
