//! Screenshots and paper, and what only Chromium offers: its DevTools and its console.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::{Page, ask};
use crate::{Engine, Profile};

impl Page {
    /// Has a running Chromium take over what the system asks for; elsewhere that can only be chosen at the start.
    pub fn emulate(&self, profile: Profile) -> Result<()> {
        let features: Vec<Value> =
            profile.media_features().iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
    }

    /// Gives the page a screen of this many CSS pixels; Chromium only, elsewhere there is [`open_in_frame`].
    ///
    /// [`open_in_frame`]: Page::open_in_frame
    pub fn emulate_screen(&self, width: u32, height: u32) -> Result<()> {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", &screen).map(drop)
    }

    /// Gives the page a screen of this width on which all of it is seen; what sticks to the edge of a screen is then where
    /// the page ends. Chromium leaves parts blank in a picture of what is beyond the screen.
    pub fn emulate_screen_of_page(&self, width: u32) -> Result<()> {
        let height = self.script_now("return document.documentElement.scrollHeight")?;
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).context("no height")?;
        self.emulate_screen(width, height)
    }

    /// As on a touch screen, where no scrollbar takes room.
    pub fn hide_scrollbars(&self) -> Result<()> {
        self.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true })).map(drop)
    }

    /// Sends a command of the DevTools protocol to Chromium. What it emulates ends with the tab, and so with the test.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        ensure!(self.engine == Engine::Chromium, "only Chromium has DevTools commands");
        if command.starts_with("Emulation.") {
            self.emulates.set(true);
        }
        let body = json!({ "cmd": command, "params": parameters });
        ask(self.client.issue_cmd(Vendor { path: "goog/cdp/execute", body }))
            .with_context(|| format!("{command} failed"))
    }

    /// What Chromium has written to its console since the last call.
    pub fn console(&self) -> Result<Vec<String>> {
        ensure!(self.engine == Engine::Chromium, "only Chromium shows its console");
        let entries = ask(self.client.issue_cmd(Vendor { path: "se/log", body: json!({ "type": "browser" }) }))?;
        let entries = entries.as_array().context("no list of console entries")?;
        Ok(entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect())
    }

    /// A screenshot of the screen; Chromium only.
    pub fn screenshot_of_screen(&self, file: &Path) -> Result<()> {
        self.capture(&json!({}), file)
    }

    /// A screenshot of the first element that matches, as far as it is on the screen; Chromium only.
    pub fn screenshot_of(&self, css: &str, file: &Path) -> Result<()> {
        let place = format!(
            "scrollTo(0, 0); const {{ x, y, width, height }} = document.querySelector({}).getBoundingClientRect(); \
             return {{ x: x + scrollX, y: y + scrollY, width, height, scale: 1 }}",
            json!(css)
        );
        let clip = self.script_now(&place)?;
        self.capture(&json!({ "clip": clip }), file)
    }

    fn capture(&self, parameters: &Value, file: &Path) -> Result<()> {
        let image = decoded(&self.devtools("Page.captureScreenshot", parameters)?)?;
        std::fs::write(file, image).with_context(|| format!("cannot write {}", file.display()))
    }

    /// The page on paper; Chromium only.
    pub fn print(&self, file: &Path) -> Result<()> {
        let answer = self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true }))?;
        std::fs::write(file, decoded(&answer)?).with_context(|| format!("cannot write {}", file.display()))
    }
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
