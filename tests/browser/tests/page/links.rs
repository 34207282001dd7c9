//! The address carries the scenario.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, tests};

use crate::expected::{START, TOKENS};
use crate::figures::{MEASURED, type_meters};

pub const TESTS: &[NamedTest] = tests![
    the_address_in_a_new_tab_shows_the_same_scenario,
    following_a_link_to_a_section_keeps_the_scenario,
    a_section_that_is_folded_opens_when_a_link_leads_to_it,
    going_back_and_forward_shows_each_scenario_again,
    typing_floods_neither_the_history_nor_the_address,
    a_bad_value_in_a_link_is_named_and_the_rest_counts,
    the_query_is_read_where_the_fragment_says_nothing,
    only_a_link_from_elsewhere_is_called_a_shared_one,
];

pub const LOGIC: &[NamedTest] =
    tests![the_issues_of_a_link_can_be_dismissed, a_shared_scenario_opens_with_its_name_and_result,];

fn the_address_in_a_new_tab_shows_the_same_scenario(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(TOKENS)?;
    type_meters(&page, MEASURED[1].0)?;
    page.type_into("requests", "2,500")?;
    let address = site.address("#v=1&rates=2026-06-05&mode=tokens&ti=10&ii=1508&oi=196&requests=2500");
    page.expect_address(&address)?;

    page.open_in_new_tab(&address)?;
    page.expect_figure("cost-request", MEASURED[1].1)?;
    page.expect_figure("cost-month", "44.985")?;
    page.expect_figure("cost-year", "539.82")?;
    page.expect_value("ii", "1,508")?;
    // Opening a link does not change it.
    page.let_settle()?;
    page.expect_address(&address)
}

fn following_a_link_to_a_section_keeps_the_scenario(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&mode=tokens&oi=82")?;
    let scenario = site.address("#v=1&rates=2026-06-05&mode=tokens&oi=82");
    page.expect_figure("tokens-image-output", "82")?;
    page.script("document.querySelector('header a[href=\"#faq\"]').click()")?;
    page.expect_script("document.getElementById('faq').getBoundingClientRect().top < innerHeight", true)?;
    page.expect_address(&scenario)?;
    page.expect_figure("tokens-image-output", "82")
}

fn a_section_that_is_folded_opens_when_a_link_leads_to_it(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    for section in ["arithmetic", "saved", "embed", "compare"] {
        page.script(&format!("location.hash = '{section}'"))?;
        page.expect(&format!("details#{section}[open]"))?;
        page.expect_address(&site.address(START))?;
    }
    // What earlier pages called so leads there too.
    page.open_in_new_tab(&site.address("#scenarios"))?;
    page.expect("details#compare[open]")
}

fn going_back_and_forward_shows_each_scenario_again(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&images=20")?;
    page.script("location.hash = 'v=1&rates=2026-06-05&images=30'")?;
    page.expect_figure("cost-month", "1.5954")?;
    page.type_into("images", "40")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=40"))?;
    page.script("history.back()")?;
    page.expect_figure("cost-month", "1.0636")?;
    page.expect_value("images", "20")?;
    page.script("history.forward()")?;
    // The form as it was left.
    page.expect_figure("cost-month", "2.1272")?;
    page.expect_value("images", "40")
}

fn typing_floods_neither_the_history_nor_the_address(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.script(
        "window.entries = history.length; window.written = 0; const replace = history.replaceState; \
         history.replaceState = function (...given) { window.written++; return replace.apply(this, given) }; \
         const field = document.querySelector('[name=images]'); \
         for (let n = 1; n <= 200; n++) { field.value = n; field.dispatchEvent(new Event('input', { bubbles: true })) }",
    )?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=200"))?;
    page.expect_script("window.written <= 3", true)?;
    page.expect_script("history.length - window.entries", 0)
}

fn a_bad_value_in_a_link_is_named_and_the_rest_counts(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&mode=tokens&ti=many&oi=82&colour=red")?;
    page.expect_figure("tokens-image-output", "82")?;
    page.expect_figure("tokens-text-input", "0")?;
    page.expect_texts("#link-problems", &["many", "colour"])?;
    page.expect_count("#link-problems li", 2)?;
    page.expect("#link-problems[role=alert], #link-problems [role=alert]")
}

fn the_issues_of_a_link_can_be_dismissed(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&images=many")?;
    page.expect_text("#link-problems", "many")?;
    page.click("#link-problems .dismiss")?;
    page.expect_hidden("#link-problems .notice")?;
    page.expect_focus("[name=images]")?;
    page.expect_figure("cost-month", "53.18")
}

fn a_shared_scenario_opens_with_its_name_and_result(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&name=Spring%20catalogue&images=5000&q=high")?;
    page.expect_texts("#lede", &["Spring catalogue", "$1,056.10", "shared link"])?;
    page.expect_whole_text("#receipt-title", "Spring catalogue")?;
    page.expect_text("#receipt", "2026-06-05")?;
    page.expect_script(
        "[document.getElementById('lede'), document.getElementById('cost-month')] \
           .every(e => e.getBoundingClientRect().bottom <= innerHeight)",
        true,
    )?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&name=Spring%20catalogue&images=5000&q=high"))
}

fn the_query_is_read_where_the_fragment_says_nothing(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("?v=1&rates=2026-06-05&images=20&utm_source=mail")?;
    page.expect_figure("cost-month", "1.0636")?;
    page.expect_hidden("#link-problems .notice")?;
    page.open_in_new_tab(&site.address("?images=20#v=1&rates=2026-06-05&images=30"))?;
    page.expect_figure("cost-month", "1.5954")
}

fn only_a_link_from_elsewhere_is_called_a_shared_one(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.expect_text("#lede", "shared link")?;
    // Also after a section was followed.
    page.click("a[href='#faq']")?;
    page.expect_address(&site.address(START))?;
    page.reload()?;
    page.expect_text("#lede", "shared link")?;
    page.click("#compare-add")?;
    page.expect_figure("compare-month-b", "53.18")?;
    page.expect_no_text("#compare", "shared link")?;
    page.click("[aria-label='Remove B']")?;
    page.expect_absent("table.compare")?;
    page.expect_no_text("#lede", "shared link")?;
    page.type_into("images", "20")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=20"))?;
    page.reload()?;
    page.expect_figure("cost-month", "1.0636")?;
    page.expect_no_text("#lede", "shared link")?;
    // The opened link is still in the history.
    page.script("history.go(-2)")?;
    page.expect_text("#lede", "shared link")
}
