//! Narrow screens, both colour schemes, and what assistive technology is told.

use anyhow::{Context, Result};
use browser_tests::{Page, Scheme, Site, Start, Visit, installed_tool};

use crate::figures::Test;

pub const TESTS: &[Test] = &[("at_320_pixels_nothing_has_to_be_scrolled_sideways", narrow)];

pub const ADJUSTED_TESTS: &[Test] = &[
    ("axe_finds_nothing_in_the_light", |visit| axe_finds_nothing(visit, Scheme::Light)),
    ("axe_finds_nothing_in_the_dark", |visit| axe_finds_nothing(visit, Scheme::Dark)),
    ("axe_finds_nothing_at_360_pixels", axe_finds_nothing_narrow),
];

fn narrow(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open_in_frame(&site, "", 320)?;
    open_all(&page)?;
    assert_eq!(page.script("return innerWidth")?.as_f64(), Some(320.0));
    assert_nothing_reaches_out(&page, "body")?;
    Ok(())
}

/// That nothing in such an element reaches out of the screen, but for what scrolls by itself.
pub fn assert_nothing_reaches_out(page: &Page, within: &str) -> Result<()> {
    let too_wide = page.script(&format!(
        "const limit = document.documentElement.clientWidth; \
         return [...document.querySelectorAll('{within} *')] \
           .filter(e => e.getBoundingClientRect().right > limit + 1 || e.getBoundingClientRect().left < -1) \
           .filter(e => !e.closest('.scroll, .visually-hidden, svg')).map(e => e.outerHTML.slice(0, 120))"
    ))?;
    assert_eq!(too_wide, serde_json::json!([]), "these reach out of the screen");
    Ok(())
}

fn axe_finds_nothing(visit: &Visit, scheme: Scheme) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page_with(Start { scheme, ..Start::default() })?;
    page.open(&site.address(""))?;
    let dark = page.script("return matchMedia('(prefers-color-scheme: dark)').matches")?;
    assert_eq!(dark, scheme == Scheme::Dark, "the scheme was not set");
    open_all(&page)?;
    assert_eq!(axe(&page)?, serde_json::json!([]));
    Ok(())
}

fn axe_finds_nothing_narrow(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open_in_frame(&site, "#v=1&rates=2026-06-05&size=2560x1040&q=low&images=x&refs=2*1024x1024&budget=10", 360)?;
    open_all(&page)?;
    assert_eq!(axe(&page)?, serde_json::json!([]));
    Ok(())
}

fn open_all(page: &Page) -> Result<()> {
    page.script("document.querySelectorAll('details').forEach(details => { details.open = true })").map(drop)
}

/// What axe-core finds wrong, as one line per kind and place.
pub fn axe(page: &Page) -> Result<serde_json::Value> {
    let file = installed_tool("axe-core-", "node_modules/axe-core/axe.min.js")
        .context("axe-core is not installed: run `.ci/tools browsers`")?;
    let library = std::fs::read_to_string(&file)?;
    page.script_with_callback(&format!(
        "{library}; const done = arguments[arguments.length - 1]; \
         axe.run().then(found => done(found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html)))) \
           .catch(error => done(String(error)))"
    ))
}
