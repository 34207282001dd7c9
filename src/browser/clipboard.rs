//! The clipboard and the system's share sheet, where the browser has and allows them.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Puts a text onto the clipboard; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    // A page that is not served securely has no clipboard at all.
    if !navigator_has("clipboard") {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// Whether there is a share sheet.
pub fn can_share() -> bool {
    navigator_has("share")
}

/// Offers an address to the share sheet. False if that failed; closing the sheet is not a failure.
pub async fn share(title: &str, address: &str) -> bool {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(address);
    match JsFuture::from(window().navigator().share_with_data(&data)).await {
        Ok(_) => true,
        Err(error) => Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError"),
    }
}

fn navigator_has(part: &str) -> bool {
    Reflect::get(&window().navigator(), &JsValue::from_str(part)).is_ok_and(|part| !part.is_undefined())
}
