//! What is typed is priced, to the last digit.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, tests};

use crate::expected::{START, TOKENS};

pub const TESTS: &[NamedTest] = tests![
    measured_requests_cost_what_they_were_billed,
    a_refused_entry_stays_and_a_sentence_says_what_to_enter,
    only_figures_that_depend_on_a_refused_entry_are_unknown,
];

pub const LOGIC: &[NamedTest] = tests![
    the_largest_inputs_give_every_digit,
    thousands_separators_and_suffixes_are_accepted,
    the_line_items_sum_to_the_total,
    the_worked_examples_of_the_contract_come_out,
];

/// The token fields of a request, in the order of the link.
pub const METERS: [&str; 5] = ["ti", "tic", "ii", "iic", "oi"];

/// Requests measured by others, and their exact cost in USD.
pub const MEASURED: [([&str; 5], &str); 3] = [
    (["15", "", "", "", "82"], "0.002535"),
    (["10", "", "1508", "", "196"], "0.017994"),
    (["228", "", "1450", "", "13342"], "0.413"),
];

pub fn type_meters(page: &Page, tokens: [&str; 5]) -> Result<()> {
    METERS.into_iter().zip(tokens).try_for_each(|(meter, tokens)| page.type_into(meter, tokens))
}

fn measured_requests_cost_what_they_were_billed(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(TOKENS)?;
    for (tokens, cost) in MEASURED {
        type_meters(&page, tokens)?;
        page.expect_figure("cost-request", cost)?;
    }
    Ok(())
}

fn the_largest_inputs_give_every_digit(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(TOKENS)?;
    type_meters(&page, ["999999999"; 5])?;
    page.type_into("requests", "99999999")?;
    page.expect_figure("cost-month", "4624999949125.00004625")?;
    page.expect_figure("cost-year", "55499999389500.000555")
}

fn thousands_separators_and_suffixes_are_accepted(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(TOKENS)?;
    for (typed, tokens) in [("1200", "1200"), ("1,201", "1201"), ("1 202", "1202"), ("1_203", "1203"), ("1.2k", "1200")]
    {
        page.type_into("oi", typed)?;
        page.expect_figure("tokens-image-output", tokens)?;
        // It stays as the reader typed it.
        page.expect_value("oi", typed)?;
    }
    Ok(())
}

fn a_refused_entry_stays_and_a_sentence_says_what_to_enter(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(TOKENS)?;
    type_meters(&page, MEASURED[1].0)?;
    page.expect_figure("cost-request", MEASURED[1].1)?;
    let described_before = page.description_now("ti")?;

    page.type_into("ti", "1,5")?;
    page.expect_no_figure("cost-request")?;
    page.expect_value("ti", "1,5")?;
    page.expect_attribute("[name=ti]", "aria-invalid", "true")?;
    page.expect_description("ti", "Commas separate groups of three digits (1,200)")?;
    page.expect_visible("#ti-error[role=alert]")?;
    page.expect_text("#receipt", "No result")?;

    page.type_into("ti", "10")?;
    page.expect_figure("cost-request", MEASURED[1].1)?;
    // The sentence goes with its cause.
    page.expect_whole_description("ti", &described_before)?;
    page.expect_attribute("[name=ti]", "aria-invalid", None)
}

fn only_figures_that_depend_on_a_refused_entry_are_unknown(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(TOKENS)?;
    type_meters(&page, MEASURED[1].0)?;
    page.expect_figure("cost-request", MEASURED[1].1)?;
    page.type_into("ti", "1,5")?;
    for unknown in ["cost-request", "cost-month", "cost-year", "tokens-text-input", "lane-text-input"] {
        page.expect_no_figure(unknown)?;
    }
    // 196 × 1000 × 30 / 1,000,000.
    page.expect_figure("lane-image-output", "5.88")?;
    page.expect_figure("tokens-image-input", "1508")?;
    // The sentence above and the total that stays in sight speak of the same.
    page.expect_text("#lede", "–")?;
    page.expect_script("document.querySelector('.cost-bar b').textContent.includes('–')", true)
}

fn the_line_items_sum_to_the_total(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&refs=3*1280x720&cached=33.33&batch=1&uplift=10")?;
    page.expect_script(
        "[...document.querySelectorAll('data[id^=lane-]')].reduce((sum, e) => sum + Math.round(e.value * 1e8), 0) \
         - Math.round(document.getElementById('cost-month').value * 1e8)",
        0,
    )?;
    page.expect_count("data[id^=lane-]", 5)
}

/// The table "Worked" of the contract: cost of one attempt, and of the month.
fn the_worked_examples_of_the_contract_come_out(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.expect_figure("cost-request", "0.05318")?;
    page.expect_figure("cost-month", "53.18")?;
    for (keys, one, month) in [
        ("refs=3*1280x720&cached=33.33", "0.06962225", "69.62225"),
        ("images=3&attempts=1.5", "0.05318", "0.2659"),
        ("batch=1&uplift=10", "0.029249", "29.249"),
        ("size=2560x1040&q=low", "0.00386", "3.86"),
        ("images=0", "0.05318", "0"),
    ] {
        page.script(&format!("location.hash = 'v=1&rates=2026-06-05&{keys}'"))?;
        page.expect_figure("cost-request", one)?;
        page.expect_figure("cost-month", month)?;
        page.expect_address(&site.address(&format!("{START}&{keys}")))?;
    }
    Ok(())
}
