//! Copying, sharing and saving the result, and opening a saved file again.

use anyhow::{Context, Result};
use browser_tests::{Browser, Key, NamedTest, Page, tests};
use gpt_image_cost_core::files::export;
use serde_json::Value;

use crate::estimator::PNG;
use crate::expected::{START, estimates};
use crate::start::{open_early, release};

pub const TESTS: &[NamedTest] = tests![
    each_copy_is_confirmed_and_holds_the_exact_figures,
    a_refused_clipboard_leaves_the_text_selected,
    files_are_saved_exact_and_open_again,
    a_dropped_file_opens,
    dragged_text_is_left_to_the_browser,
    a_menu_closes_on_escape_and_on_a_click_outside,
    a_file_that_is_not_right_is_refused_by_path,
    while_an_entry_is_refused_nothing_is_copied_saved_or_compared,
];

pub const LOGIC: &[NamedTest] = tests![the_share_sheet_gets_the_link_where_there_is_one,];

/// Chooses an action from a menu of the receipt.
pub fn choose_action(page: &Page, menu: &str, action: &str) -> Result<()> {
    page.unfold(menu)?;
    page.click(action)?;
    page.expect(&format!("{menu}:not([open])"))
}

fn each_copy_is_confirmed_and_holds_the_exact_figures(browser: &Browser) -> Result<()> {
    let link = "#v=1&rates=2026-06-05&name=%3DSpring&images=5000";
    let (site, page) = browser.open(link)?;
    page.watch_clipboard()?;
    page.stop_the_clock()?;
    let address = site.address(link);
    page.click("#copy-link")?;
    assert_eq!(page.copied()?, address);
    page.expect_text("#toast", "Link copied")?;
    page.expect_text("#copy-link", "Copied")?;
    page.expect("[role=status] #toast")?;

    let all = estimates(link);
    for (button, text) in [
        ("#copy-markdown", export::markdown(&all, &address)),
        ("#copy-text", export::plain_text(&all, &address)),
        ("#copy-cells", export::cells(&all, '\t')),
    ] {
        choose_action(&page, "#copy-as", button)?;
        assert_eq!(page.copied()?, text, "{button}");
        page.expect_whole_text("#toast", "Copied.")?;
    }

    // What is typed from now on is in the next copy.
    page.type_into("images", "10")?;
    page.expect_figure("cost-month", "0.5318")?;
    choose_action(&page, "#copy-as", "#copy-cells")?;
    let copied = page.copied()?;
    assert!(copied.contains("\t0.5318\n"), "{copied}");
    Ok(())
}

fn a_refused_clipboard_leaves_the_text_selected(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    for is_missing in [true, false] {
        if is_missing {
            page.remove_clipboard()?;
        } else {
            page.refuse_clipboard()?;
        }
        page.click("#copy-link")?;
        page.expect_text("[role=status] #by-hand-hint", "copy it with your keyboard")?;
        page.expect_script(
            "(a => a.id === 'by-hand' && a.value.slice(a.selectionStart, a.selectionEnd))(document.activeElement)",
            site.address(START),
        )?;
        page.script("document.activeElement.blur()")?;
    }
    page.watch_clipboard()?;
    page.click("#copy-link")?;
    page.expect_text("#toast", "Link copied")?;
    page.expect_hidden("#by-hand")
}

fn the_share_sheet_gets_the_link_where_there_is_one(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, START)?;
    page.script(
        "Object.defineProperty(navigator, 'share', { configurable: true, writable: true, \
           value: async data => { window.shared = data } })",
    )?;
    release(&site, &page)?;
    page.expect_visible("#share")?;
    page.click("#share")?;
    page.expect_script("window.shared?.url", site.address(START))?;
    page.script("navigator.share = async () => { throw new DOMException('', 'NotAllowedError') }")?;
    page.click("#share")?;
    page.expect_text("#toast", "Copy the link instead")
}

/// Gives an exported file to the field that opens it.
pub fn open_json(page: &Page, text: &str) -> Result<()> {
    page.give_files("#open-json", &[("a.json", "application/json", text.as_bytes())])
}

fn files_are_saved_exact_and_open_again(browser: &Browser) -> Result<()> {
    let link = "#v=1&rates=2026-06-05&refs=3*1280x720&cached=33.33&b.rates=2026-06-05&b.q=low";
    let (site, page) = browser.open(link)?;
    page.watch_downloads()?;
    choose_action(&page, "#save-menu", "#save-csv")?;
    let csv = page.saved("gpt-image-cost.csv")?;
    // The byte-order mark goes when a file is read as text.
    assert_eq!(csv.trim_start_matches('\u{feff}'), export::csv(&estimates(link)).trim_start_matches('\u{feff}'));
    assert!(csv.contains("cost-month,Monthly cost,USD,69.62225,6.38\r\n"), "{csv}");
    choose_action(&page, "#save-menu", "#save-json")?;
    let file = page.saved("gpt-image-cost.json")?;
    let parsed: Value = serde_json::from_str(&file).with_context(|| file.clone())?;
    assert_eq!(parsed["calculations"][0]["costs"]["cost-month"], "69.62225");

    page.open_in_new_tab(&site.address("#v=1&rates=2026-06-05&images=7"))?;
    page.expect_figure("cost-month", "0.37226")?;
    open_json(&page, &file)?;
    page.expect_figure("cost-month", "69.62225")?;
    page.expect_figure("compare-month-b", "6.38")?;
    page.expect_address(&site.address(link))
}

fn a_file_that_is_not_right_is_refused_by_path(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    open_json(&page, r#"{"gpt-image-cost":1,"scenarios":[{},{"refs":["1024"]}]}"#)?;
    page.expect_text("#file-issues", "$.scenarios[1].refs[0]:")?;
    // Nothing was opened.
    page.expect_address(&site.address(START))?;
    open_json(&page, r#"{"gpt-image-cost":1,"scenarios":[{"rates":"2026-06-05","images":"20"}]}"#)?;
    page.expect_figure("cost-month", "1.0636")?;
    page.expect_hidden("#file-issues .notice")
}

fn a_dropped_file_opens(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    let file = br#"{"gpt-image-cost":1,"scenarios":[{"rates":"2026-06-05","images":20}]}"#;
    page.give_files("#calculator", &[("a.json", "application/json", file)])?;
    page.expect_figure("cost-month", "1.0636")?;
    // An image is none, and the page says so.
    page.give_files("#calculator", &[("shoe.png", "image/png", &PNG)])?;
    page.expect_visible("#file-issues .notice")?;
    page.click("#file-issues button")?;
    page.expect_hidden("#file-issues .notice")
}

/// Whether the page leaves an event of a drag to the browser.
const LEAVES: &str = "((data, kind, css) => {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
    if (!event.dataTransfer) Object.defineProperty(event, 'dataTransfer', { value: data });
    return document.querySelector(css).dispatchEvent(event);
})";

fn dragged_text_is_left_to_the_browser(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#references")?;
    for css in ["#images", "#refs"] {
        for kind in ["dragover", "drop"] {
            for (add, is_left) in
                [("setData('text/plain', '20')", true), ("items.add(new File(['20'], 'a.txt'))", false)]
            {
                let data = format!("(data => (data.{add}, data))(new DataTransfer())");
                page.expect_script(&format!("{LEAVES}({data}, '{kind}', '{css}')"), is_left)?;
            }
        }
    }
    page.expect_text("#reference-notes", "a.txt")
}

fn a_menu_closes_on_escape_and_on_a_click_outside(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#copy-as")?;
    page.press(Key::Escape)?;
    page.expect("#copy-as:not([open])")?;
    page.expect_focus("#copy-as > summary")?;
    page.unfold("#copy-as")?;
    page.click("#receipt-title")?;
    page.expect("#copy-as:not([open])")
}

/// The last scenario that could be read is not what is on the screen.
fn while_an_entry_is_refused_nothing_is_copied_saved_or_compared(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.expect("#copy-link:enabled")?;
    page.type_into("images", "many")?;
    page.expect("#copy-link:disabled")?;
    for action in ["#copy-markdown", "#copy-text", "#copy-cells", "#save-csv", "#save-json", "#save-here", "#save"] {
        page.expect(&format!("{action}:disabled"))?;
    }
    page.expect("#compare-add[aria-disabled=true]:not([href])")?;
    page.let_settle()?;
    page.expect_address(&site.address(START))?;
    page.type_into("images", "20")?;
    page.expect("#copy-link:enabled")?;
    page.expect("#compare-add[href]:not([aria-disabled=true])")
}
