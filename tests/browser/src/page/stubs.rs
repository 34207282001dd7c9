//! Stand-ins for what a browser under test cannot give: a clipboard, downloads, a share sheet, full storage.
//!
//! They last until the page is left.

use anyhow::Result;
use serde_json::Value;

use super::Page;

impl Page {
    /// What would vanish in a moment stays.
    pub fn stop_the_clock(&self) -> Result<()> {
        self.script(
            "const set = setTimeout; window.setTimeout = (f, ms, ...rest) => ms < 1500 ? set(f, ms, ...rest) : 0",
        )
    }

    /// What is copied from now on goes to [`copied`](Page::copied) instead of the clipboard.
    pub fn watch_clipboard(&self) -> Result<()> {
        self.script(
            "window.copied = null; Object.defineProperty(navigator, 'clipboard', { configurable: true, \
               value: { writeText: async text => { window.copied = text } } })",
        )
    }

    /// Copying fails from now on.
    pub fn refuse_clipboard(&self) -> Result<()> {
        self.script(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, \
               value: { writeText: async () => { throw new Error('refused by the test') } } })",
        )
    }

    /// There is no clipboard from now on, as on a page without a secure connection.
    pub fn remove_clipboard(&self) -> Result<()> {
        self.script("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })")
    }

    /// The text that was copied since the last call, once there is one.
    pub fn copied(&self) -> Result<String> {
        let copied = self.wait_for_script("window.copied")?;
        self.script("window.copied = null")?;
        Ok(copied.as_str().unwrap_or_default().to_owned())
    }

    /// Files that are saved from now on go to [`saved`](Page::saved) instead of being downloaded. There is no dialog for
    /// choosing a place: nobody would answer it.
    pub fn watch_downloads(&self) -> Result<()> {
        self.script(
            "window.saved = {}; let last; window.showSaveFilePicker = undefined; \
             URL.createObjectURL = blob => { last = blob; return 'blob:nothing' }; \
             const click = HTMLElement.prototype.click; \
             HTMLElement.prototype.click = function () { \
               if (this.download) last.text().then(text => window.saved[this.download] = text); else click.call(this) }",
        )
    }

    /// The file that was saved under this name, once there is one.
    pub fn saved(&self, name: &str) -> Result<String> {
        let text: Value = self.wait_for_script(&format!("window.saved['{name}'] ?? null"))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Storage takes nothing more from now on, as when it is full.
    pub fn fill_storage(&self) -> Result<()> {
        self.script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")
    }

    /// There is no storage from now on, as where a reader has forbidden it.
    pub fn refuse_storage(&self) -> Result<()> {
        self.script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
        )
    }
}
