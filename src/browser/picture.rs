//! Image files given to the page. Only their first bytes are read, here in the browser; no file leaves it.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

/// The files of a change on a file field, or of a drop.
pub fn given(event: &Event) -> Vec<File> {
    let dropped = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
    let chosen = || event.target()?.dyn_into::<HtmlInputElement>().ok()?.files();
    dropped.or_else(chosen).map(|list| all(&list)).unwrap_or_default()
}

fn all(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// Empties a file field, so that choosing the same file again is a change.
pub fn forget(event: &Event) {
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value("");
    }
}

/// The first bytes of a file, at most so many; none where the browser cannot read it.
pub async fn first_bytes(file: &File, most: u32) -> Option<Vec<u8>> {
    let start = file.slice_with_f64_and_f64(0.0, f64::from(most)).ok()?;
    let buffer = JsFuture::from(start.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
