//! Scenarios side by side.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, Site, tests};
use serde_json::json;

use crate::access::expect_nothing_reaches_out;
use crate::expected::START;
use crate::share::choose_action;

pub const TESTS: &[NamedTest] = tests![
    scenarios_stand_side_by_side_with_their_differences_and_one_link,
    going_back_undoes_a_comparison,
    four_scenarios_are_readable_at_360_pixels,
    what_cannot_be_read_or_has_no_effect_is_not_called_the_same,
];

pub const LOGIC: &[NamedTest] = tests![
    a_comparison_opens_with_its_table_in_sight,
    a_difference_of_nothing_or_against_nothing_reads_as_english,
    a_preset_fills_the_scenario_in_the_form_and_leaves_the_other,
];

/// The texts of the cells in the row of this name.
fn expect_row(page: &Page, name: &str, cells: &[&str]) -> Result<()> {
    page.expect_script(
        &format!(
            "[...document.querySelectorAll('table.compare tr')].filter(tr => tr.querySelector('th')?.textContent.trim() === '{name}') \
             .flatMap(tr => [...tr.querySelectorAll('td')].filter(td => td.checkVisibility()).map(td => td.innerText.replace(/\\s+/g, ' ').trim()))"
        ),
        cells,
    )
}

fn scenarios_stand_side_by_side_with_their_differences_and_one_link(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.expect_absent("table.compare")?;
    page.click("#compare-add")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&b.rates=2026-06-05"))?;
    page.expect_figure("compare-month-b", "53.18")?;
    page.type_into("images", "2000")?;
    page.expect_figure("compare-month-a", "106.36")?;
    page.expect_figure("compare-year-b", "638.16")?;
    page.expect_figure("together-month", "159.54")?;
    page.expect_figure("together-year", "1914.48")?;
    page.expect_figure("compare-difference-b", "-53.18")?;
    expect_row(&page, "Against A", &["baseline", "−$53.18 (−50.0%)"])?;
    expect_row(&page, "Images a month", &["2,000", "1,000"])?;
    // What differs stands out.
    page.expect_script(
        "[...document.querySelectorAll('table.compare td span.differs')].filter(e => e.checkVisibility()).map(e => e.innerText)",
        json!(["1,000"]),
    )?;
    page.expect_text("#comparison-title", "2 scenarios compared: $53.18 to $106.36 a month")?;
    let link = "#v=1&rates=2026-06-05&images=2000&b.rates=2026-06-05";
    page.expect_address(&site.address(link))?;

    page.open_in_new_tab(&site.address(link))?;
    page.expect_figure("compare-month-a", "106.36")?;
    page.click("[aria-label='Edit B']")?;
    page.expect_figure("cost-month", "53.18")?;
    page.expect_figure("compare-month-a", "106.36")?;
    page.type_into("images", "500")?;
    page.expect_figure("compare-month-b", "26.59")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=2000&b.rates=2026-06-05&b.images=500"))?;
    page.click("[aria-label='Use as A: scenario B']")?;
    page.expect_figure("compare-month-a", "26.59")?;
    page.expect_figure("compare-month-b", "106.36")?;
    page.click("[aria-label='Remove B']")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=500"))?;
    page.expect_absent("table.compare")?;
    page.expect_figure("cost-month", "26.59")
}

fn going_back_undoes_a_comparison(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("")?;
    page.click("#compare-add")?;
    page.expect("table.compare")?;
    page.script("history.back()")?;
    page.expect_absent("table.compare")?;
    // It is not written again.
    page.let_settle()?;
    page.expect_absent("table.compare")?;
    page.expect_address(&site.address(""))
}

const FOUR: &str = "#v=1&rates=2026-06-05&name=Catalogue&images=50000&q=auto&b.rates=2026-06-05&b.name=An%20unusually%20long%20name%20without%20much%20sense\
                    &b.images=2000&b.size=3840x2160&c.rates=2026-06-05&c.mode=tokens&c.oi=100000000&c.requests=99999999\
                    &d.rates=2026-06-05&d.refs=3*1280x720&d.batch=1";

fn a_comparison_opens_with_its_table_in_sight(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(FOUR)?;
    page.expect_figure("compare-month-d", "37.63")?;
    page.expect_text("#comparison-title", "4 scenarios compared")?;
    page.expect_script(
        "document.getElementById('compare-month-d').getBoundingClientRect().bottom < innerHeight",
        true,
    )?;
    // Four is the most.
    page.expect("#compare-add[aria-disabled=true]:not([href])")?;
    // What can be done with the table stands at its head too.
    page.watch_clipboard()?;
    choose_action(&page, "#comparison-copy-as", "#comparison-copy-markdown")?;
    assert!(page.copied()?.contains("An unusually long name without much sense"));
    choose_action(&page, "#comparison-save-menu", "#comparison-save-here")?;
    page.expect_text("#toast", "Saved as “4 scenarios")
}

fn a_difference_of_nothing_or_against_nothing_reads_as_english(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&b.rates=2026-06-05&b.name=Copy")?;
    page.expect_figure("compare-difference-b", "0")?;
    expect_row(&page, "Against A", &["baseline", "no difference"])?;
    page.script("location.hash = 'v=1&rates=2026-06-05&images=0&b.rates=2026-06-05&b.images=100'")?;
    page.expect_figure("compare-difference-b", "5.318")?;
    expect_row(&page, "Against A", &["baseline", "+$5.32 (the baseline costs nothing)"])
}

fn what_cannot_be_read_or_has_no_effect_is_not_called_the_same(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&b.rates=2026-06-05")?;
    page.expect_text(".same", "1,000 images a month")?;
    page.click("[aria-label='Edit B']")?;
    page.type_into("images", "abc")?;
    expect_row(&page, "Images a month", &["1,000", "–"])?;
    page.expect_no_text(".same", "images a month")?;

    page.script("location.hash = 'v=1&rates=2026-06-05&images=20&b.rates=2026-06-05&b.mode=tokens&b.oi=1756'")?;
    expect_row(&page, "Images a month", &["20", ""])?;
    expect_row(&page, "Image output tokens", &["", "1,756"])
}

fn a_preset_fills_the_scenario_in_the_form_and_leaves_the_other(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&images=20&b.rates=2026-06-05&b.images=30")?;
    page.click("[aria-label='Edit B']")?;
    page.expect_value("images", "30")?;
    page.click("a.preset")?;
    page.expect_value("images", "120")?;
    page.expect_figure("compare-month-a", "1.0636")?;
    page.click("#undo")?;
    page.expect_figure("compare-month-b", "1.5954")?;
    page.expect_value("images", "30")
}

fn four_scenarios_are_readable_at_360_pixels(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, FOUR, 360)?;
    page.expect("#compare-month-d")?;
    page.expect_count("table.compare thead th", 4)?;
    expect_nothing_reaches_out(&page, "#compare")
}
