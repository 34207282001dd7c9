//! Files: texts saved to the reader's disk, and texts the reader opens. Nothing is uploaded.

use js_sys::{Array, JsString};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlElement, Url};

/// Saves a text as a file of that name. False where the browser refuses.
pub fn save(name: &str, text: &str) -> bool {
    try_save(name, text).is_ok()
}

fn try_save(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsString::from(text)))?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.unchecked_ref::<HtmlElement>().click();
    // The address is left to the page's end: revoking it at once stops the download in some browsers.
    Ok(())
}

/// The text of a file of at most so many bytes; none where it is larger or cannot be read.
pub async fn text(file: &File, most: u32) -> Option<String> {
    if file.size() > f64::from(most) {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
