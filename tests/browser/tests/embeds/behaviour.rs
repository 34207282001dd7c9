//! What the calculator does wherever it is pasted.

use anyhow::Result;
use browser_tests::{Browser, Page, Visit};

use crate::host::{Host, Place};

type Behaviour = (&'static str, fn(&Visit, &Host, &Place) -> Result<()>);

pub const ALL: [Behaviour; 4] = [
    ("it_loads_from_its_own_origin_and_prices_what_is_typed", prices),
    ("it_is_as_high_as_what_is_in_it", fits),
    ("it_follows_the_dark_switch_of_the_site", follows_the_switch),
    ("it_is_there_too_for_who_follows_a_link", arrives_by_link),
];

/// Five references are 5 × 1024 tokens at USD 8 a million, the text 100 at 5, the picture 7024 at 30: USD 0.25218 each,
/// 5000 times.
const MONTH: &str = "1260.9";

/// The first thing in the calculator that opens and closes. WebKit does not scroll the page around a frame to it, so that
/// it is not clicked with the mouse.
const DETAILS: &str = "details > summary";

fn prices(visit: &Visit, host: &Host, place: &Place) -> Result<()> {
    let page = opened(visit, host, place)?;
    let goes_on =
        page.script("return [...document.querySelectorAll('h2')].some(h2 => h2.innerText.startsWith('Afterwards'))")?;
    assert_eq!(goes_on, true, "what stands after it is a heading");
    page.enter_embed()?;
    let frame = host.site()?.calculator.address("embed/");
    let address = page.script("return location.href")?;
    assert!(address.as_str().is_some_and(|address| address.starts_with(&frame)), "{address} is not in {frame}");
    page.wait_for_figure("cost-month", MONTH)?;
    // 2000 × USD 0.25218
    page.type_into("images", "2000")?;
    page.wait_for_figure("cost-month", "504.36")?;
    page.leave_frame()?;
    if visit.browser() == Browser::Chromium {
        let mut console = page.console()?;
        console.retain(|line| line.starts_with("\"SEVERE\"") && !line.contains("/favicon.ico"));
        assert!(console.is_empty(), "{console:#?}");
    }
    Ok(())
}

fn fits(visit: &Visit, host: &Host, place: &Place) -> Result<()> {
    let page = opened(visit, host, place)?;
    page.enter_embed()?;
    wait_until_it_fits(&page, |_| true)?;
    let closed = height(&page)?;
    page.script(&format!("document.querySelector('{DETAILS}').click()"))?;
    wait_until_it_fits(&page, |now| now > closed)?;
    page.script(&format!("document.querySelector('{DETAILS}').click()"))?;
    wait_until_it_fits(&page, |now| now == closed)
}

fn follows_the_switch(visit: &Visit, host: &Host, place: &Place) -> Result<()> {
    let page = opened(visit, host, place)?;
    wait_for_theme(&page, "light")?;
    for control in host.to_dark {
        page.click(control)?;
    }
    wait_for_theme(&page, "dark")?;
    // The site remembers the choice.
    page.open_unready(&host.site()?.site.address(place.page))?;
    wait_for_theme(&page, "dark")?;
    for control in host.to_light {
        page.click(control)?;
    }
    wait_for_theme(&page, "light")
}

fn arrives_by_link(visit: &Visit, host: &Host, place: &Place) -> Result<()> {
    let page = visit.page()?;
    page.open_unready(&host.site()?.site.address(""))?;
    page.script("window.stays = true")?;
    // Once more after going back: by then the script has long been there.
    for _ in 0..2 {
        follow_link(&page, place)?;
        page.enter_embed()?;
        page.wait_for_figure("cost-month", MONTH)?;
        page.leave_frame()?;
        let stays = page.script("return window.stays === true")?;
        assert_eq!(stays, host.routes_itself, "whether the document stays");
        page.script("history.back()")?;
    }
    Ok(())
}

/// The page, with nothing of it looked at yet.
fn opened(visit: &Visit, host: &Host, place: &Place) -> Result<Page> {
    let address = host.site()?.site.address(place.page);
    let page = visit.page()?;
    page.open_unready(&address)?;
    Ok(page)
}

fn follow_link(page: &Page, place: &Place) -> Result<()> {
    let name = place.page.trim_end_matches(".html").trim_end_matches('/');
    let link = [":is(main, [role=main]) a[href*=\"", name, "\"]:not([href*=\"#\"], [href*=\"", name, "-\"])"].concat();
    // A click before a page has loaded replaces it: going back would then leave the site.
    page.wait_until("the page to have loaded", || {
        let state = page.script("return document.readyState")?;
        Ok((state == "complete").then_some(()).ok_or(state.to_string()))
    })?;
    page.wait_until("the link", || page.click(&link).map(Ok))
}

fn wait_for_theme(page: &Page, theme: &str) -> Result<()> {
    page.enter_embed()?;
    page.wait_for(&format!("html[data-theme={theme}]"))?;
    page.leave_frame()
}

/// Waits for a frame of a height that is right, with nothing in it to scroll.
fn wait_until_it_fits(page: &Page, right: impl Fn(i64) -> bool) -> Result<()> {
    page.wait_until("a frame as large as what is in it", || {
        let hidden = page.script(
            "const { scrollWidth, scrollHeight } = document.documentElement; \
             return [scrollWidth - innerWidth, scrollHeight - innerHeight]",
        )?;
        let height = height(page)?;
        let fits = hidden == serde_json::json!([0, 0]) && right(height);
        Ok(fits.then_some(()).ok_or(format!("{height} pixels high, hidden: {hidden}")))
    })
}

fn height(page: &Page) -> Result<i64> {
    Ok(page.script("return innerHeight")?.as_i64().unwrap_or_default())
}
