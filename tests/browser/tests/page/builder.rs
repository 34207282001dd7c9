//! The builder of embeds: the text for each kind of page, entries that cannot be read, copying, and the preview.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, Site, SitePlan, tests};
use gpt_image_cost_core::{
    DEFAULT_HEIGHT, EmbedRates, RATE_HISTORY, Snippet, SnippetFormat, Theme, View, scenario::permalink,
};
use serde_json::Value;

use crate::access::expect_nothing_reaches_out;
use crate::expected::{START, month};
use crate::start::{open_early, release};

pub const TESTS: &[NamedTest] = tests![
    the_text_is_copied_or_selected_where_that_is_refused,
    the_preview_is_the_embed_itself_and_follows_the_page,
    nothing_is_loaded_while_the_builder_is_closed,
    what_was_entered_before_the_page_was_ready_is_kept,
    an_open_builder_fits_into_320_pixels,
    an_address_that_cannot_be_read_stays_and_a_sentence_says_what_to_enter,
    a_height_that_cannot_be_read_stays_and_a_sentence_says_what_to_enter,
];

pub const LOGIC: &[NamedTest] =
    tests![the_text_follows_every_choice_and_the_link_of_the_page, there_is_a_text_for_each_kind_of_page,];

/// The page with its builder unfolded.
fn open(browser: &Browser) -> Result<(Site, Page)> {
    let (site, page) = browser.open(START)?;
    page.unfold("#embed")?;
    Ok((site, page))
}

/// What the builder makes of a page where nothing was chosen.
fn default_snippet(site: &Site) -> Snippet {
    Snippet {
        site: site.address(""),
        link: START.trim_start_matches('#').to_owned(),
        view: View::Calculator,
        theme: Theme::Auto,
        rates: EmbedRates::Latest,
        height: DEFAULT_HEIGHT,
    }
}

fn expect_snippet(page: &Page, snippet: &Snippet, format: SnippetFormat) -> Result<()> {
    page.expect_value("embed-snippet", &snippet.text(format))
}

fn there_is_a_text_for_each_kind_of_page(browser: &Browser) -> Result<()> {
    let site = Site::start_with(SitePlan { folder: "/some/folder".to_owned(), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open(&site.address(&format!("index.html?utm_source=a/b{START}")))?;
    page.unfold("#embed")?;
    page.expect_value("embed-site", &site.address(""))?;
    expect_snippet(&page, &default_snippet(&site), SnippetFormat::Html)?;
    for format in SnippetFormat::ALL {
        page.choose("embed-format", format.as_str())?;
        expect_snippet(&page, &default_snippet(&site), format)?;
        page.expect_whole_text("#embed-format-hint", format.hint())?;
    }
    Ok(())
}

fn the_text_follows_every_choice_and_the_link_of_the_page(browser: &Browser) -> Result<()> {
    let (site, page) = open(browser)?;
    let mut wanted = default_snippet(&site);
    let check = |wanted: &Snippet| expect_snippet(&page, wanted, SnippetFormat::Html);
    check(&wanted)?;
    for view in [View::Both, View::Rates] {
        page.choose("embed-view", view.as_str())?;
        wanted.view = view;
        check(&wanted)?;
    }
    for theme in [Theme::Light, Theme::Dark] {
        page.choose("embed-theme", theme.as_str())?;
        wanted.theme = theme;
        check(&wanted)?;
    }
    page.choose("embed-rates", "pinned")?;
    wanted.rates = EmbedRates::Pinned;
    check(&wanted)?;
    page.type_into("embed-height", "1,200")?;
    wanted.height = 1_200;
    check(&wanted)?;
    page.type_into("embed-site", "https://costs.example/a")?;
    "https://costs.example/a/".clone_into(&mut wanted.site);
    check(&wanted)?;

    page.type_into("images", "20")?;
    wanted.link.push_str("&images=20");
    check(&wanted)?;
    let opened = "v=1&rates=2026-06-04&q=high&b.rates=2026-06-05";
    page.script(&format!("location.hash = '{opened}'"))?;
    wanted.link = permalink::serialize(&permalink::parse(opened, &RATE_HISTORY).comparison);
    assert!(wanted.link.contains("&q=high") && wanted.link.contains("&b.rates="), "{}", wanted.link);
    check(&wanted)?;
    page.expect_script("document.querySelector('#embed-rates [value=pinned]').textContent", "Pinned to 2026-06-04")?;
    page.choose("embed-rates", "latest")?;
    wanted.rates = EmbedRates::Latest;
    check(&wanted)?;
    // What was typed stays.
    page.expect_value("embed-site", "https://costs.example/a")?;
    page.expect_value("embed-height", "1,200")
}

fn an_address_that_cannot_be_read_stays_and_a_sentence_says_what_to_enter(browser: &Browser) -> Result<()> {
    let (site, page) = open(browser)?;
    let description = page.description_now("embed-site")?;
    for wrong in ["example.org/costs", "ftp://example.org/", "https://example.org/\"><b>", ""] {
        // At once, because an address that is being typed can be read for a moment.
        page.paste_into("embed-site", wrong)?;
        page.expect_description("embed-site", "for example https://example.org/costs/")?;
        page.expect_description("embed-site", "the code above keeps the last valid address")?;
        page.expect_value("embed-site", wrong)?;
        page.expect_attribute("#embed-site", "aria-invalid", "true")?;
        expect_snippet(&page, &default_snippet(&site), SnippetFormat::Html)?;
    }
    // Everything else goes on meanwhile.
    page.choose("embed-view", "both")?;
    expect_snippet(&page, &Snippet { view: View::Both, ..default_snippet(&site) }, SnippetFormat::Html)?;
    page.paste_into("embed-site", "https://example.org/costs/index.html#v=1")?;
    let address = "https://example.org/costs/".to_owned();
    let wanted = Snippet { view: View::Both, site: address, ..default_snippet(&site) };
    expect_snippet(&page, &wanted, SnippetFormat::Html)?;
    // The sentence goes with its cause.
    page.expect_whole_description("embed-site", &description)?;
    page.expect_attribute("#embed-site", "aria-invalid", None)
}

fn a_height_that_cannot_be_read_stays_and_a_sentence_says_what_to_enter(browser: &Browser) -> Result<()> {
    let (site, page) = open(browser)?;
    page.choose("embed-format", "iframe")?;
    for wrong in ["99", "10001", "tall", "50%"] {
        page.paste_into("embed-height", wrong)?;
        page.expect_description("embed-height", "a whole number from 100 to 10,000, for example 600")?;
        page.expect_value("embed-height", wrong)?;
        page.expect_attribute("#embed-height", "aria-invalid", "true")?;
        expect_snippet(&page, &default_snippet(&site), SnippetFormat::Iframe)?;
    }
    for (right, height) in [("100", 100), ("", DEFAULT_HEIGHT)] {
        page.type_into("embed-height", right)?;
        expect_snippet(&page, &Snippet { height, ..default_snippet(&site) }, SnippetFormat::Iframe)?;
        page.expect_attribute("#embed-height", "aria-invalid", None)?;
        page.expect_whole_description("embed-height", "")?;
    }
    Ok(())
}

fn the_text_is_copied_or_selected_where_that_is_refused(browser: &Browser) -> Result<()> {
    let (site, page) = open(browser)?;
    page.watch_clipboard()?;
    for format in [SnippetFormat::Html, SnippetFormat::Rst] {
        page.choose("embed-format", format.as_str())?;
        page.click("#embed-copy")?;
        assert_eq!(page.copied()?, default_snippet(&site).text(format));
        page.expect_text("#toast", "Copied.")?;
    }
    page.choose("embed-view", "both")?;
    page.remove_clipboard()?;
    page.click("#embed-copy")?;
    page.expect_text("#by-hand-hint", "copy it with your keyboard")?;
    let wanted = Snippet { view: View::Both, ..default_snippet(&site) };
    page.expect_script(
        "(e => e.value?.slice(e.selectionStart, e.selectionEnd))(document.activeElement)",
        wanted.text(SnippetFormat::Rst),
    )
}

/// The frame of the preview as a JavaScript expression over its document, which is called `frame`. The preview is scrolled
/// into sight first, because it loads only there.
fn in_preview(expression: &str) -> String {
    format!(
        "(() => {{ const preview = document.getElementById('embed-preview'); \
           preview?.scrollIntoView({{ behavior: 'instant' }}); \
           const frame = preview?.shadowRoot?.querySelector('iframe')?.contentDocument; \
           return frame?.documentElement?.hasAttribute('data-ready') ? {expression} : null }})()"
    )
}

pub fn expect_in_preview(page: &Page, expression: &str, value: impl Into<Value>) -> Result<()> {
    page.expect_script(&in_preview(expression), value)
}

/// The preview has this month.
fn expect_preview(page: &Page, month: &str) -> Result<()> {
    expect_in_preview(page, "frame.querySelector('data#cost-month')?.getAttribute('value')", month)
}

fn the_preview_is_the_embed_itself_and_follows_the_page(browser: &Browser) -> Result<()> {
    let (site, page) = open(browser)?;
    // Somebody else's address is for the text; the preview is this page's.
    page.type_into("embed-site", "https://costs.example/")?;
    expect_preview(&page, &month(""))?;
    expect_in_preview(&page, &format!("frame.location.href.startsWith('{}')", site.address("embed/")), true)?;

    expect_in_preview(&page, "frame.isSame = true", true)?;
    page.type_into("images", "2000")?;
    page.expect_figure("cost-month", "106.36")?;
    expect_preview(&page, &month("images=2000"))?;
    for theme in ["dark", "light"] {
        page.choose("embed-theme", theme)?;
        expect_in_preview(&page, "frame.documentElement.dataset.theme", theme)?;
    }
    page.choose("embed-rates", "pinned")?;
    expect_in_preview(&page, "frame.location.hash", "#v=1&rates=2026-06-05&images=2000")?;
    expect_in_preview(&page, "frame.getElementById('pinned').hidden", false)?;
    // The frame was not loaded anew for any of this.
    expect_in_preview(&page, "frame.isSame", true)?;

    page.choose("embed-view", "rates")?;
    expect_in_preview(&page, "frame.documentElement.dataset.view", "rates")
}

fn nothing_is_loaded_while_the_builder_is_closed(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.let_settle()?;
    let asked = || site.requests_now().iter().any(|path| path.contains("/embed"));
    assert!(!asked(), "{:?}", site.requests_now());
    page.expect_absent("#embed-preview")?;
    page.unfold("#embed")?;
    page.expect("#embed-preview")?;
    site.expect_requests("/embed.js", 1)?;
    page.click("#embed > summary")?;
    page.expect_absent("#embed-preview")?;
    // And again.
    page.unfold("#embed")?;
    expect_preview(&page, &month(""))
}

fn what_was_entered_before_the_page_was_ready_is_kept(browser: &Browser) -> Result<()> {
    let (site, page) = open_early(browser, START)?;
    page.unfold("#embed")?;
    page.choose("embed-format", "rst")?;
    page.choose("embed-theme", "dark")?;
    page.type_into("embed-site", "https://costs.example/")?;
    page.type_into("embed-height", "700")?;
    page.choose("theme", "dark")?;
    page.unfold("#saved")?;
    page.type_into("save-name", "Early")?;
    page.type_into("day", "2026-05-01")?;
    release(&site, &page)?;
    let address = "https://costs.example/".to_owned();
    let wanted = Snippet { site: address, height: 700, theme: Theme::Dark, ..default_snippet(&site) };
    expect_snippet(&page, &wanted, SnippetFormat::Rst)?;
    page.expect_value("embed-site", "https://costs.example/")?;
    page.expect_value("embed-format", "rst")?;
    page.expect("html[data-theme=dark]")?;
    page.expect_value("save-name", "Early")?;
    page.expect_text(".rates-on-day .record", "2026-05-01")?;
    page.expect("#embed-preview")
}

fn an_open_builder_fits_into_320_pixels(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    page.open_in_frame(&site, START, 320)?;
    page.script("document.getElementById('embed').open = true")?;
    expect_preview(&page, &month(""))?;
    expect_nothing_reaches_out(&page, "#embed")
}
