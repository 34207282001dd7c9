//! A part of the page that is there only for a while, and never in the prerendered page.

use leptos::{children::TypedChildrenFn, html, mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;

/// The part: a `<div>` that holds its children while `when` holds. Unlike `<Show>` it is never hydrated, which halves its
/// code. The children cannot hold a `Fold` or another part that waits for its turn to be hydrated.
#[component]
pub fn MountWhen<C: IntoView + 'static>(
    #[prop(into)] when: Signal<bool>,
    children: TypedChildrenFn<C>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let mounted = StoredValue::new_local(None);
    // Of the children; their contexts are those of this component.
    let owner = Owner::new();
    let children = children.into_inner();
    let is_wanted = Memo::new(move |_| when.get());
    Effect::new(move |_| {
        // The view before goes first.
        mounted.set_value(None);
        owner.cleanup();
        let Some(place) = place.get().filter(|_| is_wanted.get()) else { return };
        let children = children.clone();
        let mount = || owner.with(|| mount_to(place.unchecked_into(), move || children()));
        mounted.set_value(Some(untrack(mount)));
    });
    view! { <div node_ref=place></div> }
}
