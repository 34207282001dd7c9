//! What a reader does: typing, clicking, choosing, pressing keys, giving files.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use serde_json::{Value, json};

use super::{Page, ask, wait_until};

/// Gives files to a file field, or drops them on any other element.
const GIVE_FILES: &str = "
    const [css, files] = arguments;
    const data = new DataTransfer();
    for (const [name, type, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    const target = document.querySelector(css);
    if (target.type === 'file') {
        target.files = data.files;
        target.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
        for (const type of ['dragenter', 'dragover', 'drop']) {
            const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
            if (!event.dataTransfer) Object.defineProperty(event, 'dataTransfer', { value: data });
            target.dispatchEvent(event);
        }
    }";

/// A log of the same record, 100,000 times in each part.
const GIVE_LARGE_LOG: &str = "
    const line = '{\"usage\": {\"input_tokens\": 10, \"input_tokens_details\": {\"text_tokens\": 10, \"image_tokens\": 0}, \"output_tokens\": 1000}}\\n';
    const part = new Blob([line.repeat(1e5)]);
    const data = new DataTransfer();
    data.items.add(new File(Array(arguments[0]).fill(part), 'responses.jsonl'));
    const field = document.querySelector('[name=usage-files]');
    field.files = data.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

impl Page {
    /// Types into the control of this name as a reader would, in place of what it holds.
    pub fn type_into(&self, name: &str, text: &str) -> Result<()> {
        self.type_over(name, text, || self.control_now(name))
    }

    /// The same for the first control that matches.
    pub fn type_at(&self, css: &str, text: &str) -> Result<()> {
        self.type_over(css, text, || self.find_now(css))
    }

    fn type_over(&self, what: &str, text: &str, find: impl Fn() -> Result<Element>) -> Result<()> {
        wait_until(&format!("{text:?} to be typed into {what}"), || {
            let control = find()?;
            self.click_element(&control)?;
            // WebKit on a busy machine lets go of what Ctrl+A has selected.
            self.execute("arguments[0].select()", vec![serde_json::to_value(&control)?])?;
            ask(control.send_keys(if text.is_empty() { &Key::Delete } else { text }))?;
            Ok(Ok(()))
        })
    }

    /// Gives the control of this name a text at once, as pasting does: for texts that take long to type.
    pub fn paste_into(&self, name: &str, text: &str) -> Result<()> {
        let control = wait_until(name, || Ok(Ok(self.control_now(name)?)))?;
        let paste = "const [control, text] = arguments; control.value = text; \
                     control.dispatchEvent(new InputEvent('input', { bubbles: true }))";
        self.execute(paste, vec![serde_json::to_value(control)?, json!(text)]).map(drop)
    }

    /// Presses a key wherever the focus is.
    pub fn press(&self, key: Key) -> Result<()> {
        let key = char::from(key);
        let stroke = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        ask(self.client.perform_actions(stroke)).context("the key was not taken")
    }

    /// Chooses an option of a select, or the radio button of this value.
    pub fn choose(&self, name: &str, value: &str) -> Result<()> {
        wait_until(&format!("{value} to be chosen in {name}"), || {
            let control = self.control_now(name)?;
            if ask(control.tag_name())?.eq_ignore_ascii_case("select") {
                self.scroll_to(&control)?;
                ask(control.select_by_value(value))?;
            } else {
                self.click_element(&self.find_now(&format!("[name=\"{name}\"][value=\"{value}\"]"))?)?;
            }
            Ok(Ok(()))
        })?;
        self.expect_value(name, value)
    }

    /// Ticks the box, or clears it.
    pub fn check(&self, name: &str, on: bool) -> Result<()> {
        wait_until(&format!("{name} to be ticked or cleared"), || {
            let control = self.control_now(name)?;
            if ask(control.is_selected())? != on {
                self.click_element(&control)?;
            }
            Ok(Ok(()))
        })?;
        self.expect_script(&format!("document.getElementsByName('{name}')[0].checked"), on)
    }

    /// Clicks the first element that matches, once there is one that can be clicked.
    pub fn click(&self, css: &str) -> Result<()> {
        wait_until(&format!("a click on {css}"), || {
            self.click_element(&self.find_now(css)?)?;
            Ok(Ok(()))
        })
    }

    /// Clicks the first of these elements that has this text.
    pub fn click_text(&self, css: &str, text: &str) -> Result<()> {
        let expression = format!(
            "[...document.querySelectorAll({})].find(e => e.textContent.replace(/\\s+/g, ' ').trim() === {})",
            json!(css),
            json!(text)
        );
        wait_until(&format!("a click on {text:?} in {css}"), || {
            let Some(element) = self.element_now(&expression)? else { return Ok(Err("there is none".to_owned())) };
            self.click_element(&element)?;
            Ok(Ok(()))
        })
    }

    /// Unfolds the `<details>`, as a reader does.
    pub fn unfold(&self, css: &str) -> Result<()> {
        self.expect(css)?;
        if !self.has_now(&format!("{css}[open]"))? {
            self.click(&format!("{css} > summary"))?;
        }
        self.expect(&format!("{css}[open]"))
    }

    /// Unfolds every `<details>`, and waits until all is in its place.
    pub fn unfold_all(&self) -> Result<()> {
        self.script("document.querySelectorAll('details').forEach(details => { details.open = true })")?;
        self.wait_for_layout()
    }

    /// Gives files (name, type, content) to a file field, or drops them on another element.
    pub fn give_files(&self, css: &str, files: &[(&str, &str, &[u8])]) -> Result<()> {
        self.expect(css)?;
        self.execute(GIVE_FILES, vec![json!(css), json!(files)]).map(drop)
    }

    /// Chooses a usage log of so many parts of 12 MB, of which the browser holds one.
    pub fn give_large_log(&self, parts: u32) -> Result<()> {
        self.execute(GIVE_LARGE_LOG, vec![json!(parts)]).map(drop)
    }

    /// Chooses a file on disk, as in the dialog of a file field.
    pub fn choose_file(&self, name: &str, file: &Path) -> Result<()> {
        let field = wait_until(name, || Ok(Ok(self.control_now(name)?)))?;
        ask(field.send_keys(&file.to_string_lossy())).with_context(|| format!("cannot choose {}", file.display()))
    }

    /// Scrolls the element into sight at once.
    pub fn scroll_into_sight(&self, css: &str) -> Result<()> {
        self.scroll_to(&self.find(css)?)
    }

    /// Scrolls until the element begins at the top of the screen.
    pub fn scroll_to_top(&self, css: &str) -> Result<()> {
        self.expect(css)?;
        self.script(&format!(
            "document.querySelector({}).scrollIntoView({{ block: 'start', behavior: 'instant' }})",
            json!(css)
        ))
    }

    /// Runs the body of a function in the page. What follows from it is waited for with one of the `expect` verbs.
    pub fn script(&self, body: &str) -> Result<()> {
        self.execute(body, vec![]).map(drop)
    }

    /// Runs the body of a function, and gives what that gives to its one argument, a callback.
    pub fn script_with_callback(&self, body: &str) -> Result<Value> {
        ask(self.client.execute_async(body, vec![])).context("script failed")
    }

    fn click_element(&self, element: &Element) -> Result<()> {
        self.scroll_to(element)?;
        ask(element.click())
    }

    /// Brings it to the middle of the screen: drivers do not wait for smooth scrolling, nor see what sticks to an edge.
    pub(super) fn scroll_to(&self, element: &Element) -> Result<()> {
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.execute(scroll, vec![serde_json::to_value(element)?]).map(drop)
    }

    /// The control of this name, or of this id where none has the name: not all of them are keys of the link.
    pub(super) fn control_now(&self, name: &str) -> Result<Element> {
        let name = json!(name);
        let found =
            self.element_now(&format!("document.getElementsByName({name})[0] ?? document.getElementById({name})"));
        found?.with_context(|| format!("there is no control {name}"))
    }
}
