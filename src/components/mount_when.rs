//! A part of the page that is there only for a while, and never in the prerendered page.

use std::any::Any;

use leptos::{children::TypedChildrenFn, html, mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The part: a `<div>` that holds its children while `when` holds. Unlike `<Show>` it is never hydrated, which halves its
/// code. The children cannot hold a `Fold` or another part that waits for its turn to be hydrated.
#[component]
pub fn MountWhen<C: IntoView + 'static>(
    #[prop(into)] when: Signal<bool>,
    children: TypedChildrenFn<C>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let children = children.into_inner();
    let mount = move |place| -> Box<dyn Any> {
        let children = children.clone();
        Box::new(mount_to(place, move || children()))
    };
    keep_mounted(when, place, Box::new(mount));
    view! { <div node_ref=place></div> }
}

/// The same for any children, compiled once.
fn keep_mounted(when: Signal<bool>, place: NodeRef<html::Div>, mount: Box<dyn Fn(HtmlElement) -> Box<dyn Any>>) {
    let mounted: StoredValue<Option<Box<dyn Any>>, LocalStorage> = StoredValue::new_local(None);
    // Of the children; their contexts are those of this component.
    let owner = Owner::new();
    Effect::new(move |_| {
        let place = place.get().filter(|_| when.get());
        if place.is_some() == mounted.with_value(Option::is_some) {
            return;
        }
        // Unmount the previous view first.
        mounted.set_value(None);
        owner.cleanup();
        if let Some(place) = place {
            mounted.set_value(Some(untrack(|| owner.with(|| mount(place.unchecked_into())))));
        }
    });
}
