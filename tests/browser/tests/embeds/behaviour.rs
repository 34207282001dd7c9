//! What the calculator does wherever it is pasted.

use anyhow::Result;
use browser_tests::{Browser, Engine, Page};

use crate::host::{Host, Place};

type Behaviour = (&'static str, fn(&Browser, &Host, &Place) -> Result<()>);

pub const ALL: [Behaviour; 4] = [
    ("it_loads_from_its_own_origin_and_calculates_what_is_typed", calculates),
    ("it_is_as_high_as_what_is_in_it", fits),
    ("it_follows_the_dark_switch_of_the_site", follows_the_switch),
    ("it_is_there_too_after_following_a_link", arrives_by_link),
];

/// Five references are 5 × 1024 tokens at USD 8 a million, the text 100 at 5, the image 7024 at 30: USD 0.25218 each,
/// 5000 times.
const MONTH: &str = "1260.9";

/// The first thing in the calculator that opens and closes. WebKit does not scroll the page around a frame to it, so that
/// it is not clicked with the mouse.
const PRESS_FOLD: &str = "document.querySelector('details > summary').click()";

fn calculates(browser: &Browser, host: &Host, place: &Place) -> Result<()> {
    let page = open(browser, host, place)?;
    // What stands after it is a heading.
    page.expect_script("[...document.querySelectorAll('h2')].some(h2 => h2.innerText.startsWith('Afterwards'))", true)?;
    page.in_embed(|| {
        let frame = host.site()?.calculator.address("embed/");
        page.expect_script(&format!("location.href.startsWith('{frame}')"), true)?;
        page.expect_figure("cost-month", MONTH)?;
        // 2000 × USD 0.25218
        page.type_into("images", "2000")?;
        page.expect_figure("cost-month", "504.36")
    })?;
    if browser.engine() == Engine::Chromium {
        let mut console = page.console()?;
        console.retain(|line| line.starts_with("\"SEVERE\"") && !line.contains("/favicon.ico"));
        assert!(console.is_empty(), "{console:#?}");
    }
    Ok(())
}

fn fits(browser: &Browser, host: &Host, place: &Place) -> Result<()> {
    let page = open(browser, host, place)?;
    page.in_embed(|| {
        expect_fit(&page, "true")?;
        let folded = page.script_now("return innerHeight")?;
        page.script(PRESS_FOLD)?;
        expect_fit(&page, &format!("innerHeight > {folded}"))?;
        page.script(PRESS_FOLD)?;
        expect_fit(&page, &format!("innerHeight === {folded}"))
    })
}

fn follows_the_switch(browser: &Browser, host: &Host, place: &Place) -> Result<()> {
    let page = open(browser, host, place)?;
    // All places of a site share what it remembers.
    page.script("localStorage.clear()")?;
    page.open_unready(&host.site()?.site.address(place.page))?;
    expect_theme(&page, "light")?;
    for control in host.to_dark {
        page.click(control)?;
    }
    expect_theme(&page, "dark")?;
    // The site remembers the choice.
    page.open_unready(&host.site()?.site.address(place.page))?;
    expect_theme(&page, "dark")?;
    for control in host.to_light {
        page.click(control)?;
    }
    expect_theme(&page, "light")
}

fn arrives_by_link(browser: &Browser, host: &Host, place: &Place) -> Result<()> {
    let page = browser.page()?;
    page.open_unready(&host.site()?.site.address(""))?;
    page.script("window.stays = true")?;
    // Once more after going back: by then the script has long been there.
    for _ in 0..2 {
        follow_link(&page, place)?;
        page.in_embed(|| page.expect_figure("cost-month", MONTH))?;
        // Whether the document stays.
        page.expect_script("window.stays === true", host.routes_itself)?;
        page.back()?;
    }
    Ok(())
}

/// Opens the page without waiting for anything on it.
fn open(browser: &Browser, host: &Host, place: &Place) -> Result<Page> {
    let page = browser.page()?;
    page.open_unready(&host.site()?.site.address(place.page))?;
    Ok(page)
}

fn follow_link(page: &Page, place: &Place) -> Result<()> {
    let name = place.page.trim_end_matches(".html").trim_end_matches('/');
    let link = [":is(main, [role=main]) a[href*=\"", name, "\"]:not([href*=\"#\"], [href*=\"", name, "-\"])"].concat();
    // A click before a page has loaded replaces it: going back would then leave the site.
    page.expect_script("document.readyState", "complete")?;
    page.click(&link)
}

fn expect_theme(page: &Page, theme: &str) -> Result<()> {
    page.in_embed(|| page.expect(&format!("html[data-theme={theme}]")))
}

/// Inside the frame: it is as large as what is in it, with nothing to scroll, and this is true of its height.
fn expect_fit(page: &Page, condition: &str) -> Result<()> {
    page.expect_script(
        &format!(
            "(({{ scrollWidth, scrollHeight }}) => [scrollWidth - innerWidth, scrollHeight - innerHeight, {condition}])(document.documentElement)"
        ),
        serde_json::json!([0, 0, true]),
    )
}
