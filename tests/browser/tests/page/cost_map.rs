//! The cost map: the reader's own scenario at each size and quality, and choosing from it.

use anyhow::Result;
use browser_tests::{Browser, Key, NamedTest, tests};
use gpt_image_cost_core::{Quality, Size};

use crate::expected::{START, estimates, month};

pub const TESTS: &[NamedTest] = tests![
    a_click_on_a_cell_sets_size_and_quality,
    the_map_is_one_tab_stop_and_arrow_keys_move_in_it,
    a_click_with_a_modifier_key_leaves_the_fields_alone,
];

pub const LOGIC: &[NamedTest] = tests![
    every_cell_is_the_month_of_the_reader_s_own_scenario,
    the_chosen_cell_equals_the_headline,
    another_size_has_a_row_of_its_own,
    a_name_for_each_cell_says_size_quality_and_cost,
];

fn every_cell_is_the_month_of_the_reader_s_own_scenario(browser: &Browser) -> Result<()> {
    let keys = "images=250&refs=2*1024x1024&attempts=1.5";
    let (_site, page) = browser.open(&format!("{START}&{keys}"))?;
    for size in Size::POPULAR {
        for quality in Quality::ALL {
            let quality = quality.as_str();
            let link = format!("{START}&{keys}&size={size}&q={quality}");
            page.expect_figure(&format!("map-{size}-{quality}"), &month(&link))?;
        }
    }
    // A field that the costs depend on.
    page.type_into("images", "many")?;
    page.expect_no_figure("map-1024x1024-medium")
}

fn the_chosen_cell_equals_the_headline(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&images=5000&size=1536x1024&q=high")?;
    page.expect_count(".cost-map [aria-current]", 1)?;
    page.expect_attribute(".cost-map [aria-current]", "data-size", "1536x1024")?;
    page.expect_attribute(".cost-map [aria-current]", "data-quality", "high")?;
    page.expect_script(
        "document.querySelector('.cost-map [aria-current] data').textContent === document.getElementById('cost-month').textContent",
        true,
    )
}

fn a_click_on_a_cell_sets_size_and_quality(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.click("a.cell[data-size='3840x2160'][data-quality=low]")?;
    page.expect_value("size", "3840x2160")?;
    page.expect_value("q", "low")?;
    let link = "#v=1&rates=2026-06-05&size=3840x2160&q=low";
    page.expect_figure("cost-month", &month(link))?;
    page.expect_attribute(".cost-map [aria-current]", "data-size", "3840x2160")?;
    page.expect_address(&site.address(link))
}

fn the_map_is_one_tab_stop_and_arrow_keys_move_in_it(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.expect_count(".cost-map a[tabindex='0'], .cost-map a:not([tabindex])", 1)?;
    page.script("document.querySelector('.cost-map [aria-current]').focus()")?;
    page.expect_focus("[data-size='1024x1024'][data-quality=medium]")?;
    for (key, css) in [
        (Key::Down, "[data-size='1536x1024'][data-quality=medium]"),
        (Key::End, "[data-size='1536x1024'][data-quality=high]"),
        (Key::Left, "[data-size='1536x1024'][data-quality=medium]"),
        (Key::Up, "[data-size='1024x1024'][data-quality=medium]"),
        (Key::Up, "[data-size='1024x1024'][data-quality=medium]"),
        (Key::Home, "[data-size='1024x1024'][data-quality=low]"),
    ] {
        page.press(key)?;
        page.expect_focus(css)?;
    }
    page.press(Key::Enter)?;
    page.expect_value("q", "low")?;
    page.expect_figure("cost-month", "6.38")?;
    page.press(Key::Tab)?;
    page.expect_script("document.activeElement.closest('.cost-map')", serde_json::Value::Null)
}

fn another_size_has_a_row_of_its_own(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    let rows = Size::POPULAR.len();
    page.expect_script("[...document.querySelectorAll('.cost-map tbody tr')].filter(tr => !tr.hidden).length", rows)?;
    page.type_into("size", "2560x1440")?;
    page.expect_script(
        "[...document.querySelectorAll('.cost-map tbody tr')].filter(tr => !tr.hidden).length",
        rows + 1,
    )?;
    page.expect_figure("map-2560x1440-medium", &month("#v=1&rates=2026-06-05&size=2560x1440"))?;
    page.expect_attribute(".cost-map [aria-current]", "data-size", "2560x1440")?;
    // A size left to the model has a row of ranges.
    page.type_into("size", "auto")?;
    let all = estimates("#v=1&rates=2026-06-05&size=auto&q=low");
    let range = all[0].bill.month.unwrap_or_else(|| panic!("it has a cost"));
    let [low, high] = [range.low, range.high].map(gpt_image_cost_core::money::format::plain);
    page.expect_range("map-auto-low", &low, &high)?;
    // One that is refused has none, and nothing is chosen.
    page.type_into("size", "1000x1000")?;
    page.expect_script("[...document.querySelectorAll('.cost-map tbody tr')].filter(tr => !tr.hidden).length", rows)?;
    page.expect_absent(".cost-map [aria-current]")?;
    page.click("a.cell[data-size='1024x1024'][data-quality=high]")?;
    page.expect_figure("cost-month", "211.22")
}

fn a_name_for_each_cell_says_size_quality_and_cost(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.expect_script(
        "(e => (e.ariaLabel ?? e.textContent).replace(/\\s+/g, ' ').trim())(document.querySelector('.cost-map [aria-current]'))",
        "$53.18 a month, 1024 × 1024, medium quality",
    )
}

fn a_click_with_a_modifier_key_leaves_the_fields_alone(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.script(
        "window.prevented = []; addEventListener('click', event => { prevented.push(event.defaultPrevented); event.preventDefault() }); \
         for (const css of ['a.preset', 'a.cell[data-quality=high]']) \
           document.querySelector(css).dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }))",
    )?;
    page.expect_script("prevented", serde_json::json!([false, false]))?;
    page.let_settle()?;
    page.expect_figure("cost-month", "53.18")?;
    page.expect_address(&site.address(START))?;
    // Each is a link to the scenario that it stands for.
    page.expect_attribute("a.cell[data-size='1024x1024'][data-quality=high]", "href", "#v=1&rates=2026-06-05&q=high")
}
