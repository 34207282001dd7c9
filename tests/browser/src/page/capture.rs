//! Screenshots and paper, and what only Chromium offers: its DevTools and its console.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::{Page, ask};
use crate::Engine;

impl Page {
    /// Has media features such as `prefers-color-scheme` match these values; Chromium only.
    pub fn emulate_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
    }

    /// Gives the page a screen of this many CSS pixels; Chromium only, elsewhere there is [`open_in_frame`].
    ///
    /// [`open_in_frame`]: Page::open_in_frame
    pub fn emulate_screen(&self, width: u32, height: u32) -> Result<()> {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", &screen)?;
        self.wait_for_layout()
    }

    /// Sends a command of the DevTools protocol to Chromium. What it emulates ends with the tab, and so with the test.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        ensure!(self.engine == Engine::Chromium, "only Chromium has DevTools commands");
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

    /// A screenshot of the visible part; in Chromium of the whole page.
    pub fn screenshot(&self, file: &Path) -> Result<()> {
        let image = match self.engine {
            Engine::Chromium => {
                decoded(&self.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }))?)?
            }
            _ => ask(self.client.screenshot())?,
        };
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
