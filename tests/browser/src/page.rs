//! A tab of a browser: opening addresses, going into frames, and the one way in which everything else waits.

mod actions;
mod capture;
mod expectations;
mod stubs;

use std::{
    cell::Cell,
    rc::Rc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use fantoccini::{
    Client, Locator,
    elements::{Element, ElementRef},
    error::CmdError,
};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{Engine, Site, wait};

/// How long anything may take. A test that passes never waits that long, and a busy machine is no failure.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// What a page still lacks until it can be used, in words; empty when it lacks nothing.
const UNREADY: &str = "
    const lacks = [];
    if (document.readyState !== 'complete') lacks.push(`the document is ${document.readyState}`);
    if (!document.documentElement.hasAttribute('data-ready')) lacks.push('no html[data-ready]');
    for (const link of document.querySelectorAll('link[rel~=stylesheet]')) if (!link.sheet) lacks.push(link.href);
    return lacks.join(', ');";

/// A tab, or the frame in it that was entered last.
#[derive(Clone)]
pub struct Page {
    client: Client,
    engine: Engine,
    /// Whether the tab has something emulated; it then ends with the test.
    emulates: Rc<Cell<bool>>,
}

impl Page {
    pub(crate) fn new(client: Client, engine: Engine, emulates: Rc<Cell<bool>>) -> Self {
        Self { client, engine, emulates }
    }

    /// Opens the address and waits until the page can be used: loaded, styled and interactive (`html[data-ready]`).
    pub fn open(&self, address: &str) -> Result<()> {
        self.open_unready(address)?;
        self.wait_until_ready()
    }

    /// Opens the address and goes on as soon as the page can be read.
    pub fn open_unready(&self, address: &str) -> Result<()> {
        ask(self.client.goto(address)).with_context(|| format!("cannot open {address}"))
    }

    pub fn wait_until_ready(&self) -> Result<()> {
        wait_until("the page to be ready", || {
            let lacks = self.script_now(UNREADY)?;
            Ok(if lacks == "" { Ok(()) } else { Err(lacks.to_string()) })
        })
    }

    /// Loads the page anew.
    pub fn reload(&self) -> Result<()> {
        self.reload_unready()?;
        self.wait_until_ready()
    }

    /// Loads the page anew, and goes on as soon as it can be read.
    pub fn reload_unready(&self) -> Result<()> {
        if self.engine == Engine::Firefox {
            // Its driver would go past the service worker, as a reader does with the shift key.
            let before = self.script_now("return performance.timeOrigin")?;
            self.script("location.reload()")?;
            return self.expect_script(&format!("performance.timeOrigin !== {before}"), true);
        }
        ask(self.client.refresh()).context("cannot reload")
    }

    /// Goes back to another document. The driver waits for it: that of WebKit never answers what is asked while it comes.
    pub fn back(&self) -> Result<()> {
        ask(self.client.back()).context("cannot go back")
    }

    /// Opens the address in a second tab of the same browser; later verbs speak of that one.
    pub fn open_in_new_tab(&self, address: &str) -> Result<()> {
        self.open_unready_in_new_tab(address)?;
        self.wait_until_ready()
    }

    /// The same, and goes on as soon as the page can be read.
    pub fn open_unready_in_new_tab(&self, address: &str) -> Result<()> {
        // A further tab of WebKit stays in the background and draws nothing; a further window does not.
        let tab = ask(self.client.new_window(self.engine != Engine::WebKit))?;
        ask(self.client.switch_to_window(tab.handle))?;
        if self.engine == Engine::Chromium {
            self.devtools("Page.bringToFront", &json!({}))?;
        }
        self.open_unready(address)
    }

    /// Closes the other tabs of the browser.
    pub fn close_other_tabs(&self) -> Result<()> {
        let own = ask(self.client.window())?;
        for tab in ask(self.client.windows())?.into_iter().filter(|tab| *tab != own) {
            ask(self.client.switch_to_window(tab))?;
            ask(self.client.close_window())?;
        }
        ask(self.client.switch_to_window(own))
    }

    /// Opens the page in a frame of this many CSS pixels, because not every browser has windows that narrow.
    pub fn open_in_frame(&self, site: &Site, rest: &str, width: u32) -> Result<()> {
        let target = site.address(rest).replace('&', "&amp;");
        let host = site.add_page(
            &format!("/-/frame-{width}.html"),
            &format!(
                "<!doctype html><title>Host</title><style>iframe {{ width: {width}px; height: 900px; border: 0 }}</style>\
                 <iframe src=\"{target}\"></iframe>"
            ),
        );
        self.open_unready(&host)?;
        self.enter_frame("iframe")?;
        self.wait_until_ready()
    }

    /// Goes into the frame of the page's first embed, as soon as there is one; later verbs speak of what is in it.
    pub fn enter_embed_unready(&self) -> Result<()> {
        let host = self.find("gpt-image-cost")?;
        self.scroll_to(&host)?;
        wait_until("the embed's frame", || {
            let frame =
                self.element_now("document.querySelector('gpt-image-cost')?.shadowRoot?.querySelector('iframe')")?;
            let Some(frame) = frame else { return Ok(Err("none".to_owned())) };
            Ok(Ok(ask(frame.enter_frame())?))
        })
    }

    /// Goes into a frame that is in the page itself.
    pub fn enter_frame(&self, css: &str) -> Result<()> {
        ask(self.find(css)?.enter_frame()).with_context(|| format!("{css} is no frame"))
    }

    /// Goes back to the page around the frame.
    pub fn leave_frame(&self) -> Result<()> {
        ask(self.client.enter_parent_frame())
    }

    /// Does something in the first embed once it is ready, and comes back in any case.
    pub fn in_embed<T>(&self, action: impl FnOnce() -> Result<T>) -> Result<T> {
        let result = self.enter_embed_unready().and_then(|()| self.wait_until_ready()).and_then(|()| action());
        self.leave_frame()?;
        result
    }

    /// Waits until the browser has drawn two frames with the fonts that it was asked for, so that everything has its place.
    pub fn wait_for_layout(&self) -> Result<()> {
        let drawn = "const done = arguments[0]; \
                     const frames = new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))); \
                     Promise.all([frames, document.fonts.ready]).then(() => done(true)); setTimeout(done, 3000, false)";
        ask(self.client.execute_async(drawn, vec![])).context("the page is not drawn").map(drop)
    }

    /// Gives everything under way half a second to arrive: only for checks that something does not happen.
    pub fn let_settle(&self) -> Result<()> {
        ask(self.client.execute_async("setTimeout(arguments[0], 500)", vec![])).map(drop)
    }

    /// The first element that matches, once there is one.
    fn find(&self, css: &str) -> Result<Element> {
        wait_until(css, || Ok(Ok(self.find_now(css)?)))
    }

    fn find_now(&self, css: &str) -> Result<Element> {
        ask(self.client.find(Locator::Css(css))).with_context(|| format!("there is no {css}"))
    }

    /// The element that the expression gives.
    fn element_now(&self, expression: &str) -> Result<Option<Element>> {
        let element = ask(self.client.execute(&format!("return {expression}"), vec![]))?;
        let id = element.as_object().and_then(|element| element.values().next()?.as_str());
        Ok(id.map(|id| Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()))))
    }

    fn execute(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        ask(self.client.execute(script, arguments)).with_context(|| format!("script failed: {script}"))
    }
}

/// Asks again and again until `state` gives `Ok`; what it gives otherwise is what is now.
pub fn wait_until<T>(what: &str, state: impl Fn() -> Result<Result<T, String>>) -> Result<T> {
    let start = Instant::now();
    loop {
        // An element can go away between finding and asking it: that is "not yet".
        let now = match state() {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(now)) => now,
            Err(error) => format!("{error:#}"),
        };
        let elapsed = start.elapsed();
        if elapsed > PATIENCE {
            bail!("waited {PATIENCE:?} for {what}; now: {now}");
        }
        // Each question costs the browser time, so they grow rarer.
        thread::sleep((elapsed / 4).clamp(Duration::from_millis(10), Duration::from_millis(100)));
    }
}

/// One command's answer; a driver that hangs is a failure, not a standstill.
pub(crate) fn ask<T>(command: impl Future<Output = Result<T, CmdError>>) -> Result<T> {
    let answer = wait(async { timeout(2 * PATIENCE, command).await });
    Ok(answer.context("the driver does not answer")??)
}
