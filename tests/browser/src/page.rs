//! What a reader does with a page, as blocking verbs.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::{Element, ElementRef},
    error::CmdError,
    wd::WebDriverCompatibleCommand,
};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{Browser, Scheme, Site, wait};

/// How long a page may take for anything: generous, because a busy machine is no failure.
const PATIENCE: Duration = Duration::from_secs(30);

const SELECT_ALL: &str = "\u{e009}a\u{e000}";
const DELETE: &str = "\u{e017}";

/// A tab, or the frame in it that was last opened.
#[derive(Clone)]
pub struct Page {
    client: Client,
    browser: Browser,
}

impl Page {
    pub(crate) fn new(client: Client, browser: Browser) -> Self {
        Self { client, browser }
    }

    /// Opens the address and waits until the page is interactive (`html[data-ready]`).
    pub fn open(&self, address: &str) -> Result<()> {
        self.open_unready(address)?;
        self.wait_until_ready()
    }

    /// Opens the address and goes on as soon as the page can be read.
    pub fn open_unready(&self, address: &str) -> Result<()> {
        ask(self.client.goto(address)).with_context(|| format!("cannot open {address}"))
    }

    pub fn wait_until_ready(&self) -> Result<()> {
        self.wait_for("html[data-ready]")
    }

    /// The same browser shows the address in a second tab; later verbs speak of that one.
    pub fn open_in_new_tab(&self, address: &str) -> Result<()> {
        let tab = ask(self.client.new_window(true))?;
        ask(self.client.switch_to_window(tab.handle))?;
        self.open(address)
    }

    /// Opens the page in a frame of this many CSS pixels, because not every driver can narrow a window that far.
    pub fn open_in_frame(&self, site: &Site, fragment: &str, width: u32) -> Result<()> {
        let target = site.address(fragment).replace('&', "&amp;");
        let host = site.add_page(
            &format!("/-/frame-{width}.html"),
            &format!(
                "<!doctype html><title>Host</title><style>iframe {{ width: {width}px; height: 900px; border: 0 }}</style>\
                 <iframe src=\"{target}\"></iframe>"
            ),
        );
        self.open_unready(&host)?;
        let frame = self.find("iframe")?;
        ask(frame.enter_frame())?;
        self.wait_until_ready()
    }

    /// Goes into the frame of the page's first embed: later verbs speak of the calculator in it.
    pub fn enter_embed(&self) -> Result<()> {
        self.enter_embed_unready()?;
        self.wait_until_ready()
    }

    /// The same as soon as there is a frame.
    pub fn enter_embed_unready(&self) -> Result<()> {
        let host = self.wait_until("an embed", || self.find("gpt-image-cost").map(Ok))?;
        self.scroll_to(&host)?;
        let frame = self.wait_until("the embed's frame", || {
            let script = "return arguments[0].shadowRoot?.querySelector('iframe')";
            let frame = ask(self.client.execute(script, vec![serde_json::to_value(&host)?]))?;
            let id = frame.as_object().and_then(|frame| frame.values().next()?.as_str());
            Ok(id.map(|id| ElementRef::from(id.to_owned())).ok_or("none".to_owned()))
        })?;
        ask(Element::from_element_id(self.client.clone(), frame).enter_frame())
    }

    /// Goes into a frame that stands in the page itself.
    pub fn enter_frame(&self, css: &str) -> Result<()> {
        ask(self.find(css)?.enter_frame()).with_context(|| format!("{css} is no frame"))
    }

    /// Goes back to the page around the frame.
    pub fn leave_frame(&self) -> Result<()> {
        ask(self.client.enter_parent_frame())
    }

    /// Types into the control of this name as a reader would, in place of what it holds.
    pub fn type_into(&self, name: &str, text: &str) -> Result<()> {
        let control = self.control(name)?;
        self.click_element(&control)
            .and_then(|()| ask(control.send_keys(SELECT_ALL)))
            .and_then(|()| ask(control.send_keys(if text.is_empty() { DELETE } else { text })))
            .with_context(|| format!("cannot type {text:?} into {name}"))
    }

    /// Presses a key wherever the focus is.
    pub fn press(&self, key: char) -> Result<()> {
        let stroke = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        ask(self.client.perform_actions(stroke)).context("the key was not taken")
    }

    /// Chooses an option of a select, or the radio button of this value.
    pub fn choose(&self, name: &str, value: &str) -> Result<()> {
        let control = self.control(name)?;
        match ask(control.tag_name())?.as_str() {
            "select" => {
                self.scroll_to(&control)?;
                ask(control.select_by_value(value)).with_context(|| format!("cannot choose {value} in {name}"))
            }
            _ => self.click(&format!("[name=\"{name}\"][value=\"{value}\"]")),
        }
    }

    /// Ticks the box, or clears it.
    pub fn check(&self, name: &str, on: bool) -> Result<()> {
        let control = self.control(name)?;
        if ask(control.is_selected())? != on {
            self.click_element(&control)?;
        }
        Ok(())
    }

    pub fn click(&self, css: &str) -> Result<()> {
        let element = self.find(css)?;
        self.click_element(&element).with_context(|| format!("cannot click {css}"))
    }

    /// The exact value of the figure; none when it stands for something unreadable.
    pub fn figure(&self, id: &str) -> Result<Option<String>> {
        // WebKit's driver gives "" for an attribute that is absent.
        Ok(self.attribute(&format!("data#{id}"), "value")?.filter(|value| !value.is_empty()))
    }

    pub fn wait_for_figure(&self, id: &str, expected: &str) -> Result<()> {
        self.wait_until(&format!("{id} to be {expected}"), || {
            let now = self.figure(id)?;
            Ok((now.as_deref() == Some(expected)).then_some(()).ok_or(format!("{now:?}")))
        })
    }

    /// The text that the control of this name holds now.
    pub fn value(&self, name: &str) -> Result<String> {
        let control = self.control(name)?;
        ask(control.prop("value"))?.with_context(|| format!("{name} has no value"))
    }

    /// The text of the elements that describe the control of this name: its hint and its problem.
    pub fn description(&self, name: &str) -> Result<String> {
        let ids = ask(self.control(name)?.attr("aria-describedby"))?.unwrap_or_default();
        let texts: Result<Vec<_>> = ids.split_whitespace().map(|id| self.text(&format!("[id=\"{id}\"]"))).collect();
        Ok(texts?.join("\n"))
    }

    /// The text of the first element that matches, as far as it is visible.
    pub fn text(&self, css: &str) -> Result<String> {
        let element = self.find(css)?;
        if self.browser == Browser::WebKit {
            // Its driver stumbles over some elements.
            let text = ask(self.client.execute("return arguments[0].innerText", vec![serde_json::to_value(element)?]))?;
            return Ok(text.as_str().unwrap_or_default().to_owned());
        }
        ask(element.text())
    }

    pub fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        let element = self.find(css)?;
        ask(element.attr(name))
    }

    #[must_use]
    pub fn has(&self, css: &str) -> bool {
        self.find(css).is_ok()
    }

    pub fn wait_for(&self, css: &str) -> Result<()> {
        self.wait_until(css, || Ok(if self.has(css) { Ok(()) } else { Err("it is not there".to_owned()) }))
    }

    /// The address with its fragment, as in the browser's bar.
    pub fn address(&self) -> Result<String> {
        Ok(ask(self.client.current_url())?.to_string())
    }

    pub fn wait_for_address(&self, expected: &str) -> Result<()> {
        self.wait_until(&format!("the address to be {expected}"), || {
            let now = self.address()?;
            Ok((now == expected).then_some(()).ok_or(now))
        })
    }

    /// The HTML as it stands now.
    pub fn source(&self) -> Result<String> {
        ask(self.client.source())
    }

    /// What the body of a function returns, run in the page.
    pub fn script(&self, body: &str) -> Result<Value> {
        ask(self.client.execute(body, vec![])).with_context(|| format!("script failed: {body}"))
    }

    /// What the body of a function gives to the callback that is its last argument.
    pub fn script_with_callback(&self, body: &str) -> Result<Value> {
        ask(self.client.execute_async(body, vec![])).context("script failed")
    }

    /// The addresses of everything that the page has loaded since it was opened.
    pub fn loaded(&self) -> Result<Vec<String>> {
        let names = self.script("return performance.getEntriesByType('resource').map(entry => entry.name)")?;
        let names = names.as_array().context("no list of resources")?;
        Ok(names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Changes the colour scheme of a running Chromium; elsewhere it can only be chosen at the start.
    pub fn set_scheme(&self, scheme: Scheme) -> Result<()> {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let features = json!([{ "name": "prefers-color-scheme", "value": value }]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
        Ok(())
    }

    /// Sends a command of the DevTools protocol to Chromium.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        ensure!(self.browser == Browser::Chromium, "only Chromium has DevTools commands");
        let body = json!({ "cmd": command, "params": parameters });
        ask(self.client.issue_cmd(Vendor { path: "goog/cdp/execute", body }))
            .with_context(|| format!("{command} failed"))
    }

    /// What Chromium has written to its console since the last call.
    pub fn console(&self) -> Result<Vec<String>> {
        ensure!(self.browser == Browser::Chromium, "only Chromium tells its console");
        let entries = ask(self.client.issue_cmd(Vendor { path: "se/log", body: json!({ "type": "browser" }) }))?;
        let entries = entries.as_array().context("no list of console entries")?;
        Ok(entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect())
    }

    /// A picture of the visible part; in Chromium of the whole page.
    pub fn screenshot(&self, file: &Path) -> Result<()> {
        let picture = match self.browser {
            Browser::Chromium => {
                let answer = self.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }))?;
                decoded(&answer)?
            }
            _ => ask(self.client.screenshot())?,
        };
        std::fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))
    }

    /// The page on paper; Chromium only.
    pub fn print(&self, file: &Path) -> Result<()> {
        let answer = self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true }))?;
        std::fs::write(file, decoded(&answer)?).with_context(|| format!("cannot write {}", file.display()))
    }

    /// Asks again and again until `state` gives `Ok`; what it gives otherwise is what is now.
    pub fn wait_until<T>(&self, what: &str, state: impl Fn() -> Result<Result<T, String>>) -> Result<T> {
        let start = Instant::now();
        loop {
            // An element can go away between finding and asking it: that is "not yet".
            let now = match state() {
                Ok(Ok(value)) => return Ok(value),
                Ok(Err(now)) => now,
                Err(error) => format!("{error:#}"),
            };
            if start.elapsed() > PATIENCE {
                bail!("waited {PATIENCE:?} for {what}; now: {now}");
            }
            thread::sleep(Duration::from_millis(25));
        }
    }

    fn click_element(&self, element: &Element) -> Result<()> {
        self.scroll_to(element)?;
        ask(element.click())
    }

    /// Brings it to the middle of the screen: drivers do not wait for smooth scrolling, nor see what sticks to an edge.
    fn scroll_to(&self, element: &Element) -> Result<()> {
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        ask(self.client.execute(scroll, vec![serde_json::to_value(element)?]))?;
        Ok(())
    }

    /// The control of this name; where none has it, the one of this id: not all of them are keys of the link.
    fn control(&self, name: &str) -> Result<Element> {
        self.find(&format!("[name=\"{name}\"]")).or_else(|_| self.find(&format!("[id=\"{name}\"]")))
    }

    fn find(&self, css: &str) -> Result<Element> {
        ask(self.client.find(Locator::Css(css))).with_context(|| format!("there is no {css}"))
    }
}

/// One command's answer; a driver that hangs is a failure, not a standstill.
fn ask<T>(command: impl Future<Output = Result<T, CmdError>>) -> Result<T> {
    let answer = wait(async { timeout(2 * PATIENCE, command).await });
    Ok(answer.context("the driver does not answer")??)
}

fn decoded(answer: &Value) -> Result<Vec<u8>> {
    Ok(STANDARD.decode(answer["data"].as_str().context("no data in the answer")?)?)
}

/// A driver's own command, beside those of the standard.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
