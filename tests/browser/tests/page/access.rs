//! Narrow screens, both colour schemes, and what assistive technology is told.

use std::{env, path::Path};

use anyhow::{Context, Result};
use browser_tests::{Browser, NamedTest, Page, Profile, Scheme, Site, tests};
use serde_json::json;

pub const TESTS: &[NamedTest] = tests![at_320_pixels_nothing_has_to_be_scrolled_sideways];

pub const ADJUSTABLE: &[NamedTest] =
    tests![axe_finds_nothing_in_the_light, axe_finds_nothing_in_the_dark, axe_finds_nothing_at_360_pixels];

fn at_320_pixels_nothing_has_to_be_scrolled_sideways(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, "", 320)?;
    page.unfold_all()?;
    page.expect_script("innerWidth", 320)?;
    expect_nothing_reaches_out(&page, "body")
}

/// Nothing in such an element reaches out of the screen, but for what scrolls by itself.
pub fn expect_nothing_reaches_out(page: &Page, within: &str) -> Result<()> {
    page.wait_for_layout()?;
    page.expect_script(
        &format!(
            "[...document.querySelectorAll('{within} *')].filter(e => {{ \
               const {{ left, right, width }} = e.getBoundingClientRect(); \
               return width > 0 && (right > document.documentElement.clientWidth + 1 || left < -1) }}) \
             .filter(e => !e.closest('.table-scroll, .presets ul, .visually-hidden, .skip-link, svg')).map(e => e.outerHTML.slice(0, 120))"
        ),
        json!([]),
    )
}

fn axe_finds_nothing_in_the_light(browser: &Browser) -> Result<()> {
    axe_finds_nothing(browser, Scheme::Light)
}

fn axe_finds_nothing_in_the_dark(browser: &Browser) -> Result<()> {
    axe_finds_nothing(browser, Scheme::Dark)
}

fn axe_finds_nothing(browser: &Browser, scheme: Scheme) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page_with(Profile { scheme, ..Profile::default() })?;
    page.open(&site.address(""))?;
    page.expect_script("matchMedia('(prefers-color-scheme: dark)').matches", scheme == Scheme::Dark)?;
    page.unfold_all()?;
    expect_axe_finds_nothing(&page)
}

fn axe_finds_nothing_at_360_pixels(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, "#v=1&rates=2026-06-05&size=2560x1040&q=low&images=x&refs=2*1024x1024&budget=10", 360)?;
    page.unfold_all()?;
    expect_axe_finds_nothing(&page)
}

/// What axe-core finds wrong, as one line per kind and place: nothing, once the page has settled.
pub fn expect_axe_finds_nothing(page: &Page) -> Result<()> {
    let file = env::var_os("NPM_TOOLS").map(|tools| Path::new(&tools).join("node_modules/axe-core/axe.min.js"));
    let file = file.context("axe-core is not known: run this by `make`, or set NPM_TOOLS to a folder with it")?;
    let library = std::fs::read_to_string(&file)?;
    page.wait_for_layout()?;
    let found = page.script_with_callback(&format!(
        "{library}; const done = arguments[arguments.length - 1]; \
         axe.run().then(found => done(found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html)))) \
           .catch(error => done(String(error)))"
    ))?;
    assert_eq!(found, json!([]));
    Ok(())
}
