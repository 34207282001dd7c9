//! Before and without the wasm: the page is there, and what is typed early is kept.

use anyhow::Result;
use browser_tests::{Page, Site, SitePlan, Start, Visit};

use crate::figures::{TOKENS, Test};

pub const TESTS: &[Test] = &[
    ("without_its_wasm_the_page_stays_and_says_so", refused_wasm),
    ("what_is_typed_before_the_wasm_arrives_is_kept_and_priced", typed_early),
    ("it_works_from_a_sub_folder", sub_folder),
];

pub const ADJUSTED_TESTS: &[Test] = &[("without_scripts_the_page_is_readable_and_says_so", without_scripts)];

fn refused_wasm(visit: &Visit) -> Result<()> {
    let site = Site::start_with(SitePlan { refuse: Some(".wasm"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&site.address(""))?;
    page.wait_for("html[data-failed]")?;
    assert!(!page.has("html[data-ready]"));
    assert_is_readable(&page)
}

fn without_scripts(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page_with(Start { without_scripts: true, ..Start::default() })?;
    page.open_unready(&site.address(""))?;
    assert_is_readable(&page)?;
    assert!(!page.has("html[data-ready]"), "scripts did run");
    Ok(())
}

/// Rates, their date, and the sentence that the calculator cannot run.
fn assert_is_readable(page: &Page) -> Result<()> {
    assert!(page.source()?.contains("2026-06-05"), "the date is missing");
    let text = page.text("body")?;
    for rate in ["5", "1.25", "8", "2", "30"] {
        assert!(text.contains(&format!("${rate}")), "the rate {rate} is missing in {text}");
    }
    assert!(text.contains("WebAssembly"), "no sentence about WebAssembly in {text}");
    Ok(())
}

fn typed_early(visit: &Visit) -> Result<()> {
    let site = Site::start_with(SitePlan { hold: Some(".wasm"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&site.address("#v=1&rates=2026-06-05&images=10&attempts=2"))?;
    page.type_into("images", "2500")?;
    assert!(!page.has("html[data-ready]"), "nothing was held back");
    site.release();
    page.wait_until_ready()?;
    // What was not typed comes from the link: 2500 images × 2 attempts × USD 0.05318.
    page.wait_for_figure("cost-month", "265.9")?;
    assert_eq!(page.value("images")?, "2500");
    Ok(())
}

fn sub_folder(visit: &Visit) -> Result<()> {
    let site = Site::start_with(SitePlan { folder: "/some/folder".to_owned(), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    page.type_into("oi", "1000")?;
    page.wait_for_figure("tokens-image-output", "1000")?;
    let requests = site.requests();
    assert!(
        requests.iter().all(|path| path.starts_with("/some/folder/") || path == "/favicon.ico"),
        "asked outside its folder: {requests:?}"
    );
    Ok(())
}
