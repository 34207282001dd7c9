//! Messages from and to the page.

use crate::html::Html;
use gpt_image_cost_usage::{Assignment, Column, Options};
use js_sys::{Array, ArrayBuffer, Error, JSON, Object, Reflect, WebAssembly, global};
use serde_json::{Map, Value, json};
use wasm_bindgen::{JsCast, JsValue, memory};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, FileSystemFileHandle};

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

/// What a thrown value says; nothing where it is no error.
pub fn error_message(thrown: &JsValue) -> String {
    thrown.dyn_ref::<Error>().map(|error| String::from(error.message())).unwrap_or_default()
}

/// The file on disk to write, where the reader chose one.
pub fn handle(data: &JsValue) -> Option<FileSystemFileHandle> {
    get(data, "handle").dyn_into().ok()
}

/// What names a column of a header in messages and in the page.
pub fn column_key(header: &[String], index: usize) -> String {
    json!([header, index]).to_string()
}

/// The name of what a column holds in messages.
pub fn slug(column: Column) -> String {
    serde_json::to_value(column).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn assignment(key: &str, slug: String) -> Option<Assignment> {
    let (header, index) = serde_json::from_str(key).ok()?;
    let column = if slug.is_empty() { None } else { Some(serde_json::from_value(Value::String(slug)).ok()?) };
    Some(Assignment { header, index, column })
}

/// How to read and price.
pub fn options(data: &JsValue) -> Options {
    let assignment = |pair: JsValue| {
        let pair = Array::from(&pair);
        assignment(&pair.get(0).as_string()?, pair.get(1).as_string()?)
    };
    Options {
        batch_lines_at_batch_rate: flag(data, "batch"),
        columns: Array::from(&get(data, "columns")).iter().filter_map(assignment).collect(),
        ..Options::default()
    }
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
        let message = json!({ "kind": kind, "run": run, "texts": self.texts, "memory": bytes_of_memory() });
        if let Ok(message) = JSON::parse(&message.to_string()) {
            post(&message);
        }
    }
}

fn bytes_of_memory() -> u32 {
    memory().unchecked_into::<WebAssembly::Memory>().buffer().unchecked_into::<ArrayBuffer>().byte_length()
}

/// Gives the page a file to save.
pub fn post_file(name: &str, blob: &Blob) {
    post_entries([("kind", "file".into()), ("name", name.into()), ("blob", blob.into())]);
}

/// Says what became of a file on disk.
pub fn post_written(text: &str) {
    post_entries([("kind", "written".into()), ("text", text.into())]);
}

fn post_entries<const N: usize>(entries: [(&str, JsValue); N]) {
    let message = Object::new();
    for (key, value) in entries {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assignment_is_read_as_it_was_named() {
        let header = ["in \"x\"".to_owned(), "out".to_owned()];
        let key = column_key(&header, 1);
        let read = |slug: &str| assignment(&key, slug.to_owned());
        let expected = |column| Some(Assignment { header: header.to_vec(), index: 1, column });
        assert_eq!(read(&slug(Column::ImageOutput)), expected(Some(Column::ImageOutput)));
        assert_eq!(read(""), expected(None));
        assert_eq!(read("something"), None);
        assert_eq!(assignment("out", String::new()), None);
    }
}
