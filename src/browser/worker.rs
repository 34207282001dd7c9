//! A worker: a program that runs beside the page.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, MessageEvent, Worker};

/// Starts the worker of an address; `None` if the browser refuses. What it sends goes to `receive`: `None` if it fails.
pub fn start(address: &str, receive: impl Fn(Option<JsValue>) + Clone + 'static) -> Option<Worker> {
    let worker = Worker::new(address).ok()?;
    let failed = receive.clone();
    let on_error = Closure::<dyn Fn(Event)>::new(move |_| failed(None));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| receive(Some(event.data())));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // They live as long as the page.
    on_error.forget();
    on_message.forget();
    Some(worker)
}

/// A message: an object of these entries.
pub fn message(entries: &[(&str, JsValue)]) -> JsValue {
    let message = Object::new().into();
    for (key, value) in entries {
        set(&message, key, value);
    }
    message
}

/// Sets an entry of a message.
pub fn set(message: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(message, &key.into(), value);
}

/// An entry of a message; undefined where there is none.
pub fn entry(message: &JsValue, key: &str) -> JsValue {
    Reflect::get(message, &key.into()).unwrap_or_default()
}
