//! Scenarios saved in this browser.

use anyhow::Result;
use browser_tests::{Browser, Key, NamedTest, Page, Site, tests};

use crate::expected::START;
use crate::share::choose_action;

pub const TESTS: &[NamedTest] = tests![
    saved_scenarios_survive_a_reload_and_are_renamed_and_deleted_with_undo,
    two_tabs_do_not_undo_each_other_s_saving,
    refused_storage_costs_only_saving_and_says_so,
    a_cancelled_name_is_forgotten_and_the_focus_comes_back,
    a_saved_scenario_replaces_what_cannot_be_read_and_is_not_compared_with_it,
];

pub const LOGIC: &[NamedTest] =
    tests![opening_a_link_overwrites_nothing_that_was_saved, a_full_list_leaves_the_typed_name,];

/// Saves what is on the page under a name.
pub fn save(page: &Page, name: &str) -> Result<()> {
    page.unfold("#saved")?;
    page.type_into("save-name", name)?;
    page.click("#save")?;
    page.expect_text("#toast", &format!("Saved as “{name}"))
}

/// The names in the list, the newest first.
pub fn expect_saved(page: &Page, names: &[&str]) -> Result<()> {
    page.expect_list(".saved-list li > div > a", names)
}

fn saved_scenarios_survive_a_reload_and_are_renamed_and_deleted_with_undo(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&images=20")?;
    save(&page, "Small")?;
    page.type_into("images", "5000")?;
    page.expect_figure("cost-month", "265.9")?;
    save(&page, "Large")?;
    expect_saved(&page, &["Large", "Small"])?;

    page.open_in_new_tab(&site.address(START))?;
    page.unfold("#saved")?;
    expect_saved(&page, &["Large", "Small"])?;
    page.expect_text(".saved-list li:last-child", "$1.06")?;
    let today = page.script_now("return new Date().toLocaleDateString('sv')")?;
    page.expect_text(".saved-list li:last-child", &format!("Saved {}", today.as_str().unwrap_or_default()))?;
    page.click_text(".saved-list a", "Small")?;
    page.expect_figure("cost-month", "1.0636")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=20"))?;

    page.click("[aria-label='Rename Small']")?;
    page.expect_focus("[aria-label='New name for Small']")?;
    page.type_at(".rename:not([hidden]) input", &format!("Tiny{}", Key::Enter))?;
    expect_saved(&page, &["Large", "Tiny"])?;
    page.click("[aria-label='Delete Large']")?;
    expect_saved(&page, &["Tiny"])?;
    page.expect_text("#toast", "“Large” deleted.")?;
    page.click("#undo")?;
    expect_saved(&page, &["Large", "Tiny"])
}

fn two_tabs_do_not_undo_each_other_s_saving(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, START, 800)?;
    save(&page, "First")?;
    // Stands in for another tab: it writes without this one noticing.
    let written = "JSON.stringify({ 'gpt-image-cost': 1, saved: [...JSON.parse(localStorage['gpt-image-cost-scenarios']).saved, \
                   { name: 'Other', link: 'v=1&rates=2026-06-05&images=3' }] })";
    page.script(&format!("localStorage['gpt-image-cost-scenarios'] = {written}"))?;
    save(&page, "Second")?;
    expect_saved(&page, &["Second", "Other", "First"])?;

    // The frame's host is another document of the same origin: what it writes, this one is told.
    page.script("parent.localStorage.removeItem('gpt-image-cost-scenarios')")?;
    expect_saved(&page, &[])
}

fn refused_storage_costs_only_saving_and_says_so(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#saved")?;
    page.fill_storage()?;
    page.type_into("save-name", "A")?;
    page.click("#save")?;
    page.expect_text("#saved-trouble", "Nothing was saved")?;
    expect_saved(&page, &[])?;
    page.refuse_storage()?;
    page.click("#save")?;
    page.expect_text("#saved-trouble", "cannot be saved")?;
    page.type_into("images", "20")?;
    page.expect_figure("cost-month", "1.0636")?;
    page.watch_clipboard()?;
    page.click("#copy-link")?;
    page.expect_text("#toast", "Link copied")
}

fn a_full_list_leaves_the_typed_name(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#saved")?;
    page.script(
        "localStorage['gpt-image-cost-scenarios'] = JSON.stringify({ 'gpt-image-cost': 1, \
         saved: Array.from({ length: 200 }, (_, index) => ({ name: `S${index}`, link: 'v=1&rates=2026-06-05&images=3' })) })",
    )?;
    page.type_into("save-name", "One more")?;
    page.click("#save")?;
    page.expect_text("#toast", "The list is full")?;
    page.expect_script("document.getElementById('save-name').value", "One more")?;
    page.expect_count(".saved-list > li", 200)
}

fn opening_a_link_overwrites_nothing_that_was_saved(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&name=Spring&images=20")?;
    choose_action(&page, "#save-menu", "#save-here")?;
    expect_saved(&page, &["Spring"])?;
    page.open_in_new_tab(&site.address("#v=1&rates=2026-06-05&name=Spring&images=30"))?;
    expect_saved(&page, &["Spring"])?;
    page.expect_attribute(".saved-list a", "href", "#v=1&rates=2026-06-05&name=Spring&images=20")?;
    choose_action(&page, "#save-menu", "#save-here")?;
    expect_saved(&page, &["Spring (2)", "Spring"])
}

fn a_cancelled_name_is_forgotten_and_the_focus_comes_back(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    // Both have the same link.
    save(&page, "First")?;
    save(&page, "Second")?;
    page.click("[aria-label='Rename First']")?;
    page.type_at(".rename:not([hidden]) input", "Other")?;
    page.press(Key::Escape)?;
    page.expect_script("document.activeElement.textContent", "First")?;
    page.click("[aria-label='Rename First']")?;
    page.expect_focus("[aria-label='New name for First']")?;
    page.expect_script("document.activeElement.value", "First")
}

fn a_saved_scenario_replaces_what_cannot_be_read_and_is_not_compared_with_it(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&images=20")?;
    save(&page, "Small")?;
    page.expect_visible("[aria-label='Compare with Small']")?;
    page.type_into("images", "abc")?;
    page.expect_hidden("[aria-label='Compare with Small']")?;
    // The address says the same already.
    page.expect_address(&site.address("#v=1&rates=2026-06-05&images=20"))?;
    page.click_text(".saved-list a", "Small")?;
    page.expect_value("images", "20")?;
    page.expect_figure("cost-month", "1.0636")
}
