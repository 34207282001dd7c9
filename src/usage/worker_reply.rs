//! What the worker answers: texts and markup that are ready to be shown, by name. The page's own wasm knows nothing of bills.

use js_sys::{Array, Object};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::worker;

/// A reply. Markup in it is the worker's own; what comes from a log is escaped there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkerReply(Vec<(String, String)>);

impl WorkerReply {
    /// Reads a message.
    pub fn from_message(message: &JsValue) -> Self {
        let Ok(texts) = worker::entry(message, "texts").dyn_into::<Object>() else { return Self::default() };
        let text = |value: JsValue| value.as_string().unwrap_or_default();
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            (text(pair.get(0)), text(pair.get(1)))
        };
        Self(Object::entries(&texts).into_iter().map(pair).collect())
    }

    /// A text; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text)
    }
}

/// A text that follows the reply.
pub fn text_of(reply: RwSignal<WorkerReply>, name: &'static str) -> Signal<String> {
    Signal::derive(move || reply.read().text(name).to_owned())
}

/// Whether the reply has no such text.
pub fn lacks(reply: RwSignal<WorkerReply>, name: &'static str) -> Signal<bool> {
    Signal::derive(move || reply.read().text(name).is_empty())
}
