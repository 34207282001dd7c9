//! The address carries the scenario.

use anyhow::Result;
use browser_tests::{Site, Visit};

use crate::figures::{MEASURED, TOKENS, Test, type_lanes};

pub const TESTS: &[Test] = &[
    ("the_address_opened_in_a_new_tab_gives_the_same_page", new_tab),
    ("following_a_section_anchor_keeps_the_scenario", section_anchor),
    ("a_bad_value_in_a_link_is_named_and_the_rest_counts", bad_value),
];

fn new_tab(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    type_lanes(&page, MEASURED[1].0)?;
    page.type_into("requests", "2,500")?;
    let address = site.address("#v=1&rates=2026-06-05&mode=tokens&ti=10&ii=1508&oi=196&requests=2500");
    page.wait_for_address(&address)?;

    page.open_in_new_tab(&page.address()?)?;
    page.wait_for_figure("cost-request", MEASURED[1].1)?;
    page.wait_for_figure("cost-month", "44.985")?;
    page.wait_for_figure("cost-year", "539.82")?;
    assert_eq!(page.value("ii")?, "1508");
    assert_eq!(page.address()?, address, "opening a link does not change it");
    Ok(())
}

fn section_anchor(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    let scenario = site.address("#v=1&rates=2026-06-05&mode=tokens&oi=82");
    page.open(&scenario)?;
    page.wait_for_figure("tokens-image-output", "82")?;
    page.script("document.querySelector('a[href^=\"#\"]:not([href*=\"=\"])').click()")?;
    page.wait_for_address(&scenario)?;
    page.wait_for_figure("tokens-image-output", "82")
}

fn bad_value(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address("#v=1&rates=2026-06-05&mode=tokens&ti=many&oi=82"))?;
    page.wait_for_figure("tokens-image-output", "82")?;
    assert_eq!(page.figure("tokens-text-input")?.as_deref(), Some("0"));
    let problems = page.text("#link-problems")?;
    assert!(problems.contains("many"), "{problems:?} names what it could not read");
    Ok(())
}
