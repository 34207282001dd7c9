//! What is typed is priced, to the last digit.

use anyhow::Result;
use browser_tests::{Page, Site, Visit};

pub type Test = (&'static str, fn(&Visit) -> Result<()>);

pub const TESTS: &[Test] = &[
    ("measured_requests_typed_in_cost_what_they_cost", measured_requests),
    ("the_largest_inputs_give_every_digit", largest_inputs),
    ("thousands_separators_and_suffixes_are_read", spellings),
    ("what_cannot_be_read_stays_and_gets_a_sentence", unreadable),
];

/// The fields of token mode: five lanes of a request, in the order of the link.
pub const LANES: [&str; 5] = ["ti", "tic", "ii", "iic", "oi"];

/// The page in token mode, with nothing entered.
pub const TOKENS: &str = "#v=1&rates=2026-06-05&mode=tokens";

/// Requests measured by others and their exact cost in USD.
pub const MEASURED: [([&str; 5], &str); 3] = [
    (["15", "", "", "", "82"], "0.002535"),
    (["10", "", "1508", "", "196"], "0.017994"),
    (["228", "", "1450", "", "13342"], "0.413"),
];

pub fn type_lanes(page: &Page, tokens: [&str; 5]) -> Result<()> {
    LANES.into_iter().zip(tokens).try_for_each(|(lane, tokens)| page.type_into(lane, tokens))
}

fn measured_requests(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    for (tokens, cost) in MEASURED {
        type_lanes(&page, tokens)?;
        page.wait_for_figure("cost-request", cost)?;
    }
    Ok(())
}

fn largest_inputs(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    type_lanes(&page, ["999999999"; 5])?;
    page.type_into("requests", "99999999")?;
    page.wait_for_figure("cost-month", "4624999949125.00004625")?;
    page.wait_for_figure("cost-year", "55499999389500.000555")
}

fn spellings(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    for (typed, tokens) in [("1200", "1200"), ("1,201", "1201"), ("1 202", "1202"), ("1_203", "1203"), ("1.2k", "1200")]
    {
        page.type_into("oi", typed)?;
        page.wait_for_figure("tokens-image-output", tokens)?;
        assert_eq!(page.value("oi")?, typed, "the text is the reader's");
    }
    Ok(())
}

fn unreadable(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(TOKENS))?;
    type_lanes(&page, MEASURED[1].0)?;
    page.wait_for_figure("cost-request", MEASURED[1].1)?;
    let described_before = page.description("ti")?;

    page.type_into("ti", "1,5")?;
    page.wait_until("cost-request to have no value", || {
        let now = page.figure("cost-request")?;
        Ok(now.map_or(Ok(()), Err))
    })?;
    assert_eq!(page.text("#cost-request")?, "–");
    assert_eq!(page.value("ti")?, "1,5");
    assert_ne!(page.description("ti")?, described_before, "a sentence says what to enter");
    assert_eq!(page.attribute("[name=ti]", "aria-invalid")?.as_deref(), Some("true"));
    // 196 × 1000 × 30 / 1,000,000: it does not depend on the unreadable field.
    assert_eq!(page.figure("lane-image-output")?.as_deref(), Some("5.88"));

    page.type_into("ti", "10")?;
    page.wait_for_figure("cost-request", MEASURED[1].1)?;
    assert_eq!(page.description("ti")?, described_before, "the sentence goes with its cause");
    Ok(())
}
