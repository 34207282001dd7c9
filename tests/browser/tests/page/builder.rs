//! The builder of embeds: the texts it gives, what it says of what cannot be read, copying, and the real thing below.

use anyhow::Result;
use browser_tests::{Page, Scheme, Site, SitePlan, Start, Visit};
use gpt_image_cost::domain::snippet::{Embed, Format, HEIGHT, Rates, Theme, View};
use serde_json::{Value, json};

use crate::access::{assert_nothing_reaches_out, axe};
use crate::figures::Test;
use crate::scenarios::{START, near, wait_for_script, wait_for_text, watch_clipboard};

pub const TESTS: &[Test] = &[
    ("the_builder_has_a_text_for_each_kind_of_page", each_format),
    ("the_builder_s_text_follows_every_choice_and_the_page_s_link", follows),
    ("the_builder_keeps_an_address_that_it_cannot_read_and_says_what_to_enter", wrong_address),
    ("the_builder_keeps_a_height_that_it_cannot_read_and_says_what_to_enter", wrong_height),
    ("the_builder_copies_its_text_or_selects_it_where_that_is_refused", copies),
    ("the_builder_shows_the_real_thing_which_follows_the_page", preview),
    ("nothing_is_shown_while_the_builder_is_closed", closed),
    ("the_builder_keeps_what_was_entered_before_its_wasm_arrived", chosen_early),
    ("an_open_builder_fits_into_320_pixels", narrow),
];

pub const ADJUSTED_TESTS: &[Test] = &[
    ("axe_finds_nothing_about_the_builder_in_the_light", |visit| axe_finds_nothing(visit, Scheme::Light)),
    ("axe_finds_nothing_about_the_builder_in_the_dark", |visit| axe_finds_nothing(visit, Scheme::Dark)),
];

/// Opens a link and the builder.
fn open(page: &Page, site: &Site, fragment: &str) -> Result<()> {
    page.open(&site.address(fragment))?;
    near(page)?;
    page.click("#embed > summary")?;
    page.wait_for("#embed[open]")
}

/// What is wanted before anything was chosen.
fn usual(site: &Site) -> Embed {
    Embed {
        home: site.address(""),
        scenario: START.trim_start_matches('#').to_owned(),
        view: View::Calculator,
        theme: Theme::Auto,
        rates: Rates::Latest,
        height: HEIGHT,
    }
}

fn wait_for_snippet(page: &Page, embed: &Embed, format: Format) -> Result<()> {
    let expected = embed.text(format);
    page.wait_until(&format!("the text to be {expected}"), || {
        let now = page.value("embed-snippet")?;
        Ok((now == expected).then_some(()).ok_or(now))
    })
}

fn each_format(visit: &Visit) -> Result<()> {
    let site = Site::start_with(SitePlan { folder: "/some/folder".to_owned(), ..SitePlan::default() })?;
    let page = visit.page()?;
    open(&page, &site, &format!("index.html?utm_source=a/b{START}"))?;
    assert_eq!(page.value("embed-home")?, site.address(""));
    for format in Format::ALL {
        page.choose("embed-format", format.word())?;
        wait_for_snippet(&page, &usual(&site), format)?;
    }
    Ok(())
}

fn follows(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    let mut wanted = usual(&site);
    let check = |wanted: &Embed| wait_for_snippet(&page, wanted, Format::Html);
    check(&wanted)?;
    for view in [View::Both, View::Rates] {
        page.choose("embed-view", view.word())?;
        wanted.view = view;
        check(&wanted)?;
    }
    for theme in [Theme::Light, Theme::Dark] {
        page.choose("embed-theme", theme.word())?;
        wanted.theme = theme;
        check(&wanted)?;
    }
    page.choose("embed-rates", "pinned")?;
    wanted.rates = Rates::Pinned;
    check(&wanted)?;
    page.type_into("embed-height", "1,200")?;
    wanted.height = 1_200;
    check(&wanted)?;
    page.type_into("embed-home", "https://costs.example/a")?;
    "https://costs.example/a/".clone_into(&mut wanted.home);
    check(&wanted)?;

    page.type_into("images", "20")?;
    wanted.scenario.push_str("&images=20");
    check(&wanted)?;
    page.script("location.hash = 'v=1&rates=2026-06-04&q=high&b.rates=2026-06-05'")?;
    page.wait_until("the day in the form", || {
        let day = page.script("return document.querySelector('#embed-rates [value=pinned]').textContent")?;
        let link = page.script("return document.documentElement.dataset.link")?;
        Ok(offers_the_day(&link, &day))
    })?;
    let link = page.script("return document.documentElement.dataset.link")?;
    link.as_str().unwrap_or_default().clone_into(&mut wanted.scenario);
    assert!(wanted.scenario.contains("&q=high") && wanted.scenario.contains("&b.rates="), "{link}");
    check(&wanted)?;
    page.choose("embed-rates", "latest")?;
    wanted.rates = Rates::Latest;
    check(&wanted)?;
    assert!(!page.value("embed-snippet")?.contains("2026-06-"), "live rates name no day");
    assert_eq!(page.value("embed-home")?, "https://costs.example/a", "what was typed stays");
    assert_eq!(page.value("embed-height")?, "1,200", "what was typed stays");
    Ok(())
}

/// The day that the form offers is the one of the link.
fn offers_the_day(link: &Value, offered: &Value) -> std::result::Result<(), String> {
    let link = link.as_str().unwrap_or_default();
    let day = link.split('&').find_map(|key| key.strip_prefix("rates=")).unwrap_or("no day");
    let is_new = link.contains("q=high");
    let is_offered = offered.as_str().is_some_and(|offered| offered == format!("Pinned to those of {day}"));
    (is_new && is_offered).then_some(()).ok_or(format!("{offered} for {link}"))
}

fn wrong_address(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    let described_before = page.description("embed-home")?;
    for wrong in ["example.org/costs", "ftp://example.org/", "https://example.org/\"><b>", ""] {
        page.type_into("embed-home", wrong)?;
        wait_for_text(&page, "#embed-home-problem", "like https://example.org/costs/")?;
        assert_eq!(page.value("embed-home")?, wrong);
        assert_eq!(page.attribute("#embed-home", "aria-invalid")?.as_deref(), Some("true"));
        assert!(page.description("embed-home")?.contains("the address of this page"));
        wait_for_snippet(&page, &usual(&site), Format::Html)?;
    }
    // Everything else goes on meanwhile.
    page.choose("embed-view", "both")?;
    wait_for_snippet(&page, &Embed { view: View::Both, ..usual(&site) }, Format::Html)?;
    page.type_into("embed-home", "https://example.org/costs/index.html#v=1")?;
    let home = "https://example.org/costs/".to_owned();
    wait_for_snippet(&page, &Embed { view: View::Both, home, ..usual(&site) }, Format::Html)?;
    assert_eq!(page.description("embed-home")?, described_before, "the sentence goes with its cause");
    page.wait_for("#embed-home:not([aria-invalid])")
}

fn wrong_height(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    page.choose("embed-format", "iframe")?;
    for wrong in ["99", "10001", "tall", "50%"] {
        page.type_into("embed-height", wrong)?;
        wait_for_text(&page, "#embed-height-problem", "a whole number from 100 to 10,000, like 600")?;
        assert_eq!(page.value("embed-height")?, wrong);
        assert_eq!(page.attribute("#embed-height", "aria-invalid")?.as_deref(), Some("true"));
        wait_for_snippet(&page, &usual(&site), Format::Iframe)?;
    }
    page.type_into("embed-height", "100")?;
    wait_for_snippet(&page, &Embed { height: 100, ..usual(&site) }, Format::Iframe)?;
    page.wait_for("#embed-height:not([aria-invalid])")?;
    page.type_into("embed-height", "")?;
    wait_for_snippet(&page, &usual(&site), Format::Iframe)?;
    page.wait_for("#embed-height:not([aria-invalid])")
}

fn copies(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    watch_clipboard(&page)?;
    for format in [Format::Html, Format::Rst] {
        page.choose("embed-format", format.word())?;
        page.script("window.copied = null")?;
        page.click("#embed-copy")?;
        assert_eq!(wait_for_script(&page, "window.copied")?, json!(usual(&site).text(format)));
        wait_for_text(&page, "#embed .said", "Copied.")?;
        assert_eq!(page.attribute("#embed .said", "role")?.as_deref(), Some("status"));
    }
    // Once something else is chosen, what was copied is no longer what stands there.
    page.choose("embed-view", "both")?;
    page.wait_for("#embed .said:empty")?;

    page.script("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })")?;
    page.click("#embed-copy")?;
    wait_for_text(&page, "#embed .said", "copy it with your keyboard")?;
    let expected = json!(Embed { view: View::Both, ..usual(&site) }.text(Format::Rst));
    page.wait_until("the text to be selected", || {
        let selected = page.script(
            "const a = document.activeElement; return a.id == 'embed-snippet' ? a.value.slice(a.selectionStart, a.selectionEnd) : ''",
        )?;
        Ok((selected == expected).then_some(()).ok_or(selected.to_string()))
    })
}

/// What a script says of the frame in the preview, as `frame`. It is brought into sight, because it loads only there.
fn in_frame(page: &Page, body: &str) -> Result<Value> {
    page.script(&format!(
        "const preview = document.getElementById('embed-preview'); \
         preview?.scrollIntoView({{ behavior: 'instant' }}); \
         const frame = preview?.shadowRoot?.querySelector('iframe')?.contentDocument; \
         if (!frame) return null; {body}"
    ))
}

fn wait_in_frame(page: &Page, body: &str, expected: &Value) -> Result<()> {
    page.wait_until(&format!("{body} to give {expected}"), || {
        let now = in_frame(page, body)?;
        Ok((now == *expected).then_some(()).ok_or(now.to_string()))
    })
}

/// Waits for the frame's own figure.
fn wait_for_month(page: &Page, expected: &str) -> Result<()> {
    let month = "return frame.documentElement.hasAttribute('data-ready') && \
                 frame.querySelector('data#cost-month')?.getAttribute('value')";
    wait_in_frame(page, month, &json!(expected))
}

fn preview(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    open(&page, &site, START)?;
    // Somebody else's address is for the text; the preview is this page's.
    page.type_into("embed-home", "https://costs.example/")?;
    wait_for_month(&page, "53.18")?;
    let address = in_frame(&page, "return frame.location.href")?;
    assert!(address.as_str().is_some_and(|address| address.starts_with(&site.address("embed/"))), "{address}");

    in_frame(&page, "frame.same = true")?;
    page.type_into("images", "2000")?;
    page.wait_for_figure("cost-month", "106.36")?;
    wait_for_month(&page, "106.36")?;
    page.choose("embed-theme", "dark")?;
    wait_in_frame(&page, "return frame.documentElement.dataset.theme", &json!("dark"))?;
    page.choose("embed-theme", "light")?;
    wait_in_frame(&page, "return frame.documentElement.dataset.theme", &json!("light"))?;
    assert_eq!(in_frame(&page, "return frame.same === true")?, true, "the frame was loaded anew");
    page.choose("embed-rates", "pinned")?;
    wait_in_frame(&page, "return frame.location.hash", &json!("#v=1&rates=2026-06-05&images=2000"))?;
    wait_in_frame(&page, "return frame.getElementById('pinned').hidden", &json!(false))?;

    page.choose("embed-view", "rates")?;
    wait_in_frame(&page, "return frame.documentElement.dataset.view", &json!("rates"))?;
    // The embed has a policy of its own, which the site does not know.
    let in_embed = format!("\"document-uri\":\"{}\"", site.address("embed/"));
    let violations: Vec<_> = site.violations().into_iter().filter(|report| !report.contains(&in_embed)).collect();
    assert!(violations.is_empty(), "{violations:#?}");
    Ok(())
}

fn closed(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(START))?;
    near(&page)?;
    let asked = || site.requests().iter().any(|path| path.contains("/embed"));
    assert!(!asked(), "{:?}", site.requests());
    page.click("#embed > summary")?;
    page.wait_for("#embed-preview")?;
    page.wait_until("the element's script", || Ok(if asked() { Ok(()) } else { Err("not asked for".to_owned()) }))?;
    page.click("#embed > summary")?;
    page.wait_for(".preview:empty")?;
    // And again.
    page.click("#embed > summary")?;
    wait_for_month(&page, "53.18")
}

fn chosen_early(visit: &Visit) -> Result<()> {
    let site = Site::start_with(SitePlan { hold: Some("scenarios_bg.wasm"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open(&site.address(START))?;
    page.click("#embed > summary")?;
    page.choose("embed-format", "rst")?;
    page.type_into("embed-home", "https://costs.example/")?;
    page.type_into("embed-height", "700")?;
    assert!(!page.has("#scenarios[data-ready]"), "nothing was held back");
    site.release();
    near(&page)?;
    let home = "https://costs.example/".to_owned();
    wait_for_snippet(&page, &Embed { home, height: 700, ..usual(&site) }, Format::Rst)?;
    assert_eq!(page.value("embed-home")?, "https://costs.example/");
    page.wait_for("#embed-preview")
}

fn narrow(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open_in_frame(&site, START, 320)?;
    near(&page)?;
    page.script("document.getElementById('embed').open = true")?;
    wait_for_month(&page, "53.18")?;
    assert_nothing_reaches_out(&page, "#embed")?;
    Ok(())
}

/// With a problem under each field, a refused copy and the preview.
fn axe_finds_nothing(visit: &Visit, scheme: Scheme) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page_with(Start { scheme, ..Start::default() })?;
    open(&page, &site, START)?;
    page.type_into("embed-home", "x")?;
    page.type_into("embed-height", "x")?;
    page.script("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })")?;
    page.click("#embed-copy")?;
    wait_for_text(&page, "#embed .said", "keyboard")?;
    wait_for_month(&page, "53.18")?;
    assert_eq!(axe(&page)?, json!([]));
    Ok(())
}
