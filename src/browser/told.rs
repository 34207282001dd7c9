//! What the page says to whoever else runs in it: its link, in an attribute of the root element. The second module
//! (`ui::scenarios`) follows it there.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

const NAME: &str = "data-link";

/// Says the page's link, without `#`.
pub fn tell(link: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(NAME, link);
    }
}

/// The page's link, as it was last said.
pub fn link() -> String {
    document().document_element().and_then(|root| root.get_attribute(NAME)).unwrap_or_default()
}

/// Calls `act` each time the link is said.
pub fn follow(act: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(act);
    let _ = observe(callback.as_ref());
    callback.forget();
}

fn observe(callback: &JsValue) -> Result<(), JsValue> {
    let maker: Function = Reflect::get(&window(), &"MutationObserver".into())?.dyn_into()?;
    let observer = Reflect::construct(&maker, &Array::of1(callback))?;
    let filter = Array::of2(&"attributeFilter".into(), &Array::of1(&NAME.into()));
    let options = js_sys::Object::from_entries(&Array::of1(&filter))?;
    let observe: Function = Reflect::get(&observer, &"observe".into())?.dyn_into()?;
    observe.call2(&observer, &document().document_element().into(), &options).map(|_| ())
}
