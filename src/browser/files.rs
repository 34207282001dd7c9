//! Files that the reader opens or saves. Nothing is uploaded.

use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// The files of a change on a file field, or of a drop. The field is emptied, so that choosing the same file again is a
/// change.
pub fn take_files(event: &Event) -> Vec<File> {
    let dropped = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
    if let Some(files) = dropped {
        return to_vec(&files);
    }
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input.files().as_ref().map(to_vec).unwrap_or_default();
    input.set_value("");
    files
}

/// Lets files that are dragged be dropped; false for anything else, such as a text on its way into a field.
pub fn accept_drag(event: &DragEvent) -> bool {
    let has_files = event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
    if has_files {
        event.prevent_default();
    }
    has_files
}

fn to_vec(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.get(index)).collect()
}

/// The first bytes of a file, at most `limit`; `None` if the browser cannot read it.
pub async fn read_start(file: &File, limit: u32) -> Option<Vec<u8>> {
    let start = file.slice_with_f64_and_f64(0.0, f64::from(limit)).ok()?;
    let buffer = JsFuture::from(start.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The text of a file; `None` if it is larger than `limit` bytes, no UTF-8, or cannot be read.
pub async fn read_text(file: &File, limit: u32) -> Option<String> {
    if file.size() > f64::from(limit) {
        return None;
    }
    String::from_utf8(read_start(file, limit).await?).ok()
}

/// Has the browser save a text as a file; an error if it does not let the page.
pub fn save(name: &str, mime_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    save_blob(name, &Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?)
}

/// A text as a file; `None` if the browser cannot hold it.
pub fn from_text(name: &str, text: &str) -> Option<File> {
    File::new_with_str_sequence(&Array::of1(&text.into()), name).ok()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = window, js_name = showSaveFilePicker)]
    async fn show_save_file_picker(options: &JsValue) -> Result<JsValue, JsValue>;
}

/// What came of asking for a file on disk.
pub enum SaveTarget {
    /// Its handle.
    Chosen(JsValue),
    Declined,
    /// The browser does not let the page write there.
    Unavailable,
}

/// Whether the browser lets a page write to a file on disk that the reader chooses.
pub fn can_choose_target() -> bool {
    Reflect::get(&window(), &"showSaveFilePicker".into()).is_ok_and(|picker| picker.is_function())
}

/// Has the reader choose a file on disk.
pub async fn choose_target(name: &str) -> SaveTarget {
    let options = Object::new();
    let _ = Reflect::set(&options, &"suggestedName".into(), &name.into());
    match show_save_file_picker(&options).await {
        Ok(handle) => SaveTarget::Chosen(handle),
        Err(error) => {
            let name = Reflect::get(&error, &"name".into()).unwrap_or_default();
            if name == "AbortError" { SaveTarget::Declined } else { SaveTarget::Unavailable }
        }
    }
}

/// Has the browser save a file.
pub fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
