//! Messages from and to the page.

use crate::html::Html;
use gpt_image_cost_usage::{Column, Options};
use js_sys::{Array, JSON, Object, Reflect, global};
use serde_json::{Map, Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File};

fn get(data: &JsValue, key: &str) -> JsValue {
    Reflect::get(data, &key.into()).unwrap_or_default()
}

pub fn text(data: &JsValue, key: &str) -> String {
    get(data, key).as_string().unwrap_or_default()
}

/// A number that the page counts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn number(data: &JsValue, key: &str) -> u32 {
    get(data, key).as_f64().unwrap_or_default() as u32
}

pub fn flag(data: &JsValue, key: &str) -> bool {
    get(data, key).is_truthy()
}

pub fn files(data: &JsValue) -> Vec<File> {
    Array::from(&get(data, "files")).iter().filter_map(|file| file.dyn_into().ok()).collect()
}

/// How to read and price.
pub fn options(data: &JsValue) -> Options {
    let column = |pair: JsValue| {
        let pair = Array::from(&pair);
        let column = serde_json::from_value::<Column>(Value::String(pair.get(1).as_string()?)).ok()?;
        Some((pair.get(0).as_string()?, column))
    };
    Options {
        batch_lines_at_batch_rate: flag(data, "batch"),
        columns: Array::from(&get(data, "columns")).iter().filter_map(column).collect(),
        ..Options::default()
    }
}

/// A figure of the page: its id, and the exact value with the text of it, or those of both ends.
pub struct Figure {
    pub id: String,
    pub low: (String, String),
    pub high: Option<(String, String)>,
}

/// Texts that the page shows as they are.
#[derive(Default)]
pub struct Answer {
    texts: Map<String, Value>,
}

impl Answer {
    pub fn text(&mut self, name: &str, text: impl Into<String>) {
        self.texts.insert(name.to_owned(), Value::String(text.into()));
    }

    /// Markup. Nothing from a log is in it that is not escaped.
    pub fn html(&mut self, name: &str, html: Html) {
        self.text(name, html.into_string());
    }

    pub fn post(self, kind: &str, run: u32) {
        let message = json!({ "kind": kind, "run": run, "texts": self.texts });
        if let Ok(message) = JSON::parse(&message.to_string()) {
            post(&message);
        }
    }
}

/// Gives the page a file to save.
pub fn post_file(name: &str, blob: &Blob) {
    let message = Object::new();
    for (key, value) in [("kind", JsValue::from("file")), ("name", name.into()), ("blob", blob.into())] {
        let _ = Reflect::set(&message, &key.into(), &value);
    }
    post(&message);
}

pub fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

fn post(message: &JsValue) {
    let _ = scope().post_message(message);
}
