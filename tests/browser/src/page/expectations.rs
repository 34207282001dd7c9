//! What a test looks at. `expect…` waits until it is true; `…_now` does not wait.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Page, ask, wait_until};

/// The visible text of the first element that matches, with single spaces; null where there is no such element.
const TEXT: &str = "
    const element = document.querySelector(arguments[0]);
    if (!element) return null;
    return (element.checkVisibility() ? element.innerText : '').replace(/\\s+/g, ' ').trim();";

/// What the control of a name holds: a text, or the value of the radio button that is chosen.
const VALUE: &str = "
    const controls = [...document.getElementsByName(arguments[0])];
    const control = controls.find(one => one.type === 'radio' && one.checked) ?? controls[0]
        ?? document.getElementById(arguments[0]);
    return control?.type === 'radio' && !control.checked ? '' : control?.value ?? null;";

/// The texts of the elements that describe the control of a name: its hint and its error.
const DESCRIPTION: &str = "
    const control = document.getElementsByName(arguments[0])[0] ?? document.getElementById(arguments[0]);
    if (!control) return null;
    const ids = (control.getAttribute('aria-describedby') ?? '').split(/\\s+/).filter(id => id);
    return ids.map(id => document.getElementById(id)).map(e => e?.checkVisibility() ? e.innerText : '')
        .join(' ').replace(/\\s+/g, ' ').trim();";

impl Page {
    /// There is such an element.
    pub fn expect(&self, css: &str) -> Result<()> {
        self.expect_script(&format!("document.querySelector({}) !== null", json!(css)), true)
    }

    /// There is no such element.
    pub fn expect_absent(&self, css: &str) -> Result<()> {
        self.expect_script(&format!("document.querySelector({}) === null", json!(css)), true)
    }

    /// There is such an element, and it is drawn.
    pub fn expect_visible(&self, css: &str) -> Result<()> {
        self.expect_drawn(css, true)
    }

    /// There is such an element, but it is not drawn.
    pub fn expect_hidden(&self, css: &str) -> Result<()> {
        self.expect_drawn(css, false)
    }

    fn expect_drawn(&self, css: &str, is_drawn: bool) -> Result<()> {
        let css = json!(css);
        let drawn = format!("document.querySelector({css})?.checkVisibility({{ visibilityProperty: true }})");
        self.expect_script(&drawn, is_drawn)
    }

    /// There are so many of such elements.
    pub fn expect_count(&self, css: &str, count: usize) -> Result<()> {
        self.expect_script(&format!("document.querySelectorAll({}).length", json!(css)), count)
    }

    /// The visible text of the first element that matches contains this. Any white space counts as one space.
    pub fn expect_text(&self, css: &str, part: &str) -> Result<()> {
        self.expect_texts(css, &[part])
    }

    /// The same for several parts at once, in any order.
    pub fn expect_texts(&self, css: &str, parts: &[&str]) -> Result<()> {
        wait_until(&format!("{parts:?} in {css}"), || {
            let now = self.text_now(css)?;
            Ok(if parts.iter().all(|part| now.contains(part)) { Ok(()) } else { Err(format!("{now:?}")) })
        })
    }

    /// The visible text of the first element that matches is this and nothing more.
    pub fn expect_whole_text(&self, css: &str, text: &str) -> Result<()> {
        wait_until(&format!("{css} to read {text:?}"), || {
            let now = self.text_now(css)?;
            Ok(if now == text { Ok(()) } else { Err(format!("{now:?}")) })
        })
    }

    /// The visible text of the first element that matches does not contain this.
    pub fn expect_no_text(&self, css: &str, part: &str) -> Result<()> {
        wait_until(&format!("no {part:?} in {css}"), || {
            let now = self.text_now(css)?;
            Ok(if now.contains(part) { Err(format!("{now:?}")) } else { Ok(()) })
        })
    }

    /// The texts of all elements that match, whether visible or not.
    pub fn expect_list(&self, css: &str, texts: &[&str]) -> Result<()> {
        let list = "[...document.querySelectorAll(CSS)].map(e => e.textContent.replace(/\\s+/g, ' ').trim())";
        self.expect_script(&list.replace("CSS", &json!(css).to_string()), json!(texts))
    }

    /// The control of this name holds this text, or the radio button of this value is chosen.
    pub fn expect_value(&self, name: &str, value: &str) -> Result<()> {
        wait_until(&format!("{name} to hold {value:?}"), || {
            let now = self.execute(VALUE, vec![json!(name)])?;
            Ok(if now == value { Ok(()) } else { Err(now.to_string()) })
        })
    }

    /// The figure has this exact value.
    pub fn expect_figure(&self, id: &str, value: &str) -> Result<()> {
        wait_until(&format!("{id} to be {value}"), || {
            let now = self.figure_now(id)?;
            Ok(if now.as_deref() == Some(value) { Ok(()) } else { Err(format!("{now:?}")) })
        })
    }

    /// The figure is a range, with no figure for a single value beside it.
    pub fn expect_range(&self, id: &str, low: &str, high: &str) -> Result<()> {
        self.expect_figure(&format!("{id}-low"), low)?;
        self.expect_figure(&format!("{id}-high"), high)?;
        self.expect_absent(&format!("#{id}"))
    }

    /// The figure depends on something that was refused: it reads `–` and has no value.
    pub fn expect_no_figure(&self, id: &str) -> Result<()> {
        let figure =
            format!("(e => e && [e.textContent.trim(), e.hasAttribute('value')])(document.getElementById('{id}'))");
        self.expect_script(&figure, json!(["–", false]))
    }

    /// What describes the control of this name, such as its hint and its error, contains this.
    pub fn expect_description(&self, name: &str, part: &str) -> Result<()> {
        wait_until(&format!("{name} to be described by {part:?}"), || {
            let now = self.description_now(name)?;
            Ok(if now.contains(part) { Ok(()) } else { Err(format!("{now:?}")) })
        })
    }

    /// What describes the control of this name is this and nothing more.
    pub fn expect_whole_description(&self, name: &str, text: &str) -> Result<()> {
        wait_until(&format!("{name} to be described by {text:?} alone"), || {
            let now = self.description_now(name)?;
            Ok(if now == text { Ok(()) } else { Err(format!("{now:?}")) })
        })
    }

    /// The attribute of the first element that matches; `None` stands for its absence.
    pub fn expect_attribute<'a>(&self, css: &str, name: &str, value: impl Into<Option<&'a str>>) -> Result<()> {
        let attribute = format!("document.querySelector({}).getAttribute({})", json!(css), json!(name));
        self.expect_script(&attribute, json!(value.into()))
    }

    /// The address in the browser's bar, with its fragment.
    pub fn expect_address(&self, address: &str) -> Result<()> {
        wait_until(&format!("the address to be {address}"), || {
            let now = ask(self.client.current_url())?.to_string();
            Ok(if now == address { Ok(()) } else { Err(now) })
        })
    }

    /// The element that has the focus matches.
    pub fn expect_focus(&self, css: &str) -> Result<()> {
        wait_until(&format!("{css} to have the focus"), || {
            let script =
                "const e = document.activeElement; return e?.matches(arguments[0]) ? null : e?.outerHTML.slice(0, 200)";
            let now = self.execute(script, vec![json!(css)])?;
            Ok(if now.is_null() { Ok(()) } else { Err(now.to_string()) })
        })
    }

    /// The JavaScript expression has this value.
    pub fn expect_script(&self, expression: &str, value: impl Into<Value>) -> Result<()> {
        let value = value.into();
        wait_until(&format!("{expression} to be {value}"), || {
            let now = self.script_now(&format!("return {expression}"))?;
            Ok(if now == value { Ok(()) } else { Err(now.to_string()) })
        })
    }

    /// What the JavaScript expression gives, once that is neither null nor undefined.
    pub fn wait_for_script(&self, expression: &str) -> Result<Value> {
        wait_until(expression, || {
            let now = self.script_now(&format!("return {expression}"))?;
            Ok(if now.is_null() { Err("nothing".to_owned()) } else { Ok(now) })
        })
    }

    pub fn has_now(&self, css: &str) -> Result<bool> {
        Ok(self.script_now(&format!("return document.querySelector({}) !== null", json!(css)))? == true)
    }

    /// The visible text of the first element that matches.
    pub fn text_now(&self, css: &str) -> Result<String> {
        text(&self.execute(TEXT, vec![json!(css)])?).with_context(|| format!("there is no {css}"))
    }

    /// What describes the control of this name: its hint and its error.
    pub fn description_now(&self, name: &str) -> Result<String> {
        text(&self.execute(DESCRIPTION, vec![json!(name)])?).with_context(|| format!("there is no {name}"))
    }

    /// The exact value of the figure; `None` where it has none.
    pub fn figure_now(&self, id: &str) -> Result<Option<String>> {
        let value = self.execute(
            "const e = document.querySelector(`data[id='${arguments[0]}']`); return e && [e.getAttribute('value')]",
            vec![json!(id)],
        )?;
        if value.is_null() {
            bail!("there is no figure {id}");
        }
        Ok(value[0].as_str().map(str::to_owned))
    }

    /// What the body of a function returns.
    pub fn script_now(&self, body: &str) -> Result<Value> {
        self.execute(body, vec![])
    }

    /// The addresses of everything that the page has loaded since it was opened.
    pub fn loaded_now(&self) -> Result<Vec<String>> {
        let names = self.script_now("return performance.getEntriesByType('resource').map(entry => entry.name)")?;
        let names = names.as_array().context("no list of resources")?;
        Ok(names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
