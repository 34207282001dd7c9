//! The clipboard and the system's share sheet, where the browser has and allows them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Puts a text onto the clipboard. False where the browser refuses.
pub async fn copy(text: &str) -> bool {
    let clipboard = own("clipboard");
    match method(&clipboard, "writeText") {
        Some(write) => done(write.call1(&clipboard, &text.into())).await.is_ok(),
        None => false,
    }
}

/// Whether there is a share sheet.
pub fn can_share() -> bool {
    method(&navigator(), "share").is_some()
}

/// Offers an address to the share sheet. False where it failed otherwise than by the reader's closing it.
pub async fn share(title: &str, address: &str) -> bool {
    let owner = navigator();
    let Some(share) = method(&owner, "share") else { return false };
    let entries =
        [("title", title), ("url", address)].map(|(name, text)| JsValue::from(Array::of2(&name.into(), &text.into())));
    let Ok(data) = Object::from_entries(&entries.iter().collect::<Array>()) else { return false };
    match done(share.call1(&owner, &data)).await {
        Ok(()) => true,
        Err(error) => Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError"),
    }
}

fn navigator() -> JsValue {
    Reflect::get(&window(), &"navigator".into()).unwrap_or_default()
}

fn own(part: &str) -> JsValue {
    Reflect::get(&navigator(), &part.into()).unwrap_or_default()
}

/// A method, where the object has it. A page that is not served securely has no clipboard at all.
fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

async fn done(promise: Result<JsValue, JsValue>) -> Result<(), JsValue> {
    JsFuture::from(Promise::resolve(&promise?)).await.map(|_| ())
}
