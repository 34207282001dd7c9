//! Before and without the wasm: the page is there, and what is typed or clicked early is kept.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, Profile, Site, SitePlan, tests};
use gpt_image_cost_core::{Meter, PRESETS, RATE_HISTORY, money::format::plain, scenario::permalink};

use crate::estimator::PNG;
use crate::expected::{START, TOKENS, estimates, month};

pub const TESTS: &[NamedTest] = tests![
    without_its_wasm_the_page_stays_and_says_so,
    what_is_typed_before_the_wasm_arrives_is_kept_and_priced,
    a_preset_clicked_before_the_wasm_arrives_is_applied_then,
    a_cell_of_the_map_clicked_early_belongs_to_the_opened_scenario,
    a_comparison_opened_before_the_wasm_arrives_is_not_replaced,
    a_prompt_and_a_file_given_before_the_wasm_arrives_are_read_then,
    a_program_that_fails_while_it_attaches_says_so,
    elements_added_by_an_extension_before_the_wasm_arrives_shift_nothing,
    the_delivered_html_is_what_the_page_shows_once_it_is_ready,
];

pub const LOGIC: &[NamedTest] = tests![it_works_from_a_sub_folder, the_example_answers_before_the_wasm_arrives];

pub const ADJUSTABLE: &[NamedTest] = tests![without_scripts_the_page_is_readable_and_says_so];

/// Opens the page with its wasm held back.
pub fn open_early(browser: &Browser, rest: &str) -> Result<(Site, Page)> {
    let site = Site::start_with(SitePlan { hold: Some(".wasm"), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&site.address(rest))?;
    page.expect("#form")?;
    Ok((site, page))
}

/// Lets the wasm come.
pub fn release(site: &Site, page: &Page) -> Result<()> {
    assert!(!page.has_now("html[data-ready]")?, "nothing was held back");
    site.release();
    page.wait_until_ready()
}

fn without_its_wasm_the_page_stays_and_says_so(browser: &Browser) -> Result<()> {
    let site = Site::start_with(SitePlan { refuse: Some(".wasm"), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&site.address(""))?;
    page.expect("html[data-failed]:not([data-ready])")?;
    expect_readable(&page)?;
    // Presets and the map would lead nowhere.
    page.expect_absent("a.preset[href], a.cell[href]")
}

fn without_scripts_the_page_is_readable_and_says_so(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page_with(Profile { without_scripts: true, ..Profile::default() })?;
    page.open_unready(&site.address(""))?;
    expect_readable(&page)?;
    page.expect("html:not([data-ready])")
}

/// Rates, their date, and the sentence that the calculator cannot run.
fn expect_readable(page: &Page) -> Result<()> {
    page.expect_text("body", &RATE_HISTORY.last_checked().to_string())?;
    // The guide is laid out when it comes near the screen.
    page.scroll_into_sight("#pricing")?;
    for meter in Meter::ALL {
        page.expect_text("#pricing", &format!("${}", plain(RATE_HISTORY.latest().rates[meter])))?;
    }
    page.expect_text("body", "WebAssembly")
}

/// The prerendered result is right, and titled as an example.
fn the_example_answers_before_the_wasm_arrives(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, "")?;
    page.expect_figure("cost-month", &month(""))?;
    page.expect_text("#receipt-title", "Example")?;
    let link = "size=1536x1024&q=high";
    page.expect_figure("map-1536x1024-high", &month(link))?;
    page.expect_attribute("[name=images]", "disabled", None)?;
    page.expect("#copy-link:disabled")?;
    release(&site, &page)?;
    page.expect_no_text("#receipt-title", "Example")?;
    page.expect("#copy-link:enabled")
}

fn what_is_typed_before_the_wasm_arrives_is_kept_and_priced(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, "#v=1&rates=2026-06-05&images=10&attempts=2")?;
    page.type_into("images", "2500")?;
    release(&site, &page)?;
    // What was not typed comes from the link: 2500 images × 2 attempts × USD 0.05318.
    page.expect_figure("cost-month", "265.9")?;
    page.expect_value("images", "2500")
}

fn a_preset_clicked_before_the_wasm_arrives_is_applied_then(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, "")?;
    let link = format!("#{}", permalink::serialize_one(&PRESETS[2].scenario(&RATE_HISTORY)));
    page.click(&format!("a.preset[href=\"{link}\"]"))?;
    release(&site, &page)?;
    page.expect_figure("cost-month", &month(&link))?;
    page.expect_address(&site.address(&link))
}

/// The opened address first, then the click: the link is not replaced by the example.
fn a_cell_of_the_map_clicked_early_belongs_to_the_opened_scenario(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, "#v=1&rates=2026-06-05&images=10&attempts=2")?;
    page.click("a.cell[data-size='1536x1024'][data-quality=high]")?;
    release(&site, &page)?;
    let link = "#v=1&rates=2026-06-05&images=10&size=1536x1024&q=high&attempts=2";
    page.expect_figure("cost-month", &month(link))?;
    page.expect_address(&site.address(link))
}

fn a_comparison_opened_before_the_wasm_arrives_is_not_replaced(browser: &Browser) -> Result<()> {
    let link = "#v=1&rates=2026-06-05&images=2000&b.rates=2026-06-05&b.q=low";
    let (site, page) = open_early(browser, link)?;
    page.type_into("images", "3000")?;
    release(&site, &page)?;
    page.expect_figure("compare-month-a", "159.54")?;
    page.expect_figure("compare-month-b", "6.38")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=3000&b.rates=2026-06-05&b.q=low"))
}

fn elements_added_by_an_extension_before_the_wasm_arrives_shift_nothing(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, START)?;
    page.script(
        "const add = place => place.prepend(Object.assign(document.createElement('div'), { textContent: 'An extension' })); \
         add(document.body); add(document.getElementById('form')); add(document.querySelector('#receipt .three')); \
         document.querySelector('.mode-tabs').remove()",
    )?;
    page.type_into("images", "2500")?;
    release(&site, &page)?;
    page.expect_figure("cost-month", "132.95")?;
    page.expect_value("images", "2500")?;
    page.type_into("size", "1536x1024")?;
    page.expect_figure("tokens-image-output", &tokens("images=2500&size=1536x1024"))?;
    page.choose("mode", "tokens")?;
    page.expect_visible("[name=oi]")
}

fn tokens(link: &str) -> String {
    estimates(link)[0].bill.tokens[Meter::ImageOutput].map(|tokens| tokens.low.to_string()).unwrap_or_default()
}

/// Hydration does not repair texts. Only what depends on the clock, and that the page is ready, may differ.
fn the_delivered_html_is_what_the_page_shows_once_it_is_ready(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("")?;
    page.script(
        "window.differences = null; \
         const texts = root => { \
           const found = []; \
           const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); \
           for (let node; node = walk.nextNode();) if (node.data.trim() && !node.parentElement.closest('[hidden], svg')) found.push(node); \
           return found }; \
         const place = node => node.parentElement.closest('[id]')?.id ?? ''; \
         const words = root => { const all = {}; for (const node of texts(root)) \
           all[place(node)] = ((all[place(node)] ?? '') + ' ' + node.data).replace(/\\s+/g, ' ').trim(); return all }; \
         fetch(location.pathname).then(r => r.text()).then(html => { \
           const before = words(new DOMParser().parseFromString(html, 'text/html').getElementById('app')); \
           const now = words(document.getElementById('app')); \
           const ids = new Set([...Object.keys(before), ...Object.keys(now)]); \
           window.differences = [...ids].filter(id => before[id] !== now[id]).map(id => [id, before[id], now[id]]) })",
    )?;
    let differences = page.wait_for_script("window.differences")?;
    let allowed = ["checked", "receipt-title", "archive", "embed-snippet", "announcement", "print-summary"];
    let others: Vec<_> = differences
        .as_array()
        .into_iter()
        .flatten()
        .filter(|one| !allowed.contains(&one[0].as_str().unwrap_or_default()))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    Ok(())
}

fn it_works_from_a_sub_folder(browser: &Browser) -> Result<()> {
    let site = Site::start_with(SitePlan { folder: "/some/my-embed".to_owned(), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open(&site.address(TOKENS))?;
    page.type_into("oi", "1000")?;
    page.expect_figure("tokens-image-output", "1000")?;
    // The name of the folder does not make it an embed.
    page.watch_clipboard()?;
    page.click("#copy-link")?;
    assert_eq!(page.copied()?, site.address("#v=1&rates=2026-06-05&mode=tokens&oi=1000"));
    let requests = site.requests_now();
    assert!(
        requests.iter().all(|path| path.starts_with("/some/my-embed/") || path == "/favicon.ico"),
        "asked outside its folder: {requests:?}"
    );
    Ok(())
}

fn a_prompt_and_a_file_given_before_the_wasm_arrives_are_read_then(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, START)?;
    page.paste_into("prompt-text", &"x".repeat(4000))?;
    page.give_files("#reference-files", &[("a.png", "image/png", &PNG)])?;
    release(&site, &page)?;
    page.expect_figure("tokens-text-input", "1006")?;
    page.expect_value("refs", "1280x720")?;

    // Tokens that were typed stay.
    let (site, page) = open_early(browser, START)?;
    page.paste_into("prompt-text", &"x".repeat(4000))?;
    page.paste_into("prompt", "500")?;
    release(&site, &page)?;
    page.expect_figure("tokens-text-input", "500")
}

/// An extension that takes parts away again and again, where the page cannot put them back in time.
fn a_program_that_fails_while_it_attaches_says_so(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, START)?;
    page.script(
        "const { instantiate } = window.WebAssembly; \
         window.WebAssembly.instantiate = async (...all) => { \
           const program = await instantiate(...all); document.querySelector('.deck').replaceChildren(); return program }",
    )?;
    site.release();
    page.expect("html[data-failed]:not([data-ready])")?;
    page.expect_text("body", "this browser did not start it")?;
    // The example stays the example, also where a part of the page had been taken over.
    page.type_into("images", "20")?;
    page.let_settle()?;
    page.expect_figure("cost-month", &month(""))
}
